"""Figures nobody can read, and spreadsheet errors left in the print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from normalize.numbers import read_cell
from validate.context import Context, TableView
from validate.evidence import cell_to_evidence, sentence_to_evidence
from validate.frame import Card, Draft, Rule
from validate.model import Evidence, Severity
from validate.names import fold
from validate.rules.malformed_gaps import gaps
from validate.typing_slips import slip_between

CARD = Card(
    id="malformed",
    title="Angka yang tidak dapat dibaca",
    title_en="Figures that cannot be read",
    compares="penulisan angka: tanda titik dan koma yang tidak membentuk bilangan, galat lembar kerja seperti #REF!; "
    "bagian yang tidak diisi: nomor peraturan, angka sebelum %, naik atau turun",
    compares_en="how figures are written: marks that make no number, spreadsheet errors such as #REF!; places left "
    "open: a regulation's number, the figure before %, rise or fall",
    why="Angka yang tidak terbaca tidak dapat diuji (PermenPANRB 53/2014 lampiran III C.3.c).",
    why_en="A figure that cannot be read cannot be tested (PermenPANRB 53/2014 annex III C.3.c).",
    not_judged="gaya penulisan Inggris yang konsisten, kode, tanggal, nomor surat",
    not_judged_en="consistent English marks, codes, dates, letter numbers",
    examples=(("Rp198.03.000,00", "error"), ("#DIV/0!", "error"), ("12.797.147.084", "sesuai")),
)

MONEY = re.compile(r"Rp\.?\s*(\d[\d.,]*\d)", re.I)
LONG = re.compile(r"(?<![\w./:,-])(\d{1,3}(?:[.,]\d{2,4}){2,})(?![\w/:-])")


def mostly_numbers(view: TableView, col: int) -> bool:
    rows = [row for row in view.body if view.own(row, col) and view.text(row, col).strip()]
    return len(rows) >= 2 and sum(view.kind(row, col) in ("quantity", "malformed", "error") for row in rows) * 2 >= len(
        rows
    )


def judge(context: Context) -> Iterator[Draft]:
    """Drafts for unreadable cells of numeric columns and unreadable amounts in prose."""
    for view in context.views:
        for col in range(view.table.column_count):
            numeric: bool | None = None
            for row in view.body:
                if not view.own(row, col):
                    continue
                kind = view.kind(row, col)
                if kind not in ("malformed", "error"):
                    continue
                if numeric is None:
                    numeric = mostly_numbers(view, col)
                if kind == "malformed" and (not numeric or is_code(view.text(row, col))):
                    continue
                pictured = view.table.method == "image"
                if kind == "malformed" and pictured and lost_mark(view.text(row, col)):
                    # reading a picture loses such marks: the print has them
                    continue
                found = draft(
                    cell_to_evidence(view, row, col, "angka"),
                    f"{view.name}, {view.labels[row]}",
                    f"{view.name}, {view.labels[row]}",
                    (view.mark, view.labels[row], view.header(col)),
                    kind,
                )
                yield replace(found, severity="note") if pictured else found
    for sentence in context.sentences:
        for match in MONEY.finditer(sentence.text):
            raw = match.group(0)
            if read_cell(raw).kind == "malformed" or bad_groups(match.group(1)) or mixed_marks(match.group(1)):
                found = draft(
                    sentence_to_evidence(sentence, raw, "angka"),
                    sentence.text[:80],
                    sentence.text[:80],
                    (fold(sentence.text[:50]), raw),
                    "malformed",
                )
                yield replace(found, evidence=(*found.evidence, *meant(context, raw)))
        for match in LONG.finditer(sentence.text):
            raw = match.group(1)
            if (
                "," in raw
                and "." in raw
                and read_cell(raw).kind == "malformed"
                and not sentence.text[: match.start()].rstrip().endswith("Rp")
            ):
                if "Rp" in sentence.text[max(0, match.start() - 5) : match.start()]:
                    continue
                yield draft(
                    sentence_to_evidence(sentence, raw, "angka"),
                    sentence.text[:80],
                    sentence.text[:80],
                    (fold(sentence.text[:50]), raw),
                    "malformed",
                )
    yield from gaps(context)


def meant(context: Context, raw: str) -> list[Evidence]:
    """Cells that print the same digits but for one: what may have been meant."""
    found: list[Evidence] = []
    wanted = re.sub(r",\d{1,2}$", "", re.sub(r"^\D+", "", raw))
    if len(re.sub(r"\D", "", wanted)) < 5:
        return found
    for view in context.views:
        for cell in view.table.cells:
            if len(cell.text) < 40 and slip_between(wanted, cell.text) and view.kind(cell.row, cell.col) == "quantity":
                found.append(cell_to_evidence(view, cell.row, cell.col, "mungkin dimaksud"))
    return found[:3]


def is_code(text: str) -> bool:
    return (
        bool(re.fullmatch(r"[\d.]+", text))
        and any(len(part) != 3 for part in text.split(".")[1:])
        and all(len(part) <= 2 for part in text.split("."))
    )


def mixed_marks(digits: str) -> bool:
    """Thousands groups parted by points and by commas in one amount ("503,753.650")."""
    return bool(re.fullmatch(r"\d{1,3}(?:[.,]\d{3}){2,}", digits)) and "." in digits and "," in digits


def bad_groups(digits: str) -> bool:
    """An amount of money whose thousands groups are broken ("198.03.000,00", "4.503.75.000")."""
    whole = re.sub(r",\d{1,2}$", "", digits)
    groups = whole.split(".")
    return (
        len(groups) >= 3
        and "," not in whole
        and any(len(group) != 3 for group in groups[1:])
        and not re.fullmatch(r"\d+\.\d{2}", whole)
    )


def lost_mark(raw: str) -> bool:
    """True where one thousands mark is missing or stands for the comma: "1630.000.000", "81.900.000.00". The figure
    can be told; a text
    layer loses such marks more often than a typist."""
    bare = re.sub(r"^\D+|\D+$", "", raw)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+\.\d{2}", bare):
        return True
    digits = re.sub(r"\D", "", bare)
    whole = f"{int(digits):,}".replace(",", ".") if digits else ""
    return any(whole[:place] + whole[place + 1 :] == bare for place, mark in enumerate(whole) if mark == ".")


def draft(evidence: Evidence, where: str, where_en: str, key: tuple[str, ...], kind: str) -> Draft:
    severity: Severity = "note" if kind == "malformed" and lost_mark(evidence.raw) else "error"
    what = "galat lembar kerja" if kind == "error" else "angka yang tidak terbaca"
    what_en = "a spreadsheet error" if kind == "error" else "a figure that cannot be read"
    return Draft(
        rule="malformed",
        kind="spreadsheet_error" if kind == "error" else "unreadable",
        severity=severity,
        key=key,
        message=f"{where}: tercetak {evidence.raw}, {what}.",
        message_en=f"{where_en}: printed {evidence.raw}, {what_en}.",
        evidence=(evidence,),
        reported=evidence.raw,
        table=evidence.table,
        page=evidence.page,
        weight=55,
    )


RULE = Rule(CARD, judge)
