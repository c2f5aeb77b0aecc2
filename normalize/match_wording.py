"""How much a word weighs, and how much of one wording another has."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from normalize.name_words import LIGHT_WORDS
from normalize.names import Name
from normalize.stems import stem

#: what a light word weighs against its rarity; a shared root against a shared word
LIGHT = 0.25
ROOT = 0.88


@dataclass(frozen=True, slots=True)
class Wording:
    """A name with what every comparison of it needs: its tokens with root and weight, and their sum."""

    name: Name
    parts: tuple[tuple[str, str, float], ...]
    tokens: frozenset[str]
    roots: frozenset[str]
    total: float
    text: str
    sorted_text: str


class Rarity:
    """Weights of roots: the logarithm of how few entries use them. `names` are the readings of each entry's names."""

    def __init__(self, names: Sequence[Sequence[Name]]) -> None:
        used = Counter(root for group in names for root in {stem(word) for name in group for word in name.tokens})
        self.weights = {root: math.log(1 + len(names) / (0.5 + count)) for root, count in used.items()}
        #: a word that no entry knows is as rare as can be: it says something that no entry says
        self.strange = math.log(1 + len(names))
        self._parts: dict[str, tuple[str, str, float]] = {}

    def part(self, token: str) -> tuple[str, str, float]:
        """(token, root, weight), worked out once a token."""
        found = self._parts.get(token)
        if found is None:
            root = stem(token)
            weight = self.weights.get(root, self.strange)
            found = self._parts[token] = (token, root, weight * LIGHT if token in LIGHT_WORDS else weight)
        return found

    def wording(self, name: Name) -> Wording:
        parts = [self.part(token) for token in name.tokens]
        return Wording(
            name=name,
            parts=tuple(parts),
            tokens=frozenset(name.tokens),
            roots=frozenset(root for _, root, _ in parts),
            total=sum(weight for _, _, weight in parts),
            text=name.text,
            sorted_text=" ".join(sorted(name.tokens)),
        )


def covered(one: Wording, other: Wording) -> tuple[float, list[tuple[str, float]]]:
    """The weight of one wording's words that the other has, and the words it lacks with their weights."""
    part = 0.0
    left: list[tuple[str, float]] = []
    for token, root, weight in one.parts:
        if token in other.tokens:
            part += weight
        elif root in other.roots:
            part += weight * ROOT
        else:
            left.append((token, weight))
    return part, left
