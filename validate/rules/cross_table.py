"""One figure printed twice with different values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from normalize.model import Fact
from validate.comparing import Camp, comparable, facts_to_camps, same_print
from validate.context import Context
from validate.evidence import fact_to_evidence, facts_place, place_in_words
from validate.frame import Card, Draft, Rule
from validate.model import Severity, Suspect
from validate.rules.budget import rows_to_lines
from validate.rules.cross_activities import activities_twice
from validate.rules.cross_basis import (
    declared_change,
    doubted_facts,
    follows_from_targets,
    of_another_year,
    row_explains,
    split_by_basis,
)
from validate.rules.cross_groups import groups_to_compare, rows_disagree, without_achievements
from validate.rules.cross_years import other_year_draft, tables_of_other_year
from validate.rules.indicator_lists import indicator_lists
from validate.rules.name_variants import name_variants
from validate.rules.told_amounts import told_amounts
from validate.rules.told_columns import told_columns
from validate.rules.told_sasaran import told_goals
from validate.rules.vision import visions_differ
from validate.typing_slips import SLIP_WORDS, slip_between

CARD = Card(
    id="cross_table",
    title="Satu fakta tercetak dengan nilai yang berbeda",
    title_en="One fact printed with different values",
    compares="indikator, tahun, periode, ukuran dan dasar yang sama di tabel yang berbeda; juga pagu dan realisasi "
    "anggaran; daftar anggaran dalam uraian di dua tempat; daftar indikator perjanjian dengan yang diukur",
    compares_en="the same indicator, year, period, measure and basis in different tables; allocations and spending "
    "too; budgets listed in prose in two places; the agreement's indicators with those measured",
    why="Data yang sama harus sama di seluruh laporan (PermenPANRB 53/2014 lampiran III C.3.c: keandalan dan "
    "keakuratan data).",
    why_en="The same figure must be the same all through the report (PermenPANRB 53/2014 annex III C.3.c).",
    not_judged="revisi yang dinyatakan, tabel sub-unit, kumulatif terhadap triwulan, capaian terhadap target yang "
    "berbeda dasar, pembulatan",
    not_judged_en="declared revisions, sub-units' tables, cumulative against single quarters, achievements on "
    "another basis, rounding",
    examples=(("Realisasi 40,74% (Tabel A.1) dan 32,59% (Tabel 3.3)", "error"),),
)


#: years in which one row differs from the other tables before it counts as one slip
ROW_YEARS = 3


def judge(context: Context) -> Iterator[Draft]:
    """A draft for every figure whose prints fall into camps that cannot be one value."""
    yield from same_pagu(context)
    yield from name_variants(context)
    yield from told_amounts(context)
    yield from told_goals(context)
    yield from indicator_lists(context)
    yield from activities_twice(context)
    yield from visions_differ(context)
    yield from told_columns(context)
    drafts = list(group_drafts(context))
    shifted = tables_of_other_year(context, drafts)
    for index, (year, told_year, members) in shifted.items():
        yield other_year_draft(context, index, year, told_year, members)
    gone = {id(draft) for _, _, members in shifted.values() for draft in members}
    yield from one_row_over_years([draft for draft in drafts if id(draft) not in gone])


def one_row_over_years(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those of one row at odds in several years made one: a row copied or shifted is one slip."""
    rows: dict[tuple[str, frozenset[tuple[int | None, int | None]]], list[int]] = defaultdict(list)
    for place, draft in enumerate(drafts):
        odd = frozenset((one.evidence.table_index, one.evidence.row) for one in draft.suspects if one.evidence)
        # one row against the others, or two rows against each other
        if draft.kind == "different_values" and len(odd) == (1 if draft.expected else 2):
            rows[draft.key[0], odd].append(place)
    out: list[Draft | None] = list(drafts)
    for places in rows.values():
        group = [drafts[place] for place in places]
        if len({draft.key[1] for draft in group}) < ROW_YEARS:
            continue
        out[places[0]] = row_draft(group)
        for place in places[1:]:
            out[place] = None
    return [draft for draft in out if draft is not None]


def row_draft(group: Sequence[Draft]) -> Draft:
    """One draft for a row that differs in several years: the first one's, with every year's figures."""
    first = group[0]
    where, where_en = (place_in_words(first.table, first.page, lang) for lang in ("id", "en"))
    years = ", ".join(dict.fromkeys(draft.key[1] for draft in group))
    told = "; ".join(f"{draft.key[1]} {draft.reported} ({draft.expected or draft.suspects[0].raw})" for draft in group)
    return replace(
        first,
        kind="row_of_years",
        message=f"{first.indicator}: baris di {where} berbeda dari tabel lain pada tahun {years}: "
        f"{told}; mungkin disalin atau bergeser setahun.",
        message_en=f"{first.indicator}: its row in {where_en} differs from the other tables in {years}: "
        f"{told}; copied, or shifted by a year.",
        key=(first.key[0], "row", first.table),
        evidence=tuple(dict.fromkeys(piece for draft in group for piece in draft.evidence)),
        suspects=tuple(suspect for draft in group for suspect in draft.suspects),
        cells=frozenset(cell for draft in group for cell in draft.cells),
        weight=max(draft.weight for draft in group) + 2 * (len(group) - 1),
        slip="",
    )


