"""A Word table (w:tbl) -> a grid of cells with their spans, and rows that hold several rows cut.

Word keeps a table as rows of cells that say how many grid columns they take (gridSpan) and whether they go on from
above (vMerge); hand-drawn tables have grid columns of a hair's width, where one row's border is off another's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from docx.oxml.ns import qn

from extract.docx_styles import is_on, value
from extract.header_words import is_figure, is_ordinal
from extract.headers import is_property_row

#: borders nearer than this (twips: 5 pt, as for PDFs) are one
SLIVER = 100
#: more columns than any table has; more cells are passed over
MOST_COLUMNS = 300
_MARK = re.compile(r"^(?:\(?\d{1,2}[.)]\)?|\(?[a-z][.)])\s*\S")


@dataclass(slots=True)
class Piece:
    """A paragraph: text with its number in front, line breaks kept; '' parts what stands around it.

    `number` is what Word counted ('1.', '-' for a bullet, None outside lists); `style` 'heading', 'caption',
    'contents', 'formula', 'furniture', 'property' (a line 'Unit Kerja : ...' out of a table) or ''.
    """

    text: str
    style: str = ""
    number: str | None = None
    bold: bool = False


@dataclass(slots=True)
class CellLine:
    """A line of a cell; `starts` says that Word counts an item here."""

    text: str
    starts: bool


@dataclass(slots=True)
class GridCell:
    row: int
    col: int
    row_span: int
    col_span: int
    blocks: list[Piece | Grid]

    @property
    def lines(self) -> list[CellLine]:
        out: list[CellLine] = []
        for block in self.blocks:
            if isinstance(block, Piece):
                for place, line in enumerate(block.text.split("\n")):
                    if line:
                        out.append(CellLine(line, place == 0 and bool(block.number)))
        return out

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def bold(self) -> bool:
        pieces = [block for block in self.blocks if isinstance(block, Piece) and block.text]
        return bool(pieces) and all(piece.bold for piece in pieces)

    @property
    def nested(self) -> list[Grid]:
        return [block for block in self.blocks if isinstance(block, Grid)]


@dataclass(slots=True)
class Grid:
    """A table as Word has it. `repeated`: leading rows that Word repeats on each page. `edges`: twips from the left."""

    rows: int
    columns: int
    cells: list[GridCell]
    repeated: int
    edges: tuple[int, ...]
    reasons: list[str] = field(default_factory=list)

    def texts(self) -> tuple[list[list[str]], list[list[bool]]]:
        """rows x columns strings, merged cells repeated; and which places are such copies."""
        texts = [[""] * self.columns for _ in range(self.rows)]
        copies = [[False] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            text = cell.text
            for row in range(cell.row, cell.row + cell.row_span):
                for col in range(cell.col, cell.col + cell.col_span):
                    texts[row][col] = text
                    copies[row][col] = (row, col) != (cell.row, cell.col)
        return texts, copies


Reader = Callable[[Any], "list[Piece | Grid]"]
_WRAPPERS = frozenset(qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"))


def children(parent: Any, *tags: str) -> list[Any]:
    """The children with these tags, those inside content controls and tracked insertions among them."""
    out = []
    wanted = {qn(tag) for tag in tags}
    for child in parent:
        if child.tag in wanted:
            out.append(child)
        elif child.tag in _WRAPPERS:
            out += children(child, *tags)
    return out


def _span(text: str | None) -> int:
    return min(max(int(text), 1), MOST_COLUMNS) if text and text.isdigit() and len(text) < 6 else 1


def element_to_grid(table: Any, cell_to_blocks: Reader) -> Grid:
    """The grid of a w:tbl; `cell_to_blocks` reads what stands in a w:tc. Deleted rows are left out."""
    cells: list[GridCell] = []
    repeated, row, leading = 0, 0, True
    #: column -> the cell that a vMerge in it goes on from
    open_cells: dict[int, GridCell] = {}
    for tr in children(table, "w:tr"):
        properties = tr.find(qn("w:trPr"))
        if properties is not None and properties.find(qn("w:del")) is not None:
            continue
        leading = leading and is_on(properties, "w:tblHeader")
        repeated += leading
        before = value(properties, "w:gridBefore") if properties is not None else None
        col = _span(before) if before not in (None, "0") else 0
        last: GridCell | None = None
        for tc in children(tr, "w:tc"):
            of_cell = tc.find(qn("w:tcPr"))
            wide = _span(value(of_cell, "w:gridSpan")) if of_cell is not None else 1
            if col + wide > MOST_COLUMNS:
                break
            beside = of_cell.find(qn("w:hMerge")) if of_cell is not None else None
            below = of_cell.find(qn("w:vMerge")) if of_cell is not None else None
            if beside is not None and beside.get(qn("w:val")) != "restart" and last is not None:
                last.col_span += wide
                col += wide
                continue
            above = open_cells.get(col)
            goes_on = below is not None and below.get(qn("w:val")) != "restart"
            if goes_on and above is not None and (above.col_span, above.row + above.row_span) == (wide, row):
                above.row_span += 1
                cell_to_blocks(tc)  # what is hidden there still counts in lists
                last, col = above, col + wide
                continue
            last = GridCell(row, col, 1, wide, cell_to_blocks(tc))
            cells.append(last)
            open_cells.pop(col, None)
            if below is not None:
                open_cells[col] = last
            col += wide
        row += 1
    columns = max((cell.col + cell.col_span for cell in cells), default=0)
    return tidy(Grid(row, columns, cells, repeated, _edges(table, columns)))


def _edges(table: Any, columns: int) -> tuple[int, ...]:
    """Where the grid's columns begin and end; equal widths where the file doesn't say."""
    named = table.find(qn("w:tblGrid"))
    widths = [column.get(qn("w:w")) or "" for column in named.iter(qn("w:gridCol"))] if named is not None else []
    if len(widths) < columns or not all(re.fullmatch(r"\d{1,6}", width) for width in widths[:columns]):
        return tuple(1000 * k for k in range(columns + 1))
    edges = [0]
    for width in widths[:columns]:
        edges.append(edges[-1] + int(width))
    return tuple(edges)


def tidy(grid: Grid) -> Grid:
    """Grid columns that no cell needs taken out, slivers joined to their neighbours, empty rows dropped."""
    used = sorted({cell.col for cell in grid.cells} | {cell.col + cell.col_span for cell in grid.cells} | {0})
    place: dict[int, int] = {}
    edges: list[int] = []
    for edge in used:
        if not edges or grid.edges[edge] - edges[-1] > SLIVER:
            edges.append(grid.edges[edge])
        place[edge] = len(edges) - 1
    if any(place[cell.col] == place[cell.col + cell.col_span] and cell.text for cell in grid.cells):
        # a column with words that is as narrow as a sliver: only what no cell needs goes
        place = {edge: k for k, edge in enumerate(used)}
        edges = [grid.edges[edge] for edge in used]
    cells = [cell for cell in grid.cells if place[cell.col] < place[cell.col + cell.col_span]]
    for cell in cells:
        cell.col, cell.col_span = place[cell.col], place[cell.col + cell.col_span] - place[cell.col]
    filled = {row for cell in cells if cell.text or cell.nested for row in range(cell.row, cell.row + cell.row_span)}
    at = {row: k for k, row in enumerate(sorted(filled))}
    kept = []
    for cell in cells:
        own = [at[row] for row in range(cell.row, cell.row + cell.row_span) if row in at]
        if own:
            cell.row, cell.row_span = own[0], len(own)
            kept.append(cell)
    repeated = sum(row < grid.repeated for row in at)
    return Grid(len(at), max(len(edges) - 1, 0), kept, repeated, tuple(edges), grid.reasons)


def is_table(grid: Grid) -> bool:
    """More than a frame or a layout: two columns and two cells with words at least."""
    filled = [cell for cell in grid.cells if cell.text]
    return len(filled) >= 2 and len({cell.col for cell in filled}) >= 2


def is_properties(grid: Grid) -> bool:
    """'Unit Kerja | : Dinas Kesehatan' or a title in every row: lines, no table."""
    texts, copies = grid.texts()
    rows = [[t for t, c in zip(row, copied, strict=True) if not c] for row, copied in zip(texts, copies, strict=True)]
    return all(is_property_row(row) or sum(map(bool, row)) <= 1 for row in rows)


def split_rows(grid: Grid) -> Grid:
    """Cut every row that holds several rows: k >= 2 figures under each other, beside a label of k items.

    Items are told by the numbers in front of them, or are paragraphs, as many as the figures. Cells with one line reach
    over all of the new rows.
    """
    by_row: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        if cell.row_span == 1:
            by_row.setdefault(cell.row, []).append(cell)
    cuts = {row: found for row, cells in by_row.items() if (found := _row_items(cells)) is not None}
    if not cuts:
        return grid
    start = [0]
    for row in range(grid.rows):
        start.append(start[-1] + (len(next(iter(cuts[row].values()))) if row in cuts else 1))
    cells: list[GridCell] = []
    for cell in grid.cells:
        items = cuts.get(cell.row, {}).get(id(cell))
        end = cell.row + cell.row_span
        if items is None:
            cells.append(replace(cell, row=start[cell.row], row_span=start[end] - start[cell.row]))
        else:
            for k, item in enumerate(items):
                blocks: list[Piece | Grid] = [Piece(item, bold=cell.bold)]
                cells.append(GridCell(start[cell.row] + k, cell.col, 1, cell.col_span, blocks))
    reasons = [f"row {row + 1} holds {start[row + 1] - start[row]} rows" for row in sorted(cuts)]
    return Grid(start[-1], grid.columns, cells, grid.repeated, grid.edges, [*grid.reasons, *reasons])


def _row_items(cells: Sequence[GridCell]) -> dict[int, list[str]] | None:
    """For the cells of a row that are cut, by identity, their items; None where the row is one row."""
    figures = {id(cell): [line.text for line in cell.lines] for cell in cells if _all_figures(cell)}
    counts = {len(found) for found in figures.values()}
    if len(counts) != 1:
        return None
    count = counts.pop()
    first = min(cell.col for cell in cells if id(cell) in figures)
    labels: dict[int, list[str]] = {}
    for cell in cells:
        items = None if id(cell) in figures else _items(cell, count)
        if items is not None:
            labels[id(cell)] = items
    named = any(id(cell) in labels and cell.col < first and not is_ordinal(labels[id(cell)][0]) for cell in cells)
    return {**figures, **labels} if named else None


def _all_figures(cell: GridCell) -> bool:
    """Two lines or more, each a figure; '1.', '2.' under each other are row numbers."""
    lines = cell.lines
    if len(lines) < 2 or any(line.starts or _MARK.match(line.text) for line in lines):
        return False
    return all(is_figure(line.text) and not line.text.endswith((".", ")")) for line in lines)


def _items(cell: GridCell, count: int) -> list[str] | None:
    """The cell's `count` items, None where it hasn't as many."""
    lines = cell.lines
    starts = [k for k, line in enumerate(lines) if line.starts or _MARK.match(line.text)]
    if len(starts) == count and starts[0] == 0:
        ends = [*starts[1:], len(lines)]
        return [" ".join(line.text for line in lines[a:b]) for a, b in zip(starts, ends, strict=True)]
    return [line.text for line in lines] if len(lines) == count and len(starts) in (0, count) else None
