"""Which parts of which pages a finding is shown by: its cells' rows with the table's header, or the prose around."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.model import Box, Cell, Report, Table

if TYPE_CHECKING:
    from lakip.records import Record

#: points around what is shown: beside it, above and below
MARGIN, MARGIN_HIGH = 8.0, 2.5
#: a header nearer than this above the row is shown with it in one view
NEAR = 150.0
#: at most this many places of one finding are shown; rows whose marks lie within so many points are one place
MOST_VIEWS = 5
TOGETHER = 170.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A box around evidence. `suspect` holds what it would have to be, None for evidence that is not suspected;
    `likeliest` is True for the first of the suspects."""

    box: Box
    suspect: str | None
    raw: str
    likeliest: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A region of a page with marks in it. `header` is True for the table's head alone, shown above the rows."""

    page: int
    box: Box
    marks: tuple[Mark, ...]
    header: bool = False


def list_to_box(sides: Sequence[float]) -> Box:
    return Box(*sides)


def cells_to_box(cells: Iterable[Cell]) -> Box | None:
    boxes = [cell.box for cell in cells if cell.box is not None]
    if not boxes:
        return None
    found = boxes[0]
    for box in boxes[1:]:
        found = found.union(box)
    return found


def widened(box: Box, page_width: float) -> Box:
    return Box(
        max(0.0, box.x0 - MARGIN),
        max(0.0, box.y0 - MARGIN_HIGH),
        min(page_width, box.x1 + MARGIN),
        box.y1 + MARGIN_HIGH,
    )


def header_of(table: Table) -> tuple[int, Box] | None:
    """(page, box) of the table's head; None where it has none, or no boxes."""
    cells = [cell for cell in table.cells if cell.row < table.header_rows and cell.page is not None]
    if not cells:
        return None
    page = min(cell.page for cell in cells if cell.page is not None)
    box = cells_to_box(cell for cell in cells if cell.page == page)
    return None if box is None else (page, box)


def rows_box(table: Table, page: int, rows: set[int], own: Box) -> Box:
    """The rows' whole width on the page, as high as the cells that stand in one row alone."""
    wide = cells_to_box(cell for cell in table.cells if cell.page == page)
    low = cells_to_box(cell for cell in table.cells if cell.page == page and cell.row in rows and cell.row_span == 1)
    box = own if low is None else own.union(low)
    return box if wide is None else Box(wide.x0, box.y0, wide.x1, box.y1)


def marks_to_groups(marks: Sequence[tuple[int, Mark]]) -> list[list[tuple[int, Mark]]]:
    """Marks of one page and table in groups that are shown together, from top to bottom. (row, mark) each."""
    groups: list[list[tuple[int, Mark]]] = []
    for row, mark in sorted(marks, key=lambda one: one[1].box.y0):
        if groups and mark.box.y1 - min(one[1].box.y0 for one in groups[-1]) <= TOGETHER:
            groups[-1].append((row, mark))
        else:
            groups.append([(row, mark)])
    return groups


def record_to_marks(record: Record) -> dict[tuple[int, int | None], list[tuple[int, Mark]]]:
    """(page, table index or None) -> (0-based row, mark) of the evidence that stands in the finding's own file."""
    would_be: dict[tuple[object, ...], str] = {}
    first: tuple[object, ...] | None = None
    for suspect in record["suspects"]:
        place = suspect["place"]
        if place and place.get("box"):
            would_be.setdefault((place["page"], *place["box"]), suspect["would_be"])
            first = first or (place["page"], *place["box"])
    places = [*record["evidence"], *(one["place"] for one in record["suspects"] if one["place"])]
    found: defaultdict[tuple[int, int | None], list[tuple[int, Mark]]] = defaultdict(list)
    seen: set[tuple[object, ...]] = set()
    for place in places:
        if not place.get("box") or not place["page"] or place.get("doc"):
            continue
        key = (place["page"], *place["box"])
        if key in seen:
            continue
        seen.add(key)
        mark = Mark(list_to_box(place["box"]), would_be.get(key), place["raw"], key == first)
        found[place["page"], place.get("table_index")].append(((place["row"] or 1) - 1, mark))
    return dict(found)


def view_order(views: list[View]) -> int:
    """Places with the likeliest suspect first, then those with others; for sorting."""
    marks = [mark for view in views for mark in view.marks]
    if any(mark.likeliest for mark in marks):
        return 0
    return 1 if any(mark.suspect is not None for mark in marks) else 2


def record_to_views(record: Record, report: Report) -> list[View]:
    """The views of one finding, those with its suspects first, at most MOST_VIEWS besides table heads; none for text
    and Word files."""
    places: list[list[View]] = []
    widths = {page.number: page.width for page in report.pages}
    for (page, index), marks in record_to_marks(record).items():
        width = widths.get(page, 10_000.0)
        table = report.tables[index] if index is not None and index < len(report.tables) else None
        header = header_of(table) if table else None
        for group in marks_to_groups(marks):
            own = group[0][1].box
            for _, mark in group[1:]:
                own = own.union(mark.box)
            shown = tuple(mark for _, mark in group)
            if table is None:
                # prose: its lines as wide as the page; a margin of half a line would cut its neighbours
                lines = Box(min(own.x0, 40.0), own.y0 - 2.0, max(own.x1, width - 40.0), own.y1 + 2.0)
                places.append([View(page, widened(lines, width), shown)])
                continue
            box = rows_box(table, page, {row for row, _ in group}, own)
            heads: list[View] = []
            if header and header[0] == page and header[1].y0 < box.y0 <= header[1].y1 + NEAR:
                box = box.union(header[1])
            elif header and header[1].y1 - header[1].y0 < NEAR and (header[0] != page or header[1].y1 < box.y0):
                heads = [View(header[0], widened(header[1], width), (), header=True)]
            places.append([*heads, View(page, widened(box, width), shown)])
    views: list[View] = []
    for place in sorted(places, key=view_order)[:MOST_VIEWS]:
        views += [view for view in place if not (view.header and view in views)]
    return views
