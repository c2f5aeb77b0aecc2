"""Grids of a Word document -> tables: header found, caption read from the paragraphs above, halves joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.captions import lines_to_caption, looks_like_title, parse_caption
from extract.docx_grid import Grid, GridCell, Piece, split_rows
from extract.headers import DEEPEST, Header, find_header, is_numbering_row, numbering_within, own_texts, same_header
from extract.model import Cell, Table
from extract.text_prose import is_structure, titles_only

#: so many paragraphs may stand between a caption and its table
CAPTION_REACH = 6
#: twips that the columns of a table's two halves may be off each other
COLUMN_TOLERANCE = 150
_CONTINUED = re.compile(r"\b(?:lanjutan|sambungan)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """A table's number and title ('' none); the paragraphs that tell it (places first..end of those above); notes."""

    number: str | None
    text: str
    first: int
    end: int
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class WordTable:
    """A table being put together: the rows of all its parts in one grid, `header` that of the first."""

    grid: Grid
    header: Header
    number: str | None = None
    caption: str = ""
    notes: list[str] = field(default_factory=list)
    #: title rows that stood above the header inside the grid
    lead: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def header_texts(self) -> list[list[str]]:
        texts, copies = self.grid.texts()
        rows = range(self.header.lead, self.header.lead + self.header.depth)
        return [own_texts(texts[row], copies[row]) for row in rows]


def grid_to_table(grid: Grid) -> WordTable:
    """The grid with rows that hold several cut, and its header found: by words, else by the rows Word repeats."""
    whole = split_rows(grid)
    texts, copies = whole.texts()
    header = find_header(texts, copies)
    repeated = grid.repeated
    if repeated and repeated < whole.rows and is_numbering_row(own_texts(texts[repeated - 1], copies[repeated - 1])):
        repeated -= 1
    if not header.numbering and header.lead + header.depth < repeated <= header.lead + DEEPEST < whole.rows + DEEPEST:
        numbering = repeated < whole.rows and is_numbering_row(own_texts(texts[repeated], copies[repeated]))
        header = Header(header.lead, repeated - header.lead, numbering)
    table = WordTable(whole, header, reasons=[f"word table, {grid.rows} x {grid.columns}", *whole.reasons])
    for row in range(header.lead):
        words = " ".join(own for own in own_texts(texts[row], copies[row]) if own)
        if words:
            table.lead.append(words)
    return table


def find_title(above: Sequence[Piece]) -> Title | None:
    """The caption among the paragraphs above a table: 'Tabel ...', else a bold or capital title directly above it."""
    first = max(0, len(above) - 8 * CAPTION_REACH)
    properties = tuple(above[k].text for k in range(first, len(above)) if above[k].style == "property")
    filled = [k for k in range(first, len(above)) if above[k].text and above[k].style != "property"][-CAPTION_REACH:]
    for start in reversed(filled):
        caption = parse_caption(above[start].text)
        if caption is None:
            continue
        if caption.kind != "table":
            return None
        end = start + 1
        lines = [above[start].text]
        while end < len(above) and above[end].text and _goes_on(above[start], above[end], bool(caption.title)):
            lines.append(above[end].text)
            end += 1
        read, taken = lines_to_caption(lines) or (caption, 1)
        rest = [above[k].text for k in filled if k >= start + taken]
        if len(rest) > 4 or any(len(text) > 160 for text in rest):
            return None
        return Title(read.number, read.title, start, start + taken, (*rest, *properties))
    end = len(above)
    while end and (not above[end - 1].text or above[end - 1].style == "property"):
        end -= 1
    start = end
    while start and _is_title(above[start - 1]) and end - start < 4:
        start -= 1
    if start == end and not properties:
        return None
    return Title(None, " ".join(" ".join(piece.text.split()) for piece in above[start:end]), start, end, properties)


def _goes_on(caption: Piece, below: Piece, titled: bool) -> bool:
    """Is the paragraph under a caption's first one a further line of its title?"""
    if below.style not in ("", caption.style):
        return False
    if titled:
        alike = caption.style == "caption" == below.style or (caption.bold and below.bold)
        return alike and looks_like_title(below.text)
    return looks_like_title(below.text)


def _is_title(piece: Piece) -> bool:
    if not piece.text or piece.number or piece.style in ("contents", "furniture", "formula"):
        return False
    if piece.style == "caption":
        return parse_caption(piece.text) is None and looks_like_title(piece.text)
    bold = f"**{piece.text}**" if piece.bold else piece.text
    return piece.style != "heading" and titles_only([bold]) and not is_structure(piece.text)


def continues(whole: WordTable, table: WordTable, title: Title | None, above: Sequence[Piece]) -> bool:
    """Is the table the open one's other half: the same header, or none of its own, and nothing between them but a
    break or 'Lanjutan Tabel 3.2'?"""
    said = [piece.text for piece in above if piece.text]
    if said:
        again = title is not None and title.number is not None and title.number == whole.number
        if len(said) > 3 or not (again and (any(map(_CONTINUED.search, said)) or title.text == whole.caption)):  # type: ignore[union-attr]
            return False
    if table.grid.columns != whole.grid.columns or not table.grid.rows:
        return False
    if table.header.depth:
        return same_header(whole.header_texts(), table.header_texts())
    near = all(abs(a - b) <= COLUMN_TOLERANCE for a, b in zip(whole.grid.edges, table.grid.edges, strict=True))
    return near and table.header.lead == 0 and whole.header.depth > 0


def join_tables(whole: WordTable, table: WordTable) -> None:
    """Append the other half's body; its header and numbering row are not said again."""
    skipped, offset = table.header.body_start, whole.grid.rows
    for cell in table.grid.cells:
        end = cell.row + cell.row_span
        if end <= skipped:
            continue
        top = max(cell.row, skipped)
        whole.grid.cells.append(GridCell(top - skipped + offset, cell.col, end - top, cell.col_span, cell.blocks))
    whole.grid.rows += table.grid.rows - skipped
    whole.reasons.append("goes on in a second table" + (" with the same header" if table.header.depth else ""))


def word_table_to_table(whole: WordTable, order: int) -> Table:
    """The record all rooms share: title rows and the numbering row taken out."""
    header, grid = whole.header, whole.grid
    number, caption, lead = whole.number, whole.caption, list(whole.lead)
    for place, text in enumerate(lead):
        printed = parse_caption(text)
        if printed is not None and printed.kind == "table" and number is None:
            number, caption = printed.number, printed.title or caption
            del lead[place]
            break
    if lead and not caption:
        caption = lead.pop(0)
    texts, copies = grid.texts()
    dropped = set(range(header.lead)) | numbering_within(texts, copies, header)
    if header.numbering:
        dropped.add(header.lead + header.depth)
    kept = [row for row in range(grid.rows) if row not in dropped]
    at = {row: place for place, row in enumerate(kept)}
    cells = []
    for cell in grid.cells:
        rows = [at[row] for row in range(cell.row, cell.row + cell.row_span) if row in at]
        # a header cell that reaches into the numbering row stays
        if rows and not (cell.row in dropped and cell.row >= header.lead):
            cells.append(Cell(rows[0], cell.col, cell.text, len(rows), cell.col_span, bold=cell.bold))
    cells.sort(key=lambda cell: (cell.row, cell.col))
    depth = sum(row not in dropped for row in range(header.lead, header.lead + header.depth))
    return Table(
        number, caption, (), "word", len(kept), grid.columns, depth, tuple(cells), order,
        notes=(*whole.notes, *lead), reasons=tuple(whole.reasons),
    )  # fmt: skip
