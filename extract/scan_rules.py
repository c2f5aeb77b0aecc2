"""Rulings on a straight scanned page, by OpenCV morphology: where long runs of ink are, there is a line or a filled
area."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extract.ocr import Image, OcrLine
from extract.pdf_page import Floats

#: in points
SHORTEST_ACROSS = 18.0
SHORTEST_DOWN = 13.0
THICKEST = 4.0
#: dots and dashes of one line are this near to each other; how long such a line is, and how much of it is ink
FAINT_GAP = 13.0
SHORTEST_FAINT = 40.0
FAINTEST = 0.2
#: a gap this wide between two crossing lines is a merged cell
MEANT_GAP = 8.0
#: with more ink than this on empty paper, dotted lines can't be told from grain
MOST_GRAIN = 0.002
#: how far a rule may go on over mere traces, and the share of that way that must show some
LONGEST_TRACE = 120.0
LEAST_TRACE = 0.12
FIRM_TRACE = 0.6
#: letters fill this share of the detector's box to both sides of its middle
LETTER_HALF = 0.4
#: and reach this share of its height over where the recogniser places them
LETTER_EDGE = 0.12
#: pieces of one line are this near to each other, and as far off level
BREAK = 20.0
LEVEL = 1.6
#: a line's end this near to a line across it meets it
CORNER = 7.0
#: lines nearer to the page's edge are the paper's own
EDGE = 7.0


def image_to_rules(
    image: Image, scale: float, lines: Sequence[OcrLine] = (), shaded: Image | None = None
) -> tuple[Floats, Floats]:
    """Horizontal (n, 3: y, x0, x1) and vertical (n, 3: x, y0, y1) rules in points; `scale` pixels a point.

    `lines` are the page's text lines in pixels: the strokes of bold letters in a row look like a line too. `shaded` is
    0 where dots are shading: no dotted lines are looked for there.
    """
    import cv2

    window = int(12 * scale) | 1
    around = cv2.blur(image, (window, window)).astype(np.int16)
    dark = ((image.astype(np.int16) < around - 22) & (image < 215)) | (image < 80)
    ink = dark.astype(np.uint8)
    height, width = image.shape
    wide, high = width / scale, height / scale
    texts = np.array([_bounds(line) for line in lines], np.float64).reshape(-1, 4) / scale
    bare = _without_letters(ink, lines)
    if shaded is not None:
        bare[shaded < 128] = 0
    if not lines or _grain(bare, scale) > MOST_GRAIN:
        bare[:] = 0  # letters, or the grain itself, would be followed as traces of rules
    firm_level, firm_upright = _runs(ink, scale, level=True), _runs(ink, scale, level=False)
    faint_level, gaps_level = _faint_runs(bare, scale, level=True)
    faint_upright, gaps_upright = _faint_runs(bare, scale, level=False)
    across = _inside(_without_text(np.vstack([firm_level, faint_level]), texts), high)
    down = _inside(_without_text(np.vstack([firm_upright, faint_upright]), texts[:, [1, 0, 3, 2]]), wide)
    across, down = join_pieces(across, down), join_pieces(down, across)
    across, down = reach_corners(across, down), reach_corners(down, across)
    across = follow_ink(across, down, bare, scale)
    down = follow_ink(down, across, np.ascontiguousarray(bare.T), scale)
    return cut_at_corners(across, gaps_level, firm_level, down), cut_at_corners(
        down, gaps_upright, firm_upright, across
    )


def _bounds(line: OcrLine) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in line.corners], [y for _, y in line.corners]
    return min(xs), min(ys), max(xs), max(ys)


def _inside(rules: Floats, reach: float) -> Floats:
    return rules[(rules[:, 0] > EDGE) & (rules[:, 0] < reach - EDGE)]


def _without_text(rules: Floats, texts: Floats) -> Floats:
    """Runs that lie in the middle of one text line and don't go beyond it are its letters. `texts` (n, 4), along
    first."""
    if not len(rules) or not len(texts):
        return rules
    margin = 0.18 * (texts[:, 3] - texts[:, 1])
    level = (rules[:, :1] > texts[:, 1] + margin) & (rules[:, :1] < texts[:, 3] - margin)
    within = (rules[:, 1:2] > texts[:, 0] - 4) & (rules[:, 2:3] < texts[:, 2] + 4)
    return rules[~(level & within).any(axis=1)]


def _runs(ink: Image, scale: float, *, level: bool) -> Floats:
    """Long runs of ink in one direction as (position, start, end) in points; filled areas give their two edges."""
    import cv2

    shortest = SHORTEST_ACROSS if level else SHORTEST_DOWN
    length = max(int(shortest * scale), 5)
    small = max(int(0.7 * scale), 1)
    shape = (length, 1) if level else (1, length)
    bridge = (small + 1, 1) if level else (1, small + 1)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(bridge[::-1], np.uint8))
    runs = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones(shape[::-1], np.uint8))
    # a line that isn't quite level falls into steps: they touch at their corners
    count, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    found: list[tuple[float, float, float]] = []
    for k in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[k])
        if not level:
            x, y, w, h = y, x, h, w
        thick = area / w
        if thick <= THICKEST * scale and h <= 3 * THICKEST * scale:
            box = labels[stats[k][1] : stats[k][1] + stats[k][3], stats[k][0] : stats[k][0] + stats[k][2]] == k
            place = float(np.average(np.arange(h), weights=box.sum(axis=1 if level else 0))) + y + 0.5
            found.append((place / scale, x / scale, (x + w) / scale))
        elif thick > THICKEST * scale:
            found.append((y / scale, x / scale, (x + w) / scale))
            found.append(((y + h) / scale, x / scale, (x + w) / scale))
    return np.array(found, np.float64).reshape(-1, 3)


def _without_letters(ink: Image, lines: Sequence[OcrLine]) -> Image:
    """The ink without what was read as level text: what is left are rules, frames, pictures and specks."""
    out = ink.copy()
    for line in lines:
        x0, y0, x1, y1 = _bounds(line)
        if y1 - y0 >= 1.5 * (x1 - x0):
            continue
        middle, half = (y0 + y1) / 2, LETTER_HALF * (y1 - y0)
        edge = LETTER_EDGE * (y1 - y0)
        left, right = line.corners[0][0] + line.chars[0][1], line.corners[0][0] + line.chars[-1][2]
        out[max(int(middle - half), 0) : int(middle + half) + 1, max(int(left - edge), 0) : int(right + edge) + 1] = 0
    return out


def _grain(ink: Image, scale: float) -> float:
    """The share of ink in the usual piece of empty paper: 0 on a clean page."""
    side = max(int(24 * scale), 8)
    high, wide = ink.shape[0] // side * side, ink.shape[1] // side * side
    if not high or not wide:
        return 0.0
    blocks = ink[:high, :wide].reshape(high // side, side, wide // side, side).mean(axis=(1, 3))
    return float(np.median(blocks))


def _faint_runs(ink: Image, scale: float, *, level: bool) -> tuple[Floats, Floats]:
    """Dotted, dashed and broken lines, as (position, start, end) in points: long runs once small gaps are closed;
    and those of the gaps that may be meant.

    Only for ink without letters, whose strokes would be joined as well.
    """
    import cv2

    def bar(points: float) -> Image:
        length = max(int(points * scale), 3)
        return np.ones((1, length) if level else (length, 1), np.uint8)

    wide = cv2.dilate(ink, np.ones((3, 1) if level else (1, 3), np.uint8))
    closed = cv2.morphologyEx(wide, cv2.MORPH_CLOSE, bar(FAINT_GAP))
    runs = cv2.morphologyEx(closed, cv2.MORPH_OPEN, bar(SHORTEST_FAINT))
    count, _, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    found: list[tuple[float, float, float]] = []
    gaps: list[tuple[float, float, float]] = []
    for k in range(1, count):
        left, top, across, down, area = (int(v) for v in stats[k])
        length, thick = (across, down) if level else (down, across)
        if area / length > (THICKEST + 1) * scale or thick > 3 * THICKEST * scale:
            continue
        own = wide[top : top + down, left : left + across]
        if own.any(axis=0 if level else 1).mean() < FAINTEST:
            continue
        weights = own.sum(axis=1 if level else 0).astype(np.float64)
        place = float(np.average(np.arange(thick), weights=weights)) + 0.5 + (top if level else left)
        start = left if level else top
        found.append((place / scale, start / scale, (start + length) / scale))
        inked = np.flatnonzero(own.any(axis=0 if level else 1))
        for k_gap in np.flatnonzero(np.diff(inked) >= MEANT_GAP * scale).tolist():
            first, after = start + int(inked[k_gap]) + 1, start + int(inked[k_gap + 1])
            gaps.append((place / scale, first / scale, after / scale))
    return np.array(found, np.float64).reshape(-1, 3), np.array(gaps, np.float64).reshape(-1, 3)


def cut_at_corners(rules: Floats, gaps: Floats, firm: Floats, crossing: Floats) -> Floats:
    """Rules opened at gaps that lie between two crossing rules and that no firm run bridges: merged cells."""
    out = rules.tolist()
    for place, start, end in gaps.tolist():
        if not (_ends_at(start, place, crossing) and _ends_at(end, place, crossing)):
            continue
        bridged = (np.abs(firm[:, 0] - place) <= LEVEL) & (firm[:, 1] < start + 1) & (firm[:, 2] > end - 1)
        if bridged.any():
            continue
        for rule in list(out):
            if abs(rule[0] - place) <= LEVEL and rule[1] < start and end < rule[2]:
                out.remove(rule)
                out.extend([[rule[0], rule[1], start], [rule[0], end, rule[2]]])
    return np.array(out, np.float64).reshape(-1, 3)


def join_pieces(rules: Floats, crossing: Floats) -> Floats:
    """Pieces of a broken line put together, so long as less is missing than stands.

    A gap between two `crossing` lines that both pieces end at is meant: there a merged cell lies.
    """
    left = sorted(rules.tolist(), key=lambda rule: (rule[1], rule[0]))
    out: list[list[float]] = []
    for place, start, end in left:
        for rule in reversed(out):
            own, more = rule[2] - rule[1], end - start
            gap = start - rule[2]
            if abs(rule[0] - place) > LEVEL or gap > max(min(BREAK, 0.5 * max(own, more)), 1.0):
                continue
            if gap > 3.0 and _ends_at(rule[2], place, crossing) and _ends_at(start, place, crossing):
                continue
            rule[0] = (rule[0] * own + place * more) / max(own + more, 0.1)
            rule[2] = max(rule[2], end)
            break
        else:
            out.append([place, start, end])
    return np.array(out, np.float64).reshape(-1, 3)


def follow_ink(rules: Floats, crossing: Floats, ink: Image, scale: float) -> Floats:
    """Rules drawn on over the traces of ink that a scan has left of them: to the next piece, and to the line they meet.

    `ink` without letters, turned so that the rules run along its rows.
    """

    def traced(place: float, start: float, end: float, *corners: float) -> bool:
        """Is there ink between? Where a rule ends at a corner already, there must be much of it."""
        least = FIRM_TRACE if all(_ends_at(corner, place, crossing) for corner in corners) else LEAST_TRACE
        if not 0 < end - start <= LONGEST_TRACE:
            return False
        top, bottom = int((place - 0.7) * scale), int((place + 0.7) * scale) + 1
        band = ink[max(top, 0) : bottom, max(int(start * scale), 0) : int(end * scale)]
        return bool(band.size) and float(band.any(axis=0).mean()) >= least

    out: list[list[float]] = []
    for place, start, end in sorted(rules.tolist(), key=lambda rule: (rule[1], rule[0])):
        for rule in reversed(out):
            level = abs(rule[0] - place) <= LEVEL
            if level and rule[2] < start and traced((rule[0] + place) / 2, rule[2], start, rule[2], start):
                rule[2] = end
                break
        else:
            out.append([place, start, end])
    for rule in out:
        place = rule[0]
        met = crossing[(crossing[:, 1] - CORNER <= place) & (place <= crossing[:, 2] + CORNER), 0]
        after, before = met[met > rule[2] + CORNER], met[met < rule[1] - CORNER]
        if len(after) and traced(place, rule[2], float(after.min()), rule[2]):
            rule[2] = float(after.min())
        if len(before) and traced(place, float(before.max()), rule[1], rule[1]):
            rule[1] = float(before.max())
    return np.array(out, np.float64).reshape(-1, 3)


def _ends_at(end: float, place: float, crossing: Floats) -> bool:
    if not len(crossing):
        return False
    near = (
        (np.abs(crossing[:, 0] - end) <= 2.5) & (crossing[:, 1] - CORNER <= place) & (place <= crossing[:, 2] + CORNER)
    )
    return bool(near.any())


def reach_corners(rules: Floats, crossing: Floats) -> Floats:
    """Ends that stop just short of a crossing line, or just past it, are put on it: scans lose corners."""
    if not len(rules) or not len(crossing):
        return rules
    out = rules.copy()
    for k in range(len(out)):
        place = out[k, 0]
        near = (crossing[:, 1] - CORNER <= place) & (place <= crossing[:, 2] + CORNER)
        for side in (1, 2):
            off = np.abs(crossing[:, 0] - out[k, side])
            off[~near] = 1e9
            best = int(off.argmin())
            if off[best] <= CORNER:
                out[k, side] = crossing[best, 0]
    return out
