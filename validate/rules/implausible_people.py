"""A growth of population that is the population."""

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

#: more than all of Indonesia grows by in a year (about three million, BPS)
MOST = 5_000_000
GROWTH = re.compile(
    r"\b(?P<word>(?:penambahan|pertambahan|kenaikan|peningkatan|pertumbuhan)\s+(?:jumlah\s+)?penduduk)\b(?P<lead>[^.;]{0,80}?)"
    r"(?P<figure>\d{1,3}(?:\.\d{3}){2,})\s*(?:jiwa|orang)\b",
    re.I,
)


def populations_as_growth(context: Context) -> Iterator[Draft]:
    """A draft for every rise of the population that no region can have in a year."""
    for sentence in context.sentences:
        match = GROWTH.search(sentence.text)
        if not match or re.search(r"\b(?:menjadi|hingga|mencapai|dari)\W", match["lead"], re.I):
            continue
        quantity = read_quantity(match["figure"])
        if quantity is None or quantity.value <= MOST:
            continue
        raw = match["figure"]
        evidence = sentence_to_evidence(sentence, raw, "pertambahan")
        yield Draft(
            rule="implausible",
            kind="population_as_growth",
            severity="error",
            key=(fold(sentence.text)[:60], raw),
            message=f"{match['word'].capitalize()} {raw}: itu jumlah penduduknya, bukan pertambahannya dalam setahun: "
            f"“{told(sentence.text)}”",
            message_en=f"A growth of the population by {raw}: that is the population, not what it grew by in a year: "
            f"“{told(sentence.text)}”",
            evidence=(evidence, sentence_to_evidence(sentence, match["word"], "yang disebut")),
            reported=raw,
            page=sentence.paragraph.page,
            suspects=(Suspect(raw, f"<= {MOST:,}".replace(",", "."), "pertambahan setahun", evidence),),
            weight=40,
        )
