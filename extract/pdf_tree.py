"""Tables of tagged PDFs from the structure tree, where neither rules nor white gave them.

The tree tells exactly which words are one cell and which cells are one row. What it leaves out in many files (how
far merged
cells reach) is told from where the words stand: columns by the white between the cells of the fullest rows.
"""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from extract.model import Box
from extract.pdf_cells import PdfCell, PdfTable
from extract.pdf_rules import Place
from extract.pdf_words import Words, lines_to_text, words_to_lines

#: a hostile tree may be deep, wide or go in circles
DEEPEST = 40
MOST_ELEMENTS = 20_000
_ROW_HOLDERS = frozenset({"THead", "TBody", "TFoot"})
#: a page's table has no more places; spans of a hostile file may claim millions
MOST_PLACES = 20_000


@dataclass(frozen=True, slots=True)
class TreeCell:
    """A TD or TH: the marks of what it holds; `header` for TH; the rows and columns it says it spans, 0 where it says
    none."""

    marks: frozenset[int]
    header: bool
    rows: int = 0
    columns: int = 0


class _Walk:
    def __init__(self) -> None:
        self.left = MOST_ELEMENTS
        self.buffer = ctypes.create_string_buffer(128)

    def kind(self, element: Any) -> str:
        length = int(pdfium.FPDF_StructElement_GetType(element, self.buffer, 128))
        return self.buffer.raw[: min(length, 128)].decode("utf-16-le", "ignore").rstrip("\0")

    def children(self, element: Any) -> list[Any]:
        found = []
        for k in range(min(int(pdfium.FPDF_StructElement_CountChildren(element)), self.left)):
            self.left -= 1
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, k)
            if child:
                found.append(child)
        return found

    def marks(self, element: Any, depth: int) -> set[int]:
        found = {
            int(pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, k))
            for k in range(min(int(pdfium.FPDF_StructElement_GetMarkedContentIdCount(element)), 5000))
        }
        found.discard(-1)
        if depth < DEEPEST:
            for child in self.children(element):
                found |= self.marks(child, depth + 1)
        return found

    def span(self, element: Any, name: bytes) -> int:
        """RowSpan or ColSpan of a cell, 0 where it says none (ISO 32000-1, table 349)."""
        number = ctypes.c_float()
        for k in range(min(int(pdfium.FPDF_StructElement_GetAttributeCount(element)), 20)):
            attribute = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, k)
            value = pdfium.FPDF_StructElement_Attr_GetValue(attribute, name) if attribute else None
            if value and pdfium.FPDF_StructElement_Attr_GetNumberValue(value, number) and 1 <= number.value <= 100:
                return int(number.value)
        return 0

    def cell(self, element: Any, depth: int) -> TreeCell:
        marks = frozenset(self.marks(element, depth))
        header = self.kind(element) == "TH"
        return TreeCell(marks, header, self.span(element, b"RowSpan"), self.span(element, b"ColSpan"))

    def tables(self, element: Any, depth: int) -> list[list[list[TreeCell]]]:
        if depth > DEEPEST or self.left <= 0:
            return []
        if self.kind(element) == "Table":
            return [self.rows(element, depth)]
        return [table for child in self.children(element) for table in self.tables(child, depth + 1)]

    def rows(self, element: Any, depth: int) -> list[list[TreeCell]]:
        found: list[list[TreeCell]] = []
        for child in self.children(element):
            kind = self.kind(child)
            if kind == "TR":
                cells = [cell for cell in self.children(child) if self.kind(cell) in ("TD", "TH")]
                found.append([self.cell(cell, depth) for cell in cells])
            elif kind in _ROW_HOLDERS and depth < DEEPEST:
                found.extend(self.rows(child, depth + 1))
        return found


def page_to_tree_tables(document: Any, number: int) -> list[list[list[TreeCell]]]:
    """The tables of a page (1-based) as its structure tree tells them: rows of cells of marks; [] without a tree."""
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return []
    try:
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        if not tree:
            return []
        try:
            walk = _Walk()
            tables: list[list[list[TreeCell]]] = []
            for k in range(min(int(pdfium.FPDF_StructTree_CountChildren(tree)), MOST_ELEMENTS)):
                root = pdfium.FPDF_StructTree_GetChildAtIndex(tree, k)
                if root:
                    tables.extend(walk.tables(root, 0))
            return tables
        finally:
            pdfium.FPDF_StructTree_Close(tree)
    finally:
        pdfium.FPDF_ClosePage(page)


