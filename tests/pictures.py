"""Literal rows against what was read; where they differ, a picture of what was read is left beside the file."""

from __future__ import annotations

from pathlib import Path

from extract.model import Report
from extract.picture import report_to_pictures


def pictures_of(path: Path, report: Report) -> list[Path]:
    """PNGs of the pages with tables, written beside the file."""
    written = []
    for picture in report_to_pictures(path, report):
        written.append(path.with_name(f"{path.stem}-hal-{picture.number:03d}.png"))
        picture.image.save(written[-1])
    return written


def rows_of(text: str) -> list[list[str]]:
    """Lines of cells parted by '|'; '<' repeats the cell to the left, '^' the one above (merged cells)."""
    rows: list[list[str]] = []
    for line in text.splitlines():
        if "|" not in line:
            continue
        row: list[str] = []
        for col, cell in enumerate(part.strip() for part in line.split("|")):
            row.append(row[-1] if cell == "<" else rows[-1][col] if cell == "^" else cell)
        rows.append(row)
    return rows


def assert_tables(path: Path, report: Report, *expected: str) -> None:
    """Are the report's tables these, in this order? The failure says where pictures of the pages are."""
    got = [table.texts() for table in report.tables]
    wanted = [rows_of(text) for text in expected]
    if got != wanted:
        shown = "\n\n".join("\n".join(" | ".join(row) for row in rows) for rows in got)
        places = ", ".join(map(str, pictures_of(path, report))) if report.media == "pdf" else str(path)
        raise AssertionError(f"read otherwise, see {places}\n{shown}")
