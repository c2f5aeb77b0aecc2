"""Fits normalize/match_scores.csv: what chance of being right a wording score stands for.

Samples: the pairs of tests/data/match_pairs.csv (all that were printed), and names of the catalogue against a catalogue
that lacks that very alias, or the whole entry: hard ones, as many as they are but weighing together half of the pairs.
Isotonic regression (pool adjacent violators) over steps of the strength, then straight lines between the steps' means.
`python -m tests.fit_match_scores` prints the reliability table (cross-validated) and, with --write, the data.
"""

from __future__ import annotations

import csv
import random
import sys
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from corpus import load_catalogue
from corpus.registry import Catalogue
from normalize.match import Matcher
from normalize.match_model import Match
from normalize.match_scores import strength_to_chance

ROOT = Path(__file__).resolve().parent
PAIRS = ROOT / "data" / "match_pairs.csv"
TABLE = ROOT.parent / "normalize" / "match_scores.csv"
STEPS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.99, 1.01)
#: what the samples of the catalogue weigh together, against all pairs
WORTH_OF_MADE = 0.5


@dataclass(frozen=True, slots=True)
class Sample:
    strength: float
    right: bool
    part: str
    name: str
    weight: float = 1.0


def match_to_sample(match: Match, expected: str, part: str) -> Sample:
    """The best candidate's strength, and whether it is the entry that a person gave."""
    first = match.candidates[0] if match.candidates else None
    right = first is not None and first.id == expected
    return Sample(first.features["strength"] if first else 0.0, right, part, match.query)


def pair_samples() -> list[Sample]:
    matcher = Matcher(load_catalogue())
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = matcher.match_all([row["printed"] for row in rows], [row["unit"] for row in rows])
    return [match_to_sample(match, row["expected"], row["part"]) for row, match in zip(rows, found, strict=True)]


def made_samples(folds: int = 8) -> list[Sample]:
    """Every entry once without itself, and once without one of its aliases."""
    chance = random.Random(5)
    entries = list(load_catalogue())
    out: list[Sample] = []
    for fold in range(folds):
        kept, asked = [], []
        for place, entry in enumerate(entries):
            if place % folds == fold:
                asked.append((entry.name, entry.unit, "", "entry out"))
            elif place % folds == (fold + folds // 2) % folds and entry.aliases:
                one = chance.choice(entry.aliases)
                kept.append(replace(entry, aliases=tuple(alias for alias in entry.aliases if alias != one)))
                asked.append((one, entry.unit, entry.id, "alias out"))
            else:
                kept.append(entry)
        matcher = Matcher(Catalogue(tuple(kept)))
        found = matcher.match_all([row[0] for row in asked], [row[1] for row in asked])
        out += [match_to_sample(match, row[2], row[3]) for match, row in zip(found, asked, strict=True)]
    return out


def samples_to_table(samples: Sequence[Sample]) -> list[tuple[float, float]]:
    """(strength, chance), rising in both: the mean strength and weighted share right of each pooled step."""
    steps: list[list[float]] = []
    for low, high in pairwise(STEPS):
        inside = [sample for sample in samples if low <= min(max(sample.strength, 0.0), 1.0) < high]
        weight = sum(sample.weight for sample in inside)
        if not weight:
            continue
        # half a sample of either outcome: no step is sure
        right = sum(sample.weight for sample in inside if sample.right) + 0.5
        mean = sum(min(max(sample.strength, 0.0), 1.0) * sample.weight for sample in inside) / weight
        steps.append([mean, right, weight + 1.0])
    pooled: list[list[list[float]]] = []
    for step in steps:
        pooled.append([step])
        while len(pooled) > 1 and _share(pooled[-2]) >= _share(pooled[-1]):
            last = pooled.pop()
            pooled[-1] += last
    table = [(0.0, 0.0)]
    table += [(mean, _share(pool)) for pool in pooled for mean, _, _ in pool]
    return [*table, (1.0, max(chance for _, chance in table))]


def _share(pool: list[list[float]]) -> float:
    return sum(right for _, right, _ in pool) / sum(weight for _, _, weight in pool)


def weighted(pairs: Sequence[Sample], made: Sequence[Sample]) -> list[Sample]:
    worth = WORTH_OF_MADE * len(pairs) / len(made)
    return [*pairs, *(replace(sample, weight=worth) for sample in made)]


def cross_validated(pairs: Sequence[Sample], made: Sequence[Sample], folds: int = 5) -> list[tuple[float, bool]]:
    """(chance given, right) of every pair, each from a table that was fitted without it."""
    order = list(pairs)
    random.Random(11).shuffle(order)
    out: list[tuple[float, bool]] = []
    for fold in range(folds):
        table = samples_to_table(weighted([s for place, s in enumerate(order) if place % folds != fold], made))
        out += [(strength_to_chance(s.strength, table), s.right) for s in order[fold::folds]]
    return out


def reliability(told: Sequence[tuple[float, bool]]) -> list[tuple[str, int, float, float]]:
    """(range, names, mean chance given, share right) in five ranges."""
    edges = (0.0, 0.2, 0.5, 0.8, 0.95, 1.01)
    out = []
    for place in range(len(edges) - 1):
        inside = [one for one in told if bisect_right(edges, one[0]) - 1 == place]
        if inside:
            mean, share = sum(c for c, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
            out.append((f"{edges[place]:.2f}-{min(edges[place + 1], 1):.2f}", len(inside), mean, share))
    return out


def main() -> None:
    pairs, made = pair_samples(), made_samples()
    old, fresh = [s for s in pairs if not s.part.startswith("fresh")], [s for s in pairs if s.part.startswith("fresh")]
    without = samples_to_table(weighted(old, made))
    for title, told in (
        ("pairs, cross-validated", cross_validated(pairs, made)),
        ("fresh pairs, fitted without them", [(strength_to_chance(s.strength, without), s.right) for s in fresh]),
        (
            "catalogue names, fitted on pairs and them",
            [(strength_to_chance(s.strength, samples_to_table(weighted(pairs, made))), s.right) for s in made],
        ),
    ):
        print(title)
        for name, count, mean, share in reliability(told):
            print(f"  {name}  {count:4d} names  given {mean:.3f}  right {share:.3f}")
    table = samples_to_table(weighted(pairs, made))
    lines = ["strength,chance", *(f"{strength:.4f},{chance:.4f}" for strength, chance in table)]
    print("\n".join(lines))
    if "--write" in sys.argv:
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
