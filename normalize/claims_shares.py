"""Claims about shares: a part, its whole and the percent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from normalize.claims_mentions import Spot
from normalize.claims_roles import with_role
from normalize.claims_told import Draft, Found, Told
from normalize.model import Mention

_OF = re.compile(
    r"(?<!terdiri )(?<!rendah )(?<!tinggi )(?<!besar )(?<!kecil )(?<!baik )(?<!banyak )(?<!sedikit )\bdari\s+"
    r"(?:(?:total|jumlah\w*|seluruh\w*|keseluruhan|panjang|luas|kebutuhan|populasi|sasaran|kapasitas|sebanyak|sejumlah"
    r"|sebesar|sekitar|target|yang\s+(?:ada|seharusnya))\s*)*(?:[^\W\d]+\s+){0,3}$",
    re.I,
)
_OF_MORE = re.compile(
    r"(?<!terdiri )(?<!rendah )(?<!tinggi )(?<!besar )(?<!kecil )(?<!baik )\bdari\b(?!\s+target)[^,.;()]{0,70}$", re.I
)
_LINKED = re.compile(
    r"[^.;\d()%]{0,70}?(?:\(|\batau\b|\bsetara\b|\bsama dengan\b|=|\bsehingga\b|\bjadi\b|\bmaka\b"
    r"|\bartinya\b|\bberarti\b"
    r"|\b(?:dengan )?(?:persentase|prosentase)(?:nya)?\b)[\s(]*(?:dengan kata lain|tingkat\s+\w+(?:\s+\w+){0,2}?"
    r"(?=\s+(?:sebesar|mencapai|adalah)\b)|(?:tingkat\s+)?pe\w{4,}an(?:nya)?|hanya|sekitar"
    r"|kurang lebih|lebih kurang|sebesar|mencapai"
    r"|tercapai|realisasi|persentase(?:nya)?|prosentase(?:nya)?|dengan|setara|sebanyak|ada|baru|adalah|\s)*",
    re.I,
)
#: "hasil penilaian terhadap 17 dinas, 7 dinas atau 41%"
_ASSESSED = re.compile(r"\bterhadap\s*$", re.I)
_WHOLE = re.compile(
    r"\b(?:terhadap|jumlah|total|seluruh\w*|keseluruhan|dibutuhkan|kebutuhan|panjang|luas|terdapat|sebanyak"
    r"|(?<!terdiri )dari|ada|masuk|diterima|terdaftar|diusulkan|diajukan|ditangani|tersedia|beban)\b",
    re.I,
)


#: what a budget claim tells already
_BUDGETS = frozenset({"pagu", "realisasi_anggaran", "sisa_anggaran"})


def told_to_shares(sentences: Sequence[Told], paragraph: str) -> list[Draft]:
    """Shares: "11 dari 113 P3MI atau 9,82%", "7 OPD atau 24%" of 17 named before, "37,5% atau ada 5 RSUD" of 14: part,
    whole and percent.

    A whole that the words do not tie to the part ("dari ...") is taken only where the ratio comes near the percent.
    """
    drafts: list[Draft] = []
    earlier: list[Found] = []
    for told in sentences:
        found = told.found
        first = len(drafts)
        for place, (spot, mention) in enumerate(found):
            if spot.sort != "percent" or mention.role in ("target", "difference", "fisik", "persen_anggaran"):
                continue
            if divided := _divided(found, place):
                drafts.append(Draft("share", told, (*divided, with_role(mention, "percent"))))
                continue
            part = _linked_part(found, place, paragraph)
            if part is None:
                continue
            whole, tied = _whole_of(found, place, part, earlier)
            if whole is None or whole[0].quantity.value == 0 or (not tied and not _near(part[0], whole[0], spot)):
                continue
            if mention.role == "capaian" and (not tied or whole[1].role == "target"):
                continue
            if {part[1].role, whole[1].role} & _BUDGETS:
                continue
            drafts.append(
                Draft(
                    "share",
                    told,
                    (with_role(part[1], "part"), with_role(whole[1], "whole"), with_role(mention, "percent")),
                )
            )
        drafts += _siblings(found, drafts[first:], told, paragraph)
        earlier.extend(
            item for place, item in enumerate(found) if item[0].sort == "count" and not _has_percent(found, place)
        )
    return drafts


#: "63 usulan: 38 usulan fisik, ..."
_OPENED = re.compile(r"\s*(?::|,?\s*(?:yang\s+)?terdiri\b)", re.I)


def _siblings(found: Sequence[Found], shares: Sequence[Draft], told: Told, paragraph: str) -> list[Draft]:
    """The parts of a sentence whose percent is far off, where two others have one whole: "baik 402 km (62%), sedang
    118 km (18%), rusak 80 km (41%)" of 645 km."""
    wholes = [draft.mentions[1] for draft in shares]
    if not wholes or len({whole.start for whole in wholes}) > 1:
        return []
    if len(wholes) == 1 and not any(m.role == "whole" and m.start == wholes[0].start for _, m in found):
        # but "dari 5 indikator, 3 indikator (60%) ... dan 2 indikator (40%)" names the whole itself
        return []
    taken = {start for draft in shares for start in draft.starts()}
    heads = {spot.head for spot, _ in found if spot.start in {draft.mentions[0].start for draft in shares}}
    more: list[Draft] = []
    for place, (spot, mention) in enumerate(found):
        if spot.sort != "percent" or spot.start in taken or mention.role in ("target", "difference", "persen_anggaran"):
            continue
        part = _linked_part(found, place, paragraph)
        if part is None or part[0].start in taken or part[0].head not in heads:
            continue
        mentions = (with_role(part[1], "part"), wholes[0], with_role(mention, "percent"))
        more.append(Draft("share", told, mentions))
    return more


