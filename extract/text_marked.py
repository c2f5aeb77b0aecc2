"""Tables whose cells are marked by signs other than tabs -> lines with tabs: drawn grids, ruled columns, CSV.

- `+----+----+` grids, drawn with ASCII or box characters, cells wrapped over lines, partial rules where a cell spans
  rows;
- columns under a line of dashes parted by blanks (`----- ------- ----`), rows parted by blank lines;
- fields parted by semicolons or commas, quoted where a field holds the sign;
- Markdown rows whose cells were broken over lines.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from itertools import pairwise

from extract.captions import parse_caption
from extract.header_words import header_share, is_figure
from extract.headers import is_numbering_row
from extract.text_decode import Line

#: longest line that is taken apart
LONGEST_LINE = 4000
#: a table's header stands at most so many lines above the dashes under it
DEEPEST_HEADER = 14
_BOX = str.maketrans(
    dict.fromkeys(map(ord, "│┃║┆┊╎╏¦"), "|")
    | dict.fromkeys(map(ord, "─━═╌╍┄┈"), "-")
    | dict.fromkeys(map(ord, "┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╓╥╖╟╫╢╙╨╜┏┳┓┣╋┫┗┻┛"), "+")
)
_BOX_SIGN = re.compile("[│┃║┌├└╔╠╚╒╞╘┏┣┗]")
_FULL_RULE = re.compile(r"^\s*\+(?:[-=:]{2,}\+)+\s*$")
_GRID_LINE = re.compile(r"^\s*[|+].*[|+]\s*$")
_DASHES = re.compile(r"^\s*-{2,}(?:\s+-{2,})+\s*$")
_ONE_RULE = re.compile(r"^\s*-{10,}\s*$")
_BAR_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:[|+]\s*:?-{2,}:?\s*)*\|?\s*$")
#: a cell's text runs over at most so many lines more
MOST_BROKEN = 4


def marked_to_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines with each such table's rows as tab lines; all others as they are."""
    out: list[Line] = []
    at = 0
    while at < len(lines):
        found = _grid_at(lines, at) or _dashes_at(lines, at, out) or _fields_at(lines, at)
        if found is None and at and is_bar_rule(lines[at].text):
            out.append(lines[at])
            mended, at = _bar_rows(lines, at + 1, len(bars_to_cells(lines[at].text)))
            out += mended
            continue
        if found is None:
            out.append(lines[at])
            at += 1
            continue
        rows, at = found
        blank = Line(rows[0].number, "", rows[0].page)
        out += [blank, *rows, Line(rows[-1].number, "", rows[-1].page)]
    return out


def _to_line(line: Line, cells: Sequence[str]) -> Line:
    return Line(line.number, "\t".join(" ".join(cell.split()) for cell in cells), line.page)


# drawn grids


def _grid_at(lines: Sequence[Line], start: int) -> tuple[list[Line], int] | None:
    """Rows and end of the grid that begins with the full rule on this line."""
    first = lines[start].text
    if not first.lstrip()[:1] or first.lstrip()[0] not in "+┌╔╒╓┏├" or len(first) > LONGEST_LINE:
        return None
    if not _FULL_RULE.match(first.translate(_BOX)):
        return None
    end = start
    texts: list[str] = []
    while end < len(lines):
        text = lines[end].text.translate(_BOX).rstrip()
        if not _GRID_LINE.match(text) or len(text) > LONGEST_LINE:
            break
        texts.append(text)
        end += 1
    edges = sorted({at for text in texts if _FULL_RULE.match(text) for at, sign in enumerate(text) if sign == "+"})
    if len(texts) < 4 or len(edges) < 3:
        return None
    rows: list[tuple[Line, list[str]]] = []
    #: the row that each column's text goes to
    current: list[int] = []
    fresh = True
    for line, text in zip(lines[start:end], texts, strict=True):
        if _FULL_RULE.match(text):
            fresh = True
            continue
        cells = _cut_at_edges(text, edges)
        ruled = [bool(cell) and set(cell) <= set("-=+:") and len(cell) > 1 for cell in cells]
        if fresh or any(ruled):
            rows.append((line, [""] * len(cells)))
            current = [
                len(rows) - 1 if fresh or rule else place
                for place, rule in zip(current or [0] * len(cells), ruled, strict=True)
            ]
            fresh = False
        for col, (cell, rule) in enumerate(zip(cells, ruled, strict=True)):
            if cell.strip() and not rule:
                held = rows[current[col]][1]
                held[col] = f"{held[col]} {cell.strip()}".strip()
    return [_to_line(line, cells) for line, cells in rows if any(cells)], end


