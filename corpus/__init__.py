"""What is known before a report is read: the IKU catalogue, the agencies, the regions, and the bundled reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.registry import (
    Agency,
    Catalogue,
    Indicator,
    Region,
    RegistryError,
    load_abbreviations,
    load_agencies,
    load_catalogue,
    load_regions,
    load_words,
)

if TYPE_CHECKING:
    from corpus.bundled import bundled_reports

__all__ = [
    "Agency",
    "Catalogue",
    "Indicator",
    "Region",
    "RegistryError",
    "bundled_reports",
    "load_abbreviations",
    "load_agencies",
    "load_catalogue",
    "load_regions",
    "load_words",
]


def __getattr__(name: str) -> Any:
    # the bundled reports are only needed by the demo; the registries load without them
    if name == "bundled_reports":
        from corpus.bundled import bundled_reports

        return bundled_reports
    raise AttributeError(f"module 'corpus' has no attribute {name!r}")
