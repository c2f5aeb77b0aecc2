"""Several rows in one ruled row, told apart by baselines and list numbers; total rows with their figure in one
merged cell.

A ruled row is cut only if its figures say so: in the figure columns stand k >= 2 figures under each other, at the same
heights, and a label column has k items that begin at them. So a figure broken over lines ('86,97/' '100.000 KH')
beside a single label stays whole.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extract.header_words import is_figure, is_ordinal
from extract.model import Box
from extract.pdf_bands import Rows, band_to_rows, deal_text, lines_to_figures, rows_to_bounds
from extract.pdf_cells import PdfCell, PdfTable
from extract.pdf_rules import Place
from extract.pdf_words import Line, Words, lines_to_text, words_to_lines

_COUNTED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s*\S")
#: shares of a letter's height: same height; as far as a figure may stand from its label's first line
LEVEL = 0.42
NEAR = 1.1
_MARK = re.compile(r"^(?:\(?(\d{1,2})[.)]\)?|\(?([a-z])[.)]|([-–•·▪●○➢✓]))(?=\s|[A-Z(]|$)")
_CODE = re.compile(r"^\(?(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5})(?:[.\s]\d{1,3}){0,6}\s?[.)]?$")
_LONE_MARK = re.compile(r"^(\d{1,2})(?=\s+[A-Z])")


@dataclass(frozen=True, slots=True)
class _Entries:
    """What stands under each other in one cell: groups of lines."""

    groups: tuple[tuple[Line, ...], ...]

    @property
    def starts(self) -> list[float]:
        return [group[0].base for group in self.groups]


def split_rows(table: PdfTable) -> PdfTable:
    """Cut every ruled row that holds several rows; all others stay as they are."""
    for row in range(table.row_count - 1, -1, -1):
        table = _split_row(table, row)
    return table


def _split_row(table: PdfTable, row: int) -> PdfTable:
    single = [cell for cell in table.cells if cell.place.row == row and cell.place.row_span == 1]
    if len(single) < 2 or max(len(cell.lines) for cell in single) < 2:
        return table
    starts, anchors = row_starts(single, table.margin)
    if len(starts) < 2:
        return _split_band(table, row, single)
    bounds = _bounds(starts, single)
    ys = (*table.ys[: row + 1], *bounds, *table.ys[row + 1 :])
    added = len(starts) - 1
    cells: list[PdfCell] = []
    for cell in table.cells:
        p = cell.place
        if p.row > row:
            cells.append(replace(cell, place=Place(p.row + added, p.col, p.row_span, p.col_span)))
        elif p.row == row and p.row_span == 1:
            cells.extend(_split_cell(cell, starts, anchors, ys, table.margin))
        elif p.row + p.row_span > row:
            cells.append(replace(cell, place=Place(p.row, p.col, p.row_span + added, p.col_span)))
        else:
            cells.append(cell)
    reason = f"page {table.page}: row {row + 1} cut into {len(starts)} by the heights of its figures"
    return replace(table, ys=ys, cells=tuple(cells), reasons=(*table.reasons, reason))


def _split_band(table: PdfTable, row: int, single: Sequence[PdfCell]) -> PdfTable:
    """Cut a tall row by the heights of its figures and the cheapest dealing of its label's lines."""
    figures: dict[int, list[list[Line]]] = {}
    texts: list[PdfCell] = []
    for cell in single:
        if not cell.lines:
            continue
        groups = lines_to_figures(cell.lines, cell.box.x1 - cell.box.x0 - 2 * table.margin)
        if groups is None:
            texts.append(cell)
        else:
            figures[cell.place.col] = groups
    widest = max(texts, key=lambda cell: (len(cell.lines), cell.box.x1 - cell.box.x0), default=None)
    # row numbers and account codes left of the label mark its items
    codes = {
        cell.place.col: cell
        for cell in single
        if widest is not None and cell.place.col < widest.place.col and cell.lines
        and all(_CODE.match(line.text) for line in cell.lines)
    }  # fmt: skip
    texts = [cell for cell in texts if cell.place.col not in codes]
    figures = {col: groups for col, groups in figures.items() if col not in codes}
    marks = [line.base for cell in codes.values() for line in cell.lines]
    # a single figure beside many is one that reaches over all of them, or a row number
    listed = {col: groups for col, groups in figures.items() if len(groups) > 1}
    before = [cell for cell in texts if cell.place.col < max(listed, default=-1)]
    if len(listed) < 2 or not before:
        return table
    label = max(before, key=lambda cell: (len(cell.lines), cell.box.x1 - cell.box.x0))
    found = _numbered_to_rows(label.lines, listed) or band_to_rows(label.lines, listed, marks)
    if found is None or found.count < 2:
        return table
    ys = (*table.ys[: row + 1], *found.bounds, *table.ys[row + 1 :])
    added = found.count - 1
    cells: list[PdfCell] = []
    for cell in table.cells:
        p = cell.place
        if p.row > row:
            cells.append(replace(cell, place=Place(p.row + added, p.col, p.row_span, p.col_span)))
        elif p.row == row and p.row_span == 1:
            held: list[list[Line]] = [[] for _ in range(found.count)]
            if cell is label:
                for line, k in zip(cell.lines, found.label, strict=True):
                    held[k].append(line)
            elif p.col in found.figures:
                for group, k in zip(listed[p.col], found.figures[p.col], strict=True):
                    held[k].extend(group)
            elif p.col in codes and len(cell.lines) > 1:
                for line in cell.lines:
                    near = min(range(len(label.lines)), key=lambda k: abs(label.lines[k].base - line.base))
                    held[found.label[near]].append(line)
            elif len(found.anchors) == found.count and (dealt := deal_text(cell.lines, found.anchors)):
                held = dealt
            elif p.col < label.place.col and len(label_entries(cell.lines)[0].groups) <= 1 and cell.lines:
                cells.append(_cell_part(cell, row, 0, found.count, cell.lines, ys, table.margin))
                continue
            else:
                for line in cell.lines:
                    held[bisect_right(found.bounds, line.base - 0.3 * line.size)].append(line)
            cells.extend(_cell_part(cell, row, k, k + 1, held[k], ys, table.margin) for k in range(found.count))
        elif p.row <= row < p.row + p.row_span:
            cells.append(replace(cell, place=Place(p.row, p.col, p.row_span + added, p.col_span)))
        else:
            cells.append(cell)
    reason = f"page {table.page}: row {row + 1} cut into {found.count}, label lines dealt out to figures"
    return replace(table, ys=ys, cells=tuple(cells), reasons=(*table.reasons, reason))


