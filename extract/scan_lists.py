"""Numbered lists with figures and no rules: '1.  Program ...  Rp. 1.000.000,00  APBD', a row from each number on.

Budgets of programmes in a Perjanjian Kinerja are often set so. The numbers that follow each other at one left edge say
where rows begin, which neither white nor the heights of the figures can say where long names wrap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from extract.captions import parse_caption
from extract.header_words import header_share, is_figure, is_ordinal, is_placeholder
from extract.model import Box
from extract.pdf_cells import PdfCell, PdfTable, grid_to_table
from extract.pdf_rules import Grid, Place
from extract.pdf_words import Line, Words, lines_to_text, words_to_lines

#: shares of a letter's height: white that parts two columns, over few lines and over many; the left edges of one column
COLUMN_GAPS_OF_FEW = (1.0, 0.45)
COLUMN_GAPS_OF_MANY = (0.3,)
MANY_LINES = 6
SAME_EDGE = 0.9
#: from one row's last line to the next row's first
FARTHEST = 4.5
FEWEST_ROWS = 3
MOST_ROWS = 80
_NUMBER = re.compile(r"^\(?(\d{1,3})[.)]{1,2}$|^(\d{1,3})$")
_CURRENCY = re.compile(r"^(?:rp|idr)\.?$", re.IGNORECASE)
_MONEY = re.compile(r"^(?:rp\.?\s?)?\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{2})?(?:,-|\.-)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a list: its lines (first, after), its number and the word that prints it (-1 where OCR missed it)."""

    number: int
    word: int
    first: int
    after: int


def numbered_lists_to_tables(words: Words, free: Sequence[int], page: int) -> list[tuple[PdfTable, list[int]]]:
    """The lists with figures among the free words, each with the words that it takes."""
    lines = [line for line in words_to_lines(words, sorted(free)) if words.upright[line.words[0]]]
    found: list[tuple[PdfTable, list[int]]] = []
    for rows in lines_to_runs(lines, words):
        made = _run_to_table(lines, rows, words, page)
        if made is not None:
            found.append(made)
    return found


def lists_over_tables(
    tables: Sequence[tuple[PdfTable, list[int]]], lists: Sequence[tuple[PdfTable, list[int]]]
) -> list[tuple[PdfTable, list[int]]]:
    """Both readings of the same free words made one: a list wins over the tables on its words where it has more rows.

    As many rows, and the tables say more about header and columns, but for a column of 'Rp.' apart from its figures.
    """
    kept = list(tables)
    for found, taken in lists:
        own = set(taken)
        over = [table for table in kept if not own.isdisjoint(table[1])]
        shared = sum(len(own.intersection(words)) for _, words in over)
        rows = sum(table.row_count for table, _ in over) - any(_has_currency_column(table) for table, _ in over)
        if rows >= found.row_count:
            continue
        if shared < 0.8 * sum(len(words) for _, words in over):
            continue
        kept = [table for table in kept if all(table is not other for other in over)]
        kept.append((found, taken))
    return kept


def _has_currency_column(table: PdfTable) -> bool:
    for col in range(1, table.column_count - 1):
        texts = [cell.text for cell in table.cells if cell.place.col == col and cell.place.col_span == 1 and cell.text]
        if len(texts) >= 2 and all(_CURRENCY.match(text) for text in texts):
            return True
    return False


def lines_to_runs(lines: Sequence[Line], words: Words) -> list[list[_Row]]:
    """Runs of lines that begin with numbers counting up by one at one left edge."""
    numbered: list[tuple[int, int, int]] = []
    for k, line in enumerate(lines):
        found = _NUMBER.match(words.text[line.words[0]])
        if found and len(line.words) > 1:
            numbered.append((k, int(found.group(1) or found.group(2)), line.words[0]))
    runs: list[list[tuple[int, int, int]]] = []
    for k, number, word in numbered:
        for run in reversed(runs[-2:]):
            last, before, first_word = run[-1]
            near = abs(words.x0[word] - words.x0[first_word]) <= SAME_EDGE * lines[k].size
            # 9. and 10. stand flush right as often as left
            near = near or abs(words.x1[word] - words.x1[first_word]) <= SAME_EDGE * lines[k].size
            if before < number <= before + 2 and near and _no_hole(lines, last, k):
                run.append((k, number, word))
                break
        else:
            runs.append([(k, number, word)])
    out = []
    for run in runs:
        ends = [k for k, _, _ in run[1:]]
        ends.append(_list_end(lines, run[-1][0], words, run[-1][2]))
        out.append([_Row(number, word, k, end) for (k, number, word), end in zip(run, ends, strict=True)])
    return out


