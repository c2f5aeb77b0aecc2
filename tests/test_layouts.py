"""Layouts of ministries' and regions' reports, typeset with fpdf2: literal rows, and the figures understood from them.

A page where other rows come out is drawn beside the PDF (tests/pictures.py).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from extract import read
from extract.model import Report
from extract.pdf_join import is_cut_row
from normalize import understand
from tests.fpdf_sheets import Rules, Sheets
from tests.pictures import assert_tables

Wanted = tuple[str, int, str, str]


def facts_of(report: Report, basis: bool = False) -> Counter[tuple[object, ...]]:
    """(indicator, year, measure, as printed) of every figure; with `basis`, that too."""
    return Counter(
        (f.indicator, f.year, f.measure, f.raw, *((f.basis,) if basis else ())) for f in understand(report).facts
    )


def assert_facts(report: Report, *wanted: tuple[object, ...]) -> None:
    """Exactly these facts, whatever their order."""
    got, want = facts_of(report), Counter(wanted)
    assert got == want, f"missing {sorted(want - got, key=str)}\nextra {sorted(got - want, key=str)}"


def yearly(indicator: str, measure: str, first: int, *figures: str) -> list[Wanted]:
    return [(indicator, first + k, measure, raw) for k, raw in enumerate(figures)]


def of_row(indicator: str, year: int, **measures: str) -> list[Wanted]:
    return [(indicator, year, measure, raw) for measure, raw in measures.items()]


# ---- regional planning: RKPD evaluation, Renstra

RKPD = """
No | Program / Kegiatan / Sub Kegiatan | Indikator Kinerja | Target Renstra Tahun 2026 | < | Realisasi s.d. Tahun 2022 | < | Target Tahun 2023 | < | Realisasi Kinerja Triwulan Tahun 2023 | < | < | < | Realisasi Tahun 2023 | < | Perangkat Daerah
^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | I | < | II | < | ^ | ^ | ^
^ | ^ | ^ | K | Rp | K | Rp | K | Rp | K | Rp | K | Rp | K | Rp | ^
(1) | (2) | (3) | (4) | (5) | (6) | (7) | (8) | (9) | (10) | (11) | (12) | (13) | (14) | (15) | (16)
1 | Program Pengelolaan Pendidikan | Angka partisipasi sekolah | 98 | 90.000 | 95 | 40.000 | 96 | 20.000 | 95 | 4.000 | 95 | 9.000 | 96 | 18.500 | Dinas Pendidikan
2 | Program Pengembangan Kurikulum | Persentase satuan pendidikan | 90 | 8.000 | 70 | 3.000 | 75 | 1.500 | 20 | 200 | 45 | 600 | 75 | 1.400 | Dinas Pendidikan
"""


def test_evaluation_of_the_rkpd(tmp_path: Path) -> None:
    """Landscape, three header rows, K and Rp under each, a row of numbers in brackets."""
    sheets = Sheets(landscape=True)
    sheets.title("EVALUASI HASIL RENJA TAHUN 2023", "KABUPATEN MAJU")
    sheets.line("Tabel 2.1 Evaluasi Hasil Renja Dinas Pendidikan Tahun 2023", align="C")
    sheets.table(RKPD, [22, 96, 96, *[36, 46] * 2, *[30, 46], *[28, 42] * 2, 30, 46, 64], header=4, size=7)
    path = sheets.save(tmp_path / "rkpd.pdf")
    report = read(path)
    head, body = RKPD.strip().splitlines()[:3], RKPD.strip().splitlines()[4:]
    assert_tables(
        path,
        report,
        "\n".join([*head, *body]).replace("Program / Kegiatan / Sub Kegiatan", "Program Kegiatan Sub Kegiatan"),
    )
    assert report.tables[0].header_rows == 3
    assert report.tables[0].number == "2.1"


TEN_YEARS = """
No | Indikator Kinerja Sesuai Tugas dan Fungsi | Target Renstra Tahun ke- | < | < | < | < | Realisasi Capaian Tahun ke- | < | < | < | <
^ | ^ | 1 | 2 | 3 | 4 | 5 | 1 | 2 | 3 | 4 | 5
(1) | (2) | (3) | (4) | (5) | (6) | (7) | (8) | (9) | (10) | (11) | (12)
1 | Angka Harapan Hidup | 70,1 | 70,3 | 70,5 | 70,7 | 70,9 | 70,2 | 70,2 | 70,6 | 70,8 | 71,0
2 | Prevalensi stunting | 24 | 22 | 20 | 18 | 16 | 25 | 23 | 21 | 17 | 15
"""


def test_years_counted_from_one(tmp_path: Path) -> None:
    """'Tahun ke- 1 2 3 4 5' names columns, the row in brackets only numbers them."""
    sheets = Sheets(landscape=True)
    sheets.title("RENCANA STRATEGIS TAHUN 2019-2023", "DINAS KESEHATAN KABUPATEN MAJU")
    sheets.line("Tabel 2.3 Pencapaian Kinerja Pelayanan Perangkat Daerah Tahun 2014-2018", align="C")
    sheets.table(TEN_YEARS, [25, 190, *[48] * 10], header=3)
    path = sheets.save(tmp_path / "renstra.pdf")
    report = read(path)
    lines = TEN_YEARS.strip().splitlines()
    assert_tables(path, report, "\n".join([*lines[:2], *lines[3:]]))
    assert report.tables[0].header_rows == 2
    assert_facts(
        report,
        *yearly("Angka Harapan Hidup", "target", 2014, "70,1", "70,3", "70,5", "70,7", "70,9"),
        *yearly("Angka Harapan Hidup", "realisasi", 2014, "70,2", "70,2", "70,6", "70,8", "71,0"),
        *yearly("Prevalensi stunting", "target", 2014, "24", "22", "20", "18", "16"),
        *yearly("Prevalensi stunting", "realisasi", 2014, "25", "23", "21", "17", "15"),
    )


def test_years_counted_without_a_word_on_the_first(tmp_path: Path) -> None:
    """Results in a plan are those of the plan before: no year is guessed for them."""
    sheets = Sheets(landscape=True)
    sheets.title("RENCANA STRATEGIS TAHUN 2019-2023", "DINAS KESEHATAN KABUPATEN MAJU")
    sheets.line("Tabel 2.3 Pencapaian Kinerja Pelayanan Perangkat Daerah", align="C")
    sheets.table(TEN_YEARS, [25, 190, *[48] * 10], header=3)
    report = read(sheets.save(tmp_path / "renstra.pdf"))
    assert report.tables[0].header_rows == 2
    assert_facts(report)


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("No | Indikator Sasaran | Target Kinerja Tahun ke- | < | < | < | <\n^ | ^ | 1 | 2 | 3 | 4 | 5", 2),
        (
            "No | Indikator Sasaran | Target Kinerja | < | < | < | <\n^ | ^ | Tahun-1 | Tahun-2 | Tahun-3 | Tahun-4 | Tahun-5",
            2,
        ),
        (
            "No | Indikator Sasaran | Target Tahun I | Target Tahun II | Target Tahun III | Target Tahun IV | Target Tahun V",
            1,
        ),
    ],
)
def test_a_plan_s_years_are_counted_from_its_first(tmp_path: Path, head: str, rows: int) -> None:
    sheets = Sheets()
    sheets.title("RENCANA STRATEGIS TAHUN 2019-2023", "DINAS SOSIAL KOTA MAKMUR")
    sheets.line("Tabel 4.1 Tujuan dan Sasaran Jangka Menengah", align="C")
    body = "1 | Angka kemiskinan | 9,5 | 9,1 | 8,8 | 8,4 | 8,0\n2 | Jumlah keluarga penerima manfaat | 1.250 | 1.300 | 1.350 | 1.400 | 1.450"
    sheets.table(f"{head}\n{body}", [25, 150, *[60] * 5], header=rows)
    path = sheets.save(tmp_path / "renstra.pdf")
    report = read(path)
    assert_tables(path, report, f"{head}\n{body}")
    assert_facts(
        report,
        *yearly("Angka kemiskinan", "target", 2019, "9,5", "9,1", "8,8", "8,4", "8,0"),
        *yearly("Jumlah keluarga penerima manfaat", "target", 2019, "1.250", "1.300", "1.350", "1.400", "1.450"),
    )


NUMBERED_YEARS = """
No | Indikator | Kondisi Kinerja pada Awal Periode RPJMD | Target Capaian Setiap Tahun | < | < | Kondisi Kinerja pada Akhir Periode RPJMD 2018 | Lokasi
^ | ^ | Tahun 0 / 2015 | Tahun 1 / 2016 | Tahun 2 / 2017 | Tahun 3 / 2018 | ^ | ^
(1) | (2) | (3) | (4) | (5) | (6) | (7) | (8)
1 | Indeks Pembangunan Gender | 64,25 | 65,25 | 66,67 | 67 | 67 | 26 kab/kota
2 | Jumlah Kota Layak Anak | 23 | 27 | 38 | 48 | 48 | 26 kab/kota
"""


def test_years_counted_and_printed(tmp_path: Path) -> None:
    """Both in one narrow cell: '2' over '2017' is no 22017. 'Lokasi' is no budget."""
    sheets = Sheets()
    sheets.title("RENCANA STRATEGIS TAHUN 2015-2018", "BADAN PEMBERDAYAAN PEREMPUAN")
    sheets.line("Tabel 6.1 Indikator Kinerja yang Mengacu pada Tujuan dan Sasaran RPJMD", align="C")
    sheets.table(NUMBERED_YEARS, [25, 130, 55, 42, 42, 42, 70, 70], header=3)
    path = sheets.save(tmp_path / "a.pdf")
    report = read(path)
    lines = NUMBERED_YEARS.replace(" / ", " ").strip().splitlines()
    assert_tables(path, report, "\n".join([*lines[:2], *lines[3:]]))
    assert_facts(
        report,
        ("Indeks Pembangunan Gender", 2015, "baseline", "64,25"),
        *yearly("Indeks Pembangunan Gender", "target", 2016, "65,25", "66,67", "67"),
        ("Indeks Pembangunan Gender", 2018, "target", "67"),
        ("Jumlah Kota Layak Anak", 2015, "baseline", "23"),
        *yearly("Jumlah Kota Layak Anak", "target", 2016, "27", "38", "48"),
        ("Jumlah Kota Layak Anak", 2018, "target", "48"),
    )


FUNDED = """
Program | Indikator Kinerja Program | Target Kinerja Program dan Kerangka Pendanaan | < | < | < | < | < | Lokasi
^ | ^ | Tahun-1 | < | Tahun-2 | < | Kondisi Kinerja pada Akhir Periode Renstra | < | ^
^ | ^ | Target | Rp | Target | Rp | Target | Rp | ^
Program Rehabilitasi Sosial | Jumlah penerima manfaat | 120 | 1.500.000.000 | 140 | 1.600.000.000 | 260 | 3.100.000.000 | 12 kecamatan
"""


def test_funding_of_counted_years(tmp_path: Path) -> None:
    sheets = Sheets(landscape=True)
    sheets.title("RENCANA STRATEGIS TAHUN 2022-2026", "DINAS SOSIAL KOTA MAKMUR")
    sheets.line("Tabel 5.1 Rencana Program dan Pendanaan", align="C")
    sheets.table(FUNDED, [120, 130, 45, 80, 45, 80, 45, 85, 80], header=3)
    path = sheets.save(tmp_path / "a.pdf")
    report = read(path)
    assert_tables(path, report, FUNDED)
    found = {(year, measure, raw) for (_, year, measure, raw) in facts_of(report)}  # type: ignore[misc]
    assert found == {
        (2022, "target", "120"), (2022, "pagu", "1.500.000.000"), (2023, "target", "140"), (2023, "pagu", "1.600.000.000"),
        (2026, "target", "260"), (2026, "pagu", "3.100.000.000"),
    }  # fmt: skip


FOOTNOTED = """
No | Indikator Kinerja | Satuan | Realisasi | < | <
^ | ^ | ^ | 2021*) | 2022**) | 2023***)
(1) | (2) | (3) | (4) | (5) | (6)
1 | Indeks Reformasi Birokrasi | Indeks | 65,10 | 67,22 | 70,05
2 | Nilai SAKIP | Nilai | 60,15 | 62,40 | 64,90
"""


def test_years_with_footnote_marks(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.title("LAPORAN KINERJA TAHUN 2023", "SEKRETARIAT DAERAH")
    sheets.line("Tabel 3.5 Perkembangan Realisasi Kinerja", align="C")
    sheets.table(FOOTNOTED, [25, 190, 60, 60, 60, 60], header=3)
    sheets.line("*) hasil reviu   **) angka sementara   ***) angka sangat sementara", 8)
    path = sheets.save(tmp_path / "a.pdf")
    report = read(path)
    lines = FOOTNOTED.strip().splitlines()
    assert_tables(path, report, "\n".join([*lines[:2], *lines[3:]]))
    assert_facts(
        report,
        *yearly("Indeks Reformasi Birokrasi", "realisasi", 2021, "65,10", "67,22", "70,05"),
        *yearly("Nilai SAKIP", "realisasi", 2021, "60,15", "62,40", "64,90"),
    )


PROGRAMMES = """
Tujuan | Sasaran | Program dan Kegiatan | Indikator Kinerja | Kondisi Awal 2020 | Target Kinerja dan Kerangka Pendanaan | < | < | <
^ | ^ | ^ | ^ | ^ | 2021 | < | 2022 | <
^ | ^ | ^ | ^ | ^ | Target | Rp | Target | Rp
Meningkatnya kualitas jalan | Meningkatnya kemantapan jalan | Program Penyelenggaraan Jalan | Persentase jalan mantap | 71 | 73 | 12.500.000.000 | 75 | 13.100.000.000
^ | ^ | Pemeliharaan rutin jalan | Panjang jalan yang dipelihara | 110 | 120 | 4.500.000.000 | 130 | 4.900.000.000
^ | Meningkatnya kualitas jembatan | Program Pembangunan Jembatan | Persentase jembatan baik | 80 | 82 | 2.250.000.000 | 84 | 2.300.000.000
"""


def test_renstra_with_merged_programmes(tmp_path: Path) -> None:
    sheets = Sheets(landscape=True, font="Times")
    sheets.title("RENCANA STRATEGIS TAHUN 2021-2026", "DINAS PEKERJAAN UMUM")
    sheets.line("Tabel 6.1 Rencana Program, Kegiatan, dan Pendanaan", align="C")
    sheets.table(PROGRAMMES, [85, 85, 110, 110, 50, 45, 85, 45, 85], header=3, shade=True)
    path = sheets.save(tmp_path / "a.pdf")
    report = read(path)
    assert_tables(path, report, PROGRAMMES)
    assert report.tables[0].header_rows == 3
    found = facts_of(report)
    for name, base, one, two in (
        ("Persentase jalan mantap", "71", "73", "75"),
        ("Panjang jalan yang dipelihara", "110", "120", "130"),
        ("Persentase jembatan baik", "80", "82", "84"),
    ):
        assert {(name, 2020, "baseline", base), (name, 2021, "target", one), (name, 2022, "target", two)} <= set(found)
    money = {raw: year for (_, year, measure, raw) in found if measure == "pagu"}  # type: ignore[misc]
    assert (money["12.500.000.000"], money["2.300.000.000"]) == (2021, 2022)


# ---- Perjanjian Kinerja


def test_agreement_with_a_list_of_programmes(tmp_path: Path) -> None:
    """The budget below the indicators: a list without a rule."""
    sheets = Sheets(font="Times")
    sheets.title("PERJANJIAN KINERJA TAHUN 2024", "DINAS PERTANIAN")
    sheets.table(
        """
        No | Sasaran Strategis | Indikator Kinerja | Target
        (1) | (2) | (3) | (4)
        1. | Meningkatnya produksi pangan | Produksi padi | 412.500 ton
        ^ | ^ | Produksi jagung | 98.000 ton
        2. | Meningkatnya tata kelola | Nilai SAKIP | 75
        """,
        [28, 170, 190, 90],
        header=2,
        size=10,
    )
    sheets.table(
        """
        PROGRAM | ANGGARAN | KETERANGAN
        1. Program Penyediaan dan Pengembangan Sarana Pertanian | Rp 9.450.000.000,- | APBD
        2. Program Penyuluhan Pertanian | Rp 1.275.500.000,- | APBD
        3. Program Penunjang Urusan Pemerintahan Daerah | Rp 14.020.112.000,- | APBD
        """,
        [270, 130, 90],
        rules="none",
        size=10,
    )
    sheets.line("Kotabaru, 15 Januari 2024")
    path = sheets.save(tmp_path / "pk.pdf")
    report = read(path)
    assert_tables(
        path,
        report,
        """
        No | Sasaran Strategis | Indikator Kinerja | Target
        1. | Meningkatnya produksi pangan | Produksi padi | 412.500 ton
        ^ | ^ | Produksi jagung | 98.000 ton
        2. | Meningkatnya tata kelola | Nilai SAKIP | 75
        """,
        """
         | PROGRAM | ANGGARAN | KETERANGAN
        1. | Program Penyediaan dan Pengembangan Sarana Pertanian | Rp 9.450.000.000,- | APBD
        2. | Program Penyuluhan Pertanian | Rp 1.275.500.000,- | APBD
        3. | Program Penunjang Urusan Pemerintahan Daerah | Rp 14.020.112.000,- | APBD
        """,
    )
    assert_facts(
        report,
        ("Produksi padi", 2024, "target", "412.500 ton"),
        ("Produksi jagung", 2024, "target", "98.000 ton"),
        ("Nilai SAKIP", 2024, "target", "75"),
        ("Program Penyediaan dan Pengembangan Sarana Pertanian", 2024, "pagu", "Rp 9.450.000.000,-"),
        ("Program Penyuluhan Pertanian", 2024, "pagu", "Rp 1.275.500.000,-"),
        ("Program Penunjang Urusan Pemerintahan Daerah", 2024, "pagu", "Rp 14.020.112.000,-"),
    )


# ---- measurement, ruled in every way

MEASURED = """
No | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%)
1 | Persentase rumah tangga dengan akses air minum layak | % | 88,50 | 89,12 | 100,70
2 | Indeks Kualitas Lingkungan Hidup | Indeks | 71,20 | 70,05 | 98,38
3 | Jumlah kawasan kumuh yang ditangani | Kawasan | 12 | 9 | 75,00
"""


@pytest.mark.parametrize("rules", ["ruled", "dotted", "double", "rows", "header", "banded", "none"])
def test_measurement_whatever_the_rules(tmp_path: Path, rules: Rules) -> None:
    sheets = Sheets()
    sheets.title("LAPORAN KINERJA TAHUN 2022", "DINAS PERUMAHAN DAN PERMUKIMAN")
    sheets.line("Capaian kinerja tahun 2022 disajikan pada tabel berikut, dengan penjelasan tiap indikator sesudahnya.")
    sheets.line("Tabel 3.2 Pengukuran Kinerja Tahun 2022", align="C")
    sheets.table(MEASURED, [25, 200, 60, 65, 65, 75], rules=rules, size=9)
    sheets.line("Sumber: Bidang Perumahan, 2023 (diolah)", 8)
    sheets.line(
        "Dari tiga indikator, satu tercapai dan dua belum; penyebabnya dibahas pada bagian berikut dari laporan ini."
    )
    path = sheets.save(tmp_path / "a.pdf")
    report = read(path)
    assert_tables(path, report, MEASURED)
    table = report.tables[0]
    assert (table.number, table.header_rows) == ("3.2", 1)
    assert any("Sumber" in note for note in table.notes), table.notes
    assert_facts(
        report,
        *of_row(
            "Persentase rumah tangga dengan akses air minum layak",
            2022,
            target="88,50",
            realisasi="89,12",
            capaian="100,70",
        ),
        *of_row("Indeks Kualitas Lingkungan Hidup", 2022, target="71,20", realisasi="70,05", capaian="98,38"),
        *of_row("Jumlah kawasan kumuh yang ditangani", 2022, target="12", realisasi="9", capaian="75,00"),
    )


def test_numbers_broken_over_lines(tmp_path: Path) -> None:
    """Cells narrower than their figures, as where a landscape table was pasted onto an upright page."""
    sheets = Sheets()
    sheets.title("LAPORAN KINERJA TAHUN 2022", "BADAN KEUANGAN")
    sheets.line("Tabel 3.9 Realisasi Anggaran Tahun 2022", align="C")
    text = """
    No | Program | Pagu (Rp) | Realisasi (Rp) | %
    1 | Program Penunjang Urusan | 12.345.678.900 | 11.222.333.444 | 90,90
    2 | Program Pengelolaan Keuangan Daerah | 1.234.567.890 | 1.111.111.111 | 90,00
    """
    sheets.table(text, [25, 150, 50, 50, 40], size=9)
    path = sheets.save(tmp_path / "a.pdf")
    report = read(path)
    assert_tables(path, report, text)
    assert_facts(
        report,
        *of_row(
            "Program Penunjang Urusan",
            2022,
            pagu="12.345.678.900",
            realisasi_anggaran="11.222.333.444",
            persen_anggaran="90,90",
        ),
        *of_row(
            "Program Pengelolaan Keuangan Daerah",
            2022,
            pagu="1.234.567.890",
            realisasi_anggaran="1.111.111.111",
            persen_anggaran="90,00",
        ),
    )


def test_letter_spaced_headings(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.title("L A P O R A N   K I N E R J A   T A H U N   2 0 2 2")
    sheets.line("T A B E L  3.1  Capaian Kinerja Tahun 2022", align="C")
    sheets.table(
        """
        S A S A R A N | I N D I K A T O R | T A R G E T | R E A L I S A S I
        Meningkatnya mutu | Nilai SAKIP | 70 | 71,5
        Meningkatnya akses | Persentase desa terlayani | 90 | 88
        """,
        [110, 170, 90, 110],
    )
    path = sheets.save(tmp_path / "a.pdf")
    report = read(path)
    assert_tables(
        path,
        report,
        """
        SASARAN | INDIKATOR | TARGET | REALISASI
        Meningkatnya mutu | Nilai SAKIP | 70 | 71,5
        Meningkatnya akses | Persentase desa terlayani | 90 | 88
        """,
    )
    assert report.tables[0].number == "3.1"
    assert_facts(
        report,
        *of_row("Nilai SAKIP", 2022, target="70", realisasi="71,5"),
        *of_row("Persentase desa terlayani", 2022, target="90", realisasi="88"),
    )


def test_two_tables_side_by_side(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.title("LAPORAN KINERJA TAHUN 2022")
    left = "Indikator | Target | Realisasi\nNilai SAKIP | 70 | 71,5\nNilai IKPA | 90 | 92"
    right = "Program | Pagu | Realisasi\nProgram Penunjang | 1.500.000 | 1.400.000\nProgram Promosi | 700.000 | 650.000"
    top = sheets.y
    sheets.table(left, [110, 50, 60], x=50)
    sheets.y = top
    sheets.table(right, [110, 60, 60], x=300)
    path = sheets.save(tmp_path / "a.pdf")
    report = read(path)
    assert_tables(path, report, left, right)
    assert_facts(
        report,
        *of_row("Nilai SAKIP", 2022, target="70", realisasi="71,5"),
        *of_row("Nilai IKPA", 2022, target="90", realisasi="92"),
        *of_row("Program Penunjang", 2022, pagu="1.500.000", realisasi_anggaran="1.400.000"),
        *of_row("Program Promosi", 2022, pagu="700.000", realisasi_anggaran="650.000"),
    )


# ---- over pages

HEAD = "No | Sasaran | Indikator Kinerja | Target | Realisasi | %"
NAMES = [
    "Angka kemiskinan",
    "Tingkat pengangguran terbuka",
    "Indeks pembangunan manusia",
    "Indeks gini",
    "Laju pertumbuhan ekonomi",
    "Angka kematian ibu",
]


@pytest.mark.parametrize("rules", ["ruled", "rows"])
def test_three_pages_with_the_header_repeated_once(tmp_path: Path, rules: Rules) -> None:
    """The header stands on the first and second page only; the third goes on without."""
    widths = [25, 120, 160, 60, 60, 60]
    rows = [
        f"{k + 1} | Sasaran ke {k + 1} | {name} | {k + 10},5 | {k + 11},5 | {k + 100},25"
        for k, name in enumerate(NAMES)
    ]
    sheets = Sheets()
    sheets.title("LAPORAN KINERJA TAHUN 2021")
    sheets.line("Tabel 3.3 Capaian Kinerja Utama Tahun 2021", align="C")
    sheets.table("\n".join([HEAD, *rows[:2]]), widths, rules=rules)
    sheets.page()
    sheets.table("\n".join([HEAD, *rows[2:4]]), widths, rules=rules)
    sheets.page()
    sheets.table("\n".join(rows[4:]), widths, rules=rules, header=0)
    sheets.line(
        "Demikian tabel di atas memuat seluruh indikator kinerja utama pemerintah kabupaten pada tahun laporan."
    )
    path = sheets.save(tmp_path / "a.pdf")
    report = read(path)
    assert_tables(path, report, "\n".join([HEAD, *rows]))
    assert report.tables[0].pages == (1, 2, 3)
    assert_facts(
        report,
        *[
            fact
            for k, name in enumerate(NAMES)
            for fact in of_row(name, 2021, target=f"{k + 10},5", realisasi=f"{k + 11},5", capaian=f"{k + 100},25")
        ],
    )


def test_a_row_cut_by_the_page_break(tmp_path: Path) -> None:
    """The last row's words go on at the top of the next page, its figures stand on the first."""
    widths = [25, 200, 60, 60, 60]
    sheets = Sheets()
    sheets.title("LAPORAN KINERJA TAHUN 2021")
    sheets.line("Tabel 3.3 Capaian Kinerja Tahun 2021", align="C")
    long = "Persentase penyelesaian tindak lanjut hasil pemeriksaan aparat / pengawasan intern pemerintah daerah"
    sheets.table(
        f"No | Indikator | Target | Realisasi | %\n1 | Nilai SAKIP | 70 | 71 | 101,43\n2 | {long} | 80 | 84 | 105,00",
        widths,
        cut=(2, 2),
    )
    sheets.page()
    sheets.table(" | dan pemeriksa eksternal | | | \n3 | Opini BPK | 1 | 1 | 100,00", widths, header=0)
    path = sheets.save(tmp_path / "a.pdf")
    report = read(path)
    whole = "Persentase penyelesaian tindak lanjut hasil pemeriksaan aparat"
    (table,) = report.tables
    assert table.row_count == 4, table.texts()
    assert table.texts()[2][1].startswith(whole)
    assert table.texts()[2][1].endswith("dan pemeriksa eksternal")
    assert table.texts()[3] == ["3", "Opini BPK", "1", "1", "100,00"]
    assert sum(measure == "realisasi" for (_, _, measure, _) in facts_of(report)) == 3  # type: ignore[misc]


