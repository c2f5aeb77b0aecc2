"""Rows without rules between them: figures at one height are a row, label lines are dealt out to the rows.

Used for a tall ruled row that holds a whole list, and for tables without any rules. The columns are known; the figure
columns give the rows' heights (the spine), and the cheapest way to deal the label's lines out to them is taken: a
label may
stand at, around or above its figures, wide steps and list marks part rows, small letters go on.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extract.header_words import is_figure, is_ordinal, is_placeholder, is_year
from extract.pdf_words import Line, digit_width, number_goes_on

_MARK = re.compile(r"^(?:\(?\d{1,2}[.)]\)?\s|\(?[a-z][.)]\s|[-–•·▪●○➢✓]\s?\S|\d{1,2}(?:\.\d{1,2}){1,4}\.?\s)")
GRADE = re.compile(
    r"^(?:[A-D]{1,3}[+\-]?|WTP|WDP|TMP|sangat|tidak|cukup|kurang|baik|sedang|rendah|tinggi|memuaskan|tercapai|sesuai|berhasil|ada|ya)\b"
    r"(?:\s(?:baik|cukup|kurang|sedang|rendah|tinggi|memuaskan|tercapai|sesuai|berhasil|ada|sekali))?$",
    re.IGNORECASE,
)
_HALF_GRADE = re.compile(r"^(?:sangat|tidak|kurang|cukup)$", re.IGNORECASE)
#: shares of a letter's height
REACH = 0.9
#: what a row may cost on the average before the dealing is doubted
DEAREST = 1.8
DEAREST_TEXT = 1.2
MOST_LINES = 120
MOST_DEALINGS = 3000
#: a figure with its unit and what stands under it has no more
MOST_LETTERS = 32


@dataclass(frozen=True, slots=True)
class Rows:
    """How a band falls into rows: for each label line its row, for each figure (column, entry) its row."""

    count: int
    label: tuple[int, ...]
    figures: dict[int, tuple[int, ...]]
    #: the y between each row and the next
    bounds: tuple[float, ...]
    #: the heights of the figures; as many as rows, if every row has figures
    anchors: tuple[float, ...]


def lines_to_figures(lines: Sequence[Line], room: float | None = None) -> list[list[Line]] | None:
    """The figures of a cell, each with the words under it ('6.000' / 'orang'); None where it isn't a list of
    figures."""
    groups: list[list[Line]] = []
    for line in lines:
        text = line.text.strip()
        goes_on = False
        if groups:
            before = groups[-1][-1]
            tail = before.text.rstrip()
            goes_on = tail.endswith(("/", "-", ".", ",", "(")) and len(tail) > 1 and not tail.endswith(",-")
            goes_on = goes_on and not is_ordinal(tail)
            full = room is not None and before.x1 - before.x0 + digit_width(before) > room
            # the rest of a number with its unit behind it is known a little farther off
            far = 1.7 if any(c.isalpha() for c in text) else 1.45
            goes_on = goes_on or (line.base - before.base < far * line.size and number_goes_on(tail, text, full))
        # a grade stands for a figure ('BB', 'Sangat Baik', 'WTP'); a unit under a figure doesn't ('KH', 'orang')
        graded = bool(GRADE.match(text)) and not (groups and _HALF_GRADE.match(groups[-1][-1].text.strip()))
        if _MARK.match(text) and sum(c.isalpha() for c in text) > 2:
            return None  # '1. Persentase ...' is an item of a list
        if (is_figure(text) or is_placeholder(text) or is_year(text) or graded) and not goes_on:
            groups.append([line])
        elif groups and len(text) <= 24:
            groups[-1].append(line)
        else:
            return None
    # '1 Terwujudnya' / 'hubungan' / 'industrial' is an item, however its first line looks
    if not any(is_figure(group[0].text) for group in groups):
        return None
    if any(sum(c.isalpha() for line in group for c in line.text) > MOST_LETTERS for group in groups):
        return None
    return groups or None


def figures_to_spine(columns: Sequence[Sequence[float]], size: float) -> tuple[list[float], list[list[int]]] | None:
    """The heights of the rows from the heights of the figures of each column, and each figure's row.

    The columns with the usual number of figures say where rows are; a figure that fits to none of them is a row of
    its own.
    """
    counts = [len(column) for column in columns if len(column) > 1]
    if not counts:
        return None
    several = [list(column) for column in columns if len(column) > 1]
    usual: list[float] = max(several, key=lambda c: (counts.count(len(c)), len(c)))
    spine = list(usual)
    added = 0
    for column in sorted(columns, key=lambda c: -len(c)):
        for base in _unmatched(column, spine, size):
            spine.append(base)
            added += 1
        spine.sort()
    if added > len(spine) // 2:
        return None
    held: list[list[float]] = [[] for _ in spine]
    places: list[list[int]] = []
    for column in columns:
        own = _match(column, spine, size)
        if own is None:
            return None
        places.append(own)
        for base, row in zip(column, own, strict=True):
            held[row].append(base)
    return [median(found) if found else spine[k] for k, found in enumerate(held)], places


def _unmatched(column: Sequence[float], spine: Sequence[float], size: float) -> list[float]:
    taken: set[int] = set()
    out = []
    for base in column:
        row = _nearest(base, spine, size)
        if row is None or row in taken:
            out.append(base)
        else:
            taken.add(row)
    return out


def _nearest(base: float, spine: Sequence[float], size: float) -> int | None:
    row = min(range(len(spine)), key=lambda k: abs(spine[k] - base))
    off = base - spine[row]
    neighbour = row + (1 if off > 0 else -1)
    space = abs(spine[neighbour] - spine[row]) if 0 <= neighbour < len(spine) else 4 * size
    return row if abs(off) <= min(0.55 * space, 1.9 * size) else None


def _match(column: Sequence[float], spine: Sequence[float], size: float) -> list[int] | None:
    rows: list[int] = []
    for base in column:
        row = _nearest(base, spine, size)
        if row is None or (rows and row <= rows[-1]):
            row = min(
                (k for k in range(len(spine)) if not rows or k > rows[-1]),
                key=lambda k: abs(spine[k] - base),
                default=None,
            )
        if row is None:
            return None
        rows.append(row)
    return rows


def deal_lines(
    lines: Sequence[Line], anchors: Sequence[float], marks: Sequence[float] = ()
) -> tuple[list[int], int, float] | None:
    """The cheapest dealing of label lines to rows with figures (anchors) and rows without (between them).

    `marks` are the heights of row numbers and codes that stand in a column of their own. Gives for each line its
    row among all rows, the places of the anchors as a list, and the cost; None where nothing fits.
    """
    count, rows = len(lines), len(anchors)
    if count > MOST_LINES or not count or count * rows > MOST_DEALINGS:
        return None
    size = median(line.size for line in lines)
    steps = [after.base - before.base for before, after in itertools.pairwise(lines)]
    usual = sorted(steps)[len(steps) // 4] if steps else size
    usual = min(max(usual, 0.9 * size), 2.2 * size)
    before_cost = [0.0] * count
    inner_cost = [0.0] * count
    numbered = [any(abs(line.base - mark) <= 0.45 * size for mark in marks) for line in lines]
    for k in range(1, count):
        wide = steps[k - 1] > 1.3 * usual
        marked = bool(_MARK.match(lines[k].text)) or numbered[k]
        small = lines[k].text[:1].islower() and not marked
        before_cost[k] = 0.0 if marked else (0.2 if wide else 0.9) + (2.0 if small else 0.0)
        inner_cost[k] = (1.5 if steps[k - 1] > 1.9 * usual else 0.8 if wide else 0.0) + (0.8 if marked else 0.0)
    infinite = 1e9
    best = [[infinite] * (rows + 1) for _ in range(count + 1)]
    came: list[list[tuple[int, int, str] | None]] = [[None] * (rows + 1) for _ in range(count + 1)]
    best[0][0] = 0.0
    for i in range(count + 1):
        for k in range(rows + 1):
            now = best[i][k]
            if now >= infinite:
                continue
            if k < rows and now + 3.0 < best[i][k + 1]:
                best[i][k + 1], came[i][k + 1] = now + 3.0, (i, k, "bare")
            cost = now + (before_cost[i] if i < count and i else 0.0)
            for j in range(i, min(i + 14, count)):
                if j > i:
                    cost += inner_cost[j]
                top, bottom = lines[i].base, lines[j].base
                if k < rows:
                    anchor = anchors[k]
                    off = min(abs(top - anchor), abs((top + bottom) / 2 - anchor), abs(bottom - anchor)) / size
                    inside = top - REACH * size <= anchor <= bottom + REACH * size
                    total = cost + (0.3 * off if inside else off + 1.0)
                    if total < best[j + 1][k + 1]:
                        best[j + 1][k + 1], came[j + 1][k + 1] = total, (i, k, "row")
                heading = lines[i].bold or lines[i].text.isupper()
                out_of_order = (k < rows and bottom > anchors[k] + 0.5 * size) or (k > 0 and top < anchors[k - 1])
                total = cost + (0.6 if heading else 1.3) + (3.0 if out_of_order else 0.0)
                if total < best[j + 1][k]:
                    best[j + 1][k], came[j + 1][k] = total, (i, k, "extra")
    if best[count][rows] >= infinite:
        return None
    return _trace(came, count, rows, best[count][rows])


def _trace(
    came: list[list[tuple[int, int, str] | None]], count: int, rows: int, cost: float
) -> tuple[list[int], int, float]:
    blocks: list[tuple[int, int, str]] = []
    i, k = count, rows
    while (i, k) != (0, 0):
        step = came[i][k]
        assert step is not None
        blocks.append((step[0], i, step[2]))
        i, k = step[0], step[1]
    blocks.reverse()
    owner = [0] * count
    for row, (first, after, _) in enumerate(blocks):
        for line in range(first, after):
            owner[line] = row
    # the kinds tell later which rows have figures
    return owner, sum(1 << row for row, block in enumerate(blocks) if block[2] != "extra") | 1 << len(blocks), cost


def band_to_rows(
    label: Sequence[Line], figures: dict[int, list[list[Line]]], marks: Sequence[float] = ()
) -> Rows | None:
    """Rows of a band from its label lines and its figure columns (column -> entries); None where it is one row or
    unclear."""
    columns = sorted(figures)
    bases = [[group[0].base for group in figures[col]] for col in columns]
    sizes = [line.size for col in columns for group in figures[col] for line in group]
    if not label or not sizes:
        return None
    size = median(sizes)
    found = figures_to_spine(bases, size)
    if found is None:
        return None
    anchors, places = found
    if len(anchors) < 2 or min(b - a for a, b in itertools.pairwise(anchors)) < 0.75 * size:
        return None
    full = [len(set(own)) for own in places]
    if sum(1 for n in full if 2 * n >= len(anchors)) < min(2, len(columns)):
        return None
    dealt = deal_lines(label, anchors, marks)
    if dealt is None:
        return None
    owner, kinds, cost = dealt
    total = kinds.bit_length() - 1
    anchored = [row for row in range(total) if kinds >> row & 1]
    if cost / max(len(anchors), 1) > DEAREST:
        return None
    bare = [k for k, row in enumerate(anchored) if row not in owner]
    # a row without label is believed only where few columns have it
    filled = [sum(k in own for own in places) for k in range(len(anchors))]
    if len(bare) > len(anchors) // 2 or any(2 * filled[k] > len(columns) + 1 for k in bare):
        return None
    mapped = {col: tuple(anchored[k] for k in own) for col, own in zip(columns, places, strict=True)}
    bounds = rows_to_bounds(total, owner, label, mapped, figures, size)
    return Rows(total, tuple(owner), mapped, bounds, tuple(anchors))


def deal_text(lines: Sequence[Line], anchors: Sequence[float]) -> list[list[Line]] | None:
    """The lines of a text column dealt out to rows that all have figures; None where it would cut sentences apart."""
    if len(lines) < len(anchors):
        return None
    dealt = deal_lines(lines, anchors)
    if dealt is None:
        return None
    owner, kinds, cost = dealt
    count = len(anchors)
    if kinds != (1 << count + 1) - 1 or len(set(owner)) != count or cost > DEAREST_TEXT * count:
        return None
    held: list[list[Line]] = [[] for _ in range(count)]
    for line, row in zip(lines, owner, strict=True):
        held[row].append(line)
    return held


def rows_to_bounds(
    total: int, owner: Sequence[int], label: Sequence[Line], mapped: dict[int, tuple[int, ...]],
    figures: dict[int, list[list[Line]]], size: float,
) -> tuple[float, ...]:  # fmt: skip
    """The y between each row and the next: between what ends above and what begins below."""
    tops = [float("inf")] * total
    ends = [float("-inf")] * total
    for line, row in zip(label, owner, strict=True):
        tops[row], ends[row] = min(tops[row], line.base - 0.8 * size), max(ends[row], line.base)
    for col, rows in mapped.items():
        for group, row in zip(figures[col], rows, strict=True):
            tops[row], ends[row] = min(tops[row], group[0].base - 0.8 * size), max(ends[row], group[-1].base)
    out: list[float] = []
    for row in range(1, total):
        bound = (ends[row - 1] + tops[row]) / 2
        out.append(max(bound, out[-1] + 0.5) if out else bound)
    return tuple(out)
