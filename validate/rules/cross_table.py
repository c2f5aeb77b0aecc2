"""One figure printed twice with different values."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from normalize.model import Fact
from validate.achievement import explain_capaian
from validate.comparing import Camp, comparable, facts_to_camps, same_print
from validate.context import Context
from validate.evidence import fact_to_evidence, facts_place, table_to_evidence
from validate.frame import Card, Draft, Rule
from validate.intervals import same_figure
from validate.model import Severity, Suspect
from validate.rules.budget import rows_to_lines
from validate.rules.name_variants import name_variants
from validate.scopes import table_scopes
from validate.typing_slips import SLIP_WORDS, slip_between

CARD = Card(
    id="cross_table",
    title="Satu fakta tercetak dengan nilai yang berbeda",
    title_en="One fact printed with different values",
    compares="indikator, tahun, periode, ukuran dan dasar yang sama di tabel yang berbeda; juga pagu dan realisasi "
    "anggaran",
    compares_en="the same indicator, year, period, measure and basis in different tables; allocations and spending too",
    why="Data yang sama harus sama di seluruh laporan (PermenPANRB 53/2014 lampiran III C.3.c: keandalan dan "
    "keakuratan data).",
    why_en="The same figure must be the same all through the report (PermenPANRB 53/2014 annex III C.3.c).",
    not_judged="revisi yang dinyatakan, tabel sub-unit, kumulatif terhadap triwulan, capaian terhadap target yang "
    "berbeda dasar, pembulatan",
    not_judged_en="declared revisions, sub-units' tables, cumulative against single quarters, achievements on "
    "another basis, rounding",
    examples=(("Realisasi 40,74% (Tabel A.1) dan 32,59% (Tabel 3.3)", "error"),),
)

PRIMARY = {"": "", "pk": "", "rkt": "rkt", "renstra": "renstra", "pk_revisi": "pk_revisi", "pok": "pok"}
#: rows that name a place print another thing in every table
REGION = re.compile(
    r"^(?:kabupaten|kab|kota|provinsi|propinsi|prov|kecamatan|kec|kelurahan|desa|dki|di yogyakarta|jawa|sumatera|"
    r"kalimantan|sulawesi|papua|maluku|bali|nusa tenggara|banten|aceh)\b"
)
NOT_NAMED = re.compile(
    r"^(?:sub total|grand total|jumlah|total|jml|rata rata|no|ket)"
    r"(?: (?:total|jumlah|belanja|anggaran|pagu|realisasi|seluruh\w*|keseluruhan|program|kegiatan|capaian|langsung|"
    r"tidak))*$"
)


def groups_to_compare(context: Context) -> Iterator[list[Fact]]:
    """Facts that are prints of one figure: same name, year, period, measure, basis and scope."""
    scopes = table_scopes(context)
    revised = revised_tables(context)
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in context.facts:
        if fact.quantity is None or fact.year is None or fact.row_kind in ("item", "total", "average"):
            continue
        name = context.names.key(fact)
        if len(name) < 8 or NOT_NAMED.match(name) or REGION.match(name) or fact.confidence < 0.5:
            continue
        view = context.views[fact.table_index]
        if view.is_average(fact.row - 1) or view.is_total(fact.row - 1):
            continue
        basis = PRIMARY.get(fact.basis, fact.basis) if fact.measure == "target" else ""
        if not basis and fact.measure in ("pagu", "target") and fact.table_index in revised:
            basis = "pk_revisi"
        measure = likely_measure(fact)
        if measure == "persen_anggaran" and not is_absorption(context, fact):
            continue
        groups[
            (name, fact.year, fact.period, fact.cumulative, measure, basis, scopes.get(fact.table_index, ""))
        ].append(fact)
    for group in groups.values():
        single = without_detail(group)
        if single:
            yield single


def is_absorption(context: Context, fact: Fact) -> bool:
    """True where the percent is of spending: its row prints the spending, or its head says so. Else it may be a
    share of all budgets."""
    if fact.measure == "realisasi_anggaran":
        return True
    row = context.rows.get((fact.table_index, fact.row), ())
    if any(other.measure == "realisasi_anggaran" for other in row):
        return True
    return bool(
        re.search(r"serap|realisasi|capaian|keuangan", context.views[fact.table_index].header(fact.col - 1), re.I)
    )


def declared_change(context: Context, camps: Sequence[Camp]) -> bool:
    """True where the report declares a revision, and every value is that of the plan before it or after it."""
    first = camps[0].facts[0]
    if first.measure != "target":
        return False
    revised = revised_tables(context)
    key = (context.names.key(first), first.year, first.period, first.cumulative, "target")
    after = {
        f.quantity.value
        for f in context.prints.get(key, ())
        if f.quantity and (f.basis in ("pk_revisi", "pok") or f.table_index in revised)
    }
    before = {
        f.quantity.value for f in context.prints.get(key, ()) if f.quantity and f.basis in ("renstra", "rkt", "pk")
    }
    values = {f.quantity.value for camp in camps for f in camp.facts if f.quantity}
    return bool(after) and values <= after | before


def likely_measure(fact: Fact) -> str:
    """The fact's measure; a spending of less than a thousand is a share of the budget ("Penyerapan Anggaran 95,89")."""
    if fact.measure == "realisasi_anggaran" and fact.quantity is not None and 0 < fact.quantity.value < 1000:
        return "persen_anggaran"
    return fact.measure


