"""Boxes of pages that were turned or straightened to read them, back to the page as it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.model import Box, Cell, Paragraph, Report, Table
from extract.scan_image import Placing
from extract.scan_page import ScanPage


def place_on_pages(report: Report, scans: Sequence[ScanPage]) -> Report:
    """Boxes of pages that were turned or straightened, back to the page as it is shown."""
    moved = {scan.number: scan.placing for scan in scans if scan.placing.turn or scan.placing.skew}
    if not moved:
        return report
    paragraphs = tuple(_paragraph_placed(p, moved) for p in report.paragraphs)
    tables = tuple(_table_placed(t, moved) for t in report.tables)
    pages = tuple(
        replace(page, width=round(moved[page.number].size[0], 2), height=round(moved[page.number].size[1], 2))
        if page.number in moved else page
        for page in report.pages
    )  # fmt: skip
    return replace(report, paragraphs=paragraphs, tables=tables, pages=pages)


def _paragraph_placed(paragraph: Paragraph, moved: dict[int, Placing]) -> Paragraph:
    if paragraph.page not in moved or paragraph.box is None:
        return paragraph
    return replace(paragraph, box=box_to_page(paragraph.box, moved[paragraph.page]))


def _table_placed(table: Table, moved: dict[int, Placing]) -> Table:
    def placed(cell: Cell) -> Cell:
        if cell.page not in moved or cell.box is None:
            return cell
        return replace(cell, box=box_to_page(cell.box, moved[cell.page]))

    return replace(table, cells=tuple(map(placed, table.cells)))


def box_to_page(box: Box, placing: Placing) -> Box:
    """The upright box around a box of the straightened page, as it lies on the page as shown."""
    corners = [placing.to_page(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Box(round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2))
