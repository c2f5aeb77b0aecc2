"""Printed indicator names -> catalogue entries, one decision for a name throughout a report.

What the report says besides the name is evidence: a percentage column says nothing of an indicator's unit, so the unit
comes from its targets and results, and without one from its values (grades are words). Where two entries fit a name
alike, the one decides whose polarity the printed achievements follow, then the one that the report names elsewhere. A
name that another name of the report only misspells goes with it; two different names in one table are not one entry:
the weaker match gives way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from rapidfuzz import fuzz

from normalize.match import Matcher
from normalize.match_model import Candidate, Match
from normalize.model import Claim, Fact

#: measures whose rows are about an indicator, and those of them whose unit is the indicator's own
_ABOUT_INDICATORS = ("target", "realisasi", "capaian", "baseline")
_OWN_UNIT = ("target", "realisasi", "baseline")
#: names this alike (of 100) are one name with a slip
_SAME_NAME = 92
#: of two names in one table the weaker keeps the entry only when it is itself this sure
_SURE = 0.93
#: and as sure as the better one, but for this
_LESS = 0.02
#: how sure a name must be by itself to go with another that it misspells
_LEANS_ON_ANOTHER = 0.25
#: entries whose strengths are this close may be told apart by the report
_CLOSE = 0.06
#: how far (percent points) a printed achievement may be from what its formula gives
_NEAR = Fraction(1, 2)

#: indicator id and score, by printed name
Decisions = dict[str, tuple[str, float]]


def facts_to_identified(facts: Sequence[Fact], matcher: Matcher, year: int | None) -> list[Fact]:
    """The facts with `indicator_id` and `match_score`; '' and the best score seen below the threshold."""
    of_name: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if _is_about_indicator(fact):
            of_name[fact.indicator].append(fact)
    names = list(of_name)
    told = [_usual_unit(of_name[name]) for name in names]
    found = dict(zip(names, matcher.match_all(names, told, year=year), strict=True))
    polarities = {entry.id: entry.polarity for entry in matcher.catalogue}
    entries: Decisions = {name: (match.id or "", match.score) for name, match in found.items()}
    elsewhere = {indicator for indicator, _ in entries.values() if indicator}
    for name, match in found.items():
        if match.verdict == "too_close":
            polarity = _printed_polarity(of_name[name])
            entries[name] = _settled(match, polarities, polarity, elsewhere) or entries[name]
    for name, better in _misspelt(found, entries).items():
        entries[name] = better
    for name in _weaker_twins(facts, entries):
        entries[name] = ("", entries[name][1])
    return [
        replace(fact, indicator_id=entries[fact.indicator][0], match_score=entries[fact.indicator][1])
        if _is_about_indicator(fact)
        else fact
        for fact in facts
    ]


def claims_to_identified(
    claims: Sequence[Claim], matcher: Matcher, year: int | None, facts: Sequence[Fact] = ()
) -> tuple[Claim, ...]:
    """The claims with the entry of the indicator they tell of, where they name one; a name that the tables print too
    means there what it means in them (`facts`, identified)."""
    decided = {fact.indicator.casefold(): fact.indicator_id for fact in facts if _is_about_indicator(fact)}
    elsewhere = {indicator for indicator in decided.values() if indicator}
    names = list(dict.fromkeys(claim.indicator for claim in claims if claim.indicator and not claim.indicator_id))
    entries: dict[str, str] = {}
    for name, match in zip(names, matcher.match_all(names, year=year), strict=True):
        settled = _settled(match, {}, "", elsewhere) if match.verdict == "too_close" else None
        entries[name] = decided.get(name.casefold()) or (settled[0] if settled else match.id or "")
    return tuple(
        replace(claim, indicator_id=entries[claim.indicator]) if claim.indicator in entries else claim
        for claim in claims
    )


def _is_about_indicator(fact: Fact) -> bool:
    return fact.row_kind == "indicator" and fact.measure in _ABOUT_INDICATORS


def _usual_unit(facts: Iterable[Fact]) -> str:
    """The unit printed most often for targets and results; 'predikat' where none is and all of them are words."""
    own = [fact for fact in facts if fact.measure in _OWN_UNIT]
    printed = Counter(fact.unit for fact in own if fact.unit)
    if printed:
        return max((count, unit) for unit, count in printed.items())[1]
    return "predikat" if own and all(fact.quantity is None and fact.word for fact in own) else ""


def _printed_polarity(facts: Iterable[Fact]) -> str:
    """'higher' where the achievements are what R/T gives, 'lower' where T/R or (2T-R)/T; '' where rows tell neither."""
    rows: dict[tuple[object, ...], dict[str, Fraction]] = defaultdict(dict)
    for fact in facts:
        if fact.value is not None:
            key = (fact.table_index, fact.row, fact.year, fact.period, fact.cumulative)
            rows[key].setdefault(fact.measure, Fraction(fact.value))
    votes: Counter[str] = Counter()
    for row in rows.values():
        target, result, achieved = row.get("target"), row.get("realisasi"), row.get("capaian")
        if not target or not result or achieved is None or target == result:
            continue
        higher = abs(100 * result / target - achieved) <= _NEAR
        lower = (
            min(abs(100 * target / result - achieved), abs(100 * (2 * target - result) / target - achieved)) <= _NEAR
        )
        if higher != lower:
            votes["higher" if higher else "lower"] += 1
    return votes.most_common(1)[0][0] if len(votes) == 1 else ""


def _rivals(match: Match) -> list[Candidate]:
    """The candidates that are as good as the best."""
    best = match.candidates[0].features["strength"]
    return [candidate for candidate in match.candidates if candidate.features["strength"] >= best - _CLOSE]


def _settled(
    match: Match, polarities: Mapping[str, str], polarity: str, elsewhere: set[str]
) -> tuple[str, float] | None:
    """The one of several close entries that the report's figures or its other names speak for; None where none does."""
    rivals = _rivals(match)
    if polarity:
        fitting = [one for one in rivals if polarities.get(one.id) == polarity]
        if len(fitting) == 1 and all(polarities.get(one.id) for one in rivals):
            return fitting[0].id, fitting[0].score
    named = [one for one in rivals if one.id in elsewhere]
    return (named[0].id, named[0].score) if len(named) == 1 else None


