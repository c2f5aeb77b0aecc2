"""The rules on tables: what they say, and what they keep quiet about."""

from __future__ import annotations

import pytest

from tests.validate_report import Sheet, cover, rules_of, told
from validate import Finding

HEAD = ["No", "Sasaran Strategis", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]


def measurement(*rows: list[str], title: str = "Tabel 3.1 Pengukuran Capaian Kinerja Tahun 2024") -> Sheet:
    return cover(Sheet()).table(title, [HEAD, *rows])


def only(findings: list[Finding], rule: str) -> Finding:
    assert rules_of(findings) == [rule], [(f.rule, f.message) for f in findings]
    return next(f for f in findings if f.rule == rule)


GOOD = ["1", "Meningkatnya produksi perikanan", "Jumlah produksi perikanan tangkap", "1.200 ton", "1.140 ton", "95,00"]
BUDI = ["2", "Meningkatnya usaha budidaya", "Persentase pembudidaya yang dibina", "80%", "72%", "90,00"]


def test_a_consistent_table_gives_nothing() -> None:
    assert measurement(GOOD, BUDI).findings() == []


@pytest.mark.parametrize("printed", ["90,00", "90", "90,0", "111,11", "110,00", "90,00%"])
def test_known_formulas_and_roundings_are_no_finding(printed: str) -> None:
    assert rules_of(measurement(GOOD, [*BUDI[:5], printed]).findings()) == []


def test_a_capaian_that_nothing_gives() -> None:
    finding = only(measurement(GOOD, [*BUDI[:5], "92,00"]).findings(), "capaian")
    assert finding.severity == "error"
    assert finding.expected == "90"
    assert {"80%", "72%", "92,00"} <= {piece.raw for piece in finding.evidence}
    assert "92,00" in {suspect.raw for suspect in finding.suspects}


def test_a_realisasi_copied_into_the_capaian() -> None:
    finding = only(measurement(GOOD, [*BUDI[:5], "72"]).findings(), "capaian")
    assert finding.kind == "copied_realisasi"


def test_a_missing_operand_gives_no_judgement() -> None:
    assert measurement(GOOD, [*BUDI[:4], "-", "92,00"]).findings() == []
    assert measurement(GOOD, [*BUDI[:3], "0", "72%", "92,00"]).findings() == []


QUARTERS = [
    ["Indikator Kinerja", "Target", "Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV", "Realisasi Tahun 2024"],
    ["Jumlah produksi perikanan tangkap", "1.200 ton", "300 ton", "280 ton", "310 ton", "250 ton", "1.140 ton"],
]


def quarters(*values: str) -> Sheet:
    head = [
        ["Indikator Kinerja", "Realisasi Triwulan", "<", "<", "<", "Realisasi Tahun 2024"],
        ["^", "TW I", "TW II", "TW III", "TW IV", "^"],
    ]
    row = ["Jumlah kapal yang diperiksa", *(f"{value} kapal" for value in values)]
    return cover(Sheet()).table("Tabel 3.2 Realisasi Kinerja per Triwulan Tahun 2024", [*head, row], header_rows=2)


@pytest.mark.parametrize("values", [("30", "28", "31", "25", "114"), ("30", "60", "90", "114", "114")])
def test_sums_and_cumulative_years_are_no_finding(values: tuple[str, ...]) -> None:
    assert quarters(*values).findings() == []


def test_a_year_that_its_quarters_do_not_make() -> None:
    finding = only(quarters("30", "28", "31", "25", "151").findings(), "quarter_sum")
    assert finding.severity == "error"
    assert finding.expected == "114"
    assert {"30 kapal", "25 kapal", "151 kapal"} <= {piece.raw for piece in finding.evidence}