def _numbered_to_rows(label: Sequence[Line], figures: dict[int, list[list[Line]]]) -> Rows | None:
    """A list of n numbered names beside columns of n figures each: the k-th figure is the k-th name's, whatever height
    it stands at (a name over two lines pushes those below it down, the figures stay). None where it is no such list."""
    entries = _marked_entries(label)
    if entries is None or len(entries.groups) < 2 or not _COUNTED.match(entries.groups[0][0].text):
        return None
    count = len(entries.groups)
    if any(len(groups) != count for groups in figures.values()) or not all(
        _COUNTED.match(group[0].text) for group in entries.groups
    ):
        return None
    owner = [k for k, group in enumerate(entries.groups) for _ in group]
    rows = {col: tuple(range(count)) for col in figures}
    size = median(line.size for line in label)
    bounds = rows_to_bounds(count, owner, label, rows, figures, size)
    anchors = tuple(median(groups[k][0].base for groups in figures.values()) for k in range(count))
    return Rows(count, tuple(owner), rows, bounds, anchors)


def _cell_part(
    cell: PdfCell, row: int, first: int, after: int, lines: Sequence[Line], ys: tuple[float, ...], margin: float
) -> PdfCell:
    box = Box(cell.box.x0, ys[row + first], cell.box.x1, ys[row + after])
    text = lines_to_text(lines, cell.box.x1 - cell.box.x0 - 2 * margin)
    return PdfCell(
        Place(row + first, cell.place.col, after - first, cell.place.col_span), text, box, tuple(lines), cell.page
    )


def figure_entries(lines: Sequence[Line], room: float | None = None) -> _Entries | None:
    """The figures of a cell, each with the words under it ('6.000' / 'orang'); None where it isn't figures."""
    groups = lines_to_figures(lines, room)
    return _Entries(tuple(map(tuple, groups))) if groups else None


def label_entries(lines: Sequence[Line]) -> tuple[_Entries, bool]:
    """The items of a label cell by their list marks (True), else by the wider gaps between them (False)."""
    marked = _marked_entries(lines)
    if marked is not None:
        return marked, True
    steps = [after.base - before.base for before, after in itertools.pairwise(lines)]
    usual = min(steps) if steps else 0.0
    groups: list[list[Line]] = []
    for place, line in enumerate(lines):
        if place and steps[place - 1] <= 1.35 * max(usual, 0.95 * line.size):
            groups[-1].append(line)
        else:
            groups.append([line])
    return _Entries(tuple(map(tuple, groups))), False


def _marked_entries(lines: Sequence[Line]) -> _Entries | None:
    groups: list[list[Line]] = []
    marks: list[str] = []
    for place, line in enumerate(lines):
        found = _MARK.match(line.text) or _LONE_MARK.match(line.text)
        mark = found.group(0).strip("(). ") if found else ""
        expected = _next_mark(marks[-1]) if marks else ("1", "a", mark)
        # the list under the next heading counts anew
        anew = mark in ("1", "a") and place > 0 and line.base - lines[place - 1].base > 1.5 * line.size
        if found and (mark in expected or anew or not mark.isalnum()):
            groups.append([line])
            marks.append(mark)
        elif groups:
            groups[-1].append(line)
        else:
            groups.append([line])  # what stands above the first item names them all
    return _Entries(tuple(map(tuple, groups))) if marks else None


