"""Sums inside a table: which cells say they are the sum of which others, and which cell would mend a broken one.

A relation is a total cell and its parts. What is a total is told by print (a row "Jumlah", a column "Total"); which
cells are its parts is found by
testing the few ways people add: all rows above, the rows since the last subtotal, the subtotals; the columns since
the last total column, all of them.
Localisation is Fellegi and Holt's, exact: a cell is a suspect when one new value for it satisfies every relation it
stands in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from validate.context import Number
from validate.intervals import Interval, point, quantity_value, sum_intervals

Place = tuple[int, int]


def number_to_interval(number: Number) -> Interval:
    """Whole numbers and money are exact in sums; broken ones stand for their rounding."""
    quantity = number.quantity
    value = quantity_value(quantity)
    if quantity.exact or (quantity.step == 1 and "%" not in quantity.unit):
        return point(value)
    half = Fraction(quantity.step) / 2
    return Interval(value - half, value + half)


@dataclass(frozen=True, slots=True)
class Relation:
    """total = sum of parts. `blanks` are places among the parts where nothing is printed."""

    total: Number
    parts: tuple[Number, ...]
    blanks: tuple[Place, ...] = ()
    #: 'column' or 'row'
    way: str = "column"

    @property
    def sum(self) -> Fraction:
        return sum((quantity_value(part.quantity) for part in self.parts), Fraction(0))

    @property
    def holds(self) -> bool:
        return sum_intervals(number_to_interval(part) for part in self.parts).meets(number_to_interval(self.total))

    @property
    def trivial(self) -> bool:
        """All noughts, or a single part: it would hold by itself."""
        return len([part for part in self.parts if part.quantity.value]) < 2

    def places(self) -> tuple[Place, ...]:
        return tuple((number.row, number.col) for number in (self.total, *self.parts))

    def implied(self, place: Place) -> Fraction:
        """The value that the cell at `place` would have to have, the others being right."""
        total = quantity_value(self.total.quantity)
        if place == (self.total.row, self.total.col):
            return self.sum
        own = next(quantity_value(part.quantity) for part in self.parts if (part.row, part.col) == place)
        return own + (total - self.sum)


def mending_values(broken: Relation, relations: Sequence[Relation]) -> list[tuple[Number, Fraction]]:
    """(cell, value) pairs: one new value of that one cell mends `broken` and breaks no other relation."""
    mends: list[tuple[Number, Fraction]] = []
    for number in (broken.total, *broken.parts):
        place = (number.row, number.col)
        value = broken.implied(place)
        if value < 0 <= number.quantity.value:
            continue
        if all(
            relation.implied(place) == value or (relation.way == broken.way and relation is broken)
            for relation in relations
            if place in relation.places()
        ):
            mends.append((number, value))
    return mends


def likely_parts(
    total: Number, candidates: Iterable[tuple[tuple[Number, ...], tuple[Place, ...]]], way: str
) -> list[Relation]:
    """The candidate relations that can be judged, in the order given, without repetitions."""
    found: list[Relation] = []
    seen: set[tuple[Place, ...]] = set()
    for parts, blanks in candidates:
        relation = Relation(total, parts, blanks, way)
        if len(parts) < 2 or relation.places() in seen:
            continue
        seen.add(relation.places())
        found.append(relation)
    return found
