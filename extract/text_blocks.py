"""Lines of a text file -> blocks: prose, tab-separated tables, Markdown tables, page furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from extract.captions import parse_caption
from extract.header_words import is_ordinal
from extract.model import Method
from extract.text_aligned import find_regions, region_to_raw
from extract.text_decode import Line
from extract.text_grid import RawTable, Row
from extract.text_marked import bars_to_cells, is_bar_rule
from extract.text_markup import markup_to_text
from extract.text_prose import Draft

#: more columns than any table has: the lines are something else
MOST_COLUMNS = 150
#: a longer line of text between rows is prose, not a section row or a cell broken over lines
LONGEST_CELL_LINE = 200
BlockKind = Literal["prose", "table", "furniture"]
_DRAWN_RULE = re.compile(r"^(?=.*(?:[-=_]{3}|[─━═]))[-=_+─━═┼\s]+$")


@dataclass(slots=True)
class Block:
    """Lines that stand together. A table block has its `rows` and `method`.

    `captions` are emitted after a prose block's lines.
    """

    kind: BlockKind
    lines: list[Line]
    rows: list[Row] = field(default_factory=list)
    method: Method = "tab"
    captions: list[Draft] = field(default_factory=list)
    raw: RawTable | None = None


def tabs_to_cells(text: str) -> list[str]:
    """The cleaned cell texts of a tab-separated line."""
    return [markup_to_text(cell) for cell in text.rstrip("\r\n").split("\t")]


def is_tab_row(text: str) -> bool:
    """Two filled cells or a cell with more than an indentation's worth of blank ones beside it."""
    if "\t" not in text:
        return False
    cells = text.split("\t")
    filled = sum(bool(cell.strip()) for cell in cells)
    return filled >= 2 or (filled == 1 and (bool(cells[0].strip()) or len(cells) > 3))


def is_tab_list(rows: Sequence[Row]) -> bool:
    """'1.<tab>Penyusunan rencana', '-<tab>...': list items set with a tab, no table."""
    return all(
        row.filled == 2 and len([cell for cell in row.cells if cell]) == 2 and _is_mark(next(c for c in row.cells if c))
        for row in rows
    )


def _is_mark(text: str) -> bool:
    return text in ("-", "–", "•", "·", "o", "▪", "➢", "✓", "*") or (is_ordinal(text) and text[-1:] in ".)")


def pipes_to_cells(text: str) -> list[str]:
    """The cleaned cells of a Markdown table line; an escaped bar stays in its cell."""
    return [markup_to_text(cell.replace("\\|", "\x00")).replace("\x00", "|") for cell in bars_to_cells(text)]


def group_to_blocks(group: Sequence[Line]) -> list[Block]:
    """A run of lines without blank lines -> prose and table blocks, in order."""
    kinds = [_line_kind(line.text) for line in group]
    blocks: list[Block] = []
    prose: list[Line] = []
    at = 0
    while at < len(group):
        end = _run_end(group, kinds, at) if kinds[at] != "text" else at
        block = _rows_block(group[at:end], kinds[at]) if end > at else None
        if block is None:
            end = max(end, at + 1)
            prose += [_flat(line) for line in group[at:end]]
        else:
            if prose:
                blocks.append(Block("prose", prose))
                prose = []
            blocks.append(block)
        at = end
    if prose:
        blocks.append(Block("prose", prose))
    return blocks


def _line_kind(text: str) -> Literal["text", "tab", "pipes"]:
    if text.count("|") >= 2 or is_bar_rule(text):
        return "pipes"
    # beside real rows, a line with only a tab in front is one too: its other cells are blank
    if "\t" in text.rstrip() and (is_tab_row(text) or len(text) <= LONGEST_CELL_LINE):
        return "tab"
    return "tab" if is_tab_row(text) else "text"


def _run_end(group: Sequence[Line], kinds: Sequence[str], start: int) -> int:
    """Where the table's run of lines ends; a lone line of text between rows belongs to it (a section, a cell)."""
    end = start + 1
    while end < len(group):
        if kinds[end] == kinds[start]:
            end += 1
            continue
        following = next((at for at in range(end, min(end + 4, len(group))) if kinds[at] == kinds[start]), None)
        if following is None or kinds[start] == "pipes":
            break
        between = [line.text.strip() for line in group[end:following]]
        lone = len(between) == 1 and len(between[0]) <= LONGEST_CELL_LINE and parse_caption(between[0]) is None
        if not lone and not all(text[:1].islower() for text in between):
            break
        end = following + 1
    return end


def _rows_block(group: Sequence[Line], kind: str) -> Block | None:
    """The table block of a run of lines; None if they are prose after all."""
    if kind == "pipes":
        rules = sum(is_bar_rule(line.text) for line in group)
        rows = [Row(line.number, pipes_to_cells(line.text), line.page) for line in group if not is_bar_rule(line.text)]
        if len(group) < 2 or (not rules and len(group) < 3) or not any(row.filled for row in rows):
            return None
    else:
        rows = [Row(line.number, tabs_to_cells(line.text), line.page) for line in group]
        if not any(is_tab_row(line.text) for line in group) or is_tab_list(rows):
            return None
    if any(len(row.cells) > MOST_COLUMNS and any(row.cells[MOST_COLUMNS:]) for row in rows):
        return None
    return Block("table", list(group), rows, "pipes" if kind == "pipes" else "tab")


def _flat(line: Line) -> Line:
    """A line of prose with its tabs made blanks."""
    return Line(line.number, " ".join(line.text.split()), line.page) if "\t" in line.text else line


def lines_to_blocks(lines: Sequence[Line], furniture: frozenset[int]) -> list[Block]:
    """All blocks in order; blank lines and page furniture part them."""
    blocks: list[Block] = []
    group: list[Line] = []
    aligned: dict[int, tuple[int, RawTable]] = {}
    # a rule drawn with dashes under a header parts nothing
    unruled = [Line(line.number, "", line.page) if _DRAWN_RULE.match(line.text) else line for line in lines]
    for start, end in find_regions(unruled, furniture):
        if found := region_to_raw(unruled[start:end]):
            raw, lead, last = found
            aligned[start + lead] = (start + last, raw)
    until = 0
    for index, line in enumerate(lines):
        if index < until:
            continue
        if index in aligned:
            if group:
                blocks += group_to_blocks(group)
                group = []
            until, raw = aligned[index]
            rows = [*raw.header, *raw.body]
            blocks.append(Block("table", list(lines[index:until]), rows, "aligned", raw=raw))
            continue
        if line.blank or line.number in furniture:
            if group:
                blocks += group_to_blocks(group)
                group = []
            if not line.blank:
                blocks.append(Block("furniture", [line]))
        else:
            group.append(line)
    if group:
        blocks += group_to_blocks(group)
    return blocks
