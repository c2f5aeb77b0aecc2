"""A PDF page as arrays: every character with its box, every ruling, every shaded rectangle, read once.

All calls go to pdfium's C functions with addresses into numpy buffers, because objects per character cost ten times
the reading itself. What comes out is in PDF points as shown (after /Rotate), origin top-left, y growing downwards.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: a page with more characters or page objects than this is given up: no report has such a page, a hostile file may
MAX_CHARS = 120_000
MAX_OBJECTS = 150_000
#: thicker rectangles are shading; Word draws its boldest table border 6 pt at most, but usual ones stay below 2.5 pt
RULE_THICKNESS = 2.6
#: share of a letter's height that makes a blank of pdfium's own worth a word's end
SEEN_GAP = 0.07
#: a rectangle up to this thick and at least this many times as long is a bold border
BOLD_RULE_THICKNESS = 5.0
BOLD_RULE_RATIO = 12.0
_MAX_FORM_DEPTH = 5

_OBJECT_TEXT, _OBJECT_PATH, _OBJECT_IMAGE, _OBJECT_FORM = 1, 2, 3, 5


def _untyped(function: Any, result: Any, *arguments: Any) -> Any:
    """The same C function with plain argument types: addresses as integers skip ctypes' conversion of pointers."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_int, _ptr, _uint = ctypes.c_int, ctypes.c_void_p, ctypes.c_uint
_get_unicode = _untyped(pdfium.FPDFText_GetUnicode, _uint, _ptr, _int)
_is_generated = _untyped(pdfium.FPDFText_IsGenerated, _int, _ptr, _int)
_get_text = _untyped(pdfium.FPDFText_GetText, _int, _ptr, _int, _int, _ptr)
_get_loose_box = _untyped(pdfium.FPDFText_GetLooseCharBox, _int, _ptr, _int, _ptr)
_get_origin = _untyped(pdfium.FPDFText_GetCharOrigin, _int, _ptr, _int, _ptr, _ptr)
_get_text_object = _untyped(pdfium.FPDFText_GetTextObject, _ptr, _ptr, _int)
_get_font = _untyped(pdfium.FPDFTextObj_GetFont, _ptr, _ptr)
_get_font_name = _untyped(pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t, _ptr, _ptr, ctypes.c_size_t)
_get_mark = _untyped(pdfium.FPDFPageObj_GetMarkedContentID, _int, _ptr)
_get_object = _untyped(pdfium.FPDFPage_GetObject, _ptr, _ptr, _int)
_get_form_object = _untyped(pdfium.FPDFFormObj_GetObject, _ptr, _ptr, ctypes.c_ulong)
_get_type = _untyped(pdfium.FPDFPageObj_GetType, _int, _ptr)
_get_bounds = _untyped(pdfium.FPDFPageObj_GetBounds, _int, _ptr, _ptr, _ptr, _ptr, _ptr)
_get_matrix = _untyped(pdfium.FPDFPageObj_GetMatrix, _int, _ptr, _ptr)
_get_draw_mode = _untyped(pdfium.FPDFPath_GetDrawMode, _int, _ptr, _ptr, _ptr)
_count_segments = _untyped(pdfium.FPDFPath_CountSegments, _int, _ptr)
_get_segment = _untyped(pdfium.FPDFPath_GetPathSegment, _ptr, _ptr, _int)
_get_point = _untyped(pdfium.FPDFPathSegment_GetPoint, _int, _ptr, _ptr, _ptr)
_get_segment_type = _untyped(pdfium.FPDFPathSegment_GetType, _int, _ptr)
_get_close = _untyped(pdfium.FPDFPathSegment_GetClose, _int, _ptr)
_get_fill = _untyped(pdfium.FPDFPageObj_GetFillColor, _int, _ptr, _ptr, _ptr, _ptr, _ptr)


