"""Bad inputs and encodings: one sentence in both languages, in bounded time; and whatever the bytes, only InputError."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import extract
from extract import InputError, NotFound, Report, TooLarge, Unreadable
from extract.text import bytes_to_report, read_text
from extract.text_decode import MOST_BYTES, MOST_LINES

TABLE = "Sasaran\tIndikator – “nilai”\tTarget\nMembaiknya gizi\tPrevalensi\t14,5\n"


def read_or_refusal(data: bytes) -> Report | InputError:
    """What reading the bytes gives; anything but a report or an InputError fails the test."""
    try:
        return bytes_to_report(data, "x.txt")
    except InputError as problem:
        return problem


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
def test_encodings_give_the_same_table(encoding: str) -> None:
    report = bytes_to_report(TABLE.encode(encoding), "x.txt")
    assert report.tables[0].texts()[0][1] == "Indikator – “nilai”"
    assert bool(report.warnings) == (not encoding.startswith("utf-8"))


def test_one_broken_byte_does_not_change_the_encoding() -> None:
    report = bytes_to_report((TABLE * 3).encode() + b"cadangan \xe2\x80", "x.txt")
    assert report.tables[0].texts()[0][1] == "Indikator – “nilai”"


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_line_ends(newline: str) -> None:
    table = bytes_to_report(TABLE.replace("\n", newline).encode(), "x.txt").tables[0]
    assert [cell.line for cell in table.cells if cell.col == 2] == [1, 2]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("nol.txt", b"", "kosong"),
        ("spasi.txt", b" \n\t\r\n \xc2\xa0\n" * 1000, "spasi"),
        ("biner.txt", bytes(range(256)) * 40, "bukan teks"),
        ("nul.txt", b"ELF\x00\x01\x00\x00laporan\x00" * 50, "bukan teks"),
        ("surat.docx", b"PK\x03\x04" + b"x" * 100, "Word"),
        ("daftar.xlsx", b"PK\x03\x04" + b"x" * 100, "spreadsheet"),
        ("lama.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "Word"),
        ("foto.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "PNG"),
        ("foto.txt", b"\xff\xd8\xff\xe0" + b"\x00" * 100, "JPEG"),
        ("arsip.zip", b"PK\x03\x04" + b"x" * 100, "arsip"),
        ("surat.rtf", b"{\\rtf1 laporan}", "Word"),
        ("rusak.pdf", b"bukan pdf", "PDF"),
    ],
)
def test_unreadable_says_why(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=said) as caught:
        extract.read(path)
    assert name in caught.value.english
    assert caught.value.told("en") == caught.value.english != caught.value.told("id")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="tidak ditemukan"):
        extract.read(tmp_path / "tidak-ada.txt")
    with pytest.raises(NotFound):
        read_text(tmp_path / "tidak-ada.txt")
    with pytest.raises(Unreadable, match="folder"):
        extract.read(tmp_path)
    with pytest.raises(InputError):
        extract.read("nama\x00buruk.txt")


def test_200_megabytes_of_blanks_are_refused_quickly(tmp_path: Path) -> None:
    path = tmp_path / "besar.txt"
    block = b" " * 80 + b"\n"
    with path.open("wb") as file:
        for _ in range(200):
            file.write(block * (1024 * 1024 // len(block) + 1))
    start = time.perf_counter()
    with pytest.raises(Unreadable, match="tidak ada yang dapat dibaca"):
        extract.read(path)
    assert time.perf_counter() - start < 10


def test_large_files_and_many_lines_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "besar.txt"
    path.write_bytes(b"laporan " * (MOST_BYTES // 8 + 10))
    with pytest.raises(TooLarge, match="MB"):
        extract.read(path)
    with pytest.raises(TooLarge, match="baris"):
        bytes_to_report(b"a\n" * (MOST_LINES + 2), "x.txt")


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        "a " * 150_000,
        "a  " * 100_000,
        ". " * 100_000 + "x",
        "Tabel 1 " + "." * 100_000 + "x",
        "\t" * 100_000 + "a\n" + "a\tb\n" * 500,
        "|" * 100_000 + "\n|-|-|\n",
        "**" * 100_000,
        "<p" * 100_000,
        "$" * 100_000,
        "$$" + "\\frac{" * 20_000,
        "* a" * 50_000,
        "Tabel 1\n" * 20_000,
        "1. x\n" * 40_000,
        "12    34    56\n" * 20_000,
        "a    b    1.000\n\n" * 20_000,
        "kata\n" * 40_000,
        "1\n\n" * 40_000,
        "No\tNama\n" * 20_000,
        "No\tNama\n1\tA\n\n" * 10_000,
        "1.111." * 20_000,
        "No  Nama  " + "Target  " * 3000 + "\n" + "1  A  " + "2  " * 3000 + "\n",
    ],
)
def test_hostile_texts_take_bounded_time(text: str) -> None:
    start = time.perf_counter()
    read_or_refusal(text.encode())
    assert time.perf_counter() - start < 8


def test_pdf_named_txt_goes_to_the_pdf_reader(tmp_path: Path) -> None:
    path = tmp_path / "laporan.txt"
    path.write_bytes(b"%PDF-1.4\nrusak")
    with pytest.raises(InputError) as caught:
        extract.read(path)
    assert "teks" not in type(caught.value).__name__


def test_find_reports(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "kosong").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("a/dua.txt", "a/satu.PDF", "a/foto.png", ".git/tersembunyi.txt", "catatan.log"):
        (tmp_path / name).write_text("x")
    files, problems = extract.find_reports(
        [tmp_path, tmp_path / "a" / "dua.txt", tmp_path / "catatan.log", tmp_path / "kosong", tmp_path / "hilang"]
    )
    assert [file.relative_to(tmp_path).as_posix() for file in files] == ["a/dua.txt", "a/satu.PDF", "catatan.log"]
    assert [type(problem) for problem in problems] == [NotFound, NotFound]
    assert "tidak berisi laporan" in str(problems[0])


def test_public_names() -> None:
    assert set(extract.__all__) >= {
        "read",
        "find_reports",
        "Report",
        "Table",
        "Cell",
        "Paragraph",
        "Page",
        "Box",
        "InputError",
    }
    assert all(hasattr(extract, name) for name in extract.__all__)


MARKS = [
    "1",
    "1.",
    "2",
    "-",
    "%",
    "\t",
    "\t\t",
    "|",
    "|---|",
    "**",
    "<p>",
    "</li>",
    "<ol><li>",
    "$$",
    "$",
    "\\frac{a}{b}",
    "(1)",
]
WORDS = ["Tabel 3.1", "NO", "Sasaran", "TARGET", "34.209 orang", "Jumlah", "naik", "....... 3", "BAB I"]
BLANKS = ["  ", "      ", "\n", "\n\n", "\f", "\r", "\ufeff", "\x0b"]
PIECES = st.sampled_from([*MARKS, *WORDS, *BLANKS])


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_arrangement_reads_or_refuses(text: str) -> None:
    report = read_or_refusal(text.encode())
    if isinstance(report, InputError):
        assert report.indonesian
        return
    for table in report.tables:
        assert table.header_rows <= table.row_count
        places = [
            (row, col)
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for col in range(cell.col, cell.col + cell.col_span)
        ]
        assert len(places) == len(set(places))
        assert all(row < table.row_count and col < table.column_count for row, col in places)
    orders = [block.order for block in report.blocks()]
    assert len(orders) == len(set(orders))
    assert all(paragraph.text.strip() for paragraph in report.paragraphs)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_read_or_refuse(data: bytes) -> None:
    read = read_or_refusal(data)
    assert isinstance(read, Report) or read.english


def test_a_file_without_line_ends_is_cut_into_paragraphs_at_sentences() -> None:
    sentence = "Kegiatan penyuluhan di distrik berjalan baik."
    paragraphs = bytes_to_report(" ".join([sentence] * 1000).encode(), "a.txt").paragraphs
    assert len(paragraphs) > 10
    assert all(len(item.text) <= 4000 and item.text.endswith(".") for item in paragraphs)
    assert " ".join(item.text for item in paragraphs) == " ".join([sentence] * 1000)


def test_drawn_signs_without_end_are_shortened() -> None:
    paragraphs = bytes_to_report(b"Uraian " + b"." * 1_000_000 + b" selesai", "a.txt").paragraphs
    assert sum(len(item.text) for item in paragraphs) < 200
