"""Which columns of a table hold money: by the headers, by what stands to the left, and by the figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median

from extract.model import Table
from normalize.column_texts import header_title, in_percent, path_above
from normalize.headers import ColumnRole, has, is_percent_header, squeeze
from normalize.numbers import read_quantity

BUDGET_MEASURES = ("pagu", "realisasi_anggaran", "persen_anggaran", "sisa_anggaran")
#: how the columns of a budget before and after its revision are headed
_REVISED = re.compile(
    r"^(?:semula|menjadi|(?:sebelum|sesudah|setelah)(?:perubahan|revisi|pergeseran|refocusing)?)(?:rp)?$"
)
_BUDGET_WORDS = re.compile(
    r"\b(?:anggaran|pagu|belanja|keuangan|pendanaan|pembiayaan|dipa|dpa|apbd|apbn|biaya|alokasi|dana|dak|dau|serapan|rp|rp\.)\b",
    re.IGNORECASE,
)


def settle_rests(roles: list[ColumnRole], columns: list[list[str]]) -> list[ColumnRole]:
    """ "Sisa" of cases or stock is no rest of a budget."""
    if any(role.measure in ("pagu", "realisasi_anggaran", "persen_anggaran") for role in roles):
        return roles
    return [
        ColumnRole("text", sure=False) if role.measure == "sisa_anggaran" and not is_money(texts) else role
        for role, texts in zip(roles, columns, strict=True)
    ]


def settle_difference(
    roles: list[ColumnRole], paths: list[tuple[str, ...]], columns: list[list[str]], factor: Decimal
) -> list[ColumnRole]:
    """'Selisih' beside a budget and what was spent of it is what is left; beside a budget before and after its revision
    it is the change, and no figure of either."""
    roles = [
        ColumnRole("figure", "pagu", unit="Rp", sure=False)
        if role.kind == "text" and path and _REVISED.match(squeeze(path[-1])) and is_money(texts, factor)
        else role
        for role, path, texts in zip(roles, paths, columns, strict=True)
    ]
    budgets = sum(role.measure == "pagu" for role in roles)
    spent = any(role.measure in ("realisasi_anggaran", "persen_anggaran") for role in roles)
    out = list(roles)
    for col, (role, path) in enumerate(zip(roles, paths, strict=True)):
        tight = squeeze(" ".join(path))
        if budgets > 1 and not spent and role.measure == "sisa_anggaran" and not has(tight, "sisa", "saldo"):
            out[col] = ColumnRole("text")
        elif (
            (budgets and spent and role.kind == "text" and tight.startswith(("selisih", "lebihkurang")))
            and not any(other.measure == "sisa_anggaran" for other in roles)
            and is_money(columns[col], factor)
        ):
            out[col] = ColumnRole("figure", "sisa_anggaran", unit="Rp", sure=False)
    return out


def tells_money_alone(roles: Sequence[ColumnRole]) -> bool:
    """Are the figures those of a budget: rupiah, their percentages, and how far the work itself is?"""
    figures = [role for role in roles if role.kind == "figure"]
    money = [role for role in figures if role.measure in BUDGET_MEASURES or role.unit == "Rp"]
    rates = [role for role in figures if role.measure == "fisik" or (role.unit == "%" and not role.sure)]
    return bool(money) and len({*map(id, money), *map(id, rates)}) == len(figures)


def settle_money(
    roles: list[ColumnRole], paths: list[tuple[str, ...]], columns: list[list[str]], factor: Decimal, spends: bool
) -> list[ColumnRole]:
    """Money or performance: by the group's header, else by what stands to the left, else by the figures; large counts
    are money only in a table that speaks of a budget (`spends`)."""
    out = list(roles)
    context = ""
    previous_parent: tuple[str, ...] | None = None
    for col, role in enumerate(roles):
        if role.kind != "figure":
            continue
        parent = path_above(paths[col])
        if parent and parent != previous_parent and role.measure in ("target", "realisasi", "capaian"):
            context = context if role.measure != "target" else "performance"
        previous_parent = parent
        if role.measure in ("pagu", "realisasi_anggaran"):
            context = "budget"
        elif role.measure == "target":
            context = "performance"
        elif role.measure == "realisasi" and context == "budget" and not has(squeeze(" ".join(paths[col])), "kinerja"):
            same_group = not parent or any(
                other.kind == "figure" and other.measure == "pagu" and path_above(paths[k]) == parent
                for k, other in enumerate(out)
            )
            money = is_money(columns[col], factor)
            if money or (money is None and same_group):
                out[col] = replace(role, measure="realisasi_anggaran", unit="Rp")
            elif (same_group and is_percent_header(paths[col][-1])) or (same_group and in_percent(columns[col])):
                out[col] = replace(role, measure="persen_anggaran", unit="%")
        elif role.measure == "capaian" and not role.comparison and context == "budget":
            whole = squeeze(" ".join(paths[col]))
            if not has(whole, "kinerja", "indikator") or has(whole, "kinerjaanggaran"):
                if is_money(columns[col], factor):
                    out[col] = replace(role, measure="realisasi_anggaran", unit="Rp")
                elif role.unit == "%" or not role.sure:
                    out[col] = replace(role, measure="persen_anggaran", unit="%")
        elif (
            role.measure == "realisasi"
            and spends
            and is_money(columns[col])
            and not any(other.measure == "target" and is_money(columns[k]) for k, other in enumerate(out))
            and not has(squeeze(" ".join(paths[col])), "kinerja")
        ):
            out[col] = replace(role, measure="realisasi_anggaran", unit="Rp")
            context = "budget"
    # "Realisasi Rp | Realisasi %": of two realised columns of one group the one in percent is the rate
    for col, role in enumerate(out):
        if role.measure != "realisasi_anggaran" or is_money(columns[col], factor) is not False:
            continue
        twin = any(
            k != col
            and other.measure == "realisasi_anggaran"
            and other.year == role.year
            and other.period == role.period
            for k, other in enumerate(out)
        )
        if twin or in_percent(columns[col]) or has(squeeze(paths[col][-1]), "serapan", "penyerapan"):
            out[col] = replace(role, measure="persen_anggaran", unit="%")
    return out


def tells_budget(table: Table, paths: Sequence[tuple[str, ...]], columns: Sequence[Sequence[str]]) -> bool:
    """Does the table speak of a budget: in its title, its headers, its rows' names, or by rupiah signs? Large numbers
    alone may be people, tons or a region's product."""
    heads = " ".join(" ".join(path) for path in paths)
    if _BUDGET_WORDS.search(f"{table.caption} {' '.join(table.notes)} {header_title(table)} {heads}"):
        return True
    if has(squeeze(heads), "program", "kegiatan", "rekening") and "indikator" not in squeeze(heads):
        return True
    texts = [text for column in columns for text in column]
    return any(re.match(r"\W*rp\b", text, re.IGNORECASE) for text in texts) or any(
        re.match(r"\W*(?:belanja|anggaran|pagu|program)\b", text, re.IGNORECASE) for text in texts
    )


def is_money(texts: Sequence[str], factor: Decimal = Decimal(1)) -> bool | None:
    """True for rupiah by sign or size (median of a million and more), False for other figures, None without figures.

    Where money is declared in thousands or millions (`factor`), figures that may all be percentages are none.
    """
    values: list[Decimal] = []
    for text in texts:
        if re.match(r"\s*rp\b", text.casefold()):
            return True
        quantity = read_quantity(text)
        if quantity is not None and quantity.value != 0:
            values.append(abs(quantity.value))
    if not values:
        return None
    if factor > 1 and (max(values) <= 150 or in_percent(texts)):
        return False
    return median(values) * factor >= 1_000_000
