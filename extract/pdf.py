"""PDF files with a text layer -> `Report`.

A page is read once into arrays (pdf_page), its rules make grids (pdf_rules), words fill their cells (pdf_words, pdf_cells), grids of
following pages are joined (pdf_join), and what is left is prose (pdf_prose).
"""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Callable, Sequence
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

from extract.captions import parse_caption
from extract.errors import NotFound, TooLarge, Unreadable
from extract.header_words import HEADER_WORDS, is_figure
from extract.headers import Header
from extract.model import Box, Cell, Method, Page, Paragraph, Report, Table
from extract.ocr import no_ocr, nothing_read, ocr_available
from extract.pdf_align import count_loose_lines, lines_to_tables
from extract.pdf_cells import (
    PdfTable,
    cuts_at_columns,
    grid_to_table,
    lines_to_known_words,
    merge_stacked_boxes,
    rejoin_words,
    tables_to_known_words,
    without_empty_edges,
    without_empty_rows,
    word_height,
)
from extract.pdf_join import WholeTable, continue_whole, start_whole, table_to_rows
from extract.pdf_page import PageContent, page_to_content
from extract.pdf_prose import Block, count_notes, find_caption, lines_to_blocks, lines_to_furniture
from extract.pdf_rules import page_rules_to_grids
from extract.pdf_split import split_rows, split_totals
from extract.pdf_tree import TreeCell, page_to_tree_tables, tree_to_table
from extract.pdf_words import Line, Words, content_to_words, words_to_lines
from extract.scan_layer import page_to_scan_reason
from extract.scan_lists import lists_over_tables, numbered_lists_to_tables
from extract.scan_page import ScanPage
from extract.scan_placing import place_on_pages

#: a file with more is refused
MAX_PAGES = 20_000
MAX_BYTES = 1_000_000_000
#: an image that covers this share of a page with no text makes it a scan
SCAN_SHARE = 0.3
#: with so many lines of words set apart outside tables, a tagged page's structure tree is looked at
FEWEST_LOOSE = 3


@dataclass(slots=True)
class PageDraft:
    """What one page gave: its tables, the lines outside them, and how it went."""

    number: int
    width: float
    height: float
    tables: list[PdfTable] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    status: str = "text"
    note: str = ""
    letters: int = 0
    #: lines outside tables whose words stand apart as in a table
    loose: int = 0
    #: why the page should be read as a picture: "image" no text, "layer" an OCR's text or rubbish, "pictured" a picture of
    #: a table on it
    scan: str = ""


def read_pdf(path: Path, progress: Callable[[int, int], None] | None = None) -> Report:
    """Read a PDF: its text layer, and through OCR, where that extra is installed, the pages that are pictures.

    `progress` is called with (pages done, pages to do) while pictures are read. Raises NotFound, Unreadable (zero bytes, no
    PDF, truncated, encrypted), TooLarge, NoText (a scan, and the extra is missing; or nothing to read).
    """
    path = Path(path)
    data = _read_bytes(path)
    drafts: list[PageDraft] = []
    document = _open(data, path.name)
    try:
        count = int(pdfium.FPDF_GetPageCount(document))
        if count < 1:
            raise _broken(path.name)
        if count > MAX_PAGES:
            raise TooLarge(
                f"{path.name}: {count} halaman, lebih dari batas {MAX_PAGES}.",
                f"{path.name}: {count} pages, more than the limit of {MAX_PAGES}.",
            )
        for number in range(1, count + 1):
            drafts.append(page_to_draft(document, number))
    finally:
        pdfium.FPDF_CloseDocument(document)
    sha256 = hashlib.sha256(data).hexdigest()
    scans: list[ScanPage] = []
    if any(draft.scan for draft in drafts) and ocr_available():
        from extract.scan import drafts_with_scans

        drafts, scans = drafts_with_scans(path, drafts, progress)
    if not any(draft.letters or draft.status == "given_up" for draft in drafts):
        unread = any(draft.scan for draft in drafts) and not ocr_available()
        raise no_ocr(path.name) if unread else nothing_read(path.name)
    return place_on_pages(drafts_to_report(drafts, path.name, sha256), scans)


