"""Tables whose rows are measures: figures keyed to the indicator of the caption or of a merged cell."""

from __future__ import annotations

import pytest

from normalize.facts import TableContext, table_to_facts
from normalize.measure_rows import title_to_indicator
from normalize.model import Profile
from tests.tables import grid_to_table


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Perkembangan Angka Kematian Bayi Tahun 2019-2023", "Angka Kematian Bayi"),
        ("Capaian Indikator Persentase Desa Mandiri", "Persentase Desa Mandiri"),
        ("Target dan Realisasi Nilai SAKIP dari Tahun 2020 s.d. 2024", "Nilai SAKIP"),
        ("Capaian Kinerja Tahun 2020", ""),
        ("Akuntabilitas Kinerja", ""),
        ("Realisasi Kinerja Dinas Kesehatan Tahun 2021", ""),
    ],
)
def test_caption_names_the_indicator(title: str, name: str) -> None:
    assert title_to_indicator(title) == name


def figures(text: str, caption: str) -> set[tuple[str, int | None, str, str]]:
    profile = Profile("lakip", "", "", "", 2021, "Y", None)
    facts = table_to_facts(grid_to_table(text, 1, caption), 0, TableContext("r", profile, "", False))
    return {(fact.indicator, fact.year, fact.measure, fact.raw) for fact in facts}


def test_rows_of_measures_under_a_caption() -> None:
    text = """
Uraian | 2020 | 2021
Target | 70,00 | 72,00
Realisasi | 68,00 | 73,00
Capaian (%) | 97,14 | 101,39
"""
    assert figures(text, "Perkembangan Indeks Kepuasan Masyarakat Tahun 2020-2021") == {
        ("Indeks Kepuasan Masyarakat", year, measure, raw)
        for year, measure, raw in [
            (2020, "target", "70,00"),
            (2021, "target", "72,00"),
            (2020, "realisasi", "68,00"),
            (2021, "realisasi", "73,00"),
            (2020, "capaian", "97,14"),
            (2021, "capaian", "101,39"),
        ]
    }
    # nothing says what is measured: no figure is keyed to the word 'Target'
    assert figures(text, "") == set()


def test_rows_of_measures_beside_a_merged_name() -> None:
    text = """
No | Indikator | Uraian | 2020 | 2021
1 | Angka kematian ibu | Target | 90 | 88
^ | ^ | Realisasi | 95 | 80
2 | Cakupan air bersih | Target | 60 | 65
^ | ^ | Realisasi | 61 | 66
"""
    assert figures(text, "Capaian Kinerja Tahun 2021") == {
        ("Angka kematian ibu", 2020, "target", "90"),
        ("Angka kematian ibu", 2021, "target", "88"),
        ("Angka kematian ibu", 2020, "realisasi", "95"),
        ("Angka kematian ibu", 2021, "realisasi", "80"),
        ("Cakupan air bersih", 2020, "target", "60"),
        ("Cakupan air bersih", 2021, "target", "65"),
        ("Cakupan air bersih", 2020, "realisasi", "61"),
        ("Cakupan air bersih", 2021, "realisasi", "66"),
    }


def test_a_blank_name_is_the_one_above() -> None:
    """A merged name's cell ends early in the print; the rows go on."""
    text = """
No | Indikator | Uraian | 2020 | 2021
1 | Angka kematian ibu | Target | 90 | 88
 | | Realisasi | 95 | 80
2 | Cakupan air bersih | Target | 60 | 65
"""
    assert ("Angka kematian ibu", 2021, "realisasi", "80") in figures(text, "Capaian Kinerja Tahun 2021")
    assert {name for name, *_ in figures(text, "")} == {"Angka kematian ibu", "Cakupan air bersih"}
