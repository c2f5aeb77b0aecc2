"""One page of a PDF -> its tables and the lines around them.

The ruled grids first, then what the structure tree, the white between columns and numbered lists give of the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from extract.header_words import is_figure
from extract.pdf_align import lines_to_tables
from extract.pdf_cells import (
    PdfTable,
    cuts_at_columns,
    grid_to_table,
    merge_stacked_boxes,
    without_empty_edges,
    without_empty_rows,
    word_height,
)
from extract.pdf_page import PageContent, page_to_content
from extract.pdf_pieces import count_loose_lines, part_side_by_side
from extract.pdf_rules import page_rules_to_grids
from extract.pdf_split import split_rows, split_totals
from extract.pdf_tree import TreeCell, page_to_tree_tables, tree_to_table
from extract.pdf_units import split_units
from extract.pdf_words import Line, Words, content_to_words, words_to_lines
from extract.scan_layer import page_to_scan_reason
from extract.scan_lists import lists_over_tables, numbered_lists_to_tables

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
    #: those of them that hold two figures and a label
    loose_figures: int = 0
    #: why the page should be read as a picture: "image" no text, "layer" an OCR's text or rubbish, "pictured" a
    # picture of
    #: a table on it
    scan: str = ""


def page_to_draft(document: Any, number: int) -> PageDraft:
    """Read one page (1-based) of an open document: tables and the lines around them."""
    try:
        content = page_to_content(document, number)
    except ValueError as error:
        return PageDraft(number, 0.0, 0.0, status="given_up", note=str(error))
    draft = content_to_draft(content)
    # where words stand apart and no rule says why, the tree is surer than the white between them
    unruled = draft.loose >= FEWEST_LOOSE or any(table.method == "alignment" for table in draft.tables)
    if unruled and pdfium.FPDFCatalog_IsTagged(document):
        trees = page_to_tree_tables(document, number)
        if trees:
            draft = content_to_draft(page_to_content(document, number, with_marks=True), trees)
    draft.scan = page_to_scan_reason(document, content, draft.status)
    return draft


def content_to_draft(content: PageContent, trees: Sequence[Sequence[Sequence[TreeCell]]] = ()) -> PageDraft:
    """The tables of a page and the lines around them. `trees`: its tables as the structure tree has them, if asked
    for."""
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
        chosen = without_watermark([i for i in sorted(free) if _inside(words, i, grid.box)], words)
        table = without_empty_edges(grid_to_table(grid, words, chosen, content.number))
        if is_table(table):
            table = split_rows(split_units(merge_stacked_boxes(without_empty_rows(split_totals(table, words)))))
            free.difference_update(chosen)
            draft.tables.append(table)
    for tree in trees:
        _add_tree(draft, tree, words, free)
    # a tree's table knows where its words stand: its rules may reach further
    boxes = [
        (0.0, t.box.y0 - 6, draft.width, t.box.y1 + 6)
        if t.method == "tree"
        else (t.box.x0, t.box.y0, t.box.x1, t.box.y1)
        for t in draft.tables
    ]
    lines = words_to_lines(words, sorted(free))
    aligned = lines_to_tables(words, lines, content.horizontal, content.shades, boxes, content.number)
    for table, taken in lists_over_tables(aligned, numbered_lists_to_tables(words, sorted(free), content.number)):
        free.difference_update(taken)
        draft.tables.append(table)
    draft.tables.sort(key=lambda table: (round(table.ys[0]), table.xs[0]))
    draft.lines = words_to_lines(words, sorted(free)) if len(free) < sum(len(line.words) for line in lines) else lines
    draft.loose, draft.loose_figures = count_loose_lines(draft.lines, words)
    draft.lines = part_side_by_side(draft.lines, words)
    if draft.tables:
        draft.status = "table"
    elif content.image_share >= 0.6 and draft.letters < 40:
        draft.status = "image"
    return draft


def without_watermark(chosen: list[int], words: Words) -> list[int]:
    """The words of a table without letters several times as large as its usual ones ('SALINAN' printed across it)."""
    if len(chosen) < 12:
        return chosen
    usual = sorted(words.size[i] for i in chosen)[len(chosen) // 2]
    return [i for i in chosen if words.size[i] < 4 * usual]


def _add_tree(draft: PageDraft, tree: Sequence[Sequence[TreeCell]], words: Words, free: set[int]) -> None:
    """Take the tree's table where rules gave nothing of it, or only a part (a header with borders over a body
    without)."""
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
