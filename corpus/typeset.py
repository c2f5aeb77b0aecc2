"""Typeset a text edition as a PDF that looks like an office report: ruled tables, shaded headers, merged cells.

Needs reportlab, which only the tests and whoever rebuilds the PDFs have; nothing of the product imports this module.
`python -m corpus.typeset` rebuilds the bundled PDFs in place. The bytes depend on the text alone: no date, no
compression, only the standard fonts.
"""

from __future__ import annotations

import html
import io
import re
from typing import Any

from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph
from reportlab.platypus import Spacer as Gap
from reportlab.platypus import Table as Grid

from corpus.edition import FIGURE_CELL, Block, Span, align_header, body_spans, header_spans, text_to_blocks

SANS, SANS_BOLD, SERIF, SERIF_BOLD = "Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Bold"
MARGIN = 2.3 * cm
PADDING = 3.0
SHADE, SECTION_SHADE = HexColor("#B8CCE4"), HexColor("#EAF1DD")
#: type sizes tried for a table, the largest that fits first
SIZES = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5)

TEXT = ParagraphStyle("text", fontName=SERIF, fontSize=11.5, leading=16, alignment=TA_JUSTIFY, spaceAfter=7)
ITEM = ParagraphStyle(
    "item", parent=TEXT, leftIndent=0.8 * cm, bulletIndent=0.2 * cm, spaceAfter=3, bulletFontName=SERIF
)
PLAIN = ParagraphStyle("plain", parent=TEXT, alignment=0)
CHAPTER = ParagraphStyle("chapter", fontName=SERIF_BOLD, fontSize=14, leading=18, alignment=TA_CENTER, spaceAfter=14)
HEADING = ParagraphStyle(
    "heading", fontName=SERIF_BOLD, fontSize=11.5, leading=15, spaceBefore=8, spaceAfter=5, keepWithNext=1
)
TITLE = ParagraphStyle("title", parent=CHAPTER, fontSize=11.5, leading=15, spaceBefore=6, spaceAfter=8)
CAPTION = ParagraphStyle("caption", parent=TITLE, fontSize=10.5, leading=13, spaceAfter=5, keepWithNext=1)
COVER = ParagraphStyle("cover", parent=CHAPTER, fontSize=19, leading=25, spaceAfter=26)
MARKER = ParagraphStyle("marker", parent=TEXT, fontName=SERIF, fontSize=8.5, leading=11)


def edition_to_pdf(text: str, title: str) -> bytes:
    """The PDF of a text edition, the same bytes for the same text and title.

    Portrait A4; a table that is too wide stands on landscape pages with its caption. Every page but the cover has a
    running header with the title and a page number at the foot.
    """
    blocks = text_to_blocks(text)
    first = next((i for i, block in enumerate(blocks) if block.kind == "chapter"), 1)
    story: list[Any] = [Gap(1, 5 * cm)]
    story += [Paragraph(lines_to_markup(block.lines), COVER) for block in blocks[1:first]]
    story += [Gap(1, 3 * cm), Paragraph(lines_to_markup(blocks[0].lines), MARKER)]
    turned = orientations(blocks[first:])
    current: bool | None = None
    for block, wide in zip(blocks[first:], turned, strict=True):
        if wide != current:
            story += [NextPageTemplate("landscape" if wide else "portrait"), PageBreak()]
            current = wide
        elif block.kind == "chapter":
            story.append(PageBreak())
        story += block_to_flowables(block, frame_width(wide))
    buffer = io.BytesIO()
    document = BaseDocTemplate(
        buffer, pagesize=A4, title=title, author="lakip", subject="", creator="lakip", invariant=1, pageCompression=0
    )
    document.addPageTemplates([page_template(name, title) for name in ("cover", "portrait", "landscape")])
    document.build(story)
    return buffer.getvalue()


def orientations(blocks: list[Block]) -> list[bool]:
    """For each block, whether it stands on a landscape page: wide tables, and what announces them directly."""
    turned: list[bool] = []
    for block in blocks:
        turned.append(block.kind == "table" and fit_columns(block, frame_width(False)) is None)
    for index in range(len(blocks) - 2, -1, -1):
        leads = blocks[index].kind in ("caption", "pairs") or (
            blocks[index].kind == "chapter" and blocks[index + 1].kind == "caption"
        )
        turned[index] = turned[index] or (leads and turned[index + 1])
    return turned


def page_size(wide: bool) -> tuple[float, float]:
    """Width and height of the page in points."""
    width, height = landscape(A4) if wide else A4
    return float(width), float(height)


