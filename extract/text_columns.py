"""Lines set in columns by blanks: their pieces, and the columns that the white between them shows.

A piece is text with no two blanks in a row inside; positions are 0-based character offsets in the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.header_words import is_figure, is_ordinal, is_placeholder

_PIECE = re.compile(r"\S+(?: \S+)*")
_FIGURE = r"\(?-?\d[\d.,]*%?\)?"
_FIGURES = re.compile(rf"^(?=.*[.,%]){_FIGURE}(?: (?:{_FIGURE}|-))+$")
_GROUPED = re.compile(r"^\d{1,3}(?: \d{3})+$")
#: a column of white may be crossed by so large a share of the lines (spanning headers, total rows)
CROSSED = 0.06


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
            pieces += [
                Piece(start + part.start(), start + part.end(), part.group()) for part in re.finditer(r"\S+", text)
            ]
        else:
            pieces.append(Piece(start, found.end(), text))
    return pieces


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

    White is an offset that at most CROSSED of the lines have ink at. Very wide single pieces (titles, section rows)
    are left out.
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
    change = [0] * (right + 2)
    for pieces in counted:
        for piece in pieces:
            change[piece.start] += 1
            change[piece.end] -= 1
    allowed = int(CROSSED * len(counted))
    columns: list[Column] = []
    ink, start = 0, None
    for offset in range(right + 1):
        ink += change[offset]
        if ink > allowed and start is None:
            start = offset
        elif ink <= allowed and start is not None:
            columns.append(Column(start, offset))
            start = None
    return _merge_slivers(columns, counted)


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
    over = [index for index, column in enumerate(columns) if overlaps(piece, column)]
    if over or not columns:
        return over
    return [
        min(range(len(columns)), key=lambda index: abs((columns[index].start + columns[index].end) / 2 - piece.center))
    ]


def split_piece(piece: Piece, columns: Sequence[Column]) -> list[tuple[int, Piece]]:
    """A piece over several columns cut at the blank that lies in (or next to) the white between them, if there is
    one each time.
    """
    over = piece_columns(piece, columns)
    if len(over) < 2:
        return [(over[0] if over else 0, piece)]
    parts: list[tuple[int, Piece]] = []
    rest = piece
    for before, after in pairwise(over):
        low, high = columns[before].end - 2, columns[after].start + 1
        at = next(
            (
                offset
                for offset in range(max(low, rest.start + 1), min(high, rest.end - 1) + 1)
                if rest.text[offset - rest.start] == " "
            ),
            None,
        )
        if at is None:
            return [(over[0], piece)]
        parts.append((before, Piece(rest.start, at, rest.text[: at - rest.start].rstrip())))
        rest = Piece(at + 1, rest.end, rest.text[at + 1 - rest.start :])
    parts.append((over[-1], rest))
    return parts
