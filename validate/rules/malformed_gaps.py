"""Places left open: a regulation without its number, a percent without its figure, a change without its word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validate.context import Context, Sentence
from validate.evidence import sentence_to_evidence
from validate.frame import Draft
from validate.names import fold
from validate.prose import told

DOTS = r"(?:\.{2,}|…+|_{2,})"
REGULATION = re.compile(
    r"\b(?:peraturan|keputusan|undang\s*-?\s*undang|instruksi|surat\s+edaran|lembaran\s+(?:daerah|negara)|qanun|perda|"
    r"pergub|perbup|perwal)\b[^.;]{0,90}$",
    re.I,
)
#: "Nomor Tahun 2016", "Nomor ..... Tahun", "Nomor Seri )", "Nomor 5 Tahun tentang"
OPEN_NUMBER = re.compile(
    rf"\bNomor\s*(?:{DOTS}\s*)?(?=(?:Tahun|Seri)\b|\))|\bNomor\s+[\w./-]+\s+Tahun\s*(?:{DOTS}\s*)?(?=tentang\b|\))"
)
#: "sebesar %", "mencapai .... %", "Rp. .......,-"
OPEN_FIGURE = re.compile(
    rf"\b(?:sebesar|mencapai|sebanyak|sejumlah)\s+(?:{DOTS}\s*)?%|\b(?:sebesar|sebanyak|sejumlah|mencapai)\s*{DOTS}|"
    rf"\bRp\.?\s*(?:{DOTS}|,-)",
    re.I,
)
#: "mengalami dibandingkan": rise or fall is not said
OPEN_WORD = re.compile(
    r"\bmengalami\s+(?:di\s*banding\w*|dari\s+tahun|sebesar|pada\s+tahun|menjadi|bila\s+di\s*banding\w*)\b", re.I
)


def gaps(context: Context) -> Iterator[Draft]:
    """A draft for every place a writer left open."""
    for sentence in context.sentences:
        text = sentence.text
        for match in OPEN_NUMBER.finditer(text):
            if REGULATION.search(text[: match.start()]):
                phrase = text[match.start() : match.end() + 14].strip()
                yield gap(
                    sentence, phrase, "blank_reference", "nomor atau tahun peraturannya tidak terisi",
                    "the regulation's number or year is not filled in",
                )  # fmt: skip
        for match in OPEN_FIGURE.finditer(text):
            yield gap(sentence, match.group(0), "blank_figure", "angkanya tidak terisi", "the figure is not filled in")
        for match in OPEN_WORD.finditer(text):
            yield gap(
                sentence, match.group(0), "missing_word", "naik atau turun tidak disebut", "rise or fall is not said"
            )


def gap(sentence: Sentence, phrase: str, kind: str, words: str, words_en: str) -> Draft:
    phrase = re.sub(r"\s+", " ", phrase)
    at = re.sub(r"\s+", " ", sentence.text).find(phrase)
    around = told(sentence.text[max(0, at - 70) : at + len(phrase) + 60])
    evidence = sentence_to_evidence(sentence, phrase, "bagian yang kosong")
    return Draft(
        rule="malformed",
        kind=kind,
        severity="warning",
        key=(kind, fold(sentence.text)[:70], phrase),
        message=f"Kalimat dengan bagian kosong: “{phrase}”, {words}: “…{around}…”",
        message_en=f"A sentence with a gap: “{phrase}”, {words_en}: “…{around}…”",
        evidence=(evidence,),
        reported=phrase,
        page=sentence.paragraph.page,
        weight=25,
    )
