"""Lists of tables without page numbers."""

from __future__ import annotations

from extract.lists_of_tables import with_listed_titles
from extract.model import Cell, Paragraph, ParagraphKind, Report, Table


def kinds(*pieces: tuple[ParagraphKind, str] | None) -> list[ParagraphKind]:
    """Kinds after the second look; None stands for a table."""
    paragraphs, tables = [], []
    for order, piece in enumerate(pieces):
        if piece is None:
            cells = (Cell(0, 0, "Indikator"), Cell(1, 0, "Luas"))
            tables.append(Table(None, "", (), "tab", 2, 1, 1, cells, order))
        else:
            paragraphs.append(Paragraph(piece[1], order, piece[0]))
    report = Report("a.txt", "ab" * 32, "text", (), tuple(paragraphs), tuple(tables))
    return [paragraph.kind for paragraph in with_listed_titles(report).paragraphs]


def test_titles_under_daftar_tabel_are_contents_until_another_text() -> None:
    assert kinds(
        ("heading", "DAFTAR TABEL"),
        ("caption", "Tabel 1.1 Jumlah Pegawai"),
        ("caption", "Tabel 2.1 Perjanjian Kinerja Tahun 2021"),
        ("heading", "DAFTAR GAMBAR"),
        ("caption", "Gambar 1.1 Struktur Organisasi"),
        ("heading", "BAB I PENDAHULUAN"),
        ("caption", "Tabel 1.1 Jumlah Pegawai"),
        None,
    ) == ["heading", "contents", "contents", "heading", "contents", "heading", "caption"]


def test_the_title_of_a_table_that_follows_at_once_stays_a_title() -> None:
    assert kinds(
        ("heading", "Daftar Tabel"),
        ("caption", "Tabel 1 Jumlah Pegawai"),
        ("caption", "Tabel 2 Anggaran"),
        ("caption", "Tabel 1 Jumlah Pegawai"),
        None,
        ("caption", "Tabel 2 Anggaran"),
        None,
    ) == ["heading", "contents", "contents", "caption", "caption"]


def test_without_the_heading_titles_are_titles() -> None:
    assert kinds(("text", "Lihat daftar tabel di halaman iv."), ("caption", "Tabel 1 Pegawai"), None) == [
        "text",
        "caption",
    ]
