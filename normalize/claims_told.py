"""A sentence with all that was read in it: what the collectors of claims work on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalize.claims_formula import Formula, text_to_formulas
from normalize.claims_mentions import Spot, sentence_to_spots
from normalize.claims_roles import spots_to_mentions
from normalize.digits import NumberStyle
from normalize.model import ClaimKind, Mention, Period
from normalize.periods import find_period, find_years
from normalize.sentences import text_to_sentences

Found = tuple[Spot, Mention]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a paragraph: its place, its figures with roles, its equations, the years and period it names."""

    number: int
    start: int
    text: str
    found: tuple[Found, ...]
    formulas: tuple[Formula, ...]
    years: tuple[int, ...]
    period: Period


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it has an id and an indicator."""

    kind: ClaimKind
    told: Told
    mentions: tuple[Mention, ...]
    expression: str = ""
    #: the claim's own words where they are less than the sentence
    text: str = ""

    def starts(self) -> set[int]:
        return {mention.start for mention in self.mentions}


def paragraph_to_told(text: str, style: NumberStyle) -> list[Told]:
    """The sentences of a paragraph that carry figures, and those between them (without figures, for the distance)."""
    told: list[Told] = []
    for number, (start, sentence) in enumerate(text_to_sentences(text)):
        formulas = tuple(text_to_formulas(sentence, style=style))
        spots = [
            spot
            for spot in sentence_to_spots(sentence, start, number=number, style=style)
            if not any(formula.start <= spot.start - start < formula.end for formula in formulas)
        ]
        hit = find_period(sentence)
        told.append(
            Told(
                number=number,
                start=start,
                text=sentence,
                found=tuple(spots_to_mentions(spots)),
                formulas=formulas,
                years=tuple(find_years(sentence)),
                period=hit.period if hit else "Y",
            )
        )
    return told


def between(first: Spot, second: Spot, paragraph: str) -> str:
    """The words between two figures."""
    return paragraph[first.end : second.start]


def compatible(a: Spot, b: Spot) -> bool:
    """Whether two figures may be of one thing: the same sort, and the same counted noun where both have one."""
    if a.sort == b.sort == "count":
        nouns = [{*spot.noun.casefold().split(), spot.head} for spot in (a, b)]
        return not a.head or not b.head or a.head in nouns[1] or b.head in nouns[0]
    if {a.sort, b.sort} == {"count", "number"}:
        return True
    return a.sort == b.sort


_DEGREE = (
    r"(?:(?:jauh|sedikit|masih|lebih|sangat|terus|cenderung|semakin|makin|kembali|telah|sudah|belum|tidak|senantiasa"
    r"|selalu)\s+)*"
)
_MOVES = (
    r"meningkat|menurun|naik|turun|kenaikan|penurunan|peningkatan|bertambah|berkurang|menyusut|merosot|melonjak|anjlok"
    r"|tumbuh|pertumbuhan|membaik|memburuk|stabil|stagnan|fluktuatif|berfluktuasi"
)
_COMPARISONS = re.compile(
    _DEGREE + r"(?:"
    r"(?:di\s)?\blebih\s+(?:tinggi|rendah|besar|kecil|banyak|sedikit|baik|buruk|cepat|lambat)"
    r"|\b(?:(?:me|ter)(?:lebihi|lampaui)|(?:mencapai|tercapai|memenuhi)(?=\s+target|\s*[.,;]|$)"
    r"|(?:sama|sesuai|sejalan)\s+dengan|setara|kurang\s+dari|tetap\s+sama)(?:\s+target)?"
    r"|\bdi\s?(?:atas|bawah)(?=\s*(?:target|rata|standar|angka|nilai|capaian|realisasi|\d[\d.,]*\s*%))(?:\s+target)?"
    rf"|\b(?:(?:tidak|belum)\s+)?mengalami\s+(?:perubahan|{_MOVES})"
    rf"|\b(?:{_MOVES})\b(?:\s+(?:(?:di|pada)\s+)?(?:setiap|tiap|tiap-tiap)\s+tahun\w*|\s+dari\s+tahun\s+ke\s+tahun"
    r"|\s+terus[\s-]+menerus)?"
    r")",
    re.I,
)


def text_to_comparisons(text: str) -> tuple[str, ...]:
    """Words that compare, as printed: "jauh lebih tinggi", "melebihi target", "meningkat setiap tahun"."""
    return tuple(dict.fromkeys(" ".join(found.group().split()) for found in _COMPARISONS.finditer(text)))
