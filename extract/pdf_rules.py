"""Rules -> grids: lines that touch make a table, where they cross stand its cells, missing pieces merge cells.

Cells that are told apart only by the edges of their shading (Word paints each cell's background as one rectangle)
are cut there too, where the rectangles' sides stand on the columns.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from extract.pdf_page import Floats

SNAP = 1.6
TOUCH = 3.2
#: lines nearer to each other than this are one (double borders)
DOUBLE = 3.6
#: part of a cell's side that must be drawn
SIDE = 0.55
MIN_LENGTH = 5.0
SHADE_TO_COLUMN = 3.0
#: a page with so many dots has dotted rules; a row of them is one from so many on
LONGEST_DOT = 1.6
MANY_DOTS = 300
SHORTEST_RUN = 5
DOT_LEVEL = 0.4
MIN_SHADE_HEIGHT = 6.0


@dataclass(frozen=True, slots=True)
class Place:
    """A cell in a grid: 0-based row and column of its top left corner, and how far it goes."""

    row: int
    col: int
    row_span: int = 1
    col_span: int = 1


@dataclass(slots=True)
class Grid:
    """xs (columns + 1) and ys (rows + 1) of the lines; places cover the grid without overlap.

    `soft` (rows + 1) marks the row lines that are only edges of shading.
    """

    xs: Floats
    ys: Floats
    places: list[Place]
    soft: NDArray[np.bool_]
    closed: tuple[bool, bool] = field(default=(True, True))

    @property
    def box(self) -> tuple[float, float, float, float]:
        return float(self.xs[0]), float(self.ys[0]), float(self.xs[-1]), float(self.ys[-1])


def merge_collinear(rules: Floats, snap: float = SNAP, gap: float = TOUCH) -> Floats:
    """(n, 3) of position, start, end -> fewer and longer ones; dots that stay alone are dropped."""
    if not len(rules):
        return np.zeros((0, 3))
    rules = _without_crossing_dots(rules, gap)
    if not len(rules):
        return np.zeros((0, 3))
    ordered = rules[np.argsort(rules[:, 0], kind="stable")]
    cluster = np.zeros(len(ordered), np.int64)
    cluster[1:] = np.cumsum(np.diff(ordered[:, 0]) > snap)
    ordered = ordered[np.lexsort((ordered[:, 1], cluster))]
    merged: list[tuple[float, float, float]] = []
    before = -1
    first = last = weight = total = 0.0
    # plain numbers: arrays for a handful of pieces each cost more than they save
    for (place, start, end), group in zip(ordered.tolist(), cluster.tolist(), strict=True):
        length = end - start + 0.01
        if group == before and start <= last + gap:
            last = max(last, end)
            weight, total = weight + length, total + place * length
            continue
        if before >= 0 and last - first >= MIN_LENGTH:
            merged.append((total / weight, first, last))
        before, first, last, weight, total = group, start, end, length, place * length
    if last - first >= MIN_LENGTH:
        merged.append((total / weight, first, last))
    return np.array(merged).reshape(-1, 3)


def _without_crossing_dots(rules: Floats, gap: float) -> Floats:
    """Dotted rules are dots as long as high, so each stands in both directions; here those that lie in a row stay.

    The others, one above the other, would chain lines of different heights to one.
    """
    dots = rules[:, 2] - rules[:, 1] < LONGEST_DOT
    if dots.sum() < MANY_DOTS:
        return rules
    own = rules[dots]
    own = own[np.lexsort((own[:, 1], np.round(own[:, 0] / DOT_LEVEL)))]
    goes_on = (np.abs(np.diff(own[:, 0])) <= DOT_LEVEL) & (own[1:, 1] - own[:-1, 2] <= gap)
    run = np.concatenate([[0], np.cumsum(~goes_on)])
    count = np.bincount(run)[run]
    return np.asarray(np.vstack([rules[~dots], own[count >= SHORTEST_RUN]]))


def rules_to_components(horizontal: Floats, vertical: Floats) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Which lines hang together: pairs of index arrays into both inputs."""
    if not len(horizontal) or not len(vertical):
        return []
    touch = (
        (vertical[None, :, 0] >= horizontal[:, None, 1] - TOUCH)
        & (vertical[None, :, 0] <= horizontal[:, None, 2] + TOUCH)
        & (horizontal[:, None, 0] >= vertical[None, :, 1] - TOUCH)
        & (horizontal[:, None, 0] <= vertical[None, :, 2] + TOUCH)
    )
    found: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
    left = np.ones(len(horizontal), np.bool_)
    for seed in range(len(horizontal)):
        if not left[seed]:
            continue
        rows = np.zeros(len(horizontal), np.bool_)
        rows[seed] = True
        columns = touch[seed].copy()
        while True:
            more = touch[:, columns].any(axis=1) | rows
            if (more == rows).all():
                break
            rows = more
            columns = touch[rows].any(axis=0)
        left &= ~rows
        if columns.any():
            found.append((np.flatnonzero(rows), np.flatnonzero(columns)))
    return found