def _misspelt(found: Mapping[str, Match], entries: Decisions) -> Decisions:
    """Unmatched names that are a slip away from a matched one, with its entry: where it is their own best candidate and
    nothing but spelling speaks against it."""
    matched = [(name, entries[name]) for name in found if entries[name][0]]
    out: Decisions = {}
    for name, match in found.items():
        if entries[name][0] or not match.candidates:
            continue
        first = match.candidates[0]
        turned = any(first.features[cost] < 0 for cost in ("head", "turn", "group", "lacking", "opener"))
        if turned or first.score < _LEANS_ON_ANOTHER:
            continue
        near = [entry for other, entry in matched if entry[0] == first.id and _is_slip(name, other)]
        if near:
            out[name] = (first.id, first.score)
    return out


def _weaker_twins(facts: Sequence[Fact], entries: Decisions) -> set[str]:
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
            if (entries[name][1] < _SURE or entries[name][1] < entries[best][1] - _LESS) and not _is_slip(name, best)
        }
    return weaker


def _is_slip(name: str, other: str) -> bool:
    """Whether two names are one with a slip: alike, and neither with a whole word that the other has nothing for."""
    ours, theirs = set(name.casefold().split()), set(other.casefold().split())
    surplus, lacking = ours - theirs, theirs - ours
    if bool(surplus) != bool(lacking) and any(len(word) > 3 for word in surplus | lacking):
        return False
    return fuzz.ratio(name.casefold(), other.casefold()) >= _SAME_NAME
