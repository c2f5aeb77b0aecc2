"""One activity printed twice in a table of budgets, with other amounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from normalize.model import Fact
from validate.context import Context
from validate.evidence import fact_to_evidence, facts_place
from validate.frame import Draft
from validate.names import fold, name_to_form
from validate.prose import told

#: names shorter than this are those of every office's routine ("Penyediaan jasa surat menyurat")
WORDS = 9


def activities_twice(context: Context) -> Iterator[Draft]:
    """A note for every long name that stands in two rows of one table with two budgets: one of the rows may have been
    meant for another activity, or one activity was budgeted twice."""
    rows: dict[tuple[int, str], dict[int, Fact]] = defaultdict(dict)
    for fact in context.facts:
        if fact.measure == "pagu" and fact.quantity is not None and fact.row_kind != "total" and fact.period == "Y":
            rows[(fact.table_index, name_to_form(fact.indicator))].setdefault(fact.row, fact)
    twice: dict[int, int] = defaultdict(int)
    for (index, _), by_row in rows.items():
        twice[index] += len(by_row) > 1
    for (index, form), by_row in rows.items():
        facts = list(by_row.values())
        if len(form.split()) < WORDS or len(facts) != 2 or twice[index] > 2:
            # a table that repeats its names tells them by unit or by source of money
            continue
        first, second = facts
        if first.quantity == second.quantity or first.quantity is None or second.quantity is None:
            continue
        if first.quantity.value == second.quantity.value:
            continue
        around = [
            other
            for fact in facts
            for other in context.rows.get((index, fact.row), ())
            if other.measure in ("pagu", "realisasi_anggaran", "persen_anggaran")
        ]
        yield Draft(
            rule="cross_table",
            kind="activity_twice",
            severity="note",
            key=("twice", context.views[index].mark, fold(first.indicator)[:80]),
            message=f"“{told(first.indicator, 110)}” tercetak dua kali di {facts_place([first])}, dengan pagu "
            f"{first.raw} dan {second.raw}.",
            message_en=f"“{told(first.indicator, 110)}” stands twice in {facts_place([first], 'en')}, with allocations "
            f"of {first.raw} and {second.raw}.",
            evidence=tuple(fact_to_evidence(fact, fact.measure) for fact in around[:8]),
            reported=second.raw,
            indicator=first.indicator,
            table=first.table,
            page=second.page,
            weight=18,
        )