@dataclass(frozen=True, slots=True)
class Chars:
    """The printed characters of a page in the order of the file; blanks are not kept but told in `blank_before`.

    code (n) code points; box (n, 4) x0, y0, x1, y1 of the font's full height; base (n, 2) x, y of the origin on the
    baseline; source (n) the address of the text object, to ask for font and tag later.
    """

    code: Ints
    box: Floats
    base: Floats
    blank_before: NDArray[np.bool_]
    index: Ints


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page. `horizontal` (n, 3): y, x0, x1; `vertical` (n, 3): x, y0, y1; `shades` (n, 5): x0, y0, x1, y1, RGB.

    `turn` is 90, 180 or 270 where the text itself stood sideways or upside down and the page was turned to read it.
    `given_up` says in a sentence why a page was not read ('' if it was).
    """

    number: int
    width: float
    height: float
    chars: Chars
    bold: NDArray[np.bool_]
    marks: Ints
    horizontal: Floats
    vertical: Floats
    shades: Floats
    image_share: float
    turn: int = 0
    given_up: str = ""


def empty_chars() -> Chars:
    return Chars(
        np.zeros(0, np.int64), np.zeros((0, 4)), np.zeros((0, 2)), np.zeros(0, np.bool_), np.zeros(0, np.int64)
    )


def page_to_content(document: Any, number: int, *, with_marks: bool = False) -> PageContent:
    """Read page `number` (1-based) of a raw pdfium document handle. The page is closed again.

    Raises ValueError if pdfium can't load the page.
    """
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        raise ValueError("the page can't be loaded")
    try:
        return _loaded_page_to_content(page, number, with_marks)
    finally:
        pdfium.FPDF_ClosePage(page)


def _loaded_page_to_content(page: Any, number: int, with_marks: bool) -> PageContent:
    width, height = float(pdfium.FPDF_GetPageWidthF(page)), float(pdfium.FPDF_GetPageHeightF(page))
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    frame = (box.left, box.bottom, box.right, box.top)
    rotation = int(pdfium.FPDFPage_GetRotation(page))
    handle = ctypes.cast(page, ctypes.c_void_p).value
    none2 = np.zeros((0, 3))

    def give_up(why: str) -> PageContent:
        return PageContent(
            number, width, height, empty_chars(), np.zeros(0, np.bool_), np.zeros(0, np.int64),
            none2, none2, np.zeros((0, 5)), 0.0, 0, why,
        )  # fmt: skip

    object_count = int(pdfium.FPDFPage_CountObjects(page))
    if object_count > MAX_OBJECTS:
        return give_up(f"{object_count} objects on the page, more than {MAX_OBJECTS}")
    textpage = pdfium.FPDFText_LoadPage(page)
    try:
        count = int(pdfium.FPDFText_CountChars(textpage)) if textpage else 0
        if count > MAX_CHARS:
            return give_up(f"{count} characters on the page, more than {MAX_CHARS}")
        text_handle = ctypes.cast(textpage, ctypes.c_void_p).value if textpage else None
        chars = _textpage_to_chars(text_handle, count) if count else empty_chars()
        bold, marks = _chars_to_fonts(text_handle, chars, with_marks)
    finally:
        if textpage:
            pdfium.FPDFText_ClosePage(textpage)
    drawn = _Drawn()
    drawn.collect(handle, object_count, _get_object, None, 0)
    if drawn.count > MAX_OBJECTS:
        return give_up(f"{drawn.count} drawn objects on the page, more than {MAX_OBJECTS}")
    rects, strokes, shades, images = drawn.arrays()
    to_shown = _Frame(frame, rotation)
    boxes = to_shown.boxes(chars.box)
    base = to_shown.points(chars.base)
    shown = Chars(chars.code, boxes, base, chars.blank_before, chars.index)
    rects, strokes = to_shown.boxes(rects), to_shown.boxes(strokes)
    shades = np.hstack([to_shown.boxes(shades[:, :4]), shades[:, 4:]])
    images = to_shown.boxes(images)
    width, height = to_shown.size
    turn = _text_turn(shown)
    if turn:
        shown = Chars(
            shown.code, _turn_boxes(shown.box, turn, width, height), _turn_points(shown.base, turn, width, height),
            shown.blank_before, shown.index,
        )  # fmt: skip
        rects, strokes, images = (_turn_boxes(found, turn, width, height) for found in (rects, strokes, images))
        shades = np.hstack([_turn_boxes(shades[:, :4], turn, width, height), shades[:, 4:]])
        if turn != 180:
            width, height = height, width
    inside = (
        (shown.box[:, 2] > -1) & (shown.box[:, 0] < width + 1) & (shown.box[:, 3] > -1) & (shown.box[:, 1] < height + 1)
    )
    inside &= ~_printed_twice(shown) & ~_slanted(shown)
    if not inside.all():
        shown = Chars(
            shown.code[inside], shown.box[inside], shown.base[inside], shown.blank_before[inside], shown.index[inside]
        )
        bold, marks = bold[inside], marks[inside]
    horizontal, vertical, shade = _rectangles_to_rules(rects, strokes, shades)
    share = 0.0
    if len(images):
        clipped = np.clip(images, 0, [width, height, width, height])
        share = float(
            ((clipped[:, 2] - clipped[:, 0]) * (clipped[:, 3] - clipped[:, 1])).max() / max(width * height, 1.0)
        )
    return PageContent(number, width, height, shown, bold, marks, horizontal, vertical, shade, share, turn)


class _Frame:
    """From the file's user space (origin bottom-left, before /Rotate) to what is shown (origin top-left)."""

    def __init__(self, frame: tuple[float, float, float, float], quarter_turns: int) -> None:
        self.left, self.bottom, self.right, self.top = frame
        self.turns = quarter_turns % 4
        wide, high = self.right - self.left, self.top - self.bottom
        self.size = (high, wide) if self.turns % 2 else (wide, high)

    def points(self, points: Floats) -> Floats:
        x, y = points[:, 0], points[:, 1]
        if self.turns == 1:
            shown = (y - self.bottom, x - self.left)
        elif self.turns == 2:
            shown = (self.right - x, y - self.bottom)
        elif self.turns == 3:
            shown = (self.top - y, self.right - x)
        else:
            shown = (x - self.left, self.top - y)
        return np.stack(shown, axis=1)

    def boxes(self, boxes: Floats) -> Floats:
        if not len(boxes):
            return np.zeros((0, 4))
        one, two = self.points(boxes[:, :2]), self.points(boxes[:, 2:])
        return np.hstack([np.minimum(one, two), np.maximum(one, two)])


