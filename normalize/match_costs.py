"""What keeps two names apart though their words are alike: another kind of figure, a negation, a qualifier.

Every cost is a number taken off a score that runs from 0 to 1; 0.35 is the end of any match, 0.12 leaves a perfect
wording just above the threshold. The sizes were set on the tuning half of tests/data/match_pairs.csv.
"""

from __future__ import annotations

from functools import cache

from rapidfuzz.distance import OSA

from normalize.name_words import GROUP_WORDS, GROUPS, QUALIFIERS
from normalize.names import Name
from normalize.units import unit_to_class

#: what it costs when the head of one side says one kind of figure and the other another
HEAD_COST: dict[frozenset[str], float] = {
    frozenset({"percent", "count"}): 0.35,
    frozenset({"percent", "index"}): 0.15,
    frozenset({"percent", "grade"}): 0.25,
    frozenset({"percent", "ratio"}): 0.12,
    frozenset({"percent", "measure"}): 0.30,
    frozenset({"count", "index"}): 0.30,
    frozenset({"count", "grade"}): 0.30,
    frozenset({"count", "ratio"}): 0.25,
    frozenset({"count", "measure"}): 0.10,
    frozenset({"index", "grade"}): 0.10,
    frozenset({"index", "ratio"}): 0.15,
    frozenset({"index", "measure"}): 0.20,
    frozenset({"grade", "ratio"}): 0.30,
    frozenset({"grade", "measure"}): 0.30,
    frozenset({"ratio", "measure"}): 0.25,
}
UNIT_HEAD = {
    "percent": "percent",
    "count": "count",
    "index": "index",
    "ratio": "ratio",
    "measure": "measure",
    "money": "measure",
}
GRADE_UNITS = frozenset({"predikat", "opini", "kategori", "kualifikasi", "huruf"})
#: the groups each telling word stands in
GROUPS_OF = {word: tuple(group for group in GROUPS if word in group) for word in GROUP_WORDS}
#: one slip is allowed in so many letters
LETTERS_PER_SLIP = 6


@cache
def unit_to_head(unit: str) -> str:
    """Which head a unit stands for: "%" percent, "orang" count, "predikat" grade; '' for none."""
    if unit.casefold().strip(" ()") in GRADE_UNITS:
        return "grade"
    return UNIT_HEAD.get(unit_to_class(unit), "")


def head_cost(name: Name, unit: str, form_head: str, form_printed: bool, same: bool) -> float:
    """Jumlah against Persentase and the like.

    `form_head` is the entry's, from the form's first word (`form_printed`) or else from its unit; `same` says that the
    rest of the wording agrees. A head that the printed name lacks is guessed from its unit, which may belong to another
    figure of the row (the "%" of a capaian column), so it costs little where the wording is the same.
    """
    head = name.head or unit_to_head(unit)
    if not head or not form_head:
        # "Penyerapan anggaran" alone may be the percentage or the rupiah
        return 0.03 if bool(name.head) != form_printed else 0.0
    if head == form_head:
        return 0.0 if bool(name.head) == form_printed else 0.01
    cost = HEAD_COST.get(frozenset({head, form_head}), 0.1)
    if name.head and form_printed:
        return cost
    if not name.head and same:
        return min(cost, 0.05)
    return 0.8 * cost


def turn_cost(name: Name, form: Name) -> float:
    """What turns the meaning round: a negation or a direction that only one side has, or the opposite one."""
    cost = 0.0
    if name.negations != form.negations:
        cost += 0.25
    if name.directions != form.directions:
        cost += 0.35 if name.directions and form.directions else 0.2
    return cost


def group_cost(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """Words that exclude each other: 0.35 where both sides chose differently, 0.12 where one is silent; numbers 0.2.

    A qualifier ("swasta", "miskin", "baru") on one side alone costs 0.12 too: it names a part of what the other counts.
    """
    different = ours ^ theirs
    cost = 0.12 if not different.isdisjoint(QUALIFIERS) else 0.0
    for word in different & GROUP_WORDS:
        # a group is broken where the other side has another word of it, one-sided otherwise
        others = different & (theirs if word in ours else ours)
        broken = any(not others.isdisjoint(group) for group in GROUPS_OF[word])
        cost = max(cost, 0.35 if broken else 0.12)
    numbers = [word for word in different if word.isdigit()]
    if numbers and cost < 0.2 and any(map(str.isdigit, ours)) and any(map(str.isdigit, theirs)):
        cost = 0.2
    return cost


def opener_cost(name: Name, form: Name) -> float:
    """A sasaran, a programme or an account is not an indicator, however much they share."""
    return 0.25 if name.opener and not form.opener else 0.0


def is_misprint(left: list[str], other: list[str], known: frozenset[str]) -> bool:
    """Whether the words only one side has are the other side's leftover misprinted or broken: "lasia" for "lansia".

    At least one printed word must be unknown, and none of more than three letters may be known: a known word is another
    word, not a slip.
    """
    unknown = [word for word in left if word not in known]
    if not unknown or not other or len(left) - len(unknown) > sum(len(word) < 4 for word in left):
        return False
    ours, theirs = "".join(left), "".join(other)
    if len(theirs) < 5 or ours.startswith("non") != theirs.startswith("non"):
        return False
    allowed = max(1, len(theirs) // LETTERS_PER_SLIP)
    return OSA.distance(ours, theirs, score_cutoff=allowed) <= allowed
