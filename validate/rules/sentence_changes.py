"""Rises and falls told in a sentence: from, to, and by how much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from normalize.model import Claim, Fact, Quantity
from normalize.numbers import read_quantity
from validate.context import Context
from validate.evidence import fact_to_evidence, sentence_to_evidence
from validate.frame import Draft
from validate.intervals import (
    Interval,
    exact_to_fit,
    fraction_to_text,
    quantity_to_interval,
    quantity_value,
    same_figure,
    step_decimals,
)
from validate.model import Suspect
from validate.names import fold
from validate.prose import (
    claim_to_evidence,
    facts_of_claim,
    is_percent,
    mention_to_evidence,
    number_of,
    roles_of,
    sentence_quantities,
    told,
)
from validate.rules.sentence_draft import draft
from validate.rules.sentence_shares import PERCENT


def change_draft(context: Context, claim: Claim) -> Draft | None:
    roles = roles_of(claim)
    if not all(role in roles for role in ("from", "to", "difference")):
        return None
    start, end, change = roles["from"], roles["to"], roles["difference"]
    a, b, _d = number_of(start), number_of(end), abs(number_of(change))
    if len({start.raw, end.raw, change.raw}) < 3 or is_percent(start.quantity) != is_percent(end.quantity):
        return None
    slack = quantity_to_interval(end.quantity) - quantity_to_interval(start.quantity)
    points = abs(b - a)
    spread = Interval(-slack.high, -slack.low) if b < a else slack
    fits = exact_to_fit(points, change.quantity, spread) != "no"
    relative = points / abs(a) * 100 if a else None
    if is_percent(change.quantity) and relative is not None and not fits:
        quotient = spread.over(quantity_to_interval(start.quantity))
        fits = exact_to_fit(relative, change.quantity, quotient.times(100) if quotient else None) != "no"
        if not fits and b:
            fits = exact_to_fit(points / abs(b) * 100, change.quantity) != "no"
    if fits:
        return None
    ratio = b / a * 100 if a else None
    as_ratio = is_percent(change.quantity) and ratio is not None and exact_to_fit(ratio, change.quantity) != "no"
    around = sentence_quantities(context, claim)
    if not as_ratio and is_percent(change.quantity) and pair_change_explains(change.quantity, around):
        return None
    if is_percent(change.quantity) and not is_percent(start.quantity) and relative is None:
        return None
    decimals = max(2, step_decimals(change.quantity)) if is_percent(change.quantity) else step_decimals(end.quantity)
    wanted = fraction_to_text(
        relative if is_percent(change.quantity) and not is_percent(start.quantity) and relative is not None else points,
        decimals,
    )
    if as_ratio and relative is not None:
        wanted = fraction_to_text(relative, decimals)
    unit = "%" if is_percent(change.quantity) else ""
    note = f" ({change.raw} adalah perbandingannya, bukan perubahannya)" if as_ratio else ""
    note_en = f" ({change.raw} is the ratio, not the change)" if as_ratio else ""
    return draft(
        context,
        claim,
        "ratio_as_change" if as_ratio else "wrong_change",
        (start, end, change),
        f"Dari {start.raw} menjadi {end.raw} adalah perubahan {wanted}{unit}, tertulis {change.raw}{note}: "
        f"“{told(claim.text)}”",
        f"From {start.raw} to {end.raw} is a change of {wanted}{unit}, the sentence says {change.raw}{note_en}: "
        f"“{told(claim.text)}”",
        wanted + unit,
        change.raw,
        suspects=(
            Suspect(
                change.raw, wanted + unit, "mengikuti kedua angka lainnya", mention_to_evidence(context, claim, change)
            ),
        ),
    )


def step_percent_draft(context: Context, claim: Claim) -> Draft | None:
    """A step with the percent it is said to be of the level before: "dari 450 menjadi 432, turun 18 atau 4%"."""
    roles = roles_of(claim)
    if not all(role in roles for role in ("from", "difference", "percent")):
        return None
    start, step, percent = roles["from"], roles["difference"], roles["percent"]
    base = abs(number_of(start))
    if not base or is_percent(step.quantity) or number_of(step) > base * 5:
        return None
    bases = [base] + ([abs(number_of(roles["to"]))] if "to" in roles else [])
    value = abs(number_of(step))
    quotient = quantity_to_interval(step.quantity).over(quantity_to_interval(start.quantity))
    spread = quotient.times(100) if quotient else None
    shown = replace(percent.quantity, value=abs(percent.quantity.value))
    if exact_to_fit(value / base * 100, shown, spread) != "no":
        return None
    if any(one and exact_to_fit(value / one * 100, shown) != "no" for one in bases[1:]):
        return None
    wanted = fraction_to_text(value / base * 100, max(2, step_decimals(percent.quantity)))
    return draft(
        context,
        claim,
        "wrong_share",
        (start, step, percent),
        f"{step.raw} dari {start.raw} adalah {wanted}%, tertulis {percent.raw}: “{told(claim.text)}”",
        f"{step.raw} of {start.raw} is {wanted}%, the sentence says {percent.raw}: “{told(claim.text)}”",
        f"{wanted}%",
        percent.raw,
        suspects=(
            Suspect(
                percent.raw,
                f"{wanted}%",
                "mengikuti kedua angka lainnya",
                mention_to_evidence(context, claim, percent),
            ),
        ),
    )


def level_draft(context: Context, claim: Claim) -> Draft | None:
    """A change that is the level itself: "penurunan sebesar 86,97" where 86,97 is what was reached."""
    roles = roles_of(claim)
    change = roles.get("difference")
    if change is None or "from" in roles or "to" in roles:
        return None
    facts = [
        f
        for f in facts_of_claim(context, claim)
        if f.measure == "realisasi" and f.quantity is not None and f.period == "Y" and f.year is not None
    ]
    own = [f for f in facts if f.year == claim.year]
    before = [f for f in facts if claim.year is not None and f.year == claim.year - 1]
    if not own or not before or is_percent(change.quantity) != is_percent_fact(own[0]):
        return None
    if re.search(
        r"penurunan|peningkatan|menurun|meningkat|pertumbuhan|laju|kenaikan|perubahan", own[0].indicator, re.I
    ):
        # the indicator is itself a change: its level is the change
        return None
    told_value = number_of(change)
    if not any(f.quantity and same_figure(f.quantity, change.quantity) for f in own):
        return None
    steps = {
        abs(quantity_value(a.quantity) - quantity_value(b.quantity))
        for a in own
        for b in before
        if a.quantity and b.quantity
    }
    at = claim.text.find(change.raw)
    if (
        told_value in steps
        or not told_value
        or re.search(r"\b(?:menjadi|hingga|mencapai)\W", claim.text[: at + 1], re.I)
    ):
        return None
    # last year's figure may itself be a copy of this year's
    wanted = fraction_to_text(min(filter(None, steps), default=Fraction(0)), step_decimals(change.quantity))
    lead = re.search(r"(?:[^\s]+\s+){0,9}$", claim.text[:at])
    return draft(
        context,
        claim,
        "level_as_change",
        (change,),
        f"{change.raw} adalah nilai yang dicapai, bukan perubahannya ({wanted}): “{told(claim.text)}”",
        f"{change.raw} is the level reached, not the change ({wanted}): “{told(claim.text)}”",
        wanted,
        change.raw,
        severity="warning",
        more=(
            claim_to_evidence(context, claim, ((lead.group(0) if lead else "") + change.raw).strip(), "perubahan"),
            fact_to_evidence(own[0], "tahun ini"),
            fact_to_evidence(before[0], "tahun sebelumnya"),
        ),
    )


def is_percent_fact(fact: Fact) -> bool:
    return fact.quantity is not None and (is_percent(fact.quantity) or "%" in fact.unit)


def pair_change_explains(change: Quantity, quantities: Sequence[Quantity]) -> bool:
    """True where some other pair of the paragraph makes the change in percent or points."""
    values = [quantity_value(quantity) for quantity in quantities if quantity.raw != change.raw and quantity.value]
    return any(
        a != b
        and (
            exact_to_fit(abs(b - a) / abs(a) * 100, change) in ("rounded", "truncated")
            or exact_to_fit(abs(b - a), change) == "rounded"
        )
        for a in values
        for b in values
    )


CHANGE_BY = re.compile(
    rf"(?P<word>meningkat|peningkatan|naik|kenaikan|menurun|penurunan|turun)\b[^.;%\d]{{0,60}}?(?:sebesar|yaitu|"
    rf"mencapai)\s+{PERCENT}",
    re.I,
)


FROM_A_TO_B = re.compile(
    r"dari\b[^.;%]{0,60}?(?P<a>\d[\d.,]*)\s*(?P<noun>[A-Za-z]+)[^.;%]{0,60}?\b(?:menjadi|ke|dari "
    r"target)\b[^.;%\d]{0,30}?(?P<b>\d[\d.,]*)\s*(?P<noun2>[A-Za-z]+)",
    re.I,
)


ONE_OF = re.compile(
    r"(?P<b>\d[\d.,]*)\s*(?P<noun>[A-Z][A-Za-z]+)[^.;%]{0,60}?\bdari\s+(?:target\s+)?(?P<a>\d[\d.,]*)\s*(?P<noun2>[A-Za-z]+)"
)


def told_changes(context: Context) -> Iterator[Draft]:
    """ "penurunan sebesar 20% ... dari 5 OPD menjadi 1 OPD": the percent is the ratio, not the change."""
    claimed = {
        (mention.raw.rstrip("% "), claim.paragraph)
        for claim in context.claims
        if claim.kind == "change"
        for mention in claim.mentions
        if mention.role == "difference" and {"from", "to"} <= {m.role for m in claim.mentions}
    }
    for sentence in context.sentences:
        change = CHANGE_BY.search(sentence.text)
        if change and (change["percent"].rstrip(".,"), sentence.paragraph.order) in claimed:
            continue
        if not change or sentence.text.count("%") > 2:
            continue
        pair = FROM_A_TO_B.search(sentence.text) or (
            ONE_OF.search(sentence.text) if change["word"].casefold() in ("menurun", "penurunan", "turun") else None
        )
        percent = read_quantity(change["percent"].rstrip(".,"))
        if not pair or percent is None or pair["noun"].casefold() != pair["noun2"].casefold():
            continue
        a, b = read_quantity(pair["a"].rstrip(".,")), read_quantity(pair["b"].rstrip(".,"))
        if a is None or b is None or not a.value or a.value == b.value:
            continue
        x, y = quantity_value(a), quantity_value(b)
        relative, ratio = abs(y - x) / x * 100, y / x * 100
        if exact_to_fit(relative, percent) != "no" or exact_to_fit(ratio, percent) == "no":
            continue
        wanted = fraction_to_text(relative, 2)
        raw = change["percent"].rstrip(".,") + "%"
        phrase = re.sub(r"\s+", " ", change.group(0))
        first, second = f"{pair['a']} {pair['noun']}", f"{pair['b']} {pair['noun2']}"
        yield Draft(
            rule="prose_arithmetic",
            kind="ratio_as_change",
            severity="error",
            key=("change", fold(sentence.text)[:70], raw),
            message=f"Dari {first} menjadi {second} adalah perubahan {wanted}%, tertulis {raw} (perbandingannya, "
            f"bukan perubahannya): “{told(sentence.text)}”",
            message_en=f"From {first} to {second} is a change of {wanted}%, the sentence says {raw} (the ratio, not "
            f"the change): “{told(sentence.text)}”",
            evidence=(
                sentence_to_evidence(sentence, phrase, "perubahan"),
                sentence_to_evidence(sentence, first, "dari"),
                sentence_to_evidence(sentence, second, "menjadi"),
            ),
            expected=f"{wanted}%",
            reported=raw,
            page=sentence.paragraph.page,
            suspects=(
                Suspect(
                    raw, f"{wanted}%", "mengikuti kedua angka lainnya", sentence_to_evidence(sentence, raw, "persen")
                ),
            ),
            weight=54,
            slip=f"told change|{first}|{second}|{raw}",
        )
