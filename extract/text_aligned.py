"""Tables whose columns are set by blanks (`pdftotext -layout`): found among the prose, and taken apart.

A region is a run of lines with wide white in them. The white gives the columns, the header's lines are joined into
one or two header
rows, and the body's lines are shared out to rows (text_rows). A region in which no header and no figures are found
stays prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.captions import parse_caption, parse_contents_line
from extract.header_words import goes_on, header_share, is_figure, is_ordinal, is_total
from extract.headers import column_kind, is_numbering_row
from extract.text_columns import (
    REACH,
    Column,
    FigureBlock,
    Piece,
    figure_run,
    is_columnar,
    line_to_pieces,
    part_numbers,
    piece_columns,
    split_piece,
)
from extract.text_decode import Line
from extract.text_grid import RawTable, Row
from extract.text_markup import markup_to_text
from extract.text_names import header_columns, header_lines, header_rows, region_columns
from extract.text_rows import BodyLine, cut_rows, find_anchors, join_cell, text_rows

#: '(=7/8)', '(5/4)*100': how a column is computed from others, printed under the columns' numbers
_COLUMN_FORMULA = re.compile(r"^\(?\s*=?\s*\(?\d{1,2}\)?\s*[/:x*+\-]\s*\(?\d{1,2}\)?\s*\)?(?:\s*[x*]\s*100\s*%?)?\)?$")
#: 'Unit Kerja      : Dinas Pendidikan'
_PROPERTY = re.compile(r"^\s*[^\W\d][^:]{1,40}\s{2,}:\s+\S")
_FORMULA = re.compile(r"^=|\bx\s*100|[-_]{6,}", re.IGNORECASE)
#: lines of a region at most; a longer run of columnar lines is cut here
LONGEST_REGION = 400
#: blank lines that a table may have between its rows
MOST_BLANK = 2


def find_regions(lines: Sequence[Line], skip: frozenset[int]) -> Iterator[tuple[int, int]]:
    """(first, last + 1) indices of the runs of lines that may be a table. A page's end ends a run."""
    start: int | None = None
    last = 0
    columnar = loose = blank = 0
    figures = False
    for index, line in enumerate([*lines, Line(-1, "")]):
        text = line.text
        if start is not None and ((figures and line.page != lines[start].page) or index - start > LONGEST_REGION):
            # the first line of a page may begin its table, or have its header on the page before
            if columnar >= 2:
                yield _with_neighbours(lines, start, last + 1, skip)
            start, columnar, loose, blank = None, 0, 0, 0
        over = index == len(lines)
        pieces = line_to_pieces(text) if not over and "\t" not in text and "  " in text.strip() else []
        strong = is_columnar(pieces) and line.number not in skip
        if not over and not text.strip():
            blank += 1
            if start is not None and blank > MOST_BLANK:
                over = True
        elif not over and strong and not _ends_table(text):
            if start is not None and blank and figures and _names_only(pieces):
                # another table's header below the first one's rows
                if columnar >= 2:
                    yield _with_neighbours(lines, start, last + 1, skip)
                start = None
            if start is None:
                start, columnar, figures = index, 0, False
            figures = figures or any(is_figure(piece.text) for piece in pieces[1:])
            columnar, loose, blank, last = columnar + 1, 0, 0, index
        elif not over and start is not None:
            blank = 0
            loose += 1
            # a wrapped cell is short and stands away from the margin; prose runs the whole width
            wide = len(text.strip()) > 70 and len(text.replace(" ", "")) > 0.65 * len(text.strip())
            if "\t" in text or line.number in skip or _ends_table(text) or loose > (1 if wide else 12):
                over = True
        if over and start is not None:
            if columnar >= 2:
                yield _with_neighbours(lines, start, last + 1, skip)
            start, columnar, loose, blank = None, 0, 0, 0


def _names_only(pieces: Sequence[Piece]) -> bool:
    return len(pieces) >= 2 and all(header_share(piece.text) >= 0.7 and not is_figure(piece.text) for piece in pieces)


