"""What a plan calls the state at its end against what the report measures itself by as the plan's end target."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from normalize.model import Fact
from validate.comparing import comparable, facts_to_camps
from validate.context import Context
from validate.evidence import cell_to_evidence, fact_place, fact_to_evidence
from validate.frame import Draft
from validate.intervals import quantity_value, same_figure
from validate.model import Evidence, Severity, Suspect
from validate.prose import claim_to_evidence, facts_of_claim
from validate.scopes import table_scopes

END_STATE = re.compile(r"\bkondisi\s+(?:kinerja\s+)?(?:pada\s+)?akhir\b", re.I)
END_TARGET = re.compile(
    r"\btarget\s+(?:kinerja\s+)?(?:(?:pada|di)\s+)?(?:tahun\s+)?akhir\b|\btarget\s+jangka\s+menengah\b", re.I
)


def plan_ends(context: Context) -> Iterator[Draft]:
    """A draft for every indicator whose state at the plan's end is not its end target; a note where the state is the
    sum of the years' targets, which may be meant."""
    scopes = table_scopes(context)
    states: dict[tuple[str, int | None], list[Fact]] = defaultdict(list)
    ends: dict[tuple[str, int | None], list[Fact]] = defaultdict(list)
    for fact in context.facts:
        if fact.measure != "target" or fact.quantity is None or scopes.get(fact.table_index) or fact.period != "Y":
            continue
        header = context.views[fact.table_index].header(fact.col - 1)
        group = states if END_STATE.search(header) else ends if END_TARGET.search(header) else None
        if group is not None:
            group[(context.names.key(fact), fact.year)].append(fact)
    for key, first in states.items():
        second = [fact for fact in ends.get(key, ()) if comparable(first[0], fact)]
        camps = facts_to_camps(second)
        if not second or len(camps) != 1 or len(facts_to_camps(first)) != 1:
            continue
        if any(a.quantity and b.quantity and same_figure(a.quantity, b.quantity) for a in first for b in second):
            continue
        yield end_draft(context, key, first, second)


def summed(context: Context, fact: Fact) -> bool:
    """True where the row's targets of the years before the closing column add up to it."""
    row = context.rows.get((fact.table_index, fact.row), ())
    years = [
        other
        for other in row
        if other.measure == "target" and other.quantity is not None and other.col < fact.col and other.year is not None
    ]
    total = sum((quantity_value(other.quantity) for other in years if other.quantity), Fraction(0))
    return len(years) >= 2 and fact.quantity is not None and total == quantity_value(fact.quantity)


def end_draft(context: Context, key: tuple[str, int | None], first: Sequence[Fact], second: Sequence[Fact]) -> Draft:
    state, target = first[0], second[0]
    cumulative = summed(context, state)
    severity: Severity = "note" if cumulative else "warning"
    tail = " (jumlah target tiap tahun)" if cumulative else ""
    tail_en = " (the sum of the years' targets)" if cumulative else ""
    return Draft(
        rule="plan_chain",
        kind="plan_end",
        severity=severity,
        key=(key[0], str(key[1]), "plan end"),
        message=f"{state.indicator}: kondisi akhir {state.raw}{tail} ({fact_place(state)}), target akhir {target.raw} "
        f"({fact_place(target)}).",
        message_en=f"{state.indicator}: the state at the plan's end is {state.raw}{tail_en} "
        f"({fact_place(state, 'en')}), the end target {target.raw} ({fact_place(target, 'en')}).",
        evidence=(
            *(fact_to_evidence(fact, "kondisi akhir") for fact in first[:3]),
            head_cell(context, state),
            *(fact_to_evidence(fact, "target akhir") for fact in second[:3]),
            *told_ends(context, target),
        ),
        expected=state.raw,
        reported=target.raw,
        indicator=state.indicator,
        table=target.table,
        page=target.page,
        suspects=(
            Suspect(target.raw, state.raw, "menurut kondisi akhir", fact_to_evidence(target, "target akhir")),
            Suspect(state.raw, target.raw, "menurut target akhir", fact_to_evidence(state, "kondisi akhir")),
        ),
        weight=40,
    )


def head_cell(context: Context, fact: Fact) -> Evidence:
    view = context.views[fact.table_index]
    row = next((row for row in range(view.table.header_rows) if END_STATE.search(view.text(row, fact.col - 1))), 0)
    return cell_to_evidence(view, row, fact.col - 1, "kepala kolom", label="")


def told_ends(context: Context, target: Fact) -> list[Evidence]:
    """Sentences that tell the end target as the report measures itself by it."""
    found: list[Evidence] = []
    for claim in context.claims:
        for mention in claim.mentions:
            if mention.role != "target" or mention.raw not in claim.text or not target.quantity:
                continue
            lead = re.search(
                r"target\s+(?:kinerja\s+)?(?:di\s+|pada\s+)?(?:tahun\s+)?akhir\s+renstra[^.;,]{0,25}$",
                claim.text[: claim.text.rfind(mention.raw)],
                re.I,
            )
            if lead and same_figure(mention.quantity, target.quantity):
                names = {context.names.key(fact) for fact in facts_of_claim(context, claim)}
                if context.names.key(target) in names:
                    found.append(claim_to_evidence(context, claim, lead.group(0) + mention.raw, "target akhir"))
    return found[:3]