def _cut_at_edges(text: str, edges: Sequence[int]) -> list[str]:
    """The texts between the grid's edges; one that runs over an edge without a bar is its first column's."""
    bars = [at for at in edges if at < len(text) and text[at] in "|+"]
    if len(bars) < 2:
        return [""] * (len(edges) - 1)
    cells = [""] * (len(edges) - 1)
    for left, right in pairwise(bars):
        cells[edges.index(left)] = text[left + 1 : right].strip()
    return cells


# Markdown rows


def is_bar_rule(text: str) -> bool:
    """'|---|:--:|', '|----+----|': the line under a Markdown table's header."""
    return "|" in text and "-" in text and bool(_BAR_RULE.match(text))


def bars_to_cells(text: str) -> list[str]:
    """The raw cells of a Markdown table line; an escaped bar stays in its cell."""
    inner = text.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    if is_bar_rule(text):
        inner = inner.replace("+", "|")
    return re.split(r"(?<!\\)\|", inner)


def _bar_rows(lines: Sequence[Line], start: int, width: int) -> tuple[list[Line], int]:
    """The rows under a header's rule, those put together that fill all columns only together."""
    out: list[Line] = []
    at = start
    while at < len(lines) and "|" in lines[at].text and len(lines[at].text) <= LONGEST_LINE:
        text = lines[at].text
        end = at + 1
        if len(bars_to_cells(text)) < width:
            joined = text
            for last in range(at + 1, min(at + MOST_BROKEN + 1, len(lines))):
                if lines[last].blank or is_bar_rule(lines[last].text):
                    break
                joined = f"{joined.rstrip()} {lines[last].text.strip()}"
                count = len(bars_to_cells(joined))
                if count >= width:
                    if count == width:
                        text, end = joined, last + 1
                    break
        out.append(Line(lines[at].number, text, lines[at].page))
        at = end
    return out, at


# columns under dashes


def _dashes_at(lines: Sequence[Line], start: int, out: list[Line]) -> tuple[list[Line], int] | None:
    """Rows and end of the table whose dashes stand on this line; its header's lines are taken back from `out`."""
    rule = lines[start].text
    if "--" not in rule or len(rule) > LONGEST_LINE or not _DASHES.match(rule):
        return None
    spans = [(found.start(), found.end()) for found in re.finditer(r"-+", rule)]
    header = _header_above(out, spans)
    framed = bool(out) and len(out) > len(header) and bool(_ONE_RULE.match(out[-len(header) - 1].text))
    end = start + 1
    body: list[Line] = []
    closed = False
    while end < len(lines):
        text = lines[end].text
        if _ONE_RULE.match(text) or _DASHES.match(text):
            # dashes below a header of their own begin the next table
            closed = bool(_ONE_RULE.match(text)) or text.strip() == rule.strip()
            end += 1
            break
        if not framed and not text.strip():
            break
        if (text.strip() and not _fits(text, spans)) or parse_caption(text.strip()) or len(text) > LONGEST_LINE:
            break
        body.append(lines[end])
        end += 1
    if framed and not closed:
        return None
    while body and body[-1].blank:
        body.pop()
    # without blank lines it is open where a row ends: the reader of aligned columns weighs that
    groups = _groups(body) if any(line.blank for line in body) else []
    if not groups or not header:
        return None
    rows = [_to_line(group[0], _join_columns(group, spans)) for group in groups]
    # a wrapped header is one row
    names = [_to_line(header[0], _join_columns(header, spans))]
    known = [cell for line in names for cell in line.text.split("\t") if cell]
    figures = sum(is_figure(cell) for line in rows for cell in line.text.split("\t")[1:])
    if sum(header_share(cell) >= 0.5 for cell in known) < 0.5 * len(known) and figures < len(rows):
        return None
    del out[len(out) - len(header) - int(framed) :]
    return [*names, *rows], end


