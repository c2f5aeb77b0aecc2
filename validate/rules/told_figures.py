"""A realisasi or capaian told in prose against every table that prints it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.model import Claim, Fact, Mention
from validate.achievement import explain_capaian
from validate.comparing import unit_class
from validate.context import Context
from validate.evidence import fact_to_evidence, facts_place
from validate.frame import Draft
from validate.intervals import exact_to_fit, quantity_value, same_figure
from validate.model import Evidence, Severity, Suspect
from validate.names import fold
from validate.prose import (
    claim_slip,
    is_money,
    is_percent,
    mention_to_evidence,
    number_of,
    told,
)
from validate.typing_slips import SLIP_WORDS, slip_between

OTHER_YEARS = re.compile(
    r"\b(?:tahun (?:lalu|sebelumnya|berikutnya|mendatang|depan)|triwulan|semester|bulan|kumulatif)\b", re.I
)


def figure_candidates(facts: Sequence[Fact], measure: str, claim: Claim) -> list[Fact]:
    """Whole-year facts of the measure for the claim's year (and those of the plan's end, for targets)."""
    return [
        fact
        for fact in facts
        if fact.measure == measure
        and fact.quantity is not None
        and fact.period == claim.period
        and (fact.year == claim.year or (measure == "target" and fact.basis == "renstra"))
    ]


def units_meet(mention: Mention, fact: Fact) -> bool:
    """True unless the two are certainly of different units."""
    assert fact.quantity is not None
    left = "%" if is_percent(mention.quantity) else "rp" if is_money(mention.quantity) else ""
    right = unit_class(fact)
    if "%" in (left, right):
        if left == right:
            return True
        # a bare index may carry a percent sign in one place and none in the other
        percent_name = re.match(r"\W*(?:persentase|prosentase|%)", fact.indicator, re.I)
        return (left == "%" and right == "" and (fact.quantity.step < 1 or percent_name is not None)) or (
            right == "%" and left == "" and mention.quantity.step < 1 and not mention.noun
        )
    return left == right or (left == "" and right != "rp")


def counted_otherwise(mention: Mention, fact: Fact) -> bool:
    """True where the mention counts another thing than the indicator does (27 Kab/Kota beside a target in people)."""
    unit, noun = unit_class(fact), fold(mention.noun).split(" ")[0] if mention.noun else ""
    return bool(noun and unit and unit != "%" and noun != unit and noun[:4] != unit[:4])


def told_elsewhere(context: Context, claim: Claim, facts: Sequence[Fact]) -> list[Evidence]:
    """Places near the sentence that tell the tables' figure in prose."""
    values = {fact.quantity.value for fact in facts if fact.quantity}
    found: list[Evidence] = []
    for other in context.claims:
        if other is claim or abs(other.paragraph - claim.paragraph) > 12 or other.text == claim.text:
            continue
        for mention in other.mentions:
            if (
                mention.quantity.value in values
                and mention.quantity.step < 1
                and mention.raw in other.text
                and len(found) < 2
            ):
                found.append(mention_to_evidence(context, other, mention, "di tempat lain"))
    return found


def unreadable(fact: Fact, measure: str, claim: Claim) -> bool:
    """A figure of the measure, year and period that is printed and cannot be read: it may be the one that is told."""
    return (
        fact.quantity is None
        and (fact.measure, fact.year, fact.period) == (measure, claim.year, claim.period)
        and any(letter.isdigit() for letter in fact.raw)
    )


def against_another_target(
    context: Context, mention: Mention, sibling: dict[str, Mention], candidates: Sequence[Fact]
) -> bool:
    """Does the sentence reckon its achievement, rightly, against a target that none of the tables' rows has?"""
    target, realised = sibling.get("target"), sibling.get("realisasi")
    if target is None or realised is None:
        return False
    rows = [context.rows[fact.table_index, fact.row] for fact in candidates]
    if any(
        fact.measure == "target" and fact.quantity and same_figure(fact.quantity, target.quantity)
        for row, candidate in zip(rows, candidates, strict=True)
        for fact in row
        if fact.period == candidate.period
    ):
        return False
    return explain_capaian(target.quantity, realised.quantity, mention.quantity) is not None


