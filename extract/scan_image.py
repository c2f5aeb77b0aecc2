"""Scanned pages as grey images: rendered, cleaned, turned upright and set straight.

Images are (h, w) uint8, 0 black. Angles are degrees, positive where the page's lines fall to the right.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from extract.ocr import Image

#: a page larger than this many pixels at the wanted resolution is rendered coarser
MAX_PIXELS = 24_000_000
LARGEST_SKEW = 8.0
#: less than this is left as it is: turning the image costs sharpness
LEAST_SKEW = 0.06
#: at 300 dpi: dots up to this many pixels, and how many of them in a window of 1/6 inch make a halftone (two dotted
#: lines that cross there have fewer)
DOT_AREA = 30
DOTS_IN_HALFTONE = 20


@dataclass(frozen=True, slots=True)
class Placing:
    """How the upright, straight image lies on the page as shown: points x, y on it -> page points.

    `scale` pixels a point; `turn` counter-clockwise quarter turns that made it upright; `skew` degrees that were
    taken out.
    `size` (width, height) in points of the page as shown, `image` (width, height) in pixels of the upright image.
    """

    scale: float
    turn: int
    skew: float
    size: tuple[float, float]
    image: tuple[int, int]

    @property
    def upright_size(self) -> tuple[float, float]:
        """The upright page's width and height in points."""
        return self.size if self.turn % 2 == 0 else (self.size[1], self.size[0])

    def to_page(self, x: float, y: float) -> tuple[float, float]:
        """A point of the upright, straight page (points, top-left) -> of the page as shown."""
        wide, high = self.upright_size
        angle = math.radians(self.skew)
        cx, cy = wide / 2, high / 2
        dx, dy = x - cx, y - cy
        x, y = cx + dx * math.cos(angle) - dy * math.sin(angle), cy + dx * math.sin(angle) + dy * math.cos(angle)
        shown_wide, shown_high = self.size
        if self.turn == 1:  # upright = shown turned counter-clockwise once
            return shown_wide - y, x
        if self.turn == 2:
            return shown_wide - x, shown_high - y
        if self.turn == 3:
            return y, shown_high - x
        return x, y


def render_page(document: Any, number: int, dpi: int) -> tuple[Image, float, tuple[float, float]]:
    """Page `number` (1-based) as shown: grey image, pixels a point, (width, height) in points.

    Raises ValueError if pdfium can't load the page. Not safe in two threads at a time.
    """
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        raise ValueError(f"page {number} can't be loaded")
    try:
        wide, high = float(pdfium.FPDF_GetPageWidthF(page)), float(pdfium.FPDF_GetPageHeightF(page))
        scale = min(dpi / 72, math.sqrt(MAX_PIXELS / max(wide * high, 1.0)))
        width, height = max(round(wide * scale), 1), max(round(high * scale), 1)
        bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
        if not bitmap:
            raise ValueError(f"page {number} can't be drawn")
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
            stride = int(pdfium.FPDFBitmap_GetStride(bitmap))
            start = ctypes.cast(pdfium.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte))
            image = np.ctypeslib.as_array(start, (height, stride))[:, :width].copy()
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
    finally:
        pdfium.FPDF_ClosePage(page)
    return image, scale, (wide, high)


def with_full_contrast(image: Image) -> Image:
    """Paper to white and ink to black, where the scan is pale or grey; others stay as they are."""
    low, high = (float(v) for v in np.percentile(image[::4, ::4], (0.5, 60.0)))
    if high - low < 25 or (low < 60 and high > 225):
        return image
    table = np.clip((np.arange(256) - low) * 255.0 / (high - low), 0, 255).astype(np.uint8)
    stretched: Image = table[image]
    return stretched


def without_halftone(image: Image, dpi: float) -> tuple[Image, Image | None]:
    """Shading that a black-and-white scanner drew as dots is whitened; lone dots (full stops) stay.

    The second is a picture of where that was: 0 there, 255 elsewhere; None where nothing was.
    """
    import cv2

    dark = (image < 140).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    small = stats[:, cv2.CC_STAT_AREA] <= DOT_AREA * (dpi / 300) ** 2
    small[0] = False
    if small.sum() < 200:
        return image, None
    found = stats[small]
    dots = np.zeros(image.shape, np.float32)
    middle_y = (found[:, 1] + found[:, 3] // 2).astype(np.intp)
    middle_x = (found[:, 0] + found[:, 2] // 2).astype(np.intp)
    np.add.at(dots, (middle_y, middle_x), 1)
    window = int(dpi / 6) | 1
    dense = cv2.boxFilter(dots, -1, (window, window), normalize=False) >= DOTS_IN_HALFTONE
    if dense.mean() < 0.001:
        return image, None
    out = image.copy()
    out[small[labels] & dense] = 255
    return out, np.where(dense, 0, 255).astype(np.uint8)


def find_skew(image: Image) -> float:
    """The angle at which rows of ink are sharpest, to 0.05 degrees."""
    import cv2

    factor = 1000 / max(image.shape)
    small = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else image
    ink = 255.0 - small.astype(np.float32)
    ink[ink < 60] = 0
    # edges of the paper and shadows along them aren't lines of the page
    border = max(int(0.02 * max(ink.shape)), 2)
    ink[:border], ink[-border:], ink[:, :border], ink[:, -border:] = 0, 0, 0, 0
    if not ink.any():
        return 0.0
    ys, xs = np.nonzero(ink)
    weight = ink[ys, xs]
    if len(ys) > 60_000:
        every = len(ys) // 60_000 + 1
        ys, xs, weight = ys[::every], xs[::every], weight[::every]

    def sharpness(angle: float) -> float:
        shift = ys - xs * math.tan(math.radians(angle))
        counts = np.bincount((shift - shift.min()).astype(np.int64), weights=weight)
        return float((np.diff(counts) ** 2).sum())

    best = 0.0
    for reach, step in ((LARGEST_SKEW, 0.5), (0.5, 0.1), (0.1, 0.025)):
        angles = [best + k * step for k in range(-round(reach / step), round(reach / step) + 1)]
        scores = [sharpness(angle) for angle in angles]
        # as good as straight is straight
        best = max(zip(scores, angles, strict=True), key=lambda pair: (pair[0], -abs(pair[1])))[1]
    return best if abs(best) <= LARGEST_SKEW else 0.0


def straighten(image: Image, skew: float) -> Image:
    """The image turned by `skew` about its middle, so that its lines lie level; same size, white corners."""
    import cv2

    if abs(skew) < LEAST_SKEW:
        return image
    high, wide = image.shape
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), skew, 1.0)
    turned = cv2.warpAffine(
        image, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255
    )
    return np.asarray(turned, np.uint8)


def turned(image: Image, quarter_turns: int) -> Image:
    """Turned counter-clockwise by so many quarters."""
    return np.ascontiguousarray(np.rot90(image, quarter_turns)) if quarter_turns % 4 else image
