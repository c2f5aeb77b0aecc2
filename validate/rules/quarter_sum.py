"""The year against its quarters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from normalize.model import Fact, Quantity
from normalize.units import unit_to_class
from validate.context import Context
from validate.evidence import fact_to_evidence, facts_place
from validate.frame import Card, Draft, Rule
from validate.intervals import (
    Interval,
    exact_to_fit,
    fraction_to_text,
    quantity_to_interval,
    quantity_value,
    step_decimals,
    sum_intervals,
)
from validate.model import Severity, Suspect

CARD = Card(
    id="quarter_sum",
    title="Angka setahun tidak sesuai dengan triwulannya",
    title_en="A year that its quarters do not make",
    compares="angka setahun dengan jumlah, rata-rata, nilai terakhir atau nilai kumulatif triwulan I-IV, menurut "
    "cara indikator itu sendiri",
    compares_en="the year's figure with the sum, average, last or cumulative value of its quarters, as the indicator "
    "itself does it",
    why="Pengukuran kinerja berkala harus bermuara pada capaian setahun (Perpres 29/2014; PermenPANRB 53/2014 "
    "lampiran II).",
    why_en="Measurement by quarters must lead to the year's achievement (Perpres 29/2014; PermenPANRB 53/2014 annex "
    "II).",
    not_judged="triwulan yang tidak lengkap, nilai huruf, persen yang mungkin berbobot bila hasilnya masih di antara "
    "nilai triwulan",
    not_judged_en="incomplete quarters, grades, percents that may be weighted where the year lies among its quarters",
    examples=(
        ("984 | 819 | 383 | 512 | setahun 6.151", "error: 2.698"),
        ("75,86 | 80,67 | 100 | 67,91 | setahun 67,91", "sesuai: nilai terakhir"),
    ),
)

QUARTERS = ("Q1", "Q2", "Q3", "Q4")


def quarters_to_values(quarters: Sequence[Quantity]) -> list[tuple[str, Fraction, Interval]]:
    """(way, value, interval that rounded quarters allow) for every way a year is made."""
    values = [quantity_value(quantity) for quantity in quarters]
    total = sum(values, Fraction(0))
    spread = sum_intervals(quantity_to_interval(quantity) for quantity in quarters)
    last = quantity_to_interval(quarters[-1])
    filled = [value for value in values if value]
    ways = [
        ("sum", total, spread),
        ("average", total / len(values), spread.times(Fraction(1, len(values)))),
        ("last", values[-1], last),
        ("max", max(values), Interval(max(values), max(values))),
    ]
    if filled and len(filled) < len(values):
        ways.append(("average of filled", total / len(filled), spread.times(Fraction(1, len(filled)))))
        ways.append(("last filled", filled[-1], Interval(filled[-1], filled[-1])))
    return ways


def fitting_ways(year: Quantity, quarters: Sequence[Quantity]) -> set[str]:
    """The ways in which the year's print comes out of the quarters."""
    return {way for way, value, spread in quarters_to_values(quarters) if exact_to_fit(value, year, spread) != "no"}


def quarter_rows(context: Context) -> Iterator[tuple[list[Fact], list[Fact], list[Fact]]]:
    """(quarters of a measure, the row's facts, the year's prints, the same row's first) for every row with all four
    quarters."""
    for (table_index, _), facts in context.rows.items():
        by_series: dict[tuple[str, str, int | None, bool], dict[str, Fact]] = defaultdict(dict)
        for fact in facts:
            if fact.measure in ("target", "realisasi") and fact.period in QUARTERS and fact.quantity is not None:
                by_series[(fact.measure, fact.basis, fact.year, fact.cumulative)].setdefault(fact.period, fact)
        for (measure, _basis, year, _cumulative), series in by_series.items():
            if len(series) < 4:
                continue
            own = [
                f
                for f in facts
                if f.measure == measure and f.period == "Y" and f.year == year and f.quantity is not None
            ]
            key = (context.names.key(facts[0]), year, "Y", False, measure)
            others = [f for f in context.prints.get(key, ()) if f.quantity is not None and f.table_index != table_index]
            if measure == "target":
                others = [f for f in others if not own and f.basis in ("", "pk", "pk_revisi", "pok")]
            yield [series[quarter] for quarter in QUARTERS], facts, own + others


