"""The text reader on composed reports: literal rows out of tab-separated and Markdown tables, captions, continuations, prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.model import Report, Table
from extract.text import bytes_to_report, read_text


def report(text: str) -> Report:
    """Read a composed report; '>' stands for a tab, to be seen in the source."""
    return bytes_to_report(text.replace(">", "\t").encode(), "contoh.txt")


def only(text: str) -> Table:
    tables = report(text).tables
    assert len(tables) == 1, [table.texts() for table in tables]
    return tables[0]


SASARAN = """Tabel 3.1
Capaian Kinerja Dinas Perikanan
Tahun 2021

NO>SASARAN>INDIKATOR>SATUAN>TARGET>REALISASI>%
(1)>(2)>(3)>(4)>(5)>(6)>(7)
1.>Naiknya hasil tangkapan>Produksi ikan tangkap>ton>1.250,5>1.300>103,96
>>Jumlah nelayan terlatih>orang>120>90>75
2.>Naiknya mutu layanan>Indeks kepuasan>nilai>82,5>81,75>99,09
"""


def test_tab_table_with_caption_header_and_continued_sasaran() -> None:
    table = only(SASARAN)
    assert (table.number, table.caption, table.method) == ("3.1", "Capaian Kinerja Dinas Perikanan Tahun 2021", "tab")
    assert (table.header_rows, table.row_count, table.column_count) == (1, 4, 7)
    assert table.texts() == [
        ["NO", "SASARAN", "INDIKATOR", "SATUAN", "TARGET", "REALISASI", "%"],
        ["1.", "Naiknya hasil tangkapan", "Produksi ikan tangkap", "ton", "1.250,5", "1.300", "103,96"],
        ["1.", "Naiknya hasil tangkapan", "Jumlah nelayan terlatih", "orang", "120", "90", "75"],
        ["2.", "Naiknya mutu layanan", "Indeks kepuasan", "nilai", "82,5", "81,75", "99,09"],
    ]
    sasaran = next(cell for cell in table.cells if cell.text == "Naiknya hasil tangkapan")
    assert (sasaran.row, sasaran.col, sasaran.row_span, sasaran.line) == (1, 1, 2, 7)


def test_blank_figure_cells_stay_blank() -> None:
    table = only("Sasaran>Indikator>Target>Pagu\nA naik>B>10>1.000\n>C>20>\n>D>30>\n")
    assert table.texts()[1:] == [["A naik", "B", "10", "1.000"], ["A naik", "C", "20", ""], ["A naik", "D", "30", ""]]


def test_numbered_indicators_under_one_sasaran() -> None:
    table = only("No>Sasaran>Indikator>Target\n1>Gizi membaik>Tengkes>14%\n2>>Gizi buruk>1%\n3>Sehat>Usia>72\n")
    assert [row[1] for row in table.texts()[1:]] == ["Gizi membaik", "Gizi membaik", "Sehat"]


def test_two_row_header_spans() -> None:
    table = only("INDIKATOR>TAHUN 2020>>TAHUN 2021>\n>TARGET>CAPAIAN>TARGET>CAPAIAN\nIndeks>80>81>82>83\n")
    assert table.header_rows == 2
    assert table.texts()[:2] == [
        ["INDIKATOR", "TAHUN 2020", "TAHUN 2020", "TAHUN 2021", "TAHUN 2021"],
        ["INDIKATOR", "TARGET", "CAPAIAN", "TARGET", "CAPAIAN"],
    ]


def test_three_row_header_spans() -> None:
    table = only(
        "No>Unit>ESELON>>>>PPPK>\n>>III>>IV>>L>P\n>>L>P>L>P>>\n1>Sekretariat>1>-->2>3>4>5\n".replace("-->", "->")
    )
    assert table.header_rows == 3
    assert [row[2:] for row in table.texts()[:3]] == [
        ["ESELON", "ESELON", "ESELON", "ESELON", "PPPK", "PPPK"],
        ["III", "III", "IV", "IV", "L", "P"],
        ["L", "P", "L", "P", "L", "P"],
    ]


def test_header_with_too_few_names_is_aligned_from_the_right() -> None:
    table = only("NO>INDIKATOR>TARGET>CAPAIAN>%>\n1>Gizi membaik>Tengkes>14>15>93\n>>Gizi buruk>1>2>50\n")
    assert table.texts()[0] == ["NO", "", "INDIKATOR", "TARGET", "CAPAIAN", "%"]
    assert table.reasons == ("header names fewer columns than the rows have: aligned from the right",)


def test_continuation_with_repeated_header_and_page_number_is_one_table() -> None:
    table = only(
        "Tabel 2\nRencana\n\nSasaran>Indikator>Target\n1>2>3\nA naik>B>10\n>C>20\n\n17\n\n"
        "SASARAN>INDIKATOR>TARGET\n1>2>3\n>D>30\nE naik>F>40\n"
    )
    assert table.texts() == [
        ["Sasaran", "Indikator", "Target"],
        ["A naik", "B", "10"],
        ["A naik", "C", "20"],
        ["A naik", "D", "30"],
        ["E naik", "F", "40"],
    ]


def test_continuation_without_header_and_row_cut_by_the_page() -> None:
    table = only(
        "Arah Kebijakan>Strategi>Target\nPemerataan guru>Redistribusi guru antar distrik>5\n"
        "Mutu>Pelatihan kepala sekolah di seluruh>7\n\n>distrik terpencil dan pulau>\nSarana>Rehab kelas>9\n"
    )
    assert table.texts()[2:] == [
        ["Mutu", "Pelatihan kepala sekolah di seluruh distrik terpencil dan pulau", "7"],
        ["Sarana", "Rehab kelas", "9"],
    ]


def test_other_header_below_makes_a_new_table_under_the_heading() -> None:
    first, second = report(
        "A. ANGGARAN\n\nTabel 7 Pagu\n\nProgram>Pagu>Sisa\nJalan>10>1\n\nNo>Kecamatan>Tanggal\n1.>Wamena>3 Mei 2021\n"
    ).tables
    assert (first.number, first.caption) == ("7", "Pagu")
    assert (second.number, second.caption) == (None, "A. ANGGARAN")
    assert second.texts() == [["No", "Kecamatan", "Tanggal"], ["1.", "Wamena", "3 Mei 2021"]]


def test_two_tables_under_one_number_stay_two() -> None:
    tables = report(
        "Tabel 3.16\nCapaian VIII\n\nNo>Indikator>Target\n1>A>2\n\nNaskah di antaranya.\n\n"
        "Tabel 3.16\nPerbandingan\n\nNo>Indikator>2020>2021\n1>A>2>3\n"
    ).tables
    assert [(table.number, table.caption) for table in tables] == [("3.16", "Capaian VIII"), ("3.16", "Perbandingan")]


def test_lanjutan_continues_the_table_of_that_number() -> None:
    table = only("Tabel 4 Aset\n\nNo>Nama>Nilai\n1>A>2\n\nTabel 4 Aset (lanjutan)\n\nNo>Nama>Nilai\n2>B>3\n")
    assert [row[1] for row in table.texts()] == ["Nama", "A", "B"]


def test_section_rows_span_the_table() -> None:
    table = only(
        "NO>INDIKATOR>TARGET\nSASARAN : Gizi membaik>>\n1>Tengkes>14\nJUMLAH PAGU ANGGARAN Rp. 1.782.633.000,->>\n"
    )
    sections = [(cell.row, cell.text, cell.col_span) for cell in table.cells if cell.col_span > 1]
    assert sections == [(1, "SASARAN : Gizi membaik", 3), (3, "JUMLAH PAGU ANGGARAN Rp. 1.782.633.000,-", 3)]


def test_total_row_does_not_continue_the_label_above() -> None:
    table = only("Sasaran>Indikator>Pagu\nA naik>B>10\n>C>20\nJumlah>>30\n>Rata-rata>15\n")
    assert table.texts()[3:] == [["Jumlah", "", "30"], ["", "Rata-rata", "15"]]


def test_title_and_property_rows_above_the_header_are_notes_never_header() -> None:
    read = report(
        "Tabel 14\nPengukuran Kinerja\n\nPENGUKURAN KINERJA TAHUN 2019>\nUnit Kerja>: Dinas Sosial\n"
        "Pagu Anggaran>: Rp 500.000,-\n\nSasaran>Indikator>Target\nA>B>10\n"
    )
    (table,) = read.tables
    assert table.texts()[0] == ["Sasaran", "Indikator", "Target"]
    assert table.number == "14"
    assert table.notes == ("PENGUKURAN KINERJA TAHUN 2019", "Unit Kerja : Dinas Sosial", "Pagu Anggaran : Rp 500.000,-")
    assert "Pagu Anggaran : Rp 500.000,-" in [paragraph.text for paragraph in read.paragraphs]


def test_title_rows_inside_the_grid_are_notes() -> None:
    table = only("Tabel 30 Belanja\n\nREKAPITULASI BELANJA>>\nPER JENIS>>\nURAIAN>PAGU>SISA\nPegawai>10>1\n")
    assert table.texts()[0] == ["URAIAN", "PAGU", "SISA"]
    assert table.notes == ("REKAPITULASI BELANJA", "PER JENIS")


@pytest.mark.parametrize(
    ("above", "number", "caption"),
    [
        (
            "**LAMPIRAN PERJANJIAN KINERJA TAHUN 2021\nKEPALA BALAI**",
            None,
            "LAMPIRAN PERJANJIAN KINERJA TAHUN 2021 KEPALA BALAI",
        ),
        ("**TABEL\nPENGUKURAN KINERJA TRIWULAN**", None, "PENGUKURAN KINERJA TRIWULAN"),
        ("Tabel 3,4\n\nPengukuran Kinerja Tahun 2021", "3.4", "Pengukuran Kinerja Tahun 2021"),
        ("Tabel 9 Pegawai\n\n(dalam orang)", "9", "Pegawai"),
        ("3. Capaian Indikator Ketiga", None, "3. Capaian Indikator Ketiga"),
        ("T A B E L  5\nJudul Lima", "5", "Judul Lima"),
        ("Gambar 3 Struktur\n\nTabel 6 Anggaran", "6", "Anggaran"),
    ],
)
def test_captions_above_a_table(above: str, number: str | None, caption: str) -> None:
    table = only(f"{above}\n\nNo>Indikator>Target\n1>Tengkes>14\n")
    assert (table.number, table.caption) == (number, caption)


def test_sentence_about_a_table_is_no_caption() -> None:
    table = only("I. HASIL\n\nTabel 3.2 menunjukkan capaian sebagai berikut.\n\nNo>Indikator>Target\n1>Tengkes>14\n")
    assert (table.number, table.caption) == (None, "I. HASIL")


def test_source_line_below_is_a_note() -> None:
    assert only("Program>Pagu\nJalan>10\nAir>20\n\nSumber: Bappeda, 2021\n").notes == ("Sumber: Bappeda, 2021",)


def test_markup_inside_cells_is_cleaned() -> None:
    text = (
        "Arah>Strategi>Target\n"
        "<i>Clean</i> governance>~ol style='x'~~li~Susun SOP~/li~~li~Latih staf~/li~~/ol~>**75%**\n"
        "A &amp; B>~p~a. satu;~/p~ ~p~b. dua~/p~>$\\frac{3}{4} \\times 100\\%$\n"
    )
    made = text.replace("<i>", "~i~").replace("</i>", "~/i~").replace(">", "\t")
    import re

    made = re.sub(r"~(/?[a-z][^~]*)~", r"<\1>", made)
    (table,) = bytes_to_report(made.encode(), "x.txt").tables
    assert table.texts()[1:] == [
        ["Clean governance", "1. Susun SOP 2. Latih staf", "75%"],
        ["A & B", "a. satu; b. dua", "(3) / (4) x 100%"],
    ]


def test_ragged_rows_get_their_blanks_where_the_figures_stand() -> None:
    table = only("No>Bagian>L>P\n1>Umum>3>4\n2>Keuangan>5>6\n3>Program>7>8\nJumlah>15>18\n")
    assert table.texts()[-1] == ["Jumlah", "", "15", "18"]


def test_a_cell_broken_over_lines_is_put_together() -> None:
    table = only("No>Indikator>Target>Capaian\n1>Persentase rumah\ntangga miskin>80>81\n2>Indeks>1>2\n3>Nilai>4>5\n")
    assert table.texts()[1] == ["1", "Persentase rumah tangga miskin", "80", "81"]


def test_markdown_table() -> None:
    table = only(
        "Tabel 2. Pagu\n\n| Program | Pagu (Rp) | % |\n|:---|---:|---:|\n| Jalan \\| jembatan | 1.000 | 98,5 |\n| Air |  | 3 |\n"
    )
    assert (table.method, table.number, table.caption) == ("pipes", "2", "Pagu")
    assert table.texts() == [["Program", "Pagu (Rp)", "%"], ["Jalan | jembatan", "1.000", "98,5"], ["Air", "", "3"]]


def test_table_of_contents_is_contents_lines() -> None:
    read = report(
        "DAFTAR ISI\n\n>HAL\nKATA PENGANTAR>i\nBAB I PENDAHULUAN>\nA. Latar Belakang>1\nBAB II RENCANA>\nA. Renstra>9\n\n"
        "DAFTAR TABEL\n\nTabel 1. Pegawai ........ 6\nTabel 2. Pagu ........ 11\n"
    )
    assert read.tables == ()
    contents = [paragraph.text for paragraph in read.paragraphs if paragraph.kind == "contents"]
    assert "A. Latar Belakang .... 1" in contents
    assert contents[-2:] == ["Tabel 1. Pegawai .... 6", "Tabel 2. Pagu .... 11"]


def test_tabs_after_list_marks_are_no_table() -> None:
    read = report("Tugas:\n1.>Menyusun rencana\n2.>Melaksanakan program\n")
    assert read.tables == ()
    assert [p.text for p in read.paragraphs] == ["Tugas:", "1. Menyusun rencana", "2. Melaksanakan program"]


def kinds(text: str) -> list[tuple[str, str, int | None]]:
    return [(p.kind, p.text, p.line) for p in report(text).paragraphs]


def test_wrapped_prose_is_joined_and_hyphens_are_undone() -> None:
    text = (
        "Capaian kinerja dinas pada tahun ini meningkat karena pelaksa-\n"
        "naan program berjalan baik dan masing-\n"
        "masing bidang memenuhi target yang ditetapkan pada awal tahun.\n"
        "Anggaran terserap sebesar Rp 1.000.000,- atau 98,5% dari pagu\n"
        "yang tersedia menurut dokumen pelaksanaan anggaran perubahan.\n"
    )
    assert kinds(text) == [
        (
            "text",
            "Capaian kinerja dinas pada tahun ini meningkat karena pelaksanaan program berjalan baik dan masing-masing bidang "
            "memenuhi target yang ditetapkan pada awal tahun. Anggaran terserap sebesar Rp 1.000.000,- atau 98,5% dari pagu "
            "yang tersedia menurut dokumen pelaksanaan anggaran perubahan.",
            1,
        )
    ]


def test_paragraph_parted_by_a_page_is_joined() -> None:
    first = "Realisasi fasilitasi kepulangan warga terkendala pada tahun berjalan dicatat oleh petugas dari"
    assert kinds(f"{first}\n\n12\n\nKedutaan di negara penempatan.\n") == [
        ("text", f"{first} Kedutaan di negara penempatan.", 1),
        ("furniture", "12", 3),
    ]


def test_headings_lists_and_formulas() -> None:
    text = (
        "BAB III – AKUNTABILITAS KINERJA\n\nA. CAPAIAN\n\n**Indeks Kepuasan**\n\n- 1) Naik;\n- 2) Turun.\n\n"
        "1. Pengukuran Kinerja\n\n$$\\frac{T - R}{T} \\times 100\\%$$\n\n# Judul Markdown\n\nNIP. 1967\n"
    )
    assert [(kind, text) for kind, text, _ in kinds(text)] == [
        ("heading", "BAB III – AKUNTABILITAS KINERJA"),
        ("heading", "A. CAPAIAN"),
        ("heading", "Indeks Kepuasan"),
        ("list_item", "1) Naik;"),
        ("list_item", "2) Turun."),
        ("heading", "1. Pengukuran Kinerja"),
        ("formula", "(T - R) / (T) x 100%"),
        ("heading", "Judul Markdown"),
        ("text", "NIP. 1967"),
    ]


def test_form_feeds_give_pages_and_running_lines_are_furniture() -> None:
    pages = [f"LKjIP Dinas Sosial {n}\n\nBagian {n} memuat uraian tentang sasaran.\n\nhalaman {n}" for n in range(1, 6)]
    read = report("\n\f".join(pages))
    assert [page.number for page in read.pages] == [1, 2, 3, 4, 5]
    texts = [(p.page, p.text) for p in read.paragraphs if p.kind == "text"]
    assert texts == [(n, f"Bagian {n} memuat uraian tentang sasaran.") for n in range(1, 6)]


def test_orders_rise_and_lines_are_the_files() -> None:
    read = report(f"Pembuka laporan.\n\n{SASARAN}\nPenutup laporan.\n")
    orders = [block.order for block in read.blocks()]
    assert orders == sorted(set(orders))
    assert read.tables[0].line == 7
    assert read.pages == ()


def test_real_text_reports_keep_their_tables(shared_reports: Path) -> None:
    """Every caption of the three real text editions comes out as a table of its own, none is lost and none doubled."""
    numbers = [table.number for table in read_text(shared_reports / "bandung-2019.txt").tables if table.number]
    assert numbers == [str(number) for number in range(1, 32)]
    jabar = [table.number for table in read_text(shared_reports / "jabar-2024.txt").tables if table.number]
    assert jabar == ["1", "1.1", "2.1", "2.2", *(f"3.{n}" for n in range(1, 17)), "3.16", "3.17"]


def test_a_report_without_blank_lines() -> None:
    read = report(
        "BAB III AKUNTABILITAS KINERJA\n"
        "Pengukuran dilakukan dengan membandingkan target dan realisasi setiap indikator pada akhir tahun anggaran.\n"
        "Tabel 3.1 Capaian\n"
        "No>Indikator>Target\n1>Tengkes>14\nNo>Indikator>Target\n2>Gizi buruk>1\n"
        "Tabel 3.2 Pagu\n"
        "No>Program>Pagu\nPROGRAM GIZI\n1>Makanan tambahan>100\n"
        "Dari tabel di atas terlihat bahwa pagu terbesar ada pada pemberian makanan tambahan.\n"
        "Sisanya dipakai untuk pendampingan keluarga.\n"
        "B. REALISASI ANGGARAN\n"
        "Anggaran terserap 98,5%.\n"
    )
    assert [(table.number, table.caption, table.texts()[1:]) for table in read.tables] == [
        ("3.1", "Capaian", [["1", "Tengkes", "14"], ["2", "Gizi buruk", "1"]]),
        ("3.2", "Pagu", [["PROGRAM GIZI"] * 3, ["1", "Makanan tambahan", "100"]]),
    ]
    assert [p.text for p in read.paragraphs if p.kind == "heading"] == [
        "BAB III AKUNTABILITAS KINERJA",
        "B. REALISASI ANGGARAN",
    ]
    assert read.paragraphs[-1].text == "Anggaran terserap 98,5%."


def test_a_table_set_in_by_a_tab() -> None:
    table = only(">No>Indikator>Target\n>1>Tengkes>14\n>2>Gizi buruk>1\n")
    assert table.texts() == [["No", "Indikator", "Target"], ["1", "Tengkes", "14"], ["2", "Gizi buruk", "1"]]