STAFF = [
    ["No", "Unit Kerja", "PNS", "<", "<", "PPPK", "<", "<"],
    ["^", "^", "L", "P", "Jml", "L", "P", "Jml"],
    ["1", "Sekretariat", "5", "4", "9", "1", "2", "3"],
    ["2", "Bidang Tangkap", "6", "3", "9", "2", "-", "2"],
    ["3", "Bidang Budidaya", "4", "4", "8", "-", "1", "1"],
    ["4", "UPT Pelabuhan", "7", "2", "9", "3", "3", "6"],
    ["Jumlah", "<", "22", "13", "35", "6", "6", "12"],
]


def staff(row: int, col: int, text: str) -> Sheet:
    rows = [list(line) for line in STAFF]
    rows[row][col] = text
    return cover(Sheet()).table("Tabel 1.1 Jumlah Pegawai Tahun 2024", rows, header_rows=2)


def test_staff_tables_that_add_up_give_nothing() -> None:
    assert staff(2, 2, "5").findings() == []


@pytest.mark.parametrize(
    ("row", "col", "text", "true"), [(3, 2, "8", "6"), (5, 5, "5", "3"), (2, 3, "1", "4"), (4, 2, "40", "4")]
)
def test_one_wrong_part_is_found_by_row_and_column_and_named(row: int, col: int, text: str, true: str) -> None:
    findings = staff(row, col, text).findings()
    finding = only(findings, "total")
    assert [(s.raw, s.would_be) for s in finding.suspects] == [(text, true)]


def test_a_grand_total_cut_short() -> None:
    findings = staff(6, 4, "5").findings()
    assert set(rules_of(findings)) == {"total"}
    assert any(suspect.raw == "5" and suspect.would_be == "35" for finding in findings for suspect in finding.suspects)


def test_percent_columns_are_not_added() -> None:
    rows = [
        ["Program", "Pagu (Rp)", "Realisasi (Rp)", "%"],
        ["Program Perikanan Tangkap", "1.250.000.000", "1.000.000.000", "80,00"],
        ["Program Perikanan Budidaya", "750.500.000", "675.450.000", "90,00"],
        ["Jumlah", "2.000.500.000", "1.675.450.000", "83,75"],
    ]
    assert cover(Sheet()).table("Tabel 3.5 Realisasi Anggaran Tahun 2024", rows).findings() == []


BUDGET = [
    ["Program / Kegiatan", "Pagu (Rp)", "Realisasi (Rp)", "%", "Sisa (Rp)"],
    ["Program Perikanan Tangkap", "1.250.300.000", "1.000.240.000", "80,00", "250.060.000"],
    ["Program Perikanan Budidaya", "750.500.000", "675.450.000", "90,00", "75.050.000"],
    ["Program Penunjang Urusan", "499.200.000", "474.240.000", "95,00", "24.960.000"],
    ["Jumlah", "2.500.000.000", "2.149.930.000", "86,00", "350.070.000"],
]


def budget(row: int, col: int, text: str) -> Sheet:
    rows = [list(line) for line in BUDGET]
    rows[row][col] = text
    return cover(Sheet()).table("Tabel 3.6 Pagu dan Realisasi Anggaran Tahun 2024", rows)


def test_a_budget_that_comes_out_gives_nothing() -> None:
    assert budget(1, 3, "80,00").findings() == []


def test_a_wrong_budget_percent_and_a_wrong_remainder() -> None:
    finding = only(budget(2, 3, "82,30").findings(), "budget")
    assert "90" in finding.expected
    findings = budget(3, 4, "42.960.000").findings()
    assert findings[0].rule in ("budget", "total")
    assert any(s.raw == "42.960.000" and s.would_be == "24.960.000" for f in findings for s in f.suspects)


ACCOUNTS = [
    ["Kode", "Uraian", "Pagu (Rp)", "Realisasi (Rp)"],
    ["51", "Belanja Pegawai", "900.100.000", "890.050.000"],
    ["511", "Gaji", "700.100.000", "695.050.000"],
    ["512", "Tunjangan", "200.000.000", "195.000.000"],
    ["52", "Belanja Barang", "450.600.000", "440.120.000"],
    ["521", "Belanja Barang Operasional", "150.600.000", "149.120.000"],
    ["522", "Belanja Jasa", "300.000.000", "291.000.000"],
    ["53", "Belanja Modal", "75.250.000", "75.000.000"],
    ["531", "Peralatan", "50.250.000", "50.000.000"],
    ["532", "Mesin", "25.000.000", "25.000.000"],
]


