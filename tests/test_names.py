"""Names in comparable form: golden pairs, and what must stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import load_catalogue
from normalize.names import NameReader
from normalize.stems import stem

READER = NameReader(name for entry in load_catalogue() for name in (entry.name, *entry.aliases))


def read(printed: str) -> tuple[str, tuple[str, ...]]:
    name = READER.read(printed)
    return name.head, name.tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Prosentase TKI yg ditempatkan", "Persentase Pekerja Migran Indonesia yang ditempatkan"),
        ("% TKI yang ditempatkan", "Presentase PMI yang ditempatkan"),
        ("Jumlah CTKI", "Jml calon pekerja migran Indonesia (CPMI)"),
        ("Indeks Perlindungan PMI", "Indeks Pelindungan Pekerja Migran Indonesia (PMI)"),
        ("PMI non prosedural", "PMI nonprocedural"),
        ("PMI non-prosedural", "Pekerja migran Indonesia nonprosedural"),
        ("penempatan terampil dan professional", "penempatan terampil dan profesional"),
        ("Persentase p engelolaan aset", "Persentase pengelolaan aset"),
        ("rekomendasi yang ditindaklanju ti", "rekomendasi yang ditindaklanjuti"),
        ("dermaga/pelabu han ASDP", "dermaga/pelabuhan ASDP"),
        ("keter- sediaan obat", "ketersediaan obat"),
        ("J U M L A H penduduk miskin", "Jumlah penduduk miskin"),
        ("Zona Intgritas", "Zona Integritas"),
        ("1. Nilai IKPA", "Nilai Indikator Kinerja Pelaksanaan Anggaran (IKPA)"),
        ("a. Nilai SAKIP", "Nilai AKIP"),
        ("Tingkat Kemantapan Jalan (%)", "Tingkat kemantapan jalan"),
        ("Nilai SPBE Kota Tangerang Selatan", "Nilai SPBE"),
        ("tata kelola pemerintah yang baik", "tata kelola pemerintahan yang baik"),
        ("Layanan Terpadu Satu Pintu(LTSP) yang mudah", "LTSP yg mudah"),
        ("Pesentase penyerapan anggaran", "Persentase penyerapan anggaran"),
        ("Persentase pengaduan utk masyarakat thd dinas", "Persentase pengaduan untuk masyarakat terhadap dinas"),
        ("capaian kine~a", "capaian kinerja"),
        ("Persentase imunisasi dsar lengkap", "Persentase imunisasi dasar lengkap"),
        ("Pendapatan asli derah", "Pendapatan asli daerah"),
        ("<i>Jumlah Potensi CTKI</i>", "Jumlah potensi CTKI"),
    ],
)
def test_read_alike(one: str, other: str) -> None:
    assert read(one) == read(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jumlah penduduk miskin", "Persentase penduduk miskin"),
        ("penempatan oleh pemerintah", "penempatan non pemerintah"),
        ("sektor formal", "sektor informal"),
        ("penurunan kasus", "peningkatan kasus"),
        ("pelayaran", "pelayanan"),
        ("pengadaan", "pengaduan"),
        ("bencana", "rencana"),
        ("penerbitan", "penertiban"),
        ("pertanahan", "pertanian"),
        ("nilai CC ke atas", "nilai BB ke atas"),
    ],
)
def test_kept_apart(one: str, other: str) -> None:
    assert read(one) != read(other)


def test_what_is_kept_beside_the_tokens() -> None:
    name = READER.read("Persentase penurunan PMI non prosedural yang tidak terdata")
    assert name.head == "percent"
    assert name.directions == {"penurunan"}
    assert name.negations == {"nonprosedural", "tidak"}
    assert READER.read("Meningkatnya kualitas layanan").opener
    assert READER.read("Program Pelayanan Angkutan").opener
    assert not READER.read("Peningkatan kualitas layanan").opener
    assert READER.read("Predikat Sistem Akintabilitas Kinerja").mended == (("akintabilitas", "akuntabilitas"),)


def test_an_owner_can_be_left_out() -> None:
    name = READER.read("Nilai SAKIP Dinas Kesehatan")
    assert name.without_owner().tokens == ("sakip",)
    assert READER.read("Nilai SAKIP").own in {0, 1}


def test_nothing_left() -> None:
    for printed in ("", "   ", "-", "Jumlah", "(%)", "1.", "dan/atau", "2019"):
        assert READER.read(printed).tokens == (), printed


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("penempatan", "ditempatkan"),
        ("pemulangan", "pulang"),
        ("kepatuhan", "mematuhi"),
        ("kemiskinan", "miskin"),
        ("difasilitasi", "fasilitasi"),
        ("dilayani", "pelayanan"),
    ],
)
def test_roots_meet(word: str, other: str) -> None:
    assert stem(word) == stem(other)


@given(st.text(max_size=80))
def test_any_text_is_read_and_reading_twice_gives_the_same(text: str) -> None:
    name = READER.read(text)
    assert name == READER.read(text)
    assert len(set(name.tokens)) == len(name.tokens)
    assert 0 <= name.own <= len(name.tokens)


@given(st.sampled_from([entry.name for entry in load_catalogue()]), st.sampled_from([" ", "  ", "\n"]))
def test_blanks_and_case_do_not_matter(name: str, blank: str) -> None:
    assert read(name.replace(" ", blank).upper()) == read(name)
