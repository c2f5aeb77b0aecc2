"""Tables typeset here in many layouts, read back as literal rows."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from extract.model import Report
from extract.model import Table as ReadTable
from extract.pdf import read_pdf
from tests.test_pdf_hostile import raw_pdf

STYLE = getSampleStyleSheet()["Normal"]
STYLE.fontSize, STYLE.leading = 9, 11
#: a line and a half apart, as reports are often set
LOOSE = ParagraphStyle("loose", STYLE, leading=17)
HEAD = ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]
BODY = [
    ["1", "Persentase rumah tangga sehat", "65,5%", "70,2%", "107,18"],
    ["2", "Jumlah puskesmas terakreditasi", "64", "82", "128,13"],
    ["3", "Nilai SAKIP perangkat daerah", "BB", "A", "-"],
    ["4", "Realisasi belanja langsung", "1.234.567.890", "1.200.000.000", "97,20"],
]


def write(path: Path, table: Table, *, above: list[str] | None = None, pagesize: Any = A4) -> Path:
    story: list[Any] = [Paragraph(line, STYLE) for line in above or []]
    SimpleDocTemplate(str(path), pagesize=pagesize, topMargin=60, bottomMargin=60).build([*story, table])
    return path


def only(report: Report) -> ReadTable:
    assert len(report.tables) == 1, [table.texts() for table in report.tables]
    return report.tables[0]


def wrapped(rows: list[list[str]], col: int = 1) -> list[list[Any]]:
    return [[Paragraph(text, STYLE) if c == col else text for c, text in enumerate(row)] for row in rows]


def test_ruled(tmp_path: Path) -> None:
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONTSIZE", (0, 0), (-1, -1), 9)]
    made = Table([HEAD, *wrapped(BODY)], colWidths=[25, 170, 90, 90, 70], style=style)
    table = only(read_pdf(write(tmp_path / "a.pdf", made, above=["Tabel 3.2", "Pengukuran Kinerja Tahun 2021"])))
    assert (table.number, table.caption, table.method) == ("3.2", "Pengukuran Kinerja Tahun 2021", "rules")
    assert table.header_rows == 1
    assert table.texts() == [HEAD, *BODY]
    cell = next(cell for cell in table.cells if cell.text == "128,13")
    assert cell.page == 1
    assert cell.box is not None
    assert 400 < cell.box.x0 < cell.box.x1 < 560
    assert 60 < cell.box.y0 < cell.box.y1 < 250


def test_numbering_row_is_dropped(tmp_path: Path) -> None:
    rows = [HEAD, ["(1)", "(2)", "(3)", "(4)", "(5)"], *BODY]
    made = Table(rows, colWidths=[25, 170, 90, 90, 70], style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    table = only(read_pdf(write(tmp_path / "a.pdf", made)))
    assert table.texts() == [HEAD, *BODY]


def test_half_ruled_lines_above_and_below_only(tmp_path: Path) -> None:
    style = [
        ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
        ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
    ]
    made = Table([HEAD, *BODY], colWidths=[25, 170, 90, 90, 70], style=style)
    table = only(read_pdf(write(tmp_path / "a.pdf", made, above=["Tabel 4. Capaian Kinerja"])))
    assert table.method == "alignment"
    assert (table.number, table.header_rows) == ("4", 1)
    assert table.texts() == [HEAD, *BODY]


def test_half_ruled_every_row(tmp_path: Path) -> None:
    made = Table(
        [HEAD, *wrapped(BODY)],
        colWidths=[25, 120, 90, 90, 70],
        style=[("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black), ("LINEABOVE", (0, 0), (-1, 0), 0.5, colors.black)],
    )
    table = only(read_pdf(write(tmp_path / "a.pdf", made)))
    assert table.texts() == [HEAD, *BODY]


def test_borderless(tmp_path: Path) -> None:
    made = Table([HEAD, *BODY], colWidths=[25, 170, 90, 90, 70])
    table = only(read_pdf(write(tmp_path / "a.pdf", made, above=["Tabel 2.1 Target dan Realisasi"])))
    assert (table.method, table.number) == ("alignment", "2.1")
    assert table.texts() == [HEAD, *BODY]


def test_borderless_with_labels_over_lines(tmp_path: Path) -> None:
    style = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    made = Table([HEAD, *wrapped(BODY)], colWidths=[25, 100, 90, 90, 70], style=style)
    table = only(read_pdf(write(tmp_path / "a.pdf", made, above=["Tabel 2.1 Target dan Realisasi"])))
    assert table.texts() == [HEAD, *BODY]


def test_banded(tmp_path: Path) -> None:
    style = [
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.whitesmoke, colors.lightgrey]),
        ("BACKGROUND", (0, 0), (-1, 0), colors.lightblue),
    ]
    made = Table([HEAD, *wrapped(BODY)], colWidths=[25, 110, 90, 90, 70], style=style)
    table = only(read_pdf(write(tmp_path / "a.pdf", made)))
    assert table.texts() == [HEAD, *BODY]


def test_shading_is_no_rule(tmp_path: Path) -> None:
    # a coloured cell inside a ruled row, and a line of shading behind one text line only
    style = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("BACKGROUND", (0, 0), (-1, 0), colors.orange),
        ("BACKGROUND", (4, 1), (4, 2), colors.green),
    ]
    path = tmp_path / "a.pdf"
    made = Table([HEAD, *wrapped(BODY)], colWidths=[25, 110, 90, 90, 70], style=style)
    table = only(read_pdf(write(path, made)))
    assert table.texts() == [HEAD, *BODY]


def test_merged_cells_are_spans(tmp_path: Path) -> None:
    rows = [
        ["No", "Sasaran", "Indikator", "Anggaran"],
        ["1", "Meningkatnya mutu", "Angka harapan hidup", "1.500.000"],
        ["", "", "Angka kematian bayi", ""],
        ["2", "Terwujudnya tata kelola", "Opini BPK", "250.000"],
        ["JUMLAH", "", "", "1.750.000"],
    ]
    style = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("SPAN", (0, 1), (0, 2)), ("SPAN", (1, 1), (1, 2)),
        ("SPAN", (3, 1), (3, 2)), ("SPAN", (0, 4), (2, 4)),
    ]  # fmt: skip
    table = only(read_pdf(write(tmp_path / "a.pdf", Table(rows, colWidths=[30, 130, 130, 90], style=style))))
    assert table.texts() == [
        ["No", "Sasaran", "Indikator", "Anggaran"],
        ["1", "Meningkatnya mutu", "Angka harapan hidup", "1.500.000"],
        ["1", "Meningkatnya mutu", "Angka kematian bayi", "1.500.000"],
        ["2", "Terwujudnya tata kelola", "Opini BPK", "250.000"],
        ["JUMLAH", "JUMLAH", "JUMLAH", "1.750.000"],
    ]
    spans = {cell.text: (cell.row_span, cell.col_span) for cell in table.cells}
    assert spans["Meningkatnya mutu"] == (2, 1)
    assert spans["1.500.000"] == (2, 1)
    assert spans["JUMLAH"] == (1, 3)


def test_three_level_header(tmp_path: Path) -> None:
    rows = [
        ["No", "Indikator", "Tahun 2021", "", "", ""],
        ["", "", "Triwulan I", "", "Triwulan II", ""],
        ["", "", "Target", "Realisasi", "Target", "Realisasi"],
        ["1", "Jumlah dokumen", "10", "9", "12", "12"],
        ["2", "Persentase temuan", "50%", "45%", "60%", "61%"],
    ]
    style = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("SPAN", (0, 0), (0, 2)), ("SPAN", (1, 0), (1, 2)),
        ("SPAN", (2, 0), (5, 0)), ("SPAN", (2, 1), (3, 1)), ("SPAN", (4, 1), (5, 1)),
    ]  # fmt: skip
    table = only(read_pdf(write(tmp_path / "a.pdf", Table(rows, style=style))))
    assert table.header_rows == 3
    assert table.texts()[:3] == [
        ["No", "Indikator", "Tahun 2021", "Tahun 2021", "Tahun 2021", "Tahun 2021"],
        ["No", "Indikator", "Triwulan I", "Triwulan I", "Triwulan II", "Triwulan II"],
        ["No", "Indikator", "Target", "Realisasi", "Target", "Realisasi"],
    ]
    assert table.texts()[3:] == rows[3:]


def test_borderless_two_level_header(tmp_path: Path) -> None:
    rows = [
        ["Indikator Kinerja", "Tahun 2020", "", "Tahun 2021", ""],
        ["", "Target", "Realisasi", "Target", "Realisasi"],
        ["Jumlah dokumen perencanaan", "10", "9", "12", "12"],
        ["Persentase temuan selesai", "50%", "45%", "60%", "61%"],
        ["Indeks kepuasan", "80,1", "82,5", "83,0", "84,7"],
    ]
    style = [("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (4, 0)), ("ALIGN", (1, 0), (-1, -1), "CENTER")]
    table = only(read_pdf(write(tmp_path / "a.pdf", Table(rows, colWidths=[160, 70, 70, 70, 70], style=style))))
    assert table.header_rows == 2
    assert table.texts()[2:] == rows[2:]
    assert table.texts()[0][1:] == ["Tahun 2020", "Tahun 2020", "Tahun 2021", "Tahun 2021"]
    assert table.texts()[1][1:] == ["Target", "Realisasi", "Target", "Realisasi"]


def test_several_indicators_in_one_ruled_row(tmp_path: Path) -> None:
    items = "1. Persentase pencari kerja yang dilatih<br/><br/>2. Jumlah lembaga pelatihan terakreditasi<br/><br/>3. Angka kecelakaan kerja"
    rows = [
        ["Sasaran", "Indikator", "Target", "Realisasi"],
        [
            Paragraph("Meningkatnya kualitas tenaga kerja", STYLE),
            Paragraph(items, STYLE),
            Paragraph("0,57<br/><br/><br/>30<br/><br/><br/>5", STYLE),
            Paragraph("0,34<br/><br/><br/>21<br/><br/><br/>4", STYLE),
        ],
    ]
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    table = only(read_pdf(write(tmp_path / "a.pdf", Table(rows, colWidths=[100, 140, 70, 70], style=style))))
    sasaran = "Meningkatnya kualitas tenaga kerja"
    assert table.texts()[1:] == [
        [sasaran, "1. Persentase pencari kerja yang dilatih", "0,57", "0,34"],
        [sasaran, "2. Jumlah lembaga pelatihan terakreditasi", "30", "21"],
        [sasaran, "3. Angka kecelakaan kerja", "5", "4"],
    ]


def test_one_indicator_with_figures_over_lines_stays_one_row(tmp_path: Path) -> None:
    rows = [
        ["Indikator", "Target", "Realisasi"],
        ["Rasio kematian ibu", Paragraph("89/<br/>100.000 KH", STYLE), Paragraph("86,97/<br/>100.000 KH", STYLE)],
        [
            Paragraph("Rasio Kematian<br/>Bayi", LOOSE),
            Paragraph("5,8/1000<br/>KH", LOOSE),
            Paragraph("4/1000<br/>KH", LOOSE),
        ],
        ["Opini BPK", "WTP", "WTP"],
    ]
    table = only(
        read_pdf(
            write(
                tmp_path / "a.pdf",
                Table(rows, colWidths=[140, 70, 70], style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)]),
            )
        )
    )
    assert table.texts()[1:] == [
        ["Rasio kematian ibu", "89/100.000 KH", "86,97/100.000 KH"],
        ["Rasio Kematian Bayi", "5,8/1000 KH", "4/1000 KH"],
        ["Opini BPK", "WTP", "WTP"],
    ]


def test_figure_broken_in_a_narrow_cell(tmp_path: Path) -> None:
    rows = [
        ["Program", "Pagu", "Sisa"],
        ["Pelayanan umum", Paragraph("13.000.0<br/>00", STYLE), Paragraph("1.250.0<br/>00,50", STYLE)],
        ["Rehabilitasi", "2.500.000", "0"],
    ]
    table = only(
        read_pdf(
            write(
                tmp_path / "a.pdf",
                Table(rows, colWidths=[100, 52, 52], style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)]),
            )
        )
    )
    assert table.texts()[1] == ["Pelayanan umum", "13.000.000", "1.250.000,50"]


def canvas_table(
    canvas: Canvas, x: float, y: float, widths: list[float], rows: list[list[str]], high: float = 18
) -> None:
    """Rows of single-line cells with all rules, drawn by hand."""
    right, bottom = x + sum(widths), y - high * len(rows)
    for k in range(len(rows) + 1):
        canvas.line(x, y - k * high, right, y - k * high)
    left = x
    for width in [*widths, 0]:
        canvas.line(left, y, left, bottom)
        left += width
    canvas.setFont("Helvetica", 9)
    for k, row in enumerate(rows):
        left = x
        for width, text in zip(widths, row, strict=True):
            canvas.drawString(left + 4, y - k * high - 12, text)
            left += width


def test_two_tables_side_by_side(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    one = [["Golongan", "Jumlah"], ["IV", "12"], ["III", "30"]]
    two = [["Pendidikan", "Jumlah"], ["S2", "7"], ["S1", "21"], ["SMA", "14"]]
    canvas_table(canvas, 60, 700, [120, 60], one)
    canvas_table(canvas, 320, 700, [120, 60], two)
    canvas.save()
    tables = read_pdf(tmp_path / "a.pdf").tables
    assert [table.texts() for table in tables] == [one, two]


def test_nested_table_in_a_frame(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.rect(50, 560, 400, 180)
    rows = [["Skor", "Kategori"], ["4", "Sangat baik"], ["3", "Baik"]]
    canvas_table(canvas, 80, 700, [60, 160], rows)
    canvas.save()
    assert only(read_pdf(tmp_path / "a.pdf")).texts() == rows


def test_page_break_repeats_header_and_cuts_a_row(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    widths = [30.0, 200.0, 80.0]
    head = ["No", "Indikator Kinerja", "Target"]
    canvas_table(
        canvas, 60, 160, widths, [head, ["1", "Jumlah dokumen", "12"], ["2", "Persentase penyelesaian", "75%"]]
    )
    canvas.showPage()
    canvas_table(canvas, 60, 780, widths, [head, ["", "tindak lanjut temuan", ""], ["3", "Nilai SAKIP", "BB"]])
    canvas.save()
    table = only(read_pdf(tmp_path / "a.pdf"))
    assert table.pages == (1, 2)
    assert table.texts() == [
        head,
        ["1", "Jumlah dokumen", "12"],
        ["2", "Persentase penyelesaian tindak lanjut temuan", "75%"],
        ["3", "Nilai SAKIP", "BB"],
    ]
    pages = {cell.text: cell.page for cell in table.cells}
    assert (pages["75%"], pages["BB"]) == (1, 2)


def test_continuation_without_header_and_with_another_table_after(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    widths = [30.0, 200.0, 80.0]
    canvas_table(canvas, 60, 160, widths, [["No", "Indikator Kinerja", "Target"], ["1", "Jumlah dokumen", "12"]])
    canvas.showPage()
    canvas_table(canvas, 63, 780, widths, [["2", "Jumlah orang", "8"], ["3", "Nilai SAKIP", "BB"]])
    canvas.drawString(60, 700, "Tabel 7. Anggaran")
    canvas_table(canvas, 63, 690, widths, [["No", "Program", "Pagu"], ["1", "Pelayanan", "900"]])
    canvas.save()
    tables = read_pdf(tmp_path / "a.pdf").tables
    assert [table.pages for table in tables] == [(1, 2), (2,)]
    assert tables[0].texts()[1:] == [
        ["1", "Jumlah dokumen", "12"],
        ["2", "Jumlah orang", "8"],
        ["3", "Nilai SAKIP", "BB"],
    ]
    assert (tables[1].number, tables[1].caption) == ("7", "Anggaran")


def test_caption_on_the_page_before(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawString(220, 110, "Tabel 3.4")
    canvas.drawString(180, 96, "Realisasi Anggaran Tahun 2022")
    canvas.showPage()
    canvas_table(canvas, 60, 780, [30.0, 200.0, 80.0], [["No", "Program", "Pagu"], ["1", "Pelayanan", "900"]])
    canvas.save()
    table = only(read_pdf(tmp_path / "a.pdf"))
    assert (table.number, table.caption) == ("3.4", "Realisasi Anggaran Tahun 2022")


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_rotated_page(tmp_path: Path, degrees: int) -> None:
    wide, high = A4
    # reportlab swaps the sides of a turned page: the file's page is upright A4 every time
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4 if degrees == 180 else landscape(A4))
    # drawn so that the page shows upright after /Rotate
    canvas.setPageRotation(degrees)
    if degrees == 90:
        canvas.translate(wide, 0)
        canvas.rotate(90)
        top = wide - 60
    elif degrees == 180:
        canvas.translate(wide, high)
        canvas.rotate(180)
        top = high - 60
    else:
        canvas.translate(0, high)
        canvas.rotate(270)
        top = wide - 60
    rows = [HEAD, *BODY]
    canvas_table(canvas, 50, top, [25, 170, 90, 90, 70], rows)
    canvas.save()
    report = read_pdf(tmp_path / "a.pdf")
    table = only(report)
    assert table.texts() == rows
    first = table.cells[0].box
    assert first is not None
    assert (round(first.x0), round(first.y0)) == (50, 60)
    assert (report.pages[0].width > report.pages[0].height) == (degrees != 180)


@pytest.mark.parametrize("degrees", [90, 270])
def test_table_set_sideways_on_an_upright_page(tmp_path: Path, degrees: int) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    wide, high = A4
    if degrees == 90:
        canvas.translate(wide, 0)
    else:
        canvas.translate(0, high)
    canvas.rotate(degrees)
    rows = [HEAD, *BODY]
    canvas_table(canvas, 50, wide - 60, [25, 170, 90, 90, 70], rows)
    canvas.save()
    assert only(read_pdf(tmp_path / "a.pdf")).texts() == rows


def test_turned_header_text(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for x in (60, 200, 230, 260):
        canvas.line(x, 700, x, 600)
    for y in (700, 640, 620, 600):
        canvas.line(60, y, 260, y)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(64, 665, "Indikator Kinerja")
    for x, text in ((218, "Target"), (248, "Realisasi")):
        canvas.saveState()
        canvas.translate(x, 645)
        canvas.rotate(90)
        canvas.drawString(0, 0, text)
        canvas.restoreState()
    for y, row in ((626, ("Jumlah dokumen", "12", "11")), (606, ("Jumlah orang", "40", "38"))):
        for x, text in zip((64, 204, 234), row, strict=True):
            canvas.drawString(x, y, text)
    canvas.save()
    table = only(read_pdf(tmp_path / "a.pdf"))
    assert table.texts() == [
        ["Indikator Kinerja", "Target", "Realisasi"],
        ["Jumlah dokumen", "12", "11"],
        ["Jumlah orang", "40", "38"],
    ]


def test_letter_spaced_words(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas_table(
        canvas, 60, 700, [200, 80], [["U R A I A N", "Pagu"], ["Belanja pegawai", "700"], ["J U M L A H", "900"]]
    )
    text = canvas.beginText(60, 500)
    text.setFont("Helvetica", 11)
    text.setCharSpace(4)
    text.textLine("PENUTUP")
    canvas.drawText(text)
    canvas.save()
    report = read_pdf(tmp_path / "a.pdf")
    assert only(report).texts() == [["URAIAN", "Pagu"], ["Belanja pegawai", "700"], ["JUMLAH", "900"]]
    assert [paragraph.text for paragraph in report.paragraphs] == ["PENUTUP"]


def test_landscape_page_and_wide_table(tmp_path: Path) -> None:
    rows = [
        ["No", "Indikator", *(f"TW {q}" for q in ("I", "II", "III", "IV"))],
        ["1", "Jumlah orang", "10", "20", "30", "40"],
    ]
    made = Table(rows, colWidths=[30, 300, 80, 80, 80, 80], style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    report = read_pdf(write(tmp_path / "a.pdf", made, pagesize=landscape(A4)))
    assert report.pages[0].width > report.pages[0].height
    assert only(report).texts() == rows


def test_lines_drawn_as_thin_rectangles_with_corner_dots(tmp_path: Path) -> None:
    # as Word writes its borders: short filled bars with squares where they meet, and no line at a white border
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    xs, ys = (60, 160, 240), (700, 680, 660)
    for y in ys:
        for x0, x1 in itertools.pairwise(xs):
            canvas.rect(x0 + 0.48, y, x1 - x0 - 0.48, 0.48, stroke=0, fill=1)
        for x in xs:
            canvas.rect(x, y, 0.48, 0.48, stroke=0, fill=1)
    for x in xs:
        for y1, y0 in itertools.pairwise(ys):
            canvas.rect(x, y0 + 0.48, 0.48, y1 - y0 - 0.48, stroke=0, fill=1)
    canvas.setFont("Helvetica", 9)
    for y, row in ((687, ("Uraian", "Jumlah")), (667, ("Pegawai", "17"))):
        for x, text in zip(xs, row, strict=False):
            canvas.drawString(x + 5, y, text)
    canvas.save()
    assert only(read_pdf(tmp_path / "a.pdf")).texts() == [["Uraian", "Jumlah"], ["Pegawai", "17"]]


def test_cells_told_apart_by_shading_where_no_rule_is_drawn(tmp_path: Path) -> None:
    # white cell backgrounds with a hair between the rows, the rules of the rows missing
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    xs = (60.0, 220.0, 300.0)
    for x in xs:
        canvas.rect(x, 600, 0.48, 100, stroke=0, fill=1)
    for y in (700, 600):
        canvas.rect(60, y, 240, 0.48, stroke=0, fill=1)
    canvas.setFillColor(colors.white)
    for k in range(4):
        for x0, x1 in itertools.pairwise(xs):
            canvas.rect(x0 + 0.5, 600.5 + 25 * k, x1 - x0 - 0.6, 24.6, stroke=0, fill=1)
    canvas.setFillColor(colors.black)
    canvas.setFont("Helvetica", 8)
    rows = [["Uraian", "Jumlah"], ["Belanja pegawai kantor", "17"], ["Belanja barang", "25"], ["Belanja modal", "8"]]
    for k, row in enumerate(rows):
        canvas.drawString(66, 690 - 25 * k, row[0])
        canvas.drawString(226, 682 - 25 * k, row[1])
    canvas.save()
    assert only(read_pdf(tmp_path / "a.pdf")).texts() == rows


def test_total_with_its_figure_in_one_merged_cell(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas_table(
        canvas, 60, 700, [160, 80, 80], [["Indikator", "Target", "Capaian"], ["Jumlah dokumen", "12", "100,00"]]
    )
    canvas.rect(60, 646, 320, 18)
    canvas.drawString(160, 652, "Rata-rata")
    canvas.drawString(310, 652, "98,75")
    canvas.save()
    assert only(read_pdf(tmp_path / "a.pdf")).texts()[-1] == ["Rata-rata", "Rata-rata", "98,75"]


def test_notes_under_a_table(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas_table(canvas, 60, 700, [160, 80], [["Indikator", "Target"], ["Jumlah dokumen", "12"]])
    canvas.drawString(60, 652, "Sumber: Bagian Keuangan, 2022")
    canvas.drawString(60, 600, "Berdasarkan tabel tersebut kinerja tercapai.")
    canvas.save()
    report = read_pdf(tmp_path / "a.pdf")
    assert only(report).notes == ("Sumber: Bagian Keuangan, 2022",)
    assert [paragraph.text for paragraph in report.paragraphs] == ["Berdasarkan tabel tersebut kinerja tercapai."]


def test_watermark_is_kept_out(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    rows = [HEAD, *BODY]
    canvas_table(canvas, 50, 700, [25, 170, 90, 90, 70], rows)
    canvas.saveState()
    canvas.setFillColor(colors.lightgrey)
    canvas.setFont("Helvetica-Bold", 60)
    canvas.translate(120, 560)
    canvas.rotate(30)
    canvas.drawString(0, 0, "SALINAN")
    canvas.restoreState()
    canvas.setFont("Helvetica", 64)
    canvas.drawString(80, 640, "DRAF")
    canvas.save()
    assert only(read_pdf(tmp_path / "a.pdf")).texts() == rows


def test_text_running_over_into_empty_cells(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    rows = [["No", "Uraian", "TW I", "TW II"], ["1", "Belanja", "12", "14"], ["", "", "", ""]]
    canvas_table(canvas, 60, 700, [30, 60, 50, 50], rows)
    canvas.drawString(94, 652, "Sumber data: laporan bidang keuangan")
    canvas.save()
    assert only(read_pdf(tmp_path / "a.pdf")).texts() == [
        *rows[:2],
        ["", "Sumber data: laporan bidang keuangan", "", ""],
    ]


def test_double_and_dashed_rules(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    rows = [["Uraian", "Jumlah"], ["Pegawai", "17"], ["Tenaga ahli", "4"]]
    canvas_table(canvas, 60, 700, [100, 60], rows)
    for gap in (2.2,):  # a second frame around the first
        canvas.rect(60 - gap, 700 - 54 - gap, 160 + 2 * gap, 54 + 2 * gap)
    canvas.setDash(1, 2)
    canvas_table(canvas, 60, 500, [100, 60], rows)
    canvas.save()
    assert [table.texts() for table in read_pdf(tmp_path / "a.pdf").tables] == [rows, rows]


def test_structure_tree_where_nothing_is_drawn(tmp_path: Path) -> None:
    # a tagged table whose labels wrap beside each other: no rule, no figures, only the tree knows the cells
    lines: list[str] = []
    cells: list[tuple[int, int]] = []
    texts = [
        ["Misi", "Tujuan", "Sasaran"],
        ["Tata kelola|yang bersih", "Terwujudnya|birokrasi", "Meningkatnya|akuntabilitas"],
        ["", "Terlayaninya|masyarakat", "Meningkatnya|kepuasan"],
        ["Ekonomi maju", "Tumbuhnya usaha", "Naiknya ekspor"],
    ]
    mark, top = 0, 760
    rows: list[list[int]] = []
    for row in texts:
        held = []
        for col, text in enumerate(row):
            if not text:
                continue
            lines.append(f"/P <</MCID {mark}>> BDC")
            lines += [
                f"BT /F1 10 Tf {60 + 160 * col} {top - 12 * k} Td ({part}) Tj ET"
                for k, part in enumerate(text.split("|"))
            ]
            lines.append("EMC")
            held.append(mark)
            mark += 1
        rows.append(held)
        top -= 30
    objects: list[str] = []
    number = 10
    kids = []
    for held in rows:
        row_number = number
        number += 1
        own = []
        for mcid in held:
            objects.append(
                f"{number} 0 obj\n<< /Type /StructElem /S /TD /P {row_number} 0 R /Pg 3 0 R /K {mcid} >>\nendobj\n"
            )
            cells.append((mcid, number))
            own.append(f"{number} 0 R")
            number += 1
        objects.append(f"{row_number} 0 obj\n<< /Type /StructElem /S /TR /P 8 0 R /K [{' '.join(own)}] >>\nendobj\n")
        kids.append(f"{row_number} 0 R")
    parents = " ".join(f"{number} 0 R" for _, number in sorted(cells))
    objects.append(
        "6 0 obj\n<< /Type /StructTreeRoot /K 7 0 R /ParentTree 9 0 R /ParentTreeNextKey 1 >>\nendobj\n"
        "7 0 obj\n<< /Type /StructElem /S /Document /P 6 0 R /K [8 0 R] >>\nendobj\n"
        f"8 0 obj\n<< /Type /StructElem /S /Table /P 7 0 R /K [{' '.join(kids)}] >>\nendobj\n"
        f"9 0 obj\n<< /Nums [0 [{parents}]] >>\nendobj\n"
    )
    path = tmp_path / "a.pdf"
    data = raw_pdf(path, "\n".join(lines).encode(), b"/StructParents 0").read_bytes()
    data = data.replace(b"/Pages 2 0 R >>", b"/Pages 2 0 R /StructTreeRoot 6 0 R /MarkInfo << /Marked true >> >>", 1)
    path.write_bytes(data.replace(b"xref\n", "".join(objects).encode() + b"xref\n", 1))
    table = only(read_pdf(path))
    assert table.method == "tree"
    assert table.texts() == [
        ["Misi", "Tujuan", "Sasaran"],
        ["Tata kelola yang bersih", "Terwujudnya birokrasi", "Meningkatnya akuntabilitas"],
        ["Tata kelola yang bersih", "Terlayaninya masyarakat", "Meningkatnya kepuasan"],
        ["Ekonomi maju", "Tumbuhnya usaha", "Naiknya ekspor"],
    ]


def test_sentence_over_a_page_break(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for page, lines in enumerate(
        (
            ["Realisasi anggaran pada tahun 2022 adalah", "sebesar Rp. 1.200.000.000,- atau"],
            ["97,20 % dari pagu.", "Target tahun depan naik."],
        ),
        1,
    ):
        canvas.drawString(200, 800, "LKJIP DINAS CONTOH 2022")
        for k, line in enumerate(lines):
            canvas.drawString(72, (120 if page == 1 else 760) - 16 * k, line)
        canvas.drawString(290, 40, str(page))
        canvas.showPage()
    canvas.save()
    report = read_pdf(tmp_path / "a.pdf")
    prose = [(p.page, p.text) for p in report.paragraphs if p.kind != "furniture"]
    assert prose[0][0] == 1
    assert prose[0][1].startswith(
        "Realisasi anggaran pada tahun 2022 adalah sebesar Rp. 1.200.000.000,- atau 97,20 % dari pagu."
    )
    assert [p.text for p in report.paragraphs if p.kind == "furniture"] == [
        "LKJIP DINAS CONTOH 2022",
        "1",
        "LKJIP DINAS CONTOH 2022",
        "2",
    ]


LONG = [
    ["1", "Meningkatnya kualitas layanan penempatan", "Persentase pekerja migran Indonesia yang ditempatkan sesuai dengan standar", "85%", "83,2%", "97,88"],
    ["2", "Meningkatnya kualitas layanan penempatan", "Jumlah calon pekerja migran yang memperoleh sosialisasi peluang kerja", "1.200 orang", "1.345 orang", "112,08"],
    ["3", "Meningkatnya kualitas layanan penempatan", "Indeks kepuasan masyarakat", "82,5", "84,1", "101,94"],
    ["4", "Terwujudnya tata kelola yang baik", "Nilai SAKIP", "BB", "A", "100"],
]  # fmt: skip
GREY = colors.grey
DRAWN: dict[str, list[Any]] = {
    "nothing": [],
    "lines under rows": [("LINEBELOW", (0, 0), (-1, -1), 0.5, GREY), ("LINEABOVE", (0, 0), (-1, 0), 0.5, GREY)],
    "lines between columns": [
        ("LINEAFTER", (0, 0), (-2, -1), 0.5, GREY), ("BOX", (0, 0), (-1, -1), 1, GREY), ("LINEBELOW", (0, 0), (-1, 0), 1, GREY),
    ],
    "bands": [("ROWBACKGROUNDS", (0, 0), (-1, -1), [colors.lightblue, colors.white])],
    "everything": [("GRID", (0, 0), (-1, -1), 0.5, GREY)],
}  # fmt: skip


@pytest.mark.parametrize("align", ["TOP", "MIDDLE", "BOTTOM"])
@pytest.mark.parametrize("drawn", list(DRAWN))
def test_wrapped_labels_whatever_is_drawn(tmp_path: Path, drawn: str, align: str) -> None:
    head = ["No", "Sasaran", "Indikator", "Target", "Realisasi", "Capaian"]
    rows = [[text if col not in (1, 2) else Paragraph(text, STYLE) for col, text in enumerate(row)] for row in LONG]
    made = Table(
        [head, *rows], colWidths=[25, 110, 150, 60, 70, 50], style=[("VALIGN", (0, 0), (-1, -1), align), *DRAWN[drawn]]
    )
    table = only(read_pdf(write(tmp_path / "a.pdf", made, above=["Tabel 5. Capaian Kinerja"])))
    assert (table.number, table.caption, table.header_rows) == ("5", "Capaian Kinerja", 1)
    assert table.texts() == [head, *LONG]


def test_list_of_programmes_without_rules_or_caption(tmp_path: Path) -> None:
    rows = [
        ["Program", "Anggaran", "Keterangan"],
        ["1. Program Pelayanan Administrasi", "Rp. 1.250.000.000,-", "APBD"],
        ["2. Program Peningkatan Sarana", "Rp. 750.000.000,-", "APBD"],
        ["3. Program Pembinaan", "Rp. 2.000.000.000,-", "APBN"],
    ]
    report = read_pdf(
        write(
            tmp_path / "a.pdf",
            Table(rows, colWidths=[220, 130, 80]),
            above=["Perjanjian kinerja ini didukung anggaran:"],
        )
    )
    assert only(report).texts() == rows
    assert [paragraph.text for paragraph in report.paragraphs] == ["Perjanjian kinerja ini didukung anggaran:"]


def test_prose_with_figures_is_no_table(tmp_path: Path) -> None:
    prose = "Dari target sebesar 1.250 orang, terealisasi 1.345 orang atau 107,60%. Capaian ini lebih tinggi. " * 6
    path = tmp_path / "a.pdf"
    names = Table(
        [["Nama", ":", "Budi Santoso"], ["NIP", ":", "19700101 199003 1 001"], ["Jabatan", ":", "Kepala Dinas"]]
    )
    SimpleDocTemplate(str(path)).build([Paragraph(prose, STYLE), Paragraph(prose, STYLE), names])
    report = read_pdf(path)
    assert report.tables == ()
    assert report.pages[0].status == "text"


def test_caption_without_a_table_is_named(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.drawString(72, 700, "Tabel 3.9 Rekapitulasi Pengaduan")
    canvas.drawString(72, 400, "Berdasarkan tabel di atas pengaduan menurun dibandingkan tahun lalu.")
    canvas.save()
    page = read_pdf(tmp_path / "a.pdf").pages[0]
    assert (page.status, page.note) == ("unread_table", "Tabel 3.9")


def test_continued_caption_and_repeated_part_of_a_header(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    widths = [30.0, 200.0, 80.0]
    head = ["No", "Indikator Kinerja", "Target"]
    canvas.drawString(60, 200, "Tabel 9. Target Kinerja")
    canvas_table(canvas, 60, 190, widths, [head, ["1", "Jumlah dokumen", "12"], ["2", "Jumlah orang", "30"]])
    canvas.showPage()
    canvas.drawString(60, 800, "Lanjutan Tabel 9")
    canvas_table(canvas, 60, 790, widths, [head, ["3", "Nilai SAKIP", "BB"]])
    canvas.save()
    table = only(read_pdf(tmp_path / "a.pdf"))
    assert (table.number, table.pages) == ("9", (1, 2))
    assert table.texts() == [
        head,
        ["1", "Jumlah dokumen", "12"],
        ["2", "Jumlah orang", "30"],
        ["3", "Nilai SAKIP", "BB"],
    ]


BOOK = [
    ("LINEABOVE", (0, 0), (-1, 0), 1, GREY), ("LINEBELOW", (0, 0), (-1, 0), 0.5, GREY), ("LINEBELOW", (0, -1), (-1, -1), 1, GREY),
]  # fmt: skip


@pytest.mark.parametrize("style", [[], BOOK])
def test_sections_between_rows_without_rules(tmp_path: Path, style: list[Any]) -> None:
    rows = [
        ["No", "Program/Kegiatan", "Pagu", "Realisasi", "%"],
        ["A", "PROGRAM PENUNJANG", "", "", ""],
        ["1", "Penyediaan gaji", "1.200.000.000", "1.150.000.000", "95,83"],
        ["2", "Penyediaan jasa", "300.000.000", "290.000.000", "96,67"],
        ["B", "PROGRAM PENEMPATAN", "", "", ""],
        ["1", "Sosialisasi", "150.000.000", "149.000.000", "99,33"],
        ["", "JUMLAH", "1.650.000.000", "1.589.000.000", "96,30"],
    ]
    made = Table(rows, colWidths=[25, 170, 90, 90, 50], style=style)
    assert only(read_pdf(write(tmp_path / "a.pdf", made, above=["Tabel 7 Anggaran"]))).texts() == rows


def test_sasaran_over_several_rows_without_rules(tmp_path: Path) -> None:
    one, two = "Meningkatnya kualitas pelayanan publik", "Meningkatnya akuntabilitas"
    rows = [
        ["Sasaran", "Indikator", "Target", "Realisasi"],
        [Paragraph(one, STYLE), "Indeks kepuasan masyarakat", "82,5", "84,1"],
        ["", "Jumlah inovasi pelayanan", "4", "5"],
        [Paragraph(two, STYLE), "Nilai SAKIP", "70,5", "72,3"],
        ["", "Opini BPK", "WTP", "WTP"],
    ]
    made = Table(rows, colWidths=[130, 150, 60, 60], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])
    table = only(read_pdf(write(tmp_path / "a.pdf", made, above=["Tabel 6 Target"])))
    assert table.texts()[1:] == [
        [one, "Indeks kepuasan masyarakat", "82,5", "84,1"],
        [one, "Jumlah inovasi pelayanan", "4", "5"],
        [two, "Nilai SAKIP", "70,5", "72,3"],
        [two, "Opini BPK", "WTP", "WTP"],
    ]


@pytest.mark.parametrize("repeat", [0, 1])
def test_borderless_over_pages(tmp_path: Path, repeat: int) -> None:
    head = ["No", "Kegiatan", "Pagu", "Realisasi"]
    rows = [[str(k), f"Kegiatan pelayanan nomor {k}", f"{k}.250.000", f"{k}.100.000"] for k in range(1, 60)]
    made = Table([head, *rows], colWidths=[30, 200, 90, 90], repeatRows=repeat)
    table = only(read_pdf(write(tmp_path / "a.pdf", made, above=["Tabel 8 Kegiatan"])))
    assert (table.pages, table.number) == ((1, 2), "8")
    assert table.texts() == [head, *rows]


@pytest.mark.parametrize("style", [[], [("GRID", (0, 0), (-1, -1), 0.5, GREY)]])
def test_years_as_columns(tmp_path: Path, style: list[Any]) -> None:
    rows = [
        ["Uraian", "2018", "2019", "2020", "2021"],
        ["Jumlah pegawai", "120", "125", "130", "128"],
        ["Jumlah kantor", "4", "4", "5", "5"],
        ["Persentase hadir", "95,1%", "96,2%", "94,0%", "97,3%"],
    ]
    made = Table(rows, colWidths=[150, 60, 60, 60, 60], style=style)
    table = only(read_pdf(write(tmp_path / "a.pdf", made, above=["Tabel 9 Perkembangan"])))
    assert (table.texts(), table.header_rows) == (rows, 1)


def test_prose_beside_a_text_box(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    left = [
        "Upaya penguatan akuntabilitas kinerja",
        "dilakukan untuk menjawab isu strategis",
        "birokrasi yang masih belum baik karena",
    ]
    box = ["Persentase pencapaian", "sasaran pertama adalah", "90,8 % sangat memuaskan"]
    for k, (one, two) in enumerate(zip(left, box, strict=True)):
        canvas.drawString(72, 700 - 16 * k, one)
        canvas.drawString(360, 700 - 16 * k, two)
    canvas.drawString(
        72, 652, "akuntabilitas merupakan hal yang sangat penting dalam penyelenggaraan pemerintahan daerah."
    )
    canvas.save()
    assert [paragraph.text for paragraph in read_pdf(tmp_path / "a.pdf").paragraphs] == [
        " ".join(box),
        " ".join(left) + " akuntabilitas merupakan hal yang sangat penting dalam penyelenggaraan pemerintahan daerah.",
    ]
