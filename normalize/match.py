"""Indicator names -> catalogue entries, with the score, its features and the runner-up; below the threshold nothing.

A name meets the names and aliases that share its telling words (normalize/match_index.py). Its strength rests on how
much of each side's wording, weighted by rarity, is in the other (both ways: a missing rare word and a surplus one both
cost), helped by string likeness, and is lowered where the meaning turns (normalize/match_weigh.py). Unit, sector and
year lean, they don't decide: no entry is out of sight because a unit column was read wrong. Two entries too close
together give nothing. The score told is the chance that the entry is right (normalize/match_scores.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from corpus.registry import Catalogue, Indicator
from normalize.match_costs import unit_to_head
from normalize.match_index import FormIndex
from normalize.match_model import Candidate, Match
from normalize.match_scores import BARE, SHARED, strength_to_chance
from normalize.match_weigh import MOST_LEANING, Form, Reading, Weighed, weigh
from normalize.match_wording import Rarity, Wording, covered
from normalize.match_words import explain
from normalize.name_words import LIGHT_WORDS
from normalize.names import Name, NameReader, fold, without_acronyms, without_brackets
from normalize.units import unit_to_class

__all__ = ["Candidate", "Match", "Matcher", "explain"]

#: strength that makes a match
THRESHOLD = 0.82
#: how far the best must be ahead of the second; a third of it where the best is as good as perfect
MARGIN = 0.03
#: entries weighed though they cannot win any more, to be shown; and those of a name with strange words, for a misprint
#: may lift any of them
SHOWN = 5
WEIGHED_OF_STRANGE = 6
#: names worked on at once: bounds the memory of a batch
BATCH = 4000
#: what it costs to read a name without what its brackets restate, and without whose it is
BRACKET_COST = 0.05
ACRONYM_COST = 0.01
OWNER_COST = 0.015
#: sectors whose indicators every agency has, or every one of its kind: their names are printed with the agency's
SHARED_SECTORS = frozenset({"tata kelola", "rumah sakit", "keuangan BLU", "kecamatan", "peradilan"})


def entry_names(entry: Indicator) -> tuple[str, ...]:
    return (entry.name, *entry.aliases)


class Matcher:
    """Matches against one catalogue; building it reads every name once, so keep it."""

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        threshold: float = THRESHOLD,
        margin: float = MARGIN,
        reader: NameReader | None = None,
    ) -> None:
        """`reader` where names are to be read by another vocabulary than the catalogue's own."""
        self.catalogue = catalogue
        self.threshold = threshold
        self.margin = margin
        self.reader = reader or NameReader(name for entry in catalogue for name in entry_names(entry))
        read = self._read_catalogue()
        self._rarity = Rarity(read)
        forms: list[Form] = []
        for index, (entry, names) in enumerate(zip(catalogue.indicators, read, strict=True)):
            for name in names:
                head = name.head or unit_to_head(entry.unit)
                forms.append(Form(index, self._rarity.wording(name), head, fold(name.printed).casefold()))
        self._index = FormIndex([form.wording for form in forms])
        self._forms = self._with_critical_words(forms)
        self._unit_heads = tuple(unit_to_head(entry.unit) for entry in catalogue.indicators)

    def match(
        self, name: str, unit: str = "", sector: str = "", year: int | None = None, *, shown: int = SHOWN
    ) -> Match:
        """The entry that a printed name stands for. `unit` as printed in its row; `sector` and `year` only lean;
        `shown` candidates at least, where so many share a word with the name."""
        return self.match_all([name], [unit], sector=sector, year=year, shown=shown)[0]

    def match_all(
        self,
        names: Sequence[str],
        units: Sequence[str] | None = None,
        *,
        sector: str = "",
        year: int | None = None,
        shown: int = SHOWN,
    ) -> list[Match]:
        """One Match a name, in order; a name that comes again with the same unit is worked out once."""
        pairs = list(zip(names, units if units is not None else [""] * len(names), strict=True))
        distinct = list(dict.fromkeys(pairs))
        found: dict[tuple[str, str], Match] = {}
        for start in range(0, len(distinct), BATCH):
            part = distinct[start : start + BATCH]
            readings = [self._readings(name) for name, _ in part]
            prospects = iter(self._prospects([reading.wording for group in readings for reading in group]))
            for pair, group in zip(part, readings, strict=True):
                near = [next(prospects) for _ in group]
                found[pair] = self._judge(group, near, pair[1], sector, year, shown)
        return [found[pair] for pair in pairs]

    def _read_catalogue(self) -> list[list[Name]]:
        """For each entry its names, those that read alike once."""
        read: list[list[Name]] = []
        for entry in self.catalogue:
            distinct: dict[tuple[tuple[str, ...], str, bool], Name] = {}
            for printed in entry_names(entry):
                # "Indeks Daya Saing Daerah (IDSD)" is printed without its acronym as well
                for text in dict.fromkeys((printed, without_acronyms(printed))):
                    name = self.reader.read(text)
                    if name.tokens:
                        distinct.setdefault((name.tokens, name.head, name.opener), name)
            read.append(list(distinct.values()))
        return read

    def _with_critical_words(self, forms: Sequence[Form]) -> tuple[Form, ...]:
        """The forms, each with the words that tell it from near names of other entries."""
        out: list[Form] = []
        for form in forms:
            critical: set[str] = set()
            for near in self._index.holding(form.wording):
                other = forms[int(near)]
                if other.entry != form.entry:
                    critical.update(word for word, _ in covered(form.wording, other.wording)[1])
            out.append(replace(form, critical=frozenset(critical - LIGHT_WORDS)))
        return tuple(out)

    def _prospects(self, wordings: Sequence[Wording]) -> list[list[tuple[float, int]]]:
        """For each wording the forms worth weighing, best first, with the most their wording can score."""
        met = [self._index.nearest(wording) for wording in wordings]
        every = [form for forms, _ in met for form in forms]
        owners = [wording for wording, (forms, _) in zip(wordings, met, strict=True) for _ in forms]
        chosen = [self._forms[form].wording for form in every]
        likeness = np.maximum(
            _ratios([wording.sorted_text for wording in owners], [wording.sorted_text for wording in chosen]),
            _ratios([wording.text for wording in owners], [wording.text for wording in chosen]),
        ).tolist()
        out: list[list[tuple[float, int]]] = []
        start = 0
        for forms, agreement in met:
            rated = zip(forms, agreement, likeness[start : start + len(forms)], strict=True)
            bounds = sorted((-0.75 * agreed - 0.0025 * alike, form) for form, agreed, alike in rated)
            out.append([(MOST_LEANING - minus, form) for minus, form in bounds])
            start += len(forms)
        return out

    def _readings(self, printed: str) -> list[Reading]:
        """The name as it stands; without whose it is; without what brackets restate: those that differ.

        Every agency has its own "Nilai SAKIP", and whose it is stands in the report, not in the catalogue: but only for
        indicators that all share.
        """
        name = self.reader.read(printed)
        folded = fold(printed).casefold()
        strange = any(len(word) > 2 and word.isalpha() and word not in self.reader.vocabulary for word in name.tokens)
        readings = [Reading(self._rarity.wording(name), folded, strange=strange)]
        if 0 < name.own < len(name.tokens):
            wording = self._rarity.wording(name.without_owner())
            readings.append(Reading(wording, folded, cost=OWNER_COST, shared_only=True, strange=strange))
        if "(" in printed:
            wordings = {without_acronyms(printed): ACRONYM_COST}
            wordings.setdefault(without_brackets(printed), BRACKET_COST)
            for text, cost in wordings.items():
                plain = self.reader.read(text)
                if plain.tokens and plain.tokens != name.tokens:
                    readings.append(Reading(self._rarity.wording(plain), folded, cost=cost, strange=strange))
                    if 0 < plain.own < len(plain.tokens):
                        own = self._rarity.wording(plain.without_owner())
                        cost += OWNER_COST
                        readings.append(Reading(own, folded, cost=cost, shared_only=True, strange=strange))
        return readings

    def _judge(
        self,
        readings: Sequence[Reading],
        prospects: Sequence[Sequence[tuple[float, int]]],
        unit: str,
        sector: str,
        year: int | None,
        shown: int,
    ) -> Match:
        name = readings[0].wording.name
        if not name.tokens:
            return Match(name.printed, None, "", 0.0, "", "nothing_to_compare")
        # "%" and "Rp" are the units of budget tables too: they don't make an activity an indicator
        told = name.headed or unit_to_class(unit) not in {"", "percent", "money"}
        bare = 0.0 if told else BARE
        best = self._weigh_prospects(readings, prospects, unit, sector, year, shown)
        # ordered by the score before it is cut off at 1: between two perfect names the leanings decide
        order = sorted(best.values(), key=lambda one: (-one.total, self.catalogue.indicators[one.form.entry].id))
        lead = order[0].total - order[1].total if len(order) > 1 else 1.0
        close = lead < (self.margin if order and order[0].total < 0.985 else self.margin / 3)
        ranked = tuple(
            self._to_candidate(weighed, weighed.total - bare, SHARED if close else 1.0, sector)
            for weighed in order[:shown]
        )
        if not ranked or order[0].total - bare < self.threshold:
            return Match(name.printed, None, "", ranked[0].score if ranked else 0.0, "", "below_threshold", ranked)
        first = ranked[0]
        if close:
            return Match(name.printed, None, "", first.score, "", "too_close", ranked)
        return Match(name.printed, first.id, first.name, first.score, first.match, "matched", ranked)

    def _weigh_prospects(
        self,
        readings: Sequence[Reading],
        prospects: Sequence[Sequence[tuple[float, int]]],
        unit: str,
        sector: str,
        year: int | None,
        shown: int,
    ) -> dict[int, Weighed]:
        """The best reading and form of each entry that may win, and of a few more to be shown."""
        best: dict[int, Weighed] = {}
        top = -1.0
        # what stays below the threshold whatever it gets can neither match nor come too close
        hopeless = self.threshold
        printed_unit = unit_to_head(unit)
        for reading, near in zip(readings, prospects, strict=True):
            least = max(shown, WEIGHED_OF_STRANGE) if reading.strange else shown
            seen: set[int] = set()
            for bound, index in near:
                if bound < max(top, hopeless) - self.margin and len(seen) >= least:
                    break
                form = self._forms[index]
                before = best.get(form.entry)
                if before is not None and bound <= before.total:
                    continue
                entry = self.catalogue.indicators[form.entry]
                if reading.shared_only and entry.sector not in SHARED_SECTORS:
                    continue
                seen.add(form.entry)
                leaning = 0.0
                if sector and entry.sector:
                    leaning += 0.01 if sector == entry.sector else -0.01
                if year is not None and not entry.is_valid_in(year):
                    leaning -= 0.02
                feature = _unit_agreement(printed_unit, self._unit_heads[form.entry])
                weighed = weigh(reading, form, unit, feature, leaning, self.reader.vocabulary)
                if before is None or weighed.total > before.total:
                    best[form.entry] = weighed
                    top = max(top, weighed.total)
        return best

    def _to_candidate(self, weighed: Weighed, strength: float, share: float, sector: str) -> Candidate:
        entry = self.catalogue.indicators[weighed.form.entry]
        wording, other = weighed.reading.wording, weighed.form.wording
        features = {
            "strength": round(strength, 4),
            "token_set": round(fuzz.token_set_ratio(wording.text, other.text) / 100, 3),
            "token_sort": round(fuzz.ratio(wording.sorted_text, other.sorted_text) / 100, 3),
            "ratio": round(fuzz.ratio(wording.text, other.text) / 100, 3),
            "coverage_name": round(weighed.in_name, 3),
            "coverage_entry": round(weighed.in_entry, 3),
            "unit": weighed.unit,
            "sector": float(bool(sector) and sector == entry.sector),
            "misprint": float(weighed.misprint),
            **{key: weighed.costs.get(key, 0.0) for key in ("head", "turn", "group", "lacking", "opener")},
        }
        return Candidate(
            entry.id, entry.name, round(share * strength_to_chance(strength), 4), other.name.printed, features
        )


def _ratios(ours: Sequence[str], theirs: Sequence[str]) -> NDArray[np.float32]:
    """Likeness 0..100 of texts that stand at the same place, on all cores where there are many."""
    workers = -1 if len(ours) > 20_000 else 1
    return process.cpdist(ours, theirs, scorer=fuzz.ratio, dtype=np.float32, workers=workers)


def _unit_agreement(printed: str, known: str) -> float:
    """1 same sort of unit, -1 another, 0 unknown."""
    if not printed or not known:
        return 0.0
    if printed == known or {printed, known} <= {"index", "grade", "ratio"}:
        return 1.0
    return -1.0