def cluster_positions(positions: Floats, weights: Floats, tolerance: float) -> Floats:
    """Sorted positions, those nearer than the tolerance averaged."""
    order = np.argsort(positions)
    positions, weights = positions[order], weights[order]
    out: list[float] = []
    start = 0
    for i in range(1, len(positions) + 1):
        if (
            i == len(positions)
            or positions[i] - positions[i - 1] > tolerance
            or positions[i] - positions[start] > 2 * tolerance
        ):
            out.append(float(np.average(positions[start:i], weights=weights[start:i] + 0.01)))
            start = i
    return np.array(out)


def coverage(lines: Floats, at: Floats, bands: Floats) -> NDArray[np.float64]:
    """(len(bands) - 1, len(at)): the share of each band that lines at each position cover."""
    drawn = np.zeros((len(bands) - 1, len(at)))
    nearest = np.abs(lines[:, 0][:, None] - at[None, :])
    column = nearest.argmin(axis=1)
    near = nearest[np.arange(len(lines)), column] <= 2 * DOUBLE
    overlap = np.minimum(lines[:, 2][:, None] + 1.0, bands[None, 1:]) - np.maximum(
        lines[:, 1][:, None] - 1.0, bands[None, :-1]
    )
    overlap = np.clip(overlap, 0, None)
    for k in np.flatnonzero(near).tolist():
        drawn[:, column[k]] += overlap[k]
    return drawn / np.maximum(np.diff(bands), 0.1)[:, None]


def edges_to_places(left_edge: NDArray[np.bool_], top_edge: NDArray[np.bool_]) -> list[Place]:
    """Elementary cells -> cells: grown right, then down, until an edge.

    left_edge (rows, columns + 1) and top_edge (rows + 1, columns): is that side drawn?
    """
    rows, columns = left_edge.shape[0], top_edge.shape[1]
    taken = np.zeros((rows, columns), np.bool_)
    places: list[Place] = []
    for row in range(rows):
        for col in range(columns):
            if taken[row, col]:
                continue
            wide = 1
            while col + wide < columns and not left_edge[row, col + wide] and not taken[row, col + wide]:
                wide += 1
            high = 1
            while row + high < rows:
                below = slice(col, col + wide)
                inner = left_edge[row + high, col + 1 : col + wide]
                sides = (col == 0 or left_edge[row + high, col]) and (
                    col + wide == columns or left_edge[row + high, col + wide]
                )
                if top_edge[row + high, below].any() or inner.any() or taken[row + high, below].any() or not sides:
                    break
                high += 1
            taken[row : row + high, col : col + wide] = True
            places.append(Place(row, col, high, wide))
    return places


def component_to_grid(horizontal: Floats, vertical: Floats, shades: Floats) -> Grid | None:
    """One table's lines -> its grid, None where there is nothing to tell apart (a frame, an underline)."""
    xs = cluster_positions(vertical[:, 0], vertical[:, 2] - vertical[:, 1], DOUBLE)
    ys = cluster_positions(horizontal[:, 0], horizontal[:, 2] - horizontal[:, 1], DOUBLE)
    left, right = float(horizontal[:, 1].min()), float(horizontal[:, 2].max())
    top, bottom = float(vertical[:, 1].min()), float(vertical[:, 2].max())
    open_left, open_right = left < xs[0] - 2 * DOUBLE, right > xs[-1] + 2 * DOUBLE
    open_top, open_bottom = top < ys[0] - 2 * DOUBLE, bottom > ys[-1] + 2 * DOUBLE
    xs = np.concatenate([[left] if open_left else [], xs, [right] if open_right else []])
    ys = np.concatenate([[top] if open_top else [], ys, [bottom] if open_bottom else []])
    if len(xs) < 2 or len(ys) < 2:
        return None
    extra, soft_spans = _shades_to_row_lines(shades, xs, ys)
    soft = np.zeros(len(ys) + len(extra), np.bool_)
    if len(extra):
        order = np.argsort(np.concatenate([ys, extra]))
        soft = (order >= len(ys)).astype(np.bool_)
        ys = np.concatenate([ys, extra])[order]
    left_edge = coverage(vertical, xs, ys) >= SIDE
    top_edge = (coverage(horizontal, ys, xs) >= SIDE).T
    if len(soft_spans):
        top_edge |= (coverage(soft_spans, ys, xs) >= SIDE).T & soft[:, None]
    left_edge |= _shades_to_sides(shades, xs, ys)
    left_edge[:, 0] = left_edge[:, -1] = True
    top_edge[0] = top_edge[-1] = True
    return Grid(xs, ys, edges_to_places(left_edge, top_edge), soft, (not open_top, not open_bottom))


