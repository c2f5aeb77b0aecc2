"""Text reports: tab-separated tables, columns aligned by blanks, Markdown pipes, and the prose between them.

A report comes out with the same parts as a PDF's: paragraphs and tables in reading order, with the line (and, where
the file has form feeds, the page) each stands on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from extract.captions import Caption, lines_to_caption, looks_like_title, parse_caption, parse_contents_line, plain
from extract.headers import is_property_row, same_header, same_text
from extract.model import Page, Paragraph, Report, Table
from extract.text_blocks import Block, lines_to_blocks
from extract.text_decode import Line, bytes_to_text, path_to_bytes, text_to_lines
from extract.text_grid import RawTable, Row, continue_table, is_contents_block, raw_to_table, rows_to_raw
from extract.text_html import has_html, html_to_lines
from extract.text_marked import marked_to_lines
from extract.text_markup import markup_to_text
from extract.text_prose import (
    Draft,
    block_to_drafts,
    is_structure,
    join_lines,
    running_lines,
    titles_only,
    wrap_width,
)

#: how many blocks above a table may stand between it and its caption
CAPTION_REACH = 4
#: what reads sentences looks at every word of a paragraph from every other: characters
LONGEST_PARAGRAPH = 4000
#: a longer line is no caption by itself
LONGEST_CAPTION = 200
_NOTE = re.compile(r"^\(.{3,120}\)$|^(?:dalam|satuan|keterangan|sumber|catatan|ket)\b.{0,120}$", re.IGNORECASE)
_AFTER_NOTE = re.compile(r"^\W*(?:sumber|catatan|keterangan|ket)\b|^\*+\)?\s", re.IGNORECASE)
_CONTINUED = re.compile(r"\(?\s*(?:lanjutan|sambungan|continued)\s*\)?", re.IGNORECASE)
_CONNECTIVE_WORDS = (
    "dan atau yang di ke dari pada dengan oleh untuk sebagai bagi dalam serta terhadap antara tentang kepada para"
)
_CONNECTIVES = frozenset(_CONNECTIVE_WORDS.split())


def read_text(path: str | Path) -> Report:
    """Read a text report. Raises NotFound, Unreadable or TooLarge (all InputError)."""
    path = Path(path)
    data = path_to_bytes(path)
    return bytes_to_report(data, path.name)


def bytes_to_report(data: bytes, name: str) -> Report:
    """The report that the file's bytes hold. Raises Unreadable."""
    text, encoding = bytes_to_text(data, name)
    lines = text_to_lines(text)
    if has_html(lines):
        lines = html_to_lines(lines)
    lines = marked_to_lines(lines)
    warnings = [] if encoding.startswith("utf-8") else [f"dibaca sebagai {encoding} / read as {encoding}"]
    items = [
        part for item in lines_to_items(lines) for part in ([item] if isinstance(item, RawTable) else cut_long(item))
    ]
    paragraphs: list[Paragraph] = []
    tables: list[Table] = []
    for order, item in enumerate(items):
        if isinstance(item, RawTable):
            tables.append(raw_to_table(item, order))
        elif item.text:
            paragraphs.append(Paragraph(item.text, order, item.kind, item.page, item.line))
    warnings += unread_captions(lines, tables)
    pages = sorted({line.page for line in lines if line.page is not None})
    on_page = {number for table in tables for number in table.pages}
    return Report(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media="text",
        pages=tuple(Page(number, 0.0, 0.0, "table" if number in on_page else "text") for number in pages),
        paragraphs=tuple(paragraphs),
        tables=tuple(tables),
        warnings=tuple(warnings),
    )


def unread_captions(lines: Sequence[Line], tables: Sequence[Table]) -> list[str]:
    """One sentence where captions of tables stand under which no table could be read: nothing is silently empty."""
    found = {table.number for table in tables if table.number}
    captions = [
        parse_caption(line.text.strip())
        for line in lines
        if len(line.text) <= LONGEST_CAPTION and "abel" in line.text.casefold() and not parse_contents_line(line.text)
    ]
    named = dict.fromkeys(one.number for one in captions if one and one.kind == "table" and one.number)
    lost = [number for number in named if number not in found]
    if not lost:
        return []
    some = ", ".join(lost[:12]) + (", ..." if len(lost) > 12 else "")
    return [
        f"{len(lost)} judul tabel tanpa tabel yang terbaca ({some}) / "
        f"{len(lost)} table captions without a table that could be read ({some})"
    ]


