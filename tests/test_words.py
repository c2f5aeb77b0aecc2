"""Number words: read as written, slips told, pairs of figure and words found."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from normalize.words import find_word_pairs, read_number_words, words_to_number
from tests.golden_pairs import Pair, golden_pairs
from tests.strategies import whole_numbers


@pytest.mark.parametrize("pair", golden_pairs("words.txt"), ids=str)
def test_golden_words(pair: Pair) -> None:
    number = words_to_number(pair.printed)
    value, slips, unit = (*pair.expected, "", "")[:3]
    if value == "(none)":
        assert number is None
        return
    assert number is not None
    assert number.value == Decimal(value)
    assert ", ".join(f"{printed}>{meant}" for printed, meant in number.slips) == slips
    assert number.unit == unit


@given(whole_numbers)
def test_round_trip_with_num2words(number: int) -> None:
    assert read_number_words(num2words(number, lang="id")) == number


@given(whole_numbers, st.sampled_from(["milyar", "trilyun"]))
def test_old_spellings(number: int, spelling: str) -> None:
    words = num2words(number, lang="id")
    old = words.replace("miliar", "milyar") if spelling == "milyar" else words.replace("triliun", "trilyun")
    assert read_number_words(old) == number


@given(st.text(alphabet="abdegiklmnoprstuw ", max_size=40))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = words_to_number(text)
    assert number is None or number.value == number.value


def test_decimals_are_no_whole_number() -> None:
    assert read_number_words("lima koma dua") is None


@pytest.mark.parametrize(
    ("text", "figure", "words"),
    [
        ("sebanyak 53 (lima puluh tiga) orang", 53, 53),
        ("25 (dua puluh tiga) orang", 25, 23),
        ("Rp. 5.000.000,- (lima juta rupiah)", 5000000, 5000000),
        ("Rp. 1.250.000,- Terbilang: satu juta dua ratus ribu rupiah", 1250000, 1200000),
        ("selama dua puluh lima (26) hari", 26, 25),
        ("5 (lima) persen", 5, 5),
        ("9 (embilan) indikator", 9, 9),
        ("98,60% (sembilan puluh delapan koma enam nol persen)", "98.60", "98.60"),
    ],
)
def test_pairs(text: str, figure: object, words: object) -> None:
    (pair,) = find_word_pairs(text)
    assert pair.words is not None
    assert (pair.figure.value, pair.words.value) == (Decimal(str(figure)), Decimal(str(words)))
    assert pair.printed in text[pair.start : pair.end]


def test_words_that_make_no_number_are_told() -> None:
    (pair,) = find_word_pairs("22 (dua dua) orang")
    assert pair.words is None
    assert pair.printed == "dua dua"


@pytest.mark.parametrize(
    "text", ["6 (sakit)", "12 (satu tahun)", "Tahun 2024 (audited)", "3 (lihat lampiran)", "45 orang (PNS)"]
)
def test_asides_in_brackets_are_no_words(text: str) -> None:
    assert find_word_pairs(text) == []
