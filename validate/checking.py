"""What the rules looked at, and how much of it held: so that silence is proof that something was compared.

Counts are of what a rule can judge at all in this report, taken the way the rule takes them: rows, sums, prints,
sentences, cells. Where the rule compares figures, how many comparisons held is counted too. They judge nothing
themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from normalize.model import Understanding
from validate.comparing import facts_to_camps
from validate.context import Context
from validate.recomputing import recompute_budget, recompute_capaian
from validate.rules import ALL_RULES
from validate.rules.average import averages_of, mean_fits
from validate.rules.hierarchy import table_relations
from validate.rules.plan_chain import chains
from validate.rules.quarter_sum import context_quarters, fitting_ways, things_as_exact
from validate.rules.total import table_to_relations

_DATE = re.compile(
    r"\b\d{1,2}\s+(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)\s+\d{4}",
    re.I,
)
_WORDS = re.compile(r"\b(?:lebih (?:tinggi|rendah)|naik|turun|meningkat|menurun|melebihi|melampaui)", re.I)


@dataclass(frozen=True, slots=True)
class Check:
    """`looked` things of the kind `what` (Indonesian, English) were looked at by the rule; `held` of them agree as
    they are printed (None where the rule looks for something instead of comparing figures).

    What neither holds nor is a finding was explained otherwise (another formula, a sum over other rows, a revision).
    """

    rule: str
    what: tuple[str, str]
    looked: int
    held: int | None
    findings: int


WHAT: dict[str, tuple[str, str]] = {
    "capaian": ("capaian dengan target dan realisasi", "achievements with target and realised value"),
    "quarter_sum": ("angka setahun dengan triwulannya", "a year's figure with its quarters"),
    "total": ("penjumlahan baris dan kolom", "sums of rows and columns"),
    "hierarchy": ("penjumlahan rincian ke induknya", "sums of details to their parents"),
    "budget": ("persentase dan sisa anggaran", "budget percents and remainders"),
    "average": ("rata-rata dalam tabel", "averages in tables"),
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


def figures_compared(context: Context) -> dict[str, tuple[int, int]]:
    """rule -> (comparisons, how many held) of the rules that compare figures."""
    capaian = [one.verdict for one in recompute_capaian(context) if one.verdict != "open"]
    budget = [
        held for line in recompute_budget(context) for held in (line.percent_holds, line.rest_holds) if held is not None
    ]
    sums = [relation.holds for view in context.views for relation in table_to_relations(view)]
    parents = [
        relation.holds
        for view in context.views
        for relations in table_relations(view)
        for relation in relations
        if len(relation.parts) >= 2
    ]
    means = [
        any(mean_fits(printed, numbers) for numbers in choices)
        for view in context.views
        for printed, choices in averages_of(view)
    ]
    prints = [
        len(facts_to_camps(group)) == 1
        for group in context.prints.values()
        if len({fact.table_index for fact in group if fact.quantity is not None}) > 1
    ]
    plans = [
        len(facts_to_camps([fact for facts in chain.values() for fact in facts])) == 1
        for chain in chains(context)
        if len(chain) > 1
    ]
    years = [
        bool(fitting_ways(year.quantity, things_as_exact(quarters)))
        for _, quarters, prints_of_year in context_quarters(context)
        for year in prints_of_year[:1]
        if year.quantity is not None and all(one.quantity is not None for one in quarters)
    ]
    held = {
        "capaian": [verdict != "no" for verdict in capaian],
        "budget": budget,
        "total": sums,
        "hierarchy": parents,
        "average": means,
        "cross_table": prints,
        "plan_chain": plans,
        "quarter_sum": years,
    }
    return {rule: (len(outcomes), sum(outcomes)) for rule, outcomes in held.items()}


def looked_at(context: Context) -> Counter[str]:
    """How many things the other rules had to look at."""
    kinds = Counter(claim.kind for claim in context.claims)
    facts = [fact for fact in context.facts if fact.quantity is not None]
    texts = [sentence.text for sentence in context.sentences]
    digits = [cell for view in context.views for cell in view.table.cells if any(map(str.isdigit, cell.text))]
    graded = {fact.table_index for fact in context.facts if fact.quantity is None and fact.word}
    tables = len(context.views)
    return Counter(
        {
            "prose_vs_table": kinds["achievement"] + kinds["budget"],
            "prose_arithmetic": sum(kinds[kind] for kind in ("formula", "share", "parts", "change", "average")),
            "terbilang": kinds["terbilang"],
            "direction": sum(bool(_WORDS.search(text)) for text in texts),
            "category": sum(fact.measure == "capaian" and fact.table_index in graded for fact in facts),
            "scale": tables,
            "unit": sum(bool(fact.unit) for fact in facts),
            "residue": len(texts) + tables,
            "numbering": sum(bool(view.table.number) for view in context.views),
            "count": kinds["figure"] + kinds["parts"],
            "date": sum(len(_DATE.findall(text)) for text in texts),
            "malformed": len(digits),
            "implausible": len(facts),
            "cascade": sum(fact.measure == "target" and fact.basis in ("pk", "pk_revisi") for fact in facts),
        }
    )


def understanding_to_checks(understanding: Understanding, rules_found: Iterable[str]) -> list[Check]:
    """One check a rule, in the order of the rules. `rules_found` are the rules of the report's findings, one each."""
    context = Context(understanding)
    compared, looked, found = figures_compared(context), looked_at(context), Counter(rules_found)
    checks: list[Check] = []
    for rule in ALL_RULES:
        count, held = compared.get(rule.id, (looked[rule.id], None))
        checks.append(Check(rule.id, WHAT[rule.id], count, held, found[rule.id]))
    return checks