def _next_mark(mark: str) -> tuple[str, ...]:
    if mark.isdigit():
        return (str(int(mark) + 1),)
    if mark.isalpha():
        return (chr(ord(mark) + 1),)
    return (mark,)


def row_starts(cells: Sequence[PdfCell], margin: float) -> tuple[list[float], list[float]]:
    """The baselines at which the rows within one ruled row begin (fewer than two: it is one row), and those of the
    figures."""
    figures: list[_Entries] = []
    labels: list[tuple[_Entries, bool]] = []
    for cell in cells:
        if not cell.lines:
            continue
        entries = figure_entries(cell.lines, cell.box.x1 - cell.box.x0 - 2 * margin)
        if entries is not None:
            figures.append(entries)
        else:
            labels.append(label_entries(cell.lines))
    many = Counter(len(entries.groups) for entries in figures if len(entries.groups) > 1)
    if not many or not labels:
        return [], []
    count, columns = max(many.items(), key=lambda item: (item[1], item[0]))
    if sum(1 for entries in figures if len(entries.groups) < count) > max(columns, 1):
        return [], []
    alike = [entries for entries in figures if len(entries.groups) == count]
    size = median(line.size for entries in alike for group in entries.groups for line in group)
    anchors = [median(entries.starts[k] for entries in alike) for k in range(count)]
    level = [e for e in alike if all(abs(s - a) <= LEVEL * size for s, a in zip(e.starts, anchors, strict=True))]
    if len(level) * 2 < len(alike):
        return [], []
    best: list[float] = []
    for entries, marked in labels:
        starts = _starts_at(entries, anchors, size, marked, len(level))
        if starts and (not best or marked):
            best = starts
            if marked:
                break
    return best, anchors


def _starts_at(entries: _Entries, anchors: list[float], size: float, marked: bool, columns: int) -> list[float]:
    """The label's items' first baselines, if each anchor has its item; an item without figures above them starts a
    row too."""
    starts = entries.starts
    count = len(anchors)
    if len(starts) == count and all(
        start - NEAR * size <= anchor <= group[-1].base + NEAR * size
        for start, anchor, group in zip(starts, anchors, entries.groups, strict=True)
    ):
        return starts
    if len(starts) == count + 1 and all(
        start - NEAR * size <= anchor <= group[-1].base + NEAR * size
        for start, anchor, group in zip(starts[1:], anchors, entries.groups[1:], strict=True)
    ):
        return starts
    # no marks, no gaps: a label line stands at the height of each figure
    lines = [line for group in entries.groups for line in group]
    if columns < 2 or (marked and len(starts) > count):
        return []
    level = [next((line.base for line in lines if abs(line.base - anchor) <= LEVEL * size), None) for anchor in anchors]
    found = [base for base in level if base is not None]
    if len(found) < count:
        return []
    # figures closer than the label's own lines are one figure's lines
    if min(b - a for a, b in itertools.pairwise(found)) < 0.8 * size:
        return []
    first = lines[0].base
    if first < found[0] - 0.5 * size:
        # text above the first figure: a row of its own if it isn't the first item's own beginning
        return []
    if len(lines) == count and not all(line.text[:1].isupper() or not line.text[:1].isalpha() for line in lines):
        return []
    heads = [line for line in lines if line.base in found]
    if not all(line.text[:1].isupper() or line.text[:1].isdigit() or line.text[:1] in "-•" for line in heads):
        return []
    # a line as far from the one before it as rows are, level with no figure: a row without figures ('B  PROGRAM ...')
    least = 0.85 * min(b - a for a, b in itertools.pairwise(found))
    for before, line in itertools.pairwise(lines):
        apart = line.base - before.base >= least
        if apart and line.base not in found and line.text[:1].isupper() and line.base > found[0]:
            found.append(line.base)
    return sorted(found)


def _bounds(starts: list[float], cells: Sequence[PdfCell]) -> list[float]:
    """The y of the cuts: above each further start, below what stands before it."""
    size = median(line.size for cell in cells for line in cell.lines)
    return [start - 0.9 * size for start in starts[1:]]


