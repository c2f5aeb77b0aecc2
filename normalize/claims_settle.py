"""The second look at the roles of a sentence's figures: what one figure is follows from the figure beside it.

"41,5 persen, lebih rendah dari target 55 persen" says nothing of the first figure but that it stands against a target:
it is what was realised. The same for "target 75 sertifikat, terbit 81 sertifikat (108%)" and for the percent after
both.
"""

from __future__ import annotations

import re
from itertools import pairwise

from normalize.claims_cues import AS_TARGET
from normalize.claims_mentions import Spot

Ruled = tuple[Spot, str]

_UNSETTLED = frozenset({"value", "percent", "whole"})
#: words between a figure and the target it is held against; nothing else may be told between them
_AGAINST = re.compile(
    r"[^.;]{0,90}\b(?:lebih\s+(?:rendah|tinggi|kecil|besar|sedikit|banyak|baik)|di\s?bawah|di\s?atas|belum|tidak|masih"
    r"|melebihi|melampaui|kurang|sama\s+dengan|sesuai|memenuhi|mencapai|dari|terhadap|dibanding\w*|daripada)\b"
    r"[^.;]{0,70}$"
    r"|[\s,]*(?:sedangkan|sementara|adapun|dan|dengan|namun|tetapi|padahal|atas|untuk)\s+(?:\w+\s+){0,2}?"
    r"(?:target\w*|ditargetkan|rencana\w*)\b[^.;]{0,60}$",
    re.I,
)
#: a figure after its target: told as done
_DONE = re.compile(
    r"\b(?:ter\w{3,}|di\w{4,}|selesai|ternyata|hanya|baru|sudah|telah|berhasil|dapat|menjadi|mencapai|meraih|memperoleh"
    r"|menghasilkan|masih|hasil\w*|capaian\w*|ada|tinggal|bertahan)\b",
    re.I,
)
_DONE_AFTER = re.compile(
    r"\s*(?:di\s?antaranya\s+|yang\s+)?(?:telah|sudah|berhasil|dapat|mampu|selesai|rampung|ter(?:capai|bit|laksana|bangun|layani)\w*)\b",
    re.I,
)
_MORE_TARGET = re.compile(
    r"\b(?:target\w*|direncanakan|revisi|direvisi|perubahan|disesuaikan|penyesuaian|semula|tahun (?:depan|berikutnya"
    r"|mendatang))\b",
    re.I,
)
_LINKED_PERCENT = re.compile(
    r"[\s,]*(?:(?:yang\s+)?(?:di)?(?:target|rencana)\w*\s*,?\s*)?(?:\(|=|atau|setara|sehingga|dengan|yaitu|yakni|maka|dan|artinya|berarti|\s|,)*"
    r"(?:(?:hanya|baru|sekitar|kurang lebih|tingkat|kemajuan\w*|persentase|prosentase|nilai|angka|capaian\w*"
    r"|pencapaian\w*"
    r"|kinerja\w*|ketercapaian\w*|indikator|sebesar|mencapai|tercapai|setara|dengan|atau|adalah|ialah|yaitu|yakni"
    r"|sudah|telah|menjadi|persentasenya|prosentasenya|realisasi)[\s(,:=]*)*",
    re.I,
)


_OF_TARGET = re.compile(
    r"[\s)]*(?:dari|terhadap)\s+(?:\w+\s+){0,2}?(?:target\w*|yang\s+ditargetkan|rencana|penetapan)\b", re.I
)


def alike(a: Spot, b: Spot) -> bool:
    """Whether two figures can be of one measure: the same sort, and one noun where both name one."""
    if a.sort == "money" or b.sort == "money":
        return a.sort == b.sort
    if {a.sort, b.sort} == {"percent", "number"}:
        # the percent sign is often left out at one of the two
        return True
    if a.sort != b.sort and {a.sort, b.sort} != {"count", "number"}:
        return False
    nouns = [{*spot.noun.casefold().split(), spot.head} - {""} for spot in (a, b)]
    return not nouns[0] or not nouns[1] or bool(nouns[0] & nouns[1])


def settle_roles(found: list[Ruled]) -> list[Ruled]:
    """The roles of a sentence's figures with the unsettled ones beside a target made realisasi, and the percent that
    follows both made capaian. Two targets in a row, or figures of different sorts, settle nothing."""
    ruled = list(found)
    for at in range(len(ruled) - 2):
        # "pajak hotel Rp 3 miliar atau 75,19 persen dari target Rp 4 miliar", one of several
        (first, role), (second, after), (third, last) = ruled[at : at + 3]
        held = role in _UNSETTLED and after == "capaian" and last == "target" and alike(first, third)
        if held and _is_percent_of(second, after) and _OF_TARGET.match(third.left):
            ruled[at] = (first, "realisasi")
    outer = [at for at, (spot, _) in enumerate(ruled) if not _in_own_brackets(spot)]
    for at, next_at in pairwise(outer):
        (first, role), (second, after) = ruled[at], ruled[next_at]
        if (first.sort == "money" or second.sort == "money") and (role, after) != ("value", "target"):
            continue
        if after == "target" and role in _UNSETTLED and alike(first, second) and _AGAINST.match(second.left):
            if not _of_both(first, second):
                ruled[at] = (first, "realisasi")
        elif role == "target" and after in _UNSETTLED and alike(first, second):
            percent = ruled[next_at + 1] if next_at + 1 < len(ruled) else None
            linked = percent is not None and _is_percent_of(*percent)
            if not _MORE_TARGET.search(AS_TARGET.sub("", second.left, count=1)) and (
                linked or (_told_done(second) and second.head == first.head)
            ):
                ruled[next_at] = (second, "realisasi")
    for place in range(2, len(outer)):
        at = outer[place]
        roles = {ruled[outer[place - 2]][1], ruled[outer[place - 1]][1]}
        spot, role = ruled[at]
        if (
            roles == {"target", "realisasi"}
            and role in ("percent", "value", "realisasi", "target")
            and spot.sort == "percent"
            and _is_percent_of(spot, "percent")
        ):
            ruled[at] = (spot, "capaian")
    return ruled


def _told_done(spot: Spot) -> bool:
    return bool(_DONE.search(spot.left) or _DONE_AFTER.match(spot.right))


def _in_own_brackets(spot: Spot) -> bool:
    """A percent that explains the figure before it: "28.852 orang (100% dari jumlah penempatan)"."""
    return (
        spot.sort == "percent"
        and spot.left.rstrip().endswith("(")
        and bool(re.match(r"\s+(?:dari|terhadap)\b[^()]*\)", spot.right))
    )


def _of_both(first: Spot, second: Spot) -> bool:
    """ "82% dari target 95%" may be the achievement: left to the words."""
    return (
        first.sort == "percent"
        and re.fullmatch(r"\s*dari\s+(?:\w+\s+)?target\w*\s*(?:sebesar\s*)?", second.left, re.I) is not None
    )


def _is_percent_of(spot: Spot, role: str) -> bool:
    return (
        spot.sort == "percent"
        and role in ("percent", "capaian", "realisasi", "value")
        and _LINKED_PERCENT.fullmatch(spot.left) is not None
    )
