""" "Secara keseluruhan capaian meningkat": a word on all achievements against their mean of two years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from normalize.model import Fact
from validate.context import Context
from validate.evidence import fact_to_evidence, sentence_to_evidence
from validate.frame import Draft
from validate.intervals import fraction_to_text, quantity_value
from validate.model import Suspect
from validate.names import fold
from validate.prose import told

OVERALL = re.compile(
    r"\b(?:secara\s+(?:umum|keseluruhan|menyeluruh|rata-rata)|keseluruhan|seluruh\s+indikator|rata-rata)\b[^.;]{0,120}?"
    r"\b(?:capaian|kinerja)\b[^.;]{0,90}?(?P<word>mengalami\s+(?:peningkatan|kenaikan|penurunan)|meningkat|menurun)\b"
    r"(?P<rest>[^.;]{0,110})",
    re.I,
)
BEFORE = re.compile(r"tahun(?:-tahun)?\s+(?:sebelumnya|lalu|lalunya)|20\d\d", re.I)


def yearly_achievements(context: Context, year: int) -> dict[str, Fact]:
    """name -> the achievement of `year` that most tables print."""
    found: dict[str, list[Fact]] = {}
    for fact in context.facts:
        if fact.measure != "capaian" or fact.period != "Y" or fact.year != year or fact.row_kind != "indicator":
            continue
        if fact.quantity is not None and fact.quantity.value <= 1000:
            found.setdefault(context.names.key(fact), []).append(fact)
    chosen = {}
    for name, facts in found.items():
        prints: dict[Fraction, list[Fact]] = {}
        for fact in facts:
            if fact.quantity:
                prints.setdefault(quantity_value(fact.quantity), []).append(fact)
        chosen[name] = max(prints.values(), key=len)[0]
    return chosen


def overall_words(context: Context) -> Iterator[Draft]:
    """A draft where the mean of the common indicators moved the other way, and more of them did than not."""
    year = context.year
    if year is None:
        return
    for sentence in context.sentences:
        match = OVERALL.search(sentence.text)
        if (
            not match
            or not BEFORE.search(match["rest"])
            or re.search(r"\b(?:tidak|belum|diharapkan|agar)\b", match.group(0), re.I)
        ):
            continue
        now, then = yearly_achievements(context, year), yearly_achievements(context, year - 1)
        names = [name for name in now if name in then]
        if len(names) < 4:
            return
        pairs = [(then[name], now[name]) for name in names]
        values = [
            (quantity_value(a.quantity), quantity_value(b.quantity)) for a, b in pairs if a.quantity and b.quantity
        ]
        before = sum((a for a, _ in values), Fraction(0)) / len(values)
        after = sum((b for _, b in values), Fraction(0)) / len(values)
        up = re.search(r"peningkatan|kenaikan|meningkat", match["word"], re.I) is not None
        against = [pair for pair, (a, b) in zip(pairs, values, strict=True) if (b < a if up else b > a)]
        if (after >= before if up else after <= before) or len(against) * 2 <= len(values):
            continue
        told_mean = f"{fraction_to_text(before)} → {fraction_to_text(after)}"
        yield Draft(
            rule="direction",
            kind="overall",
            severity="warning",
            key=("overall", fold(match["word"])),
            message=(
                f"“{match['word']}”, padahal {len(against)} dari {len(values)} capaian bergerak sebaliknya dan "
                "rata-ratanya "
                f"{told_mean}: “{told(sentence.text)}”"
            ),
            message_en=(
                f"“{match['word']}”, though {len(against)} of {len(values)} achievements moved the other way and "
                "their mean went "
                f"{told_mean}: “{told(sentence.text)}”"
            ),
            evidence=(
                sentence_to_evidence(sentence, match["word"], "kata"),
                *(fact_to_evidence(fact, str(fact.year)) for pair in against for fact in pair),
            ),
            expected=told_mean,
            reported=match["word"],
            page=sentence.paragraph.page,
            suspects=(
                Suspect(
                    match["word"],
                    "",
                    "menurut capaian kedua tahun",
                    sentence_to_evidence(sentence, match["word"], "kata"),
                ),
            ),
            weight=44,
        )
