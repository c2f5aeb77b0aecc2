"""Figures that cannot be, whatever the others say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.numbers import find_quantities
from validate.context import Context
from validate.evidence import fact_place, fact_to_evidence, sentence_to_evidence
from validate.frame import Card, Draft, Rule
from validate.intervals import quantity_value
from validate.model import Severity, Suspect
from validate.names import fold
from validate.prose import is_percent, told
from validate.rules.implausible_people import populations_as_growth
from validate.rules.implausible_regions import too_many_regencies

CARD = Card(
    id="implausible",
    title="Angka yang mustahil",
    title_en="Figures that cannot be",
    compares="cakupan dan porsi di atas 100%, realisasi fisik di atas 100%, persen yang sepuluh kali "
    "pembandingnya; kabupaten/kota lebih banyak daripada yang dimiliki provinsi",
    compares_en="coverages and shares above 100%, physical progress above 100%, percents ten times what they are "
    "compared with; more regencies and cities than the province has",
    why="Angka yang mustahil menunjukkan salah ketik atau salah rumus (PermenPANRB 53/2014 lampiran III C.3.c).",
    why_en="Impossible figures show a typing or formula error (PermenPANRB 53/2014 annex III C.3.c).",
    not_judged="capaian di atas 100%, kenaikan, indeks",
    not_judged_en="achievements above 100%, rises, indices",
    examples=(("dari 95,95 % menjadi 993,46%", "error"), ("Fisik 104,07", "note")),
)

SHARE = re.compile(r"\b(?:cakupan|persentase|prosentase|proporsi|porsi|rata\s*-?\s*rata)\b", re.I)
RATE = re.compile(
    r"meningkat|menurun|naik|turun|kenaikan|penurunan|pertumbuhan|capaian|tingkat capaian|realisasi", re.I
)


def judge(context: Context) -> Iterator[Draft]:
    """Drafts for impossible percents in prose and tables."""
    for sentence in context.sentences:
        if not SHARE.search(sentence.text) and "dari" not in sentence.text:
            continue
        percents = [quantity for _, quantity in find_quantities(sentence.text) if is_percent(quantity)]
        for quantity in percents:
            value = quantity_value(quantity)
            if value < 300:
                continue
            others = [q for q in percents if q is not quantity and 0 < quantity_value(q) <= 100]
            # typed with a digit too many: a tenth of it is near the figure it is compared with
            near = [q for q in others if abs(value / 10 - quantity_value(q)) <= 15]
            if not near:
                continue
            severity: Severity = "error"
            yield Draft(
                rule="implausible",
                kind="impossible_percent",
                severity=severity,
                key=(fold(sentence.text)[:60], quantity.raw),
                message=f"{quantity.raw} tidak mungkin di samping {near[0].raw}: “{told(sentence.text)}”",
                message_en=f"{quantity.raw} cannot be beside {near[0].raw}: “{told(sentence.text)}”",
                evidence=(
                    sentence_to_evidence(sentence, quantity.raw, "angka"),
                    sentence_to_evidence(sentence, near[0].raw, "pembanding"),
                ),
                reported=quantity.raw,
                page=sentence.paragraph.page,
                suspects=(
                    Suspect(
                        quantity.raw, "", "satu angka berlebih", sentence_to_evidence(sentence, quantity.raw, "angka")
                    ),
                ),
                weight=46,
            )
    for fact in context.facts:
        if (
            fact.measure == "fisik"
            and fact.quantity is not None
            and fact.quantity.value > 100
            and fact.quantity.value <= 1000
        ):
            yield Draft(
                rule="implausible",
                kind="physical_above_100",
                severity="note",
                key=(context.names.key(fact), str(fact.year), "fisik"),
                message=f"{fact.indicator}: realisasi fisik {fact.raw} di atas 100% ({fact_place(fact)}).",
                message_en=f"{fact.indicator}: physical progress {fact.raw} is above 100% ({fact_place(fact, 'en')}).",
                evidence=(fact_to_evidence(fact, "fisik"),),
                reported=fact.raw,
                indicator=fact.indicator,
                table=fact.table,
                page=fact.page,
                weight=20,
            )
    yield from too_many_regencies(context)
    yield from populations_as_growth(context)


RULE = Rule(CARD, judge)