def cut_long(draft: Draft) -> list[Draft]:
    """A text over LONGEST_PARAGRAPH in parts that end with a sentence, a word, or anywhere: nobody writes such a
    paragraph, but a file without line ends is one."""
    parts: list[Draft] = []
    text = draft.text
    while len(text) > LONGEST_PARAGRAPH:
        half = LONGEST_PARAGRAPH // 2
        cut = max(text.rfind(". ", half, LONGEST_PARAGRAPH) + 1, 0) or text.rfind(" ", half, LONGEST_PARAGRAPH)
        cut = cut if cut > 0 else LONGEST_PARAGRAPH
        parts.append(Draft(text[:cut], draft.kind, draft.line, draft.page))
        text = text[cut:].lstrip()
    return [*parts, Draft(text, draft.kind, draft.line, draft.page)]


def lines_to_items(lines: Sequence[Line]) -> list[Draft | RawTable]:
    """Paragraph drafts and raw tables in reading order, tables continued over pages joined."""
    wrap = wrap_width(lines)
    blocks = lines_to_blocks(lines, running_lines(lines))
    items: list[Draft | RawTable] = []
    heading = ""
    #: the table that the next one may continue: nothing but blanks and furniture since
    open_table: RawTable | None = None
    #: property rows ('Unit Kerja : ...') waiting for the table under them
    waiting: list[str] = []
    raws = [block.raw or rows_to_raw(block.rows, block.method) if block.kind == "table" else None for block in blocks]
    found = _captions(blocks, raws)
    for index, (block, raw) in enumerate(zip(blocks, raws, strict=True)):
        if block.kind == "furniture":
            items += [Draft(markup_to_text(line.text), "furniture", line.number, line.page) for line in block.lines]
            continue
        if raw is None:
            drafts = [*block_to_drafts(block.lines, wrap), *block.captions]
            heading = next((draft.text for draft in reversed(drafts) if draft.kind == "heading"), heading)
            if isinstance(open_table, RawTable) and drafts and _AFTER_NOTE.match(drafts[0].text):
                open_table.notes.append(drafts[0].text)
            if drafts:
                open_table = None
            _extend(items, drafts)
            continue
        if is_contents_block(block.rows):
            items += [_row_to_contents(row) for row in block.rows if row.filled]
            open_table = None
            continue
        if raw.only_properties:
            drafts = [_property_to_draft(row) for row in block.rows if row.filled]
            items += drafts
            waiting += [draft.text for draft in drafts if len(draft.text) <= 300]
            continue
        caption, notes = found.get(index, (None, []))
        twin = _continued(raw, caption, open_table, items)
        if twin is not None:
            continue_table(twin, raw)
            open_table = twin
            continue
        raw.number = caption.number if caption else None
        raw.caption = caption.title if caption else heading
        raw.notes = [*notes, *waiting, *(_property_to_draft(row).text for row in raw.lead)]
        items += [_property_to_draft(row) for row in raw.lead if is_property_row(row.cells)]
        waiting = []
        if raw.body or raw.header:
            items.append(raw)
            open_table = raw
    return items


def _continued(
    raw: RawTable, caption: Caption | None, open_table: RawTable | None, items: Sequence[Draft | RawTable]
) -> RawTable | None:
    """The table that this one continues, if any."""
    if caption is None:
        if open_table is None:
            return None
        if raw.header:
            return open_table if same_header(raw.header_texts, open_table.header_texts) else None
        return open_table if raw.width == open_table.width else None
    if caption.number is None and not _CONTINUED.search(caption.title):
        return None
    last = next((item for item in reversed(items) if isinstance(item, RawTable)), None)
    if last is None or last.number != caption.number:
        return None
    title = _CONTINUED.sub("", caption.title).strip(" -–:")
    said = _CONTINUED.search(caption.title) is not None or (title != "" and same_text(title, last.caption))
    fits = same_header(raw.header_texts, last.header_texts) if raw.header else raw.width == last.width
    return last if said and fits else None


def _captions(blocks: list[Block], raws: Sequence[RawTable | None]) -> dict[int, tuple[Caption, list[str]]]:
    """For each table block its caption and the note lines between; the caption's lines leave their prose block."""
    found: dict[int, tuple[Caption, list[str]]] = {}
    for index, raw in enumerate(raws):
        if raw is None or raw.only_properties or is_contents_block(blocks[index].rows):
            continue
        hit = _caption_above(blocks, raws, index)
        if hit:
            found[index] = hit
    return found


