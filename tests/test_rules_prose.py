"""The rules on prose: sums, shares, words, years, numbers; and what they keep quiet about."""

from __future__ import annotations

import pytest

from tests.validate_report import Sheet, cover, rules_of, told
from validate import Finding

HEAD = ["No", "Sasaran Strategis", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]
ROWS = [
    ["1", "Meningkatnya produksi perikanan", "Jumlah produksi perikanan tangkap", "1.200 ton", "1.140 ton", "95,00"],
    ["2", "Meningkatnya tata kelola", "Nilai Zona Integritas", "85", "80,76", "95,01"],
]


def report(*sentences: str, heading: str = "") -> Sheet:
    """A report with one measurement table, then the sentences under the heading."""
    sheet = cover(Sheet()).table("Tabel 3.1 Pengukuran Capaian Kinerja Tahun 2024", [HEAD, *ROWS])
    if heading:
        sheet.say(heading, "heading")
    for sentence in sentences:
        sheet.say(sentence)
    return sheet


def only(findings: list[Finding], rule: str) -> Finding:
    assert rules_of(findings) == [rule], [(f.rule, f.message) for f in findings]
    return next(f for f in findings if f.rule == rule)


@pytest.mark.parametrize(
    "sentence",
    [
        "Kapal yang diperiksa berjumlah 53 (lima puluh tiga) unit.",
        "Dari 27 kabupaten/kota terdapat 15 kabupaten/kota atau 55,56% yang ikut serta.",
        "Pegawai berjumlah 10 orang yang terdiri dari 4 orang PNS, 2 orang PPPK dan 4 orang tenaga kontrak.",
        "Jumlah kapal meningkat dari 120 unit menjadi 150 unit.",
        "Pelatihan dilaksanakan pada hari Selasa, 6 Agustus 2024 di aula dinas.",
        "Capaian tahun ini lebih tinggi dibandingkan tahun 2023.",
        "Perhitungan capaian adalah 1.140 / 1.200 x 100% = 95%.",
        "Anggaran sebesar Rp 1.250.000.000,- terealisasi sebesar Rp 1.000.000.000,- atau 80,00%.",
        "Sosialisasi dilaksanakan di 3 lokasi, antara lain:",
    ],
)
def test_sentences_that_come_out_are_left_alone(sentence: str) -> None:
    assert report(sentence).findings() == []


@pytest.mark.parametrize(
    ("sentence", "rule", "printed"),
    [
        ("Kapal yang diperiksa berjumlah 53 (lima puluh lima) unit.", "terbilang", "53"),
        (
            "Dari 27 kabupaten/kota terdapat 15 kabupaten/kota atau 59,26% yang ikut serta.",
            "prose_arithmetic",
            "59,26%",
        ),
        (
            "Tim Pelindungan sebanyak 11 orang (4 orang PNS, 2 orang PPNPN dan 4 orang Outsourcing).",
            "prose_arithmetic",
            "11 orang",
        ),
        ("Jumlah kapal menurun dari 120 unit menjadi 150 unit.", "direction", "150 unit"),
        ("Pelatihan dilaksanakan pada hari Senin, 6 Agustus 2024 di aula dinas.", "date", "Senin, 6 Agustus 2024"),
        ("Perhitungan capaian adalah 1.140 / 1.200 x 100% = 96%.", "prose_arithmetic", "96%"),
        (
            "Anggaran sebesar Rp 1.250.000.000,- terealisasi sebesar Rp 1.000.000.000,- atau 82,00%.",
            "budget",
            "82,00%",
        ),
        ("Kegiatan ini menyerap anggaran Rp198.03.000,00 sampai akhir tahun.", "malformed", "Rp198.03.000,00"),
        ("Realisasi nilai mencapai 89,62 masih jauh lebih tinggi dibandingkan dengan target 90.", "direction", "89,62"),
    ],
)
def test_sentences_that_do_not(sentence: str, rule: str, printed: str) -> None:
    finding = only(report(sentence).findings(), rule)
    assert any(printed in piece.raw for piece in finding.evidence), told(finding)


