"""A table's body rows -> labelled rows: what a row is about, and which of its cells hold figures.

Rows come in kinds: 'indicator' (figures of its own), 'section' (a full-width sasaran, programme or note), 'total'
(Jumlah, Rata-rata).
Sasaran cells that are merged or left blank are carried down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.model import Cell, Table
from normalize.headers import ColumnRole
from normalize.numbers import read_cell

TOTAL_WORDS = re.compile(
    r"^\W*(sub\s*)?(jumlah|total|grand\s*total|jml|rata\s*[-–]?\s*rata|rerata|average)\b(?P<rest>.*)$", re.IGNORECASE
)
_TOTAL_REST = re.compile(
    r"(?:(?:i{1,3}|iv|vi{0,3}|v|ix|x|[a-h]|\d{1,2}|s/?d|dan|\W)+|(?:pagu|anggaran|keseluruhan|seluruh(?:nya)?|belanja|capaian|"
    r"kinerja|realisasi|umum|akhir|besar|apbd|apbn|biaya|dana|persentase|tahun|semua|triwulan|nilai|rata-rata|\d{4}|\W)+"
    r"(?:\s+(?:langsung|tidak langsung|sasaran|program|kegiatan|strategis|opd|skpd|\d{4}|[ivx]+))*)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"^\s*\(?(?:\d{1,2}(?:\.\d{1,2}){1,3}[.)]?|(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)])\)?\s+(?=\S)")
_BULLET = re.compile(r"^\s*[-–•●*]\s+(?=\S)")
_CHILD = re.compile(r"^\s*(?:[-–•●*]\s*|\(?[a-z][.)]\s+|\(?\d{1,2}\)\s+)(?=\S)")
#: what a name begins with that says by itself what is measured or paid
_SAYS = re.compile(
    r"(?:jumlah|banyaknya|[%]|perse?n\w*|pro?se?n\w*|presen\w*|cakupan|angka|nilai|indeks|tingkat|rasio|ratio|rata|laju|luas|"
    r"panjang|produksi|populasi|proporsi|prevalensi|volume|skor|opini|predikat|waktu|besar\w*|kontribusi|pertumbuhan|"
    r"meningkat\w*|menurun\w*|ter\w+nya|program|kegiatan|sub|belanja|penyediaan|pengadaan|pemeliharaan|pembangunan|"
    r"rehabilitasi|penyusunan|pelaksanaan|pembinaan|pengelolaan|pelatihan|sosialisasi|fasilitasi|koordinasi)\b",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"^\W*(?:\w{1,4}[.)]\s+)?(?:sasaran|tujuan|misi|program|kegiatan|sub|urusan|bidang|belanja|jumlah\s*$)\b", re.I
)
#: an item of more words tells what it is about
_MOST_ITEM_WORDS = 4
_BARE_ORDINAL = re.compile(r"^\s*(\d{1,2})\s+(?=[^\W\d])")
#: words with which a full-width row says what level it is
_SECTION_LABEL = re.compile(
    r"^\W*(sasaran(\s+(strategis|program|kegiatan|rpjmd|daerah))?|tujuan|misi|program|kegiatan|urusan|bidang|perspektif)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A body row. `row` is its 0-based place in the table's grid; `figures` its figure cells by column, each once,
    at the row it starts in.

    `group` is the sasaran (or programme) above, `own_group` tells whether the row starts a new one; `group_rows` is
    filled by `rows_to_groups`.
    """

    row: int
    kind: str
    indicator: str
    group: str
    unit: str
    figures: tuple[tuple[int, Cell], ...]
    group_id: int = 0
    section: str = ""


def is_total(text: str) -> bool:
    """'Jumlah', 'Total', 'Rata-rata', 'JUMLAH I + II'; not 'Jumlah dokumen yang disusun', which is an indicator."""
    match = TOTAL_WORDS.match(text)
    if not match:
        return False
    rest = match.group("rest").strip(" .:()&/+-–\t")
    return not rest or bool(_TOTAL_REST.fullmatch(rest))