def _printed_twice(chars: Chars) -> NDArray[np.bool_]:
    """Letters that stand on the same letter printed before (bold made by printing twice, layers drawn twice)."""
    twice = np.zeros(len(chars.code), np.bool_)
    if len(twice) < 2:
        return twice
    x, y = chars.base[:, 0], chars.base[:, 1]
    order = np.lexsort((chars.index, np.round(x * 2), np.round(y / 2), chars.code))
    same = np.diff(chars.code[order]) == 0
    near = (np.abs(np.diff(x[order])) < 0.6) & (np.abs(np.diff(y[order])) < 0.6)
    pairs = np.flatnonzero(same & near)
    twice[np.maximum(order[pairs], order[pairs + 1])] = True
    return twice


def _slanted(chars: Chars) -> NDArray[np.bool_]:
    """Letters of text set aslant: a watermark. Three steps in one direction that is neither level nor upright."""
    out = np.zeros(len(chars.code), np.bool_)
    if len(out) < 4:
        return out
    step = np.diff(chars.base, axis=0)
    high = np.maximum(chars.box[1:, 3] - chars.box[1:, 1], 1.0)
    least = np.abs(step).min(axis=1)
    aslant = (least > 0.1 * high) & (np.abs(step).max(axis=1) < 2.5 * high)
    direction = np.arctan2(step[:, 1], step[:, 0])
    run = 0
    for k in np.flatnonzero(aslant).tolist():
        run = run + 1 if k and aslant[k - 1] and abs(direction[k] - direction[k - 1]) < 0.1 else 1
        if run >= 3:
            out[k - run + 1 : k + 2] = True
    return out


def _turn_points(points: Floats, turn: int, width: float, height: float) -> Floats:
    """Points of a page whose text runs up (90) or down (270), on the page turned so that it runs to the right."""
    x, y = points[:, 0], points[:, 1]
    if turn == 180:
        return np.stack([width - x, height - y], axis=1)
    return np.stack([height - y, x] if turn == 90 else [y, width - x], axis=1)


