"""Captions of a quarterly report that still name an earlier quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.periods import find_period
from validate.context import Context
from validate.evidence import fact_to_evidence, table_to_evidence
from validate.frame import Draft
from validate.model import Suspect

QUARTER = re.compile(r"\b(?:triwulan|tri\s?wulan|tw|kuartal)\b", re.I)
#: captions that set quarters beside each other
COMPARES = re.compile(r"\b(?:perbandingan|dibanding\w*|dan|dengan|antara)\b|[-–]\s*(?:[IV]+|[1-4])\b", re.I)
NAMES = {"Q2": "Triwulan II", "Q3": "Triwulan III", "Q4": "Triwulan IV"}


def earlier_quarters(context: Context) -> Iterator[Draft]:
    """A draft for every caption that names one quarter, an earlier one, over figures of the report's own."""
    profile = context.understanding.profile
    if profile.kind != "lkj_triwulan" or profile.period not in NAMES:
        return
    own, name = profile.period, NAMES[profile.period]
    for view in context.views:
        caption = view.table.caption
        hit = find_period(caption)
        if hit is None or not hit.period.startswith("Q") or hit.period >= own:
            continue
        facts = [fact for fact in context.facts if fact.table_index == view.index and fact.period == own]
        if len(QUARTER.findall(caption)) != 1 or COMPARES.search(caption) or not facts:
            continue
        raw = caption[hit.start : hit.end]
        title = table_to_evidence(view, "judul")
        yield Draft(
            rule="residue",
            kind="caption_quarter",
            severity="warning",
            key=("caption quarter", view.mark),
            message=f"Judul {view.name} menyebut {raw}, padahal memuat angka {name} seperti laporannya.",
            message_en=f"The caption of {view.name} says {raw}, but it holds figures of {own}, the report's own.",
            evidence=(title, *(fact_to_evidence(fact, fact.measure) for fact in facts[:2])),
            expected=name,
            reported=raw,
            table=view.mark,
            page=title.page,
            suspects=(Suspect(raw, name, "triwulan laporan", title),),
            weight=38,
        )
