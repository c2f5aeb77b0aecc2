"""Indicator names -> catalogue entries, with the score, its features and the runner-up; below the threshold nothing.

A name is compared with every name and alias of the catalogue. The score rests on how much of each side's wording,
weighted by rarity, is in the other (both ways: a missing rare word and a surplus one both cost), helped by string
likeness, and is lowered where the meaning turns: another kind of figure ("Jumlah" against "Persentase"), a negation, a
direction, a word that excludes another. Unit, sector and year lean, they don't decide: no entry is out of sight because
a unit column was read wrong. Two entries too close together give nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from corpus.registry import Catalogue, Indicator
from normalize.names import GROUPS, LIGHT_WORDS, Name, NameReader, fold, stem, text_to_words
from normalize.units import unit_to_class

THRESHOLD = 0.80
MARGIN = 0.03
#: how many entries are looked at closely, and how many are shown
LOOKED_AT = 12
SHOWN = 5
#: names compared at once: bounds the memory of the two dense matrices
BATCH = 2000
#: what a light word weighs against its rarity; a shared root against a shared word; a mended word against a printed one
LIGHT = 0.25
ROOT = 0.88
MENDED = 0.97

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


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that was weighed. `match` is the name or alias that fits best; `features` 0..1 each, costs negative."""

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


@dataclass(frozen=True, slots=True)
class _Form:
    """A name or alias of an entry, ready to be compared."""

    entry: int
    name: Name
    head: str
    head_printed: bool


def unit_to_head(unit: str) -> str:
    """Which head a unit stands for: "%" percent, "orang" count, "predikat" grade; '' for none."""
    if unit.casefold().strip(" ()") in GRADE_UNITS:
        return "grade"
    return UNIT_HEAD.get(unit_to_class(unit), "")


def entry_names(entry: Indicator) -> tuple[str, ...]:
    return (entry.name, *entry.aliases)