def _ends_table(text: str) -> bool:
    return (
        parse_caption(text.strip()) is not None or parse_contents_line(text) is not None or bool(_PROPERTY.match(text))
    )


def _with_neighbours(lines: Sequence[Line], start: int, end: int, skip: frozenset[int]) -> tuple[int, int]:
    """Take in the short indented lines right above (header words alone on a line) and right below (a last cell's
    wrapped lines).
    """
    margin = min((len(line.text) - len(line.text.lstrip()) for line in lines[start:end] if not line.blank), default=0)

    def fits(index: int) -> bool:
        line = lines[index]
        text = line.text.strip()
        indent = len(line.text) - len(line.text.lstrip())
        return bool(
            text
            and line.number not in skip
            and line.page == lines[start].page
            and "\t" not in line.text
            and len(text) <= 60
            and indent >= margin
            and not _ends_table(line.text)
        )

    first = start
    while first > 0 and start - first < 6 and fits(first - 1) and _header_like(lines[first - 1].text):
        first -= 1
    after = end
    while after < len(lines) and after - end < 10 and fits(after) and text_goes_on(lines, after, margin):
        after += 1
    return first, after


def text_goes_on(lines: Sequence[Line], index: int, margin: int) -> bool:
    """Is the line under a table's last row a wrapped line of it: away from the left margin, or small letters first?"""
    text = lines[index].text
    return len(text) - len(text.lstrip()) > margin or text.lstrip()[:1].islower()


def _header_like(text: str) -> bool:
    pieces = line_to_pieces(text)
    if " : " in text or text.rstrip().endswith(":"):
        return False
    return bool(pieces) and all(header_share(piece.text) >= 0.5 and not is_figure(piece.text) for piece in pieces)


def _before_prose(pieces: Sequence[Sequence[Piece]]) -> int:
    """How many leading lines are left when what follows the last total row has no figures side by side: prose ran on
    below."""
    for index in range(len(pieces) - 1, 0, -1):
        figures = sum(is_figure(piece.text) for piece in pieces[index])
        total = next((piece for piece in pieces[index] if is_total(piece.text)), None)
        if figures and total:
            # 'Jumlah' over 'peserta' is the first line of a name
            under = pieces[index + 1] if index + 1 < len(pieces) else []
            wrapped = any(abs(piece.start - total.start) <= 2 and piece.text[0].islower() for piece in under)
            return len(pieces) if wrapped else index + 1
        if figures >= 2:
            break
    return len(pieces)


def region_to_raw(lines: Sequence[Line]) -> tuple[RawTable, int, int] | None:
    """The table that a region holds and the (first, last + 1) of its lines that are of it; None if it is no table."""
    pieces = part_numbers([line_to_pieces(line.text) for line in lines])
    end = _before_prose(pieces)
    lines, pieces = lines[:end], pieces[:end]
    first = next((at for at, line in enumerate(pieces) if len(line) > 1), 0)
    columns, block = region_columns(pieces[first:])
    if not 2 <= len(columns) <= 40:
        return None
    # lines alone above the first row of names: a title runs over several columns, a name stands over one
    titles = [at for at in range(first) if pieces[at] and len(piece_columns(pieces[at][0], columns)) > 1]
    lead = titles[-1] + 1 if titles else 0
    depth, numbering = header_lines(pieces[lead:], columns)
    names = pieces[lead : lead + depth]
    header = header_rows(lines[lead : lead + depth], names, header_columns(names, columns, block))
    body_at = lead + depth + numbering
    body = _body_lines(lines[body_at:], pieces[body_at:], columns, block)
    rows, figure_cells = _body_rows(body, len(columns))
    if not _is_table(header, rows, figure_cells, len(columns)):
        return None
    reasons = ["columns told by the white between them"]
    raw = RawTable("aligned", len(columns), [], header, rows, reasons=reasons)
    return raw, lead, end


