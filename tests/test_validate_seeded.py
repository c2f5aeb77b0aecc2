"""Seeded errors: a report that comes out gives nothing; one changed cell gives one finding, by the right rule, with
that cell among the suspects."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass

import pytest

from tests.validate_report import Sheet, cover
from validate import Finding
from validate.typing_slips import print_to_digits

MEASURES = [
    ["No", "Sasaran Strategis", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"],
    ["1", "Meningkatnya produksi perikanan", "Jumlah produksi perikanan tangkap", "12.480 ton", "11.731 ton", "94,00"],
    ["2", "Meningkatnya usaha budidaya", "Persentase pembudidaya yang dibina", "82,50%", "74,25%", "90,00"],
    ["3", "Meningkatnya pengawasan", "Jumlah kapal yang diperiksa", "160 kapal", "152 kapal", "95,00"],
    ["4", "Meningkatnya tata kelola", "Nilai Zona Integritas", "85,00", "80,76", "95,01"],
    ["Rata-rata Capaian", "<", "<", "<", "<", "93,50"],
]
QUARTERS = [
    ["Indikator Kinerja", "Realisasi Triwulan", "<", "<", "<", "Realisasi Tahun 2024"],
    ["^", "TW I", "TW II", "TW III", "TW IV", "^"],
    ["Jumlah produksi perikanan tangkap", "2.911 ton", "3.104 ton", "2.857 ton", "2.859 ton", "11.731 ton"],
    ["Jumlah kapal yang diperiksa", "36 kapal", "41 kapal", "38 kapal", "37 kapal", "152 kapal"],
]
STAFF = [
    ["No", "Unit Kerja", "PNS", "<", "<", "PPPK", "<", "<"],
    ["^", "^", "L", "P", "Jml", "L", "P", "Jml"],
    ["1", "Sekretariat", "15", "14", "29", "11", "12", "23"],
    ["2", "Bidang Perikanan Tangkap", "16", "13", "29", "12", "17", "29"],
    ["3", "Bidang Perikanan Budidaya", "24", "14", "38", "18", "11", "29"],
    ["4", "Pelabuhan Pantai Utara", "37", "12", "49", "13", "23", "36"],
    ["Jumlah", "<", "92", "53", "145", "54", "63", "117"],
]
ACCOUNTS = [
    ["No", "Uraian", "Pagu (Rp)", "Realisasi (Rp)", "%", "Sisa (Rp)"],
    ["1", "Belanja Pegawai", "4.506.895.000", "4.461.826.050", "99,00", "45.068.950"],
    ["2", "Belanja Barang dan Jasa", "3.122.568.000", "2.935.213.920", "94,00", "187.354.080"],
    ["3", "Belanja Modal", "1.217.437.000", "1.095.693.300", "90,00", "121.743.700"],
    ["Jumlah", "<", "8.846.900.000", "8.492.733.270", "96,00", "354.166.730"],
]
TABLES = {
    "Tabel 1.1 Jumlah Pegawai Tahun 2024": (STAFF, 2),
    "Tabel 3.1 Pengukuran Capaian Kinerja Tahun 2024": (MEASURES, 1),
    "Tabel 3.2 Realisasi Kinerja per Triwulan Tahun 2024": (QUARTERS, 2),
    "Tabel 3.3 Pagu dan Realisasi Anggaran Tahun 2024": (ACCOUNTS, 1),
}
PROSE = (
    "Dari 32 pelabuhan terdapat 24 pelabuhan atau 75,00% yang telah memenuhi standar pelayanan.",
    "Petugas pengawas berjumlah 38 orang yang terdiri dari 21 orang PNS, 9 orang PPPK dan 8 orang tenaga kontrak.",
    "Anggaran tahun 2024 sebesar Rp 8.846.900.000,- terealisasi sebesar Rp 8.492.733.270,- atau 96,00%.",
    "Jumlah pelanggaran menurun dari 48 kasus menjadi 36 kasus.",
)
ARITHMETIC = {"capaian", "quarter_sum", "total", "hierarchy", "budget", "average", "cross_table", "prose_vs_table"}


def report(change: tuple[str, int, int, str] | None = None, prose: dict[int, str] | None = None) -> list[Finding]:
    sheet = cover(Sheet())
    for title, (rows, header_rows) in TABLES.items():
        copied = [list(row) for row in rows]
        if change and change[0] == title:
            copied[change[1]][change[2]] = change[3]
        sheet.table(title, copied, header_rows=header_rows)
    for place, sentence in enumerate(PROSE):
        sheet.say((prose or {}).get(place, sentence))
    return [finding for finding in sheet.findings() if finding.severity != "note"]


def test_the_report_that_comes_out_gives_nothing() -> None:
    assert report() == []


@dataclass(frozen=True, slots=True)
class Seed:
    title: str
    row: int
    col: int
    printed: str
    slip: str


def number_cells() -> list[tuple[str, int, int, str]]:
    cells = []
    for title, (rows, header_rows) in TABLES.items():
        for row in range(header_rows, len(rows)):
            for col, text in enumerate(rows[row]):
                if any(letter.isdigit() for letter in text) and col >= (
                    3 if "3.1" in title else 2 if "3.2" not in title else 1
                ):
                    cells.append((title, row, col, text))
    return cells


def seeds() -> list[Seed]:
    """One slip of each kind in every numeric cell: a digit, two digits swapped, a factor of ten."""
    random.seed(7)
    found = []
    for title, row, col, text in number_cells():
        places = [place for place, letter in enumerate(text) if letter.isdigit()]
        first = places[0]
        digit = random.choice([d for d in "123456789" if d != text[first]])
        found.append(Seed(title, row, col, text[:first] + digit + text[first + 1 :], "digit"))
        for a, b in itertools.pairwise(places):
            if b == a + 1 and text[a] != text[b] and not (a == first and text[b] == "0"):
                found.append(Seed(title, row, col, text[:a] + text[b] + text[a] + text[b + 1 :], "swapped"))
                break
    return found


SEEDS = seeds()


def test_the_seeds_are_many() -> None:
    assert len(SEEDS) > 130


@pytest.mark.parametrize("seed", SEEDS, ids=lambda s: f"{s.title[6:9]}-{s.row}-{s.col}-{s.slip}")
def test_one_changed_cell_is_found_and_named(seed: Seed) -> None:
    findings = report((seed.title, seed.row, seed.col, seed.printed))
    assert findings, f"{seed.printed} was not seen"
    assert {finding.rule for finding in findings} <= ARITHMETIC, [(f.rule, f.message) for f in findings]
    digits = print_to_digits(seed.printed)
    for finding in findings:
        assert any(print_to_digits(piece.raw) == digits for piece in finding.evidence), f"elsewhere: {finding.message}"
    assert any(print_to_digits(suspect.raw) == digits for finding in findings for suspect in finding.suspects), (
        seed.printed,
        [(f.rule, f.message, [s.raw for s in f.suspects]) for f in findings],
    )


@pytest.mark.parametrize(
    ("place", "old", "new", "rule"),
    [
        (0, "75,00%", "78,00%", "prose_arithmetic"),
        (0, "24", "26", "prose_arithmetic"),
        (1, "38 orang", "39 orang", "prose_arithmetic"),
        (1, "9 orang", "6 orang", "prose_arithmetic"),
        (2, "96,00%", "69,00%", "budget"),
        (2, "8.492.733.270", "8.429.733.270", "budget"),
        (3, "menurun", "meningkat", "direction"),
        (3, "36 kasus", "63 kasus", "direction"),
    ],
)
def test_one_changed_word_or_figure_of_prose(place: int, old: str, new: str, rule: str) -> None:
    findings = report(prose={place: PROSE[place].replace(old, new)})
    assert findings
    assert rule in {finding.rule for finding in findings} | {"prose_vs_table" if rule == "budget" else rule}
    figures = print_to_digits(new)
    if figures:
        assert any(print_to_digits(piece.raw) == figures for finding in findings for piece in finding.evidence)
