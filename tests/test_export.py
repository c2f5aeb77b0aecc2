"""Exports: valid descriptor, the same bytes for the same reports, every row, and what changed told by keys."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from corpus import bundled_reports
from extract.errors import InputError
from normalize.model import Understanding
from tests.conftest import Run
from tests.test_panel import load, realised, report
from validate.model import Finding
from warehouse import Warehouse, ingest
from warehouse.changes import tables_to_changes
from warehouse.datapackage import KEYS, PRIMARY
from warehouse.export import export
from warehouse.fields import entity_columns, layer_entities


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def warehouse_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two of the bundled reports, as text."""
    database = tmp_path_factory.mktemp("export") / "w.duckdb"
    ingest([one.text_path for one in bundled_reports() if "bandung" not in one.name], database, jobs=1)
    return database


@pytest.fixture(scope="module")
def exported(warehouse_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "export"
    with Warehouse(warehouse_path) as warehouse:
        export(warehouse, folder)
    return folder


def test_frictionless_finds_it_valid(exported: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    answer = frictionless.validate(str(exported / "datapackage.json"))
    assert answer.valid, answer.flatten(["resourceName", "rowNumber", "fieldName", "message"])[:5]
    descriptor = json.loads((exported / "datapackage.json").read_text())
    assert descriptor["$schema"].startswith("https://datapackage.org/profiles/2.")
    assert [resource["name"] for resource in descriptor["resources"]] == list(KEYS)


def test_csv_and_parquet_hold_every_row_of_every_view(exported: Path, warehouse_path: Path) -> None:
    assert set(layer_entities("view")) <= set(KEYS)
    with Warehouse(warehouse_path) as warehouse, duckdb.connect() as other:
        for entity in KEYS:
            (wanted,) = warehouse.records(f"SELECT count(*) AS n FROM {entity}")
            with (exported / "data" / f"{entity}.csv").open(encoding="utf-8", newline="") as stream:
                rows = list(csv.DictReader(stream))
            assert len(rows) == wanted["n"]
            assert not rows or tuple(rows[0]) == entity_columns(entity)
            parquet = other.execute(f"SELECT count(*) FROM '{exported}/data/{entity}.parquet'").fetchall()
            assert parquet == [(wanted["n"],)]
            if entity in PRIMARY:
                keys = [tuple(row[name] for name in KEYS[entity]) for row in rows]
                assert len(keys) == len(set(keys))
        (total,) = warehouse.records("SELECT sum(value) AS s FROM out_panel WHERE measure = 'pagu'")
        (same,) = other.execute(
            f"SELECT sum(value) FROM '{exported}/data/out_panel.parquet' WHERE measure = 'pagu'"
        ).fetchall()
        assert (total["s"],) == same
    with (exported / "data" / "out_panel.csv").open(encoding="utf-8", newline="") as stream:
        values = [Decimal(row["value"]) for row in csv.DictReader(stream) if row["measure"] == "pagu" and row["value"]]
    assert sum(values) == total["s"] != 0


def test_the_same_reports_give_the_same_bytes(exported: Path, warehouse_path: Path, tmp_path: Path) -> None:
    with Warehouse(warehouse_path) as warehouse:
        export(warehouse, tmp_path / "again")
    assert files(tmp_path / "again") == files(exported)
    # loaded one by one in the other order
    texts = [one.text_path for one in bundled_reports() if "bandung" not in one.name]
    for text in reversed(texts):
        ingest([text], tmp_path / "other.duckdb", jobs=1)
    with Warehouse(tmp_path / "other.duckdb") as warehouse:
        export(warehouse, tmp_path / "other")
    assert files(tmp_path / "other") == files(exported)


def test_an_export_over_itself_changes_nothing(exported: Path, warehouse_path: Path, tmp_path: Path) -> None:
    shutil.copytree(exported, tmp_path / "copy")
    with Warehouse(warehouse_path) as warehouse:
        done = export(warehouse, tmp_path / "copy")
    assert done.changes == ()
    assert files(tmp_path / "copy") == files(exported)


def test_the_changelog_tells_rows_by_their_keys(tmp_path: Path, understanding: Understanding) -> None:
    base = report(understanding, "a.pdf", 2018, [realised("100", 2018), realised("7", 2017, 3)])
    database = load(tmp_path, (base, []))
    with Warehouse(database) as warehouse:
        first = export(warehouse, tmp_path / "out")
    later = report(understanding, "b.pdf", 2019, [realised("104", 2018), realised("120", 2019, 3)])
    load(tmp_path, (base, []), (later, []))
    with Warehouse(database) as warehouse:
        second = export(warehouse, tmp_path / "out")
    (panel,) = [one for one in second.changes if one.table == "out_panel"]
    assert (len(panel.added), len(panel.removed), len(panel.changed)) == (1, 0, 1)
    ((_, columns),) = panel.changed
    assert ("value", "100", "104") in columns
    assert ("as_of", "2018", "2019") in columns
    text = (tmp_path / "out" / "CHANGELOG.md").read_text()
    assert text.index(second.version) < text.index(first.version)
    assert "### out_panel: 1 added, 1 changed, 0 removed" in text
    assert "value 100 -> 104" in text


def test_removed_rows_and_repeated_keys() -> None:
    old = [{"k": "a", "v": "1"}, {"k": "a", "v": "2"}, {"k": "b", "v": "3"}]
    new = [{"k": "a", "v": "1"}, {"k": "c", "v": "4"}]
    changes = tables_to_changes("t", iter(old), iter(new), ["k"])
    assert changes.added == (("c",),)
    assert changes.removed == (("a", "#2"), ("b",))
    assert changes.changed == ()


def test_a_folder_with_other_things_is_left_alone(warehouse_path: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.docx").touch()
    with Warehouse(warehouse_path) as warehouse:
        with pytest.raises(InputError, match="bukan hasil ekspor"):
            export(warehouse, tmp_path / "mine")
        with pytest.raises(InputError, match="bukan hasil ekspor"):
            export(warehouse, tmp_path / "new", since=tmp_path / "mine")
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.docx"]


def test_findings_and_doubts_are_joinable(
    tmp_path: Path, understanding: Understanding, findings: list[Finding]
) -> None:
    doubted = replace(understanding.facts[2], id="x")
    database = load(tmp_path, (replace(understanding, facts=(*understanding.facts[:2], doubted)), findings))
    with Warehouse(database) as warehouse:
        export(warehouse, tmp_path / "out")
    with duckdb.connect() as other:
        rows = other.execute(
            f"SELECT p.measure, p.obs_status, f.rule FROM '{tmp_path}/out/data/out_panel.parquet' p "
            f"JOIN '{tmp_path}/out/data/out_finding.parquet' f ON p.doubt_finding = f.finding_id"
        ).fetchall()
    assert rows == [("capaian", "U", "capaian")]


def test_the_command(lakip: Run, warehouse_path: Path, tmp_path: Path) -> None:
    done = lakip("export", "--db", warehouse_path, tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "README.md").read_text().startswith("# Performance reports")
    assert (tmp_path / "out" / "codebook.md").read_text().count("### out_") == 5
    assert any(line.endswith("\tout_panel") for line in done.stdout.splitlines())
    missing = lakip("export", "--db", tmp_path / "none.duckdb", tmp_path / "out2")
    assert missing.returncode == 2
