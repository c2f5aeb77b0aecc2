"""A figure and its number words in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from normalize.numbers import read_quantity
from normalize.words import words_to_number
from validate.context import Context, Sentence
from validate.evidence import sentence_to_evidence
from validate.frame import Card, Draft, Rule
from validate.intervals import fraction_to_text, quantity_value
from validate.model import Suspect
from validate.names import fold

CARD = Card(
    id="terbilang",
    title="Angka tidak sama dengan terbilangnya",
    title_en="A figure that its number words contradict",
    compares="angka dengan kata bilangan di dalam kurung sesudahnya",
    compares_en="a figure with the number words in brackets after it",
    why="Dalam dokumen resmi kata bilangan menentukan bila keduanya berbeda; perbedaannya harus dijelaskan.",
    why_en="In official papers the words decide where they differ; the difference needs explaining.",
    not_judged="kurung yang bukan kata bilangan, salah ketik kata yang masih terbaca",
    not_judged_en="brackets that hold no number words, misspelt words that can still be read",
    examples=(("53 (lima puluh tiga) orang", "sesuai"), ("15 (lima) orang", "error")),
)

PATTERN = re.compile(
    r"(?<![\d.,/-])(?P<figure>(?:Rp\.?\s*)?\d[\d.,]*\d|"
    r"\d)(?P<mid>\s*(?:,-)?\s*%?\s*)\(\s*(?P<words>[A-Za-z][A-Za-z\s.,-]{2,260})\)"
)
UNITS = re.compile(r"\b(?:rupiah|persen|orang|buah|koma nol(?: nol)?|sen)\b", re.I)
NUMBER_WORD = re.compile(
    r"\b(?:nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|seratus|seribu|puluh|belas|ratus|"
    r"ribu|juta|mil[iy]ar|triliun)\b",
    re.I,
)


def sentence_to_drafts(sentence: Sentence) -> Iterator[Draft]:
    for match in PATTERN.finditer(sentence.text):
        words = re.sub(
            r"\b(?:rupiah|persen|orang|buah|koma nol(?: nol)?|sen)\b", " ", match["words"], flags=re.I
        ).strip()
        found = NUMBER_WORD.findall(words)
        if not found or len(found) * 2 < len(words.split()):
            continue
        quantity = read_quantity(match["figure"].rstrip(".,"))
        number = words_to_number(words)
        if quantity is None or number is None:
            continue
        value = Fraction(number.value)
        printed = quantity_value(quantity)
        if value == printed or (quantity.alternative is not None and quantity.alternative == value):
            continue
        if printed.denominator != 1 and int(printed) == value:
            continue
        meant = fraction_to_text(value, number.decimals) if number.decimals else str(value)
        figure = match["figure"].rstrip(".,")
        yield Draft(
            rule="terbilang",
            kind="words_differ",
            severity="error",
            key=(fold(sentence.text[:60]), figure),
            message=f"Tercetak {figure} ({match['words'].strip()}): terbilangnya berarti {meant}.",
            message_en=f"Printed {figure} ({match['words'].strip()}): the words mean {meant}.",
            evidence=(
                sentence_to_evidence(sentence, match.group(0), "angka dan terbilang"),
                sentence_to_evidence(sentence, figure, "angka"),
            ),
            expected=meant,
            reported=figure,
            page=sentence.paragraph.page,
            suspects=(
                Suspect(figure, meant, "menurut terbilangnya", sentence_to_evidence(sentence, figure, "angka")),
                Suspect(
                    match["words"].strip(),
                    figure,
                    "menurut angkanya",
                    sentence_to_evidence(sentence, match["words"], "terbilang"),
                ),
            ),
            weight=60,
        )


def judge(context: Context) -> Iterator[Draft]:
    """A draft for every figure whose words say another number."""
    for sentence in context.sentences:
        if "(" in sentence.text:
            yield from sentence_to_drafts(sentence)


RULE = Rule(CARD, judge)
