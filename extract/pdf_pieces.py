"""Stretches of one line that stand apart: the cells of tables without rules, and what only looks like them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.captions import parse_contents_line
from extract.header_words import is_figure, is_placeholder
from extract.pdf_bands import GRADE
from extract.pdf_words import Line, Words, words_to_lines

#: shares of a letter's height: white that parts two cells of one line, and two whole figures
CELL_GAP = 0.95
FIGURE_GAP = 0.25
_WHOLE_FIGURE = re.compile(r"^\(?-?\d{1,3}(?:[.,]\d{1,3})+\)?%?$|^\d{4,}$|^\d+%$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line that stands apart from the rest of it."""

    text: str
    x0: float
    x1: float
    words: tuple[int, ...]

    @property
    def is_figure(self) -> bool:
        return len(self.text) <= 40 and (
            is_figure(self.text) or is_placeholder(self.text) or GRADE.match(self.text) is not None
        )


def line_to_pieces(line: Line, words: Words) -> list[Piece]:
    groups: list[list[int]] = [[line.words[0]]]
    for before, after in pairwise(line.words):
        gap = (words.x0[after] - words.x1[before]) / line.size
        # two whole figures following each other are two cells, however near
        if gap > CELL_GAP or (
            gap > FIGURE_GAP and _WHOLE_FIGURE.match(words.text[before]) and _WHOLE_FIGURE.match(words.text[after])
        ):
            groups.append([after])
        else:
            groups[-1].append(after)
    return [
        Piece(" ".join(words.text[i] for i in group), words.x0[group[0]], words.x1[group[-1]], tuple(group))
        for group in groups
    ]


def count_loose_lines(lines: Sequence[Line], words: Words) -> tuple[int, int]:
    """How many lines have words set apart by more than two blanks; and how many of them hold a label and two
    figures."""
    count = figures = 0
    for line in lines:
        apart = any(words.x0[b] - words.x1[a] > 1.8 * line.size for a, b in pairwise(line.words))
        if not apart or parse_contents_line(line.text):
            continue
        count += 1
        pieces = line_to_pieces(line, words)
        label = next((k for k, piece in enumerate(pieces) if sum(c.isalpha() for c in piece.text) >= 3), len(pieces))
        figures += sum(piece.is_figure for piece in pieces[label + 1 :]) >= 2
    return count, figures


def part_side_by_side(lines: Sequence[Line], words: Words) -> list[Line]:
    """Prose beside prose (a text box, two columns) read one after the other: left, then right.

    Only where both sides are running text; 'Nama : ...' and signatures stay lines.
    """
    pieces = [line_to_pieces(line, words) for line in lines]
    out: list[Line] = []
    k = 0
    while k < len(lines):
        found = _side_run(lines, pieces, k)
        if found is None:
            out.append(lines[k])
            k += 1
            continue
        first, after, x = found
        del out[len(out) - (k - first) :]
        inside = [i for line in lines[first:after] for i in line.words]
        left = words_to_lines(words, sorted(i for i in inside if words.x1[i] <= x))
        right = words_to_lines(words, sorted(i for i in inside if words.x1[i] > x))
        # text that flows around a box goes on under it
        flows = after < len(lines) and not left[-1].text.rstrip().endswith((".", ":", ";"))
        out.extend([*right, *left] if flows else [*left, *right])
        k = after
    return out


def _side_run(lines: Sequence[Line], pieces: Sequence[Sequence[Piece]], k: int) -> tuple[int, int, float] | None:
    """The run of lines around line k that one white corridor parts (first, after, x); None where it isn't running
    text."""
    if len(pieces[k]) != 2 or parse_contents_line(lines[k].text):
        return None
    left, right = pieces[k][0].x1, pieces[k][1].x0
    size = lines[k].size

    def fits(row: Sequence[Piece]) -> bool:
        x1 = max((p.x1 for p in row if p.x1 < right), default=left)
        x0 = min((p.x0 for p in row if p.x0 > left), default=right)
        return all(p.x1 < right or p.x0 > left for p in row) and min(x0, right) - max(x1, left) > 0.6 * size

    first, after = k, k
    for step in (-1, 1):
        at = k
        while 0 <= at < len(lines) and fits(pieces[at]):
            if at != k and abs(lines[at].base - lines[at - step].base) > 3 * size:
                break
            left = max([left, *(p.x1 for p in pieces[at] if p.x1 < right)])
            right = min([right, *(p.x0 for p in pieces[at] if p.x0 > left)])
            first, after = min(first, at), max(after, at + 1)
            at += step
    run = pieces[first:after]
    texts = [[p.text for p in row if p.x1 <= left] for row in run]
    others = [[p.text for p in row if p.x0 >= right] for row in run]
    lefts = [len(" ".join(row)) for row in texts if row]
    rights = [len(" ".join(row)) for row in others if row]
    if min(len(lefts), len(rights)) < 3 or median(lefts) < 25 or median(rights) < 14:
        return None
    if sum(p.is_figure for row in run for p in row) > 0.2 * sum(len(row) for row in run):
        return None
    return first, after, (left + right) / 2
