"""Findings that live on: compared with the last run, accepted for a while, and visible all the time."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extract.errors import InputError
from lakip.acceptances import records_with_acceptances
from lakip.audited import records_to_audited, records_to_status
from lakip.forms import FINDING_FORMATS
from lakip.records import findings_to_records
from tests.conftest import Run
from validate.model import Finding
from warehouse.acceptances import file_to_acceptances, text_to_acceptances, text_to_day

HEAD = "Indikator Kinerja\tTarget\tRealisasi\tCapaian (%)\n"
TITLE = "LAPORAN KINERJA DINAS PENDIDIKAN KABUPATEN X TAHUN 2023\n\nTabel 1. Capaian Kinerja Tahun 2023\n"
WRONG = "Jumlah guru yang dilatih\t200 orang\t150 orang\t57,00\n"
WRONG_OTHERWISE = "Jumlah guru yang dilatih\t200 orang\t150 orang\t57,50\n"
RIGHT = "Jumlah guru yang dilatih\t200 orang\t150 orang\t75,00\n"
ANOTHER = "Jumlah sekolah yang dibina\t40 sekolah\t30 sekolah\t57,00\n"
ID, PROOF = "0123456789abcdef", "fedcba9876543210"


def results(done: Any) -> Counter[str]:
    return Counter(one["baselineState"] for one in json.loads(done.stdout)["runs"][0]["results"])


def test_a_second_run_says_new_unchanged_changed_and_gone(lakip: Run, tmp_path: Path) -> None:
    report = tmp_path / "lapor.txt"

    def run(text: str) -> Any:
        report.write_text(TITLE + HEAD + text, encoding="utf-8")
        assert lakip("ingest", report, "--jobs", "1").returncode == 0
        return lakip("audit", "--db", "lakip.duckdb", "--format", "sarif")

    first = run(WRONG)
    assert "baselineState" not in first.stdout
    assert first.returncode == 1
    second = run(WRONG_OTHERWISE + ANOTHER)
    assert results(second) == {"new": 1, "updated": 1}
    assert "1 baru, 0 tetap, 1 berubah, 0 hilang" in second.stderr
    # asking again, in whatever format, compares with the same run
    assert results(lakip("audit", "--db", "lakip.duckdb", "--format", "sarif")) == {"new": 1, "updated": 1}
    shown = lakip("audit", "--db", "lakip.duckdb").stdout
    assert shown.count("<baru>") == shown.count("<berubah>") == 1
    third = run(RIGHT + ANOTHER)
    assert results(third) == {"unchanged": 1, "absent": 1}
    assert "Tidak ditemukan lagi" in lakip("audit", "--db", "lakip.duckdb").stdout
    clean = run(RIGHT)
    assert clean.returncode == 0
    assert results(clean) == {"absent": 1}


def test_an_acceptance_lapses_when_the_print_changes(lakip: Run, tmp_path: Path) -> None:
    report = tmp_path / "lapor.txt"
    report.write_text(TITLE + HEAD + WRONG, encoding="utf-8")
    assert lakip("ingest", report, "--jobs", "1").returncode == 0
    (found,) = map(json.loads, lakip("audit", "--db", "lakip.duckdb", "--format", "jsonl").stdout.splitlines())
    line = f"{found['id']};{found['proof']};Sari, Inspektorat;diperbaiki pada laporan berikutnya;31/12/2099\n"
    (tmp_path / "penerimaan.csv").write_text(f"temuan;bukti;oleh;alasan;sampai\n{line}", encoding="utf-8")
    accepted = lakip("audit", "--db", "lakip.duckdb")
    assert accepted.returncode == 0
    assert "diterima (Sari, Inspektorat: diperbaiki pada laporan berikutnya; sampai 2099-12-31)" in " ".join(
        accepted.stdout.split()
    )
    assert "1 temuan diterima, 0 penerimaan gugur" in accepted.stderr
    report.write_text(TITLE + HEAD + WRONG_OTHERWISE, encoding="utf-8")
    assert lakip("ingest", report, "--jobs", "1").returncode == 0
    lapsed = lakip("audit", "--db", "lakip.duckdb")
    assert lapsed.returncode == 1
    assert "penerimaan gugur (cetakannya berubah" in " ".join(lapsed.stdout.split())


def test_a_malformed_file_is_one_sentence_with_the_line(lakip: Run, tmp_path: Path) -> None:
    report = tmp_path / "lapor.txt"
    report.write_text(TITLE + HEAD + WRONG, encoding="utf-8")
    bad = tmp_path / "terima.csv"
    bad.write_text(f"temuan,bukti,oleh,alasan,sampai\n{ID},{PROOF},Sari,ya,besok\n", encoding="utf-8")
    done = lakip("audit", report, "--accept", bad)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip() == "terima.csv, baris 2: kolom sampai harus tanggal seperti 2027-12-31, bukan 'besok'."
    assert "terima.csv, line 2: until must be a date" in lakip("audit", report, "--accept", bad, "--lang", "en").stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("temuan,bukti,oleh,alasan\n", "baris 1: kolom sampai harus ada"),
        (f"temuan,bukti,oleh,alasan,sampai\n\n{ID},{PROOF},,ya,2027-01-01\n", "baris 3: kolom oleh kosong"),
        (f"temuan,bukti,oleh,alasan,sampai\n{ID},x,Sari,ya,2027-01-01\n", "baris 2: kolom bukti harus 16 digit"),
        (f'temuan,bukti,oleh,alasan,sampai\n{ID},{PROOF},"Sari,ya,2027-01-01\n', "baris 2: tanda kutip"),
        (f"temuan,bukti,oleh,alasan,sampai\n{ID},{PROOF},Sari,ya\n", "baris 2: kolom sampai kosong"),
        (f"temuan,bukti,oleh,alasan,sampai\n{ID},{PROOF},Sari,ya,2027-02-30\n", "baris 2: kolom sampai harus tanggal"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        text_to_acceptances(text, "x.csv")


def test_what_spreadsheets_save_is_read(tmp_path: Path) -> None:
    path = tmp_path / "penerimaan.csv"
    text = f'# ditinjau 2026\r\nSampai;Alasan;Oleh;Bukti;Temuan\r\n31/12/2027;"satu; dua";Sari;{PROOF};{ID.upper()}\r\n;;;;\r\n'
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    (one,) = file_to_acceptances(path)
    assert (one.id, one.proof, one.who, one.why, one.until, one.line) == (
        ID, PROOF, "Sari", "satu; dua", date(2027, 12, 31), 3,
    )  # fmt: skip
    assert text_to_acceptances("", "kosong.csv") == []


@pytest.mark.parametrize("text", ["2027-12-31", "31/12/2027", "31-12-2027", "31.12.2027"])
def test_days(text: str) -> None:
    assert text_to_day(text) == date(2027, 12, 31)


def test_an_acceptance_holds_on_its_last_day(findings: list[Finding]) -> None:
    records = [{**one, "id": ID, "proof": PROOF} for one in findings_to_records(findings)]
    given = text_to_acceptances(f"id,proof,who,why,until\n{ID},{PROOF},Sari,ya,2026-11-20\n", "x.csv")
    for day, lapsed, status in ((date(2026, 11, 20), "", 0), (date(2026, 11, 21), "date", 1)):
        judged = records_with_acceptances(records, given, day)
        assert judged[0]["acceptance"]["lapsed"] == lapsed
        assert records_to_status(judged) == status
    changed = records_with_acceptances([{**records[0], "proof": ID}], given, date(2026, 1, 1))
    assert changed[0]["acceptance"]["lapsed"] == "print"
    assert records_to_status(changed) == 1


@pytest.mark.parametrize("lapsed", [False, True])
def test_the_states_are_in_every_format_for_people(findings: list[Finding], lapsed: bool) -> None:
    records = [{**one, "id": ID, "proof": PROOF, "run": "changed"} for one in findings_to_records(findings)]
    until = "2020-01-01" if lapsed else "2099-01-01"
    given = text_to_acceptances(f"id,proof,who,why,until\n{ID},{PROOF},Sari,karena,{until}\n", "x.csv")
    audited = records_to_audited(records, (), given, earlier="2026-01-01 00:00", day=date(2026, 1, 2))
    word = "penerimaan gugur" if lapsed else "diterima"
    for form in ("table", "html"):
        text = FINDING_FORMATS[form](audited, "id")
        assert isinstance(text, str)
        assert word in text
        assert "berubah" in text
        assert "Sari" in text
    (result,) = json.loads(FINDING_FORMATS["sarif"](audited, "id"))["runs"][0]["results"]
    assert result["suppressions"][0]["status"] == ("rejected" if lapsed else "accepted")
    assert result["baselineState"] == "updated"


def test_sarif_is_as_the_standard_wants_it(lakip: Run, tmp_path: Path) -> None:
    report = tmp_path / "lapor kinerja.txt"
    report.write_text(TITLE + HEAD + WRONG + ANOTHER, encoding="utf-8")
    log = json.loads(lakip("audit", report, "--format", "sarif").stdout)
    assert set(log) == {"$schema", "version", "runs"}
    (run,) = log["runs"]
    assert set(run) <= {"tool", "results", "columnKind", "artifacts", "properties"}
    driver = run["tool"]["driver"]
    assert driver["name"]
    rules = [rule["id"] for rule in driver["rules"]]
    assert len(rules) == len(set(rules))
    assert len(run["results"]) == 2
    for result in run["results"]:
        assert result["ruleId"] in rules
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        assert 0 <= result["rank"] <= 100
        assert all(isinstance(value, str) for value in result["partialFingerprints"].values())
        places = [*result["locations"], *result["relatedLocations"]]
        texts = [json.dumps(place, sort_keys=True) for place in places]
        assert len(texts) == len(set(texts))
        for place in places:
            assert set(place) <= {"id", "physicalLocation", "logicalLocations", "message", "properties"}
            assert place["physicalLocation"]["artifactLocation"]["uri"] == "lapor%20kinerja.txt"
            assert place["physicalLocation"]["region"]["startLine"] >= 1
            assert all(isinstance(one["fullyQualifiedName"], str) for one in place["logicalLocations"])
        ids = [place["id"] for place in result["relatedLocations"]]
        assert all(isinstance(one, int) and one >= 0 for one in ids)


def test_an_older_runs_table_gets_the_columns_it_lacks(lakip: Run, tmp_path: Path) -> None:
    report = tmp_path / "lapor.txt"
    report.write_text(TITLE + HEAD + WRONG, encoding="utf-8")
    assert lakip("ingest", report, "--jobs", "1").returncode == 0
    assert lakip("audit", "--db", "lakip.duckdb").returncode == 1
    with duckdb.connect(str(tmp_path / "lakip.duckdb")) as connection:
        connection.execute("ALTER TABLE core_run_finding DROP COLUMN message_en")
        connection.execute("UPDATE core_run_finding SET finding_id = 'f' || substr(finding_id, 2), proof = 'other'")
    done = lakip("audit", "--db", "lakip.duckdb")
    assert "Dibandingkan pemeriksaan" in done.stderr
    with duckdb.connect(str(tmp_path / "lakip.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM core_run").fetchall() == [(2,)]
        kept = connection.execute("SELECT message_en IS NOT NULL FROM core_run_finding ORDER BY run_no").fetchall()
    assert kept == [(False,), (True,)]
