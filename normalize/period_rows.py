"""Tables whose rows are years or quarters: 'Tahun | Target | Realisasi | Capaian' over 2021, 2022, 2023.

Written for one indicator, which then stands in the caption or in the heading above, or for several, which then stand
in a column of their own, once over the rows of their years.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Cell, Table
from normalize.column_texts import table_to_paths
from normalize.headers import ColumnRole
from normalize.measure_rows import title_to_indicator
from normalize.model import Period
from normalize.periods import find_period

_YEAR = re.compile(r"^\W*(?:(?:tahun|thn|th|ta)\b\.?\s*)?(?:anggaran\s*)?((?:19|20)\d\d)\W*\**\W*$", re.IGNORECASE)
_QUARTER = re.compile(
    r"^\W*(?:triwulan|tri\s*wulan|tw|kuartal|quarter|q|semester|smt)?\W*(?:i{1,3}|iv|[1-4])\W*$", re.IGNORECASE
)
_QUARTER_HEADER = re.compile(r"triwulan|tri\s*wulan|\btw\b|kuartal|semester|periode", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PeriodRows:
    """Of a table told by years or quarters: the column that names them, each body row's year and period (None where
    the row says nothing of it), and each row's indicator."""

    col: int
    by_row: dict[int, tuple[int | None, Period | None]]
    names: dict[int, str]


def table_to_period_rows(table: Table, roles: Sequence[ColumnRole], titles: Sequence[str]) -> PeriodRows | None:
    """How the rows of the table are told by their time; None where they aren't, or where nothing names the indicator.

    `titles` are the texts that may name it, the nearest first.
    """
    measured = [col for col, role in enumerate(roles) if role.kind == "figure" and role.measure]
    if not measured:
        return None
    paths = table_to_paths(table)
    for col in range(measured[-1]):
        by_row = _column_to_periods(table, col, " ".join(paths[col]))
        if len(by_row) < 2 or len(set(by_row.values())) < 2:
            continue
        dated = [roles[k] for k in measured if k != col]
        if not dated or any(role.year is not None or role.period is not None for role in dated):
            continue
        names = _row_names(table, roles, col, by_row)
        if names is None:
            title = next((name for text in titles if (name := title_to_indicator(text))), "")
            names = dict.fromkeys(by_row, title) if title and len(set(by_row.values())) == len(by_row) else None
        return PeriodRows(col, by_row, names) if names else None
    return None


def _column_to_periods(table: Table, col: int, header: str) -> dict[int, tuple[int | None, Period | None]]:
    """Year and period of each row by the cells of a column; {} where one of them is anything else, totals aside."""
    found: dict[int, tuple[int | None, Period | None]] = {}
    quarters = bool(_QUARTER_HEADER.search(header))
    for cell in table.cells:
        if cell.row < table.header_rows or cell.col != col or not cell.text.strip():
            continue
        if cell.col_span > 1 or cell.row_span > 1:
            continue
        told = _text_to_period(cell.text, quarters)
        if told is None:
            if re.match(r"\W*(?:jumlah|total|rata)", cell.text, re.IGNORECASE):
                continue
            return {}
        found[cell.row] = told
    return found


def _text_to_period(text: str, quarters: bool) -> tuple[int | None, Period | None] | None:
    if year := _YEAR.match(text):
        return int(year[1]), None
    if _QUARTER.match(text) and (quarters or re.search(r"[a-z]{2}", text.casefold().replace("ii", ""))):
        hit = find_period(text, quarter_header=True)
        return (None, hit.period) if hit else None
    return None


def _row_names(
    table: Table, roles: Sequence[ColumnRole], col: int, by_row: dict[int, tuple[int | None, Period | None]]
) -> dict[int, str] | None:
    """The indicator of each row out of the column that names them, carried down; None where there is none."""
    columns = [k for k, role in enumerate(roles) if k != col and role.kind == "indicator"]
    if not columns:
        return None
    grid = table.grid()
    names: dict[int, str] = {}
    last = ""
    for row in range(table.header_rows, table.row_count):
        cell: Cell | None = grid[row][columns[-1]]
        if cell is not None and cell.text.strip():
            last = cell.text.strip()
        if row in by_row:
            names[row] = last
    return names if all(names.values()) else None
