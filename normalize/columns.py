"""A table's columns -> their roles: what the header words say, settled by the neighbours and, last, by the figures.

The header alone often leaves it open: "Capaian" is the realised value beside a "%" column and the percentage elsewhere,
"Realisasi" is money after "Pagu", "%" belongs to whatever stands left of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extract.model import Table
from normalize.column_money import (
    BUDGET_MEASURES,
    is_money,
    settle_difference,
    settle_money,
    settle_rests,
    tells_budget,
    tells_money_alone,
)
from normalize.column_texts import (
    body_columns,
    header_title,
    is_ordinal_column,
    is_rising,
    is_units,
    is_wordy,
    path_above,
    table_to_paths,
)
from normalize.headers import ColumnRole, has, is_percent_header, path_to_role, squeeze
from normalize.numbers import read_cell, read_quantity

#: "dibawah 55%", "≥ 90", "lebih dari 100"
_THRESHOLD = re.compile(
    r"(?:[<>≤≥]=?|\b(?:di\s*)?(?:bawah|atas)|kurang\s+dari|lebih\s+(?:dari|besar|kecil)|sampai|s\.?\s*/?\s*d\b|minimal|"
    r"maksimal)\s*(?:dari\s+)?\d",
    re.IGNORECASE,
)


def table_to_roles(table: Table, plan: bool = False, factor: Decimal = Decimal(1)) -> list[ColumnRole]:
    """One role a column. `plan` says that the document (or the table's own title) is a plan, so that a year alone
    heads targets; `factor` is what the table declares its money to be multiplied by.
    """
    paths = table_to_paths(table)
    columns = body_columns(table)
    roles = [_veto_wordy(path_to_role(path), texts) for path, texts in zip(paths, columns, strict=True)]
    if not any(role.kind == "indicator" for role in roles):
        # "Nilai" beside anything but an indicator is no measurement (a score of issues, a scale)
        roles = [ColumnRole("text") if _is_bare_value(path) else role for path, role in zip(paths, roles, strict=True)]
    roles = _settle_labels(roles, paths, columns)
    roles = settle_money(roles, paths, columns, factor, tells_budget(table, paths, columns))
    roles = _settle_percent(roles, paths)
    roles = _settle_achievement(roles, paths, columns)
    roles = _settle_open(roles, paths, columns, table, plan)
    roles = _settle_wider(roles, paths)
    roles = settle_difference(roles, paths, columns, factor)
    roles = _settle_last_year(roles, paths, table)
    roles = _settle_scales(_settle_baseline(roles), columns)
    return _settle_shares(settle_rests(roles, columns), paths, table)


def _settle_baseline(roles: list[ColumnRole]) -> list[ColumnRole]:
    """ "Kondisi awal" without a year stands before the first year that has targets."""
    planned = [role.year for role in roles if role.measure == "target" and role.year and not role.end_target]
    if len(planned) < 2:
        return roles
    return [replace(r, year=min(planned) - 1) if r.measure == "baseline" and not r.year else r for r in roles]


def _settle_shares(roles: list[ColumnRole], paths: list[tuple[str, ...]], table: Table) -> list[ColumnRole]:
    """A bare "%" beside counts is each row's share of them, where nothing in the table or over it speaks of targets,
    results or money."""
    figures = [role for role in roles if role.kind == "figure"]
    if any(role.measure != "capaian" or role.sure for role in figures):
        return roles
    if has(squeeze(f"{table.caption} {header_title(table)}"), "capaian", "kinerja", "realisasi", "target", "progres"):
        return roles
    return [
        ColumnRole("text", sure=False) if role.kind == "figure" and is_percent_header(path[-1]) else role
        for role, path in zip(roles, paths, strict=True)
    ]


def _settle_scales(roles: list[ColumnRole], columns: list[list[str]]) -> list[ColumnRole]:
    """A column of spans ("80% s/d 100%", "< 55") is a scale of grades; nobody achieves a span."""
    return [
        ColumnRole("text", sure=False)
        if role.measure in ("capaian", "realisasi") and texts and all(_is_span(text) for text in texts)
        else role
        for role, texts in zip(roles, columns, strict=True)
    ]


def _is_span(text: str) -> bool:
    return read_cell(text).kind == "range" or bool(_THRESHOLD.search(text))


def _settle_wider(roles: list[ColumnRole], paths: list[tuple[str, ...]]) -> list[ColumnRole]:
    """'Realisasi Kabupaten | Provinsi | Nasional': the figures of the wider areas are others'.

    Where the narrowest named is the province, it is the agency's own.
    """

    def area(path: tuple[str, ...]) -> int:
        # the innermost header that names an area
        for text in reversed(path):
            tight = squeeze(text)
            if re.search(r"nasional|indonesia$", tight):
                return 3
            if re.search(r"provinsi|propinsi|\bprov\b", tight):
                return 2
            if has(tight, "kabupaten", "kota", "kabkota"):
                return 1
        return 0

    figures = {
        col: area(path)
        for col, (role, path) in enumerate(zip(roles, paths, strict=True))
        if role.kind == "figure" and role.measure in ("target", "realisasi", None)
    }
    if max(figures.values(), default=0) < 2 or len(set(figures.values())) < 2:
        return roles
    out = list(roles)
    for col, wide in figures.items():
        twins = [k for k in figures if roles[k].measure == roles[col].measure and figures[k] < wide]
        if wide >= 2 and twins:
            out[col] = ColumnRole("text")
    return out


def _is_bare_value(path: tuple[str, ...]) -> bool:
    return bool(path) and bool(
        re.match(r"^(total|rata-?rata|jumlah)?\W*(nilai|skor|hasil)\b", path[-1].strip(), re.IGNORECASE)
    )


def _veto_wordy(role: ColumnRole, texts: Sequence[str]) -> ColumnRole:
    """A column of sentences holds no figures, whatever its header says ("Arah Pencapaian Program")."""
    if role.kind == "figure" and texts and sum(read_cell(text).kind == "text" for text in texts) > 0.6 * len(texts):
        return ColumnRole("text")
    return role


def _settle_labels(roles: list[ColumnRole], paths: list[tuple[str, ...]], columns: list[list[str]]) -> list[ColumnRole]:
    """Ordinal columns under a shared header; the name column of a table whose header names none."""
    out = list(roles)
    for col, role in enumerate(roles):
        shared = (col > 0 and paths[col] == paths[col - 1]) or (col + 1 < len(paths) and paths[col] == paths[col + 1])
        if role.kind in ("group", "indicator", "text", "figure") and is_ordinal_column(columns[col]):
            labelish = role.kind != "figure" and (shared or not paths[col] or is_rising(columns[col]))
            if labelish:
                out[col] = ColumnRole("number")
        if role.kind == "group" and columns[col] and not is_wordy(columns[col]) and out[col].kind == "group":
            out[col] = ColumnRole("text", sure=False)  # "Sasaran pada Renstra Kementerian": another body's figures
        if role.kind == "indicator" and col and paths[col] == paths[col - 1] and is_units(columns[col]):
            out[col] = ColumnRole("unit")  # one header over the names and their units
    first_figure = next((col for col, role in enumerate(out) if role.kind == "figure"), len(out))
    if first_figure < len(out) and not any(role.kind == "indicator" for role in out):
        wordy = [col for col in range(first_figure) if is_wordy(columns[col])]
        groups = [col for col in wordy if out[col].kind == "group"]
        # a header that is known for another thing ("Lokasi") names no row
        labels = groups or [col for col in wordy if out[col].kind == "text" and not out[col].sure]
        if labels:
            out[labels[-1]] = ColumnRole("indicator", sure=False)
    elif any(role.kind == "indicator" for role in out):
        # "Program | Kegiatan | Indikator": only the innermost name is the indicator, the others are above it
        names = [col for col in range(len(out)) if out[col].kind == "indicator"]
        told = [col for col in names if has(squeeze(" ".join(paths[col])), "indikator", "iku")]
        keep = (told or [col for col in names if col < first_figure] or names)[-1]
        if tells_money_alone(out):
            # told activity by activity: theirs, not the indicator's they serve
            finer = [col for col in names if keep < col < first_figure and len(columns[col]) > len(columns[keep])]
            keep = finer[-1] if finer else keep
        same = paths[keep]
        for col in names:
            if col == keep:
                continue
            # one header over two columns: the left one, whose cells span rows, is the sasaran above
            shares = paths[col] == same and not (col < keep and len(columns[col]) < len(columns[keep]))
            if not shares:
                out[col] = ColumnRole("group" if col < keep else "text")
    return out


def _settle_percent(roles: list[ColumnRole], paths: list[tuple[str, ...]]) -> list[ColumnRole]:
    """'%' beside Target and Realisasi of its own group is the achievement, whatever the group is called."""
    out = list(roles)
    for col, role in enumerate(roles):
        if role.kind != "figure" or role.measure is not None or not is_percent_header(paths[col][-1]):
            continue
        group = {
            other.measure
            for k, other in enumerate(roles)
            if k != col and path_above(paths[k]) == path_above(paths[col])
        }
        if {"target", "realisasi"} <= group and "capaian" not in group:
            out[col] = replace(role, measure="capaian", unit="%", sure=False)
    return out


def _settle_achievement(
    roles: list[ColumnRole], paths: list[tuple[str, ...]], columns: list[list[str]]
) -> list[ColumnRole]:
    """Is "Capaian" the realised value or the percentage? And is "% Realisasi" a percentage of the target?"""
    out = list(roles)

    def group_of(col: int) -> list[int]:
        """Columns under the same parent header, or of the same year and quarter where the header is flat."""
        parent = path_above(paths[col])
        same = [k for k, other in enumerate(out) if other.kind == "figure" and path_above(paths[k]) == parent]
        if parent and len(same) > 1:
            return same
        return [
            k
            for k, other in enumerate(out)
            if other.kind == "figure"
            and other.year == out[col].year
            and other.period == out[col].period
            and other.relative_year == out[col].relative_year
        ]

    for col, role in enumerate(roles):
        if role.measure != "capaian" or role.sure or role.comparison:
            continue
        members = [k for k in group_of(col) if k != col]
        measures = {out[k].measure for k in members}
        has_percent = any(is_percent_header(paths[k][-1]) and out[k].measure == "capaian" for k in members)
        leaf = squeeze(paths[col][-1])
        if "realisasi" in leaf:  # "% Realisasi"
            if "realisasi" not in measures:
                out[col] = replace(role, measure="realisasi")
            continue
        if is_percent_header(paths[col][-1]):
            continue
        alone = not measures & {"target", "realisasi", "capaian"}
        if (
            has_percent
            or (alone and _beyond_percent(columns[col]))
            or (
                "realisasi" not in measures
                and "target" in measures
                and not _in_percent_of_target(columns, members, out, col)
            )
        ):
            out[col] = replace(role, measure="realisasi", unit="" if role.unit == "%" else role.unit)
    # "Target (%) | Realisasi (%)": the % is the unit there; two realised columns of one group: the percent one is
    # the achievement
    for col, role in enumerate(out):
        if role.measure == "realisasi" and not role.sure and is_percent_header(paths[col][-1]):
            others = [k for k in group_of(col) if k != col and out[k].measure == "realisasi"]
            if others:
                out[col] = replace(role, measure="capaian", unit="%")
    return out


def _beyond_percent(texts: Sequence[str]) -> bool:
    """Is a figure among them too large for a percentage? Then the column prints values: 63,25 beside 1.236.786."""
    return any((read := read_quantity(text)) is not None and abs(read.value) > 1000 for text in texts)


def _in_percent_of_target(columns: list[list[str]], members: list[int], roles: list[ColumnRole], col: int) -> bool:
    """Do the figures look like percentages of a target on another scale (target 8.000 orang, capaian 76,89)?"""
    targets = [k for k in members if roles[k].measure == "target"]
    if not targets:
        return False
    own, other = columns[col], columns[targets[0]]
    signs = sum("%" in text for text in own), sum("%" in text for text in other)
    if signs[0] >= 0.8 * max(len(own), 1) and signs[1] <= 0.5 * max(len(other), 1):
        return True
    near_hundred = near_target = 0
    for a, b in zip(own, other, strict=False):
        x, y = read_quantity(a), read_quantity(b)
        if x is None or y is None or y.value == 0:
            continue
        if abs(x.value / y.value - 1) < abs(x.value / 100 - 1):
            near_target += 1
        else:
            near_hundred += 1
    return near_hundred > near_target


def _settle_open(
    roles: list[ColumnRole], paths: list[tuple[str, ...]], columns: list[list[str]], table: Table, plan: bool
) -> list[ColumnRole]:
    """Columns that a year, a quarter or 'Jumlah' alone heads."""
    out = list(roles)
    title = squeeze(f"{table.caption} {header_title(table)}")
    spends = tells_budget(table, paths, columns)
    known = {role.measure for role in roles if role.kind == "figure" and role.measure}
    for col, role in enumerate(roles):
        if role.kind != "figure" or role.measure is not None:
            continue
        dated = role.year is not None or role.period is not None
        if dated:
            money = spends and is_money(columns[col])
            if has(title, "realisasi", "capaian", "perkembangan", "penanganan", "data") and not has(title, "target"):
                measure = "realisasi_anggaran" if money else "realisasi"
            elif plan or has(title, "target", "rencana", "renstra", "perjanjian", "rkt"):
                measure = "pagu" if money else "target"
            else:
                measure = "realisasi_anggaran" if money else "realisasi"
            if "target" in known and not plan:
                measure = "realisasi_anggaran" if money else "realisasi"
            out[col] = replace(role, measure=measure)  # type: ignore[arg-type]
            continue
        left = next((out[k] for k in range(col - 1, -1, -1) if out[k].kind == "figure" and out[k].measure), None)
        if squeeze(paths[col][-1]) in ("jumlah", "total", "jml", "jumlahtotal") and left is not None and left.period:
            out[col] = replace(left, period="Y", cumulative=False, sure=False)
        elif is_percent_header(paths[col][-1]) and left is not None:
            out[col] = replace(
                role, measure="persen_anggaran" if left.measure in BUDGET_MEASURES else "capaian", unit="%"
            )
        else:
            out[col] = ColumnRole("text", sure=False)
    # a plan's columns of later years are targets even under "Capaian Kinerja Program dan Kerangka Pendanaan"
    if plan and not has(title, "realisasi", "capaian"):
        dated_only = [
            k
            for k, role in enumerate(out)
            if role.kind == "figure" and role.year and not role.sure and role.measure in ("realisasi", "target")
        ]
        figures = [k for k, role in enumerate(out) if role.kind == "figure"]
        if dated_only and len(dated_only) == len(figures):
            out = [
                replace(role, measure="target") if k in dated_only and role.measure == "realisasi" else role
                for k, role in enumerate(out)
            ]
    return out


def _is_alone(roles: list[ColumnRole], col: int) -> bool:
    """No other figure column is about the same year and period."""
    role = roles[col]
    return not any(
        k != col
        and other.kind == "figure"
        and (other.year, other.relative_year, other.period) == (role.year, role.relative_year, role.period)
        for k, other in enumerate(roles)
    )


def _settle_last_year(roles: list[ColumnRole], paths: list[tuple[str, ...]], table: Table) -> list[ColumnRole]:
    """'Capaian Tahun Lalu': last year's percentage or last year's value? Whichever of this year's columns its
    figures resemble.
    """
    out = list(roles)
    body = [[cell.text if cell else "" for cell in row] for row in table.grid()[table.header_rows :]]
    for col, role in enumerate(roles):
        if (
            role.kind != "figure"
            or role.measure not in ("capaian", "realisasi")
            or "capaian" not in squeeze(" ".join(paths[col]))
        ):
            continue
        if role.comparison or is_percent_header(paths[col][-1]):
            continue
        if not _is_alone(roles, col):
            continue
        value_column = next(
            (k for k, r in enumerate(out) if r.measure == "realisasi" and k != col and not _is_alone(roles, k)), None
        )
        percent_column = next(
            (
                k
                for k, r in enumerate(out)
                if r.measure == "capaian" and k != col and not r.comparison and not (r.year and _is_alone(roles, k))
            ),
            None,
        )
        if value_column is None or percent_column is None:
            continue
        votes = 0
        for row in body:
            own, value, percent = (read_quantity(row[k]) for k in (col, value_column, percent_column))
            if own is None or value is None or percent is None or value.value == percent.value:
                continue
            to_value, to_percent = abs(own.value - value.value), abs(own.value - percent.value)
            votes += 1 if to_value < to_percent else -1
        if votes:
            out[col] = replace(role, measure="realisasi" if votes > 0 else "capaian")
    return out