def group_drafts(context: Context) -> Iterator[Draft]:
    """A draft for every figure whose prints fall into camps that cannot be one value."""
    agreement = table_agreement(context)
    for group in groups_to_compare(context):
        parts = split_by_basis(context, group) if group[0].measure == "capaian" else [group]
        for facts in parts:
            facts = [fact for fact in facts if comparable(facts[0], fact)]
            if facts[0].measure == "realisasi":
                facts = without_achievements(context, facts)
            if not facts:
                continue
            if len(facts) < 2 or not rows_disagree(facts):
                continue
            camps = facts_to_camps(facts)
            if len(camps) < 2 or len(camps) > 6:
                continue
            # two rows of one table with one name are two things (a parent and its part)
            if all(len(camp.tables) == 1 and camp.tables == camps[0].tables for camp in camps):
                continue
            draft = camps_to_draft(context, camps)
            if of_another_year(context, camps):
                draft = replace(draft, severity="note", kind="other_year")
            if declared_change(context, camps):
                slip = f"declared|{context.names.key(facts[0])}|{facts[0].year}" if facts[0].measure == "target" else ""
                draft = replace(draft, severity="note", kind="declared_change", slip=slip or draft.slip)
            if facts[0].measure == "capaian" and follows_from_targets(context, camps):
                draft = replace(draft, severity="note", kind="other_target")
            if unrelated(camps, agreement):
                draft = replace(draft, severity="note", kind="unrelated_tables", cells=frozenset())
            yield draft


#: (table, table) -> (figures that agree, figures that do not)
Agreement = dict[tuple[int, int], tuple[int, int]]


def table_agreement(context: Context) -> Agreement:
    """How often each pair of tables prints one figure alike and otherwise."""
    counts: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for group in groups_to_compare(context):
        for place, left in enumerate(group):
            for right in group[place + 1 :]:
                if left.table_index != right.table_index:
                    pair = (min(left.table_index, right.table_index), max(left.table_index, right.table_index))
                    counts[pair][0 if same_print(left, right) else 1] += 1
    return {pair: (alike, apart) for pair, (alike, apart) in counts.items()}


def unrelated(camps: Sequence[Camp], agreement: Agreement) -> bool:
    """True where the tables at odds disagree nearly everywhere: they tell of different things (another unit, another
    edition)."""
    first = {fact.table_index for fact in camps[0].facts}
    others = {fact.table_index for camp in camps[1:] for fact in camp.facts}
    pairs = [agreement.get((min(a, b), max(a, b)), (0, 0)) for a in first for b in others if a != b]
    return bool(pairs) and all(apart >= 6 and apart > 3 * alike for alike, apart in pairs)


def same_pagu(context: Context) -> Iterator[Draft]:
    """Budget lines of different tables with the same particular pagu and another realisasi: one line, whatever it is
    called."""
    lines: dict[Decimal, list[dict[str, Fact]]] = defaultdict(list)
    for line in rows_to_lines(context):
        pagu, spent = line.get("pagu"), line.get("realisasi_anggaran")
        if (
            pagu
            and spent
            and pagu.quantity
            and spent.quantity
            and pagu.quantity.value >= 1_000_000
            and spent.quantity.value >= 1000
        ) and len(str(int(pagu.quantity.value)).rstrip("0")) >= 5:
            lines[pagu.quantity.value].append(line)
    for group in lines.values():
        by_table: dict[int, list[dict[str, Fact]]] = defaultdict(list)
        for line in group:
            by_table[line["pagu"].table_index].append(line)
        if len(by_table) < 2 or any(
            len({same["realisasi_anggaran"].raw for same in rows}) > 1 for rows in by_table.values()
        ):
            continue
        camps = facts_to_camps([rows[0]["realisasi_anggaran"] for rows in by_table.values()])
        if len(camps) < 2 or len(camps) > 3:
            continue
        draft = camps_to_draft(context, camps)
        names = {context.names.key(fact) for camp in camps for fact in camp.facts}
        rest = [
            fact_to_evidence(line[name], name)
            for rows in by_table.values()
            for line in rows[:1]
            for name in ("pagu", "persen_anggaran", "sisa_anggaran")
            if name in line
        ]
        pagu_raw = next(iter(by_table.values()))[0]["pagu"].raw
        yield replace(
            draft,
            kind="same_pagu",
            severity="error" if len(names) == 1 else "warning",
            key=("pagu", pagu_raw),
            message=draft.message[:-1] + f"; pagunya sama, {pagu_raw}.",
            message_en=draft.message_en[:-1] + f"; the allocation is the same, {pagu_raw}.",
            evidence=(*draft.evidence, *rest[:8]),
            slip=draft.slip if len(names) == 1 else f"pagu|{pagu_raw}",
        )


