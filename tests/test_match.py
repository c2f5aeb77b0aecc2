"""The matcher: the test set in two halves, the real reports, slips, turns of meaning, speed."""

from __future__ import annotations

import csv
import os
import random
import time
from pathlib import Path

import pytest

from corpus import load_catalogue
from corpus.registry import Catalogue, Indicator
from normalize.match import Matcher, explain

PAIRS = Path(__file__).parent / "data" / "match_pairs.csv"
SHARED = Path(os.environ.get("LAKIP_SHARED", "/work/shared"))
CATALOGUE = load_catalogue()
MATCHER = Matcher(CATALOGUE)


def pairs(part: str) -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["part"] == part]


#: names gathered one after another: the fresh ones were labelled before any result was seen
PARTS = ("tune", "held_out", "fresh", "fresh2", "fresh3", "fresh4")


@pytest.mark.parametrize("part", PARTS)
def test_pairs(part: str) -> None:
    rows = pairs(part)
    found = MATCHER.match_all([row["printed"] for row in rows], [row["unit"] for row in rows])
    wrong = [
        (row["printed"], row["expected"], match.id, match.score)
        for row, match in zip(rows, found, strict=True)
        if (match.id or "") != row["expected"]
    ]
    assert len(wrong) <= 0.03 * len(rows), wrong
    nothing = [match for row, match in zip(rows, found, strict=True) if not row["expected"]]
    assert sum(match.id is not None for match in nothing) <= 0.02 * len(nothing)


def test_the_set_is_large_enough() -> None:
    rows = [row for part in PARTS for row in pairs(part)]
    assert len(rows) >= 900
    assert sum(not row["expected"] for row in rows) >= len(rows) / 3
    ids = {entry.id for entry in CATALOGUE}
    assert {row["expected"] for row in rows} - {""} <= ids


def test_every_name_and_alias_finds_its_own_entry() -> None:
    names = [(name, entry) for entry in CATALOGUE for name in (entry.name, *entry.aliases)]
    found = MATCHER.match_all([name for name, _ in names], [entry.unit for _, entry in names])
    assert [(name, match.id) for (name, entry), match in zip(names, found, strict=True) if match.id != entry.id] == []


def report_indicators(doc: str) -> list[tuple[str, str]]:
    """Rows of a gold file that have a target in a table of indicators: (name, unit of the target)."""
    path = SHARED / "bench" / "gold" / f"{doc}.facts.csv"
    if not path.exists():
        pytest.skip("the development reports are not here")
    rows: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["measure"] == "target":
                rows.setdefault(row["indicator"], row["unit"])
    return list(rows.items())


@pytest.mark.parametrize("doc", ["bandung-2019", "jabar-2024", "semarang-renstra-2020"])
def test_every_indicator_row_of_the_text_reports(doc: str) -> None:
    rows = report_indicators(doc)
    assert len(rows) >= 10
    for units in ([unit for _, unit in rows], [""] * len(rows)):
        found = MATCHER.match_all([name for name, _ in rows], units)
        assert [name for (name, _), match in zip(rows, found, strict=True) if match.id is None] == []


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("Jumlah penduduk miskin perkotaan", "orang"),
        ("Persentase TKI yang ditempatkan", "%"),
        ("Persentase PMI terampil dan profesional yang dicegah", "%"),
        ("Jumlah laporan pemutakhiran keuangan daerah", "dokumen"),
        ("Menurunnya angka kemiskinan", ""),
        ("Belanja Modal", ""),
        ("Persentase peserta KB aktif disabilitas", "%"),
    ],
)
def test_near_names_that_are_something_else(printed: str, unit: str) -> None:
    match = MATCHER.match(printed, unit)
    assert match.id is None
    assert match.name == ""
    assert match.candidates, "the runner-up is shown"
    assert match.score == match.candidates[0].score


@pytest.mark.parametrize(
    ("printed", "unit", "expected"),
    [
        ("Pelayanan penempatan PMI oleh pemerintah", "", "PMI-037"),
        ("Pelayanan penempatan PMI non pemerintah", "", "PMI-038"),
        ("Jumlah penduduk miskin", "", "MKR-003"),
        ("Persentase penduduk miskin", "", "MKR-002"),
        ("Jumlah peserta KB aktif", "", "SOS-018"),
        ("Persentase peserta KB aktif", "", "SOS-015"),
        ("Penyerapan anggaran", "%", "GOV-018"),
        ("Penyerapan anggaran", "nilai", "GOV-053"),
        ("Prosentase TKI yg ditempatkan sesuai standar", "", "PMI-003"),
    ],
)
def test_twins_are_told_apart(printed: str, unit: str, expected: str) -> None:
    assert MATCHER.match(printed, unit).id == expected


