"""A revision that the plans declare is told once."""

from __future__ import annotations

from tests.validate_report import Sheet, cover

HEAD = ["No", "Indikator Kinerja", "Target"]
ROWS = [
    ["1", "Jumlah produksi perikanan tangkap", "1.200 ton"],
    ["2", "Persentase pembudidaya yang dibina", "80%"],
    ["3", "Jumlah pelabuhan yang layak", "12 unit"],
]


def test_a_declared_revision_is_one_note() -> None:
    sheet = cover(Sheet()).table("Tabel 2.1 Perjanjian Kinerja Tahun 2024", [HEAD, *ROWS])
    revised = [["1", ROWS[0][1], "900 ton"], *ROWS[1:]]
    sheet.table("Tabel 2.2 Reviu Perjanjian Kinerja Tahun 2024", [HEAD, *revised])
    sheet.table(
        "Tabel 3.1 Pengukuran Kinerja Tahun 2024",
        [
            [*HEAD, "Realisasi", "Capaian (%)"],
            ["1", ROWS[0][1], "900 ton", "810 ton", "90,00"],
            ["2", ROWS[1][1], "80%", "72%", "90,00"],
            ["3", ROWS[2][1], "12 unit", "12 unit", "100,00"],
        ],
    )
    findings = sheet.findings()
    assert [(finding.severity, finding.kind) for finding in findings] == [("note", "declared_change")]
    assert {"1.200 ton", "900 ton"} <= {piece.raw for piece in findings[0].evidence}
