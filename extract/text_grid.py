"""Rows of cells out of a text file -> a `Table`: ragged rows fitted, header aligned, spans found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.header_words import goes_on, is_figure, is_ordinal, is_total
from extract.headers import (
    Header,
    align_header,
    column_kind,
    find_header,
    is_numbering_row,
    is_property_row,
    is_section_row,
    repeats_header,
)
from extract.model import Cell, Method, Table

#: a row may be broken over so many lines more
MOST_BROKEN = 6


@dataclass(slots=True)
class Row:
    """A row's cleaned cell texts and the line it starts at."""

    line: int
    cells: list[str]
    page: int | None = None

    @property
    def filled(self) -> int:
        return sum(bool(cell) for cell in self.cells)


@dataclass(slots=True)
class RawTable:
    """A block of rows taken apart.

    Title and property rows above the header, header rows, body rows, all `width` wide.
    """

    method: Method
    width: int
    lead: list[Row]
    header: list[Row]
    body: list[Row]
    number: str | None = None
    caption: str = ""
    notes: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    @property
    def header_texts(self) -> list[list[str]]:
        return [row.cells for row in self.header]

    @property
    def only_properties(self) -> bool:
        """A block of 'Unit Kerja | : ...' lines (and titles), no table of its own."""
        return not self.header and all(is_property_row(row.cells) or row.filled == 1 for row in self.body)


def rows_to_raw(rows: Sequence[Row], method: Method) -> RawTable:
    """Take a block of rows apart.

    Ragged rows are joined (a cell broken over lines) or fitted to the width of the others.
    """
    counts = Counter(len(row.cells) for row in rows)
    usual = max(counts, key=lambda count: (counts[count], count))
    joined = _unindent(_join_broken(rows, usual))
    width = max((col + 1 for row in joined for col, cell in enumerate(row.cells) if cell), default=1)
    kinds = _column_kinds(joined, width)
    fitted = [Row(row.line, _fit(row.cells, width, kinds), row.page) for row in joined]
    texts = [row.cells for row in fitted]
    properties = all(is_property_row(cells) or sum(map(bool, cells)) <= 1 for cells in texts)
    found = Header(0, 0, False) if properties else find_header(texts)
    lead, header = fitted[: found.lead], fitted[found.lead : found.lead + found.depth]
    body = fitted[found.body_start :]
    if header:
        names = [row.cells for row in header]
        body = [row for row in body if not repeats_header(row.cells, names) and not _is_numbers(row)]
    aligned = align_header([row.cells for row in header], [row.cells for row in body]) if header and body else None
    reasons = []
    if aligned and aligned != [row.cells for row in header]:
        reasons.append("header names fewer columns than the rows have: aligned from the right")
        header = [Row(row.line, cells, row.page) for row, cells in zip(header, aligned, strict=True)]
        width = max(width, max(len(cells) for cells in aligned))
    for row in (*lead, *header, *body):
        row.cells += [""] * (width - len(row.cells))
    return RawTable(method, width, list(lead), list(header), list(body), reasons=reasons)


def _unindent(rows: list[Row]) -> list[Row]:
    """Rows that all begin with a blank cell, under a header: the whole table is set in by a tab."""
    if len(rows) < 2 or any(row.cells[:1] != [""] for row in rows):
        return rows
    shifted = [Row(row.line, row.cells[1:] or [""], row.page) for row in rows]
    width = max(len(row.cells) for row in shifted)
    found = find_header([[*row.cells, *[""] * (width - len(row.cells))] for row in shifted])
    return shifted if found.depth and shifted[found.lead].cells[0] else rows


def _is_numbers(row: Row) -> bool:
    return row.filled >= 3 and is_numbering_row(row.cells)


def _join_broken(rows: Sequence[Row], usual: int) -> list[Row]:
    """Rows whose cells were broken over lines put together: 'a | b' + 'b goes on | c' in a three-column table."""
    joined: list[Row] = []
    at = 0
    while at < len(rows):
        row = Row(rows[at].line, list(rows[at].cells), rows[at].page)
        end = _completed(rows, at, usual)
        for more in rows[at + 1 : end]:
            row.cells = [*row.cells[:-1], f"{row.cells[-1]} {more.cells[0]}", *more.cells[1:]]
        before = joined[-1] if joined else None
        if before and end == at + 1 and len(row.cells) == 1 and _runs_on(before, row) and len(before.cells) <= usual:
            before.cells = [*before.cells[:-1], f"{before.cells[-1]} {row.cells[0]}"]
        else:
            joined.append(row)
        at = end
    return joined


