"""Renstra, RKT, Perjanjian Kinerja, its revision, the POK and the report: one target through all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from normalize.model import Fact
from validate.comparing import comparable, facts_to_camps, same_print
from validate.context import Context
from validate.evidence import fact_place, fact_to_evidence, facts_place
from validate.frame import Card, Draft, Rule
from validate.intervals import same_figure
from validate.model import Severity, Suspect
from validate.rules.cross_groups import revised_tables
from validate.rules.plan_end import plan_ends
from validate.scopes import table_scopes

CARD = Card(
    id="plan_chain",
    title="Target berbeda antara Renstra, RKT, Perjanjian Kinerja, dan laporan",
    title_en="Targets that differ between Renstra, RKT, Perjanjian Kinerja and report",
    compares="target indikator yang sama untuk tahun yang sama menurut Renstra, RKT, PK, reviu PK dan POK; target "
    "triwulan dengan target tahun; kondisi akhir rencana dengan target akhir",
    compares_en="the same indicator's target for the same year in Renstra, RKT, PK, its revision and POK; quarterly "
    "targets with the year's; the state at the plan's end with the end target",
    why="Target dalam laporan harus sama dengan Perjanjian Kinerja dan selaras dengan Renstra; bila tidak, harus "
    "dijelaskan (PermenPANRB 53/2014 lampiran III/2-2, III.2-4).",
    why_en="Targets must be those of the PK and follow the Renstra, or be explained (PermenPANRB 53/2014 annex "
    "III/2-2, III.2-4).",
    not_judged="perubahan yang dinyatakan sebagai reviu atau revisi menjadi catatan",
    not_judged_en="changes declared as a revision are only noted",
    examples=(
        ("RKT 35, PK 100", "warning"),
        ("PK 167.483, Reviu PK 8.000", "note: revisi dinyatakan"),
        ("PK 2.400, Reviu PK 24.000, diukur 2.400; indikator lain diukur menurut reviu", "warning"),
    ),
)

ORDER = {"renstra": 0, "rkt": 1, "pk": 2, "": 2, "pk_revisi": 3, "pok": 4}
BASIS_WORDS = {
    "renstra": "Renstra",
    "rkt": "RKT",
    "pk": "Perjanjian Kinerja",
    "": "laporan",
    "pk_revisi": "reviu Perjanjian Kinerja",
    "pok": "POK",
}
BASIS_WORDS_EN = BASIS_WORDS | {"": "the report", "pk_revisi": "the revised Perjanjian Kinerja"}


def chains(context: Context) -> Iterator[dict[str, list[Fact]]]:
    """For every indicator and year its whole-year targets by basis."""
    scopes = table_scopes(context)
    revised = revised_tables(context)
    groups: dict[tuple[str, int], dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in context.facts:
        if (
            fact.measure != "target"
            or fact.period != "Y"
            or fact.quantity is None
            or fact.year is None
            or scopes.get(fact.table_index)
        ):
            continue
        basis = fact.basis
        if fact.table_index in revised and basis in ("", "pk"):
            basis = "pk_revisi"
        groups[(context.names.key(fact), fact.year)][basis].append(fact)
    yield from groups.values()


#: so many other targets must be measured as revised, and so many times those that aren't
FOLLOWED, TIMES = 3, 4


def measured_otherwise(context: Context) -> dict[tuple[str, int | None], tuple[Fact, list[Fact]]]:
    """(name, year) -> (target of the revised agreement, measured targets) where a report that measures against the
    revision throughout measures this one against another figure: the revision does not explain that."""
    revised = revised_tables(context)
    after: dict[tuple[str, int | None], list[Fact]] = defaultdict(list)
    measured: dict[tuple[str, int | None], list[Fact]] = defaultdict(list)
    for fact in context.facts:
        if fact.measure != "target" or fact.period != "Y" or fact.quantity is None or fact.row_kind != "indicator":
            continue
        key = (context.names.key(fact), fact.year)
        if fact.basis == "pk_revisi" or (fact.table_index in revised and fact.basis in ("", "pk")):
            after[key].append(fact)
        elif fact.basis != "renstra" and any(
            (f.measure, f.year, f.period) == ("realisasi", fact.year, "Y")
            for f in context.rows.get((fact.table_index, fact.row), ())
        ):
            measured[key].append(fact)
    followed = {
        key: any(comparable(a, b) and same_print(a, b) for a in facts for b in measured[key])
        for key, facts in after.items()
        if measured.get(key) and comparable(facts[0], measured[key][0])
    }
    odd = [key for key, same in followed.items() if not same]
    if len(followed) - len(odd) < max(FOLLOWED, TIMES * (len(odd) - 1)) or len(odd) > 2:
        return {}
    return {key: (after[key][0], measured[key]) for key in odd if len(after[key]) == 1}


def otherwise_draft(context: Context, revised: Fact, measured: Sequence[Fact]) -> Draft:
    first = measured[0]
    return Draft(
        rule="plan_chain",
        kind="not_as_revised",
        severity="warning",
        key=(context.names.key(revised), str(revised.year), "not as revised"),
        message=f"{revised.indicator}: target {revised.year} menurut reviu Perjanjian Kinerja {revised.raw} "
        f"({fact_place(revised)}), yang diukur {first.raw} ({facts_place(measured)}); indikator lain diukur terhadap "
        "target reviunya.",
        message_en=f"{revised.indicator}: the target for {revised.year} is {revised.raw} in the revised agreement "
        f"({fact_place(revised, 'en')}), {first.raw} where it is measured ({facts_place(measured, 'en')}); the other "
        "indicators are measured against their revised targets.",
        evidence=(
            fact_to_evidence(revised, "target reviu Perjanjian Kinerja"),
            *(fact_to_evidence(one, "target yang diukur") for one in measured[:4]),
        ),
        expected=revised.raw,
        reported=first.raw,
        indicator=revised.indicator,
        table=first.table,
        page=first.page,
        suspects=(
            Suspect(revised.raw, first.raw, "menurut pengukuran", fact_to_evidence(revised, "target")),
            Suspect(first.raw, revised.raw, "menurut reviu Perjanjian Kinerja", fact_to_evidence(first, "target")),
        ),
        weight=52,
    )


def judge(context: Context) -> Iterator[Draft]:
    """A draft for every target that differs between two stages of planning; notes where most targets were changed."""
    drafts = list(chain_drafts(context))
    loud = [draft for draft in drafts if draft.severity != "note"]
    compared = sum(1 for chain in chains(context) if len({ORDER.get(basis) for basis in chain}) > 1)
    if len(loud) >= 6 and len(loud) * 2 > compared:
        # the whole plan was changed, or its columns were taken for another's
        drafts = [replace(draft, severity="note", kind="plan_changed") for draft in drafts]
    odd = measured_otherwise(context)
    told = {(name, str(year)) for name, year in odd}
    # the very figures of a draft that says more
    yield from (
        draft
        for draft in drafts
        if draft.severity != "note" or draft.key[3] != "pk_revisi" or draft.key[:2] not in told
    )
    for revised, measured in odd.values():
        yield otherwise_draft(context, revised, measured)
    yield from letter_quarters(context)
    yield from plan_ends(context)


def chain_drafts(context: Context) -> Iterator[Draft]:
    for chain in chains(context):
        stages = sorted(chain, key=lambda basis: ORDER.get(basis, 9))
        camps = {
            basis: facts_to_camps([f for f in chain[basis] if comparable(chain[stages[0]][0], f)]) for basis in stages
        }
        reported = False
        for place, early in enumerate(stages):
            for late in stages[place + 1 :]:
                if reported or ORDER.get(early) == ORDER.get(late) or not camps[early] or not camps[late]:
                    continue
                left, right = camps[early][0].facts, camps[late][0].facts
                if any(
                    a.quantity and b.quantity and same_figure(a.quantity, b.quantity)
                    for c in camps[early]
                    for a in c.facts
                    for d in camps[late]
                    for b in d.facts
                ):
                    continue
                reported = True
                declared = late in ("pk_revisi", "pok") or any(basis in chain for basis in ("pk_revisi", "pok"))
                yield chain_draft(context, left, right, early, late, declared=declared)


def chain_draft(
    context: Context, left: Sequence[Fact], right: Sequence[Fact], early: str, late: str, *, declared: bool
) -> Draft:
    first, second = left[0], right[0]
    severity: Severity = "note" if declared else "warning"
    told = " (perubahan dinyatakan)" if declared else ""
    told_en = " (declared change)" if declared else ""
    return Draft(
        rule="plan_chain",
        kind="declared_change" if declared else "undeclared_change",
        severity=severity,
        key=(context.names.key(first), str(first.year), early, late),
        message=(
            f"{first.indicator}: target {first.year} menurut {BASIS_WORDS[early]} {first.raw} ({fact_place(first)}), "
            f"menurut {BASIS_WORDS[late]} {second.raw} ({fact_place(second)}){told}."
        ),
        message_en=f"{first.indicator}: the target for {first.year} is {first.raw} in {BASIS_WORDS_EN[early]} "
        f"({fact_place(first, 'en')}) and {second.raw} in {BASIS_WORDS_EN[late]} ({fact_place(second, 'en')}"
        f"){told_en}.",
        evidence=(
            *(fact_to_evidence(f, f"target {BASIS_WORDS[early]}") for f in left[:4]),
            *(fact_to_evidence(f, f"target {BASIS_WORDS[late]}") for f in right[:4]),
        ),
        expected=first.raw,
        reported=second.raw,
        indicator=first.indicator,
        table=second.table,
        page=second.page,
        suspects=(
            Suspect(second.raw, first.raw, f"menurut {BASIS_WORDS[early]}", fact_to_evidence(second, "target")),
            Suspect(first.raw, second.raw, f"menurut {BASIS_WORDS[late]}", fact_to_evidence(first, "target")),
        ),
        weight=50,
        # cross_table sees the same revision
        slip=f"declared|{context.names.key(first)}|{first.year}" if declared else "",
    )


def letter_quarters(context: Context) -> Iterator[Draft]:
    """A year's target in letters that no quarter's target reaches: all quarters "B", the year "A"."""
    seen: set[tuple[str, int | None]] = set()
    for facts in context.rows.values():
        words = [f for f in facts if f.measure == "target" and f.word and f.quantity is None]
        quarters = [f for f in words if f.period in ("Q1", "Q2", "Q3", "Q4")]
        if len(quarters) < 3:
            continue
        name = context.names.key(facts[0])
        years = [f for f in words if f.period == "Y"]
        if not years:
            years = [f for f in context.prints.get((name, quarters[0].year, "Y", False, "target"), ()) if f.word]
        marks = {f.word.casefold().strip() for f in quarters}
        other = [f for f in years if f.word.casefold().strip() not in marks]
        if len(marks) != 1 or not other or (name, quarters[0].year) in seen:
            continue
        seen.add((name, quarters[0].year))
        year = other[0]
        yield Draft(
            rule="plan_chain",
            kind="quarters_below_year",
            severity="warning",
            key=(name, str(year.year), "quarters"),
            message=f"{year.indicator}: target tahun {year.raw}, tetapi target tiap triwulan {quarters[0].raw} "
            f"({fact_place(quarters[0])}).",
            message_en=f"{year.indicator}: the year's target is {year.raw}, every quarter's {quarters[0].raw} "
            f"({fact_place(quarters[0], 'en')}).",
            evidence=(
                fact_to_evidence(year, "target tahun"),
                *(fact_to_evidence(f, f"target {f.period}") for f in quarters),
            ),
            expected=year.raw,
            reported=quarters[0].raw,
            indicator=year.indicator,
            table=quarters[0].table,
            page=quarters[0].page,
            weight=35,
        )


RULE = Rule(CARD, judge)
