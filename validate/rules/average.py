"""Rows called Rata-rata, and averages stated in prose."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from normalize.model import Fact
from validate.comparing import same_print
from validate.context import Context, Number, TableView
from validate.evidence import cell_to_evidence
from validate.frame import Card, Draft, Rule
from validate.intervals import (
    exact_to_fit,
    fraction_to_text,
    quantity_to_interval,
    quantity_value,
    same_figure,
    step_decimals,
    sum_intervals,
)
from validate.model import Suspect
from validate.rules.average_reckoned import reckoned_averages
from validate.rules.average_told import column_averages, told_averages
from validate.rules.cross_basis import operand_basis
from validate.rules.total import ordinal_columns

CARD = Card(
    id="average",
    title="Rata-rata tidak sesuai dengan angka yang dirata-ratakan",
    title_en="An average that the listed values do not give",
    compares="baris Rata-rata dengan angka kolomnya (seluruhnya, sejak rata-rata sebelumnya, atau rata-rata dari "
    "rata-rata), dan rata-rata dalam prosa dengan kolom capaian",
    compares_en="rows called average with their column (all of it, since the last average, or the mean of the "
    "averages), and averages told in prose with the capaian columns",
    why="Rata-rata capaian dipakai menyatakan keberhasilan; angka itu harus dapat dihitung ulang (PermenPANRB "
    "53/2014 lampiran III C.3.c).",
    why_en="The average achievement is used to declare success; it must be computable again (PermenPANRB 53/2014 "
    "annex III C.3.c).",
    not_judged="kolom yang memuat nilai huruf atau sel kosong; rata-rata berbobot yang dinyatakan",
    not_judged_en="columns with grades or empty cells; declared weighted averages",
    examples=(("106,66; 149,64; ...; rata-rata 105,59", "error: 104,48"),),
)


def mean_choices(view: TableView, row: int, col: int) -> list[list[Number]]:
    """The lists of numbers the average at (row, col) may be taken over, the likeliest first."""
    averages = [r for r in view.body if view.is_average(r)]
    before = [r for r in averages if r < row]
    above = [r for r in view.body if r < row and r not in averages and r not in view.index_row and not view.is_total(r)]
    since = [r for r in above if not before or r > before[-1]]
    choices = []
    for rows in (since, above, before):
        numbers = [number for r in rows if (number := view.number(r, col))]
        unread = [r for r in rows if view.own(r, col) and not view.number(r, col) and view.kind(r, col) != "blank"]
        # a heading row across the table is no value; a grade or an unreadable figure is
        if any(view.kind(r, col) in ("word", "malformed", "error", "range") for r in unread):
            return []
        if len(numbers) >= 2:
            choices.append(numbers)
    return choices


def mean_fits(printed: Number, numbers: list[Number]) -> bool:
    values = [quantity_value(number.quantity) for number in numbers]
    spread = sum_intervals(quantity_to_interval(number.quantity) for number in numbers).times(Fraction(1, len(values)))
    return exact_to_fit(sum(values, Fraction(0)) / len(values), printed.quantity, spread) != "no"


def weighted_fits(view: TableView, row: int, col: int, printed: Number) -> bool:
    """The average may be the quotient of the column sums of two other columns (percent of a whole)."""
    columns = [other for other in range(view.table.column_count) if other != col]
    sums: list[Fraction] = []
    for other in columns:
        numbers = [
            number
            for r in view.body
            if r < row and not view.is_average(r) and not view.is_total(r) and (number := view.number(r, other))
        ]
        own = view.number(row, other)
        if own is not None:
            sums.append(quantity_value(own.quantity))
        if len(numbers) >= 2:
            sums.append(sum((quantity_value(number.quantity) for number in numbers), Fraction(0)))
    return any(
        b and exact_to_fit(a / b * 100, printed.quantity) in ("rounded", "truncated")
        for a in sums
        for b in sums
        if a is not b
    )


def averages_of(view: TableView) -> Iterator[tuple[Number, list[list[Number]]]]:
    ordinals = ordinal_columns(view)
    for row in view.body:
        if not view.is_average(row):
            continue
        for col in range(view.table.column_count):
            printed = view.number(row, col)
            if printed is None or col in ordinals:
                continue
            choices = mean_choices(view, row, col)
            if choices:
                yield printed, choices


def same_averages(context: Context) -> Iterator[Draft]:
    """Averages of the same achievements of the same indicators in two tables."""
    found: dict[tuple[frozenset[str], int | None, str], list[tuple[TableView, Number, list[Fact]]]] = defaultdict(list)
    for view in context.views:
        for printed, _ in averages_of(view):
            facts = [
                fact
                for fact in context.facts
                if fact.table_index == view.index
                and fact.col == printed.col + 1
                and fact.measure == "capaian"
                and fact.row_kind == "indicator"
                and fact.quantity is not None
            ]
            names = frozenset(context.names.key(fact) for fact in facts)
            bases = {operand_basis(context, fact) for fact in facts}
            plain = {"" if basis.startswith(("|", "pk|")) or not basis else basis for basis in bases}
            if len(names) >= 3 and len(plain) == 1 and len({fact.year for fact in facts}) == 1:
                found[(names, facts[0].year, next(iter(plain)))].append((view, printed, facts))
    for (_, year, _), places in found.items():
        first_view, first, listed = places[0]
        for view, printed, facts in places[1:]:
            if same_figure(first.quantity, printed.quantity) or view.index == first_view.index:
                continue
            values = {context.names.key(fact): fact for fact in listed}
            apart = [fact for fact in facts if not same_print(values[context.names.key(fact)], fact)]
            if len(apart) > 1:
                # other achievements make another average
                continue
            yield Draft(
                rule="cross_table",
                kind="averages_differ",
                severity="warning",
                key=("average", str(year), first_view.mark, view.mark),
                message=(
                    f"Rata-rata capaian {year} dari indikator yang sama: {first.quantity.raw} ({first_view.name}) dan "
                    f"{printed.quantity.raw} ({view.name})."
                ),
                message_en=(
                    f"The average achievement of {year} over the same indicators: {first.quantity.raw} "
                    f"({first_view.name}) and "
                    f"{printed.quantity.raw} ({view.name})."
                ),
                evidence=(
                    cell_to_evidence(first_view, first.row, first.col, "rata-rata"),
                    cell_to_evidence(view, printed.row, printed.col, "rata-rata"),
                ),
                expected=first.quantity.raw,
                reported=printed.quantity.raw,
                table=view.mark,
                page=printed.cell.page,
                suspects=(
                    Suspect(
                        printed.quantity.raw,
                        first.quantity.raw,
                        first_view.name,
                        cell_to_evidence(view, printed.row, printed.col, "rata-rata"),
                    ),
                    Suspect(
                        first.quantity.raw,
                        printed.quantity.raw,
                        view.name,
                        cell_to_evidence(first_view, first.row, first.col, "rata-rata"),
                    ),
                ),
                weight=48,
            )


def judge(context: Context) -> Iterator[Draft]:
    """A draft for every average that none of the lists it may be taken over gives, or that another table prints
    otherwise."""
    yield from same_averages(context)
    yield from told_averages(context)
    yield from column_averages(context)
    yield from reckoned_averages(context)
    for view in context.views:
        for printed, choices in averages_of(view):
            if any(mean_fits(printed, numbers) for numbers in choices) or weighted_fits(
                view, printed.row, printed.col, printed
            ):
                continue
            numbers = choices[0]
            filled = [number for number in numbers if number.quantity.value]
            if len(filled) >= 2 and mean_fits(printed, filled):
                continue
            yield average_draft(view, printed, numbers)


def average_draft(view: TableView, printed: Number, numbers: list[Number]) -> Draft:
    values = [quantity_value(number.quantity) for number in numbers]
    decimals = max(2, step_decimals(printed.quantity))
    mean = sum(values, Fraction(0)) / len(values)
    wanted = fraction_to_text(mean, decimals)
    shown = "; ".join(number.quantity.raw for number in numbers[:24])
    column = view.header(printed.col) or f"kolom ke-{printed.col + 1}"
    label = view.first_texts[printed.row]
    gap = quantity_value(printed.quantity) * len(values) - sum(values, Fraction(0))
    suspects = [
        Suspect(
            printed.quantity.raw,
            wanted,
            "rata-rata dari angka yang tercetak",
            cell_to_evidence(view, printed.row, printed.col, "rata-rata"),
        )
    ]
    suspects += [
        Suspect(
            number.quantity.raw,
            fraction_to_text(quantity_value(number.quantity) + gap, step_decimals(number.quantity)),
            "bila hanya sel ini yang salah",
            cell_to_evidence(view, number.row, number.col, "nilai"),
        )
        for number in numbers
        if quantity_value(number.quantity) + gap >= 0
    ]
    return Draft(
        rule="average",
        kind="wrong_average",
        severity="error",
        key=(view.mark, label, column),
        message=f"{view.name}, {label}, kolom {column}: rata-rata dari {shown} adalah {wanted}, tercetak "
        f"{printed.quantity.raw}.",
        message_en=f"{view.name}, {label}, column {column}: the average of {shown} is {wanted}, printed "
        f"{printed.quantity.raw}.",
        evidence=(
            *(cell_to_evidence(view, number.row, number.col, "nilai") for number in numbers),
            cell_to_evidence(view, printed.row, printed.col, "rata-rata"),
            *(
                cell_to_evidence(view, printed.row, col, "rata-rata kolom lain")
                for col in range(view.table.column_count)
                if col != printed.col and view.number(printed.row, col)
            ),
        ),
        expected=wanted,
        reported=printed.quantity.raw,
        indicator=re.sub(r"\s+", " ", label),
        table=view.mark,
        page=printed.cell.page,
        suspects=tuple(suspects),
        weight=65,
    )


RULE = Rule(CARD, judge)
