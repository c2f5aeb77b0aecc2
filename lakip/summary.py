"""What a load brought, told to people: per report the counts, the share of names matched, and the worst findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lakip.show_findings import counts_to_words, record_to_lines, records_to_counts

if TYPE_CHECKING:
    from rich.console import RenderableType

    from lakip.records import Record
    from warehouse import Outcome, Warehouse

#: findings shown for each report
WORST = 5
#: printed figures shown for each finding
FIGURES = 4

WORDS = {
    "id": {
        "tables": "tabel",
        "facts": "fakta",
        "claims": "kalimat berangka",
        "matched": "indikator cocok dengan katalog",
        "findings": "temuan",
        "loaded": "dimuat",
        "known": "sudah ada",
        "bad": "gagal",
    },
    "en": {
        "tables": "tables",
        "facts": "facts",
        "claims": "sentences with figures",
        "matched": "indicators matched",
        "findings": "findings",
        "loaded": "loaded",
        "known": "already in",
        "bad": "failed",
    },
}


def share_to_words(part: int, whole: int, lang: str) -> str:
    """'38 / 41 (92,7 %)'; '0 / 0' where there is nothing to match."""
    if not whole:
        return "0 / 0"
    tenths = (2000 * part + whole) // (2 * whole)
    mark = "." if lang == "en" else ","
    return f"{part} / {whole} ({tenths // 10}{mark}{tenths % 10} %)"


def report_to_summary(report: Record, findings: Sequence[Record], lang: str) -> str:
    """A report's name and counts, then its worst findings with the printed figures and where they stand."""
    from rich.padding import Padding
    from rich.text import Text

    from lakip.console import grid_to_text

    words = WORDS[lang]
    about = " · ".join(str(part) for part in (report["agency"], report["kind"], report["year"]) if part)
    head = Text(f"{report['name']}", style="bold")
    head.append(f"  {about}", style="not bold dim")
    share = share_to_words(report["names_matched"], report["names"], lang)
    counts = (
        f"{report['table_count']} {words['tables']}, {report['fact_count']} {words['facts']}, "
        f"{report['claim_count']} {words['claims']}; {share} {words['matched']}"
    )
    found = f"{len(findings)} {words['findings']}: {counts_to_words(records_to_counts(findings), lang)}"
    parts: list[RenderableType] = [head, Padding(counts, (0, 0, 0, 2)), Padding(found, (0, 0, 0, 2))]
    for finding in findings[:WORST]:
        parts += record_to_lines(finding, lang, FIGURES)
    return grid_to_text(*parts)


def warehouse_to_summary(warehouse: Warehouse, reports: Sequence[str], lang: str) -> str:
    """The summary of the reports with these ids, in the order given."""
    found = {report["report_id"]: report for report in warehouse.reports()}
    findings: dict[str, list[dict[str, Any]]] = {}
    for finding in warehouse.finding_records():
        findings.setdefault(finding["report_id"], []).append(finding)
    return "\n".join(report_to_summary(found[key], findings.get(key, []), lang) for key in reports if key in found)


def outcomes_to_lines(outcomes: Sequence[Outcome], lang: str) -> str:
    """One line a file, tabs between: what became of it, its report id, its path. Bad ones are told elsewhere."""
    return "".join(
        f"{WORDS[lang][outcome.status]}\t{outcome.report}\t{outcome.path}\n"
        for outcome in outcomes
        if outcome.status != "bad"
    )


def outcomes_to_sentence(outcomes: Sequence[Outcome], database: object, lang: str) -> str:
    """'3 dimuat, 1 sudah ada, 2 gagal: lakip.duckdb'."""
    counts = {status: sum(outcome.status == status for outcome in outcomes) for status in ("loaded", "known", "bad")}
    return ", ".join(f"{count} {WORDS[lang][status]}" for status, count in counts.items()) + f": {database}"


def outcomes_to_complaints(outcomes: Sequence[Outcome], lang: str) -> list[str]:
    """One sentence for each bad file, in the order of the files."""
    return [outcome.error.told(lang) for outcome in outcomes if outcome.error is not None]


def outcomes_to_status(outcomes: Sequence[Outcome], strict: bool) -> int:
    """2 where nothing could be read, and with `strict` where anything could not; else 0."""
    bad = [outcome for outcome in outcomes if outcome.status == "bad"]
    return 2 if bad and (strict or len(bad) == len(outcomes)) else 0
