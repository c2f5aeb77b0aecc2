"""Accepted findings lift the doubt from the panel and the planner's sheet, and stay visible."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import lakip as face
from corpus import bundled_reports
from normalize.model import Fact, Understanding
from tests.conftest import Run, make_fact
from tests.test_panel import error_on, load, realised, report
from validate.model import Finding, Severity
from warehouse import Warehouse, ingest
from warehouse.acceptances import Acceptance
from warehouse.seed import warehouse_to_draft
from warehouse.seed_book import PK, SOURCES, draft_to_book

# openpyxl reads everything but sparklines, and says so
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")

DAY = date(2026, 11, 20)
ID, OTHER, PROOF = "0123456789abcdef", "1123456789abcdef", "fedcba9876543210"
COLUMNS = "obs_status, doubt, doubt_finding, accepted_finding"


def finding(fact: Fact, key: str = ID, severity: Severity = "error") -> Finding:
    return replace(error_on(fact), id=key, proof=PROOF, severity=severity)


def acceptance(key: str = ID, proof: str = PROOF, until: date = DAY) -> Acceptance:
    return Acceptance(key, proof, "Sari", "angka revisi BPS", until, 2)


def doubtful(folder: Path, base: Understanding, *findings: Finding) -> Path:
    """A warehouse with one report of one realised value, 140."""
    return load(folder, (report(base, "b.pdf", 2018, [realised("140", 2018)]), list(findings)))


def standing(database: Path, given: Sequence[Acceptance], day: date = DAY) -> tuple[Any, ...]:
    with Warehouse(database, given, day) as warehouse:
        (row,) = warehouse.records(f"SELECT {COLUMNS} FROM out_panel")
    return tuple(row.values())


def test_an_accepted_finding_raises_no_doubt(tmp_path: Path, understanding: Understanding) -> None:
    database = doubtful(tmp_path, understanding, finding(realised("140", 2018)))
    assert standing(database, []) == ("U", "error", ID, "")
    assert standing(database, [acceptance()]) == ("A", "", "", ID)
    with Warehouse(database, [acceptance()], DAY) as warehouse:
        assert warehouse.accepted == 1
        (shown,) = warehouse.records("SELECT finding_id, accepted_by, accepted_why, accepted_until FROM out_finding")
        assert tuple(shown.values()) == (ID, "Sari", "angka revisi BPS", "2026-11-20")
        # what is stored is as it was
        (stored,) = warehouse.records("SELECT doubt, doubt_finding FROM core_fact")
        assert tuple(stored.values()) == ("error", ID)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param([acceptance(until=date(2026, 11, 19))], id="its day has passed"),
        pytest.param([acceptance(proof=OTHER)], id="given on another print"),
        pytest.param([acceptance(key=OTHER)], id="of another finding"),
    ],
)
def test_one_that_lapsed_lifts_nothing(given: list[Acceptance], tmp_path: Path, understanding: Understanding) -> None:
    database = doubtful(tmp_path, understanding, finding(realised("140", 2018)))
    assert standing(database, given) == ("U", "error", ID, "")
    with Warehouse(database, given, DAY) as warehouse:
        assert warehouse.accepted == 0
        assert {row["accepted_by"] for row in warehouse.records("SELECT accepted_by FROM out_finding")} == {""}


def test_another_open_finding_on_the_figure_keeps_its_doubt(tmp_path: Path, understanding: Understanding) -> None:
    fact = realised("140", 2018)
    open_one = finding(fact, OTHER, "warning")
    database = doubtful(tmp_path, understanding, finding(fact), open_one)
    assert standing(database, [acceptance()]) == ("A", "warning", OTHER, ID)
    assert standing(database, [acceptance(key=OTHER)]) == ("U", "error", ID, OTHER)
    assert standing(database, [acceptance(), acceptance(key=OTHER)]) == ("A", "", "", ID)


def test_a_finding_without_suspects_doubts_what_it_rests_on(tmp_path: Path, understanding: Understanding) -> None:
    bare = replace(finding(realised("140", 2018)), suspects=())
    database = doubtful(tmp_path, understanding, bare)
    assert standing(database, []) == ("U", "error", ID, "")
    assert standing(database, [acceptance()]) == ("A", "", "", ID)


def test_of_two_lines_on_one_print_the_longer_holds(tmp_path: Path, understanding: Understanding) -> None:
    database = doubtful(tmp_path, understanding, finding(realised("140", 2018)))
    lines = [acceptance(until=date(2099, 1, 1)), acceptance(until=DAY)]
    with Warehouse(database, lines, DAY) as warehouse:
        assert warehouse.accepted == 1
        (row,) = warehouse.records("SELECT accepted_until FROM out_finding")
    assert row["accepted_until"] == "2099-01-01"


def test_an_accepted_restatement_stands_for_its_cell_again(tmp_path: Path, understanding: Understanding) -> None:
    wrong = realised("140", 2018)
    first = report(understanding, "a.pdf", 2018, [realised("100", 2018)])
    second = report(understanding, "b.pdf", 2019, [wrong])
    database = load(tmp_path, (first, []), (second, [finding(wrong)]))
    with Warehouse(database) as warehouse:
        assert [str(value) for value in warehouse.panel().value] == ["100.0000000000"]
    with Warehouse(database, [acceptance()], DAY) as warehouse:
        assert [str(value) for value in warehouse.panel().value] == ["140.0000000000"]


def test_links_made_for_the_session_are_those_made_at_loading(tmp_path: Path) -> None:
    """Of a real report: with any one finding accepted, every figure's doubt is that of the other findings."""
    from validate import audit
    from warehouse.doubts import findings_to_doubts

    path = next(one.text_path for one in bundled_reports() if "2024" in one.text_path.name)
    ingest([path], tmp_path / "w.duckdb", jobs=1)
    findings = audit(face.understand(path))
    told = [one for one in findings if findings_to_doubts([one])]
    assert len(told) > 10
    for one in told[:12]:
        left = findings_to_doubts([other for other in findings if other is not one])
        with Warehouse(tmp_path / "w.duckdb", [acceptance(one.id, one.proof)], DAY) as warehouse:
            rows = warehouse.records(
                "SELECT CAST(regexp_extract(table_id, 't([0-9]+)$', 1) AS BIGINT) AS t, row_no, col_no, doubt, "
                "doubt_finding, accepted_finding FROM fact_doubt"
            )
        for row in rows:
            place = (row["t"], row["row_no"], row["col_no"])
            assert (row["doubt"], row["doubt_finding"]) == left.get(place, ("", ""))
            assert (row["accepted_finding"] == one.id) == (place in findings_to_doubts([one]))