def _no_hole(lines: Sequence[Line], first: int, after: int) -> bool:
    return after - first <= 12 and all(
        lines[k].base - lines[k - 1].base <= FARTHEST * lines[k].size for k in range(first + 1, after + 1)
    )


def _list_end(lines: Sequence[Line], start: int, words: Words, number: int) -> int:
    """The line after the last row: its lines follow closely, right of the number."""
    end = start + 1
    usual = 0.0
    while end < len(lines) and end - start < 8:
        step = lines[end].base - lines[end - 1].base
        if step > 1.75 * lines[end].size or (usual and step > 1.3 * usual):
            break
        if lines[end].x0 < words.x1[number] - 0.3 * lines[end].size:
            break
        usual = max(usual, step)
        end += 1
    return end


def _run_to_table(
    lines: Sequence[Line], rows: Sequence[_Row], words: Words, page: int
) -> tuple[PdfTable, list[int]] | None:
    if len(rows) > MOST_ROWS:
        return None
    size = median(lines[k].size for row in rows for k in range(row.first, row.after))
    held = [lines[k].words for row in rows for k in range(row.first, row.after)]
    for gap in COLUMN_GAPS_OF_MANY if len(held) >= MANY_LINES else COLUMN_GAPS_OF_FEW:
        columns = _columns(held, rows, words, gap * size)
        columns = _without_currency_columns(columns, [i for line in held for i in line], words)
        column = _figure_column(columns, rows, lines, words)
        if column is not None:
            break
    else:
        return None
    rows = _rows_by_figures(rows, lines, words, columns, column)
    body = [i for row in rows for k in range(row.first, row.after) for i in lines[k].words]
    top = _header_top(lines, rows[0].first, columns, size, words)
    named = top < rows[0].first and _names_columns(lines[top : rows[0].first], words, columns)
    if not named:
        top = rows[0].first
    money = sum(any(_MONEY.match(words.text[i]) for k in range(r.first, r.after) for i in lines[k].words) for r in rows)
    if len(rows) < FEWEST_ROWS and not named:
        return None
    if not all(sum(c.isalpha() for c in _text_in(lines[r.first], words, columns[1], columns[2])) >= 3 for r in rows):
        return None
    if not named and money < 0.7 * len(rows):
        return None
    xs = np.array(columns)
    tops = [lines[row.first].y0 - 0.5 for row in rows]
    ys = np.array([*tops, lines[rows[-1].after - 1].y1 + 1.0])
    if (np.diff(ys) <= 0).any():
        return None
    places = [Place(r, c) for r in range(len(rows)) for c in range(len(columns) - 1)]
    table = grid_to_table(Grid(xs, ys, places, np.zeros(len(ys), np.bool_)), words, sorted(body), page, "alignment")
    if named:
        table = _with_header(table, lines[top : rows[0].first], words)
    taken = sorted(i for k in range(top, rows[-1].after) for i in lines[k].words)
    reason = f"page {page}: no rules, {len(rows)} rows by their numbers, columns by the white between them"
    return replace(table, reasons=(*table.reasons, reason)), taken


def _text_in(line: Line, words: Words, x0: float, x1: float) -> str:
    return " ".join(words.text[i] for i in line.words if x0 <= (words.x0[i] + words.x1[i]) / 2 < x1)


def _is_whole_figure(text: str) -> bool:
    return bool(text) and len(text) <= 40 and is_figure(text) and not is_placeholder(text)


def _rows_by_figures(
    rows: Sequence[_Row], lines: Sequence[Line], words: Words, columns: Sequence[float], column: int
) -> list[_Row]:
    """Rows whose number was not read, told by their figure: where figures stand on the first line of every row."""
    x0, x1 = columns[column], columns[column + 1]
    figured = [_is_whole_figure(_text_in(line, words, x0, x1)) for line in lines]
    if not all(figured[row.first] for row in rows):
        return list(rows)
    first, after = rows[0].first, rows[-1].after
    above = first
    while above > 0 and _belongs(lines, above - 1, above, columns, figured[above - 1]):
        above -= 1
        if figured[above]:
            first = above
    while after < len(lines) and _belongs(lines, after, after - 1, columns, figured[after]):
        if not figured[after] and lines[after].base - lines[after - 1].base > 1.75 * lines[after].size:
            break
        after += 1
    starts = [k for k in range(first, after) if figured[k]]
    known = {row.first: row for row in rows}
    ends = [*starts[1:], after]
    return [
        _Row(known[k].number if k in known else -1, known[k].word if k in known else -1, k, end)
        for k, end in zip(starts, ends, strict=True)
    ]


