"""PDFs that no honest program writes, made by hand, to see that reading them ends, fits in memory and says what it left out."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PROSE = b"BT /F1 12 Tf 72 700 Td (Laporan kinerja tahunan) Tj ET"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n" % (entries, len(content)) + content + b"\nendstream"


def packed(content: bytes, entries: bytes = b"") -> bytes:
    return stream(zlib.compress(content), b"/Filter /FlateDecode " + entries)


def write_pdf(path: Path, objects: Iterable[bytes], trailer: bytes = b"") -> Path:
    """A file of these objects, numbered from 1, the first of them the catalogue, with a right cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, trailer, start)
    path.write_bytes(out)
    return path


def one_page(
    path: Path,
    content: bytes,
    page: bytes = b"",
    more: Iterable[bytes] = (),
    catalog: bytes = b"",
    resources: bytes = b"",
) -> Path:
    """A file with one page; `more` objects are numbered from 6."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> %s >> %s >>" % (resources, page),
        packed(content),
        FONT,
        *more,
    ]  # fmt: skip
    return write_pdf(path, objects)


def million_strokes(path: Path) -> Path:
    return one_page(
        path,
        PROSE
        + b"\n"
        + b"".join(b"%d %d m %d %d l S\n" % (k % 500, k % 800, k % 500 + 40, k % 800) for k in range(1_000_000)),
    )


def million_segments(path: Path) -> Path:
    """One path of a million pieces."""
    return one_page(
        path, PROSE + b"\n0 0 m\n" + b"".join(b"%d %d l\n" % (k % 590, k % 840) for k in range(1_000_000)) + b"S"
    )


def forms_in_forms(path: Path, times: int = 12) -> Path:
    """Each form paints the next so many times: 12^5 strokes out of a few hundred bytes."""
    forms = []
    for number in range(6, 11):
        inner = b"/X Do " * times if number < 10 else b"0 0 m 100 0 l S "
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 600 850] /Resources << /XObject << /X %d 0 R >> >>" % (
            number + 1
        )
        forms.append(stream(inner, entries))
    return one_page(path, PROSE + b" " + b"/X Do " * times, more=forms, resources=b"/XObject << /X 6 0 R >>")


def page_of_fifty_inches(path: Path) -> Path:
    return one_page(path, PROSE, b"/MediaBox [0 0 3600 3600]")


def line_of_ten_megabytes(path: Path) -> Path:
    return one_page(path, b"BT /F1 1 Tf 10 700 Td (" + b"kinerja 12,5 " * 770_000 + b") Tj ET")


def huge_string(path: Path) -> Path:
    """A title and an object that nobody needs, 20 MB each."""
    return one_page(path, PROSE, more=[b"(" + b"x" * 20_000_000 + b")"], catalog=b"/Lang (%s)" % (b"y" * 1_000_000))


def ten_thousand_empty_pages(path: Path) -> Path:
    kids = b" ".join(b"%d 0 R" % (k + 5) for k in range(10_000))
    pages = [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"] * 9_999
    first = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
    tree = b"<< /Type /Pages /Kids [%s] /Count 10000 >>" % kids
    return write_pdf(path, [b"<< /Type /Catalog /Pages 2 0 R >>", tree, FONT, stream(PROSE), first, *pages])


def deep_page_tree(path: Path) -> Path:
    """A page below 5,000 levels of page nodes."""
    deep = 5000
    nodes = [b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (k + 3, k + 5) for k in range(deep)]
    page = (
        b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << /Font << /F1 2 0 R >> >> >>"
        % (deep + 3)
    )
    return write_pdf(path, [b"<< /Type /Catalog /Pages 4 0 R >>", FONT, stream(PROSE), *nodes, page])


def circular_page_tree(path: Path) -> Path:
    node = b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 5 /Parent 2 0 R >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    return write_pdf(path, [b"<< /Type /Catalog /Pages 2 0 R >>", node, page, stream(PROSE), FONT])


def a_count_that_lies(path: Path) -> Path:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    tree = b"<< /Type /Pages /Kids [3 0 R] /Count 19000 >>"
    return write_pdf(path, [b"<< /Type /Catalog /Pages 2 0 R >>", tree, page, stream(PROSE), FONT])


def deep_structure_tree(path: Path) -> Path:
    """Structure elements nested 30,000 deep over a page of loose words, which make the reader look at them."""
    words = b"".join(
        b"BT /F1 10 Tf 72 %d Td (Kata) Tj 200 0 Td (12,5) Tj 100 0 Td (34) Tj ET\n" % (700 - 20 * k) for k in range(9)
    )
    deep = 30_000
    tree = [b"<< /Type /StructTreeRoot /K 7 0 R >>"]
    tree += [b"<< /Type /StructElem /S /Table /P %d 0 R /K [%d 0 R] /Pg 3 0 R >>" % (k + 6, k + 8) for k in range(deep)]
    tree.append(b"<< /Type /StructElem /S /TR /P %d 0 R /Pg 3 0 R >>" % (deep + 6))
    return one_page(path, words, b"/StructParents 0", tree, b"/StructTreeRoot 6 0 R /MarkInfo << /Marked true >>")


def circular_structure_tree(path: Path) -> Path:
    words = b"".join(
        b"BT /F1 10 Tf 72 %d Td (Kata) Tj 200 0 Td (12,5) Tj 100 0 Td (34) Tj ET\n" % (700 - 20 * k) for k in range(9)
    )
    tree = [
        b"<< /Type /StructTreeRoot /K 7 0 R >>",
        b"<< /Type /StructElem /S /Table /P 8 0 R /K [8 0 R] /Pg 3 0 R >>",
        b"<< /Type /StructElem /S /TR /P 7 0 R /K [7 0 R 8 0 R] /Pg 3 0 R >>",
    ]
    return one_page(path, words, b"/StructParents 0", tree, b"/StructTreeRoot 6 0 R /MarkInfo << /Marked true >>")


def script_and_attachment(path: Path) -> Path:
    catalog = b"/OpenAction << /S /JavaScript /JS (while(true){app.alert(1)}) >> /Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> >>"
    more = [b"<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>", stream(b"MZ" * 1000, b"/Type /EmbeddedFile")]
    return one_page(path, PROSE, b"/AA << /O << /S /Launch /F (rm) >> >>", more, catalog)


def font_without_unicode(path: Path) -> Path:
    """A composite font of glyph numbers that nothing maps to letters."""
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /Apa /Encoding /Identity-H /DescendantFonts [7 0 R] >>"
    below = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Apa /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>"
    lines = b"".join(
        b"BT /F2 10 Tf 72 %d Td <%s> Tj ET\n" % (700 - 14 * k, b"00%02x" % (k + 3) * 40) for k in range(40)
    )
    return one_page(path, PROSE + b"\n" + lines, more=[font, below], resources=b"/Font << /F1 5 0 R /F2 6 0 R >>")


def invisible_words(path: Path) -> Path:
    """Words of no width, painted with nothing, or white, beside ones to be read."""
    content = (
        PROSE + b"\nBT 3 Tr /F1 10 Tf 72 600 Td (tak tampak) Tj ET BT 0 Tr 0 Tz /F1 10 Tf 72 500 Td (tanpa lebar) Tj ET"
    )
    return one_page(path, content)


def twenty_thousand_rows(path: Path) -> Path:
    """A ruled table of 20,000 rows on 400 pages, its header on the first only."""
    pages, objects = 400, []
    kids = b" ".join(b"%d 0 R" % (2 * k + 4) for k in range(pages))
    for k in range(pages):
        lines = [b"/F1 7 Tf"]
        for row in range(51):
            lines.append(b"50 %d m 550 %d l S" % (800 - 15 * row, 800 - 15 * row))
        lines += [b"%d 50 m %d 800 l S" % (x, x) for x in (50, 100, 350, 450, 550)]
        for row in range(50):
            number = 50 * k + row
            cells = (
                [b"No", b"Indikator", b"Target", b"Realisasi"]
                if not number
                else [b"%d" % number, b"Indikator kinerja %d" % number, b"%d" % (number % 97), b"%d" % (number % 89)]
            )
            lines += [
                b"BT /F1 7 Tf %d %d Td (%s) Tj ET" % (x, 790 - 15 * row, cell)
                for x, cell in zip((55, 105, 355, 455), cells, strict=True)
            ]
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % (2 * k + 5)
        )
        objects.append(packed(b"\n".join(lines)))
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages)
    return write_pdf(path, [b"<< /Type /Catalog /Pages 2 0 R >>", tree, FONT, *objects])


def rows_without_end_on_one_page(path: Path) -> Path:
    """8,000 rows of three columns, ruled, on a sheet of 200 inches."""
    rows = 8000
    lines = [b"20 %g m 570 %g l S" % (14390 - 1.79 * k, 14390 - 1.79 * k) for k in range(rows + 1)]
    lines += [b"%d %g m %d 14390 l S" % (x, 14390 - 1.79 * rows, x) for x in (20, 300, 450, 570)]
    lines += [
        b"BT /F1 1 Tf 22 %g Td (Indikator %d) Tj 290 0 Td (%d) Tj 150 0 Td (%d) Tj ET" % (14388.6 - 1.79 * k, k, k, k)
        for k in range(rows)
    ]
    return one_page(path, b"\n".join(lines), b"/MediaBox [0 0 595 14400]")


def packed_a_thousand_times(path: Path) -> Path:
    """A content stream of 300 MB of blanks in 300 kB."""
    return one_page(path, PROSE + b" " * 300_000_000)


HOSTILE: tuple[Callable[[Path], Path], ...] = (
    million_strokes, million_segments, forms_in_forms, page_of_fifty_inches, line_of_ten_megabytes, huge_string,
    ten_thousand_empty_pages, deep_page_tree, circular_page_tree, a_count_that_lies, deep_structure_tree,
    circular_structure_tree, script_and_attachment, font_without_unicode, invisible_words, twenty_thousand_rows,
    rows_without_end_on_one_page, packed_a_thousand_times,
)  # fmt: skip