REVISED = re.compile(r"\b(?:revi[us]i?|reviu|perubahan|revisi|pergeseran|refocusing|pok)\b", re.I)


def revised_tables(context: Context) -> set[int]:
    """Tables whose caption says they hold a revision."""
    return {view.index for view in context.views if REVISED.search(" ".join((view.table.caption, *view.table.notes)))}


def without_detail(facts: Sequence[Fact]) -> list[Fact]:
    """The facts without those of tables that print several values under one name: activities under their indicator,
    parts under their whole."""
    by_table: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_table[fact.table_index].append(fact)
    kept: list[Fact] = []
    for group in by_table.values():
        camps = facts_to_camps(group)
        if len({fact.row for fact in group}) > 1 and len(camps) > 1:
            continue
        # a row with more than two values of one figure was not told apart by year or column
        if len(camps) > 2:
            continue
        kept.extend(group)
    return kept


def rows_disagree(facts: Sequence[Fact]) -> bool:
    """True where two rows share no value."""
    rows: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    for fact in facts:
        rows[(fact.table_index, fact.row)].append(fact)
    if len(rows) < 2:
        return False
    listed = list(rows.values())
    for i, left in enumerate(listed):
        for right in listed[i + 1 :]:
            if not any(same_print(a, b) for a in left for b in right):
                return True
    return False


BETWEEN_YEARS = re.compile(
    r"\b(?:th(?:d|r)?p|terhadap|dibanding\w*|pertumbuhan|kenaikan|penurunan|naik|turun)\b[^/]{0,40}(?:20\d\d|lalu|"
    r"sebelumnya)",
    re.I,
)


def operand_basis(context: Context, capaian: Fact) -> str:
    """The basis of the target that a capaian stands beside; "between years" for a ratio of two years' results."""
    if BETWEEN_YEARS.search(context.views[capaian.table_index].header(capaian.col - 1)):
        return "between years"
    row = context.rows.get((capaian.table_index, capaian.row), [])
    targets = [f for f in row if f.measure == "target" and f.quantity is not None and f.col < capaian.col]
    results = [f for f in row if f.measure == "realisasi" and f.quantity is not None and f.year == capaian.year]
    for target in reversed(targets):
        for result in results:
            if (
                target.quantity
                and result.quantity
                and capaian.quantity
                and explain_capaian(target.quantity, result.quantity, capaian.quantity)
            ):
                return f"{PRIMARY.get(target.basis, target.basis)}|{target.year}"
    years = {f.year for f in row if f.measure == "realisasi" and f.quantity is not None}
    if not targets:
        # a ratio of two years is no achievement of a target
        return "between years" if len(years) > 1 else ""
    return f"{PRIMARY.get(targets[-1].basis, targets[-1].basis)}|{targets[-1].year}"


def split_by_basis(context: Context, facts: Sequence[Fact]) -> list[list[Fact]]:
    """Capaian facts by the basis of their target: against the PK, its revision, the POK, the Renstra's end."""
    default = f"|{facts[0].year}"
    parts: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        basis = operand_basis(context, fact) or default
        if basis != "between years":
            parts["|" + basis.split("|")[1] if basis.startswith("pk|") else basis].append(fact)
    return list(parts.values())


