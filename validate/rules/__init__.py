"""The rules of the house, in the order of the contract."""

from __future__ import annotations

from validate.frame import Rule
from validate.rules import average, budget, capaian, cross_table, date, malformed, numbering, quarter_sum, residue, scale, terbilang, total

ALL_RULES: tuple[Rule, ...] = (
    capaian.RULE,
    quarter_sum.RULE,
    total.RULE,
    budget.RULE,
    average.RULE,
    cross_table.RULE,
    terbilang.RULE,
    scale.RULE,
    numbering.RULE,
    residue.RULE,
    date.RULE,
    malformed.RULE,
)
