"""Lines set in columns by blanks: their pieces, and the columns that the white between them shows.

A piece is text with no two blanks in a row inside; positions are 0-based character offsets in the line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.header_words import is_figure, is_ordinal, is_placeholder, is_total

_PIECE = re.compile(r"\S+(?: \S+)*")
_FIGURE = r"(?:Rp\.? ?)?\(?-?\d[\d.,]*-?%?\)?"
_FIGURES = re.compile(rf"^(?=.*[.,%]){_FIGURE}(?: (?:{_FIGURE}|-))+$", re.IGNORECASE)
_EACH = re.compile(rf"{_FIGURE}|\S+", re.IGNORECASE)
_NUMBER_NAME = re.compile(r"^(No\.?|Nomor|N)(?=\s[A-Z]|$)")
_NUMBERED = re.compile(r"^(\d{1,3})[.)]?\s+(?=[A-Z])")
#: stands alone where its amount was broken off
CURRENCY = re.compile(r"^Rp\.?$", re.IGNORECASE)
_GROUPED = re.compile(r"^\d{1,3}(?: \d{3})+$")
#: a column of white may be crossed by so large a share of the lines (spanning headers, total rows)
CROSSED = 0.06
#: by so many offsets a column's edge wanders from line to line
REACH = 2
#: texts from this length on may touch their neighbour's column
LONG = 10
#: so large a share of the lines may touch the white between two columns without crossing it
WANDERING = 0.35
#: a column begins on at least so many of the lines that it has ink on
OWN_STARTS = 0.25
#: so large a share of the lines with figures has as many as there are columns
USUAL_COUNT = 0.6


@dataclass(frozen=True, slots=True)
class Piece:
    start: int
    end: int
    text: str

    @property
    def center(self) -> float:
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column's extent, `end` exclusive."""

    start: int
    end: int


def line_to_pieces(line: str) -> list[Piece]:
    """The line's pieces; figures set so close that one blank parts them ('60,61 58,98') are pieces of their own."""
    pieces: list[Piece] = []
    for found in _PIECE.finditer(line):
        text, start = found.group(), found.start()
        if text[-1] in "0123456789%)-," and " " in text and _FIGURES.match(text) and not _GROUPED.match(text):
            pieces += [Piece(start + part.start(), start + part.end(), part.group()) for part in _EACH.finditer(text)]
        else:
            pieces.append(Piece(start, found.end(), text))
    return pieces


