"""Claims about changes: "dari A menjadi B", "semula A, kini B", "naik D", A and B told by two years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from normalize.claims_compared import (
    CHANGES,
    compared_pair,
    level_before,
    levels_of_years,
    now_from_before,
    step_before_word,
)
from normalize.claims_mentions import Spot
from normalize.claims_roles import with_role
from normalize.claims_told import Draft, Found, Told, compatible
from normalize.model import Mention

_CHANGED = re.compile(
    r"\b(?:meningkat|menurun|naik|turun|kenaikan|penurunan|peningkatan|bertambah|berkurang|tumbuh|pertumbuhan"
    r"|berubah|perubahan|bergerak|menyusut|merosot|melonjak|anjlok|membaik|memburuk|menguat|melemah|menambah|mengurangi|menjadi\s+(?:naik|turun))\b",
    re.I,
)
_TO = re.compile(r"\b(?:menjadi|ke|hingga|sampai)\b", re.I)
_FROM = re.compile(r"\bdari\b[^,.;()]{0,60}$", re.I)
_NO_FROM = re.compile(r"terdiri\s+dari|\bdari\s+(?:total|jumlah|target|pagu|seluruh)\b[^,.;()]{0,40}$", re.I)
_BEFORE = re.compile(
    r"\b(?:semula|sebelumnya|awalnya|tadinya|mulanya|tahun\s+(?:lalu|sebelumnya)|pada\s+awal\w*)\b[^.;]{0,60}$", re.I
)
#: "... berkurang menjadi", "meningkat hingga"
_CHANGED_TO = re.compile(rf"(?:{_CHANGED.pattern})[^.;]{{0,40}}?\b(?:menjadi|hingga|sampai|ke)\b[^.;]{{0,30}}$", re.I)
_NOW = re.compile(r"\b(?:kini|sekarang|menjadi|saat\s+ini)\b[^.;]{0,40}$", re.I)
_JUST_TO = re.compile(
    r"[\s,]*(?:(?:pada|di|untuk)?\s*tahun\s+(?:(?:19|20)\d\d|lalu|sebelumnya)\s*,?\s*)?menjadi\s*(?:sebesar|sebanyak|sejumlah|hanya|\s)*",
    re.I,
)
_SAME = re.compile(
    r"\s*(?:\(|,?\s*(?:atau|setara|yaitu|yakni)\b)(?:\s*(?:sebesar|sekitar|dengan|setara|turun|naik|minus))*\s*", re.I
)
_ENDS = frozenset(
    {"value", "percent", "whole", "realisasi", "capaian", "target", "from", "to", "pagu", "realisasi_anggaran"}
)


def told_to_changes(sentences: Sequence[Told]) -> list[Draft]:
    """One claim a sentence that changes something, with what the words give of `from`, `to` and `difference`."""
    drafts: list[Draft] = []
    for place, told in enumerate(sentences):
        differences = [(s, m) for s, m in told.found if m.role == "difference"]
        pair = _from_to(told) or now_from_before(told) or compared_pair(told, sentences[:place])
        if pair is None and _CHANGED.search(told.text):
            pair = levels_of_years(told, sentences[:place])
        if pair is None and differences:
            following = sentences[place + 1].found if place + 1 < len(sentences) else ()
            own = any(m.year and m.role != "difference" for _, m in told.found)
            pair = _by_years(told.found) if own else _by_years(following)
            if pair is not None and not _belongs(differences[0][0], pair, told):
                pair = None
        if pair is None and not differences:
            continue
        if pair is not None and not differences and not (_CHANGED.search(told.text) or CHANGES.search(told.text)):
            continue
        if pair is None:
            alone = level_before(told) if len(differences) == 1 else None
            percent = (
                _percent_beside(told, [differences[0][1]]) if alone and _measures(differences[0][0], alone[0]) else []
            )
            if alone and percent:
                drafts.append(Draft("change", told, (with_role(alone[1], "from"), differences[0][1], *percent)))
                continue
            drafts += [Draft("change", told, (difference,)) for _, difference in differences]
            continue
        ends = tuple(with_role(mention, role) for mention, role in _read_alike(pair))
        differences = [item for item in differences if item[0].start not in (pair[0][0].start, pair[1][0].start)]
        measured = [mention for spot, mention in differences if _measures(spot, pair[1][0])]
        if not differences:
            measured = [with_role(mention, "difference") for _, mention in step_before_word(told, pair[1])]
        drafts.append(Draft("change", told, (*ends, *measured[:1], *_percent_beside(told, measured[:1]))))
        # what measures something else is a change of its own
        drafts += [Draft("change", told, (mention,)) for spot, mention in differences if mention not in measured]
    return drafts


def _percent_beside(told: Told, step: Sequence[Mention]) -> list[Mention]:
    """The percent that a step in counts or rupiah is said to be: "turun 28 kasus atau 25%"."""
    for place, (spot, mention) in enumerate(told.found[1:], 1):
        before = told.found[place - 1][0]
        if (
            step
            and before.start == step[0].start
            and spot.sort == "percent" != before.sort
            and _SAME.fullmatch(spot.left)
        ):
            return [with_role(mention, "percent")]
    return []


def _measures(difference: Spot, level: Spot) -> bool:
    """Whether a difference can be one of such levels: a percent, points, or of their own sort."""
    counted = {difference.sort, level.sort} <= {"count", "number"}
    return difference.sort in ("percent", level.sort) or counted or difference.head in ("poin", "point")


def _read_alike(pair: tuple[Found, Found]) -> list[tuple[Mention, str]]:
    """The two levels with their roles; a bare "1.745" beside "2.096 kasus" is read as a count too."""
    told: list[tuple[Mention, str]] = []
    for (spot, mention), (other, _), role in zip(pair, reversed(pair), ("from", "to"), strict=True):
        second = spot.quantity.alternative
        if spot.sort == "number" and other.sort == "count" and spot.quantity.step < 1 and second is not None:
            whole = replace(spot.quantity, value=second, step=Decimal(1), exact=True, alternative=spot.quantity.value)
            mention = replace(mention, quantity=whole)
        told.append((mention, role))
    return told


def _from_to(told: Told) -> tuple[Found, Found] | None:
    found = [(s, m) for s, m in told.found if m.role in _ENDS and not (s.sort == "money" and m.role == "from")]
    for one, two in pairwise(found):
        (first, _), (second, _) = one, two
        counted = {first.sort, second.sort} <= {"count", "number"}
        if not (counted or first.sort == second.sort) or (first.head != second.head and first.head and second.head):
            continue
        gap = told.text[first.end - told.start : second.start - told.start]
        # a difference may stand between ("naik 5 unit, dari ... menjadi")
        lead = told.text[: first.start - told.start][-90:]
        if _FROM.search(lead) and not _NO_FROM.search(lead) and _TO.search(gap) and len(gap) < 110:
            return one, two
        if _BEFORE.search(first.left) and _NOW.search(gap) and _CHANGED.search(told.text):
            return one, two
        if first.year and _CHANGED_TO.search(gap) and len(gap) < 110 and (second.year or first.year + 1) > first.year:
            return one, two
        if _JUST_TO.fullmatch(gap) and _CHANGED.search(told.text[: first.start - told.start]):
            return one, two
        # "17 standar dari 15 standar di tahun 2015"
        if (
            re.fullmatch(r"\s*dari\s*", second.left, re.I)
            and second.right
            and re.match(r"\s*(?:di|pada)?\s*tahun (?:lalu|sebelumnya|20\d\d)", second.right)
        ):
            return two, one
    return None


def _belongs(difference: Spot, pair: tuple[Found, Found], told: Told) -> bool:
    """Whether a difference is told of these two values: of their sort or a percent, and not told of another."""
    first, second = sorted((pair[0][0], pair[1][0]), key=lambda spot: spot.start)
    if difference.sort != "percent" and (difference.sort != first.sort or difference.head != first.head):
        return False
    inside = first.start < difference.start < second.start
    return not inside or bool(
        re.search(r"\bdiban?ding", told.text[difference.end - told.start : second.start - told.start], re.I)
    )


def _by_years(found: Sequence[Found]) -> tuple[Found, Found] | None:
    """The two latest years' values among figures of one thing."""
    dated = [
        (s, m) for s, m in found if m.year and m.role not in ("difference", "target", "fisik") and s.sort != "money"
    ]
    for last in sorted(dated, key=lambda item: -(item[1].year or 0)):
        earlier = [item for item in dated if (item[1].year or 0) < (last[1].year or 0) and compatible(item[0], last[0])]
        if earlier:
            return max(earlier, key=lambda item: item[1].year or 0), last
    return None
