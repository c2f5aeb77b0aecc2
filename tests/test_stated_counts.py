"""How many sasaran, misi and indicators a report says it has: contradictions, and counts of other things."""

from __future__ import annotations

import pytest

from tests.validate_report import Sheet, cover

ALL = "Dinas Kelautan menetapkan 4 (empat) sasaran strategis yang diukur melalui 9 (sembilan) indikator kinerja."


def kinds(*sentences: str) -> list[str]:
    sheet = cover(Sheet())
    for sentence in sentences:
        sheet.say(sentence)
    return [finding.kind for finding in sheet.findings()]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dinas Kelautan memiliki 3 (tiga) sasaran strategis pada tahun 2024.",
        "Laporan ini menyajikan capaian yang terdiri dari 8 (delapan) indikator kinerja.",
    ],
)
def test_a_contradiction_is_noted(sentence: str) -> None:
    assert kinds(ALL, sentence) == ["stated_counts"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Pada tahun ini terdapat 5 indikator yang realisasinya kurang dari target.",
        "Capaian di atas seratus persen hanya terdapat 5 indikator, yaitu produksi dan konsumsi ikan.",
        "Kategori kurang terdapat 2 indikator dengan capaian kinerja di bawah lima puluh persen.",
        "Nilai IKPA dinas didapatkan dari 7 (tujuh) indikator kinerja pelaksanaan anggaran.",
        "Sasaran strategis pada tahun 2020 berjumlah 12 (dua belas) sasaran strategis.",
        "RPJMD Kabupaten Contoh memuat 6 (enam) sasaran strategis pembangunan daerah.",
    ],
)
def test_counts_of_other_things(sentence: str) -> None:
    assert "stated_counts" not in kinds(ALL, sentence)