def _read_bytes(path: Path) -> bytes:
    if not path.is_file():
        raise NotFound(f"{path}: berkas tidak ditemukan.", f"{path}: no such file.")
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise TooLarge(
            f"{path.name}: {size} byte, lebih dari batas {MAX_BYTES}.",
            f"{path.name}: {size} bytes, more than the limit of {MAX_BYTES}.",
        )
    data = path.read_bytes()
    if not data.strip(b"\0 \r\n\t"):
        raise Unreadable(f"{path.name}: berkas kosong.", f"{path.name}: the file is empty.")
    if b"%PDF-" not in data[:4096]:
        raise Unreadable(f"{path.name}: bukan berkas PDF.", f"{path.name}: not a PDF file.")
    tail = data[-8192:].rstrip(b"\0 \r\n\t")
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise _broken(path.name)
    return data


def _broken(name: str) -> Unreadable:
    return Unreadable(
        f"{name}: PDF terpotong atau rusak, tidak dapat dibuka.",
        f"{name}: the PDF is truncated or damaged and can't be opened.",
    )


def _open(data: bytes, name: str) -> Any:
    """A raw document handle. `data` must stay alive as long as it is used."""
    document = pdfium.FPDF_LoadMemDocument64(data, ctypes.c_size_t(len(data)), None)
    if document:
        return document
    error = int(pdfium.FPDF_GetLastError())
    if error in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        raise Unreadable(
            f"{name}: PDF terkunci dengan kata sandi; buka kuncinya dahulu.",
            f"{name}: the PDF is encrypted; remove its password first.",
        )
    raise _broken(name)


def page_to_draft(document: Any, number: int) -> PageDraft:
    """Read one page (1-based) of an open document: tables and the lines around them."""
    try:
        content = page_to_content(document, number)
    except ValueError as error:
        return PageDraft(number, 0.0, 0.0, status="given_up", note=str(error))
    draft = content_to_draft(content)
    if draft.loose >= FEWEST_LOOSE and pdfium.FPDFCatalog_IsTagged(document):
        trees = page_to_tree_tables(document, number)
        if trees:
            draft = content_to_draft(page_to_content(document, number, with_marks=True), trees)
    draft.scan = page_to_scan_reason(document, content, draft.status)
    return draft


def content_to_draft(content: PageContent, trees: Sequence[Sequence[Sequence[TreeCell]]] = ()) -> PageDraft:
    """The tables of a page and the lines around them. `trees`: its tables as the structure tree has them, if asked for."""
    draft = PageDraft(content.number, content.width, content.height, letters=len(content.chars.code))
    if content.given_up:
        draft.status, draft.note = "given_up", content.given_up
        return draft
    if not draft.letters:
        draft.status = "image" if content.image_share >= SCAN_SHARE else "empty"
        return draft
    grids = page_rules_to_grids(content.horizontal, content.vertical, content.shades)
    words = content_to_words(content, cuts_at_columns(content, grids) if grids else None)
    free = set(range(len(words)))
    # inner grids first: what stands in a nested table isn't also text of the cell around it
    for grid in sorted(grids, key=lambda g: (g.box[2] - g.box[0]) * (g.box[3] - g.box[1])):
        chosen = [i for i in sorted(free) if _inside(words, i, grid.box)]
        table = without_empty_edges(grid_to_table(grid, words, chosen, content.number))
        if is_table(table):
            table = split_rows(merge_stacked_boxes(without_empty_rows(split_totals(table, words))))
            free.difference_update(chosen)
            draft.tables.append(table)
    for tree in trees:
        _add_tree(draft, tree, words, free)
    boxes = [(t.box.x0, t.box.y0, t.box.x1, t.box.y1) for t in draft.tables]
    aligned = lines_to_tables(words, sorted(free), content.horizontal, content.shades, boxes, content.number)
    for table, taken in lists_over_tables(aligned, numbered_lists_to_tables(words, sorted(free), content.number)):
        free.difference_update(taken)
        draft.tables.append(table)
    draft.tables.sort(key=lambda table: (round(table.ys[0]), table.xs[0]))
    draft.lines = words_to_lines(words, sorted(free))
    draft.loose = count_loose_lines(draft.lines, words)
    if draft.tables:
        draft.status = "table"
    elif content.image_share >= 0.6 and draft.letters < 40:
        draft.status = "image"
    return draft


