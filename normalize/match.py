"""Indicator names -> catalogue entries, with the score, its features and the runner-up; below the threshold nothing.

A name is compared with every name and alias of the catalogue. The score rests on how much of each side's wording,
weighted by rarity, is in the other (both ways: a missing rare word and a surplus one both cost), helped by string
likeness, and is lowered where the meaning turns (normalize/match_costs.py). Unit, sector and year lean, they don't
decide: no entry is out of sight because a unit column was read wrong. Two entries too close together give nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from corpus.registry import Catalogue, Indicator
from normalize.match_costs import group_cost, head_cost, is_misprint, opener_cost, turn_cost, unit_to_head
from normalize.match_model import Candidate, Match
from normalize.match_wording import Rarity, Wording, covered
from normalize.match_words import explain
from normalize.name_words import LIGHT_WORDS
from normalize.names import Name, NameReader, fold, without_brackets
from normalize.units import unit_to_class

__all__ = ["Candidate", "Match", "Matcher", "explain"]

THRESHOLD = 0.80
#: for a name that doesn't begin as indicators do nor has a telling unit: it may as well be an activity or an account
BARE_THRESHOLD = 0.90
#: how far the best must be ahead of the second; a third of it where the best is as good as perfect
MARGIN = 0.03
#: how many entries are weighed closely, by how many wordings each, and how many candidates are shown
LOOKED_AT = 12
FORMS_OF_ONE_ENTRY = 2
SHOWN = 5
#: names compared at once: bounds the memory of the two dense matrices
BATCH = 2000
#: what a misprint is worth against a word
MISPRINT_WORTH = 0.92
#: what a name is worth of which a word was mended before the comparison
MENDED = 0.97
#: how much of a name another entry must have for the rest to be critical, and what lacking the rest costs
SIBLING = 0.6
LACKING = 0.12
BRACKET_COST = 0.05
#: sectors whose indicators every agency has
SHARED_SECTORS = frozenset({"tata kelola"})


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a printed name, and what it costs to read it so."""

    wording: Wording
    printed: str
    cost: float = 0.0
    shared_only: bool = False


@dataclass(frozen=True, slots=True)
class _Form:
    """A name or alias of an entry, ready to be compared. `head` is from its first word or else from the entry's unit.

    `critical`: words that tell it from another entry's otherwise equal name; a printed name without them is neither.
    """

    entry: int
    wording: Wording
    head: str
    printed: str
    critical: frozenset[str] = frozenset()


def entry_names(entry: Indicator) -> tuple[str, ...]:
    return (entry.name, *entry.aliases)


