"""What a report says of last year against last year's own report. Needs two reports: `validate.audit_pair`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from normalize.model import Fact
from validate.comparing import comparable, same_print
from validate.context import Context
from validate.evidence import fact_place, fact_to_evidence
from validate.frame import Card, Draft, Rule
from validate.intervals import fraction_to_text, quantity_value, step_decimals
from validate.model import Evidence, Suspect
from validate.names import name_to_form
from validate.scopes import table_scopes

CARD = Card(
    id="cross_report",
    title="Angka tahun lalu berbeda dengan laporan tahun lalu",
    title_en="Last year's figures differ from last year's report",
    compares="realisasi, capaian dan anggaran tahun lalu menurut laporan ini dengan yang dinyatakan laporan tahun lalu "
    "sendiri (instansi dalam satu garis, indikator, ukuran dan periode yang sama)",
    compares_en="last year's results, achievements and budget as this report tells them with what last year's own "
    "report says (one lineage of agencies, the same indicator, measure and period)",
    why="Laporan harus membandingkan kinerja dengan tahun lalu (PermenPANRB 53/2014 lampiran II dan lampiran III/2-2, "
    "III.7); angka yang berubah tanpa penjelasan membuat perbandingan itu tidak dapat dipegang.",
    why_en="Reports compare with the year before (PermenPANRB 53/2014 annex II and annex III/2-2, III.7); figures that "
    "changed without a word make that comparison unreliable.",
    not_judged="indikator yang tidak tercetak pada kedua laporan, satuan yang berlainan, laporan yang tidak ada di "
    "gudang data; pernyataan ulang yang dijelaskan tetap muncul sebagai hal yang perlu penjelasan",
    not_judged_en="indicators not printed in both, different units, reports that are not in the warehouse; a "
    "restatement that is explained still shows as in need of an explanation",
    examples=(("laporan 2023: realisasi 2022 = 81,4; laporan 2022: 84,1", "warning"),),
)

MEASURES = ("realisasi", "capaian", "realisasi_anggaran")
WORDS = {"realisasi": "realisasi", "capaian": "capaian", "realisasi_anggaran": "realisasi anggaran"}
WORDS_EN = {"realisasi": "realised value", "capaian": "achievement", "realisasi_anggaran": "amount spent"}
#: so many differences, and more than half of what was compared: it is told as a note, the two count otherwise
MANY = 8

Key = tuple[str, str, str]


def fact_key(fact: Fact) -> str:
    return fact.indicator_id or name_to_form(fact.indicator)


def year_figures(context: Context, year: int) -> dict[Key, list[Fact]]:
    """The whole agency's figures of `year` by (name, measure, period); sub-units' tables and lists left out."""
    scopes = table_scopes(context)
    found: dict[Key, list[Fact]] = defaultdict(list)
    for fact in context.facts:
        if fact.measure not in MEASURES or fact.year != year or fact.quantity is None or fact.cumulative:
            continue
        if fact.row_kind == "item" or fact.confidence < 0.5 or scopes.get(fact.table_index):
            continue
        found[fact_key(fact), fact.measure, fact.period].append(fact)
    return found


def ambiguous(facts: Sequence[Fact]) -> bool:
    """True where one table prints the figure on several rows: which is meant cannot be told."""
    rows: dict[int, set[int]] = defaultdict(set)
    for fact in facts:
        rows[fact.table_index].add(fact.row)
    return any(len(places) > 1 for places in rows.values())


def pair_drafts(later: Context, earlier: Context) -> tuple[list[Draft], int]:
    """(drafts, how many figures were compared)."""
    year = earlier.year
    if year is None:
        return [], 0
    before, drafts, compared = year_figures(earlier, year), [], 0
    for key, now in year_figures(later, year).items():
        then = before.get(key, [])
        if not then or ambiguous(now) or ambiguous(then):
            continue
        pairs = [(a, b) for a in now for b in then if comparable(a, b)]
        if not pairs:
            continue
        compared += 1
        # a figure printed several times in one of the reports has its own rules: here any agreement will do
        if not any(same_print(a, b) for a, b in pairs):
            drafts.append(pair_to_draft(*pairs[0], earlier.report.name, year))
    return drafts, compared


def judge_pair(later: Context, earlier: Context) -> Iterator[Draft]:
    """A warning for every figure of the earlier report's year that the later one prints otherwise."""
    drafts, compared = pair_drafts(later, earlier)
    if len(drafts) >= MANY and len(drafts) * 2 > compared:
        drafts = [replace(draft, severity="note", kind="restated_throughout") for draft in drafts]
    yield from drafts


def earlier_evidence(fact: Fact, year: int, doc: str) -> Evidence:
    return replace(fact_to_evidence(fact, f"menurut laporan {year} ({doc})"), doc=doc)


def pair_to_draft(now: Fact, then: Fact, doc: str, year: int) -> Draft:
    assert now.quantity is not None
    assert then.quantity is not None
    here, there = fact_to_evidence(now, "menurut laporan ini"), earlier_evidence(then, year, doc)

    def value(fact: Fact) -> str:
        assert fact.quantity is not None
        return fraction_to_text(quantity_value(fact.quantity), step_decimals(fact.quantity))

    return Draft(
        rule="cross_report",
        kind="restated",
        severity="warning",
        key=(fact_key(now), now.measure, now.period, str(year)),
        message=f"{now.indicator}: {WORDS[now.measure]} tahun {year} di laporan ini {now.raw} ({fact_place(now)}), di "
        f"laporan {year} ({doc}) {then.raw} ({fact_place(then)}).",
        message_en=f"{now.indicator}: the {WORDS_EN[now.measure]} of {year} is {now.raw} in this report "
        f"({fact_place(now, 'en')}), {then.raw} in the report on {year} ({doc}; {fact_place(then, 'en')}).",
        evidence=(here, there),
        expected=then.raw,
        reported=now.raw,
        indicator=now.indicator,
        table=now.table,
        page=now.page,
        suspects=(
            Suspect(now.raw, value(then), f"menurut laporan {year}", here),
            Suspect(then.raw, value(now), "menurut laporan berikutnya", there),
        ),
        weight=42,
    )


def judge(context: Context) -> Iterator[Draft]:
    """Nothing: one report alone has no other to be compared with."""
    yield from ()


RULE = Rule(CARD, judge)
