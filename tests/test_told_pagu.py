"""A pagu told otherwise than the table and its own percent; one activity twice; a population told as its growth."""

from __future__ import annotations

import pytest

from tests.validate_report import Sheet, cover

HEAD = ["No", "Kegiatan", "Pagu (Rp)", "Realisasi (Rp)"]
LONG = "Penyusunan rencana induk pengembangan pelabuhan perikanan terpadu di pesisir selatan"
ROWS = [
    ["1", "Penyusunan Perencanaan Dinas", "128.250.000", "126.150.762"],
    ["2", LONG, "197.040.000", "172.674.000"],
    ["3", "Pembinaan nelayan kecil", "412.365.000", "401.250.500"],
]
SAID = "Kegiatan perencanaan memperoleh anggaran Rp{} dan realisasi Rp126.150.762 atau 98,36%."


def kinds(*sentences: str, more: tuple[list[str], ...] = ()) -> list[tuple[str, str]]:
    sheet = cover(Sheet())
    for sentence in sentences:
        sheet.say(sentence)
    sheet.table("Tabel 3.7 Realisasi Anggaran per Kegiatan Tahun 2024", [HEAD, *ROWS, *more])
    return [(finding.severity, finding.kind) for finding in sheet.findings()]


def test_a_pagu_that_its_percent_contradicts() -> None:
    assert kinds(SAID.format("128.250.000")) == []
    # one slip: the sentence's own percent and the table say the same
    found = kinds(SAID.format("128.500.000"))
    assert len(found) == 1
    assert found[0][0] == "error"
    # no pagu of the table fits: only the sentence is judged
    assert "pagu_differs" not in {kind for _, kind in kinds(SAID.format("130.000.000").replace("98,36", "97,99"))}


def test_one_activity_twice_is_noted() -> None:
    assert kinds() == []
    again = ["4", LONG, "945.965.000", "937.820.000"]
    assert kinds(more=(again,)) == [("note", "activity_twice")]
    assert kinds(more=(["4", "Pembinaan nelayan kecil", "12.365.000", "11.250.500"],)) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Hal ini sebanding dengan penambahan jumlah penduduk pada tahun 2024 sebanyak 46.646.710 jiwa.", True),
        ("Hal ini sebanding dengan pertumbuhan penduduk pada tahun 2024 sebanyak 646.710 jiwa.", False),
        ("Pertambahan penduduk membuat jumlahnya pada tahun 2024 menjadi 46.646.710 jiwa.", False),
        ("Jumlah penduduk pada tahun 2024 sebanyak 46.646.710 jiwa.", False),
    ],
)
def test_a_population_told_as_its_growth(sentence: str, found: bool) -> None:
    assert (("error", "population_as_growth") in kinds(sentence)) is found