class Matcher:
    """Matches against one catalogue; building it reads every name once, so keep it."""

    def __init__(self, catalogue: Catalogue, *, threshold: float = THRESHOLD, margin: float = MARGIN) -> None:
        self.catalogue = catalogue
        self.threshold = threshold
        self.margin = margin
        self.reader = NameReader(name for entry in catalogue for name in entry_names(entry))
        read = self._read_catalogue()
        self._rarity = Rarity(read)
        self._columns = {root: column for column, root in enumerate(self._rarity.weights)}
        forms: list[_Form] = []
        for index, (entry, names) in enumerate(zip(catalogue.indicators, read, strict=True)):
            for name in names:
                head = name.head or unit_to_head(entry.unit)
                forms.append(_Form(index, self._rarity.wording(name), head, fold(name.printed).casefold()))
        self._form_roots = self._matrix([form.wording for form in forms])
        self._form_totals = np.array([form.wording.total for form in forms], dtype=np.float32)
        self._forms = self._with_critical_words(forms)
        self._sorted_texts = [form.wording.sorted_text for form in forms]
        self._unit_heads = tuple(unit_to_head(entry.unit) for entry in catalogue.indicators)

    def match(self, name: str, unit: str = "", sector: str = "", year: int | None = None) -> Match:
        """The entry that a printed name stands for. `unit` as printed in its row; `sector` and `year` only lean."""
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
            readings = [self._readings(name) for name, _ in part]
            nearest = iter(self._nearest([reading.wording for group in readings for reading in group]))
            for pair, group in zip(part, readings, strict=True):
                closest = [next(nearest) for _ in group]
                found[pair] = self._judge(group, pair[1], sector, year, closest)
        return [found[pair] for pair in pairs]

    def _read_catalogue(self) -> list[list[Name]]:
        """For each entry its names, those that read alike once."""
        read: list[list[Name]] = []
        for entry in self.catalogue:
            distinct: dict[tuple[tuple[str, ...], str, bool], Name] = {}
            for printed in entry_names(entry):
                name = self.reader.read(printed)
                if name.tokens:
                    distinct.setdefault((name.tokens, name.head, name.opener), name)
            read.append(list(distinct.values()))
        return read

    def _matrix(self, wordings: Sequence[Wording]) -> NDArray[np.float32]:
        """Wordings by roots: the weight where the wording has the root, else 0."""
        matrix = np.zeros((len(wordings), len(self._columns)), dtype=np.float32)
        for row, wording in enumerate(wordings):
            for _, root, weight in wording.parts:
                column = self._columns.get(root)
                if column is not None:
                    matrix[row, column] = max(matrix[row, column], weight)
        return matrix

    def _with_critical_words(self, forms: Sequence[_Form]) -> tuple[_Form, ...]:
        """The forms, each with the words that tell it from near names of other entries."""
        shared = (self._form_roots > 0).astype(np.float32) @ self._form_roots.T
        # the share of each row's wording that the column has
        contained = shared.T / np.maximum(self._form_totals[:, None], 1)
        out: list[_Form] = []
        for index, form in enumerate(forms):
            critical: set[str] = set()
            for near in np.flatnonzero(contained[index] >= SIBLING):
                other = forms[int(near)]
                if other.entry != form.entry:
                    critical.update(word for word, _ in covered(form.wording, other.wording)[1])
            out.append(replace(form, critical=frozenset(critical - LIGHT_WORDS)))
        return tuple(out)

    def _nearest(self, wordings: Sequence[Wording]) -> list[list[int]]:
        """For each wording the forms worth a closer look, few of one entry, so that aliases don't crowd others out."""
        shared = (self._matrix(wordings) > 0).astype(np.float32) @ self._form_roots.T
        totals = np.array([wording.total or 1.0 for wording in wordings], dtype=np.float32)
        agreement = 2 * shared / (totals[:, None] + self._form_totals[None, :])
        texts = [wording.sorted_text for wording in wordings]
        likeness = process.cdist(texts, self._sorted_texts, scorer=fuzz.ratio, dtype=np.uint8)
        prospects = 0.6 * agreement + 0.4 * likeness.astype(np.float32) / 100
        wanted = min(LOOKED_AT * 4, prospects.shape[1])
        top = np.argpartition(-prospects, wanted - 1, axis=1)[:, :wanted]
        kept: list[list[int]] = []
        for row, forms in enumerate(top):
            taken: dict[int, set[str]] = {}
            chosen: list[int] = []
            for form in forms[np.argsort(-prospects[row, forms])]:
                texts_of_entry = taken.setdefault(self._forms[form].entry, set())
                text = self._sorted_texts[form]
                # the same words under another head ("Jumlah PAD", "PAD") are told apart later
                if text in texts_of_entry or (len(texts_of_entry) < FORMS_OF_ONE_ENTRY and len(taken) <= LOOKED_AT):
                    texts_of_entry.add(text)
                    chosen.append(int(form))
            kept.append(chosen)
        return kept

    def _readings(self, printed: str) -> list[_Reading]:
        """The name as it stands; without whose it is; without what brackets restate: those that differ.

        Every agency has its own "Nilai SAKIP", and whose it is stands in the report, not in the catalogue: but only for
        indicators that all share.
        """
        name = self.reader.read(printed)
        folded = fold(printed).casefold()
        readings = [_Reading(self._rarity.wording(name), folded)]
        if 0 < name.own < len(name.tokens):
            readings.append(_Reading(self._rarity.wording(name.without_owner()), folded, shared_only=True))
        if "(" in printed:
            plain = self.reader.read(without_brackets(printed))
            if plain.tokens and plain.tokens != name.tokens:
                readings.append(_Reading(self._rarity.wording(plain), folded, cost=BRACKET_COST))
        return readings

    def _judge(
        self, readings: Sequence[_Reading], unit: str, sector: str, year: int | None, closest: Sequence[Iterable[int]]
    ) -> Match:
        name = readings[0].wording.name
        if not name.tokens:
            return Match(name.printed, None, "", 0.0, "", "nothing_to_compare")
        best: dict[int, tuple[float, Candidate]] = {}
        for reading, forms in zip(readings, closest, strict=True):
            for index in forms:
                form = self._forms[index]
                if reading.shared_only and self.catalogue.indicators[form.entry].sector not in SHARED_SECTORS:
                    continue
                weighed = self._weigh(reading, unit, sector, year, form)
                if form.entry not in best or weighed[0] > best[form.entry][0]:
                    best[form.entry] = weighed
        # ordered by the score before it is cut off at 1: between two perfect names the leanings decide
        order = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].id))[:SHOWN]
        ranked = tuple(candidate for _, candidate in order)
        first = ranked[0]
        lead = order[0][0] - order[1][0] if len(order) > 1 else 1.0
        # "%" and "Rp" are the units of budget tables too: they don't make an activity an indicator
        told = name.headed or unit_to_class(unit) not in {"", "percent", "money"}
        needed = self.threshold if told else max(self.threshold, BARE_THRESHOLD)
        if first.score < needed:
            return Match(name.printed, None, "", first.score, "", "below_threshold", ranked)
        if lead < (self.margin if first.score < 0.985 else self.margin / 3):
            return Match(name.printed, None, "", first.score, "", "too_close", ranked)
        return Match(name.printed, first.id, first.name, first.score, first.match, "matched", ranked)

    def _weigh(
        self, reading: _Reading, unit: str, sector: str, year: int | None, form: _Form
    ) -> tuple[float, Candidate]:
        """The score before it is cut off at 1, and the candidate."""
        entry = self.catalogue.indicators[form.entry]
        wording, other = reading.wording, form.wording
        name = wording.name
        in_name, in_entry, lacking, misprint = self._coverage(wording, other)
        agreement = 2 * in_name * in_entry / (in_name + in_entry) if in_name + in_entry else 0.0
        token_sort = fuzz.ratio(wording.sorted_text, other.sorted_text) / 100
        ratio = fuzz.ratio(wording.text, other.text) / 100
        score = 0.75 * agreement + 0.25 * max(token_sort, ratio)
        if name.mended:
            score *= MENDED
        unit_feature = self._unit_agreement(unit, form.entry)
        leaning = 0.02 * unit_feature + (0.02 if reading.printed == form.printed else 0.0)
        if sector and entry.sector:
            leaning += 0.01 if sector == entry.sector else -0.01
        if year is not None and not entry.is_valid_in(year):
            leaning -= 0.02
        costs = {
            "head": 0.0 - head_cost(name, unit, form.head, bool(other.name.head), agreement > 0.97),
            "turn": 0.0 - turn_cost(name, other.name),
            "group": 0.0 if misprint else 0.0 - group_cost(name, other.name),
            "lacking": 0.0 - (LACKING if lacking & form.critical else 0.0),
            "opener": 0.0 - opener_cost(name, other.name),
        }
        total = score + sum(costs.values()) + leaning - reading.cost
        features = {
            "token_set": round(fuzz.token_set_ratio(wording.text, other.text) / 100, 3),
            "token_sort": round(token_sort, 3),
            "ratio": round(ratio, 3),
            "coverage_name": round(in_name, 3),
            "coverage_entry": round(in_entry, 3),
            "unit": unit_feature,
            "sector": float(bool(sector) and sector == entry.sector),
            "misprint": float(misprint),
            **costs,
        }
        shown = round(max(0.0, min(1.0, total)), 4)
        return total, Candidate(entry.id, entry.name, shown, other.name.printed, features)

    def _coverage(self, ours: Wording, theirs: Wording) -> tuple[float, float, frozenset[str], bool]:
        """The share by weight of each side's wording that the other has; what is lacking; whether a misprint was met.

        A shared root counts a little less than a shared word, a misprint too.
        """
        in_ours, left = covered(ours, theirs)
        in_theirs, lacking = covered(theirs, ours)
        misprint = bool(left) and is_misprint([word for word, _ in left], [word for word, _ in lacking], self._known)
        if misprint:
            in_ours += MISPRINT_WORTH * sum(weight for _, weight in left)
            in_theirs += MISPRINT_WORTH * sum(weight for _, weight in lacking)
            lacking = []
        gone = frozenset(word for word, _ in lacking)
        return in_ours / (ours.total or 1.0), in_theirs / (theirs.total or 1.0), gone, misprint

    @property
    def _known(self) -> frozenset[str]:
        return self.reader.vocabulary

    def _unit_agreement(self, unit: str, entry: int) -> float:
        """1 same class of unit, -1 another, 0 unknown."""
        printed = unit_to_head(unit)
        known = self._unit_heads[entry]
        if not printed or not known:
            return 0.0
        if printed == known or {printed, known} <= {"index", "grade", "ratio"}:
            return 1.0
        return -1.0