def _is_table(header: Sequence[Row], rows: Sequence[Row], figure_cells: int, width: int) -> bool:
    if not rows:
        return False
    if len(rows) <= 4 and any(_FORMULA.search(cell) for row in (*header, *rows) for cell in row.cells):
        return False
    names = [cell for row in header for cell in row.cells if cell]
    words = [len(cell.split()) for row in rows for cell in row.cells if cell]
    if figure_cells == 0 and (len(rows) < 2 or (width >= 5 and sum(words) < 2 * len(words))):
        # prose with wide blanks between its words
        return False
    known = sum(header_share(name) >= 0.5 for name in names)
    filled = sum(row.filled for row in rows) / len(rows)
    if len(names) >= 2 and known >= 0.5 * len(names):
        return filled >= 1.5 and (width > 2 or len(rows) > 1)
    # without known names: figures in most rows, or the numbers of a continued table
    return figure_cells >= max(3, len(rows)) and filled >= 2 and width >= 3


def _body_lines(
    lines: Sequence[Line], pieces: Sequence[Sequence[Piece]], columns: Sequence[Column], block: FigureBlock | None
) -> list[BodyLine]:
    body: list[BodyLine] = []
    gap = False
    for line, parts in zip(lines, pieces, strict=True):
        if not parts:
            gap = True
            continue
        cells: dict[int, str] = {}
        # one text running over the white between columns: a section row
        if len(parts) == 1 and len(parts[0].text) >= 15 and _is_section(parts[0], columns, block):
            section = markup_to_text(parts[0].text)
            body.append(BodyLine(line.number, {0: section}, gap and bool(body), line.page, section))
            gap = False
            continue
        run = figure_run(parts) if block else []
        counted = {piece: at for at, piece in enumerate(run)} if block and len(run) == block.count else {}
        for piece in parts:
            if block and piece in counted:
                cells[block.first + counted[piece]] = markup_to_text(piece.text)
                continue
            for place, part in split_piece(piece, columns):
                text = markup_to_text(part.text)
                col = place
                if col in cells and col + 1 < len(columns) and part.end > columns[col].end - REACH:
                    # a second text in one column, at its right edge: the next column's, set a little to the left
                    col += not (block and col + 1 >= block.first) and part is piece
                cells[col] = f"{cells[col]} {text}" if col in cells else text
        body.append(BodyLine(line.number, cells, gap and bool(body), line.page))
        gap = False
    return body


def _is_section(piece: Piece, columns: Sequence[Column], block: FigureBlock | None) -> bool:
    """A text over several columns; not a long name that reaches the figures, nor two wrapped cells that stand so close
    that one blank parts them."""
    over = piece_columns(piece, columns)
    if len(over) < 2 or (block and len(over) == 2 and 1 < over[1] == block.first):
        return False
    return not (piece.text[0].islower() and len(split_piece(piece, columns)) > 1)


def _body_rows(body: Sequence[BodyLine], width: int) -> tuple[list[Row], int]:
    """The body's rows and how many figure cells they hold."""
    if not body:
        return [], 0
    # numbering rows repeated in the body ('1 2 3' at a page's top) are no rows
    body = [
        line
        for line in body
        if not (len(line.cells) >= 3 and is_numbering_row(list(line.cells.values())))
        and not all(_COLUMN_FORMULA.match(text) or text in "()" for text in line.cells.values())
    ]
    if not body:
        return [], 0
    cells = [line for line in body if not line.section]
    kinds = [column_kind([line.cells.get(col, "") for line in cells], col) for col in range(width)]
    rows: list[Row] = []
    start = 0
    while start < len(body):
        end = start + 1
        while (
            end < len(body)
            and bool(body[end].section) == bool(body[start].section)
            and not (body[end].section and body[end].gap)
        ):
            end += 1
        part = body[start:end]
        if part[0].section:
            text = join_cell([line.section for line in part])
            rows.append(Row(part[0].number, [text, *[""] * (width - 1)], part[0].page))
        else:
            rows += _lines_to_rows(part, kinds)
        start = end
    figures = [col for col in range(1, width) if kinds[col] == "figure"]
    count = sum(is_figure(row.cells[col]) for row in rows for col in figures)
    return [row for row in rows if row.filled], count


