"""Text editions of the bundled reports as Word documents, set as an office would: styles, merged cells, SEQ captions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from corpus.edition import Block, align_header, body_spans, header_spans, text_to_blocks

CAPTION_NUMBER = re.compile(r"^(Tabel\.?\s+)([\dIVX.,]*?)(\d+)(\.?)$", re.IGNORECASE)


def edition_to_docx(text: str, path: Path) -> Path:
    """Write the edition as a .docx: headings, captions with number fields, contents, lists, tables."""
    document = Document()
    for block in text_to_blocks(text):
        add_block(document, block)
    document.save(str(path))
    return path


def add_block(document: Any, block: Block) -> None:
    if block.kind in ("table", "pairs"):
        add_table(document, block)
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


def add_table(document: Any, block: Block) -> None:
    block = align_header(block) if block.kind == "table" else block
    top = block.header_rows
    merged, moved = body_spans(block.rows[top:], top) if block.kind == "table" else ([], {})
    if block.kind == "table":
        merged = [*header_spans(block.rows[:top]), *merged]
    table = document.add_table(len(block.rows), len(block.rows[0]))
    table.style = "Table Grid"
    # python-docx looks every cell up by walking the table: once is enough
    grid = [list(row.cells) for row in table.rows]
    for r, row in enumerate(block.rows):
        for c, cell in enumerate(row):
            text = moved.get((r, c), cell)
            if text:
                grid[r][c].text = shown(text)
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
