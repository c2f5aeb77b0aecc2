"""A table that is two tables side by side -> its blocks, each with names of its own.

An action plan prints "Indikator sasaran | Target | Realisasi | Kegiatan | Indikator kegiatan | Target | Anggaran" in
one row: a figure there belongs to the nearest name on its left, not to the row's first or last. A block is the same
table with only its own columns' cells; places in the grid stay what they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.model import Table
from normalize.column_texts import body_columns, is_ordinal_column, is_wordy, table_to_paths
from normalize.headers import ColumnRole, has, path_to_role, squeeze

_MONEY = ("pagu", "realisasi_anggaran", "sisa_anggaran", "persen_anggaran")
#: header words of a name that is measured, with targets of its own
_MEASURED = ("indikator", "iku", "ikk", "keluaran", "output")
#: header words of a name that money is given to
_FUNDED = ("program", "kegiatan", "komponen", "rincian", "uraian", "output", "keluaran", "belanja", "proyek")


def table_to_blocks(table: Table) -> list[Table]:
    """The table's blocks from left to right; the table itself alone where it has only one.

    The sasaran on the left names the groups of a block that has no group of its own.
    """
    paths = table_to_paths(table)
    columns = body_columns(table)
    roles = [path_to_role(path) for path in paths]
    labels = [
        role.kind in ("group", "indicator") and is_wordy(texts) and not is_ordinal_column(texts)
        for role, texts in zip(roles, columns, strict=True)
    ]
    seams = [0]
    for col in range(1, table.column_count):
        start = seams[-1]
        named = any(labels[start:col])
        figures = [k for k in range(start, col) if roles[k].kind == "figure"]
        if not (
            labels[col] and named and figures and roles[col - 1].kind not in ("number", "code", "group", "indicator")
        ):
            continue
        if _stands_alone(col, seams[-1], roles, labels, paths, columns):
            # the ordinals and codes in front of the name are its own
            while roles[col - 1].kind in ("number", "code") and col - 1 > start:
                col -= 1
            seams.append(col)
    if len(seams) == 1:
        return [table]
    return [_block(table, start, end, roles, labels) for start, end in pairwise([*seams, table.column_count])]


def _stands_alone(
    seam: int,
    start: int,
    roles: Sequence[ColumnRole],
    labels: Sequence[bool],
    paths: Sequence[tuple[str, ...]],
    columns: Sequence[Sequence[str]],
) -> bool:
    """Are the figures right of the seam the names' there, and is the block on the left whole without them?

    Money belongs to the programmes beside it where they are more than the indicators; row by row it is the indicator's
    own, and the programme only says where it comes from.
    """
    end = seam
    while end < len(roles) and not (labels[end] and any(roles[k].kind == "figure" for k in range(seam, end))):
        end += 1
    measures = [roles[k].measure for k in range(seam, end) if roles[k].kind == "figure"]
    names = [squeeze(" ".join(paths[k])) for k in range(seam, end) if labels[k]]
    left = [squeeze(" ".join(paths[k])) for k in range(start, seam) if labels[k]]
    performed = [roles[k].measure for k in range(start, seam) if roles[k].kind == "figure"]
    if not measures or not any(has(name, *_MEASURED) for name in left) or all(one in _MONEY for one in performed):
        return False
    if all(one in _MONEY for one in measures):
        indicators = max(len(columns[k]) for k in range(start, seam) if labels[k])
        funded = max(len(columns[k]) for k in range(seam, end) if labels[k])
        return any(has(name, *_FUNDED) for name in names) and funded > indicators
    return "target" in measures and "target" in performed and any(has(name, *_MEASURED) for name in names)


def _block(table: Table, start: int, end: int, roles: Sequence[ColumnRole], labels: Sequence[bool]) -> Table:
    own = set(range(start, end))
    if not any(labels[col] and roles[col].kind == "group" for col in own):
        own |= {col for col in range(start) if labels[col] and roles[col].kind == "group"}
    cells = tuple(cell for cell in table.cells if own & set(range(cell.col, cell.col + cell.col_span)))
    return replace(table, cells=cells)
