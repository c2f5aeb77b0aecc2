"""Tables of single pages -> whole tables: continuations joined by column geometry and header, cut rows rejoined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.header_words import header_share, is_figure, is_ordinal
from extract.headers import Header, find_header, is_numbering_row, own_texts, same_header
from extract.pdf_cells import PdfCell, PdfTable
from extract.pdf_rules import Place
from extract.pdf_words import join_texts, number_goes_on

#: columns of a continuation stand within so many points of those before (pages may be shifted as a whole)
COLUMN_TOLERANCE = 5.0
DEEPEST_HEADER = 6


@dataclass(slots=True)
class WholeTable:
    """A table being put together: rows of all pages so far in one grid. `header` is that of the first page."""

    tables: list[PdfTable]
    xs: tuple[float, ...]
    rows: int
    cells: list[PdfCell]
    header: Header
    reasons: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    #: kept from page to page, so that a table of hundreds of pages is not gone through for each: places in `cells` of
    #: those that reach the last row (None: not looked for yet); was a row without figures seen; up to which cell
    reaching: list[int] | None = None
    bare_seen: bool = False
    looked_at: int = 0

    def header_texts(self) -> list[list[str]]:
        """The header's rows, merged copies blank."""
        first, end = self.header.lead, self.header.lead + self.header.depth
        # cells are only ever appended: the header's are among the first page's, or the second's where it was cut
        first_ones = sum(len(table.cells) for table in self.tables[:2])
        head = [cell for cell in self.cells[:first_ones] if cell.place.row < end]
        texts, copied = table_to_rows(head, end, len(self.xs) - 1)
        return [own_texts(row, flags) for row, flags in zip(texts[first:], copied[first:], strict=True)]

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(table.page for table in self.tables))


def table_to_rows(cells: Sequence[PdfCell], rows: int, columns: int) -> tuple[list[list[str]], list[list[bool]]]:
    """The grid as strings with merged cells repeated, and which places are such copies."""
    texts = [[""] * columns for _ in range(rows)]
    copies = [[False] * columns for _ in range(rows)]
    for cell in cells:
        p = cell.place
        for row in range(p.row, min(p.row + p.row_span, rows)):
            for col in range(p.col, min(p.col + p.col_span, columns)):
                texts[row][col] = cell.text
                copies[row][col] = (row, col) != (p.row, p.col)
    return texts, copies


def table_header(table: PdfTable) -> Header:
    """The header by words and shape (headers.find_header), made as deep as its spanning cells and name rows show."""
    texts, copies = table_to_rows(table.cells, table.row_count, table.column_count)
    header = find_header(texts, copies)
    if not header.depth:
        return header
    own = [own_texts(row, flags) for row, flags in zip(texts, copies, strict=True)]
    edges = (0, table.column_count - 1)
    spans = [
        cell.place.row_span
        for cell in table.cells
        if cell.place.row == header.lead
        and (cell.place.col in edges or cell.place.col + cell.place.col_span - 1 in edges)
        and header_share(cell.text) >= 0.5
    ]
    deep = max(header.depth, min(max(spans, default=1), DEEPEST_HEADER))
    if header.lead + deep >= table.row_count:
        return header
    while (
        header.lead + deep < table.row_count - 1 and deep < DEEPEST_HEADER and _names_columns(own[header.lead + deep])
    ):
        deep += 1
    at = header.lead + deep
    if deep == header.depth and header.numbering:
        # a second row of numbers: the first one named sub-columns
        return Header(header.lead, deep + 1, True) if _numbers_columns(own[at + 1 : at + 2]) else header
    return Header(header.lead, deep, _numbers_columns(own[at : at + 1]))


def _names_columns(row: Sequence[str]) -> bool:
    filled = [text for text in row if text]
    return len(filled) >= 3 and all(header_share(text) == 1 and not is_figure(text) for text in filled)


