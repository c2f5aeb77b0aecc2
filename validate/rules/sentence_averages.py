"""Averages of achievements stated in prose against the capaian columns of the tables."""

from __future__ import annotations

import re
from fractions import Fraction

from normalize.model import Claim, Fact, Quantity
from normalize.numbers import read_quantity
from validate.context import Context
from validate.evidence import fact_place, fact_to_evidence
from validate.frame import Draft
from validate.intervals import (
    Interval,
    exact_to_fit,
    fraction_to_text,
    quantity_value,
    step_decimals,
)
from validate.model import Severity, Suspect
from validate.prose import (
    is_percent,
    mention_to_evidence,
    number_of,
    roles_of,
    told,
)
from validate.rules.sentence_draft import draft, replace_rule


def listed_average_draft(context: Context, claim: Claim) -> Draft | None:
    """The mean of the values that the sentence lists against the average it tells."""
    operands = [mention for mention in claim.mentions if mention.role == "operand"]
    result = roles_of(claim).get("result")
    if result is None or len(operands) < 2:
        return None
    mean = sum((number_of(one) for one in operands), Fraction(0)) / len(operands)
    slack = max(Fraction(one.quantity.step) for one in operands) / 2
    if exact_to_fit(mean, result.quantity, Interval(mean - slack, mean + slack)) != "no":
        return None
    wanted = fraction_to_text(mean, max(2, step_decimals(result.quantity)))
    shown = "; ".join(one.raw for one in operands)
    found = draft(
        context,
        claim,
        "wrong_listed_average",
        (result, *operands),
        f"Rata-rata {shown} adalah {wanted}, tertulis {result.raw}: “{told(claim.text)}”",
        f"The average of {shown} is {wanted}, the sentence says {result.raw}: “{told(claim.text)}”",
        wanted,
        result.raw,
        suspects=(
            Suspect(result.raw, wanted, "rata-rata nilai yang disebut", mention_to_evidence(context, claim, result)),
        ),
    )
    return replace_rule(found, "average")


def average_draft(context: Context, claim: Claim) -> Draft | None:
    """A stated average of N achievements against the capaian columns that hold N values."""
    roles = roles_of(claim)
    result, count = roles.get("result"), roles.get("count")
    if result is None or count is None or not is_percent(result.quantity):
        return None
    wanted = int(number_of(count))
    at = claim.text.find(result.raw)
    around = claim.text[max(0, at - 90) : at + len(result.raw) + 70]
    if (
        wanted < 3
        or not re.search(r"rata\s*-?\s*rata", around, re.I)
        or not re.search(r"capaian|kinerja", around, re.I)
    ):
        return None
    if re.search(r"penyerapan|serapan|anggaran|efisiensi", around, re.I):
        return None
    columns: dict[tuple[int, int], list[tuple[Fraction, Quantity, object]]] = {}
    for fact in context.facts:
        if (
            fact.measure == "capaian"
            and fact.quantity is not None
            and fact.row_kind == "indicator"
            and (fact.year is None or fact.year == context.year)
        ):
            columns.setdefault((fact.table_index, fact.col), []).append(
                (quantity_value(fact.quantity), fact.quantity, fact)
            )
    matching = {key: values for key, values in columns.items() if len(values) == wanted}
    if not matching:
        return None
    value = number_of(result)
    means = []
    for values in columns.values():
        mean = sum((one[0] for one in values), Fraction(0)) / len(values)
        means.append(mean)
        if (
            len(values) == wanted
            and exact_to_fit(mean, result.quantity, Interval(mean - Fraction(1, 100), mean + Fraction(1, 100))) != "no"
        ):
            # the mean of a column that holds a wrong figure is still the mean it prints
            others = {fraction_to_text(sum((o[0] for o in v), Fraction(0)) / len(v)) for v in matching.values()}
            if len(others) == 1:
                return None
    tally: dict[str, int] = {}
    for values in matching.values():
        mean_text = fraction_to_text(sum((one[0] for one in values), Fraction(0)) / len(values))
        tally[mean_text] = tally.get(mean_text, 0) + 1
    usual = max(tally, key=lambda text: tally[text])
    key = next(
        k
        for k, values in matching.items()
        if fraction_to_text(sum((o[0] for o in values), Fraction(0)) / len(values)) == usual
    )
    quantity = read_quantity(usual)
    if quantity is not None and quantity_value(quantity) == value:
        return None
    facts = [one[2] for one in matching[key]]
    used = [fact for fact in facts if isinstance(fact, Fact)]
    if printed_average(context, result.quantity):
        # the table itself prints this average: the table's row is judged, the prose only repeats it
        severity: Severity = "warning"
    else:
        severity = "error"
    found = draft(
        context,
        claim,
        "wrong_average",
        (result, count),
        f"Rata-rata {wanted} capaian ({fact_place(used[0])}) adalah {usual}%, tertulis {result.raw}: "
        f"“{told(claim.text)}”",
        f"The average of {wanted} achievements ({fact_place(used[0], 'en')}) is {usual}%, the sentence says "
        f"{result.raw}: “{told(claim.text)}”",
        f"{usual}%",
        result.raw,
        severity=severity,
        more=[fact_to_evidence(fact, "capaian") for fact in used],
        suspects=(
            Suspect(result.raw, f"{usual}%", "rata-rata angka tabel", mention_to_evidence(context, claim, result)),
        ),
    )
    return replace_rule(found, "average")


def printed_average(context: Context, quantity: Quantity) -> bool:
    for view in context.views:
        for row in view.body:
            if view.is_average(row):
                for col in range(view.table.column_count):
                    number = view.number(row, col)
                    if number and number.quantity.value == quantity.value:
                        return True
    return False
