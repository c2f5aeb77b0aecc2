"""What a report says besides the name decides between entries: units, values, polarity, its other names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.registry import Catalogue, Indicator
from normalize.identify import claims_to_identified, facts_to_identified
from normalize.match import Matcher
from normalize.model import Claim, Fact
from tests.conftest import make_fact

CATALOGUE = Catalogue(
    (
        Indicator("AAA-001", "Nilai evaluasi kelembagaan", "nilai", "higher", "last", "tata kelola"),
        Indicator("AAA-002", "Predikat evaluasi kelembagaan", "predikat", "higher", "last", "tata kelola"),
        Indicator(
            "BBB-001", "Penyelesaian sengketa lahan", "%", "higher", "last", "pertanahan", aliases=("Sengketa lahan",)
        ),
        Indicator("BBB-002", "Jumlah sengketa lahan", "%", "lower", "last", "pertanahan", aliases=("Sengketa lahan",)),
        Indicator("CCC-001", "Persentase penyuluh kehutanan bersertifikat", "%", "higher", "last", "kehutanan"),
    )
)
MATCHER = Matcher(CATALOGUE)


def fact(row: int, measure: str, raw: str, value: str | None, name: str, unit: str = "", table: int = 0) -> Fact:
    made = make_fact(row, 2, measure, raw, value, indicator=name, indicator_id="", unit=unit)
    return replace(made, table_index=table)


def ids(facts: list[Fact]) -> dict[str, str]:
    return {one.indicator: one.indicator_id for one in facts_to_identified(facts, MATCHER, 2019)}


def test_words_for_values_make_it_a_grade() -> None:
    name = "Hasil evaluasi kelembagaan"
    assert ids([fact(2, "target", "BB", None, name), fact(2, "realisasi", "B", None, name)]) == {name: "AAA-002"}


@pytest.mark.parametrize(("achieved", "expected"), [("80", "BBB-001"), ("125", "BBB-002")])
def test_the_printed_achievement_tells_which_way_is_better(achieved: str, expected: str) -> None:
    name = "Sengketa lahan"
    facts = [
        fact(2, "target", "50", "50", name, "%"),
        fact(2, "realisasi", "40", "40", name, "%"),
        fact(2, "capaian", achieved, achieved, name, "%"),
    ]
    assert ids(facts) == {name: expected}
    # without the achievement nothing is guessed
    assert ids(facts[:2]) == {name: ""}


def test_another_name_of_the_report_settles_what_is_close() -> None:
    facts = [
        fact(2, "target", "50", "50", "Sengketa lahan", "%"),
        fact(3, "target", "50", "50", "Penyelesaian sengketa lahan", "%", table=1),
    ]
    assert ids(facts)["Sengketa lahan"] == "BBB-001"


def test_two_rows_of_a_table_are_not_one_entry() -> None:
    best, other = "Persentase penyuluh kehutanan bersertifikat", "Persentase penyuluh kehutanan bersertifikat muda"
    found = ids([fact(2, "target", "50", "50", best, "%"), fact(3, "target", "60", "60", other, "%")])
    assert found[best] == "CCC-001"
    assert found[other] == ""


def test_prose_means_what_the_table_means() -> None:
    name = "Sengketa lahan"
    facts = facts_to_identified(
        [
            fact(2, "target", "50", "50", name, "%"),
            fact(2, "realisasi", "40", "40", name, "%"),
            fact(2, "capaian", "125", "125", name, "%"),
        ],
        MATCHER,
        2019,
    )
    claim = Claim("c", "r", "achievement", 3, "Sengketa lahan 40 persen.", (), indicator="sengketa lahan")
    assert claims_to_identified([claim], MATCHER, 2019, facts)[0].indicator_id == "BBB-002"
    assert claims_to_identified([claim], MATCHER, 2019)[0].indicator_id == ""
