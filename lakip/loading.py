"""`lakip ingest` and `lakip demo`: the warehouse's intake with a bar on stderr."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lakip.console import progress_bar

if TYPE_CHECKING:
    from warehouse import Outcome


def paths_to_outcomes(paths: Sequence[Path], database: Path, jobs: int | None, refresh: bool) -> list[Outcome]:
    """Loads the paths, with a bar where stderr is a terminal. Raises InputError where the warehouse cannot be used."""
    from warehouse import ingest

    with progress_bar() as bar:
        task = bar.add_task("", total=None)

        def show(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=name)

        return ingest(paths, database, jobs=jobs, refresh=refresh, progress=show)


def demo_paths() -> list[Path]:
    """The bundled reports, each as PDF and as text."""
    from corpus import bundled_reports

    return [path for report in bundled_reports() for path in (report.text_path, report.pdf_path)]
