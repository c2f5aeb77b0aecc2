"""Is a page's text layer the page's own text, or what some OCR put under or over a picture, or rubbish?"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from extract.ocr import ocr_available
from extract.pdf_page import PageContent
from extract.pdf_rules import Grid, page_rules_to_grids

#: an image over this share of the page may be the page itself
PAGE_SHARE = 0.75
#: share of the words of a page that are odd: an OCR layer has some, text without a usable encoding is full of them
GARBLED_SHARE = 0.4
FEWEST_WORDS = 30
#: an image over this share of the page may hold a table
PICTURE_SHARE = 0.08
_INVISIBLE = 3
_VOWELS = np.array([ord(c) for c in "aeiou"])
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]{2,}[A-Z]")
_ODD_MARK = re.compile(r"[~^|\\_{}<>¬¦§]|[A-Za-z]\d+[A-Za-z]")


def page_to_scan_reason(document: Any, content: PageContent, status: str) -> str:
    """Why a page should be read as a picture: "image", "layer" or "pictured"; '' where its text is all there is to
    read.

    `status` is what reading its text gave: "image", "text", "table", ...
    """
    if status == "image":
        return "image"
    if is_scan_under_text(document, content):
        return "layer"
    if (
        status == "text"
        and content.image_share >= PICTURE_SHARE
        and ocr_available()
        and has_pictured_table(document, content)
    ):
        return "pictured"
    return ""


def is_odd_word(word: str) -> bool:
    """Not how words are printed: marks or digits within, no vowel, letters of other alphabets.

    >>> [is_odd_word(word) for word in ("kine~a", "Peternakan", "berserlifikaURekomendasi", "D1NAS", "APBD")]
    [True, False, True, True, False]
    """
    letters = [c for c in word if c.isalpha()]
    if any(ord(c) > 0x24F for c in word if c.isalnum()):
        return True
    if _ODD_MARK.search(word) or _INNER_CAPITAL.search(word):
        return True
    return len(letters) >= 6 and not re.search(r"[aeiouAEIOU]", word)


def words_to_oddness(words: Iterable[str]) -> tuple[float, int]:
    """The share of odd words among those that should be words (four letters or marks, mostly letters), and their
    number."""
    count = odd = 0
    for word in words:
        bare = word.strip(".,:;()\"'-/")
        if len(bare) < 4 or sum(c.isdigit() for c in bare) * 2 > len(bare):
            continue
        count += 1
        odd += is_odd_word(bare)
    return (odd / count if count else 0.0), count


def content_to_words_as_typed(content: PageContent) -> list[str]:
    """The words as the file has them, by its blanks and jumps."""
    chars = content.chars
    if not len(chars.code):
        return []
    jump = chars.blank_before.copy()
    height = chars.box[:, 3] - chars.box[:, 1]
    jump[1:] |= np.abs(np.diff(chars.base[:, 1])) > 0.5 * height[1:]
    starts = np.flatnonzero(jump).tolist()
    whole = "".join(map(chr, chars.code.tolist()))
    ends = [*starts[1:], len(whole)]
    return [whole[a:b] for a, b in zip(starts, ends, strict=True)]


def is_scan_under_text(document: Any, content: PageContent) -> bool:
    """Should the page be read as a picture? True for a picture of a page with an OCR's text under it or invisibly
    over it,
    and for text whose letters can't be told (a font without encoding)."""
    if not len(content.chars.code) or content.given_up:
        return False
    if content.image_share >= PAGE_SHARE and _is_hidden_layer(document, content):
        return True
    if not _may_be_garbled(content):
        return False
    share, count = words_to_oddness(content_to_words_as_typed(content))
    return count >= FEWEST_WORDS and share >= GARBLED_SHARE


