"""Word documents (.docx) -> `Report`: the same parts as out of the PDF that Word would make of it.

Body, text boxes, notes, headers and footers in reading order; automatic numbers printed in front of what they number;
tracked deletions and hidden words left out, insertions kept. Word makes pages only when it prints: nothing here has a
page or a box.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn

from extract.captions import parse_caption
from extract.docx_file import WordFile, path_to_parts
from extract.docx_grid import Grid, GridCell, Piece, children, element_to_grid, is_properties, is_table
from extract.docx_styles import Numbering, Styles
from extract.docx_tables import WordTable, continues, find_title, grid_to_table, join_tables, word_table_to_table
from extract.docx_text import paragraph_to_printed
from extract.errors import Unreadable
from extract.model import Paragraph, ParagraphKind, Report, Table
from extract.text_decode import Line
from extract.text_prose import block_to_drafts

#: text boxes within text boxes, tables within tables: deeper ones are left out
DEEPEST = 12


@dataclass(slots=True)
class _Word:
    """What reading needs at hand: styles, lists, the notes' elements by kind and id."""

    styles: Styles
    numbering: Numbering
    notes: dict[tuple[str, str], Any] = field(default_factory=dict)


def read_docx(path: Path) -> Report:
    """Read a Word document.

    Raises NotFound, Unreadable (zero bytes, encrypted, truncated, no Word document, nothing in it), TooLarge.
    """
    path = Path(path)
    parts = path_to_parts(path)
    report = parts_to_report(parts, path.name, file_to_sha256(path))
    if not report.paragraphs and not report.tables:
        raise Unreadable(f"{path.name}: dokumen Word tanpa teks.", f"{path.name}: a Word document without any text.")
    return report


def file_to_sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def parts_to_report(parts: WordFile, name: str, sha256: str) -> Report:
    """The report that the parts of a .docx hold."""
    styles = Styles(parts.styles)
    word = _Word(styles, Numbering(parts.numbering, styles))
    for kind, part in (("footnote", parts.footnotes), ("endnote", parts.endnotes)):
        for note in children(part, f"w:{kind}") if part is not None else ():
            word.notes[kind, note.get(qn("w:id")) or ""] = note
    body = parts.document.find(qn("w:body"))
    blocks = flatten(container_to_blocks(body, word, 0)) if body is not None else []
    furniture: dict[str, None] = {}
    for part in (*parts.headers, *parts.footers):
        for block in flatten(container_to_blocks(part, word, 0)):
            text = block.text if isinstance(block, Piece) else " ".join(cell.text for cell in block.cells)
            if text.strip():
                furniture[" ".join(text.split())] = None
    return blocks_to_report([*blocks, *(Piece(text, "furniture") for text in furniture)], name, sha256)


def container_to_blocks(container: Any, word: _Word, depth: int) -> list[Piece | Grid]:
    """What stands in a body, cell, text box, note, header or footer, in reading order."""
    blocks: list[Piece | Grid] = []
    if depth > DEEPEST:
        return blocks
    for child in children(container, "w:p", "w:tbl"):
        if child.tag == qn("w:tbl"):
            blocks.append(element_to_grid(child, lambda cell: container_to_blocks(cell, word, depth + 1)))
            continue
        printed = paragraph_to_printed(child, word.styles.bold(child))
        number = word.numbering.next(child)
        style = "formula" if printed.formula else word.styles.kind(child)
        text = printed.text
        if number and (text or number != "-"):
            # a bullet in a cell or a line says nothing; in prose it tells an item
            text = text if number == "-" and depth else f"{number} {text}".strip()
        blocks.append(Piece(text, style, number, printed.bold))
        for box in printed.boxes:
            blocks += container_to_blocks(box, word, depth + 1)
        for key in printed.notes:
            note = word.notes.pop(key, None)
            if note is not None:
                blocks += container_to_blocks(note, word, depth + 1)
    return blocks


