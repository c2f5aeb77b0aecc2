"""The one place that knows the OCR engine: an image in, lines of characters with their places and confidence out.

rapidocr with onnxruntime (the extra `lakip[ocr]`) is imported when the first page is read, so that everything else
works
without it. Its models come in its wheel; nothing is downloaded. The settings are those measured on Indonesian reports:
the angle classifier is off, because it turns short figures upside down.
"""

from __future__ import annotations

import importlib.util
import os
import threading
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.errors import NoText

Image = NDArray[np.uint8]

#: what the extra installs
MODULES = ("rapidocr", "onnxruntime", "cv2")
MAX_SIDE = 4500
DETECTION_SIDE = 1600
#: a line read with less is a stain, a stamp or a signature; the shorter, the easier a stain looks like it
LEAST_CONFIDENCE = 0.5
LEAST_OF_SHORT = 0.6
SHORT = 3
#: roman numbers are read with doubt wherever they stand alone, as 'I', 'l' and '1' are alike
LEAST_OF_STROKES = 0.2
_STROKES = frozenset("Il1|V")
#: what is printed in Indonesian reports
ALPHABET = frozenset(
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]_abcdefghijklmnopqrstuvwxyz{|}~"
    "–—‘’“”•·●○■□▪➢✓√×÷±≤≥°²³µé"
)


@dataclass(frozen=True, slots=True)
class OcrLine:
    """A line as the detector found it: it may run across several columns.

    `corners` (4, 2) x, y in pixels, clockwise from the top left of the text; `chars` one (character, x0, x1,
    confidence) a
    printed character along the line, blanks not among them; `blank_before` tells where one was read. x0, x1 run in
    pixels from
    the line's left end.
    """

    corners: tuple[tuple[float, float], ...]
    chars: tuple[tuple[str, float, float, float], ...]
    blank_before: tuple[bool, ...]
    confidence: float

    @property
    def text(self) -> str:
        parts = [
            (" " if blank and i else "") + char[0]
            for i, (char, blank) in enumerate(zip(self.chars, self.blank_before, strict=True))
        ]
        return "".join(parts)


def ocr_available() -> bool:
    """Is the OCR extra installed? Nothing is imported. LAKIP_OCR=off in the environment says no."""
    if os.environ.get("LAKIP_OCR", "").casefold() in ("off", "0", "no"):
        return False
    return all(importlib.util.find_spec(name) is not None for name in MODULES)


def no_ocr(name: str) -> NoText:
    """The sentence for a scan where the extra is missing."""
    return NoText(
        f"{name}: tidak ada teks di halaman mana pun, berkas ini hasil pindaian (scan); "
        "pembacaannya memerlukan tambahan OCR (pip install 'lakip[ocr]').",
        f"{name}: no text on any page, this is a scan; reading it takes the OCR extra (pip install 'lakip[ocr]').",
    )


def nothing_read(name: str) -> NoText:
    """The sentence for a PDF on whose pages nothing stands, or nothing that OCR can make out."""
    return NoText(
        f"{name}: tidak ada teks yang terbaca di halaman mana pun.",
        f"{name}: no text could be read on any page.",
    )


_lock = threading.Lock()
_engine: Any = None


def engine() -> Any:
    """The engine, loaded once a process (0.6 s, 250 MB) and shared by its threads; each call runs on one core."""
    global _engine
    with _lock:
        if _engine is None:
            from rapidocr import RapidOCR

            _engine = RapidOCR(
                params={
                    "Global.use_cls": False,
                    "Global.max_side_len": MAX_SIDE,
                    "Global.text_score": LEAST_OF_STROKES,
                    "Global.return_word_box": True,
                    "Global.return_single_char_box": True,
                    "Global.log_level": "critical",
                    "Det.limit_side_len": DETECTION_SIDE,
                    "Det.limit_type": "max",
                    # pages run side by side in threads; one page over two cores gains a third only
                    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                }
            )
            _keep_to_alphabet(_engine)
        return _engine


