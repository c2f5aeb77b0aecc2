"""Which printed names are one indicator: small slips of print do not make two, two rows of one table are never one.

Names are compared after the field's own variants are made equal (Prosentase / Persentase, TKI / PMI, Perlindungan /
Pelindungan). The
catalogue's id joins names that differ more, unless one table prints the same id on two rows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from normalize.model import Fact

#: at least this alike (0..100, rapidfuzz ratio) to be one name
ALIKE = 93.0
VARIANTS = (
    (re.compile(r"\b(?:prosentase|prosentasi|persentasi|presentase|%)\s*"), "persentase "),
    (re.compile(r"\bperlindungan\b"), "pelindungan"),
    (re.compile(r"\bnon\s+(?=[a-z])"), "non"),
    (re.compile(r"\brat(?:io|sio)\b"), "rasio"),
    (re.compile(r"\bkab\b"), "kabupaten"),
    (re.compile(r"\bprov\b"), "provinsi"),
    (re.compile(r"\bpropinsi\b"), "provinsi"),
    (re.compile(r"\b(?:yg)\b"), "yang"),
    (re.compile(r"\bthd\b"), "terhadap"),
    (re.compile(r"\bpekerja migran indonesia\b"), "pmi"),
    (re.compile(r"\btenaga kerja indonesia\b"), "tki"),
)


def fold(text: str) -> str:
    """Lower case, letters and digits only, single blanks: names that differ in print marks alone become equal."""
    return re.sub(r"[^a-z0-9%]+", " ", text.casefold()).strip()


def name_to_form(name: str) -> str:
    """The name with ordinals and the field's variants made equal."""
    form = re.sub(r"^\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s*|\d{1,2}\s+(?=[a-z]{3}))+(?=\D)", "", name.casefold())
    form = re.sub(r"\([^)]*\)?", " ", form) if len(form) > 40 else form
    form = fold(form)
    for pattern, plain in VARIANTS:
        form = pattern.sub(plain, form)
    return re.sub(r"\s+", " ", form).strip()


def digits_of(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", text))


@dataclass(frozen=True, slots=True)
class Names:
    """Printed names to keys."""

    forms: dict[str, str]

    def key(self, fact: Fact) -> str:
        return self.forms.get(fact.indicator) or name_to_form(fact.indicator)


def facts_to_names(facts: Iterable[Fact]) -> Names:
    """Groups the facts' printed names; the key of a group is its first form in reading order."""
    form_of: dict[str, str] = {}
    tables: dict[str, set[int]] = defaultdict(set)
    ids: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        form = form_of.setdefault(fact.indicator, name_to_form(fact.indicator))
        tables[form].add(fact.table_index)
        if fact.indicator_id:
            ids[form].add(fact.indicator_id)
    key_of: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for form in tables:
        best, best_score = "", 0.0
        for key, group in members.items():
            # two rows of one table are two indicators, however alike
            if any(tables[form] & tables[other] for other in group):
                continue
            if digits_of(form) != digits_of(key):
                continue
            score = fuzz.ratio(form, key, score_cutoff=ALIKE)
            if score < ALIKE and len(ids[form]) == 1 and any(ids[form] == ids[other] for other in group):
                score = ALIKE if fuzz.token_set_ratio(form, key) >= 75 else 0.0
            if score > best_score:
                best, best_score = key, score
        if best:
            members[best].append(form)
            key_of[form] = best
        else:
            members[form] = [form]
            key_of[form] = form
    return Names({name: key_of[form] for name, form in form_of.items()})