def is_count(facts: Sequence[Fact]) -> bool:
    """Whole numbers of things: no percents, no indices."""
    for fact in facts:
        quantity = fact.quantity
        if quantity is None or quantity.step != 1 or "%" in quantity.unit or "%" in fact.unit:
            return False
    name = facts[0].indicator.casefold()
    return not any(
        word in name for word in ("persen", "prosen", "indeks", "nilai", "rasio", "tingkat", "rata-rata", "skor")
    )


COUNTED = re.compile(r"^\W*(?:jumlah|banyaknya)\b", re.I)
#: amounts that are measured, not counted: their whole numbers were rounded
MEASURED = re.compile(
    r"\b(?:luas|panjang|volume|produksi|produktivitas|tonase|berat|debit|kapasitas|nilai|pendapatan|penerimaan|retribusi|"
    r"pajak|investasi|konsumsi|dana|anggaran|belanja|rp|rupiah|juta|ribu|milyar|miliar|triliun)\b",
    re.I,
)


def things_as_exact(facts: Sequence[Fact]) -> list[Quantity]:
    """The facts' figures; whole numbers under "Jumlah ..." as exact, also where no unit is printed that says so."""
    numbers = [fact.quantity for fact in facts if fact.quantity is not None]
    counted = is_count(facts) and COUNTED.search(facts[0].indicator)
    if not counted or any(
        unit_to_class(fact.unit) == "measure" or MEASURED.search(f"{fact.indicator} {fact.unit} {fact.raw}")
        for fact in facts
    ):
        return numbers
    return [replace(number, exact=True) for number in numbers]


def target_ways(context: Context, facts: Sequence[Fact]) -> set[str]:
    """How the row's own target is made of its quarters, {} where it does not say."""
    for quarters, _row, years in quarter_rows_of(context, facts, "target"):
        if years and years[0].quantity:
            return fitting_ways(years[0].quantity, things_as_exact(quarters))
    return set()


def quarter_rows_of(
    context: Context, facts: Sequence[Fact], measure: str
) -> list[tuple[list[Fact], list[Fact], list[Fact]]]:
    return [
        (quarters, row, years)
        for quarters, row, years in context_quarters(context)
        if row and row[0] is facts[0] and quarters[0].measure == measure
    ]


def context_quarters(context: Context) -> list[tuple[list[Fact], list[Fact], list[Fact]]]:
    cached = context.cache.get("quarters")
    if cached is None:
        cached = list(quarter_rows(context))
        context.cache["quarters"] = cached
    return cached


def judge(context: Context) -> Iterator[Draft]:
    """A draft for every year's figure that no way of making a year out of the quarters gives."""
    for quarters, facts, years in context_quarters(context):
        numbers = things_as_exact(quarters)
        if (
            quarters[0].measure == "target"
            and len({quantity_value(number) for number in numbers}) == 1
            and not is_count(quarters)
        ):
            continue
        if all(not number.value for number in numbers) or not years:
            continue
        # a year that other tables print differently is a revision or their slip where one print does follow
        own = [year for year in years if any(year is fact for fact in facts)]
        fits = any(year.quantity is not None and fitting_ways(year.quantity, numbers) for year in own or years)
        if fits:
            continue
        seen: set[Fraction] = set()
        for year in years:
            assert year.quantity is not None
            value = quantity_value(year.quantity)
            if value in seen:
                continue
            seen.add(value)
            if fitting_ways(year.quantity, numbers):
                continue
            draft = year_to_draft(context, quarters, facts, year)
            if draft:
                yield draft


