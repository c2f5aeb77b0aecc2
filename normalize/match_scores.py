"""A wording score -> the chance that the entry is the right one: the score that people see.

The table (match_scores.csv: strength, chance; both rising) was fitted offline by tests/fit_match_scores.py on pairs of
printed names and entries that people gave; between its lines the chance is interpolated.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

#: how much less sure a name is that neither begins as indicators do nor has a telling unit
BARE = 0.10
#: two entries that fit a name alike share its chance
SHARED = 0.5


@cache
def load_score_table() -> tuple[tuple[float, float], ...]:
    """(strength, chance) of normalize/match_scores.csv."""
    text = files("normalize").joinpath("match_scores.csv").read_text(encoding="utf-8")
    return tuple((float(row["strength"]), float(row["chance"])) for row in csv.DictReader(text.splitlines()))


def strength_to_chance(strength: float, table: Sequence[tuple[float, float]] | None = None) -> float:
    """0..1, never falling with the strength; strengths below 0 and above 1 count as 0 and 1."""
    table = table or load_score_table()
    strength = min(max(strength, table[0][0]), table[-1][0])
    for (low, below), (high, above) in pairwise(table):
        if strength <= high:
            part = (strength - low) / (high - low) if high > low else 1.0
            return below + part * (above - below)
    return table[-1][1]
