"""Header rows, numbering rows, repeated headers and the alignment of headers that name too few columns."""

from __future__ import annotations

import pytest

from extract.header_words import header_share, is_figure, is_header_text, is_ordinal, is_placeholder, is_total, is_year
from extract.headers import (
    Header,
    align_header,
    find_header,
    is_numbering_row,
    is_property_row,
    is_section_row,
    repeats_header,
    same_header,
)


def rows(text: str) -> list[list[str]]:
    """Rows of a table written with bars, one row a line."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines()]


HEADERS = [
    # one row, known words
    ("No|Sasaran|Indikator|Target\n1|Naiknya mutu|Indeks layanan|80,5\n|a|b|3", Header(0, 1, False)),
    # two rows, the second under spans
    (
        "NO|INDIKATOR|TAHUN 2021||TAHUN 2022|\n||TARGET|REALISASI|TARGET|REALISASI\n1|Nilai|80|81|82|83",
        Header(0, 2, False),
    ),
    # three rows of a staff table
    ("No|Unit|ESELON||||PPPK|\n||III||IV||L|P\n||L|P|L|P||\n1|Bagian Umum|1|-|-|2|3|4", Header(0, 3, False)),
    # years alone name columns
    ("No|Indikator|Satuan|Target|||\n|||2021|2022|2023|2024\n1|Angka kemiskinan|%|9|8|7|6", Header(0, 2, False)),
    # a numbering row under one or two rows
    ("Sasaran|Indikator|Target\n(1)|(2)|(3)\nNaik|Indeks|80", Header(0, 1, True)),
    ("Sasaran|Target|Realisasi|\n||Rp|%\n1|2|3|4 = 3/2\nNaik|80|70|87,5", Header(0, 2, True)),
    # words no list knows: told by the shape of the body
    ("Komoditas|Pelabuhan|Tonase\nPala|Fakfak|1.204\nSagu|Sorong|880", Header(0, 1, False)),
    ("ASAL RUMPON|NELAYAN\nTeluk Bintuni bagian utara dan sekitarnya|Kelompok Mambruk", Header(0, 1, False)),
    # title and property rows above the header
    ("REKAPITULASI REALISASI||\nPER BELANJA||\nURAIAN|PAGU|REALISASI\nBelanja Pegawai|10|9", Header(2, 1, False)),
    ("Unit Kerja|: Dinas Sosial|\nTahun|: 2022|\nProgram|Pagu|Realisasi\nPemberdayaan|100|90", Header(2, 1, False)),
    # continuations have no header
    ("|Persentase desa terang|90%|88%\n|Jumlah embung|4|3", Header(0, 0, False)),
    ("3|Meningkatnya mutu|Indeks|80\n4|Naiknya|Nilai|70", Header(0, 0, False)),
    # roman quarters
    ("No|Program|I|II|III|IV\n1|Irigasi|10|20|30|40", Header(0, 1, False)),
    # age groups name columns, a rating scale's ranges do not make a header row
    ("Unit Kerja|21-30|31-40|41-50\nPuskesmas|3|4|5", Header(0, 1, False)),
    ("No|Kategori|Rentang Nilai\n1|Baik|> 100\n2|Cukup|80 - 100", Header(0, 1, False)),
    # a full-width section row first in the body
    ("NO|INDIKATOR|TARGET\nSASARAN STRATEGIS : Meningkatnya gizi||\n1|Prevalensi tengkes|14", Header(0, 1, False)),
]


@pytest.mark.parametrize(("text", "expected"), HEADERS)
def test_header_found(text: str, expected: Header) -> None:
    assert find_header(rows(text)) == expected


def test_blank_first_cell_under_a_header_without_spans_is_body() -> None:
    table = rows(
        "SASARAN STRATEGIS|INDIKATOR KINERJA UTAMA\n|Nilai Zona Integritas yang dibangun di wilayah\nNaik|Nilai"
    )
    assert find_header(table).depth == 1


def test_merged_copies_make_the_second_row_header() -> None:
    table = rows("No|Kampung|Dana|Dana\nNo|Kampung|Otsus|Desa\n1|Yahim|10|20")
    copies = [[False, False, False, True], [True, True, False, False], [False] * 4]
    assert find_header(table, copies) == Header(0, 2, False)


def test_no_rows() -> None:
    assert find_header([]) == Header(0, 0, False)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1|2|3|4", True),
        ("(1)|(2)|(3)|(4)=(3)/(2)", True),
        ("a|b|c", True),
        ("1|2||3|4", True),
        ("1|2|3|5|6", True),
        ("(1)|(2)", True),
        ("1|2|3|4|5|6 = 5/4 x 100%", True),
        ("A|B", False),
        ("10|20|30", False),
        ("1|Dinas|3", False),
        ("1|1|1|1", False),
        ("4|3|2|1", False),
        ("2021|2022|2023", False),
    ],
)
def test_numbering_row(row: str, expected: bool) -> None:
    assert is_numbering_row(row.split("|")) is expected


def test_repeated_header_despite_case_blanks_and_a_slip() -> None:
    header = rows("No|Sasaran Strategis|Indikator Kinerja|Target")
    assert repeats_header(["NO", "SASARAN  STRATEGIS", "INDIKATOR KINERJA", "TARGET"], header)
    assert repeats_header(["No", "Sasaran Strategis", "Indikator Kineria", "Target"], header)
    assert not repeats_header(["1", "Sasaran Strategis", "Indikator Kinerja", "80"], header)


def test_same_header_when_a_name_slid_to_the_other_row() -> None:
    one = rows("No|IKU|Kinerja||Rata-rata\n||Target|Realisasi|")
    other = rows("No|IKU|Kinerja||\n||Target|Realisasi|Rata-rata")
    assert same_header(one, other)
    assert not same_header(one, rows("No|Program|Pagu|Realisasi|Sisa"))


def test_header_that_names_too_few_columns_is_aligned_from_the_right() -> None:
    header = rows("NO|INDIKATOR KINERJA|TARGET|REALISASI|%|\n|||||")[:1]
    body = rows("1|Naiknya mutu|Indeks layanan|80|76|95\n||Nilai kepatuhan|90|81|90")
    assert align_header(header, body) == [["NO", "", "INDIKATOR KINERJA", "TARGET", "REALISASI", "%"]]


def test_two_row_header_is_shifted_as_one() -> None:
    header = rows("NO|INDIKATOR|PK|||POK|||\n||TARGET|CAPAIAN|%|TARGET|CAPAIAN|%|")
    body = rows("1|Naiknya mutu|Indeks|80|76|95|80|76|95\n||Nilai|90|81|90|90|81|90")
    assert align_header(header, body) == rows("NO||INDIKATOR|PK|||POK||\n|||TARGET|CAPAIAN|%|TARGET|CAPAIAN|%")


def test_a_group_name_stays_left_of_the_gap() -> None:
    header = rows("SASARAN|TARGET|REALISASI")
    body = rows("Naiknya mutu|Indeks layanan|80|76\n|Nilai kepatuhan|90|81")
    assert align_header(header, body) == [["SASARAN", "", "TARGET", "REALISASI"]]


def test_fitting_header_is_left_alone() -> None:
    header = rows("NO|INDIKATOR|TARGET|KET")
    body = rows("1|Indeks layanan|80|\n2|Nilai|90|")
    assert align_header(header, body) == header


def test_section_and_property_rows() -> None:
    assert is_section_row(["SASARAN 1 : Naiknya mutu", "", ""])
    assert not is_section_row(["1", "", ""])
    assert not is_section_row(["Jumlah", "", "12"])
    assert is_property_row(["Unit Kerja", ": Dinas Sosial"])
    assert is_property_row(["TAHUN ANGGARAN", ":", "2022"])
    assert not is_property_row(["Indeks", "80", "81"])


@pytest.mark.parametrize(
    "text", ["34.209 orang", "Rp. 1.000.000,-", "(12,5)", "9 Kab/ Kota", "-", "#DIV/0!", "86,97/100.000 KH", "75%"]
)
def test_figures(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize(
    "text", ["2019", "2015-2019", "Tahun 2020", "TW I", "Belanja 51", "", "1 (satu) dokumen yang memuat rencana aksi"]
)
def test_no_figures(text: str) -> None:
    assert not is_figure(text)


def test_shapes_of_single_cells() -> None:
    assert is_year("TA 2021")
    assert is_year("2018 (n-1)")
    assert not is_year("2.019")
    assert is_ordinal("1.")
    assert is_ordinal("IV")
    assert not is_ordinal("2019")
    assert is_placeholder("n/a")
    assert is_total("J U M L A H")
    assert is_total("Rata-rata capaian")
    assert is_total("JUMLAH I + II")
    assert not is_total("Jumlahnya")
    assert not is_total("Jumlah nelayan terlatih")
    assert is_header_text("Capaian s.d. TW IV (%)")
    assert not is_header_text("Prevalensi tengkes pada balita")
    assert header_share("TARGET 2023") == 1