MEASURE_WORDS = {
    "target": ("target", "target"),
    "realisasi": ("realisasi", "realisation"),
    "capaian": ("capaian", "achievement"),
    "pagu": ("pagu", "allocation"),
    "realisasi_anggaran": ("realisasi anggaran", "spending"),
    "persen_anggaran": ("persen anggaran", "budget percent"),
    "sisa_anggaran": ("sisa anggaran", "budget remainder"),
    "fisik": ("realisasi fisik", "physical progress"),
    "baseline": ("kondisi awal", "baseline"),
}


PERIOD_WORDS = {
    "Q1": (" triwulan I", " quarter I"),
    "Q2": (" triwulan II", " quarter II"),
    "Q3": (" triwulan III", " quarter III"),
    "Q4": (" triwulan IV", " quarter IV"),
    "S1": (" semester I", " semester I"),
    "S2": (" semester II", " semester II"),
}


def camp_is_explained(context: Context, camp: Camp) -> bool:
    """True for an achievement that the target and realisation in its row give."""
    return camp.facts[0].measure == "capaian" and any(row_explains(context, fact) for fact in camp.facts)


def camps_to_draft(context: Context, camps: Sequence[Camp]) -> Draft:
    first = camps[0].facts[0]
    measure, measure_en = MEASURE_WORDS[first.measure]
    told = "; ".join(f"{' / '.join(camp.raws[:3])} ({facts_place(camp.facts)})" for camp in camps)
    told_en = "; ".join(f"{' / '.join(camp.raws[:3])} ({facts_place(camp.facts, 'en')})" for camp in camps)
    period, period_en = PERIOD_WORDS.get(first.period, ("", ""))
    clear = len(camps[0].tables) > len(camps[1].tables)
    # of as many prints the achievement that its own row gives is the less likely to be wrong
    doubtful = camps[1:] if clear else sorted(camps, key=lambda camp: camp_is_explained(context, camp))
    suspects = []
    for camp in doubtful:
        fact = camp.facts[0]
        other = camps[0].facts[0] if camp is not camps[0] else camps[1].facts[0]
        slip = slip_between(fact.raw, other.raw)
        suspects.append(
            Suspect(
                fact.raw,
                other.raw,
                f"{len(camp.tables)} dari {sum(len(c.tables) for c in camps)} tabel"
                + (f"; {SLIP_WORDS[slip][0]}" if slip else ""),
                fact_to_evidence(fact, "diduga"),
            )
        )
    evidence = [fact_to_evidence(fact, first.measure) for camp in camps for fact in first_of_tables(camp)]
    name = context.names.key(first)
    same_name = len({fact.indicator.casefold() for camp in camps for fact in camp.facts}) == 1
    # a target or an allocation may have been revised without a word: that asks for one, and is no impossibility
    plan = first.measure in ("target", "pagu", "baseline")
    severity: Severity = "error" if same_name and not plan else "warning"
    doubted = doubted_facts(context, camps, clear=clear)

    return Draft(
        rule="cross_table",
        kind="different_values",
        severity=severity,
        key=(name, str(first.year), first.period, first.measure, first.basis),
        message=f"{first.indicator}, {measure} {first.year}{period}: {told}.",
        message_en=f"{first.indicator}, {measure_en} {first.year}{period_en}: {told_en}.",
        evidence=tuple(evidence),
        expected=camps[0].facts[0].raw if clear else "",
        reported=camps[1].facts[0].raw,
        indicator=first.indicator,
        table=camps[1].facts[0].table,
        page=camps[1].facts[0].page,
        suspects=tuple(suspects),
        cells=frozenset((fact.table_index, fact.row, fact.col) for fact in doubted),
        weight=60 + (10 if first.measure in ("realisasi", "pagu", "realisasi_anggaran") else 0),
        slip=slip_of(name, first, camps, clear=clear),
    )


def slip_of(name: str, first: Fact, camps: Sequence[Camp], *, clear: bool) -> str:
    """Figures of one row that differ in the same odd table are one slip: a row copied, or taken from another year."""
    if first.measure.endswith("anggaran") or first.measure == "pagu":
        return f"cross|{name}|{first.year}|{first.period}|{'+'.join(sorted({t for c in camps for t in c.tables}))}"
    odd = {(fact.table_index, fact.row) for camp in camps[1:] for fact in camp.facts}
    if clear and len(camps) == 2 and len(odd) == 1:
        return f"cross|{name}|{first.year}|{first.period}|{next(iter(odd))}"
    return ""


def first_of_tables(camp: Camp) -> list[Fact]:
    seen: set[int] = set()
    found = []
    for fact in camp.facts:
        if fact.table_index not in seen:
            seen.add(fact.table_index)
            found.append(fact)
    return found[:8]


RULE = Rule(CARD, judge)