def tree_to_table(rows: Sequence[Sequence[TreeCell]], words: Words, page: int) -> tuple[PdfTable, set[int]] | None:
    """A table of the tree with the words of its page; and which words it holds. None where it isn't one with
    columns."""
    by_mark: dict[int, list[int]] = {}
    for i, mark in enumerate(words.mark):
        by_mark.setdefault(mark, []).append(i)
    held = [[sorted(i for mark in cell.marks for i in by_mark.get(mark, ())) for cell in row] for row in rows]
    # cells that say they are one row high cover none below
    single = {
        tuple(own)
        for row, cells in zip(held, rows, strict=True)
        for own, cell in zip(row, cells, strict=True)
        if cell.rows == 1
    }
    held = [row for row in held if any(row)]
    if len(held) < 2 or max(map(len, held)) < 2:
        return None
    told = _spans_to_table(rows, by_mark, words, page)
    if told is not None:
        return told
    xs = _cells_to_columns(held, words)
    if xs is None:
        return None
    tops = [min(words.y0[i] for cell in row for i in cell) for row in held]
    if any(b <= a for a, b in itertools.pairwise(tops)):
        return None  # rows that don't follow each other downwards: not to be trusted
    ys = [*(top - 1.0 for top in tops), max(words.y1[i] for cell in held[-1] for i in cell) + 1.0]
    placed = [_row_to_places(row, words, xs) for row in held]
    columns = len(xs) - 1
    grid: list[list[tuple[int, ...] | None]] = [[None] * columns for _ in held]
    cells: list[PdfCell] = []
    spans: list[tuple[int, int, int, list[int]]] = []
    for r, row in enumerate(placed):
        for first, after, own in row:
            spans.append((r, first, after, own))
            for c in range(first, after):
                grid[r][c] = tuple(own)
    fullest = max(map(len, held))
    for r, first, after, own in spans:
        high = 1
        # a column that a shorter row leaves out is covered by the cell above
        while (
            own and tuple(own) not in single and r + high < len(held) and len(held[r + high]) < fullest
            and all(grid[r + high][c] is None for c in range(first, after)) and after - first < columns
        ):  # fmt: skip
            high += 1
        lines = words_to_lines(words, own)
        box = Box(xs[first], ys[r], xs[after], ys[r + high])
        text = lines_to_text(lines, xs[after] - xs[first])
        cells.append(PdfCell(Place(r, first, high, after - first), text, box, tuple(lines), page))
        for k in range(r + 1, r + high):
            for c in range(first, after):
                grid[k][c] = tuple(own)
    for r in range(len(held)):
        for c in range(columns):
            if grid[r][c] is None:
                cells.append(PdfCell(Place(r, c), "", Box(xs[c], ys[r], xs[c + 1], ys[r + 1]), (), page))
    if any(
        all(not cell.text.strip(": ") for cell in cells if cell.place.col == c)
        and any(cell.place.col == c for cell in cells)
        for c in range(columns)
    ):
        return None  # 'Nama : ...': words lined up, no table
    taken = {i for row in held for cell in row for i in cell}
    reasons = (f"page {page}: cells of the structure tree, {len(held)} rows",)
    return PdfTable(page, tuple(xs), tuple(ys), tuple(cells), "tree", 1.0, reasons), taken


