"""The rules of the house, in the order of the contract."""

from __future__ import annotations

from validate.frame import Rule
from validate.rules import (
    average,
    budget,
    capaian,
    cascade,
    category,
    count,
    cross_table,
    date,
    direction,
    hierarchy,
    implausible,
    malformed,
    numbering,
    plan_chain,
    prose_arithmetic,
    prose_vs_table,
    quarter_sum,
    residue,
    scale,
    terbilang,
    total,
    unit,
)

ALL_RULES: tuple[Rule, ...] = (
    capaian.RULE,
    quarter_sum.RULE,
    total.RULE,
    hierarchy.RULE,
    budget.RULE,
    average.RULE,
    cross_table.RULE,
    plan_chain.RULE,
    cascade.RULE,
    prose_vs_table.RULE,
    prose_arithmetic.RULE,
    terbilang.RULE,
    direction.RULE,
    category.RULE,
    scale.RULE,
    unit.RULE,
    numbering.RULE,
    residue.RULE,
    count.RULE,
    date.RULE,
    malformed.RULE,
    implausible.RULE,
)
