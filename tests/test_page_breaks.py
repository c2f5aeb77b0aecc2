"""Tables that a page's end cuts where it hurts: within the header, within a merged label, within a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import read
from extract.pdf_words import Line, is_word_end, number_goes_on
from tests.fpdf_sheets import Sheets
from tests.pictures import assert_tables

WIDTHS = [25, 190, 50, 55, *[60] * 4]
UPPER = "No | Indikator Kinerja | Satuan | Target 2022 | Target Triwulan | < | < | <"
LOWER = """
 | | | | TW I | TW II | TW III | TW IV
1 | Persentase jalan mantap | % | 80,00 | 20,00 | 40,00 | 60,00 | 80,00
2 | Jumlah koperasi aktif | Unit | 110 | 100 | 104 | 107 | 110
"""
WHOLE = """
No | Indikator Kinerja | Satuan | Target 2022 | Target Triwulan | < | < | <
^ | ^ | ^ | ^ | TW I | TW II | TW III | TW IV
1 | Persentase jalan mantap | % | 80,00 | 20,00 | 40,00 | 60,00 | 80,00
2 | Jumlah koperasi aktif | Unit | 110 | 100 | 104 | 107 | 110
"""


def test_header_cut_by_the_pages_end(tmp_path: Path) -> None:
    sheets = Sheets(landscape=True)
    sheets.title("RENCANA AKSI TAHUN 2022", "DINAS PERINDUSTRIAN")
    sheets.line("Tabel 2.3 Rencana Aksi Tahun 2022", align="C")
    sheets.table(UPPER, WIDTHS)
    sheets.page()
    sheets.table(LOWER, WIDTHS)
    path = sheets.save(tmp_path / "a.pdf")
    report = read(path)
    assert_tables(path, report, WHOLE)
    table = report.tables[0]
    assert (table.header_rows, table.pages) == (2, (1, 2))


FIRST = """
No | Indikator Kinerja | Uraian | 2020 | 2021
1 | Persentase arsip yang dikelola secara | Target | 70,00 | 72,00
"""
REST = """
 | baku | Realisasi | 68,10 | 73,40
^ | ^ | Capaian (%) | 97,29 | 101,94
"""


def test_merged_label_that_ends_on_the_next_page(tmp_path: Path) -> None:
    widths = [25, 150, 80, 60, 60]
    sheets = Sheets()
    sheets.title("LAPORAN KINERJA TAHUN 2021", "DINAS KEARSIPAN")
    sheets.line("Tabel 3.3 Capaian Tahun 2020-2021", align="C")
    sheets.table(FIRST, widths)
    sheets.page()
    sheets.table(REST, widths)
    path = sheets.save(tmp_path / "a.pdf")
    rows = read(path).tables[0].texts()
    assert [row[1] for row in rows[1:]] == ["Persentase arsip yang dikelola secara baku"] * 3
    assert [row[2] for row in rows[1:]] == ["Target", "Realisasi", "Capaian (%)"]


def line(text: str, width: float) -> Line:
    return Line(text, 0.0, 0.0, width, 10.0, 8.0, 10.0, False, ())


@pytest.mark.parametrize(
    ("before", "after", "ends"),
    [
        ("Perusah", "aan", True),
        ("Kunjunga", "n", True),
        ("Kelom", "pok", True),
        ("INDIKATI", "F", True),
        ("Tenaga", "kerja", False),
        ("Orang", "per", False),
        ("Kabupaten", "dan", False),
        ("Juta Rupia", "h", False),
        ("12,5", "n", False),
    ],
)
def test_ends_of_words(before: str, after: str, ends: bool) -> None:
    assert is_word_end(line(before, 36.0), line(after, 12.0), 50.0) is ends


def test_a_cell_with_room_breaks_no_word() -> None:
    assert not is_word_end(line("Kelas", 30.0), line("an", 12.0), 200.0)


def test_numbered_names_beside_as_many_figures(tmp_path: Path) -> None:
    """The figures stand line by line, the first name takes two lines: the k-th figure is the k-th name's."""
    text = """
No | Sasaran | Indikator Kinerja | Target | Realisasi
1 | Terwujudnya lingkungan yang bersih dan sehat bagi semua warga | 1. Persentase sampah yang tertangani di kota / 2. Tingkat pengangguran / 3. Indeks kepuasan | 65,29 / 7,76 / 85,87 | 65,82 / 7,37 / 90,89
2 | Meningkatnya tata kelola | 1. Nilai AKIP / 2. Indeks SPBE | 70,10 / 3,10 | 71,00 / 3,25
"""
    sheets = Sheets()
    sheets.title("LAPORAN KINERJA TAHUN 2022")
    sheets.line("Tabel 3.1 Pengukuran Kinerja Tahun 2022", align="C")
    sheets.table(text, [25, 130, 150, 60, 60])
    rows = read(sheets.save(tmp_path / "a.pdf")).tables[0].texts()[1:]
    assert [row[2:] for row in rows] == [
        ["1. Persentase sampah yang tertangani di kota", "65,29", "65,82"],
        ["2. Tingkat pengangguran", "7,76", "7,37"],
        ["3. Indeks kepuasan", "85,87", "90,89"],
        ["1. Nilai AKIP", "70,10", "71,00"],
        ["2. Indeks SPBE", "3,10", "3,25"],
    ]


def test_thousands_broken_in_a_narrow_cell() -> None:
    """'284.377 Ton' over two lines; a decimal over a count stays two figures."""
    assert number_goes_on("284.3", "77 Ton", False)
    assert not number_goes_on("284.3", "77", False)
    assert not number_goes_on("284.3 Ton", "77 Ton", False)
    assert not number_goes_on("284.3", "775 Ton", False)
