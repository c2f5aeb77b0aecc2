"""Claims about counts: a whole with its parts, and a share of a whole in percent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from normalize.claims_mentions import Spot
from normalize.claims_roles import with_role
from normalize.claims_told import Draft, Found, Told
from normalize.model import Mention

#: words that announce all parts; "antara lain", "di antaranya", "termasuk" announce some
_PARTS = re.compile(
    r"\b(?:terdiri\s+(?:dari|atas|dar)|dengan\s+(?:rincian|uraian|komposisi|perincian|pembagian)|rincian(?:nya)?"
    r"|meliputi|mencakup|terbagi|dirinci|yaitu|yakni|berupa"
    r"|masing-masing)\b",
    re.I,
)
_SOME = re.compile(
    r"\b(?:antara lain|di ?antaranya|termasuk|seperti|misalnya|satu di ?antaranya|rata-rata|per lokasi|tiap)\b", re.I
)
_STOP = re.compile(
    r"\b(?:dari\s+(?:total|jumlah|target)|sehingga|dibanding\w*|sedangkan\s+target|atau\s+(?:sebesar|mencapai)"
    r"|dengan\s+demikian|target\w*)\b",
    re.I,
)


def told_to_parts(sentences: Sequence[Told], paragraph: str) -> list[Draft]:
    """A whole with its parts: "53 orang ... terdiri dari 38 orang PNS dan 15 orang PPPK", "27 orang (10 PNS, ...)".

    An enumeration without a whole ("S2 sebanyak 7 orang, S1 sebanyak 38 orang, ...") gives a claim of parts only.
    """
    drafts: list[Draft] = []
    cut = not re.search(r"[.;:!?)]\W*$", paragraph)
    for place, told in enumerate(sentences):
        if cut and place == len(sentences) - 1 and len(paragraph) > 60:
            # the rest of a sentence that breaks off may hold more parts
            continue
        counts = [found for found in told.found if found[0].sort in ("count", "money")]
        if (
            place
            and re.match(r"\s*(?:dengan|adapun)\s+(?:uraian|rincian)", told.text, re.I)
            and sentences[place - 1].found
        ):
            # "seluruhnya 483 orang. Dengan uraian: ..."
            counts = [sentences[place - 1].found[-1], *counts]
        taken: set[int] = set()
        for at, whole in enumerate(counts):
            parts = _bracketed(counts, at, paragraph) or _announced(counts, at, paragraph, told)
            if len(parts) >= 2:
                taken |= {whole[0].start, *(spot.start for spot, _ in parts)}
                drafts.append(
                    Draft("parts", told, (with_role(whole[1], "whole"), *(with_role(m, "part") for _, m in parts)))
                )
        loose = _enumerated([found for found in counts if found[0].start not in taken], told)
        if loose:
            drafts.append(Draft("parts", told, tuple(with_role(m, "part") for _, m in loose)))
    return drafts


def _depths(text: str) -> list[int]:
    depth, depths = 0, []
    for letter in text:
        if letter == "(":
            depth += 1
        depths.append(depth)
        if letter == ")" and depth:
            depth -= 1
    return depths


def _bracketed(counts: Sequence[Found], at: int, paragraph: str) -> list[Found]:
    """The counts in the bracket that opens right after a count."""
    whole = counts[at][0]
    opened = re.match(r"[^().;,:\d]{0,40}(?:terdiri\s+(?:dari|atas)\s*:?\s*)?\(", paragraph[whole.end :])
    if not opened:
        return []
    start = whole.end + opened.end()
    close = paragraph.find(")", start)
    # a bracket may hold another: "(PNS (5 orang), ...)"
    depth = 1
    for place in range(start, len(paragraph)):
        depth += {"(": 1, ")": -1}.get(paragraph[place], 0)
        if depth == 0:
            close = place
            break
    inside = [found for found in counts[at + 1 :] if start <= found[0].start < close]
    return inside if len(inside) >= 2 and _addable(whole, inside) else []


def _announced(counts: Sequence[Found], at: int, paragraph: str, told: Told) -> list[Found]:
    """The counts after the words that announce the parts of this one; they end at the next announcement or at the
    sentence's end.

    What stands in a bracket after a part is its own breakdown and is passed over.
    """
    whole = counts[at][0]
    following = counts[at + 1 :]
    if not following:
        return []
    gap = paragraph[whole.end : following[0][0].start]
    crossing = whole.start < told.start
    if not (_PARTS.search(gap) or (crossing and _PARTS.search(told.text[:40]))) or _SOME.search(gap) or len(gap) > 260:
        return []
    # "695 kasus atau sebesar 173,75% terdiri dari 658 kasus ..."
    after_percent = gap.rpartition("%")[2]
    if _STOP.search(after_percent) or (
        "%" in gap and not _PARTS.match(after_percent.lstrip(" ,)").removeprefix("yang "))
    ):
        return []
    end = told.start + len(told.text)
    depths = _depths(paragraph[whole.end : end])
    parts: list[Found] = []
    outer = 0
    for found in following:
        spot = found[0]
        before = paragraph[(parts[-1][0].end if parts else whole.end) : spot.start]
        if parts and (_STOP.search(before) or (_PARTS.search(before) and not before.lstrip().startswith("("))):
            break
        own = depths[spot.start - whole.end] if spot.start - whole.end < len(depths) else 0
        if not (own > outer and parts and _part_of_bracket(paragraph, parts, spot)):
            parts.append(found)
            outer = own
    return parts if _addable(whole, parts) else []


def _part_of_bracket(paragraph: str, parts: Sequence[Found], spot: Spot) -> bool:
    """Whether a count in brackets breaks down the part before the bracket ("90 orang (11 orang, 28 orang)")."""
    opened = paragraph.rfind("(", 0, spot.start)
    last = parts[-1][0] if parts else None
    return (
        last is not None and opened >= 0 and last.end <= opened and not re.search(r"[,;]", paragraph[last.end : opened])
    )


def _addable(whole: Spot, parts: Sequence[Found]) -> bool:
    spots = [spot for spot, _ in parts]
    if any(spot.sort != whole.sort for spot in spots) or any(
        mention.role in ("target", "difference") for _, mention in parts
    ):
        return False
    if all(spot.head == whole.head for spot in spots):
        return True
    # other nouns add up only where each is given as an amount
    return len(spots) >= 3 and all(
        re.search(r"\b(?:sebanyak|sejumlah|berjumlah)\s*$", spot.left, re.I) for spot in spots
    )


def _enumerated(counts: Sequence[Found], told: Told) -> list[Found]:
    """A breakdown without a whole: counts of one noun that a sentence lists "berdasarkan" or "menurut" something."""
    if len(counts) < 2 or not re.search(
        r"\b(?:berdasarkan|menurut|berdasar)\b", told.text[: counts[0][0].end - told.start], re.I
    ):
        return []
    heads = {spot.head for spot, _ in counts}
    plain = all(mention.role in ("value", "part") for _, mention in counts)
    if len(heads) != 1 or not plain or _SOME.search(told.text) or counts[0][0].sort != "count":
        return []
    gaps = [spot.left for spot, _ in counts[1:]]
    return list(counts) if all(re.match(r"\s*(?:\([^()]*\))?\s*(?:,|dan|;|serta|\()", gap) for gap in gaps) else []


_OF = re.compile(
    r"(?<!terdiri )\bdari\s+(?:total|jumlah|seluruh|keseluruhan|sebanyak|sejumlah|sekitar|target|\s)*$", re.I
)
_OF_MORE = re.compile(
    r"(?<!terdiri )(?<!rendah )(?<!tinggi )(?<!besar )(?<!kecil )(?<!baik )\bdari\b(?!\s+target)[^,.;()]{0,70}$", re.I
)
_LINKED = re.compile(
    r"[^.;\d()%]{0,70}?(?:\(|\batau\b|\bsetara\b|=|\bdengan (?:persentase|prosentase)\b)[\s(]*(?:hanya|sekitar"
    r"|kurang lebih|lebih kurang|sebesar|mencapai"
    r"|tercapai|realisasi|persentase|prosentase|dengan|setara|sebanyak|ada|baru|adalah|\s)*",
    re.I,
)
#: "hasil penilaian terhadap 17 dinas, 7 dinas atau 41%"
_ASSESSED = re.compile(r"\bterhadap\s*$", re.I)
_WHOLE = re.compile(
    r"\b(?:terhadap|jumlah|total|seluruh\w*|keseluruhan|dibutuhkan|kebutuhan|terdapat|sebanyak|dari)\b", re.I
)


def told_to_shares(sentences: Sequence[Told], paragraph: str) -> list[Draft]:
    """Shares: "11 dari 113 P3MI atau 9,82%", "7 OPD atau 24%" of 17 named before, "37,5% atau ada 5 RSUD" of 14: part,
    whole and percent.

    A whole that the words do not tie to the part ("dari ...") is taken only where the ratio comes near the percent.
    """
    drafts: list[Draft] = []
    earlier: list[Found] = []
    for told in sentences:
        found = told.found
        for place, (spot, mention) in enumerate(found):
            if spot.sort != "percent" or mention.role in ("target", "difference", "fisik", "persen_anggaran"):
                continue
            part = _linked_part(found, place, paragraph)
            if part is None:
                continue
            whole, tied = _whole_of(found, place, part, earlier)
            if whole is None or whole[0].quantity.value == 0 or (not tied and not _near(part[0], whole[0], spot)):
                continue
            if mention.role == "capaian" and (not tied or whole[1].role == "target"):
                continue
            drafts.append(
                Draft(
                    "share",
                    told,
                    (with_role(part[1], "part"), with_role(whole[1], "whole"), with_role(mention, "percent")),
                )
            )
        earlier.extend(item for item in found if item[0].sort == "count")
    return drafts


def _linked_part(found: Sequence[Found], place: int, paragraph: str) -> Found | None:
    spot = found[place][0]
    if place and found[place - 1][0].sort in ("count", "number") and _LINKED.fullmatch(spot.left):
        before = found[place - 1]
        # "15 dari 27 Kabupaten/kota atau 59,26 %": the part is the first
        if place > 1 and _OF.search(before[0].left) and found[place - 2][0].sort in ("count", "number"):
            return found[place - 2]
        return before
    if place + 1 < len(found) and found[place + 1][0].sort == "count":
        after = found[place + 1]
        if re.fullmatch(r"\s*(?:\(|atau|setara)\s*(?:setara|dengan|ada|sebanyak|sejumlah|\s)*", after[0].left, re.I):
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
        if tied and spot.sort in ("count", "number"):
            return found[index], True
    for item in reversed(found[:at]):
        if (
            item[0].head == part[0].head
            and item[0].quantity.value >= part[0].quantity.value
            and _WHOLE.search(item[0].left)
        ):
            return item, item[1].role == "whole" or (
                item[0].noun == part[0].noun and bool(_ASSESSED.search(item[0].left))
            )
    same = [
        item for item in earlier if item[0].head == part[0].head and item[0].quantity.value > part[0].quantity.value
    ]
    return (max(same, key=lambda item: item[0].quantity.value), False) if same else (None, False)


def _near(part: Spot, whole: Spot, percent: Spot) -> bool:
    """Whether part / whole lies within a tenth of the printed percent: near enough to be meant, right or wrong."""
    ratio = Fraction(part.quantity.value) * 100 / Fraction(whole.quantity.value)
    printed = Fraction(percent.quantity.value)
    return printed > 0 and abs(ratio - printed) <= printed / 10


def mentions_to_ratio(part: Mention, whole: Mention) -> Fraction:
    """part / whole x 100, exactly."""
    return Fraction(part.quantity.value) * 100 / Fraction(whole.quantity.value)
