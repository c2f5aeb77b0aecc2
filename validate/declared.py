"""Which formula of capaian a report says it uses, for more-is-better and for less-is-better.

No regulation gives one formula, so a report's own words are the measure its rows are held against. Only what is said
without doubt counts: two different formulas for one polarity are no declaration, nor is one that contradicts it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from normalize.claims_declared import DeclaredFormula, report_to_declared_formulas
from validate.context import Context

#: formulas that only make sense where less is better, whatever the words around them say
DOWNWARD = ("(2T-R)/T", "T/R", "(T-R)/T")


def formulas_to_declared(formulas: Iterable[DeclaredFormula]) -> dict[str, DeclaredFormula]:
    """{'higher': ..., 'lower': ...} of the formulas declared without contradiction; a polarity that none or several
    different ones are declared for is left out. A formula told without a polarity serves the one it can only mean."""
    told: dict[str, list[DeclaredFormula]] = {"higher": [], "lower": []}
    for formula in formulas:
        downward = formula.name in DOWNWARD
        polarity = formula.polarity or ("lower" if downward else "")
        if polarity and downward == (polarity == "lower"):
            told[polarity].append(formula)
    return {polarity: found[0] for polarity, found in told.items() if len({one.name for one in found}) == 1}


def context_to_declared(context: Context) -> dict[str, DeclaredFormula]:
    """`formulas_to_declared` of the report at hand, read once."""
    cached: dict[str, Any] | None = context.cache.get("declared formulas")
    if cached is None:
        cached = formulas_to_declared(report_to_declared_formulas(context.report))
        context.cache["declared formulas"] = cached
    return cached
