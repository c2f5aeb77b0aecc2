"""Breakdowns whose whole stands elsewhere: "S2 sebanyak 7 orang, S1 sebanyak 38 orang", "33 pria dan 21 wanita"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.claims_told import Found, Told
from normalize.staff_groups import group_to_axis

#: words that announce some parts only
SOME = re.compile(
    r"\b(?:antara lain|di ?antaranya|termasuk|misalnya"
    r"|seperti(?!\s+(?:pada|dalam|di|ter\w+|disaj\w+|tabel|berikut|tersebut|halnya))"
    r"|satu di ?antaranya|rata-rata|per lokasi|tiap)\b",
    re.I,
)
BROKEN_DOWN = re.compile(
    r"\b(?:berdasarkan|menurut|berdasar|dari\s+(?:segi|sisi|aspek)|ditinjau|dilihat|jika\s+dirinci|jenis\s+kelamin"
    r"|tingkat\s+pendidikan|latar\s+belakang\s+pendidikan|status\s+kepegawaian)\b",
    re.I,
)
_NEXT_PART = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:,|;|dan\b|serta\b|sedangkan\b|sementara\b|maupun\b|adapun\b|dengan\b|lalu\b|\()", re.I
)


def counts_to_breakdowns(counts: Sequence[Found], told: Told, beside: bool) -> list[list[Found]]:
    """Breakdowns without a whole: counts of one noun that a sentence lists by something, or by groups of one axis; one
    for each axis. `beside`: the sentence holds a whole with its parts too."""
    if len(counts) < 2 or SOME.search(told.text) or re.search(r"\bdiban?ding|\btarget", told.text, re.I):
        return []
    by_words = BROKEN_DOWN.search(told.text[: counts[0][0].end - told.start]) is not None
    runs: list[list[Found]] = [[counts[0]]]
    for found in counts[1:]:
        left = found[0].left
        last = runs[-1][-1][1].group
        axes = {group_to_axis(last), group_to_axis(found[1].group)} - {""}
        if not _NEXT_PART.match(left) or BROKEN_DOWN.search(left) or len(axes) > 1:
            runs.append([found])
        else:
            runs[-1].append(found)
    return [run for run in runs if _is_breakdown(run, by_words and not beside and len(runs) == 1)]


def _is_breakdown(run: Sequence[Found], by_words: bool) -> bool:
    """Whether counts are the parts of one body: each its own group of one axis, or told "menurut" something."""
    if len(run) < 2 or any(mention.year for _, mention in run[1:]) or run[0][0].sort not in ("count", "number"):
        return False
    groups = [mention.group for _, mention in run]
    by_group = all(groups) and len(set(groups)) == len(groups)
    if not by_group and not (by_words and len({spot.head for spot, _ in run}) == 1):
        return False
    return all(mention.role in ("value", "part", "realisasi", "whole") for _, mention in run)
