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
#: pieces of one line are this near to each other, and as far off level
BREAK = 14.0
LEVEL = 1.6
#: a line's end this near to a line across it meets it
CORNER = 7.0
#: lines nearer to the page's edge are the paper's own
EDGE = 7.0


def image_to_rules(image: Image, scale: float, lines: Sequence[OcrLine] = ()) -> tuple[Floats, Floats]:
    """Horizontal (n, 3: y, x0, x1) and vertical (n, 3: x, y0, y1) rules in points; `scale` pixels a point.

    `lines` are the page's text lines in pixels: the strokes of bold letters in a row look like a line too.
    """
    import cv2

    window = int(12 * scale) | 1
    around = cv2.blur(image, (window, window)).astype(np.int16)
    dark = ((image.astype(np.int16) < around - 22) & (image < 215)) | (image < 80)
    ink = dark.astype(np.uint8)
    height, width = image.shape
    wide, high = width / scale, height / scale
    texts = np.array([_bounds(line) for line in lines], np.float64).reshape(-1, 4) / scale
    across = _inside(_without_text(_runs(ink, scale, level=True), texts), high)
    down = _inside(_without_text(_runs(ink, scale, level=False), texts[:, [1, 0, 3, 2]]), wide)
    across, down = join_pieces(across, down), join_pieces(down, across)
    return reach_corners(across, down), reach_corners(down, across)


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
