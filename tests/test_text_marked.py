"""Tables in text files whose cells are marked otherwise than by tabs: HTML, drawn grids, ruled columns, CSV."""

from __future__ import annotations

import pytest

from extract.model import Report, Table
from extract.text import bytes_to_report

HEAD = ["No", "Sasaran", "Indikator Kinerja", "Satuan", "Target", "Realisasi"]
ROWS = [
    ["1", "Air bersih merata", "Cakupan air minum layak", "%", "78,50", "80,10"],
    ["1", "Air bersih merata", "Jumlah sumur bor", "Unit", "1.200", "1.150"],
    ["2", "Jalan mantap", "Panjang jalan mantap", "Km", "345,2", "350,0"],
]


def report(text: str) -> Report:
    return bytes_to_report(text.encode(), "laporan.txt")


def only_table(text: str) -> Table:
    tables = report(text).tables
    assert len(tables) == 1
    return tables[0]


MARKUP = """Tabel 3.1 Pengukuran Kinerja

<table><thead><tr><th>No</th><th>Sasaran</th><th>Indikator Kinerja</th><th>Satuan</th><th>Target</th><th>Realisasi
</th></tr></thead><tbody><tr><td rowspan="2">1</td><td rowspan=2>Air bersih<br>merata</td><td>Cakupan air minum layak</td>
<td>%</td><td>78,50</td><td>80,10</td></tr><tr><td>Jumlah sumur&nbsp;bor</td><td>Unit</td><td>1.200</td><td>1.150</td></tr>
<tr><td>2<td>Jalan mantap<td>Panjang jalan mantap<td>Km<td>345,2<td>350,0</table>

Uraian berikutnya.
"""


def test_html_table_amid_text_with_spans_and_unclosed_cells() -> None:
    table = only_table(MARKUP)
    assert table.texts() == [HEAD, *ROWS]
    assert (table.number, table.caption) == ("3.1", "Pengukuran Kinerja")
    assert report(MARKUP).paragraphs[-1].text == "Uraian berikutnya."


def test_web_page_leaves_out_what_is_not_shown() -> None:
    page = report(
        "<!DOCTYPE html><html><head><title>x</title><style>td{color:red}</style></head><body><!-- draf -->"
        "<h2>Bab III Kinerja</h2><p>Alinea satu.</p><p>Tabel 2<br>Anggaran</p><table><tr><th>Program<th>Pagu<th>Realisasi"
        "<tr><td>Program Air<td>1.000.000<td>900.000<tr><td>Program Jalan<td>2.500.000<td>2.400.000</table></body></html>"
    )
    assert [item.text for item in page.paragraphs] == ["Bab III Kinerja", "Alinea satu.", "Tabel 2 Anggaran"]
    assert page.tables[0].number == "2"
    assert page.tables[0].texts()[1:] == [
        ["Program Air", "1.000.000", "900.000"],
        ["Program Jalan", "2.500.000", "2.400.000"],
    ]


GRID = """Tabel 1 Pengukuran

+----+--------------+-----------------+--------+--------+-----------+
| No | Sasaran      | Indikator       | Satuan | Target | Realisasi |
|    |              | Kinerja         |        |        |           |
+====+==============+=================+========+========+===========+
| 1  | Air bersih   | Cakupan air     | %      | 78,50  | 80,10     |
|    | merata       | minum layak     |        |        |           |
|    |              +-----------------+--------+--------+-----------+
|    |              | Jumlah sumur    | Unit   | 1.200  | 1.150     |
|    |              | bor             |        |        |           |
+----+--------------+-----------------+--------+--------+-----------+
| 2  | Jalan mantap | Panjang jalan   | Km     | 345,2  | 350,0     |
|    |              | mantap          |        |        |           |
+----+--------------+-----------------+--------+--------+-----------+
"""


def test_drawn_grid_with_wrapped_cells_and_partial_rules() -> None:
    assert only_table(GRID).texts() == [HEAD, *ROWS]


def test_box_characters_are_a_grid_too() -> None:
    drawn = GRID.replace("=", "-").replace("-", "─").replace("|", "│")
    assert only_table(drawn).texts() == [HEAD, *ROWS]


def test_columns_under_dashes_with_blank_lines_between_rows() -> None:
    table = only_table(
        """Tabel 1 Pengukuran

  ------------------------------------------------------------------------
  No   Sasaran        Indikator Kinerja     Satuan    Target    Realisasi
  ---- -------------- --------------------- --------- --------- ----------
  1    Air bersih     Cakupan air minum     %         78,50     80,10
       merata         layak

                      Jumlah sumur bor      Unit      1.200     1.150

  2    Jalan mantap   Panjang jalan         Km        345,2     350,0
                      mantap
  ------------------------------------------------------------------------
"""
    )
    assert table.texts() == [HEAD, *ROWS]


@pytest.mark.parametrize("sign", [";", ","])
def test_fields_parted_by_signs(sign: str) -> None:
    def line(cells: list[str]) -> str:
        return sign.join(f'"{cell}"' if sign in cell else cell for cell in cells)

    first = [["", "", *row[2:]] if at == 1 else row for at, row in enumerate(ROWS)]
    table = only_table("Tabel 1 Pengukuran\n" + "\n".join(map(line, [HEAD, *first])) + "\n\nUraian; singkat; saja.\n")
    assert table.texts() == [HEAD, *ROWS]


def test_prose_with_commas_and_semicolons_is_no_table() -> None:
    prose = """Sasaran, program, dan kegiatan dinas ini disusun bersama, dibahas, lalu disahkan.
Target, realisasi, dan capaian tahun ini disajikan pada tabel, grafik, dan uraian berikut.
Program, kegiatan, dan anggaran terinci pada lampiran, matriks, dan daftar.
"""
    assert report(prose).tables == ()


def test_markdown_rows_broken_inside_a_cell() -> None:
    table = only_table(
        """| No | Sasaran | Indikator Kinerja | Satuan | Target | Realisasi |
|----+---------|-------------------|--------|--------|-----------|
| 1 | Air bersih
merata | Cakupan air minum
layak | % | 78,50 | 80,10 |
| | | Jumlah sumur bor
| Unit | 1.200 | 1.150
| 2 | Jalan mantap | Panjang jalan mantap | Km | 345,2 | 350,0 |
"""
    )
    assert table.texts() == [HEAD, *ROWS]


def test_word_text_with_line_breaks_in_its_cells() -> None:
    lines = ["\t".join(HEAD), "\t".join(ROWS[0]), *["\t".join(row) for row in ROWS[1:]]]
    text = "\r\n".join(lines).replace("Air bersih merata", "Air bersih\vmerata", 1).replace("sumur bor", "sumur\r\nbor")
    broken = text.replace("minum layak", "minum\r\nla\u00adyak").replace("jalan mantap", "jalan\vmantap")
    assert only_table(broken).texts() == [HEAD, *ROWS]
