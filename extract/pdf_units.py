"""One label with several figures of different units under each other (27 Kab/Kota, 49 OPD, 12 Biro): a row for each.

Different units under one name are several statements about it, not a list of items: the label reaches over all of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.header_words import is_figure, is_placeholder, is_year
from extract.model import Box
from extract.pdf_cells import PdfCell, PdfTable
from extract.pdf_rules import Place
from extract.pdf_words import Line, lines_to_text

_FIGURE_AND_UNIT = re.compile(r"^(?:rp\.?\s*)?[(\-]?\d[\d.,]*\)?\s*([%a-z][\w/ .%-]{0,24})$", re.IGNORECASE)
_MARK = re.compile(r"^(?:\(?\d{1,2}[.)]\)?\s|\(?[a-z][.)]\s|[-–•·▪●○➢✓]\s?\S|\d{1,2}(?:\.\d{1,2}){1,4}\.?\s)")
#: a step between lines wider than this share of a letter's height parts two items
ITEM_STEP = 1.9


def split_units(table: PdfTable) -> PdfTable:
    """Rows whose figure cell holds several figures of different units are cut; all others stay."""
    for row in range(table.row_count - 1, 0, -1):
        table = _split_row(table, row)
    return table


def lines_to_units(lines: Sequence[Line]) -> list[str] | None:
    """The units of figures that stand one a line, all different; None where it is anything else."""
    if len(lines) < 2:
        return None
    units = []
    for line in lines:
        text = line.text.strip()
        found = _FIGURE_AND_UNIT.match(text)
        if found is None or not is_figure(text) or is_year(text) or is_placeholder(text):
            return None
        units.append(found.group(1).strip(" .").casefold())
    return units if len(set(units)) == len(units) else None


def _split_row(table: PdfTable, row: int) -> PdfTable:
    own = [cell for cell in table.cells if cell.place.row == row and cell.place.row_span == 1 and cell.lines]
    listed = {id(cell): units for cell in own if (units := lines_to_units(cell.lines))}
    counts = {len(units) for units in listed.values()}
    labels = [cell for cell in own if id(cell) not in listed and not is_figure(cell.text)]
    if len(counts) != 1 or not labels:
        return table
    count = counts.pop()
    first = next(cell for cell in own if id(cell) in listed)
    before = [cell for cell in labels if cell.place.col < first.place.col]
    if not before or any(_is_list(cell.lines) for cell in before):
        return table
    bounds = [(a.base + b.base - 0.55 * b.size) / 2 for a, b in pairwise(first.lines)]
    ys = (*table.ys[: row + 1], *bounds, *table.ys[row + 1 :])
    if any(b <= a for a, b in pairwise(ys)):
        return table
    cells: list[PdfCell] = []
    for cell in table.cells:
        p = cell.place
        if p.row > row:
            cells.append(replace(cell, place=Place(p.row + count - 1, p.col, p.row_span, p.col_span)))
        elif id(cell) in listed:
            for k, line in enumerate(cell.lines):
                box = Box(cell.box.x0, ys[row + k], cell.box.x1, ys[row + k + 1])
                text = lines_to_text([line])
                place = Place(row + k, p.col, 1, p.col_span)
                cells.append(replace(cell, place=place, text=text, box=box, lines=(line,)))
        elif p.row + p.row_span > row:
            cells.append(replace(cell, place=Place(p.row, p.col, p.row_span + count - 1, p.col_span)))
        else:
            cells.append(cell)
    reason = f"page {table.page}: row {row + 1} holds {count} figures of different units"
    return replace(table, ys=ys, cells=tuple(cells), reasons=(*table.reasons, reason))


def _is_list(lines: Sequence[Line]) -> bool:
    """Several items: two list marks, or lines with white between them that each begin anew."""
    if sum(bool(_MARK.match(line.text)) for line in lines) >= 2:
        return True
    return any(
        after.base - before.base > ITEM_STEP * after.size and after.text[:1].isupper()
        for before, after in pairwise(lines)
    )
