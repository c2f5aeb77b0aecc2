"""The warehouse: what goes in comes out, exactly; twice in is once in; a failed load leaves nothing behind."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from extract.errors import InputError
from normalize.model import Understanding
from tests.conftest import make_fact
from validate.model import Finding
from warehouse import Warehouse
from warehouse.fields import entity_columns, entity_fields, layer_entities, load_fields
from warehouse.load import load_parts
from warehouse.parts import is_part, write_part
from warehouse.rows import decimal_to_column, understanding_to_rows
from warehouse.schema import SQL_TYPES


def put(folder: Path, understanding: Understanding, findings: list[Finding] | tuple[()] = ()) -> Path:
    """Loads a report into folder/w.duckdb and gives that path."""
    part = folder / "w.parts" / f"{understanding.report.id}.parquet"
    write_part(understanding_to_rows(understanding, list(findings), "in/contoh.pdf", 1234, "0"), part)
    load_parts(folder / "w.duckdb", [part])
    return folder / "w.duckdb"


def with_facts(understanding: Understanding, *facts: object) -> Understanding:
    return Understanding(understanding.report, understanding.profile, facts, understanding.claims)  # type: ignore[arg-type]


def test_every_row_of_a_report_is_loaded(tmp_path: Path, understanding: Understanding, findings: list[Finding]) -> None:
    database = put(tmp_path, understanding, findings)
    with Warehouse(database) as warehouse:
        counts = {
            entity: warehouse.records(f"SELECT count(*) AS n FROM {entity}")[0]["n"]
            for entity in layer_entities("part")
        }
    assert counts == {
        "raw_file": 1,
        "raw_page": 2,
        "raw_paragraph": 1,
        "core_report": 1,
        "core_table": 1,
        "core_cell": 3,
        "core_fact": 6,
        "core_claim": 1,
        "core_mention": 1,
        "core_finding": 1,
        "core_evidence": 2,
        "core_suspect": 1,
    }


def test_the_registries_are_loaded_and_joinable(tmp_path: Path, understanding: Understanding) -> None:
    with Warehouse(put(tmp_path, understanding)) as warehouse:
        name = warehouse.records("SELECT name FROM core_codes__indicator WHERE indicator_id = 'PMI-001'")
        assert name == [{"name": "Jumlah potensi calon pekerja migran Indonesia"}]
        assert warehouse.records("SELECT count(*) AS n FROM core_codes__region WHERE level = 'provinsi'")[0]["n"] >= 38
        assert warehouse.records("SELECT count(*) AS n FROM core_entity__agency")[0]["n"] > 0


def test_stored_columns_are_those_of_the_registry(tmp_path: Path, understanding: Understanding) -> None:
    with Warehouse(put(tmp_path, understanding)) as warehouse:
        for layer in ("part", "registry", "view"):
            for entity in layer_entities(layer):
                described = {row["column_name"]: row["column_type"] for row in warehouse.records(f"DESCRIBE {entity}")}
                assert tuple(described) == entity_columns(entity), entity
                wanted = {field.name: SQL_TYPES[field.type] for field in entity_fields(entity)}
                assert described == wanted, entity


def test_no_figure_is_a_double() -> None:
    figures = {"value", "step", "alternative", "target", "realisasi", "pagu", "capaian_printed", "capaian_recomputed"}
    assert {field.type for field in load_fields() if field.name in figures and field.entity != "facts"} == {
        "decimal",
        "percent",
    }


def test_loading_twice_changes_nothing(tmp_path: Path, understanding: Understanding, findings: list[Finding]) -> None:
    database = put(tmp_path, understanding, findings)
    with Warehouse(database) as warehouse:
        before = warehouse.fact_records(), warehouse.finding_records(), warehouse.reports()
    put(tmp_path, understanding, findings)
    with Warehouse(database) as warehouse:
        assert (warehouse.fact_records(), warehouse.finding_records(), warehouse.reports()) == before


def test_facts_come_out_with_every_printed_digit(tmp_path: Path, understanding: Understanding) -> None:
    long = make_fact(9, 2, "realisasi", "98,45678912345678", "98.45678912345678", step="0.00000000000001")
    huge = make_fact(9, 3, "pagu", "9" * 40, "9" * 40)
    word = make_fact(9, 4, "realisasi", "Baik", None)
    database = put(tmp_path, with_facts(understanding, *understanding.facts, long, huge, word))
    with Warehouse(database) as warehouse:
        values = [record["value"] for record in warehouse.fact_records()]
        stored = warehouse.records("SELECT value FROM core_fact WHERE row_no = 9 ORDER BY col_no")
    assert values[:3] == ["8000", "6151", "76.89"]
    assert values[5:] == ["98.60", "98.45678912345678", "9" * 40, "Baik"]
    assert [row["value"] for row in stored] == [Decimal("98.4567891235"), None, None]


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("1E+8", "100000000"),
        ("-0.5", "-0.5"),
        ("9999999999999999999999999999.9999999999", "9999999999999999999999999999.9999999999"),
        ("9999999999999999999999999999.99999999999", None),
        ("1E+28", None),
        ("NaN", None),
    ],
)
def test_decimals_that_fit_are_exact(given: str, stored: str | None) -> None:
    assert decimal_to_column(Decimal(given)) == (None if stored is None else Decimal(stored))


def test_achievement_is_recomputed_in_decimals(tmp_path: Path, understanding: Understanding) -> None:
    with Warehouse(put(tmp_path, understanding)) as warehouse:
        (row,) = warehouse.records("SELECT * FROM out_achievement")
    assert (row["target"], row["realisasi"], row["capaian_printed"]) == (Decimal(8000), Decimal(6151), Decimal("76.89"))
    assert row["capaian_recomputed"] == Decimal("76.8875")
    assert (row["formula"], row["agrees"], row["polarity"], row["target_basis"]) == ("R/T", True, "higher", "pk")


@pytest.mark.parametrize(
    ("target", "realised", "printed", "step", "formula", "recomputed", "agrees"),
    [
        ("4", "3", "125", "1", "(2T-R)/T", "125.0000", True),
        ("4", "3", "133.33", "0.01", "T/R", "133.3333", True),
        ("3", "3.5", "116.66", "0.01", "R/T", "116.6667", True),
        ("97", "118.90", "112.58", "0.01", "R/T", "122.5773", False),
        ("-4", "2", "-50", "1", "R/T", "-50.0000", True),
    ],
)
def test_the_formula_that_gives_the_print_is_named(
    tmp_path: Path,
    understanding: Understanding,
    target: str,
    realised: str,
    printed: str,
    step: str,
    formula: str,
    recomputed: str,
    agrees: bool,
) -> None:
    facts = (
        make_fact(2, 2, "target", target, target, indicator_id=""),
        make_fact(2, 3, "realisasi", realised, realised, indicator_id=""),
        make_fact(2, 4, "capaian", printed, printed, step=step, indicator_id=""),
    )
    with Warehouse(put(tmp_path, with_facts(understanding, *facts))) as warehouse:
        (row,) = warehouse.records("SELECT * FROM out_achievement")
    assert (row["formula"], row["capaian_recomputed"], row["agrees"]) == (formula, Decimal(recomputed), agrees)


def test_of_several_targets_the_one_that_gives_the_print_is_shown(tmp_path: Path, understanding: Understanding) -> None:
    revised = replace(make_fact(2, 5, "target", "7.000", "7000"), basis="pk_revisi")
    with Warehouse(put(tmp_path, with_facts(understanding, *understanding.facts[:3], revised))) as warehouse:
        (row,) = warehouse.records("SELECT target, target_basis, agrees FROM out_achievement")
    assert row == {"target": Decimal(8000), "target_basis": "pk", "agrees": True}
    unprinted = (*understanding.facts[:2], revised)
    (tmp_path / "two").mkdir()
    with Warehouse(put(tmp_path / "two", with_facts(understanding, *unprinted))) as warehouse:
        (row,) = warehouse.records("SELECT target, target_basis, agrees FROM out_achievement")
    assert row == {"target": Decimal(7000), "target_basis": "pk_revisi", "agrees": None}


def test_a_target_of_zero_gives_no_achievement(tmp_path: Path, understanding: Understanding) -> None:
    facts = (make_fact(2, 2, "target", "0", "0"), make_fact(2, 3, "realisasi", "3", "3"))
    with Warehouse(put(tmp_path, with_facts(understanding, *facts))) as warehouse:
        (row,) = warehouse.records("SELECT capaian_recomputed, agrees FROM out_achievement")
    assert row == {"capaian_recomputed": None, "agrees": None}


def test_budget_is_recomputed_in_decimals(tmp_path: Path, understanding: Understanding) -> None:
    with Warehouse(put(tmp_path, understanding)) as warehouse:
        (row,) = warehouse.records("SELECT * FROM out_budget")
    assert row["item"] == "Program Penempatan"
    # 14453919643 / 14646963000 = 0.98682028...
    assert (row["persen_printed"], row["persen_recomputed"]) == (Decimal("98.60"), Decimal("98.6820"))
    assert (row["persen_agrees"], row["sisa_recomputed"]) == (False, Decimal(193043357))


def test_the_panel_is_a_frame_with_decimals(tmp_path: Path, understanding: Understanding) -> None:
    item = make_fact(5, 2, "realisasi", "7", "7", row_kind="item")
    with Warehouse(put(tmp_path, with_facts(understanding, *understanding.facts, item))) as warehouse:
        panel = warehouse.panel(indicator="PMI-001", years=range(2018, 2020), measure=["target", "realisasi"])
        everything = warehouse.panel()
    assert list(panel.columns) == list(entity_columns("out_panel"))
    assert panel["value"].tolist() == [Decimal(6151), Decimal(8000)]
    assert str(panel["year"].dtype) == "Int64"
    # a row of a list that is no performance is no part of the panel
    assert len(everything) == 6
    assert everything["indicator"].iloc[-1] == "Jumlah potensi calon pekerja migran Indonesia"


def test_findings_come_out_as_they_went_in(
    tmp_path: Path, understanding: Understanding, findings: list[Finding]
) -> None:
    from lakip.records import findings_to_records

    with Warehouse(put(tmp_path, understanding, findings)) as warehouse:
        (record,) = warehouse.finding_records()
        (shown,) = warehouse.records("SELECT evidence, suspects, severity FROM out_finding")
    assert record.pop("report_id") == understanding.report.id
    assert [record] == findings_to_records(findings)
    assert shown == {"evidence": ["8.000", "76,98"], "suspects": ["76,98 -> 76,89"], "severity": "error"}


def test_broken_characters_are_stored_as_such(tmp_path: Path, understanding: Understanding) -> None:
    broken = make_fact(7, 2, "target", "8\udc80", "8")
    with Warehouse(put(tmp_path, with_facts(understanding, broken))) as warehouse:
        assert warehouse.fact_records()[0]["raw"] == "8?"


def test_a_failed_load_leaves_the_file_as_it_was(tmp_path: Path, understanding: Understanding) -> None:
    database = put(tmp_path, understanding)
    bad = tmp_path / "w.parts" / ("cd" * 8 + ".parquet")
    bad.write_bytes(b"no parquet")
    good = tmp_path / "w.parts" / f"{understanding.report.id}.parquet"
    with pytest.raises(duckdb.Error):
        load_parts(database, [good, bad])
    with Warehouse(database) as warehouse:
        assert [report["name"] for report in warehouse.reports()] == ["contoh.pdf"]
        assert len(warehouse.fact_records()) == 6
    fresh = tmp_path / "new.duckdb"
    with pytest.raises(duckdb.Error):
        load_parts(fresh, [bad])
    assert not fresh.exists()


def test_a_part_of_another_version_is_not_taken_up(
    tmp_path: Path, understanding: Understanding, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, understanding)
    part = tmp_path / "w.parts" / f"{understanding.report.id}.parquet"
    assert is_part(part)
    monkeypatch.setattr("warehouse.parts.installed_version", lambda: "9.9")
    assert not is_part(part)
    assert not is_part(tmp_path / "nothing.parquet")


def test_files_that_are_no_warehouse_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="tidak ada"):
        Warehouse(tmp_path / "none.duckdb")
    text = tmp_path / "text.duckdb"
    text.write_text("hello" * 1000)
    with pytest.raises(InputError, match="bukan gudang data"):
        Warehouse(text)
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as connection:
        connection.execute("CREATE TABLE t (x INTEGER)")
    with pytest.raises(InputError, match="bukan gudang data lakip"):
        Warehouse(other)


def test_a_warehouse_being_written_is_told(tmp_path: Path, understanding: Understanding) -> None:
    import subprocess
    import sys

    database = put(tmp_path, understanding)
    script = f"import duckdb, sys; c = duckdb.connect({str(database)!r}); print('open', flush=True); sys.stdin.read()"
    writer = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
        from warehouse.load import connect

        with pytest.raises(InputError, match="sedang ditulis"):
            connect(database, read_only=True, wait=0.3)
    finally:
        writer.communicate("", timeout=20)