def _spans_to_table(
    rows: Sequence[Sequence[TreeCell]], by_mark: dict[int, list[int]], words: Words, page: int
) -> tuple[PdfTable, set[int]] | None:
    """The table as the spans of its cells lay it out (browsers and Word write them); None where they don't close a
    grid: a table that began on the page before, cells that say no span."""
    if not any(cell.rows > 1 or cell.columns > 1 for row in rows for cell in row):
        return None
    taken: dict[tuple[int, int], int] = {}
    placed: list[tuple[Place, list[int]]] = []
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            own = sorted(i for mark in cell.marks for i in by_mark.get(mark, ()))
            high, wide = max(cell.rows, 1), max(cell.columns, 1)
            for k in range(r, min(r + high, len(rows))):
                for m in range(c, c + wide):
                    if (k, m) in taken:
                        return None
                    taken[k, m] = len(placed)
            placed.append((Place(r, c, min(high, len(rows) - r), wide), own))
            c += wide
            if len(taken) > MOST_PLACES:
                return None
    columns = max((c for _, c in taken), default=0) + 1
    if columns < 2 or len(taken) != columns * len(rows):
        return None
    xs = _placed_to_columns(placed, words, columns)
    if xs is None:
        return None
    tops: list[float] = []
    for r in range(len(rows)):
        here = [i for place, own in placed if place.row == r and place.row_span == 1 for i in own]
        here = here or [i for place, own in placed if place.row == r for i in own]
        if not here:
            return None
        tops.append(min(words.y0[i] for i in here))
    if any(b <= a for a, b in itertools.pairwise(tops)):
        return None
    bottom = max(words.y1[i] for _, own in placed for i in own)
    ys = [*(top - 1.0 for top in tops), max(bottom, tops[-1]) + 1.0]
    cells: list[PdfCell] = []
    for place, own in placed:
        lines = words_to_lines(words, own)
        box = Box(xs[place.col], ys[place.row], xs[place.col + place.col_span], ys[place.row + place.row_span])
        cells.append(PdfCell(place, lines_to_text(lines, box.x1 - box.x0), box, tuple(lines), page))
    reasons = (f"page {page}: cells and spans of the structure tree, {len(rows)} rows",)
    held = {i for _, own in placed for i in own}
    return PdfTable(page, tuple(xs), tuple(ys), tuple(cells), "tree", 1.0, reasons), held


def _placed_to_columns(placed: Sequence[tuple[Place, list[int]]], words: Words, columns: int) -> list[float] | None:
    """x between the columns of placed cells: between what ends and what begins there."""
    extents = [(p, min(words.x0[i] for i in own), max(words.x1[i] for i in own)) for p, own in placed if own]
    if not extents:
        return None
    bounds = [min(x0 for _, x0, _ in extents) - 2]
    for k in range(1, columns):
        ends = [x1 for place, _, x1 in extents if place.col + place.col_span == k]
        starts = [x0 for place, x0, _ in extents if place.col == k]
        if not ends and not starts:
            return None
        left, right = max(ends, default=bounds[-1]), min(starts, default=max(ends, default=0.0) + 4)
        if left > right + 6:
            left, right = median(ends or [left]), median(starts or [right])
        bounds.append((left + right) / 2)
    bounds.append(max(x1 for _, _, x1 in extents) + 2)
    return bounds if all(b > a for a, b in itertools.pairwise(bounds)) else None


def _cells_to_columns(held: Sequence[Sequence[Sequence[int]]], words: Words) -> list[float] | None:
    """x between the columns: where no cell of the rows with most cells has a word."""
    fullest = max(sum(bool(cell) for cell in row) for row in held)
    rows = [row for row in held if sum(bool(cell) for cell in row) == fullest]
    extents = [
        [(min(words.x0[i] for i in cell), max(words.x1[i] for i in cell)) for cell in row if cell] for row in rows
    ]
    bounds: list[float] = []
    for k in range(fullest - 1):
        left, right = max(row[k][1] for row in extents), min(row[k + 1][0] for row in extents)
        if left > right + 6:
            # one long word hangs over: the usual ends tell
            left, right = median(row[k][1] for row in extents), median(row[k + 1][0] for row in extents)
            if left > right:
                return None
        bounds.append((left + right) / 2)
    if fullest < 2 or any(b <= a for a, b in itertools.pairwise(bounds)):
        return None
    everything = [i for row in held for cell in row for i in cell]
    return [min(words.x0[i] for i in everything) - 2, *bounds, max(words.x1[i] for i in everything) + 2]


def _row_to_places(row: Sequence[list[int]], words: Words, xs: Sequence[float]) -> list[tuple[int, int, list[int]]]:
    """(first column, column after, words) for the cells with words of one row."""
    inner = np.array(xs[1:-1])
    out: list[tuple[int, int, list[int]]] = []
    free = 0
    for cell in row:
        if not cell:
            continue
        x0, x1 = min(words.x0[i] for i in cell), max(words.x1[i] for i in cell)
        first = int(np.searchsorted(inner, x0 + 3))
        last = int(np.searchsorted(inner, x1 - 3))
        middle = int(np.searchsorted(inner, (x0 + x1) / 2))
        if len(row) == len(xs) - 1 or last - first < 1:
            first = last = middle
        first = max(first, free)
        last = max(last, first)
        if first >= len(xs) - 1:
            break
        out.append((first, last + 1, cell))
        free = last + 1
    return out