def _add_tree(draft: PageDraft, tree: Sequence[Sequence[TreeCell]], words: Words, free: set[int]) -> None:
    """Take the tree's table where rules gave nothing of it, or only a part (a header with borders over a body without)."""
    made = tree_to_table(tree, words, draft.number)
    if made is None or not is_table(made[0]):
        return
    table, taken = made
    part = {i for old in draft.tables for cell in old.cells for line in cell.lines for i in line.words} & taken
    if 2 * len(part) > len(taken):
        return
    kept = []
    for old in draft.tables:
        own = {i for cell in old.cells for line in cell.lines for i in line.words}
        if 2 * len(own & taken) > len(own):
            free.update(own)
        else:
            kept.append(old)
    free.difference_update(taken)
    draft.tables = [*kept, table]


def _inside(words: Words, i: int, box: tuple[float, float, float, float]) -> bool:
    middle = (words.x0[i] + words.x1[i]) / 2
    return box[0] - 2 <= middle <= box[2] + 2 and box[1] - 2 <= word_height(words, i) <= box[3] + 2


def is_table(table: PdfTable) -> bool:
    """More than a frame: two columns and two cells with text at least, not all but empty."""
    filled = [cell for cell in table.cells if cell.text]
    columns = {cell.place.col for cell in filled}
    if 3 * len(filled) < len(table.cells) and not any(is_figure(cell.text) for cell in filled) and table.row_count < 8:
        return False  # a cover, a drawing
    return len(filled) >= 2 and len(columns) >= 2 and table.column_count >= 2 and 12 * len(filled) >= len(table.cells)


def drafts_to_report(drafts: list[PageDraft], name: str, sha256: str) -> Report:
    """Pages as read -> the report: furniture told apart, captions found, tables joined, paragraphs made."""
    known = Counter(dict.fromkeys(HEADER_WORDS, 1))
    for draft in drafts:
        lines_to_known_words(draft.lines, known)
        tables_to_known_words(draft.tables, known)
    for draft in drafts:
        draft.tables = [rejoin_words(table, known) for table in draft.tables]
    furniture = lines_to_furniture([(draft.height, draft.lines) for draft in drafts])
    found: list[Paragraph | tuple[WholeTable, str | None, str, list[str]]] = []
    open_table: WholeTable | None = None
    last_heading = ""
    pending: list[Line] = []
    for draft, aside in zip(drafts, furniture, strict=True):
        body = [line for i, line in enumerate(draft.lines) if i not in aside]
        for i in sorted(aside):
            found.append(
                _block_to_paragraph(Block(draft.lines[i].text, "furniture", draft.number, _line_box(draft.lines[i])))
            )
        cursor = 0
        for place, table in enumerate(draft.tables):
            stop = cursor
            while stop < len(body) and body[stop].base < table.ys[0] + 3:
                stop += 1
            if (
                place
                and (taken := count_notes(body[cursor:stop], draft.tables[place - 1].ys[-1]))
                and open_table is not None
            ):
                open_table.notes.extend(line.text for line in body[cursor : cursor + taken])
                cursor += taken
            above = body[cursor:stop]
            cursor = stop
            if place == 0 and not above and open_table is not None and continue_whole(open_table, table):
                continue
            caption, start, notes = find_caption(above, table.ys[0])
            if not above and pending:
                caption, start, notes = find_caption(pending, 1e9)
                start = 0
            for block in lines_to_blocks(above[:start] if above else [], draft.number, draft.width):
                last_heading = block.text if block.kind == "heading" else last_heading
                found.append(_block_to_paragraph(block))
            if above and start < len(above):
                box = _line_box(above[start])
                for line in above[start + 1 :]:
                    box = box.union(_line_box(line))
                text = " ".join(line.text for line in above[start:])
                found.append(Paragraph(text, 0, "caption", draft.number, None, box))
            title = caption.title if caption else last_heading
            open_table = start_whole(table)
            found.append((open_table, caption.number if caption else None, title, notes))
            pending = []
        if draft.tables and open_table is not None and (taken := count_notes(body[cursor:], draft.tables[-1].ys[-1])):
            open_table.notes.extend(line.text for line in body[cursor : cursor + taken])
            cursor += taken
            closed = True
        else:
            closed = False
        rest = body[cursor:]
        for block in lines_to_blocks(rest, draft.number, draft.width):
            last_heading = block.text if block.kind == "heading" else last_heading
            found.append(_block_to_paragraph(block))
        pending = rest[-4:]
        if rest or closed or (not draft.tables and draft.status != "empty"):
            open_table = None
    paragraphs: list[Paragraph] = []
    tables: list[Table] = []
    for order, item in enumerate(found):
        if isinstance(item, Paragraph):
            paragraphs.append(Paragraph(item.text, order, item.kind, item.page, None, item.box))
        else:
            tables.append(whole_to_table(*item, order))
    pages = tuple(Page(d.number, round(d.width, 2), round(d.height, 2), d.status, d.note) for d in drafts)
    return Report(name, sha256, "pdf", pages, tuple(paragraphs), tuple(tables), _warnings(pages))


