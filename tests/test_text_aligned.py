"""Tables set in columns by blanks, as `pdftotext -layout` writes them: literal rows out of composed pages."""

from __future__ import annotations

from extract.model import Report, Table
from extract.text import bytes_to_report
from extract.text_columns import Column, line_to_pieces, pieces_to_columns
from extract.text_rows import join_cell


def report(text: str) -> Report:
    return bytes_to_report(text.encode(), "tata-letak.txt")


def only(text: str) -> Table:
    tables = report(text).tables
    assert len(tables) == 1, [table.texts() for table in tables]
    return tables[0]


TOP = """
                              TABEL 3.1
                PENGUKURAN KINERJA DINAS PERTANIAN TAHUN 2020

   No   Sasaran               Indikator Kinerja        Target      Realisasi    Capaian
                                                                      (%)         (%)
   1.   Meningkatnya          Produksi padi gogo       55,56         59,26       106,66
        produksi tanaman      per hektar
        pangan
                              Jumlah kelompok          50,12         75,00       149,64
                              tani yang mendapat
                              alat panen
   2.   Terjaganya            Luas lahan terlindung    94,00         94,00       100,00
        lahan                 dari alih fungsi
"""


def test_cells_over_several_lines_set_at_the_top() -> None:
    table = only(TOP)
    assert (table.number, table.method) == ("3.1", "aligned")
    assert table.caption == "PENGUKURAN KINERJA DINAS PERTANIAN TAHUN 2020"
    assert table.texts() == [
        ["No", "Sasaran", "Indikator Kinerja", "Target", "Realisasi (%)", "Capaian (%)"],
        ["1.", "Meningkatnya produksi tanaman pangan", "Produksi padi gogo per hektar", "55,56", "59,26", "106,66"],
        [
            "1.",
            "Meningkatnya produksi tanaman pangan",
            "Jumlah kelompok tani yang mendapat alat panen",
            "50,12",
            "75,00",
            "149,64",
        ],
        ["2.", "Terjaganya lahan", "Luas lahan terlindung dari alih fungsi", "94,00", "94,00", "100,00"],
    ]


CENTRED = """
      No   Indikator                     Target     Realisasi

           Persentase rumah tangga
      1    yang memakai air                80          76
           minum layak
           Persentase desa
      2    yang bebas dari buang           60          61
           air besar sembarangan
           Jumlah puskesmas
      3    yang terakreditasi              12           9
"""


def test_figures_set_in_the_middle_of_their_rows() -> None:
    assert only(CENTRED).texts() == [
        ["No", "Indikator", "Target", "Realisasi"],
        ["1", "Persentase rumah tangga yang memakai air minum layak", "80", "76"],
        ["2", "Persentase desa yang bebas dari buang air besar sembarangan", "60", "61"],
        ["3", "Jumlah puskesmas yang terakreditasi", "12", "9"],
    ]


SPANNED = """
Tabel 2. Perbandingan capaian

                                         Tahun 2020              Tahun 2021
  No     Indikator Kinerja   Satuan
                                       Target   Realisasi     Target   Realisasi
   1     Panjang jalan       km         12,5      11,0         14,0      15,5
   2     Jembatan dibangun   unit          3         2            4         4
         RATA-RATA                                 6,5                    9,75
"""