def test_parents_are_the_sums_of_their_children() -> None:
    assert cover(Sheet()).table("Tabel 3.7 Realisasi per Akun Tahun 2024", ACCOUNTS).findings() == []
    rows = [list(line) for line in ACCOUNTS]
    rows[4][2] = "456.000.000"
    findings = cover(Sheet()).table("Tabel 3.7 Realisasi per Akun Tahun 2024", rows).findings()
    finding = only(findings, "hierarchy")
    assert finding.reported == "456.000.000"
    assert any(suspect.would_be == "450.600.000" for suspect in finding.suspects)


def test_averages_of_achievements() -> None:
    third = ["3", "Meningkatnya mutu", "Nilai mutu hasil perikanan", "80", "76", "95,00"]
    mean = ["Rata-rata", "<", "<", "<", "<", "93,33"]
    assert measurement(GOOD, BUDI, third, mean).findings() == []
    wrong = measurement(GOOD, BUDI, third, [*mean[:5], "94,50"]).findings()
    assert only(wrong, "average").expected == "93,33"


def test_an_indicator_called_rata_rata_is_no_average_row() -> None:
    row = ["3", "Meningkatnya pendapatan", "Rata-rata usia kawin pertama wanita", "20", "19", "95,00"]
    assert measurement(GOOD, BUDI, row).findings() == []


def twin(realisasi: str) -> Sheet:
    sheet = measurement(GOOD, BUDI)
    rows = [HEAD, [*GOOD[:4], realisasi, "95,00"], BUDI]
    return sheet.table("Tabel 4.1 Ringkasan Capaian Kinerja Tahun 2024", rows)


def test_one_figure_in_two_tables() -> None:
    assert twin("1.140 ton").findings() == []
    findings = twin("1.410 ton").findings()
    assert {"1.140 ton", "1.410 ton"} <= {piece.raw for finding in findings for piece in finding.evidence}
    assert set(rules_of(findings)) <= {"capaian", "cross_table"}
    assert findings[0].severity == "error"


def test_places_are_never_compared_between_tables() -> None:
    head = ["No", "Kabupaten/Kota", "2023", "2024"]
    one = [
        head,
        ["1", "Kab. Bogor", "71,4", "66,2"],
        ["2", "Kota Bogor", "89,1", "90,2"],
        ["3", "Kab. Garut", "61,8", "56,3"],
    ]
    two = [
        head,
        ["1", "Kab. Bogor", "42,2", "55,8"],
        ["2", "Kota Bogor", "70,4", "91,5"],
        ["3", "Kab. Garut", "25,1", "64,4"],
    ]
    sheet = cover(Sheet()).table("Tabel 3.8 Akses Air Minum", one).table("Tabel 3.9 Jamban Sehat", two)
    assert rules_of(sheet.findings()) == []


def chained(later: str, caption: str) -> Sheet:
    head = ["No", "Indikator Kinerja", "Target 2024"]
    sheet = cover(Sheet()).table(
        "Tabel 2.1 Rencana Kinerja Tahunan (RKT) Tahun 2024",
        [head, ["1", "Jumlah kapal yang diperiksa", "350 kapal"], ["2", "Jumlah nelayan yang dibina", "35 orang"]],
    )
    return sheet.table(
        caption, [head, ["1", "Jumlah kapal yang diperiksa", "350 kapal"], ["2", "Jumlah nelayan yang dibina", later]]
    )


def test_targets_that_change_between_plans() -> None:
    assert rules_of(chained("35 orang", "Tabel 2.2 Perjanjian Kinerja Tahun 2024").findings()) == []
    finding = only(chained("100 orang", "Tabel 2.2 Perjanjian Kinerja Tahun 2024").findings(), "plan_chain")
    assert {"35 orang", "100 orang"} <= {piece.raw for piece in finding.evidence}


