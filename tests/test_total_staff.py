"""Total rows of which several columns are proven sums, and others miss by one."""

from __future__ import annotations

from tests.validate_report import Sheet, cover
from validate import Finding

HEAD = ["No", "Unit Kerja", "PNS L", "PNS P", "PPPK L", "PPPK P", "Honorer L", "Honorer P", "Tugas Belajar"]
ROWS = [
    ["1", "Sekretariat", "6", "4", "3", "2", "4", "1", "1"],
    ["2", "Bidang Tangkap", "5", "3", "2", "4", "2", "3", "2"],
    ["3", "Bidang Budidaya", "4", "5", "1", "3", "3", "2", "1"],
    ["4", "UPTD Pelabuhan", "7", "2", "2", "1", "1", "2", "1"],
]


def findings(*totals: str, blank: bool = False) -> list[Finding]:
    rows = [list(row) for row in ROWS]
    if blank:
        rows[1][6] = ""
    sheet = cover(Sheet()).table("Tabel 1.1 Pegawai Dinas Tahun 2024", [HEAD, *rows, ["", "Jumlah", *totals]])
    return [finding for finding in sheet.findings() if finding.rule == "total"]


def test_all_sums() -> None:
    assert findings("22", "14", "8", "10", "10", "8", "5") == []


def test_most_columns_miss_by_one() -> None:
    found = findings("22", "14", "8", "11", "9", "9", "6")
    assert [(finding.expected, finding.reported) for finding in found] == [
        ("10", "11"), ("10", "9"), ("8", "9"), ("5", "6"),
    ]  # fmt: skip
    assert {finding.severity for finding in found} == {"error"}


def test_an_empty_cell_explains_the_gap() -> None:
    found = findings("22", "14", "8", "11", "10", "9", "6", blank=True)
    kinds = {finding.reported: (finding.severity, finding.kind) for finding in found}
    assert kinds["10"] == ("warning", "blank_part")


def test_columns_far_off_are_no_sums() -> None:
    assert findings("22", "14", "8", "55", "66", "77", "88") == []
