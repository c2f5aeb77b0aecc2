"""The overall average of achievements told in prose, in a report that prints no average row: reckoned from the rows."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from normalize.model import Fact
from validate.context import Context
from validate.evidence import fact_to_evidence
from validate.frame import Draft
from validate.intervals import exact_to_fit, fraction_to_text, quantity_value
from validate.model import Suspect
from validate.names import fold
from validate.prose import is_percent, mention_to_evidence, roles_of, told
from validate.rules.average_told import OVERALL, PART, all_means, printed_averages

CAPS = (100, 110, 120, 125, 150)


def reckoned_averages(context: Context) -> Iterator[Draft]:
    """Drafts for told averages that no table of achievements gives, where the tables agree on what it would be."""
    columns = year_columns(context)
    means = {mean(column) for column in columns}
    if len(means) != 1 or printed_averages(context):
        return  # tables of parts, or of other years' achievements: nobody knows which the sentence means
    column = columns[0]
    possible = [*all_means(context), *(mean(column, cap) for cap in CAPS), *group_means(column)]
    for claim in context.claims:
        result = roles_of(claim).get("result")
        if claim.kind != "average" or result is None or not is_percent(result.quantity):
            continue
        match = OVERALL.search(claim.text[: max(0, claim.text.find(result.raw))])
        if not match or PART.search(claim.text) or (match["year"] and int(match["year"]) != context.year):
            continue
        if any(exact_to_fit(value, result.quantity) != "no" for value in possible):
            continue
        wanted = fraction_to_text(mean(column), 2)
        view = context.views[column[0].table_index]
        evidence = mention_to_evidence(context, claim, result)
        yield Draft(
            rule="average",
            kind="told_average",
            severity="warning",
            key=("told average", fold(claim.text)[:70]),
            message=f"Rata-rata capaian tertulis {result.raw}; {len(column)} capaian di {view.name} memberi {wanted}%: "
            f"“{told(claim.text)}”",
            message_en=f"The sentence gives an average of {result.raw}; the {len(column)} achievements of {view.name} "
            f"give {wanted}%: “{told(claim.text)}”",
            evidence=(evidence, *(fact_to_evidence(fact, "capaian") for fact in column)),
            expected=wanted,
            reported=result.raw,
            page=claim.page,
            suspects=(Suspect(result.raw, wanted, view.name, evidence),),
            weight=46,
        )


def year_columns(context: Context) -> list[list[Fact]]:
    """The columns of this year's achievements that hold one for each of two and more indicators, beside targets."""
    columns: dict[tuple[int, int], list[Fact]] = {}
    planned = {fact.table_index for fact in context.facts if fact.measure == "target"}
    for fact in context.facts:
        if (
            fact.measure == "capaian"
            and fact.quantity is not None
            and fact.row_kind == "indicator"
            and fact.period == "Y"
            and fact.year == context.year
            and fact.table_index in planned
        ):
            columns.setdefault((fact.table_index, fact.col), []).append(fact)
    return [column for column in columns.values() if len(column) > 1]


def mean(column: list[Fact], cap: int | None = None) -> Fraction:
    """The mean of a column's figures, each at most `cap`."""
    values = [quantity_value(fact.quantity) for fact in column if fact.quantity]
    return sum((min(value, Fraction(cap)) if cap else value for value in values), Fraction(0)) / len(values)


def group_means(column: list[Fact]) -> list[Fraction]:
    """The mean of the sasaran's means, where there are several."""
    groups: dict[str, list[Fact]] = {}
    for fact in column:
        groups.setdefault(fact.group, []).append(fact)
    if len(groups) < 2:
        return []
    return [sum((mean(group) for group in groups.values()), Fraction(0)) / len(groups)]
