""" "A; bila dibandingkan dengan tahun ... sebesar B terjadi kenaikan": the word after both figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.model import Quantity
from normalize.numbers import find_quantities
from validate.context import Sentence
from validate.evidence import sentence_to_evidence
from validate.frame import Draft
from validate.intervals import exact_to_fit, fraction_to_text, quantity_value, step_decimals
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


#: "Dibandingkan dengan capaian nasional sebesar B, capaian daerah sebesar A lebih tinggi (D)"
YARDSTICK = re.compile(
    r"^\W*(?:jika|bila|apabila)?\s*di\s?banding(?:kan)?\s+(?:dengan\s+|terhadap\s+)?(?P<first>[^.;]{3,120}?),(?P<second>[^.;]{3,160}?)"
    r"\b(?P<word>lebih\s+(?:(?P<rise>tinggi|besar|banyak)|(?P<fall>rendah|kecil|sedikit)))\b(?P<rest>[^.;]{0,60})",
    re.I,
)


def against_yardstick(sentence: Sentence) -> Iterator[Draft]:
    """A draft where the word after two figures, or the gap told with it, contradicts them."""
    match = YARDSTICK.match(re.sub(r"(?<=\d),(?=\d)", "\u201a", sentence.text))
    if not match:
        return
    text = sentence.text
    bars, values, gaps = (
        [q for _, q in find_quantities(text[match.start(name) : match.end(name)]) if not _is_year(q)]
        for name in ("first", "second", "rest")
    )
    if (
        len(bars) != 1
        or len(values) != 1
        or (is_percent(bars[0]), is_money(bars[0]))
        != (
            is_percent(values[0]),
            is_money(values[0]),
        )
    ):
        return
    if re.search(r"\b(?:tidak|belum|bukan)\W+(?:\w+\W+){0,2}$", text[: match.start("word")], re.I):
        return
    bar, value = quantity_value(bars[0]), quantity_value(values[0])
    word = text[match.start("word") : match.end("word")]
    wrong = value < bar if match["rise"] else value > bar
    gap = gaps[0] if len(gaps) == 1 and re.match(r"\s*(?:sebesar\s+|sebanyak\s+)?[\d(]", match["rest"]) else None
    stepped = gap is not None and not is_percent(gap) and exact_to_fit(abs(value - bar), gap) == "no"
    if not wrong and not stepped:
        return
    really = "lebih rendah" if value < bar else "lebih tinggi"
    wanted = really if wrong else fraction_to_text(abs(value - bar), step_decimals(values[0]))
    reported = word if wrong or gap is None else gap.raw
    said = word if wrong else f"{word} {reported}"
    evidence = sentence_to_evidence(sentence, reported, "kata" if wrong else "selisih")
    yield Draft(
        rule="direction" if wrong else "prose_arithmetic",
        kind="yardstick" if wrong else "wrong_gap",
        severity="error",
        key=("yardstick", fold(text)[:70]),
        message=f"“{said}”, padahal {values[0].raw} dan {bars[0].raw} berarti {wanted}: “{told(text)}”",
        message_en=f"“{said}”, though {values[0].raw} against {bars[0].raw} is {wanted}: “{told(text)}”",
        evidence=(
            evidence,
            sentence_to_evidence(sentence, values[0].raw, "nilai"),
            sentence_to_evidence(sentence, bars[0].raw, "pembanding"),
        ),
        expected=wanted,
        reported=reported,
        page=sentence.paragraph.page,
        suspects=(Suspect(reported, wanted, "menurut kedua angkanya", evidence),),
        weight=50,
    )


def _is_year(quantity: Quantity) -> bool:
    return 1990 <= quantity.value <= 2100 and not quantity.unit and quantity.step == 1


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
