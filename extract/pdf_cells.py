"""A grid and the words of its page -> cells with text, boxes and spans."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extract.model import Box
from extract.pdf_page import PageContent
from extract.pdf_rules import Grid, Place
from extract.pdf_words import Line, Words, lines_to_text, words_to_lines

#: Word's own cell margin is 5.4 pt; what a table really uses is measured
USUAL_MARGIN = 5.4


@dataclass(frozen=True, slots=True)
class PdfCell:
    """A cell of one page's grid: where, what, its box, and its lines as they stand."""

    place: Place
    text: str
    box: Box
    lines: tuple[Line, ...] = ()
    page: int = 0
    #: of OCR, 1.0 for text
    confidence: float = 1.0

    @property
    def bold(self) -> bool:
        return bool(self.lines) and sum(line.bold for line in self.lines) * 2 > len(self.lines)


@dataclass(frozen=True, slots=True)
class PdfTable:
    """One page's table: columns at xs, rows between ys, cells that cover it."""

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[PdfCell, ...]
    method: str
    margin: float = USUAL_MARGIN
    reasons: tuple[str, ...] = ()

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def row_count(self) -> int:
        return len(self.ys) - 1

    @property
    def column_count(self) -> int:
        return len(self.xs) - 1


def cuts_at_columns(content: PageContent, grids: list[Grid]) -> NDArray[np.bool_]:
    """Characters in front of which a word must end, because a cell's side runs between it and the one before.

    Only sides that are drawn count, so that words in merged cells stay whole.
    """
    chars = content.chars
    cuts = np.zeros(len(chars.code), np.bool_)
    if len(cuts) < 2:
        return cuts
    middle = (chars.box[:, 0] + chars.box[:, 2]) / 2
    height = (chars.box[:, 1] + chars.box[:, 3]) / 2
    for grid in grids:
        x0, y0, x1, y1 = grid.box
        inside = (middle > x0) & (middle < x1) & (height > y0) & (height < y1)
        if not inside.any():
            continue
        owner = _owners(grid)
        col = np.clip(np.searchsorted(grid.xs, middle) - 1, 0, len(grid.xs) - 2)
        row = np.clip(np.searchsorted(grid.ys, height) - 1, 0, len(grid.ys) - 2)
        cell = np.where(inside, owner[row, col], -1)
        change = (cell[1:] != cell[:-1]) & (cell[1:] >= 0) & (cell[:-1] >= 0) & (col[1:] != col[:-1])
        # letters that follow each other as in a word are one word, even where it hangs over its cell's side
        gap = chars.box[1:, 0] - chars.box[:-1, 2]
        change &= np.abs(gap) > 0.05 * (chars.box[1:, 3] - chars.box[1:, 1])
        cuts[1:] |= change
    return cuts


def _owners(grid: Grid) -> NDArray[np.int64]:
    owner = np.zeros((len(grid.ys) - 1, len(grid.xs) - 1), np.int64)
    for k, place in enumerate(grid.places):
        owner[place.row : place.row + place.row_span, place.col : place.col + place.col_span] = k
    return owner


def word_height(words: Words, i: int) -> float:
    """The y of a word's middle: of its small letters if upright."""
    return words.base[i] - 0.26 * words.size[i] if words.upright[i] else (words.y0[i] + words.y1[i]) / 2


def grid_to_table(grid: Grid, words: Words, chosen: list[int], page: int, method: str = "rules") -> PdfTable:
    """Fill a grid with the chosen words of its page."""
    xs, ys = grid.xs.tolist(), grid.ys.tolist()
    owner = _owners(grid).tolist()
    held: dict[int, list[int]] = defaultdict(list)
    own: dict[int, int] = {}
    for i in chosen:
        col = min(max(bisect_right(xs, (words.x0[i] + words.x1[i]) / 2) - 1, 0), len(xs) - 2)
        row = min(max(bisect_right(ys, word_height(words, i)) - 1, 0), len(ys) - 2)
        own[i] = owner[row][col]
    _gather_overflow(own, chosen, grid, words)
    for i, cell in own.items():
        held[cell].append(i)
    lines_of = {k: words_to_lines(words, found) for k, found in held.items()}
    boxes = [Box(xs[p.col], ys[p.row], xs[p.col + p.col_span], ys[p.row + p.row_span]) for p in grid.places]
    margin = cell_margin([(boxes[k], lines) for k, lines in lines_of.items()])
    cells = []
    for k, place in enumerate(grid.places):
        lines = lines_of.get(k, [])
        room = boxes[k].x1 - boxes[k].x0 - 2 * margin
        cells.append(PdfCell(place, lines_to_text(lines, room), boxes[k], tuple(lines), page))
    return PdfTable(page, tuple(xs), tuple(ys), tuple(cells), method, margin)


def _gather_overflow(own: dict[int, int], chosen: list[int], grid: Grid, words: Words) -> None:
    """Text that runs over into empty cells beside its own (spreadsheets print it so) goes to the cell where it begins.

    `own` (word -> cell) is changed in place. A word that stands across a side gives it away; the cells it runs into
    must hold nothing else.
    """
    runs: list[list[int]] = []
    for before, after in pairwise(chosen):
        size = words.size[after]
        near = (
            after == before + 1
            and abs(words.base[after] - words.base[before]) < 0.1 * size
            and -0.1 * size < words.x0[after] - words.x1[before] < 0.36 * size
        )
        if not near:
            continue
        if runs and runs[-1][-1] == before:
            runs[-1].append(after)
        else:
            runs.append([before, after])
    inner = grid.xs[1:-1].tolist()
    for run in runs:
        cells = {own[i] for i in run}
        if len(cells) < 2:
            continue
        across = any(words.x0[i] < x - 1.5 and words.x1[i] > x + 1.5 for i in run for x in inner)
        inside = set(run)
        first = grid.places[own[run[0]]]
        starts = words.x0[run[0]] - float(grid.xs[first.col]) < 9
        if across and starts and all(i in inside for i, cell in own.items() if cell in cells and cell != own[run[0]]):
            for i in run:
                own[i] = own[run[0]]


