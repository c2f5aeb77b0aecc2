"""One scanned page -> what the text-layer reader takes in: characters with boxes and rules, in points of the upright,
straight page."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.ocr import Image, OcrLine, image_to_lines
from extract.pdf_page import Chars, Floats, PageContent, empty_chars
from extract.scan_image import Placing, find_skew, straighten, turned, with_full_contrast, without_halftone
from extract.scan_rules import image_to_rules

#: the detector's boxes are padded; a letter's full height is this share of them
HEIGHT_SHARE = 0.86
#: what upright Indonesian text reads with at least, on the mean
UPRIGHT_CONFIDENCE = 0.86
#: letters further apart than this share of their height aren't one word, even if no blank was read
WIDEST_IN_WORD = 0.6
#: the baseline stands this share of the height below the middle
BASE_BELOW_MIDDLE = 0.26
#: characters no Indonesian report prints, as the recogniser knows all alphabets
_FOLD = str.maketrans(
    dict(zip(map(ord, "，．：；（）％－／＆！？＝＋～【】。、"), ",.:;()%-/&!?=+~[].,", strict=True))
    | dict.fromkeys(map(ord, "‘’`´"), "'")
    | dict.fromkeys(map(ord, "—‐‑"), "-")
    | dict.fromkeys(map(ord, "“”"), '"')
    | dict(zip(map(ord, "ıłøØß●·・×"), "iloOB•••x", strict=True))
)


@dataclass(frozen=True, slots=True)
class ScanPage:
    """What was read off one page. Coordinates are points of the upright, straight page; `placing` leads back to the
    page.

    `lines` are the recognised lines with corners and characters in points; `horizontal`, `vertical` as in PageContent.
    """

    number: int
    placing: Placing
    lines: tuple[OcrLine, ...]
    horizontal: Floats
    vertical: Floats


def image_to_scan_page(image: Image, scale: float, size: tuple[float, float], number: int) -> ScanPage:
    """Read a page image as shown (`scale` pixels a point, `size` points): upright, straight, its lines and rules."""
    image, shaded = without_halftone(with_full_contrast(image), 72 * scale)
    skew = find_skew(image)
    straight = straighten(image, skew)
    lines = image_to_lines(straight)
    quarters = lines_to_turn(lines)
    if quarters:
        upright = turned(image, quarters)
        other_skew = find_skew(upright)
        other = straighten(upright, other_skew)
        again = image_to_lines(other)
        if mean_confidence(again) > mean_confidence(lines) or quarters != 2:
            if quarters != 2 and mean_confidence(again) < UPRIGHT_CONFIDENCE and lines_to_turn(again) == 2:
                # sideways, and the other way round than it looked
                quarters = (quarters + 2) % 4
                upright = turned(image, quarters)
                other_skew = find_skew(upright)
                other = straighten(upright, other_skew)
                again = image_to_lines(other)
            straight, lines, skew = other, again, other_skew
        else:
            quarters = 0
    placing = Placing(scale, quarters, skew, size, (straight.shape[1], straight.shape[0]))
    if shaded is not None:
        shaded = straighten(turned(shaded, quarters), skew)
    horizontal, vertical = image_to_rules(straight, scale, lines, shaded)
    return ScanPage(number, placing, tuple(_scaled(line, scale) for line in lines), horizontal, vertical)


def mean_confidence(lines: list[OcrLine] | tuple[OcrLine, ...]) -> float:
    """Over all characters; 0 where nothing was read."""
    count = sum(len(line.chars) for line in lines)
    return sum(line.confidence * len(line.chars) for line in lines) / count if count else 0.0


def is_tall(line: OcrLine) -> bool:
    """Does the line run up or down the page? The engine turns such boxes counter-clockwise to read them."""
    corners = np.asarray(line.corners)
    return bool(np.hypot(*(corners[3] - corners[0])) >= 1.5 * np.hypot(*(corners[1] - corners[0])))


def lines_to_turn(lines: list[OcrLine]) -> int:
    """Counter-clockwise quarter turns that would set the page upright, told from what was read: 0 where it reads well
    as it is.

    Most text in tall boxes: the page lies on its side, and reads well or badly as the engine turned it. Level boxes
    read
    badly: it stands on its head.
    """
    long = [line for line in lines if len(line.chars) >= 4]
    tall = [line for line in long if is_tall(line)]
    letters, letters_tall = sum(len(line.chars) for line in long), sum(len(line.chars) for line in tall)
    if letters < 12:
        return 0
    if 2 * letters_tall > letters:
        return 1 if mean_confidence(tall) >= UPRIGHT_CONFIDENCE else 3
    return 0 if mean_confidence([line for line in long if not is_tall(line)]) >= UPRIGHT_CONFIDENCE else 2


def _scaled(line: OcrLine, scale: float) -> OcrLine:
    corners = tuple((round(x / scale, 2), round(y / scale, 2)) for x, y in line.corners)
    chars: list[tuple[str, float, float, float]] = []
    blanks: list[bool] = []
    for (char, a, b, sure), blank in zip(line.chars, line.blank_before, strict=True):
        folded = fold_char(char)
        step = (b - a) / len(folded)
        for k, one in enumerate(folded):
            start, end = (a + k * step) / scale, (a + (k + 1) * step) / scale
            chars.append((one, round(start, 2), round(end, 2), round(sure, 3)))
            blanks.append(blank and k == 0)
    return OcrLine(corners, tuple(chars), tuple(blanks), round(line.confidence, 3))


def fold_char(char: str) -> str:
    """Accents and other alphabets' marks to what an Indonesian report prints; one sign may stand for several letters.

    >>> fold_char("í"), fold_char("，"), fold_char("5"), fold_char("Ⅲ")
    ('i', ',', '5', 'III')
    """
    if char.isascii():
        return char
    char = char.translate(_FOLD)
    bare = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    return bare if bare and (bare.isascii() or len(bare) == 1) else char[:1]


def scan_to_content(scan: ScanPage) -> tuple[PageContent, NDArray[np.float64]]:
    """The page as the text-layer reader takes it, and the confidence of each of its characters."""
    wide, high = scan.placing.upright_size
    codes: list[int] = []
    boxes: list[tuple[float, float, float, float]] = []
    bases: list[tuple[float, float]] = []
    blanks: list[bool] = []
    sure: list[float] = []
    usual = usual_height(scan.lines)
    for line in scan.lines:
        corners = np.asarray(line.corners)
        tall = is_tall(line)
        start, along = (corners[3], corners[0] - corners[3]) if tall else (corners[0], corners[1] - corners[0])
        length = float(np.hypot(*along)) or 1.0
        ux, uy = along / length
        across = (corners[1] - corners[0] if tall else corners[3] - corners[0]) / 2
        size = HEIGHT_SHARE * 2 * float(np.hypot(*across))
        if 0.72 < size / max(usual, 0.1) < 1.38:
            # boxes of one font differ by what is in the word
            size = usual
        for k, (char, a, b, confidence) in enumerate(line.chars):
            after = line.chars[k + 1] if k + 1 < len(line.chars) else None
            if after is not None and not line.blank_before[k + 1] and b < after[1] < b + WIDEST_IN_WORD * size:
                b = after[1]
            ax, ay = start[0] + ux * a + across[0], start[1] + uy * a + across[1]
            bx, by = start[0] + ux * b + across[0], start[1] + uy * b + across[1]
            codes.append(ord(char))
            if tall:
                boxes.append((ax - size / 2, min(ay, by), ax + size / 2, max(ay, by)))
                bases.append((ax + BASE_BELOW_MIDDLE * size, ay))
            else:
                middle = (ay + by) / 2
                boxes.append((ax, middle - size / 2, bx, middle + size / 2))
                # one baseline for the whole line: what slope is left is not the text's
                level = float(corners[:, 1].mean())
                bases.append((ax, level + BASE_BELOW_MIDDLE * size))
            blanks.append(k == 0 or line.blank_before[k])
            sure.append(confidence)
    if not codes:
        chars = empty_chars()
    else:
        chars = Chars(
            np.array(codes, np.int64), np.array(boxes), np.array(bases), np.array(blanks), np.arange(len(codes))
        )
    plain = np.zeros(len(codes), np.bool_)
    content = PageContent(
        scan.number, wide, high, chars, plain, np.full(len(codes), -1, np.int64), scan.horizontal, scan.vertical,
        np.zeros((0, 5)), 0.0,
    )  # fmt: skip
    return content, np.array(sure)


def usual_height(lines: tuple[OcrLine, ...]) -> float:
    """The height of most text on the page, in points."""
    heights: list[float] = []
    for line in lines:
        corners = np.asarray(line.corners)
        edge = corners[1] - corners[0] if is_tall(line) else corners[3] - corners[0]
        heights.extend([float(np.hypot(*edge))] * len(line.chars))
    return HEIGHT_SHARE * float(np.median(heights)) if heights else 12.0
