"""The efficiency that a sentence draws from its achievement and its spending: "capaian 100,21% dengan penyerapan
94,80%, efisiensi 5,41%"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.numbers import read_quantity
from validate.context import Context
from validate.evidence import sentence_to_evidence
from validate.frame import Draft
from validate.intervals import exact_to_fit, fraction_to_text, quantity_value, step_decimals
from validate.model import Suspect
from validate.names import fold
from validate.prose import told

_PERCENT = r"(?P<{name}>\d{{1,3}}(?:[.,]\d{{1,3}})?)\s*(?:%|persen)"
_ALL = re.compile(
    r"\b(?:capaian|kinerja|fisik)\b[^;%]{0,70}?" + _PERCENT.format(name="result") + r"[^;%]{0,60}?"
    r"\b(?:penyerapan|serapan|realisasi\s+(?:anggaran|keuangan)|anggaran|keuangan)\b[^;%]{0,40}?"
    + _PERCENT.format(name="spent")
    + r"[^;%]{0,90}?\befisiensi\w*[^;%\d]{0,40}?"
    + _PERCENT.format(name="saved"),
    re.I,
)


def efficiencies(context: Context) -> Iterator[Draft]:
    """A draft where none of the usual ways gives the efficiency: the gap, its share of the result, what was left of the
    budget, or the ratio."""
    for sentence in context.sentences:
        match = _ALL.search(sentence.text)
        if not match:
            continue
        result, spent, saved = (read_quantity(match[name]) for name in ("result", "spent", "saved"))
        if result is None or spent is None or saved is None or not result.value or not spent.value:
            continue
        r, s = quantity_value(result), quantity_value(spent)
        ways = [r - s, (r - s) / r * 100, (r - s) / s * 100, 100 - s, r / s * 100, s / r * 100, r / s]
        if any(exact_to_fit(abs(way), saved) != "no" for way in ways):
            continue
        wanted = fraction_to_text(r - s, max(2, step_decimals(saved)))
        evidence = sentence_to_evidence(sentence, match["saved"], "efisiensi")
        yield Draft(
            rule="prose_arithmetic",
            kind="wrong_efficiency",
            severity="warning",
            key=("efficiency", fold(sentence.text)[:70]),
            message=f"Capaian {match['result']}% dikurangi penyerapan {match['spent']}% adalah {wanted}%, efisiensi "
            f"tertulis {match['saved']}%: “{told(sentence.text)}”",
            message_en=f"Achievement {match['result']}% less spending {match['spent']}% is {wanted}%, the efficiency "
            f"is told as {match['saved']}%: “{told(sentence.text)}”",
            evidence=(
                evidence,
                sentence_to_evidence(sentence, match["result"], "capaian"),
                sentence_to_evidence(sentence, match["spent"], "penyerapan"),
            ),
            expected=f"{wanted}%",
            reported=f"{match['saved']}%",
            page=sentence.paragraph.page,
            suspects=(Suspect(match["saved"], wanted, "selisih capaian dan penyerapan", evidence),),
            weight=40,
        )
