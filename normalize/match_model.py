"""What matching gives: the verdict on a name, and the candidates that were weighed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that was weighed. `match` is the name or alias that fits best, `score` the chance that it is the one.

    `features`: strength (what the score is read from; may be over 1); token_set, token_sort, ratio, coverage_name (of
    the printed wording), coverage_entry, sector, misprint 0..1; unit 1, 0 or -1; head, turn, group, lacking and opener
    are costs, 0 or negative.
    """

    id: str
    name: str
    score: float
    match: str
    features: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """What became of a name. Where nothing matches `id` is None, `name` and `match` '', `score` the best candidate's.

    `verdict`: 'matched', 'below_threshold', 'too_close' (two entries fit alike), 'nothing_to_compare' (no words of its
    own).
    """

    query: str
    id: str | None
    name: str
    score: float
    match: str
    verdict: str
    candidates: tuple[Candidate, ...] = ()
