"""A percent that bears the scale word of the amount before it: "Rp 92,36 miliar atau 60,49 miliar"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.numbers import read_quantity
from validate.context import Context
from validate.evidence import sentence_to_evidence
from validate.frame import Draft
from validate.model import Suspect
from validate.names import fold
from validate.prose import told

_SCALE = r"(?:ribu|juta|mil[iy]ar|triliun)"
_TWICE = re.compile(
    rf"(?P<amount>Rp\.?\s*\d[\d.,]*\s*{_SCALE}?)\s*(?:atau(?:\s+(?:sebesar|sekitar|setara))?|\()\s*"
    rf"(?P<percent>\d{{1,3}}(?:[.,]\d{{1,3}})?)\s+(?P<scale>{_SCALE})\b(?!\s*(?:rupiah|lebih|dolar))",
    re.I,
)
#: the other amounts of the sentence carry their percents the same way
_RIGHT = re.compile(rf"Rp\.?\s*\d[\d.,]*\s*{_SCALE}?\s*(?:atau|\()[^;%]{{0,14}}?\d[\d.,]*\s*(?:%|persen)", re.I)
_MOST = 150


def percents_as_amounts(context: Context) -> Iterator[Draft]:
    """A draft where an amount is said to be another amount, and its neighbours have a percent in that place."""
    for sentence in context.sentences:
        if not _RIGHT.search(sentence.text):
            continue
        for match in _TWICE.finditer(sentence.text):
            amount, percent = read_quantity(match["amount"].strip()), read_quantity(match["percent"])
            if amount is None or percent is None or percent.value > _MOST:
                continue
            raw = f"{match['percent']} {match['scale']}"
            wanted = f"{match['percent']}%"
            evidence = sentence_to_evidence(sentence, raw, "persen")
            yield Draft(
                rule="prose_arithmetic",
                kind="percent_as_amount",
                severity="error",
                key=("percent as amount", fold(sentence.text)[:70], raw),
                message=f"{match['amount'].strip()} disebut sama dengan {raw}; angka-angka lain di kalimat itu diikuti "
                f"persennya: “{told(sentence.text)}”",
                message_en=f"{match['amount'].strip()} is said to be {raw}; the sentence's other amounts carry their "
                f"percents: “{told(sentence.text)}”",
                evidence=(sentence_to_evidence(sentence, match["amount"].strip(), "nilai"), evidence),
                expected=wanted,
                reported=raw,
                page=sentence.paragraph.page,
                suspects=(Suspect(raw, wanted, "satuan persen tertukar", evidence),),
                weight=50,
            )
