"""Formulas printed in the head of a column: read, and held against the cells."""

from __future__ import annotations

import pytest

from tests.validate_report import Sheet, cover, rules_of
from validate.context import Context
from validate.header_formulas import text_to_node, view_to_formulas

NUMBERS = {number: number - 1 for number in range(1, 9)}


@pytest.mark.parametrize(
    ("text", "phrase", "columns"),
    [
        ("Capaian (%) (5/4)*100", "(5/4)*100", {3, 4}),
        ("6 = 5 : 4 x 100%", "6 = 5 : 4 x 100%", {3, 4}),
        ("Tingkat Efisiensi (100-6)", "(100-6)", {5}),
        ("Selisih (6)=(4)-(5)", "(6)=(4)-(5)", {3, 4}),
        ("Capaian Terhadap Renstra (=7/8)", "=7/8)", {6, 7}),
    ],
)
def test_formulas_are_read(text: str, phrase: str, columns: set[int]) -> None:
    found = text_to_node(text, NUMBERS, own=5 if text[0] == "6" or "Selisih" in text else 8)
    assert found is not None
    assert found[0] == phrase
    sheet = Sheet().table("Tabel 1 Contoh", [[*"abcdefgh", text], [*"12345678", "9"]])
    view = Context(sheet.understood()).views[0]
    if "=" not in text.strip("(=") or text.startswith("Capaian"):
        assert {frozenset(formula.columns) for formula in view_to_formulas(view)} == {frozenset(columns)}


@pytest.mark.parametrize(
    "text", ["Triwulan 1 - 4", "Renstra 2019-2023", "(3) x 100%", "Rata-rata (2) (3) x 100", "7 = 5/4", "Target", "(5/"]
)
def test_what_is_no_formula_of_this_column(text: str) -> None:
    assert text_to_node(text, NUMBERS, own=5) is None


HEAD = ["No", "Indikator Kinerja", "Satuan", "Kinerja (%)", "Penyerapan Anggaran (%)", "Tingkat Efisiensi ({})"]
ROWS = [
    ["1", "Jumlah kapal yang terdata", "persen", "106,66", "95,89", "10,77"],
    ["2", "Jumlah nelayan yang dibina", "persen", "149,64", "71,60", "78,04"],
    ["3", "Jumlah pelabuhan yang layak", "persen", "100,00", "89,20", "10,80"],
    ["4", "Jumlah pasar ikan", "persen", "104,53", "93,05", "11,48"],
]


def efficiency(formula: str) -> Sheet:
    head = [text.format(formula) for text in HEAD]
    return cover(Sheet()).table("Tabel 3.9 Efisiensi Tahun 2024", [head, *ROWS])


def test_cells_that_follow_the_head() -> None:
    assert efficiency("4-5").findings() == []


def test_cells_that_follow_another_formula() -> None:
    findings = efficiency("100-5").findings()
    assert rules_of(findings) == ["prose_arithmetic"]
    assert findings[0].kind == "head_formula"
    assert findings[0].severity == "warning"
    assert {"(100-5)", "106,66", "95,89", "10,77"} <= {piece.raw for piece in findings[0].evidence}
    assert "kolom 4 - kolom 5" in findings[0].message


def test_numbers_under_the_head_say_which_column_is_meant() -> None:
    numbered = ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)=(4)-(5)"]
    sheet = cover(Sheet()).table(
        "Tabel 3.9 Efisiensi Tahun 2024", [[text.format("%") for text in HEAD], numbered, *ROWS], header_rows=2
    )
    assert sheet.findings() == []
