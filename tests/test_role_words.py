"""Roles of evidence and reasons of suspects are told in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import validate
from corpus import bundled_reports
from lakip.audit_sources import files_to_audited
from lakip.forms import FINDING_FORMATS
from lakip.role_words import FIELD_WORDS, reason_to_words, role_to_words
from validate.model import Finding

#: words that are the same in both languages
SAME = {"target"}
#: builders of evidence and of suspects -> the place of the role, or of the reason
BUILDERS = {
    "fact_to_evidence": 1,
    "cell_to_evidence": 3,
    "phrase_to_evidence": 2,
    "sentence_to_evidence": 2,
    "table_to_evidence": 1,
    "claim_to_evidence": 3,
    "mention_to_evidence": 3,
    "caption_evidence": 1,
    "Evidence": 1,
    "Suspect": 2,
}


def literals() -> Iterator[tuple[str, str]]:
    """(builder, literal) of all roles and reasons that the rules write out."""
    for path in sorted(Path(validate.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            place = BUILDERS.get(node.func.id)
            if place is None:
                continue
            given = [word.value for word in node.keywords if word.arg in ("role", "reason")]
            given += node.args[place : place + 1]
            for one in given:
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value:
                    yield node.func.id, one.value


def test_every_written_role_and_reason_has_english_words() -> None:
    found = set(literals())
    assert len(found) > 80
    lacking = [
        (name, literal)
        for name, literal in sorted(found)
        if literal not in SAME and (reason_to_words if name == "Suspect" else role_to_words)(literal, "en") == literal
    ]
    assert lacking == []


@pytest.mark.parametrize(
    ("role", "indonesian", "english"),
    [
        ("persen_anggaran", "persen anggaran", "percent of the budget spent"),
        ("persen_anggaran dalam tabel", "persen anggaran dalam tabel", "percent of the budget spent in the table"),
        ("Q3", "triwulan III", "quarter III"),
        ("target Q1", "target triwulan I", "target of quarter I"),
        ("target Renstra dalam uraian", "target Renstra dalam uraian", "target in the Renstra in the text"),
        ("target sub-unit", "target sub-unit", "target of the sub-unit"),
        ("realisasi fisik", "realisasi fisik", "physical progress"),
        ("whole", "keseluruhan", "whole"),
        ("menurut laporan 2018 (lama.pdf)", "menurut laporan 2018 (lama.pdf)", "by the report of 2018 (lama.pdf)"),
        ("2016", "2016", "2016"),
    ],
)
def test_roles(role: str, indonesian: str, english: str) -> None:
    assert (role_to_words(role, "id"), role_to_words(role, "en")) == (indonesian, english)


@pytest.mark.parametrize(
    ("reason", "indonesian", "english"),
    [
        (
            "1 dari 6 tabel; dua angka tertukar",
            "1 dari 6 tabel; dua angka tertukar",
            "1 of 6 tables; two digits swapped",
        ),
        ("bila hanya Q2 yang salah", "bila hanya triwulan II yang salah", "if only quarter II is wrong"),
        ("1 cetakan lain sama", "1 cetakan lain sama", "one other print is the same"),
        ("3 cetakan lain memberi nilai ini", "3 cetakan lain memberi nilai ini", "3 other prints give this value"),
        ("menurut reviu Perjanjian Kinerja", "menurut reviu Perjanjian Kinerja", "by the revised Perjanjian Kinerja"),
        ("rumus dinyatakan: T/R", "rumus dinyatakan: T/R", "the declared formula: T/R"),
    ],
)
def test_reasons(reason: str, indonesian: str, english: str) -> None:
    assert (reason_to_words(reason, "id"), reason_to_words(reason, "en")) == (indonesian, english)


def test_the_bundled_reports_say_nothing_that_is_not_told() -> None:
    """What the rules really hand in, composed roles included."""
    audited = files_to_audited([report.text_path for report in bundled_reports()], [], "en")
    lacking = {
        place["role"]
        for record in audited.records
        for place in record["evidence"]
        if place["role"] not in SAME
        and not place["role"].isdigit()
        # a word that the report prints stays as it is
        and place["role"] != place["raw"]
        and role_to_words(place["role"], "en") == place["role"]
    } - set(FIELD_WORDS)
    assert lacking == set()
    reasons = {one["reason"] for record in audited.records for one in record["suspects"] if one["reason"]}
    assert {reason for reason in reasons if reason_to_words(reason, "en") == reason} == set()


def test_english_outputs_use_them(findings: list[Finding]) -> None:
    from lakip.audited import records_to_audited
    from lakip.records import findings_to_records

    audited = records_to_audited(findings_to_records(findings))
    assert "(achievement; Table 3.1" in FINDING_FORMATS["table"](audited, "en")
    assert "76,98 (achievement)" in FINDING_FORMATS["sarif"](audited, "en")
    assert '<span lang="en">achievement</span>' in FINDING_FORMATS["html"](audited, "en")
    # the contract's lines are for programs: the key as the rules give it
    assert '"role": "capaian"' in FINDING_FORMATS["jsonl"](audited, "en")
