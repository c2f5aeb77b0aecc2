"""Prints of one figure in several rows: which agree, which stand apart.

A row prints a figure once or several times (before and after a revision): two rows disagree when none of their
values agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from normalize.model import Fact
from validate.intervals import quantity_value, same_figure


@dataclass(frozen=True, slots=True)
class Camp:
    """Prints that agree with each other. `facts` in reading order."""

    facts: tuple[Fact, ...]

    @property
    def value(self) -> Fraction:
        finest = min(self.facts, key=lambda fact: fact.quantity.step if fact.quantity else 0)
        assert finest.quantity is not None
        return quantity_value(finest.quantity)

    @property
    def raws(self) -> list[str]:
        return list(dict.fromkeys(fact.raw for fact in self.facts))

    @property
    def tables(self) -> list[str]:
        return list(dict.fromkeys(fact.table for fact in self.facts))


def facts_to_camps(facts: Sequence[Fact]) -> list[Camp]:
    """Camps of agreeing prints, the largest first (by the number of tables, then of prints, then by place)."""
    camps: list[list[Fact]] = []
    for fact in facts:
        if fact.quantity is None:
            continue
        for camp in camps:
            if all(member.quantity is not None and same_print(member, fact) for member in camp):
                camp.append(fact)
                break
        else:
            camps.append([fact])
    ordered = sorted(
        enumerate(camps), key=lambda one: (-len({fact.table_index for fact in one[1]}), -len(one[1]), one[0])
    )
    return [Camp(tuple(camp)) for _, camp in ordered]


def same_print(left: Fact, right: Fact) -> bool:
    """As `same_figure`; computed percents may also differ by one in their last place, rounded here and cut off
    there."""
    if left.quantity is None or right.quantity is None:
        return False
    if same_figure(left.quantity, right.quantity):
        return True
    if left.measure not in ("capaian", "persen_anggaran", "fisik"):
        return False
    step = max(left.quantity.step, right.quantity.step)
    return step <= 1 and abs(left.quantity.value - right.quantity.value) <= step


def unit_class(fact: Fact) -> str:
    """'%', 'Rp', '' or the unit's first word, folded: figures of different classes are not compared."""
    if fact.measure == "realisasi_anggaran" and fact.quantity and abs(fact.quantity.value) < 1000:
        # a share of the budget under a head that says rupiah
        return "%"
    unit = (fact.unit or (fact.quantity.unit if fact.quantity else "")).casefold().strip()
    if "%" in unit or unit.startswith("persen"):
        return "%"
    if unit.startswith("rp"):
        return "rp"
    return unit.split(" ")[0].split("/")[0] if unit else ""


def comparable(left: Fact, right: Fact) -> bool:
    a, b = unit_class(left), unit_class(right)
    return not a or not b or a == b or {a, b} <= {"orang", "jiwa", "pmi", "tki"} or not ({a, b} & {"%", "rp"})