class Matcher:
    """Matches against one catalogue; building it reads every name once, so keep it."""

    def __init__(self, catalogue: Catalogue, *, threshold: float = THRESHOLD, margin: float = MARGIN) -> None:
        self.catalogue = catalogue
        self.threshold = threshold
        self.margin = margin
        words = {word for entry in catalogue for name in entry_names(entry) for word in text_to_words(fold(name))}
        self.reader = NameReader(words)
        forms: list[_Form] = []
        for index, entry in enumerate(catalogue.indicators):
            seen: set[tuple[tuple[str, ...], str]] = set()
            for printed in entry_names(entry):
                name = self.reader.read(printed)
                if not name.tokens or (name.tokens, name.head) in seen:
                    continue
                seen.add((name.tokens, name.head))
                forms.append(_Form(index, name, name.head or unit_to_head(entry.unit), bool(name.head)))
        self._forms = tuple(forms)
        self._weights = self._rarity()
        self._columns = {root: column for column, root in enumerate(self._weights)}
        self._form_roots = self._matrix([form.name for form in forms])
        self._form_totals = np.array([self._total(form.name) for form in forms], dtype=np.float32)
        self._sorted_texts = [" ".join(sorted(form.name.tokens)) for form in forms]
        self._entry_of_form = np.array([form.entry for form in forms])
        self._unit_heads = tuple(unit_to_head(entry.unit) for entry in catalogue.indicators)

    def _rarity(self) -> dict[str, float]:
        """Root -> weight: the logarithm of how few entries use it."""
        used: Counter[str] = Counter()
        by_entry: dict[int, set[str]] = {}
        for form in self._forms:
            by_entry.setdefault(form.entry, set()).update(stem(token) for token in form.name.tokens)
        for roots in by_entry.values():
            used.update(roots)
        self._strange = math.log(1 + len(by_entry))
        return {root: math.log(1 + len(by_entry) / (0.5 + count)) for root, count in used.items()}

    def _weight(self, token: str) -> float:
        # a word that no entry knows is as rare as can be: it says something that no entry says
        weight = self._weights.get(stem(token), self._strange)
        return weight * LIGHT if token in LIGHT_WORDS else weight

    def _total(self, name: Name) -> float:
        return sum(self._weight(token) for token in name.tokens)

    def _matrix(self, names: Sequence[Name]) -> NDArray[np.float32]:
        """Names by roots: the weight where the name has the root, else 0."""
        matrix = np.zeros((len(names), len(self._columns)), dtype=np.float32)
        for row, name in enumerate(names):
            for token in name.tokens:
                column = self._columns.get(stem(token))
                if column is not None:
                    matrix[row, column] = max(matrix[row, column], self._weight(token))
        return matrix

    def match(self, name: str, unit: str = "", sector: str = "", year: int | None = None) -> Match:
        """The entry that a printed name stands for. `sector` and `year` (of the report) only lean."""
        return self.match_all([name], [unit], sector=sector, year=year)[0]

    def match_all(
        self, names: Sequence[str], units: Sequence[str] | None = None, *, sector: str = "", year: int | None = None
    ) -> list[Match]:
        """One Match a name, in order; a name that comes again with the same unit is worked out once."""
        pairs = list(zip(names, units if units is not None else [""] * len(names), strict=True))
        distinct = list(dict.fromkeys(pairs))
        found: dict[tuple[str, str], Match] = {}
        for start in range(0, len(distinct), BATCH):
            part = distinct[start : start + BATCH]
            read = [self.reader.read(name) for name, _ in part]
            nearest = self._nearest(read)
            for pair, name, forms in zip(part, read, nearest, strict=True):
                found[pair] = self._judge(name, pair[1], sector, year, forms)
        return [found[pair] for pair in pairs]

    def _nearest(self, names: Sequence[Name]) -> list[list[int]]:
        """For each name the forms worth a closer look, at most one in three of them from the same entry."""
        shared = (self._matrix(names) > 0).astype(np.float32) @ self._form_roots.T
        totals = np.array([self._total(name) or 1.0 for name in names], dtype=np.float32)
        agreement = 2 * shared / (totals[:, None] + self._form_totals[None, :])
        likeness = process.cdist(
            [" ".join(sorted(name.tokens)) for name in names], self._sorted_texts, scorer=fuzz.ratio, dtype=np.uint8
        )
        prospects = 0.75 * agreement + 0.25 * likeness.astype(np.float32) / 100
        # several aliases of one entry must not crowd the others out: take three times as many forms as entries wanted
        wanted = min(LOOKED_AT * 3, prospects.shape[1])
        order = np.argpartition(-prospects, wanted - 1, axis=1)[:, :wanted]
        return [[int(form) for form in row] for row in order]

    def _judge(self, name: Name, unit: str, sector: str, year: int | None, forms: Iterable[int]) -> Match:
        if not name.tokens:
            return Match(name.printed, None, "", 0.0, "", "nothing_to_compare")
        best: dict[int, Candidate] = {}
        for index in forms:
            form = self._forms[index]
            candidate = self._weigh(name, unit, sector, year, form)
            if form.entry not in best or candidate.score > best[form.entry].score:
                best[form.entry] = candidate
        ranked = sorted(best.values(), key=lambda candidate: (-candidate.score, candidate.id))[:SHOWN]
        first = ranked[0]
        verdict = "matched"
        if first.score < self.threshold:
            verdict = "below_threshold"
        elif len(ranked) > 1 and first.score - ranked[1].score < (
            self.margin if first.score < 0.985 else self.margin / 3
        ):
            verdict = "too_close"
        if verdict == "matched":
            return Match(name.printed, first.id, first.name, first.score, first.match, verdict, tuple(ranked))
        return Match(name.printed, None, "", first.score, "", verdict, tuple(ranked))

    def _weigh(self, name: Name, unit: str, sector: str, year: int | None, form: _Form) -> Candidate:
        entry = self.catalogue.indicators[form.entry]
        in_name = self._covered(name, form.name)
        in_entry = self._covered(form.name, name)
        agreement = 2 * in_name * in_entry / (in_name + in_entry) if in_name + in_entry else 0.0
        token_set = fuzz.token_set_ratio(name.text, form.name.text) / 100
        token_sort = fuzz.token_sort_ratio(name.text, form.name.text) / 100
        ratio = fuzz.ratio(name.text, form.name.text) / 100
        score = 0.75 * agreement + 0.25 * max(token_sort, ratio)
        if name.mended:
            score *= MENDED ** min(len(name.mended), 2)
        same = agreement > 0.97
        costs = {
            "head": -self._head_cost(name, unit, form, same),
            "turn": -turn_cost(name, form.name),
            "group": -group_cost(name, form.name),
            "opener": -opener_cost(name, form.name),
        }
        unit_feature = self._unit_agreement(unit, form.entry)
        leaning = 0.02 * unit_feature
        if sector and entry.sector:
            leaning += 0.01 if sector == entry.sector else -0.01
        if year is not None and not entry.is_valid_in(year):
            leaning -= 0.02
        total = max(0.0, min(1.0, score + sum(costs.values()) + leaning))
        features = {
            "token_set": round(token_set, 3),
            "token_sort": round(token_sort, 3),
            "ratio": round(ratio, 3),
            "coverage_name": round(in_name, 3),
            "coverage_entry": round(in_entry, 3),
            "unit": unit_feature,
            "sector": float(bool(sector) and sector == entry.sector),
            **{key: round(cost, 3) for key, cost in costs.items() if cost},
        }
        return Candidate(entry.id, entry.name, round(total, 4), form.name.printed, features)

    def _covered(self, one: Name, other: Name) -> float:
        """The share of one name's wording, by weight, that the other has too; a shared root counts a little less."""
        roots = {stem(token) for token in other.tokens}
        whole = part = 0.0
        for token in one.tokens:
            weight = self._weight(token)
            whole += weight
            if token in other.tokens:
                part += weight
            elif stem(token) in roots:
                part += weight * ROOT
        return part / whole if whole else 0.0

    def _head_cost(self, name: Name, unit: str, form: _Form, same: bool) -> float:
        head = name.head or unit_to_head(unit)
        if not head or not form.head:
            # "Penyerapan anggaran" alone may be the percentage or the rupiah
            return 0.03 if bool(name.head) != form.head_printed else 0.0
        if head == form.head:
            return 0.0 if bool(name.head) == form.head_printed else 0.01
        cost = HEAD_COST.get(frozenset({head, form.head}), 0.1)
        if name.head and form.head_printed:
            return cost
        # one of the heads is only guessed from a unit, and a unit column may belong to another figure of the row
        return min(cost, 0.05) if same else 0.8 * cost

    def _unit_agreement(self, unit: str, entry: int) -> float:
        """1 same class of unit, -1 another, 0 unknown."""
        printed = unit_to_head(unit)
        known = self._unit_heads[entry]
        if not printed or not known:
            return 0.0
        if printed == known or {printed, known} <= {"index", "grade", "ratio"}:
            return 1.0
        return -1.0


