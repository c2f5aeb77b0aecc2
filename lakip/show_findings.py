"""Findings for people (a table in the terminal) and programs (JSON lines)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lakip.records import FINDING_KEYS
from lakip.role_words import role_to_words

if TYPE_CHECKING:
    from rich.console import RenderableType

    from lakip.audited import Audited
    from lakip.records import Record

SEVERITY_WORDS = {
    "id": {"error": "salah", "warning": "perlu penjelasan", "note": "catatan"},
    "en": {"error": "error", "warning": "warning", "note": "note"},
}
SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}
NOTES = {"id": "Catatan", "en": "Notes"}
OUTSIDE = {"id": "di luar tabel", "en": "outside tables"}
#: printed figures of one finding shown in the terminal; the other formats show all
MOST_FIGURES = 14
NOTHING = {"id": "Tidak ditemukan hal yang tidak cocok.", "en": "Nothing was found that does not add up."}
STANDING_WORDS = {
    "id": {
        "new": "baru",
        "changed": "berubah",
        "unchanged": "tetap",
        "gone": "hilang",
        "accepted": "diterima",
        "lapsed": "penerimaan gugur",
        "print": "cetakannya berubah",
        "date": "masa berlakunya lewat",
        "until": "sampai",
        "open": "belum diterima",
    },
    "en": {
        "new": "new",
        "changed": "changed",
        "unchanged": "unchanged",
        "gone": "gone",
        "accepted": "accepted",
        "lapsed": "acceptance lapsed",
        "print": "the print changed",
        "date": "its day has passed",
        "until": "until",
        "open": "not accepted",
    },
}
#: what stands in a piece of evidence of the contract
PLACE_KEYS = ("raw", "role", "page", "table", "row", "col", "box", "line", "label")
#: longest printed number of a table, and what is shown of a caption in its place
NUMBER_LENGTH, CAPTION_LENGTH = 12, 40
SEVERITIES = ("error", "warning", "note")


def records_to_jsonl(records: Sequence[Record]) -> str:
    """One finding a line, with the keys of the contract."""
    return "".join(json.dumps(record_to_printed(record), ensure_ascii=False) + "\n" for record in records)


def place_to_printed(place: Record) -> Record:
    """A piece of evidence without what only this program needs."""
    return {key: place[key] for key in PLACE_KEYS}


def record_to_printed(record: Record) -> Record:
    """The record under the keys of the contract and nothing else."""
    printed = {key: record[key] for key in FINDING_KEYS}
    printed["evidence"] = [place_to_printed(place) for place in record["evidence"]]
    printed["suspects"] = [
        {**suspect, "place": suspect["place"] and place_to_printed(suspect["place"])} for suspect in record["suspects"]
    ]
    return printed


def record_to_standing(record: Record, lang: str) -> str:
    """'BARU', 'BERUBAH', 'DITERIMA ...', 'PENERIMAAN GUGUR ...'; '' for an unchanged finding that nobody accepted."""
    words = STANDING_WORDS[lang]
    told = [words[record["run"]]] if record.get("run") in ("new", "changed") else []
    acceptance = record.get("acceptance")
    if acceptance:
        about = f"{acceptance['who']}: {acceptance['why']}; {words['until']} {acceptance['until']}"
        lapsed = acceptance["lapsed"]
        told.append(f"{words['lapsed']} ({words[lapsed]}; {about})" if lapsed else f"{words['accepted']} ({about})")
    return " · ".join(told)


def record_to_message(record: Record, lang: str) -> str:
    return str(record["message_en"] if lang == "en" and record["message_en"] else record["message"])


def table_to_short(name: str) -> str:
    """A number as it is ("3.2", "III.4"); a caption, which stands for a number that isn't printed, quoted and cut."""
    if len(name) <= NUMBER_LENGTH and any(sign.isdigit() or sign in "IVX" for sign in name[:1]):
        return name
    return f"“{name}”" if len(name) <= CAPTION_LENGTH else f"“{name[:CAPTION_LENGTH].rstrip()}…”"


def place_to_words(place: Record, lang: str) -> str:
    """'Tabel 3.2, hlm. 35, baris 4 kolom 6'; of text without a table 'baris teks 120'; '' where nothing is known."""
    english = lang == "en"
    parts: list[str] = []
    if place.get("table"):
        parts.append(f"{'Table' if english else 'Tabel'} {table_to_short(place['table'])}")
    if place.get("page"):
        parts.append(f"{'p.' if english else 'hlm.'} {place['page']}")
    if place.get("row") and place.get("col"):
        parts.append(f"{'row' if english else 'baris'} {place['row']} {'col' if english else 'kol.'} {place['col']}")
    if place.get("line") and not place.get("page"):
        parts.append(f"{'line' if english else 'baris teks'} {place['line']}")
    return ", ".join(parts)


def record_to_suspects(record: Record) -> dict[tuple[str, tuple[object, ...] | None], tuple[Record, bool]]:
    """(print, place) -> (the suspect, is it the likeliest); place None for a suspect without one."""
    found: dict[tuple[str, tuple[object, ...] | None], tuple[Record, bool]] = {}
    for number, suspect in enumerate(record["suspects"]):
        place = None if suspect["place"] is None else place_key(suspect["place"])
        found.setdefault((suspect["raw"], place), (suspect, number == 0))
    return found