def flatten(blocks: Sequence[Piece | Grid]) -> list[Piece | Grid]:
    """Frames and layouts opened: what is no table gives what stands in it; tables in a table's cells follow it."""
    out: list[Piece | Grid] = []
    for block in blocks:
        if isinstance(block, Piece):
            out.append(block)
        elif not is_table(block):
            for cell in sorted(block.cells, key=lambda cell: (cell.row, cell.col)):
                out += flatten(cell.blocks)
        elif is_properties(block):
            rows: dict[int, list[GridCell]] = {}
            for cell in block.cells:
                rows.setdefault(cell.row, []).append(cell)
            for row in sorted(rows):
                words = " ".join(cell.text for cell in sorted(rows[row], key=lambda cell: cell.col) if cell.text)
                out.append(Piece(" : ".join(part.strip() for part in words.split(":", 1)), "property"))
        else:
            out.append(block)
            out += flatten([nested for cell in block.cells for nested in cell.nested])
    return out


def blocks_to_report(blocks: Sequence[Piece | Grid], name: str, sha256: str) -> Report:
    """Captions given to their tables, tables cut in two joined, paragraphs told apart."""
    items: list[Paragraph | WordTable] = []
    #: paragraphs since the last table, each with its place in `items` ('' parts them: no place)
    above: list[tuple[Piece, int | None]] = []
    open_table: WordTable | None = None
    heading = ""
    for block in _lines_apart(blocks):
        if isinstance(block, Grid):
            table = grid_to_table(block)
            title = find_title([piece for piece, _ in above])
            if open_table is not None and continues(open_table, table, title, [piece for piece, _ in above]):
                join_tables(open_table, table)
                above = []
                continue
            table.number, table.caption = (
                (title.number, title.text) if title and title.end > title.first else (None, heading)
            )
            for at in range(title.first, title.end) if title else ():
                place = above[at][1]
                if place is not None and isinstance(said := items[place], Paragraph):
                    items[place] = Paragraph(said.text, 0, "caption")
            table.notes[:0] = title.notes if title else []
            items.append(table)
            open_table, above = table, []
            continue
        drafts = piece_to_paragraphs(block)
        above.append((block, len(items) if drafts else None))
        items += drafts
        heading = next((draft.text for draft in reversed(drafts) if draft.kind == "heading"), heading)
    paragraphs: list[Paragraph] = []
    tables: list[Table] = []
    for order, item in enumerate(items):
        if isinstance(item, WordTable):
            tables.append(word_table_to_table(item, order))
        else:
            paragraphs.append(Paragraph(item.text, order, item.kind))
    return Report(name, sha256, "docx", (), tuple(paragraphs), tuple(tables))


def _lines_apart(blocks: Sequence[Piece | Grid]) -> list[Piece | Grid]:
    """Captions set with line breaks in one paragraph ('Tabel 3.2' / 'Capaian ...') as a paragraph a line."""
    out: list[Piece | Grid] = []
    for block in blocks:
        if isinstance(block, Piece) and "\n" in block.text and any(map(parse_caption, block.text.split("\n"))):
            first, *rest = block.text.split("\n")
            out.append(Piece(first, block.style, block.number, block.bold))
            out += [Piece(line, block.style, None, block.bold) for line in rest]
        else:
            out.append(block)
    return out


def piece_to_paragraphs(piece: Piece) -> list[Paragraph]:
    """The paragraph's kind by its style, else by what it looks like; [] for an empty one."""
    text = " ".join(piece.text.split())
    if not text:
        return []
    kinds: dict[str, ParagraphKind] = {
        "heading": "heading",
        "caption": "caption",
        "contents": "contents",
        "formula": "formula",
        "furniture": "furniture",
    }
    if piece.style in kinds:
        return [Paragraph(text, 0, kinds[piece.style])]
    drafts = block_to_drafts([Line(0, f"**{text}**" if piece.bold and len(text) <= 200 else text)], 0)
    kind: ParagraphKind = drafts[0].kind if len(drafts) == 1 else "text"
    if piece.number and kind == "text":
        kind = "list_item"
    return [Paragraph(text, 0, kind)]
