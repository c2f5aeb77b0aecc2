"""The formats of `lakip audit`, each a function from an audit and language to text or bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lakip.audited import Audited


def to_table(audited: Audited, lang: str) -> str:
    """For a terminal, grouped by table."""
    from lakip.show_findings import audited_to_table

    return audited_to_table(audited, lang)


def to_jsonl(audited: Audited, lang: str) -> str:
    """One finding a line; both languages stand in it."""
    from lakip.show_findings import records_to_jsonl

    return records_to_jsonl(audited.records)


def to_sarif(audited: Audited, lang: str) -> str:
    """SARIF 2.1.0."""
    from lakip.sarif import audited_to_sarif

    return audited_to_sarif(audited, lang)


def to_html(audited: Audited, lang: str) -> str:
    """One self-contained page."""
    from lakip.page import audited_to_html

    return audited_to_html(audited, lang)


def to_xlsx(audited: Audited, lang: str) -> bytes:
    """The working paper of the review (Kertas Kerja Reviu)."""
    from lakip.paper import audited_to_paper

    return audited_to_paper(audited, lang)


#: `lakip audit --format`
FINDING_FORMATS: dict[str, Callable[[Audited, str], str | bytes]] = {
    "table": to_table,
    "jsonl": to_jsonl,
    "sarif": to_sarif,
    "xlsx": to_xlsx,
    "html": to_html,
}
