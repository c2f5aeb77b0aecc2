"""The formats of `lakip audit`, each a function from records and language to text or bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lakip.records import Record


def to_table(records: Sequence[Record], lang: str) -> str:
    """For a terminal, grouped by table."""
    from lakip.show_findings import records_to_table

    return records_to_table(records, lang)


def to_jsonl(records: Sequence[Record], lang: str) -> str:
    """One finding a line; both languages stand in it."""
    from lakip.show_findings import records_to_jsonl

    return records_to_jsonl(records)


def to_sarif(records: Sequence[Record], lang: str) -> str:
    """SARIF 2.1.0."""
    from lakip.sarif import records_to_sarif

    return records_to_sarif(records, lang)


def to_html(records: Sequence[Record], lang: str) -> str:
    """One self-contained page."""
    from lakip.page import records_to_html

    return records_to_html(records, lang)


def to_xlsx(records: Sequence[Record], lang: str) -> bytes:
    """The reviewers' workbook."""
    from lakip.rule_titles import rule_to_reason, rule_to_title
    from lakip.show_findings import SEVERITY_WORDS
    from warehouse.workbook import findings_to_workbook

    return findings_to_workbook(records, lang, SEVERITY_WORDS[lang], rule_to_title, rule_to_reason)


#: `lakip audit --format`
FINDING_FORMATS: dict[str, Callable[[Sequence[Record], str], str | bytes]] = {
    "table": to_table,
    "jsonl": to_jsonl,
    "sarif": to_sarif,
    "xlsx": to_xlsx,
    "html": to_html,
}
