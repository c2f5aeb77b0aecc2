"""Achievements of a sasaran, and averages of a column, told in prose."""

from __future__ import annotations

import pytest

from tests.validate_report import Sheet, cover, rules_of, told

HEAD = ["No", "Sasaran Strategis", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]
ROWS = [
    ["1", "Meningkatnya produksi perikanan tangkap", "Jumlah produksi ikan laut", "1.200 ton", "1.140 ton", "95,00"],
    ["^", "^", "Jumlah produksi ikan darat", "400 ton", "500 ton", "125,00"],
    ["2", "Meningkatnya tata kelola dinas", "Nilai Zona Integritas", "85", "80,76", "95,01"],
]
SECOND = "Sasaran kedua yaitu “Meningkatnya tata kelola dinas” dengan persentase capaian sebesar 95,01%."
FIRST = "Sasaran pertama yaitu “Meningkatnya produksi perikanan tangkap” dengan persentase capaian sebesar {}."


def report(*sentences: str) -> Sheet:
    sheet = cover(Sheet()).table("Tabel 3.1 Pengukuran Capaian Kinerja Tahun 2024", [HEAD, *ROWS])
    for sentence in sentences:
        sheet.say(sentence)
    return sheet


@pytest.mark.parametrize("figure", ["110%", "110,00%", "110,0 %"])
def test_the_mean_of_its_indicators_is_right(figure: str) -> None:
    assert report(SECOND, FIRST.format(figure)).findings() == []


def test_another_figure_than_the_mean() -> None:
    findings = report(SECOND, FIRST.format("125%")).findings()
    assert rules_of(findings) == ["prose_vs_table"]
    assert findings[0].kind == "sasaran_differs"
    assert findings[0].expected == "110"
    assert {"95,00", "125,00", "125%"} <= {piece.raw for piece in findings[0].evidence}
    assert "Jumlah produksi ikan darat" in told(findings[0])


def test_a_report_that_reckons_its_sasaran_otherwise_is_not_judged() -> None:
    assert report(FIRST.format("104,5%")).findings() == []


def test_a_figure_printed_for_the_sasaran_itself() -> None:
    head = ["Sasaran Strategis", "Indikator Kinerja", "Capaian (%)", "Capaian Sasaran (%)"]
    sheet = report(FIRST.format("112,5%")).table(
        "Tabel 3.5 Capaian Sasaran Tahun 2024",
        [
            head,
            [ROWS[0][1], ROWS[0][2], "95,00", "110,00"],
            ["^", ROWS[1][2], "125,00", "^"],
            [ROWS[2][1], ROWS[2][2], "95,01", "95,01"],
        ],
    )
    findings = sheet.findings()
    assert [(f.rule, f.severity) for f in findings if f.kind == "sasaran_differs"] == [("prose_vs_table", "error")]


EFFICIENCY = [
    ["No", "Indikator Kinerja", "Capaian (%)", "Penyerapan Anggaran (%)", "Tingkat Efisiensi"],
    ["1", "Jumlah produksi ikan laut", "95,00", "90,00", "5,00"],
    ["2", "Jumlah produksi ikan darat", "125,00", "95,00", "30,00"],
    ["3", "Nilai Zona Integritas", "95,01", "90,01", "5,00"],
    ["Rata-rata", "<", "105,00", "91,67", "13,33"],
]


@pytest.mark.parametrize(("figure", "rules"), [("13,33%", []), ("13,3%", []), ("31,33%", ["prose_vs_table"])])
def test_the_average_of_a_column(figure: str, rules: list[str]) -> None:
    sheet = cover(Sheet()).table("Tabel 3.9 Efisiensi Tahun 2024", EFFICIENCY)
    sheet.say(f"Terdapat efisiensi anggaran dengan rata-rata efisiensi sebesar {figure}.")
    findings = sheet.findings()
    assert rules_of(findings) == rules, [(f.rule, f.message) for f in findings]
