"""A breakdown told for the year whose figures are those of one quarter in the table beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.model import Paragraph
from normalize.numbers import find_quantities
from validate.context import Context, TableView
from validate.evidence import cell_to_evidence, phrase_to_evidence
from validate.frame import Draft
from validate.model import Suspect
from validate.names import fold
from validate.prose import is_percent, told
from validate.rules.total import TOTAL_HEADER

#: columns that are parts of the year
PART = re.compile(r"\b(?:triwulan|tri\s?wulan|tw|semester|smt|caturwulan|bulan)\b", re.I)
#: paragraphs between the words and their table; characters between a row's name and its figure
NEAR, CLOSE = 3, 90


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the table (0-based) with the figure that the paragraph tells of it."""

    row: int
    value: int
    phrase: str


def told_columns(context: Context) -> Iterator[Draft]:
    """A draft for every paragraph that tells at least three rows, all with one quarter's figures and not with the
    year's, and names no quarter."""
    for view in context.views:
        parts = [col for col in range(view.table.column_count) if PART.search(view.header(col))]
        totals = [
            col
            for col in range(view.table.column_count)
            if col not in parts and view.headers[col] and TOTAL_HEADER.match(view.headers[col][-1])
        ]
        if len(parts) < 2 or len(totals) != 1:
            continue
        for paragraph in context.report.paragraphs:
            if paragraph.kind not in ("text", "list_item") or abs(paragraph.order - view.table.order) > NEAR:
                continue
            if PART.search(paragraph.text):
                continue
            pairs = paragraph_to_pairs(view, paragraph, [*parts, totals[0]])
            if len(pairs) >= 3:
                yield from column_drafts(view, paragraph, pairs, parts, totals[0])


def paragraph_to_pairs(view: TableView, paragraph: Paragraph, columns: list[int]) -> list[Pair]:
    """Every row whose name the paragraph tells once with a whole figure close behind it."""
    figures = [
        (start, quantity)
        for start, quantity in find_quantities(paragraph.text)
        if not re.search(r"\btahun\s*$", paragraph.text[:start], re.I)
    ]
    pairs: list[Pair] = []
    for row in view.body:
        words = fold(view.labels[row]).split()
        if not words or len(words[0]) < 4 or view.is_total(row) or not any(view.number(row, col) for col in columns):
            continue
        found = []
        for match in re.finditer(rf"\b{re.escape(words[0])}\b", paragraph.text, re.I):
            behind = [(start, one) for start, one in figures if 0 <= start - match.end() <= CLOSE]
            if behind and not re.search(r"[.;,]\s", paragraph.text[match.end() : behind[0][0]]):
                found.append(behind[0])
        if len(found) != 1:
            continue
        start, quantity = found[0]
        if quantity.step != 1 or is_percent(quantity):
            continue
        tail = re.match(r"[\d.,]+\s*(?:\([^)]*\)\s*)?[A-Za-z]*", paragraph.text[start:])
        pairs.append(Pair(row, int(quantity.value), tail.group(0).strip() if tail else quantity.raw))
    return pairs


def column_drafts(
    view: TableView, paragraph: Paragraph, pairs: list[Pair], parts: list[int], total: int
) -> Iterator[Draft]:
    def agrees(col: int, pair: Pair) -> bool:
        number = view.number(pair.row, col)
        return number is not None and number.quantity.value == pair.value

    if any(agrees(total, pair) for pair in pairs) or len({pair.value for pair in pairs}) < 3:
        return
    columns = [col for col in parts if all(agrees(col, pair) for pair in pairs)]
    if len(columns) != 1:
        return
    col = columns[0]
    shown = ", ".join(f"{view.labels[pair.row]} {pair.phrase}" for pair in pairs)
    year = ", ".join(view.text(pair.row, total).strip() for pair in pairs)
    yield Draft(
        rule="prose_vs_table",
        kind="quarter_told_as_year",
        severity="warning",
        key=("column told", view.mark, view.header(col)),
        message=f"Uraian menyebut {shown}: itu kolom {view.header(col)} dari {view.name}, sedangkan "
        f"{view.header(total)} mencetak {year}: “{told(paragraph.text[-200:])}”",
        message_en=f"The prose tells {shown}: that is column {view.header(col)} of {view.name}, while "
        f"{view.header(total)} prints {year}: “{told(paragraph.text[-200:])}”",
        evidence=(
            *(phrase_to_evidence(paragraph, pair.phrase, "dalam uraian") for pair in pairs),
            *(cell_to_evidence(view, pair.row, total, "setahun") for pair in pairs),
            *(cell_to_evidence(view, pair.row, col, "kolom yang dikutip") for pair in pairs),
        ),
        expected=year,
        reported=", ".join(pair.phrase for pair in pairs),
        table=view.mark,
        page=paragraph.page,
        suspects=tuple(
            Suspect(
                pair.phrase,
                view.text(pair.row, total).strip(),
                "angka setahun",
                phrase_to_evidence(paragraph, pair.phrase, "diduga"),
            )
            for pair in pairs
        ),
        weight=47,
    )
