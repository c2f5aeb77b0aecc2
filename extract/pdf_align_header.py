"""The header of a table without rules: which names stand over which columns, level by level.

The lowest level is known by what its names are: years, quarters, or the few words for measures, one over each column.
What stands higher over them and is less in number reaches over several: a name stands in the middle of its columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from extract.header_words import is_year, squeeze
from extract.headers import is_numbering_row
from extract.model import Box
from extract.pdf_cells import PdfCell
from extract.pdf_rules import Place
from extract.pdf_words import Line, Words, lines_to_text, words_to_lines

_QUARTER = re.compile(r"^(?:tw|triwulan|tri wulan|kuartal|semester|smt)?\.?\s*\(?(?:i{1,3}|iv|v)\)?$", re.IGNORECASE)
_MEASURE = re.compile(
    r"^(?:%|persen|persentase)?\s*(?:target|realisasi|capaian|pagu|anggaran|alokasi|keuangan|fisik|kinerja|sisa|rp|k|t|r|c|%|"
    r"persen|persentase|murni|perubahan|semula|menjadi|sebelum|sesudah|setelah)\.?\s*\(?(?:rp|%|persen|juta|ribu)?\.?\)?$",
    re.IGNORECASE,
)
#: lines of one name follow each other within so many letter heights
NEAR = 1.5
#: share of a column by which a name may stand off the middle of its columns
OFF_MIDDLE = 0.45
HARDLY = 0.6
#: what a column that no name covers costs, beside the distances from the middles
LEFT_OUT = 0.15


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of one header line: its text, extent and words; `at` the number of its line."""

    text: str
    x0: float
    x1: float
    words: tuple[int, ...]
    at: int

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(slots=True)
class _Unit:
    """Columns `first` to before `after` and the names that stand over just them."""

    first: int
    after: int
    names: list[Name]
    #: 0 over one column, higher over names below it
    level: int = 0


def name_to_kind(text: str) -> str:
    """'year', 'quarter' or 'measure' for a name that stands over one column among its like; '' for others."""
    tight = squeeze(text)
    if is_year(tight):
        return "year"
    if _QUARTER.match(tight):
        return "quarter"
    return "measure" if _MEASURE.match(tight) else ""


def with_broken_words(
    rows: Sequence[Sequence[Name]], bases: Sequence[float], xs: Sequence[float], size: float
) -> list[list[Name]]:
    """The lines with the ends of words that a narrow cell broke joined to their beginnings: 'TARGE' over 'T'.

    Then lines of one level that stand a little higher or lower than each other (cells set in their middle) are one.
    """
    out = [list(row) for row in rows]
    for at in range(len(out) - 1, 0, -1):
        for name in list(out[at]):
            if len(name.text) > 3 or not name.text.isalpha():
                continue
            over = [
                (k, other)
                for k in range(at)
                for other in out[k]
                if bases[at] - bases[k] <= NEAR * size
                and column_of(other, xs) == column_of(name, xs)
                and other.x0 <= name.middle <= other.x1
                and " " not in other.text
            ]
            if not over:
                continue
            k, other = over[-1]
            whole = other.text + name.text
            if name_to_kind(whole) and not name_to_kind(other.text):
                out[k][out[k].index(other)] = Name(whole, other.x0, other.x1, (*other.words, *name.words), other.at)
                out[at].remove(name)
    return out


def lines_of_one_level(
    rows: Sequence[Sequence[Name]], bases: Sequence[float], xs: Sequence[float], size: float
) -> list[list[Name]]:
    """Lines a fraction of a letter apart whose names are of one kind and stand over different columns, as one."""
    out: list[list[Name]] = []
    level = -1e9
    for row in rows:
        if not row:
            out.append([])
            continue
        kinds = {name_to_kind(name.text) for name in row}
        before = next((k for k in range(len(out) - 1, -1, -1) if out[k]), None)
        if (
            before is not None
            and bases[row[0].at] - level <= 0.8 * size
            and "" not in kinds
            and not {column_of(n, xs) for n in row} & {column_of(n, xs) for n in out[before]}
            and kinds == {"measure"} == {name_to_kind(name.text) for name in out[before]}
        ):
            out[before] = sorted([*out[before], *row], key=lambda name: name.x0)
            out.append([])
        else:
            out.append(list(row))
            level = bases[row[0].at]
    return out


