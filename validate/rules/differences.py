"""Columns that are the difference of two others, and the rows where they are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from validate.context import Context, TableView
from validate.evidence import cell_to_evidence
from validate.frame import Draft
from validate.intervals import fraction_to_text, quantity_value, step_decimals
from validate.model import Evidence, Suspect


def difference_columns(context: Context) -> Iterator[Draft]:
    """Columns that are the difference of two others in most rows, and the rows where they are not."""
    for view in context.views:
        rows = [
            row
            for row in view.body
            if row not in view.index_row and not view.is_total(row) and not view.is_average(row)
        ]
        if len(rows) < 2:
            continue
        columns = [
            col
            for col in range(view.table.column_count)
            if sum(1 for row in rows if view.number(row, col)) >= min(3, len(rows))
        ]
        for col in columns:
            header = view.header(col)
            if not re.search(
                r"selisih|percepatan|perlambatan|kenaikan|peningkatan|penurunan|naik|turun|perubahan|efisiensi|gap|deviasi|"
                r"\(\s*\d+\s*-\s*\d+\s*\)",
                header,
                re.I,
            ):
                continue
            yield from difference_column(view, rows, columns, col)


def difference_column(view: TableView, rows: list[int], columns: list[int], col: int) -> Iterator[Draft]:
    best: tuple[int, int, int] | None = None
    for a in columns:
        for b in columns:
            if len({a, b, col}) < 3:
                continue
            fits = sum(1 for row in rows if difference_fits(view, row, a, b, col))
            if best is None or fits > best[0]:
                best = (fits, a, b)
    if best is None:
        return
    fits, a, b = best
    judged = [row for row in rows if view.number(row, a) and view.number(row, b) and view.own(row, col)]
    # the two figures on the left, one less the other, need fewer rows to be believed than two of many columns
    beside = {a, b} == set([other for other in columns if other < col][-2:])
    if fits < (2 if beside else 3) or fits * 5 < len(judged) * 3:
        return
    for row in judged:
        if difference_fits(view, row, a, b, col):
            continue
        left, right, printed = view.number(row, a), view.number(row, b), view.number(row, col)
        assert left
        assert right
        decimals = max(step_decimals(left.quantity), step_decimals(right.quantity))
        wanted = quantity_value(left.quantity) - quantity_value(right.quantity)
        if printed is None and (not view.blank(row, col) or not wanted):
            continue
        raw = view.text(row, col).strip()
        told_value = fraction_to_text(wanted, decimals)
        flipped = printed is not None and quantity_value(printed.quantity) == -wanted
        label = view.labels[row]
        evidence: tuple[Evidence, ...] = (
            cell_to_evidence(view, row, a, "nilai pertama"),
            cell_to_evidence(view, row, b, "nilai kedua"),
            cell_to_evidence(view, row, col, "selisih"),
        )
        yield Draft(
            rule="direction" if flipped else "total",
            kind="difference_sign" if flipped else "difference",
            severity="error" if printed is not None else "warning",
            key=(view.mark, label, "difference", view.header(col)),
            message=f"{view.name}, {label}: {left.quantity.raw} dikurangi {right.quantity.raw} adalah {told_value}, "
            f"tercetak {raw or 'kosong'}.",
            message_en=f"{view.name}, {label}: {left.quantity.raw} less {right.quantity.raw} is {told_value}, "
            f"printed {raw or 'nothing'}.",
            evidence=evidence,
            expected=told_value,
            reported=raw,
            indicator=label,
            table=view.mark,
            page=evidence[0].page,
            suspects=(Suspect(raw, told_value, "selisih kedua kolom", evidence[2]),),
            cells=frozenset({(view.index, row + 1, col + 1)}),
            weight=55,
        )


def difference_fits(view: TableView, row: int, a: int, b: int, col: int) -> bool:
    left, right, printed = view.number(row, a), view.number(row, b), view.number(row, col)
    if not left or not right or not printed:
        return False
    wanted = quantity_value(left.quantity) - quantity_value(right.quantity)
    slack = Fraction(left.quantity.step) / 2 + Fraction(right.quantity.step) / 2 + Fraction(printed.quantity.step) / 2
    whole = all(number.quantity.step == 1 for number in (left, right, printed))
    return abs(wanted - quantity_value(printed.quantity)) <= (0 if whole else slack)
