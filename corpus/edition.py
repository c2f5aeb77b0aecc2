"""The conventions of our text editions: a bundled report's text -> blocks, tables with their spans.

The editions keep what text conversions of real reports look like: one paragraph a line, tables as lines of
tab-separated cells, a blank first cell that continues the cell above, a header repeated after a page break of the
original. This module knows only those; it is not the reader of reports (that is `extract`), it serves the typesetting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["chapter", "heading", "caption", "figure", "item", "text", "contents", "table", "pairs"]

CHAPTER = re.compile(r"(BAB\b|KATA PENGANTAR$|DAFTAR (ISI|TABEL|GAMBAR)$|RINGKASAN EKSEKUTIF$|LAMPIRAN\b)")
CAPTION = re.compile(r"tabel(\.?\s+[\dIVX]+([.,]\d+)*\.?)?$", re.IGNORECASE)
FIGURE = re.compile(r"Gambar \d+")
NUMBERED = re.compile(r"([A-Z]|\d{1,2}|[a-z]|[IVX]+\.\d)\.? \S")
ITEM = re.compile(r"(- |\d{1,2}\. |[a-z]\. )")
FIGURES = re.compile(r"\d")
# a figure, not a year that heads a column
FIGURE_CELL = re.compile(r"(?!(19|20)\d\d$)(Rp\.? ?)?[-(]?\d|-$")
NUMBERING = re.compile(r"\(?\d{1,2}\)?$")
HEADER_CELL = 60


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text edition in reading order: `lines` as printed, or `rows` of a table, its header rows first."""

    kind: BlockKind
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A merged rectangle of cells, ends included; its text stands in the upper left cell."""

    top: int
    left: int
    bottom: int
    right: int


def text_to_blocks(text: str) -> list[Block]:
    """The blocks of an edition; groups of lines between blank lines, tables put together over the breaks."""
    blocks: list[Block] = []
    for group in re.split(r"\n\s*\n", text.strip("\n")):
        lines = [line.rstrip("\n") for line in group.split("\n") if line.strip()]
        tabbed = [line for line in lines if "\t" in line]
        plain = [line.strip() for line in lines if "\t" not in line]
        if plain:
            blocks.extend(lines_to_blocks(plain))
        if tabbed:
            block = rows_to_block(tuple(tuple(cell.strip() for cell in line.split("\t")) for line in tabbed))
            before = blocks[-1] if blocks else None
            if before and before.kind == "table" and continues(before, block):
                blocks[-1] = Block("table", (), before.rows + block.rows[block.header_rows :], before.header_rows)
            else:
                blocks.append(block)
    return blocks


def lines_to_blocks(lines: list[str]) -> list[Block]:
    """The blocks of one group of lines without tabs."""
    first = lines[0]
    if CAPTION.match(first):
        return [Block("caption", tuple(lines))]
    if FIGURE.match(first):
        return [Block("figure", tuple(lines))]
    if CHAPTER.match(first) and first.upper() == first.replace("–", "–"):
        return [Block("chapter", tuple(lines))]
    if first.upper() == first and re.search(r"[A-Z]{3}", first):
        return [Block("heading", tuple(lines))]
    if len(lines) <= 2 and NUMBERED.match(first) and not first.startswith("- ") and first[-1] not in ";:,":
        ends = first[-1] == "." and len(first) > HEADER_CELL
        if not ends:
            return [Block("heading", tuple(lines))]
    if any(ITEM.match(line) for line in lines):
        return [Block("item" if ITEM.match(line) else "text", (line,)) for line in lines]
    return [Block("text", tuple(lines))]


def rows_to_block(rows: tuple[tuple[str, ...], ...]) -> Block:
    """A table block, a list of contents, or pairs ("Unit Kerja", ": BP3TKI Bandung") without header."""
    width = max(len(row) for row in rows)
    rows = tuple(row + ("",) * (width - len(row)) for row in rows)
    if rows[0][-1] == "HAL":
        return Block("contents", (), rows[1:])
    if any(cell.startswith(":") for row in rows for cell in row):
        return Block("pairs", (), rows)
    return Block("table", (), rows, count_header_rows(rows))


def count_header_rows(rows: tuple[tuple[str, ...], ...]) -> int:
    """How many leading rows are header: titles over the whole width, the header, its lower rows, a numbering row."""
    count = 0
    while count < len(rows) and is_full_row(rows[count]):
        count += 1
    open_columns = parted_columns(rows[count], set(range(len(rows[count]))))
    count += 1
    while count < len(rows) and not is_full_row(rows[count]):
        filled = {col for col, cell in enumerate(rows[count]) if cell}
        cells = [rows[count][col] for col in filled]
        if not filled <= open_columns or any(FIGURE_CELL.match(cell) or len(cell) > HEADER_CELL for cell in cells):
            break
        open_columns = parted_columns(rows[count], open_columns)
        count += 1
    if count < len(rows) and all(NUMBERING.match(cell) for cell in rows[count]):
        count += 1
    return count


def parted_columns(row: tuple[str, ...], among: set[int]) -> set[int]:
    """The columns of a header row that a row below may fill: blanks, and cells that reach over blanks to the right."""
    return {col for col in among if not row[col] or (col + 1 < len(row) and not row[col + 1])}


def is_full_row(row: tuple[str, ...]) -> bool:
    """Does one text stand alone in the row, from its first cell on?"""
    return bool(row[0]) and len(row) > 1 and not any(row[1:])


def continues(before: Block, after: Block) -> bool:
    """Is `after` the same table, taken up again with its header repeated?"""
    words = [
        sorted(cell for row in block.rows[: block.header_rows] for cell in row if cell) for block in (before, after)
    ]
    return words[0] == words[1] and len(before.rows[0]) == len(after.rows[0])


def align_header(block: Block) -> Block:
    """The header shifted right where it names one column less than the rows have.

    A text edition then leaves the last header cell empty; a ruled table shows the name before the figures wider.
    """
    header, body = block.rows[: block.header_rows], block.rows[block.header_rows :]
    if any(row[-1] for row in header) or not any(row[-1] for row in body):
        return block
    names = [col for col in range(len(header[0])) if not any(FIGURE_CELL.match(row[col]) for row in body)]
    after = max((col for col in names if any(len(row[col]) > 20 for row in body)), default=0)
    if not after:
        return block
    shifted = tuple((*row[:after], "", *row[after:-1]) for row in header)
    return Block("table", (), shifted + body, block.header_rows)


def header_spans(rows: tuple[tuple[str, ...], ...]) -> list[Span]:
    """Merged header cells: to the right over blanks that are parted below, down over blanks."""
    taken: set[tuple[int, int]] = set()
    spans = []
    for top, row in enumerate(rows):
        for left, cell in enumerate(row):
            if not cell or (top, left) in taken:
                continue
            right, bottom = left, top
            while right + 1 < len(row) and not row[right + 1] and (top, right + 1) not in taken:
                if not is_full_row(row) and top + 1 < len(rows) and not any(r[right + 1] for r in rows[top + 1 :]):
                    below = any(r[right + 1] or r[left] for r in rows[top + 1 :])
                    if below:
                        break
                right += 1
            while bottom + 1 < len(rows) and not any(rows[bottom + 1][left : right + 1]):
                bottom += 1
            taken.update((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
            if (right, bottom) != (left, top):
                spans.append(Span(top, left, bottom, right))
    return spans


def body_spans(rows: tuple[tuple[str, ...], ...], offset: int) -> tuple[list[Span], dict[tuple[int, int], str]]:
    """Merged body cells and the texts that move to the top of their span; row numbers count from `offset`.

    Leading blanks continue the cell above; in a table that has such groups, a figure that stands once in a group
    belongs to the whole of it (a budget merged over the indicators of a sasaran).
    """
    spans: list[Span] = []
    moved: dict[tuple[int, int], str] = {}
    width = len(rows[0]) if rows else 0
    depth = [next((col for col, cell in enumerate(row) if cell), width) for row in rows]
    full = [is_full_row(row) for row in rows]
    deepest = max((d for d in depth if d < width), default=0)
    for index, row in enumerate(rows):
        if full[index]:
            spans.append(Span(offset + index, 0, offset + index, width - 1))
        elif row[0] and not row[1] and not FIGURES.search(row[0]) and width > 3 and FIGURES.search("".join(row[2:])):
            spans.append(Span(offset + index, 0, offset + index, 1))
    groups: list[list[int]] = []
    for col in range(deepest):
        groups = rows_to_groups([depth[i] <= col or full[i] for i in range(len(rows))])
        spans += [Span(offset + g[0], col, offset + g[-1], col) for g in groups if len(g) > 1]
    if deepest:
        groups = rows_to_groups([depth[i] < deepest or full[i] for i in range(len(rows))])
        for col in range(deepest + 1, width):
            figures_spans(rows, groups, col, offset, spans, moved)
    return spans, moved


def rows_to_groups(starts: list[bool]) -> list[list[int]]:
    """Indexes of rows, a new group at each start."""
    groups: list[list[int]] = []
    for index, start in enumerate(starts):
        if start or not groups:
            groups.append([])
        groups[-1].append(index)
    return groups


def figures_spans(
    rows: tuple[tuple[str, ...], ...],
    groups: list[list[int]],
    col: int,
    offset: int,
    spans: list[Span],
    moved: dict[tuple[int, int], str],
) -> None:
    """Add to `spans` and `moved` what one column of figures has merged."""
    if not any(len([i for i in group if not rows[i][col]]) for group in groups if not is_full_row(rows[group[0]])):
        return
    areas: list[tuple[list[int], str]] = []
    for group in groups:
        filled = [i for i in group if rows[i][col]]
        if is_full_row(rows[group[0]]) or len(filled) > 1:
            areas.append(([], ""))
        elif filled:
            areas.append((list(group), rows[filled[0]][col]))
            if filled[0] != group[0]:
                moved[(offset + filled[0], col)] = ""
                moved[(offset + group[0], col)] = rows[filled[0]][col]
        elif areas and areas[-1][0]:
            areas[-1][0].extend(group)
    spans += [Span(offset + area[0], col, offset + area[-1], col) for area, _ in areas if len(area) > 1]
