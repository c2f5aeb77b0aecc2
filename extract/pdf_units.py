"""Rows within one ruled row that their own marks tell: figures of several units under one name, numbered items.

'27 Kab/Kota', '49 OPD', '12 Biro' beside one name are several statements about it: a row each, the name over all.
'3.1. ...' and '3.2. ...' with a figure each, wherever beside its item the figure stands, are two rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.header_words import is_figure, is_placeholder, is_year
from extract.model import Box
from extract.pdf_bands import lines_to_figures
from extract.pdf_cells import PdfCell, PdfTable
from extract.pdf_rules import Place
from extract.pdf_words import Line, lines_to_text

_FIGURE_AND_UNIT = re.compile(r"^(?:rp\.?\s*)?[(\-]?\d[\d.,]*\)?\s*([%a-z][\w/ .%-]{0,24})$", re.IGNORECASE)
_MARK = re.compile(r"^(?:\(?\d{1,2}[.)]\)?\s|\(?[a-z][.)]\s|[-–•·▪●○➢✓]\s?\S|\d{1,2}(?:\.\d{1,2}){1,4}\.?\s)")
_LEVELS = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+\S")
#: a step between lines wider than this share of a letter's height parts two items
ITEM_STEP = 1.9
#: shares of a letter's height: how far above its item's first line a figure may stand, and above the next item's
ABOVE = 0.6


def split_units(table: PdfTable) -> PdfTable:
    """Cut the rows whose figure cell holds figures of different units, and those of items numbered like 3.1."""
    for row in range(table.row_count - 1, 0, -1):
        table = _split_items(_split_row(table, row), row)
    return table


def lines_to_units(lines: Sequence[Line]) -> list[str] | None:
    """The units of figures that stand one a line, all different; None where it is anything else."""
    if len(lines) < 2:
        return None
    units = []
    for line in lines:
        text = line.text.strip()
        found = _FIGURE_AND_UNIT.match(text)
        # '1. Nilai AKIP' is an item, not a figure of the unit 'Nilai AKIP'
        if found is None or _MARK.match(text) or not is_figure(text) or is_year(text) or is_placeholder(text):
            return None
        units.append(found.group(1).strip(" .").casefold())
    return units if len(set(units)) == len(units) else None


def _row_cells(table: PdfTable, row: int) -> list[PdfCell]:
    return [cell for cell in table.cells if cell.place.row == row and cell.place.row_span == 1 and cell.lines]


def _split_row(table: PdfTable, row: int) -> PdfTable:
    own = _row_cells(table, row)
    listed = {id(cell): units for cell in own if (units := lines_to_units(cell.lines))}
    counts = {len(units) for units in listed.values()}
    if len(counts) != 1:
        return table
    first = next(cell for cell in own if id(cell) in listed)
    before = [
        cell for cell in own if id(cell) not in listed and not is_figure(cell.text) and cell.place.col < first.place.col
    ]
    if not before or any(_is_list(cell.lines) for cell in before):
        return table
    bounds = [(a.base + b.base - 0.55 * b.size) / 2 for a, b in pairwise(first.lines)]
    parts = {id(cell): [[line] for line in cell.lines] for cell in own if id(cell) in listed}
    return cut_row(table, row, bounds, parts, f"holds {len(bounds) + 1} figures of different units")


def _is_list(lines: Sequence[Line]) -> bool:
    """Several items: two list marks, or lines with white between them that each begin anew."""
    if sum(bool(_MARK.match(line.text)) for line in lines) >= 2:
        return True
    return any(
        after.base - before.base > ITEM_STEP * after.size and after.text[:1].isupper()
        for before, after in pairwise(lines)
    )


def _split_items(table: PdfTable, row: int) -> PdfTable:
    own = _row_cells(table, row)
    label = next((cell for cell in own if len(_levels(cell.lines)) >= 2), None)
    if label is None:
        return table
    starts = _levels(label.lines)
    if starts[0] != 0:
        return table
    tops = [label.lines[k].base - ABOVE * label.lines[k].size for k in starts]
    parts = {id(label): [list(label.lines[a:b]) for a, b in pairwise([*starts, len(label.lines)])]}
    for cell in own:
        if cell is label or cell.place.col < label.place.col:
            continue
        figures = lines_to_figures(cell.lines)
        if figures is None or len(figures) != len(starts):
            continue
        rows = [max((k for k, top in enumerate(tops) if group[0].base >= top), default=0) for group in figures]
        if rows == list(range(len(starts))):
            parts[id(cell)] = [list(group) for group in figures]
    if len(parts) < 2:
        return table
    return cut_row(
        table, row, [top - 0.3 * label.lines[0].size for top in tops[1:]], parts, "cut at its items' numbers"
    )


def _levels(lines: Sequence[Line]) -> list[int]:
    """The lines that begin with '3.1', '3.2', ...: numbers of one depth that count up."""
    found: list[tuple[int, list[int]]] = []
    for k, line in enumerate(lines):
        mark = _LEVELS.match(line.text)
        if mark:
            numbers = [int(part) for part in mark.group(1).split(".")]
            if not found or (numbers[:-1] == found[-1][1][:-1] and numbers[-1] == found[-1][1][-1] + 1):
                found.append((k, numbers))
    return [k for k, _ in found]


def cut_row(
    table: PdfTable, row: int, bounds: Sequence[float], parts: dict[int, list[list[Line]]], why: str
) -> PdfTable:
    """The row cut at `bounds` (y): cells in `parts` (by id) give their lines to the new rows, others reach over all."""
    count = len(bounds) + 1
    ys = (*table.ys[: row + 1], *bounds, *table.ys[row + 1 :])
    if any(b <= a for a, b in pairwise(ys)):
        return table
    cells: list[PdfCell] = []
    for cell in table.cells:
        p = cell.place
        if p.row > row:
            cells.append(replace(cell, place=Place(p.row + count - 1, p.col, p.row_span, p.col_span)))
        elif id(cell) in parts:
            for k, lines in enumerate(parts[id(cell)]):
                box = Box(cell.box.x0, ys[row + k], cell.box.x1, ys[row + k + 1])
                text = lines_to_text(lines, cell.box.x1 - cell.box.x0 - 2 * table.margin)
                place = Place(row + k, p.col, 1, p.col_span)
                cells.append(replace(cell, place=place, text=text, box=box, lines=tuple(lines)))
        elif p.row + p.row_span > row:
            cells.append(replace(cell, place=Place(p.row, p.col, p.row_span + count - 1, p.col_span)))
        else:
            cells.append(cell)
    reason = f"page {table.page}: row {row + 1} {why}"
    return replace(table, ys=ys, cells=tuple(cells), reasons=(*table.reasons, reason))
