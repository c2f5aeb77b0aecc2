"""SARIF held to the schema by which Microsoft's own validator (sarif-multitool 5.7.0) judges."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from corpus import bundled_reports
from lakip.audit_sources import files_to_audited
from lakip.audited import Audited, Reading, records_to_audited
from lakip.forms import FINDING_FORMATS
from lakip.records import findings_to_records
from normalize.model import Understanding
from tests.conftest import Run
from validate.model import RULES, Finding
from warehouse.acceptances import text_to_acceptances

SCHEMA = Path(__file__).parent / "data" / "sarif-schema-2.1.0.json"
LANGS = ("id", "en")


@cache
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def sarif(audited: Audited, lang: str) -> Any:
    """The log, after the schema found nothing in it. Returns its one run."""
    log = json.loads(FINDING_FORMATS["sarif"](audited, lang))
    faults = [f"{error.json_path}: {error.message}" for error in validator().iter_errors(log)]
    assert faults == []
    (run,) = log["runs"]
    return run


def test_the_schema_itself_refuses_what_is_wrong() -> None:
    log = {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"level": "salah"}]}]}
    paths = {error.json_path for error in validator().iter_errors(log)}
    assert paths == {"$.runs[0].results[0]", "$.runs[0].results[0].level"}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", [report.text_path.name for report in bundled_reports()])
def test_bundled_reports(name: str, lang: str) -> None:
    report = next(one for one in bundled_reports() if one.text_path.name == name)
    audited = files_to_audited([report.text_path], [], lang)
    run = sarif(audited, lang)
    assert len(run["results"]) == len(audited.records) > 0
    (artifact,) = run["artifacts"]
    assert artifact["location"]["uri"] == name
    assert artifact["length"] == report.text_path.stat().st_size


@pytest.mark.parametrize("lang", LANGS)
def test_a_pdf_has_the_whole_file_for_region(lang: str) -> None:
    path = next(one.pdf_path for one in bundled_reports() if "2024" in one.pdf_path.name)
    audited = files_to_audited([path], [], lang)
    length = path.stat().st_size
    for result in sarif(audited, lang)["results"]:
        for place in (*result["locations"], *result["relatedLocations"]):
            assert place["physicalLocation"]["region"] == {"byteOffset": 0, "byteLength": length}
            assert place["physicalLocation"]["artifactLocation"] == {"uri": path.name, "index": 0}


@pytest.mark.parametrize("lang", LANGS)
def test_every_rule_with_acceptances_and_states(findings: list[Finding], lang: str) -> None:
    made = [
        replace(
            findings[0],
            id=f"{number:016x}",
            proof=f"{number + 256:016x}",
            rule=rule,
            severity=("error", "warning", "note")[number % 3],  # type: ignore[arg-type]
            rank=number * 20,
        )
        for number, rule in enumerate(RULES)
    ]
    states = ("new", "unchanged", "changed")
    records = [{**one, "run": states[number % 3]} for number, one in enumerate(findings_to_records(made))]
    held, date_passed, other_print = made[:3]
    lines = [
        f"{held.id},{held.proof},Sari,sudah dijelaskan,2099-12-31",
        f"{date_passed.id},{date_passed.proof},Sari,sudah dijelaskan,2020-12-31",
        f"{other_print.id},{held.proof},Sari,sudah dijelaskan,2099-12-31",
    ]
    given = text_to_acceptances("\n".join(("temuan,bukti,oleh,alasan,sampai", *lines)), "penerimaan.csv")
    gone = {
        "doc": "contoh lama.pdf",
        "rule": "total",
        "severity": "error",
        "message": "7 + 2 adalah 9, tercetak 10.",
        "message_en": "7 + 2 make 9, printed 10.",
        "page": None,
        "table_name": "3.2",
        "finding_id": "ab" * 8,
        "proof": "cd" * 8,
    }
    audited = records_to_audited(records, (), given, earlier="2026-01-01 00:00", gone=[gone], day=date(2026, 11, 20))
    run = sarif(audited, lang)
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == sorted(RULES)
    assert len(run["results"]) == len(RULES) + 1
    status = [result["suppressions"][0]["status"] for result in run["results"] if "suppressions" in result]
    assert status == ["accepted", "rejected", "rejected"]
    assert {result["baselineState"] for result in run["results"]} == {"new", "unchanged", "updated", "absent"}
    # the name is what viewers show beside the id: another word, one identifier
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["name"].isalnum()
        assert rule["name"].casefold() != rule["id"].casefold()


@pytest.mark.parametrize("lang", LANGS)
def test_no_findings_still_say_what_was_judged(understanding: Understanding, lang: str) -> None:
    run = sarif(records_to_audited([], [Reading(understanding, None)]), lang)
    assert run["results"] == run["tool"]["driver"]["rules"] == []
    assert run["artifacts"] == [
        {
            "location": {"uri": "contoh.pdf"},
            "mimeType": "application/pdf",
            "hashes": {"sha-256": "ab" * 32},
            "roles": ["analysisTarget"],
        }
    ]


def test_two_files_of_one_name_share_no_artifact(understanding: Understanding, findings: list[Finding]) -> None:
    other = replace(understanding, report=replace(understanding.report, sha256="cd" * 32))
    records = findings_to_records(findings)
    run = sarif(records_to_audited(records, [Reading(understanding, None), Reading(other, None)]), "id")
    assert len(run["artifacts"]) == 2
    location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "contoh.pdf"}


def test_a_warehouse_names_its_files_too(lakip: Run, tmp_path: Path) -> None:
    path = next(one.pdf_path for one in bundled_reports() if "2024" in one.pdf_path.name)
    assert lakip("ingest", path, "--jobs", "1").returncode == 0
    log = json.loads(lakip("audit", "--db", "lakip.duckdb", "--format", "sarif").stdout)
    assert list(validator().iter_errors(log)) == []
    (run,) = log["runs"]
    (artifact,) = run["artifacts"]
    assert (artifact["location"]["uri"], artifact["length"]) == (path.name, path.stat().st_size)
    assert all("region" in result["locations"][0]["physicalLocation"] for result in run["results"])
