"""The strips of pages on which findings stand, as small pictures: each region once, however many findings show it."""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from extract.model import Box

if TYPE_CHECKING:
    from PIL.Image import Image

#: dots a PDF point: 8 pt letters stay readable, and a full page is about 120 kB
SCALE = 2.0
#: of a page larger than this (points) the dots are fewer
LARGEST = 1300.0
#: colours kept of a drawn page; a photographed one (a scan) becomes a JPEG where that is smaller
COLOURS, JPEG_QUALITY = 24, 42
#: PIL.Image.Quantize.FASTOCTREE, told here so that Pillow is imported only when a page is drawn
OCTREE = 2
#: strips nearer than this to each other (points) are one
GAP = 24.0


@dataclass(frozen=True, slots=True)
class Strip:
    """A region of a page (PDF points, origin top left) as a data URI. `key` names it in the HTML file."""

    key: str
    page: int
    box: Box
    uri: str


def boxes_to_strips(boxes: Iterable[Box]) -> list[Box]:
    """Boxes that overlap or nearly touch, joined: few regions that cover all, from top to bottom."""
    strips: list[Box] = []
    for box in sorted(boxes, key=lambda one: (one.y0, one.x0)):
        if strips and box.y0 <= strips[-1].y1 + GAP:
            strips[-1] = strips[-1].union(box)
        else:
            strips.append(box)
    return strips


def image_to_uri(image: Image) -> str:
    """A data URI: PNG with few colours, or JPEG where that is smaller."""
    from PIL.Image import Dither

    drawn, photographed = BytesIO(), BytesIO()
    image.quantize(COLOURS, dither=Dither.NONE).save(drawn, "PNG", optimize=True)
    image.save(photographed, "JPEG", quality=JPEG_QUALITY, optimize=True)
    # letters suffer in a JPEG: it must be well worth it
    if photographed.tell() * 2 < drawn.tell():
        return f"data:image/jpeg;base64,{b64encode(photographed.getvalue()).decode()}"
    return f"data:image/png;base64,{b64encode(drawn.getvalue()).decode()}"


def file_to_strips(
    path: Path, wanted: Mapping[int, Iterable[Box]], prefix: str, scanned: Container[int] = ()
) -> dict[int, list[Strip]]:
    """By page (1-based) its strips, which cover every wanted box. `prefix` begins their keys.

    Boxes of text that stands sideways are told on the page turned upright, those of `scanned` pages on the page as it
    is. Nothing for a page that is not there; pdfium's own error for a file that cannot be opened.
    """
    import pypdfium2

    from extract.pdf_page import page_to_content

    found: defaultdict[int, list[Strip]] = defaultdict(list)
    document = pypdfium2.PdfDocument(path)
    try:
        for number in sorted(wanted):
            if not 1 <= number <= len(document):
                continue
            page = document[number - 1]
            width, height = page.get_size()
            scale = SCALE * min(1.0, LARGEST / max(width, height, 1.0))
            picture = page.render(scale=scale).to_pil().convert("RGB")
            page.close()
            turn = 0 if number in scanned else page_to_content(document.raw, number).turn
            if turn:
                picture = picture.rotate({90: -90, 180: 180, 270: 90}[turn], expand=True)
            whole = Box(0.0, 0.0, picture.width / scale, picture.height / scale)
            for place, strip in enumerate(boxes_to_strips(wanted[number])):
                box = Box(
                    max(strip.x0, whole.x0), max(strip.y0, whole.y0), min(strip.x1, whole.x1), min(strip.y1, whole.y1)
                )
                corners = (int(box.x0 * scale), int(box.y0 * scale), round(box.x1 * scale), round(box.y1 * scale))
                if corners[2] - corners[0] < 2 or corners[3] - corners[1] < 2:
                    continue
                # what was cut, in points: the dots are whole
                cut = Box(*(side / scale for side in corners))
                uri = image_to_uri(picture.crop(corners))
                found[number].append(Strip(f"{prefix}p{number}s{place}", number, cut, uri))
    finally:
        document.close()
    return dict(found)