def _may_be_garbled(content: PageContent) -> bool:
    """A look at the letters alone: four of ten letters of Indonesian are vowels, and few marks are odd."""
    code = content.chars.code
    if len(code) < 150:
        return False
    lower = code | 32
    letters = (lower >= 97) & (lower <= 122)
    vowels = np.isin(lower, _VOWELS) & letters
    usual = letters | ((code >= 33) & (code <= 64)) | (code == 0x2022) | ((code >= 0x2010) & (code <= 0x201F))
    return bool((~usual).mean() > 0.08 or (letters.sum() > 60 and vowels.sum() < 0.27 * letters.sum()))


def _is_hidden_layer(document: Any, content: PageContent) -> bool:
    page = pdfium.FPDF_LoadPage(document, content.number - 1)
    if not page:
        return False
    try:
        return _mostly_invisible(page, content) or _under_an_image(document, page)
    finally:
        pdfium.FPDF_ClosePage(page)


def _mostly_invisible(page: Any, content: PageContent) -> bool:
    textpage = pdfium.FPDFText_LoadPage(page)
    if not textpage:
        return False
    try:
        asked = content.chars.index[:: max(len(content.chars.index) // 60, 1)].tolist()
        modes = []
        for i in asked:
            source = pdfium.FPDFText_GetTextObject(textpage, i)
            if source:
                modes.append(int(pdfium.FPDFTextObj_GetTextRenderMode(source)))
        return bool(modes) and modes.count(_INVISIBLE) >= 0.9 * len(modes)
    finally:
        pdfium.FPDFText_ClosePage(textpage)


def _under_an_image(document: Any, page: Any) -> bool:
    """Is a picture that isn't see-through painted over all of the text?"""
    wide, high = float(pdfium.FPDF_GetPageWidthF(page)), float(pdfium.FPDF_GetPageHeightF(page))
    count = int(pdfium.FPDFPage_CountObjects(page))
    last: Any = None
    after = texts = 0
    for i in range(count):
        item = pdfium.FPDFPage_GetObject(page, i)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            texts += 1
            after += 1
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            bounds = [ctypes.c_float() for _ in range(4)]
            if pdfium.FPDFPageObj_GetBounds(item, *bounds):
                left, bottom, right, top = (b.value for b in bounds)
                if (right - left) * (top - bottom) >= PAGE_SHARE * wide * high:
                    last, after = item, 0
    if last is None or not texts or after > 0.1 * texts:
        return False
    return not _is_see_through(document, page, last)


def _is_see_through(document: Any, page: Any, image: Any) -> bool:
    if pdfium.FPDFPageObj_HasTransparency(image):
        return True
    bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(document, page, image)
    if not bitmap:
        return True
    try:
        if pdfium.FPDFBitmap_GetFormat(bitmap) != pdfium.FPDFBitmap_BGRA:
            return False
        width, height = int(pdfium.FPDFBitmap_GetWidth(bitmap)), int(pdfium.FPDFBitmap_GetHeight(bitmap))
        stride = int(pdfium.FPDFBitmap_GetStride(bitmap))
        start = ctypes.cast(pdfium.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte))
        alpha = np.ctypeslib.as_array(start, (height, stride))[::8, 3 : 4 * width : 32]
        return bool((alpha < 250).mean() > 0.05)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def has_pictured_table(document: Any, content: PageContent) -> bool:
    """Is a table pasted into the page as a picture? Looks for a grid of rulings in a coarse picture of the page (40
    ms)."""
    from extract.scan_image import render_page
    from extract.scan_rules import image_to_rules

    try:
        image, scale, _ = render_page(document, content.number, 110)
    except ValueError:
        return False
    horizontal, vertical = image_to_rules(image, scale)
    if len(horizontal) + len(vertical) > 400:
        return False
    grids = page_rules_to_grids(horizontal, vertical, np.zeros((0, 5)))
    return any(_is_regular(grid) for grid in grids)


def _is_regular(grid: Grid) -> bool:
    """A table's grid: mostly plain cells; charts of an organisation and photographs give other shapes."""
    plain = sum(place.row_span == 1 and place.col_span == 1 for place in grid.places)
    return 3 <= len(grid.xs) - 1 <= 25 and len(grid.ys) > 3 and plain >= max(8, 0.45 * len(grid.places))