def test_figures_of_the_tables_told_with_swapped_digits() -> None:
    heading = "3. Nilai Zona Integritas"
    right = "Realisasi Nilai Zona Integritas tahun 2024 sebesar 80,76 atau 95,01% dari target 85."
    assert report(right, heading=heading).findings() == []
    finding = only(report(right.replace("80,76", "80,67"), heading=heading).findings(), "prose_vs_table")
    assert {"80,67", "80,76"} <= {piece.raw for piece in finding.evidence}
    assert finding.suspects[0].raw == "80,67"


def test_another_year_of_the_indicator_is_no_finding() -> None:
    sentence = "Realisasi Nilai Zona Integritas tahun 2023 sebesar 78,20 atau 92,00% dari target 85."
    assert rules_of(report(sentence, heading="3. Nilai Zona Integritas").findings()) == []


def test_years_of_another_report() -> None:
    said = "Penyusunan Laporan Kinerja Dinas Kelautan Tahun {} didasarkan pada peraturan perundang-undangan."
    assert report(said.format(2024)).findings() == []
    finding = only(report(said.format(2023)).findings(), "residue")
    assert finding.expected == "2024"
    compared = "Capaian kinerja tahun 2024 meningkat dibandingkan dengan capaian kinerja tahun 2023."
    assert report(compared).findings() == []


def test_a_year_compared_with_itself() -> None:
    sentence = "Produksi tahun 2024 sebesar 1.140 ton turun dibanding tahun 2024 karena cuaca."
    assert only(report(sentence).findings(), "residue").kind == "year_with_itself"


def test_one_regulation_dated_twice() -> None:
    title = "tentang Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja dan Tata Cara Reviu"
    one = f"Laporan ini mengacu pada Peraturan Menteri PANRB Nomor 53 Tahun 2014 {title}."
    two = f"Sistematika mengikuti Peraturan Menteri PANRB Nomor 53 Tahun 2015 {title}."
    assert report(one, one).findings() == []
    finding = only(report(one, one, two).findings(), "residue")
    assert {"Nomor 53 Tahun 2014", "Nomor 53 Tahun 2015"} <= {piece.raw for piece in finding.evidence}
    other = "Dasar lainnya Peraturan Menteri Keuangan Nomor 53 Tahun 2015 tentang Standar Biaya Masukan."
    assert report(one, other).findings() == []


def test_two_tables_with_one_number_and_a_list_that_differs() -> None:
    sheet = report()
    rows = [["No", "Lokasi", "Waktu"], ["1", "Aula dinas", "Maret"], ["2", "Balai desa", "Juni"]]
    sheet.table("Tabel 3.1 Pelaksanaan Sosialisasi", rows)
    finding = only(sheet.findings(), "numbering")
    assert finding.kind == "repeated_number"
    listed = cover(Sheet()).say("DAFTAR TABEL", "heading").say("Tabel 3.4 Pelaksanaan Sosialisasi .... 12", "contents")
    listed.table("Tabel 3.3 Pelaksanaan Sosialisasi", rows)
    assert only(listed.findings(), "numbering").kind == "list_differs"


def test_a_row_number_left_out() -> None:
    names = ["Cilacap", "Kebumen", "Purworejo", "Wonosobo", "Magelang", "Boyolali", "Klaten", "Sukoharjo"]
    numbers = [1, 2, 3, 4, 6, 7, 8, 9]
    rows = [
        ["No", "Pelabuhan", "Keterangan"],
        *([str(n), f"Pelabuhan {name}", "aktif"] for n, name in zip(numbers, names, strict=True)),
    ]
    finding = only(cover(Sheet()).table("Tabel 3.9 Daftar Pelabuhan", rows).findings(), "count")
    assert finding.expected == "5"


def listing(announced: str, items: int) -> Sheet:
    sheet = report(f"Dinas menetapkan {announced} misi yang akan dilaksanakan sebagai berikut:")
    for number in range(1, items + 1):
        sheet.say(f"{number}. Mewujudkan tata kelola perikanan bagian {'abcdefghij'[number - 1]};", "list_item")
    return sheet.say("Misi tersebut menjadi pedoman bagi seluruh pegawai dinas.")


def test_announced_numbers_of_items() -> None:
    assert listing("4 (empat)", 4).findings() == []
    finding = only(listing("4 (empat)", 6).findings(), "count")
    assert finding.expected == "6"