def suspect_to_words(would_be: str, likeliest: bool, lang: str) -> str:
    """'diduga keliru, seharusnya 118,90' for the likeliest of the suspects, 'atau 21,08, bila ini yang keliru' for the
    others: only one of them is wrong, and which is for people to say."""
    if lang == "en":
        told = f"suspect, would have to be {would_be}" if would_be else "suspect"
        other = f"or {would_be}, if this is the wrong one" if would_be else "or this is the wrong one"
    else:
        told = f"diduga keliru, seharusnya {would_be}" if would_be else "diduga keliru"
        other = f"atau {would_be}, bila ini yang keliru" if would_be else "atau ini yang keliru"
    return told if likeliest else other


def record_to_evidence_lines(record: Record, lang: str) -> list[str]:
    """'  112,58  (capaian; Tabel 3.2, hlm. 35, baris 4 kol. 6)  <- diduga keliru, seharusnya 118,90'; each once."""
    suspects = record_to_suspects(record)
    lines: list[str] = []
    for evidence in record["evidence"]:
        role = role_to_words(evidence["role"], lang)
        about = "; ".join(part for part in (role, place_to_words(evidence, lang)) if part)
        line = f"{evidence['raw']}" + (f"  ({about})" if about else "")
        found = suspects.get((evidence["raw"], place_key(evidence))) or suspects.get((evidence["raw"], None))
        if found:
            line += f"  <- {suspect_to_words(found[0]['would_be'], found[1], lang)}"
        lines.append(line)
    return list(dict.fromkeys(lines))


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


def record_to_lines(record: Record, lang: str, figures: int | None = None) -> list[RenderableType]:
    """A finding for the terminal: severity, rule, message, then the printed figures (at most `figures`), indented."""
    from rich.padding import Padding
    from rich.text import Text

    severity = record["severity"]
    head = Text(SEVERITY_WORDS[lang][severity].upper(), style=SEVERITY_STYLES[severity])
    standing = record_to_standing(record, lang)
    if standing:
        head.append(f" <{standing}>", style="default not bold")
    head.append(f" [{record['rule']}] {record_to_message(record, lang)}", style="default not dim")
    lines = record_to_evidence_lines(record, lang)
    shown = lines if figures is None or len(lines) <= figures + 1 else lines[:figures]
    # the likeliest suspect is never among those left out
    first = next((line for line in lines if "<- " in line and line not in shown), "")
    if first and not any("<- " in line for line in shown):
        shown = [*shown[:-1], first]
    parts: list[RenderableType] = [Padding(head, (0, 0, 0, 2))]
    parts += [Padding(Text(line, style="cyan"), (0, 0, 0, 6)) for line in shown]
    if len(shown) < len(lines):
        more = f"... and {len(lines) - len(shown)} more" if lang == "en" else f"... dan {len(lines) - len(shown)} lagi"
        parts.append(Padding(Text(more, style="dim"), (0, 0, 0, 6)))
    return parts


def record_to_part(record: Record, lang: str) -> str:
    """Under which heading a finding is shown: its table's, or that of the notes."""
    if record["severity"] == "note":
        return NOTES[lang]
    return place_to_words({"table": record["table"]}, lang) or OUTSIDE[lang]


def audited_to_table(audited: Audited, lang: str) -> str:
    """Grouped by document and table, the group with the worst finding first: what does not add up, and where; a
    document's notes after them; then what the last run found and this one does not."""
    from rich.padding import Padding
    from rich.text import Text

    from lakip.console import grid_to_text

    parts: list[RenderableType] = []
    groups: dict[tuple[str, str], list[Record]] = {}
    for record in audited.records:
        groups.setdefault((record["doc"], record_to_part(record, lang)), []).append(record)
    docs = list(dict.fromkeys(doc for doc, _ in groups))
    # the notes of a document stand after its errors and warnings
    for (doc, where), group in sorted(
        groups.items(), key=lambda item: (docs.index(item[0][0]), item[1][0]["severity"] == "note")
    ):
        parts.append(Text(f"{doc} · {where}", style="bold"))
        for record in group:
            parts += record_to_lines(record, lang, MOST_FIGURES)
            key = f"finding {record['id']} proof {record['proof']}" if lang == "en" else ""
            parts.append(Padding(Text(key or f"temuan {record['id']} bukti {record['proof']}", "dim"), (0, 0, 0, 6)))
        parts.append(Text(""))
    if audited.gone:
        parts.append(Text("No longer found" if lang == "en" else "Tidak ditemukan lagi", style="bold"))
        for record in audited.gone:
            line = f"{record['doc']} [{record['rule']}] {record_to_message(record, lang)}"
            parts.append(Padding(Text(line, style="dim"), (0, 0, 0, 2)))
        parts.append(Text(""))
    if not audited.records:
        return grid_to_text(*parts, Text(NOTHING[lang]))
    counts = counts_to_words(records_to_counts(audited.records), lang)
    parts.append(Text(f"Total: {counts}." if lang == "en" else f"Jumlah: {counts}."))
    return grid_to_text(*parts)
