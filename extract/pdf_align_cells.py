"""The cells of a header without rules: levels of names where columns repeat, else names over one or several columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extract.model import Box
from extract.pdf_align_header import Name, column_of, lines_to_header, split_numbering
from extract.pdf_cells import PdfCell
from extract.pdf_pieces import Piece
from extract.pdf_rules import Place
from extract.pdf_words import Line, Words, lines_to_text, words_to_lines


def header_cells(
    lines: Sequence[Line], pieces: Sequence[Sequence[Piece]], xs: Sequence[float], words: Words, page: int
) -> list[PdfCell]:
    """The header's rows: names over several columns above the names of each, a row of column numbers last."""
    named, numbering = split_numbering(
        [[Name(p.text, p.x0, p.x1, p.words, at) for p in row] for at, row in enumerate(pieces)]
    )
    levels = lines_to_header(lines[: len(named)], named, xs, words, page)
    if levels is None:
        cells = _flat_header(lines[: len(named)], pieces[: len(named)], xs, words, page)
    else:
        cells, left = levels
        deep = max(cell.place.row + cell.place.row_span for cell in cells)
        top, bottom = lines[0].y0 - 1.0, lines[len(named) - 1].y1 + 1.0
        for col in sorted(left):
            own = [
                line
                for row in named
                for name in row
                if column_of(name, xs) == col
                for line in words_to_lines(words, list(name.words))
            ]
            text = lines_to_text(own, xs[col + 1] - xs[col])
            cells.append(PdfCell(Place(0, col, deep), text, Box(xs[col], top, xs[col + 1], bottom), tuple(own), page))
    if numbering:
        deep = max(cell.place.row + cell.place.row_span for cell in cells)
        line = lines[-1]
        for col in range(len(xs) - 1):
            found = [w for name in numbering if column_of(name, xs) == col for w in name.words]
            own = words_to_lines(words, found)
            box = Box(xs[col], line.y0 - 1.0, xs[col + 1], line.y1 + 1.0)
            cells.append(PdfCell(Place(deep, col), lines_to_text(own), box, tuple(own), page))
    return cells


def _flat_header(
    lines: Sequence[Line], pieces: Sequence[Sequence[Piece]], xs: Sequence[float], words: Words, page: int
) -> list[PdfCell]:
    """One header row, or two where a name reaches over several columns."""
    columns = len(xs) - 1
    own: list[list[Line]] = [[] for _ in range(columns)]
    wide: list[tuple[int, int, list[Line]]] = []
    for row in pieces:
        for piece in row:
            first, after = _columns_of(piece, row, xs)
            line = words_to_lines(words, list(piece.words))
            if after - first > 1:
                same = next((entry for entry in wide if entry[0] == first and entry[1] == after), None)
                if same:
                    same[2].extend(line)
                else:
                    wide.append((first, after, line))
            else:
                own[first].extend(line)
    alone = [entry for entry in wide if not any(own[c] for c in range(entry[0], entry[1]))]
    wide = [entry for entry in wide if entry not in alone]
    top, bottom = lines[0].y0 - 1.0, lines[-1].y1 + 1.0
    deep = 2 if wide else 1
    cells: list[PdfCell] = []
    over: set[int] = set()
    for first, after, found in alone:
        box = Box(xs[first], top, xs[after], bottom)
        cells.append(PdfCell(Place(0, first, deep, after - first), lines_to_text(found), box, tuple(found), page))
    covered = {col for first, after, _ in alone for col in range(first, after)}
    for first, after, found in wide:
        box = Box(xs[first], top, xs[after], (top + bottom) / 2)
        cells.append(PdfCell(Place(0, first, 1, after - first), lines_to_text(found), box, tuple(found), page))
        over.update(range(first, after))
    for col in range(columns):
        if col in covered:
            continue
        level = 1 if col in over else 0
        box = Box(xs[col], top if level == 0 else (top + bottom) / 2, xs[col + 1], bottom)
        width = xs[col + 1] - xs[col]
        cells.append(
            PdfCell(Place(level, col, deep - level), lines_to_text(own[col], width), box, tuple(own[col]), page)
        )
    return cells


def _columns_of(piece: Piece, row: Sequence[Piece], xs: Sequence[float]) -> tuple[int, int]:
    """The columns over which a header piece stands: the one its middle is in, or all that it and the white beside
    it covers."""
    columns = len(xs) - 1
    middle = (piece.x0 + piece.x1) / 2
    col = min(max(int(np.searchsorted(xs, middle)) - 1, 0), columns - 1)
    inner = [k for k in range(1, columns) if piece.x0 < xs[k] - 3 and piece.x1 > xs[k] + 3]
    # not over a column that has a name of its own in this line
    others = [(other.x0 + other.x1) / 2 for other in row if other is not piece]
    held = {k for k in range(columns) if any(xs[k] <= x < xs[k + 1] for x in others)}
    if held & {k for at in inner for k in (at - 1, at)} - {col}:
        return col, col + 1
    if not inner:
        return col, col + 1
    first, after = inner[0] - 1, inner[-1] + 1
    left_free = max((other.x1 for other in row if other.x1 <= piece.x0), default=xs[0])
    right_free = min((other.x0 for other in row if other.x0 >= piece.x1), default=xs[-1])
    # a name over several columns stands in their middle: grow to the side where it is short
    while (
        first > 1
        and xs[first - 1] >= left_free - 2
        and (middle - xs[first]) < (xs[after] - middle) - 0.5 * (xs[first] - xs[first - 1])
    ):
        first -= 1
    while (
        after < columns
        and xs[after + 1] <= right_free + 2
        and (xs[after] - middle) < (middle - xs[first]) - 0.5 * (xs[after + 1] - xs[after])
    ):
        after += 1
    return first, after
