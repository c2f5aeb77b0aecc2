"""Rows that are years or quarters."""

from __future__ import annotations

from normalize.model import Fact
from tests.validate_report import Sheet, cover, rules_of


def facts(title: str, rows: list[list[str]]) -> list[Fact]:
    return list(cover(Sheet(2023)).table(title, rows).understood().facts)


def told(found: list[Fact]) -> list[tuple[str, int | None, str, str, str]]:
    return [(fact.indicator, fact.year, fact.period, fact.measure, fact.raw) for fact in found]


def test_one_indicator_s_years_take_its_name_from_the_caption() -> None:
    rows = [
        ["Tahun", "Target", "Realisasi", "Capaian (%)"],
        ["2022", "81", "82", "101,23"],
        ["2023", "82", "84", "102,44"],
    ]
    name = "Indeks Kepuasan Masyarakat"
    assert told(facts("Tabel 3.4 Perkembangan Indeks Kepuasan Masyarakat Tahun 2022-2023", rows)) == [
        (name, 2022, "Y", "target", "81"),
        (name, 2022, "Y", "realisasi", "82"),
        (name, 2022, "Y", "capaian", "101,23"),
        (name, 2023, "Y", "target", "82"),
        (name, 2023, "Y", "realisasi", "84"),
        (name, 2023, "Y", "capaian", "102,44"),
    ]


def test_indicators_named_once_over_their_years() -> None:
    rows = [
        ["Indikator", "Tahun", "Target", "Realisasi", "%"],
        ["Produksi ikan (ton)", "2022", "1.200", "1.150", "95,83"],
        ["", "2023", "1.300", "1.310", "100,77"],
        ["Nilai SAKIP", "2022", "70", "71", "101,43"],
        ["^", "2023", "72", "72", "100"],
        ["Rata-rata", "", "", "", "99,51"],
    ]
    found = {
        (name, year, raw)
        for name, year, _, measure, raw in told(facts("Tabel 3.5 Capaian", rows))
        if measure == "target"
    }
    assert found == {
        ("Produksi ikan (ton)", 2022, "1.200"),
        ("Produksi ikan (ton)", 2023, "1.300"),
        ("Nilai SAKIP", 2022, "70"),
        ("Nilai SAKIP", 2023, "72"),
    }


def test_quarters_by_row_and_a_wrong_achievement_among_them() -> None:
    rows = [
        ["Triwulan", "Target", "Realisasi", "Capaian (%)"],
        ["I", "10", "11", "110"],
        ["II", "12", "11", "91,67"],
        ["III", "12", "12", "100"],
        ["IV", "15", "12", "90"],
    ]
    sheet = cover(Sheet(2023)).table("Tabel 3.6 Realisasi Konsumsi Ikan per Triwulan Tahun 2023", rows)
    assert [(fact.indicator, fact.period) for fact in sheet.understood().facts if fact.measure == "target"] == [
        ("Konsumsi Ikan", "Q1"),
        ("Konsumsi Ikan", "Q2"),
        ("Konsumsi Ikan", "Q3"),
        ("Konsumsi Ikan", "Q4"),
    ]
    (finding,) = sheet.findings()
    assert (rules_of([finding]), finding.expected) == (["capaian"], "80")


def test_numbers_of_rows_are_no_quarters() -> None:
    rows = [["No", "Uraian", "Target"], ["1", "Luas mangrove pulih", "10"], ["2", "Jumlah patroli", "12"]]
    assert {fact.period for fact in facts("Tabel 2.1 Perjanjian Kinerja", rows)} == {"Y"}
