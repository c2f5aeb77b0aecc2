"""Headers to roles, on headers of the kinds the reports print."""

from __future__ import annotations

import pytest

from normalize.columns import table_to_roles
from tests.tables import grid_to_table


def told(text: str, header_rows: int, caption: str = "", plan: bool = False) -> list[str]:
    """'kind' for labels, 'measure[/year][/period][/end|base]' for figures."""
    out = []
    for role in table_to_roles(grid_to_table(text, header_rows, caption), plan):
        if role.kind != "figure":
            out.append(role.kind)
            continue
        parts = [str(role.measure)]
        if role.year:
            parts.append(str(role.year))
        if role.relative_year:
            parts.append(str(role.relative_year))
        if role.period:
            parts.append(role.period)
        if role.end_target:
            parts.append("end")
        if role.comparison:
            parts.append("against")
        out.append("/".join(parts))
    return out


CASES = [
    pytest.param(
        """
        NO | SASARAN | INDIKATOR KINERJA | TARGET | REALISASI | CAPAIAN (%)
        1 | Sasaran satu | Indikator satu | 8.000 | 6.151 | 76,89
        2 | Sasaran dua | Indikator dua | 30% | 10% | 33,33
        """,
        1,
        "",
        False,
        ["number", "group", "indicator", "target", "realisasi", "capaian"],
        id="measurement",
    ),
    pytest.param(
        """
        No | Indikator | TAHUN 2023 | < | < | TAHUN 2024 | < | <
        ^ | ^ | TARGET | CAPAIAN | % | TARGET | CAPAIAN | %
        1. | Satu | 24.650 orang | 14.079 orang | 57,12 | 34.209 orang | 17.516 orang | 51,20
        2. | Dua | 88 | 95,53 | 108,56 | 90 | 89,62 | 99,58
        """,
        2,
        "",
        False,
        [
            "number",
            "indicator",
            "target/2023",
            "realisasi/2023",
            "capaian/2023",
            "target/2024",
            "realisasi/2024",
            "capaian/2024",
        ],
        id="capaian beside a percent column is the realised value",
    ),
    pytest.param(
        """
        Sasaran | Indikator | Target | Triwulan I | < | Triwulan II | <
        ^ | ^ | ^ | Target | Realisasi | Target | Realisasi
        A | X | 100 | 25 | 20 | 25 | 30
        """,
        2,
        "",
        False,
        ["group", "indicator", "target", "target/Q1", "realisasi/Q1", "target/Q2", "realisasi/Q2"],
        id="quarters",
    ),
    pytest.param(
        """
        No | IKU | Target | Realisasi | < | < | < | Capaian s.d. TW IV (%)
        ^ | ^ | ^ | TW I | TW II | TW III | TW IV | ^
        1 | X | 100 | 10 | 20 | 30 | 40 | 100
        """,
        2,
        "",
        False,
        ["number", "indicator", "target", "realisasi/Q1", "realisasi/Q2", "realisasi/Q3", "realisasi/Q4", "capaian/Y"],
        id="quarters under realisasi",
    ),
    pytest.param(
        """
        Sasaran | Indikator | Target | Realisasi | % | Anggaran | < | <
        ^ | ^ | ^ | ^ | ^ | Pagu | Realisasi | %
        A | X | 8.000 | 6.151 | 76,89 | 228.515.000 | 227.385.747 | 99,51
        """,
        2,
        "",
        False,
        ["group", "indicator", "target", "realisasi", "capaian", "pagu", "realisasi_anggaran", "persen_anggaran"],
        id="performance and budget",
    ),
    pytest.param(
        """
        KEGIATAN/KOMPONEN | PAGU DIPA | REALISASI | % | SISA
        Sosialisasi | 1.143.264.000 | 1.141.873.469 | 99,88 | 1.390.531
        """,
        1,
        "Realisasi Keuangan",
        False,
        ["indicator", "pagu", "realisasi_anggaran", "persen_anggaran", "sisa_anggaran"],
        id="budget alone, flat header",
    ),
    pytest.param(
        """
        No | PROGRAM / KEGIATAN | Alokasi Anggaran | Realisasi Anggaran | % Keuan gan | % Fisik
        1 | Pembinaan | 3.102.512.000,- | 2.754.412.685,- | 88,78% | 96,80%
        """,
        1,
        "",
        False,
        ["number", "indicator", "pagu", "realisasi_anggaran", "persen_anggaran", "fisik"],
        id="financial and physical progress",
    ),
    pytest.param(
        """
        NO. | JENIS ANGGARAN/PROGRAM | PAGU DIPA (Rp.) | < | REALISASI S/D BULAN INI | < | <
        ^ | ^ | AWAL | REVISI | KEUANGAN | < | FISIK (Bobot Tertimbang)
        ^ | ^ | ^ | ^ | (Rp.) | % | %
        1 | Program A | 4,499,237,000 | 3,633,525,000 | 3,614,620,000 | 99.48 | 99.48
        """,
        3,
        "Pagu Anggaran dan Realisasi",
        False,
        ["number", "indicator", "pagu", "pagu", "realisasi_anggaran", "persen_anggaran", "fisik"],
        id="before and after revision, three header rows",
    ),
    pytest.param(
        """
        No | Sasaran Staregis | Indikator Sasaran | < | < | < | % Capaian Kinerja | Keuangan (Rp) | < | %
        ^ | ^ | Uraian | Satuan | Target | Realisasi | ^ | Anggaran | Realisasi | ^
        1 | A | X | % | 98.00 | 98,01 | 100,01 | 770.817.722.898,00 | 765.521.614.135,00 | 99,31
        """,
        2,
        "",
        False,
        [
            "number",
            "group",
            "indicator",
            "unit",
            "target",
            "realisasi",
            "capaian",
            "pagu",
            "realisasi_anggaran",
            "persen_anggaran",
        ],
        id="a lone percent takes the sense of its left neighbour",
    ),
    pytest.param(
        """
        No | Indikator Kinerja | Satuan | Realisasi Tahun 2015 | Realisasi Tahun 2016 | Target Renstra Tahun 2018 | Capaian Terhadap Renstra 2018 (=7/8)
        1 | X | Persen | 44,44 | 59,26 | 77,78 | 76.19
        """,
        1,
        "",
        False,
        ["number", "indicator", "unit", "realisasi/2015", "realisasi/2016", "target/2018/end", "capaian/against"],
        id="against the end target",
    ),
    pytest.param(
        """
        No | Sasaran | Indikator | CAPAIAN TAHUN LALU (2015) | TAHUN 2016 | < | < | TARGET AKHIR RENSTRA | CAPAIAN TAHUN 2016 TERHADAP TARGET AKHIR RENSTRA (%)
        ^ | ^ | ^ | ^ | TARGET | REALISASI | % REALISASI | ^ | ^
        1 | A | X | 139 | 55% | 56,03% | 101,87 | 65% | 86,5%
        2 | B | Y | 115,5 | 66,7% | 94,9% | 149,63 | 81% | 117,16%
        """,
        2,
        "",
        False,
        [
            "number",
            "group",
            "indicator",
            "capaian/2015/-1",
            "target/2016",
            "realisasi/2016",
            "capaian/2016",
            "target/end",
            "capaian/against",
        ],
        id="last year's achievement is a percentage when its figures look so",
    ),
    pytest.param(
        """
        No | Sasaran | Indikator | Capaian Tahun 2015 | Tahun 2016 | < | < | Target Akhir Renstra | Capaian Tahun 2016 terhadap Target Akhir Renstra (%)
        ^ | ^ | ^ | ^ | Target | Realisasi | % Realisasi | ^ | ^
        1 | A | X | 1 | 1 | 2 | 200 | 1 | 200
        2 | B | Y | 17 | 14 | 18 | 128,57 | 14 | 128,57
        """,
        2,
        "",
        False,
        [
            "number",
            "group",
            "indicator",
            "realisasi/2015",
            "target/2016",
            "realisasi/2016",
            "capaian/2016",
            "target/end",
            "capaian/against",
        ],
        id="last year's achievement is a value when its figures look so",
    ),
    pytest.param(
        """
        NO | SASARAN STRATEGIS | INDIKATOR KINERJA | SATUAN | TAHUN PELAKSANAAN | < | <
        ^ | ^ | ^ | ^ | 2020 | 2021 | 2022
        1 | A | X | Orang | 22.000 | 27.250 | 10.000
        """,
        2,
        "Reviu Rencana Kinerja Tahunan",
        True,
        ["number", "group", "indicator", "unit", "target/2020", "target/2021", "target/2022"],
        id="a plan's years are targets",
    ),
    pytest.param(
        """
        Urusan/Program/Kegiatan | Indikator Kinerja Program | Realisasi Kinerja Pada Triwulan I - IV Tahun 2023 | < | < | <
        ^ | ^ | I | < | II | <
        ^ | ^ | K | Rp | K | Rp
        Program X | Nilai Y | 2 | 4.352.729.136 | 1 | 7.341.575.224
        """,
        3,
        "",
        False,
        [
            "group",
            "indicator",
            "realisasi/2023/Q1",
            "realisasi_anggaran/2023/Q1",
            "realisasi/2023/Q2",
            "realisasi_anggaran/2023/Q2",
        ],
        id="performance and money a quarter",
    ),
    pytest.param(
        """
        Jenis | Triwulan I | Triwulan II | Triwulan III | Triwulan IV | Total
        Sakit | 7 | 1 | 6 | 12 | 26
        Lain | 3 | 1 | 6 | 2 | 12
        """,
        1,
        "Data Penanganan",
        False,
        ["indicator", "realisasi/Q1", "realisasi/Q2", "realisasi/Q3", "realisasi/Q4", "realisasi/Y"],
        id="counts a quarter and their total",
    ),
    pytest.param(
        """
        No | Sasaran | Indikator Kinerja | Target % | Realisasi % | Capaian % | Program | Keuangan | < | <
        ^ | ^ | ^ | ^ | ^ | ^ | ^ | Besar Anggaran DPPA (Rp.) | Realisasi (Rp.) | Realisasi %
        1 | A | X | 55,56 | 59,26 | 106,66 | Program P | 452,750,000.00 | 434,143,683.00 | 95.89
        """,
        2,
        "",
        False,
        [
            "number",
            "group",
            "indicator",
            "target",
            "realisasi",
            "capaian",
            "group",
            "pagu",
            "realisasi_anggaran",
            "persen_anggaran",
        ],
        id="percent as the unit of target and realisation",
    ),
    pytest.param(
        """
        No | Tujuan | Sasaran | Indikator Sasaran | Tahun Awal | Capaian Kinerja pada Tahun | < | Target Kinerja Sasaran pada Tahun | < | Sampai Tahun 2018 | Ket.
        ^ | ^ | ^ | ^ | 2013 | 2014 | 2015 | 2017 | 2018 | ^ | ^
        1 | T | S | X | 0,47 % | 0,21 | 0,38 | 0,57 | 0,56 | 0,56% | Target Tahunan
        """,
        2,
        "Realisasi Kinerja Tahun 2016 dengan Target Tahun 2013-2018",
        False,
        [
            "number",
            "group",
            "group",
            "indicator",
            "baseline/2013",
            "realisasi/2014",
            "realisasi/2015",
            "target/2017",
            "target/2018",
            "target/2018/end",
            "text",
        ],
        id="a plan's run: baseline, results, targets",
    ),
    pytest.param(
        """
        No | Bagian | Jenis Kelamin | < | <
        ^ | ^ | L | P | JML
        1 | Kepala | 1 | - | 1
        2 | Tata Usaha | 5 | 2 | 7
        """,
        2,
        "Jumlah Pegawai",
        False,
        ["number", "indicator", "text", "text", "text"],
        id="staff measure nothing",
    ),
]


