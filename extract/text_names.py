"""The header of a table set in columns by blanks: the lines it takes, its columns, the names that span columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.header_words import HEADER_WORDS, header_share, is_figure, is_ordinal, is_year
from extract.headers import is_numbering_row, name_kind
from extract.text_columns import (
    Column,
    FigureBlock,
    Piece,
    overlaps,
    piece_columns,
    pieces_to_columns,
    split_piece,
    with_figure_block,
)
from extract.text_decode import Line
from extract.text_grid import Row
from extract.text_markup import markup_to_text

_PERIOD = re.compile(
    r"^(?:(?:tahun|th\.?|triwulan|tw\.?|semester)\s+\S+|keuangan|anggaran|kinerja|(?:19|20)\d\d|[IVX]+)$", re.IGNORECASE
)
#: the blank between two columns' names
_NAMES_MEET = re.compile(
    r"(?<=[IVX]) (?=(?:tw|triwulan)\b)|(?:(?<=target)|(?<=realisasi)|(?<=capaian)|(?<=satuan)|(?<=\(rp\))|(?<=\(%\))) "
    r"(?=(?:target|realisasi|capaian|satuan|persentase|pagu|sisa|%)(?:\s|$|\())",
    re.IGNORECASE,
)
_SMALL_NUMBER = re.compile(r"^\(?[1-3]?\d\)?$")


def region_columns(pieces: Sequence[Sequence[Piece]]) -> tuple[list[Column], FigureBlock | None]:
    """The columns of a region: those of its body, whose cells do not span, and those that only the header names; and
    which of them are told by counting figures."""
    columns = _white_columns(pieces)
    depth, numbering = header_lines(pieces, columns)
    body = pieces[depth + numbering :]
    shown, block = with_figure_block(pieces_to_columns([line for line in body if line]), body)
    if block and len(_name_stacks(pieces[:depth], len(shown))) == len(shown):
        # a name for each column: none of them stands over a column of its own, however far it stands from the figures
        return shown, block
    return with_figure_block(columns, body)


def _white_columns(pieces: Sequence[Sequence[Piece]]) -> list[Column]:
    depth, numbering = header_lines(pieces, pieces_to_columns(pieces))
    body = [line for line in pieces[depth + numbering :] if line]
    if len(body) < 2:
        return pieces_to_columns(pieces)
    columns, whole = pieces_to_columns(body), pieces_to_columns(pieces)
    # what crosses the white (a title in the header, a total row in a short body) only ever hides columns
    if len(columns) < len(whole):
        return whole
    apart = [
        piece
        for at, line in enumerate(pieces[:depth])
        for piece in line
        if not _column_numbers(line)
        and not any(overlaps(piece, column) for column in columns)
        and not any(_stands_over(piece, lower) for below in pieces[at + 1 : depth] for lower in below)
    ]
    for column in pieces_to_columns([[piece] for piece in apart]) if apart else []:
        columns.append(column)
    return sorted(columns, key=lambda column: column.start)


def header_columns(
    pieces: Sequence[Sequence[Piece]], columns: Sequence[Column], block: FigureBlock | None
) -> list[Column]:
    """The columns as the header's names stand over them: names are centred in cells whose figures stand to one side.

    Where as many names stand side by side as there are columns (or columns of figures, on one line), they are taken in
    order; else the columns stay as the figures show them.
    """
    if block is None:
        return list(columns)
    lines = [line for line in pieces if line and not _column_numbers(line)]
    stacks = _name_stacks(lines, len(columns))
    if len(stacks) == len(columns):
        return _between(stacks, columns)
    named_columns = {col for line in lines for piece in line for col, _ in split_piece(piece, columns)}
    if block.first + block.count < len(columns) or named_columns.issuperset(range(block.first, len(columns))):
        return list(columns)
    parted = [[part for piece in line for part in _part_names(piece)] for line in lines]
    for line in (*reversed(lines), *reversed(parted)):
        last = line[-block.count :]
        # the names of the figures' columns alone, or with those of the columns before them
        if len(last) == block.count and len(line) <= len(columns):
            named = [Column(piece.start, piece.end) for piece in last]
            under = [column for column in columns[: block.first] if column.start < named[0].start]
            if len(under) == block.first and all(
                _near(a, b) for a, b in zip(named, columns[block.first :], strict=True)
            ):
                return [*under[:-1], *_between([*under[-1:], *named], columns[max(block.first - 1, 0) :])]
    return list(columns)


def _near(name: Column, column: Column) -> bool:
    """May the name be the column's: is it no further away than the column is wide?"""
    return name.start <= column.end + 6 and column.start <= name.end + 6


