"""The working paper (Kertas Kerja Reviu): its sheets, its live formulas, its checklist, and nothing that runs."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from corpus import bundled_reports
from lakip.audited import Audited, Reading, records_to_audited
from lakip.forms import FINDING_FORMATS
from lakip.paper import places_to_text, suspects_to_text
from lakip.paper_figures import formula_to_excel
from lakip.paper_words import WORDS
from lakip.records import findings_to_records
from lakip.road import file_to_understanding, understanding_to_findings
from validate.checking import WHAT, understanding_to_checks
from validate.rules import ALL_RULES

REPORT = next(report for report in bundled_reports() if "bandung" in report.name)
SHEETS = [
    "Sampul",
    "Temuan",
    "Hitung Ulang Capaian",
    "Hitung Ulang Anggaran",
    "Pemeriksaan",
    "Daftar Periksa Reviu",
    "Bukti",
]


def file_to_audited(path: Path) -> Audited:
    understanding = file_to_understanding(path)
    records = findings_to_records(understanding_to_findings(understanding))
    return records_to_audited(
        [{**record, "report_id": understanding.report.id} for record in records],
        [Reading(understanding, path)],
        day=date(2026, 11, 20),
    )


@pytest.fixture(scope="module")
def audited() -> Audited:
    return file_to_audited(REPORT.pdf_path)


@pytest.fixture(scope="module")
def data(audited: Audited) -> bytes:
    made = FINDING_FORMATS["xlsx"](audited, "id")
    assert isinstance(made, bytes)
    return made


@pytest.fixture(scope="module")
def book(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def rows(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    head, *body = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in body]


def test_the_cover_says_what_was_read(book: Workbook, audited: Audited) -> None:
    cover = {row[0]: row[1] for row in book["Sampul"].iter_rows(values_only=True)}
    report = audited.readings[0].understanding.report
    assert book.sheetnames == SHEETS
    assert cover["Berkas"] == report.name
    assert cover["SHA-256 berkas"] == report.sha256
    assert cover["Tabel terbaca"] == str(len(report.tables))
    assert cover["Halaman tidak terbaca"] == "tidak ada"
    assert any(str(name).startswith("Keyakinan terbatas") for name in cover)


def test_findings_are_to_be_answered(book: Workbook, audited: Audited) -> None:
    found = rows(book, "Temuan")
    assert [row["Kondisi"] for row in found] == [record["message"] for record in audited.records]
    for row in found:
        assert "PermenPANRB" in row["Kriteria"] or "Perpres" in row["Kriteria"] or "Permendagri" in row["Kriteria"], row
        assert row["Angka tercetak"]
        assert row["Lokasi"]
        assert not row["Tanggapan unit kerja"]
        assert row["Status tindak lanjut"] == "Belum ditanggapi"
    (choices,) = book["Temuan"].data_validations.dataValidation
    assert "Diterima, diperbaiki" in choices.formula1
    assert f"L2:L{len(found) + 1}" == str(choices.sqref)


def test_every_capaian_has_a_live_formula_or_says_why_not(book: Workbook, audited: Audited) -> None:
    found = rows(book, "Hitung Ulang Capaian")
    printed = [fact for fact in audited.readings[0].understanding.facts if fact.measure == "capaian" and fact.quantity]
    assert 0 < len(found) <= len(printed)
    wrong = {
        record["indicator"]
        for record in audited.records
        if record["rule"] == "capaian" and record["severity"] == "error"
    }
    for number, row in enumerate(found, 2):
        if row["Rumus"]:
            assert f"H{number}" in row["Capaian dihitung"] or row["Rumus"] == "0/0"
            assert row["Selisih"] == f"=I{number}-K{number}"
        else:
            assert row["Putusan"].startswith("tidak dinilai")
    assert wrong <= {row["Indikator"] for row in found if row["Putusan"] == "TIDAK SESUAI"}


@pytest.mark.parametrize(
    ("formula", "excel"),
    [
        ("R/T", "=H2/G2*100"),
        ("(2T-R)/T", "=(2*G2-H2)/G2*100"),
        ("T/R", "=G2/H2*100"),
        ("R/T <= 120", "=MIN(H2/G2*100,120)"),
        ("(2T-R)/T >= 0", "=MAX((2*G2-H2)/G2*100,0)"),
        ("R/T (pecahan)", "=H2/G2"),
        ("0/0", ""),
    ],
)
def test_formulas_as_the_engine_explains_them(formula: str, excel: str) -> None:
    assert formula_to_excel(formula, "G2", "H2") == excel


def test_silence_is_told(book: Workbook, audited: Audited) -> None:
    found = rows(book, "Pemeriksaan")
    assert [row["Aturan"] for row in found] == [rule.id for rule in ALL_RULES]
    counts = {row["Aturan"]: row for row in found}
    for rule, row in counts.items():
        assert row["Temuan"] == sum(record["rule"] == rule for record in audited.records)
        if row["Hasil"] == "semua cocok":
            assert row["Banyaknya"] == row["Cocok"] > 0
        if not row["Banyaknya"] and not row["Temuan"]:
            assert row["Hasil"] == "tidak ada yang dapat diperiksa"
    assert counts["capaian"]["Banyaknya"] > 20
    assert counts["capaian"]["Cocok"] < counts["capaian"]["Banyaknya"]
    assert set(WHAT) == {rule.id for rule in ALL_RULES}


def test_a_clean_table_is_counted_as_held(tmp_path: Path) -> None:
    clean = tmp_path / "bersih.txt"
    clean.write_text(
        "LAPORAN KINERJA TAHUN 2023\n\nTabel 1. Capaian Kinerja Tahun 2023\n"
        "Indikator Kinerja\tTarget\tRealisasi\tCapaian (%)\nJumlah orang yang dilatih\t200 orang\t150 orang\t75,00\n"
        "Persentase layanan\t80%\t72%\t90,00\n",
        encoding="utf-8",
    )
    checks = {check.rule: check for check in understanding_to_checks(file_to_understanding(clean), [])}
    assert (checks["capaian"].looked, checks["capaian"].held, checks["capaian"].findings) == (2, 2, 0)
    assert checks["budget"].looked == 0


def test_the_checklist_has_all_items_and_answers_only_what_a_machine_can(book: Workbook) -> None:
    found = {row["No."]: row for row in rows(book, "Daftar Periksa Reviu")}
    assert [number for number in found if "." in number] == [
        *(f"I.{n}" for n in range(1, 7)), *(f"II.{n}" for n in range(1, 8)), *(f"III.{n}" for n in range(1, 11)),
    ]  # fmt: skip
    for number, row in found.items():
        if "." not in number:
            continue
        assert not row["Jawaban pereviu"]
        assert row["Dasar"]
        if number.startswith("II.") or number in ("III.3", "III.6", "III.8", "III.9", "III.10"):
            assert row["Petunjuk mesin"] == "(pereviu)"
    for number in ("I.2", "I.3", "I.6"):
        assert found[number]["Petunjuk mesin"] in ("ya", "sebagian")
        assert found[number]["Halaman"]
    (choices,) = book["Daftar Periksa Reviu"].data_validations.dataValidation
    assert "Ya" in choices.formula1


def test_sheets_print_on_one_page_wide_with_their_heads(book: Workbook) -> None:
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        if sheet.title != "Sampul":
            assert sheet.print_title_rows == "$1:$1"
            assert sheet.freeze_panes == "A2"


def test_formulas_are_ours_alone(book: Workbook, tmp_path: Path) -> None:
    allowed = {"Hitung Ulang Capaian": "KL", "Hitung Ulang Anggaran": "JKMN"}
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None
                if cell.data_type == "f":
                    assert cell.column_letter in allowed.get(sheet.title, ""), cell.coordinate
    hostile = tmp_path / "jahat.txt"
    hostile.write_text(
        "LAPORAN KINERJA TAHUN 2023\n\nTabel 1. Capaian Kinerja Tahun 2023\n"
        "Indikator Kinerja\tTarget\tRealisasi\tCapaian (%)\n"
        '=HYPERLINK("http://x.id";"klik") orang\t200 orang\t150 orang\t57,00\n'
        "+cmd|' /C calc'!A0 layanan\t200 orang\t150 orang\t57,00\n",
        encoding="utf-8",
    )
    made = openpyxl.load_workbook(io.BytesIO(FINDING_FORMATS["xlsx"](file_to_audited(hostile), "en")))  # type: ignore[arg-type]
    texts = [cell for sheet in made for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert texts
    assert {cell.data_type for cell in texts} == {"s"}


def test_both_languages_have_the_same_sheets() -> None:
    assert set(WORDS["id"]) == set(WORDS["en"])
    for name, heads in WORDS["id"].items():
        if not isinstance(heads, str):
            assert len(heads) == len(WORDS["en"][name]), name


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not here (apt-get install libreoffice-calc)"
)
@pytest.mark.parametrize("path", [REPORT.pdf_path, REPORT.text_path], ids=["pdf", "text"])
def test_libreoffice_computes_what_we_computed(path: Path, tmp_path: Path) -> None:
    data = FINDING_FORMATS["xlsx"](file_to_audited(path), "id")
    assert isinstance(data, bytes)
    # as xlsxwriter leaves them, values are cached: taken away, so that what is read was computed
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.save(tmp_path / "kkr.xlsx")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", "lo", "kkr.xlsx"],
        cwd=tmp_path, check=True, timeout=180, capture_output=True,
    )  # fmt: skip
    ours = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    theirs = openpyxl.load_workbook(tmp_path / "lo" / "kkr.xlsx", data_only=True)
    compared = 0
    for sheet in ("Hitung Ulang Capaian", "Hitung Ulang Anggaran"):
        for row in book[sheet].iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    ours_value, their_value = (one[sheet][cell.coordinate].value for one in (ours, theirs))
                    assert their_value == pytest.approx(ours_value, rel=1e-9, abs=1e-6), (sheet, cell.coordinate)
                    compared += 1
    assert compared > 100


def test_the_cover_names_kind_and_region(book: Workbook) -> None:
    cover = {row[0]: row[1] for row in book["Sampul"].iter_rows(values_only=True)}
    assert cover["Jenis dokumen"] in WORDS["id"]["kinds"].values()
    assert cover["Wilayah"] == "Jawa Barat (32)"


def test_numbers_show_the_decimals_that_are_printed(book: Workbook, audited: Audited) -> None:
    """A format with optional decimals would show a bare mark after whole numbers in Excel."""
    formats = {
        cell.number_format
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.number_format != "General"
    }
    assert formats
    assert not [one for one in formats if one.endswith((".#", ".##", "##########")) and ".0" not in one]
    shown = {cell.number_format for cell in book["Hitung Ulang Capaian"]["G"][1:] if cell.value is not None}
    assert "#,##0" in shown


def test_one_report_needs_no_column_of_documents(book: Workbook) -> None:
    assert book["Temuan"].column_dimensions["B"].hidden
    assert book["Hitung Ulang Capaian"].column_dimensions["A"].hidden
    assert not book["Temuan"].column_dimensions["C"].hidden


def evidence(row: int, col: int, page: int | None = 29, **about: Any) -> dict[str, Any]:
    return {"doc": "", "table": "11", "page": page, "row": row, "col": col, "line": None, **about}


def test_places_of_one_table_stand_on_one_line() -> None:
    record = {
        "evidence": [
            *(evidence(row, 4) for row in (2, 3, 4, 6)),
            {**evidence(0, 0, 30, table=""), "row": None, "col": None},
        ]
    }
    assert places_to_text(record, "id") == "Tabel 11, hlm. 29, baris 2-4, 6 kol. 4\nhlm. 30"
    assert places_to_text(record, "en") == "Table 11, p. 29, row 2-4, 6 col 4\np. 30"


def test_the_likeliest_suspect_is_told_apart() -> None:
    suspects = [{"raw": str(n), "would_be": "" if n == 2 else str(n + 1)} for n in range(1, 8)]
    assert suspects_to_text({"suspects": suspects}, "id").split("\n") == [
        "1 → 2", "atau 2 → ?", "atau 3 → 4", "atau 4 → 5", "atau 5 → 6", "+2",
    ]  # fmt: skip
