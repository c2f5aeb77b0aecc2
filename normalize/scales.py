"""'(dalam ribuan rupiah)', 'Rp. juta', 'Rp.000': by what a table's money is to be multiplied, and where that is said.

A column's own header speaks first, then the caption, title rows and notes, then a short line right above the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.model import Table
from normalize.numbers import CellValue, read_quantity
from normalize.units import SCALES, text_to_declared_scale

#: a longer line above a table tells a story, it doesn't declare the table's scale
LONGEST_LINE = 90
#: more than this no agency spends: then the figures are rupiah in full, whatever the line says
MOST_MONEY = Decimal(10) ** 15
_SCALED_CELL = re.compile(r"\d\s*(?:" + "|".join(SCALES) + r")\b", re.IGNORECASE)
_WHERE = re.compile(
    r"\(?\s*(?:dalam|x|@|rp\.?|\()[^()]{0,30}(?:ribu|juta|mil[iy]ar|tril[iy]un|0{3})[^()]{0,20}\)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class DeclaredScale:
    """The factor for a column's money and the words that give it, as printed."""

    factor: Decimal
    words: str


def text_to_scale(text: str) -> DeclaredScale | None:
    """The scale that a text declares for money; None where it declares none.

    >>> text_to_scale("Tabel 3.4 Realisasi Anggaran (dalam ribuan rupiah)").words
    '(dalam ribuan rupiah)'
    """
    factor = text_to_declared_scale(text)
    if factor is None:
        return None
    found = _WHERE.search(text)
    return DeclaredScale(factor, " ".join((found.group(0) if found else text).split()))


def table_to_scale(table: Table, above: Sequence[str]) -> DeclaredScale | None:
    """The scale that stands in the caption, the title rows, the notes or a short line right `above` the table."""
    rows = [c.text for c in table.cells if c.row < table.header_rows and c.col_span >= table.column_count > 2]
    short = [line for line in above if len(line) <= LONGEST_LINE]
    return next(
        (scale for text in (table.caption, *rows, *table.notes, *short) if (scale := text_to_scale(text))), None
    )


def column_to_scale(path: Sequence[str], whole: DeclaredScale | None, texts: Sequence[str]) -> DeclaredScale | None:
    """The scale of one money column; None where its figures say their own or would become more than anyone spends."""
    scale = next((found for text in reversed(path) if (found := text_to_scale(text))), whole)
    if scale is None or any(_SCALED_CELL.search(text) for text in texts):
        return None
    values = [abs(read.value) for text in texts if (read := read_quantity(text, unit_hint="Rp")) is not None]
    return scale if values and max(values) * scale.factor <= MOST_MONEY else None


def scaled(value: CellValue, scale: DeclaredScale | None) -> CellValue:
    """The value times the declared scale; what is printed stays."""
    if scale is None or value.quantity is None:
        return value
    quantity = value.quantity
    other = None if quantity.alternative is None else quantity.alternative * scale.factor
    grown = replace(
        quantity, value=quantity.value * scale.factor, step=quantity.step * scale.factor, alternative=other, exact=False
    )
    return replace(value, quantity=grown)