def _numbers_columns(rows: Sequence[Sequence[str]]) -> bool:
    """'1 2 3', '(1) (2)'; and, where a table is parted over pages by columns, '(8) (9) (10)'."""
    if not rows:
        return False
    if is_numbering_row(rows[0]):
        return True
    found = [re.fullmatch(r"\((\d{1,2})\)", text) for text in rows[0] if text]
    numbers = [int(match.group(1)) for match in found if match]
    return (
        len(numbers) >= 3
        and len(numbers) == len(found)
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )


def start_whole(table: PdfTable) -> WholeTable:
    header = table_header(table)
    return WholeTable([table], table.xs, table.row_count, list(table.cells), header, list(table.reasons))


def columns_fit(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...] | None:
    """The columns both tables can stand on (in the first one's place), None where they are different tables.

    Equal, or the one a part of the other: a page may hold no row that shows every column.
    """
    for shift in {0.0, one[0] - other[0]}:
        moved = [x + shift for x in other]
        if abs(moved[0] - one[0]) > COLUMN_TOLERANCE or abs(moved[-1] - one[-1]) > COLUMN_TOLERANCE:
            continue
        few, many = (moved, list(one)) if len(moved) <= len(one) else (list(one), moved)
        near = [min(range(len(many)), key=lambda k: abs(many[k] - x)) for x in few]
        if len(set(near)) < len(few) or any(
            abs(many[k] - x) > COLUMN_TOLERANCE for k, x in zip(near, few, strict=True)
        ):
            continue
        if len(few) < len(many) and len(few) < 3:
            continue
        return tuple(many)
    if len(one) == len(other):
        # an indented row shifts a column's line on one page: some lines may be off, by less than half a column
        off = [abs(a - b) for a, b in zip(one, other, strict=True)]
        wide = [min(b - a, d - c) for a, b, c, d in zip(one, one[1:], other, other[1:], strict=False)]
        least = [min(wide[max(k - 1, 0)], wide[min(k, len(wide) - 1)]) for k in range(len(one))]
        moved_lines = [k for k in range(len(one)) if off[k] > COLUMN_TOLERANCE]
        if (
            max(off[0], off[-1]) <= COLUMN_TOLERANCE
            and 4 * len(moved_lines) <= len(one) + 1
            and all(off[k] < 0.45 * least[k] for k in moved_lines)
        ):
            return tuple(one)
    return None


def unruled_columns_fit(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...] | None:
    """The same for columns told by the white beside their texts: each bound may lie anywhere in a column's nearer half,
    since the texts of two pages are not equally long."""
    if len(one) != len(other) or len(one) < 4:
        return None
    for k in range(1, len(one) - 1):
        near = 0.5 * min(one[k] - one[k - 1], one[k + 1] - one[k], other[k] - other[k - 1], other[k + 1] - other[k])
        if abs(one[k] - other[k]) > max(near, COLUMN_TOLERANCE):
            return None
    return tuple(one)


def onto_columns(
    cells: Sequence[PdfCell], own: Sequence[float], wanted: Sequence[float], shift: float
) -> list[PdfCell]:
    """Cells renumbered from their own columns to the wanted ones, of which they are a part."""
    if len(own) == len(wanted):
        return list(cells)
    place = [min(range(len(wanted)), key=lambda k: abs(wanted[k] - x - shift)) for x in own]
    out = []
    for cell in cells:
        p = cell.place
        first, after = place[p.col], place[p.col + p.col_span]
        out.append(replace(cell, place=Place(p.row, first, p.row_span, max(after - first, 1))))
    return out


