"""One report in two files is told by its figures: the smallest hashes of what it states, and how alike two sets are.

A bottom-k sketch (Broder 1997): of all hashes the k smallest. Two sketches give the Jaccard similarity of the two whole
sets without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from normalize.model import Fact

#: hashes kept of a report: the similarity's standard error is below 0.05
SIZE = 128
#: with fewer distinct figures than this nothing is said
FEWEST = 12


def fact_to_word(fact: Fact) -> str:
    """What a fact states, free of blanks, case, hyphens and marks, which the editions of one report set differently."""
    name = "".join(re.findall(r"[a-z0-9]+", fact.indicator.casefold()))
    value = format(fact.value.normalize(), "f") if fact.value is not None else fact.word.casefold()
    return f"{name[:40]}|{fact.year}|{fact.period}|{fact.measure}|{value}"


def words_to_sketch(words: Iterable[str]) -> list[int]:
    """The SIZE smallest of the words' 63-bit hashes, rising; fewer where there are fewer words."""
    hashes = {int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big") >> 1 for word in set(words)}
    return sorted(hashes)[:SIZE]


def facts_to_sketch(facts: Iterable[Fact]) -> list[int]:
    """The sketch of a report's facts."""
    return words_to_sketch(fact_to_word(fact) for fact in facts)


def sketches_to_similarity(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimated share of the figures of both that are in each (Jaccard), 0 where either has fewer than FEWEST."""
    if min(len(one), len(other)) < FEWEST:
        return 0.0
    size = min(SIZE, max(len(one), len(other)))
    both = sorted({*one, *other})[:size]
    common = set(one) & set(other)
    return sum(value in common for value in both) / len(both)
