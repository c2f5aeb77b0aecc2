"""Tables without rules, or with rules in one direction only: columns by the white between them, rows by the figures.

Works on what the ruled grids left over. A run of lines with figures under each other is taken only where its
columns hold
over the lines and something says table: a caption, column names, or two figure columns. Prose with figures, contents
lines, axis labels of charts are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import numpy as np

from extract.captions import looks_like_title, parse_caption, parse_contents_line
from extract.header_words import header_share, is_figure, is_placeholder, is_year
from extract.headers import is_numbering_row
from extract.model import Box
from extract.pdf_align_header import Name, column_of, lines_to_header, split_numbering
from extract.pdf_bands import GRADE
from extract.pdf_cells import PdfCell, PdfTable, grid_to_table, word_height
from extract.pdf_page import Floats
from extract.pdf_rules import Grid, Place, merge_collinear
from extract.pdf_split import split_rows
from extract.pdf_words import Line, Words, lines_to_text, words_to_lines

#: shares of a letter's height: white that parts two cells of one line, white that parts two columns
CELL_GAP = 0.95
COLUMN_GAP = 0.35
FIGURE_GAP = 0.25
WORD_GAP = 0.5
#: steps of a point in which white is looked for
BINS = 4
_WHOLE_FIGURE = re.compile(r"^\(?-?\d{1,3}(?:[.,]\d{1,3})+\)?%?$|^\d{4,}$|^\d+%$")
FEWEST_ROWS = 3
#: rows of a run stand at most so many letter heights apart
FARTHEST = 6.5
MANY_FIGURES = 4


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


def lines_to_tables(
    words: Words,
    free_lines: Sequence[Line],
    horizontal: Floats,
    shades: Floats,
    taken: Sequence[tuple[float, float, float, float]],
    page: int,
) -> list[tuple[PdfTable, list[int]]]:
    """Tables found among the lines outside the ruled ones (`taken` their boxes), each with the words that it takes."""
    found: list[tuple[PdfTable, list[int]]] = []
    left = {i for line in free_lines for i in line.words}
    # drawn rules first; the edges of shaded rows where nothing is drawn
    stacks = rules_to_stacks(horizontal, taken) or rules_to_stacks(shades_to_rules(shades), taken)
    for stack in (part for whole in stacks for part in cut_stack(whole, free_lines, words)):
        made = _stack_to_table(stack, words, sorted(left), page, horizontal)
        if made is not None:
            found.append(made)
            left.difference_update(made[1])
    lines = [
        line for line in (words_to_lines(words, sorted(left)) if found else free_lines) if words.upright[line.words[0]]
    ]
    pieces = [line_to_pieces(line, words) for line in lines]
    for first, after in figure_runs(lines, pieces):
        made = _run_to_table(lines, pieces, first, after, words, page)
        if made is not None:
            found.append(made)
    return found


def figure_runs(lines: Sequence[Line], pieces: Sequence[Sequence[Piece]]) -> list[tuple[int, int]]:
    """Runs of lines, from the first to the last one with figures apart from a label; label lines between them
    included."""
    rows = [k for k in range(len(lines)) if _is_figure_row(lines[k], pieces[k])]
    runs: list[tuple[int, int]] = []
    start = 0
    for place in range(1, len(rows) + 1):
        if place < len(rows):
            above, below = lines[rows[place - 1]], lines[rows[place]]
            between = range(rows[place - 1] + 1, rows[place])
            # a long label may part two rows, if its lines follow each other closely left of the figures
            # rows of many figures under each other are one table, however much their cells are padded
            many = min(sum(p.is_figure for p in pieces[rows[k]]) for k in (place - 1, place)) >= MANY_FIGURES
            near = below.base - above.base < (2 if many else 1) * FARTHEST * below.size or _is_label_run(
                lines, pieces, rows[place - 1], rows[place]
            )
            if near and not any(_is_prose(lines[k], pieces[k], lines) or parse_caption(lines[k].text) for k in between):
                continue
        if place - start >= FEWEST_ROWS:
            runs.append((rows[start], rows[place - 1] + 1))
        start = place
    return runs


def _is_label_run(lines: Sequence[Line], pieces: Sequence[Sequence[Piece]], above: int, below: int) -> bool:
    figures_at = min((piece.x0 for k in (above, below) for piece in pieces[k][1:] if piece.is_figure), default=0.0)
    steps = [lines[k + 1].base - lines[k].base for k in range(above, below)]
    return (
        below - above <= 14
        and all(lines[k].x1 < figures_at for k in range(above + 1, below))
        and max(steps) < 2.6 * lines[above].size
    )


def _is_figure_row(line: Line, pieces: Sequence[Piece]) -> bool:
    return (
        len(pieces) >= 2
        and any(piece.is_figure for piece in pieces[1:])
        and not (len(pieces) >= 3 and is_numbering_row([piece.text for piece in pieces]))
        and not (parse_contents_line(line.text) or parse_caption(line.text))
    )


def _is_prose(line: Line, pieces: Sequence[Piece], lines: Sequence[Line]) -> bool:
    wide = max(other.x1 for other in lines) - min(other.x0 for other in lines)
    return len(pieces) == 1 and line.x1 - line.x0 > 0.75 * wide


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


def _run_to_table(
    lines: Sequence[Line], pieces: Sequence[Sequence[Piece]], first: int, after: int, words: Words, page: int
) -> tuple[PdfTable, list[int]] | None:
    size = median(line.size for line in lines[first:after])
    rows = [pieces[k] for k in range(first, after)]
    figure_rows = [row for k, row in enumerate(rows) if _is_figure_row(lines[first + k], row)]
    xs = pieces_to_columns(figure_rows, size, words)
    if xs is None:
        return None
    # labels beside their figures' middle begin above the first figures
    begin = _body_start(lines, pieces, first, figure_rows, size)
    if begin < first:
        xs = pieces_to_columns([pieces[k] for k in range(begin, after)], size, words) or xs
    xs = edges_to_columns(xs, lines[begin:after], words, size)
    first = begin
    if first and len(pieces[first - 1]) >= len(xs) and is_numbering_row([p.text for p in pieces[first - 1]]):
        xs = numbering_to_columns(xs, pieces[first - 1], lines[begin:after], words)
    # label lines after the last figures belong to the last row where they follow closely
    end = after
    while end < len(lines) and _continues_label(lines[end - 1], lines[end], pieces[end], xs, size):
        end += 1
    bases = [
        line.base
        for line, row in zip(lines[first:after], pieces[first:after], strict=True)
        if _is_figure_row(line, row)
    ]
    steps = [below - above for above, below in pairwise(bases)]
    top = _header_start(lines, pieces, first, xs, size, median(steps) if steps else size)
    if not _is_believed(lines, figure_rows, xs, top, first):
        return None
    # what stands under the names without being one is the first section of the body
    while (
        first - 1 > top
        and len(pieces[first - 1]) <= 2
        and header_share(lines[first - 1].text) < 0.5
        and any(header_share(line.text) >= 0.6 for line in lines[top : first - 1])
        and lines[first - 1].x1 < xs[-2]
    ):
        first -= 1
    chosen = sorted(i for k in range(top, end) for i in lines[k].words)
    ys = [lines[top].y0 - 1.0]
    header = _header_cells(lines[top:first], pieces[top:first], xs, words, page) if top < first else []
    grid = Grid(
        np.array(xs),
        np.array([lines[first].y0 - 1.0, lines[end - 1].y1 + 1.0]),
        [Place(0, c) for c in range(len(xs) - 1)],
        np.zeros(2, np.bool_),
    )
    body = grid_to_table(grid, words, sorted(i for k in range(first, end) for i in lines[k].words), page, "alignment")
    body = split_rows(body)
    if body.row_count < FEWEST_ROWS:
        body = _rows_by_lines(lines[first:end], [pieces[k] for k in range(first, end)], xs, words, page)
    if body.row_count < FEWEST_ROWS or not _has_labels(body) or _is_lined_up(body):
        return None
    deep = max((cell.place.row + cell.place.row_span for cell in header), default=0)
    ys = [*np.linspace(ys[0], body.ys[0], deep + 1).tolist()[:-1], *body.ys]
    cells = [
        *header,
        *(
            replace(c, place=Place(c.place.row + deep, c.place.col, c.place.row_span, c.place.col_span))
            for c in body.cells
        ),
    ]
    reasons = (
        *body.reasons,
        f"page {page}: no rules, columns by the white between {len(figure_rows)} lines of figures",
    )
    return PdfTable(page, tuple(xs), tuple(ys), tuple(cells), "alignment", body.margin, reasons), chosen


def _body_start(
    lines: Sequence[Line], pieces: Sequence[Sequence[Piece]], first: int, rows: Sequence[Sequence[Piece]], size: float
) -> int:
    """The first line of the first row: label lines that stand closely above the first figures, left of them."""
    figures_at = min(piece.x0 for row in rows for piece in row[1:] if piece.is_figure)
    start = first
    while start > 0 and first - start < 6:
        line = lines[start - 1]
        step = lines[start].base - line.base
        if step > 1.15 * size or line.x1 > figures_at or parse_caption(line.text) or header_share(line.text) >= 0.6:
            break
        if any(piece.is_figure for piece in pieces[start - 1]):
            break
        start -= 1
    return start


def _continues_label(above: Line, line: Line, pieces: Sequence[Piece], xs: Sequence[float], size: float) -> bool:
    if line.base - above.base > 1.5 * size or len(pieces) > 2 or parse_caption(line.text):
        return False
    inner = [x for x in xs[1:-1] if line.x0 < x - 1 and line.x1 > x + 1]
    close = line.base - above.base < 1.15 * size and line.x1 < xs[-2]
    return not inner and line.x0 >= xs[0] and (line.text[:1].islower() or close)


def _header_start(
    lines: Sequence[Line],
    pieces: Sequence[Sequence[Piece]],
    first: int,
    xs: Sequence[float],
    size: float,
    row_step: float,
) -> int:
    """The first line of the header above the run: lines near each other whose pieces stand over the columns.

    `row_step` is the usual distance of two rows of the body: where cells are padded, so are those of the header.
    """
    top = first
    while top > 0 and first - top < 7:
        line = lines[top - 1]
        step = lines[top].base - line.base
        named = _names_columns(line, pieces[top - 1], xs)
        farthest = max((3.2 if top == first else 2.4) * size, 1.25 * row_step if named else 0.0)
        if step > farthest or line.x0 < xs[0] - 12:
            break
        # the last column's name may be wider than its figures
        last = pieces[top - 1][-1]
        if (last.x0 + last.x1) / 2 > xs[-1] + 2 or last.x1 > xs[-1] + 60:
            break
        if parse_caption(line.text) or parse_contents_line(line.text) or line.size > 1.25 * size:
            break
        own = pieces[top - 1]
        if len(own) == 1 and (header_share(line.text) < 0.5 or line.x1 - line.x0 > 0.6 * (xs[-1] - xs[0])):
            # one piece over all columns: a title; over one column: a name's own line
            fits = sum(1 for a, b in pairwise(xs) if line.x0 >= a - 4 and line.x1 <= b + 4)
            if not fits or not looks_like_title(line.text) or line.text.rstrip().endswith((".", ":")):
                break
        if line.text.rstrip().endswith((".", ";", ":")):
            break
        top -= 1
    # a lone piece at the very top is the title, not a column's name
    while top < first and len(pieces[top]) == 1 and pieces[top][0].x1 - pieces[top][0].x0 > 0.45 * (xs[-1] - xs[0]):
        top += 1
    return top


def _names_columns(line: Line, row: Sequence[Piece], xs: Sequence[float]) -> bool:
    """Do the line's stretches look like column names: words, years, numbers of columns, short ones without figures?"""
    texts = [piece.text for piece in row]
    if len(texts) == 1:
        return line.x1 - line.x0 < 0.3 * (xs[-1] - xs[0]) and header_share(line.text) >= 0.6
    return (
        header_share(line.text) >= 0.5
        or all(is_year(text) for text in texts)
        or is_numbering_row(texts)
        or (len(texts) >= 4 and max(map(len, texts)) <= 14 and not any(is_figure(text) for text in texts))
    )


