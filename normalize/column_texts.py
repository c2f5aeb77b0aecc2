"""A table's columns as texts: header paths, body cells, and what sort of texts a column holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.model import Cell, Table
from normalize.numbers import read_cell, read_quantity
from normalize.units import unit_to_class, unit_words

_ORDINAL_CELL = re.compile(r"^\(?(\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5}|\d{1,2}([.\-]\d{1,2}){1,3})[.)]?\)?$")
_WORD = re.compile(r"[^\W\d_]{2,}")


def table_to_paths(table: Table) -> list[tuple[str, ...]]:
    """For every column its header texts from the top down; a cell over all columns is the table's title, not a
    header.
    """
    grid = [row for row in table.grid()[: table.header_rows] if not _is_numbering(row)]
    paths: list[tuple[str, ...]] = []
    for col in range(table.column_count):
        path: list[str] = []
        seen: list[Cell] = []
        for row in grid:
            cell = row[col]
            if cell is None or any(cell is other for other in seen) or not cell.text.strip():
                continue
            seen.append(cell)
            if cell.col_span >= table.column_count > 2:
                continue
            path.append(cell.text)
        paths.append(tuple(path))
    return paths


def _is_numbering(row: list[Cell | None]) -> bool:
    """A row of column numbers ('2 3 7 8 9') among the header rows."""
    starts = [
        cell.text.strip() for index, cell in enumerate(row) if cell and (index == 0 or row[index - 1] is not cell)
    ]
    bare = [text for text in starts if re.fullmatch(r"\(?\d{1,2}\)?", text)]
    return len(bare) >= 3 and len(bare) >= 0.6 * len([text for text in starts if text])


def header_title(table: Table) -> str:
    """The text of header cells that span the whole table."""
    return " ".join(
        cell.text for cell in table.cells if cell.row < table.header_rows and cell.col_span >= table.column_count > 2
    )


def body_columns(table: Table) -> list[list[str]]:
    """For every column the texts of its body cells, a cell that spans rows once."""
    columns: list[list[str]] = [[] for _ in range(table.column_count)]
    for cell in table.cells:
        if cell.row >= table.header_rows and cell.col_span == 1 and cell.text.strip():
            columns[cell.col].append(cell.text)
    return columns


def is_ordinal_column(texts: Sequence[str]) -> bool:
    """Mostly ordinals ('1.', 'a', 'II', '1.1.2'), and as a numbering: counts would not all be small and rising."""
    if not texts:
        return False
    ordinals = [text for text in texts if _ORDINAL_CELL.match(text.strip())]
    return len(ordinals) >= 0.7 * len(texts)


def is_rising(texts: Sequence[str]) -> bool:
    """Small numbers that count up, from one again after a section: a numbering, no counts."""
    numbers = [int(m.group()) for text in texts if (m := re.match(r"\d+", text.strip("( ")))]
    steps = [b - a for a, b in pairwise(numbers)]
    return (
        bool(numbers)
        and all(n < 200 for n in numbers)
        and sum(step in (0, 1) or b == 1 for step, b in zip(steps, numbers[1:], strict=False)) >= 0.7 * len(steps)
    )


def is_wordy(texts: Sequence[str]) -> bool:
    """Mostly words: a column of names, numbered ones too ("1 Menurunnya kematian ibu"), not of counts."""
    named = [text for text in texts if len(_WORD.findall(text)) >= 2 or read_cell(text).kind in ("text", "word")]
    return bool(texts) and len(named) >= 0.5 * len(texts)


def is_units(texts: Sequence[str]) -> bool:
    """Nothing but words that name a measure ("persen", "desa (kumulatif)", "dokumen/tahun"), no figures."""
    named = [text for text in texts if not read_quantity(text) and all(map(_is_unit_word, unit_words(text)))]
    return len(texts) >= 2 and len(named) >= 0.8 * len(texts)


def _is_unit_word(word: str) -> bool:
    return word in ("kumulatif", "per", "dan", "atau", "kel") or bool(unit_to_class(word))


def path_above(path: tuple[str, ...]) -> tuple[str, ...]:
    """The header texts above a column's own."""
    return path[:-1]


def in_percent(texts: Sequence[str]) -> bool:
    """Do most cells carry a percent sign?"""
    return bool(texts) and sum("%" in text for text in texts) >= 0.6 * len(texts)