def _name_stacks(lines: Sequence[Sequence[Piece]], wanted: int) -> list[Column]:
    """The stacks of the header's names; where they are too few, names set one blank apart are parted."""
    stacks = _stacks([piece for line in lines for piece in line])
    if len(stacks) < wanted:
        return _stacks([part for line in lines for piece in line for part in _part_names(piece)])
    return stacks


def _part_names(piece: Piece) -> list[Piece]:
    """'Target Realisasi' -> 'Target', 'Realisasi'."""
    cuts = [0, *(found.start() for found in _NAMES_MEET.finditer(piece.text)), len(piece.text)]
    return [
        Piece(piece.start + (a + 1 if a else 0), piece.start + b, piece.text[a:b].strip()) for a, b in pairwise(cuts)
    ]


def _stacks(pieces: Sequence[Piece]) -> list[Column]:
    """Names that stand over each other, as one extent each, left to right."""
    stacks: list[Column] = []
    for piece in sorted(pieces, key=lambda piece: piece.start):
        if stacks and piece.start < stacks[-1].end:
            stacks[-1] = Column(stacks[-1].start, max(stacks[-1].end, piece.end))
        else:
            stacks.append(Column(piece.start, piece.end))
    return stacks


def _between(names: Sequence[Column], columns: Sequence[Column]) -> list[Column]:
    """Columns parted in the middle between neighbouring names."""
    edges = [min(names[0].start, columns[0].start)]
    edges += [(a.end + b.start + 1) // 2 for a, b in pairwise(names)]
    edges.append(max(names[-1].end, columns[-1].end))
    return [Column(start, end) for start, end in pairwise(edges)]


def _stands_over(piece: Piece, lower: Piece) -> bool:
    return lower.start < piece.end and lower.end > piece.start


def _column_numbers(line: Sequence[Piece]) -> bool:
    """'7    8    9': some columns' numbers, printed in the middle of a header."""
    if len(line) < 2 or not all(_SMALL_NUMBER.match(piece.text) for piece in line):
        return False
    numbers = [int(piece.text.strip("()")) for piece in line]
    return all(before < after for before, after in pairwise(numbers))


def header_lines(pieces: Sequence[Sequence[Piece]], columns: Sequence[Column]) -> tuple[int, int]:
    """How many leading lines are header, and how many lines the numbering row under them takes."""
    for index in range(1, min(len(pieces), 16)):
        if len(pieces[index]) >= 3 and is_numbering_row([piece.text for piece in pieces[index]]):
            return index, 1
    depth = strange = 0
    for index, line in enumerate(pieces[:14]):
        if not line:
            # a blank line ends the header once there are names
            if depth and _names_enough(pieces[:depth], columns):
                break
            continue
        if depth and _column_numbers(line) and _names_follow(pieces[index + 1 : index + 4]):
            continue
        broken = [_broken_name(pieces[:depth], piece) for piece in line]
        under = pieces[index + 1] if index + 1 < len(pieces) else []
        known = sum(
            rest
            or header_share(piece.text) >= 0.5
            or any(_stands_over(piece, low) and is_broken_word(piece.text, low.text) for low in under)
            for rest, piece in zip(broken, line, strict=True)
        )
        if (is_ordinal(line[0].text) and header_share(line[0].text) < 1 and not broken[0]) or any(
            is_figure(piece.text) and not is_year(piece.text) for piece in line
        ):
            break
        # the end of a row that the page before began
        remains = not any(broken) and all(piece.text[0].islower() and header_share(piece.text) < 0.9 for piece in line)
        if depth and remains and _names_enough(pieces[:depth], columns):
            break
        # a lone text under names that are all there opens the body, unless it is a name through and through
        alone = (
            len(line) == 1 and depth > 0 and header_share(line[0].text) < 1 and _names_enough(pieces[:depth], columns)
        )
        if known >= 0.6 * len(line) and not alone:
            depth, strange = index + 1, 0
        elif (strange := strange + 1) > 2 or len(line) > 2:
            break
    return depth, 0


def _broken_name(above: Sequence[Sequence[Piece]], piece: Piece) -> bool:
    """Is the piece the rest of a word that a narrow cell broke in a name above it ('Realis' over 'asi')?"""
    over = next((name for line in reversed(above) for name in line if _stands_over(name, piece)), None)
    return over is not None and is_broken_word(over.text, piece.text)


def is_broken_word(above: str, below: str) -> bool:
    """Do the last word of the upper and the first of the lower text make one known word that neither is alone?"""
    if not below[:1].islower() or not above[-1:].isalpha():
        return False
    first, second = above.split()[-1].casefold(), below.split()[0].casefold().rstrip(".")
    return first + second in HEADER_WORDS and not (first in HEADER_WORDS and second in HEADER_WORDS and len(first) > 1)


def _names_follow(pieces: Sequence[Sequence[Piece]]) -> bool:
    """Does one of the next lines name columns (two names or more, no figures)?"""
    return any(
        len(line) >= 2 and all(header_share(piece.text) >= 0.5 and not is_figure(piece.text) for piece in line)
        for line in pieces
    )


def _names_enough(pieces: Sequence[Sequence[Piece]], columns: Sequence[Column]) -> bool:
    named = {col for line in pieces for piece in line for col in piece_columns(piece, columns)}
    return len(named) >= 0.8 * len(columns)


def header_rows(lines: Sequence[Line], pieces: Sequence[Sequence[Piece]], columns: Sequence[Column]) -> list[Row]:
    """The header's rows: one, or more where names span columns with names of their own."""
    placed = [(at, piece) for at, line in enumerate(pieces) if not _column_numbers(line) for piece in line]
    if not placed:
        return []
    parents = _parents(placed, columns)
    spans = sorted(set(parents.values()), key=lambda span: (span[0] - span[1], span))
    level = {span: sum(_inside(span, other) for other in spans) for span in spans}
    depth = [
        max((level[span] + 1 for span in spans if span[0] <= col <= span[1]), default=0) for col in range(len(columns))
    ]
    texts = [[""] * len(columns) for _ in range(max(depth) + 1)]
    first_line = [lines[placed[-1][0]]] * len(texts)

    def put(row: int, col: int, text: str, at: int) -> None:
        blank = "" if is_broken_word(texts[row][col], text) else " "
        texts[row][col] = f"{texts[row][col]}{blank}{markup_to_text(text)}".strip()
        first_line[row] = min(first_line[row], lines[at], key=lambda line: line.number)

    for at, piece in placed:
        span = parents.get((at, piece))
        if span is not None:
            put(level[span], span[0], piece.text, at)
            continue
        for col, part in split_piece(piece, columns):
            put(depth[col], col, part.text, at)
    return [Row(line.number, cells, line.page) for line, cells in zip(first_line, texts, strict=True)]


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other != span and other[0] <= span[0] and span[1] <= other[1]


def _parents(
    placed: Sequence[tuple[int, Piece]], columns: Sequence[Column]
) -> dict[tuple[int, Piece], tuple[int, int]]:
    """Names that span several columns -> (first, last) column they span.

    Their columns have names further down that begin on one line, and the name stands in the middle over them.
    Columns of figures
    (Target, Realisasi, %) are spanned as far as the middle allows; label columns only where nothing else fits.
    """
    names: dict[int, list[tuple[int, Piece]]] = {}
    #: lines of the names that stand over one column alone
    own: dict[int, list[int]] = {}
    for at, piece in placed:
        parts = split_piece(piece, columns)
        for col, part in parts:
            names.setdefault(col, []).append((at, part))
            if len(piece_columns(piece, columns)) == 1:
                own.setdefault(col, []).append(at)
    found: dict[tuple[int, Piece], tuple[int, int]] = {}
    # from the lowest line up: a spanning name names its columns for the one above it
    for at, piece in sorted(placed, key=lambda place: -place[0]):
        over = piece_columns(piece, columns)
        if not over or not any(char.isalnum() for char in piece.text):
            continue
        below = {col: [line for line, _ in named if line > at] for col, named in names.items()}
        if any(not below.get(col) for col in over):
            continue
        line = min(below[over[0]])
        rivals = [other.center for other_at, other in placed if other_at == at and other is not piece]
        # under a year or 'Keuangan' the names may be of different heights ('Target' beside '%' over 'Realisasi')
        uneven = 1 if _PERIOD.match(piece.text) else 0
        # quarters stand under a name that runs over many columns; other names under none
        above = own if uneven else {col: [other for other, _ in named] for col, named in names.items()}
        free = {
            col
            for col, lower in below.items()
            if lower
            and (min(lower) == line or (abs(min(lower) - line) <= uneven and _is_measure(names[col])))
            and (col in over or not any(other <= at for other in above.get(col, ())))
        }
        # first only columns that no other name on the line is nearer to; then, if nothing fits, any
        near = {col for col in free if col in over or not _nearer(columns[col], piece, rivals)}
        span = _best_span(piece, over, near, names, columns, 3.0 + uneven) or _best_span(
            piece, over, free, names, columns, 3.0 + uneven
        )
        if span:
            found[(at, piece)] = span
            for col in range(span[0], span[1] + 1):
                if col not in over:
                    names[col].append((at, piece))
    return found


def _is_measure(named: Sequence[tuple[int, Piece]]) -> bool:
    return name_kind(_top(named).text) == "figure"


def _top(named: Sequence[tuple[int, Piece]]) -> Piece:
    return min(named, key=lambda place: place[0])[1]


def _lowest(named: Sequence[tuple[int, Piece]]) -> Piece:
    return max(named, key=lambda place: place[0])[1]


def _best_span(
    piece: Piece,
    over: Sequence[int],
    free: set[int],
    names: dict[int, list[tuple[int, Piece]]],
    columns: Sequence[Column],
    slack: float,
) -> tuple[int, int] | None:
    """Every free column in a row if the piece stands in their middle; else its columns of figures; else the fewest
    columns.
    """
    spans = _centred_spans(piece, over, free, columns, names, slack)
    if not spans:
        return None
    whole = _whole_block(free, over)
    if whole in spans:
        return whole
    figures = {col for col in free if name_kind(_lowest(names[col]).text) in ("figure", "")}
    of_figures = _centred_spans(piece, over, figures, columns, names, slack)
    if of_figures:
        return max(of_figures, key=lambda span: span[1] - span[0])
    return min(spans, key=lambda span: span[1] - span[0])


def _whole_block(free: set[int], over: Sequence[int]) -> tuple[int, int]:
    """The unbroken run of free columns around the ones given."""
    low, high = over[0], over[-1]
    while low - 1 in free:
        low -= 1
    while high + 1 in free:
        high += 1
    return low, high


def _centred_spans(
    piece: Piece,
    over: Sequence[int],
    free: set[int],
    columns: Sequence[Column],
    names: dict[int, list[tuple[int, Piece]]],
    slack: float,
) -> list[tuple[int, int]]:
    """Spans of at least two free columns around the ones the piece stands over, with the piece in their middle.

    The middle is that of the cells or, where figures stand to one side of theirs, that of the names.
    """
    if not free.issuperset(over):
        return []
    low, high = _whole_block(free, over)
    spans = []
    for first in range(low, over[0] + 1):
        for last in range(over[-1], high + 1):
            extent = columns[last].end - columns[first].start
            middles = (
                (columns[first].start + columns[last].end) / 2,
                (_lowest(names[first]).start + _lowest(names[last]).end) / 2,
            )
            off = min(abs(middle - piece.center) for middle in middles)
            if last > first and off <= max(slack, 0.08 * extent):
                spans.append((first, last))
    return spans


def _nearer(column: Column, piece: Piece, rivals: Sequence[float]) -> bool:
    """Is the column nearer to another name on the same line?"""
    center = (column.start + column.end) / 2
    return any(abs(center - rival) < abs(center - piece.center) for rival in rivals)
