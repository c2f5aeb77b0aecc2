"""Shares told in a sentence: part, whole and percent; target, realisasi and capaian; pagu, realisasi and percent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from normalize.model import Claim, Mention
from normalize.numbers import find_quantities, read_quantity
from validate.achievement import explain_capaian
from validate.context import Context
from validate.evidence import sentence_to_evidence
from validate.frame import Draft
from validate.intervals import (
    exact_to_fit,
    fraction_to_text,
    quantity_to_interval,
    quantity_value,
    step_decimals,
)
from validate.model import Suspect
from validate.names import fold
from validate.prose import (
    claim_slip,
    is_percent,
    mention_to_evidence,
    number_of,
    pair_explains,
    roles_of,
    sentence_quantities,
    told,
)
from validate.rules.sentence_draft import draft, percent_claim, percent_suspects, replace_rule


def share_draft(context: Context, claim: Claim) -> Draft | None:
    roles = roles_of(claim)
    if not all(role in roles for role in ("part", "whole", "percent")):
        return None
    part, whole = roles["part"], roles["whole"]
    if number_of(part) > number_of(whole) and not re.search(r"\bdibagi\b", claim.text, re.I):
        # a part above its whole was read wrongly, or is no share
        return None
    return percent_claim(context, claim, part, whole, roles["percent"], "wrong_share")


def achievement_draft(context: Context, claim: Claim) -> Draft | None:
    roles = roles_of(claim)
    if not all(role in roles for role in ("target", "realisasi", "capaian")):
        return None
    target, result, capaian = roles["target"], roles["realisasi"], roles["capaian"]
    inside = claim.text
    if any(mention.raw not in inside for mention in (target, result, capaian)) or is_percent(
        target.quantity
    ) != is_percent(result.quantity):
        return None
    if not target.quantity.value or explain_capaian(target.quantity, result.quantity, capaian.quantity):
        return None
    if pair_explains(capaian.quantity, sentence_quantities(context, claim)):
        return None
    exact = number_of(result) / number_of(target) * 100
    quotient = quantity_to_interval(result.quantity).over(quantity_to_interval(target.quantity))
    rounded = max(target.quantity.step, result.quantity.step) > 1
    if rounded and exact_to_fit(exact, capaian.quantity, quotient.times(100) if quotient else None) != "no":
        # "Rp 2,02 miliar dari target Rp 2,5 miliar" are themselves rounded
        return None
    wanted = fraction_to_text(exact, max(2, step_decimals(capaian.quantity)))
    found = draft(
        context,
        claim,
        "wrong_achievement",
        (target, result, capaian),
        f"Target {target.raw} dan realisasi {result.raw} memberi capaian {wanted}%, tertulis {capaian.raw}: "
        f"“{told(claim.text)}”",
        f"Target {target.raw} and realisation {result.raw} give {wanted}%, the sentence says {capaian.raw}: "
        f"“{told(claim.text)}”",
        f"{wanted}%",
        capaian.raw,
        suspects=percent_suspects(context, claim, result, target, capaian),
    )
    return replace(found, slip=claim_slip(claim))


def budget_draft(context: Context, claim: Claim) -> Draft | None:
    roles = roles_of(claim)
    if not all(role in roles for role in ("pagu", "realisasi_anggaran", "persen_anggaran")):
        return None
    pagu, spent, percent = roles["pagu"], roles["realisasi_anggaran"], roles["persen_anggaran"]
    if number_of(spent) > number_of(pagu) and number_of(percent) <= 100 and not _scales_apart(spent, pagu, percent):
        # more spent than there was, at less than all of it: the two were read wrongly
        return None
    found = percent_claim(context, claim, spent, pagu, percent, "wrong_budget_percent")
    return found and replace_rule(found, "budget")


def _scales_apart(part: Mention, whole: Mention, percent: Mention) -> bool:
    """Whether a percent fits its part and whole but for noughts: "Rp 1,2 triliun atau 80% dari Rp 1,5 miliar"."""
    ratio = number_of(part) / number_of(whole) * 100 if whole.quantity.value else Fraction(0)
    return any(exact_to_fit(ratio / 10**noughts, percent.quantity) != "no" for noughts in (1, 2, 3, 6))


#: words that say "what was left", not "what was saved" by other means
REST_OF = re.compile(
    r"\b(?:sisa\w*|saldo|silpa|tersisa|tidak\s+(?:dapat\s+)?terserap|belum\s+terserap)\b[^.;]{0,60}$", re.I
)


def remainder_told(context: Context, claim: Claim) -> Draft | None:
    """pagu - realisasi against the rest that the same sentence tells."""
    roles = roles_of(claim)
    if not all(role in roles for role in ("pagu", "realisasi_anggaran", "sisa_anggaran")):
        return None
    pagu, spent, rest = roles["pagu"], roles["realisasi_anggaran"], roles["sisa_anggaran"]
    if any(mention.raw not in claim.text for mention in (pagu, spent, rest)) or is_percent(rest.quantity):
        return None
    if not REST_OF.search(claim.text[: max(rest.start - claim.start, 0)]) or number_of(spent) > number_of(pagu):
        return None
    exact = number_of(pagu) - number_of(spent)
    spread = quantity_to_interval(pagu.quantity) - quantity_to_interval(spent.quantity)
    if exact_to_fit(exact, rest.quantity, spread) != "no":
        return None
    wanted = fraction_to_text(exact, step_decimals(rest.quantity))
    found = draft(
        context,
        claim,
        "wrong_remainder",
        (pagu, spent, rest),
        f"{pagu.raw} dikurangi {spent.raw} adalah {wanted}, sisanya tertulis {rest.raw}: “{told(claim.text)}”",
        f"{pagu.raw} less {spent.raw} is {wanted}, the rest is told as {rest.raw}: “{told(claim.text)}”",
        wanted,
        rest.raw,
        suspects=(
            Suspect(rest.raw, wanted, "mengikuti kedua angka lainnya", mention_to_evidence(context, claim, rest)),
        ),
    )
    return replace_rule(found, "budget")


PERCENT = r"(?P<percent>\d[\d.,]*)\s*%"


AMOUNT = r"(?:Rp\.?\s*)?\d[\d.,]*\d(?:,-)?"


SHARE_OF = re.compile(
    rf"(?P<part>{AMOUNT})(?:,-|,00)?\s*(?P<noun>[A-Za-z][\w/ ]{{0,28}}?)?\s*(?:atau|\()\s*(?:sebesar\s+|sekitar\s+|"
    rf"sebanyak\s+)?{PERCENT}\)?[^.;%()]{{0,40}}?\bdari\b[^.;%\d()]{{0,50}}?(?P<whole>{AMOUNT})",
    re.I,
)


SAME_NOUN = re.compile(
    rf"(?<![\d.,/])(?P<whole>\d{{1,3}}(?:\.\d{{3}})*)\s+(?P<noun>[A-Z][A-Za-z/]+(?:\s+[A-Za-z/]+)?)[^.;%\d]{{0,80}}?(?<![\d.,/])(?P<part>\d{{1,3}}(?:\.\d{{3}})*)\s+(?P=noun)\s+atau\s+(?:sebesar\s+|sekitar\s+)?{PERCENT}"
)


def told_shares(context: Context) -> Iterator[Draft]:
    """ "Rp a atau p% dari Rp b", "b Perangkat Daerah ..., a Perangkat Daerah atau p%"."""
    claimed = {
        (mention.raw, claim.paragraph)
        for claim in context.claims
        if claim.kind in ("share", "budget", "achievement")
        for mention in claim.mentions
        if mention.role in ("percent", "persen_anggaran", "capaian") and len(claim.mentions) > 2
    }
    for sentence in context.sentences:
        for match in (*SHARE_OF.finditer(sentence.text), *SAME_NOUN.finditer(sentence.text)):
            part, whole, percent = (read_quantity(match[name].rstrip(".,-")) for name in ("part", "whole", "percent"))
            if part is None or whole is None or percent is None or not whole.value or part.value > whole.value:
                continue
            if any(raw.startswith(match["percent"]) and order == sentence.paragraph.order for raw, order in claimed):
                continue
            exact = quantity_value(part) / quantity_value(whole) * 100
            quotient = quantity_to_interval(part).over(quantity_to_interval(whole))
            if (
                exact_to_fit(exact, percent, quotient.times(100) if quotient else None) != "no"
                or exact_to_fit(100 - exact, percent) != "no"
            ):
                continue
            # other figures of the sentence may explain the percent
            others = [quantity for _, quantity in find_quantities(sentence.text)]
            if pair_explains(percent, others):
                continue
            wanted = fraction_to_text(exact, max(2, step_decimals(percent)))
            raw = match["percent"].rstrip(".,") + "%"
            phrases = [match[name].strip() for name in ("part", "whole")]
            noun = match.groupdict().get("noun") or ""
            evidence = [
                sentence_to_evidence(sentence, phrase, role)
                for phrase, role in zip(phrases, ("bagian", "keseluruhan"), strict=True)
            ]
            if noun:
                evidence += [
                    sentence_to_evidence(sentence, f"{phrase} {noun}", "bagian")
                    for phrase in phrases
                    if f"{phrase} {noun}" in sentence.text
                ]
            evidence.append(
                sentence_to_evidence(sentence, raw if raw in sentence.text else match["percent"].rstrip(".,"), "persen")
            )
            yield Draft(
                rule="prose_arithmetic",
                kind="wrong_share",
                severity="error",
                key=("share", fold(sentence.text)[:70], raw),
                message=f"{phrases[0]} dari {phrases[1]} adalah {wanted}%, tertulis {raw}: “{told(sentence.text)}”",
                message_en=f"{phrases[0]} of {phrases[1]} is {wanted}%, the sentence says {raw}: "
                f"“{told(sentence.text)}”",
                evidence=tuple(evidence),
                expected=f"{wanted}%",
                reported=raw,
                page=sentence.paragraph.page,
                suspects=(Suspect(raw, f"{wanted}%", "mengikuti dua angka lainnya", evidence[-1]),),
                weight=55,
                slip=f"prose|wrong_share|{'|'.join(sorted((*phrases, raw)))}",
            )