@pytest.mark.parametrize(("text", "header_rows", "caption", "plan", "expected"), CASES)
def test_roles(text: str, header_rows: int, caption: str, plan: bool, expected: list[str]) -> None:
    assert told(text, header_rows, caption, plan) == expected


#: layouts that the development reports do not show
OTHER_CASES = [
    pytest.param(
        """
        No | Sasaran Program | Indikator Kinerja Program | Target 2023 | Realisasi 2023 | % Capaian | Realisasi 2022
        1 | A | X | 90 | 92,1 | 102,33 | 88,4
        """,
        1,
        "",
        False,
        ["number", "group", "indicator", "target/2023", "realisasi/2023", "capaian", "realisasi/2022"],
        id="last year's realisation at the end",
    ),
    pytest.param(
        """
        Indikator | Tahun 2021 | < | < | Tahun 2022 | < | <
        ^ | T | R | % | T | R | C
        X | 10 | 9 | 90 | 12 | 12 | 100%
        """,
        2,
        "",
        False,
        ["indicator", "target/2021", "realisasi/2021", "capaian/2021", "target/2022", "realisasi/2022", "capaian/2022"],
        id="T and R",
    ),
    pytest.param(
        """
        No | Indikator | Capaian 2019 | Capaian 2020 | Target 2021 | Capaian 2021 | Capaian (%)
        1 | X | 71,2 | 72,4 | 73 | 74,1 | 101,51
        """,
        1,
        "",
        False,
        ["number", "indicator", "realisasi/2019", "realisasi/2020", "target/2021", "realisasi/2021", "capaian"],
        id="capaian of years as values beside a percentage",
    ),
    pytest.param(
        """
        No | Sasaran | Kinerja | < | < | Anggaran | < | <
        ^ | ^ | Target | Realisasi | Capaian | Target | Realisasi | Capaian
        1 | A | 100 | 95 | 95,00% | 1.500.000.000 | 1.200.000.000 | 80,00%
        """,
        2,
        "",
        False,
        ["number", "indicator", "target", "realisasi", "capaian", "pagu", "realisasi_anggaran", "persen_anggaran"],
        id="the same three words for performance and for money",
    ),
    pytest.param(
        """
        Program | Indikator | 2019 | < | 2020 | <
        ^ | ^ | Target | Rp | Target | Rp
        P | X | 10 | 1.200.000.000 | 12 | 1.300.000.000
        """,
        2,
        "Rencana Program, Kegiatan, Indikator Kinerja dan Pendanaan Indikatif",
        True,
        ["group", "indicator", "target/2019", "pagu/2019", "target/2020", "pagu/2020"],
        id="a plan's targets and money a year",
    ),
    pytest.param(
        """
        No | Sasaran | % Capaian Kinerja | % Penyerapan Anggaran | Tingkat Efisiensi
        1 | A | 102,5 | 93,86 | 8,64
        """,
        1,
        "Efisiensi Penggunaan Sumber Daya",
        False,
        ["number", "indicator", "capaian", "persen_anggaran", "text"],
        id="efficiency",
    ),
    pytest.param(
        """
        No | Indikator Kinerja | Satuan | Target | Target Triwulan | < | < | <
        ^ | ^ | ^ | ^ | I | II | III | IV
        1 | X | Dokumen | 12 | 3 | 3 | 3 | 3
        """,
        2,
        "Rencana Aksi",
        True,
        ["number", "indicator", "unit", "target", "target/Q1", "target/Q2", "target/Q3", "target/Q4"],
        id="rencana aksi",
    ),
    pytest.param(
        """
        No | Program/Kegiatan | Anggaran (Rp) | < | Realisasi (Rp) | Sisa Anggaran | %
        ^ | ^ | Murni | Perubahan | ^ | ^ | ^
        1 | P | 1.000.000.000 | 1.100.000.000 | 900.000.000 | 200.000.000 | 81,82
        """,
        2,
        "",
        False,
        ["number", "indicator", "pagu", "pagu", "realisasi_anggaran", "sisa_anggaran", "persen_anggaran"],
        id="murni and perubahan",
    ),
    pytest.param(
        """
        No | Indikator | Realisasi 2023 | Realisasi Nasional 2023 | Keterangan
        1 | X | 72,1 | 74,4 | di bawah
        """,
        1,
        "Perbandingan dengan Nasional",
        False,
        ["number", "indicator", "realisasi/2023", "text", "text"],
        id="national figures are not the agency's",
    ),
    pytest.param(
        """
        No | Jenis Pajak | Target (Rp) | Realisasi (Rp) | %
        1 | PKB | 7.000.000.000 | 7.350.000.000 | 105,00
        """,
        1,
        "Target dan Realisasi Pendapatan",
        False,
        ["number", "indicator", "target", "realisasi", "capaian"],
        id="revenue has targets in rupiah",
    ),
    pytest.param(
        """
        NO | INDIKATOR KINERJA UTAMA | TARGET | REALISASI TRIWULAN | < | < | < | TOTAL | CAPAIAN
        ^ | ^ | ^ | I | II | III | IV | ^ | ^
        1 | X | 40 | 8 | 1 | 3 | 16 | 28 | 70%
        """,
        2,
        "",
        False,
        [
            "number",
            "indicator",
            "target",
            "realisasi/Q1",
            "realisasi/Q2",
            "realisasi/Q3",
            "realisasi/Q4",
            "realisasi/Y",
            "capaian",
        ],
        id="quarters with their total",
    ),
    pytest.param(
        """
        No | Uraian | Anggaran 2023 | Realisasi 2023 | % | Realisasi 2022
        1 | Belanja Pegawai | 5.000.000.000 | 4.900.000.000 | 98,00 | 4.700.000.000
        """,
        1,
        "Laporan Realisasi Anggaran",
        False,
        ["number", "indicator", "pagu/2023", "realisasi_anggaran/2023", "persen_anggaran", "realisasi_anggaran/2022"],
        id="a budget realisation statement",
    ),
    pytest.param(
        """
        Indikator Kinerja | Formulasi Perhitungan | Sumber Data | Penanggung Jawab
        X | (a/b) x 100 | BPS | Bidang I
        """,
        1,
        "Indikator Kinerja Utama",
        True,
        ["indicator", "text", "text", "text"],
        id="definitions measure nothing",
    ),
    pytest.param(
        """
        No | Indikator | Target | s.d. TW III | < | Triwulan IV | <
        ^ | ^ | ^ | Target | Realisasi | Target | Realisasi
        1 | X | 100 | 75 | 70 | 25 | 28
        """,
        2,
        "",
        False,
        ["number", "indicator", "target", "target/Q3", "realisasi/Q3", "target/Q4", "realisasi/Q4"],
        id="up to the third quarter",
    ),
    pytest.param(
        """
        Sasaran Strategis | Indikator Kinerja | Target | Realisasi | Capaian | Kategori
        A | X | 95,5 | 96,2 | 100,73 | Sangat Baik
        B | Y | 12 | 12 | 100 | Baik
        """,
        1,
        "",
        False,
        ["group", "indicator", "target", "realisasi", "capaian", "category"],
        id="capaian without a percent sign beside a realisation",
    ),
    pytest.param(
        """
        No | Indikator | Target Capaian Kinerja | Realisasi Capaian Kinerja | Persentase Capaian
        1 | X | 95,5 | 96,2 | 100,73
        """,
        1,
        "",
        False,
        ["number", "indicator", "target", "realisasi", "capaian"],
        id="the word capaian in every header",
    ),
]


