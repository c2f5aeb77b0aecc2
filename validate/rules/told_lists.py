"""Sentences that tell the achievements of several indicators, each figure against the indicator named before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from normalize.model import Claim, Fact
from normalize.numbers import read_quantity
from validate.context import Context
from validate.evidence import fact_to_evidence, facts_place, sentence_to_evidence
from validate.frame import Draft
from validate.intervals import same_figure
from validate.model import Suspect
from validate.names import digits_of, fold, name_to_form


def crowded(context: Context, claim: Claim) -> bool:
    """True where the sentence tells achievements of several indicators."""
    if claim.kind != "achievement":
        return False
    same = [
        m
        for c in context.claims
        if c.paragraph == claim.paragraph and c.text == claim.text and c.kind == "achievement"
        for m in c.mentions
        if m.role in ("capaian", "realisasi")
    ]
    return len({m.raw for m in same}) >= 4


TOLD_ACHIEVEMENT = re.compile(
    r"(?:capaian|tercapai|mencapai|sebesar)\s+(?:kinerja\s+)?(?:sebesar\s+)?(?P<figure>\d[\d.,]*\d|"
    r"\d)\s*(?P<percent>%?)",
    re.I,
)


def listed_achievements(context: Context) -> Iterator[Draft]:
    """ "A dengan capaian x %, B dengan capaian y %": each figure against the capaian of the indicator named before
    it."""
    groups: dict[str, list[Fact]] = {}
    for fact in context.facts:
        if (
            fact.measure == "capaian"
            and fact.quantity is not None
            and fact.year == context.year
            and fact.row_kind == "indicator"
            and fact.period == "Y"
        ):
            groups.setdefault(context.names.key(fact), []).append(fact)
    if not groups:
        return
    for sentence in context.sentences:
        figures = list(TOLD_ACHIEVEMENT.finditer(sentence.text))
        if len(figures) < 3:
            continue
        start = 0
        for figure in figures:
            segment = name_to_form(re.sub(r"^.*\b(?:yaitu|adalah|:)\s", "", sentence.text[start : figure.start()]))
            start = figure.end()
            segment = re.sub(r"\b(?:dengan|dan|serta|yang)\s*$", "", segment).strip()
            scored = sorted(
                (
                    (fuzz.ratio(segment, name), fuzz.partial_ratio(segment, name), name)
                    for name in groups
                    if digits_of(name) == digits_of(segment) or not digits_of(segment)
                ),
                reverse=True,
            )
            if not scored or len(segment) < 12:
                continue
            whole, part, name = scored[0]
            second = scored[1][1] if len(scored) > 1 else 0
            if whole < 85 and not (part >= 92 and len(segment) >= 20 and second < 85):
                continue
            quantity = read_quantity(figure["figure"].rstrip(".,"))
            facts = groups[name]
            if quantity is None or any(f.quantity and same_figure(f.quantity, quantity) for f in facts):
                continue
            first = facts[0]
            raw = figure["figure"].rstrip(".,") + (figure["percent"] or "")
            values = list(dict.fromkeys(f.raw for f in facts))
            phrase = figure.group(0).strip().rstrip(".,")
            yield Draft(
                rule="prose_vs_table",
                kind="capaian_differs",
                severity="warning",
                key=(name, str(first.year), "capaian", fold(sentence.text)[:50], raw),
                message=f"{first.indicator}: uraian menyebut capaian {raw}, tabel mencetak {' / '.join(values[:3])} "
                f"({facts_place(facts)}).",
                message_en=f"{first.indicator}: the prose gives the achievement {raw}, the tables print "
                f"{' / '.join(values[:3])} ({facts_place(facts, 'en')}).",
                evidence=(
                    sentence_to_evidence(sentence, phrase, "capaian dalam uraian"),
                    sentence_to_evidence(sentence, figure["figure"].rstrip(".,"), "capaian dalam uraian"),
                    *(fact_to_evidence(f, "capaian dalam tabel") for f in facts[:6]),
                ),
                expected=values[0],
                reported=raw,
                indicator=first.indicator,
                page=sentence.paragraph.page,
                suspects=(
                    Suspect(
                        raw, values[0], f"{len(facts)} cetakan tabel", sentence_to_evidence(sentence, raw, "capaian")
                    ),
                ),
                weight=57,
            )
