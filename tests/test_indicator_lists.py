"""The agreement's indicators against those measured; two lists with one title."""

from __future__ import annotations

import pytest

from tests.validate_report import Sheet, cover, rules_of, told

NAMES = [
    ("Jumlah produksi perikanan tangkap", "1.200 ton", "1.140 ton", "95,00"),
    ("Persentase pembudidaya bersertifikat", "80%", "72%", "90,00"),
    ("Nilai Zona Integritas", "85", "80,75", "95,00"),
    ("Indeks kepuasan pengguna pelabuhan", "3,20", "3,20", "100,00"),
    ("Angka konsumsi ikan penduduk", "50,00", "49,00", "98,00"),
]


def report(measured: list[int], *sentences: str, plan: str = "Tabel 2.1 Perjanjian Kinerja Tahun 2024") -> Sheet:
    sheet = cover(Sheet())
    sheet.table(plan, [["No", "Indikator Kinerja", "Target"], *([str(n + 1), *row[:2]] for n, row in enumerate(NAMES))])
    head = ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]
    rows = [[str(n + 1), *NAMES[place]] for n, place in enumerate(measured)]
    sheet.table("Tabel 3.1 Pengukuran Kinerja Tahun 2024", [head, *rows])
    for sentence in sentences:
        sheet.say(sentence)
    return sheet


def test_all_measured() -> None:
    assert report([0, 1, 2, 3, 4]).findings() == []


def test_one_indicator_of_the_agreement_is_not_measured() -> None:
    findings = report([0, 1, 2, 3]).findings()
    assert rules_of(findings) == ["cross_table"]
    assert findings[0].kind == "indicator_not_measured"
    assert findings[0].severity == "warning"
    assert "Angka konsumsi ikan penduduk" in findings[0].message
    assert "50,00" in told(findings[0])


@pytest.mark.parametrize(
    "sentence",
    ["Angka konsumsi ikan penduduk terealisasi 49,00 dari target 50,00 atau tercapai 98,00%."],
)
def test_an_indicator_told_in_prose_is_measured(sentence: str) -> None:
    assert report([0, 1, 2, 3], sentence).findings() == []


def test_most_of_the_agreement_missing_is_another_report() -> None:
    assert "indicator_not_measured" not in {finding.kind for finding in report([0, 1, 2]).findings()}


def lists(second: list[str], title: str = "Tabel 4.1 Sasaran dan Indikator Kinerja Utama Dinas Kelautan") -> Sheet:
    names = [row[0] for row in NAMES]
    sheet = cover(Sheet()).table(
        "Tabel 2.2 Sasaran dan Indikator Kinerja Utama Dinas Kelautan Tahun 2020-2024",
        [["No", "Indikator Kinerja Utama"], *([str(n + 1), name] for n, name in enumerate(names))],
    )
    return sheet.table(title, [["No", "Indikator Kinerja Utama"], *([str(n + 1), x] for n, x in enumerate(second))])


def test_two_lists_of_one_title() -> None:
    names = [row[0] for row in NAMES]
    assert lists(names).findings() == []
    findings = lists(names[:4]).findings()
    assert rules_of(findings) == ["cross_table"]
    assert {names[4]} <= {piece.raw for piece in findings[0].evidence}
    # worded anew, or of another plan
    assert lists([*names[:3], "Tingkat konsumsi ikan per kapita"]).findings() == []
    assert (
        lists(names[:4], "Tabel 4.1 Sasaran dan Indikator Kinerja Utama Dinas Kelautan Tahun 2025-2029").findings()
        == []
    )
