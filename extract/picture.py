"""What was read of a page, drawn over the page: the grid, its cells, its header, merged cells, doubtful ones.

Gives pictures and writes nothing. Colours tell the parts of a table apart; the legend under the page says which.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from extract.model import Box, Cell, Page, Report, Table
from extract.pdf_page import page_to_content

#: dots a PDF point, unless the page is large
SCALE = 2.0
#: a picture's longer side in dots; a larger page is drawn smaller
LONGEST_SIDE = 2600
#: cells read less surely than this are marked
DOUBTFUL = 0.85
#: cells lower than so many points don't have their row and column written in
LOWEST_PLACED = 15.0
#: the legend's letters, in dots
LETTERS = 20

Colour = tuple[int, int, int]
Letters = ImageFont.FreeTypeFont | ImageFont.ImageFont
BLUE: Colour = (31, 97, 180)
GREEN: Colour = (35, 140, 70)
ORANGE: Colour = (214, 120, 0)
RED: Colour = (205, 30, 45)
GREY: Colour = (110, 110, 110)
_LEGEND: tuple[tuple[Colour, str, str], ...] = (
    (BLUE, "judul kolom", "header"),
    (GREEN, "sel isi", "body cell"),
    (ORANGE, "sel gabungan", "merged cell"),
    (RED, "kurang yakin / tidak terbaca", "doubtful / not read"),
)
#: statuses of pages that are drawn though no table was read on them
_UNREAD = {
    "unread_table": ("tampak memuat tabel, tidak terbaca", "looks like a table, and none could be read"),
    "image": ("gambar (pindaian), tidak dibaca", "a picture (a scan), not read"),
}


@dataclass(frozen=True, slots=True)
class PagePicture:
    """Page `number` (1-based) with what was read of it drawn over."""

    number: int
    image: Image.Image


def report_to_pictures(path: Path, report: Report, lang: str = "id") -> Iterator[PagePicture]:
    """The pages of a PDF that hold tables, or seem to, one after the other; `report` is what was read of `path`.

    Pages given up for being over the limits are left out. Nothing comes out of a report that has no pages.
    """
    if report.media != "pdf":
        return
    wanted = {page for table in report.tables for page in table.pages}
    wanted |= {page.number for page in report.pages if page.status in _UNREAD}
    document = pypdfium2.PdfDocument(path)
    try:
        for page in report.pages:
            if page.number in wanted and page.status != "given_up":
                yield PagePicture(page.number, _page_to_picture(document, page, report, lang))
    finally:
        document.close()


def _page_to_picture(document: pypdfium2.PdfDocument, page: Page, report: Report, lang: str) -> Image.Image:
    scale = min(SCALE, LONGEST_SIDE / max(page.width, page.height, 1.0))
    shown = document[page.number - 1]
    try:
        image = shown.render(scale=scale).to_pil().convert("RGB")
    finally:
        shown.close()
    scanned = any(page.number in table.pages and table.method == "image" for table in report.tables)
    # boxes of text that stands sideways are told on the page turned upright; those of scans on the page as it is
    turn = 0 if scanned else page_to_content(document.raw, page.number).turn
    if turn:
        image = image.rotate({90: -90, 180: 180, 270: 90}[turn], expand=True)
    tables = [table for table in report.tables if page.number in table.pages]
    image = draw_tables(image, tables, page.number, scale, lang)
    said = _UNREAD.get(page.status)
    return with_legend(image, [tables_line(t, lang) for t in tables], said[lang == "en"] if said else "", lang)


def tables_line(table: Table, lang: str) -> str:
    """'Tabel 3.2  rules  12 x 6  Capaian ...'."""
    word = "Table" if lang == "en" else "Tabel"
    sure = "" if table.confidence >= 1 else f"  {table.confidence:.0%}"
    size = f"{table.row_count} x {table.column_count}"
    return f"{word} {table.number or '-'}   {table.method}{sure}   {size}   {table.caption}"


def draw_tables(page: Image.Image, tables: Sequence[Table], number: int, scale: float, lang: str) -> Image.Image:
    """The page's picture (`scale` dots a point) with the cells that stand on page `number` over it."""
    layer = Image.new("RGBA", page.size, (255, 255, 255, 0))
    pen = ImageDraw.Draw(layer)
    small = ImageFont.load_default(max(9.0, 4.5 * scale))
    for table in tables:
        own = [cell for cell in table.cells if cell.page == number and cell.box is not None]
        for cell in own:
            _draw_cell(pen, cell, cell.row < table.header_rows, scale, small)
        if own:
            outer = own[0].box
            for cell in own[1:]:
                outer = outer.union(cell.box) if outer and cell.box else outer
            if outer is not None:
                _tag(pen, outer, tables_line(table, lang)[:60], scale)
    return Image.alpha_composite(page.convert("RGBA"), layer).convert("RGB")


