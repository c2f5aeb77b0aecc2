"""Findings for people (a table in the terminal) and programs (JSON lines)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from lakip.records import FINDING_KEYS

if TYPE_CHECKING:
    from lakip.records import Record

SEVERITY_WORDS = {
    "id": {"error": "salah", "warning": "perlu penjelasan", "note": "catatan"},
    "en": {"error": "error", "warning": "warning", "note": "note"},
}
SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}
SEVERITIES = ("error", "warning", "note")


def records_to_jsonl(records: Sequence[Record]) -> str:
    """One finding a line, with the keys of the contract."""
    return "".join(
        json.dumps({key: record[key] for key in FINDING_KEYS}, ensure_ascii=False) + "\n" for record in records
    )


def record_to_message(record: Record, lang: str) -> str:
    return str(record["message_en"] if lang == "en" and record["message_en"] else record["message"])


def place_to_words(place: Record, lang: str) -> str:
    """'Tabel 3.2, hal. 35, baris 4 kolom 6'; of text without a table 'baris teks 120'; '' where nothing is known."""
    english = lang == "en"
    parts: list[str] = []
    if place.get("table"):
        parts.append(f"{'Table' if english else 'Tabel'} {place['table']}")
    if place.get("page"):
        parts.append(f"{'p.' if english else 'hal.'} {place['page']}")
    if place.get("row") and place.get("col"):
        parts.append(f"{'row' if english else 'baris'} {place['row']} {'col' if english else 'kol.'} {place['col']}")
    if place.get("line") and not place.get("page"):
        parts.append(f"{'line' if english else 'baris teks'} {place['line']}")
    return ", ".join(parts)


def record_to_evidence_lines(record: Record, lang: str) -> list[str]:
    """'  112,58  (capaian; Tabel 3.2, hal. 35, baris 4 kol. 6)  <- diduga keliru, seharusnya 118,90'."""
    suspects = {(suspect["raw"], place_key(suspect["place"])): suspect for suspect in record["suspects"]}
    by_raw = {suspect["raw"]: suspect for suspect in record["suspects"] if suspect["place"] is None}
    lines: list[str] = []
    for evidence in record["evidence"]:
        about = "; ".join(part for part in (evidence["role"], place_to_words(evidence, lang)) if part)
        line = f"{evidence['raw']}" + (f"  ({about})" if about else "")
        suspect = suspects.get((evidence["raw"], place_key(evidence))) or by_raw.get(evidence["raw"])
        if suspect:
            words = "suspect, would have to be" if lang == "en" else "diduga keliru, seharusnya"
            line += f"  <- {words} {suspect['would_be']}"
        lines.append(line)
    return lines


def place_key(place: Record | None) -> tuple[object, ...]:
    return () if place is None else tuple(place.get(key) for key in ("page", "table", "row", "col", "line"))


def records_to_counts(records: Sequence[Record]) -> dict[str, int]:
    """{"error": 3, "warning": 5, "note": 1}, every severity present."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for record in records:
        counts[record["severity"]] += 1
    return counts


def counts_to_words(counts: dict[str, int], lang: str) -> str:
    return ", ".join(f"{counts[severity]} {SEVERITY_WORDS[lang][severity]}" for severity in SEVERITIES)


def records_to_table(records: Sequence[Record], lang: str) -> str:
    """Grouped by document and table: severity, what does not add up, the printed figures and where each stands."""
    from rich.text import Text

    from lakip.console import grid_to_text

    if not records:
        return (
            "Nothing was found that does not add up.\n" if lang == "en" else "Tidak ditemukan hal yang tidak cocok.\n"
        )
    ordered = sorted(records, key=lambda record: (record["doc"], record["page"] or 0, record["table"], record["rank"]))
    parts: list[str] = []
    for (doc, table), group in groupby(ordered, key=lambda record: (record["doc"], record["table"])):
        where = place_to_words({"table": table}, lang) or ("in the text" if lang == "en" else "di luar tabel")
        text = Text(f"{doc} · {where}\n", style="bold")
        for record in group:
            text.append(
                f"  {SEVERITY_WORDS[lang][record['severity']].upper()}", style=SEVERITY_STYLES[record["severity"]]
            )
            text.append(f" [{record['rule']}] {record['indicator']}\n", style="bold")
            text.append(f"    {record_to_message(record, lang)}\n")
            for line in record_to_evidence_lines(record, lang):
                text.append(f"      {line}\n", style="cyan")
        parts.append(grid_to_text(text))
    counts = counts_to_words(records_to_counts(records), lang)
    return "".join(parts) + (f"Total: {counts}.\n" if lang == "en" else f"Jumlah: {counts}.\n")


def records_to_status(records: Sequence[Record]) -> int:
    """1 where at least one finding is an error, else 0."""
    return int(any(record["severity"] == "error" for record in records))
