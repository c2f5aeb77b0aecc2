"""Two tables in one row: figures belong to the nearest name on their left."""

from __future__ import annotations

from normalize.blocks import table_to_blocks
from normalize.model import Fact
from tests.tables import grid_to_table
from tests.validate_report import Sheet, cover

PLAN = [
    ["Sasaran", "Indikator Kinerja", "Target", "Realisasi", "Program dan Kegiatan", "Indikator Kegiatan", "Target Kegiatan",
     "Anggaran (Rp)"],
    ["Terwujudnya pesisir lestari", "Persentase mangrove pulih", "60%", "54%", "Program Pesisir", "", "", ""],
    ["^", "^", "^", "^", "Penanaman bibit", "Jumlah bibit ditanam", "5.000 batang", "250.000.000"],
    ["^", "^", "^", "^", "Patroli pesisir", "Jumlah patroli", "24 kali", "120.000.000"],
    ["^", "Jumlah desa pesisir dibina", "12", "12", "Pembinaan desa", "Jumlah pelatihan", "6 kali", "90.000.000"],
]  # fmt: skip


def facts(rows: list[list[str]]) -> list[Fact]:
    return list(cover(Sheet()).table("Tabel 3.1 Rencana Aksi Kinerja Tahun 2024", rows).understood().facts)


def told(found: list[Fact]) -> set[tuple[str, str, str]]:
    return {(fact.indicator, fact.measure, fact.raw) for fact in found}


def test_an_action_plan_keeps_the_sasaran_s_indicators_and_the_activities_apart() -> None:
    found = facts(PLAN)
    assert told(found) == {
        ("Persentase mangrove pulih", "target", "60%"),
        ("Persentase mangrove pulih", "realisasi", "54%"),
        ("Jumlah desa pesisir dibina", "target", "12"),
        ("Jumlah desa pesisir dibina", "realisasi", "12"),
        ("Jumlah bibit ditanam", "target", "5.000 batang"),
        ("Jumlah bibit ditanam", "pagu", "250.000.000"),
        ("Jumlah patroli", "target", "24 kali"),
        ("Jumlah patroli", "pagu", "120.000.000"),
        ("Jumlah pelatihan", "target", "6 kali"),
        ("Jumlah pelatihan", "pagu", "90.000.000"),
    }
    assert [fact.row for fact in found] == sorted(fact.row for fact in found)


def test_money_of_finer_programmes_is_theirs() -> None:
    found = facts(
        [
            ["Indikator Kinerja", "Target", "Realisasi", "Kegiatan", "Pagu (Rp)"],
            ["Persentase mangrove pulih", "60%", "54%", "Penanaman bibit", "250.000.000"],
            ["^", "^", "^", "Patroli pesisir", "120.000.000"],
            ["Jumlah desa pesisir dibina", "12", "12", "Pembinaan desa", "90.000.000"],
        ]
    )
    assert ("Patroli pesisir", "pagu", "120.000.000") in told(found)
    assert ("Persentase mangrove pulih", "realisasi", "54%") in told(found)


def test_money_beside_a_programme_row_by_row_is_the_indicator_s_own() -> None:
    found = facts(
        [
            ["Indikator Kinerja", "Target", "Realisasi", "Program", "Pagu (Rp)"],
            ["Persentase mangrove pulih", "60%", "54%", "Program Pesisir", "250.000.000"],
            ["Jumlah desa pesisir dibina", "12", "12", "Program Pesisir", "90.000.000"],
        ]
    )
    assert ("Persentase mangrove pulih", "pagu", "250.000.000") in told(found)


def test_a_programme_between_target_and_realisasi_parts_nothing() -> None:
    table = grid_to_table(
        """
        Indikator Kinerja | Target | Program | Realisasi | Capaian
        Persentase mangrove pulih | 60% | Program Pesisir | 54% | 90
        Jumlah desa pesisir dibina | 12 | Program Pesisir | 12 | 100
        """,
        1,
    )
    assert table_to_blocks(table) == [table]
