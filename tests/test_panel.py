"""The panel: restated values, contradicted values, second editions, chapters, lineages; one value a cell."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import bundled_reports
from extract.model import Media
from normalize.model import Fact, Understanding
from tests.conftest import make_fact
from validate.model import Evidence, Finding, Suspect
from warehouse import Warehouse, ingest
from warehouse.documents import File, files_to_chapters, files_to_places, name_to_stem
from warehouse.load import load_parts
from warehouse.parts import write_part
from warehouse.rows import understanding_to_rows
from warehouse.sketch import SIZE, sketches_to_similarity, words_to_sketch


def report(
    base: Understanding, name: str, year: int | None, facts: Sequence[Fact], *, media: Media = "pdf", **profile: object
) -> Understanding:
    """The hand-made report under another name, year and agency, with these facts."""
    sha = hashlib.sha256(name.encode()).hexdigest()
    profile = {"agency": "BP3TKI Bandung", "agency_id": "BP3TKI-BANDUNG", "region": "32", "year": year, **profile}
    moved = tuple(replace(fact, id=f"{name}{n}", report=sha[:16]) for n, fact in enumerate(facts))
    return Understanding(
        replace(base.report, name=name, sha256=sha, media=media),
        replace(base.profile, **profile),  # type: ignore[arg-type]
        moved,
        (),
    )


def load(folder: Path, *reports: tuple[Understanding, list[Finding]], path: str = "in") -> Path:
    parts = []
    for understanding, findings in reports:
        part = folder / "w.parts" / f"{understanding.report.id}.parquet"
        rows = understanding_to_rows(understanding, findings, f"{path}/{understanding.report.name}", 1, "0")
        write_part(rows, part)
        parts.append(part)
    load_parts(folder / "w.duckdb", parts)
    return folder / "w.duckdb"


def realised(value: str, year: int, row: int = 2) -> Fact:
    return replace(make_fact(row, 3, "realisasi", value, value), year=year)


def cells(database: Path) -> list[tuple[object, ...]]:
    """(year, value, as_of, status, statements, differ) of the realised values."""
    with Warehouse(database) as warehouse:
        return [
            tuple(row.values())
            for row in warehouse.records(
                "SELECT year, CAST(value AS INTEGER) AS value, as_of, obs_status, statement_count, values_differ "
                "FROM out_panel WHERE measure = 'realisasi' ORDER BY year"
            )
        ]


def error_on(fact: Fact) -> Finding:
    evidence = Evidence(fact.raw, "realisasi", page=2, table="3.1", table_index=0, row=fact.row, col=fact.col)
    return Finding(
        "f", "p", "capaian", "error", "wrong", "x.pdf", 2, "3.1", "I", "pesan", "message", "1", "2", (evidence,),
        (Suspect(fact.raw, "9", "swapped", evidence),),
    )  # fmt: skip


def test_a_restated_value_stands_for_its_cell_and_the_old_one_is_kept(
    tmp_path: Path, understanding: Understanding
) -> None:
    first = report(understanding, "a.pdf", 2018, [realised("100", 2018)])
    second = report(understanding, "b.pdf", 2019, [realised("104", 2018), realised("120", 2019, 3)])
    database = load(tmp_path, (first, []), (second, []))
    assert cells(database) == [(2018, 104, 2019, "A", 2, True), (2019, 120, 2019, "A", 1, False)]
    with Warehouse(database) as warehouse:
        vintages = warehouse.panel(agency="PMI-32", measure="realisasi", vintages=True)
        assert list(zip(vintages.year, vintages.as_of, vintages.resolved, strict=True)) == [
            (2018, 2018, False),
            (2018, 2019, True),
            (2019, 2019, True),
        ]


def test_a_contradicted_restatement_gives_way(tmp_path: Path, understanding: Understanding) -> None:
    first = report(understanding, "a.pdf", 2018, [realised("100", 2018)])
    wrong = realised("140", 2018)
    second = report(understanding, "b.pdf", 2019, [wrong])
    assert cells(load(tmp_path, (first, []), (second, [error_on(wrong)]))) == [(2018, 100, 2018, "A", 2, True)]


def test_where_every_statement_is_contradicted_the_cell_says_so(tmp_path: Path, understanding: Understanding) -> None:
    wrong = realised("140", 2018)
    database = load(tmp_path, (report(understanding, "b.pdf", 2018, [wrong]), [error_on(wrong)]))
    assert cells(database) == [(2018, 140, 2018, "U", 1, False)]
    with Warehouse(database) as warehouse:
        (row,) = warehouse.records("SELECT doubt, doubt_finding FROM out_panel")
    assert row == {"doubt": "error", "doubt_finding": "f"}


@pytest.mark.parametrize(
    ("changes", "profile", "status"),
    [
        ({}, {}, "A"),
        ({"raw": "100 (angka sementara)"}, {}, "P"),
        ({"raw": "± 100"}, {}, "E"),
        ({}, {"kind": "lkj_triwulan", "period": "Q2"}, "P"),
        ({"confidence": 0.3}, {}, "V"),
        ({"unit": "%"}, {}, "D"),
    ],
)
def test_statuses(
    changes: dict[str, object],
    profile: dict[str, object],
    status: str,
    tmp_path: Path,
    understanding: Understanding,
) -> None:
    fact = replace(realised("100", 2019), **changes)  # type: ignore[arg-type]
    database = load(tmp_path, (report(understanding, "a.pdf", 2019, [fact], **profile), []))
    assert [row[3] for row in cells(database)] == [status]


def test_agencies_that_follow_one_another_are_one_unit_with_a_break(
    tmp_path: Path, understanding: Understanding
) -> None:
    old = report(understanding, "a.pdf", 2019, [realised("100", 2019)])
    new = report(understanding, "b.pdf", 2022, [realised("90", 2022)], agency="BP3MI Jawa Barat", agency_id="BP3MI-32")
    database = load(tmp_path, (old, []), (new, []))
    assert [row[0::3] for row in cells(database)] == [(2019, "A"), (2022, "B")]
    with Warehouse(database) as warehouse:
        panel = warehouse.panel(agency="PMI-32")
        assert set(panel.lineage) == {"PMI-32"}
        assert set(panel.province_kemendagri) == set(panel.province_bps) == {"32"}


def test_of_unmatched_names_nothing_says_that_two_figures_are_one_cell(
    tmp_path: Path, understanding: Understanding
) -> None:
    town = {"indicator": "Kota Bandung", "indicator_id": ""}
    facts = [replace(realised(value, 2019, row), **town) for row, value in enumerate(("38", "33", "38"), 2)]  # type: ignore[arg-type]
    database = load(tmp_path, (report(understanding, "a.pdf", 2019, facts), []))
    assert sorted(row[1:] for row in cells(database)) == [(33, 2019, "A", 1, False), (38, 2019, "A", 2, False)]


def test_one_report_in_two_files_is_counted_once(tmp_path: Path, understanding: Understanding) -> None:
    facts = [replace(realised(str(100 + n), 2019, 2 + n), indicator=f"Jumlah {n}", indicator_id="") for n in range(20)]
    pages = report(understanding, "a.pdf", 2019, facts)
    text = report(understanding, "a.txt", 2019, facts[:19], media="text")
    other = report(understanding, "c.pdf", 2019, [replace(fact, indicator="X" + fact.indicator) for fact in facts])
    database = load(tmp_path, (text, []), (pages, []), (other, []))
    with Warehouse(database) as warehouse:
        roles = {row["report_id"]: row["role"] for row in warehouse.records("SELECT * FROM core_document")}
        assert roles == {pages.report.id: "whole", text.report.id: "edition", other.report.id: "whole"}
        panel = warehouse.panel()
    assert len(panel) == 40
    assert set(panel.statement_count) == {1}
    assert set(panel.report) == {"a.pdf", "c.pdf"}


def test_the_bundled_reports_are_told_in_both_their_editions(tmp_path: Path) -> None:
    bundled = next(one for one in bundled_reports() if "jabar" in one.name or "2024" in one.name)
    ingest([bundled.text_path, bundled.pdf_path], tmp_path / "w.duckdb", jobs=1)
    with Warehouse(tmp_path / "w.duckdb") as warehouse:
        rows = warehouse.records(
            "SELECT f.media, d.role, d.document_id FROM core_document d JOIN raw_file f USING (report_id) ORDER BY media"
        )
    assert [(row["media"], row["role"]) for row in rows] == [("pdf", "whole"), ("text", "edition")]
    assert len({row["document_id"] for row in rows}) == 1


def test_chapters_in_files_are_one_document(tmp_path: Path, understanding: Understanding) -> None:
    nobody = {"agency": "", "agency_id": "", "region": "", "kind": ""}
    one = report(understanding, "LKjIP bab-1.pdf", 2019, [])
    two = report(understanding, "LKjIP bab-2.pdf", None, [replace(realised("7", 2019), year=None)], **nobody)
    three = report(understanding, "LKjIP bab-3 akuntabilitas.pdf", None, [realised("8", 2018, 5)], **nobody)
    database = load(tmp_path, (two, []), (three, []), (one, []))
    with Warehouse(database) as warehouse:
        documents = warehouse.records("SELECT report_id, document_id, role, agency_id, year FROM core_document")
        assert {row["document_id"] for row in documents} == {one.report.id}
        assert {(row["role"], row["agency_id"], row["year"]) for row in documents} == {
            ("chapter", "BP3TKI-BANDUNG", 2019)
        }
        panel = warehouse.panel(agency="BP3TKI-BANDUNG")
    # each figure keeps its own file, and takes the year from the cover's chapter
    assert list(zip(panel.year, panel.as_of, panel.report, strict=True)) == [
        (2018, 2019, "LKjIP bab-3 akuntabilitas.pdf"),
        (2019, 2019, "LKjIP bab-2.pdf"),
    ]


@pytest.mark.parametrize(
    ("name", "stem", "marked"),
    [
        ("LKjIP_2023_BAB_II.pdf", "lkjip 2023", True),
        ("bab-3.pdf", "", True),
        ("03 - Akuntabilitas Kinerja.pdf", "", True),
        ("LAKIP Dinas Kesehatan 2016.pdf", "lakip dinas kesehatan 2016", False),
        ("Lampiran 2.pdf", "", True),
        ("LKjIP 2019 Bappeda Kabupaten Babel.pdf", "lkjip 2019 bappeda kabupaten babel", False),
    ],
)
def test_chapter_names(name: str, stem: str, marked: bool) -> None:
    assert name_to_stem(name) == (stem, marked)


def file(name: str, **about: object) -> File:
    values = {
        "report_id": name, "name": name, "path": f"in/{name}", "kind": "lakip", "agency": "A", "agency_id": "x-a",
        "region": "", "year": 2019, "period": "Y", "media": "pdf", "fact_count": 9, "sketch": (),
    }  # fmt: skip
    return File(**(values | about))  # type: ignore[arg-type]


def test_chapters_that_contradict_each_other_are_not_joined() -> None:
    assert len(files_to_chapters([file("bab-1.pdf"), file("bab-2.pdf", agency_id="", year=None)])) == 1
    assert files_to_chapters([file("bab-1.pdf"), file("bab-2.pdf", agency_id="x-b")]) == []
    assert files_to_chapters([file("bab-1.pdf"), file("bab-2.pdf", year=2020)]) == []
    assert files_to_chapters([file("bab-1.pdf"), file("bab-2.pdf", path="elsewhere/bab-2.pdf")]) == []
    assert [place.role for place in files_to_places([file("bab-1.pdf"), file("b.pdf")])] == ["whole", "whole"]


def test_sketches_estimate_what_is_common() -> None:
    words = [f"w{n}" for n in range(3000)]
    whole = words_to_sketch(words)
    assert len(whole) == SIZE
    assert sketches_to_similarity(whole, words_to_sketch(reversed(words))) == 1.0
    assert abs(sketches_to_similarity(whole, words_to_sketch(words[:2400])) - 0.8) < 0.15
    assert sketches_to_similarity(whole, words_to_sketch(f"v{n}" for n in range(3000))) == 0.0
    assert sketches_to_similarity(whole[:5], whole[:5]) == 0.0