def _completed(rows: Sequence[Row], start: int, usual: int) -> int:
    """End of the rows that make one of the usual width, each going on in the last cell of the one above;
    start + 1 if `start` is a row by itself."""
    have = len(rows[start].cells)
    last = rows[start].cells[-1] if have else ""
    for at in range(start + 1, min(start + MOST_BROKEN + 1, len(rows))):
        row = rows[at]
        if have >= usual or not row.cells or not row.cells[0] or is_ordinal(row.cells[0]) or not last:
            break
        small = row.cells[0][:1].islower()
        # a line alone above a row may be a section's name; a figure's cell is seldom broken
        if (have == 1 and not small) or (is_figure(last) and not small) or have + len(row.cells) - 1 > usual:
            break
        have, last = have + len(row.cells) - 1, row.cells[-1]
        if have == usual and len(row.cells) > 1:
            return at + 1
    return start + 1


def _runs_on(before: Row, row: Row) -> bool:
    """Is the lone text the rest of the last cell above?"""
    return bool(row.cells[0][:1].islower() and before.cells[-1]) and not is_ordinal(row.cells[0])


def _column_kinds(rows: Sequence[Row], width: int) -> list[str]:
    full = [row.cells for row in rows if len(row.cells) >= width and sum(bool(cell) for cell in row.cells) > 1]
    if len(full) < 2:
        return []
    return [column_kind([cells[col] for cells in full], col) for col in range(width)]


def _fit(cells: Sequence[str], width: int, kinds: Sequence[str]) -> list[str]:
    """A row with too few cells gets its blanks where its figures then stand under figures; in doubt at the right."""
    short = width - len(cells)
    if short <= 0:
        return list(cells[:width])
    best = [*cells, *[""] * short]
    if not kinds or sum(bool(cell) for cell in cells) < 2 or not any(is_figure(cell) for cell in cells):
        return best

    def agreement(candidate: Sequence[str]) -> int:
        score = 0
        for cell, kind in zip(candidate, kinds, strict=True):
            if cell and kind:
                figure = is_figure(cell)
                score += 1 if figure == (kind == "figure") or (kind == "ordinal" and is_ordinal(cell)) else -1
        return score

    best_score = agreement(best)
    for cut in (1, 0, 2):
        if cut < len(cells):
            candidate = [*cells[:cut], *[""] * short, *cells[cut:]]
            if (score := agreement(candidate)) > best_score:
                best, best_score = candidate, score
    return best


def is_contents_block(rows: Sequence[Row]) -> bool:
    """A table of contents or list of tables set with tabs.

    Names at the left, page numbers (or nothing) at the right.
    """
    filled = [row for row in rows if row.filled]
    if len(filled) < 3 or any(row.filled > 3 for row in filled):
        return False
    paged = sum(_is_page(row.cells) for row in filled)
    named = sum(1 for row in filled if not _is_page(row.cells) and row.filled == 1)
    figures = sum(is_figure(cell) and not cell.isdigit() for row in filled for cell in row.cells)
    if figures > 0.1 * len(filled) or paged < 0.5 * len(filled) or paged + named < 0.85 * len(filled):
        return False
    pages = [int(row.cells[-1]) for row in filled if row.cells[-1].isdigit()]
    rising = all(a <= b for a, b in pairwise(pages))
    heads = ("bab ", "tabel", "gambar", "grafik", "daftar", "kata pengantar", "lampiran", "ringkasan", "ikhtisar", "a.")
    listed = sum(next(cell for cell in row.cells if cell).casefold().startswith(heads) for row in filled)
    return listed >= 0.3 * len(filled) and rising


def _is_page(cells: Sequence[str]) -> bool:
    last = next((cell for cell in reversed(cells) if cell), "")
    roman = bool(last) and set(last.casefold()) <= set("ivxlc")
    return cells[-1] == last and len(last) <= 4 and (last.isdigit() or roman) and sum(bool(cell) for cell in cells) > 1


def continue_table(table: RawTable, more: RawTable) -> None:
    """Append the continuation's body to the table; a row cut in two by the page is put together.

    Repeated headers are dropped.
    """
    width = max(table.width, more.width)
    body = [
        row
        for row in more.body
        if not repeats_header(row.cells, table.header_texts) and not (table.header and _is_numbers(row))
    ]
    if width > table.width:
        for row in (*table.lead, *table.header, *table.body):
            row.cells += [""] * (width - len(row.cells))
    for row in body:
        row.cells += [""] * (width - len(row.cells))
    table.width = width
    if body and table.body:
        above = [_last_filled(table.body, col) for col in range(width)]
        if _is_cut([row.cells[col] if row else "" for col, row in enumerate(above)], body[0].cells):
            for col, (begun, text) in enumerate(zip(above, body[0].cells, strict=True)):
                if begun and text:
                    begun.cells[col] = f"{begun.cells[col]} {text}"
            body = body[1:]
    table.body += body