def _is_believed(
    lines: Sequence[Line], rows: Sequence[Sequence[Piece]], xs: Sequence[float], top: int, first: int
) -> bool:
    """Figure columns that hold over the rows, labels beside them, and a caption, column names or a second figure
    column."""
    columns = len(xs) - 1
    if columns < 2 or columns > 25:
        return False
    figures = [0] * columns
    others = [0] * columns
    for row in rows:
        for piece in row:
            middle = (piece.x0 + piece.x1) / 2
            col = min(max(int(np.searchsorted(xs, middle)) - 1, 0), columns - 1)
            if piece.is_figure or is_year(piece.text):
                figures[col] += 1
            else:
                others[col] += 1
    strong = [c for c in range(1, columns) if figures[c] >= max(2, 0.4 * len(rows)) and figures[c] >= 2 * others[c]]
    labelled = any(others[c] >= 0.6 * len(rows) for c in range(columns))
    if not strong or not labelled:
        return False
    named = top < first and header_share(" ".join(line.text for line in lines[top:first])) >= 0.5
    captioned = any(
        (caption := parse_caption(line.text)) is not None and caption.kind == "table"
        for line in lines[max(top - 5, 0) : top]
    )
    return named or captioned or (len(strong) >= 2 and len(rows) >= 4)