def test_the_planner_sees_it_without_the_colour(tmp_path: Path, understanding: Understanding) -> None:
    about = {"indicator": "Jumlah lokasi sosialisasi", "indicator_id": "", "unit": "lokasi"}
    target = replace(make_fact(2, 2, "target", "100", "100", **about), year=2018)  # type: ignore[arg-type]
    result = replace(make_fact(2, 3, "realisasi", "140", "140", **about), year=2018)  # type: ignore[arg-type]
    budget = {"indicator": "Program A", "indicator_id": "", "unit": "Rp", "row_kind": "program"}
    pagu = replace(make_fact(6, 2, "pagu", "700", "700", **budget), year=2018)  # type: ignore[arg-type]
    wrong = [finding(result), finding(pagu, OTHER)]
    database = load(tmp_path, (report(understanding, "b.pdf", 2018, [target, result, pagu]), wrong))

    def sheets(given: list[Acceptance]) -> Any:
        with Warehouse(database, given, DAY) as warehouse:
            return openpyxl.load_workbook(io.BytesIO(draft_to_book(warehouse_to_draft(warehouse, "PMI-32", 2019))))

    for given, colour, word in (([], "FFF8CBAD", "Temuan terbuka"), ([acceptance()], "00000000", "Temuan diterima")):
        book = sheets(given)
        cell = book[PK]["E6"]
        assert (cell.value, cell.fill.fgColor.rgb) == (140, colour)
        assert cell.comment.text.startswith(word)
        # the other finding, on the budget, is open all the time
        assert book["Pagu"]["C6"].fill.fgColor.rgb == "FFF8CBAD"
        told = [tuple(one.value for one in row) for row in book[SOURCES].iter_rows(min_row=2) if row[1].value == "E6"]
        assert bool(told[0][6]) == bool(given)
    assert "diterima oleh Sari: angka revisi BPS; sampai 2026-11-20" in cell.comment.text
    book = sheets([acceptance(key=OTHER)])
    assert "Temuan diterima" in book["Pagu"]["C6"].comment.text


def test_the_file_beside_the_warehouse_is_read(lakip: Run, tmp_path: Path, understanding: Understanding) -> None:
    database = doubtful(tmp_path, understanding, finding(realised("140", 2018)))
    for command in (["export", "out"], ["seed", "out.xlsx", "--agency", "PMI-32", "--year", "2019"]):
        assert "diterima" not in lakip(*command, "--db", database).stderr
    (tmp_path / "penerimaan.csv").write_text(
        f"temuan,bukti,oleh,alasan,sampai\n{ID},{PROOF},Sari,angka revisi BPS,2099-12-31\n", encoding="utf-8"
    )
    for command in (["export", "out"], ["seed", "out.xlsx", "--agency", "PMI-32", "--year", "2019"]):
        done = lakip(*command, "--db", database)
        assert done.returncode == 0, done.stderr
        assert "penerimaan.csv: 1 temuan yang diterima tidak lagi meragukan angka." in done.stderr
    assert "There are 1 such cells" in (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    with face.open(database) as warehouse:
        (row,) = warehouse.panel().to_dict("records")
    assert (row["obs_status"], row["accepted_finding"]) == ("A", ID)
    # a malformed file is never passed over
    (tmp_path / "penerimaan.csv").write_text("temuan,bukti\n", encoding="utf-8")
    done = lakip("export", "out", "--db", database)
    assert (done.returncode, done.stdout) == (2, "")
    assert "penerimaan.csv" in done.stderr


def test_a_file_filled_before_is_shown_as_the_registry_says(tmp_path: Path, understanding: Understanding) -> None:
    """Its own views are of an older version: here one without the column."""
    import duckdb

    database = doubtful(tmp_path, understanding, finding(realised("140", 2018)))
    with duckdb.connect(str(database)) as connection:
        connection.execute("CREATE OR REPLACE VIEW out_panel AS SELECT 1 AS old")
    with Warehouse(database) as warehouse:
        assert list(warehouse.panel().accepted_finding) == [""]