def judge(context: Context) -> Iterator[Draft]:
    """A draft for every figure whose prints fall into camps that cannot be one value."""
    yield from same_pagu(context)
    yield from name_variants(context)
    drafts = list(group_drafts(context))
    shifted = tables_of_other_year(context, drafts)
    for index, (year, told_year, members) in shifted.items():
        yield other_year_draft(context, index, year, told_year, members)
    gone = {id(draft) for _, _, members in shifted.values() for draft in members}
    yield from (draft for draft in drafts if id(draft) not in gone)


def tables_of_other_year(context: Context, drafts: Sequence[Draft]) -> dict[int, tuple[int, int, list[Draft]]]:
    """table_index -> (year its figures are of, year it says, drafts): tables whose figures for one year are, row
    after row, another year's."""
    hits: dict[tuple[int, int, int], list[Draft]] = defaultdict(list)
    for draft in drafts:
        for piece in draft.evidence:
            fact = next(
                (f for f in context.rows.get((piece.table_index or 0, piece.row or 0), ()) if f.col == piece.col), None
            )
            if (
                fact is None
                or fact.quantity is None
                or fact.year is None
                or fact.measure not in ("target", "realisasi", "capaian")
            ):
                continue
            for year in (fact.year - 1, fact.year + 1):
                key = (context.names.key(fact), year, fact.period, fact.cumulative, fact.measure)
                others = [
                    f
                    for f in context.prints.get(key, ())
                    if f.table_index != fact.table_index and f.quantity is not None
                ]
                if any(f.quantity and same_figure(f.quantity, fact.quantity) for f in others):
                    hits[(fact.table_index, year, fact.year)].append(draft)
                    break
    found: dict[int, tuple[int, int, list[Draft]]] = {}
    for (index, year, said), members in sorted(hits.items(), key=lambda one: -len(one[1])):
        if (
            len(members) >= 4
            and index not in found
            and own_year_agreement(context, index, said, year) * 3 < len(members)
        ):
            found[index] = (year, said, members)
    return found


def own_year_agreement(context: Context, index: int, year: int, other: int) -> int:
    """How many of the table's figures for `year` other tables print for that year too, and not for `other`."""
    count = 0
    for fact in context.facts:
        if (
            fact.table_index != index
            or fact.year != year
            or fact.quantity is None
            or fact.measure not in ("target", "realisasi", "capaian")
        ):
            continue
        told = {
            one
            for one in (year, other)
            for f in context.prints.get((context.names.key(fact), one, fact.period, fact.cumulative, fact.measure), ())
            if f.table_index != index and f.quantity and same_figure(f.quantity, fact.quantity)
        }
        count += told == {year}
    return count


def other_year_draft(context: Context, index: int, year: int, said: int, members: Sequence[Draft]) -> Draft:
    view = context.views[index]
    pieces = [piece for draft in members for piece in draft.evidence if piece.table_index == index]
    return Draft(
        rule="residue",
        kind="table_of_other_year",
        severity="warning",
        key=("table year", view.mark, str(said)),
        message=f"{view.name} menyebut tahun {said}, tetapi {len(members)} angkanya adalah angka tahun {year} di "
        "tabel lain.",
        message_en=f"{view.name} says {said}, but {len(members)} of its figures are those of {year} in other tables.",
        evidence=(table_to_evidence(view, "judul"), *pieces[:14]),
        expected=str(year),
        reported=str(said),
        table=view.mark,
        page=view.table.pages[0] if view.table.pages else None,
        suspects=(Suspect(str(said), str(year), "menurut tabel lain", table_to_evidence(view, "judul")),),
        weight=40,
    )


def group_drafts(context: Context) -> Iterator[Draft]:
    """A draft for every figure whose prints fall into camps that cannot be one value."""
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
                draft = replace(draft, severity="note", kind="declared_change")
            if facts[0].measure == "capaian" and follows_from_targets(context, camps):
                draft = replace(draft, severity="note", kind="other_target")
            yield draft