def strip_ordinal(text: str) -> str:
    """'1. Program ...' -> 'Program ...'; 'a) X' -> 'X'. A number that is all there is stays."""
    return _ORDINAL.sub("", text).strip() or text.strip()


def is_numbering(cells: list[Cell]) -> bool:
    """Column numbers printed among the rows: '(1) (2) (3)', '1 2 3 4 5=4/3'; three or more, up from 1 or 2."""
    bare = [match for cell in cells if (match := re.match(r"^\(?(\d{1,2})\)?\s*(?:[=:(].*)?$", cell.text.strip()))]
    numbers = [int(match.group(1)) for match in bare]
    rising = all(a < b for a, b in pairwise(numbers))
    return len(numbers) >= 3 and len(numbers) == len(cells) and rising and numbers[0] <= 2


def _is_number(cell: Cell) -> bool:
    return read_cell(cell.text).kind == "quantity"


def is_figure(text: str) -> bool:
    return read_cell(text).kind in ("quantity", "blank", "error", "range", "malformed")


def counts_names(texts: Sequence[str]) -> bool:
    """Are the names counted without a mark ("1 Rasio kematian ibu", "2 Rasio kematian bayi"), from 1 on, again and
    again?"""
    texts = [text for text in texts if text.strip()]
    numbers = [int(match.group(1)) for text in texts if (match := _BARE_ORDINAL.match(text))]
    steps = pairwise([0, *numbers])
    return len(numbers) >= 3 and len(numbers) >= 0.9 * len(texts) and all(b in (a + 1, 1) for a, b in steps)


def table_to_rows(table: Table, roles: list[ColumnRole], keep_ordinals: bool) -> list[LabelledRow]:
    """Body rows from top to bottom, section rows included (kind 'section', no figures)."""
    grid = table.grid()
    figure_columns = [col for col, role in enumerate(roles) if role.kind in ("figure", "category")]
    label_columns = [col for col, role in enumerate(roles) if role.kind in ("group", "indicator")]
    name_columns = [col for col, role in enumerate(roles) if role.kind == "indicator"]
    group_columns = [col for col, role in enumerate(roles) if role.kind == "group"]
    first_figure = min(figure_columns, default=table.column_count)
    left_groups = [col for col in group_columns if col < first_figure] or group_columns
    unit_column = next((col for col, role in enumerate(roles) if role.kind == "unit"), None)
    measured = any(role.measure in ("target", "realisasi", "capaian", "baseline") for role in roles)
    counted = not keep_ordinals and counts_names(
        [cell.text for cell in table.cells if cell.row >= table.header_rows and cell.col in name_columns[-1:]]
    )
    rows: list[LabelledRow] = []
    group, group_id, section, parent, unit = "", 0, "", "", ""
    parent_numbered = False
    for place in range(table.header_rows, table.row_count):
        cells = grid[place]
        own = list(_row_cells(cells, place))
        texts = [cell for cell in own if cell.text.strip()]
        if not texts or is_numbering(texts):
            continue
        figures = tuple(
            (cell.col, cell)
            for cell in texts
            if cell.col in figure_columns and cell.row == place and (cell.col_span <= 2 or _is_number(cell))
        )
        label_cells = [
            cell for cell in texts if cell.col not in figure_columns or (cell.col_span > 2 and not _is_number(cell))
        ]
        section_cell = _section_cell(texts, table, roles, first_figure)
        if section_cell is not None and not figures:
            section, group_id = section_cell.text, group_id + 1
            # 'Jumlah laporan :' over the whole width names the '- ...' under it
            parent = section if section.rstrip().endswith(":") and not _SECTION_LABEL.match(section) else ""
            if _SECTION_LABEL.match(section) or not left_groups:
                group = section
            rows.append(LabelledRow(place, "section", section, group, "", (), group_id, section))
            continue
        name = _join(cells, name_columns, place)
        if counted:
            name = _BARE_ORDINAL.sub("", name)
        above = _join(cells, left_groups[-1:], place)
        if above:
            if above != group or (left_groups and _starts(cells, left_groups[-1], place)):
                group_id += 1
            group = above
        total = next((cell.text for cell in label_cells if is_total(cell.text)), "")
        if total and (not name or is_total(name) or name == total):
            rows.append(LabelledRow(place, "total", total.strip(" :"), group, "", figures, group_id, section))
            continue
        if unit_column is not None and (cell := cells[unit_column]) is not None and cell.text.strip():
            unit = cell.text
        elif unit_column is not None:
            unit = ""
        kind = "indicator"
        if not name:
            # an indicator cell left empty: the row is the programme's (or the sasaran's) own
            fallback = next((cell.text for cell in reversed(label_cells) if cell.col in label_columns), "")
            name = fallback
            kind = "program" if fallback else kind
        if not name:
            name = next((cell.text for cell in label_cells if not read_cell(cell.text).quantity), "")
        numbered = any(roles[cell.col].kind == "number" and cell.row == place for cell in label_cells)
        if not figures:
            parent, parent_numbered = name, numbered
        elif (parent.rstrip().endswith(":") and _CHILD.match(name)) or (
            measured and not numbered and is_item_of(name, parent, parent_numbered)
        ):
            name = f"{strip_ordinal(parent.rstrip(' :'))} : {_CHILD.sub('', name)}"
        elif not _CHILD.match(name):
            parent = ""
        if not keep_ordinals:
            name = _BULLET.sub("", strip_ordinal(name))
        rows.append(LabelledRow(place, kind, name.strip(), group, unit, figures, group_id, section))
    return rows


