"""`lakip tables --picture`: what was read, drawn over the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.bundled import bundled_reports
from extract import read
from extract.model import Report, Table
from extract.picture import BLUE, GREEN, ORANGE, RED, SCALE, draw_tables, report_to_pictures
from tests.conftest import Run
from tests.pictures import assert_tables


def ruled_pdf(path: Path, rotate: int = 0, sideways: bool = False) -> Path:
    """A page with a table of a two-row header, a merged cell and two rows."""
    canvas = Canvas(str(path), pagesize=A4)
    if rotate:
        # reportlab then turns the sheet too: it is as wide as it was high
        canvas.setPageRotation(rotate)
        canvas.translate(0, -200)
    if sideways:
        canvas.translate(795, 0)
        canvas.rotate(90)
    xs, ys = (80, 130, 330, 400, 470), (700, 680, 660, 620, 580)
    lines = [(80, y, 470, y) for y in ys if y != 680] + [(330, 680, 470, 680)]
    lines += [(x, 580, x, 700) for x in xs if x != 400] + [(400, 580, 400, 680)]
    for line in lines:
        canvas.line(*line)
    canvas.setFont("Helvetica", 9)
    words = [
        (85, 675, "No"), (135, 675, "Indikator Kinerja"), (335, 686, "Tahun 2023"), (335, 666, "Target"), (405, 666, "Realisasi"),
        (85, 640, "1."), (135, 640, "Nilai SAKIP"), (335, 640, "80"), (405, 640, "82,15"),
        (85, 600, "2."), (135, 600, "Indeks kepuasan masyarakat"), (335, 600, "85"), (405, 600, "84"),
    ]  # fmt: skip
    for x, y, text in words:
        canvas.drawString(x, y, text)
    canvas.showPage()
    canvas.save()
    return path


EXPECTED = """
No | Indikator Kinerja | Tahun 2023 | <
^ | ^ | Target | Realisasi
1. | Nilai SAKIP | 80 | 82,15
2. | Indeks kepuasan masyarakat | 85 | 84
"""


def near(image: Image.Image, x: float, y: float, colour: tuple[int, int, int]) -> bool:
    """Does the colour stand within three dots of the point (in PDF points)?"""
    column, row = round(x * SCALE), round(y * SCALE)
    box = image.crop((column - 3, row - 3, column + 4, row + 4))
    return any(found == colour for _, found in box.getcolors(1000) or [])


@pytest.mark.parametrize(("rotate", "sideways"), [(0, False), (90, False), (0, True)])
def test_cells_are_drawn_where_they_stand(tmp_path: Path, rotate: int, sideways: bool) -> None:
    path = ruled_pdf(tmp_path / "a.pdf", rotate, sideways)
    report = read(path)
    assert_tables(path, report, EXPECTED)
    (picture,) = report_to_pictures(path, report)
    table = report.tables[0]
    for cell in table.cells:
        assert cell.box is not None
        wanted = ORANGE if cell.row_span > 1 or cell.col_span > 1 else BLUE if cell.row < 2 else GREEN
        # the lines of a cell run a dot inside its box; the table's frame covers the outer ones
        middle = (cell.box.y0 + cell.box.y1) / 2
        assert near(picture.image, cell.box.x1 - 0.5, middle, wanted) or near(
            picture.image, cell.box.x0 + 0.5, middle, wanted
        ), cell


def test_doubtful_cells_are_red(tmp_path: Path) -> None:
    path = ruled_pdf(tmp_path / "a.pdf")
    report = read(path)
    table = report.tables[0]
    sure = next(cell for cell in table.cells if cell.text == "82,15")
    doubted: Table = replace(table, cells=tuple(replace(c, confidence=0.4) if c is sure else c for c in table.cells))
    (picture,) = report_to_pictures(path, replace(report, tables=(doubted,)))
    assert sure.box is not None
    assert near(picture.image, sure.box.x0 + 0.5, (sure.box.y0 + sure.box.y1) / 2, RED)


def test_nothing_but_lines_and_tints_over_the_page() -> None:
    """The page stays legible: a picture without tables is the page itself."""
    page = Image.new("RGB", (200, 300), (250, 250, 250))
    assert ImageChops.difference(draw_tables(page, [], 1, 2.0, "id"), page).getbbox() is None


def test_pages_without_tables_are_left_out_unread_ones_shown() -> None:
    path = bundled_reports()[0].pdf_path
    report = read(path)
    unread = next(page for page in report.pages if page.status == "text")
    seeming: Report = replace(
        report, tables=report.tables[:1],
        pages=tuple(replace(page, status="unread_table") if page is unread else page for page in report.pages),
    )  # fmt: skip
    assert [picture.number for picture in report_to_pictures(path, seeming)] == sorted(
        {unread.number, *report.tables[0].pages}
    )


def test_a_large_page_gives_no_large_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=(3600, 3600))
    canvas.grid([100, 1800, 3000], [100, 400, 800])
    for x, y, text in [(150, 600, "Indikator"), (1850, 600, "Target"), (150, 200, "Nilai SAKIP"), (1850, 200, "80")]:
        canvas.setFont("Helvetica", 40)
        canvas.drawString(x, y, text)
    canvas.save()
    (picture,) = report_to_pictures(path, read(path))
    assert max(picture.image.size) < 3000


def test_the_command_writes_a_png_a_page(lakip: Run, tmp_path: Path) -> None:
    path = ruled_pdf(tmp_path / "lkjip.pdf")
    done = lakip("tables", path, "--picture", tmp_path / "gambar", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert "1 gambar" in done.stderr
    assert [file.name for file in (tmp_path / "gambar").iterdir()] == ["lkjip-hal-001.png"]
    with Image.open(tmp_path / "gambar" / "lkjip-hal-001.png") as image, pypdfium2.PdfDocument(path) as document:
        assert image.width == round(document[0].get_width() * SCALE)
        assert image.height > document[0].get_height() * SCALE  # the legend stands below


def test_text_has_no_page_to_draw(lakip: Run, tmp_path: Path) -> None:
    done = lakip("tables", bundled_reports()[0].text_path, "--picture", tmp_path / "gambar")
    assert done.returncode == 2
    assert "hanya untuk PDF" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""
    assert not (tmp_path / "gambar").exists()


def test_a_folder_that_cannot_be_made(lakip: Run, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("sudah ada", encoding="utf-8")
    done = lakip("tables", ruled_pdf(tmp_path / "a.pdf"), "--picture", tmp_path / "berkas", "--lang", "en")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