def _warnings(pages: tuple[Page, ...]) -> tuple[str, ...]:
    out = []
    images = [page.number for page in pages if page.status == "image"]
    if images:
        way = "" if ocr_available() else " (perlu tambahan OCR: pip install 'lakip[ocr]')"
        out.append(f"halaman gambar tanpa teks, tidak dibaca{way}: {', '.join(map(str, images))}")
    for page in pages:
        if page.status in ("given_up", "unread_table"):
            out.append(f"halaman {page.number}: {page.status} {page.note}".strip())
    return tuple(out)


def _line_box(line: Line) -> Box:
    return Box(line.x0, line.y0, line.x1, line.y1)


def _block_to_paragraph(block: Block) -> Paragraph:
    return Paragraph(block.text, 0, block.kind, block.page, None, block.box)


def whole_to_table(whole: WholeTable, number: str | None, caption: str, notes: list[str], order: int) -> Table:
    """The joined grid as the record all rooms share: title rows and the numbering row taken out."""
    header = whole.header
    dropped = set(range(header.lead))
    if header.numbering:
        dropped.add(header.lead + header.depth)
    texts, copies = table_to_rows(whole.cells, whole.rows, len(whole.xs) - 1)
    dropped |= _numbers_in_header(texts, copies, header)
    lead = [" ".join(t for t, c in zip(texts[r], copies[r], strict=True) if t and not c) for r in range(header.lead)]
    for place, text in enumerate(lead):
        printed = parse_caption(text)
        if printed is not None and printed.kind == "table" and number is None:
            following = lead[place + 1 : place + 2] if not printed.title else []
            number, caption = printed.number, " ".join([printed.title, *following]).strip() or caption
            lead = lead[:place] + lead[place + 1 + len(following) :]
            break
    if lead and not caption:
        caption, lead = lead[0], lead[1:]
    kept = [row for row in range(whole.rows) if row not in dropped]
    at = {row: place for place, row in enumerate(kept)}
    cells = []
    for cell in whole.cells:
        rows = [at[row] for row in range(cell.place.row, cell.place.row + cell.place.row_span) if row in at]
        if not rows or (cell.place.row in dropped and cell.place.row >= header.lead):
            continue
        cells.append(
            Cell(
                rows[0],
                cell.place.col,
                cell.text,
                len(rows),
                cell.place.col_span,
                cell.page,
                None,
                _rounded(cell.box),
                cell.bold,
            )  # fmt: skip
        )
    cells.sort(key=lambda cell: (cell.row, cell.col))
    methods = {t.method for t in whole.tables}
    method: Method = next((m for m in ("image", "alignment", "tree") if m in methods), "rules")
    sure = [cell.confidence for cell in cells if cell.text] if method == "image" else []
    confidence = round(sum(sure) / len(sure), 3) if sure else 1.0
    reasons = tuple(
        dict.fromkeys(
            [*(f"page {t.page}: {t.method}, {t.row_count} x {t.column_count}" for t in whole.tables), *whole.reasons]
        )
    )
    return Table(
        number, caption, whole.pages, method, len(kept), len(whole.xs) - 1,
        sum(row not in dropped for row in range(header.lead, header.lead + header.depth)), tuple(cells), order,
        None, confidence, tuple(text for text in (*notes, *lead, *whole.notes) if text), reasons,
    )  # fmt: skip


def _numbers_in_header(texts: list[list[str]], copies: list[list[bool]], header: Header) -> set[int]:
    """Rows within the header that only number its columns ('2', '3', '7', '8' above 'K', 'Rp')."""
    found = set()
    for row in range(header.lead + 1, header.lead + header.depth):
        own = [t for t, copy in zip(texts[row], copies[row], strict=True) if t and not copy]
        numbers = [int(t.strip("(). ")) for t in own if t.strip("(). ").isdigit()]
        if len(numbers) >= 4 and len(numbers) == len(own) and numbers == sorted(set(numbers)) and numbers[-1] < 100:
            found.add(row)
    return found


def _rounded(box: Box) -> Box:
    return Box(round(box.x0, 2), round(box.y0, 2), round(box.x1, 2), round(box.y1, 2))