def test_figures_broken_at_the_same_height_are_no_two_rows(tmp_path: Path) -> None:
    """Two columns too narrow for their figures, beside a name of several lines: one row."""
    sheets = Sheets()
    sheets.title("RENCANA STRATEGIS TAHUN 2020-2024")
    sheets.line("Tabel 2.2 Target Kinerja", align="C")
    text = """
    No | Indikator | 2020 | 2021
    1 | Penempatan pekerja migran yang terampil | 22.000 | 27.250
    2 | Fasilitasi pemulangan pekerja migran | 7,74 | 130,99
    3 | Nilai IKPA | 90 | 92
    """
    sheets.table(text, [25, 90, 27, 27], size=9)
    path = sheets.save(tmp_path / "a.pdf")
    report = read(path)
    assert_tables(path, report, text)


@pytest.mark.parametrize(
    ("above", "below", "cut"),
    [
        (["2", "Penempatan Pekerja", "22.00", "27.25"], ["", "Migran Indonesia", "0", "0"], True),
        (["", "Nilai Zona", "85", "80,76", "95,0"], ["", "Integritas", "", "", "1"], True),
        (["", "Nilai IKPA", "85", "5,8", "9,1"], ["", "Nilai SAKIP", "70", "10", "20"], False),
        (["", "Nilai IKPA", "5,8"], ["", "Nilai SAKIP", "10"], False),
    ],
)
def test_a_row_cut_within_a_figure(above: list[str], below: list[str], cut: bool) -> None:
    assert is_cut_row(above, below) is cut