@pytest.mark.parametrize(("text", "header_rows", "caption", "plan", "expected"), OTHER_CASES)
def test_roles_of_other_layouts(text: str, header_rows: int, caption: str, plan: bool, expected: list[str]) -> None:
    assert told(text, header_rows, caption, plan) == expected


def test_units_under_the_header_of_the_names_are_units() -> None:
    table = grid_to_table(
        """
        No | Indikator Kinerja | < | Target 2024
        1 | Luas mangrove pulih | hektar | 40
        2 | Indeks kualitas air | poin kumulatif | 60,5
        3 | Kapal yang diperiksa | persen/tahun | 80
        """,
        1,
    )
    assert [role.kind for role in table_to_roles(table)] == ["number", "indicator", "unit", "figure"]


def test_another_body_s_sasaran_in_figures_names_no_group() -> None:
    table = grid_to_table(
        """
        No | Indikator Kinerja | Capaian Sasaran Renstra Dinas 2023 | Sasaran pada Renstra Kementerian 2023
        1 | Indeks kualitas air | 63,25 | 67,80
        2 | Jumlah bibit ditanam | 1.236.786 | 9.581.469
        """,
        1,
    )
    roles = table_to_roles(table)
    assert [role.kind for role in roles] == ["number", "indicator", "figure", "text"]
    assert roles[2].measure == "realisasi"


