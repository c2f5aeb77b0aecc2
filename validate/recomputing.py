"""Every capaian and budget line recomputed, the right ones too: what a working paper shows beside the print.

The operands and the formula are those that the rules `capaian` and `budget` judge by.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from normalize.model import Fact, Understanding
from validate.achievement import formula_values
from validate.context import Context
from validate.intervals import Fit, quantity_value
from validate.rules.budget import percent_draft, remainder_draft, rows_to_lines
from validate.rules.capaian import explained, fitting_formula

#: how the print stands to what was computed: `Fit`, and 'open' where an operand is missing or zero
Verdict = Fit | Literal["open"]


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A printed capaian with its operands. `formula` is R/T, (2T-R)/T or T/R, with ' <= 120' or ' >= 0' behind it where
    a cap explains the print, 'R/T (pecahan)' where a share is printed, '' where nothing is judged; `value` is in
    percent (a share as printed) and None where nothing is judged.
    """

    capaian: Fact
    target: Fact | None
    realisasi: Fact | None
    formula: str
    value: Fraction | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A budget line; each figure None where it isn't printed. `percent_holds` and `rest_holds` are None where nothing
    is judged.
    """

    item: Fact
    pagu: Fact | None
    realisasi: Fact | None
    percent: Fact | None
    rest: Fact | None
    percent_holds: bool | None
    rest_holds: bool | None


def recompute_capaian(context: Context) -> list[Recomputed]:
    """All numeric capaian of indicators, in the order of the report."""
    found: list[Recomputed] = []
    for facts in context.rows.values():
        for capaian in facts:
            if capaian.measure != "capaian" or capaian.quantity is None or capaian.row_kind in ("sasaran", "total"):
                continue
            how, target, realisasi = explained(context, facts, capaian)
            if how is not None:
                found.append(Recomputed(capaian, target, realisasi, how.formula, how.value, how.fit))
            elif target and realisasi and target.quantity and realisasi.quantity and target.quantity.value:
                formula = fitting_formula(context, target, realisasi, capaian)
                values = dict(formula_values(quantity_value(target.quantity), quantity_value(realisasi.quantity)))
                found.append(Recomputed(capaian, target, realisasi, formula, values[formula], "no"))
            else:
                found.append(Recomputed(capaian, target, realisasi, "", None, "open"))
    return sorted(found, key=lambda one: (one.capaian.table_index, one.capaian.row, one.capaian.col))


def recompute_budget(context: Context) -> list[BudgetLine]:
    """All budget lines with an allocation and a spending, or a percent or remainder, in the order of the report."""
    found: list[BudgetLine] = []
    for line in rows_to_lines(context):
        pagu, spent = line.get("pagu"), line.get("realisasi_anggaran")
        percent, rest = line.get("persen_anggaran"), line.get("sisa_anggaran")
        if sum(one is not None for one in (pagu, spent, percent, rest)) < 2:
            continue
        whole = pagu is not None and spent is not None and pagu.quantity is not None and bool(pagu.quantity.value)
        found.append(
            BudgetLine(
                item=next(iter(line.values())),
                pagu=pagu,
                realisasi=spent,
                percent=percent,
                rest=rest,
                percent_holds=percent_draft(context, line) is None if whole and percent else None,
                rest_holds=remainder_draft(context, line) is None if whole and rest else None,
            )
        )
    return sorted(found, key=lambda one: (one.item.table_index, one.item.row, one.item.col))


def recompute(understanding: Understanding) -> tuple[list[Recomputed], list[BudgetLine]]:
    """(every capaian, every budget line)."""
    context = Context(understanding)
    return recompute_capaian(context), recompute_budget(context)
