"""Scans typeset here and degraded, read back as literal rows; what happens without the extra; pages kept; poor text layers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from extract.errors import NoText
from extract.model import Report
from extract.model import Table as ReadTable
from extract.ocr import ocr_available
from extract.pdf import read_pdf
from tests.scans import black_and_white, clean, noisy, on_its_side, pale, pdf_to_scan, skewed, upside_down

needs_ocr = pytest.mark.skipif(not ocr_available(), reason="the OCR extra is not installed")

TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=10, leading=13)
HEAD = ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]
BODY = [
    ["1", "Persentase rumah tangga yang berperilaku hidup bersih", "65,50", "70,20", "107,18"],
    ["2", "Jumlah puskesmas terakreditasi", "64", "82", "128,13"],
    ["3", "Cakupan pelayanan kesehatan bayi", "100%", "98,60%", "98,60"],
    ["4", "Realisasi belanja langsung", "1.234.567.890", "1.200.000.000", "97,20"],
]
GRID = [
    ("GRID", (0, 0), (-1, -1), 0.7, colors.black),
    ("FONTSIZE", (0, 0), (-1, -1), 10),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
WIDTHS = [25, 190, 85, 85, 75]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAKIP_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("LAKIP_OCR", raising=False)


def typeset(path: Path, *story: Any) -> Path:
    SimpleDocTemplate(str(path), pagesize=A4, topMargin=70, bottomMargin=70).build(list(story))
    return path


def cells(rows: list[list[str]], col: int = 1) -> list[list[Any]]:
    return [[Paragraph(text, TEXT) if c == col else text for c, text in enumerate(row)] for row in rows]


def ruled(tmp_path: Path, style: list[Any] | None = None) -> Path:
    table = Table([HEAD, *cells(BODY)], colWidths=WIDTHS, style=[*GRID, *(style or [])])
    return typeset(
        tmp_path / "set.pdf", Paragraph("Tabel 3.2 Pengukuran Kinerja Tahun 2021", TEXT), Spacer(1, 8), table
    )


def only(report: Report) -> ReadTable:
    assert len(report.tables) == 1, [table.texts() for table in report.tables]
    return report.tables[0]


@needs_ocr
@pytest.mark.parametrize(
    "degrade",
    [clean, skewed(1.7), skewed(-3.2), noisy, pale, on_its_side, upside_down, black_and_white],
    ids=["clean", "falls", "rises", "noisy", "pale", "on_its_side", "upside_down", "black_and_white"],
)
def test_ruled_scan(tmp_path: Path, degrade: Any) -> None:
    table = only(read_pdf(pdf_to_scan(ruled(tmp_path), tmp_path / "scan.pdf", degrade)))
    assert (table.number, table.caption, table.method) == ("3.2", "Pengukuran Kinerja Tahun 2021", "image")
    assert table.texts() == [HEAD, *BODY]
    assert table.header_rows == 1


@needs_ocr
def test_shaded_header_black_and_white(tmp_path: Path) -> None:
    shade = [("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.82, 0.82, 0.82))]
    scan = pdf_to_scan(ruled(tmp_path, shade), tmp_path / "scan.pdf", black_and_white, dpi=300)
    assert only(read_pdf(scan)).texts() == [HEAD, *BODY]


@needs_ocr
def test_confidence_and_boxes_on_the_page_as_shown(tmp_path: Path) -> None:
    straight = only(read_pdf(pdf_to_scan(ruled(tmp_path), tmp_path / "a.pdf", clean)))
    sideways = read_pdf(pdf_to_scan(ruled(tmp_path), tmp_path / "b.pdf", on_its_side))
    assert (sideways.pages[0].width, sideways.pages[0].height) == (pytest.approx(842, abs=2), pytest.approx(595, abs=2))
    for one, other in zip(straight.cells, only(sideways).cells, strict=True):
        assert one.text == other.text
        assert 0.5 < one.confidence <= 1
        assert one.box is not None
        assert other.box is not None
        # a quarter clockwise: what was at the left edge is at the top
        assert other.box.y0 == pytest.approx(one.box.x0, abs=4)
        assert other.box.x1 == pytest.approx(842 - one.box.y0, abs=4)


@needs_ocr
def test_table_over_two_pages(tmp_path: Path) -> None:
    first = Table([HEAD, *cells(BODY[:2])], colWidths=WIDTHS, style=GRID)
    second = Table([HEAD, *cells(BODY[2:])], colWidths=WIDTHS, style=GRID)
    source = typeset(tmp_path / "set.pdf", Paragraph("Tabel 3.2 Pengukuran", TEXT), first, PageBreak(), second)
    table = only(read_pdf(pdf_to_scan(source, tmp_path / "scan.pdf", skewed(0.6))))
    assert table.pages == (1, 2)
    assert table.texts() == [HEAD, *BODY]
    assert [cell.page for cell in table.cells if cell.text in ("70,20", "98,60%")] == [1, 2]


PROGRAMS = [
    ["1.", "Program Peningkatan Pelayanan Kesehatan Masyarakat di Daerah Terpencil", "Rp.", "1.234.500.000,00", "APBD"],
    ["2.", "Program Pengadaan Obat", "Rp.", "987.650.000,00", "APBD"],
    ["3.", "Program Pengembangan Sumber Daya Kesehatan dan Tenaga Medis", "Rp.", "12.000.345.000,00", "APBN"],
    ["4.", "Program Promosi Kesehatan", "Rp.", "45.000.000,00", "APBD"],
]


@needs_ocr
def test_numbered_list_without_rules(tmp_path: Path) -> None:
    head = ["No", "Program", "", "Anggaran", "Keterangan"]
    style = [
        ("FONTSIZE", (0, 0), (-1, -1), 10),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("ALIGN", (3, 0), (3, -1), "RIGHT"),
    ]
    table = Table([head, *cells(PROGRAMS)], colWidths=[28, 170, 32, 110, 90], style=style)
    read = only(read_pdf(pdf_to_scan(typeset(tmp_path / "set.pdf", table), tmp_path / "scan.pdf", noisy)))
    assert read.texts() == [
        ["No", "Program", "Anggaran", "Keterangan"],
        *([number, name, f"{mark} {money}", source] for number, name, mark, money, source in PROGRAMS),
    ]


@needs_ocr
def test_figures_of_several_units_under_one_name(tmp_path: Path) -> None:
    rows = [
        ["Indikator", "Target", "Penjelasan"],
        [Paragraph("Jumlah pengelola keuangan yang tertata", TEXT), "27 Kab/Kota\n49 OPD\n12 Biro", "Sumber: laporan"],
        [Paragraph("Persentase dokumen tepat waktu", TEXT), "100%", "Sumber: laporan"],
    ]
    source = typeset(tmp_path / "set.pdf", Table(rows, colWidths=[200, 100, 130], style=GRID))
    table = only(read_pdf(pdf_to_scan(source, tmp_path / "scan.pdf", clean)))
    name = "Jumlah pengelola keuangan yang tertata"
    assert [row[:2] for row in table.texts()] == [
        ["Indikator", "Target"],
        [name, "27 Kab/Kota"],
        [name, "49 OPD"],
        [name, "12 Biro"],
        ["Persentase dokumen tepat waktu", "100%"],
    ]


@needs_ocr
def test_prose_of_a_scan(tmp_path: Path) -> None:
    words = "Realisasi anggaran tahun 2021 sebesar Rp 14.646.963.000 atau 98,60 persen dari pagu yang tersedia."
    source = typeset(tmp_path / "set.pdf", Paragraph(words, ParagraphStyle("p", TEXT, fontSize=11, leading=15)))
    report = read_pdf(pdf_to_scan(source, tmp_path / "scan.pdf", skewed(1.0)))
    assert [paragraph.text for paragraph in report.paragraphs] == [words]
    assert report.tables == ()


@needs_ocr
def test_same_text_for_any_number_of_workers_and_pages_kept(tmp_path: Path) -> None:
    from extract.scan import ScanSettings, read_scan_pages

    table = Table([HEAD, *cells(BODY)], colWidths=WIDTHS, style=GRID)
    source = typeset(tmp_path / "set.pdf", table, PageBreak(), Paragraph("Halaman dua", TEXT), PageBreak(), table)
    scan = pdf_to_scan(source, tmp_path / "scan.pdf", noisy)
    one = read_scan_pages(scan, [1, 2, 3], ScanSettings(workers=1, cache=None))
    told: list[tuple[int, int]] = []
    two = read_scan_pages(scan, [1, 2, 3], ScanSettings(workers=3, cache=tmp_path / "kept"), lambda *n: told.append(n))
    assert [page.lines for page in one] == [page.lines for page in two]
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]

    # the second page's file is spoilt, the others are taken as kept
    kept = sorted((tmp_path / "kept").rglob("*.json"))
    assert [file.name for file in kept] == ["00001.json", "00002.json", "00003.json"]
    plain = json.loads(kept[0].read_text())
    plain["lines"] = []
    kept[0].write_text(json.dumps(plain))
    kept[1].write_text("{")
    told.clear()
    again = read_scan_pages(scan, [3, 2, 1], ScanSettings(cache=tmp_path / "kept"), lambda *n: told.append(n))
    assert told == [(2, 3), (3, 3)]
    assert [page.number for page in again] == [3, 2, 1]
    assert again[0].lines == one[2].lines
    assert again[1].lines == one[1].lines
    assert again[2].lines == ()


GARBLED = "\n".join(
    ["PERJANJ1AN K1NERJA TAHUN 2O2l", "lndikator kine~a Targct Rcalisasi", "Mcn1ngkatnya ku4litas pclayanan"] * 4
)


@needs_ocr
def test_hidden_layer_of_another_ocr_is_not_believed(tmp_path: Path) -> None:
    scan = pdf_to_scan(ruled(tmp_path), tmp_path / "scan.pdf", clean, hidden_text=GARBLED)
    table = only(read_pdf(scan))
    assert table.method == "image"
    assert table.texts() == [HEAD, *BODY]


@needs_ocr
def test_table_pasted_as_a_picture(tmp_path: Path) -> None:
    import io

    import pypdfium2
    from reportlab.platypus import Image as Flowable

    page = pypdfium2.PdfDocument(str(ruled(tmp_path)))[0]
    drawn = page.render(scale=200 / 72).to_pil().crop((130, 180, 1530, 620))
    data = io.BytesIO()
    drawn.save(data, "PNG")
    data.seek(0)
    words = (
        "Hasil pengukuran kinerja disajikan pada tabel di bawah ini, dan diuraikan per sasaran pada bagian berikutnya."
    )
    picture = Flowable(data, width=drawn.width * 72 / 230, height=drawn.height * 72 / 230)
    report = read_pdf(typeset(tmp_path / "mixed.pdf", Paragraph(words, TEXT), Spacer(1, 10), picture))
    assert only(report).texts()[-2:] == BODY[-2:]
    assert any(paragraph.text == words for paragraph in report.paragraphs)


def test_own_text_over_a_background_picture_stays(tmp_path: Path) -> None:
    """A page with a picture behind its text is no scan."""
    from PIL import Image
    from reportlab.pdfgen.canvas import Canvas

    Image.new("RGB", (200, 280), (235, 240, 250)).save(tmp_path / "back.png")
    canvas = Canvas(str(tmp_path / "cover.pdf"), pagesize=A4)
    canvas.drawImage(str(tmp_path / "back.png"), 0, 0, *A4)
    for k in range(12):
        canvas.drawString(80, 700 - 16 * k, f"Kata pengantar baris {k} dari laporan kinerja instansi pemerintah.")
    canvas.save()
    report = read_pdf(tmp_path / "cover.pdf")
    assert report.pages[0].status == "text"
    assert "Kata pengantar baris 3 dari laporan kinerja" in " ".join(p.text for p in report.paragraphs)
    assert report.pages[0].note == ""


def test_without_the_extra_a_scan_gives_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAKIP_OCR", "off")
    scan = pdf_to_scan(ruled(tmp_path), tmp_path / "scan.pdf", clean, dpi=60)
    with pytest.raises(NoText) as told:
        read_pdf(scan)
    assert str(told.value) == (
        "scan.pdf: tidak ada teks di halaman mana pun, berkas ini hasil pindaian (scan); "
        "pembacaannya memerlukan tambahan OCR (pip install 'lakip[ocr]')."
    )
    assert "pip install 'lakip[ocr]'" in told.value.told("en")


def test_without_the_extra_a_mixed_file_is_read_and_warns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdfium2

    monkeypatch.setenv("LAKIP_OCR", "off")
    text = typeset(tmp_path / "text.pdf", Paragraph("Halaman pertama berisi teks biasa yang dapat dibaca.", TEXT))
    scan = pdf_to_scan(ruled(tmp_path), tmp_path / "scan.pdf", clean, dpi=60)
    whole = pypdfium2.PdfDocument.new()
    for part in (text, scan):
        source = pypdfium2.PdfDocument(str(part))
        whole.import_pages(source)
        source.close()
    whole.save(str(tmp_path / "mixed.pdf"))
    report = read_pdf(tmp_path / "mixed.pdf")
    assert [page.status for page in report.pages] == ["text", "image"]
    assert report.warnings == (
        "halaman gambar tanpa teks, tidak dibaca (perlu tambahan OCR: pip install 'lakip[ocr]'): 2",
    )


def test_numbered_items_in_one_ruled_row(tmp_path: Path) -> None:
    """Figures at the foot of their items; no OCR needed."""
    items = "3.1. Jumlah pelaku usaha yang<br/>mengakses pasar<br/><br/>3.2. Jumlah sarana pemasaran<br/>yang memenuhi standar"
    figures = "<br/><br/>5<br/><br/><br/>17"
    rows = [
        ["No", "Sasaran Strategis", "Indikator Kinerja", "Target"],
        ["3.", Paragraph("Meningkatnya akses pasar", TEXT), Paragraph(items, TEXT), Paragraph(figures, TEXT)],
        ["4.", Paragraph("Meningkatnya mutu", TEXT), Paragraph("4.1. Jumlah kelompok", TEXT), Paragraph("30", TEXT)],
    ]
    source = typeset(tmp_path / "set.pdf", Table(rows, colWidths=[28, 120, 190, 80], style=GRID))
    assert only(read_pdf(source)).texts()[1:] == [
        ["3.", "Meningkatnya akses pasar", "3.1. Jumlah pelaku usaha yang mengakses pasar", "5"],
        ["3.", "Meningkatnya akses pasar", "3.2. Jumlah sarana pemasaran yang memenuhi standar", "17"],
        ["4.", "Meningkatnya mutu", "4.1. Jumlah kelompok", "30"],
    ]
