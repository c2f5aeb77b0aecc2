"""Typeset tables made into scans: pictures of pages, turned, noisy, pale, coarse or on their side."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

Picture = NDArray[np.uint8]
Degrade = Callable[[Picture], Picture]


def pdf_to_scan(source: Path, target: Path, degrade: Degrade, *, dpi: int = 200, hidden_text: str = "") -> Path:
    """Every page drawn at `dpi`, degraded and put on a page of its own size; `hidden_text` goes invisibly over it."""
    document = pypdfium2.PdfDocument(str(source))
    canvas = Canvas(str(target))
    for page in document:
        drawn = page.render(scale=dpi / 72, grayscale=True).to_numpy()
        picture = degrade(np.ascontiguousarray(drawn.reshape(drawn.shape[0], drawn.shape[1], -1)[:, :, 0]))
        data = io.BytesIO()
        Image.fromarray(picture).save(data, "PNG")
        data.seek(0)
        size = (picture.shape[1] * 72 / dpi, picture.shape[0] * 72 / dpi)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(data), 0, 0, *size)
        if hidden_text:
            _write_hidden(canvas, hidden_text, size[1])
        canvas.showPage()
    document.close()
    canvas.save()
    return target


def _write_hidden(canvas: Canvas, text: str, height: float) -> None:
    hidden: Any = canvas.beginText(60, height - 80)
    hidden.setTextRenderMode(3)
    hidden.setFont("Helvetica", 9)
    for line in text.splitlines():
        hidden.textLine(line)
    canvas.drawText(hidden)


def clean(picture: Picture) -> Picture:
    return picture


def skewed(degrees: float) -> Degrade:
    """The paper lay crooked; positive: lines fall to the right."""

    def turn(picture: Picture) -> Picture:
        turned = Image.fromarray(picture).rotate(-degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
        return np.asarray(turned, np.uint8)

    return turn


def noisy(picture: Picture) -> Picture:
    """Out of focus and grainy, and some specks."""
    rng = np.random.default_rng(4)
    soft = np.asarray(Image.fromarray(picture).filter(ImageFilter.GaussianBlur(0.8)), np.float64)
    grainy = soft + rng.normal(0, 14, soft.shape)
    grainy[rng.random(soft.shape) < 0.0004] = 0
    return np.clip(grainy, 0, 255).astype(np.uint8)


def pale(picture: Picture) -> Picture:
    """Grey paper, grey ink: 90 levels between them."""
    return (140 + picture.astype(np.float64) * 90 / 255).astype(np.uint8)


def on_its_side(picture: Picture) -> Picture:
    """Put into the scanner a quarter clockwise."""
    return np.ascontiguousarray(np.rot90(picture, -1))


def upside_down(picture: Picture) -> Picture:
    return np.ascontiguousarray(np.rot90(picture, 2))


def black_and_white(picture: Picture) -> Picture:
    """One bit a dot: grey areas become dots."""
    return np.asarray(Image.fromarray(picture).convert("1"), np.uint8) * 255
