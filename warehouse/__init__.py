"""The warehouse: understood reports in DuckDB and its views; the way in is `ingest`, the way out `Warehouse`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from warehouse.intake import Outcome, ingest
    from warehouse.open import Warehouse

__all__ = ["Outcome", "Warehouse", "ingest"]


def __getattr__(name: str) -> Any:
    # duckdb and pyarrow take half a second to import: only who opens or fills a warehouse pays for them
    if name in ("Outcome", "ingest"):
        from warehouse import intake

        return getattr(intake, name)
    if name == "Warehouse":
        from warehouse.open import Warehouse

        return Warehouse
    raise AttributeError(f"module 'warehouse' has no attribute {name!r}")