def _caption_above(
    blocks: list[Block], raws: Sequence[RawTable | None], index: int
) -> tuple[Caption, list[str]] | None:
    """Walk up from the table.

    Over furniture, property blocks, notes and title lines, to a 'Tabel ...' caption; else the nearest title.
    """
    notes: list[str] = []
    title: Block | None = None
    reach = 0
    for at in range(index - 1, -1, -1):
        block, raw = blocks[at], raws[at]
        if block.kind == "furniture" or (raw is not None and raw.only_properties):
            continue
        if raw is not None or not block.lines or reach >= CAPTION_REACH:
            break
        reach += 1
        texts = [line.text for line in block.lines]
        tail = range(len(texts) - 1, max(len(texts) - 12, 0) - 1, -1)
        start = next((i for i in tail if lines_to_caption(texts[i:])), None)
        hit = lines_to_caption(texts[start:]) if start is not None else None
        if start is not None and hit and hit[0].kind == "table":
            caption, taken = hit
            rest = [plain(text) for text in texts[start + taken :]]
            if all(len(text) <= 160 for text in rest):
                _take_caption(block, start, caption, taken)
                return _with_title(caption, title, rest + notes)
            break
        if start is not None:
            break
        notelike = len(texts) <= 3 and all(_NOTE.match(plain(text)) for text in texts)
        if notelike or (len(texts) <= 8 and all(is_property_row([plain(text)]) for text in texts)):
            notes = [plain(text) for text in texts] + notes
            continue
        if title is None and not is_structure(texts[0]):
            if titles_only(texts):
                title = block
                continue
            # in small letters it is a title only under a bare 'Tabel 3.2'
            if len(texts) <= 3 and all(looks_like_title(text) for text in texts) and _bare_caption(blocks[:at]):
                title = block
                continue
        break
    if title is None:
        return None
    text = join_lines([plain(line.text) for line in title.lines])
    _take_caption(title, 0, Caption("table", None, text), len(title.lines))
    return Caption("table", None, text), notes


def _bare_caption(blocks: Sequence[Block]) -> bool:
    """Is the last block of prose a caption's number without a title ('Tabel 3.2' alone at its end)?"""
    above = next((block for block in reversed(blocks) if block.kind != "furniture"), None)
    if above is None or above.kind != "prose" or not above.lines:
        return False
    caption = parse_caption(above.lines[-1].text)
    return caption is not None and caption.kind == "table" and caption.title == ""


def _with_title(caption: Caption, title: Block | None, notes: list[str]) -> tuple[Caption, list[str]]:
    """A title block under a numbered caption is its title if it has none, else a note."""
    if title is None:
        return caption, notes
    text = join_lines([plain(line.text) for line in title.lines])
    if caption.title:
        return caption, [text, *notes]
    _take_caption(title, 0, Caption("table", None, text), len(title.lines))
    return Caption(caption.kind, caption.number, text), notes


def _take_caption(block: Block, start: int, caption: Caption, taken: int) -> None:
    """Move the caption's lines out of the block's prose into a caption paragraph."""
    lines = block.lines[start : start + taken]
    text = join_lines([plain(line.text) for line in lines])
    after = block.lines[start + taken :]
    block.captions = [Draft(text, "caption", lines[0].number, lines[0].page)]
    block.captions += [Draft(markup_to_text(line.text), "text", line.number, line.page) for line in after]
    block.lines = block.lines[:start]


def _extend(items: list[Draft | RawTable], drafts: Sequence[Draft]) -> None:
    """Append paragraphs; one that goes on in the middle of a sentence joins the paragraph above (a page break.

    Parted them).
    """
    for draft in drafts:
        last = next(
            (item for item in reversed(items) if not (isinstance(item, Draft) and item.kind == "furniture")), None
        )
        if (
            isinstance(last, Draft)
            and draft is drafts[0]
            and draft.kind == "text"
            and last.kind in ("text", "list_item")
            and len(last.text) > 60
            and _broken_off(last.text, draft.text)
        ):
            last.text = join_lines([last.text, draft.text])
        else:
            items.append(draft)


def _broken_off(before: str, after: str) -> bool:
    """Does a sentence run over from one paragraph into the next?"""
    if before[-1:] in ".:;?!":
        return False
    return after[:1].islower() or (before.split()[-1].casefold() in _CONNECTIVES and after[:1].isalpha())


def _row_to_contents(row: Row) -> Draft:
    filled = [cell for cell in row.cells if cell]
    paged = len(filled) > 1 and row.cells[-1] != ""
    text = f"{' '.join(filled[:-1])} .... {filled[-1]}" if paged else " ".join(filled)
    return Draft(text, "contents", row.line, row.page)


def _property_to_draft(row: Row) -> Draft:
    """'Unit Kerja | : Dinas' -> 'Unit Kerja : Dinas'."""
    return Draft(
        re.sub(r"\s*:\s*", " : ", " ".join(cell for cell in row.cells if cell), count=1), "text", row.line, row.page
    )
