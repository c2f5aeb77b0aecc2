"""Columns by the white between texts: what most lines leave free, where words begin, what column numbers tell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extract.pdf_page import Floats
from extract.pdf_pieces import Piece
from extract.pdf_words import Line, Words

#: shares of a letter's height: white that parts two columns, and that no blank of a text is as wide as
COLUMN_GAP = 0.35
WORD_GAP = 0.5
#: steps of a point in which white is looked for
BINS = 4


def pieces_to_columns(rows: Sequence[Sequence[Piece]], size: float, words: Words) -> list[float] | None:
    """The x between the columns (with both outer edges), from the white that most rows leave free; None without any."""
    pieces = [piece for row in rows for piece in row]
    left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)

    def covered(stretches: Sequence[Sequence[tuple[float, float]]]) -> Floats:
        count = np.zeros(int((right - left) * BINS) + 3)
        for row in stretches:
            own = np.zeros(len(count), np.bool_)
            for x0, x1 in row:
                own[int((x0 - left) * BINS) : int(np.ceil((x1 - left) * BINS)) + 1] = True
            count += own
        return count

    white = covered([[(piece.x0, piece.x1) for piece in row] for row in rows]) <= 0.04 * len(rows)
    # white within pieces counts where it is wider than any blank and runs through all rows
    through = covered([[(words.x0[i], words.x1[i]) for piece in row for i in piece.words] for row in rows]) == 0
    edges = np.flatnonzero(np.diff(np.concatenate([[0], through.astype(np.int8), [0]])))
    for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if b - a >= WORD_GAP * size * BINS:
            white[a:b] = True
    bounds: list[float] = []
    start: int | None = None
    for x in range(len(white)):
        if white[x] and start is None:
            start = x
        elif not white[x] and start is not None:
            if start > 0 and x - start >= COLUMN_GAP * size * BINS:
                bounds.append(left + (start + x) / 2 / BINS)
            start = None
    return [left - 2.0, *bounds, right + 2.0] if bounds else None


def edges_to_columns(xs: Sequence[float], lines: Sequence[Line], words: Words, size: float) -> list[float]:
    """Columns cut where words of many lines begin at one x and hardly any word stands across it.

    Finds text columns that stand so near to each other that no line leaves more than a blank between them.
    """
    found = list(xs)
    for left, right in pairwise(xs):
        own = [[i for i in line.words if left <= (words.x0[i] + words.x1[i]) / 2 < right] for line in lines]
        own = [row for row in own if row]
        if len(own) < 5:
            continue
        begins = sorted(
            (words.x0[b], words.x0[b] - words.x1[a])
            for row in own
            for a, b in pairwise(row)
            if words.x0[b] - words.x1[a] > 0.15 * size
        )
        start = 0
        for k in range(1, len(begins) + 1):
            if k < len(begins) and begins[k][0] - begins[start][0] <= 1.6:
                continue
            members = begins[start:k]
            x = members[0][0] - 1.0 if members else 0.0
            across = sum(any(words.x0[i] < x - 0.5 and words.x1[i] > x + 1.0 for i in row) for row in own)
            # words that every line has ('Jumlah ...') stand apart by a blank; columns by what the words before leave
            loose = sum(gap > 0.42 * size for _, gap in members)
            if len(members) >= max(4, 0.45 * len(own)) and across <= 0.05 * len(own) and 2 * loose >= len(members):
                found.append(x)
            start = k
    return sorted(found)


def numbering_to_columns(xs: Sequence[float], row: Sequence[Piece], lines: Sequence[Line], words: Words) -> list[float]:
    """Columns parted where the row of column numbers has two over one: at the x that fewest words stand across."""
    found = list(xs)
    for one, two in pairwise(row):
        if any(one.x1 <= x <= two.x0 for x in found):
            continue
        own = [i for line in lines for i in line.words if words.x1[i] > one.x1 and words.x0[i] < two.x0]
        starts = sorted({words.x0[i] - 1.0 for i in own if one.x1 < words.x0[i] - 1.0 < two.x0})
        scored = [
            (
                sum(words.x0[i] < x - 0.5 and words.x1[i] > x + 0.5 for i in own),
                -sum(abs(words.x0[i] - 1.0 - x) < 1.5 for i in own),
                x,
            )
            for x in starts
        ]
        if scored and min(scored)[0] <= 0.1 * len(lines):
            found.append(min(scored)[2])
    return sorted(found)
