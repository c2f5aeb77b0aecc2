"""Sentences that call a row of a table the highest or the lowest, against the column of the figure they give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from normalize.model import Quantity
from normalize.numbers import find_quantities
from validate.context import Context, Sentence, TableView
from validate.evidence import cell_to_evidence, sentence_to_evidence
from validate.frame import Draft
from validate.intervals import quantity_value, same_figure
from validate.model import Suspect
from validate.names import fold
from validate.prose import told

WORD = re.compile(
    r"\b(?:(?P<high>tertinggi|terbesar|terbanyak|paling\s+(?:tinggi|besar|banyak))|"
    r"(?P<low>terendah|terkecil|tersedikit|paling\s+(?:rendah|kecil|sedikit)))\b",
    re.I,
)
#: the extreme of a part, of another time, or second in rank
OTHER = re.compile(
    r"\b(?:kedua|ketiga|keempat|kelima|salah\s+satu|tahun\s+(?:lalu|sebelumnya)|nasional|skala|nilai\s+maksimal)\b",
    re.I,
)
#: a row's name must be at least this long to be sought in a sentence
SHORTEST = 6


@dataclass(frozen=True, slots=True)
class Told:
    """An extreme told in a sentence: its word, the row and the figure that follow it."""

    sentence: Sentence
    word: str
    high: bool
    name: str
    quantity: Quantity


def extremes(context: Context) -> Iterator[Draft]:
    """Drafts for extremes whose row holds the figure, but another row of its column a higher (or lower) one; and for
    those whose row is the extreme with another figure."""
    for view in context.views:
        rows = [
            row
            for row in view.body
            if row not in view.index_row and not view.is_total(row) and not view.is_average(row)
        ]
        names: dict[str, list[int]] = {}
        for row in rows:
            names.setdefault(fold(view.labels[row]), []).append(row)
        unique = {name: places[0] for name, places in names.items() if len(places) == 1 and len(name) >= SHORTEST}
        if len(unique) < 3:
            continue
        for one in sentences_to_extremes(context, sorted(unique, key=len, reverse=True)):
            draft = told_to_draft(view, rows, unique[one.name], one)
            if draft is not None:
                yield draft


def sentences_to_extremes(context: Context, names: list[str]) -> Iterator[Told]:
    """The extremes that sentences tell of rows with one of these names (folded): word, then name, then figure."""
    for sentence in context.sentences:
        words = list(WORD.finditer(sentence.text))
        if not words or OTHER.search(sentence.text):
            continue
        for place, word in enumerate(words):
            end = words[place + 1].start() if place + 1 < len(words) else len(sentence.text)
            part = sentence.text[word.end() : end]
            figures = [(start, quantity) for start, quantity in find_quantities(part) if not is_year(quantity)]
            if len(figures) != 1:
                continue
            start, quantity = figures[0]
            before = f" {fold(part[:start])} "
            found = [name for name in names if f" {name} " in before]
            if found and all(name in found[0] for name in found):
                yield Told(sentence, word.group(), word["high"] is not None, found[0], quantity)


def is_year(quantity: Quantity) -> bool:
    return quantity.step == 1 and not quantity.unit and 1990 <= quantity.value <= 2100


def told_to_draft(view: TableView, rows: list[int], row: int, one: Told) -> Draft | None:
    """The draft for one telling in one table; None where the column bears it out, or where nothing is sure."""
    columns = [
        col
        for col in range(view.table.column_count)
        if (number := view.number(row, col)) is not None and same_figure(number.quantity, one.quantity)
    ]
    if len(columns) != 1:
        return None  # the figure stands nowhere in the row, or twice
    col = columns[0]
    values: dict[int, Fraction] = {
        other: quantity_value(number.quantity) for other in rows if (number := view.number(other, col)) is not None
    }
    if len(values) < 3 or any(view.kind(other, col) in ("malformed", "error") for other in rows):
        return None
    best = max(values.values()) if one.high else min(values.values())
    if values[row] == best:
        return None
    extreme = next(other for other, value in values.items() if value == best)
    there, here = (
        cell_to_evidence(view, extreme, col, "nilai ekstrem"),
        cell_to_evidence(view, row, col, "nilai disebut"),
    )
    piece = sentence_to_evidence(one.sentence, one.word, "kata")
    label, true = view.labels[row], view.labels[extreme]
    return Draft(
        rule="direction",
        kind="extreme",
        severity="warning",
        key=("extreme", view.mark, fold(label), view.header(col)),
        message=f"Disebut {one.word}: {label} {here.raw}; di {view.name} {true} {there.raw} yang demikian: "
        f"“{told(one.sentence.text)}”",
        message_en=f"Called {one.word}: {label} {here.raw}; in {view.name} it is {true} with {there.raw}: "
        f"“{told(one.sentence.text)}”",
        evidence=(piece, here, there),
        expected=f"{true} {there.raw}",
        reported=f"{label} {here.raw}",
        indicator=label,
        page=one.sentence.paragraph.page,
        suspects=(Suspect(one.word, f"{true} {there.raw}", view.name, piece),),
        weight=40,
        slip=f"extreme|{fold(one.sentence.text)[:80]}|{one.word.casefold()}",
    )