def _has_labels(table: PdfTable) -> bool:
    labelled = {
        cell.place.row for cell in table.cells if sum(c.isalpha() for c in cell.text) >= 3 and not is_figure(cell.text)
    }
    return len(labelled) >= 0.7 * table.row_count


def _is_lined_up(table: PdfTable) -> bool:
    """A column of marks only (':', '(', bullets): words lined up by tabs, no table."""
    for col in range(table.column_count):
        texts = [cell.text for cell in table.cells if cell.place.col == col and cell.text]
        marks = sum(not any(c.isalnum() or c in "-%‰" for c in text) for text in texts)
        if len(texts) >= 2 and marks > 0.6 * len(texts):
            return True
    return False


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


def _header_cells(
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


def _rows_by_lines(
    lines: Sequence[Line], pieces: Sequence[Sequence[Piece]], xs: Sequence[float], words: Words, page: int
) -> PdfTable:
    """Every line with figures is a row; label lines without go to the row above if they go on in small letters,
    else below."""
    groups: list[list[int]] = []
    waiting: list[int] = []
    for line, row in zip(lines, pieces, strict=True):
        if _is_figure_row(line, row):
            groups.append([*waiting, *line.words])
            waiting = []
        elif groups and line.text[:1].islower():
            groups[-1].extend(line.words)
        else:
            waiting.extend(line.words)
    if waiting and groups:
        groups[-1].extend(waiting)
    tops = [min(words.y0[i] for i in group) - 0.5 for group in groups]
    ys = [*tops, max(line.y1 for line in lines) + 1.0]
    cells: list[PdfCell] = []
    for place, group in enumerate(groups):
        for col in range(len(xs) - 1):
            held = [i for i in group if xs[col] <= (words.x0[i] + words.x1[i]) / 2 < xs[col + 1]]
            own = words_to_lines(words, held)
            box = Box(xs[col], ys[place], xs[col + 1], ys[place + 1])
            cells.append(PdfCell(Place(place, col), lines_to_text(own), box, tuple(own), page))
    return PdfTable(page, tuple(xs), tuple(ys), tuple(cells), "alignment")


def _begins_with_figures(lines: Sequence[Line], pieces: Sequence[Sequence[Piece]], below: float) -> bool:
    """Is the first line that stands in columns above height `below` a row of figures, and none that numbers columns?"""
    for line, row in zip(lines, pieces, strict=True):
        if line.base <= below and len(row) >= 3:
            texts = [piece.text for piece in row]
            figures = sum(piece.is_figure and not is_year(piece.text) for piece in row[1:])
            return figures >= 2 and not is_numbering_row(texts) and any(header_share(text) < 0.7 for text in texts)
    return False


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


def _stack_to_table(
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
    if len(rows) == 1 and begin and len(stack) == 3:
        # one row under its names: these help to tell the columns
        rows += [
            row
            for line, row in zip(lines, pieces, strict=True)
            if line.base <= stack[1, 0] and len(row) == len(rows[0]) > 2 and header_share(line.text) >= 0.6
        ]
    if len(rows) < 2 or len(rows) < 0.3 * len(body):
        return None
    size = median(line.size for line in lines)
    xs = pieces_to_columns(rows, size, words)
    if xs is None or len(xs) < 3:
        return None
    xs = edges_to_columns(xs, [line for line in lines if line.base > float(stack[begin, 0])], words, size)
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
        table = _rows_by_lines([line for line, _ in held], [row for _, row in held], xs, words, page)
    if _is_lined_up(table) or not _is_filled(table):
        return None
    head = [(line, row) for line, row in zip(lines, pieces, strict=True) if begin and line.base <= ys[1]]
    header = _header_cells([line for line, _ in head], [row for _, row in head], xs, words, page) if head else []
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