def _turn_boxes(boxes: Floats, turn: int, width: float, height: float) -> Floats:
    one, two = _turn_points(boxes[:, :2], turn, width, height), _turn_points(boxes[:, 2:], turn, width, height)
    return np.hstack([np.minimum(one, two), np.maximum(one, two)])


def _textpage_to_codes(handle: Any, count: int) -> Ints:
    """The code points of all characters: at one stroke where each is one UTF-16 unit, else one by one."""
    units = np.zeros(count + 1, np.uint16)
    if _get_text(handle, 0, count, units.ctypes.data) == count + 1 and not ((units >= 0xD800) & (units < 0xE000)).any():
        return units[:count].astype(np.int64)
    return np.array([_get_unicode(handle, i) for i in range(count)], np.int64)


def _textpage_to_chars(handle: Any, count: int) -> Chars:
    code = _textpage_to_codes(handle, count)
    # pdfium writes U+0002 for a hyphen at a line's end
    code[(code == 2) | (code == 0xFFFE) | (code == 0xAD) | (code == 0x2010) | (code == 0x2011)] = ord("-")
    blank = (code <= 32) | (code == 0xA0) | ((code >= 0x2000) & (code <= 0x200F)) | (code == 0x3000) | (code == 0xFEFF)
    kept = np.flatnonzero(~blank)
    boxes = np.zeros((len(kept), 4), np.float32)
    base = np.zeros((len(kept), 2), np.float64)
    at_box, at_base = boxes.ctypes.data, base.ctypes.data
    for place, i in enumerate(kept.tolist()):
        _get_loose_box(handle, i, at_box + 16 * place)
        _get_origin(handle, i, at_base + 16 * place, at_base + 16 * place + 8)
    # FS_RECTF is left, top, right, bottom
    box = boxes.astype(np.float64)
    box = box[:, [0, 3, 2, 1]]
    # blanks that pdfium makes up between pieces of text count too: it knows the letters' advance, boxes may overlap
    before = np.ones(len(kept), np.bool_)
    if len(kept) > 1:
        before[1:] = (np.diff(kept) > 1) & ~_touching(code, kept, box, base)
    return Chars(code[kept], box, base, before, kept)


def _touching(code: Ints, kept: Ints, box: Floats, base: Floats) -> NDArray[np.bool_]:
    """For each letter but the first: only a made-up line end stands before it, and it touches the letter before.

    Under a page that begins with slanted text (a browser's print with a watermark) pdfium ends a line at every letter.
    """
    newline = (code == 10) | (code == 13)
    blanks = np.cumsum(~newline)
    # between two kept letters no blank but line ends
    only_ends = blanks[kept[1:]] - blanks[kept[:-1]] == 1
    high = np.maximum(box[1:, 3] - box[1:, 1], 1.0)
    level = np.abs(base[1:, 1] - base[:-1, 1]) < 0.02 * high
    gap = box[1:, 0] - box[:-1, 2]
    result: NDArray[np.bool_] = only_ends & level & (np.abs(gap) < SEEN_GAP * high)
    return result


def _chars_to_fonts(handle: Any, chars: Chars, with_marks: bool) -> tuple[NDArray[np.bool_], Ints]:
    """For each character: is its font bold, and which marked content (tag) it belongs to (-1 none).

    Asked once for each piece that starts after a blank; Word changes font and tag at blanks or pieces only.
    """
    bold = np.zeros(len(chars.code), np.bool_)
    marks = np.full(len(chars.code), -1, np.int64)
    if not len(chars.code):
        return bold, marks
    jump = np.ones(len(chars.code), np.bool_)
    jump[1:] = chars.blank_before[1:] | (np.abs(np.diff(chars.base[:, 1])) > 0.5)
    starts = np.flatnonzero(jump)
    fonts: dict[int, bool] = {}
    found_bold, found_marks = [], []
    name = ctypes.create_string_buffer(256)
    at_name = ctypes.addressof(name)
    for i in chars.index[starts].tolist():
        source = _get_text_object(handle, i)
        font = _get_font(source) if source else 0
        if font not in fonts:
            length = _get_font_name(font, at_name, 256) if font else 0
            lowered = name.raw[: min(length, 256)].lower()
            fonts[font] = any(word in lowered for word in (b"bold", b"black", b"heavy", b"demi"))
        found_bold.append(fonts[font])
        found_marks.append(_get_mark(source) if with_marks and source else -1)
    lengths = np.diff(np.append(starts, len(jump)))
    return np.repeat(np.array(found_bold, np.bool_), lengths), np.repeat(np.array(found_marks, np.int64), lengths)


