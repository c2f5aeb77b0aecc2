"""The word of a change against its two levels, however the sentence tells them: "..., menurun dibandingkan tahun lalu
yang sebesar ...", "semula ... turun menjadi ...", "2022: ..., 2023: ..., artinya mengalami penurunan"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator
from fractions import Fraction

from normalize.claims_compared import CHANGES
from normalize.claims_told import paragraph_to_told
from normalize.digits import NumberStyle
from normalize.model import Claim, Mention
from validate.context import Context
from validate.evidence import sentence_to_evidence
from validate.frame import Draft
from validate.model import Suspect
from validate.names import fold
from validate.prose import claim_to_evidence, is_percent, mention_to_evidence, number_of, roles_of, told

_DENIED = re.compile(
    r"\b(?:tidak|belum|bukan|tanpa|jangan|target|diharapkan|ditargetkan|agar|supaya|untuk|upaya|akan|dapat|seharusnya"
    r"|indikator|persentase|prosentase|tingkat|laju)\b[^,.;]{0,30}$",
    re.I,
)
#: of these the smaller is the better, and "naik" may mean either
RANKS = re.compile(r"\b(?:peringkat|ranking|rangking|urutan|posisi\s+(?:ke-?\s*)?\d{1,3}\b)", re.I)
_CLAUSE = re.compile(r",?\s+(?:sedangkan|sementara|namun|adapun|tetapi|padahal|meskipun|walaupun)\b|;", re.I)
#: words that leave open whether the figure is the level before or the step: "menurun dibanding tahun lalu sebesar 2,5%"
_OPEN_BAR = re.compile(r"\b(?:sebesar|sebanyak|sejumlah|senilai)\s*$", re.I)
_LEVEL_BAR = re.compile(r"\b(?:yang|tercatat|mencapai|hanya|berjumlah|adalah|yaitu|yakni|posisi|masih)\b", re.I)


def told_directions(context: Context, judged: Collection[str]) -> Iterator[Draft]:
    """A draft for each change whose word is the other way; `judged` are sentences that another reading has judged."""
    for claim in context.claims:
        if claim.kind != "change" or claim.text in judged or RANKS.search(claim.text):
            continue
        roles = roles_of(claim)
        if "from" in roles and "to" in roles:
            yield from claim_to_drafts(context, claim, roles["from"], roles["to"])


#: "terus meningkat", "setiap tahun", "dari tahun ke tahun"
_ALWAYS = re.compile(
    r"\b(?:terus(?:[\s-]+menerus)?|selalu|senantiasa|konsisten|(?:setiap|tiap)\s+tahun\w*|dari\s+tahun\s+ke\s+tahun)\b",
    re.I,
)


def told_series(context: Context) -> Iterator[Draft]:
    """ "2019: 61,25, 2020: 63,40, 2021: 62,12, terus meningkat": three years in the sentence that says so."""
    for sentence in context.sentences:
        if not _ALWAYS.search(sentence.text) or RANKS.search(sentence.text):
            continue
        words = list(CHANGES.finditer(sentence.text))
        if not words or len({word["rise"] is None for word in words}) > 1:
            continue
        if any(_DENIED.search(sentence.text[: word.start()]) for word in words):
            continue
        told_figures = paragraph_to_told(sentence.text, NumberStyle())
        found = [one for told_one in told_figures for one in told_one.found if one[1].role != "difference"]
        years = [mention.year for _, mention in found]
        if len(found) < 3 or None in years or len(set(years)) < len(years):
            continue
        if len({(spot.sort, spot.head) for spot, _ in found}) > 1:
            continue
        line = sorted((mention.year or 0, mention) for _, mention in found)
        rise = words[0]["rise"] is not None
        against = [
            (one, two)
            for (_, one), (_, two) in itertools.pairwise(line)
            if (number_of(two) < number_of(one) if rise else number_of(two) > number_of(one))
        ]
        if not against:
            continue
        shown = "; ".join(f"{year}: {mention.raw}" for year, mention in line)
        word = words[0].group(0)
        phrase = sentence_to_evidence(sentence, word, "kata")
        yield Draft(
            rule="direction",
            kind="told_series",
            severity="error",
            key=("told series", fold(sentence.text)[:70]),
            message=f"“{word}” setiap tahun, padahal {shown}: “{told(sentence.text)}”",
            message_en=f"“{word}” every year, though {shown}: “{told(sentence.text)}”",
            evidence=(phrase, *(sentence_to_evidence(sentence, mention.raw, str(year)) for year, mention in line)),
            expected="tidak setiap tahun",
            reported=word,
            page=sentence.paragraph.page,
            suspects=(Suspect(word, "tidak setiap tahun", "menurut deret angkanya", phrase),),
            weight=48,
        )


def claim_to_drafts(context: Context, claim: Claim, before: Mention, after: Mention) -> Iterator[Draft]:
    a, b = number_of(before), number_of(after)
    places = [m.start - claim.start for m in (before, after) if m.start >= claim.start]
    if a == b or not places or is_percent(before.quantity) != is_percent(after.quantity):
        return
    word = _word_of(claim.text, min(places), max(places))
    if word is None:
        return
    rise = word["rise"] is not None
    if (b > a) == rise or _may_be_step(claim, before, b):
        return
    # a fall of what is good to fall may be called a rise of the achievement
    if re.match(r"\s*(?:capaian|kinerja)", claim.text[word.end() :], re.I):
        return
    printed, really = word.group(0), "naik" if b > a else "turun"
    phrase = claim_to_evidence(context, claim, printed, "kata")
    yield Draft(
        rule="direction",
        kind="told_change",
        severity="error",
        key=("told change", fold(claim.text)[:70]),
        message=f"“{printed}”, padahal dari {before.raw} ke {after.raw} {really}: “{told(claim.text)}”",
        message_en=f"“{printed}”, though {before.raw} to {after.raw} is a {'rise' if b > a else 'fall'}: "
        f"“{told(claim.text)}”",
        evidence=(
            phrase,
            mention_to_evidence(context, claim, before, "dari"),
            mention_to_evidence(context, claim, after, "menjadi"),
        ),
        expected=really,
        reported=printed,
        page=claim.page,
        suspects=(
            Suspect(printed, really, "menurut kedua angkanya", phrase),
            Suspect(after.raw, "", "bila katanya benar", mention_to_evidence(context, claim, after, "menjadi")),
        ),
        weight=50,
        slip=f"told direction|{before.raw}|{after.raw}",
    )


def _word_of(text: str, first: int, last: int) -> re.Match[str] | None:
    """The one direction that the clauses of the two levels tell; None where they tell none, both, or deny it."""
    starts = [found.end() for found in _CLAUSE.finditer(text, 0, first)]
    ends = [found.start() for found in _CLAUSE.finditer(text, last)]
    start, end = (starts[-1] if starts else 0), (ends[0] if ends else len(text))
    words = list(CHANGES.finditer(text, start, end))
    if not words or len({word["rise"] is None for word in words}) > 1:
        return None
    return None if any(_DENIED.search(text[start : word.start()]) for word in words) else words[0]


def _may_be_step(claim: Claim, before: Mention, now: Fraction) -> bool:
    """Whether the level before may be the step itself: so much smaller, and not said to be a level."""
    lead = claim.text[: max(before.start - claim.start, 0)][-60:]
    return bool(_OPEN_BAR.search(lead)) and not _LEVEL_BAR.search(lead) and abs(number_of(before)) * 2 < abs(now)
