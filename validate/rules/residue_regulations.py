"""One regulation cited with two years."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from validate.context import Context, Sentence
from validate.evidence import sentence_to_evidence
from validate.frame import Draft
from validate.model import Suspect
from validate.names import fold

REGULATION = re.compile(
    r"(?P<kind>\bundang\s*-?\s*undang\b|\bUU\b|peraturan\s+pemerintah\b|\bPP\b|peraturan\s+presiden|\bperpres|"
    r"instruksi\s+presiden|\binpres|keputusan\s+presiden|\bkeppres|"
    r"peraturan\s+menteri|\bpermen\s?\w*|keputusan\s+menteri|\bkepmen\w*|peraturan\s+daerah|\bperda|"
    r"peraturan\s+gubernur|\bpergub|peraturan\s+bupati|peraturan\s+wali\s?kota|\bperwali|\bperbup|"
    r"peraturan\s+(?:kepala\s+)?badan|surat\s+edaran)"
    r"(?P<issuer>[^.;:()\d]{0,110}?)\s*(?:nomor|no\.?)\s*:?\s*(?P<number>\d{1,3})\s+tahun\s+(?P<year>(?:19|"
    r"20)\d\d)(?P<title>\s*,?\s*(?:tentang|ttg\.?)\s+"
    # a title ends where the next regulation begins
    r"(?:(?!(?:\bdan|\bserta|,)\s+(?:undang|uu\b|peraturan|perpres|instruksi|inpres|keputusan|permen|kepmen|perda|pergub|"
    r"perwali|perbup|surat\s+edaran))[^;()]){0,160})?",
    re.I,
)


SHORT = {
    "uu": "undang undang",
    "pp": "peraturan pemerintah",
    "perpres": "peraturan presiden",
    "inpres": "instruksi presiden",
    "perda": "peraturan daerah",
    "pergub": "peraturan gubernur",
}


def regulations(context: Context) -> Iterator[tuple[tuple[str, str, str], int, str, Sentence, str]]:
    """((kind, issuer, number), year, title, sentence, print) of every regulation cited."""
    for sentence in context.sentences:
        for match in REGULATION.finditer(sentence.text):
            kind = fold(match["kind"])
            kind = SHORT.get(kind, kind)
            issuer = fold(match["issuer"])
            if kind.startswith("permen"):
                issuer, kind = kind.removeprefix("permen") + " " + issuer, "peraturan menteri"
            raw = match.group(0)
            cut = re.search(r"(?:\b(?:PP|UU)\s+)?(?:nomor|no\.?)\s*:?\s*\d{1,3}\s+tahun\s+\d{4}", raw, re.I)
            yield (
                (kind, issuer_key(issuer), match["number"]),
                int(match["year"]),
                fold(match["title"] or "")[:110],
                sentence,
                cut.group(0) if cut else raw,
            )


def issuer_key(issuer: str) -> str:
    """The issuer in one word: the ministry's own name."""
    if re.search(r"\bpan\b|pendayagunaan|panrb|menpan|aparatur", issuer):
        return "panrb"
    if re.search(r"dalam negeri|mendagri", issuer):
        return "dalam negeri"
    if re.search(r"keuangan", issuer):
        return "keuangan"
    words = [
        word
        for word in issuer.split()
        if word not in ("negara", "republik", "indonesia", "ri", "r", "i", "nomor", "menteri", "kepala")
    ]
    return " ".join(words[:2])


def regulation_years(context: Context) -> Iterator[Draft]:
    """One regulation cited with two years."""
    cited: dict[tuple[str, str, str], list[tuple[int, str, Sentence, str]]] = defaultdict(list)
    found = list(regulations(context))
    # the title may stand at another citation of the same number and year
    titles = {(key[0], key[2], year): title for key, year, title, _, _ in found if title}
    for key, year, title, sentence, raw in found:
        cited[key].append((year, title or titles.get((key[0], key[2], year), ""), sentence, raw))
    for key, places in cited.items():
        years = Counter(year for year, _, _, _ in places)
        if len(years) < 2:
            continue
        for odd_year in sorted(years):
            odd = [place for place in places if place[0] == odd_year]
            rest = [place for place in places if place[0] != odd_year]
            match = same_regulation(key, odd, rest)
            if (
                match is None
                or years[odd_year] > years[match[0]]
                or (years[odd_year] == years[match[0]] and odd_year < match[0])
            ):
                continue
            place = odd[0]
            yield Draft(
                rule="residue",
                kind="regulation_year",
                severity="warning",
                key=("regulation", *key),
                message=f"Peraturan yang sama tercetak {place[3]} dan {match[3]}.",
                message_en=f"One regulation is printed {place[3]} and {match[3]}.",
                evidence=(
                    *(sentence_to_evidence(one[2], one[3], "peraturan") for one in odd),
                    *(sentence_to_evidence(one[2], one[3], "tempat lain") for one in distinct_prints(rest, match)),
                ),
                expected=match[3],
                reported=place[3],
                page=place[2].paragraph.page,
                suspects=(Suspect(str(odd_year), str(match[0]), f"{years[match[0]]} dari {len(places)} kutipan"),),
                weight=24,
            )
            break


def distinct_prints(
    places: Sequence[tuple[int, str, Sentence, str]], match: tuple[int, str, Sentence, str]
) -> list[tuple[int, str, Sentence, str]]:
    """The match and other citations of its year that are printed otherwise."""
    chosen = [match]
    for place in places:
        if place[0] == match[0] and place[3] not in {one[3] for one in chosen}:
            chosen.append(place)
    return chosen[:4]


def same_regulation_title(left: str, right: str) -> bool:
    """True where the titles agree as far as the shorter goes; a sentence may run on after a title."""
    length = min(len(left), len(right), 70)
    return length >= 15 and fuzz.ratio(left[:length], right[:length]) >= (75 if length >= 40 else 90)


def same_regulation(
    key: tuple[str, str, str],
    odd: Sequence[tuple[int, str, Sentence, str]],
    rest: Sequence[tuple[int, str, Sentence, str]],
) -> tuple[int, str, Sentence, str] | None:
    """A citation in `rest` that is certainly the regulation of `odd`: the same title, or the same ministry and
    number a few years apart."""
    for one in odd:
        for other in rest:
            if one[1] and other[1] and same_regulation_title(one[1], other[1]):
                return other
    if any(one[1] for one in odd) and any(other[1] for other in rest):
        # both are cited with their titles, and the titles differ: two regulations
        return None
    ministry = key[1] in ("panrb",) or key[0] not in (
        "undang undang",
        "peraturan pemerintah",
        "peraturan menteri",
        "peraturan presiden",
        "peraturan daerah",
    )
    for one in odd:
        for other in rest:
            untitled = not one[1] or not other[1]
            if untitled and abs(one[0] - other[0]) <= 2 and (ministry or int(key[2]) >= 15):
                return other
    return None