def test_a_declared_revision_is_a_note() -> None:
    findings = chained("20 orang", "Tabel 2.3 Reviu Perjanjian Kinerja Tahun 2024").findings()
    assert rules_of(findings) == []
    assert rules_of(findings, loud=False) == ["plan_chain"]


def test_units_that_cannot_be_compared() -> None:
    row = ["2", "Meningkatnya jangkauan", "Jumlah lokasi pembinaan", "38 Kab/Kota", "40 lokasi", "105,26"]
    finding = only(measurement(GOOD, row).findings(), "unit")
    assert {"38 Kab/Kota", "40 lokasi"} <= {piece.raw for piece in finding.evidence}


SCALE = [
    ["No", "Rentang Capaian", "Kategori"],
    ["1", "> 100", "Sangat Baik"],
    ["2", "80 - 100", "Baik"],
    ["3", "50 - 79", "Cukup"],
    ["4", "< 49", "Kurang"],
]


def test_scales_with_gaps_and_overlaps() -> None:
    findings = cover(Sheet()).table("Tabel 1.2 Kategori Kinerja", SCALE).findings()
    assert rules_of(findings) == ["scale", "scale"]
    assert "50 - 79" in told(findings[0])
    closed = [
        SCALE[0],
        ["1", "> 100", "Sangat Baik"],
        ["2", "> 80 - 100", "Baik"],
        ["3", "> 50 - 80", "Cukup"],
        ["4", "<= 50", "Kurang"],
    ]
    assert cover(Sheet()).table("Tabel 1.2 Kategori Kinerja", closed).findings() == []


def test_labels_follow_the_scale() -> None:
    scale = [
        SCALE[0],
        ["1", "> 100", "Sangat Baik"],
        ["2", "> 80 - 100", "Baik"],
        ["3", "> 50 - 80", "Cukup"],
        ["4", "<= 50", "Kurang"],
    ]
    head = [*HEAD, "Kategori"]
    rows = [
        head,
        [*GOOD, "Baik"],
        [*BUDI, "Baik"],
        ["3", "Meningkatnya mutu", "Nilai mutu hasil perikanan", "80", "76", "95,00", "Sangat Baik"],
    ]
    findings = (
        cover(Sheet())
        .table("Tabel 1.2 Kategori Kinerja", scale)
        .table("Tabel 3.1 Capaian Kinerja Tahun 2024", rows)
        .findings()
    )
    assert only(findings, "category").expected == "baik"


def test_unreadable_cells() -> None:
    assert "malformed" in rules_of(budget(1, 1, "1.250.30.000").findings())
    assert "malformed" in rules_of(budget(1, 3, "#REF!").findings())


def test_sub_units_against_the_head() -> None:
    head = ["No", "Indikator Kinerja", "Satuan", "Target"]
    sheet = cover(Sheet())
    sheet.table(
        "Lampiran Perjanjian Kinerja Tahun 2024 Kepala Dinas",
        [
            head,
            ["1", "Jumlah nelayan yang dibina", "Orang", "300"],
            ["2", "Jumlah kapal yang diperiksa", "Kapal", "120"],
        ],
    )
    sheet.table(
        "Lampiran Perjanjian Kinerja Tahun 2024 Subkoordinator Pembinaan Nelayan",
        [head, ["1", "Jumlah nelayan yang dibina", "Orang", "320"], ["2", "Jumlah pelatihan", "Kali", "4"]],
    )
    sheet.table(
        "Lampiran Perjanjian Kinerja Tahun 2024 Subkoordinator Pengawasan Kapal",
        [head, ["1", "Jumlah kapal yang diperiksa", "Kapal", "120"], ["2", "Jumlah patroli", "Kali", "24"]],
    )
    findings = [finding for finding in sheet.findings() if finding.severity != "note"]
    assert [finding.rule for finding in findings] == ["cascade"]
    assert {"300", "320"} <= {piece.raw for piece in findings[0].evidence}