def test_another_head_is_another_indicator() -> None:
    swapped = []
    for entry in CATALOGUE:
        head, _, rest = entry.name.partition(" ")
        if head in {"Jumlah", "Persentase"}:
            swapped.append(("Persentase " if head == "Jumlah" else "Jumlah ") + rest)
    found = MATCHER.match_all(swapped)
    # its twin with that head may be in the catalogue: then that one is right
    opposite = {"Jumlah": "Persentase", "Persentase": "Jumlah"}
    wrong = [
        match.query
        for match in found
        if match.id and match.match.partition(" ")[0] == opposite[match.query.partition(" ")[0]]
    ]
    assert wrong == []


def test_one_slip_in_a_name() -> None:
    chance = random.Random(20261120)
    names = [(name, entry.id) for entry in CATALOGUE for name in (entry.name, *entry.aliases) if len(name) >= 20]
    slipped = []
    for _ in range(600):
        name, owner = chance.choice(names)
        at = chance.randrange(1, len(name))
        slip = chance.choice(
            [name[:at] + name[at + 1 :], name[:at] + " " + name[at:], name[:at] + name[at] + name[at:]]
        )
        slipped.append((slip, owner))
    found = MATCHER.match_all([slip for slip, _ in slipped])
    right = sum(match.id == owner for (_, owner), match in zip(slipped, found, strict=True))
    wrong = [
        (slip, match.id) for (slip, owner), match in zip(slipped, found, strict=True) if match.id not in {None, owner}
    ]
    assert right >= 0.94 * len(slipped)
    assert len(wrong) <= 0.01 * len(slipped), wrong


def test_a_wrong_unit_column_does_not_hide_a_perfect_name() -> None:
    assert MATCHER.match("Jumlah Potensi CTKI", "%").id == "PMI-001"
    assert MATCHER.match("Penempatan Pekerja Migran Indonesia terampil dan profesional", "%").id == "PMI-031"


def test_two_alike_give_nothing_until_sector_or_year_decides() -> None:
    twins = Catalogue(
        (
            Indicator("AAA-001", "Jumlah layanan terpadu", "layanan", "higher", "sum", "sosial", 2015, 2019),
            Indicator("BBB-001", "Jumlah layanan terpadu", "layanan", "higher", "sum", "kesehatan", 2020, 2024),
        )
    )
    matcher = Matcher(twins)
    match = matcher.match("Jumlah layanan terpadu")
    assert match.id is None
    assert match.verdict == "too_close"
    assert {candidate.id for candidate in match.candidates} == {"AAA-001", "BBB-001"}
    assert matcher.match("Jumlah layanan terpadu", sector="kesehatan").id == "BBB-001"
    assert matcher.match("Jumlah layanan terpadu", year=2018).id == "AAA-001"


def test_candidates_and_reasons() -> None:
    match = MATCHER.match("Prosentase TKI yg ditempatkan sesuai standar")
    assert match.verdict == "matched"
    assert 2 <= len(match.candidates) <= 5
    scores = [candidate.score for candidate in match.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    needed = {"token_set", "token_sort", "ratio", "coverage_name", "coverage_entry", "unit", "sector"}
    assert needed <= set(match.candidates[0].features)
    assert "PMI-003" in explain(match)
    assert "satuan sama" in explain(MATCHER.match("Nilai IKPA", "nilai"))
    assert "matches" in explain(match, "en")
    refused = MATCHER.match("Jumlah penempatan PMI non pemerintah berlisensi", "orang")
    assert refused.id is None
    assert "tidak ada" in explain(refused)
    assert explain(MATCHER.match("Jumlah")) == "tidak ada kata yang dapat dibandingkan"


def test_batch_is_the_same_as_one_by_one() -> None:
    rows = pairs("tune")[:40]
    together = MATCHER.match_all([row["printed"] for row in rows], [row["unit"] for row in rows])
    assert together == [MATCHER.match(row["printed"], row["unit"]) for row in rows]
    with pytest.raises(ValueError):
        MATCHER.match_all(["Nilai IKPA"], [])
    assert MATCHER.match_all([]) == []


def test_speed() -> None:
    names = [name for entry in CATALOGUE for name in (entry.name, *entry.aliases)]
    many = [f"{name} {number}" for number in range(7) for name in names][:10_000]
    assert len(set(many)) == 10_000
    began = time.process_time()
    MATCHER.match_all(many)
    # about 5 s of one core; processor time, as the machine may be busy
    assert time.process_time() - began < 15