def says_measure(text: str) -> bool:
    """Does the text begin with a word that says what is measured or done: 'Jumlah', 'Indeks', 'Penyusunan'?"""
    return _SAYS.match(text.strip()) is not None


def is_item_of(name: str, parent: str, numbered: bool) -> bool:
    """Is the row an item of the figureless row above, which alone says nothing: '- Daging', 'a. Padi', 'Wilayah Utara'?

    `numbered` says that the row above has a row number of its own; then an item needs no mark.
    """
    if not parent or _LEVEL.match(parent) or not (_CHILD.match(name) or numbered):
        return False
    bare = _CHILD.sub("", name).strip()
    return bool(bare) and len(bare.split()) <= _MOST_ITEM_WORDS and not says_measure(bare)


def _row_cells(cells: list[Cell | None], place: int) -> Iterator[Cell]:
    seen: list[Cell] = []
    for cell in cells:
        if cell is not None and not any(cell is other for other in seen):
            seen.append(cell)
            yield cell


def _join(cells: list[Cell | None], columns: list[int], place: int) -> str:
    """The texts of some columns, a cell over several of them once."""
    out: list[str] = []
    seen: list[Cell] = []
    for col in columns:
        cell = cells[col]
        if cell is not None and cell.text.strip() and not any(cell is other for other in seen):
            seen.append(cell)
            out.append(cell.text.strip())
    return " ".join(out)


def _starts(cells: list[Cell | None], col: int, place: int) -> bool:
    cell = cells[col]
    return cell is not None and cell.row == place


def _section_cell(texts: list[Cell], table: Table, roles: list[ColumnRole], first_figure: int) -> Cell | None:
    """The one cell that makes a row a section: it spans most of the table, or stands alone left of the figures."""
    wide = [
        cell
        for cell in texts
        if cell.col_span >= max(3, 0.6 * table.column_count)
        or (table.column_count <= 3 and cell.col_span == table.column_count > 1)
    ]
    if wide and len(texts) <= 2:
        return wide[0]
    if wide and all(cell in wide or roles[cell.col].kind == "number" for cell in texts):
        return wide[0]
    alone = [cell for cell in texts if roles[cell.col].kind != "number" or not read_cell(cell.text).quantity]
    if len(alone) == 1 and alone[0].row_span == 1 and alone[0].col <= first_figure:
        cell = alone[0]
        if cell.col == 0 or roles[cell.col].kind in ("number", "code", "group"):
            return cell
    return None