def year_to_draft(context: Context, quarters: Sequence[Fact], facts: Sequence[Fact], year: Fact) -> Draft | None:
    numbers = [fact.quantity for fact in quarters if fact.quantity is not None]
    assert year.quantity is not None
    value = quantity_value(year.quantity)
    values = [quantity_value(number) for number in numbers]
    count = is_count([*quarters, year])
    ways = target_ways(context, facts) if quarters[0].measure == "realisasi" else set()
    adds = "sum" in ways and not ways & {"average", "last"}
    inside = min(values) <= value <= max(values)
    if count or adds:
        severity: Severity = "error" if count else "warning"
        # a count whose year lies among its quarters may be a stock, not a flow
        if count and inside and not adds:
            severity = "warning"
    elif not inside:
        severity = "warning"
    else:
        return None
    decimals = max([step_decimals(number) for number in numbers] + [step_decimals(year.quantity)])
    total, mean = sum(values, Fraction(0)), sum(values, Fraction(0)) / len(values)
    told, told_mean = fraction_to_text(total, decimals), fraction_to_text(mean, max(decimals, 2))
    shown = " + ".join(fact.raw for fact in quarters)
    wanted = told if count or adds else told_mean
    key = context.names.key(year)
    evidence = [fact_to_evidence(fact, fact.period) for fact in quarters] + [fact_to_evidence(year, "setahun")]
    evidence += [
        fact_to_evidence(fact, "capaian")
        for fact in context.prints.get((key, year.year, "Y", False, "capaian"), ())
        if fact.table_index in (year.table_index, quarters[0].table_index)
    ][:3]
    if adds:
        own = [f for q, r, _ in quarter_rows_of(context, facts, "target") for f in q if r]
        evidence += [fact_to_evidence(fact, "target triwulan") for fact in own[:4]]
    also = " Target triwulannya dijumlahkan menjadi target setahun." if adds else ""
    also_en = " Its quarterly targets do add up to the year's." if adds else ""
    suspects = [
        Suspect(
            year.raw,
            wanted,
            "jumlah triwulan" if count or adds else "rata-rata triwulan",
            fact_to_evidence(year, "setahun"),
        )
    ]
    for fact, number in zip(quarters, values, strict=True):
        rest = value - (total - number)
        if (count or adds) and rest >= 0:
            suspects.append(
                Suspect(
                    fact.raw,
                    fraction_to_text(rest, decimals),
                    f"bila hanya {fact.period} yang salah",
                    fact_to_evidence(fact, fact.period),
                )
            )
    if not (count or adds) or (inside and "sum" not in ways):
        # a stock or an index: the year may be the last quarter's figure
        suspects.append(
            Suspect(
                quarters[-1].raw,
                year.raw,
                "bila setahun adalah triwulan terakhir",
                fact_to_evidence(quarters[-1], quarters[-1].period),
            )
        )
    elif count and (values[-1] > value or all(value < 2 * one for one in values[:-1])):
        # three quarters that are each more than half of the year are no parts of it
        suspects.append(
            Suspect(
                quarters[-1].raw,
                year.raw,
                "bila setahun adalah triwulan terakhir",
                fact_to_evidence(quarters[-1], quarters[-1].period),
            )
        )
    return Draft(
        rule="quarter_sum",
        kind="year_not_quarters",
        severity=severity,
        key=(key, str(year.year), quarters[0].measure),
        message=(
            f"{year.indicator}: triwulan I-IV {shown} = {told} (rata-rata {told_mean}), sedangkan setahun tercetak "
            f"{year.raw}"
            f" ({facts_place([quarters[0], year])}).{also}"
        ),
        message_en=(
            f"{year.indicator}: quarters {shown} = {told} (average {told_mean}), while the year is printed {year.raw}"
            f" ({facts_place([quarters[0], year], 'en')}).{also_en}"
        ),
        evidence=tuple(evidence),
        expected=wanted,
        reported=year.raw,
        indicator=year.indicator,
        table=year.table,
        page=year.page,
        suspects=tuple(suspects),
        weight=75,
        slip=f"quarters|{key}|{year.year}|{quarters[0].measure}|{value}|{total}",
    )


RULE = Rule(CARD, judge)