def test_a_target_that_rises_every_year() -> None:
    head = [
        ["Indikator Kinerja", "Tahun 2022", "<", "<", "Tahun 2023", "<", "<", "Tahun 2024", "<", "<"],
        ["^", "Target", "Realisasi", "%", "Target", "Realisasi", "%", "Target", "Realisasi", "%"],
    ]

    def series(middle: str, capaian: str) -> list[Finding]:
        row = [
            "Jumlah produksi perikanan tangkap",
            "1.000 ton",
            "900 ton",
            "90,00",
            middle,
            "950 ton",
            capaian,
            "1.200 ton",
            "1.140 ton",
            "95,00",
        ]
        sheet = report().table("Tabel 3.4 Perbandingan Capaian Kinerja Tahun 2022-2024", [*head, row], header_rows=2)
        sheet.say("1. Jumlah produksi perikanan tangkap", "heading")
        return sheet.say("Kinerja ini ditunjukkan dengan penentuan target yang meningkat setiap tahun.").findings()

    assert series("1.100 ton", "86,36") == []
    finding = only(series("800 ton", "118,75"), "direction")
    assert {"1.000 ton", "800 ton", "1.200 ton"} <= {piece.raw for piece in finding.evidence}


def test_ratios_called_changes() -> None:
    right = "Jumlah pelabuhan meningkat sebesar 13,33% dari 15 unit menjadi 17 unit."
    assert report(right).findings() == []
    assert only(report(right.replace("13,33%", "113,33%")).findings(), "prose_arithmetic").kind == "ratio_as_change"


def test_stated_averages_of_achievements() -> None:
    rows = [*ROWS, ["3", "Meningkatnya mutu", "Nilai mutu hasil perikanan", "80", "76", "95,00"]]
    said = "Capaian kinerja tahun 2024 sebesar {} yang dihitung dari rata-rata capaian 3 (tiga) IKU."
    sheet = cover(Sheet()).table("Tabel 3.1 Pengukuran Capaian Kinerja Tahun 2024", [HEAD, *rows])
    assert sheet.say(said.format("95,00%")).findings() == []
    sheet = cover(Sheet()).table("Tabel 3.1 Pengukuran Capaian Kinerja Tahun 2024", [HEAD, *rows])
    assert only(sheet.say(said.format("91,61%")).findings(), "average").reported == "91,61%"


def test_overall_achievement_said_to_rise_while_it_falls() -> None:
    head = [
        ["Indikator Kinerja", "Tahun 2023", "<", "<", "Tahun 2024", "<", "<"],
        ["^", "Target", "Realisasi", "%", "Target", "Realisasi", "%"],
    ]

    def rows(*capaian: int) -> list[list[str]]:
        names = [
            "Jumlah kapal yang diperiksa",
            "Jumlah nelayan yang dibina",
            "Jumlah patroli laut",
            "Jumlah pelabuhan aktif",
        ]
        return [
            [name, "100 unit", "90 unit", "90,00", "100 unit", f"{now} unit", f"{now},00"]
            for name, now in zip(names, capaian, strict=True)
        ]

    said = "Secara keseluruhan capaian kinerja tahun 2024 mengalami peningkatan dibandingkan tahun sebelumnya."

    def findings(*capaian: int) -> list[Finding]:
        sheet = cover(Sheet()).table(
            "Tabel 3.4 Perbandingan Capaian Tahun 2023 dan 2024", [*head, *rows(*capaian)], header_rows=2
        )
        return sheet.say(said).findings()

    assert findings(95, 96, 97, 85) == []
    assert only(findings(80, 85, 70, 95), "direction").kind == "overall"


def test_an_overall_average_that_the_rows_do_not_give() -> None:
    rows = [
        ["Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"],
        ["Indeks Kepuasan Masyarakat", "80", "83,12", "103,90"],
        ["Persentase kampung yang bermusyawarah", "100%", "87,50%", "87,50"],
        ["Persentase gangguan yang ditangani", "85%", "90%", "105,88"],
    ]

    def told_as(text: str) -> list[Finding]:
        return cover(Sheet()).table("Tabel 3.1 Capaian Kinerja Tahun 2024", rows).say(text).findings()

    (finding,) = told_as("Rata-rata capaian kinerja sebesar 99,90%.")
    assert (finding.rule, finding.severity, finding.expected, finding.reported) == (
        "average",
        "warning",
        "99,09",
        "99,90%",
    )
    assert told_as("Rata-rata capaian kinerja sebesar 99,09%.") == []
    # capped at 100: 100, 87,50 and 100
    assert told_as("Rata-rata capaian kinerja sebesar 95,83%.") == []


