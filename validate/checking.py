"""What the rules looked at, and how much of it held: so that silence is proof that something was compared.

Counts are of what a rule can judge at all in this report, taken the way the rule takes them: rows, prints, sentences,
cells. They judge nothing themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from normalize.model import Understanding
from validate.context import Context
from validate.model import Finding
from validate.recomputing import recompute_budget, recompute_capaian
from validate.rules import ALL_RULES
from validate.rules.plan_chain import chains

_DATE = re.compile(
    r"\b\d{1,2}\s+(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)\s+\d{4}",
    re.I,
)
_WORDS = re.compile(r"\b(?:lebih (?:tinggi|rendah)|naik|turun|meningkat|menurun|melebihi|melampaui)", re.I)


@dataclass(frozen=True, slots=True)
class Check:
    """`looked` things of the kind `what` (Indonesian, English) were looked at by the rule, in `findings` findings
    something did not hold."""

    rule: str
    what: tuple[str, str]
    looked: int
    findings: int


WHAT: dict[str, tuple[str, str]] = {
    "capaian": ("capaian dengan target dan realisasi", "achievements with target and realised value"),
    "quarter_sum": ("indikator dengan angka triwulan dan setahun", "indicators with quarters and a year"),
    "total": ("angka pada baris jumlah", "figures in total rows"),
    "hierarchy": ("baris berkode atau bertingkat dengan anggaran", "budget rows of accounts and programmes"),
    "budget": ("persentase dan sisa anggaran", "budget percents and remainders"),
    "average": ("rata-rata yang dinyatakan", "stated averages"),
    "cross_table": ("angka yang tercetak di lebih dari satu tabel", "figures printed in more than one table"),
    "prose_vs_table": ("angka kinerja dan anggaran dalam uraian", "results and budgets told in prose"),
    "prose_arithmetic": ("hitungan dalam uraian", "computations in prose"),
    "terbilang": ("angka yang disertai terbilang", "figures with their words"),
    "direction": ("kalimat yang membandingkan", "sentences that compare"),
    "category": ("capaian pada tabel yang berpredikat", "grades beside achievements"),
    "scale": ("tabel (dicari skala penilaiannya)", "tables (searched for rating scales)"),
    "unit": ("angka bersatuan", "figures with a unit"),
    "residue": ("kalimat dan judul tabel", "sentences and captions"),
    "numbering": ("tabel bernomor", "numbered tables"),
    "count": ("kalimat berbilangan", "sentences with counts"),
    "date": ("tanggal", "dates"),
    "malformed": ("sel berangka", "cells with digits"),
    "implausible": ("angka kinerja dan anggaran", "performance and budget figures"),
    "plan_chain": (
        "indikator dengan target dari dua dokumen rencana atau lebih",
        "indicators with targets of two plans or more",
    ),
    "cascade": ("target perjanjian kinerja", "targets of performance agreements"),
    "cross_report": ("temuan terhadap laporan tahun lalu di gudang data", "against last year's report, if loaded"),
}


def quarter_groups(context: Context) -> int:
    periods: dict[tuple[str, int | None, str], set[str]] = {}
    for fact in context.facts:
        if fact.quantity is not None and fact.measure in ("target", "realisasi", "pagu", "realisasi_anggaran"):
            periods.setdefault((context.names.key(fact), fact.year, fact.measure), set()).add(fact.period)
    return sum("Y" in found and len(found & {"Q1", "Q2", "Q3", "Q4"}) >= 2 for found in periods.values())


def total_cells(context: Context) -> int:
    return sum(
        view.number(row, col) is not None
        for view in context.views
        for row in view.body
        if view.is_total(row)
        for col in range(view.table.column_count)
    )


def looked_at(context: Context) -> Counter[str]:
    """How many things each rule had to look at."""
    kinds = Counter(claim.kind for claim in context.claims)
    facts = [fact for fact in context.facts if fact.quantity is not None]
    budget = recompute_budget(context)
    texts = [sentence.text for sentence in context.sentences]
    numbers = [cell.text for view in context.views for cell in view.table.cells if any(map(str.isdigit, cell.text))]
    graded = {fact.table_index for fact in context.facts if fact.quantity is None and fact.word}
    tables = len(context.views)
    return Counter(
        {
            "capaian": sum(one.verdict != "open" for one in recompute_capaian(context)),
            "quarter_sum": quarter_groups(context),
            "total": total_cells(context),
            "hierarchy": sum(fact.measure == "pagu" for fact in facts),
            "budget": sum((one.percent_holds is not None) + (one.rest_holds is not None) for one in budget),
            "average": kinds["average"] + sum(view.is_average(row) for view in context.views for row in view.body),
            "cross_table": sum(len({fact.table_index for fact in group}) > 1 for group in context.prints.values()),
            "prose_vs_table": kinds["achievement"] + kinds["budget"],
            "prose_arithmetic": sum(kinds[kind] for kind in ("formula", "share", "parts", "change")),
            "terbilang": kinds["terbilang"],
            "direction": sum(bool(_WORDS.search(text)) for text in texts),
            "category": sum(fact.measure == "capaian" and fact.table_index in graded for fact in facts),
            "scale": tables,
            "unit": sum(bool(fact.unit) for fact in facts),
            "residue": len(texts) + tables,
            "numbering": sum(bool(view.table.number) for view in context.views),
            "count": kinds["figure"] + kinds["parts"],
            "date": sum(len(_DATE.findall(text)) for text in texts),
            "malformed": len(numbers),
            "implausible": len(facts),
            "plan_chain": sum(len(chain) > 1 for chain in chains(context)),
            "cascade": sum(fact.measure == "target" and fact.basis in ("pk", "pk_revisi") for fact in facts),
        }
    )


def understanding_to_checks(understanding: Understanding, findings: Iterable[Finding] | Iterable[str]) -> list[Check]:
    """One check a rule, in the order of the rules. `findings` are the report's, or the names of their rules."""
    looked = looked_at(Context(understanding))
    found = Counter(one if isinstance(one, str) else one.rule for one in findings)
    return [Check(rule.id, WHAT[rule.id], looked[rule.id], found[rule.id]) for rule in ALL_RULES]
