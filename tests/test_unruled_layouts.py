"""Tables without rules, or with rules in one direction, as other offices print them: literal rows and figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extract import read
from extract.pdf import read_pdf
from extract.pdf_align_header import Name, _Unit, lines_of_one_level, name_to_kind, names_over, with_broken_words
from extract.pdf_join import unruled_columns_fit
from tests.fpdf_sheets import Rules, Sheets
from tests.pictures import assert_tables
from tests.test_layouts import assert_facts, of_row

TRIWULAN = """
No | Indikator Kinerja | Satuan | Triwulan I | < | < | Triwulan II | < | <
^ | ^ | ^ | Target | Realisasi | % | Target | Realisasi | %
1 | Persentase jalan mantap | % | 20,50 | 19,75 | 96,34 | 41,00 | 42,10 | 102,68
2 | Jumlah koperasi aktif | Unit | 105 | 108 | 102,86 | 110 | 104 | 94,55
3 | Indeks kepuasan masyarakat | Indeks | 80,10 | 81,25 | 101,44 | 81,00 | 80,15 | 98,95
4 | Cakupan air bersih | % | 61,20 | 60,10 | 98,20 | 63,00 | 64,30 | 102,06
"""


@pytest.mark.parametrize("rules", ["none", "rows", "header"])
def test_quarters_over_three_columns_each(tmp_path: Path, rules: Rules) -> None:
    """The quarter's name stands over the middle one of its three columns."""
    sheets = Sheets(landscape=True)
    sheets.title("LAPORAN KINERJA TAHUN 2022", "DINAS PEKERJAAN UMUM")
    sheets.line("Tabel 3.2 Realisasi Rencana Aksi Tahun 2022", align="C")
    sheets.table(TRIWULAN, [25, 190, 50, *[70] * 6], header=2, rules=rules)
    path = sheets.save(tmp_path / "a.pdf")
    report = read(path)
    assert_tables(path, report, TRIWULAN)
    assert report.tables[0].header_rows == 2


EVALUASI = """
No | Program | Indikator Kinerja | Realisasi Kinerja pada Triwulan | < | < | < | Realisasi Renja Tahun 2022 | <
^ | ^ | ^ | I | < | II | < | ^ | ^
^ | ^ | ^ | K | Rp | K | Rp | K | Rp
(1) | (2) | (3) | (4) | (5) | (6) | (7) | (8) | (9)
1 | Program Pengelolaan Arsip | Persentase arsip baku | 20,10 | 41.500.000 | 40,25 | 90.250.000 | 81,00 | 391.000.000
2 | Program Pembinaan Perpustakaan | Jumlah perpustakaan | 12 | 22.100.000 | 19 | 51.750.000 | 24 | 118.300.000
3 | Program Penyelenggaraan Jalan | Panjang jalan | 4 | 812.000.000 | 9 | 1.901.000.000 | 31 | 7.120.000.000
4 | Program Pengelolaan Sampah | Sampah tertangani | 55,30 | 15.000.000 | 57,10 | 44.000.000 | 60,20 | 99.800.000
"""


def test_three_levels_and_column_numbers(tmp_path: Path) -> None:
    sheets = Sheets(landscape=True)
    sheets.title("EVALUASI HASIL RENJA TAHUN 2022", "DINAS PERPUSTAKAAN DAN KEARSIPAN")
    sheets.line("Tabel 3.4 Evaluasi Hasil Renja Tahun 2022", align="C")
    sheets.table(EVALUASI, [25, 150, 130, 45, 80, 45, 80, 45, 85], header=4, rules="none")
    path = sheets.save(tmp_path / "a.pdf")
    report = read(path)
    lines = EVALUASI.strip().splitlines()
    assert_tables(path, report, "\n".join([*lines[:3], *lines[4:]]))
    assert report.tables[0].header_rows == 3


ANNUAL = """
Indikator Kinerja | Satuan | Realisasi 2021 | Target 2022 | Realisasi 2022 | Capaian (%)
Angka harapan hidup | Tahun | 70,10 | 70,50 | 70,62 | 100,17
"""