def _text_turn(chars: Chars) -> int:
    """90 or 270 where most text runs up or down the page (a landscape table set on a portrait page), 180 where it
    stands on
    its head (a wrong /Rotate), else 0."""
    if len(chars.code) < 20:
        return 0
    step = np.diff(chars.base, axis=0)[~chars.blank_before[1:]]
    upright = np.abs(step[:, 0]) > np.abs(step[:, 1]) + 0.1
    sideways = np.abs(step[:, 1]) > np.abs(step[:, 0]) + 0.1
    # a step from one line to the next is long: only steps of a letter's width count
    near = np.abs(step).max(axis=1) < 25
    if (sideways & near).sum() <= 2 * (upright & near).sum():
        back = upright & near & (step[:, 0] < 0)
        return 180 if back.sum() > 0.9 * (upright & near).sum() > 10 else 0
    return 90 if np.median(step[sideways & near, 1]) < 0 else 270


class _Drawn:
    """What is painted on the page, in the file's space, forms opened."""

    def __init__(self) -> None:
        self.count = 0
        self.rects: list[tuple[float, float, float, float]] = []
        self.strokes: list[tuple[float, float, float, float]] = []
        self.shades: list[tuple[float, float, float, float, float]] = []
        self.images: list[tuple[float, float, float, float]] = []

    def arrays(self) -> tuple[Floats, Floats, Floats, Floats]:
        def table(found: list[Any], wide: int) -> Floats:
            return np.array(found, np.float64).reshape(-1, wide)

        return table(self.rects, 4), table(self.strokes, 4), table(self.shades, 5), table(self.images, 4)

    def collect(self, holder: Any, count: int, get: Any, matrix: Floats | None, depth: int) -> None:
        bounds = (ctypes.c_float * 4)()
        a = ctypes.addressof(bounds)
        b, c, d = a + 4, a + 8, a + 12
        rects, get_type, get_bounds, segments_of = self.rects, _get_type, _get_bounds, _count_segments
        for i in range(count):
            item = get(holder, i)
            kind = get_type(item) if item else 0
            if kind == _OBJECT_TEXT or not kind:
                continue
            self.count += 1
            if self.count > MAX_OBJECTS:
                return
            if kind == _OBJECT_FORM:
                self._collect_form(item, matrix, depth)
                continue
            if kind == _OBJECT_PATH:
                segments = segments_of(item)
                if segments > 400:
                    continue  # a drawing or a chart
                if not get_bounds(item, a, b, c, d):
                    continue
                x0, y0, x1, y1 = bounds
                if matrix is not None:
                    x0, y0, x1, y1 = _moved(x0, y0, x1, y1, matrix)
                if x1 - x0 <= RULE_THICKNESS or y1 - y0 <= RULE_THICKNESS:
                    rects.append((x0, y0, x1, y1))
                else:
                    self._collect_path(item, segments, (x0, y0, x1, y1), matrix)
            elif kind == _OBJECT_IMAGE and get_bounds(item, a, b, c, d):
                x0, y0, x1, y1 = bounds
                if matrix is not None:
                    x0, y0, x1, y1 = _moved(x0, y0, x1, y1, matrix)
                # rules pasted as pictures are seen in converted files
                if min(x1 - x0, y1 - y0) <= 1.5 and max(x1 - x0, y1 - y0) > 12:
                    rects.append((x0, y0, x1, y1))
                else:
                    self.images.append((x0, y0, x1, y1))

    def _collect_form(self, item: Any, matrix: Floats | None, depth: int) -> None:
        if depth >= _MAX_FORM_DEPTH:
            return
        values = (ctypes.c_float * 6)()
        if not _get_matrix(item, ctypes.addressof(values)):
            return
        a, b, c, d, e, f = values
        own = np.array([[a, b, 0.0], [c, d, 0.0], [e, f, 1.0]])
        whole = own if matrix is None else own @ matrix
        count = int(pdfium.FPDFFormObj_CountObjects(ctypes.cast(item, pdfium.FPDF_PAGEOBJECT)))
        if 0 < count <= MAX_OBJECTS:
            self.collect(item, count, _get_form_object, whole, depth + 1)

    def _collect_path(
        self, item: Any, segments: int, box: tuple[float, float, float, float], matrix: Floats | None
    ) -> None:
        mode = (ctypes.c_int * 2)()
        _get_draw_mode(item, ctypes.addressof(mode), ctypes.addressof(mode) + 4)
        filled, stroked = bool(mode[0]), bool(mode[1])
        if filled and segments <= 6:
            colour = (ctypes.c_uint * 4)()
            at = ctypes.addressof(colour)
            _get_fill(item, at, at + 4, at + 8, at + 12)
            if colour[3] > 0:
                self.shades.append((*box, float(colour[0] << 16 | colour[1] << 8 | colour[2])))
        if stroked or (filled and segments > 6):
            self._collect_segments(item, segments, matrix)

    def _collect_segments(self, item: Any, segments: int, matrix: Floats | None) -> None:
        values = (ctypes.c_float * 6)()
        if not _get_matrix(item, ctypes.addressof(values)):
            return
        a, b, c, d, e, f = values
        point = (ctypes.c_float * 2)()
        at = ctypes.addressof(point)
        start: tuple[float, float] | None = None
        last: tuple[float, float] | None = None
        for i in range(segments):
            segment = _get_segment(item, i)
            if not segment or not _get_point(segment, at, at + 4):
                return
            x, y = a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f
            if matrix is not None:
                x, y, _ = (np.array([x, y, 1.0]) @ matrix).tolist()
            kind = _get_segment_type(segment)
            if kind == 2:  # move
                start = last = (x, y)
                continue
            if kind == 0 and last is not None:  # line
                self._add_stroke(last, (x, y))
            last = (x, y)
            if _get_close(segment) and start is not None:
                self._add_stroke(last, start)

    def _add_stroke(self, one: tuple[float, float], two: tuple[float, float]) -> None:
        wide, high = abs(one[0] - two[0]), abs(one[1] - two[1])
        if min(wide, high) < 1.0 and max(wide, high) > 2.0:
            self.strokes.append((min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1])))