def test_rows_of_indicators_that_begin_with_jumlah_are_no_totals() -> None:
    head = ["No", "Indikator Kinerja", "Anggaran (Rp)", "Realisasi (Rp)", "%"]
    one = ["1", "Jumlah unit pelayanan publik terbaik", "210.000.000", "198.903.000", "94,72"]
    two = ["2", "Persentase perangkat daerah tertib arsip", "424.500.000", "327.905.779", "77,25"]
    sheet = cover(Sheet()).table("Tabel 3.4 Realisasi Kinerja dan Anggaran Tahun 2024", [head, one, two])
    assert sheet.findings() == []
    sheet.table("Tabel 3.5 Efisiensi Anggaran Tahun 2024", [head, [*one[:3], "178.248.000", "84,88"], two])
    finding = only(sheet.findings(), "cross_table")
    assert {"198.903.000", "178.248.000"} <= {piece.raw for piece in finding.evidence}


def test_a_programme_that_its_activities_do_not_make() -> None:
    rows = [
        ["No", "Program / Kegiatan", "Alokasi (Rp)", "Realisasi (Rp)"],
        ["", "PROGRAM PEMELIHARAAN SARANA", "9.046.730.910", "7.629.288.050"],
        ["", "Pemeliharaan gedung kantor", "4.855.628.500", "4.498.903.854"],
        ["", "Pemeliharaan kendaraan dinas", "4.191.102.410", "3.130.384.196"],
        ["", "PROGRAM SISTEM PELAPORAN", "328.966.000", "282.751.706"],
        ["", "Penyusunan laporan kinerja", "228.966.000", "219.642.752"],
        ["", "Peningkatan kapasitas pengelola", "100.000.000", "63.108.954"],
    ]
    title = "Tabel 3.6 Realisasi Program Tahun 2024"
    assert cover(Sheet()).table(title, rows).findings() == []
    wrong = [list(row) for row in rows]
    wrong[4][2] = "284.522.750"
    finding = only(cover(Sheet()).table(title, wrong).findings(), "hierarchy")
    assert {"284.522.750", "228.966.000", "100.000.000"} <= {piece.raw for piece in finding.evidence}


def test_a_table_that_carries_another_year() -> None:
    def rows(*results: str) -> list[list[str]]:
        names = [
            "Jumlah kapal yang diperiksa",
            "Jumlah nelayan yang dibina",
            "Jumlah pelabuhan yang beroperasi",
            "Jumlah patroli laut",
            "Jumlah kelompok usaha",
        ]
        return [
            ["No", "Indikator Kinerja", "Realisasi"],
            *([str(n), name, f"{result} unit"] for n, (name, result) in enumerate(zip(names, results, strict=True), 1)),
        ]

    old, new = ("41", "523", "12", "77", "31"), ("48", "611", "15", "82", "36")
    sheet = (
        cover(Sheet())
        .table("Tabel 3.1 Realisasi Kinerja Tahun 2023", rows(*old))
        .table("Tabel 3.2 Realisasi Kinerja Tahun 2024", rows(*new))
    )
    assert sheet.findings() == []
    findings = [
        finding
        for finding in sheet.table("Tabel 4.1 Realisasi Kinerja Tahun 2023", rows(*new)).findings()
        if finding.severity != "note"
    ]
    assert "table_of_other_year" in {finding.kind for finding in findings}
    assert "different_values" not in {finding.kind for finding in findings}


