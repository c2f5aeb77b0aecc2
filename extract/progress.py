"""Who wants to know how far the reading of a scan is: set around a call, asked by the reader, whatever lies between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

#: called with (pages done, pages to do)
Progress = Callable[[int, int], None]

_watcher: ContextVar[Progress | None] = ContextVar("watcher", default=None)


@contextmanager
def watch_scans(tell: Progress) -> Iterator[None]:
    """Within it, every scan that is read in this thread calls `tell` after each page."""
    token = _watcher.set(tell)
    try:
        yield
    finally:
        _watcher.reset(token)


def watcher() -> Progress | None:
    return _watcher.get()
