"""The role that the words around a figure give it: target, realisasi, capaian, pagu, a change, a threshold ..."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from normalize.claims_mentions import Spot
from normalize.model import Basis, Mention

_BASES: tuple[tuple[Basis, re.Pattern[str]], ...] = (
    (
        "pk_revisi",
        re.compile(r"(?:(?:perjanjian|penetapan) kinerja|\bPK) (?:perub|rev)|revi(?:u|si) (?:perj|penet)", re.I),
    ),
    ("pok", re.compile(r"\bPOK\b|petunjuk operasional", re.I)),
    ("pk", re.compile(r"perjanjian kinerja|penetapan kinerja|\bPK\b|\btap(?:ja|kin)\b", re.I)),
    ("rkt", re.compile(r"\bRKT\b|rencana kinerja tahunan|\bRKPD\b|\bRenja\b", re.I)),
    ("renstra", re.compile(r"renstra|rencana strate\w+|rpjmd|rpjmn", re.I)),
)  # fmt: skip


def text_to_basis(text: str) -> Basis:
    """The plan a target is said to be from: the last one named in the words before it, '' without one."""
    best: Basis = ""
    at = -1
    for basis, pattern in _BASES:
        for found in pattern.finditer(text):
            if found.end() > at:
                best, at = basis, found.end()
    return best


_LINK = re.compile(
    r"[\s,]*(?:\(|atau|dan|dengan|setara|yaitu|yakni|=)?\s*(?:atau|dengan)?\s*(?:capaian(?: kinerja)?|persentase"
    r"|prosentase|realisasi|hanya|sekitar|kurang lebih"
    r"|lebih kurang|sebesar|mencapai|tercapai|setara(?: dengan)?|sebanyak|sejumlah|baru|adalah|dengan|nya|[\s,(])*",
    re.I,
)
_VERB_TARGET = re.compile(
    r"\b(?:mencapai|memenuhi|melebihi|melampaui|sesuai|dari)\s+target\b(?!\s*(?:sebesar|sejumlah|sebanyak|\d"
    r"|yaitu\s*$|yang|renstra|$))",
    re.I,
)
_COMPOUND = re.compile(
    r"\b(target)\s+(?:capaian|realisasi)\b|\b(realisasi|capaian|pencapaian|persentase)\s+(?:atas\s+|dari\s+"
    r"|terhadap\s+|dengan\s+)?(?:target|realisasi)\b",
    re.I,
)
_TARGET = re.compile(
    r"\btarget(?:nya)?\b|\bditargetkan\b|\b(?:harus|akan|ingin|hendak) dicapai\b|\bdirencanakan\b"
    r"|\brencana(?=\s+(?:sebesar|sebanyak|sejumlah|\d))",
    re.I,
)
_REALISED = re.compile(
    r"\brealisasi(?:nya)?\b|\bterealisasi\w*|\bter?realisir\b|\bmencapai\b(?!\s+target)|\btercapai(?:nya)?\b"
    r"|\b(?:telah|berhasil|dapat|sudah) dicapai\b",
    re.I,
)
_ACHIEVED = re.compile(r"\bcapaian(?:nya)?\b|\bpencapaian(?:nya)?\b|\btercapai\b|\bcapaian kinerja\b", re.I)
_SPENT = re.compile(
    r"realisasi|terealisasi|terserap|penyerapan|serapan|diserap|digunakan|dibelanjakan|pencairan|pengeluaran"
    r"|dikeluarkan",
    re.I,
)
_LEFT_OVER = re.compile(
    r"\bsisa|saldo|tidak (?:dapat )?(?:ter)?serap|(?:tidak|belum) ter\w+|tidak digunakan|silpa|efisiensi|penghematan"
    r"|tidak terealisasi|selisih",
    re.I,
)
_BUDGET = re.compile(
    r"anggaran|alokasi|dialokasikan|pagu|\bdipa\b|\bdpa\b|\bdppa\b|\bdana\b|\bbiaya\b|belanja|didukung|dianggarkan"
    r"|apb[dn]",
    re.I,
)
_INCOME = re.compile(
    r"pendapatan|penerimaan|retribusi|pajak|\bpad\b|investasi|omzet|omset|ekspor|pdrb|upah|gaji|harga", re.I
)
_RISE = re.compile(
    r"(?P<word>\b(?:meningkat|menurun|naik|turun|kenaikan|penurunan|peningkatan|bertambah|berkurang|selisih"
    r"|pertambahan|pengurangan"
    r"|tumbuh|pertumbuhan))\b[^.;]{0,60}?\b(?:sebesar|sebanyak|sejumlah|mencapai|yaitu|yakni|hingga)\s*$",
    re.I,
)  # fmt: skip
_AVERAGE = re.compile(r"rata\s*[-–]?\s*rata", re.I)


def spot_to_role(spot: Spot, previous: tuple[Spot, str] | None, following: Spot | None = None) -> str:
    """The role of a figure by the words around it; `previous` is the figure before it in the sentence with its role."""
    left = _VERB_TARGET.sub(
        lambda m: "" if len(spot.left) - m.end() > 30 or spot.left[m.end() :].startswith(" atau") else m.group(),
        spot.left,
    )
    left = _COMPOUND.sub(lambda m: str(m[1] or m[2]), left)
    linked = previous is not None and _LINK.fullmatch(spot.left) is not None
    if spot.sort == "money":
        return _money_role(left, previous)
    if spot.sort == "number" and linked and previous is not None and previous[1] == "realisasi_anggaran":
        # the percent sign is missing
        return "persen_anggaran"
    if spot.sort == "percent":
        return _percent_role(spot, left, previous, linked, following)
    return "threshold" if _is_threshold(spot, left, following) else _count_role(spot, left)


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.end() for found in pattern.finditer(text)), default=-1)


def _changes(left: str) -> bool:
    """Whether the words before a figure tell a change ("naik sebesar"), not a thing named for one ("Peningkatan X")."""
    found = _RISE.search(left)
    if not found or _OTHER_THAN_CHANGE.search(left[found.end("word") :]):
        return False
    before = left[: found.start()]
    if not found["word"].casefold().startswith(("pe", "ke")) or _HAPPENS.search(before):
        return True
    named = re.search(
        r"\b(?:target|realisasi|capaian|persentase|prosentase|indikator|program|kegiatan)\b(?:\s+[^\W\d]+){0,3}\s*$",
        before,
        re.I,
    )
    begins = re.fullmatch(r"\W*(?:\(?\w{1,2}[.)]\s*)?", before)
    return len(left) - found.end("word") < 30 and not named and not begins


_OTHER_THAN_CHANGE = re.compile(r"\b(?:[Dd]iban?ding\w*|Jumlah|[Tt]arget)\b")
_HAPPENS = re.compile(
    r"\b(?:mengalami|terjadi\w*|terdapat|adanya|menunjuk\w*|merupakan|berarti|diperoleh"
    r"|atau)\b(?:\s+[^\W\d]+){0,2}\s*$",
    re.I,
)


def _money_role(left: str, previous: tuple[Spot, str] | None) -> str:
    if _INCOME.search(left) and not _BUDGET.search(left):
        target, real = _last(_TARGET, left), _last(_REALISED, left)
        return "target" if target > real else "realisasi" if real >= 0 else "value"
    if _changes(left):
        return "difference"
    spent, rest, budget = _last(_SPENT, left), _last(_LEFT_OVER, left), _last(_BUDGET, left)
    of = re.search(
        r"\bdari\s+(?:total\s+|jumlah\s+|seluruh\s+)?(?:pagu|anggaran|alokasi|dana)?[^,.]{0,60}$", left, re.I
    )
    if of and previous and previous[1] == "realisasi_anggaran" and spent < 0:
        return "pagu"
    if re.search(r"\b(?:sebelumnya|semula)\b", left, re.I) and previous and previous[1] == "pagu":
        return "from"
    if rest >= 0 and rest >= spent:
        return "sisa_anggaran"
    if spent >= 0:
        return "realisasi_anggaran"
    if budget >= 0 or re.search(r"\bmenjadi\b", left, re.I):
        return "pagu"
    return "value"


def _percent_role(
    spot: Spot, left: str, previous: tuple[Spot, str] | None, linked: bool, following: Spot | None
) -> str:
    if _is_threshold(spot, left, following):
        return "threshold"
    if previous is not None and previous[0].sort == "percent" and _MISSING.search(left):
        return "remainder"
    if _changes(left):
        return "difference"
    if re.search(r"fisik", left, re.I):
        return "fisik"
    target, real, achieved = _last(_TARGET, left), _last(_REALISED, left), _last(_ACHIEVED, left)
    if target < 0 and (
        of_target := re.match(
            r"[\s,]*dari\s+(?:jumlah\s+|total\s+|nilai\s+)?(?:yang\s+)?(?:di)?target", spot.right, re.I
        )
    ):
        # "59,26 % dari target 55,56 %" is what was realised, "70% dari jumlah yang ditargetkan" the achievement
        told = following is not None and len(spot.right) < of_target.end() + 40 and following.sort != "money"
        if following is not None and achieved >= 0 and re.match(r"\s*,?\s*(?:ter)?realisasi", following.right, re.I):
            # "pencapaian sebesar 82,71% dari target 95% terealisasi 78,57%"
            return "capaian"
        if not (told and following is not None and following.sort != "percent" and previous is not None):
            return "realisasi" if told else "capaian"
    if reached := _REACHED_TARGET.search(spot.left):
        # "mencapai target sebesar 98,01% atau melebihi target sebesar 100,01%": the result, and its share of the target
        over = reached["verb"].casefold() != "mencapai" and spot.quantity.value >= 100
        return "capaian" if over else "realisasi" if reached["verb"].casefold() == "mencapai" else "target"
    if linked and previous is not None:
        role = previous[1]
        if role in ("realisasi_anggaran", "fisik") and not (role == "fisik" and achieved >= 0):
            return "persen_anggaran"
        if role in ("realisasi", "capaian") or (role == "target" and achieved >= 0):
            return "capaian"
        if previous[0].sort in ("count", "number") and achieved < 0 and role != "target":
            return "percent"
    if target < 0 and _ABSORBED.search(left):
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
        after = previous is not None or not re.search(r"tercapai", left, re.I) or re.search(r"\bsasaran\b", left, re.I)
        return "capaian" if after else "realisasi"
    if real >= 0:
        return "capaian" if re.search(r"\bsasaran\b[^,;]*\btercapai\b", left, re.I) else "realisasi"
    return "percent" if previous is not None and previous[0].sort != "money" else "value"


_REACHED_TARGET = re.compile(
    r"\b(?P<verb>mencapai|melebihi|melampaui)\s+target(?:\s+kinerja)?(?:nya)?\s+(?:sebesar|yaitu|hingga)\s*$", re.I
)
_MISSING = re.compile(
    r"\b(?:sisanya|sisa|kekurangan(?:nya)?|masih (?:perlu|kurang|terdapat|ada|tersisa|belum)|belum (?:ter|me))\b", re.I
)
_ABSORBED = re.compile(
    r"daya serap|serapan|terserap|(?:penggunaan|realisasi|capaian) (?:\w+ )?(?:anggaran|keuangan)"
    r"|anggaran\s+(?:\w+\s+){0,3}(?:terealisasi|tercapai|mencapai)",
    re.I,
)
_TO_NEXT = re.compile(r"\s*(?:sampai(?:\s+dengan)?|s\.?\s?/?\s?d\.?|hingga|-|–)\s*", re.I)


def _is_threshold(spot: Spot, left: str, following: Spot | None) -> bool:
    """Whether a percent is a bound ("di atas 100%", "≥ 90%", "80 % s.d. 119 %"), not a value reached."""
    if re.search(
        r"\b(?:di ?atas|di ?bawah|tepat|lebih dari|kurang dari|minimal|maksimal|hampir|belum)\s*$|[≥≤<>]\s*$",
        left,
        re.I,
    ) or re.search(r"\b(?:agar|supaya|dengan kriteri\w*|skala|rentang|nilai maksimal)\b[^,.;]{0,60}$", left, re.I):
        return True
    to_next = following is not None and following.sort == spot.sort and _TO_NEXT.fullmatch(spot.right)
    return bool(to_next) or bool(_TO_NEXT.fullmatch(left) and left.strip())


#: what a report counts of itself, not what it achieves
_OWN_COUNTS = frozenset({"indikator", "iku", "ik", "sasaran", "tujuan", "misi", "program"})


def _count_role(spot: Spot, left: str) -> str:
    of = re.search(
        r"(?<!terdiri )\bdari\s+(?:total|jumlah|seluruh|keseluruhan|sebanyak|sejumlah|sekitar|\s)*$", left, re.I
    )
    if of or spot.head in _OWN_COUNTS:
        return "whole" if of else "value"
    if re.match(r"\s*(?:yang\s+)?(?:ditargetkan|menjadi target|direncanakan)\b", spot.right, re.I):
        return "target"
    if _changes(left):
        return "difference"
    if spot.sort == "number" and re.search(
        r"\b(?:dengan|persentase|tingkat|nilai) capaian(?: kinerja)?\s*$", left, re.I
    ):
        # the percent sign is missing
        return "capaian"
    target, real = _last(_TARGET, left), max(_last(_REALISED, left), _last(_ACHIEVED, left))
    if not _SAYS.search(left) and len(left) - max(target, real) > (8 if spot.sort == "number" else 25):
        # the word stands too far off to be about this figure
        return "value"
    if target > real:
        return "target"
    if real >= 0:
        return "realisasi"
    return "whole" if re.search(r"(?<!terdiri )\bdari\s+[^\W\d\s]{0,20}\s*$", left, re.I) else "value"


#: words that hand the figure to what was named before
_SAYS = re.compile(
    r"(?:\b(?:sebesar|sebanyak|sejumlah|adalah|yaitu|yakni|mencapai|tercapai|menjadi|target|nilai|realisasi(?:nya)?"
    r"|capaian|hanya|skor|angka|atau"
    r"|indeks|poin|baru|berjumlah|ada)|[:=(])\s*$",
    re.I,
)


def spots_to_mentions(spots: list[Spot]) -> list[tuple[Spot, Mention]]:
    """Each figure of one sentence with its role as a `Mention`."""
    found: list[tuple[Spot, Mention]] = []
    for spot, following in zip_longest(spots, spots[1:]):
        previous = (found[-1][0], found[-1][1].role) if found else None
        role = spot_to_role(spot, previous, following)
        basis = text_to_basis(spot.left) if role == "target" else ""
        found.append((spot, Mention(role, spot.raw, spot.quantity, spot.noun, spot.start, spot.year, basis)))
    return found


def with_role(mention: Mention, role: str) -> Mention:
    return replace(mention, role=role)
