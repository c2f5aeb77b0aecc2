"""A breakdown told for the year with one quarter's figures."""

from __future__ import annotations

import pytest

from tests.validate_report import Sheet, cover

ROWS = [
    ["Jenis Bantuan", "Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV", "Jumlah"],
    ["Perahu", "33", "2", "6", "17", "58"],
    ["Jaring", "7", "1", "9", "12", "29"],
    ["Mesin", "4", "3", "1", "8", "16"],
]
SAID = "Pada tahun 2024 diberikan bantuan perahu sebanyak {} unit, jaring sebanyak {} unit serta mesin tempel sebanyak {} unit."


def kinds(sentence: str) -> list[str]:
    sheet = cover(Sheet()).say(sentence)
    return [finding.kind for finding in sheet.table("Tabel 3.10 Bantuan Nelayan Tahun 2024", ROWS).findings()]


def test_the_quarters_figures() -> None:
    assert "quarter_told_as_year" in kinds(SAID.format(6, 9, 1))


@pytest.mark.parametrize(
    "sentence",
    [
        SAID.format(58, 29, 16),
        SAID.format(6, 9, 16),
        SAID.format(5, 8, 2),
        "Pada triwulan III: " + SAID.format(6, 9, 1),
    ],
)
def test_the_years_figures_another_mix_and_a_named_quarter(sentence: str) -> None:
    assert "quarter_told_as_year" not in kinds(sentence)