def _draw_cell(pen: ImageDraw.ImageDraw, cell: Cell, header: bool, scale: float, font: Letters) -> None:
    assert cell.box is not None
    merged = cell.row_span > 1 or cell.col_span > 1
    colour = RED if cell.confidence < DOUBTFUL else BLUE if header else ORANGE if merged else GREEN
    fill = (*colour, 60 if header else 38 if cell.text else 12)
    x0, y0, x1, y1 = _dots(cell.box, scale, 1)
    pen.rectangle((x0, y0, x1, y1), fill=fill, outline=(*(ORANGE if merged else colour), 255), width=2 if merged else 1)
    spans = f" {cell.row_span}x{cell.col_span}" if merged else ""
    sure = f" {cell.confidence:.0%}" if cell.confidence < 1 else ""
    # in a low row the place would hide the words
    if y1 - y0 >= LOWEST_PLACED * scale or sure:
        pen.text((x0 + 2, y0), f"{cell.row},{cell.col}{spans}{sure}", fill=(*colour, 200), font=font)


def _tag(pen: ImageDraw.ImageDraw, outer: Box, words: str, scale: float) -> None:
    """The table's frame, and its number and method on a band above it."""
    x0, y0, x1, y1 = _dots(outer, scale, -2)
    pen.rectangle((x0, y0, x1, y1), outline=(*RED, 255), width=2)
    font = ImageFont.load_default(7.0 * scale)
    left, top, right, bottom = pen.textbbox((0, 0), words, font=font)
    high = bottom - top + 6
    at = max(0.0, y0 - high)
    pen.rectangle((x0, at, x0 + right - left + 8, at + high), fill=(*RED, 210))
    pen.text((x0 + 4, at + 2 - top), words, fill=(255, 255, 255, 255), font=font)


def _dots(box: Box, scale: float, inset: float) -> tuple[float, float, float, float]:
    """The box in dots, made smaller by `inset` on each side, never turned inside out."""
    x0, y0, x1, y1 = box.x0 * scale + inset, box.y0 * scale + inset, box.x1 * scale - inset, box.y1 * scale - inset
    return x0, y0, max(x0, x1), max(y0, y1)


def with_legend(page: Image.Image, lines: Sequence[str], warning: str, lang: str) -> Image.Image:
    """The page on a sheet with room below for what the colours mean and which tables these are."""
    font = ImageFont.load_default(float(LETTERS))
    step = LETTERS + 10
    sheet = Image.new("RGB", (page.width, page.height + step * (1 + len(lines) + bool(warning)) + 10), (255, 255, 255))
    sheet.paste(page, (0, 0))
    pen = ImageDraw.Draw(sheet)
    pen.line((0, page.height, page.width, page.height), fill=GREY, width=2)
    x, y = 10.0, float(page.height + 8)
    for colour, indonesian, english in _LEGEND:
        pen.rectangle((x, y, x + LETTERS, y + LETTERS), fill=colour)
        words = english if lang == "en" else indonesian
        pen.text((x + LETTERS + 6, y), words, fill=(0, 0, 0), font=font)
        x += LETTERS + 30 + pen.textlength(words, font=font)
    for line in lines:
        y += step
        pen.text((10, y), _shortened(pen, line, font, page.width - 20), fill=(0, 0, 0), font=font)
    if warning:
        pen.text((10, y + step), warning, fill=RED, font=font)
    return sheet


def _shortened(pen: ImageDraw.ImageDraw, line: str, font: Letters, width: float) -> str:
    """The line, or as much of its beginning as fits `width` dots."""
    if pen.textlength(line, font=font) <= width:
        return line
    while line and pen.textlength(line + " ...", font=font) > width:
        line = line[: len(line) - max(1, len(line) // 20)]
    return line.rstrip() + " ..."
