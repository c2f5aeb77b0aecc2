"""A whole taken apart by yes and no: "dari 14 indikator, 10 tercapai dan 3 tidak tercapai"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalize.words import read_number_words
from validate.context import Context, Sentence
from validate.evidence import sentence_to_evidence
from validate.frame import Draft
from validate.model import Suspect
from validate.prose import told

_ONES = r"satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan"
_WORDS = rf"sepuluh|sebelas|(?:{_ONES})(?:\s+(?:belas|puluh(?:\s+(?:{_ONES}))?))?"
_FIGURE = re.compile(
    rf"(?<![\w.,/%-])(?P<number>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,4}}|{_WORDS})\s+(?:\(\s*[a-z ]{{3,40}}\)\s*)?"
    rf"(?P<said>[a-z](?:(?!\b(?:{_WORDS})\s)[^,.;:()\d])*)",
    re.I,
)
_WHOLE = re.compile(r"\bdari\s+(?:(?:total|jumlah|seluruh|keseluruhan|sebanyak|sejumlah|ke)\s*)*$", re.I)
_NOT = re.compile(
    r"\b(?:tidak|belum|gagal|kurang)\s+(?:dapat\s+|bisa\s+|berhasil\s+|ber|me[mn]?|ter|di)?(?P<stem>[a-z]{4})", re.I
)
_PAIRS = (("inflasi", "deflasi"), ("lulus", "gugur"), ("hadir", "absen"), ("tepat waktu", "terlambat"))
_OTHERS = re.compile(
    r"\b(?:sisa\w*|lain\w*|selebihnya|di\s?antara\w*|minimal|maksimal|antara lain|dimana|yaitu)\b", re.I
)


@dataclass(frozen=True)
class _Figure:
    value: int
    raw: str
    noun: str
    said: str


def opposites(context: Context) -> Iterator[Draft]:
    """A draft where those that did and those that did not are more or fewer than all of them."""
    for sentence in context.sentences:
        text = sentence.text
        if not re.search(r"\bdari\b", text, re.I) or _OTHERS.search(text):
            continue
        found = list(_FIGURE.finditer(text))
        places = [place for place, match in enumerate(found) if _WHOLE.search(text[: match.start()])]
        if len(places) != 1 or places[0] + 2 >= len(found):
            continue
        figures = [figure for match in found[places[0] :] if (figure := _to_figure(match))]
        if len(figures) == len(found) - places[0]:
            yield from _judge(context, sentence, figures)


def _to_figure(match: re.Match[str]) -> _Figure | None:
    printed = match["number"]
    value = int(printed.replace(".", "")) if printed[0].isdigit() else read_number_words(printed)
    words = match["said"].split()
    if value is None or not words:
        return None
    return _Figure(value, printed, words[0].casefold(), match["said"].casefold())


def _judge(context: Context, sentence: Sentence, figures: Sequence[_Figure]) -> Iterator[Draft]:
    if len(figures) != 3:
        return
    whole, one, two = figures
    if one.noun != whole.noun or not _opposite(one.said, two.said):
        return
    if two.noun != whole.noun and not re.match(r"(?:tidak|belum|gagal|kurang|yang|di|ter|me)", two.noun):
        return
    gap = whole.value - one.value - two.value
    if not gap or max(one.value, two.value) > whole.value:
        return
    around = " ".join(s.text for s in context.sentences if s.paragraph.order == sentence.paragraph.order)
    if gap > 0 and any(figure and figure.value == gap for figure in map(_to_figure, _FIGURE.finditer(around))):
        # "... 1 indikator belum dapat dihitung" is told beside it
        return
    total = one.value + two.value
    shown = [f"{figure.raw} {whole.noun}" for figure in (whole, one, two)]
    evidence = sentence_to_evidence(sentence, whole.raw, "keseluruhan")
    yield Draft(
        rule="prose_arithmetic",
        kind="wrong_sum",
        severity="error" if gap < 0 else "warning",
        key=("opposites", *shown),
        message=f"{shown[1]} + {shown[2]} = {total}, disebut {shown[0]}: “{told(sentence.text)}”",
        message_en=f"{shown[1]} + {shown[2]} = {total}, {shown[0]} are stated: “{told(sentence.text)}”",
        evidence=(
            evidence,
            sentence_to_evidence(sentence, one.raw, "bagian"),
            sentence_to_evidence(sentence, two.raw, "bagian"),
        ),
        expected=str(total),
        reported=whole.raw,
        page=sentence.paragraph.page,
        suspects=(Suspect(whole.raw, str(total), "jumlah bagiannya", evidence),),
        weight=50,
        slip=f"prose|wrong_sum|{'|'.join(sorted(shown))}",
    )


def _opposite(one: str, two: str) -> bool:
    """Whether one says of itself what the other denies: "tercapai" and "belum tercapai", "inflasi" and "deflasi"."""
    if any((a in one and b in two) or (b in one and a in two) for a, b in _PAIRS):
        return True
    for yes, no in ((one, two), (two, one)):
        denied = _NOT.search(no)
        if denied and not _NOT.search(yes) and denied["stem"] in yes:
            return True
    return False