def _moved(x0: float, y0: float, x1: float, y1: float, matrix: Floats) -> tuple[float, float, float, float]:
    corners = np.array([[x0, y0, 1.0], [x1, y1, 1.0], [x0, y1, 1.0], [x1, y0, 1.0]]) @ matrix
    return (
        float(corners[:, 0].min()),
        float(corners[:, 1].min()),
        float(corners[:, 0].max()),
        float(corners[:, 1].max()),
    )


def _rectangles_to_rules(rects: Floats, strokes: Floats, shades: Floats) -> tuple[Floats, Floats, Floats]:
    """Thin rectangles and strokes -> rules along their middle; thick, long ones too; the rest stay shades."""
    bold_rule = np.zeros(len(shades), np.bool_)
    if len(shades):
        size = np.sort(shades[:, 2:4] - shades[:, :2], axis=1)
        # a white bar hides, it doesn't rule
        bold_rule = (size[:, 0] <= BOLD_RULE_THICKNESS) & (size[:, 1] >= BOLD_RULE_RATIO * size[:, 0])
        bold_rule &= shades[:, 4] != 0xFFFFFF
    every = np.vstack([rects, strokes, shades[bold_rule, :4]])
    wide, high = every[:, 2] - every[:, 0], every[:, 3] - every[:, 1]
    # Word paints the corners of its borders as dots: as wide as high, they close both kinds of line
    flat = wide >= high
    tall = high >= wide
    horizontal = np.stack([(every[:, 1] + every[:, 3]) / 2, every[:, 0], every[:, 2]], axis=1)[flat]
    vertical = np.stack([(every[:, 0] + every[:, 2]) / 2, every[:, 1], every[:, 3]], axis=1)[tall]
    return horizontal, vertical, shades[~bold_rule]