def _shades_to_row_lines(shades: Floats, xs: Floats, ys: Floats) -> tuple[Floats, Floats]:
    """Where cell-wide shaded rectangles meet without a drawn rule: new row lines, and their pieces (y, x0, x1)."""
    none = np.zeros(0), np.zeros((0, 3))
    if len(shades) < 2:
        return none
    inside = (
        (shades[:, 1] > ys[0] - 4) & (shades[:, 3] < ys[-1] + 4)
        & (shades[:, 0] > xs[0] - 6) & (shades[:, 2] < xs[-1] + 6)
        & (shades[:, 3] - shades[:, 1] >= MIN_SHADE_HEIGHT)
    )  # fmt: skip
    cells = shades[inside]
    if len(cells) < 2:
        return none
    at_left = np.abs(cells[:, 0][:, None] - xs[None]).min(axis=1) <= SHADE_TO_COLUMN
    at_right = np.abs(cells[:, 2][:, None] - xs[None]).min(axis=1) <= SHADE_TO_COLUMN
    cells = cells[at_left & at_right]
    if len(cells) < 2:
        return none
    # above[i] meets below[j]
    distance = np.abs(cells[:, 3][:, None] - cells[:, 1][None])
    # tiles of one colour that touch are the lines of one cell; cells leave a hair's breadth between them
    meet = (distance <= 2.2) & ((distance > 0.15) | (cells[:, 4][:, None] != cells[:, 4][None]))
    share = np.minimum(cells[:, 2][:, None], cells[:, 2][None]) - np.maximum(cells[:, 0][:, None], cells[:, 0][None])
    one, two = np.nonzero(meet & (share > 5))
    if not len(one):
        return none
    y = (cells[one, 3] + cells[two, 1]) / 2
    pieces = np.stack([y, np.maximum(cells[one, 0], cells[two, 0]), np.minimum(cells[one, 2], cells[two, 2])], axis=1)
    far = np.abs(y[:, None] - ys[None]).min(axis=1) > DOUBLE
    pieces = pieces[far]
    if not len(pieces):
        return none
    extra = cluster_positions(pieces[:, 0], pieces[:, 2] - pieces[:, 1], DOUBLE)
    return extra, pieces


def _shades_to_sides(shades: Floats, xs: Floats, ys: Floats) -> NDArray[np.bool_]:
    """(rows, columns + 1): where a column's line isn't drawn, but the shading of the two cells ends and begins
    there."""
    out = np.zeros((len(ys) - 1, len(xs)), np.bool_)
    inside = (shades[:, 1] > ys[0] - 4) & (shades[:, 3] < ys[-1] + 4) & (shades[:, 3] - shades[:, 1] > 2)
    cells = shades[inside]
    if len(cells) < 2:
        return out
    middle = (cells[:, 1] + cells[:, 3]) / 2
    row = np.clip(np.searchsorted(ys, middle) - 1, 0, len(ys) - 2)
    ends = np.abs(cells[:, 2][:, None] - xs[None]) < 0.8
    begins = np.abs(cells[:, 0][:, None] - xs[None]) < 0.8
    crosses = (cells[:, 0][:, None] < xs[None] - 2) & (cells[:, 2][:, None] > xs[None] + 2)
    for r in np.unique(row).tolist():
        own = row == r
        out[r] = ends[own].any(axis=0) & begins[own].any(axis=0) & ~crosses[own].any(axis=0)
    return out


def page_rules_to_grids(horizontal: Floats, vertical: Floats, shades: Floats) -> list[Grid]:
    """All grids of a page, top to bottom; frames with a single cell are none."""
    horizontal, vertical = merge_collinear(horizontal), merge_collinear(vertical)
    grids: list[Grid] = []
    for rows, columns in rules_to_components(horizontal, vertical):
        if len(rows) + len(columns) < 4:
            continue
        grid = component_to_grid(horizontal[rows], vertical[columns], shades)
        if grid is not None and len(grid.places) > 1 and len(grid.xs) > 2:
            grids.append(grid)
    return sorted(grids, key=lambda grid: (round(grid.box[1]), grid.box[0]))