def _belongs(lines: Sequence[Line], k: int, neighbour: int, columns: Sequence[float], figured: bool) -> bool:
    """Does line k, next to a list's line, look like one of its lines without a number?"""
    line = lines[k]
    if abs(line.base - lines[neighbour].base) > (2.6 if figured else 2.2) * line.size:
        return False
    if not columns[1] - 0.5 * line.size <= line.x0 or line.x1 > columns[-1] + line.size:
        return False
    return figured or header_share(line.text) < 0.8


def _columns(held: Sequence[Sequence[int]], rows: Sequence[_Row], words: Words, gap: float) -> list[float]:
    """The x between the columns, outer edges included: white over all lines, and after the numbers."""
    left = min(words.x0[row.word] for row in rows)
    right = max(words.x1[i] for line in held for i in line)
    after_number = max(words.x1[row.word] for row in rows)
    numbers = {row.word for row in rows}
    labels = min((words.x0[i] for line in held for i in line if i not in numbers), default=right)
    if labels < after_number - gap:
        return []
    filled = np.zeros(int(right - left) + 4, np.bool_)
    for line in held:
        for i in line:
            if i not in numbers:
                filled[int(words.x0[i] - left) : int(np.ceil(words.x1[i] - left)) + 1] = True
    bounds = [left - 2.0, max((after_number + labels) / 2, left)]
    start: int | None = None
    for x in range(int(labels - left), len(filled)):
        if not filled[x] and start is None:
            start = x
        elif filled[x] and start is not None:
            if x - start >= gap:
                bounds.append(left + (start + x) / 2)
            start = None
    return [*bounds, right + 2.0]


def _without_currency_columns(columns: list[float], body: Sequence[int], words: Words) -> list[float]:
    """'Rp.' set apart from its figures is no column of its own."""
    out = list(columns)
    for k in range(len(columns) - 3, 0, -1):
        own = [words.text[i] for i in body if columns[k] <= (words.x0[i] + words.x1[i]) / 2 < columns[k + 1]]
        if own and all(_CURRENCY.match(text) for text in own):
            out.pop(k + 1)
    return out


def _figure_column(columns: Sequence[float], rows: Sequence[_Row], lines: Sequence[Line], words: Words) -> int | None:
    """The column right of the names that holds a figure in most rows, None without one."""
    best: tuple[int, int] | None = None
    for col in range(2, len(columns) - 1):
        filled = 0
        for row in rows:
            texts = [_text_in(lines[k], words, columns[col], columns[col + 1]) for k in range(row.first, row.after)]
            filled += _is_whole_figure(" ".join(filter(None, texts)))
        if filled >= max(0.7 * len(rows), 1) and (best is None or filled > best[0]):
            best = (filled, col)
    return best[1] if best else None


def _header_top(lines: Sequence[Line], first: int, columns: Sequence[float], size: float, words: Words) -> int:
    """The first of the up to three lines above the list that may name its columns."""
    top = first
    while top > 0 and first - top < 3:
        line = lines[top - 1]
        if lines[top].base - line.base > (3.2 if top == first else 2.0) * size:
            break
        # a name set in the middle of its column may be longer than what stands under it
        if line.x0 < columns[0] - 2 * size or words.x0[line.words[-1]] > columns[-1]:
            break
        if line.x1 > columns[-1] + 8 * size:
            break
        if parse_caption(line.text) or (header_share(line.text) < 0.5 and not is_ordinal(line.text)):
            break
        top -= 1
    return top


def _names_columns(header: Sequence[Line], words: Words, columns: Sequence[float]) -> bool:
    """Names over three columns or more, or over all but one."""
    named = {_column_of(i, columns, words) for line in header for i in line.words}
    return len(named) >= min(3, len(columns) - 2) and len(named) >= 2


def _column_of(i: int, columns: Sequence[float], words: Words) -> int:
    middle = (words.x0[i] + words.x1[i]) / 2
    return min(max(int(np.searchsorted(columns, middle)) - 1, 0), len(columns) - 2)


def _with_header(table: PdfTable, header: Sequence[Line], words: Words) -> PdfTable:
    """The table with one header row above: the names by the columns that they stand over."""
    top, bottom = header[0].y0 - 1.0, table.ys[0]
    cells: list[PdfCell] = []
    for col in range(table.column_count):
        own = [i for line in header for i in line.words if _column_of(i, table.xs, words) == col]
        held = words_to_lines(words, own)
        box = Box(table.xs[col], top, table.xs[col + 1], bottom)
        cells.append(PdfCell(Place(0, col), lines_to_text(held), box, tuple(held), table.page))
    for cell in table.cells:
        p = cell.place
        cells.append(replace(cell, place=Place(p.row + 1, p.col, p.row_span, p.col_span)))
    return replace(table, ys=(top, *table.ys), cells=tuple(cells))
