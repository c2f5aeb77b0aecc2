"""Totals that fall short because a row was lost: its number is left out, and every column misses it."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import replace

from validate.context import TableView
from validate.frame import Draft
from validate.intervals import fraction_to_text, quantity_value, step_decimals
from validate.sums import Relation


def one_row_missing(
    view: TableView, broken: Sequence[Relation], drafts: Sequence[Draft], ordinals: Collection[int]
) -> list[Draft]:
    """The drafts, those of one total row joined where a row number is left out above it and every column falls short:
    one row was lost, and that is one slip."""
    joined: dict[int, Draft] = {}
    kept: list[Draft] = []
    for relation, draft in zip(broken, drafts, strict=True):
        missing = left_out_number(view, relation, ordinals)
        if missing is None or relation.way != "column" or quantity_value(relation.total.quantity) <= relation.sum:
            kept.append(draft)
            continue
        row = relation.total.row
        short = fraction_to_text(
            quantity_value(relation.total.quantity) - relation.sum, step_decimals(relation.total.quantity)
        )
        said = f"{draft.message} Baris nomor {missing} tidak tercetak; ia harus memuat {short}."
        said_en = f"{draft.message_en} Row number {missing} is not printed; it would have to hold {short}."
        if row in joined:
            first = joined[row]
            joined[row] = replace(
                first,
                message=f"{first.message} {said}",
                message_en=f"{first.message_en} {said_en}",
                evidence=(*first.evidence, *draft.evidence),
                suspects=(*first.suspects, *draft.suspects),
            )
        else:
            joined[row] = replace(draft, kind="missing_row", message=said, message_en=said_en)
    return [*joined.values(), *kept]


def left_out_number(view: TableView, relation: Relation, ordinals: Collection[int]) -> int | None:
    """The one row number that is left out among the rows added up; None where all stand, or several are missing."""
    rows = range(min(part.row for part in relation.parts), relation.total.row)
    for col in sorted(ordinals):
        counts = [
            int(number.quantity.value)
            for row in rows
            if (number := view.number(row, col)) and number.quantity.step == 1
        ]
        gaps = [a + 1 for a, b in itertools.pairwise(counts) if b - a == 2]
        if len(counts) >= 5 and len(gaps) == 1:
            return gaps[0]
    return None