def continue_whole(whole: WholeTable, table: PdfTable) -> bool:
    """Add the table of a following page where it continues the whole; False where it is another table."""
    header = table_header(table)
    texts, copied = table_to_rows(table.cells, table.row_count, table.column_count)
    texts = [own_texts(row, flags) for row, flags in zip(texts, copied, strict=True)]
    fitted = columns_fit(whole.xs, table.xs)
    if fitted is None and {whole.tables[-1].method, table.method} <= {"alignment", "tree"}:
        fitted = unruled_columns_fit(whole.xs, table.xs)
        if fitted is None and len(whole.xs) == len(table.xs) > 4 and whole.rows <= whole.header.body_start:
            fitted = whole.xs  # a header alone at the page's end: its names say little of where the texts will stand
    has_header = header.depth > 0 or header.numbering
    own = whole.header_texts()
    depth = len(own)
    repeated, lead = False, 0
    # the whole's own depth counts: a row cut by the page break looks like one more header row here; and a following
    # page may repeat the upper rows only
    for lead, deep in [(at, k) for k in range(depth, 0, -1) for at in dict.fromkeys((0, header.lead))]:
        if same_header(own[:deep], texts[lead : lead + deep]):
            repeated = True
            numbering = len(texts) > lead + deep and is_numbering_row(texts[lead + deep])
            header = Header(lead, deep, numbering)
            break
    if fitted is None:
        if not (repeated and len(whole.xs) == len(table.xs)):
            return False
        fitted = whole.xs
    if header.depth and not repeated and _goes_on_as_header(whole, header, texts):
        return _continue_header(whole, table, header, fitted)
    if (
        header.depth
        and not repeated
        and not (header.depth and _numbers_only(texts[header.lead : header.lead + header.depth]))
    ):
        return False
    shift = whole.xs[0] - table.xs[0]
    skipped = header.body_start if has_header else 0
    cells = onto_columns(table.cells, table.xs, fitted, shift) if len(fitted) != len(table.xs) else list(table.cells)
    if len(fitted) != len(whole.xs):
        whole.cells = onto_columns(whole.cells, whole.xs, fitted, 0.0)
        whole.xs = fitted
    body = [
        replace(cell, place=Place(cell.place.row - skipped, cell.place.col, cell.place.row_span, cell.place.col_span))
        for cell in cells
        if cell.place.row >= skipped
    ]
    _append(whole, body, table.row_count - skipped)
    whole.tables.append(table)
    whole.reasons.append(
        f"continues on page {table.page}: {'header repeated' if repeated else 'same columns, no header of its own'}"
    )
    return True


def _goes_on_as_header(whole: WholeTable, header: Header, texts: Sequence[Sequence[str]]) -> bool:
    """Is all of the whole so far a header, cut by the page's end, whose lower rows stand at the top of this page?

    Then these leave blank what the rows above named: 'I', 'II' under 'Triwulan', nothing under 'No' and 'Indikator'.
    """
    if whole.rows != whole.header.lead + whole.header.depth or whole.header.numbering or header.lead:
        return False
    names = [text for text in texts[0] if text]
    return bool(names) and not texts[0][0] and len(names) < len(texts[0])


def _continue_header(whole: WholeTable, table: PdfTable, header: Header, fitted: tuple[float, ...]) -> bool:
    shift = whole.xs[0] - table.xs[0]
    body = onto_columns(table.cells, table.xs, fitted, shift)
    if len(fitted) != len(whole.xs):
        whole.cells = onto_columns(whole.cells, whole.xs, fitted, 0.0)
        whole.xs = fitted
    # blank cells under a name of the page before are that name's
    named = {col for cell in whole.cells for col in range(cell.place.col, cell.place.col + cell.place.col_span)}
    deep = whole.header.depth + header.depth
    kept = [cell for cell in body if cell.text or cell.place.row >= header.depth or cell.place.col not in named]
    offset = whole.rows
    blank = {
        (row, col)
        for cell in body
        if cell not in kept
        for row in range(cell.place.row, cell.place.row + cell.place.row_span)
        for col in range(cell.place.col, cell.place.col + cell.place.col_span)
    }
    for k, cell in enumerate(whole.cells):
        p = cell.place
        if p.row + p.row_span == offset:
            columns = range(p.col, p.col + p.col_span)
            more = 0
            while all((more, col) in blank for col in columns):
                more += 1
            whole.cells[k] = replace(cell, place=Place(p.row, p.col, p.row_span + more, p.col_span))
    whole.cells += [replace(cell, place=replace(cell.place, row=cell.place.row + offset)) for cell in kept]
    whole.rows += table.row_count
    whole.header = Header(whole.header.lead, deep, header.numbering)
    whole.tables.append(table)
    whole.reaching = None
    whole.reasons.append(f"its header goes on on page {table.page}")
    return True


