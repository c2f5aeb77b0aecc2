"""A number that points back to one told before: "4 (empat) sasaran ... Enam sasaran tersebut ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.words import read_number_words
from validate.context import Context, Sentence
from validate.evidence import sentence_to_evidence
from validate.frame import Draft
from validate.model import Suspect
from validate.names import fold
from validate.prose import told

_WORDS = r"dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|dua belas|tiga belas|empat belas|lima belas"
_NOUN = r"(?P<noun>[a-z]{4,}(?:\s+[a-z]{3,}){0,2}?)"
_POINTS = re.compile(
    rf"^\W*(?:(?:dari|adapun|untuk|pada|seluruh)\s+)?(?:ke-?\s?)?(?P<number>\d{{1,2}}|{_WORDS})\s+"
    rf"(?:\([a-z ]{{3,20}}\)\s+)?{_NOUN}\s+tersebut\b",
    re.I,
)
_COUNT = re.compile(
    rf"(?<![\w.,/-])(?P<number>\d{{1,3}}|{_WORDS})\s+(?:\([a-z ]{{3,30}}\)\s+)?(?P<noun>[a-z]{{4,}})", re.I
)


def pointed_counts(context: Context) -> Iterator[Draft]:
    """A draft where a sentence points back to so many things, and the one number told of them before is another."""
    before: list[Sentence] = []
    for sentence in context.sentences:
        if before and before[-1].paragraph is not sentence.paragraph:
            before = []
        match = _POINTS.match(sentence.text)
        if match and before:
            yield from match_to_drafts(sentence, match, before)
        before.append(sentence)


def match_to_drafts(sentence: Sentence, match: re.Match[str], before: list[Sentence]) -> Iterator[Draft]:
    noun = match["noun"].split()[0].casefold()
    said = [(one, found) for one in before for found in _COUNT.finditer(one.text) if found["noun"].casefold() == noun]
    numbers = {word_to_number(found["number"]) for _, found in said}
    number = word_to_number(match["number"])
    if number is None or len(numbers) != 1 or number in numbers:
        return
    place, first = said[0]
    phrase = match.group(0).strip()
    evidence = sentence_to_evidence(sentence, phrase, "ditunjuk kembali")
    yield Draft(
        rule="count",
        kind="pointed",
        severity="warning",
        key=("pointed", noun, fold(sentence.text)[:60]),
        message=f"“{phrase}”, padahal sebelumnya disebut {first.group(0)}: “{told(sentence.text)}”",
        message_en=f"“{phrase}”, though {first.group(0)} were told before: “{told(sentence.text)}”",
        evidence=(evidence, sentence_to_evidence(place, first.group(0), "disebut")),
        expected=first["number"],
        reported=match["number"],
        page=sentence.paragraph.page,
        suspects=(
            Suspect(match["number"], first["number"], "menurut kalimat sebelumnya", evidence),
            Suspect(
                first["number"],
                match["number"],
                "menurut kalimat sesudahnya",
                sentence_to_evidence(place, first.group(0), "disebut"),
            ),
        ),
        weight=34,
    )


def word_to_number(text: str) -> int | None:
    return int(text) if text.isdigit() else read_number_words(text)
