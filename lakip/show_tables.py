"""Tables as read, for people (text) and programs (JSON)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.model import Page, Report, Table
    from lakip.records import Record


def table_to_record(table: Table) -> Record:
    """The contract's keys number, caption, pages, method, rows; then header_rows, notes, reasons.

    `rows` is row_count lists of column_count strings, header rows first, merged cells repeated, '' where no cell is.
    """
    return {
        "number": table.number,
        "caption": table.caption,
        "pages": list(table.pages),
        "method": table.method,
        "rows": table.texts(),
        "header_rows": table.header_rows,
        "notes": list(table.notes),
        "reasons": list(table.reasons),
    }


def report_to_json(report: Report) -> str:
    """A JSON array, one table a line."""
    lines = [json.dumps(table_to_record(table), ensure_ascii=False) for table in report.tables]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def pages_to_words(pages: tuple[int, ...], lang: str) -> str:
    """(5, 6, 7) -> 'hal. 5-7'; '' for text, which has no pages."""
    if not pages:
        return ""
    word = "p." if lang == "en" else "hal."
    return f"{word} {pages[0]}" if len(pages) == 1 else f"{word} {pages[0]}-{pages[-1]}"


def table_to_heading(table: Table, lang: str) -> str:
    """'Tabel 3.2  Capaian ... [hal. 5-6; rules; 12 x 6]'."""
    word, without = ("Table", "without number") if lang == "en" else ("Tabel", "tanpa nomor")
    name = f"{word} {table.number or without}"
    place = pages_to_words(table.pages, lang)
    if not place and table.line is not None:
        place = f"line {table.line}" if lang == "en" else f"baris {table.line}"
    how = "; ".join(part for part in (place, table.method, f"{table.row_count} x {table.column_count}") if part)
    return f"{name}  {table.caption}".rstrip() + f"  [{how}]"


def page_to_warning(page: Page, lang: str) -> str:
    """A sentence for a page that looks like a table, or could not be read; '' for a page that is well."""
    sentences = {
        "unread_table": (
            "Halaman {n} tampak memuat tabel, tetapi tidak ada tabel yang terbaca{note}.",
            "Page {n} looks like a table, and none could be read{note}.",
        ),
        "image": (
            "Halaman {n} adalah gambar (pindaian) dan tidak dibaca{note}.",
            "Page {n} is a picture (a scan) and was not read{note}.",
        ),
        "given_up": (
            "Halaman {n} melampaui batas dan dilewati{note}.",
            "Page {n} is over the limits and was passed over{note}.",
        ),
    }
    if page.status not in sentences:
        return ""
    note = f" ({page.note})" if page.note else ""
    return sentences[page.status][lang == "en"].format(n=page.number, note=note)


def report_to_warnings(report: Report, lang: str) -> list[str]:
    """What a person must know of the reading: pages without what they seemed to hold, and the reader's own warnings."""
    pages = [warning for page in report.pages if (warning := page_to_warning(page, lang))]
    return [*pages, *report.warnings]


def report_to_text(report: Report, lang: str) -> str:
    """Every table with its heading, grid and notes, for reading in a terminal."""
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    from lakip.console import grid_to_text

    parts: list[str] = []
    for table in report.tables:
        rows = table.texts()
        grid = Grid(show_header=False, box=box.SQUARE, show_lines=True)
        for _ in range(table.column_count):
            grid.add_column(overflow="fold")
        for index, row in enumerate(rows):
            style = "bold" if index < table.header_rows else ""
            grid.add_row(*(Text(text, style=style) for text in row))
        notes = "".join(f"  {note}\n" for note in table.notes)
        parts.append(f"{table_to_heading(table, lang)}\n{grid_to_text(grid)}{notes}")
    if not parts:
        return "No table was read.\n" if lang == "en" else "Tidak ada tabel yang terbaca.\n"
    return "\n".join(parts)
