"""What a reader gives: a `Report` of paragraphs and tables, each piece with its place.

Nothing here knows what a table means. Coordinates are PDF points, origin at the top left of the page as it is
shown (after /Rotate), y growing downwards; text files have no page and no box, but a line (1-based);
Word documents have none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Media = Literal["pdf", "text", "docx"]
#: how a table was read: tab, aligned, pipes (text); tree, rules, alignment, image (PDF); word (.docx)
Method = Literal["tab", "aligned", "pipes", "tree", "rules", "alignment", "image", "word"]
ParagraphKind = Literal["text", "heading", "caption", "list_item", "contents", "furniture", "formula"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in PDF points, origin top-left."""

    x0: float
    y0: float
    x1: float
    y1: float

    def union(self, other: Box) -> Box:
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell. `row` and `col` are 0-based positions of its top left corner in the table's grid.

    `text` has its blanks and line breaks folded to single blanks; a number broken over lines is put together.
    """

    row: int
    col: int
    text: str
    row_span: int = 1
    col_span: int = 1
    page: int | None = None
    line: int | None = None
    box: Box | None = None
    bold: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table, its continuations on following pages joined and the repeated headers dropped.

    `number` is the printed number without the word ("3.2", "III.4", "10"), None without one; `caption` the title
    without number. `header_rows` counts the leading grid rows that are header; a row "1 2 3 ..." or "(1) (2) ..."
    under them
    is not in the grid. `order` is the place in reading order, on one scale with `Paragraph.order`.
    """

    number: str | None
    caption: str
    pages: tuple[int, ...]
    method: Method
    row_count: int
    column_count: int
    header_rows: int
    cells: tuple[Cell, ...]
    order: int
    line: int | None = None
    confidence: float = 1.0
    #: lines that stand directly above the grid or below it and belong to it ("Sumber: ...", "(Per Triwulan)", "dalam
    #: ribuan")
    notes: tuple[str, ...] = ()
    #: why this reading was kept, for `lakip tables`
    reasons: tuple[str, ...] = ()

    def grid(self) -> list[list[Cell | None]]:
        """row_count lists of column_count cells; a spanning cell stands in every place it covers, None where no cell
        is.
        """
        grid: list[list[Cell | None]] = [[None] * self.column_count for _ in range(self.row_count)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.row_span, self.row_count)):
                for col in range(cell.col, min(cell.col + cell.col_span, self.column_count)):
                    grid[row][col] = cell
        return grid

    def texts(self) -> list[list[str]]:
        """The grid as strings, merged cells repeated, '' where no cell is."""
        return [[cell.text if cell else "" for cell in row] for row in self.grid()]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of prose, lines joined, inline markup removed (bold and italics are not kept).

    `kind` "caption" is a table's or figure's title line(s); "contents" a line of a table of contents or list of tables;
    "furniture" a running header, footer or page number; "formula" a displayed formula.
    """

    text: str
    order: int
    kind: ParagraphKind = "text"
    page: int | None = None
    line: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF. `status`: "text" read; "table" read with tables; "empty"; "image" (a scan, not read);
    "unread_table" (looks like a table, and none could be read); "given_up" (over the limits)."""

    number: int
    width: float
    height: float
    status: str = "text"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A file as read. `sha256` is of the file's bytes, in hex; `name` the file's name without folders."""

    name: str
    sha256: str
    media: Media
    pages: tuple[Page, ...]
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    warnings: tuple[str, ...] = field(default=())

    @property
    def id(self) -> str:
        """First 16 hex digits of the file's sha256."""
        return self.sha256[:16]

    def blocks(self) -> Iterator[Paragraph | Table]:
        """Paragraphs and tables in reading order."""
        blocks: list[Paragraph | Table] = [*self.paragraphs, *self.tables]
        yield from sorted(blocks, key=lambda block: block.order)
