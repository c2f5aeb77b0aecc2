"""How the warehouse grows: `python -m bench.warehouse [--reports 10000] [--folder DIR]`.

Makes the parts of simulated reports (500 facts each) where they aren't there yet, builds a warehouse from them, asks
the panel for one indicator, adds one report, and ingests 1,000 unchanged files again. Prints Markdown with the
machine's load.
"""

from __future__ import annotations

import argparse
import os
import time
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import mkdtemp

import pyarrow.parquet as pq

from tests.simulate import FACTS, number_to_report, report_to_table, write_reports
from warehouse import Warehouse, ingest
from warehouse.load import load_parts
from warehouse.parts import is_part, report_to_part_path

#: unchanged files that are ingested again
FILES = 1000
SIZE = 2_000_000


def load_now() -> str:
    return f"{os.getloadavg()[0]:.1f}"


def line(what: str, seconds: float, cpu: float, limit: str, note: str = "") -> None:
    print(f"| {what} | {seconds:.2f} s | {cpu:.2f} s | {limit} | {load_now()} | {note} |", flush=True)


class Clock:
    """Wall and processor seconds of this process."""

    def __init__(self) -> None:
        self.start = time.perf_counter(), time.process_time()

    def read(self) -> tuple[float, float]:
        return time.perf_counter() - self.start[0], time.process_time() - self.start[1]


def parts_of(folder: Path, count: int) -> list[Path]:
    """The parts of the first `count` simulated reports; the missing ones are made in two processes."""
    paths = [report_to_part_path(folder, number_to_report(number)) for number in range(count)]
    missing = [number for number, path in enumerate(paths) if not is_part(path)]
    if missing:
        chunks = [range(first, min(first + 250, count)) for first in range(missing[0], count, 250)]
        with ProcessPoolExecutor(2) as pool:
            list(pool.map(write_reports, [folder] * len(chunks), chunks))
    return paths


def unchanged(folder: Path) -> None:
    """1,000 files of 2 MB that are in already, by content, ingested again."""
    sources, parts = folder / "files", folder / "files.parts"
    sources.mkdir(exist_ok=True)
    parts.mkdir(exist_ok=True)
    paths = []
    for number in range(FILES):
        data = Random(number).randbytes(SIZE)
        (sources / f"{number}.pdf").write_bytes(data)
        report = sha256(data).hexdigest()[:16]
        paths.append(report_to_part_path(parts, report))
        pq.write_table(report_to_table(number, facts=50, report=report), paths[-1])
    database = folder / "files.duckdb"
    database.unlink(missing_ok=True)
    load_parts(database, paths)
    clock = Clock()
    outcomes = ingest([sources], database)
    assert {outcome.status for outcome in outcomes} == {"known"}
    line(f"{FILES} unchanged files of {SIZE / 1e6:.0f} MB ingested again", *clock.read(), "5 s")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--folder", type=Path)
    call = parser.parse_args()
    folder = call.folder or Path(mkdtemp(prefix="lakip-bench-"))
    parts = parts_of(folder / "w.parts", call.reports + 1)
    database = folder / "w.duckdb"
    database.unlink(missing_ok=True)
    print("| what | wall | processor | limit | load | |\n|---|---|---|---|---|---|")
    clock = Clock()
    load_parts(database, parts[:-1])
    size = database.stat().st_size / 1e9
    line(
        f"{call.reports} reports, {call.reports * FACTS} facts built from parts",
        *clock.read(),
        "180 s",
        f"{size:.1f} GB",
    )
    with Warehouse(database) as warehouse:
        (common,) = warehouse.records(
            "SELECT indicator_id FROM core_fact GROUP BY ALL ORDER BY count(*) DESC, indicator_id LIMIT 1"
        )
        query = "SELECT * FROM out_panel WHERE indicator_id = ?"
        warehouse.connection.execute(query, [common["indicator_id"]]).fetchall()
        times = []
        for _ in range(5):
            clock = Clock()
            rows = warehouse.connection.execute(query, [common["indicator_id"]]).fetchall()
            times.append(clock.read())
        line("out_panel, one indicator, all agencies and years (best of 5)", *min(times), "0.2 s", f"{len(rows)} rows")
        clock = Clock()
        frame = warehouse.panel(indicator=common["indicator_id"])
        line("the same as a DataFrame", *clock.read(), "", f"{len(frame)} rows")
    clock = Clock()
    load_parts(database, parts[-1:])
    line("one report added", *clock.read(), "2 s")
    unchanged(folder)


if __name__ == "__main__":
    main()
