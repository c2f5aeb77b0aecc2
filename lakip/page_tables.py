"""For reports without pages: the rows of the table in which a finding's cells stand, those cells marked."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.model import Report, Table
    from lakip.records import Record

#: rows shown above and below a marked one, and columns' texts at most so long
AROUND, LONGEST = 1, 160
#: at most so many rows of one table, tables of one finding
MOST_ROWS, MOST_TABLES = 24, 3


def text_to_short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


#: a cell's mark: what it would have to be where it is suspected ('' where nobody can say), else None; and is it the
#: likeliest suspect
Mark = tuple[str | None, bool]


def record_to_cells(record: Record) -> dict[int, dict[tuple[int, int], Mark]]:
    """table index -> (row, col), 0-based -> its mark; the tables with suspects first."""
    found: defaultdict[int, dict[tuple[int, int], Mark]] = defaultdict(dict)
    suspects = [one for one in record["suspects"] if one["place"]]
    places: list[tuple[Record, Mark]] = [
        (one["place"], (one["would_be"], number == 0)) for number, one in enumerate(suspects)
    ]
    places += [(place, (None, False)) for place in record["evidence"]]
    for place, mark in places:
        if place.get("doc") or place.get("table_index") is None or not place["row"] or not place["col"]:
            continue
        found[place["table_index"]].setdefault((place["row"] - 1, place["col"] - 1), mark)
    return dict(found)


def row_to_html(table: Table, row: int, marks: dict[tuple[int, int], Mark], first: bool) -> str:
    """One row; a cell merged downwards is written in the first row shown and left empty below."""
    grid = table.grid()
    parts: list[str] = []
    tag = "th" if row < table.header_rows else "td"
    col = 0
    while col < table.column_count:
        cell = grid[row][col]
        span = min(cell.col + cell.col_span, table.column_count) - col if cell else 1
        text = text_to_short(cell.text) if cell and (cell.row == row or first) else ""
        kind, title = "", ""
        for place in range(col, col + span):
            if (row, place) in marks:
                would_be, likeliest = marks[row, place]
                suspected = "suspect" if likeliest else "suspect maybe"
                kind = f' class="{suspected}"' if would_be is not None else ' class="seen"'
                title = f' title="{escape(would_be)}"' if would_be else ""
        wide = f' colspan="{span}"' if span > 1 else ""
        parts.append(f"<{'td' if kind else tag}{wide}{kind}{title}>{escape(text)}</{'td' if kind else tag}>")
        col += span
    return f"<tr>{''.join(parts)}</tr>"


def table_to_html(table: Table, marks: dict[tuple[int, int], Mark]) -> str:
    """The header, the marked rows and their neighbours; '…' where rows are left out."""
    wanted = set(range(min(table.header_rows, table.row_count)))
    for row, _ in marks:
        wanted |= set(range(max(0, row - AROUND), min(table.row_count, row + AROUND + 1)))
    if len(wanted) > MOST_ROWS:
        wanted = set(range(min(table.header_rows, table.row_count))) | {row for row, _ in marks}
    parts: list[str] = []
    last = -1
    for row in sorted(wanted)[: 3 * MOST_ROWS]:
        if row >= table.row_count:
            continue
        if row != last + 1:
            parts.append(f'<tr><td class="skip" colspan="{table.column_count}">⋮</td></tr>')
        parts.append(row_to_html(table, row, marks, first=row != last + 1))
        last = row
    if last < table.row_count - 1:
        parts.append(f'<tr><td class="skip" colspan="{table.column_count}">⋮</td></tr>')
    return f'<div class="scroll"><table>{"".join(parts)}</table></div>'


def record_to_tables(record: Record, report: Report) -> list[tuple[tuple[str, str], str]]:
    """((table's name in Indonesian, in English), HTML) of the tables in which the finding's cells stand, those with
    suspects first."""
    found: list[tuple[tuple[str, str], str]] = []
    for index, marks in list(record_to_cells(record).items())[:MOST_TABLES]:
        if index < len(report.tables):
            table = report.tables[index]
            names = [
                " ".join(part for part in (f"{word} {table.number}" if table.number else "", table.caption) if part)
                for word in ("Tabel", "Table")
            ]
            found.append(((names[0], names[1]), table_to_html(table, marks)))
    return found


def record_to_quotes(record: Record) -> list[str]:
    """The sentences of prose in which a phrase of evidence stands, the phrase marked; HTML."""
    suspects = {one["raw"] for one in record["suspects"]}
    found: dict[str, list[str]] = {}
    for place in record["evidence"]:
        label, raw = place["label"], place["raw"]
        if place.get("table_index") is None and not place.get("doc") and raw and raw in label:
            found.setdefault(label, []).append(raw)
    quotes: list[str] = []
    for label, raws in found.items():
        html = escape(label)
        for raw in sorted(set(raws), key=len, reverse=True):
            kind = "suspect" if raw in suspects else "seen"
            # the first print only, and never inside a mark already set
            plain = escape(raw)
            if f">{plain}<" not in html and html.count(plain) and "<mark" not in html[: html.index(plain)]:
                html = html.replace(plain, f'<mark class="{kind}">{plain}</mark>', 1)
        quotes.append(f"<blockquote>{html}</blockquote>")
    return quotes
