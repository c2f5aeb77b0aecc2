"""How a capaian can come out of a target and a realisasi: the known formulas, tried in order.

Sources: R/T x 100 where more is better; (2T - R)/T x 100 where less is better (Permendagri 54/2010) or T/R x 100;
caps at 100, 110, 120 and
150 are house rules of ministries. Design, "Judging a figure", point 2: the first explanation that fits is the one told.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from normalize.model import Quantity
from validate.intervals import Fit, Interval, exact_to_fit, point, quantity_to_interval, quantity_value

CAPS = (100, 105, 110, 120, 150, 200)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A formula, what it gives (in percent), and how the print stands to it."""

    formula: str
    value: Fraction
    fit: Fit


def input_interval(quantity: Quantity, *, decided: bool = False) -> Interval:
    """The operand's interval. Whole numbers that are no percents are counts, and exact; a `decided` figure (a
    target) is exact
    as long as it is printed with one decimal at most: people decide on 91%, and compute 66,67%.
    """
    if (quantity.step == 1 and "%" not in quantity.unit) or (decided and quantity.step >= Decimal("0.1")):
        return point(quantity.value)
    return quantity_to_interval(quantity)


def formula_value(formula: str, target: Fraction, realisasi: Fraction) -> Fraction | None:
    """What `formula` gives, in percent; None where it divides by zero or is not known."""
    if formula == "T/R":
        return target / realisasi * 100 if realisasi else None
    if not target:
        return None
    tops = {"R/T": realisasi, "(2T-R)/T": 2 * target - realisasi, "(T-R)/T": target - realisasi}
    return tops[formula] / target * 100 if formula in tops else None


def formula_values(target: Fraction, realisasi: Fraction) -> list[tuple[str, Fraction]]:
    """(formula, percent) for every formula in general use that is defined."""
    values = ((name, formula_value(name, target, realisasi)) for name in ("R/T", "(2T-R)/T", "T/R"))
    return [(name, value) for name, value in values if value is not None]


def loose_interval(formula: str, target: Quantity, realisasi: Quantity) -> Interval | None:
    """The interval the formula gives when the operands, too, were rounded."""
    t, r = input_interval(target, decided=True), input_interval(realisasi)
    if formula == "R/T":
        quotient = r.over(t)
    elif formula == "T/R":
        quotient = t.over(r)
    else:
        share = r.over(t)
        quotient = point(1 if formula == "(T-R)/T" else 2) - share if share else None
    return quotient.times(100) if quotient else None


def explain_by(formula: str, target: Quantity, realisasi: Quantity, printed: Quantity) -> Explanation | None:
    """How `formula` alone explains `printed`; None where it doesn't."""
    value = formula_value(formula, quantity_value(target), quantity_value(realisasi))
    if value is None:
        return None
    fit = exact_to_fit(value, printed, loose_interval(formula, target, realisasi))
    return None if fit == "no" else Explanation(formula, value, fit)


def explain_capaian(target: Quantity, realisasi: Quantity, printed: Quantity, polarity: str = "") -> Explanation | None:
    """The first explanation of `printed`, or None where no known formula gives it.

    A target of zero explains 0 and 100 only (nothing was to be done); everything else over a zero target is left
    open by the caller. Caps of the less-is-better formulas explain nothing where more is known to be better.
    """
    t, r, c = quantity_value(target), quantity_value(realisasi), quantity_value(printed)
    if not t:
        return Explanation("0/0", c, "rounded") if c in (0, 100) and not r else None
    values = formula_values(t, r)
    loose: Explanation | None = None
    for formula, value in values:
        fit = exact_to_fit(value, printed, loose_interval(formula, target, realisasi))
        if fit in ("rounded", "truncated"):
            return Explanation(formula, value, fit)
        if fit == "loose" and loose is None:
            loose = Explanation(formula, value, "loose")
    for formula, value in values:
        if polarity == "higher" and formula != "R/T":
            continue
        if c in CAPS and value > c:
            return Explanation(f"{formula} <= {c}", value, "rounded")
        if c == 0 and value < 0:
            return Explanation(f"{formula} >= 0", value, "rounded")
    if loose:
        return loose
    share = r / t
    if printed.unit != "%" and c < 3 and exact_to_fit(share, printed) in ("rounded", "truncated"):
        return Explanation("R/T (pecahan)", share, "rounded")
    return None
