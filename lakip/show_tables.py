"""Tables as read, for people (text) and programs (JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
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
    """(5, 6, 7) -> 'hlm. 5-7'; '' for text, which has no pages."""
    if not pages:
        return ""
    word = "p." if lang == "en" else "hlm."
    return f"{word} {pages[0]}" if len(pages) == 1 else f"{word} {pages[0]}-{pages[-1]}"


def table_to_heading(table: Table, lang: str) -> str:
    """'Tabel 3.2  Capaian ... [hlm. 5-6; rules; 12 x 6]'."""
    word, without = ("Table", "without number") if lang == "en" else ("Tabel", "tanpa nomor")
    name = f"{word} {table.number or without}"
    place = pages_to_words(table.pages, lang)
    if not place and table.line is not None:
        place = f"line {table.line}" if lang == "en" else f"baris {table.line}"
    how = "; ".join(part for part in (place, table.method, f"{table.row_count} x {table.column_count}") if part)
    return f"{name}  {table.caption}".rstrip() + f"  [{how}]"


#: a sentence for the pages that did not give what they seem to hold, by their status
PAGE_WARNINGS = {
    "unread_table": (
        "{doc}: halaman {pages} tampak memuat tabel, tetapi tidak ada tabel yang terbaca.",
        "{doc}: page {pages} looks like a table, and none could be read.",
    ),
    "image": (
        "{doc}: halaman {pages} adalah gambar (pindaian) dan tidak dibaca; perlu tambahan OCR (lakip[ocr]).",
        "{doc}: page {pages} is a picture (a scan) and was not read; it takes the OCR extra (lakip[ocr]).",
    ),
    "given_up": (
        "{doc}: halaman {pages} melampaui batas dan dilewati.",
        "{doc}: page {pages} is over the limits and was passed over.",
    ),
}


def numbers_to_ranges(numbers: Iterable[int]) -> str:
    """Rising numbers in few words: 3, 4, 5, 9 -> '3-5, 9'."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)


def pages_to_list(pages: Sequence[Page]) -> str:
    """'3-5, 9 (Tabel 3.1)': pages in ranges, those without a note first, the others with theirs, each note once."""
    by_note: dict[str, list[int]] = {}
    for page in pages:
        by_note.setdefault(page.note, []).append(page.number)
    plain = [numbers_to_ranges(by_note.pop(""))] if "" in by_note else []
    return ", ".join([*plain, *(f"{numbers_to_ranges(numbers)} ({note})" for note, numbers in by_note.items())])


def report_to_warnings(report: Report, lang: str) -> list[str]:
    """What a person must know of the reading, one sentence each: pages that did not give what they seem to hold, and
    for files without pages the reader's own warnings (those of a PDF tell the same pages again)."""
    told: list[str] = []
    for status, sentences in PAGE_WARNINGS.items():
        pages = [page for page in report.pages if page.status == status]
        if pages:
            told.append(sentences[lang == "en"].format(doc=report.name, pages=pages_to_list(pages)))
    return told if report.pages else [f"{report.name}: {warning}" for warning in report.warnings]


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
