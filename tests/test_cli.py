"""The commands as a user runs them: data on stdout, words on stderr, the exit status of the contract."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import lakip as face
from corpus import bundled_reports
from lakip.audited import records_to_audited, records_to_status
from lakip.forms import FINDING_FORMATS
from lakip.records import FACT_COLUMNS, FINDING_KEYS, findings_to_records
from tests.conftest import Run
from validate.model import RULES, Finding

#: the smallest of the bundled reports
REPORT = next(report for report in bundled_reports() if "jawa-barat" in report.name)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with the smallest bundled report as text and as PDF, filled by the command."""
    folder = tmp_path_factory.mktemp("filled")
    call = [sys.executable, "-m", "lakip", "ingest", str(REPORT.text_path), str(REPORT.pdf_path), "--jobs", "2"]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr
    assert "2 dimuat, 0 sudah ada, 0 gagal: lakip.duckdb" in done.stderr
    return folder / "lakip.duckdb"


def test_tables_as_json_hold_the_printed_rows(lakip: Run) -> None:
    done = lakip("tables", REPORT.pdf_path, "--format", "json")
    assert done.returncode == 0, done.stderr
    tables = json.loads(done.stdout)
    assert tables
    for table in tables:
        assert list(table)[:5] == ["number", "caption", "pages", "method", "rows"]
        assert table["pages"]
        assert len({len(row) for row in table["rows"]}) == 1
        assert all(isinstance(text, str) for row in table["rows"] for text in row)
    assert any("34.209 orang" in row for table in tables for row in table["rows"])


def test_tables_as_text_show_place_and_method(lakip: Run) -> None:
    done = lakip("tables", REPORT.pdf_path, "--lang", "en")
    assert "p. " in done.stdout
    assert "34.209 orang" in done.stdout


def test_facts_as_csv_have_the_columns_of_the_contract(lakip: Run) -> None:
    done = lakip("facts", REPORT.text_path, "--format", "csv")
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert done.stdout.splitlines()[0] == (
        "doc,page,table,row,col,group,indicator,indicator_id,match_score,year,period,measure,basis,value,unit,raw,"
        "method,confidence,x0,y0,x1,y1"
    )
    found = {(row["indicator"], row["measure"], row["value"], row["raw"], row["year"]) for row in rows}
    name = "Penempatan Pekerja Migran Indonesia terampil dan profesional"
    assert (name, "target", "34209", "34.209 orang", "2024") in found
    assert {row["page"] for row in rows} == {""}
    assert {row["doc"] for row in rows} == {REPORT.text_path.name}


def test_facts_of_a_pdf_have_page_and_box(lakip: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(lakip("facts", REPORT.pdf_path, "--format", "csv").stdout)))
    assert rows
    for row in rows:
        assert int(row["page"]) >= 1
        assert 0 <= float(row["x0"]) < float(row["x1"])
        assert 0 <= float(row["y0"]) < float(row["y1"])


def test_facts_as_jsonl_and_table_are_the_same_facts(lakip: Run) -> None:
    lines = lakip("facts", REPORT.text_path, "--format", "jsonl").stdout.splitlines()
    records = [json.loads(line) for line in lines]
    assert all(tuple(record) == FACT_COLUMNS for record in records)
    assert len(records) == len(lakip("facts", REPORT.text_path, "--format", "csv").stdout.splitlines()) - 1
    assert "34.209 orang" in lakip("facts", REPORT.text_path).stdout


def test_the_warehouse_gives_the_same_as_the_file(lakip: Run, filled: Path) -> None:
    direct = lakip("facts", REPORT.text_path, REPORT.pdf_path, "--format", "csv").stdout.splitlines()
    stored = lakip("facts", "--db", filled, "--format", "csv").stdout.splitlines()
    assert sorted(stored) == sorted(direct)
    direct = lakip("audit", REPORT.text_path, REPORT.pdf_path, "--format", "jsonl").stdout.splitlines()
    stored = lakip("audit", "--db", filled, "--format", "jsonl").stdout.splitlines()
    assert stored
    assert sorted(stored) == sorted(direct)


