"""The score is a chance: measured, and the table in use is the one that the pairs give."""

from __future__ import annotations

import csv
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import load_catalogue
from normalize.match import Matcher
from normalize.match_scores import load_score_table, strength_to_chance
from tests.fit_match_scores import (
    PAIRS,
    cross_validated,
    made_samples,
    pair_samples,
    reliability,
    samples_to_table,
    weighted,
)


@pytest.fixture(scope="module")
def samples() -> tuple[list, list]:
    return pair_samples(), made_samples()


def test_of_the_names_given_nine_tenths_nine_in_ten_are_right(samples: tuple[list, list]) -> None:
    told = cross_validated(*samples)
    given = [right for chance, right in told if 0.85 <= chance < 0.95]
    assert len(given) >= 10
    assert sum(given) >= 0.9 * len(given)


def test_chances_are_kept_or_bettered_in_every_range(samples: tuple[list, list]) -> None:
    """Cross-validated on the pairs: where people are told to trust a match it is right as often as said."""
    for name, count, mean, share in reliability(cross_validated(*samples)):
        if mean >= 0.8 and count >= 20:
            assert share >= mean - 0.02, name
        if mean <= 0.2:
            assert share <= 0.2, name


def test_hard_names_are_not_oversold(samples: tuple[list, list]) -> None:
    """Names of the catalogue asked of a catalogue that lacks the wording, or the entry."""
    rows = reliability([(strength_to_chance(sample.strength), sample.right) for sample in samples[1]])
    for name, count, mean, share in rows:
        assert abs(share - mean) <= 0.15, (name, count)


def test_the_table_in_use_is_the_fitted_one(samples: tuple[list, list]) -> None:
    """`python -m tests.fit_match_scores --write` brings it up to date."""
    fitted = samples_to_table(weighted(*samples))
    assert len(fitted) == len(load_score_table())
    for (strength, chance), (kept_strength, kept) in zip(fitted, load_score_table(), strict=True):
        assert strength == pytest.approx(kept_strength, abs=0.03)
        assert chance == pytest.approx(kept, abs=0.06)


def test_fresh_names_are_as_right_as_said(samples: tuple[list, list]) -> None:
    """The names written before any result was seen, with a table that was fitted without them."""
    old = [sample for sample in samples[0] if not sample.part.startswith("fresh")]
    table = samples_to_table(weighted(old, samples[1]))
    sure = [
        sample.right
        for sample in samples[0]
        if sample.part.startswith("fresh")
        if strength_to_chance(sample.strength, table) >= 0.8
    ]
    assert len(sure) >= 80
    assert sum(sure) >= 0.95 * len(sure)


@given(st.floats(-1, 2), st.floats(-1, 2))
def test_a_stronger_match_is_never_given_less(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= strength_to_chance(low) <= strength_to_chance(high) <= 1


def test_two_that_fit_alike_are_given_at_most_even_odds() -> None:
    match = Matcher(load_catalogue()).match("Hasil evaluasi SAKIP")
    assert match.verdict == "too_close"
    assert all(candidate.score <= 0.5 for candidate in match.candidates)


def test_no_sklearn_or_scipy_at_run_time() -> None:
    script = "import normalize.match, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert {"sklearn", "scipy"} & set(done.stdout.split()) == set()


def test_the_pairs_are_many_and_different() -> None:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    fresh = [row for row in rows if row["part"].startswith("fresh")]
    assert len(rows) >= 500
    assert len(fresh) >= 160
    assert len({(row["printed"], row["unit"]) for row in fresh}) == len(fresh)
