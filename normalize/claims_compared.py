"""Changes told by comparing: "A, naik D dibandingkan tahun lalu yang sebesar B", "A lebih rendah D dari B".

The level before stands behind a word of comparison, the level now before it; where the sentence only points back
("Jumlah itu turun ... dibanding ..."), it is the one figure of that sort in the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from normalize.claims_mentions import Spot
from normalize.claims_told import Found, Told, compatible

Pair = tuple[Found, Found]

#: rises and falls, told by verbs or by what happened; a name may hold "Peningkatan ..." and tells no change by that
CHANGES = re.compile(
    r"\b(?P<rise>meningkat(?!kan)|naik|bertambah|menambah|tumbuh|melonjak|melesat"
    r"|lebih\s+(?:tinggi|besar|banyak)"
    r"|(?<=mengalami )(?:\w+ )?(?:kenaikan|peningkatan|pertumbuhan|pertambahan|penambahan|lonjakan)"
    r"|(?<=terjadi )(?:\w+ )?(?:kenaikan|peningkatan|pertumbuhan|pertambahan|penambahan|lonjakan)"
    r"|(?<=terdapat )(?:kenaikan|peningkatan|pertumbuhan|pertambahan|penambahan|lonjakan)"
    r"|(?<=ada )(?:kenaikan|peningkatan|pertumbuhan))\b"
    r"|\b(?P<fall>menurun(?!kan)|turun|berkurang|menyusut|merosot|anjlok|lebih\s+(?:rendah|kecil|sedikit)"
    r"|(?<=mengalami )(?:\w+ )?(?:penurunan|pengurangan|penyusutan|kontraksi)"
    r"|(?<=terjadi )(?:\w+ )?(?:penurunan|pengurangan|penyusutan|kontraksi)"
    r"|(?<=terdapat )(?:penurunan|pengurangan|penyusutan)|(?<=ada )(?:penurunan|pengurangan))\b",
    re.I,
)
_COMPARES = re.compile(
    r"\b(?:di\s?banding(?:kan)?(?:\s+(?:dengan|pada|terhadap))?|banding|daripada|ketimbang|terhadap|dari)\b", re.I
)
_WHEN = re.compile(
    r"\b(?:(?:19|20)\d\d|tahun|periode|triwulan|kuartal|semester|bulan|lalu|sebelumnya|semula|awal|kemarin|silam"
    r"|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|nopember|november|desember)\b",
    re.I,
)
#: other yardsticks than the level before
_OTHER_BAR = re.compile(
    r"\b(?:target\w*|pagu|anggaran\s+yang|rata-rata|nasional|provinsi\s+\w+|standar|rencana|total|jumlah\s+seluruh"
    r"|terdiri|berasal|sumber)\b",
    re.I,
)
_CLAUSE = re.compile(r",?\s+(?:sedangkan|sementara|namun|adapun|tetapi|padahal)\b|;", re.I)
_BACK = re.compile(
    r"\W*(?:(?:walaupun|meskipun|namun)(?:\s+(?:demikian|begitu))?\s*,?\s*|selain\s+itu\s*,?\s*)?(?:[^\W\d]+\s+){1,4}?"
    r"(?:ini|itu|tersebut)\s+(?:juga\s+|telah\s+|masih\s+)?(?=meningkat|menurun|naik|turun|bertambah|berkurang|lebih|mengalami|tumbuh)"
    r"|\W*(?:ada\s?pun\s+)?(?:jumlah|angka|nilai|realisasi|capaian|hasil|persentase|prosentase|kondisi|surplus|produksi"
    r"|hal|data|total|besaran|indeks|skor|penerimaan|pendapatan|belanja|investasi)\s+(?:\w+\s+){0,2}?"
    r"(?:ini|itu|tersebut)\b|\W*(?:jika|bila|apabila)?\s*di\s?banding|\W*(?:dari\s+)?(?:ini|itu)\b",
    re.I,
)
_NO_LEVEL = frozenset({"difference", "target", "threshold", "whole", "remainder", "fisik", "count"})
#: sentences that draw the conclusion from those before
_SO = re.compile(
    r"\W*(?:artinya|itu\s+artinya|dengan\s+demikian|jadi|berarti|sehingga|maka|hal\s+(?:ini|itu|tersebut)"
    r"|(?:jika|bila|apabila)?\s*di\s?banding(?:kan)?|terjadi|mengalami|terdapat"
    r"|(?:kenaikan|penurunan|peningkatan)\s+(?:ini|itu|tersebut)"
    r"|(?:jumlah|angka|nilai|realisasi|capaian|hasil|persentase|prosentase)\s+(?:ini|itu|tersebut))\b",
    re.I,
)


def compared_pair(told: Told, before: Sequence[Told]) -> Pair | None:
    """(the level before, the level now) where a sentence compares one with the other; None where it does not, or
    where several figures may be meant."""
    for found in _COMPARES.finditer(told.text):
        at = told.start + found.end()
        bar = next((one for one in told.found if one[0].start >= at), None)
        if bar is None:
            return None
        gap = told.text[found.end() : bar[0].start - told.start]
        if bar[1].role == "difference" and bar[0].sort == "percent" and _lone(told, bar):
            # "turun dari tahun 2022 sebesar 86,10%": a level, where it is as large as the level now
            bar = (bar[0], replace(bar[1], role="percent"))
            as_level = True
        else:
            as_level = False
        if not _leads_to_level(gap, bar):
            continue
        start, end = _clause_around(told.text, found.start())
        if not CHANGES.search(told.text, start, end):
            continue
        now = _level_now(told, before, bar, found, start, end)
        if now is None or (now[1].year and bar[1].year and now[1].year < bar[1].year):
            return None
        one, two = abs(bar[0].quantity.value), abs(now[0].quantity.value)
        return None if as_level and not (two / 2 <= one <= two * 2) else (bar, now)
    return None


def level_before(told: Told) -> Found | None:
    """The level that a sentence compares with where it tells the step only: "dibanding tahun lalu Rp a, turun Rp b"."""
    for found in _COMPARES.finditer(told.text):
        bar = next((one for one in told.found if one[0].start >= told.start + found.end()), None)
        if bar is not None and _leads_to_level(told.text[found.end() : bar[0].start - told.start], bar):
            return bar
    return None


def _lone(told: Told, bar: Found) -> bool:
    return sum(m.role == "difference" for _, m in told.found) == 1 and "sebesar" in bar[0].left.casefold()


def step_before_word(told: Told, level: Found) -> list[Found]:
    """The step that stands before its word: "45% lebih tinggi dari tahun lalu, sebesar ..." of levels in rupiah."""
    return [
        (s, m)
        for s, m in told.found
        if s.sort == "percent" != level[0].sort
        and m.role in ("percent", "value", "persen_anggaran")
        and re.match(r"\s*lebih\s+(?:tinggi|rendah|besar|kecil|banyak|sedikit)\b", s.right, re.I)
    ]


def _leads_to_level(gap: str, bar: Found) -> bool:
    """Whether the words between the comparison and a figure name an earlier time, and nothing else to compare with."""
    if len(gap) > 130 or re.search(r"[.;]\s|[()]", gap.rstrip(" (")) or _OTHER_BAR.search(gap):
        return False
    if bar[1].role in ("difference", "threshold", "target") or re.match(r"\s*menjadi\b", bar[0].right, re.I):
        return False
    return _WHEN.search(gap) is not None


def _clause_around(text: str, at: int) -> tuple[int, int]:
    starts = [found.end() for found in _CLAUSE.finditer(text, 0, at)]
    ends = [found.start() for found in _CLAUSE.finditer(text, at)]
    return (starts[-1] if starts else 0), (ends[0] if ends else len(text))


def _level_now(
    told: Told, before: Sequence[Told], bar: Found, compares: re.Match[str], start: int, end: int
) -> Found | None:
    def levels(found: Sequence[Found]) -> list[Found]:
        return [
            (s, m) for s, m in found if s.start != bar[0].start and m.role not in _NO_LEVEL and _of_one_thing(s, bar[0])
        ]

    inside = [(s, m) for s, m in told.found if start <= s.start - told.start < end]
    ahead = levels([one for one in inside if one[0].start - told.start < compares.start()])
    if len(ahead) > 1:
        # what a bracket or an achievement adds is not the level
        outer = [one for one in ahead if not _bracketed(told, one[0])]
        ahead = [one for one in outer if one[1].role != "capaian"] or outer or ahead
    elif ahead and ahead[0][1].role == "capaian" and any(m.role == "target" for _, m in told.found):
        return None
    if ahead:
        return ahead[0] if len({s.quantity.value for s, _ in ahead}) == 1 else None
    following = levels([one for one in inside if one[0].start > bar[0].start])
    opens = re.fullmatch(r"\W*(?:(?:jika|bila|apabila|dan|namun)\s+)*", told.text[start : compares.start()], re.I)
    if opens and len(following) == 1:
        return following[0]
    if following or not _BACK.match(told.text[start:]) or start:
        return None
    last = next((one for one in reversed(before) if one.found), None)
    if last is None or last.number + 1 != told.number:
        return None
    back = levels(last.found)
    reached = [one for one in back if one[1].role == "realisasi"]
    return back[0] if len(back) == 1 else reached[0] if len(reached) == 1 else None


def _bracketed(told: Told, spot: Spot) -> bool:
    before = told.text[: spot.start - told.start]
    return before.count("(") > before.count(")")


def _of_one_thing(a: Spot, b: Spot) -> bool:
    if {a.sort, b.sort} <= {"count", "number"} and a.sort != b.sort:
        return True
    return compatible(a, b) and (a.sort != "number" or a.quantity.step == b.quantity.step)


def levels_of_years(told: Told, before: Sequence[Told]) -> Pair | None:
    """The levels of two years told before a conclusion: "2021: 608 kasus, 2022: 540 kasus, artinya turun"; None unless
    exactly two figures of one thing with a year each stand there."""
    first = min((m.start for _, m in told.found if m.role == "difference"), default=told.start + len(told.text))
    inside = [(s, m) for s, m in told.found if s.start < first]
    if inside:
        return _two_years(inside)
    if not _SO.match(told.text):
        return None
    gathered: list[Found] = []
    for one in reversed([t for t in before if told.number - 3 <= t.number < told.number]):
        gathered = [*one.found, *gathered]
        if len(gathered) >= 2:
            break
    return _two_years(gathered)


def _two_years(found: Sequence[Found]) -> Pair | None:
    if len(found) != 2 or any(m.role in _NO_LEVEL for _, m in found):
        return None
    (first, one), (second, two) = found
    if not one.year or not two.year or one.year == two.year or not _of_one_thing(first, second):
        return None
    return (found[0], found[1]) if one.year < two.year else (found[1], found[0])


def now_from_before(told: Told) -> Pair | None:
    """ "naik 400 kg menjadi 2.700 kg dari sebelumnya 2.300 kg": (the level before, the level now)."""
    for one, two in pairwise((s, m) for s, m in told.found if m.role != "difference"):
        gap = told.text[one[0].end - told.start : two[0].start - told.start]
        if (
            re.search(r"\bmenjadi\b[^.;,]{0,30}$", one[0].left, re.I)
            and re.match(r"[^.;]{0,50}?\b(?:dari|semula)\b", gap, re.I)
            and re.search(r"\b(?:semula|sebelumnya|tahun|lalu|awal)\b", gap, re.I)
            and not _OTHER_BAR.search(gap)
            and _of_one_thing(one[0], two[0])
        ):
            return two, one
    return None