def test_a_name_with_a_changed_word_is_a_note() -> None:
    def table(sheet: Sheet, number: str, word: str) -> Sheet:
        name = f"Persentase pelayanan sejak keberangkatan sampai dengan {word} secara non tunai"
        return sheet.table(
            f"Tabel {number} Target Kinerja Tahun 2024",
            [
                ["No", "Indikator Kinerja", "Target"],
                ["1", name, "90%"],
                ["2", "Jumlah nelayan yang dibina oleh dinas", "35 orang"],
            ],
        )

    sheet = table(table(table(cover(Sheet()), "2.1", "kepulangan"), "2.2", "kepulangan"), "2.3", "kepulauan")
    findings = sheet.findings()
    assert rules_of(findings) == []
    assert [(f.rule, f.kind) for f in findings] == [("cross_table", "name_differs")]
    assert {"kepulauan", "kepulangan"} <= {piece.raw for piece in findings[0].evidence}


END = ["Indikator Kinerja", "Target Akhir RPJMD 2026", "Realisasi 2024", "Tingkat Kemajuan (%)"]


def test_progress_against_the_plan_s_end() -> None:
    rows = [["Luas mangrove pulih", "100", "85,71", "85,71"], ["Nilai SAKIP", "75", "66,4", "88,53"]]
    assert measured_end(*rows) == []
    (finding,) = measured_end(rows[0], ["Nilai SAKIP", "75", "66,4", "85,53"])
    assert (finding.rule, finding.severity, finding.expected) == ("capaian", "error", "88,53")


def measured_end(*rows: list[str]) -> list[Finding]:
    return cover(Sheet()).table("Tabel 3.4 Perbandingan dengan Target Akhir RPJMD", [END, *rows]).findings()


def test_a_short_column_of_differences() -> None:
    head = ["Indikator Kinerja", "Satuan", "Realisasi 2023", "Realisasi 2024", "Peningkatan/Penurunan"]
    rows = [
        ["Luas mangrove pulih", "Hektar", "80", "85,71", "5,71"],
        ["Nilai kepuasan", "Nilai", "84,3", "87,2", "2,9"],
        ["Nilai SAKIP", "Nilai", "64,2", "66,4", "3,2"],
    ]
    (finding,) = cover(Sheet()).table("Tabel 3.3 Perbandingan Realisasi", [head, *rows]).findings()
    assert (finding.indicator, finding.expected, finding.reported) == ("Nilai SAKIP", "2,2", "3,2")


SHARES = [
    ["Diare", "1.250", "25,00"],
    ["Tifoid", "900", "18,00"],
    ["Demam", "1.000", "20,00"],
    ["Hipertensi", "1.000", "20,00"],
]


def shares(*rows: list[str], title: str = "Tabel 3.2 Lima Besar Penyakit") -> list[Finding]:
    sheet = cover(Sheet()).table(title, [["Penyakit", "Jumlah", "Persentase"], *rows, ["Jumlah", "5.000", "100"]])
    assert {fact.measure for fact in sheet.understood().facts} <= {"realisasi"}
    return sheet.findings()


def test_each_row_s_share_of_the_whole() -> None:
    assert shares(*SHARES, ["Pneumonia", "850", "17,00"]) == []
    (finding,) = shares(*SHARES, ["Pneumonia", "850", "15,00"])
    assert (finding.rule, finding.indicator, finding.expected, finding.reported) == (
        "total",
        "Pneumonia",
        "17",
        "15,00",
    )


def test_a_quarter_and_the_year_up_to_it_are_two_figures() -> None:
    sheet = cover(Sheet()).table(
        "Tabel 3 Capaian Triwulan III Tahun 2024",
        [
            ["Indikator Kinerja", "Target TW III", "Realisasi TW III", "Capaian TW III (%)"],
            ["Orang dilatih", "960", "992", "103,33"],
        ],
    )
    sheet.table(
        "Tabel 4 Realisasi per Triwulan Tahun 2024",
        [["Indikator Kinerja", "TW I", "TW II", "TW III", "Jumlah"], ["Orang dilatih", "256", "352", "384", "992"]],
    )
    assert rules_of(sheet.findings()) == []