def test_a_scale_of_spans_is_nobody_s_achievement() -> None:
    scale = """
        Skor | Rentang Capaian | Kategori
        4 | Nilai di atas 100% | sangat baik
        3 | 80% s/d 100% | baik
        2 | < 80 | kurang
        """
    assert [role.kind for role in table_to_roles(grid_to_table(scale, 1))][1] == "text"


def test_a_baseline_without_a_year_is_the_one_before_the_first_target_s() -> None:
    plan = """
        Indikator | Kondisi Awal | Target 2025 | Target 2026 | Kondisi Akhir
        Luas mangrove pulih | 12 | 20 | 30 | 50
        """
    assert [(role.measure, role.year) for role in table_to_roles(grid_to_table(plan, 1), plan=True)][1] == (
        "baseline",
        2024,
    )


def test_money_told_activity_by_activity_is_the_activities() -> None:
    budget = """
        Indikator | Program | Kegiatan | Pagu (Rp) | Realisasi (Rp) | %
        Luas mangrove pulih | Program Pesisir | Penanaman bibit | 250.000.000 | 200.000.000 | 80,00
        ^ | ^ | Patroli pesisir | 120.000.000 | 60.000.000 | 50,00
        """
    assert [role.kind for role in table_to_roles(grid_to_table(budget, 1))][:3] == ["group", "group", "indicator"]