def _numbers_only(rows: Sequence[Sequence[str]]) -> bool:
    return all(not text or re.fullmatch(r"[\d().=/x ]+", text) for row in rows for text in row)


def _append(whole: WholeTable, body: list[PdfCell], rows: int) -> None:
    if rows <= 0:
        return
    columns = len(whole.xs) - 1
    last = whole.rows - 1
    above: list[PdfCell | None] = [None] * columns
    reaching = range(len(whole.cells)) if whole.reaching is None else whole.reaching
    for cell in [whole.cells[k] for k in reaching]:
        if cell.place.row + cell.place.row_span > last >= cell.place.row:
            for col in range(cell.place.col, min(cell.place.col + cell.place.col_span, columns)):
                above[col] = cell
    first: list[PdfCell | None] = [None] * columns
    for cell in body:
        if cell.place.row == 0:
            for col in range(cell.place.col, min(cell.place.col + cell.place.col_span, columns)):
                first[col] = cell
    cut = last >= whole.header.body_start and is_cut_row(
        [cell.text if cell else "" for cell in above],
        [cell.text if cell else "" for cell in first],
        _has_bare_rows(whole),
    )
    offset = whole.rows - (1 if cut else 0)
    replaced: dict[int, PdfCell] = {}
    moved: list[PdfCell] = []
    open_left = not cut
    for cell in sorted(body, key=lambda cell: (cell.place.row, cell.place.col)):
        p = cell.place
        old = above[p.col] if p.col < columns and p.row == 0 else None
        if p.row == 0 and old is not None and id(old) in replaced:
            old = replaced[id(old)]
        if cut and p.row == 0 and old is not None:
            # the two halves of a row: one cell, in the place of the first
            grown = _join_halves(old, cell, offset)
            replaced[id(above[p.col])] = grown
            replaced[id(old)] = grown
            continue
        if (
            open_left
            and p.row == 0
            and not cell.text
            and old is not None
            and old.text
            and p.col_span == old.place.col_span
            and whole.rows > whole.header.body_start
        ):
            # a label that reaches over the page break
            replaced[id(old)] = replace(
                old,
                place=Place(old.place.row, old.place.col, whole.rows + p.row_span - old.place.row, old.place.col_span),
            )
            continue
        if (
            open_left
            and p.row == 0
            and old is not None
            and max(old.place.row_span, p.row_span) > 1
            and p.col_span == old.place.col_span
            and whole.rows > whole.header.body_start
            and re.match(r"[a-z(]", cell.text)
            and not _ITEM.match(cell.text)
            and not is_figure(old.text)
            and old.text
            and old.text[-1] not in ".;:"
        ):
            # the end of a merged label whose rows go on
            replaced[id(old)] = _join_halves(old, cell, offset)
            continue
        if p.row == 0:
            open_left = False
        moved.append(replace(cell, place=Place(p.row + offset, p.col, p.row_span, p.col_span)))
    for k in reaching:
        whole.cells[k] = replaced.get(id(whole.cells[k]), whole.cells[k])
    new = range(len(whole.cells), len(whole.cells) + len(moved))
    whole.cells += moved
    whole.rows = offset + rows
    whole.reaching = [
        k for k in (*reaching, *new) if whole.cells[k].place.row + whole.cells[k].place.row_span >= whole.rows
    ]
    if cut:
        whole.reasons.append(f"row {last + 1} goes on after the page break")