def test_names_that_span_columns() -> None:
    table = only(SPANNED)
    assert (table.number, table.caption, table.header_rows) == ("2", "Perbandingan capaian", 2)
    assert table.texts() == [
        ["No", "Indikator Kinerja", "Satuan", "Tahun 2020", "Tahun 2020", "Tahun 2021", "Tahun 2021"],
        ["No", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Target", "Realisasi"],
        ["1", "Panjang jalan", "km", "12,5", "11,0", "14,0", "15,5"],
        ["2", "Jembatan dibangun", "unit", "3", "2", "4", "4"],
        ["", "RATA-RATA", "", "", "6,5", "", "9,75"],
    ]


def test_numbering_row_is_dropped() -> None:
    table = only(
        "  No     Program              Pagu          Realisasi      %\n"
        "  (1)      (2)                (3)              (4)       (5=4/3)\n"
        "   1     Pendidikan       1.250.000.000     1.200.000.000  96,00\n"
        "   2     Kesehatan          980.500.000       975.000.000  99,44\n"
    )
    assert table.texts()[1] == ["1", "Pendidikan", "1.250.000.000", "1.200.000.000", "96,00"]
    assert table.row_count == 3


PAGES = (
    "   LKjIP Dinas Sosial Tahun 2021\n\n   Tabel 3.4\n   Realisasi Bantuan\n\n"
    "   No   Indikator                 Target     Realisasi\n"
    "   1    Warga terlantar             120          110\n"
    "        yang dilayani\n"
    "   2    Lansia penerima              80           75\n"
    "        bantuan sosial\n\n   41\n"
    "\f   LKjIP Dinas Sosial Tahun 2021\n\n"
    "   No   Indikator                 Target     Realisasi\n"
    "        dan pendampingan\n"
    "   3    Korban bencana               60           58\n"
    "        yang ditampung\n\n   42\n"
    "\f   LKjIP Dinas Sosial Tahun 2021\n\n   Uraian capaian disampaikan pada bagian berikut ini.\n\n   43\n"
)


def test_pages_continue_one_table_and_a_row_cut_by_the_page() -> None:
    read = report(PAGES)
    (table,) = read.tables
    assert (table.number, table.caption, table.pages) == ("3.4", "Realisasi Bantuan", (1, 2))
    assert table.texts() == [
        ["No", "Indikator", "Target", "Realisasi"],
        ["1", "Warga terlantar yang dilayani", "120", "110"],
        ["2", "Lansia penerima bantuan sosial dan pendampingan", "80", "75"],
        ["3", "Korban bencana yang ditampung", "60", "58"],
    ]
    assert [p.text for p in read.paragraphs if p.kind == "text"] == [
        "Uraian capaian disampaikan pada bagian berikut ini."
    ]
    assert next(cell for cell in table.cells if cell.text == "58").page == 2


PROSE = """
      Berdasarkan   hasil pengukuran    kinerja  yang disajikan  pada tabel   di atas,   secara
keseluruhan  diperoleh   hasil  rata-rata   sebesar  98,5%.   Kondisi  tersebut  dapat   dijelaskan
sebagai berikut sesuai dengan uraian tiap bidang dan kegiatan yang telah dilaksanakan.

1.    Bidang pertama melaksanakan kegiatan penyuluhan di seluruh distrik yang ada.
2.    Bidang kedua melaksanakan kegiatan pendataan dan pelaporan setiap triwulan.

                     Realisasi
      Capaian   =  -------------   x 100%
                       Target

Kepala Dinas,                                   Jayapura, 3 Januari 2022
"""


def test_justified_prose_lists_formulas_and_signatures_are_no_tables() -> None:
    read = report(PROSE)
    assert read.tables == ()
    texts = [paragraph.text for paragraph in read.paragraphs]
    assert texts[0].startswith(
        "Berdasarkan hasil pengukuran kinerja yang disajikan pada tabel di atas, secara keseluruhan diperoleh"
    )
    assert "2. Bidang kedua melaksanakan kegiatan pendataan dan pelaporan setiap triwulan." in texts


def test_section_row_across_the_columns_spans_them() -> None:
    table = only(
        "  No    Indikator                    Target    Realisasi\n"
        "  Sasaran 1 : Terwujudnya pelayanan kesehatan yang merata\n"
        "   1    Angka kematian ibu             80          75\n"
        "   2    Angka kematian bayi            12          10\n"
        "   3    Prevalensi tengkes             14          13\n"
    )
    section = next(cell for cell in table.cells if cell.text.startswith("Sasaran 1"))
    assert (section.row, section.col_span) == (1, 4)
    assert table.texts()[2] == ["1", "Angka kematian ibu", "80", "75"]


def test_figures_one_blank_apart_are_cells_of_their_own() -> None:
    assert [piece.text for piece in line_to_pieces("  7   Ketersediaan  60,61 58,98   66,67")] == [
        "7",
        "Ketersediaan",
        "60,61",
        "58,98",
        "66,67",
    ]
    assert [piece.text for piece in line_to_pieces("sebesar 1 250 000")] == ["sebesar 1 250 000"]


def test_columns_are_parted_by_white() -> None:
    lines = [line_to_pieces(line) for line in ("1   Jalan     10", "2   Jembatan   9", "3   Air       11")]
    assert pieces_to_columns(lines) == [Column(0, 1), Column(4, 12), Column(14, 16)]
    assert pieces_to_columns([]) == []


def test_number_broken_in_a_narrow_cell_is_put_together() -> None:
    assert join_cell(["13.000.0", "00"]) == "13.000.000"
    assert join_cell(["1.250.000", "orang"]) == "1.250.000 orang"
    assert join_cell(["pelaksa-", "naan"]) == "pelaksanaan"


DRAWN = """
                    DINAS PENDIDIKAN KABUPATEN YAHUKIMO
                    RENCANA KINERJA TAHUNAN TAHUN 2023

Unit Kerja     : Dinas Pendidikan
Tahun Anggaran : 2023

No   Sasaran Strategis              Indikator Kinerja                 Satuan   Target
---  -----------------------------  --------------------------------  -------  -------
1    Meningkatnya akses             Angka partisipasi sekolah         %        78,5
     pendidikan dasar               Angka putus sekolah               %        2,1
2    Meningkatnya mutu guru         Guru bersertifikat                orang    412
                                    Kepala sekolah terlatih           orang    95

Program                                   Anggaran (Rp)
Program Pengelolaan Pendidikan            45.250.000.000
Program Pendidik dan Tenaga Kependidikan  3.120.500.000
Jumlah                                    48.370.500.000
"""


def test_drawn_rules_property_lines_and_a_second_table_below() -> None:
    targets, budget = report(DRAWN).tables
    assert targets.caption == "DINAS PENDIDIKAN KABUPATEN YAHUKIMO RENCANA KINERJA TAHUNAN TAHUN 2023"
    assert targets.notes == ("Unit Kerja : Dinas Pendidikan", "Tahun Anggaran : 2023")
    assert targets.texts() == [
        ["No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target"],
        ["1", "Meningkatnya akses pendidikan dasar", "Angka partisipasi sekolah", "%", "78,5"],
        ["1", "Meningkatnya akses pendidikan dasar", "Angka putus sekolah", "%", "2,1"],
        ["2", "Meningkatnya mutu guru", "Guru bersertifikat", "orang", "412"],
        ["2", "Meningkatnya mutu guru", "Kepala sekolah terlatih", "orang", "95"],
    ]
    assert budget.texts() == [
        ["Program", "Anggaran (Rp)"],
        ["Program Pengelolaan Pendidikan", "45.250.000.000"],
        ["Program Pendidik dan Tenaga Kependidikan", "3.120.500.000"],
        ["Jumlah", "48.370.500.000"],
    ]


QUARTERS = """
                          Indikator           Realisasi Kinerja Pada Triwulan I - II Tahun 2022
  Program / Kegiatan      Kegiatan                   I                           II
                                                K            Rp            K            Rp
  Penyuluhan              Jumlah desa           3       116.475.000        4        58.403.000
  Pendampingan            Jumlah keluarga      23     1.536.584.841       25     3.752.964.612
"""


def test_quarters_under_a_name_that_runs_over_them_all() -> None:
    top, quarter, lowest = only(QUARTERS).texts()[:3]
    assert lowest == ["Program / Kegiatan", "Indikator Kegiatan", "K", "Rp", "K", "Rp"]
    assert quarter[2:] == ["I", "I", "II", "II"]
    assert top[2:] == ["Realisasi Kinerja Pada Triwulan I - II Tahun 2022"] * 4
