"""A printed number is an interval; a claim holds when the intervals meet.

All arithmetic is exact (`Fraction`). With d decimals a printed v stands for everything that rounds to it; whole
counts stand for themselves. Intervals are open at their ends where they are compared: two figures that only touch at
a rounding border are not the same figure (100 - 87,57 is 12,43 and never 12,42).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from normalize.model import Quantity

#: how a printed value stands to the exact one: as rounded, as cut off, within what rounded operands allow, or not at
#: all
Fit = Literal["rounded", "truncated", "loose", "no"]


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`; a point where both are equal."""

    low: Fraction
    high: Fraction

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def over(self, other: Interval) -> Interval | None:
        """The quotient, or None where the divisor may be zero."""
        if other.low <= 0 <= other.high:
            return None
        corners = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def times(self, factor: Fraction | int) -> Interval:
        ends = (self.low * factor, self.high * factor)
        return Interval(min(ends), max(ends))

    def meets(self, other: Interval) -> bool:
        """True where they share more than a border (a point counts when it lies inside or on the border)."""
        if self.low == self.high:
            return other.low <= self.low <= other.high
        if other.low == other.high:
            return self.low <= other.low <= self.high
        return self.low < other.high and other.low < self.high

    def holds(self, value: Fraction) -> bool:
        return self.low <= value <= self.high


def quantity_to_interval(quantity: Quantity) -> Interval:
    return Interval(quantity.low, quantity.high)


def point(value: Fraction | int | Decimal) -> Interval:
    exact = Fraction(value)
    return Interval(exact, exact)


def quantity_value(quantity: Quantity) -> Fraction:
    return Fraction(quantity.value)


def sum_intervals(intervals: Iterable[Interval]) -> Interval:
    total = point(0)
    for interval in intervals:
        total = total + interval
    return total


def exact_to_fit(exact: Fraction, printed: Quantity, loose: Interval | None = None) -> Fit:
    """How `printed` stands to the value computed from the operands as printed.

    `loose` is the interval that follows when the operands were rounded too. Design, "Judging a figure", point 2.
    """
    value, step = quantity_value(printed), Fraction(printed.step)
    if value - step / 2 <= exact <= value + step / 2:
        return "rounded"
    if (0 <= value <= exact < value + step) or (value - step < exact <= value <= 0):
        return "truncated"
    if (
        step < Fraction(1, 100)
        and (value / step) % 10 == 0
        and exact_to_fit(exact, replace(printed, step=printed.step * 10), loose) != "no"
    ):
        # "98,840": a nought added to two decimals
        return "loose"
    if loose is not None and loose.meets(Interval(value - step / 2, value + step / 2)):
        return "loose"
    return "no"


def same_figure(left: Quantity, right: Quantity) -> bool:
    """True where both prints can be one figure, one of them perhaps rounded or cut off harder than the other."""
    a, b = quantity_value(left), quantity_value(right)
    if a == b:
        return True
    fine, coarse = (left, right) if left.step <= right.step else (right, left)
    if fine.step == coarse.step:
        return False
    return exact_to_fit(quantity_value(fine), coarse) != "no"


def fraction_to_text(value: Fraction, decimals: int = 2, *, keep_zeros: bool = False) -> str:
    """The value in Indonesian print: dots for thousands, comma for decimals, rounded half up to `decimals`."""
    scale = 10**decimals
    negative = value < 0
    scaled = (abs(value) * scale * 2 + 1) // 2
    whole, rest = divmod(int(scaled), scale)
    text = f"{whole:,}".replace(",", ".")
    if decimals and (rest or keep_zeros):
        text += "," + (f"{rest:0{decimals}d}" if keep_zeros else f"{rest:0{decimals}d}".rstrip("0"))
    return f"-{text}" if negative and (whole or rest) else text


def step_decimals(quantity: Quantity) -> int:
    """How many decimals are printed (0 for whole numbers and scaled ones)."""
    exponent = quantity.step.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