def _join_halves(old: PdfCell, new: PdfCell, offset: int) -> PdfCell:
    text = old.text or new.text
    if old.text and new.text:
        # two figures in one row are one that was broken
        full = is_figure(old.text) and is_figure(new.text)
        text = join_texts(old.text, old.lines[-1].text if old.lines else old.text, new.text, full)
    box, page, lines = old.box, old.page, old.lines
    if not old.text and new.text:
        box, page, lines = new.box, new.page, new.lines
    high = offset + new.place.row_span - old.place.row
    return PdfCell(
        Place(old.place.row, old.place.col, max(high, 1), old.place.col_span),
        text,
        box,
        lines,
        page,
        min(old.confidence, new.confidence),
    )


def _has_bare_rows(whole: WholeTable) -> bool:
    """Are there rows with a label and no figure (programmes above their activities, sections)?"""
    last = whole.rows - 1
    rows: dict[int, list[str]] = {}
    until = len(whole.cells)
    for k in range(whole.looked_at, len(whole.cells)):
        cell = whole.cells[k]
        if cell.place.row >= last:
            until = min(until, k)
        if cell.text and cell.place.row >= whole.header.body_start:
            rows.setdefault(cell.place.row, []).append(cell.text)
    bare = {row for row, texts in rows.items() if not any(map(is_figure, texts))}
    # the last row may yet be finished on the next page: it is looked at again
    whole.bare_seen = whole.bare_seen or bool(bare - {last})
    whole.looked_at = until
    return whole.bare_seen or last in bare


_GOES_ON = re.compile(r"[a-z(/&,.)]")
_REST_OF_DIGITS = re.compile(r"^\d{1,3}\s?%?$")
_ITEM = re.compile(r"[a-z][.)]\s")
_OPEN_END = re.compile(
    r"(?:\b(?:dan|atau|yang|di|ke|dari|dengan|untuk|pada|oleh|serta|dalam|bagi|antara|tentang|terhadap|per|para|melalui)|[,/&(-])$"
)


def is_cut_row(above: Sequence[str], below: Sequence[str], bare_rows: bool = True) -> bool:
    """Is the first row after a page break the rest of the last row before it?

    No row number starts it, no column has a figure in both, and its cells go on in small letters, inside a bracket
    or after a word that
    can't end a text. Where every row of the table has figures (not `bare_rows`), a row without any is a rest too.
    """
    filled = [col for col, text in enumerate(below) if text]
    if not filled or not any(above) or (len(set(below)) == 1 and len(below) > 1):
        return False
    broken = [col for col in filled if is_figure(above[col]) and is_figure(below[col])]
    if broken and not _figures_go_on(above, below, broken):
        return False
    if is_ordinal(below[0]) or any(re.match(r"\(?\d{1,2}[.)]\s", below[col]) for col in filled):
        return False
    goes_on, begins = len(broken), 0
    for col in filled:
        text, before = below[col], above[col]
        if (is_figure(text) and not before) or col in broken:
            continue
        if not before:
            begins += 1
        elif (
            (_GOES_ON.match(text) and not _ITEM.match(text))
            or _OPEN_END.search(before)
            or before.count("(") > before.count(")")
        ):
            goes_on += 1
    if begins and not goes_on:
        return False
    if goes_on:
        return True
    figures_above = any(is_figure(text) for text in above[1:])
    return figures_above and not bare_rows and not any(is_figure(below[col]) for col in filled)


def _figures_go_on(above: Sequence[str], below: Sequence[str], broken: Sequence[int]) -> bool:
    """Are the figures that stand on both sides of the page break halves of figures broken over lines in narrow cells?

    Either every one of them is cut within its thousands ('22.00' / '0'), or what stands below is a rest of digits
    ('95,0' / '1') and as many other figures of the row have nothing below them: a row of its own would.
    """
    if not all(number_goes_on(above[col], below[col], True) and _REST_OF_DIGITS.match(below[col]) for col in broken):
        return False
    if all(re.fullmatch(r"\d{1,3}(?:\.\d{3})*\.\d{3}", above[col] + below[col]) for col in broken):
        return True
    alone = [col for col, text in enumerate(above) if col and is_figure(text) and not below[col]]
    return len(alone) >= len(broken)
