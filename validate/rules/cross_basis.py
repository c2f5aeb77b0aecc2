"""What explains a difference: another basis, a declared revision, another year; and which print is in doubt."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from normalize.model import Fact
from validate.achievement import explain_capaian
from validate.comparing import Camp
from validate.context import Context
from validate.rules.cross_groups import PRIMARY, revised_tables


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
    return any(
        fact.quantity
        and fact.quantity.value in others
        and any(f.measure == "realisasi" for f in context.rows.get((fact.table_index, fact.row), ()))
        for camp in camps
        for fact in camp.facts
    )
