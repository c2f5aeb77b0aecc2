"""docs/panel.md: its example runs as printed, its dtypes are the frame's, its numbers are generated."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from corpus import bundled_reports
from warehouse import Warehouse, ingest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "panel.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with lakip.duckdb of the bundled reports as text."""
    folder = tmp_path_factory.mktemp("panel")
    ingest([report.text_path for report in bundled_reports()], folder / "lakip.duckdb", jobs=1)
    return folder


def test_the_example_runs_and_shows_one_indicator_over_the_years(folder: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=folder, timeout=120,
        env={**os.environ, "MPLBACKEND": "Agg"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    years = [int(line.split()[0]) for line in done.stdout.splitlines()[1:]]
    assert years == sorted(set(years))
    assert len(years) >= 4


def test_the_dtypes_are_as_told(folder: Path) -> None:
    told = {
        column: dtype
        for dtype, columns in re.findall(
            r"^\| (\w+) \(\w+\) \| (.+) \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE
        )
        for column in re.findall(r"`(\w+)`", columns)
    }
    with Warehouse(folder / "lakip.duckdb") as warehouse:
        for frame in (warehouse.panel(), warehouse.panel(agency="nobody")):
            assert {column: str(dtype) for column, dtype in frame.dtypes.items()} == told


def test_every_cell_stands_once_and_leads_back_to_its_print(folder: Path) -> None:
    with Warehouse(folder / "lakip.duckdb") as warehouse:
        panel = warehouse.panel()
        vintages = warehouse.panel(vintages=True)
        raw = {row["fact_id"]: row["raw"] for row in warehouse.records("SELECT fact_id, raw FROM core_fact")}
    assert panel.cell_id.is_unique
    assert set(panel.cell_id) == set(vintages.cell_id)
    assert int(panel.statement_count.sum()) == len(vintages) == vintages.fact_id.nunique()
    assert all(raw[fact] == text for fact, text in zip(panel.fact_id, panel.raw, strict=True))


def test_the_document_is_generated(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.panel_doc", str(bundled_reports()[-1].text_path), "--db", str(tmp_path / "w.duckdb")],
        capture_output=True, text=True, cwd=ROOT, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    known = DOCUMENT.read_text(encoding="utf-8")
    assert (
        done.stdout.partition("## What the development reports give")[0]
        == known.partition("## What the development reports give")[0]
    )
    assert "1 files: 1 documents." in done.stdout
