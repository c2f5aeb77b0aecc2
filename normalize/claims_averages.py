"""Claims about averages: "rata-rata capaian 8 IKU 71,61%", "71,61%, yaitu rata-rata capaian dari 8 IKU"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from normalize.claims_mentions import Spot
from normalize.claims_roles import with_role
from normalize.claims_told import Draft, Found, Told

#: indicators and yardsticks that bear the word in their name are no averages of this report's figures
_AVERAGE = re.compile(
    r"\b(?:(?:di)?rata\s*[-–]?\s*rata(?:nya|kan)?|(?:di)?rerata(?:nya)?|(?:di)?rata-?rata(?:nya|kan)?)\b"
    r"(?!\s+(?:lebih|sudah|masih|sama|lama|usia|umur|nasional|provinsi|regional|pengeluaran|konsumsi|harga|masa"
    r"|hari|waktu|kunjungan|produksi|penduduk)\b)",
    re.I,
)
#: between the average's word and its figure, or after the figure before the word
_BETWEEN = re.compile(r"[^.;]{0,120}", re.I)
_DERIVED = re.compile(
    r"[\s,(]*(?:\([^()]*\)[\s,]*)?(?:tersebut\s+|ini\s+)?(?:(?:yang|merupakan|dihitung|diperoleh|didapat\w*|hasil|berdasarkan"
    r"|berasal|yaitu|yakni|adalah|sebagai|ialah)\b[^.;]{0,60}?)?$",
    re.I,
)
#: "rata-rata tiga unsur, yaitu 80, 85 dan 90": what is averaged, not the average
_LISTED = re.compile(r"\b(?:yaitu|yakni|masing-masing|dari)\b[^.;]{0,30}$", re.I)
_GOES_ON = re.compile(r"\s*(?:,|;|dan|serta|,\s*(?:dan|serta))\s*", re.I)
_RESULTS = re.compile(
    r"[\s,]*(?:maka\s+|sehingga\s+)?(?:hasilnya\s+|rata-ratanya\s+)?(?:adalah|ialah|sebesar|yaitu|yakni|menjadi|=)\s*(?:sebesar\s*)?",
    re.I,
)
_SO = re.compile(r"\b(?:sehingga|jadi|maka|dengan)\s+(?:\w+\s+)?$", re.I)
_COUNTED = frozenset(
    (
        "iku",
        "indikator",
        "sasaran",
        "kegiatan",
        "program",
        "ik",
        "iks",
        "ikk",
        "ikp",
        "komponen",
        "unsur",
        "aspek",
        "tujuan",
        "unit",
        "bidang",
        "opd",
        "dinas",
    )
)


def told_to_averages(sentences: Sequence[Told]) -> list[Draft]:
    """A stated average (`result`) and of how many values it is (`count`), at most one a sentence."""
    drafts: list[Draft] = []
    for told in sentences:
        words = list(_AVERAGE.finditer(told.text))
        if not words:
            continue
        figures = [
            (s, m)
            for s, m in told.found
            if s.sort in ("percent", "number")
            and s.head not in _COUNTED
            and m.role not in ("target", "difference", "threshold", "persen_anggaran")
        ]
        if listed := _listed_average(
            told, words[0], [(s, m) for s, m in told.found if s.sort in ("percent", "number")]
        ):
            drafts.append(listed)
            continue
        if before := _average_of_before(told, words[0]):
            drafts.append(before)
            continue
        counts = [(s, m) for s, m in told.found if s.head in _COUNTED and s.quantity.value <= 200]
        for spot, mention in figures:
            word = _averaged(told, spot, words, [s for s, _ in figures])
            if word is not None:
                near = sorted(counts, key=lambda item: abs(item[0].start - told.start - word.end()))[:1]
                drafts.append(
                    Draft("average", told, (with_role(mention, "result"), *(with_role(m, "count") for _, m in near)))
                )
                break
    return drafts


def _listed_average(told: Told, word: re.Match[str], found: Sequence[Found]) -> Draft | None:
    """ "rata-rata tiga sasaran, yaitu 98,20%, 101,50% dan 95,30%, adalah 98,33%": the values and the result."""
    after = [(s, m) for s, m in found if s.start - told.start >= word.end()]
    if len(after) < 3 or not _LISTED.search(after[0][0].left) or len({s.sort for s, _ in after}) > 1:
        return None
    run = 1
    while run < len(after) and _GOES_ON.fullmatch(after[run][0].left):
        run += 1
    result = after[run] if run < len(after) else None
    if result is None or run < 2 or not _RESULTS.fullmatch(result[0].left):
        return None
    return Draft("average", told, (with_role(result[1], "result"), *(with_role(m, "operand") for _, m in after[:run])))


def _average_of_before(told: Told, word: re.Match[str]) -> Draft | None:
    """ "Semester I 90,80 dan semester II 91,90 sehingga rata-rata 91,35": all figures before, and the one after."""
    before = [(s, m) for s, m in told.found if s.end - told.start <= word.start()]
    after = [(s, m) for s, m in told.found if s.start - told.start >= word.end()]
    if not after or not 2 <= len(before) <= 12 or not _SO.search(told.text[: word.start()]):
        return None
    result = after[0]
    if not re.fullmatch(
        r"\W*(?:nya)?\s*(?:nilai\s+)?(?:adalah|sebesar|menjadi|=|:)?\s*",
        told.text[word.end() : result[0].start - told.start],
        re.I,
    ):
        return None
    if {s.sort for s, _ in before} != {result[0].sort} or result[0].sort not in ("percent", "number"):
        return None
    if (
        any(m.role in ("target", "difference", "threshold") for _, m in before)
        or len({s.quantity.step for s, _ in before}) > 1
    ):
        return None
    mean = sum((s.quantity.value for s, _ in before), Decimal(0)) / len(before)
    if abs(mean - result[0].quantity.value) * 20 > abs(mean):
        # far off: the figures before are not what is averaged
        return None
    return Draft("average", told, (with_role(result[1], "result"), *(with_role(m, "operand") for _, m in before)))


def _averaged(told: Told, spot: Spot, words: Sequence[re.Match[str]], figures: Sequence[Spot]) -> re.Match[str] | None:
    """The word that makes this figure an average; no other figure may stand between the two."""
    start, end = spot.start - told.start, spot.end - told.start
    for word in words:
        if word.end() <= start:
            gap = told.text[word.end() : start]
            inside = any(word.end() <= other.start - told.start < start for other in figures)
            if (
                not inside
                and not (_LISTED.search(gap) and _GOES_ON.fullmatch(spot.right))
                and _BETWEEN.fullmatch(gap)
                and not re.search(r"\bdiban?ding\w*\b|\btarget\w*\W*(?:sebesar|adalah|yaitu|\s)*$", gap, re.I)
            ):
                return word
        else:
            gap = told.text[end : word.start()]
            inside = any(end <= other.start - told.start < word.start() for other in figures)
            if not inside and _DERIVED.fullmatch(gap):
                return word
    return None
