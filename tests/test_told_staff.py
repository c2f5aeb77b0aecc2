"""Staff told in prose beside the staff table: groups under any of their names, and what is no contradiction."""

from __future__ import annotations

import pytest

from normalize.staff_groups import figure_to_group, text_to_group
from tests.validate_report import Sheet, cover, told

BY_SEX = [
    ["No", "Unit Kerja", "Jenis Kelamin", "<", "Jumlah"],
    ["^", "^", "L", "P", "^"],
    ["1", "Sekretariat", "14", "9", "23"],
    ["2", "Bidang Pelayanan", "18", "7", "25"],
    ["Jumlah", "<", "32", "16", "48"],
]
BY_SCHOOLING = [
    ["No", "Pendidikan", "Jumlah"],
    ["1", "Magister (S2)", "6"],
    ["2", "Sarjana (S1)", "30"],
    ["3", "SLTA", "12"],
    ["Jumlah", "<", "48"],
]


@pytest.mark.parametrize(
    ("noun", "before", "group"),
    [
        ("orang Pegawai Negeri Sipil", "", "status:pns"),
        ("orang", "terdiri dari Pegawai Negeri Sipil (PNS) sebanyak ", "status:pns"),
        ("orang tenaga honorer", "", "status:non-asn"),
        ("orang CPNS", "", "status:cpns"),
        ("orang wanita", "", "kelamin:p"),
        ("orang", ", Golongan III/a sebanyak ", "golongan:3"),
        ("orang", " serta SMA/SMK ", "pendidikan:sma"),
        ("orang", "pegawai ASN (PNS dan PPPK) ", ""),
        ("orang", "Pegawai perempuan di kantor ini berjumlah banyak, yaitu ", ""),
    ],
)
def test_one_key_for_all_names_of_a_group(noun: str, before: str, group: str) -> None:
    assert figure_to_group(noun, before) == group


def test_narrow_columns_are_read_where_asked() -> None:
    assert text_to_group("L", letters=True) == "kelamin:l"
    assert text_to_group("L") == ""


@pytest.mark.parametrize(
    ("rows", "sentence", "printed"),
    [
        (BY_SEX, "Pegawai dinas tahun 2024 terdiri atas 30 orang pria dan 18 orang wanita.", ("30", "18", "32", "16")),
        (
            BY_SCHOOLING,
            "Menurut pendidikan, pegawai dinas meliputi S2 sebanyak 6 orang, S1 sebanyak 29 orang serta SMA sebanyak 13 orang.",
            ("29", "13", "30", "12"),
        ),
    ],
)
def test_a_breakdown_told_otherwise_than_the_table(
    rows: list[list[str]], sentence: str, printed: tuple[str, ...]
) -> None:
    headers = 2 if rows is BY_SEX else 1
    findings = cover(Sheet()).say(sentence).table("Tabel 1.1 Jumlah Pegawai Tahun 2024", rows, headers).findings()
    (finding,) = [one for one in findings if one.rule == "prose_vs_table"]
    assert finding.severity == "warning"
    assert all(figure in told(finding) for figure in printed)


@pytest.mark.parametrize(
    "sentence",
    [
        "Pegawai dinas tahun 2024 terdiri atas 32 orang pria dan 16 orang wanita.",
        # another body of people: neither its sum nor any of its groups is the table's
        "Peserta pelatihan terdiri atas 55 orang laki-laki dan 40 orang perempuan.",
        "Pejabat eselon III terdiri atas 3 orang laki-laki dan 1 orang perempuan.",
    ],
)
def test_what_agrees_or_speaks_of_others_is_left_alone(sentence: str) -> None:
    sheet = cover(Sheet()).say(sentence).table("Tabel 1.1 Jumlah Pegawai Tahun 2024", BY_SEX, 2)
    assert [one for one in sheet.findings() if one.rule == "prose_vs_table"] == []
