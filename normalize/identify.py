"""Printed indicator names -> catalogue entries, one decision for a name throughout a report.

A percentage column says nothing of an indicator's unit, so the unit comes from its targets and results; and two
different
names in one table are not one entry: the weaker match gives way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from normalize.match import Matcher
from normalize.model import Claim, Fact

#: measures whose rows are about an indicator, and those of them whose unit is the indicator's own
_ABOUT_INDICATORS = ("target", "realisasi", "capaian", "baseline")
_OWN_UNIT = ("target", "realisasi", "baseline")
#: names this alike (of 100) are one name with a slip
_SAME_NAME = 92
#: of two names in one table the weaker keeps the entry only when it is itself this sure
_SURE = 0.97


def facts_to_identified(facts: Sequence[Fact], matcher: Matcher, year: int | None) -> list[Fact]:
    """The facts with `indicator_id` and `match_score`; '' and the best score seen below the threshold."""
    units: dict[str, Counter[str]] = defaultdict(Counter)
    for fact in facts:
        if _is_about_indicator(fact):
            units[fact.indicator][fact.unit if fact.measure in _OWN_UNIT else ""] += 1
    names = list(units)
    told = [_usual_unit(units[name]) for name in names]
    found = dict(zip(names, matcher.match_all(names, told, year=year), strict=True))
    entries = {name: (match.id or "", match.score) for name, match in found.items()}
    for name in _weaker_twins(facts, entries):
        entries[name] = ("", entries[name][1])
    return [
        replace(fact, indicator_id=entries[fact.indicator][0], match_score=entries[fact.indicator][1])
        if _is_about_indicator(fact)
        else fact
        for fact in facts
    ]


def claims_to_identified(claims: Sequence[Claim], matcher: Matcher, year: int | None) -> tuple[Claim, ...]:
    """The claims with the entry of the indicator they tell of, where they name one."""
    names = list(dict.fromkeys(claim.indicator for claim in claims if claim.indicator and not claim.indicator_id))
    found = dict(zip(names, matcher.match_all(names, year=year), strict=True))
    return tuple(
        replace(claim, indicator_id=found[claim.indicator].id or "") if claim.indicator in found else claim
        for claim in claims
    )


def _is_about_indicator(fact: Fact) -> bool:
    return fact.row_kind == "indicator" and fact.measure in _ABOUT_INDICATORS


def _usual_unit(counts: Counter[str]) -> str:
    """The unit printed most often, '' where none is."""
    printed = [(count, unit) for unit, count in counts.items() if unit]
    return max(printed)[1] if printed else ""


def _weaker_twins(facts: Sequence[Fact], entries: dict[str, tuple[str, float]]) -> set[str]:
    """Names that share their entry with a better matching, different name of the same table."""
    together: dict[tuple[int, str], set[str]] = defaultdict(set)
    for fact in facts:
        if _is_about_indicator(fact) and entries[fact.indicator][0]:
            together[fact.table_index, entries[fact.indicator][0]].add(fact.indicator)
    weaker: set[str] = set()
    for names in together.values():
        if len(names) < 2:
            continue
        best = max(sorted(names), key=lambda name: entries[name][1])
        weaker |= {
            name
            for name in names
            if entries[name][1] < _SURE and fuzz.ratio(name.casefold(), best.casefold()) < _SAME_NAME
        }
    return weaker
