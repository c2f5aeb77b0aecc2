"""One printed name against one form of an entry: the score, out of wording and the costs of what turns the meaning."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from normalize.match_costs import group_cost, head_cost, is_misprint, opener_cost, turn_cost
from normalize.match_wording import Wording, covered

#: what a misprint is worth against a word
MISPRINT_WORTH = 0.92
#: what a name is worth of which a word was mended before the comparison
MENDED = 0.97
#: what lacking the word that tells two entries apart costs
LACKING = 0.12
#: the most that unit, equal print and sector may lift a score
MOST_LEANING = 0.05


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a printed name, and what it costs to read it so. `strange`: it has words nobody knows."""

    wording: Wording
    printed: str
    cost: float = 0.0
    shared_only: bool = False
    strange: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A name or alias of an entry, ready to be compared. `head` is from its first word or else from the entry's unit.

    `critical`: words that tell it from another entry's otherwise equal name; a printed name without them is neither.
    """

    entry: int
    wording: Wording
    head: str
    printed: str
    critical: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Weighed:
    """`total` may be over 1: between two perfect names the leanings decide."""

    total: float
    reading: Reading
    form: Form
    in_name: float
    in_entry: float
    unit: float
    misprint: bool
    costs: dict[str, float]


def weigh(
    reading: Reading, form: Form, unit: str, unit_feature: float, leaning: float, known: frozenset[str]
) -> Weighed:
    """`unit_feature` 1 same sort of unit, -1 another, 0 unknown; `leaning` of sector and year; `known` words."""
    wording, other = reading.wording, form.wording
    name = wording.name
    in_ours, left = covered(wording, other)
    in_theirs, lacking = covered(other, wording) if left or len(wording.tokens) != len(other.tokens) else (in_ours, [])
    misprint = bool(left) and is_misprint([word for word, _ in left], [word for word, _ in lacking], known)
    if misprint:
        in_ours += MISPRINT_WORTH * sum(weight for _, weight in left)
        in_theirs += MISPRINT_WORTH * sum(weight for _, weight in lacking)
        lacking = []
    in_name, in_entry = in_ours / (wording.total or 1.0), in_theirs / (other.total or 1.0)
    agreement = 2 * in_name * in_entry / (in_name + in_entry) if in_name + in_entry else 0.0
    likeness = max(fuzz.ratio(wording.sorted_text, other.sorted_text), fuzz.ratio(wording.text, other.text)) / 100
    score = (0.75 * agreement + 0.25 * likeness) * (MENDED if name.mended else 1.0)
    if unit_feature:
        leaning += 0.02 * unit_feature
    if reading.printed == form.printed:
        leaning += 0.02
    costs: dict[str, float] = {}
    if cost := head_cost(name, unit, form.head, bool(other.name.head), agreement > 0.97):
        costs["head"] = -cost
    if cost := turn_cost(name, other.name):
        costs["turn"] = -cost
    if not misprint and wording.tokens != other.tokens and (cost := group_cost(wording.tokens, other.tokens)):
        costs["group"] = -cost
    if lacking and form.critical and any(word in form.critical for word, _ in lacking):
        costs["lacking"] = -LACKING
    if cost := opener_cost(name, other.name):
        costs["opener"] = -cost
    total = score + sum(costs.values()) + leaning - reading.cost
    return Weighed(total, reading, form, in_name, in_entry, unit_feature, misprint, costs)