def mention_draft(context: Context, claim: Claim, mention: Mention, facts: Sequence[Fact]) -> Draft | None:
    """The finding for a realisasi or capaian told otherwise than every table tells it."""
    candidates = [fact for fact in figure_candidates(facts, mention.role, claim) if units_meet(mention, fact)]
    if not candidates or any(fact.quantity and same_figure(fact.quantity, mention.quantity) for fact in candidates):
        return None
    if any(unreadable(fact, mention.role, claim) for fact in facts):
        return None
    # the sentence may speak of another figure of the indicator: another year, another measure, a rounded one
    for fact in facts:
        if (
            fact.quantity is not None
            and fact.quantity.value == mention.quantity.value
            and (fact.year != claim.year or fact.measure != mention.role)
        ):
            return None
    for fact in candidates:
        assert fact.quantity is not None
        if exact_to_fit(quantity_value(fact.quantity), mention.quantity) != "no":
            return None
    first = candidates[0]
    assert first.quantity is not None
    slip = next((found for fact in candidates if (found := slip_between(mention.raw, fact.raw))), "")
    # things of another name: only a figure too long to be a keystroke away by chance
    if counted_otherwise(mention, first) and (not slip or sum(letter.isdigit() for letter in mention.raw) < 3):
        return None
    sibling = {m.role: m for m in claim.mentions if m is not mention}
    if mention.role == "capaian" and against_another_target(context, mention, sibling, candidates):
        return None
    anchored = any(
        other.quantity and sibling.get(role) and same_figure(other.quantity, sibling[role].quantity)
        for role in ("target", "realisasi", "capaian")
        if role != mention.role
        for other in figure_candidates(facts, role, claim)
    )
    near = abs(number_of(mention) - quantity_value(first.quantity)) * 10 <= abs(quantity_value(first.quantity))
    if not slip and not anchored and not near:
        return None
    if OTHER_YEARS.search(claim.text) and not slip and not anchored:
        return None
    severity: Severity = "error" if slip and anchored else "warning"
    values = list(dict.fromkeys(fact.raw for fact in candidates))
    extra = f" ({SLIP_WORDS[slip][0]})" if slip else ""
    extra_en = f" ({SLIP_WORDS[slip][1]})" if slip else ""
    evidence = [mention_to_evidence(context, claim, mention, f"{mention.role} dalam uraian")]
    evidence += [mention_to_evidence(context, claim, other) for other in claim.mentions if other is not mention][:4]
    evidence += told_elsewhere(context, claim, candidates)
    shown: set[tuple[str, str]] = set()
    for fact in candidates:
        if (fact.raw, fact.table) not in shown and len(shown) < 8:
            shown.add((fact.raw, fact.table))
            evidence.append(fact_to_evidence(fact, f"{fact.measure} dalam tabel"))
    return Draft(
        rule="prose_vs_table",
        kind=f"{mention.role}_differs",
        severity=severity,
        key=(context.names.key(first), str(claim.year), mention.role, fold(claim.text)[:50]),
        message=f"{first.indicator}: uraian menyebut {mention.role} {mention.raw}, tabel mencetak "
        f"{' / '.join(values[:3])} ({facts_place(candidates)}){extra}: “{told(claim.text)}”",
        message_en=f"{first.indicator}: the prose gives {mention.role} {mention.raw}, the tables print "
        f"{' / '.join(values[:3])} ({facts_place(candidates, 'en')}){extra_en}: “{told(claim.text)}”",
        evidence=tuple(evidence),
        expected=values[0],
        reported=mention.raw,
        indicator=first.indicator,
        page=claim.page,
        suspects=(
            Suspect(
                mention.raw, values[0], f"{len(candidates)} cetakan tabel", mention_to_evidence(context, claim, mention)
            ),
            Suspect(values[0], mention.raw, "menurut uraian", fact_to_evidence(first, first.measure)),
        ),
        weight=58,
        slip=claim_slip(claim),
    )
