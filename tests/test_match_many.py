"""A hundred thousand names against five thousand entries: quick, and the same as one by one."""

from __future__ import annotations

import os
import time

import pytest

from normalize.match import Matcher
from normalize.match_many import names_to_matches
from tests.large_catalogue import large_catalogue, printed_names


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(large_catalogue())


def test_large_catalogue_is_read_right(matcher: Matcher) -> None:
    assert len(matcher.catalogue) == 5000
    rows = printed_names(matcher.catalogue, 3000)
    found = names_to_matches(matcher, [(name, unit) for name, unit, _ in rows])
    own = [(match.id, expected) for match, (_, _, expected) in zip(found, rows, strict=True) if expected]
    assert sum(got == expected for got, expected in own) >= 0.94 * len(own)
    assert sum(got not in (None, expected) for got, expected in own) <= 0.005 * len(own)


def test_processes_give_the_same(matcher: Matcher) -> None:
    names = [(name, unit) for name, unit, _ in printed_names(matcher.catalogue, 400, seed=3)]
    names.append(names[0])
    alone = names_to_matches(matcher, names, workers=1)
    assert names_to_matches(matcher, names, workers=2) == alone
    assert alone[-1] == alone[0]
    assert names_to_matches(matcher, []) == []


def test_a_hundred_thousand_names_in_ten_seconds_of_two_cores(matcher: Matcher) -> None:
    """By a tenth of them, in processor time: the machine may be busy, which makes even that up to twice as much."""
    rows = printed_names(matcher.catalogue, 10_000, seed=2)
    began = time.process_time()
    names_to_matches(matcher, [(name, unit) for name, unit, _ in rows], workers=1)
    spent = time.process_time() - began
    assert spent < 2.0 * (1 if os.environ.get("LAKIP_QUIET") else 2)


def test_one_telling_word_is_enough_to_be_weighed(matcher: Matcher) -> None:
    """The blocking hides nothing: a misprinted rare word still leads to its entry."""
    assert matcher.match("Cakupan persalinan oleh tenaga kesehtan", "%").id == "KES-005"
    assert matcher.match("Rasio elektriifkasi", "%").id == "INF-005"
    assert matcher.match("qwerty asdfgh").candidates == ()
