"""A bar on stderr while the pages of a scan are read; it shows itself with the first page that takes time."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


@contextmanager
def scan_bar() -> Iterator[None]:
    """Around a command. Silent where stderr is no terminal, and in the worker processes of an ingest."""
    from extract.progress import watch_scans

    bar: Progress | None = None
    task: TaskID | None = None

    def tell(done: int, total: int) -> None:
        nonlocal bar, task
        if multiprocessing.parent_process() is not None or (bar is None and done >= total):
            return
        if bar is None:
            from lakip.console import progress_bar

            bar = progress_bar()
            bar.start()
        if task is None:
            task = bar.add_task("OCR", total=total)
        bar.update(task, completed=done, total=total)
        if done >= total:
            bar.remove_task(task)
            task = None

    try:
        with watch_scans(tell):
            yield
    finally:
        if bar is not None:
            bar.stop()
