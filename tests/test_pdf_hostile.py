"""PDFs that are broken, locked, huge or hostile: one clear sentence, or a page given up; bounded time; never a crash."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

import extract.pdf_page
from extract.errors import NotFound, Unreadable
from extract.pdf import read_pdf
from extract.pdf_page import MAX_OBJECTS


def simple(path: Path, pages: int = 1) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    for number in range(1, pages + 1):
        canvas.drawString(72, 700, f"Laporan kinerja halaman {number}")
        canvas.showPage()
    canvas.save()
    return path


def raw_pdf(path: Path, content: bytes, page: bytes = b"") -> Path:
    """A one-page file written by hand around a content stream, to say what no library would."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> " + page + b" >>",
        b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    path.write_bytes(out)
    return path


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_pdf(tmp_path / "tidak-ada.pdf")


@pytest.mark.parametrize("content", [b"", b"\0\0\0\0 \n", b"bukan pdf sama sekali", b"%PDF-1.4\n1 0 obj\n<<"])
def test_no_pdf(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(Unreadable) as error:
        read_pdf(path)
    assert str(error.value).startswith("a.pdf: ")
    assert error.value.english.startswith("a.pdf: ")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_truncated(tmp_path: Path, share: float) -> None:
    data = simple(tmp_path / "a.pdf", pages=30).read_bytes()
    path = tmp_path / "b.pdf"
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(Unreadable, match="terpotong"):
        read_pdf(path)


def test_locked_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("rahasia", ownerPassword="pemilik", strength=128))
    canvas.drawString(72, 700, "Laporan")
    canvas.save()
    with pytest.raises(Unreadable, match="kata sandi"):
        read_pdf(path)


def test_locked_for_changing_only_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("", ownerPassword="pemilik", canModify=0, strength=128))
    canvas.drawString(72, 700, "Laporan kinerja")
    canvas.save()
    assert [paragraph.text for paragraph in read_pdf(path).paragraphs] == ["Laporan kinerja"]


def test_too_many_lines_on_a_page_gives_the_page_up(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawString(72, 700, "Halaman biasa")
    canvas.showPage()
    canvas.drawString(72, 800, "Halaman dengan sejuta garis")
    canvas._code.append(
        "\n".join(f"{k % 500} {k % 700} m {k % 500 + 30} {k % 700} l S" for k in range(MAX_OBJECTS + 10))
    )
    canvas.showPage()
    canvas.drawString(72, 700, "Halaman penutup")
    canvas.save()
    began = time.perf_counter()
    report = read_pdf(path)
    assert time.perf_counter() - began < 20
    assert [page.status for page in report.pages] == ["text", "given_up", "text"]
    assert "2" in report.warnings[0]
    assert [paragraph.text for paragraph in report.paragraphs] == ["Halaman biasa", "Halaman penutup"]


def test_many_crossing_lines_stay_bounded(tmp_path: Path) -> None:
    strokes = [f"{5 + k % 580} 10 m {5 + k % 580} 830 l S" for k in range(3000)]
    strokes += [f"5 {5 + k % 830} m 590 {5 + k % 830} l S" for k in range(3000)]
    text = "BT /F1 9 Tf 72 700 Td (Uji) Tj ET\n"
    path = raw_pdf(tmp_path / "a.pdf", (text + "\n".join(strokes)).encode())
    began = time.perf_counter()
    report = read_pdf(path)
    assert time.perf_counter() - began < 20
    assert len(report.pages) == 1


def test_too_many_characters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract.pdf_page, "MAX_CHARS", 20)
    report = read_pdf(simple(tmp_path / "a.pdf"))
    assert report.pages[0].status == "given_up"
    assert "20" in report.pages[0].note


@pytest.mark.parametrize("rotate", [b"/Rotate 45", b"/Rotate -90", b"/Rotate 900", b"/Rotate /Miring"])
def test_odd_rotations(tmp_path: Path, rotate: bytes) -> None:
    path = raw_pdf(tmp_path / "a.pdf", b"BT /F1 12 Tf 72 700 Td (Laporan kinerja tahunan) Tj ET", rotate)
    report = read_pdf(path)
    assert [paragraph.text for paragraph in report.paragraphs] == ["Laporan kinerja tahunan"]


def test_page_of_fifty_inches_and_one_without_size(tmp_path: Path) -> None:
    path = raw_pdf(tmp_path / "a.pdf", b"BT /F1 12 Tf 72 700 Td (Peta) Tj ET", b"/MediaBox [0 0 3600 3600]")
    assert read_pdf(path).paragraphs[0].text == "Peta"
    path = raw_pdf(tmp_path / "b.pdf", b"BT /F1 12 Tf 72 700 Td (Nol) Tj ET", b"/MediaBox [0 0 0 0]")
    assert len(read_pdf(path).pages) == 1


def test_text_outside_the_page_and_of_no_width(tmp_path: Path) -> None:
    content = (
        b"BT /F1 12 Tf 9000 700 Td (Jauh) Tj ET BT /F1 0 Tf 72 600 Td (Nol) Tj ET BT /F1 12 Tf 72 700 Td (Tampak) Tj ET"
    )
    texts = [paragraph.text for paragraph in read_pdf(raw_pdf(tmp_path / "a.pdf", content)).paragraphs]
    assert "Tampak" in texts
    assert "Jauh" not in texts


def test_form_that_contains_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    data = raw_pdf(path, b"BT /F1 12 Tf 72 700 Td (Aman) Tj ET /X Do").read_bytes()
    form = b"6 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << /XObject << /X 6 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream\nendobj\n"
    data = data.replace(b"/Font << /F1 5 0 R >> >>", b"/Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >>")
    data = data.replace(b"xref\n", form + b"xref\n", 1)
    path.write_bytes(data)
    assert read_pdf(path).paragraphs[0].text == "Aman"


def test_structure_tree_in_a_circle(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    lines = "\n".join(f"BT /F1 10 Tf 72 {700 - 20 * k} Td (Kata {k}) Tj 200 0 Td (lepas {k}) Tj ET" for k in range(6))
    data = raw_pdf(path, lines.encode(), b"/StructParents 0").read_bytes()
    tree = (
        b"6 0 obj\n<< /Type /StructTreeRoot /K 7 0 R >>\nendobj\n"
        b"7 0 obj\n<< /Type /StructElem /S /Table /P 8 0 R /K [8 0 R] /Pg 3 0 R >>\nendobj\n"
        b"8 0 obj\n<< /Type /StructElem /S /TR /P 7 0 R /K [7 0 R] /Pg 3 0 R >>\nendobj\n"
    )
    data = data.replace(b"/Pages 2 0 R >>", b"/Pages 2 0 R /StructTreeRoot 6 0 R /MarkInfo << /Marked true >> >>", 1)
    data = data.replace(b"xref\n", tree + b"xref\n", 1)
    path.write_bytes(data)
    assert len(read_pdf(path).paragraphs) >= 1


def test_thousands_of_empty_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawString(72, 700, "Satu halaman berisi")
    for _ in range(3000):
        canvas.showPage()
    canvas.save()
    began = time.perf_counter()
    report = read_pdf(path)
    assert time.perf_counter() - began < 20
    assert len(report.pages) == 3000
    assert {page.status for page in report.pages[1:]} == {"empty"}