def cell_margin(filled: list[tuple[Box, list[Line]]]) -> float:
    """What a table leaves free at a cell's side: small, but not the smallest seen (text may hang over)."""
    gaps = sorted(max(line.x0 - box.x0, 0.0) for box, lines in filled for line in lines)
    if len(gaps) < 4:
        return USUAL_MARGIN
    return min(max(gaps[len(gaps) // 8], 1.0), USUAL_MARGIN + 1)


def lines_to_known_words(lines: Iterable[Line], counted: Counter[str]) -> None:
    """Count the words that stand inside lines, where none is cut; a line's first and last word only if it is the
    only line."""
    for line in lines:
        counted.update(re.findall(r"[^\W\d_]{2,}", " ".join(line.text.split()[1:-1]).casefold()))


def tables_to_known_words(tables: Iterable[PdfTable], counted: Counter[str]) -> None:
    """The same for cells; cells of one line have whole words only."""
    for table in tables:
        for cell in table.cells:
            if len(cell.lines) == 1:
                counted.update(re.findall(r"[^\W\d_]{2,}", cell.lines[0].text.casefold()))
            else:
                lines_to_known_words(cell.lines, counted)


def rejoin_words(table: PdfTable, known: Counter[str]) -> PdfTable:
    """The table with its cells' lines joined anew, now that the words of the document are known."""
    cells = [
        replace(cell, text=lines_to_text(cell.lines, cell.box.x1 - cell.box.x0 - 2 * table.margin, known))
        if len(cell.lines) > 1
        else cell
        for cell in table.cells
    ]
    return replace(table, cells=tuple(cells))


def without_empty_rows(table: PdfTable) -> PdfTable:
    """Rows in which no text begins and no cell of their own has any (blank lines between the parts of a table) are
    dropped."""
    filled = {cell.place.row for cell in table.cells if cell.text}
    empty = {row for row in range(table.row_count) if row not in filled}
    return drop_lines(table, empty, set()) if empty and len(empty) < table.row_count else table


def merge_stacked_boxes(table: PdfTable) -> PdfTable:
    """A row that only some columns have, the rest being cells that come from above, and whose texts have blank
    boxes above
    them, isn't a row: its boxes are one cell drawn in pieces ('NO' in the second of three boxes)."""
    for row in range(1, table.row_count):
        begun = [cell for cell in table.cells if cell.place.row == row]
        width = sum(cell.place.col_span for cell in begun)
        if not begun or 2 * width > table.column_count or table.row_count < 3:
            continue
        above = {
            (cell.place.col, cell.place.col_span): cell
            for cell in table.cells
            if cell.place.row + cell.place.row_span == row
        }
        pairs = [(above.get((cell.place.col, cell.place.col_span)), cell) for cell in begun]
        if any(up is None or (up.text and down.text) for up, down in pairs) or any(
            down.place.row_span > 1 for _, down in pairs
        ):
            continue
        if any(up is not None and up.text for up, _ in pairs) and any(down.text for _, down in pairs):
            continue
        moved = {
            id(up): replace(up, text=up.text or down.text, lines=up.lines or down.lines) for up, down in pairs if up
        }
        gone = {id(down) for _, down in pairs}
        cells = tuple(moved.get(id(cell), cell) for cell in table.cells if id(cell) not in gone)
        return merge_stacked_boxes(drop_lines(replace(table, cells=cells), {row}, set()))
    return table


def without_empty_edges(table: PdfTable) -> PdfTable:
    """Columns and rows without any text are dropped where they are slivers (double borders, stray lines)."""
    own_columns = {cell.place.col for cell in table.cells if cell.text and cell.place.col_span == 1}
    own_rows = {cell.place.row for cell in table.cells if cell.text and cell.place.row_span == 1}
    xs, ys = table.xs, table.ys
    empty_columns = [c for c in range(table.column_count) if xs[c + 1] - xs[c] < 9 and c not in own_columns]
    empty_rows = [r for r in range(table.row_count) if ys[r + 1] - ys[r] < 6 and r not in own_rows]
    if not empty_columns and not empty_rows:
        return table
    return drop_lines(table, set(empty_rows), set(empty_columns))


def drop_lines(table: PdfTable, rows: set[int], columns: set[int]) -> PdfTable:
    """The table without these rows and columns; cells that reach over them shrink, cells within them go."""
    row_map = _kept(table.row_count, rows)
    col_map = _kept(table.column_count, columns)
    cells = []
    for cell in table.cells:
        p = cell.place
        high = sum(r not in rows for r in range(p.row, p.row + p.row_span))
        wide = sum(c not in columns for c in range(p.col, p.col + p.col_span))
        if high and wide:
            place = Place(row_map[p.row], col_map[p.col], high, wide)
            cells.append(replace(cell, place=place))
    xs = [x for c, x in enumerate(table.xs) if c not in columns]
    ys = [y for r, y in enumerate(table.ys) if r not in rows]
    return replace(table, cells=tuple(cells), xs=tuple(xs), ys=tuple(ys))


def _kept(count: int, dropped: set[int]) -> list[int]:
    out, place = [], 0
    for k in range(count):
        out.append(place)
        place += k not in dropped
    return out
