"""Columns that count a plan's years ('Target Tahun ke- 1 2 3 4 5', 'Tahun-1', 'Tahun III') -> the years they mean.

Permendagri 86/2017 (annex, tables T-C.23, T-C.27, T-C.28) prints its forms so. Which year is the first is said by the
title's span of years, else by the plan's own; where neither fits, such a column has no year and gives no fact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.model import Cell, Table
from normalize.periods import find_year_range, find_years

#: more years than a plan has
LONGEST_PLAN = 6
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_NAMED = re.compile(
    r"\b(?:tahun|thn|th)\b\.?\s*(?:ke\b)?\s*[-–.]?\s*\(?(?P<count>[1-6]|i{1,3}|iv|vi?)\)?$", re.IGNORECASE
)
_ASKS = re.compile(r"\b(?:tahun|thn|th)\b\.?\s*ke\b\s*[-–.:]*$", re.IGNORECASE)
_BARE = re.compile(r"^\(?(?P<count>[1-6]|i{1,3}|iv|vi?)\)?$", re.IGNORECASE)
_RESULT = re.compile(r"realisasi|capaian|rasio", re.IGNORECASE)


def _count(found: re.Match[str]) -> int:
    text = found.group("count").casefold()
    return _ROMAN.get(text) or int(text)


def header_cells_to_counts(table: Table) -> dict[tuple[int, int], int]:
    """Of the header cells that count years, by (row, column): which year they count; {} where years are printed too.

    'Tahun ke-2' counts by itself, a bare '2' under a cell that ends in 'Tahun ke-'. At least two, from 1 on.
    """
    header = [cell for cell in table.cells if cell.row < table.header_rows and cell.text.strip()]
    if any(find_years(cell.text) and not find_year_range(cell.text) for cell in header):
        return {}
    asking = [cell for cell in header if _ASKS.search(cell.text.strip())]
    counts: dict[tuple[int, int], int] = {}
    for cell in header:
        text = cell.text.strip()
        found = _NAMED.search(text)
        if found is None and any(_stands_under(cell, above) for above in asking):
            found = _BARE.match(text)
        if found is not None:
            counts[cell.row, cell.col] = _count(found)
    told = sorted(set(counts.values()))
    return counts if len(told) >= 2 and told == list(range(1, len(told) + 1)) else {}


def _stands_under(cell: Cell, above: Cell) -> bool:
    return cell.row >= above.row + above.row_span and above.col <= cell.col < above.col + above.col_span


def first_year(
    counts: Sequence[int], title: str, results: bool, kind: str, renstra: tuple[int, int] | None
) -> int | None:
    """The year that 'Tahun ke-1' is, None where it isn't said.

    By the title's span of years, else by the plan's; a plan of five years may be called by six, the year before its
    first among them (RPJMD 2013-2018). A plan that tells results tells those of the plan before it.
    """
    most = max(counts)
    for span, fits in ((find_year_range(title), True), (renstra, not (results and kind == "renstra"))):
        if span is None or not fits:
            continue
        long = span[1] - span[0] + 1
        if most <= long <= LONGEST_PLAN:
            return span[0] + (long == LONGEST_PLAN and most < LONGEST_PLAN)
    return None


def with_counted_years(
    table: Table, title: str, kind: str, renstra: tuple[int, int] | None
) -> tuple[Table, frozenset[int]]:
    """The table with years in its header instead of their counts; and the columns whose count no year is known of."""
    counts = header_cells_to_counts(table)
    if not counts:
        return table, frozenset()
    results = any(cell.row < table.header_rows and _RESULT.search(cell.text) for cell in table.cells)
    start = first_year(list(counts.values()), title, results, kind, renstra)
    if start is None:
        unknown = {
            col
            for cell in table.cells
            if (cell.row, cell.col) in counts and cell.row < table.header_rows
            for col in range(cell.col, cell.col + cell.col_span)
        }
        return table, frozenset(unknown)
    cells = tuple(
        replace(cell, text=f"Tahun {start + counts[cell.row, cell.col] - 1}")
        if cell.row < table.header_rows and (cell.row, cell.col) in counts
        else cell
        for cell in table.cells
    )
    return replace(table, cells=cells), frozenset()