def frame_width(wide: bool) -> float:
    """Points a paragraph or table may be wide."""
    return page_size(wide)[0] - 2.0 * float(MARGIN)


def page_template(name: str, title: str) -> Any:
    """A page template with running header and page number; the cover has neither."""
    width, height = page_size(name == "landscape")

    def furnish(canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFont(SERIF, 9)
        canvas.drawString(MARGIN, height - 1.4 * cm, title)
        canvas.setLineWidth(0.5)
        canvas.line(MARGIN, height - 1.55 * cm, width - MARGIN, height - 1.55 * cm)
        canvas.drawCentredString(width / 2, 1.2 * cm, str(document.page - 1))
        canvas.restoreState()

    frame = Frame(MARGIN, 2 * cm, width - 2 * MARGIN, height - 4 * cm, 0, 0, 0, 0)
    options = {} if name == "cover" else {"onPage": furnish}
    return PageTemplate(name, [frame], pagesize=(width, height), **options)


def block_to_flowables(block: Block, width: float) -> list[Any]:
    """What one block becomes on the page."""
    if block.kind == "table":
        return [table_to_grid(block, width), Gap(1, 10)]
    if block.kind == "pairs":
        return [pairs_to_grid(block, width), Gap(1, 4)]
    if block.kind == "contents":
        return [Paragraph(contents_line(row, width), PLAIN) for row in block.rows]
    if block.kind == "item":
        return [item_to_paragraph(block.lines[0])]
    styles = {"chapter": CHAPTER, "caption": CAPTION, "figure": TITLE, "heading": HEADING, "text": TEXT}
    style = styles[block.kind]
    if block.kind == "heading" and block.lines[0].upper() == block.lines[0] and len(block.lines) > 1:
        style = TITLE
    if block.kind == "text" and len(block.lines) > 1:
        style = PLAIN
    return [Paragraph(lines_to_markup(block.lines), style)]


def item_to_paragraph(line: str) -> Any:
    """A list item with its mark hanging in front; a bare dash becomes a bullet."""
    marked = re.match(r"- (\d+\)|[A-Za-z][.)])\s+|(\d+\.|[a-z]\.)\s+|- ()", line)
    mark = (marked and (marked[1] or marked[2])) or "•"
    body = line[marked.end() :] if marked else line
    return Paragraph(f"<bullet>{mark}</bullet>{to_markup(body)}", ITEM)


def to_markup(text: str) -> str:
    """Reportlab's markup for a text: escaped, italics kept, formulas written in a line."""
    if "$" in text:
        text = re.sub(r"\\frac\{((?:[^{}]|\{[^{}]*\})*)\}\{((?:[^{}]|\{[^{}]*\})*)\}", r"\1 / \2", text)
        text = text.replace("\\times", "×").replace("\\%", "%").replace("$", "")
    text = html.escape(text, quote=False)
    text = re.sub(r"&lt;(/?)i&gt;", r"<\1i>", text)
    return re.sub(r"(?<=Pg)_(?:\{([^}]*)\}|(\w))", r"<sub>\1\2</sub>", text)


def lines_to_markup(lines: tuple[str, ...]) -> str:
    """Lines under one another."""
    return "<br/>".join(to_markup(line) for line in lines)


def contents_line(row: tuple[str, ...], width: float) -> str:
    """A line of a table of contents: text, dots up to the margin, page."""
    text, page = " ".join(cell for cell in row[:-1] if cell), row[-1]
    if not page:
        return to_markup(text)
    size = PLAIN.fontSize
    last = simpleSplit(text, SERIF, size, width - 40)
    room = width - stringWidth(f"{last[-1]}  {page}", SERIF, size) - 4
    dots = "." * max(3, int(room / stringWidth(".", SERIF, size)))
    return "<br/>".join([*map(to_markup, last[:-1]), f"{to_markup(last[-1])} {dots} {page}"])


def pairs_to_grid(block: Block, width: float) -> Any:
    """Rows such as Unit Kerja, ": BP3TKI Bandung": aligned, without rules."""
    style = ParagraphStyle("pairs", fontName=SANS, fontSize=9, leading=11)
    rows = [[Paragraph(to_markup(cell), style) for cell in row] for row in block.rows]
    last = len(block.rows[0]) - 1
    leading = [
        min(stringWidth(max((row[c] for row in block.rows), key=len), SANS, 9) + 14, width * 0.5) for c in range(last)
    ]
    spans = [("SPAN", (0, i), (-1, i)) for i, row in enumerate(block.rows) if not any(row[1:])]
    return Grid(rows, colWidths=[*leading, width - sum(leading)], style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *spans])