def test_ingesting_again_changes_nothing(lakip: Run, filled: Path) -> None:
    before = filled.read_bytes(), filled.stat().st_mtime_ns
    done = lakip("ingest", REPORT.text_path.parent, "--db", filled, "--lang", "en", "--jobs", "2")
    assert "already in" in done.stdout
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert {Path(path).name for status, _, path in lines if status == "already in"} == {
        REPORT.text_path.name,
        REPORT.pdf_path.name,
    }
    again = filled.read_bytes(), filled.stat().st_mtime_ns
    done = lakip("ingest", REPORT.text_path, REPORT.pdf_path, "--db", filled)
    assert done.returncode == 0
    assert "0 dimuat, 2 sudah ada, 0 gagal" in done.stderr
    assert (filled.read_bytes(), filled.stat().st_mtime_ns) == again
    assert before != again


def test_audit_as_jsonl_has_the_keys_of_the_contract(lakip: Run) -> None:
    done = lakip("audit", REPORT.text_path, "--format", "jsonl")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert records
    for record in records:
        assert tuple(record) == FINDING_KEYS
        assert record["rule"] in RULES
        assert record["evidence"]
        assert record["message"]
        assert record["message_en"]
        for evidence in record["evidence"]:
            assert {"raw", "role", "page", "table", "row", "col", "box"} <= set(evidence)
    assert done.returncode == int(any(record["severity"] == "error" for record in records))
    assert [record["rank"] for record in records] == sorted(record["rank"] for record in records)


def test_audit_of_clean_text_ends_with_0(lakip: Run, tmp_path: Path) -> None:
    clean = tmp_path / "bersih.txt"
    clean.write_text(
        "LAPORAN KINERJA TAHUN 2023\n\nTabel 1. Capaian Kinerja Tahun 2023\n"
        "Indikator Kinerja\tTarget\tRealisasi\tCapaian (%)\nJumlah orang yang dilatih\t200 orang\t150 orang\t75,00\n",
        encoding="utf-8",
    )
    done = lakip("audit", clean)
    assert done.returncode == 0, done.stdout
    assert "Tidak ditemukan" in done.stdout
    assert "Nothing was found" in lakip("audit", clean, "--lang", "en").stdout


def test_audit_of_a_wrong_percent_ends_with_1(lakip: Run, tmp_path: Path) -> None:
    wrong = tmp_path / "salah.txt"
    wrong.write_text(
        "LAPORAN KINERJA TAHUN 2023\n\nTabel 1. Capaian Kinerja Tahun 2023\n"
        "Indikator Kinerja\tTarget\tRealisasi\tCapaian (%)\nJumlah orang yang dilatih\t200 orang\t150 orang\t57,00\n",
        encoding="utf-8",
    )
    done = lakip("audit", wrong)
    assert done.returncode == 1
    for printed in ("200 orang", "150 orang", "57,00"):
        assert printed in done.stdout


def test_output_goes_to_a_file(lakip: Run, tmp_path: Path) -> None:
    for form in FINDING_FORMATS:
        done = lakip("audit", REPORT.text_path, "--format", form, "-o", tmp_path / f"out.{form}")
        assert done.returncode in (0, 1), done.stderr
        assert done.stdout == ""
        assert (tmp_path / f"out.{form}").stat().st_size > 100
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames


def test_match_as_json_is_the_contract(lakip: Run) -> None:
    done = lakip("match", "Prosentase TKI yg ditempatkan sesuai standar", "Warna langit", "--format", "json")
    assert done.returncode == 0, done.stderr
    first, second = json.loads(done.stdout)
    assert {"query", "id", "name", "score", "match", "candidates"} <= set(first)
    assert (first["id"], first["match"]) == ("PMI-003", True)
    assert {"id", "name", "score", "match", "features"} <= set(first["candidates"][0])
    assert (second["id"], second["match"], second["name"]) == (None, False, "")
    assert "PMI-003" in lakip("match", "Prosentase TKI yg ditempatkan sesuai standar").stdout


def test_words_follow_the_language(lakip: Run) -> None:
    assert "tidak ditemukan" in lakip("tables", "x.pdf").stderr
    assert "no such file" in lakip("tables", "x.pdf", "--lang", "en").stderr
    assert "no such file" in lakip("tables", "x.pdf", LAKIP_LANG="en").stderr
    assert "tidak ditemukan" in lakip("tables", "x.pdf", "--lang", "id", LAKIP_LANG="en").stderr


