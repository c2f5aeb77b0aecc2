"""Intake: any executor, any number of workers, the same warehouse; a dying worker, a killed run and a twin do no harm."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from corpus import bundled_reports
from extract.errors import InputError
from warehouse import Warehouse, ingest
from warehouse.intake import run_in_processes

#: the two smaller of the bundled reports, as text
REPORTS = [report.text_path for report in bundled_reports() if "bandung" not in report.name]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two reports, one of them also deeper under another name, a file that is no report, and a bad one."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for path in REPORTS:
        shutil.copy(path, tmp_path / "in" / path.name)
    shutil.copy(REPORTS[0], tmp_path / "in" / "deep" / "twin.txt")
    (tmp_path / "in" / "notes.ini").write_text("no report")
    (tmp_path / "in" / "zero.pdf").touch()
    return tmp_path / "in"


def everything(database: Path) -> tuple[Any, Any, Any]:
    with Warehouse(database) as warehouse:
        return warehouse.reports(), warehouse.fact_records(), warehouse.finding_records()


def test_the_same_warehouse_for_any_executor(folder: Path, tmp_path: Path) -> None:
    here = ingest([folder], tmp_path / "here.duckdb", jobs=1)
    two = ingest([folder], tmp_path / "two.duckdb", jobs=2)
    with ThreadPoolExecutor(2) as executor:
        threads = ingest([folder], tmp_path / "threads.duckdb", executor=executor)
    statuses = [(outcome.path, outcome.status, outcome.report) for outcome in here]
    assert sorted(status for _, status, _ in statuses) == ["bad", "known", "loaded", "loaded"]
    assert [(outcome.path, outcome.status, outcome.report) for outcome in two] == statuses
    assert [(outcome.path, outcome.status, outcome.report) for outcome in threads] == statuses
    assert (
        everything(tmp_path / "here.duckdb")
        == everything(tmp_path / "two.duckdb")
        == everything(tmp_path / "threads.duckdb")
    )
    assert len(everything(tmp_path / "here.duckdb")[0]) == 2


def test_a_new_file_is_added_and_the_others_are_not_read_again(folder: Path, tmp_path: Path) -> None:
    database = tmp_path / "w.duckdb"
    ingest([folder / REPORTS[0].name], database, jobs=1)
    parts = {part.name: part.stat().st_mtime_ns for part in (tmp_path / "w.parts").iterdir()}
    seen: list[str] = []
    outcomes = ingest(
        [folder], database, jobs=1, progress=lambda done, total, name: seen.append(f"{done}/{total} {name}")
    )
    assert {outcome.status for outcome in outcomes if outcome.path and outcome.path.name == REPORTS[0].name} == {
        "known"
    }
    assert sorted(name.split()[1] for name in seen) == sorted([REPORTS[1].name, "zero.pdf"])
    after = {part.name: part.stat().st_mtime_ns for part in (tmp_path / "w.parts").iterdir()}
    assert parts.items() <= after.items()
    assert {report["name"] for report in everything(database)[0]} >= {REPORTS[1].name}


def test_refresh_reads_again_and_leaves_one_of_each(folder: Path, tmp_path: Path) -> None:
    database = tmp_path / "w.duckdb"
    path = folder / REPORTS[0].name
    ingest([path], database, jobs=1)
    before = everything(database)
    (outcome,) = ingest([path], database, jobs=1, refresh=True)
    assert outcome.status == "loaded"
    assert everything(database) == before


def test_whole_parts_are_taken_up_without_reading(folder: Path, tmp_path: Path) -> None:
    """What a run that was stopped before its load leaves."""
    database = tmp_path / "w.duckdb"
    path = folder / REPORTS[0].name
    ingest([path], database, jobs=1)
    before = everything(database)
    database.unlink()
    read: list[str] = []
    ingest([path], database, jobs=1, progress=lambda done, total, name: read.append(name))
    assert read == []
    assert everything(database) == before


def test_where_all_is_bad_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    outcomes = ingest([folder / "zero.pdf", folder / "nowhere.txt"], tmp_path / "w.duckdb", jobs=1)
    assert [outcome.status for outcome in outcomes] == ["bad", "bad"]
    assert all(isinstance(outcome.error, InputError) for outcome in outcomes)
    assert not list(tmp_path.glob("w.*"))


def die_on_bad(path: Path, part: Path) -> InputError | None:
    """A worker that is killed by a file named bad, as the system kills one that takes all memory."""
    if path.name == "bad":
        os.kill(os.getpid(), signal.SIGKILL)
    return None


@pytest.mark.skipif(os.name != "posix", reason="kills with a signal")
def test_a_file_that_kills_its_worker_is_bad_and_the_others_are_done(tmp_path: Path) -> None:
    tasks = [(Path(name), tmp_path / name) for name in ("one", "bad", "two", "three")]
    done = dict(run_in_processes(tasks, 2, die_on_bad))
    assert set(done) == set(tasks)
    assert [path.name for (path, _), error in done.items() if error is not None] == ["bad"]


@pytest.mark.skipif(os.name != "posix", reason="kills with a signal")
@pytest.mark.parametrize("seconds", [0.3, 1.0, 1.8])
def test_a_killed_run_leaves_nothing_half_loaded(seconds: float, folder: Path, tmp_path: Path) -> None:
    database = tmp_path / "w.duckdb"
    call = [sys.executable, "-m", "lakip", "ingest", str(folder), "--db", str(database), "--jobs", "1"]
    run = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    run.kill()
    run.wait(timeout=20)
    done = subprocess.run(call, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    reports, facts, _ = everything(database)
    assert len(reports) == 2
    assert len(facts) == sum(report["fact_count"] for report in reports)
