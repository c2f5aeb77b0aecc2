"""Tables without rules, or with rules in one direction only: columns by the white between them, rows by the figures.

Works on what the ruled grids left over. A run of lines with figures under each other is taken only where its
columns hold
over the lines and something says table: a caption, column names, or two figure columns. Prose with figures, contents
lines, axis labels of charts are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

import numpy as np

from extract.captions import looks_like_title, parse_caption, parse_contents_line
from extract.header_words import header_share, is_figure, is_year
from extract.headers import is_numbering_row
from extract.pdf_align_cells import header_cells
from extract.pdf_align_rows import is_figure_row, is_lined_up, rows_by_lines
from extract.pdf_cells import PdfTable, grid_to_table
from extract.pdf_page import Floats
from extract.pdf_pieces import Piece, line_to_pieces
from extract.pdf_rules import Grid, Place
from extract.pdf_split import split_rows
from extract.pdf_stacks import cut_stack, rules_to_stacks, shades_to_rules, stack_to_table, with_last_row
from extract.pdf_white import edges_to_columns, numbering_to_columns, pieces_to_columns
from extract.pdf_words import Line, Words, words_to_lines

FEWEST_ROWS = 3
#: rows of a run stand at most so many letter heights apart
FARTHEST = 6.5
MANY_FIGURES = 4


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
    stacks = rules_to_stacks(horizontal, taken) or [
        with_last_row(stack, free_lines, words) for stack in rules_to_stacks(shades_to_rules(shades), taken)
    ]
    for stack in (part for whole in stacks for part in cut_stack(whole, free_lines, words)):
        made = stack_to_table(stack, words, sorted(left), page, horizontal)
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
    rows = [k for k in range(len(lines)) if is_figure_row(lines[k], pieces[k])]
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


def _is_prose(line: Line, pieces: Sequence[Piece], lines: Sequence[Line]) -> bool:
    wide = max(other.x1 for other in lines) - min(other.x0 for other in lines)
    return len(pieces) == 1 and line.x1 - line.x0 > 0.75 * wide


def _run_to_table(
    lines: Sequence[Line], pieces: Sequence[Sequence[Piece]], first: int, after: int, words: Words, page: int
) -> tuple[PdfTable, list[int]] | None:
    size = median(line.size for line in lines[first:after])
    rows = [pieces[k] for k in range(first, after)]
    figure_rows = [row for k, row in enumerate(rows) if is_figure_row(lines[first + k], row)]
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
        line.base for line, row in zip(lines[first:after], pieces[first:after], strict=True) if is_figure_row(line, row)
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
    header = header_cells(lines[top:first], pieces[top:first], xs, words, page) if top < first else []
    grid = Grid(
        np.array(xs),
        np.array([lines[first].y0 - 1.0, lines[end - 1].y1 + 1.0]),
        [Place(0, c) for c in range(len(xs) - 1)],
        np.zeros(2, np.bool_),
    )
    body = grid_to_table(grid, words, sorted(i for k in range(first, end) for i in lines[k].words), page, "alignment")
    body = split_rows(body)
    if body.row_count < FEWEST_ROWS:
        body = rows_by_lines(lines[first:end], [pieces[k] for k in range(first, end)], xs, words, page)
    if body.row_count < FEWEST_ROWS or not _has_labels(body) or is_lined_up(body):
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
