"""More regencies and cities than the province has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus import load_regions
from normalize.model import Fact
from validate.context import Context
from validate.evidence import fact_place, fact_to_evidence, sentence_to_evidence
from validate.frame import Draft
from validate.model import Evidence, Suspect
from validate.names import fold

#: the unit of counts of regencies and cities together
TOGETHER = re.compile(r"^kab(?:upaten)?\W*(?:dan\s+|/\s*)?\s*kota\b", re.I)


@cache
def regency_count(code: str, year: int) -> tuple[str, int]:
    """(name of the province, how many regencies and cities it had in that year); ('', 0) for another code."""
    regions = [
        one
        for one in load_regions()
        if (one.valid_from is None or one.valid_from <= year) and (one.valid_to is None or year <= one.valid_to)
    ]
    province = next((one.name for one in regions if one.level == "provinsi" and one.kemendagri == code), "")
    parts = {one.kemendagri or one.name for one in regions if one.level != "provinsi" and one.parent == province}
    return (province, len(parts)) if province else ("", 0)


def too_many_regencies(context: Context) -> Iterator[Draft]:
    """A draft for a target or result in Kab/Kota above the number the province has, where the report itself tells that
    number: an office of several provinces may count more."""
    year = context.year
    province, count = regency_count(context.understanding.profile.region, year) if year is not None else ("", 0)
    if count < 3:
        return
    above = [
        fact
        for fact in context.facts
        if fact.measure in ("target", "realisasi")
        and fact.quantity is not None
        and fact.quantity.step == 1
        and TOGETHER.match(fact.unit or fact.quantity.unit)
        and count < fact.quantity.value < 10 * count
    ]
    told = told_count(context, count) if above else None
    if told is None:
        return
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in above:
        groups.setdefault((context.names.key(fact), fold(fact.raw)), []).append(fact)
    for (name, raw), facts in groups.items():
        first = facts[0]
        yield Draft(
            rule="implausible",
            kind="more_than_the_province_has",
            severity="warning",
            key=(name, str(first.year), raw),
            message=f"{first.indicator}: {first.measure} {first.year} {first.raw} ({fact_place(first)}), padahal "
            f"{province} memiliki {count} kabupaten/kota, seperti disebut laporan ini.",
            message_en=f"{first.indicator}: {first.measure} {first.year} {first.raw} ({fact_place(first, 'en')}), but "
            f"{province} has {count} regencies and cities, as this report says.",
            evidence=(*(fact_to_evidence(fact, fact.measure) for fact in facts[:4]), told),
            expected=f"<= {count}",
            reported=first.raw,
            indicator=first.indicator,
            table=first.table,
            page=first.page,
            suspects=(Suspect(first.raw, f"<= {count}", "jumlah kabupaten/kota", fact_to_evidence(first, "diduga")),),
            weight=38,
        )


def told_count(context: Context, count: int) -> Evidence | None:
    """Where the report tells the number itself: in a sentence, or as a figure of a table."""
    said = re.compile(
        rf"(?<![\d.,]){count}\s*(?:\([a-z ]+\)\s*)?(?:kab(?:upaten)?\W*(?:dan\s+|/\s*)?\s*kota|daerah\s+kab)", re.I
    )
    for sentence in context.sentences:
        match = said.search(sentence.text)
        if match:
            return sentence_to_evidence(sentence, match.group(0), "jumlah kabupaten/kota")
    for fact in context.facts:
        if fact.quantity and fact.quantity.value == count and TOGETHER.match(fact.unit or fact.quantity.unit):
            return fact_to_evidence(fact, "jumlah kabupaten/kota")
    return None