def test_an_account_of_cases() -> None:
    head = ["Bulan", "Sisa Lalu", "Masuk", "Putus", "Sisa"]
    rows = [
        ["Januari", "25", "30", "28", "27"],
        ["Februari", "27", "24", "26", "25"],
        ["April", "28", "12", "20", "20"],
    ]
    sheet = cover(Sheet()).table("Tabel 6 Keadaan Perkara", [head, *rows])
    assert (sheet.findings(), sheet.understood().facts) == ([], ())
    (finding,) = cover(Sheet()).table("Tabel 6 Perkara", [head, *rows, ["Maret", "25", "31", "29", "28"]]).findings()
    assert (finding.rule, finding.indicator, finding.expected, finding.reported) == ("total", "Maret", "27", "28")
    assert {(one.raw, one.would_be) for one in finding.suspects} == {
        ("28", "27"),
        ("29", "28"),
        ("31", "32"),
        ("25", "26"),
    }


def test_words_of_reaching_a_target() -> None:
    head = ["Indikator Kinerja", "Target", "Realisasi", "Capaian (%)", "Ket"]
    rows = [
        ["Jumlah desa mandiri", "25", "31", "124,00", "Tercapai"],
        ["Persentase posyandu aktif", "72%", "72,80%", "101,11", "Tercapai"],
        ["Nilai SAKIP", "72", "71,05", "98,68", "Belum tercapai"],
        ["Persentase BUMDes aktif", "45%", "42,19%", "93,76", "Belum tercapai"],
    ]
    assert cover(Sheet()).table("Tabel 3.1 Capaian Kinerja Tahun 2024", [head, *rows]).findings() == []
    rows[3] = [*rows[3][:4], "Tercapai"]
    (finding,) = cover(Sheet()).table("Tabel 3.1 Capaian Kinerja Tahun 2024", [head, *rows]).findings()
    assert (finding.rule, finding.kind, finding.expected, finding.reported) == (
        "category",
        "status",
        "tidak tercapai",
        "Tercapai",
    )


def test_a_row_shifted_by_a_year_is_one_slip() -> None:
    years = ["Indikator Kinerja", "2021", "2022", "2023", "2024"]
    goals = [["Usia kawin pertama", "19,8", "20,1", "20,5", "20,9"], ["Peserta KB aktif", "64", "65", "66", "67"]]
    sheet = cover(Sheet()).table("Tabel 4.1 Target Renstra 2021-2024", [years, *goals])
    sheet.table("Tabel 5.1 Target Kinerja Program 2021-2024", [years, *goals])
    shifted = [["Usia kawin pertama", "20,1", "20,5", "20,9", "21,3"], goals[1]]
    sheet.table("Tabel 6.1 Target Indikator 2021-2024", [years, *shifted])
    findings = [finding for finding in sheet.findings() if finding.rule == "cross_table"]
    assert len(findings) == 1
    assert (findings[0].kind, findings[0].table) == ("row_of_years", "6.1")
    assert {"21,3", "20,9", "19,8"} <= {piece.raw for piece in findings[0].evidence}


def test_a_wrong_total_is_read_as_the_other_columns_add() -> None:
    rows = [
        ["No", "Uraian", "Anggaran", "Realisasi", "Sisa"],
        ["1", "Belanja Operasi", "6.320.450.000", "6.131.236.500", "189.213.500"],
        ["1.1", "Belanja Pegawai", "4.120.300.000", "4.037.894.000", "82.406.000"],
        ["1.2", "Belanja Barang dan Jasa", "2.200.150.000", "2.093.342.500", "106.807.500"],
        ["2", "Belanja Modal", "150.000.000", "147.500.000", "2.500.000"],
        ["", "Total", "6.470.450.000", "6.278.736.500", "191.731.500"],
    ]
    # the remainder and the column ask the same of one cell: one slip
    (finding,) = cover(Sheet()).table("Tabel 3.3 Realisasi Anggaran Tahun 2024", rows).findings()
    assert finding.expected == "191.713.500"
    assert {"189.213.500", "6.278.736.500"} <= {piece.raw for piece in finding.evidence}