def _keep_to_alphabet(loaded: Any) -> None:
    """Let the recogniser choose among characters that Indonesian reports print, not among its 18,000.

    It knows all alphabets, and takes 'II' for U+2161 and 'i' for 'í' where the print is poor. rapidocr has no setting
    for it; where its inner parts should be named otherwise, such characters are folded later (scan_page.fold_char).
    """
    load = getattr(loaded, "_load_rec_model", None)
    decode: Any = getattr(load(), "postprocess_op", None) if load is not None else None
    known: list[str] = getattr(decode, "character", None) or []
    if decode is None or not known:
        return
    kept = [place for place, char in enumerate(known) if place == 0 or char in ALPHABET]
    if len(kept) < 80:
        return

    class Narrowed:
        """The engine's decoder over the kept characters alone; the first is the blank between characters."""

        def __init__(self) -> None:
            decode.character = [known[place] for place in kept]

        def __call__(self, preds: NDArray[np.float32], *arguments: Any, **named: Any) -> Any:
            return decode(np.ascontiguousarray(preds[:, :, kept]), *arguments, **named)

    loaded.text_rec.postprocess_op = Narrowed()


def engine_version() -> str:
    """'rapidocr 3.10.0', for the cache's key: another engine may read another text."""
    from importlib.metadata import version

    return f"rapidocr {version('rapidocr')}"


def image_to_lines(image: Image) -> list[OcrLine]:
    """Read an upright grey image (h, w)."""
    if min(image.shape[:2]) < 8:
        return []
    found = engine()(np.repeat(image[:, :, None], 3, axis=2))
    if getattr(found, "boxes", None) is None or getattr(found, "txts", None) is None:
        return []
    lines: list[OcrLine] = []
    words = list(found.word_results or ())
    place = 0
    for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        printed = "".join(text.split())
        if not printed:
            continue
        boxes: Any = None
        # lines without word boxes are left out of the engine's second list: go by the text
        if place < len(words) and "".join(word[0] for word in words[place]) == printed:
            boxes = words[place]
            place += 1
        if not is_believable(printed, float(score)):
            continue
        lines.append(_to_line(np.asarray(corners, np.float64), text, float(score), boxes))
    return lines


def is_believable(printed: str, confidence: float) -> bool:
    """Is a line's text, blanks left out, read surely enough to be print at all?"""
    if _STROKES.issuperset(printed):
        return confidence >= LEAST_OF_STROKES
    return confidence >= (LEAST_OF_SHORT if len(printed) <= SHORT else LEAST_CONFIDENCE)


def _to_line(corners: NDArray[np.float64], text: str, score: float, boxes: Any) -> OcrLine:
    kept = [i for i, char in enumerate(text) if not char.isspace()]
    blank = tuple(i > 0 and text[i - 1].isspace() for i in kept)
    along = corners[1] - corners[0]
    length = float(np.hypot(*along)) or 1.0
    down = corners[3] - corners[0]
    if np.hypot(*down) >= 1.5 * length:
        # the engine turns tall boxes to read them
        along, length = -down, float(np.hypot(*down))
    unit = along / length
    origin = corners[0] if along is not None and unit @ (corners[1] - corners[0]) >= 0.5 * length else corners[3]
    if boxes is None:
        step = length / max(len(text), 1)
        spans = [(i * step, (i + 1) * step) for i in kept]
        sure = [score] * len(kept)
    else:
        spans = []
        for _, _, box in boxes:
            reach = (np.asarray(box, np.float64) - origin) @ unit
            spans.append((float(reach.min()), float(reach.max())))
        sure = _confidences(text, kept, [float(word[1]) for word in boxes], score)
    chars = tuple((text[i], a, b, c) for i, (a, b), c in zip(kept, spans, sure, strict=True))
    return OcrLine(tuple((float(x), float(y)) for x, y in corners), chars, blank, score)


def _confidences(text: str, kept: list[int], found: list[float], score: float) -> list[float]:
    """The engine lists confidences of all characters, blanks too, but only as many as there are printed ones: those
    at the
    end are missing and share what is left of the line's mean."""
    missing = len(text) - len(found)
    rest = (score * len(text) - sum(found)) / missing if missing > 0 else score
    rest = min(max(rest, 0.0), 1.0)
    return [found[i] if i < len(found) else rest for i in kept]
