"""Tables whose rows are measures and whose columns are years: 'Uraian | 2019 | 2020' over Target, Realisasi, Capaian.

Written for one indicator, which then stands in the caption or in the heading above, or for several, which then stand
in a merged cell left of the measures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.model import Table
from normalize.headers import ColumnRole, path_to_role
from normalize.model import Measure
from normalize.rows import says_measure

_MEASURES = (
    "target",
    "realisasi",
    "capaian",
    "pagu",
    "realisasi_anggaran",
    "persen_anggaran",
    "sisa_anggaran",
    "fisik",
)
#: words that lead a caption to the name of its indicator
_LEAD = re.compile(
    r"^\W*(?:(?:perkembangan|perbandingan|pencapaian|capaian|target|realisasi|kinerja|tren|trend|data|hasil|pengukuran|"
    r"persandingan|indikator|iku|utama|sasaran|atas|dan|dengan|serta|untuk|pada|terhadap|grafik|rincian|\d{1,2}[.)])\b\W*)+",
    re.IGNORECASE,
)
_TRAIL = re.compile(
    r"\W*\b(?:(?:dari|sejak|selama|pada|di|periode|s\.?/?d\.?)\s+)*(?:tahun|periode|ta\.?|th\.?)\s*(?:anggaran\s*)?"
    r"\(?(?:19|20)\d\d.*$",
    re.IGNORECASE,
)
_EACH = re.compile(r"\W*\b(?:per|tiap|setiap)\s+(?:tahun|triwulan|semester|bulan)\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MeasureRows:
    """Of a table of measures by row: the column that names them, each body row's role, and the indicator ('' where a
    column of the table names it)."""

    col: int
    by_row: dict[int, ColumnRole]
    indicator: str


def table_to_measure_rows(
    table: Table, roles: Sequence[ColumnRole], titles: Sequence[str], known: frozenset[str] = frozenset()
) -> MeasureRows | None:
    """How the rows of the table name what they measure; None where they don't, or where nothing names the indicator.

    `titles` are the texts that may name it, the nearest first; `known` the casefolded indicators of the document.
    """
    figures = [col for col, role in enumerate(roles) if role.kind == "figure"]
    if not figures or any(roles[col].year is None and roles[col].period is None for col in figures):
        return None
    grid = table.grid()
    for col in range(figures[0]):
        by_row: dict[int, ColumnRole] = {}
        bare = 0
        for place in range(table.header_rows, table.row_count):
            cell = grid[place][col]
            if cell is None or cell.row != place or not cell.text.strip():
                continue
            role = path_to_role((cell.text,)) if len(cell.text) <= 45 else ColumnRole("text")
            if role.kind == "figure" and role.measure in _MEASURES and role.year is None and cell.row_span == 1:
                by_row[place] = role
            else:
                bare += 1
        if len({role.measure for role in by_row.values()}) < 2 or bare:
            continue
        named = any(
            role.kind in ("group", "indicator", "text") and left < col and _names_rows(table, left)
            for left, role in enumerate(roles)
        )
        name = "" if named else next((name for title in titles if (name := title_to_indicator(title, known))), "")
        if named or name:
            return MeasureRows(col, _settled(by_row), name)
        return MeasureRows(col, {}, "")
    return None


def _names_rows(table: Table, col: int) -> bool:
    """Does the column hold names (longer than a row's number)?"""
    texts = [cell.text for cell in table.cells if cell.col == col and cell.row >= table.header_rows]
    return sum(len(text.strip()) > 5 for text in texts) >= 1


def _settled(by_row: dict[int, ColumnRole]) -> dict[int, ColumnRole]:
    """'Capaian' beside a row '%' and without 'Realisasi' is the value; with 'Realisasi' the percentage."""
    measures = {role.measure for role in by_row.values()}
    achieved = [row for row, role in by_row.items() if role.measure == "capaian"]
    if "realisasi" in measures or len(achieved) < 2:
        return {row: replace(role, unit="%") if role.measure == "capaian" else role for row, role in by_row.items()}
    value: Measure = "realisasi"
    return {
        row: replace(role, measure=value, unit="") if row in achieved and role.unit != "%" else role
        for row, role in by_row.items()
    }


def title_to_indicator(title: str, known: frozenset[str] = frozenset()) -> str:
    """'Perkembangan Angka Kematian Bayi Tahun 2019-2023' -> 'Angka Kematian Bayi'; '' where no name is left of it.

    >>> title_to_indicator("Capaian Kinerja Tahun 2020"), title_to_indicator("Realisasi Indeks Gini Tahun 2020")
    ('', 'Indeks Gini')
    """
    bare = _EACH.sub("", _TRAIL.sub("", title)).strip(" .:-–")
    name = _LEAD.sub("", bare).strip(" .:-–")
    for whole in (bare, name):
        if whole.casefold() in known:
            return whole
    words = re.findall(r"[^\W\d_]{2,}", name)
    # 'Akuntabilitas Kinerja' is a chapter: a name is led to, or says that it measures
    if name == bare and not says_measure(name):
        return ""
    if len(words) < 2 or len(name) > 160 or re.match(r"(?:19|20)\d\d|tahun\b|kabupaten|kota|dinas|badan", name, re.I):
        return ""
    return name