def _lines_to_rows(body: Sequence[BodyLine], kinds: Sequence[str]) -> list[Row]:
    """The rows of a run of body lines between two section rows."""
    width = len(kinds)
    first_figure = next((col for col, kind in enumerate(kinds) if kind == "figure" and col > 0), width)
    labels = [col for col in range(first_figure) if kinds[col] == "text"]
    figures = [col for col in range(first_figure, width) if kinds[col] == "figure"]
    label = _finest_label(body, labels)
    anchors = find_anchors(body, figures, label) if figures and labels else []
    if not anchors:
        return [
            Row(
                body[start].number,
                [join_cell([line.cells[col] for line in body[start:end] if col in line.cells]) for col in range(width)],
                body[start].page,
            )
            for start, end in text_rows(body)
        ]
    rest, spans, _ = cut_rows(body, anchors, label)
    spans = [(0, rest), *spans] if rest else spans
    groups = {col for col in range(first_figure) if col < label}
    if label - 1 in groups and kinds[label - 1] == "ordinal":
        # numbers of the rows themselves, not of a group of rows
        own = sum(label - 1 in line.cells for line in body)
        if own >= 0.6 * len(anchors) and any(kinds[col] == "text" for col in groups):
            groups.remove(label - 1)
    rows = []
    for start, end in spans:
        cells = [
            "" if col in groups else join_cell([line.cells[col] for line in body[start:end] if col in line.cells])
            for col in range(width)
        ]
        rows.append(Row(body[start].number, cells, body[start].page))
    middled = _place_middled(rows, spans, body, groups, kinds)
    for col in sorted(groups - middled):
        _place_group(rows, spans, body, col, kinds, 1 if rest else 0)
    return rows


def _finest_label(body: Sequence[BodyLine], labels: Sequence[int]) -> int:
    """The last label column that holds names rather than units."""
    for col in reversed(labels):
        texts = [line.cells[col] for line in body if col in line.cells]
        if texts and sum(map(len, texts)) / len(texts) >= 9:
            return col
    return labels[-1] if labels else 0


def _group_cells(
    body: Sequence[BodyLine],
    col: int,
    ordinal: int | None,
    row_of: dict[int, int],
    spans: Sequence[tuple[int, int]],
) -> list[list[int]]:
    """The line indices of each cell of a group column."""
    cells: list[list[int]] = []
    for index, line in enumerate(body):
        if col not in line.cells or index not in row_of:
            continue
        text = line.cells[col]
        fresh = not cells or (ordinal is not None and is_ordinal(line.cells.get(ordinal, "")))
        if not fresh and row_of[index] > row_of[cells[-1][-1]]:
            apart = line.gap or index - cells[-1][-1] > 1
            opens_row = index == spans[row_of[index]][0]
            ended = not goes_on(body[cells[-1][-1]].cells[col])
            fresh = is_total(text) or (text[:1].isupper() and (apart or (opens_row and ended)))
        if fresh:
            cells.append([index])
        else:
            cells[-1].append(index)
    return cells


