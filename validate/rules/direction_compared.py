""" "A; bila dibandingkan dengan tahun ... sebesar B terjadi kenaikan": the word after both figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.numbers import find_quantities
from validate.context import Sentence
from validate.evidence import sentence_to_evidence
from validate.frame import Draft
from validate.intervals import quantity_value
from validate.model import Suspect
from validate.names import fold
from validate.prose import is_money, is_percent, told

COMPARED = re.compile(
    r"\bdi\s?banding(?:kan)?\s+(?:dengan\s+|terhadap\s+)?(?:realisasi\s+|capaian\s+)?(?:pada\s+)?tahun\s+"
    r"(?:20\d\d|lalu|sebelumnya)\s*(?:yang\s+)?(?:sebesar|sebanyak|yaitu|yakni|adalah|mencapai|hanya)?\s*"
    r"(?P<bar>(?:Rp\.?\s*)?\d[\d.,]*(?:\s*%|\s+[a-z]+)?)\s*,?\s*(?:maka\s+)?(?:terjadi|mengalami|terdapat|ada|berarti)\s+"
    r"(?:sedikit\s+)?(?:(?P<rise>kenaikan|peningkatan|pertambahan)|(?P<fall>penurunan|pengurangan))\b",
    re.I,
)


def compared(sentence: Sentence) -> Iterator[Draft]:
    """A draft where the word after the comparison contradicts its two figures."""
    match = COMPARED.search(sentence.text)
    if not match:
        return
    found = [
        (start, quantity)
        for start, quantity in find_quantities(sentence.text)
        if not (1990 <= quantity.value <= 2100 and not quantity.unit and quantity.step == 1)
    ]
    after = [quantity for start, quantity in found if match.start("bar") <= start < match.end("bar")]
    before = [
        quantity
        for start, quantity in found
        if start < match.start() and not re.search(r"\btarget\W+(?:\w+\W+){0,2}$", sentence.text[:start], re.I)
    ]
    if len(after) != 1:
        return
    bar = after[0]
    near = [one for one in before if (is_percent(one), is_money(one)) == (is_percent(bar), is_money(bar))]
    if len(near) != 1 or near[0].unit.casefold() != bar.unit.casefold():
        return
    now, then = quantity_value(near[0]), quantity_value(bar)
    if now == then or (match["rise"] and now > then) or (match["fall"] and now < then):
        return
    # a fall of what is good to fall may be called a rise of the achievement
    if re.match(r"\s*(?:capaian|kinerja)", sentence.text[match.end() :], re.I):
        return
    word = match["rise"] or match["fall"]
    really = "kenaikan" if now > then else "penurunan"
    evidence = sentence_to_evidence(sentence, word, "kata")
    yield Draft(
        rule="direction",
        kind="compared",
        severity="error",
        key=("compared", fold(sentence.text)[:70]),
        message=f"“{word}”, padahal dari {bar.raw} ke {near[0].raw} terjadi {really}: “{told(sentence.text)}”",
        message_en=f"“{word}”, though {bar.raw} to {near[0].raw} is a {'rise' if now > then else 'fall'}: "
        f"“{told(sentence.text)}”",
        evidence=(
            evidence,
            sentence_to_evidence(sentence, near[0].raw, "nilai"),
            sentence_to_evidence(sentence, bar.raw, "pembanding"),
        ),
        expected=really,
        reported=word,
        page=sentence.paragraph.page,
        suspects=(Suspect(word, really, "menurut kedua angkanya", evidence),),
        weight=50,
    )
