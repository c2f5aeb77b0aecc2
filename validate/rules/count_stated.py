"""How many sasaran, misi and indicators a report says it has, from place to place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from extract.model import Paragraph
from validate.context import Context
from validate.evidence import phrase_to_evidence
from validate.frame import Draft
from validate.names import fold

STATED = re.compile(
    r"(?P<phrase>(?P<number>\d{1,2})\s*(?:\((?P<words>[a-z ]{3,18})\)\s*)?(?P<noun>sasaran(?:\s+(?:strategis|"
    r"kinerja))?|misi|indikator(?:\s+kinerja(?:\s+utama)?)?|iku))\b",
    re.I,
)


OF_ALL = re.compile(
    r"(?:menetapkan|terdiri|sebanyak|terdapat|jumlah\w*|ada|seluruh|keseluruhan|dari|:|mempunyai|"
    r"memiliki)\W+(?:\w+\W+){0,2}$",
    re.I,
)


#: a part of them, with its percent or its class: "3 (tiga) indikator atau 60%", "2 indikator masuk kategori tinggi"
PART_OF = re.compile(
    r"[^.;,\d]{0,40}(?:\(|\batau\b|\bsebanyak\b|\bsebesar\b|=)\s*(?:sebesar\s+|sebanyak\s+)?\d[\d.,]*\s*(?:%|persen)"
    r"|[^.;\d]{0,60}\b(?:kategori|dikategorikan|kriteria|predikat|(?:tidak|belum|telah|sudah)\s+(?:ter|men|mem|me)\w+"
    r"|tercapai|melampaui|melebihi|berhasil|memenuhi)\b",
    re.I,
)


def stated_counts_differ(context: Context) -> Iterator[Draft]:
    """ "3 (tiga) sasaran" here and "4 (empat) sasaran" there: a note, for the two may count different things."""
    found: dict[str, dict[int, list[tuple[str, Paragraph, str]]]] = defaultdict(lambda: defaultdict(list))
    for sentence in context.sentences:
        here: dict[str, list[tuple[int, str, str]]] = {}
        for match in STATED.finditer(sentence.text):
            if not match["words"] and not OF_ALL.search(sentence.text[: match.start()]):
                continue
            if PART_OF.match(sentence.text[match.end() :]):
                continue
            noun = fold(match["noun"]).split()[0].replace("iku", "indikator")
            lead = OF_ALL.search(sentence.text[: match.start()])
            phrase = (lead.group(0) if lead else "") + match["phrase"]
            here.setdefault(noun, []).append((int(match["number"]), match["phrase"], phrase.strip()))
        for noun, told in here.items():
            # "dari 88 indikator, terdapat 79 indikator yang ...": the others are parts of the most
            most, raw, longer = max(told)
            found[noun][most].append((raw, sentence.paragraph, longer))
    for noun, numbers in found.items():
        if len(numbers) < 2:
            continue
        ordered = sorted(numbers.items(), key=lambda one: -len(one[1]))
        # parts of a whole add up to it, and are no contradiction
        top = max(numbers)
        rest = [number for number in numbers if number != top]
        if sum(rest) == top or len(numbers) > 3:
            continue
        told_all = "; ".join(f"{places[0][0]}" for _, places in ordered)
        evidence = [phrase_to_evidence(p, raw, "disebut") for _, places in ordered for raw, p, _ in places[:2]]
        evidence += [phrase_to_evidence(p, longer, "disebut") for _, places in ordered for _, p, longer in places[:2]]
        yield Draft(
            rule="count",
            kind="stated_counts",
            severity="note",
            key=("stated", noun),
            message=f"Banyaknya {noun} disebut berbeda: {told_all}.",
            message_en=f"The number of {noun} is told differently: {told_all}.",
            evidence=tuple(evidence[:20]),
            reported=told_all,
            page=ordered[-1][1][0][1].page,
            weight=10,
        )
