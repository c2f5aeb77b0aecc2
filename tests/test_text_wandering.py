"""Columns set by blanks that wander from line to line, as converters lay out narrow, centred and close-set tables."""

from __future__ import annotations

from extract.model import Table
from extract.text import bytes_to_report


def only(text: str) -> Table:
    tables = bytes_to_report(text.encode(), "tata-letak.txt").tables
    assert len(tables) == 1, [table.texts() for table in tables]
    return tables[0]


CLOSE = """
                               Tabel 2
No    Sasaran Strategis      Indikator Kinerja Utama        Satuan    Target    Realisasi   Capaian
                                                                                              (%)
     Meningkatnya          Rata-rata lama tinggal
     ketahanan pangan      wisatawan di penginapan        Hari              2,9         3,5     120,7
1    masyarakat di wilayah dan akomodasi lainnya
     kepulauan dan         Jumlah pelaku usaha yang       Unit
     pedalaman                                                               262         226      86,3
                           bersertifikat halal            Usaha
     Terpenuhinya layanan
2                         Skor pola pangan               Skor             85,0        89,0      104,7
     dasar air bersih
     Meningkatnya
     hasil tangkapan      Luas bakau yang dipulihkan
3                                                        Hektare       308,35      315,77     102,4
     secara lestari       di pesisir
"""


def test_texts_one_blank_apart_and_cells_centred_in_their_rows() -> None:
    assert only(CLOSE).texts() == [
        ["No", "Sasaran Strategis", "Indikator Kinerja Utama", "Satuan", "Target", "Realisasi", "Capaian (%)"],
        ["1", "Meningkatnya ketahanan pangan masyarakat di wilayah kepulauan dan pedalaman",
         "Rata-rata lama tinggal wisatawan di penginapan dan akomodasi lainnya", "Hari", "2,9", "3,5", "120,7"],
        ["1", "Meningkatnya ketahanan pangan masyarakat di wilayah kepulauan dan pedalaman",
         "Jumlah pelaku usaha yang bersertifikat halal", "Unit Usaha", "262", "226", "86,3"],
        ["2", "Terpenuhinya layanan dasar air bersih", "Skor pola pangan", "Skor", "85,0", "89,0", "104,7"],
        ["3", "Meningkatnya hasil tangkapan secara lestari", "Luas bakau yang dipulihkan di pesisir", "Hektare",
         "308,35", "315,77", "102,4"],
    ]  # fmt: skip


MONEY = """
                           Tabel 4 Realisasi Anggaran

No                   Program                            Pagu (Rp)          Realisasi (Rp)         %
     Program Penunjang Urusan Pemerintahan
1                                                   Rp 150.604.000,00        Rp 119.240.128,00          79,17
     Daerah Kabupaten/Kota
2    Program Pembinaan Perpustakaan             Rp 8.151.724.000,00 Rp 6.442.211.783,00                 79,03
3    Program Penyuluhan Pertanian               Rp 1.022.103.000,00          Rp 774.868.661,00          75,81
                                                                     Rp                       Rp
Jumlah                                                                                                  78,69
                                                      9.324.431.000,00         7.336.320.572,00
"""


def test_amounts_one_blank_apart_are_told_by_counting_them() -> None:
    rows = only(MONEY).texts()
    assert rows[0] == ["No", "Program", "Pagu (Rp)", "Realisasi (Rp)", "%"]
    assert rows[1] == [
        "1", "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota", "Rp 150.604.000,00", "Rp 119.240.128,00",
        "79,17",
    ]  # fmt: skip
    assert rows[2][2:] == ["Rp 8.151.724.000,00", "Rp 6.442.211.783,00", "79,03"]
    assert [cell.removeprefix("Rp ") for cell in rows[4]] == [
        "Jumlah", "", "9.324.431.000,00", "7.336.320.572,00", "78,69",
    ]  # fmt: skip


NARROW = """
Tabel 3 Pengukuran Kinerja

N   Sasaran Strategis    Indikator Kinerja Utama        Satua      Target    Realis     Capai
o                                                       n                    asi        an (%)
1   Meningkatnya         Produksi ikan tangkap          Ton        21.933    20.669     94,2
    hasil laut                                                     ,1        ,0
2   Terpenuhinya         Skor pola pangan               Skor       85,0      89,0       104,7
    layanan air
3   Terlindunginya       Nilai tukar nelayan            Nilai      100,88    86,79      86,0
    nelayan kecil
"""


def test_words_and_numbers_that_narrow_cells_break_are_put_together() -> None:
    assert only(NARROW).texts() == [
        ["No", "Sasaran Strategis", "Indikator Kinerja Utama", "Satuan", "Target", "Realisasi", "Capaian (%)"],
        ["1", "Meningkatnya hasil laut", "Produksi ikan tangkap", "Ton", "21.933,1", "20.669,0", "94,2"],
        ["2", "Terpenuhinya layanan air", "Skor pola pangan", "Skor", "85,0", "89,0", "104,7"],
        ["3", "Terlindunginya nelayan kecil", "Nilai tukar nelayan", "Nilai", "100,88", "86,79", "86,0"],
    ]


def test_a_header_at_the_foot_of_a_page_heads_the_rows_of_the_next() -> None:
    rows = NARROW.strip().splitlines()
    table = only("\n".join([*rows[:4], "\f" + rows[4], *rows[5:]]))
    assert table.header_rows == 1
    assert table.pages == (1, 2)
    assert len(table.texts()) == 4


def test_captions_without_a_readable_table_are_told() -> None:
    report = bytes_to_report(
        b"Tabel 3.1 Target Kinerja\nNo Indikator Kinerja Satuan Target\n1 Produksi ikan Ton 12,5\n\n"
        b"Uraian menyusul pada bagian berikutnya.\n",
        "mentah.txt",
    )
    assert report.tables == ()
    assert len(report.warnings) == 1
    assert "1 judul tabel" in report.warnings[0]
    assert "(3.1)" in report.warnings[0]