def _header_above(out: Sequence[Line], spans: Sequence[tuple[int, int]]) -> list[Line]:
    header: list[Line] = []
    for line in reversed(out[-DEEPEST_HEADER:]):
        if line.blank or _ONE_RULE.match(line.text) or not _fits(line.text, spans) or parse_caption(line.text.strip()):
            break
        header.insert(0, line)
    return header


def _fits(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Is the white between the columns white on this line as well?"""
    return (
        all(not text[left_end:right_start].strip() for (_, left_end), (right_start, _) in pairwise(spans))
        and not text[: spans[0][0]].strip()
    )


def _groups(body: Sequence[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = [[]]
    for line in body:
        if line.blank:
            groups.append([])
        else:
            groups[-1].append(line)
    return [group for group in groups if group]


def _join_columns(group: Sequence[Line], spans: Sequence[tuple[int, int]]) -> list[str]:
    starts = [start for start, _ in spans]
    ends = [*starts[1:], LONGEST_LINE]
    return [
        " ".join(part for line in group if (part := line.text[start:end].strip()))
        for start, end in zip(starts, ends, strict=True)
    ]


# fields parted by signs


def _fields_at(lines: Sequence[Line], start: int) -> tuple[list[Line], int] | None:
    """Rows and end of the run of fields that begins with a header on this line."""
    text = lines[start].text
    if len(text) > LONGEST_LINE or "\t" in text:
        return None
    for sign in ";,":
        if text.count(sign) < 2:
            continue
        names = _fields(text, sign)
        filled = [name for name in names if name]
        if len(names) < 3 or len(filled) < 2 or any(is_figure(name) for name in filled):
            continue
        if max(map(len, filled)) > 80 or sum(header_share(name) >= 0.6 for name in filled) < 0.7 * len(filled):
            continue
        rows, end = _records(lines, start, sign, len(names))
        body = [row for _, row in rows[1:]]
        figures = sum(is_figure(cell) for row in body if not is_numbering_row(row) for cell in row[1:])
        if len(rows) >= 3 and figures >= 0.6 * len(body):
            return [_to_line(line, row) for line, row in rows], end
    return None


def _fields(text: str, sign: str) -> list[str]:
    try:
        return [field.strip() for field in next(csv.reader([text], delimiter=sign), [])]
    except csv.Error:
        return []


def _records(lines: Sequence[Line], start: int, sign: str, width: int) -> tuple[list[tuple[Line, list[str]]], int]:
    """Records of `width` fields from `start` on; a quoted field may run over lines."""
    rows: list[tuple[Line, list[str]]] = []
    at = start
    while at < len(lines) and len(lines[at].text) <= LONGEST_LINE:
        end, text = at + 1, lines[at].text
        # an odd number of quotes: the field goes on
        while text.count('"') % 2 and end < len(lines) and end - at < 12:
            text = f"{text} {lines[end].text}"
            end += 1
        if text.count(sign) < width - 1:
            break
        cells = _fields(text, sign)
        if len(cells) > width and not any(cells[width:]):
            cells = cells[:width]
        if len(cells) != width:
            break
        rows.append((lines[at], cells))
        at = end
    return rows, at
