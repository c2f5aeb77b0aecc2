"""Half-ruled tables: horizontal rules of one width under each other part the rows, the white parts the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

import numpy as np

from extract.captions import parse_caption
from extract.header_words import header_share, is_year
from extract.headers import is_numbering_row
from extract.pdf_align_cells import header_cells
from extract.pdf_align_rows import is_lined_up, rows_by_lines
from extract.pdf_cells import PdfTable, grid_to_table, word_height
from extract.pdf_page import Floats
from extract.pdf_pieces import Piece, line_to_pieces
from extract.pdf_rules import Grid, Place, merge_collinear
from extract.pdf_split import split_rows
from extract.pdf_white import edges_to_columns, pieces_to_columns
from extract.pdf_words import Line, Words, words_to_lines

#: edges of shading under each other that make a banded table
FEWEST_BANDS = 6


def rules_to_stacks(horizontal: Floats, taken: Sequence[tuple[float, float, float, float]]) -> list[Floats]:
    """Horizontal rules of one width under each other that belong to no grid: arrays (n, 3) of y, x0, x1, three at
    least."""
    rules = merge_collinear(horizontal)

    def is_taken(y: float, left: float, right: float) -> bool:
        return any(x0 - 3 <= left and right <= x1 + 3 and y0 - 3 <= y <= y1 + 3 for x0, y0, x1, y1 in taken)

    free = [rule for rule in rules.tolist() if rule[2] - rule[1] > 90 and not is_taken(*rule)]
    stacks: list[list[list[float]]] = []
    for rule in sorted(free):
        for stack in stacks:
            if abs(stack[-1][1] - rule[1]) < 6 and abs(stack[-1][2] - rule[2]) < 6:
                if rule[0] - stack[-1][0] > 5:
                    stack.append(rule)
                break
        else:
            stacks.append([rule])
    return [np.array(stack) for stack in stacks if len(stack) >= 3]


def shades_to_rules(shades: Floats) -> Floats:
    """Upper and lower edges of shaded rows, (n, 3) of y, x0, x1; not where a rectangle of the same colour goes on."""
    wide = shades[(shades[:, 3] - shades[:, 1] >= 8) & (shades[:, 2] - shades[:, 0] >= 20)] if len(shades) else shades
    if len(wide) < 2 or len(wide) > 4000:
        return np.zeros((0, 3))
    over = np.minimum(wide[:, 2][:, None], wide[:, 2][None]) - np.maximum(wide[:, 0][:, None], wide[:, 0][None]) > 5
    same = over & (wide[:, 4][:, None] == wide[:, 4][None])
    goes_on = (same & (np.abs(wide[:, 3][:, None] - wide[:, 1][None]) <= 0.15)).any(axis=1)
    came = (same & (np.abs(wide[:, 1][:, None] - wide[:, 3][None]) <= 0.15)).any(axis=1)
    lower, upper = wide[~goes_on], wide[~came]
    edges = np.vstack([lower[:, [3, 0, 2]], upper[:, [1, 0, 2]]])
    return np.asarray(edges)


def with_last_row(stack: Floats, lines: Sequence[Line], words: Words) -> Floats:
    """The edges of shaded rows with one more below, where the last row of a banded table is a white one."""
    if len(stack) < FEWEST_BANDS:
        return stack  # a shaded header of some levels
    last, x0, x1 = stack[-1].tolist()
    step = float(np.median(np.diff(stack[:, 0])))
    below = [line for line in lines if last < line.base <= last + step and x0 - 3 <= line.x0 and line.x1 <= x1 + 3]
    pieces = [line_to_pieces(line, words) for line in below]
    if not any(len(row) > 1 and any(piece.is_figure for piece in row[1:]) for row in pieces):
        return stack
    foot = max(last + step, max(line.y1 for line in below) + 1.0)
    return np.vstack([stack, [[foot, x0, x1]]])


def cut_stack(stack: Floats, lines: Sequence[Line], words: Words) -> list[Floats]:
    """Tables of one width under each other: the stack is cut where a caption or prose stands between two rules, or
    nothing but single stretches of text over a line of column names."""
    x0, x1 = float(stack[0, 1]), float(stack[0, 2])
    cuts = []
    for k in range(1, len(stack)):
        between = [line for line in lines if stack[k - 1, 0] < line.base < stack[k, 0]]
        prose = [
            line
            for line in between
            if line.x1 - line.x0 > 0.8 * (x1 - x0) and line.text.rstrip().endswith((".", ":", ","))
        ]
        if len(prose) >= 2 or any((c := parse_caption(line.text)) is not None and c.number for line in between):
            cuts.append(k)
        elif k + 1 < len(stack) and stack[k, 0] - stack[k - 1, 0] > 10 and k > 1:
            apart = [place for place, line in enumerate(between) if len(line_to_pieces(line, words)) > 1]
            # the last lines above the rule stand alone, or nothing does
            parted = bool(apart) and apart[-1] == len(between) - 1
            under = [line for line in lines if stack[k, 0] < line.base < stack[k + 1, 0]]
            named = under and len(line_to_pieces(under[0], words)) > 1 and header_share(under[0].text) >= 0.6
            if named and not parted:
                cuts.append(k)
    return [part for part in np.split(stack, cuts) if len(part) >= 3]


def inner_rules_to_places(
    ys: Sequence[float], xs: Sequence[float], horizontal: Floats
) -> tuple[list[float], list[Place]]:
    """Heights of the rows and places of the cells, where shorter rules part some columns of a row (a sasaran's cell
    that is merged over several indicators)."""
    inner = [
        (y, x0, x1)
        for y, x0, x1 in merge_collinear(horizontal).tolist()
        if ys[0] + 4 < y < ys[-1] - 4
        and min(abs(y - own) for own in ys) > 4
        and xs[0] - 4 <= x0
        and x1 <= xs[-1] + 4
        and x1 - x0 > 20
    ]
    heights = sorted([*ys, *dict.fromkeys(round(y, 1) for y, _, _ in inner)])
    heights = [y for k, y in enumerate(heights) if not k or y - heights[k - 1] > 4]
    places: list[Place] = []
    for col, (left, right) in enumerate(pairwise(xs)):
        middle = (left + right) / 2
        cuts = [
            k
            for k, y in enumerate(heights)
            if any(abs(y - own) <= 4 for own in ys)
            or any(abs(y - own) <= 4 and x0 <= middle <= x1 for own, x0, x1 in inner)
        ]
        places += [Place(a, col, b - a) for a, b in pairwise(cuts)]
    return heights, places


def _begins_with_figures(lines: Sequence[Line], pieces: Sequence[Sequence[Piece]], below: float) -> bool:
    """Is the first line that stands in columns above height `below` a row of figures, and none that numbers columns?"""
    for line, row in zip(lines, pieces, strict=True):
        if line.base <= below and len(row) >= 3:
            texts = [piece.text for piece in row]
            figures = sum(piece.is_figure and not is_year(piece.text) for piece in row[1:])
            return figures >= 2 and not is_numbering_row(texts) and any(header_share(text) < 0.7 for text in texts)
    return False


def _paired_columns(row: Sequence[Piece], names: Sequence[Piece]) -> list[float] | None:
    """Columns between the stretches of a row and of its names, one by one; None where they don't stand apart."""
    pairs = list(zip(row, names, strict=True))
    bounds = [pairs[0][0].x0 - 2.0]
    for (a, b), (c, d) in pairwise(pairs):
        left, right = max(a.x1, b.x1), min(c.x0, d.x0)
        if left >= right:
            return None
        bounds.append((left + right) / 2)
    return [min(bounds[0], names[0].x0 - 2.0), *bounds[1:], max(row[-1].x1, names[-1].x1) + 2.0]


