"""The findings of sentences that reckon: how they are worded, and the percent of a part and its whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalize.model import Claim, Mention
from validate.context import Context
from validate.frame import Draft
from validate.intervals import (
    Interval,
    exact_to_fit,
    fraction_to_text,
    point,
    quantity_to_interval,
    step_decimals,
)
from validate.model import Evidence, Severity, Suspect
from validate.names import fold
from validate.prose import (
    is_percent,
    mention_to_evidence,
    number_of,
    pair_explains,
    sentence_quantities,
    told,
)
from validate.typing_slips import SLIP_WORDS, slip_between


def draft(
    context: Context,
    claim: Claim,
    kind: str,
    mentions: Sequence[Mention],
    message: str,
    message_en: str,
    expected: str,
    reported: str,
    *,
    severity: Severity = "error",
    suspects: tuple[Suspect, ...] = (),
    more: Sequence[Evidence] = (),
    weight: int = 55,
) -> Draft:
    return Draft(
        rule="prose_arithmetic",
        kind=kind,
        severity=severity,
        key=(kind, fold(claim.text)[:70], reported),
        message=message,
        message_en=message_en,
        evidence=(*(mention_to_evidence(context, claim, mention) for mention in mentions), *more),
        expected=expected,
        reported=reported,
        indicator=claim.indicator,
        page=claim.page,
        suspects=suspects,
        weight=weight,
        slip=f"prose|{kind}|{'|'.join(sorted(mention.raw for mention in mentions))}",
    )


def percent_suspects(
    context: Context, claim: Claim, part: Mention, whole: Mention, percent: Mention
) -> tuple[Suspect, ...]:
    p, w, c = number_of(part), number_of(whole), number_of(percent)
    decimals = max(2, step_decimals(percent.quantity))
    found = [
        (percent, fraction_to_text(p / w * 100, decimals)),
        (part, fraction_to_text(c * w / 100, step_decimals(part.quantity))),
    ]
    if c:
        found.append((whole, fraction_to_text(p * 100 / c, step_decimals(whole.quantity))))
    suspects = []
    for mention, value in found:
        slip = slip_between(mention.raw, value)
        suspects.append(
            Suspect(
                mention.raw,
                value,
                SLIP_WORDS[slip][0] if slip else "mengikuti dua angka lainnya",
                mention_to_evidence(context, claim, mention),
            )
        )
    suspects.sort(key=lambda one: one.reason.startswith("mengikuti"))
    return tuple(suspects)


def _as_counted(one: Mention, other: Mention) -> Interval:
    """What a figure can be: a bare whole number beside a count ("3 dari 4 tujuan") is counted too."""
    counted = one.quantity.step == 1 and other.quantity.exact
    return point(number_of(one)) if counted else quantity_to_interval(one.quantity)


def percent_claim(
    context: Context, claim: Claim, part: Mention, whole: Mention, percent: Mention, kind: str
) -> Draft | None:
    """part / whole x 100 against the percent told."""
    if not whole.quantity.value or is_percent(part.quantity) != is_percent(whole.quantity):
        return None
    exact = number_of(part) / number_of(whole) * 100
    quotient = _as_counted(part, whole).over(_as_counted(whole, part))
    if exact_to_fit(exact, percent.quantity, quotient.times(100) if quotient else None) != "no":
        return None
    if exact_to_fit(100 - exact, percent.quantity) != "no" or pair_explains(
        percent.quantity, sentence_quantities(context, claim)
    ):
        return None
    wanted = fraction_to_text(exact, max(2, step_decimals(percent.quantity)))
    return draft(
        context,
        claim,
        kind,
        (part, whole, percent),
        f"{part.raw} dari {whole.raw} adalah {wanted}%, tertulis {percent.raw}: “{told(claim.text)}”",
        f"{part.raw} of {whole.raw} is {wanted}%, the sentence says {percent.raw}: “{told(claim.text)}”",
        f"{wanted}%",
        percent.raw,
        suspects=percent_suspects(context, claim, part, whole, percent),
    )


def replace_rule(draft: Draft, rule: str) -> Draft:
    return replace(draft, rule=rule)