def part_numbers(lines: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """Lines whose row numbers stand one blank before the names ('1 Program ...' under 'No Program'), the numbers parted
    from them; only where they count up under a header that begins with a name for numbers."""
    head = next((at for at, pieces in enumerate(lines[:6]) if pieces and _NUMBER_NAME.match(pieces[0].text)), None)
    found = [_NUMBERED.match(pieces[0].text) if pieces else None for pieces in lines]
    numbers = [int(one.group(1)) for at, one in enumerate(found) if one and head is not None and at > head]
    if head is None or len(numbers) < 2 or any(b - a not in (0, 1) and a < 9 for a, b in pairwise(numbers)):
        return [list(pieces) for pieces in lines]
    parted: list[list[Piece]] = []
    for at, pieces in enumerate(lines):
        match = _NUMBER_NAME.match(pieces[0].text) if at == head else found[at] if at > head else None
        if match and match.end() < len(pieces[0].text) and pieces[0].start <= lines[head][0].start + 2 * REACH:
            piece, cut = pieces[0], match.end(1)
            rest = piece.text[cut:].lstrip()
            parted.append(
                [
                    Piece(piece.start, piece.start + cut, piece.text[:cut]),
                    Piece(piece.end - len(rest), piece.end, rest),
                    *pieces[1:],
                ]
            )
        else:
            parted.append(list(pieces))
    return parted


def widest_gap(pieces: Sequence[Piece]) -> int:
    return max((after.start - before.end for before, after in pairwise(pieces)), default=0)


def is_columnar(pieces: Sequence[Piece]) -> bool:
    """Do the pieces look like cells of one row: wide white between them, not justified prose nor a list item?"""
    if len(pieces) < 2:
        return False
    first = pieces[0].text
    if len(pieces) == 2 and (is_ordinal(first) or first in "-•–▪o*") and len(pieces[1].text) > 30:
        return False
    gap = widest_gap(pieces)
    extent = pieces[-1].end - pieces[0].start
    ink = sum(piece.end - piece.start for piece in pieces)
    lone_figures = sum(is_figure(piece.text) for piece in pieces[1:])
    if gap < 3:
        # columns standing close: only figures by themselves tell them from prose
        return lone_figures >= 2 and len(pieces) >= 3
    lower = sum(piece.text[0].islower() for piece in pieces)
    if len(pieces) >= 4 and lower >= 0.7 * len(pieces) and not lone_figures:
        return False
    justified = extent > 55 and ink / extent > 0.72 and gap <= 6 and len(pieces) >= 3
    return not (justified and lone_figures < 2)


def pieces_to_columns(lines: Sequence[Sequence[Piece]]) -> list[Column]:
    """The columns that lines of pieces stand in, left to right: runs of inked offsets parted by white.

    White is an offset that at most CROSSED of the lines have ink at. Columns that stand close wander by an offset or
    two from line to line, and a long text may reach its neighbour with one blank between: ink next to such a blank, or
    at a text's end, counts only where many lines have it. Very wide single pieces (titles, section rows) are left out.
    """
    right = max((pieces[-1].end for pieces in lines if pieces), default=0)
    left = min((pieces[0].start for pieces in lines if pieces), default=0)
    counted = [
        pieces
        for pieces in lines
        if pieces and not (len(pieces) == 1 and pieces[0].end - pieces[0].start > 0.45 * (right - left))
    ]
    if not counted or right > 2000:
        return []
    ink, firm = [0] * (right + 2), [0] * (right + 2)
    for pieces in counted:
        for piece in pieces:
            if is_total(piece.text):
                # stands over the columns of numbers and names
                continue
            ink[piece.start] += 1
            ink[piece.end] -= 1
            for low, high in _firm_ink(piece):
                firm[low] += 1
                firm[high] -= 1
    allowed = int(CROSSED * len(counted))
    wandering = max(allowed, int(WANDERING * len(counted)))
    columns: list[Column] = []
    inked = held = 0
    start: int | None = None
    for offset in range(right + 1):
        inked += ink[offset]
        held += firm[offset]
        white = inked <= allowed or (held <= allowed and inked <= wandering)
        if not white and start is None:
            start = offset
        elif white and start is not None:
            columns.append(Column(start, offset))
            start = None
    return _merge_slivers(_with_own_starts(columns, counted), counted)


def _firm_ink(piece: Piece) -> list[tuple[int, int]]:
    """The stretches of a piece that no white between columns runs through: not its ends, nor around its blanks."""
    if piece.end - piece.start < LONG or is_figure(piece.text):
        return [(piece.start, piece.end)]
    firm: list[tuple[int, int]] = []
    start = piece.start + REACH
    for found in re.finditer(" ", piece.text):
        blank = piece.start + found.start()
        if blank - REACH > start:
            firm.append((start, blank - REACH))
        start = max(start, blank + 1 + REACH)
    if piece.end - REACH > start:
        firm.append((start, piece.end - REACH))
    return firm


def _with_own_starts(columns: list[Column], lines: Sequence[Sequence[Piece]]) -> list[Column]:
    """A column in which hardly any piece begins is the right part of the long texts of the one before."""
    kept: list[Column] = []
    for column in columns:
        inside = begun = 0
        for pieces in lines:
            over = [piece for piece in pieces if overlaps(piece, column)]
            inside += bool(over)
            begun += any(piece.start >= column.start - REACH for piece in over)
        if kept and begun < OWN_STARTS * inside:
            kept[-1] = Column(kept[-1].start, column.end)
        else:
            kept.append(column)
    return kept


def _merge_slivers(columns: list[Column], lines: Sequence[Sequence[Piece]]) -> list[Column]:
    """A column seen on one or two lines only, that never stands beside its near neighbour, is that neighbour's (a
    mark set off centre).
    """
    merged = list(columns)
    at = 0
    while at + 1 < len(merged):
        left, right = merged[at], merged[at + 1]
        on_left = [any(overlaps(piece, left) for piece in pieces) for pieces in lines]
        on_right = [any(overlaps(piece, right) for piece in pieces) for pieces in lines]
        together = sum(a and b for a, b in zip(on_left, on_right, strict=True))
        gap = right.start - left.end
        rare = min(sum(on_left), sum(on_right)) <= 2 and gap <= 4
        # a dash set at the other end of a cell of figures
        marks = gap <= 12 and (_only_marks(right, lines) or _only_marks(left, lines))
        if together == 0 and (rare or marks):
            merged[at : at + 2] = [Column(left.start, right.end)]
        else:
            at += 1
    return merged


def _only_marks(column: Column, lines: Sequence[Sequence[Piece]]) -> bool:
    texts = [piece.text for pieces in lines for piece in pieces if overlaps(piece, column)]
    return bool(texts) and all(is_placeholder(text) for text in texts)


def overlaps(piece: Piece, column: Column) -> bool:
    return piece.start < column.end and piece.end > column.start


def piece_columns(piece: Piece, columns: Sequence[Column]) -> list[int]:
    """Indices of the columns that the piece stands over; the nearest one if it stands over none."""
    over = _held([index for index, column in enumerate(columns) if overlaps(piece, column)], piece, columns)
    if over or not columns:
        return over
    return [
        min(range(len(columns)), key=lambda index: abs((columns[index].start + columns[index].end) / 2 - piece.center))
    ]


def _held(over: list[int], piece: Piece, columns: Sequence[Column]) -> list[int]:
    """Without the columns that the piece's end only touches."""
    if len(over) < 2:
        return over
    shared = {at: min(piece.end, columns[at].end) - max(piece.start, columns[at].start) for at in over}
    if max(shared.values()) <= 2 * REACH:
        return over
    return [at for at in over if shared[at] > REACH or columns[at].end - columns[at].start <= REACH]


def split_piece(piece: Piece, columns: Sequence[Column]) -> list[tuple[int, Piece]]:
    """A piece over several columns cut at the blank that lies in (or next to) the white between them, if there is
    one each time.
    """
    over = [index for index, column in enumerate(columns) if overlaps(piece, column)]
    if len(over) < 2:
        over = piece_columns(piece, columns)
        return [(over[0] if over else 0, piece)]
    parts: list[tuple[int, Piece]] = []
    rest = piece
    for before, after in pairwise(over):
        low, high = columns[before].end - 2, columns[after].start + 1
        blanks = [
            offset
            for offset in range(max(low, rest.start + 1), min(high, rest.end - 1) + 1)
            if rest.text[offset - rest.start] == " "
        ]
        # nearest to where the next column's cells begin
        at = min(blanks, key=lambda offset: abs(offset + 1 - columns[after].start), default=None)
        if at is None:
            held = _held(over, piece, columns)
            return (
                split_piece(piece, [columns[col] if col in held else NOWHERE for col in range(len(columns))])
                if (len(held) < len(over))
                else [(over[0], piece)]
            )
        parts.append((before, Piece(rest.start, at, rest.text[: at - rest.start].rstrip())))
        rest = Piece(at + 1, rest.end, rest.text[at + 1 - rest.start :])
    parts.append((over[-1], rest))
    return parts


NOWHERE = Column(-1, -1)


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """Columns of figures side by side: the index of the first and their number. The n-th figure of a line that has as
    many figures as the block has columns stands in its n-th column, wherever it is printed."""

    first: int
    count: int


def figure_run(pieces: Sequence[Piece]) -> list[Piece]:
    """The longest run of figures side by side on a line, without the row's number in front of it."""
    best: list[Piece] = []
    run: list[Piece] = []
    for place, piece in enumerate(pieces):
        if (is_figure(piece.text) or CURRENCY.match(piece.text)) and not (place == 0 and is_ordinal(piece.text)):
            run.append(piece)
            best = run if len(run) >= len(best) else best
        else:
            run = []
    return best


def with_figure_block(
    columns: list[Column], lines: Sequence[Sequence[Piece]]
) -> tuple[list[Column], FigureBlock | None]:
    """The columns with those of figures told by counting where the white does not tell them: right-aligned, centred and
    close-set figures wander, but a row has one in each column."""
    runs = [(pieces, run) for pieces in lines if len(run := figure_run(pieces)) >= 2]
    counts = Counter(len(run) for _, run in runs)
    if not counts:
        return columns, None
    count, seen = counts.most_common(1)[0]
    if seen < 2 or (seen < 3 and (count < 3 or seen < len(runs))) or seen < USUAL_COUNT * len(runs):
        return columns, None
    full = [(pieces, run) for pieces, run in runs if len(run) == count]
    firsts = Counter(places[0] for _, run in full if (places := _one_each(run, columns)))
    if firsts and firsts.most_common(1)[0][1] >= 0.95 * len(full):
        return columns, FigureBlock(firsts.most_common(1)[0][0], count)
    starts = [median(run[at].start for _, run in full) for at in range(count)]
    ends = [median(run[at].end for _, run in full) for at in range(count)]
    before = [pieces[at - 1].end for pieces, run in full if (at := pieces.index(run[0])) > 0]
    after = [pieces[at + 1].start for pieces, run in full if (at := pieces.index(run[-1])) + 1 < len(pieces)]
    leftmost = min(run[0].start for _, run in full)
    low = leftmost if not before or max(before) <= leftmost else int((median(before) + starts[0]) / 2)
    high = int((median(after) + ends[-1]) / 2) if after else max(run[-1].end for _, run in full)
    edges = [low, *(int((end + start + 1) / 2) for end, start in zip(ends, starts[1:], strict=False)), high]
    if any(right - left < 1 for left, right in pairwise(edges)):
        return columns, None
    left = [Column(column.start, min(column.end, low)) for column in columns if column.start < low]
    right = [Column(max(column.start, high), column.end) for column in columns if column.end > high and after]
    block = [Column(start, end) for start, end in pairwise(edges)]
    left = [column for column in left if column.end - column.start > 0]
    return [*left, *block, *(column for column in right if column.end > column.start)], FigureBlock(len(left), count)


def _one_each(run: Sequence[Piece], columns: Sequence[Column]) -> list[int]:
    """The neighbouring columns that the figures stand in, one in each; [] if they don't."""
    places = [over[0] for piece in run if len(over := piece_columns(piece, columns)) == 1]
    return places if len(places) == len(run) and all(b - a == 1 for a, b in pairwise(places)) else []