def stack_to_table(
    stack: Floats, words: Words, free: Sequence[int], page: int, horizontal: Floats
) -> tuple[PdfTable, list[int]] | None:
    """Half-ruled: horizontal rules only. The rules part header and rows, the white parts the columns."""
    x0, x1 = float(stack[:, 1].min()), float(stack[:, 2].max())
    top, bottom = float(stack[0, 0]), float(stack[-1, 0])
    chosen = [
        i for i in free
        if x0 - 3 <= (words.x0[i] + words.x1[i]) / 2 <= x1 + 3 and top - 1 <= word_height(words, i) <= bottom + 1
    ]  # fmt: skip
    lines = [line for line in words_to_lines(words, chosen) if words.upright[line.words[0]]]
    pieces = [line_to_pieces(line, words) for line in lines]
    # a table that goes on from the page before has figures between its first two rules already, and no header
    begin = 0 if _begins_with_figures(lines, pieces, float(stack[1, 0])) else 1
    body = [row for line, row in zip(lines, pieces, strict=True) if line.base > float(stack[begin, 0])]
    rows = [row for row in body if len(row) >= 2]
    paired: list[float] | None = None
    if len(rows) == 1 and begin and len(stack) == 3:
        # one row under its names: name and figure of a column stand under each other
        rows += [
            row
            for line, row in zip(lines, pieces, strict=True)
            if line.base <= stack[1, 0] and len(row) == len(rows[0]) > 2 and header_share(line.text) >= 0.6
        ]
        paired = _paired_columns(rows[0], rows[1]) if len(rows) == 2 else None
    if len(rows) < 2 or len(rows) < 0.3 * len(body):
        return None
    size = median(line.size for line in lines)
    xs = paired or pieces_to_columns(rows, size, words)
    if xs is None or len(xs) < 3:
        return None
    xs = paired or edges_to_columns(xs, [line for line in lines if line.base > float(stack[begin, 0])], words, size)
    xs[0], xs[-1] = min(xs[0], x0), max(xs[-1], x1)
    figures = sum(
        piece.is_figure or is_year(piece.text)
        for row in rows
        for piece in row
        if not re.match(r"^\(?\w{1,2}[.)]$", piece.text)
    )
    if figures < len(rows) / 2:
        return None
    ys = [float(y) for y in stack[:, 0]]
    heights, places = inner_rules_to_places(ys[begin:], xs, horizontal)
    grid = Grid(np.array(xs), np.array(heights), places, np.zeros(len(heights), np.bool_))
    inside = sorted(i for i in chosen if word_height(words, i) > ys[begin])
    table = split_rows(grid_to_table(grid, words, inside, page, "alignment"))
    if len(ys) == 3 and table.row_count == 1:
        held = [(line, row) for line, row in zip(lines, pieces, strict=True) if line.base > ys[begin]]
        table = rows_by_lines([line for line, _ in held], [row for _, row in held], xs, words, page)
    if is_lined_up(table) or not _is_filled(table):
        return None
    head = [(line, row) for line, row in zip(lines, pieces, strict=True) if begin and line.base <= ys[1]]
    header = header_cells([line for line, _ in head], [row for _, row in head], xs, words, page) if head else []
    deep = max((cell.place.row + cell.place.row_span for cell in header), default=0)
    tops = np.linspace(ys[0], ys[1], deep + 1).tolist()[:-1] if deep else []
    cells = [
        *header,
        *(
            replace(c, place=Place(c.place.row + deep, c.place.col, c.place.row_span, c.place.col_span))
            for c in table.cells
        ),
    ]
    reasons = (*table.reasons, f"page {page}: horizontal rules only, columns by the white between {len(rows)} lines")
    return PdfTable(page, tuple(xs), (*tops, *table.ys), tuple(cells), "alignment", table.margin, reasons), chosen


def _is_filled(table: PdfTable) -> bool:
    """Most rows have two cells with text at least, and no cell is a paragraph."""
    rows = [0] * table.row_count
    for cell in table.cells:
        if cell.text:
            rows[cell.place.row] += 1
    kept = [filled for filled in rows if filled]
    if not kept:
        return False
    return sum(filled >= 2 for filled in kept) >= 0.6 * len(kept) and max(len(cell.text) for cell in table.cells) < 400
