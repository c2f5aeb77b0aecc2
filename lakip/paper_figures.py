"""The recomputation sheets: live formulas beside what is printed, the formula of each row as the engine explains it."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from lakip.paper_sheet import Formula, Number, Value, decimals_of, fact_to_number
from lakip.role_words import field_to_words
from lakip.show_findings import table_to_short
from validate.recomputing import BudgetLine, Recomputed

if TYPE_CHECKING:
    from normalize.model import Fact

PLAIN = {
    "R/T": "{r}/{t}*100",
    "(2T-R)/T": "(2*{t}-{r})/{t}*100",
    "T/R": "{t}/{r}*100",
    "(T-R)/T": "({t}-{r})/{t}*100",
    "R/T (pecahan)": "{r}/{t}",
}
_CAPPED = re.compile(r"(.+) <= (\d+)")
_FLOORED = re.compile(r"(.+) >= 0")


def formula_to_excel(formula: str, target: str, realisasi: str) -> str:
    """'R/T <= 120' over G2 and H2 -> '=MIN(H2/G2*100,120)'; '' for a formula that says nothing (0/0)."""
    capped, floored = _CAPPED.fullmatch(formula), _FLOORED.fullmatch(formula)
    name = capped[1] if capped else floored[1] if floored else formula
    if name not in PLAIN:
        return ""
    plain = PLAIN[name].format(t=target, r=realisasi)
    if capped:
        return f"=MIN({plain},{capped[2]})"
    return f"=MAX({plain},0)" if floored else f"={plain}"


def shown_value(one: Recomputed) -> Fraction | None:
    """What the live formula gives: the cap, where it caps."""
    capped = _CAPPED.fullmatch(one.formula)
    if capped and one.value is not None:
        return min(one.value, Fraction(capped[2]))
    return max(one.value, Fraction(0)) if one.value is not None and one.formula.endswith(">= 0") else one.value


def place(fact: Fact) -> tuple[Value, Value]:
    return table_to_short(fact.table) if fact.table else "", fact.page


def capaian_to_row(doc: str, one: Recomputed, number: int, words: Any) -> list[Value]:
    """`number` is the row in Excel's counting, from 2."""
    fact = one.capaian
    assert fact.quantity is not None
    text = formula_to_excel(one.formula, f"G{number}", f"H{number}")
    value = shown_value(one) if text else None
    printed = Fraction(fact.quantity.value)
    return [
        doc,
        *place(fact),
        fact.indicator,
        fact.year,
        field_to_words(fact.period, words["lang"]),
        fact_to_number(one.target),
        fact_to_number(one.realisasi),
        fact_to_number(fact, "percent"),
        one.formula,
        Formula(text, value) if text else None,
        Formula(f"=I{number}-K{number}", None if value is None else printed - value) if text else None,
        Number(float(fact.quantity.step), decimals=decimals_of(fact.quantity.step)),
        words["verdicts"][one.verdict],
        one.target.unit if one.target is not None and one.target.unit else one.realisasi.unit if one.realisasi else "",
    ]


def quotient(part: Fact, whole: Fact) -> Fraction | None:
    if part.quantity is None or whole.quantity is None or not whole.quantity.value:
        return None
    return Fraction(part.quantity.value) / Fraction(whole.quantity.value) * 100


def budget_to_row(doc: str, line: BudgetLine, number: int, words: Any) -> list[Value]:
    """Percent and remainder recomputed where allocation and spending are printed."""
    item, pagu, spent = line.item, line.pagu, line.realisasi
    percent = rest = percent_gap = rest_gap = None
    if pagu is not None and spent is not None and pagu.value and spent.value is not None:
        share, left = quotient(spent, pagu), Fraction(pagu.value) - Fraction(spent.value)
        percent = Formula(f"=H{number}/G{number}*100", share)
        rest = Formula(f"=G{number}-H{number}", left, "money")
        if line.percent is not None and line.percent.value is not None and share is not None:
            percent_gap = Formula(f"=I{number}-J{number}", Fraction(line.percent.value) - share)
        if line.rest is not None and line.rest.value is not None and line.rest_holds is not None:
            rest_gap = Formula(f"=L{number}-M{number}", Fraction(line.rest.value) - left, "money")
    holds = [one for one in (line.percent_holds, line.rest_holds) if one is not None]
    return [
        doc,
        *place(item),
        item.indicator,
        item.year,
        field_to_words(item.period, words["lang"]),
        fact_to_number(pagu, "money"),
        fact_to_number(spent, "money"),
        fact_to_number(line.percent, "percent"),
        percent,
        percent_gap,
        fact_to_number(line.rest, "money"),
        rest,
        rest_gap,
        words["holds"][all(holds) if holds else None],
    ]
