"""Sub-units' targets and budgets against the head's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from normalize.model import Fact
from validate.comparing import unit_class
from validate.context import Context
from validate.evidence import fact_to_evidence
from validate.frame import Card, Draft, Rule
from validate.intervals import fraction_to_text, quantity_value, same_figure
from validate.model import Suspect
from validate.names import name_to_form
from validate.scopes import table_scopes

CARD = Card(
    id="cascade",
    title="Target sub-unit tidak sejalan dengan target kepala",
    title_en="Sub-units' targets that do not make the head's",
    compares="target indikator yang sama pada Perjanjian Kinerja sub-unit dengan kepala; jumlah bagian-bagian dengan "
    "target kepala; jumlah pagu sub-unit",
    compares_en="the same indicator's target in the sub-units' agreements and the head's; sums of parts; sums of "
    "budgets",
    why="Perjanjian Kinerja disusun berjenjang (PermenPANRB 53/2014 lampiran I).",
    why_en="Performance agreements cascade (PermenPANRB 53/2014 annex I).",
    not_judged="sub-unit yang hanya mengambil sebagian target; indikator yang tidak ada padanannya",
    not_judged_en="sub-units that take only part of a target; indicators without a counterpart",
    examples=(("Kepala 300, sub-unit 320", "warning"), ("1.250 + 22.000 terhadap 27.250", "warning")),
)


def agreements(context: Context) -> tuple[list[Fact], dict[str, list[Fact]]]:
    """(the head's, the sub-units' by scope) whole-year targets of performance agreements."""
    scopes = table_scopes(context)
    head: list[Fact] = []
    subs: dict[str, list[Fact]] = defaultdict(list)
    for fact in context.facts:
        if (
            fact.measure != "target"
            or fact.period != "Y"
            or fact.quantity is None
            or fact.basis not in ("pk", "pk_revisi", "")
        ):
            continue
        scope = scopes.get(fact.table_index, "")
        if scope:
            subs[scope].append(fact)
        elif fact.basis in ("pk", "pk_revisi"):
            head.append(fact)
    return head, subs


def judge(context: Context) -> Iterator[Draft]:
    """Drafts for sub-unit targets above the head's, and for parts that do not make the head's target."""
    head, subs = agreements(context)
    if len(subs) < 2:
        return
    seen: set[str] = set()
    for fact in head:
        name = context.names.key(fact)
        if name in seen:
            continue
        same_year = [one for one in head if context.names.key(one) == name and one.year == fact.year]
        takers = [
            one for group in subs.values() for one in group if context.names.key(one) == name and one.year == fact.year
        ]
        if takers:
            if len(takers) == 1 and not any(
                a.quantity and takers[0].quantity and same_figure(a.quantity, takers[0].quantity) for a in same_year
            ):
                taker = takers[0]
                assert taker.quantity
                assert fact.quantity
                if taker.quantity.value > fact.quantity.value:
                    seen.add(name)
                    yield draft(context, fact, [taker], "differs")
            elif len(takers) > 1 and (above := above_the_head(takers, same_year)):
                seen.add(name)
                yield draft(context, fact, [above], "differs")
            continue
        for group in subs.values():
            parts = parts_of(fact, [one for one in group if one.year == fact.year])
            if len(parts) < 2:
                continue
            total = sum(quantity_value(one.quantity) for one in parts if one.quantity)
            if any(one.quantity and quantity_value(one.quantity) == total for one in same_year):
                continue
            seen.add(name)
            yield draft(context, fact, parts, "parts")
            break


def above_the_head(takers: Sequence[Fact], head: Sequence[Fact]) -> Fact | None:
    """Of several sub-units with one indicator the one that promises more than the head does for all of them.

    Of counts any excess is one. Of percents and indices a unit may be better than the whole: only twice as much is
    surely a slip, and only where another unit has the head's very figure.
    """
    values = [one.quantity.value for one in head if one.quantity]
    high = [one for one in takers if one.quantity and one.quantity.value > max(values)]
    if len(high) != 1 or not max(values):
        return None
    taker = high[0]
    assert taker.quantity is not None
    others = [one for one in takers if one is not taker and one.quantity and one.quantity.value in values]
    counts = unit_class(taker) not in ("%", "") and taker.quantity.step == 1
    return taker if others and (counts or taker.quantity.value >= 2 * max(values)) else None


def parts_of(fact: Fact, group: Sequence[Fact]) -> list[Fact]:
    """Rows of one sub-unit that split the head's indicator: one unit, a common beginning that holds the head's first
    noun."""
    words = name_to_form(fact.indicator).split()
    if not words or fact.quantity is None or unit_class(fact) in ("%", ""):
        return []
    lead = next(
        (
            word
            for word in words
            if len(word) > 5 and word not in ("jumlah", "persentase", "tingkat", "terlaksananya", "meningkatnya")
        ),
        "",
    )
    members = [
        one
        for one in group
        if unit_class(one) == unit_class(fact) and lead and lead in name_to_form(one.indicator).split()
    ]
    if len(members) < 2:
        return []
    first = name_to_form(members[0].indicator).split()
    if any(name_to_form(one.indicator).split()[:3] != first[:3] for one in members):
        return []
    return members


def draft(context: Context, head: Fact, parts: Sequence[Fact], kind: str) -> Draft:
    assert head.quantity is not None
    total = sum((quantity_value(one.quantity) for one in parts if one.quantity), Fraction(0))
    shown = " + ".join(one.raw for one in parts)
    told = f"{shown} = {fraction_to_text(total)}" if len(parts) > 1 else shown
    names = "; ".join(dict.fromkeys(one.indicator for one in parts))
    return Draft(
        rule="cascade",
        kind=kind,
        severity="warning",
        key=(context.names.key(head), str(head.year)),
        message=f"{head.indicator}: kepala menargetkan {head.raw}, sub-unit ({names}) {told}.",
        message_en=f"{head.indicator}: the head promises {head.raw}, the sub-unit ({names}) {told}.",
        evidence=(
            fact_to_evidence(head, "target kepala"),
            *(fact_to_evidence(one, "target sub-unit") for one in parts),
        ),
        expected=head.raw,
        reported=told,
        indicator=head.indicator,
        table=parts[0].table,
        page=parts[0].page,
        suspects=tuple(
            Suspect(
                one.raw,
                fraction_to_text(quantity_value(one.quantity) + quantity_value(head.quantity) - total),
                "bila hanya sel ini yang salah",
                fact_to_evidence(one, "target"),
            )
            for one in parts
            if one.quantity
        ),
        weight=45,
    )


RULE = Rule(CARD, judge)
