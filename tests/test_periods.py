"""Years, quarters, semesters and months as printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.periods import find_period, find_year_range, find_years, month_to_quarter, roman_to_int
from tests.golden_pairs import Pair, golden_pairs


@pytest.mark.parametrize("pair", golden_pairs("periods.txt"), ids=str)
def test_golden_periods(pair: Pair) -> None:
    years, span, period = pair.expected
    if "quarter header" not in pair.directives:
        assert " ".join(map(str, find_years(pair.printed))) == years
        assert " ".join(map(str, find_year_range(pair.printed) or ())) == span
    hit = find_period(pair.printed, quarter_header="quarter header" in pair.directives)
    found = f"{hit.period}{'+' if hit.cumulative else ''}" if hit else ""
    assert found == ("" if period == "(none)" else period)
    if hit:
        assert 0 <= hit.start < hit.end <= len(pair.printed)


def test_years_of_laws_on_request() -> None:
    assert find_years("Nomor 53 Tahun 2014", laws=True) == [2014]


@given(st.integers(1, 3999))
def test_roman_numbers_round_trip(number: int) -> None:
    pieces = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ]
    rest, roman = number, ""
    for value, letters in pieces:
        while rest >= value:
            roman, rest = roman + letters, rest - value
    assert roman_to_int(roman) == number


@pytest.mark.parametrize("text", ["", "IIX", "VX", "ABC", "12"])
def test_no_roman_number(text: str) -> None:
    assert roman_to_int(text) is None


def test_months_lie_in_quarters() -> None:
    assert [
        month_to_quarter(month) for month in ("Januari", "Pebruari", "Mei", "September", "Nopember", "Lebaran")
    ] == [1, 1, 2, 3, 4, None]


@given(st.integers(1990, 2090))
def test_any_year_is_found(year: int) -> None:
    assert find_years(f"Laporan Kinerja Tahun {year}") == [year]
    assert find_year_range(f"Renstra {year}-{year + 4}") == (year, year + 4)
