"""The role that the words around a figure give it: target, realisasi, capaian, pagu, a change, a threshold ..."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from normalize.claims_cues import (
    ABSORBED,
    ACHIEVED,
    AS_TARGET,
    BASES,
    BUDGET,
    COMPOUND,
    FROM_PERIOD,
    HAPPENS,
    INCOME,
    LEFT_OVER,
    LINK,
    MISSING,
    OTHER_THAN_CHANGE,
    OWN_COUNTS,
    REACHED_TARGET,
    REALISED,
    REVISED,
    RISE,
    SAYS,
    SPENT,
    TARGET,
    TO_NEXT,
    VERB_TARGET,
)
from normalize.claims_mentions import Spot
from normalize.claims_settle import settle_roles
from normalize.model import Basis, Mention
from normalize.staff_groups import figure_to_group


def text_to_basis(text: str) -> Basis:
    """The plan a target is said to be from: the last one named in the words before it, '' without one."""
    best: Basis = ""
    at = -1
    for basis, pattern in BASES:
        for found in pattern.finditer(text):
            if found.end() > at:
                best, at = basis, found.end()
    return best


def spot_to_role(
    spot: Spot, previous: tuple[Spot, str] | None, following: Spot | None = None, earlier: str = ""
) -> str:
    """The role of a figure by the words around it; `previous` is the figure before it in the sentence with its role,
    `earlier` the role of the one before that."""
    left = VERB_TARGET.sub(
        lambda m: "" if len(spot.left) - m.end() > 30 or spot.left[m.end() :].startswith(" atau") else m.group(),
        spot.left,
    )
    left = COMPOUND.sub(lambda m: str(m[1] or m[2]), left)
    if previous is not None and previous[1] == "target" and (named := AS_TARGET.match(left)):
        # "64 desa yang menjadi target, 60 desa ..."
        left = left[named.end() :]
    if previous is not None and previous[1] == "target" and spot.sort != "money" and REVISED.search(left):
        return "target"
    linked = previous is not None and LINK.fullmatch(spot.left) is not None
    if spot.sort == "money":
        if previous is None and re.search(r"\bdari\s*$", left, re.I) and _BUDGET_AFTER.match(spot.right):
            return "pagu"
        if _SPENT_AFTER.match(spot.right) and following is not None and following.sort == "money":
            previous = None if _last(SPENT, left) < 0 else previous
        return _money_role(left, previous)
    if spot.sort == "number" and linked and previous is not None and previous[1] == "realisasi_anggaran":
        # the percent sign is missing
        return "persen_anggaran"
    if spot.sort == "percent":
        return _percent_role(spot, left, previous, linked, following, earlier)
    return "threshold" if _is_threshold(spot, left, following) else _count_role(spot, left)


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.end() for found in pattern.finditer(text)), default=-1)


def _changes(left: str, *, percent: bool = False) -> bool:
    """Whether the words before a figure tell a change ("naik sebesar"), not a thing named for one ("Peningkatan X")."""
    found = RISE.search(left)
    if found and found["more"]:
        return True
    if found and found["word"].casefold() in ("kenaikan", "penurunan") and not left[found.end("word") :].strip():
        return True
    if found and not percent and FROM_PERIOD.search(left[found.end("word") :]):
        return False
    if not found or OTHER_THAN_CHANGE.search(left[found.end("word") :]):
        return False
    before = left[: found.start()]
    if not found["word"].casefold().startswith(("pe", "ke")) or HAPPENS.search(before):
        return True
    named = re.search(
        r"\b(?:target|realisasi|capaian|persentase|prosentase|indikator|program|kegiatan)\b(?:\s+[^\W\d]+){0,3}\s*$",
        before,
        re.I,
    )
    begins = re.fullmatch(r"\W*(?:\(?\w{1,2}[.)]\s*)?", before)
    return len(left) - found.end("word") < 30 and not named and not begins


_GOES_ON = re.compile(
    r"[\s),;]*(?:dan|serta|sedangkan|sementara|kemudian|,)\s+(?!(?:[^\W\d]+\s+)*(?:pagu|alokasi|anggaran|dari|target"
    r"|di(?:anggar|alokasi|target|rencana|sedia|patok|tetap)\w*)\b)"
    r"(?:[^\W\d]+\s+(?:\(\w{1,6}\)\s*)?){1,6}(?:sebesar\s+|sejumlah\s+)?",
    re.I,
)


#: "belanja modal Rp a terserap Rp b (95%), belanja pegawai Rp c terserap Rp d"
_SPENT_AFTER = re.compile(
    r"\s*,?\s*(?:dan\s+|dengan\s+|yang\s+)?(?:telah\s+|baru\s+|dapat\s+)?(?:ter(?:serap|ealisasi|cairkan|pakai)\w*|realisasi\w*|diserap)\b",
    re.I,
)
#: "dari Rp 12,5 miliar pagu"
_BUDGET_AFTER = re.compile(r"\s*(?:pagu|anggaran|alokasi|dana)\b", re.I)
#: "total realisasi Rp a tersebut meliputi belanja pegawai Rp b, ...": what follows was spent too
_OF_SPENT = re.compile(
    r"[\s,]*(?:\w+[\s,]+)?(?:yang\s+)?(?:terdiri|meliputi|mencakup|terbagi|dengan rincian|rinciannya|yaitu|yakni"
    r"|masing-masing)\b(?!.*\b(?:pagu|alokasi|anggaran|dianggarkan|dialokasikan)\b)",
    re.I,
)


#: an amount set for a tax or a fee to bring in; and what was brought in
_SET = re.compile(r"\b(?:ditetapkan|dibebankan|dipasang|ditentukan)\s*(?:sebesar|senilai|sejumlah|adalah)?\s*$", re.I)
_CAME_IN = re.compile(
    r"\b(?:diterima|tertagih|ditagih|terkumpul|dikumpulkan|terhimpun|dihimpun|dipungut|terpungut|disetor\w*|diperoleh"
    r"|masuk)\s*(?:sebesar|senilai|sejumlah|mencapai|adalah|baru|hanya)?\s*$",
    re.I,
)


def _money_role(left: str, previous: tuple[Spot, str] | None) -> str:
    if previous is not None and previous[1] == "persen_anggaran" and LINK.fullmatch(left) and left.strip(" ,"):
        # "terserap 97,41 persen, yaitu Rp ..."
        return "realisasi_anggaran"
    if (
        previous is not None
        and previous[1] == "pagu"
        and re.search(r"\bdari\s+(?:yang\s+)?(?:se)?(?:mula|belum)", left, re.I)
    ):
        return "from"
    if INCOME.search(left) and not BUDGET.search(left):
        target, real = _last(TARGET, left), _last(REALISED, left)
        if real < 0 and previous is not None and previous[1] == "target" and _CAME_IN.search(left):
            return "realisasi"
        if target < 0 and real < 0 and _SET.search(left):
            # "Pajak hotel ditetapkan Rp 2 miliar"
            return "target"
        return "target" if target > real else "realisasi" if real >= 0 else "value"
    if previous is not None and previous[1] == "target" and previous[0].sort == "money" and _CAME_IN.search(left):
        return "realisasi"
    if _changes(left):
        return "difference"
    spent, rest, budget = _last(SPENT, left), _last(LEFT_OVER, left), _last(BUDGET, left)
    if budget < 0 and _last(TARGET, left) > max(spent, rest):
        # "... atau 105% dari target yang ditetapkan sebesar Rp ..."
        return "target"
    if budget < 0 and previous is not None and previous[1] == "target" and previous[0].sort == "money" and spent >= 0:
        return "realisasi"
    of = re.search(
        r"\bdari\s+(?:total\s+|jumlah\s+|seluruh\s+)?(?:pagu|anggaran|alokasi|dana)?[^,.]{0,60}$", left, re.I
    )
    if of and previous and previous[1] == "realisasi_anggaran" and spent < 0:
        return "pagu"
    if re.search(r"\b(?:sebelumnya|semula)\b", left, re.I) and previous and previous[1] == "pagu":
        return "from"
    if rest >= 0 and rest >= spent:
        return "sisa_anggaran"
    if spent < 0 and previous and previous[1] in ("realisasi_anggaran", "persen_anggaran") and _GOES_ON.fullmatch(left):
        # "Realisasi belanja pegawai Rp a (90%) dan belanja modal Rp b (95%)"
        return "realisasi_anggaran"
    if spent >= 0:
        return "realisasi_anggaran"
    if previous is not None and previous[1] == "realisasi_anggaran" and _OF_SPENT.match(left):
        return "realisasi_anggaran"
    replaced = previous is not None and previous[1] in ("pagu", "from") and re.search(r"\bmenjadi\b", left, re.I)
    if budget >= 0 or replaced:
        return "pagu"
    return "value"


def _percent_role(
    spot: Spot, left: str, previous: tuple[Spot, str] | None, linked: bool, following: Spot | None, earlier: str
) -> str:
    if _is_threshold(spot, left, following):
        return "threshold"
    if previous is not None and previous[0].sort == "percent" and MISSING.search(left):
        return "remainder"
    if _changes(left, percent=True):
        return "difference"
    if re.search(r"fisik", left, re.I):
        return "fisik"
    target, real, achieved = _last(TARGET, left), _last(REALISED, left), _last(ACHIEVED, left)
    if target < 0 and (
        of_target := re.match(
            r"[\s,]*dari\s+(?:jumlah\s+|total\s+|nilai\s+)?(?:yang\s+)?(?:di)?target", spot.right, re.I
        )
    ):
        # "59,26 % dari target 55,56 %" is what was realised, "70% dari jumlah yang ditargetkan" the achievement
        told = (
            following is not None
            and len(spot.right) < of_target.end() + 40
            # a percent of a counted target is no result
            and following.sort not in ("money", "count")
        )
        if following is not None and achieved >= 0 and re.match(r"\s*,?\s*(?:te)?realisasi", following.right, re.I):
            # "pencapaian sebesar 82,71% dari target 95% terealisasi 78,57%"
            return "capaian"
        if not (told and following is not None and following.sort != "percent" and previous is not None):
            return "realisasi" if told else "capaian"
    if reached := REACHED_TARGET.search(spot.left):
        # "mencapai target sebesar 98,01% atau melebihi target sebesar 100,01%": the result, and its share of the target
        over = reached["verb"].casefold() != "mencapai" and spot.quantity.value >= 100
        return "capaian" if over else "realisasi" if reached["verb"].casefold() == "mencapai" else "target"
    if linked and previous is not None:
        role = previous[1]
        if role == "pagu" and earlier == "realisasi_anggaran":
            # "Rp a dari pagu Rp b atau 91,02 %"
            return "persen_anggaran"
        if role == "sisa_anggaran":
            return "percent"
        if role in ("realisasi_anggaran", "fisik") and not (role == "fisik" and achieved >= 0):
            return "persen_anggaran"
        if role in ("realisasi", "capaian") or (role == "target" and achieved >= 0):
            return "capaian"
        if previous[0].sort in ("count", "number") and achieved < 0 and role != "target":
            return "percent"
    if target < 0 and (
        ABSORBED.search(left) or (previous is not None and previous[1] == "pagu" and SPENT.search(left))
    ):
        return "persen_anggaran"
    if re.search(
        r"\b(?:capaian|pencapaian|realisasi|tingkat kemajuan)\b[^.;]{0,90}\bterhadap\s+(?:target|renstra|rpjmd)",
        left,
        re.I,
    ):
        return "capaian"
    if target > max(real, achieved):
        return "target"
    if achieved >= 0 and achieved >= real:
        # "tercapai" reads both ways: after a realised value and a target it is the achievement
        only_target = (
            previous is not None
            and previous[1] == "target"
            and previous[0].sort == "percent"
            and earlier != "realisasi"
        )
        after = (
            (previous is not None and not only_target)
            or not re.search(r"tercapai(?!.*\b(?:pen)?capaian)", left, re.I)
            or re.search(r"\bsasaran\b", left, re.I)
        )
        return "capaian" if after else "realisasi"
    if real >= 0:
        return "capaian" if re.search(r"\bsasaran\b[^,;]*\btercapai\b", left, re.I) else "realisasi"
    return "percent" if previous is not None and previous[0].sort != "money" else "value"


def _is_threshold(spot: Spot, left: str, following: Spot | None) -> bool:
    """Whether a percent is a bound ("di atas 100%", "≥ 90%", "80 % s.d. 119 %"), not a value reached."""
    if re.search(
        r"\b(?:di ?atas|di ?bawah|tepat|lebih dari|kurang dari|minimal|maksimal|hampir|belum)\s*$|[≥≤<>]\s*$",
        left,
        re.I,
    ) or re.search(r"\b(?:agar|supaya|dengan kriteri\w*|skala|rentang|nilai maksimal)\b[^,.;]{0,60}$", left, re.I):
        return True
    alike = following is not None and (
        following.sort == spot.sort or {following.sort, spot.sort} == {"number", "percent"}
    )
    to_next = following is not None and alike and TO_NEXT.fullmatch(spot.right)
    return bool(to_next) or bool(TO_NEXT.fullmatch(left) and left.strip())


def _count_role(spot: Spot, left: str) -> str:
    of = re.search(
        r"(?<!terdiri )\bdari\s+(?:total|jumlah|seluruh|keseluruhan|sebanyak|sejumlah|sekitar|\s)*$", left, re.I
    )
    if AS_TARGET.match(spot.right):
        return "target"
    if of or spot.head in OWN_COUNTS:
        return "whole" if of else "value"
    if _changes(left):
        return "difference"
    if spot.sort == "number" and re.search(
        r"\b(?:dengan|persentase|tingkat|nilai) capaian(?: kinerja)?\s*$", left, re.I
    ):
        # the percent sign is missing
        return "capaian"
    target, real = _last(TARGET, left), max(_last(REALISED, left), _last(ACHIEVED, left))
    if not SAYS.search(left) and len(left) - max(target, real) > (8 if spot.sort == "number" else 25):
        # the word stands too far off to be about this figure
        return "value"
    if target > real:
        return "target"
    if real >= 0:
        return "realisasi"
    return "whole" if re.search(r"(?<!terdiri )\bdari\s+[^\W\d\s]{0,20}\s*$", left, re.I) else "value"


def spots_to_mentions(spots: list[Spot]) -> list[tuple[Spot, Mention]]:
    """Each figure of one sentence with its role as a `Mention`."""
    ruled: list[tuple[Spot, str]] = []
    for spot, following in zip_longest(spots, spots[1:]):
        earlier = ruled[-2][1] if len(ruled) > 1 else ""
        ruled.append((spot, spot_to_role(spot, ruled[-1] if ruled else None, following, earlier)))
    found: list[tuple[Spot, Mention]] = []
    for spot, role in settle_roles(ruled):
        basis = text_to_basis(spot.left) if role == "target" else ""
        group = figure_to_group(spot.noun or spot.quantity.unit, spot.left) if spot.sort in ("count", "number") else ""
        found.append((spot, Mention(role, spot.raw, spot.quantity, spot.noun, spot.start, spot.year, basis, group)))
    return found


def with_role(mention: Mention, role: str, *, start: int | None = None) -> Mention:
    return replace(mention, role=role, start=mention.start if start is None else start)
