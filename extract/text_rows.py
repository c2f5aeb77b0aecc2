"""Body lines of an aligned table -> its rows: which of several lines belong to one row.

A row is anchored by the line(s) its figures stand on. The lines of text between two anchors are shared out at the
best cut: before a blank line, a row number, a capital; not before a small letter or after a word that goes on. Cells
may be set at the top of their row or in its middle; both are tried for the whole table and the cheaper reading is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.header_words import goes_on, is_figure, is_ordinal, is_total
from extract.text_columns import CURRENCY

#: what a line left to the page before costs, in the measure of `_starts`
LEFT_OVER = 1.2
#: what speaks against a row at whose top its name is missing
NAMELESS = 4
#: what a narrow cell leaves of a number for the next line: ',1', '.000', ',00 %'
_REST = re.compile(r"^[.,]\d{1,3}(?:[.,]\d{1,3})*\s?%?$")
_DECIMALS = re.compile(r",\d+$")
_ONE_DECIMAL = re.compile(r"\.\d{3}\.\d{3},\d$")
_COUNT = re.compile(r"^\(?\d{1,3}\s*[.)]?$")


@dataclass(slots=True)
class BodyLine:
    """A physical line of the body: its texts by column, and whether a blank line stands above it."""

    number: int
    cells: dict[int, str]
    gap: bool
    page: int | None = None
    #: the line's text if it runs over several columns (a section row), else ''
    section: str = ""


def find_anchors(lines: Sequence[BodyLine], figures: Sequence[int], label: int) -> list[list[int]]:
    """Groups of line indices that carry one row's figures (a row's figures may stand on two lines, set at different
    heights).
    """
    groups: list[list[int]] = []
    carrying = sum(any(is_figure(line.cells.get(col, "")) for col in figures) for line in lines)
    # where labels wrap over lines, a capital at a line's start says little
    wraps = sum(label in line.cells for line in lines) >= 1.4 * max(carrying, 1)
    for index, line in enumerate(lines):
        here = {col for col in figures if is_figure(line.cells.get(col, ""))}
        if not here:
            continue
        if groups:
            before = {col for at in groups[-1] for col in figures if is_figure(lines[at].cells.get(col, ""))}
            near = index - groups[-1][-1] <= 2 and not any(lines[at].gap for at in range(groups[-1][-1] + 1, index + 1))
            starts = _starts(lines, index, label)
            broken = all(
                _is_broken_number(_last_text(lines, groups[-1], col), line.cells[col]) for col in here & before
            )
            owed = all(CURRENCY.match(_last_text(lines, groups[-1], col)) for col in here)
            if near and (
                (owed and not starts_anew(lines[index]))
                or (not here & before and starts <= (1 if wraps else 0))
                or (here & before and broken)
            ):
                groups[-1].append(index)
                continue
        groups.append([index])
    return groups


def starts_anew(line: BodyLine) -> bool:
    """Does the line begin with a row's number or a total's name?"""
    return any(is_total(text) for text in line.cells.values()) or is_ordinal(line.cells.get(0, ""))


def _last_text(lines: Sequence[BodyLine], group: Sequence[int], col: int) -> str:
    return next((lines[at].cells[col] for at in reversed(group) if col in lines[at].cells), "")


def _is_broken_number(above: str, below: str) -> bool:
    """'13.000.0' over '00', '21.933' over ',1', 'Rp 8.151.724.000,0' over '0': a number broken in a narrow cell."""
    if not above[-1:].isdigit():
        return False
    if _REST.match(below):
        return not _DECIMALS.search(above)
    if _ONE_DECIMAL.search(above) and len(below) == 1:
        return below.isdigit()
    return below[:1].isdigit() and above.count(".") >= 1 and not is_whole_number(above) and len(below) <= 3


def is_whole_number(text: str) -> bool:
    """Are the groups after the first dot all of three digits ('13.000.000'), or is it no grouped number at all?"""
    groups = text.split(",")[0].split(".")
    return all(len(group) == 3 for group in groups[1:]) or len(groups) == 2


def _starts(lines: Sequence[BodyLine], index: int, label: int, *, numbered: bool = True) -> int:
    """How much line `index` looks like the first of a row: positive yes, negative no. `numbered`: a number in front
    says so even beside no name or the middle of one (it does not where cells are centred)."""
    line = lines[index]
    score = 3 if line.gap else 0
    if any(is_total(text) for text in line.cells.values()):
        score += 5
    text = line.cells.get(label, "")
    if (text[:1].isupper() or (numbered and not text[:1].islower())) and any(
        is_ordinal(text) for col, text in line.cells.items() if col < label or col == 0
    ):
        score += 3
    if text:
        score += -3 if text[0].islower() or text[0] in "(/&,;)%" else 1
        if is_ordinal(text.split()[0]) and len(text.split()[0]) > 1:
            score += 2
    if index and (above := lines[index - 1].cells.get(label, "")):
        score += -3 if goes_on(above) else 0
    return score


def remainder(lines: Sequence[BodyLine], anchors: Sequence[Sequence[int]], label: int, *, centred: bool = False) -> int:
    """How many leading lines only finish a row of the page before: they begin in the middle of a sentence, before
    any row starts. Where cells are centred, a number stands below the first line of its own row.
    """
    if not lines or not anchors:
        return 0
    opening = list(lines[0].cells.values())
    first = next((at for at in range(1, anchors[0][0] + 1) if _starts(lines, at, label) > 0), 0)
    if all(text[0].islower() or text[0] in "(&/)" for text in opening):
        return first
    # capitals may open a line in the middle of a name: a number that counts on tells
    if centred or any(is_ordinal(text) for text in opening):
        return 0
    for at in range(1, anchors[0][0] + 1):
        numbers = [
            int(text.strip("(). ")) for col, text in lines[at].cells.items() if col < label and _COUNT.match(text)
        ]
        if numbers:
            return at if min(numbers) > 1 else 0
    return 0


def cut_rows(
    lines: Sequence[BodyLine], anchors: Sequence[Sequence[int]], label: int
) -> tuple[int, list[tuple[int, int]], bool]:
    """How many leading lines end a row of the page before, (first, last + 1) line indices of each row, one row for each
    anchor, and whether cells are centred in their rows."""
    if not anchors:
        return 0, [], False
    readings = []
    for centred in (False, True):
        rest = remainder(lines, anchors, label, centred=centred)
        shifted = [[at - rest for at in group] for group in anchors]
        spans, cost = _cut(lines[rest:], shifted, label, centred=centred)
        readings.append((cost + LEFT_OVER * rest, centred, rest, [(start + rest, end + rest) for start, end in spans]))
    _, centred, rest, spans = min(readings, key=lambda reading: reading[:2])
    return rest, spans, centred


def _cut(
    lines: Sequence[BodyLine], anchors: Sequence[Sequence[int]], label: int, centred: bool
) -> tuple[list[tuple[int, int]], float]:
    count = len(lines)
    anchored = {index for group in anchors for index in group}
    beginning = [_starts(lines, index, label, numbered=not centred) for index in range(count)]
    if not centred:
        # at the top of a row its name begins beside its figures
        beginning = [
            score - NAMELESS if index in anchored and label not in lines[index].cells else score
            for index, score in enumerate(beginning)
        ]
    # states: where a row starts -> (cost so far, starts of the rows before it)
    states: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for at, anchor in enumerate(anchors):
        first, last = anchor[0], anchor[-1]
        following = anchors[at + 1][0] if at + 1 < len(anchors) else count
        ends = range(last + 1, following + 1) if at + 1 < len(anchors) else [count]
        gaps = [j for j in range(last + 1, min(following + 1, count)) if lines[j].gap]
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, trail) in states.items():
            for end in list(ends)[:80]:
                price = cost
                above, below = first - start, end - 1 - last
                price += 0.5 * abs(above - below) if centred else 1.2 * above
                if at + 1 < len(anchors):
                    price -= beginning[end] if end < count else 0
                    price += 3 * sum(gap != end for gap in gaps)
                if end not in reached or price < reached[end][0]:
                    reached[end] = (price, (*trail, end))
        # the best few places are enough
        states = dict(sorted(reached.items(), key=lambda item: item[1][0])[:12])
    cost, trail = min(states.values(), key=lambda state: state[0])
    return list(pairwise(trail)), cost


def text_rows(lines: Sequence[BodyLine]) -> list[tuple[int, int]]:
    """Rows of a table without figures: a new one at a row number, after a blank line, or where the first column
    begins anew.
    """
    starts = [0]
    numbered = sum(is_ordinal(line.cells.get(0, "")) for line in lines) >= 2
    for index in range(1, len(lines)):
        first = lines[index].cells.get(0, "")
        if numbered:
            new = is_ordinal(first)
        elif lines[index].gap:
            new = True
        else:
            beside = len(lines[index].cells) > 1
            new = bool(first) and first[0].isupper() and beside and _starts(lines, index, 0) > 0
        if new:
            starts.append(index)
    return list(zip(starts, [*starts[1:], len(lines)], strict=True)) if lines else []


def join_cell(texts: Sequence[str]) -> str:
    """The lines of one cell put together: words by blanks, numbers broken over lines without."""
    out = ""
    for text in texts:
        if not out:
            out = text
        elif is_figure(out) and _is_broken_number(out, text):
            out += text
        elif out.endswith("-") and out[-2:-1].isalpha() and text[:1].islower():
            out = out[:-1] + text
        else:
            out = f"{out} {text}"
    return out