def _last_filled(rows: Sequence[Row], col: int) -> Row | None:
    """The lowest row with a text in the column, at most 30 rows up."""
    return next((row for row in reversed(rows[-30:]) if row.cells[col]), None)


def _is_cut(above: Sequence[str], below: Sequence[str]) -> bool:
    """Does the row below, without first cell and figures, only go on with texts of the row above?"""
    if below[0] or not any(below) or any(is_figure(text) or is_ordinal(text) for text in below):
        return False
    pairs = [(a, b) for a, b in zip(above, below, strict=True) if b]
    return all(a for a, _ in pairs) and any(
        b[:1].islower() or b[:1] in ")–&,;" or goes_on(a) or a.count("(") > a.count(")") for a, b in pairs
    )


def header_cells(header: Sequence[Row]) -> list[Cell]:
    """Header cells with spans.

    Right over blanks that have names under them, down over blanks to the last header row.
    """
    depth = len(header)
    texts = [row.cells for row in header]
    width = len(texts[0]) if texts else 0
    taken = [[False] * width for _ in range(depth)]
    ends = [width] * width
    cells: list[Cell] = []
    for row in range(depth):
        new_ends = list(ends)
        for col in range(width):
            if not texts[row][col] or taken[row][col]:
                continue
            last = col
            below = texts[row + 1 :]
            while (
                last + 1 < ends[col]
                and not texts[row][last + 1]
                and not taken[row][last + 1]
                and any(names[last + 1] for names in below)
                and any(names[col] for names in below)
            ):
                last += 1
            bottom = row
            while bottom + 1 < depth and not any(texts[bottom + 1][col : last + 1]):
                bottom += 1
            for r in range(row, bottom + 1):
                for c in range(col, last + 1):
                    taken[r][c] = True
                    new_ends[c] = last + 1
            cells.append(
                Cell(
                    row,
                    col,
                    texts[row][col],
                    bottom - row + 1,
                    last - col + 1,
                    page=header[row].page,
                    line=header[row].line,
                )
            )
        ends = new_ends
    return cells


def body_cells(body: Sequence[Row], first_row: int, width: int) -> list[Cell]:
    """Body cells: full-width rows span all columns, blank leading label cells continue the cell above.

    Blank figure cells stay blank.
    """
    kinds = [
        column_kind([row.cells[col] for row in body if not is_section_row(row.cells)], col) for col in range(width)
    ]
    labels = next((col for col, kind in enumerate(kinds) if kind == "figure"), width)
    cells: list[Cell] = []
    #: for each label column the index (in `cells`) of the cell that a blank would continue
    open_cell: list[int | None] = [None] * width
    for offset, row in enumerate(body):
        index = first_row + offset
        if is_section_row(row.cells):
            open_cell = [None] * width
            cells.append(Cell(index, 0, row.cells[0], 1, width, page=row.page, line=row.line))
            continue
        leading = not is_total(next((text for text in row.cells if text), ""))
        for col, text in enumerate(row.cells):
            if text:
                if leading and not is_ordinal(text):
                    leading = False
                    # what stood finer than a new label belongs to the old one
                    open_cell[col + 1 :] = [None] * (width - col - 1)
                cells.append(Cell(index, col, text, page=row.page, line=row.line))
                open_cell[col] = len(cells) - 1
            elif leading and col < labels - 1 and (above := open_cell[col]) is not None:
                old = cells[above]
                cells[above] = Cell(
                    old.row, col, old.text, index - old.row + 1, old.col_span, page=old.page, line=old.line
                )
    return cells


def raw_to_table(raw: RawTable, order: int) -> Table:
    """The finished table; `order` is its place in reading order."""
    cells = [*header_cells(raw.header), *body_cells(raw.body, len(raw.header), raw.width)]
    pages = sorted({row.page for row in (*raw.header, *raw.body) if row.page is not None})
    first = (raw.header or raw.body)[0]
    return Table(
        number=raw.number,
        caption=raw.caption,
        pages=tuple(pages),
        method=raw.method,
        row_count=len(raw.header) + len(raw.body),
        column_count=raw.width,
        header_rows=len(raw.header),
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))),
        order=order,
        line=first.line,
        notes=tuple(raw.notes),
        reasons=tuple(raw.reasons),
    )
