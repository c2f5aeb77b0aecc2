"""What only the whole document settles: a table's facts compared with what its other tables print.

Titles are copied from the quarterly report and headers say "Capaian" for values and percentages alike; the figures
themselves, printed elsewhere under clearer words, tell which.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from extract.model import Report
from normalize.column_texts import table_to_paths
from normalize.headers import squeeze
from normalize.model import Fact, Profile

#: a column changes its sense only where this many of its figures are printed elsewhere in the other sense
_TOLD = 2
Key = tuple[str, int | None, str, Decimal | None]


def facts_to_settled(facts: list[Fact], report: Report, profile: Profile) -> list[Fact]:
    """The facts with the periods and measures that the document's other tables tell."""
    return columns_of_achievement(whole_year_again(facts, profile), report)


def _key(fact: Fact, measure: str = "") -> Key:
    return (fact.indicator_id or fact.indicator.casefold(), fact.year, measure or fact.measure, fact.value)


def _grouped(facts: Iterable[Fact], by: Callable[[Fact], tuple[int, ...]]) -> dict[tuple[int, ...], list[Fact]]:
    groups: dict[tuple[int, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[by(fact)].append(fact)
    return groups


def whole_year_again(facts: list[Fact], profile: Profile) -> list[Fact]:
    """A table of a yearly report whose title names one quarter but which prints the year's own figures is about the
    year: most of its figures are printed for the year in other tables.
    """
    if profile.period != "Y":
        return facts
    yearly = {_key(fact) for fact in facts if fact.period == "Y" and fact.value is not None}
    whole: set[int] = set()
    for (index,), own in _grouped(facts, lambda fact: (fact.table_index,)).items():
        periods = {fact.period for fact in own}
        if len(periods) != 1 or periods == {"Y"}:
            continue
        told = [fact for fact in own if fact.value is not None]
        if told and sum(_key(fact) in yearly for fact in told) > len(told) / 2:
            whole.add(index)
    return [replace(fact, period="Y", cumulative=False) if fact.table_index in whole else fact for fact in facts]


def columns_of_achievement(facts: list[Fact], report: Report) -> list[Fact]:
    """A column headed "Capaian" and read as results holds percentages where other tables print its figures as such,
    and next to none of them as results; its neighbours under the same header go with it.
    """
    printed: Counter[Key] = Counter(_key(fact) for fact in facts if fact.value is not None and fact.period == "Y")
    # beside a target or a percentage of its own year the header is clear already
    measured = {(fact.table_index, fact.year) for fact in facts if fact.measure in ("target", "capaian")}
    changed: set[tuple[int, int]] = set()
    for place, own in _grouped(facts, lambda fact: (fact.table_index, fact.col)).items():
        told = [fact for fact in own if fact.value is not None and fact.period == "Y"]
        if place[1] < 1 or not told or any(fact.measure != "realisasi" for fact in told):
            continue
        here = Counter(map(_key, told))
        percentages = {fact.id for fact in told if printed[_key(fact, "capaian")]}
        results = {fact.id for fact in told if printed[_key(fact)] > here[_key(fact)]}
        # a zero or a hundred may well be both
        as_percentages, as_results = len(percentages - results), len(results - percentages)
        if (place[0], told[0].year) in measured:
            continue
        if as_percentages >= _TOLD and as_percentages > 4 * as_results and _says_capaian(report, place):
            changed.add((place[0], place[1]))
    headers = {(index, _paths(report, index)[col - 1][:-1]) for index, col in changed}
    changed |= {
        (index, col)
        for index in {index for index, _ in changed}
        for col, path in enumerate(_paths(report, index), 1)
        if path[:-1] and (index, path[:-1]) in headers
    }
    return [
        replace(fact, measure="capaian", unit=fact.unit if "%" in fact.unit else "%")
        if (fact.table_index, fact.col) in changed and fact.measure == "realisasi"
        else fact
        for fact in facts
    ]


def _paths(report: Report, index: int) -> list[tuple[str, ...]]:
    return table_to_paths(report.tables[index])


def _says_capaian(report: Report, place: tuple[int, ...]) -> bool:
    return "capaian" in squeeze(" ".join(_paths(report, place[0])[place[1] - 1]))