def split_numbering(rows: Sequence[Sequence[Name]]) -> tuple[list[Sequence[Name]], Sequence[Name]]:
    """The header's lines without a last one that only numbers the columns; and that one."""
    if len(rows) > 1 and len(rows[-1]) >= 3 and is_numbering_row([name.text for name in rows[-1]]):
        return list(rows[:-1]), rows[-1]
    return list(rows), ()


def column_of(name: Name, xs: Sequence[float]) -> int:
    return min(max(int(np.searchsorted(xs, name.middle)) - 1, 0), len(xs) - 2)


def lowest_runs(rows: Sequence[Sequence[Name]], xs: Sequence[float]) -> tuple[int, list[list[_Unit]]]:
    """Which line holds most columns named as one kind beside each other, and these runs; (-1, []) without one."""
    best: tuple[int, int, list[list[_Unit]]] = (1, -1, [])
    for at, row in enumerate(rows):
        by_column: dict[int, Name] = {}
        for name in row:
            by_column.setdefault(column_of(name, xs), name)
        if len(by_column) < len(row):
            continue
        keyed = [
            (name_to_kind(name.text), col - place, col) for place, (col, name) in enumerate(sorted(by_column.items()))
        ]
        runs = []
        for (kind, _), group in groupby(keyed, key=lambda entry: entry[:2]):
            columns = [col for _, _, col in group]
            if kind and len(columns) >= 2:
                runs.append([_Unit(col, col + 1, [by_column[col]]) for col in columns])
        count = sum(map(len, runs))
        if count >= best[0] and runs:
            best = (count, at, runs)
    return best[1], best[2]


def names_over(units: Sequence[_Unit], names: Sequence[Name], xs: Sequence[float]) -> list[_Unit] | None:
    """The names of one line as units over the given ones, in the middle of which they stand; None if they don't."""
    edges = [*(xs[unit.first] for unit in units), xs[units[-1].after]]
    # groups of one size over all of them, where that is so
    each, rest = divmod(len(units), len(names))
    if not rest:
        groups = [(k * each, (k + 1) * each) for k in range(len(names))]
        if all(
            _off_middle(name, edges, a, b) <= min(1.0, _nearest(name, edges) + HARDLY)
            for name, (a, b) in zip(names, groups, strict=True)
        ):
            return [
                _Unit(units[a].first, units[b - 1].after, [name]) for name, (a, b) in zip(names, groups, strict=True)
            ]
    # else the stretches in whose middles they stand best, one after the other
    best: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {0: (0.0, ())}
    for name in names:
        following: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {}
        for free, (cost, spans) in best.items():
            for a in range(free, len(units)):
                for b in range(a + 1, len(units) + 1):
                    off = _off_middle(name, edges, a, b)
                    if off > 1:
                        continue
                    entry = (cost + off + LEFT_OUT * (a - free), (*spans, (a, b)))
                    if b not in following or entry < following[b]:
                        following[b] = entry
        best = following
    if not best:
        return None
    _, spans = min((cost + LEFT_OUT * (len(units) - free), spans) for free, (cost, spans) in best.items())
    return [_Unit(units[a].first, units[b - 1].after, [name]) for name, (a, b) in zip(names, spans, strict=True)]


def _nearest(name: Name, edges: Sequence[float]) -> float:
    """How far a name stands from the middle of those units that it stands best over."""
    last = len(edges) - 1
    return min(_off_middle(name, edges, a, b) for a in range(last) for b in range(a + 1, last + 1))


def _off_middle(name: Name, edges: Sequence[float], first: int, after: int) -> float:
    """How far from the middle of the units `first` to before `after` a name stands; above 1 it is none of theirs."""
    wide = edges[after] - edges[first]
    if name.x1 - name.x0 > 1.15 * wide:
        return 2.0
    least = min(edges[k + 1] - edges[k] for k in range(first, after))
    return abs(name.middle - (edges[first] + edges[after]) / 2) / max(OFF_MIDDLE * least, 0.12 * wide, 1.0)


