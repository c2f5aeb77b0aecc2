"""Parts and their whole told in one sentence, the share of one of them in the next.

"... 702.963 unit, yang melanggar 148.851 unit dan yang tidak 554.112 unit. Sehingga realisasi sebesar 78,80 %."
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from normalize.model import Claim, Mention
from validate.context import Context
from validate.frame import Draft
from validate.intervals import exact_to_fit, fraction_to_text, step_decimals
from validate.model import Suspect
from validate.names import fold
from validate.prose import is_percent, mention_to_evidence, number_of, told

#: the share told may miss the parts' by less than this: farther, it is another figure
NEAR = Fraction(1, 2)
SO = re.compile(r"^\W*(?:sehingga|dengan demikian|maka|jadi|artinya|oleh karena itu)\b", re.I)


def parts_percent(context: Context) -> Iterator[Draft]:
    """A draft for a percent that follows from the parts just told and misses their share by little."""
    parts = [claim for claim in context.claims if claim.kind == "parts"]
    for claim in context.claims:
        if claim.kind not in ("achievement", "figure") or not SO.match(claim.text):
            continue
        before = [one for one in parts if 0 <= claim.paragraph - one.paragraph <= 1 and one.text != claim.text]
        percents = [
            m
            for m in claim.mentions
            if m.role in ("realisasi", "percent", "value") and is_percent(m.quantity) and m.raw in claim.text
        ]
        if (
            len(before) != 1
            or not percents
            or (before[0].paragraph == claim.paragraph and before[0].start > claim.start)
        ):
            continue
        whole = next((m for m in before[0].mentions if m.role == "whole"), None)
        pieces = [m for m in before[0].mentions if m.role == "part" and not is_percent(m.quantity)]
        if whole is None or not pieces or not whole.quantity.value or number_of(whole) < 100:
            continue
        percent = percents[0]
        shares = [(piece, number_of(piece) / number_of(whole) * 100) for piece in pieces]
        if percent.quantity.step >= 1 or any(exact_to_fit(share, percent.quantity) != "no" for _, share in shares):
            continue
        near = [(piece, share) for piece, share in shares if abs(share - number_of(percent)) < NEAR]
        if len(near) == 1:
            yield percent_draft(context, claim, percent, before[0], whole, *near[0])


def percent_draft(
    context: Context, claim: Claim, percent: Mention, parts: Claim, whole: Mention, part: Mention, share: Fraction
) -> Draft:
    wanted = fraction_to_text(share, max(2, step_decimals(percent.quantity)))
    evidence = mention_to_evidence(context, claim, percent, "persen")
    return Draft(
        rule="prose_arithmetic",
        kind="share_of_parts",
        severity="warning",
        key=("share of parts", fold(claim.text)[:70], percent.raw),
        message=f"{part.raw} dari {whole.raw} adalah {wanted}%, kalimat sesudahnya menyebut {percent.raw}: "
        f"“{told(claim.text)}”",
        message_en=f"{part.raw} of {whole.raw} is {wanted}%, the sentence after it says {percent.raw}: "
        f"“{told(claim.text)}”",
        evidence=(
            mention_to_evidence(context, parts, part, "bagian"),
            mention_to_evidence(context, parts, whole, "keseluruhan"),
            evidence,
        ),
        expected=f"{wanted}%",
        reported=percent.raw,
        indicator=claim.indicator,
        page=claim.page,
        suspects=(Suspect(percent.raw, f"{wanted}%", "mengikuti dua angka lainnya", evidence),),
        weight=45,
        slip=f"claim parts|{percent.raw}|{part.raw}|{whole.raw}",
    )
