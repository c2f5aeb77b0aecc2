"""Tables for tests, written as rows of strings: `<` repeats the cell to the left, `^` the cell above (merged cells)."""

from __future__ import annotations

from extract.model import Cell, Table


def grid_to_table(
    text: str,
    header_rows: int,
    caption: str = "",
    number: str | None = None,
    notes: tuple[str, ...] = (),
    page: int | None = None,
    order: int = 0,
) -> Table:
    """Lines of cells parted by '|'. '<' and '^' stand for the merged part of a span."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines()]
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    cells = []
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value in ("<", "^"):
                continue
            col_span = 1
            while c + col_span < width and row[c + col_span] == "<":
                col_span += 1
            row_span = 1
            while r + row_span < len(rows) and rows[r + row_span][c] == "^":
                row_span += 1
            cells.append(Cell(r, c, value, row_span, col_span, page=page, line=None if page else r + 1))
    return Table(
        number,
        caption,
        (page,) if page else (),
        "rules" if page else "tab",
        len(rows),
        width,
        header_rows,
        tuple(cells),
        order,
        notes=notes,
    )
