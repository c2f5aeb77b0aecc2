"""Lines whose pagu make another line's to the rupiah: their realisasi must make its realisasi."""

from __future__ import annotations

from tests.validate_report import Sheet, cover, rules_of, told
from validate import Finding

HEAD = ["No", "Program / Kegiatan", "Pagu (Rp)", "Realisasi (Rp)"]
ROWS = [
    ["1", "Pembinaan nelayan kecil", "412.365.000", "401.250.500"],
    ["2", "Pengadaan alat tangkap", "1.285.940.000", "1.190.004.250"],
    ["3", "Pelatihan pembudidaya", "233.718.000", "220.118.000"],
    ["4", "Penyediaan benih", "761.402.000", "755.000.000"],
]


def report(sentence: str, *rows: list[str]) -> Sheet:
    sheet = cover(Sheet()).say(sentence)
    return sheet.table("Tabel 3.7 Realisasi Anggaran per Kegiatan Tahun 2024", [HEAD, *(rows or ROWS)])


def only(findings: list[Finding]) -> Finding:
    assert rules_of(findings) == ["budget"], [(f.rule, f.kind, f.message) for f in findings]
    return next(f for f in findings if f.rule == "budget")


def test_a_sentence_over_two_rows() -> None:
    said = "Program Perikanan Tangkap terdiri dari 2 kegiatan dengan anggaran sebesar Rp 1.698.305.000 dan realisasi sebesar Rp {}."
    assert report(said.format("1.591.254.750")).findings() == []
    finding = only(report(said.format("1.519.254.750")).findings())
    assert finding.severity == "error"
    assert finding.expected == "1.591.254.750"
    assert {"401.250.500", "1.190.004.250"} <= {piece.raw for piece in finding.evidence}
    assert finding.suspects[0].raw.endswith("1.519.254.750")
    assert "tertukar" in finding.suspects[0].reason


def test_a_part_of_the_year_is_another_account() -> None:
    said = "Sampai dengan Triwulan III anggaran sebesar Rp 1.698.305.000 dan realisasi sebesar Rp 1.100.000.000."
    assert report(said).findings() == []


def test_round_amounts_meet_by_chance() -> None:
    rows = [[row[0], row[1], amount, spent] for row, amount, spent in zip(
        ROWS, ("400.000.000", "1.200.000.000", "200.000.000", "700.000.000"),
        ("390.000.000", "1.100.000.000", "190.000.000", "650.000.000"), strict=True)]  # fmt: skip
    said = "Kegiatan lain memperoleh anggaran sebesar Rp 1.600.000.000 dan realisasi sebesar Rp 1.200.000.000."
    assert report(said, *rows).findings() == []


PLAN = ["No", "Sasaran Strategis", "Indikator Kinerja", "Target"]
MEASURED = ["No", "Sasaran Strategis", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]


def measured(*sentences: str) -> Sheet:
    sheet = cover(Sheet())
    sheet.table(
        "Tabel 2.1 Perjanjian Kinerja Tahun 2024",
        [
            PLAN,
            ["1", "Meningkatnya layanan", "Jumlah unit layanan terbaik sesuai kriteria", "14 unit"],
            ["2", "Menurunnya angka kematian", "Rasio kematian ibu melahirkan", "89,00"],
        ],
    )
    sheet.table(
        "Tabel 3.1 Pengukuran Capaian Kinerja Tahun 2024",
        [
            MEASURED,
            [
                "1",
                "Meningkatnya layanan",
                "Jumlah unit layanan terbaik sesuai kriteria",
                "14 unit",
                "18 unit",
                "128,57",
            ],
            ["2", "Menurunnya angka kematian", "Rasio kematian ibu melahirkan", "89,00", "86,97", "102,28"],
        ],
    )
    sheet.table(
        "Tabel 3.2 Perbandingan Realisasi Tahun 2023 dan 2024",
        [
            ["No", "Indikator Kinerja", "Realisasi 2023", "Realisasi 2024"],
            ["1", "Jumlah unit layanan terbaik sesuai kriteria", "17 unit", "18 unit"],
            ["2", "Rasio kematian ibu melahirkan", "88,10", "86,97"],
        ],
    )
    for sentence in sentences:
        sheet.say(sentence)
    return sheet


def test_a_target_told_for_the_year_that_is_last_years_result() -> None:
    first = "Jumlah unit layanan terbaik sesuai kriteria terealisasi 18 unit."
    assert measured(f"{first} Target pada tahun 2024 berjumlah 14 unit.").findings() == []
    findings = measured(f"{first} Sementara target pada tahun 2024 berjumlah 17 unit.").findings()
    assert rules_of(findings) == ["prose_vs_table"]
    assert {"14 unit"} <= {piece.raw for piece in findings[0].evidence}
    assert "17 unit" in told(findings[0])


def test_an_indicator_named_between_quotes_after_its_figure() -> None:
    said = "Capaian 128,57% terjadi pada indikator „jumlah unit layanan terbaik sesuai kriteria‟ dari target kinerja {} di tahun 2024."
    assert measured(said.format("14 unit")).findings() == []
    assert rules_of(measured(said.format("16 unit")).findings()) == ["prose_vs_table"]


def test_the_level_told_as_a_change_after_the_word_sehingga() -> None:
    level = "Rasio kematian ibu melahirkan membaik sehingga terdapat penurunan rasio pada tahun 2024 sebesar {}."
    assert measured(level.format("1,13")).findings() == []
    findings = measured(level.format("86,97")).findings()
    assert rules_of(findings) == ["prose_arithmetic"]
    assert findings[0].expected == "1,13"


def test_a_percent_told_twice_does_not_explain_itself() -> None:
    said = "Dibutuhkan 47.055 kapal, dan telah tersedia sebanyak 44.051 kapal atau sebesar {} dari target 94,00 % atau tercapai 100 %."
    findings = measured(said.format("93,62%")).findings()
    assert "prose_arithmetic" not in rules_of(findings)
    assert "prose_arithmetic" in rules_of(measured(said.format("94,00%")).findings())
