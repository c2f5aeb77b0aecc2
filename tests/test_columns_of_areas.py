"""Columns told apart by the areas, periods and neighbours their headers name; items under a parent without figures."""

from __future__ import annotations

import pytest

from normalize.facts import TableContext, table_to_facts
from normalize.headers import path_to_role
from normalize.model import Fact, Profile
from tests.tables import grid_to_table


def read(text: str, header: int = 1, caption: str = "", kind: str = "lakip") -> list[Fact]:
    table = grid_to_table(text, header, caption)
    return table_to_facts(table, 0, TableContext("r", Profile(kind, "", "", "", 2021), "", False))


def test_province_and_nation_are_others() -> None:
    facts = read(
        """
No | Indikator | Realisasi Tahun 2021 | < | <
^ | ^ | Kabupaten Maju | Provinsi | Nasional
1 | Angka kemiskinan | 9,10 | 8,40 | 10,14
2 | Angka harapan hidup | 70,2 | 71,9 | 71,6
""",
        2,
    )
    assert {(f.indicator, f.raw) for f in facts} == {("Angka kemiskinan", "9,10"), ("Angka harapan hidup", "70,2")}


def test_a_province_beside_the_nation_is_the_agencys_own() -> None:
    facts = read(
        """
No | Indikator | Realisasi Provinsi 2021 | Realisasi Nasional 2021
1 | Angka kemiskinan | 8,40 | 10,14
"""
    )
    assert [f.raw for f in facts] == ["8,40"]


@pytest.mark.parametrize(
    ("path", "measure", "period"),
    [
        # the letters of 'sisa' stand in 'realisasi sampai'
        (("Realisasi sampai dengan Triwulan III",), "realisasi", "Q3"),
        (("Target Tahun 2020",), "target", "Y"),
        (("Target Tahunan",), "target", "Y"),
        (("Target s.d. Triwulan II",), "target", "Q2"),
        (("Persentase Capaian", "2021"), "capaian", None),
        (("Capaian (%)", "Tahun 2021"), "capaian", None),
        (("Target dan Pagu Indikatif", "Tahun 2021", "Target"), "target", None),
        (("Target dan Pagu Indikatif", "Tahun 2021", "Rp"), "pagu", None),
    ],
)
def test_words_of_a_header(path: tuple[str, ...], measure: str, period: str | None) -> None:
    role = path_to_role(path)
    assert (role.measure, role.period) == (measure, period)


def test_items_that_say_nothing_alone_take_their_parents_name() -> None:
    facts = read(
        """
No | Indikator Kinerja | Satuan | Target | Realisasi
1 | Produksi hasil peternakan | | |
 | - Daging | Ton | 120 | 131
 | - Telur | Ton | 40 | 38
2 | Persentase desa mandiri | % | 20 | 22
3 | Panjang jalan mantap menurut wilayah | | |
 | Wilayah Utara | Km | 300 | 310
 | Wilayah Selatan | Km | 200 | 190
"""
    )
    assert {f.indicator for f in facts} == {
        "Produksi hasil peternakan : Daging",
        "Produksi hasil peternakan : Telur",
        "Persentase desa mandiri",
        "Panjang jalan mantap menurut wilayah : Wilayah Utara",
        "Panjang jalan mantap menurut wilayah : Wilayah Selatan",
    }


def test_items_that_name_what_they_measure_stand_alone() -> None:
    facts = read(
        """
No | Indikator Kinerja | Satuan | Target | Realisasi
1 | Meningkatnya layanan | | |
 | a. Jumlah kunjungan | Orang | 120 | 131
 | b. Persentase keluhan selesai | % | 90 | 95
2 | Program Pelayanan Umum | | |
 | - Rapat | Kali | 12 | 12
"""
    )
    assert {f.indicator for f in facts} == {"Jumlah kunjungan", "Persentase keluhan selesai", "Rapat"}


def test_list_of_programmes_and_rupiah_without_column_names() -> None:
    text = """
1. | Program Pengelolaan Arsip | Rp. 120.500.000
2. | Program Pembinaan Perpustakaan | Rp. 98.000.000
"""
    facts = read(text, 0, "PERJANJIAN KINERJA TAHUN 2021", "pk")
    assert {(f.indicator, f.measure, f.raw) for f in facts} == {
        ("Program Pengelolaan Arsip", "pagu", "Rp. 120.500.000"),
        ("Program Pembinaan Perpustakaan", "pagu", "Rp. 98.000.000"),
    }


def test_list_of_people_and_rupiah_is_no_budget() -> None:
    text = """
1. | Sumbangan warga | Rp. 120.500.000
2. | Hadiah undian | Rp. 98.000.000
"""
    assert read(text, 0, "Pendapatan lain", "lakip") == []