_BESIDE = re.compile(r"\s*(?:\(|=|atau\b|setara\b|sama\s+dengan\b|yaitu\b|yakni\b)[^.;,\d]{0,50}", re.I)


def _has_percent(found: Sequence[Found], place: int) -> bool:
    """Whether a count carries its own percent: a part, no whole of later ones."""
    return any(
        found[other][0].sort == "percent" and _BESIDE.fullmatch(found[max(place, other)][0].left)
        for other in (place - 1, place + 1)
        if 0 <= other < len(found)
    )


def _divided(found: Sequence[Found], place: int) -> tuple[Mention, Mention] | None:
    """ "85,71% diperoleh dari 6 desa dibagi 7 desa": part and whole of the percent before."""
    if place + 2 >= len(found):
        return None
    (part, one), (whole, two) = found[place + 1], found[place + 2]
    if part.sort not in ("count", "number") or whole.sort not in ("count", "number"):
        return None
    named = re.search(r"\b(?:diperoleh|didapat\w*|berasal|dihitung|hasil)\b[^.;]{0,40}\bdari\b", part.left, re.I)
    if not named or not re.match(r"[^.;,]{0,40}\bdibagi\b", whole.left, re.I) or not whole.quantity.value:
        return None
    return _written_out(one, "part"), _written_out(two, "whole")


def _written_out(mention: Mention, role: str) -> Mention:
    """A whole number that is divided in words is the number itself, not a rounded one."""
    quantity = mention.quantity
    return replace(mention, role=role, quantity=replace(quantity, exact=quantity.exact or quantity.step == 1))


def _linked_part(found: Sequence[Found], place: int, paragraph: str) -> Found | None:
    spot = found[place][0]
    if place and found[place - 1][0].sort in ("count", "number", "money") and _LINKED.fullmatch(spot.left):
        before = found[place - 1]
        # "15 dari 27 Kabupaten/kota atau 59,26 %": the part is the first
        two = {found[place - 2][0].sort, before[0].sort} if place > 1 else set()
        if two and _OF.search(before[0].left) and (two <= {"count", "number"} or two == {"money"}):
            return found[place - 2]
        return before
    if place + 1 < len(found) and found[place + 1][0].sort in ("count", "number"):
        after = found[place + 1]
        if re.fullmatch(
            r"[\s,]*(?:\(|=|(?:atau|setara|yaitu|yakni|berarti|artinya|dengan)\b)\s*(?:setara|dengan|ada|sebanyak|sejumlah|berjumlah|jumlah|hanya|baru|sekitar|\s)*",
            after[0].left,
            re.I,
        ):
            return after
    return None


def _whole_of(found: Sequence[Found], place: int, part: Found, earlier: Sequence[Found]) -> tuple[Found | None, bool]:
    """(the whole, whether words tie it to the part)."""
    at = next(index for index, item in enumerate(found) if item[0].start == part[0].start)
    for index in (at + 1, at + 2, place + 1):
        if not index < len(found) or index == place or found[index] is part:
            continue
        spot = found[index][0]
        tied = _OF.search(spot.left) or (index == place + 1 and _OF_MORE.search(spot.left))
        if tied and spot.sort in (("money",) if part[0].sort == "money" else ("count", "number")):
            return found[index], True
    if part[0].sort == "money":
        return None, False
    if at and re.match(r"\s*di\s?antaranya\b", part[0].right, re.I) and found[at - 1][0].head == part[0].head:
        return found[at - 1], True
    named = [
        item
        for item in reversed(found[:at])
        if item[0].head == part[0].head
        and item[0].quantity.value >= part[0].quantity.value
        and (_WHOLE.search(item[0].left) or _OPENED.match(item[0].right))
        and (item[1].role == "whole" or not _has_percent(found, found.index(item)))
    ]
    if named:
        # the nearest, unless one farther off gives the percent
        item = min(named, key=lambda item: not _near(part[0], item[0], found[place][0]))
        assessed = item[0].noun == part[0].noun and bool(_ASSESSED.search(item[0].left))
        return item, item[1].role == "whole" or assessed
    same = [
        item for item in earlier if item[0].head == part[0].head and item[0].quantity.value > part[0].quantity.value
    ]
    return (max(same, key=lambda item: item[0].quantity.value), False) if same else (None, False)


def _near(part: Spot, whole: Spot, percent: Spot) -> bool:
    """Whether part / whole lies within a tenth of the printed percent: near enough to be meant, right or wrong."""
    ratio = Fraction(part.quantity.value) * 100 / Fraction(whole.quantity.value)
    printed = Fraction(percent.quantity.value)
    return printed > 0 and abs(ratio - printed) <= printed / 10