def turn_cost(name: Name, form: Name) -> float:
    """What turns the meaning round: a negation or a direction that only one side has."""
    cost = 0.0
    if name.negations != form.negations:
        cost += 0.25
    if name.directions != form.directions:
        cost += 0.35 if name.directions and form.directions else 0.2
    return cost


def group_cost(name: Name, form: Name) -> float:
    """Words that exclude each other: 0.35 where both sides chose differently, 0.12 where one is silent; numbers 0.2."""
    ours, theirs = set(name.tokens), set(form.tokens)
    cost = 0.0
    for group in GROUPS:
        mine, yours = ours & group, theirs & group
        if mine != yours:
            cost = max(cost, 0.35 if mine - yours and yours - mine else 0.12)
    our_numbers = {word for word in ours if word.isdigit()}
    their_numbers = {word for word in theirs if word.isdigit()}
    if our_numbers and their_numbers and our_numbers != their_numbers:
        cost = max(cost, 0.2)
    return cost


def opener_cost(name: Name, form: Name) -> float:
    """A sasaran, a programme or an account is not an indicator, however much they share."""
    return 0.25 if name.opener and not form.opener else 0.0


REASONS: dict[str, tuple[str, str]] = {
    "matched": ("cocok dengan {id} ({score})", "matches {id} ({score})"),
    "below_threshold": (
        "tidak ada yang cukup mirip; terdekat {id} ({score})",
        "nothing is close enough; nearest {id} ({score})",
    ),
    "too_close": ("dua indikator sama-sama mirip: {id} dan {other}", "two entries fit alike: {id} and {other}"),
    "nothing_to_compare": ("tidak ada kata yang dapat dibandingkan", "no words to compare"),
    "coverage_name": (
        "{value} dari isi nama tercetak ada pada padanannya",
        "{value} of the printed wording is in the entry",
    ),
    "coverage_entry": ("{value} dari isi padanan ada pada nama tercetak", "{value} of the entry's wording is printed"),
    "head": ("jenis ukuran berbeda (jumlah, persentase, nilai)", "another kind of figure (count, percentage, score)"),
    "turn": ("arah atau ingkaran berbeda (non, tidak, penurunan)", "direction or negation differs"),
    "group": ("kata pembeda tidak sama", "a distinguishing word differs"),
    "opener": ("berbunyi seperti sasaran, program atau akun", "reads like a goal, a programme or an account"),
    "unit": ("satuan berbeda", "another unit"),
    "unit_same": ("satuan sama", "same unit"),
}


def explain(match: Match, lang: str = "id") -> str:
    """The verdict in words, Indonesian or English ("en"), then what spoke for and against the two best candidates."""
    which = 1 if lang == "en" else 0
    first = match.candidates[0] if match.candidates else None
    other = match.candidates[1].id if len(match.candidates) > 1 else ""
    score = f"{first.score:.2f}" if first else ""
    lines = [REASONS[match.verdict][which].format(id=first.id if first else "", score=score, other=other)]
    for candidate in match.candidates[:2]:
        lines.append(f"{candidate.id} {candidate.name} [{candidate.match}] {candidate.score:.2f}")
        for key in ("coverage_name", "coverage_entry"):
            lines.append("  + " + REASONS[key][which].format(value=f"{candidate.features[key]:.0%}"))
        if candidate.features.get("unit", 0) > 0:
            lines.append("  + " + REASONS["unit_same"][which])
        for key in ("head", "turn", "group", "opener", "unit"):
            if candidate.features.get(key, 0) < 0:
                lines.append("  - " + REASONS[key][which])
    return "\n".join(lines)
