"""Left-overs of another region's report: what is told, and the many regions that a report may well name."""

from __future__ import annotations

import pytest

from tests.validate_report import Sheet
from validate.context import Context
from validate.rules.residue_agencies import other_agencies
from validate.rules.residue_regions import name_to_place, text_to_places

OWN = "Dinas Perikanan Kabupaten Buru"


def told(*sentences: str, own: str = OWN) -> list[str]:
    """What is printed of other agencies, in a report that names its own four times."""
    sheet = Sheet()
    for sentence in (
        f"Laporan Kinerja {own} Tahun 2022 disusun sebagai pertanggungjawaban.",
        f"{own} mempunyai tugas membantu kepala daerah.",
        f"Visi {own} sejalan dengan RPJMD.",
        f"Rencana Strategis {own} Tahun 2021-2026 menjadi acuan.",
        *sentences,
    ):
        sheet.say(sentence)
    return [draft.reported for draft in other_agencies(Context(sheet.understood()))]


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("Dinas Perikanan Kabupaten Alor mempunyai fungsi perumusan kebijakan.", "Dinas Perikanan Kabupaten Alor"),
        ("RENCANA STRATEGIS DINAS PERIKANAN KABUPATEN LEMBATA", "DINAS PERIKANAN KABUPATEN LEMBATA"),
        ("Laporan Kinerja Dinas Perikanan Kabupaten Seram Bagian Timur ini memuat capaian.", "Dinas Perikanan Kabupaten Seram Bagian Timur"),
        ("Pegawai Dinas Perikanan Kota Tual berjumlah 40 orang.", "Dinas Perikanan Kota Tual"),
        # the cities and regencies of other provinces are known to lie elsewhere
        ("Laporan Kinerja Dinas Perikanan Provinsi Gorontalo disusun setiap tahun.", "Dinas Perikanan Provinsi Gorontalo"),
    ],
)  # fmt: skip
def test_another_region_named_as_oneself(sentence: str, printed: str) -> None:
    assert told(sentence) == [printed]


@pytest.mark.parametrize(
    "sentence",
    [
        "Capaian Dinas Perikanan Kabupaten Alor lebih rendah.",
        "Kinerja Dinas Perikanan Kabupaten Alor dibandingkan dengan kinerja kami masih di bawah.",
        "Pegawai Dinas Perikanan Kabupaten Alor melakukan kunjungan kerja.",
        "Kinerja Dinas Perikanan Provinsi Maluku turut mendukung.",
        "Dinas Perikanan Kabupaten Layak Anak merupakan sebutan.",
        "Dinas Perikanan Kota Baru merupakan unit pelaksana.",
        "Dinas Perikanan Kabupaten Burv merupakan perangkat daerah.",
        "Kinerja Dinas Perikanan Kabupaten Buru Selatan setelah pemekaran.",
        "Kinerja Bank di Kabupaten Alor dan Kabupaten Malaka membaik.",
        "Ikan dari Kabupaten Maluku Tengah, Kota Ambon dan Kabupaten Batu Bara dipasarkan di Kota Surabaya.",
    ],
)
def test_regions_that_may_be_named(sentence: str) -> None:
    assert told(sentence) == []


def test_spellings_of_one_region_are_one() -> None:
    own = "Dinas Sosial Kota Tangerang Selatan"
    assert (
        told("Dinas Sosial Kota Tangsel mempunyai tugas.", "Visi Dinas Sosial Kota Tangerang Selatan.", own=own) == []
    )
    old = "Dinas Sosial Kabupaten Toba"
    assert told("Dinas Sosial Kabupaten Toba Samosir dibentuk tahun 2016.", own=old) == []


def test_a_province_may_name_what_lies_in_it() -> None:
    own = "Dinas Kesehatan Provinsi Papua Tengah"
    assert told("Kinerja Dinas Kesehatan Kabupaten Nabire meningkat.", own=own) == []
    # before 2022 it lay in Papua
    assert told("Kinerja Dinas Kesehatan Provinsi Papua menjadi rujukan.", own="Dinas Kesehatan Kabupaten Nabire") == []
    assert told("Kinerja Dinas Kesehatan Kabupaten Merauke meningkat.", own=own) == [
        "Dinas Kesehatan Kabupaten Merauke"
    ]


CITED = (
    "Peraturan Bupati Buru Nomor 5 Tahun 2020 tentang Kedudukan.",
    "Peraturan Daerah Kabupaten Buru Nomor 2 Tahun 2019 tentang APBD.",
    "Peraturan Bupati Buru Nomor 11 Tahun 2021 tentang Tugas.",
)


def test_a_rule_of_another_regent() -> None:
    assert told(*CITED, "Peraturan Bupati Kabupaten Sumba Timur Nomor 7 Tahun 2020 tentang Tata Kerja.") == [
        "Peraturan Bupati Kabupaten Sumba Timur Nomor"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Peraturan Gubernur Maluku Nomor 3 Tahun 2020 tentang Pedoman.",
        "Peraturan Daerah Provinsi Maluku Nomor 3 Tahun 2020.",
        "Peraturan Bupati Nomor 3 Tahun 2020.",
        "Sebagai perbandingan, Peraturan Bupati Sumba Timur Nomor 7 Tahun 2020 mengatur lain.",
    ],
)
def test_rules_that_bind_it_too(sentence: str) -> None:
    assert told(*CITED, sentence) == []


def test_rules_of_before_the_region_was_made() -> None:
    own = "Dinas Sosial Kabupaten Buru Selatan"
    cited = tuple(text.replace("Buru", "Buru Selatan") for text in CITED)
    assert told(*cited, "Peraturan Daerah Kabupaten Maluku Tengah Nomor 4 Tahun 2007 tentang Retribusi.", own=own) == []


def test_names_at_their_full_length() -> None:
    (found,) = text_to_places("Badan Keuangan Kabupaten Pangkajene dan Kepulauan Tahun 2021")
    assert found[0].name == "pangkajene dan kepulauan"
    assert [place.name for place, _, _ in text_to_places("KABUPATEN OGAN KOMERING ULU SELATAN")] == [
        "ogan komering ulu selatan"
    ]
    assert text_to_places("Kota Layak Anak dan Kabupaten Sehat") == []
    assert name_to_place("kota", "Banjar") != name_to_place("kabupaten", "Banjar")
