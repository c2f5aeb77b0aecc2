"""Figures told in prose against the same figures in tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validate.context import Context
from validate.frame import Card, Draft, Rule
from validate.prose import (
    facts_of_claim,
    paragraphs_by_order,
)
from validate.rules.told_amounts import money_by_name
from validate.rules.told_budgets import budget_drafts, sums_against_claims
from validate.rules.told_changes import change_drafts
from validate.rules.told_figures import mention_draft
from validate.rules.told_lists import crowded, listed_achievements
from validate.rules.told_staff import staff_told
from validate.rules.told_targets import clause_of, target_draft

CARD = Card(
    id="prose_vs_table",
    title="Angka dalam uraian berbeda dengan tabel",
    title_en="Figures in prose that differ from the tables",
    compares="target, realisasi dan capaian yang disebut dalam uraian dengan tabel untuk indikator, tahun dan dasar "
    "yang sama; pagu dan realisasi anggaran yang disebut dengan tabel dan uraian lain",
    compares_en="targets, realisations and achievements told in prose with the tables' for the same indicator, year "
    "and basis; budgets with tables and other sentences",
    why="Uraian harus menjelaskan angka yang dilaporkan, bukan angka lain (PermenPANRB 53/2014 lampiran II, evaluasi "
    "dan analisis).",
    why_en="The analysis must speak of the reported figures (PermenPANRB 53/2014 annex II, evaluation and analysis).",
    not_judged="kalimat yang indikatornya tidak pasti, satuan yang berbeda, angka tahun lain, pembulatan",
    not_judged_en="sentences whose indicator is uncertain, other units, other years, rounding",
    examples=(
        ("Realisasi 80,67 (uraian), 80,76 (semua tabel)", "error: dua angka tertukar"),
        ("POK 34.209 (uraian), 19.000 (Tabel POK)", "warning"),
    ),
)


REVISION_CUE = re.compile(r"\bPOK\b|\breviu\b|\brevisi\b|penyesuaian (?:angka |target |anggaran)", re.I)


def judge(context: Context) -> Iterator[Draft]:
    """Drafts for figures that prose and tables tell differently."""
    for claim in context.claims:
        if claim.kind not in ("achievement", "share", "figure", "change"):
            continue
        facts = facts_of_claim(context, claim)
        if not facts:
            continue
        if crowded(context, claim):
            # several indicators in one sentence: each figure is sought its own name
            continue
        if claim.kind == "change":
            yield from change_drafts(context, claim, facts)
            continue
        for mention in claim.mentions:
            if mention.raw not in claim.text and claim.paragraph in paragraphs_by_order(context):
                # carried over from the sentence before: judged there
                continue
            found: Draft | None = None
            if mention.role in ("realisasi", "capaian") and claim.kind == "achievement":
                found = mention_draft(context, claim, mention, facts)
            elif mention.role == "target" or (
                claim.kind == "figure"
                and mention.role == "value"
                and re.search(r"\btarget\b", claim.text, re.I)
                and REVISION_CUE.search(clause_of(claim, mention)[-70:])
            ):
                found = target_draft(context, claim, mention, facts)
            if found:
                yield found
    yield from staff_told(context)
    yield from listed_achievements(context)
    yield from money_by_name(context)
    yield from budget_drafts(context)
    yield from sums_against_claims(context)


RULE = Rule(CARD, judge)