def _place_middled(
    rows: Sequence[Row],
    spans: Sequence[tuple[int, int]],
    body: Sequence[BodyLine],
    groups: set[int],
    kinds: Sequence[str],
) -> set[int]:
    """Put the cells of group columns on the first of their rows where each cell's number stands beside its middle.

    Comes out as the columns that were placed; none where numbers stand at the cells' tops, or there are none.
    """
    ordinal = next((col for col in sorted(groups) if kinds[col] == "ordinal"), None)
    texts = [col for col in sorted(groups) if kinds[col] == "text" and ordinal is not None and col > ordinal]
    if ordinal is None or len(texts) != 1:
        return set()
    col = texts[0]
    held = [index for index, line in enumerate(body) if col in line.cells]
    numbers = [index for index, line in enumerate(body) if is_ordinal(line.cells.get(ordinal, ""))]
    if not any(index not in held or body[index].cells[col][:1].islower() for index in numbers):
        return set()
    cells = _centred_cells(body, col, held, numbers)
    # a cell has as many lines of its rows above it as below, and ends with them above where the next one begins
    firsts = [0] if cells else []
    for above, below in pairwise(cells):
        end = above[0] + above[-1] - spans[firsts[-1]][0]
        edge = (above[-1] + below[0]) / 2

        def misfit(at: int, end: float = end, edge: float = edge) -> float:
            beyond = _middle(spans[at]) - edge
            short = edge - _middle(spans[at + 1]) if at + 1 < len(spans) else 0
            return abs(spans[at][1] - 1 - end) + 2 * max(beyond, short, 0)

        last = min(range(firsts[-1], len(spans)), key=misfit)
        firsts.append(min(last + 1, len(spans) - 1))
    if not cells or len(set(firsts)) < len(firsts):
        return set()
    for at, indices, number in zip(firsts, cells, numbers, strict=True):
        rows[at].cells[col] = join_cell([body[index].cells[col] for index in indices])
        rows[at].cells[ordinal] = body[number].cells[ordinal]
    return {ordinal, col}


def _middle(span: tuple[int, int]) -> float:
    return (span[0] + span[1] - 1) / 2


def _centred_cells(body: Sequence[BodyLine], col: int, held: Sequence[int], numbers: Sequence[int]) -> list[list[int]]:
    """The lines `held` of a column shared out to cells, one for each number that stands beside a cell's middle; [] if
    they don't fit."""
    starts = [
        at
        for at, index in enumerate(held)
        if at == 0 or (not body[index].cells[col][:1].islower() and not goes_on(body[held[at - 1]].cells[col]))
    ]
    if len(numbers) < 2 or len(starts) < len(numbers):
        return []
    #: where the cells so far end -> (how far their middles are from their numbers, where they begin)
    states: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for at, number in enumerate(numbers):
        ends = [len(held)] if at + 1 == len(numbers) else starts
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for begin, (cost, trail) in states.items():
            for end in ends:
                if end <= begin:
                    continue
                price = cost + abs((held[begin] + held[end - 1]) / 2 - number)
                if end not in reached or price < reached[end][0]:
                    reached[end] = (price, (*trail, begin))
        states = dict(sorted(reached.items(), key=lambda state: state[1][0])[:30])
    if not states:
        return []
    cost, trail = next(iter(states.values()))
    if cost > len(numbers):
        return []
    return [list(held[begin:end]) for begin, end in pairwise((*trail, len(held)))]


def _place_group(
    rows: Sequence[Row],
    spans: Sequence[tuple[int, int]],
    body: Sequence[BodyLine],
    col: int,
    kinds: Sequence[str],
    first_row: int,
) -> None:
    """Put the cells of a column left of the finest label (sasaran, numbers) on the first of the rows they stand for.

    `first_row` is the first row that begins here (one before it only ends the page before). A cell set in the middle
    of its rows leaves about as many lines free above it as below; one set at the top begins
    with its row.
    """
    row_of = {line: at for at, (start, end) in enumerate(spans) for line in range(start, end)}
    ordinal = next((at for at, kind in enumerate(kinds[: col + 1]) if kind == "ordinal"), None)
    cells = _group_cells(body, col, ordinal, row_of, spans)
    if not cells:
        return
    centred = row_of[cells[0][0]] > first_row and kinds[col] != "ordinal"
    taken = first_row - 1
    above = below_from = 0
    for at, indices in enumerate(cells):
        first = row_of[indices[0]]
        start = first
        if centred and first > taken + 1:
            end = taken
            if at:
                # the upper cell gets as many lines below it as it has above
                while end + 1 < first and spans[end + 1][1] - 1 - below_from <= above + 1:
                    end += 1
            start = end + 1
        above, below_from, taken = indices[0] - spans[start][0], indices[-1], row_of[indices[-1]]
        target = rows[start].cells
        target[col] = f"{target[col]} {join_cell([body[index].cells[col] for index in indices])}".strip()
