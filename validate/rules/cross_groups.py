"""Which facts are prints of one figure: same name, year, period, measure, basis and scope."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from normalize.model import Fact
from validate.comparing import facts_to_camps, same_print
from validate.context import Context
from validate.intervals import quantity_value, same_figure
from validate.scopes import table_scopes

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
        re.search(r"[sy]erap|realisasi|capaian|keuangan", context.views[fact.table_index].header(fact.col - 1), re.I)
    )


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
    """The facts without those of tables that print achievements under the head Realisasi, and without those that are
    the year up to their quarter where the others are the quarter alone."""
    skipped = achievement_tables(context)
    own = [fact for fact in facts if fact.table_index not in skipped]
    running = running_totals(context, own[0]) if own else set()
    return [fact for fact in own if fact.quantity is None or quantity_value(fact.quantity) not in running]


def running_totals(context: Context, fact: Fact) -> set[Fraction]:
    """The sums of the quarters up to the fact's own, of every table that prints them one by one.

    A quarterly report heads the quarter's figure and the year's up to it with the same words ("Realisasi TW III").
    """
    quarters = ("Q1", "Q2", "Q3", "Q4")
    if fact.period not in quarters[1:] or fact.cumulative:
        return set()
    name = context.names.key(fact)
    told = [
        {
            other.table_index: quantity_value(other.quantity)
            for other in context.prints.get((name, fact.year, period, False, fact.measure), ())
            if other.quantity is not None
        }
        for period in quarters[: quarters.index(fact.period) + 1]
    ]
    return {sum((one[index] for one in told), Fraction(0)) for index in told[0] if all(index in one for one in told)}
