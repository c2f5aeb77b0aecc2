"""Captions of tables and figures, told from lists of tables and from sentences."""

from __future__ import annotations

import pytest

from extract.captions import Caption, ContentsLine, lines_to_caption, parse_caption, parse_contents_line, plain, unspace

CAPTIONS = [
    ("Tabel 3.2", "table", "3.2", ""),
    ("Tabel. 10", "table", "10", ""),
    ("Tabel III.4 Capaian Kinerja", "table", "III.4", "Capaian Kinerja"),
    ("TABEL 3,2", "table", "3.2", ""),
    ("Tabel 1 Judul Tabel", "table", "1", "Judul Tabel"),
    ("Tabel 3. 2 Pengukuran", "table", "3.2", "Pengukuran"),
    ("Tabel 3.1. Pengukuran Kinerja Tahun 2019", "table", "3.1", "Pengukuran Kinerja Tahun 2019"),
    ("Tabel : Pengukuran Kinerja", "table", None, "Pengukuran Kinerja"),
    ("TABEL", "table", None, ""),
    ("T A B E L  3.2", "table", "3.2", ""),
    ("**Tabel 4 – Rencana Aksi**", "table", "4", "Rencana Aksi"),
    ("Tabel T-C.23 Pencapaian Kinerja", "table", "T-C.23", "Pencapaian Kinerja"),
    ("Tabel 2.6a Data Aset", "table", "2.6a", "Data Aset"),
    ("Tabel I Rencana Strategis", "table", "I", "Rencana Strategis"),
    ("Tabel 5 Tahun 2019", "table", "5", "Tahun 2019"),
    ("Tabel Ringkasan Capaian Kinerja", "table", None, "Ringkasan Capaian Kinerja"),
    ("Gambar 2. Struktur Organisasi", "figure", "2", "Struktur Organisasi"),
    ("Grafik 3.1 Tren Capaian", "figure", "3.1", "Tren Capaian"),
]


@pytest.mark.parametrize(("text", "kind", "number", "title"), CAPTIONS)
def test_caption(text: str, kind: str, number: str | None, title: str) -> None:
    caption = parse_caption(text)
    assert caption is not None
    assert (caption.kind, caption.number, caption.title) == (kind, number, title)


@pytest.mark.parametrize(
    "text",
    [
        "Tabel 3.2 menunjukkan bahwa capaian naik",
        "Tabel di atas menunjukkan capaian",
        "Tabel 3.12 dan Tabel 3.13 memuat rincian",
        "tabel 3.2 berikut ini",
        "Tabel 3.1 di bawah ini",
        "Peta Potensi Pencari Kerja",
        "Tabel 1. Jumlah Pegawai ........ 12",
        "Berdasarkan Tabel 3.2",
        "Tabulasi data",
    ],
)
def test_no_caption(text: str) -> None:
    assert parse_caption(text) is None


def test_title_on_following_lines() -> None:
    lines = ["Tabel 3.4", "Perbandingan Capaian Sasaran", "Tahun 2020 dan 2021", "- catatan: dalam ribuan"]
    assert lines_to_caption(lines) == (Caption("table", "3.4", "Perbandingan Capaian Sasaran Tahun 2020 dan 2021"), 3)


def test_bold_title_opened_on_the_number_line() -> None:
    assert lines_to_caption(["**TABEL", "PENGUKURAN KINERJA**"]) == (Caption("table", None, "PENGUKURAN KINERJA"), 2)


def test_two_captions_on_neighbouring_lines_stay_apart() -> None:
    assert lines_to_caption(["Tabel 1 Pegawai", "Tabel 2 Anggaran"]) == (Caption("table", "1", "Pegawai"), 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tabel 1. Jumlah Pegawai ............ 12", ContentsLine("Tabel 1. Jumlah Pegawai", "12")),
        ("BAB I PENDAHULUAN . . . . . . . . . 1", ContentsLine("BAB I PENDAHULUAN", "1")),
        ("Kata Pengantar          iii", ContentsLine("Kata Pengantar", "iii")),
        ("3.1.2 Capaian IKU…………………… 45", ContentsLine("3.1.2 Capaian IKU", "45")),
        ("Capaian kinerja mencapai 97,5", None),
        ("Belanja Pegawai          12", None),
        ("dan seterusnya....", None),
    ],
)
def test_contents_line(text: str, expected: ContentsLine | None) -> None:
    assert parse_contents_line(text) == expected


def test_spaced_letters_and_markup() -> None:
    assert unspace("J U M L A H  total") == "JUMLAH  total"
    assert plain("**T A B E L**  <b>3.2</b>") == "TABEL 3.2"
    assert plain("A B dan c") == "A B dan c"


@pytest.mark.parametrize(
    ("lines", "title", "taken"),
    [
        (
            ["Tabel 3.1 Perkembangan Persentase luas kawasan kumuh yang", "tertangani Tahun 2021-2024"],
            "Perkembangan Persentase luas kawasan kumuh yang tertangani Tahun 2021-2024",
            2,
        ),
        (
            ["Tabel 3.4 Perkembangan Cakupan Pelayanan Air Bersih Tahun", "2021-2024"],
            "Perkembangan Cakupan Pelayanan Air Bersih Tahun 2021-2024",
            2,
        ),
        (["Tabel 3.4 Perkembangan Cakupan Pelayanan Air Bersih", "2021 12,5 13,6 14,7"], "Perkembangan Cakupan Pelayanan Air Bersih", 1),
        (["Tabel 3.4 Cakupan", "yang dicapai pada tahun ini lebih baik."], "Cakupan", 1),
    ],
)  # fmt: skip
def test_rest_of_a_long_title(lines: list[str], title: str, taken: int) -> None:
    found = lines_to_caption(lines)
    assert found is not None
    assert (found[0].title, found[1]) == (title, taken)