def plain_cell(text: str) -> str:
    """A cell's text without markup, for measuring."""
    return re.sub(r"</?i>", "", text)


def fit_columns(block: Block, width: float) -> tuple[float, list[float]] | None:
    """Type size and column widths, or None where the table doesn't fit unless words are broken.

    Each column gets its longest word; what is left is shared by how much longer the columns' texts are.
    """
    block = align_header(block)
    merged = header_spans(block.rows[: block.header_rows])
    merged += body_spans(block.rows[block.header_rows :], block.header_rows)[0]
    across = {(span.top, span.left) for span in merged if span.right > span.left}
    floor = 8.0 if width < 500 else SIZES[-1]
    for size in SIZES:
        if size < floor:
            break
        least, most = [], []
        for col in range(len(block.rows[0])):
            cells = [
                (plain_cell(row[col]), SANS_BOLD if top < block.header_rows else SANS)
                for top, row in enumerate(block.rows)
                if row[col] and (top, col) not in across
            ]
            words = [stringWidth(word, font, size) for cell, font in cells for word in cell.split()]
            # a figure and its unit stay together
            words += [stringWidth(cell, font, size) for cell, font in cells if len(cell) <= 12]
            least.append(max(words, default=6.0) + 2 * PADDING + 1)
            whole = max((stringWidth(cell, font, size) for cell, font in cells), default=6.0) + 2 * PADDING + 1
            most.append(max(least[-1], min(whole, 450.0)))
        for span in merged:
            if span.right > span.left and span.top < block.header_rows:
                widen(least, most, span, block.rows[span.top][span.left], size)
        if sum(most) <= width:
            return size, most
        if sum(least) <= width:
            extra = [(m - n) ** 0.75 for m, n in zip(most, least, strict=True)]
            share = (width - sum(least)) / (sum(extra) or 1)
            return size, [n + e * share for n, e in zip(least, extra, strict=True)]
    return None


def widen(least: list[float], most: list[float], span: Span, text: str, size: float) -> None:
    """Give the columns under a merged header cell room for its longest word."""
    columns = range(span.left, span.right + 1)
    need = max(stringWidth(word, SANS_BOLD, size) for word in text.split()) + 2 * PADDING + 1
    lack = (need - sum(least[col] for col in columns)) / len(columns)
    if lack > 0:
        for col in columns:
            least[col] += lack
            most[col] = max(most[col], least[col])


def table_to_grid(block: Block, width: float) -> Any:
    """A ruled table: header shaded, centred and repeated on every page, merged cells as the edition has them.

    Raises ValueError where it doesn't fit the page.
    """
    fitted = fit_columns(block, width)
    if fitted is None:
        raise ValueError(f"table too wide: {block.rows[0]}")
    size, widths = fitted
    block = align_header(block)
    top = block.header_rows
    merged, moved = body_spans(block.rows[top:], top)
    cell_style = ParagraphStyle("cell", fontName=SANS, fontSize=size, leading=size * 1.18, splitLongWords=0)
    middle = ParagraphStyle("middle", parent=cell_style, alignment=TA_CENTER)
    bold = ParagraphStyle("bold", parent=cell_style, fontName=SANS_BOLD)
    head = ParagraphStyle("head", parent=middle, fontName=SANS_BOLD)
    commands: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.6, black),
        ("BACKGROUND", (0, 0), (-1, top - 1), SHADE),
        ("BACKGROUND", (0, top), (-1, -1), white),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ]
    full = {span.top for span in merged if span.left == 0 and span.right == len(widths) - 1}
    commands += [("BACKGROUND", (0, row), (-1, row), SECTION_SHADE) for row in sorted(full)]
    for span in [*header_spans(block.rows[:top]), *merged]:
        commands.append(("SPAN", (span.left, span.top), (span.right, span.bottom)))
    body = block.rows[top:]
    names = {
        col for col in range(len(widths)) if any(len(row[col]) > 4 and not FIGURE_CELL.match(row[col]) for row in body)
    }
    rows = []
    for index, row in enumerate(block.rows):
        cells = []
        for col, printed in enumerate(row):
            text = moved.get((index, col), printed)
            style = head if index < top else bold if index in full else cell_style if col in names else middle
            cells.append(Paragraph(to_markup(text), style) if text else "")
        rows.append(cells)
    return Grid(rows, colWidths=widths, repeatRows=top, style=commands)


if __name__ == "__main__":
    from corpus.bundled import bundled_reports

    for report in bundled_reports():
        report.pdf_path.write_bytes(edition_to_pdf(report.text_path.read_text(encoding="utf-8"), report.title))
        print(report.pdf_path)
