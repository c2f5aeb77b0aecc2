"""Lines of a text file -> blocks: prose, tab-separated tables, Markdown tables, page furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from extract.header_words import is_ordinal
from extract.model import Method
from extract.text_aligned import find_regions, region_to_raw
from extract.text_decode import Line
from extract.text_grid import RawTable, Row
from extract.text_markup import markup_to_text
from extract.text_prose import Draft

#: more columns than any table has: the lines are something else
MOST_COLUMNS = 150
BlockKind = Literal["prose", "table", "furniture"]
_PIPE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")


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
    inner = text.strip()
    inner = inner.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [markup_to_text(cell.replace("\\|", "\x00")).replace("\x00", "|") for cell in re.split(r"(?<!\\)\|", inner)]


def group_to_blocks(group: Sequence[Line]) -> list[Block]:
    """A run of lines without blank lines -> prose and table blocks."""
    texts = [line.text for line in group]
    piped = [index for index, text in enumerate(texts) if text.count("|") >= 2 or _is_pipe_rule(text)]
    if len(piped) >= 2 and (any(_is_pipe_rule(texts[index]) for index in piped) or len(piped) >= 3):
        first, last = piped[0], piped[-1]
        rows = [
            Row(line.number, pipes_to_cells(line.text), line.page)
            for line in group[first : last + 1]
            if not _is_pipe_rule(line.text)
        ]
        if any(row.filled for row in rows) and all(len(row.cells) <= MOST_COLUMNS for row in rows):
            return _around(group, first, last, rows, "pipes")
    tabbed = [index for index, text in enumerate(texts) if is_tab_row(text)]
    if not tabbed:
        return [Block("prose", list(group))]
    first_row, last_row = tabbed[0], tabbed[-1]
    # beside real rows, a line with only a tab in front is one too: its other cells are blank
    tabbed = [index for index, text in enumerate(texts) if "\t" in text.rstrip()] or tabbed
    first, last = min(tabbed[0], first_row), max(tabbed[-1], last_row)
    rows = [Row(line.number, tabs_to_cells(line.text), line.page) for line in group[first : last + 1]]
    if any(len(row.cells) > MOST_COLUMNS and any(row.cells[MOST_COLUMNS:]) for row in rows):
        return [Block("prose", list(group))]
    if is_tab_list(rows):
        flat = [Line(line.number, " ".join(line.text.split()), line.page) for line in group]
        return [Block("prose", flat)]
    return _around(group, first, last, rows, "tab")


def _is_pipe_rule(text: str) -> bool:
    return "|" in text and "-" in text and bool(_PIPE_RULE.match(text))


def _around(group: Sequence[Line], first: int, last: int, rows: list[Row], method: Method) -> list[Block]:
    blocks = []
    if first:
        blocks.append(Block("prose", list(group[:first])))
    blocks.append(Block("table", list(group[first : last + 1]), rows, method))
    if last + 1 < len(group):
        blocks.append(Block("prose", list(group[last + 1 :])))
    return blocks


def lines_to_blocks(lines: Sequence[Line], furniture: frozenset[int]) -> list[Block]:
    """All blocks in order; blank lines and page furniture part them."""
    blocks: list[Block] = []
    group: list[Line] = []
    aligned: dict[int, tuple[int, RawTable]] = {}
    for start, end in find_regions(lines, furniture):
        if found := region_to_raw(lines[start:end]):
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
