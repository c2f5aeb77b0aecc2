"""Pages as read -> the report: furniture told apart, captions found, tables joined over pages, paragraphs made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.captions import parse_caption
from extract.header_words import HEADER_WORDS
from extract.headers import numbering_within
from extract.model import Box, Cell, Method, Page, Paragraph, Report, Table
from extract.ocr import ocr_available
from extract.pdf_cells import lines_to_known_words, rejoin_words, tables_to_known_words
from extract.pdf_draft import PageDraft
from extract.pdf_join import WholeTable, continue_whole, start_whole, table_to_rows
from extract.pdf_prose import (
    Block,
    count_notes,
    count_property_lines,
    find_caption,
    lines_to_blocks,
    lines_to_furniture,
)
from extract.pdf_words import Line, join_texts

#: so many lines of figures set apart outside tables make a page look like one
FEWEST_LOOSE_FIGURES = 6
#: a warning names so many pages at most: a broken file may have thousands
MOST_NAMED = 50
_ENDED = re.compile(r"[.:;!?]\W{0,2}$")
_GOES_ON = re.compile(r"[a-z(\d]|Rp\b")
_Found = Paragraph | tuple[WholeTable, str | None, str, list[str]]
_CONTINUED = re.compile(r"\b(?:lanjutan|sambungan)\b", re.IGNORECASE)


def drafts_to_report(drafts: list[PageDraft], name: str, sha256: str) -> Report:
    """Pages as read -> the report: furniture told apart, captions found, tables joined, paragraphs made."""
    known = Counter(dict.fromkeys(HEADER_WORDS, 1))
    for draft in drafts:
        lines_to_known_words(draft.lines, known)
        tables_to_known_words(draft.tables, known)
    for draft in drafts:
        draft.tables = [rejoin_words(table, known) for table in draft.tables]
    furniture = lines_to_furniture([(draft.height, draft.lines) for draft in drafts])
    found: list[_Found] = []
    open_table: WholeTable | None = None
    open_number: str | None = None
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
            if (
                place == 0
                and open_table is not None
                and _is_open(above, open_number)
                and continue_whole(open_table, table)
            ):
                continue
            caption, start, notes = find_caption(above, table.ys[0])
            if not above and pending:
                caption, start, notes = find_caption(pending, 1e9)
                start = 0
            for block in lines_to_blocks(above[:start] if above else [], draft.number, draft.width):
                last_heading = _name_for_tables(block, last_heading)
                found.append(_block_to_paragraph(block))
            if above and start < len(above):
                # a form's head ("Unit Kerja : ...") stands between caption and table and is no part of the title
                end = len(above)
                if len(notes) > 2:
                    end = len(above) - count_property_lines(above[start:], notes)
                box = _line_box(above[start])
                for line in above[start + 1 : end]:
                    box = box.union(_line_box(line))
                text = " ".join(line.text for line in above[start:end])
                found.append(Paragraph(text, 0, "caption", draft.number, None, box))
                found.extend(
                    _block_to_paragraph(block) for block in lines_to_blocks(above[end:], draft.number, draft.width)
                )
            title = caption.title if caption else last_heading
            open_table = start_whole(table)
            open_number = caption.number if caption else None
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
            last_heading = _name_for_tables(block, last_heading)
            found.append(_block_to_paragraph(block))
        pending = rest[-4:]
        if rest or closed or (not draft.tables and draft.status != "empty"):
            open_table = None
    paragraphs: list[Paragraph] = []
    tables: list[Table] = []
    for order, item in enumerate(_join_cut_sentences(found)):
        if isinstance(item, Paragraph):
            paragraphs.append(Paragraph(item.text, order, item.kind, item.page, None, item.box))
        else:
            tables.append(whole_to_table(*item, order))
    _mark_unread(drafts, paragraphs)
    pages = tuple(Page(d.number, round(d.width, 2), round(d.height, 2), d.status, d.note) for d in drafts)
    return Report(name, sha256, "pdf", pages, tuple(paragraphs), tuple(tables), _warnings(pages))


def _name_for_tables(block: Block, before: str) -> str:
    """What a table without caption under this block is called: the heading, or the numbered item, that it stands
    under."""
    named = block.kind == "heading" or (
        block.kind == "list_item" and len(block.text) < 160 and not block.text.endswith(".")
    )
    return block.text if named else before


def _is_open(above: Sequence[Line], number: str | None) -> bool:
    """May the table under these lines continue the open one: nothing above it, or 'Lanjutan Tabel 3.2' / its
    caption again?"""
    text = " ".join(line.text for line in above)
    if not above or (len(above) <= 3 and len(text) < 200 and _CONTINUED.search(text)):
        return True
    caption = parse_caption(text)
    return caption is not None and caption.number is not None and caption.number == number


def _join_cut_sentences(found: Sequence[_Found]) -> list[_Found]:
    """A sentence that goes on at the top of the next page is one paragraph, of the page where it begins."""
    out: list[_Found] = []
    last: int | None = None
    for item in found:
        if isinstance(item, Paragraph) and item.kind == "furniture":
            out.append(item)
            continue
        before = out[last] if last is not None else None
        if (
            isinstance(item, Paragraph)
            and isinstance(before, Paragraph)
            and item.kind == "text"
            and before.kind in ("text", "list_item")
            and item.page is not None
            and before.page is not None
            and item.page == before.page + 1
            and last is not None
            and not _ENDED.search(before.text)
            and _GOES_ON.match(item.text)
        ):
            out[last] = replace(before, text=join_texts(before.text, before.text, item.text, False))
            # what follows on that page is not its continuation
            last = None
            continue
        out.append(item)
        last = len(out) - 1
    return out


def _mark_unread(drafts: Sequence[PageDraft], paragraphs: Sequence[Paragraph]) -> None:
    """Pages that look like tables and gave none: a numbered caption without a table after it, many lines set apart
    with figures.

    Captions that became a table's are not among the paragraphs looked at: those stand directly before their table.
    """
    captions: dict[int, list[str]] = {}
    lowest: dict[int, Paragraph] = {}
    contents = Counter(paragraph.page for paragraph in paragraphs if paragraph.kind == "contents")
    for paragraph in paragraphs:
        if paragraph.kind != "furniture" and paragraph.page is not None:
            lowest[paragraph.page] = paragraph
        if paragraph.kind == "caption" and paragraph.page is not None:
            caption = parse_caption(paragraph.text)
            if caption is not None and caption.kind == "table" and caption.number:
                captions.setdefault(paragraph.page, []).append(caption.number)
    for place, draft in enumerate(drafts):
        if draft.status != "text":
            continue
        numbers = captions.get(draft.number, [])
        # a list of tables names many, some over two lines; a caption at the foot belongs to the next page's table
        at_foot = draft.number in lowest and lowest[draft.number].kind == "caption"
        followed = at_foot and place + 1 < len(drafts) and bool(drafts[place + 1].tables)
        if 0 < len(numbers) <= 2 and not followed and contents[draft.number] <= len(numbers):
            draft.status, draft.note = "unread_table", f"Tabel {', '.join(numbers)}"
        elif draft.loose_figures >= FEWEST_LOOSE_FIGURES:
            draft.status, draft.note = "unread_table", f"{draft.loose_figures} baris angka"


def _warnings(pages: tuple[Page, ...]) -> tuple[str, ...]:
    out = []
    images = [page.number for page in pages if page.status == "image"]
    if images:
        way = "" if ocr_available() else " (perlu tambahan OCR: pip install 'lakip[ocr]')"
        out.append(f"halaman gambar tanpa teks, tidak dibaca{way}: {', '.join(map(str, images))}")
    alike: dict[tuple[str, str], list[int]] = {}
    for page in pages:
        if page.status in ("given_up", "unread_table"):
            alike.setdefault((page.status, page.note), []).append(page.number)
    for (status, note), numbers in alike.items():
        listed = ", ".join(map(str, numbers[:MOST_NAMED])) + (", ..." if len(numbers) > MOST_NAMED else "")
        out.append(f"halaman {listed}: {status} {note}".strip())
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
    dropped |= numbering_within(texts, copies, header) | _repeated_rows(whole, texts, copies)
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
            )
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


def _repeated_rows(whole: WholeTable, texts: list[list[str]], copies: list[list[bool]]) -> set[int]:
    """Rows of the body that print the header again (two parts of a table on one page)."""
    header = [[text for text in row if text] for row in whole.header_texts()]
    header = [row for row in header if len(row) >= 3]
    found = set()
    for row in range(whole.header.body_start, whole.rows):
        own = [text for text, copy in zip(texts[row], copies[row], strict=True) if text and not copy]
        if own in header:
            found.add(row)
    return found


def _rounded(box: Box) -> Box:
    return Box(round(box.x0, 2), round(box.y0, 2), round(box.x1, 2), round(box.y1, 2))
