"""The ready-made readers, for side-by-side looks: pdfplumber's and camelot's tables in this project's records.

Our own reader is what `read` uses (docs/decisions/pdf-reader.md says why); these give a second opinion on a table that
looks wrong. They join nothing over pages and know no spans; boxes are in points, origin top-left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from extract.errors import Unreadable
from extract.headers import find_header
from extract.model import Box, Cell, Method, Table

#: rows of (text, box) of one table, and its page
Rows = Sequence[Sequence[tuple[str, Box | None]]]


def rows_to_table(rows: Rows, page: int, order: int, reader: str) -> Table:
    """A table of one page, its header rows counted."""
    texts = [[text for text, _ in row] for row in rows]
    header = find_header(texts)
    width = max((len(row) for row in rows), default=0)
    cells = tuple(
        Cell(row, col, text, page=page, box=box)
        for row, line in enumerate(rows)
        for col, (text, box) in enumerate(line)
        if text
    )
    method: Method = "rules"
    return Table(
        None, "", (page,), method, len(rows), width, header.depth, cells, order, reasons=(f"read by {reader}",)
    )


def _folded(text: object) -> str:
    return " ".join(str(text or "").split())


def pdfplumber_tables(path: Path) -> Iterator[tuple[int, Rows]]:
    """pdfplumber's `find_tables` with its default settings, page by page."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            for table in page.find_tables():
                texts = table.extract()
                rows: list[list[tuple[str, Box | None]]] = []
                for row, line in zip(table.rows, texts, strict=True):
                    rows.append(
                        [
                            (_folded(text), Box(*map(float, box)) if box else None)
                            for box, text in zip(row.cells, line, strict=True)
                        ]
                    )
                yield number, rows
            page.close()


def camelot_tables(path: Path) -> Iterator[tuple[int, Rows]]:
    """camelot's lattice on the drawn lines themselves (`engine="vector"`), its fastest and most exact way here."""
    import pypdfium2
    from camelot.io import read_pdf

    document = pypdfium2.PdfDocument(path)
    heights = [document.get_page_size(index)[1] for index in range(len(document))]
    document.close()
    for table in read_pdf(str(path), pages="all", flavor="lattice", engine="vector"):
        height = heights[int(table.page) - 1]
        rows = [[(_folded(cell.text), _camelot_box(cell, height)) for cell in row] for row in table.cells]
        yield int(table.page), rows


def _camelot_box(cell: Any, height: float) -> Box:
    """camelot counts from the bottom left."""
    return Box(float(cell.x1), height - float(cell.y2), float(cell.x2), height - float(cell.y1))


READERS: dict[str, Callable[[Path], Iterator[tuple[int, Rows]]]] = {
    "camelot": camelot_tables,
    "pdfplumber": pdfplumber_tables,
}


def read_tables_with(path: Path, reader: str) -> tuple[Table, ...]:
    """All tables of a PDF as a ready-made reader gives them. Raises Unreadable where it breaks on the file."""
    try:
        return tuple(
            rows_to_table(rows, page, order, reader) for order, (page, rows) in enumerate(READERS[reader](path))
        )
    except Exception as fault:  # they raise what their own parsers raise; told in one sentence, the cause chained
        raise Unreadable(
            f"{path.name}: {reader} tidak dapat membaca berkas ini ({type(fault).__name__}).",
            f"{path.name}: {reader} cannot read this file ({type(fault).__name__}).",
        ) from fault