def _split_cell(
    cell: PdfCell, starts: list[float], anchors: list[float], ys: tuple[float, ...], margin: float
) -> list[PdfCell]:
    """One cell's lines to the rows; a label with fewer items than rows reaches over those that it names."""
    p, count = cell.place, len(starts)

    def part(first: int, after: int, lines: Sequence[Line]) -> PdfCell:
        return _cell_part(cell, p.row, first, after, lines, ys, margin)

    if not cell.lines:
        return [part(k, k + 1, ()) for k in range(count)]
    figures = figure_entries(cell.lines, cell.box.x1 - cell.box.x0 - 2 * margin)
    if figures is not None and len(figures.groups) == 1 and p.col == 0 and is_ordinal(cell.text):
        return [part(0, count, cell.lines)]
    if figures is not None:
        held: list[list[Line]] = [[] for _ in range(count)]
        groups = figures.groups
        # as many figures as rows, or as items below a naming first row: in order; else by height
        for k, group in enumerate(groups):
            place = (
                k + count - len(groups)
                if len(groups) in (count, count - 1) and len(groups) > 1
                else _row_of(group[0].base, starts)
            )
            if len(groups) == count - 1 and len(groups) > 1 and _row_of(groups[0][0].base, starts) == 0 and count > 2:
                place = _row_of(group[0].base, starts)
            held[place].extend(group)
        return [part(k, k + 1, held[k]) for k in range(count)]
    entries, marked = label_entries(cell.lines)
    places = [_row_of(start, starts) for start in entries.starts]
    if len(entries.groups) == count == len(anchors) and all(
        group[0].base - NEAR * group[0].size <= anchor <= group[-1].base + NEAR * group[0].size
        for group, anchor in zip(entries.groups, anchors, strict=True)
    ):
        return [part(k, k + 1, entries.groups[k]) for k in range(count)]
    if len(cell.lines) >= count and all(
        any(abs(line.base - start) <= LEVEL * line.size and not line.text[:1].islower() for line in cell.lines)
        for start in starts
    ):
        places = []  # something begins at every row, with or without marks and gaps
    elif (
        len(anchors) == count
        and not marked
        and len(entries.groups) != count
        and (dealt := deal_text(cell.lines, anchors))
    ):
        return [part(k, k + 1, dealt[k]) for k in range(count)]
    elif len(entries.groups) == 1:
        return [part(0, count, cell.lines)]
    if not places or len(set(places)) < len(places) or places[0] != 0:
        # lines by height
        held = [[] for _ in range(count)]
        for line in cell.lines:
            held[_row_of(line.base, starts)].append(line)
        return [part(k, k + 1, held[k]) for k in range(count)]
    ends = [*places[1:], count]
    return [part(a, b, group) for a, b, group in zip(places, ends, entries.groups, strict=True)]


def _row_of(base: float, starts: list[float]) -> int:
    slack = 0.3 * min(after - before for before, after in pairwise(starts))
    return max((k for k, start in enumerate(starts) if base >= start - slack), default=0)


def split_totals(table: PdfTable, words: Words) -> PdfTable:
    """'Rata-rata          100,33' in one merged cell: the figure goes to the column under which it stands."""
    cells: list[PdfCell] = []
    changed = False
    for cell in table.cells:
        parts = _split_total(cell, table, words) if cell.place.col_span > 1 and len(cell.lines) == 1 else None
        if parts:
            changed = True
            cells.extend(parts)
        else:
            cells.append(cell)
    return replace(table, cells=tuple(cells)) if changed else table


def _split_total(cell: PdfCell, table: PdfTable, words: Words) -> list[PdfCell] | None:
    line = cell.lines[0]
    groups: list[list[int]] = [[line.words[0]]]
    for before, after in zip(line.words, line.words[1:], strict=False):
        if words.x0[after] - words.x1[before] > 1.4 * line.size:
            groups.append([after])
        else:
            groups[-1].append(after)
    if len(groups) < 2:
        return None
    p = cell.place
    columns = range(p.col, p.col + p.col_span)
    parts: list[PdfCell] = []
    after = p.col + p.col_span
    for group in reversed(groups[1:]):
        text = " ".join(words.text[i] for i in group)
        middle = (words.x0[group[0]] + words.x1[group[-1]]) / 2
        column = next((c for c in columns if table.xs[c] <= middle <= table.xs[c + 1]), None)
        if not is_figure(text) or column is None or column >= after or column == p.col:
            return None
        own = words_to_lines(words, group)
        box = Box(table.xs[column], cell.box.y0, table.xs[after], cell.box.y1)
        parts.append(
            PdfCell(Place(p.row, column, p.row_span, after - column), lines_to_text(own), box, tuple(own), cell.page)
        )
        after = column
    own = words_to_lines(words, groups[0])
    box = Box(cell.box.x0, cell.box.y0, table.xs[after], cell.box.y1)
    parts.append(
        PdfCell(Place(p.row, p.col, p.row_span, after - p.col), lines_to_text(own), box, tuple(own), cell.page)
    )
    return parts[::-1]
