"""The frame: cards, identity, proof, order, merging, and that the audit never alters or invents a print."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from extract import read
from normalize.understanding import understand
from tests.validate_report import Sheet, cover
from validate import ALL_RULES, RULES, audit
from validate.frame import Card, Draft, rules_by_id
from validate.merging import drafts_to_findings, merge_drafts
from validate.model import Evidence
from validate.rule_cards import cards_to_markdown

ROOT = Path(__file__).resolve().parents[1]
HEAD = ["No", "Indikator Kinerja", "Target 2024", "Realisasi 2024", "Capaian (%)"]


def wrong(capaian: str = "92,00", table: str = "Tabel 3.1") -> Sheet:
    rows = [
        HEAD,
        ["1", "Jumlah produksi perikanan tangkap", "1.200 ton", "1.140 ton", "95,00"],
        ["2", "Persentase pembudidaya yang dibina", "80%", "72%", capaian],
    ]
    return cover(Sheet()).table(f"{table} Pengukuran Capaian Kinerja Tahun 2024", rows)


def test_every_rule_has_a_full_card_and_a_name_of_the_contract() -> None:
    for rule in ALL_RULES:
        assert rule.id in RULES
        for field in Card.__dataclass_fields__:
            assert getattr(rule.card, field), f"{rule.id}: {field} is empty"
    assert len(rules_by_id(ALL_RULES)) == len(ALL_RULES)
    # cross_report looks over several reports, and may be run from outside
    assert set(RULES) - {rule.id for rule in ALL_RULES} <= {"cross_report"}


def test_two_rules_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="stands twice"):
        rules_by_id([ALL_RULES[0], ALL_RULES[0]])


def test_the_page_of_rules_is_up_to_date() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == cards_to_markdown(
        [rule.card for rule in ALL_RULES]
    )


def test_the_same_report_gives_the_same_findings() -> None:
    understanding = wrong().understood()
    assert audit(understanding) == audit(understanding)


def test_identity_outlives_the_value_and_proof_does_not() -> None:
    first, second = wrong("92,00").findings()[0], wrong("93,50").findings()[0]
    assert first.id == second.id
    assert first.proof != second.proof
    moved = cover(Sheet().say("KATA PENGANTAR", "heading").say("Puji syukur kami panjatkan.")).table(
        "Tabel 3.1 Pengukuran Capaian Kinerja Tahun 2024",
        [HEAD, ["1", "Persentase pembudidaya yang dibina", "80%", "72%", "92,00"]],
    )
    assert moved.findings()[0].id == first.id
    assert moved.findings()[0].proof == first.proof


def test_one_slip_repeated_in_three_tables_is_one_finding_with_three_places() -> None:
    sheet = wrong()
    for number in ("Tabel 3.2", "Tabel 4.1"):
        later = wrong(table=number)
        sheet.paragraphs += [p for p in later.paragraphs if p.kind == "caption"]
        table = later.tables[0]
        sheet.tables.append(table)
    findings = sheet.findings()
    assert [finding.rule for finding in findings] == ["capaian"]
    places = {(piece.table, piece.row, piece.col) for piece in findings[0].evidence if piece.raw == "92,00"}
    assert len(places) == 3


def test_one_cell_seen_by_two_rules_is_one_finding() -> None:
    def draft(rule: str, raw: str) -> Draft:
        return Draft(
            rule,
            "k",
            "error",
            (rule,),
            f"{rule} says",
            f"{rule} says",
            (Evidence(raw, "angka"),),
            cells=frozenset({(0, 2, 5)}),
        )

    merged = merge_drafts([draft("cross_table", "95,00"), draft("capaian", "92,00")])
    assert [one.rule for one in merged] == ["capaian"]
    assert {piece.raw for piece in merged[0].evidence} == {"92,00", "95,00"}
    assert "cross_table says" in merged[0].message


def test_the_worst_come_first_and_ids_are_never_shared() -> None:
    drafts = [
        Draft("numbering", "k", "warning", ("same",), "a", "a", (Evidence("x", "r"),), weight=10),
        Draft("capaian", "k", "error", ("one",), "b", "b", (Evidence("y", "r"),), weight=10),
        Draft("numbering", "k", "warning", ("same",), "c", "c", (Evidence("z", "r"),), weight=90),
        Draft("scale", "k", "note", ("two",), "d", "d", (Evidence("w", "r"),), weight=99),
    ]
    findings = drafts_to_findings(drafts, "uji.txt", "", 2024)
    assert [finding.message for finding in findings] == ["b", "c", "a", "d"]
    assert [finding.rank for finding in findings] == [0, 1, 2, 3]
    assert len({finding.id for finding in findings}) == 4


def shared(name: str) -> Path:
    path = Path(os.environ.get("LAKIP_SHARED", "/work/shared")) / "reports" / name
    if not path.exists():
        pytest.skip("the development reports are not here")
    return path


@pytest.mark.parametrize("name", ["jabar-2024.txt", "dishub-2016.pdf"])
def test_evidence_is_printed_in_the_report(name: str) -> None:
    report = read(shared(name))
    printed = {" ".join(cell.text.split()) for table in report.tables for cell in table.cells}
    for finding in audit(understand(report)):
        for piece in finding.evidence:
            if piece.table_index is not None and piece.row is not None and piece.role != "sel kosong":
                assert " ".join(piece.raw.split()) in printed or any(piece.raw in text for text in printed), piece


def test_a_long_report_is_audited_in_no_time() -> None:
    understanding = understand(read(shared("dinkes-2016.pdf")))
    audit(understanding)
    start = time.process_time()
    audit(understanding)
    # 110 pages; the promise is 2 s for 60
    assert time.process_time() - start < 4
