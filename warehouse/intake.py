"""Files and folders into the warehouse: one task a file, one part a task, one transaction at the end.

A worker reads, understands and judges one file and writes its part; it shares nothing with the others. A file that
cannot be read never stops the rest, and neither does one that kills its worker. A run that is stopped leaves whole
parts, which the next run takes up, and a database as it was before.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from hashlib import file_digest
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Lock, Thread
from typing import Literal

from extract import InputError, Unreadable, find_reports
from warehouse.load import known_reports, load_parts
from warehouse.lock import Told
from warehouse.parts import database_to_parts_folder, is_part, remove_unfinished, report_to_part_path

Status = Literal["loaded", "known", "bad"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, or of a path without files (`path` None).

    `error` says why it is 'bad'; `report` is '' where the file could not be opened.
    """

    path: Path | None
    status: Status
    report: str = ""
    error: InputError | None = None


Progress = Callable[[int, int, str], None]


def file_to_report_id(path: Path) -> str:
    """The first 16 hex digits of the sha256 of the file's bytes. Raises Unreadable where it cannot be opened."""
    try:
        with path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()[:16]
    except OSError as error:
        raise Unreadable(
            f"Berkas {path} tidak dapat dibuka: {error.strerror}.", f"{path} cannot be opened: {error.strerror}."
        ) from error


def fault_to_error(path: Path, fault: BaseException) -> InputError:
    """A fault of the program on this file as a sentence that says whose fault it is."""
    said = f"{type(fault).__name__}: {fault}".splitlines()[0][:200]
    return InputError(
        f"Berkas {path} tidak dapat diolah karena kesalahan di dalam lakip ({said}).",
        f"{path} could not be worked on because of a fault in lakip ({said}).",
    )


def file_to_part(path: Path, part: Path) -> str:
    """Reads, understands and judges one file and writes its part; gives the report's id. Raises InputError.

    Runs in a worker: everything heavy is imported here.
    """
    from extract import read
    from normalize import understand
    from validate import audit
    from warehouse.parts import installed_version, write_part
    from warehouse.rows import understanding_to_rows

    understanding = understand(read(path))
    findings = sorted(audit(understanding), key=lambda finding: finding.rank)
    # absolute: files of one folder are told by it, from wherever they were loaded
    where = str(path.absolute())
    rows = understanding_to_rows(understanding, findings, where, path.stat().st_size, installed_version())
    write_part(rows, part)
    return understanding.report.id


#: pdfium takes one document at a time: threads of one process (a Dask worker may have several) take turns
TURN = Lock()


def attempt(path: Path, part: Path) -> InputError | None:
    """`file_to_part` with every failure as an answer, so that it crosses process borders and stops nobody."""
    try:
        with TURN:
            file_to_part(path, part)
    except InputError as error:
        return error
    except Exception as fault:
        if os.environ.get("LAKIP_DEBUG"):
            raise
        return fault_to_error(path, fault)
    return None


#: a file and where its part goes
Task = tuple[Path, Path]
Work = Callable[[Path, Path], InputError | None]


def finished(futures: dict[Future[InputError | None], Task]) -> Iterator[tuple[Task, InputError | None]]:
    """Tasks as they end. Raises BrokenProcessPool when a worker of ours died."""
    for future in as_completed(futures):
        task = futures[future]
        try:
            error = future.result()
        except BrokenProcessPool:
            raise
        except (Exception, CancelledError) as lost:
            if os.environ.get("LAKIP_DEBUG"):
                raise
            # a cluster gives a task up when its worker died
            error = fault_to_error(task[0], lost)
        yield task, error


def run_tasks(
    tasks: Sequence[Task], executor: Executor, work: Work = attempt
) -> Iterator[tuple[Task, InputError | None]]:
    """Runs all tasks on an executor of the caller's."""
    futures = {executor.submit(work, *task): task for task in tasks}
    try:
        yield from finished(futures)
    finally:
        for future in futures:
            future.cancel()


def process_pool(workers: int) -> ProcessPoolExecutor:
    """Fresh interpreters: a fork of a process with threads may hang."""
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=end_with_parent)


def end_with_parent() -> None:
    """A worker whose parent was killed ends too, instead of waiting for tasks for ever."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_wait_and_end, args=(parent.sentinel,), daemon=True).start()


def _wait_and_end(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def run_in_processes(
    tasks: Sequence[Task], jobs: int, work: Work = attempt
) -> Iterator[tuple[Task, InputError | None]]:
    """Runs all tasks in processes of our own.

    Where a worker dies, the unfinished are run again, each in a process of its own: only what dies again is bad.
    """
    left = list(tasks)
    try:
        with process_pool(min(jobs, len(tasks))) as pool:
            for task, error in run_tasks(tasks, pool, work):
                left.remove(task)
                yield task, error
    except BrokenProcessPool:
        for task in list(left):
            try:
                with process_pool(1) as pool:
                    yield from run_tasks([task], pool, work)
            except BrokenProcessPool as fault:
                yield task, fault_to_error(task[0], fault)


def run_here(tasks: Sequence[Task]) -> Iterator[tuple[Task, InputError | None]]:
    """One after the other in this process."""
    for task in tasks:
        yield task, attempt(*task)


def ingest(
    paths: Iterable[Path],
    database: Path,
    *,
    executor: Executor | None = None,
    jobs: int | None = None,
    refresh: bool = False,
    progress: Progress | None = None,
    told: Told | None = None,
) -> list[Outcome]:
    """Loads files and folders into the warehouse `database` and says what became of each file, in the order given.

    `executor` runs the tasks where it is given; otherwise `jobs` processes do (one a core by default). What is in
    already, by content, is 'known' and not read again unless `refresh`. Nothing is written to the database unless
    something new was read. Two ingests into one database take turns in writing it; `told` is called where this one has
    to wait. Raises InputError where the database cannot be used.
    """
    known = set() if refresh else known_reports(database, told)
    folder = database_to_parts_folder(database)
    remove_unfinished(folder)
    files, problems = find_reports(paths)
    outcomes: dict[Path, Outcome] = {}
    tasks: dict[str, Task] = {}
    ready: list[Path] = []
    for file in files:
        try:
            report = file_to_report_id(file)
        except InputError as closed:
            outcomes[file] = Outcome(file, "bad", error=closed)
            continue
        part = report_to_part_path(folder, report)
        if report in known:
            outcomes[file] = Outcome(file, "known", report)
            continue
        known.add(report)
        outcomes[file] = Outcome(file, "loaded", report)
        if not refresh and is_part(part):
            ready.append(part)
        else:
            tasks[report] = (file, part)
    workers = jobs or os.cpu_count() or 1
    if executor is not None:
        running = run_tasks(list(tasks.values()), executor)
    elif workers == 1 or len(tasks) == 1:
        running = run_here(list(tasks.values()))
    else:
        running = run_in_processes(list(tasks.values()), workers) if tasks else iter(())
    for done, ((file, part), error) in enumerate(running, 1):
        if error is not None:
            # the same bytes under another name are as bad
            for path, outcome in outcomes.items():
                if outcome.report == part.stem:
                    outcomes[path] = Outcome(path, "bad", outcome.report, error)
        else:
            ready.append(part)
        if progress:
            progress(done, len(tasks), file.name)
    if ready:
        load_parts(database, sorted(ready), told)
    return [*outcomes.values(), *(Outcome(None, "bad", error=problem) for problem in problems)]