def test_absorption_without_money_is_a_percentage() -> None:
    table = """
        Indikator | Capaian Kinerja (%) | Penyerapan Anggaran
        Luas mangrove pulih | 106,66 | 95,89
        Jumlah patroli | 100,00 | 71,60
        """
    assert [role.measure for role in table_to_roles(grid_to_table(table, 1))] == [None, "capaian", "persen_anggaran"]


def test_a_place_names_no_row() -> None:
    table = """
        Kode | Program/Kegiatan | Lokasi | Anggaran | Realisasi | < | Realisasi Fisik (%)
        ^ | ^ | ^ | ^ | Keuangan (Rp) | % | ^
        1.01 | Penanaman bibit | Kab. Contoh | 250.000.000 | 200.000.000 | 80,00 | 100
        1.02 | Patroli pesisir | Kota Contoh | 120.000.000 | 60.000.000 | 50,00 | 50
        """
    assert told(table, 2) == [
        "code",
        "indicator",
        "text",
        "pagu",
        "realisasi_anggaran",
        "persen_anggaran",
        "fisik",
    ]


def test_large_counts_are_money_only_where_the_table_speaks_of_a_budget() -> None:
    counts = """
        Lapangan Usaha | 2022 | 2023
        Pertanian | 1.850.450 | 1.921.330
        Perdagangan | 2.540.210 | 2.562.870
        """
    measures = [role.measure for role in table_to_roles(grid_to_table(counts, 1, "Produksi menurut lapangan usaha"))]
    assert measures == [None, "realisasi", "realisasi"]
    spent = [role.measure for role in table_to_roles(grid_to_table(counts, 1, "Realisasi belanja per bidang"))]
    assert spent == [None, "realisasi_anggaran", "realisasi_anggaran"]


def test_a_rest_of_cases_is_no_rest_of_a_budget() -> None:
    cases = """
        Bulan | Sisa Lalu | Masuk | Putus | Sisa
        Januari | 25 | 30 | 28 | 27
        Februari | 27 | 24 | 26 | 25
        """
    assert {role.measure for role in table_to_roles(grid_to_table(cases, 1))} == {None}


def test_targets_before_and_after_a_revision() -> None:
    table = """
        Indikator Kinerja | Target Semula | Target Perubahan
        Jumlah desa mandiri | 20 | 25
        Jumlah desa maju | 60 | 70
        """
    assert [role.basis for role in table_to_roles(grid_to_table(table, 1))] == ["", "pk", "pk_revisi"]
