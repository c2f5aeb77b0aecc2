"""Counts of regencies and cities above what the province has."""

from __future__ import annotations

from tests.validate_report import Sheet
from validate.rules.implausible_regions import regency_count

HEAD = ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]


def report(target: str, *sentences: str, region: str = "PROVINSI JAWA TENGAH") -> Sheet:
    sheet = Sheet(year=2023)
    sheet.say("LAPORAN KINERJA INSTANSI PEMERINTAH", "heading")
    sheet.say(f"DINAS KELAUTAN {region} TAHUN 2023", "heading")
    sheet.say(f"Laporan Kinerja Dinas Kelautan {region.title()} Tahun 2023 disusun setiap tahun.")
    rows = [
        ["1", "Jumlah daerah yang disosialisasi", target, target, "100,00"],
        ["2", "Nilai SAKIP", "80", "80", "100"],
    ]
    sheet.table("Tabel 3.1 Pengukuran Kinerja Tahun 2023", [HEAD, *rows])
    for sentence in sentences:
        sheet.say(sentence)
    return sheet


def kinds(sheet: Sheet) -> list[str]:
    return [finding.kind for finding in sheet.findings() if finding.rule == "implausible"]


SAID = "Wilayah kerja dinas meliputi 35 kabupaten/kota."


def test_more_than_the_province_has() -> None:
    assert kinds(report("38 Kab/Kota", SAID)) == ["more_than_the_province_has"]
    finding = next(f for f in report("38 Kab/Kota", SAID).findings() if f.rule == "implausible")
    assert finding.severity == "warning"
    assert {"38 Kab/Kota", "35 kabupaten/kota"} <= {piece.raw for piece in finding.evidence}


def test_what_is_no_such_count() -> None:
    assert kinds(report("35 Kab/Kota", SAID)) == []
    # an office of several provinces: the report does not tell the province's number
    assert kinds(report("38 Kab/Kota")) == []
    assert kinds(report("38 Kecamatan", SAID)) == []
    assert kinds(report("38 Kab/Kota", SAID, region="KABUPATEN CONTOH")) == []


def test_counts_by_year() -> None:
    assert regency_count("33", 2023) == ("Jawa Tengah", 35)
    assert regency_count("99", 2023) == ("", 0)
