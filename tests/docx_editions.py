"""Text editions of the bundled reports as Word documents, set as an office would: styles, merged cells, SEQ captions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from corpus.edition import Block, align_header, body_spans, header_spans, text_to_blocks
from corpus.typeset import MARGIN, fit_columns, frame_width, orientations

CAPTION_NUMBER = re.compile(r"^(Tabel\.?\s+)([\dIVX.,]*?)(\d+)(\.?)$", re.IGNORECASE)


def edition_to_docx(text: str, path: Path) -> Path:
    """Write the edition as a .docx: headings, captions with number fields, contents, lists, tables."""
    document = Document()
    document.styles["Normal"].font.name = "Liberation Sans"
    blocks = text_to_blocks(text)
    set_page(document.sections[0], False)
    turned = False
    for block, wide in zip(blocks, orientations(blocks), strict=True):
        if wide != turned:
            set_page(document.add_section(WD_SECTION.NEW_PAGE), wide)
            turned = wide
        add_block(document, block, wide)
    document.save(str(path))
    return path


def set_page(section: Any, wide: bool) -> None:
    """A4 with the margins of the typeset edition, on its side for wide tables."""
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Pt(842), Pt(595)) if wide else (Pt(595), Pt(842))
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Pt(MARGIN))


def add_block(document: Any, block: Block, wide: bool = False) -> None:
    if block.kind in ("table", "pairs"):
        add_table(document, block, wide)
    elif block.kind == "contents":
        for row in block.rows:
            document.add_paragraph("\t".join(cell for cell in row if cell), style=toc_style(document))
    elif block.kind == "caption":
        add_caption(document, block.lines)
    elif block.kind in ("chapter", "heading"):
        # lines under one another in one paragraph, as Shift+Enter makes them
        document.add_paragraph("\n".join(block.lines), style="Heading 1" if block.kind == "chapter" else "Heading 2")
    else:
        for line in block.lines:
            document.add_paragraph(shown(line))


def shown(text: str) -> str:
    """Without the edition's markup."""
    if "$" in text:
        text = re.sub(r"\\frac\{((?:[^{}]|\{[^{}]*\})*)\}\{((?:[^{}]|\{[^{}]*\})*)\}", r"\1 / \2", text)
        text = text.replace("\\times", "×").replace("\\%", "%").replace("$", "")
    return re.sub(r"</?i>", "", text)


def toc_style(document: Any) -> Any:
    if "toc 1" not in [style.name for style in document.styles]:
        document.styles.add_style("toc 1", 1)
    return document.styles["toc 1"]


def add_caption(document: Any, lines: tuple[str, ...]) -> None:
    """'Tabel 3.' and a SEQ field whose cached result is the number's last part; then the title in the same style."""
    paragraph = document.add_paragraph(style="Caption")
    found = CAPTION_NUMBER.match(lines[0])
    if found:
        paragraph.add_run(found[1] + found[2])
        add_field(paragraph, " SEQ Tabel \\* ARABIC ", found[3])
        paragraph.add_run(found[4])
    else:
        paragraph.add_run(lines[0])
    for line in lines[1:]:
        document.add_paragraph(line, style="Caption")


def margins(cell: Any) -> None:
    """The typeset edition's padding, so that its column widths fit."""
    made = OxmlElement("w:tcMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "50")
        edge.set(qn("w:type"), "dxa")
        made.append(edge)
    cell._tc.get_or_add_tcPr().append(made)


def add_field(paragraph: Any, code: str, result: str) -> None:
    """A complex field: begin, its code, separate, the cached result, end."""
    for kind in ("begin", "code", "separate", "result", "end"):
        run = paragraph.add_run()
        if kind == "result":
            run.text = result
            continue
        element = OxmlElement("w:instrText" if kind == "code" else "w:fldChar")
        if kind == "code":
            element.text = code
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def add_table(document: Any, block: Block, wide: bool) -> None:
    fitted = fit_columns(block, frame_width(wide)) if block.kind == "table" else None
    block = align_header(block) if block.kind == "table" else block
    top = block.header_rows
    merged, moved = body_spans(block.rows[top:], top) if block.kind == "table" else ([], {})
    if block.kind == "table":
        merged = [*header_spans(block.rows[:top]), *merged]
    table = document.add_table(len(block.rows), len(block.rows[0]))
    table.style = "Table Grid" if block.kind == "table" else "Normal Table"
    if fitted is not None:
        table.autofit = False
        for column, width in zip(table.columns, fitted[1], strict=True):
            column.width = Pt(width)
    # python-docx looks every cell up by walking the table: once is enough
    grid = [list(row.cells) for row in table.rows]
    for r, row in enumerate(block.rows):
        for c, cell in enumerate(row):
            text = moved.get((r, c), cell)
            if fitted is not None:
                grid[r][c].width = Pt(fitted[1][c])
                margins(grid[r][c])
            if text:
                grid[r][c].text = shown(text)
            for run in grid[r][c].paragraphs[0].runs if fitted is not None else ():
                run.font.size = Pt(fitted[0])
                run.font.bold = r < top or None
            grid[r][c].paragraphs[0].paragraph_format.space_after = Pt(0)
    for span in merged:
        rest = [
            grid[r][c]
            for r in range(span.top, span.bottom + 1)
            for c in range(span.left, span.right + 1)
            if (r, c) != (span.top, span.left)
        ]
        # what an upper left cell covers is blank in the edition
        assert not any(cell.text for cell in rest), (block.rows[span.top], span)
        grid[span.top][span.left].merge(grid[span.bottom][span.right])
    document.add_paragraph("")
