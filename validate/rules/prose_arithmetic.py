"""Sentences that reckon: shares, achievements, budgets, formulas, parts of a whole, changes, averages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validate.context import Context
from validate.frame import Card, Draft, Rule
from validate.rules.sentence_added import added_sums
from validate.rules.sentence_averages import average_draft, listed_average_draft
from validate.rules.sentence_changes import change_draft, level_draft, step_percent_draft, told_changes
from validate.rules.sentence_efficiency import efficiencies
from validate.rules.sentence_formulas import formula_drafts, operand_drafts
from validate.rules.sentence_opposites import opposites
from validate.rules.sentence_scales import percents_as_amounts
from validate.rules.sentence_shares import (
    achievement_draft,
    budget_draft,
    remainder_told,
    share_draft,
    told_shares,
)
from validate.rules.sentence_sums import near_sums, parts_draft, so_totals

CARD = Card(
    id="prose_arithmetic",
    title="Hitungan dalam kalimat tidak benar",
    title_en="Arithmetic in a sentence that does not come out",
    compares="bagian, keseluruhan dan persen; realisasi, target dan capaian; rumus yang ditulis; jumlah bagian; "
    "kenaikan dan penurunan; rata-rata yang dinyatakan",
    compares_en="part, whole and percent; realisation, target and achievement; written formulas; sums of parts; "
    "rises and falls; stated averages",
    why="Analisis dalam laporan harus dapat dihitung ulang (PermenPANRB 53/2014 lampiran III C.3.c).",
    why_en="The analysis must be computable again (PermenPANRB 53/2014 annex III C.3.c).",
    not_judged="kalimat yang salah satu bilangannya tidak disebut; persen yang dijelaskan pasangan angka lain di "
    "paragraf itu",
    not_judged_en="sentences that leave out a number; percents that another pair of the paragraph explains",
    examples=(
        ("15 dari 27 Kabupaten/Kota atau 59,26 %", "error: 55,56 %"),
        ("11 orang (4 PNS, 2 PPNPN, 4 outsourcing)", "error: 10"),
    ),
)


RISE = re.compile(r"\b(?:meningkat|peningkatan|naik|kenaikan|bertambah|penambahan)\b", re.I)


FALL = re.compile(r"\b(?:menurun|penurunan|turun|berkurang|pengurangan)\b", re.I)


REST = re.compile(r"\b(?:sisa(?:nya)?|kekurangan(?:nya)?|selisih(?:nya)?)\b", re.I)


def judge(context: Context) -> Iterator[Draft]:
    """A draft for every sentence whose own figures contradict each other."""
    seen: set[str] = set()
    for claim in context.claims:
        found: list[Draft | None] = []
        if claim.kind == "share":
            found.append(share_draft(context, claim))
        elif claim.kind == "achievement":
            found.append(achievement_draft(context, claim))
        elif claim.kind == "budget":
            found.append(budget_draft(context, claim))
            found.append(remainder_told(context, claim))
        elif claim.kind == "formula":
            found.extend(formula_drafts(context, claim))
            found.extend(operand_drafts(context, claim))
        elif claim.kind == "parts":
            found.append(parts_draft(context, claim))
        elif claim.kind == "change":
            found.append(change_draft(context, claim))
            found.append(step_percent_draft(context, claim))
            found.append(level_draft(context, claim))
        elif claim.kind == "average":
            found.append(average_draft(context, claim) or listed_average_draft(context, claim))
        for one in found:
            if one is not None and one.slip not in seen:
                seen.add(one.slip)
                yield one
    for more in (
        told_shares,
        told_changes,
        so_totals,
        near_sums,
        percents_as_amounts,
        added_sums,
        efficiencies,
        opposites,
    ):
        for one in more(context):
            if one.slip not in seen:
                seen.add(one.slip)
                yield one


RULE = Rule(CARD, judge)