def test_an_agreement_with_last_year_s_appendix() -> None:
    def agreement(year: int) -> list[Finding]:
        sheet = Sheet(2024)
        sheet.say("PERJANJIAN KINERJA TAHUN 2024", "heading").say("DINAS PERIKANAN KABUPATEN CONTOH", "heading")
        rows = [["Sasaran", "Indikator Kinerja", "Target"], ["Naiknya produksi", "Produksi ikan", "1.200 ton"]]
        sheet.table(f"Lampiran Perjanjian Kinerja Tahun {year}", rows)
        return sheet.findings()

    assert agreement(2024) == []
    (finding,) = agreement(2023)
    assert (finding.rule, finding.kind, finding.expected, finding.reported) == (
        "residue",
        "caption_year",
        "2024",
        "2023",
    )


def test_a_report_signed_before_its_year_was_over() -> None:
    def signed(heading: str, date: str) -> list[Finding]:
        return report().say(heading, "heading").say("Demikian laporan ini disusun.").say(date).findings()

    assert signed("KATA PENGANTAR", "Jayapura, 27 Januari 2025") == []
    (finding,) = signed("PENUTUP", "Jayapura, 27 Januari 2024")
    assert (finding.rule, finding.kind, finding.expected) == ("date", "signed_before_end", "2025")
    # an agreement in the appendix is signed when its year begins
    assert signed("PERJANJIAN KINERJA TAHUN 2024", "Jayapura, 27 Januari 2024") == []


def test_the_highest_and_the_lowest_of_a_column() -> None:
    rows = [
        ["Program", "Pagu (Rp)", "Realisasi (Rp)", "%"],
        ["Program Penataan Pesisir", "100.000.000", "94.000.000", "94,00"],
        ["Program Penunjang Urusan", "200.000.000", "192.000.000", "96,00"],
        ["Program Pengawasan Laut", "300.000.000", "279.000.000", "93,00"],
    ]

    def told_as(text: str) -> list[Finding]:
        return cover(Sheet()).table("Tabel 3.2 Realisasi Anggaran Tahun 2024", rows).say(text).findings()

    right = (
        "Realisasi tertinggi pada Program Penunjang Urusan yakni 96,00%, terendah pada Program Pengawasan Laut 93,00%."
    )
    assert told_as(right) == []
    (finding,) = told_as("Realisasi tertinggi terdapat pada Program Penataan Pesisir yakni 94,00%.")
    assert (finding.rule, finding.kind, finding.expected) == ("direction", "extreme", "Program Penunjang Urusan 96,00")


def test_an_earlier_quarter_s_caption_in_a_quarterly_report() -> None:
    head = ["Indikator Kinerja", "Target TW II", "Realisasi TW I", "Realisasi TW II", "Capaian TW II (%)"]
    rows = [["Ibu hamil dilayani", "45", "20,5", "42,6", "94,67"], ["Balita ditangani", "60", "28", "61", "101,67"]]

    def quarterly(quarter: str) -> list[Finding]:
        sheet = Sheet(2024).say("LAPORAN KINERJA TRIWULAN II TAHUN 2024", "heading")
        sheet.say("DINAS KESEHATAN KABUPATEN CONTOH", "heading")
        return sheet.table(f"Tabel 1 Realisasi Kinerja s.d. Triwulan {quarter} Tahun 2024", [head, *rows]).findings()

    assert quarterly("II") == []
    (finding,) = quarterly("I")
    assert (finding.rule, finding.kind, finding.expected) == ("residue", "caption_quarter", "Triwulan II")


def test_last_year_on_the_cover_of_this_year_s_results() -> None:
    head = ["Indikator Kinerja", "Target 2025", "Realisasi 2025", "Capaian 2025 (%)"]
    rows = [["Produksi ikan", "1.200", "1.140", "95,00"], ["Luas mangrove", "40", "40", "100,00"]]
    found = cover(Sheet(2024)).table("Tabel 3.1 Capaian Kinerja Tahun 2025", [head, *rows]).findings()
    assert [finding.kind for finding in found if finding.expected == "2025"] == ["cover_year"]
