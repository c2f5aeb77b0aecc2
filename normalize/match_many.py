"""Very many names against one catalogue: in this process, or shared out over processes of our own."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from normalize.match import Matcher
from normalize.match_model import Match

#: fewer distinct names than this are not worth the second that a process takes to start
WORTH_PROCESSES = 20_000
#: names a task
SHARE = 5_000

#: candidates told of each
FEW = 2

_matcher: Matcher | None = None


def names_to_matches(matcher: Matcher, names: Sequence[tuple[str, str]], *, workers: int | None = None) -> list[Match]:
    """One Match for each (name, unit), in order: what `matcher.match_all` gives, with at most two candidates.

    `workers`: processes; None for one a core where there are many names, else this process alone.
    """
    with collector_paused():
        return _names_to_matches(matcher, names, workers)


@contextmanager
def collector_paused() -> Iterator[None]:
    """No garbage collection meanwhile: a hundred thousand records without cycles cost a fifth of the time else."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _names_to_matches(matcher: Matcher, names: Sequence[tuple[str, str]], workers: int | None) -> list[Match]:
    distinct = list(dict.fromkeys(names))
    if workers is None:
        workers = (os.cpu_count() or 1) if len(distinct) >= WORTH_PROCESSES else 1
    if workers == 1:
        matches = matcher.match_all([name for name, _ in distinct], [unit for _, unit in distinct], shown=FEW)
    else:
        # alike names stand together in no order that could load one process more than another: every nth goes along
        count = max(workers, -(-len(distinct) // SHARE))
        shares = [distinct[start::count] for start in range(count)]
        matches = [Match("", None, "", 0.0, "", "")] * len(distinct)
        context = get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(matcher,)) as pool:
            for start, part in enumerate(pool.map(_match_share, shares)):
                matches[start::count] = part
    found = dict(zip(distinct, matches, strict=True))
    return [found[name] for name in names]


def _begin(matcher: Matcher) -> None:
    global _matcher
    _matcher = matcher
    gc.disable()  # the process ends with its last share


def _match_share(share: Sequence[tuple[str, str]]) -> list[Match]:
    assert _matcher is not None
    return _matcher.match_all([name for name, _ in share], [unit for _, unit in share], shown=FEW)
