"""`lakip ingest` and `lakip demo`: the warehouse's intake with a bar on stderr."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from lakip.console import progress_bar, say

if TYPE_CHECKING:
    from warehouse import Outcome


WAITING = {
    "id": "{}: proses lain sedang menulis; menunggu.",
    "en": "{}: another process is writing; waiting.",
}


def paths_to_outcomes(
    paths: Sequence[Path],
    database: Path,
    jobs: int | None,
    refresh: bool,
    dask: str | None = None,
    lang: str = "id",
) -> list[Outcome]:
    """Loads the paths, with a bar where stderr is a terminal; on the Dask cluster at the address `dask`, if given.

    Raises InputError where the warehouse or the cluster cannot be used.
    """
    from warehouse import ingest
    from warehouse.dask_cluster import dask_executor

    if dask is not None:
        # workers elsewhere have another current folder
        paths, database = [path.resolve() for path in paths], database.resolve()
    with dask_executor(dask) if dask is not None else nullcontext() as executor, progress_bar() as bar:
        task = bar.add_task("", total=None)

        def show(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=name)

        def wait() -> None:
            say(WAITING[lang].format(database))

        return ingest(paths, database, executor=executor, jobs=jobs, refresh=refresh, progress=show, told=wait)


def demo_paths() -> list[Path]:
    """The bundled reports, each as PDF and as text."""
    from corpus import bundled_reports

    return [path for report in bundled_reports() for path in (report.text_path, report.pdf_path)]