def test_one_row_between_three_rules(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.title("LAPORAN KINERJA TAHUN 2022", "DINAS KESEHATAN")
    sheets.line("Tabel 3.7 Capaian Angka Harapan Hidup", align="C")
    sheets.table(ANNUAL, [150, 50, 75, 75, 75, 65], rules="rows")
    path = sheets.save(tmp_path / "a.pdf")
    report = read(path)
    assert_tables(path, report, ANNUAL)
    name = "Angka harapan hidup"
    assert_facts(
        report,
        *of_row(name, 2021, realisasi="70,10"),
        *of_row(name, 2022, target="70,50", realisasi="70,62", capaian="100,17"),
    )


AGREEMENT = """
No | Sasaran | Indikator Kinerja | Target
1 | Meningkatnya layanan dasar | Cakupan air bersih | 60,00
^ | ^ | Persentase rumah layak huni | 71,50
2 | Meningkatnya tata kelola | Nilai evaluasi AKIP | 72,00
^ | ^ | Indeks kepuasan masyarakat | 81,00
"""
PROGRAMMES = """
No | Program | Anggaran | Keterangan
1 | Program Penyehatan Lingkungan | 512.000.000 | APBD
2 | Program Perumahan | 1.250.500.000 | APBD
"""


def test_two_tables_of_one_width_with_rows_parted_by_short_rules(tmp_path: Path) -> None:
    """Nothing but white stands between the tables; the sasaran's cell is merged over two rows."""
    sheets = Sheets()
    sheets.title("PERJANJIAN KINERJA TAHUN 2022")
    sheets.table(AGREEMENT, [25, 170, 220, 75], rules="rows")
    sheets.y += 16
    sheets.table(PROGRAMMES, [25, 265, 120, 80], rules="rows")
    path = sheets.save(tmp_path / "a.pdf")
    assert_tables(path, read(path), AGREEMENT, PROGRAMMES)


def test_units_and_marks_alone_make_a_column(tmp_path: Path) -> None:
    """A column of '%' only is a unit's column, not words lined up."""
    text = """
No | Indikator Kinerja | Satuan | Target | Realisasi
1 | Cakupan air bersih | % | 60,00 | 61,20
2 | Rasio elektrifikasi | % | 97,10 | 98,00
3 | Persentase desa mandiri | % | 21,00 | 20,40
"""
    sheets = Sheets()
    sheets.title("LAPORAN KINERJA TAHUN 2022")
    sheets.line("Tabel 3.1 Capaian Kinerja Tahun 2022", align="C")
    sheets.table(text, [25, 220, 60, 80, 80], rules="none")
    path = sheets.save(tmp_path / "a.pdf")
    assert_tables(path, read(path), text)


def test_columns_of_two_pages_may_wander_where_nothing_is_ruled() -> None:
    assert unruled_columns_fit([30, 50, 200, 260, 330], [30, 55, 185, 270, 328]) == (30, 50, 200, 260, 330)
    assert unruled_columns_fit([30, 50, 200, 260, 330], [30, 120, 230, 290, 330]) is None
    assert unruled_columns_fit([30, 50, 200, 330], [30, 50, 200, 260, 330]) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [("2021", "year"), ("Tahun 2021", "year"), ("TW III", "quarter"), ("IV", "quarter"), ("Capaian (%)", "measure"),
     ("Rp", "measure"), ("% Realisasi", "measure"), ("Indikator Kinerja", ""), ("Satuan", "")],
)  # fmt: skip
def test_kinds_of_lowest_names(text: str, kind: str) -> None:
    assert name_to_kind(text) == kind


def test_names_stand_over_the_columns_they_are_in_the_middle_of() -> None:
    xs = [0.0, 50.0, 100.0, 150.0, 200.0, 250.0, 300.0]
    units = [_Unit(k, k + 1, []) for k in range(6)]
    two = names_over(units, [Name("Triwulan I", 55, 95, (), 0), Name("Triwulan II", 205, 245, (), 0)], xs)
    assert two is not None
    assert [(unit.first, unit.after) for unit in two] == [(0, 3), (3, 6)]
    three = names_over(
        units, [Name(text, x - 10, x + 10, (), 0) for text, x in (("I", 50), ("II", 150), ("III", 250))], xs
    )
    assert three is not None
    assert [(unit.first, unit.after) for unit in three] == [(0, 2), (2, 4), (4, 6)]


def test_broken_words_of_narrow_header_cells() -> None:
    xs = [0.0, 30.0, 80.0]
    rows = [[Name("TARGE", 2, 28, (0,), 0)], [Name("RP", 48, 62, (1,), 1)], [Name("T", 12, 16, (2,), 2)]]
    bases = [100.0, 104.0, 108.0]
    mended = with_broken_words(rows, bases, xs, 6.0)
    assert [[name.text for name in row] for row in mended] == [["TARGET"], ["RP"], []]
    assert [[name.text for name in row] for row in lines_of_one_level(mended, bases, xs, 6.0)] == [
        ["TARGET", "RP"],
        [],
        [],
    ]


def test_a_list_of_tables_is_no_unread_table(tmp_path: Path) -> None:
    """A caption that fills its line in the list of tables has its dots on the next one."""
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    lines = [
        "DAFTAR TABEL",
        "Tabel 1.1 Pegawai Menurut Pangkat .......................................... 4",
        "Tabel 2.1 Perjanjian Kinerja Tahun 2022 .................................... 9",
        "Tabel 3.1 Perbandingan Capaian Sasaran Program Tahun 2020 sampai dengan Tahun",
        "2022 ....................................................................... 14",
        "Tabel 3.2 Realisasi Anggaran ............................................... 19",
    ]
    for k, line in enumerate(lines):
        canvas.drawString(72, 750 - 18 * k, line)
    canvas.save()
    assert [page.status for page in read_pdf(tmp_path / "a.pdf").pages] == ["text"]


def test_a_banded_table_that_ends_in_a_white_row(tmp_path: Path) -> None:
    rows = [f"{k} | Indikator layanan nomor {word} | {60 + k},50 | {61 + k},25" for k, word in
            enumerate(("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh"), 1)]  # fmt: skip
    text = "\n".join(["No | Indikator Kinerja | Target | Realisasi", *rows])
    sheets = Sheets()
    sheets.title("LAPORAN KINERJA TAHUN 2022")
    sheets.line("Tabel 3.1 Capaian Kinerja Tahun 2022", align="C")
    sheets.table(text, [25, 250, 80, 80], rules="banded")
    path = sheets.save(tmp_path / "a.pdf")
    assert_tables(path, read(path), text)