def achievement_tables(context: Context) -> set[int]:
    """Tables whose column Realisasi holds achievements: most of its figures are the capaian that other tables print."""
    cached: set[int] | None = context.cache.get("achievement tables")
    if cached is None:
        achieved: dict[tuple[str, int | None], list[Fact]] = defaultdict(list)
        for fact in context.facts:
            if fact.measure == "capaian" and fact.quantity is not None:
                achieved[(context.names.key(fact), fact.year)].append(fact)
        same: Counter[int] = Counter()
        judged: Counter[int] = Counter()
        for fact in context.facts:
            if fact.measure != "realisasi" or fact.quantity is None or fact.period != "Y":
                continue
            others = [
                f for f in achieved.get((context.names.key(fact), fact.year), ()) if f.table_index != fact.table_index
            ]
            if others:
                judged[fact.table_index] += 1
                same[fact.table_index] += any(f.quantity and same_figure(f.quantity, fact.quantity) for f in others)
        cached = {index for index, count in judged.items() if count >= 4 and same[index] * 2 >= count}
        context.cache["achievement tables"] = cached
    return cached


def without_achievements(context: Context, facts: list[Fact]) -> list[Fact]:
    """The facts without those of tables that print achievements under the head Realisasi."""
    skipped = achievement_tables(context)
    return [fact for fact in facts if fact.table_index not in skipped]


def follows_from_targets(context: Context, camps: Sequence[Camp]) -> bool:
    """True where every camp is what its own row gives, from targets that differ: the difference is the targets'."""
    targets = set()
    for camp in camps:
        fact = camp.facts[0]
        row = context.rows.get((fact.table_index, fact.row), [])
        own = [f for f in row if f.measure == "target" and f.quantity is not None and f.col < fact.col]
        results = [f for f in row if f.measure == "realisasi" and f.quantity is not None and f.year == fact.year]
        used = [
            t.quantity.value
            for t in own
            for r in results
            if t.quantity and r.quantity and fact.quantity and explain_capaian(t.quantity, r.quantity, fact.quantity)
        ]
        if not used:
            return False
        targets.add(used[0])
    return len(targets) == len(camps)


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


def camps_to_draft(context: Context, camps: Sequence[Camp]) -> Draft:
    first = camps[0].facts[0]
    measure, measure_en = MEASURE_WORDS[first.measure]
    told = "; ".join(f"{' / '.join(camp.raws[:3])} ({facts_place(camp.facts)})" for camp in camps)
    told_en = "; ".join(f"{' / '.join(camp.raws[:3])} ({facts_place(camp.facts, 'en')})" for camp in camps)
    period = "" if first.period == "Y" else f" {first.period}"
    clear = len(camps[0].tables) > len(camps[1].tables)
    suspects = []
    for camp in camps[1:] if clear else camps:
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
    severity: Severity = "error" if same_name else "warning"
    doubted = doubted_facts(context, camps, clear=clear)

    return Draft(
        rule="cross_table",
        kind="different_values",
        severity=severity,
        key=(name, str(first.year), first.period, first.measure, first.basis),
        message=f"{first.indicator}, {measure} {first.year}{period}: {told}.",
        message_en=f"{first.indicator}, {measure_en} {first.year}{period}: {told_en}.",
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


def doubted_facts(context: Context, camps: Sequence[Camp], *, clear: bool) -> list[Fact]:
    """The one print in doubt, where one stands alone: against a majority, or as the only achievement its row does
    not give."""
    if len(camps) != 2:
        return []
    if clear:
        return list(camps[1].facts) if len(camps[1].facts) == 1 else []
    if camps[0].facts[0].measure != "capaian":
        return []
    unexplained = [camp for camp in camps if not any(row_explains(context, fact) for fact in camp.facts)]
    return list(unexplained[0].facts) if len(unexplained) == 1 and len(unexplained[0].facts) == 1 else []


def row_explains(context: Context, capaian: Fact) -> bool:
    row = context.rows.get((capaian.table_index, capaian.row), [])
    results = [f for f in row if f.measure == "realisasi" and f.quantity is not None and f.year == capaian.year]
    return any(
        t.quantity and r.quantity and capaian.quantity and explain_capaian(t.quantity, r.quantity, capaian.quantity)
        for t in row
        if t.measure == "target"
        for r in results
    )


def of_another_year(context: Context, camps: Sequence[Camp]) -> bool:
    """True where a target called the plan's end is the same indicator's target of another year: the table compares
    with that year."""
    first = camps[0].facts[0]
    if first.measure != "target" or first.basis != "renstra":
        return False
    name = context.names.key(first)
    others = {
        f.quantity.value
        for f in context.facts
        if f.measure == "target" and f.quantity and f.year != first.year and context.names.key(f) == name
    }
    return any(fact.quantity and fact.quantity.value in others for camp in camps for fact in camp.facts)


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