def test_version_and_help_answer(lakip: Run) -> None:
    assert face.__version__ in lakip("--version").stdout
    assert lakip("--help").returncode == 0
    assert "ingest" in lakip("--help").stdout


def test_a_reader_that_has_seen_enough_is_no_fault() -> None:
    call = f"{sys.executable} -m lakip facts {REPORT.text_path} --format csv | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", call], capture_output=True, text=True, env=dict(os.environ), timeout=60
    )
    assert done.stdout.startswith("doc,page")
    assert done.stderr == ""


def test_demo_tells_what_it_found(lakip: Run, tmp_path: Path) -> None:
    done = lakip("demo")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "lakip.duckdb").exists()
    for report in bundled_reports():
        assert report.text_path.name in done.stdout
        assert report.pdf_path.name in done.stdout
    assert done.stdout.count("indikator cocok dengan katalog") == 2 * len(bundled_reports())
    # the copied percent of the Bandung report, with the quarters that contradict it
    assert "6.151" in done.stdout


class Page(HTMLParser):
    """What stands in a page: its tags with attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_is_self_contained_and_escaped(findings: list[Finding]) -> None:
    text = FINDING_FORMATS["html"](records_to_audited(findings_to_records(findings)), "id")
    assert isinstance(text, str)
    page = Page(text)
    assert not [tag for tag, attributes in page.tags if {"src", "href", "action"} & set(attributes)]
    assert findings[0].indicator in page.text
    articles = [attributes for tag, attributes in page.tags if tag == "article"]
    assert [(one["data-rule"], one["data-severity"]) for one in articles] == [("capaian", "error")]
    for printed in ("8.000", "76,98", "76,89"):
        assert printed in page.text


def test_the_workbook_takes_no_text_for_a_formula_or_a_link(findings: list[Finding]) -> None:
    data = FINDING_FORMATS["xlsx"](records_to_audited(findings_to_records(findings)), "id")
    assert isinstance(data, bytes)
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if "HYPERLINK" in str(cell.value) and cell.data_type != "s"] == []
    assert [cell for cell in cells if cell.value == findings[0].indicator]
    assert [cell for cell in cells if cell.hyperlink and str(cell.hyperlink.target or "").startswith("http")] == []


def test_sarif_has_results_with_places(findings: list[Finding]) -> None:
    text = FINDING_FORMATS["sarif"](records_to_audited(findings_to_records(findings)), "en")
    log: dict[str, Any] = json.loads(text)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["capaian"]
    (result,) = run["results"]
    assert (result["level"], result["ruleId"]) == ("error", "capaian")
    assert result["message"]["text"] == findings[0].message_en
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "contoh.pdf"
    assert result["relatedLocations"][0]["properties"] == {"page": 2, "box": [1, 2, 3, 4]}
    assert result["partialFingerprints"]["lakipFinding/v1"] == "f-1"


@pytest.mark.parametrize(("severity", "status"), [("error", 1), ("warning", 0), ("note", 0)])
def test_only_errors_make_the_status_1(severity: str, status: int, findings: list[Finding]) -> None:
    changed = [{**record, "severity": severity} for record in findings_to_records(findings)]
    records = records_to_audited(changed).records
    assert records_to_status(records) == status
    assert records_to_status([]) == 0


def test_the_python_face_reads_audits_and_opens(filled: Path) -> None:
    report = face.read(REPORT.text_path)
    assert report.tables
    understood = face.understand(REPORT.text_path)
    assert understood.report == report
    assert understood.facts
    found = face.audit(REPORT.text_path)
    assert [finding.rank for finding in found] == sorted(finding.rank for finding in found)
    assert face.match("Prosentase TKI yg ditempatkan sesuai standar")["id"] == "PMI-003"
    with face.open(filled) as warehouse:
        panel = warehouse.panel(years=2024, measure="target")
    assert set(panel["year"]) == {2024}
    assert "34.209 orang" in set(panel["raw"])
    with pytest.raises(face.InputError):
        face.read("tidak-ada.pdf")