def run_to_levels(
    units: list[_Unit], above: Sequence[Sequence[Name]], xs: Sequence[float], size: float, bases: Sequence[float]
) -> list[_Unit]:
    """All names over a run of columns. `above` are the names over it, line by line from below.

    A name that stands closely over the middle of another is its upper line; else it reaches over those below it.
    """
    out, top = list(units), list(units)
    for names in above:
        if not names:
            continue
        # as many names as columns: each is the upper line of the one below it
        whole = len(names) >= len(top) and all(_holds(unit, names, xs) for unit in top)
        new: list[Name] = []
        held: list[_Unit] = []
        for name in names:
            unit = min(top, key=lambda unit: abs((xs[unit.first] + xs[unit.after]) / 2 - name.middle))
            near = min(bases[other.at] for other in unit.names) - bases[name.at] <= NEAR * size
            if near and (whole or (unit.level and _is_centred(name, unit, xs))):
                unit.names.insert(0, name)
                held.append(unit)
            else:
                new.append(name)
        made: list[_Unit] = []
        for segment in _segments(top, held):
            left, right = xs[segment[0].first], xs[segment[-1].after]
            own = [name for name in new if left <= name.middle < right]
            made += (names_over(segment, own, xs) if own else None) or []
        for unit in made:
            under = [other for other in top if unit.first <= other.first < unit.after]
            unit.level = 1 + max(other.level for other in under)
        out += made
        kept = [other for other in top if not any(unit.first <= other.first < unit.after for unit in made)]
        top = sorted([*made, *kept], key=lambda unit: unit.first)
    return out


def _segments(units: Sequence[_Unit], held: Sequence[_Unit]) -> list[list[_Unit]]:
    """The stretches of units between those that have an upper line of their own: no name reaches across these."""
    out: list[list[_Unit]] = [[]]
    for unit in units:
        if any(unit is other for other in held):
            out.append([])
        else:
            out[-1].append(unit)
    return [segment for segment in out if segment]


def _is_centred(name: Name, unit: _Unit, xs: Sequence[float]) -> bool:
    wide = xs[unit.after] - xs[unit.first]
    return abs((xs[unit.first] + xs[unit.after]) / 2 - name.middle) < 0.2 * wide and name.x1 - name.x0 < 1.15 * wide


def _holds(unit: _Unit, names: Sequence[Name], xs: Sequence[float]) -> bool:
    return any(xs[unit.first] <= name.middle < xs[unit.after] for name in names)


def lines_to_header(
    lines: Sequence[Line], rows: Sequence[Sequence[Name]], xs: Sequence[float], words: Words, page: int
) -> tuple[list[PdfCell], set[int]] | None:
    """The header's cells over runs of like columns with the names above them; and the columns they leave out.

    None where no such run has a level above it: then the header is one level of names.
    """
    bases = [line.base for line in lines]
    size = sorted(line.size for line in lines)[len(lines) // 2]
    rows = lines_of_one_level(with_broken_words(rows, bases, xs, size), bases, xs, size)
    at, runs = lowest_runs(rows, xs)
    if at < 0:
        return None
    stacks: list[list[_Unit]] = []
    for units in runs:
        left, right = xs[units[0].first], xs[units[-1].after]
        for row in rows[at + 1 :]:
            for name in row:
                for unit in units:
                    if xs[unit.first] <= name.middle < xs[unit.after]:
                        unit.names.append(name)
        above = [[name for name in row if left <= name.middle < right] for row in reversed(rows[:at])]
        stacks.append(run_to_levels(units, above, xs, size, bases))
    deep = 1 + max(unit.level for units in stacks for unit in units)
    if deep < 2:
        return None
    ys = np.linspace(lines[0].y0 - 1.0, lines[-1].y1 + 1.0, deep + 1).tolist()
    cells: list[PdfCell] = []
    for units in stacks:
        for unit in units:
            over = [
                other.level for other in units if other.level > unit.level and other.first <= unit.first < other.after
            ]
            # a name reaches up to the one above it, or to the top
            begin, after = (deep - min(over) if over else 0), deep - unit.level
            found = [line for name in unit.names for line in words_to_lines(words, list(name.words))]
            texts = [name.text for name in unit.names]
            box = Box(xs[unit.first], ys[begin], xs[unit.after], ys[after])
            place = Place(begin, unit.first, after - begin, unit.after - unit.first)
            # a name put together again has more words than lines tell
            whole = texts[0] if len(texts) == 1 else lines_to_text(found, box.x1 - box.x0)
            cells.append(PdfCell(place, whole, box, tuple(found), page))
    covered = {unit.first for units in stacks for unit in units if not unit.level}
    return cells, set(range(len(xs) - 1)) - covered
