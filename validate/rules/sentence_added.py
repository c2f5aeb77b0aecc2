"""Sums told step by step: "35 perkara ditambah 410 perkara sehingga beban 445 perkara", "menjadi 2,1 miliar setelah
ditambah 300 juta dari anggaran murni 1,8 miliar"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from normalize.model import Quantity
from normalize.numbers import find_quantities
from validate.context import Context, Sentence
from validate.evidence import sentence_to_evidence
from validate.frame import Draft
from validate.intervals import exact_to_fit, fraction_to_text, quantity_to_interval, quantity_value, step_decimals
from validate.model import Suspect
from validate.names import fold
from validate.prose import is_money, is_percent, told

_ADDS = re.compile(
    r"\b(?P<plus>ditambah(?:kan)?|bertambah|penambahan)\b|\b(?P<minus>dikurangi|dikurang|berkurang|pengurangan)\b", re.I
)
_GIVES = re.compile(r"\b(?:sehingga|menjadi|maka|jadi|jumlah\w*|total\w*|hasil\w*)\b|=", re.I)
_BEFORE = re.compile(r"\bmenjadi\b[^.;,]{0,40}$", re.I)
_STARTED = re.compile(r"\bdari\b[^.;,]{0,60}$", re.I)
_YEARS = range(1990, 2101)


def added_sums(context: Context) -> Iterator[Draft]:
    """A draft where one figure added to or taken from another gives a third that the sentence tells otherwise."""
    for sentence in context.sentences:
        words = list(_ADDS.finditer(sentence.text))
        if len(words) != 1:
            continue
        found = [
            (start, quantity)
            for start, quantity in find_quantities(sentence.text)
            if not (quantity.value in _YEARS and not quantity.unit and quantity.step == 1)
        ]
        three = three_of(sentence.text, words[0], found)
        if three is not None:
            yield from three_to_drafts(sentence, words[0], *three)


def three_of(
    text: str, word: re.Match[str], found: Sequence[tuple[int, Quantity]]
) -> tuple[Quantity, Quantity, Quantity] | None:
    """(the figure begun with, the step, what comes out) where the words around exactly three figures say so."""
    before = [one for one in found if one[0] < word.start()]
    after = [one for one in found if one[0] > word.start()]
    if len(before) != 1 or len(after) != 2:
        return None
    (first_at, first), (step_at, step), (last_at, last) = before[0], after[0], after[1]
    if step_at - word.end() > 60 or len({(is_money(q), is_percent(q)) for q in (first, step, last)}) > 1:
        return None
    gap = text[step_at + len(step.raw) : last_at]
    if _BEFORE.search(text[:first_at]) and _STARTED.search(gap):
        return last, step, first
    named = _GIVES.search(gap) and len(gap) < 90 and not re.search(r"[.;]|\bdari\b", gap)
    return (first, step, last) if named and not _BEFORE.search(text[:first_at]) else None


def three_to_drafts(
    sentence: Sentence, word: re.Match[str], first: Quantity, step: Quantity, last: Quantity
) -> Iterator[Draft]:
    units = {one.unit.casefold() for one in (first, step, last) if one.unit}
    if len(units) > 1 or first.value == last.value:
        return
    sign = 1 if word["plus"] else -1
    exact = quantity_value(first) + sign * quantity_value(step)
    one, other = quantity_to_interval(first), quantity_to_interval(step)
    if exact_to_fit(exact, last, one + other if sign > 0 else one - other) != "no":
        return
    # a percent of the first, or the level itself, is no step
    if quantity_value(step) > max(quantity_value(first), quantity_value(last)) or exact <= Fraction(0):
        return
    wanted = fraction_to_text(exact, step_decimals(last))
    operator = "+" if sign > 0 else "-"
    evidence = sentence_to_evidence(sentence, last.raw, "hasil")
    yield Draft(
        rule="prose_arithmetic",
        kind="wrong_addition",
        severity="error",
        key=("addition", fold(sentence.text)[:70]),
        message=f"{first.raw} {operator} {step.raw} = {wanted}, disebut {last.raw}: “{told(sentence.text)}”",
        message_en=f"{first.raw} {operator} {step.raw} = {wanted}, the sentence says {last.raw}: "
        f"“{told(sentence.text)}”",
        evidence=(
            sentence_to_evidence(sentence, first.raw, "semula"),
            sentence_to_evidence(sentence, step.raw, "perubahan"),
            evidence,
        ),
        expected=wanted,
        reported=last.raw,
        page=sentence.paragraph.page,
        suspects=(Suspect(last.raw, wanted, "mengikuti kedua angka lainnya", evidence),),
        weight=52,
        slip=f"addition|{first.raw}|{step.raw}|{last.raw}",
    )
