"""Growth: killed at any moment, two writers at once, a Dask cluster, and what grows with the warehouse and what doesn't."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from corpus import bundled_reports
from extract.errors import InputError
from tests.simulate import FACTS, number_to_report, write_reports
from warehouse import Warehouse, ingest
from warehouse.load import load_parts
from warehouse.lock import writing
from warehouse.parts import is_part

ROOT = Path(__file__).resolve().parent.parent
posix = pytest.mark.skipif(os.name != "posix", reason="kills with a signal")


def small_reports(folder: Path, count: int) -> Path:
    """Small text reports of as many agencies, each with two tables."""
    folder.mkdir()
    for number in range(count):
        rows = "".join(f"Jumlah layanan {row} orang\torang\t{row * 10}\t{row * 9}\t90,00\n" for row in range(1, 9))
        text = f"LAPORAN KINERJA\nDINAS PENDIDIKAN KABUPATEN UJI {chr(65 + number)}\nTAHUN 2023\n\nTabel 3.1 Capaian Kinerja Tahun 2023\n"
        head = "Indikator Kinerja\tSatuan\tTarget\tRealisasi\tCapaian (%)\n"
        (folder / f"lkjip-{number}.txt").write_text(f"{text}{head}{rows}\nPenutup laporan {number}.\n")
    return folder


def is_whole(database: Path) -> set[str]:
    """The reports of a warehouse; fails where one of them is there by halves. {} where there is no file yet."""
    if not database.exists():
        return set()
    with Warehouse(database) as warehouse:
        reports = warehouse.records("SELECT report_id, fact_count, table_count FROM core_report")
        facts = {
            row["report_id"]: row["n"]
            for row in warehouse.records("SELECT report_id, count(*) AS n FROM core_fact GROUP BY ALL")
        }
        files = {row["report_id"] for row in warehouse.records("SELECT report_id FROM raw_file")}
        documents = {row["report_id"] for row in warehouse.records("SELECT report_id FROM core_document")}
    for report in reports:
        assert facts.get(report["report_id"], 0) == report["fact_count"]
    assert {report["report_id"] for report in reports} == files == documents
    return files


@posix
def test_a_command_killed_at_many_moments_loses_nothing_and_leaves_no_half(tmp_path: Path) -> None:
    source = small_reports(tmp_path / "in", 8)
    database, folder = tmp_path / "w.duckdb", tmp_path / "w.parts"
    call = [sys.executable, "-m", "lakip", "ingest", str(source), "--db", str(database), "--jobs", "2"]
    finished: dict[str, int] = {}
    loaded: set[str] = set()
    for moment in (0.4, 0.8, 1.2, 1.6, 2.0, 2.4, 2.8, 3.2, 3.6, 4.0, 4.5, 5.0):
        run = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            run.wait(timeout=moment)
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
        run.wait(timeout=30)
        parts = {part.name: part.stat().st_mtime_ns for part in folder.glob("*.parquet")} if folder.exists() else {}
        # what was finished before is still there, and wasn't made again
        assert finished.items() <= parts.items()
        assert all(is_part(folder / name) and pq.read_table(folder / name).num_rows == 1 for name in parts)
        finished = parts
        now = is_whole(database)
        assert loaded <= now
        loaded = now
    done = subprocess.run(call, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert len(is_whole(database)) == 8
    deadline = time.monotonic() + 10
    while list(folder.glob(".*")) and time.monotonic() < deadline:
        time.sleep(0.2)
        ingest([source], database, jobs=1)
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith((".draft", ".wal"))] == []
    assert list(folder.glob(".*")) == []


@posix
@pytest.mark.parametrize("there", [False, True])
def test_a_load_killed_at_many_moments_is_all_or_nothing(there: bool, tmp_path: Path) -> None:
    parts = write_reports(tmp_path / "w.parts", range(60), facts=100)
    database = tmp_path / "w.duckdb"
    before = {parts[0].stem} if there else set()
    script = f"import sys, pathlib; from warehouse.load import load_parts; print('go', flush=True); load_parts(pathlib.Path({str(database)!r}), [pathlib.Path(p) for p in sys.argv[1:]])"
    if there:
        load_parts(database, parts[:1])
    choose = random.Random(7)
    outcomes = []
    for _ in range(8):
        run = subprocess.Popen([sys.executable, "-c", script, *map(str, parts)], stdout=subprocess.PIPE, cwd=ROOT)
        assert run.stdout is not None
        run.stdout.readline()
        try:
            run.wait(timeout=choose.uniform(0.0, 2.5))
        except subprocess.TimeoutExpired:
            run.kill()
        run.wait(timeout=30)
        run.stdout.close()
        now = is_whole(database)
        assert now in (before, {part.stem for part in parts})
        outcomes.append(len(now))
        before = now
    load_parts(database, parts)
    assert len(is_whole(database)) == 60
    assert outcomes == sorted(outcomes)


@posix
def test_two_ingests_into_one_file_at_once(tmp_path: Path) -> None:
    """The first holds the warehouse for a while; the second waits, says so, and both their reports are in."""
    one, two = small_reports(tmp_path / "one", 3), small_reports(tmp_path / "two", 6)
    database = tmp_path / "w.duckdb"
    calls = [
        [sys.executable, "-m", "lakip", "ingest", str(source), "--db", str(database), "--jobs", "1"]
        for source in (one, two)
    ]
    with writing(database):
        runs = [subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for call in calls]
        deadline = time.monotonic() + 60
        # both have read everything and now want to write
        while len(list((tmp_path / "w.parts").glob("*.parquet"))) < 6 and time.monotonic() < deadline:
            time.sleep(0.1)
        time.sleep(2.5)
        assert all(run.poll() is None for run in runs)
        assert not database.exists()
    answers = [run.communicate(timeout=90) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], answers
    assert all("menunggu" in stderr for _, stderr in answers)
    assert len(is_whole(database)) == 6


def test_who_waits_too_long_says_so(tmp_path: Path) -> None:
    told = []
    script = f"from pathlib import Path; from warehouse.lock import writing; import sys\nwith writing(Path({str(tmp_path / 'w.duckdb')!r})):\n  print('mine', flush=True); sys.stdin.read()"
    holder = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "mine\n"
    with (
        pytest.raises(InputError, match="sedang ditulis"),
        writing(tmp_path / "w.duckdb", wait=1.5, told=lambda: told.append(1)),
    ):
        pass
    assert told == [1]
    # the lock goes with its holder, however that one ends
    holder.kill()
    holder.communicate()
    with writing(tmp_path / "w.duckdb", wait=5):
        pass


@posix
def test_workers_end_with_a_killed_parent(tmp_path: Path) -> None:
    script = (
        "import time, os\nfrom pathlib import Path\nfrom warehouse.intake import process_pool\n"
        "if __name__ == '__main__':\n  pool = process_pool(2)\n"
        "  print(*{pool.submit(os.getpid).result() for _ in range(8)}, flush=True)\n  time.sleep(60)\n"
    )
    (tmp_path / "run.py").write_text(script)
    run = subprocess.Popen([sys.executable, str(tmp_path / "run.py")], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    workers = [int(word) for word in run.stdout.readline().split()]
    assert workers
    run.kill()
    run.wait(timeout=10)
    run.stdout.close()
    deadline = time.monotonic() + 15

    def alive(process: int) -> bool:
        try:
            return Path(f"/proc/{process}/stat").read_text().split(")")[-1].split()[0] != "Z"
        except OSError:
            return False

    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(alive, workers))


def test_a_dask_cluster_gives_the_same_warehouse(tmp_path: Path) -> None:
    """A real cluster of two worker processes, reached through its scheduler's address by the command."""
    distributed = pytest.importorskip("distributed")
    source = small_reports(tmp_path / "in", 3)
    (source / "zero.pdf").touch()
    here = tmp_path / "here.duckdb"
    ingest([source], here, jobs=1)
    script = (
        "import sys\nfrom distributed import LocalCluster\nif __name__ == '__main__':\n"
        "  with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:\n"
        "    print(cluster.scheduler_address, flush=True); sys.stdin.read()\n"
    )
    (tmp_path / "cluster.py").write_text(script)
    cluster = subprocess.Popen(
        [sys.executable, str(tmp_path / "cluster.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert cluster.stdout is not None
        address = cluster.stdout.readline().strip()
        assert address.startswith("tcp://"), distributed.__version__
        database = tmp_path / "dask.duckdb"
        call = [sys.executable, "-m", "lakip", "ingest", "in", "--db", "dask.duckdb", "--dask", address]
        done = subprocess.run(call, capture_output=True, text=True, timeout=180, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "zero.pdf" in done.stderr
    finally:
        cluster.communicate("", timeout=60)
    facts: list[Any] = []
    for path in (here, database):
        with Warehouse(path) as warehouse:
            facts.append((warehouse.fact_records(), warehouse.finding_records()))
    assert facts[0] == facts[1]
    assert facts[0][0]


def test_no_cluster_at_the_address_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    from warehouse import dask_cluster

    monkeypatch.setattr(dask_cluster, "TIMEOUT", 1)
    with pytest.raises(InputError, match="Tidak ada penjadwal Dask"), dask_cluster.dask_executor("tcp://127.0.0.1:9"):
        pass


def seconds(work: Any) -> float:
    """Processor seconds, for the machine may be busy; the best of three."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def test_what_grows_with_the_warehouse_and_what_does_not(tmp_path: Path) -> None:
    """Twelve times the reports: adding one, and asking for one indicator, cost far less than twelve times as much."""
    parts = write_reports(tmp_path / "w.parts", range(241), facts=200)
    small, large = tmp_path / "small.duckdb", tmp_path / "large.duckdb"
    load_parts(small, parts[:20])
    load_parts(large, parts[:240])
    add_small, add_large = (seconds(lambda path=path: load_parts(path, parts[240:])) for path in (small, large))  # type: ignore[misc]
    assert add_large < 4 * add_small
    with Warehouse(large) as warehouse:
        (one,) = warehouse.records("SELECT indicator_id FROM core_fact GROUP BY ALL ORDER BY count(*) DESC, 1 LIMIT 1")
        indicator = seconds(lambda: warehouse.panel(indicator=one["indicator_id"]))
        everything = seconds(lambda: warehouse.sql("SELECT count(value), max(obs_status) FROM out_panel"))
        assert indicator < everything
        rows = warehouse.panel(indicator=one["indicator_id"])
        same = warehouse.sql("SELECT * FROM out_panel").query(f"indicator_id == {one['indicator_id']!r}")
    # filters below the windows change no answer
    assert sorted(rows.cell_id) == sorted(same.cell_id)
    assert set(zip(rows.cell_id, rows.obs_status, strict=True)) == set(zip(same.cell_id, same.obs_status, strict=True))


def plan_to_window_rows(plan: Any) -> list[int]:
    """How many rows each window of an analysed plan ran over; DuckDB 1 and 2 name things differently."""
    if isinstance(plan, list):
        return [rows for one in plan for rows in plan_to_window_rows(one)]
    if not isinstance(plan, dict):
        return []
    found = [rows for one in plan.values() for rows in plan_to_window_rows(one)]
    if "WINDOW" in (plan.get("type"), plan.get("operator_type"), plan.get("operator_name")):
        found.append(plan.get("intermediate_rows", plan.get("operator_cardinality")))
    return found


@pytest.mark.parametrize("view", ["out_panel", "out_vintage"])
def test_what_is_asked_for_goes_below_the_windows(view: str, tmp_path: Path) -> None:
    """One year, one lineage, one indicator: the windows run over those statements alone, not over all 12,000."""
    database = tmp_path / "w.duckdb"
    load_parts(database, write_reports(tmp_path / "w.parts", range(60), facts=200))
    with Warehouse(database) as warehouse:
        (one,) = warehouse.records("SELECT lineage, year, indicator_id FROM out_vintage LIMIT 1")
        for column, value in one.items():
            where = f"WHERE {column} = ?"
            (answer,) = warehouse.records(f"SELECT count(*) AS rows FROM out_vintage {where}", [value])
            ((_, plan),) = warehouse.connection.execute(
                f"EXPLAIN (ANALYZE, FORMAT JSON) SELECT * FROM {view} {where}", [value]
            ).fetchall()
            rows = plan_to_window_rows(json.loads(plan))
            assert rows, column
            assert 0 < max(rows) <= answer["rows"] < 3_000, column


def test_unchanged_files_are_only_hashed(tmp_path: Path) -> None:
    source = small_reports(tmp_path / "in", 6)
    database = tmp_path / "w.duckdb"
    first = time.process_time()
    ingest([source], database, jobs=1)
    first = time.process_time() - first
    before = database.stat().st_mtime_ns
    again = seconds(lambda: ingest([source], database, jobs=1))
    assert database.stat().st_mtime_ns == before
    assert again < first / 3
    bundled = [one.text_path for one in bundled_reports()][:1]
    assert {outcome.status for outcome in ingest([source, *bundled], database, jobs=1)} == {"known", "loaded"}


def test_simulated_parts_are_like_real_ones(tmp_path: Path) -> None:
    (part,) = write_reports(tmp_path / "w.parts", range(3, 4))
    assert is_part(part)
    load_parts(tmp_path / "w.duckdb", [part])
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*), min(report_id) FROM core_fact").fetchall() == [
            (FACTS, number_to_report(3))
        ]
