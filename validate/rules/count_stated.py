"""How many sasaran, misi and indicators a report says it has, from place to place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from extract.model import Paragraph
from validate.context import Context, Sentence
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


#: some of them, told apart by what they reached: "5 indikator yang realisasinya kurang", "2 indikator dengan capaian"
SOME_OF = re.compile(
    r"^\W*(?:\w+\W+){0,2}?(?:yang\s+(?:ber|me|ter|di)?(?:realisasi|capai|target|nilai|tidak|belum|kurang|lebih|atas|bawah|"
    r"rendah|tinggi|meningkat|menurun|naik|turun|berhasil|gagal)|yang\s*[≥≤<>=]|dengan\s+(?:capaian|realisasi|kategori|"
    r"nilai|predikat|tingkat))",
    re.I,
)
ONLY = re.compile(r"\b(?:hanya|baru|sisanya|lainnya)\W+(?:\w+\W+){0,2}$", re.I)
#: another's: the government's, the plan's, an index's own, another year's
OTHERS = re.compile(
    r"pemerintah\s+(?:provinsi|kabupaten|kota|daerah|pusat|republik)|gubernur|bupati|wali\s?kota|presiden|"
    r"\bRPJM[DN]\b|misi\s+pembangunan|pembangunan\s+(?:daerah|jangka|nasional)",
    re.I,
)
OF_INDEX = re.compile(
    r"\b(?:nilai|indeks|skor)\b[^.;]{0,60}\b(?:didapat\w*|diperoleh|dihitung|diukur|terdiri|berdasarkan|dari)\b[^.;]{0,15}$",
    re.I,
)
YEAR = re.compile(r"\btahun\s+(20\d\d)\b[^.;,\d]{0,30}$", re.I)


def of_another(context: Context, sentence: Sentence, match: re.Match[str]) -> bool:
    """True where the count is of some of them, of another year, or of another's sasaran or misi."""
    before, after = sentence.text[: match.start()], sentence.text[match.end() :]
    if SOME_OF.match(after) or ONLY.search(before) or OF_INDEX.search(before):
        return True
    year = YEAR.search(before)
    if year and context.year is not None and int(year.group(1)) != context.year:
        return True
    around = " ".join((sentence.text[max(0, match.start() - 120) : match.end() + 80], *sentence.headings[:2]))
    return bool(OTHERS.search(around)) and not OTHERS.search(context.understanding.profile.agency)


def stated_counts_differ(context: Context) -> Iterator[Draft]:
    """ "3 (tiga) sasaran" here and "4 (empat) sasaran" there: a note, for the two may count different things."""
    found: dict[str, dict[int, list[tuple[str, Paragraph, str]]]] = defaultdict(lambda: defaultdict(list))
    for sentence in context.sentences:
        here: dict[str, list[tuple[int, str, str]]] = {}
        for match in STATED.finditer(sentence.text):
            if not match["words"] and not OF_ALL.search(sentence.text[: match.start()]):
                continue
            if PART_OF.match(sentence.text[match.end() :]) or of_another(context, sentence, match):
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
