"""Columns that print each row's share of the column's whole, and the rows whose share is another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from validate.context import Context, Number, TableView
from validate.evidence import cell_to_evidence
from validate.frame import Draft
from validate.intervals import exact_to_fit, fraction_to_text, quantity_value, step_decimals
from validate.model import Suspect

SHARE = re.compile(r"%|\bpersen|\bprosen|\bpresen|\bproporsi|\bporsi|\bkomposisi|\bbobot|\bkontribusi", re.I)
#: a share by another name, or of another whole
OTHER = re.compile(r"capaian|realisasi|target|serapan|kinerja|kenaikan|pertumbuhan|efisiensi|fisik|kemajuan", re.I)
#: so many rows have to print the share before another is doubted
BELIEVED = 3


def share_columns(context: Context) -> Iterator[Draft]:
    """Drafts for shares that their row's figure and the column's whole do not give."""
    for view in context.views:
        rows = [
            row
            for row in view.body
            if row not in view.index_row and not view.is_total(row) and not view.is_average(row)
        ]
        for col in range(view.table.column_count):
            head = view.header(col)
            if len(rows) > BELIEVED and SHARE.search(head) and not OTHER.search(head):
                yield from share_column(view, rows, col)


def share_column(view: TableView, rows: Sequence[int], col: int) -> Iterator[Draft]:
    """The rows of a column of shares that differ, where nearly all others are shares of one whole."""
    best: tuple[list[int], int, Fraction] | None = None
    judged: list[int] = []
    for counted in range(col - 1, -1, -1):
        told = [row for row in rows if view.number(row, counted) and view.number(row, col)]
        if len(told) <= BELIEVED or len(told) < len([row for row in rows if not view.blank(row, counted)]):
            continue
        for whole in wholes(view, told, counted):
            held = [row for row in told if share_fits(view, row, counted, col, whole)]
            if best is None or len(held) > len(best[0]):
                best, judged = (held, counted, whole), told
    if best is None:
        return
    held, counted, whole = best
    wrong = [row for row in judged if row not in held]
    # shares below a thousandth part fit nearly anything
    sure = [row for row in held if (share := view.number(row, col)) and abs(share.quantity.value) >= 1]
    if len(sure) >= BELIEVED and len(wrong) * 4 <= len(judged):
        yield from (share_draft(view, row, counted, col, whole) for row in wrong)


def wholes(view: TableView, rows: Sequence[int], col: int) -> list[Fraction]:
    """What the shares may be of: the sum of the rows, and the printed totals."""
    parts = [quantity_value(number.quantity) for row in rows if (number := view.number(row, col))]
    totals = [
        quantity_value(number.quantity) for row in view.body if view.is_total(row) and (number := view.number(row, col))
    ]
    return [whole for whole in dict.fromkeys([sum(parts, Fraction(0)), *totals]) if whole > 0]


def share_fits(view: TableView, row: int, counted: int, col: int, whole: Fraction) -> bool:
    part, share = view.number(row, counted), view.number(row, col)
    assert part
    assert share
    return exact_to_fit(quantity_value(part.quantity) / whole * 100, share.quantity) != "no"


def share_draft(view: TableView, row: int, counted: int, col: int, whole: Fraction) -> Draft:
    part: Number | None = view.number(row, counted)
    share: Number | None = view.number(row, col)
    assert part
    assert share
    value = quantity_value(part.quantity) / whole * 100
    wanted = fraction_to_text(value, max(1, step_decimals(share.quantity)))
    would_be = fraction_to_text(quantity_value(share.quantity) * whole / 100, step_decimals(part.quantity))
    all_of_it = fraction_to_text(whole, step_decimals(part.quantity))
    evidence = (cell_to_evidence(view, row, counted, "bagian"), cell_to_evidence(view, row, col, "persen"))
    label = view.labels[row]
    return Draft(
        rule="total",
        kind="share",
        severity="error",
        key=(view.mark, label, "share", view.header(col)),
        message=f"{view.name}, {label}: {part.quantity.raw} dari {all_of_it} adalah {wanted}%, tercetak "
        f"{share.quantity.raw}; baris lain kolom ini cocok.",
        message_en=f"{view.name}, {label}: {part.quantity.raw} of {all_of_it} is {wanted}%, printed "
        f"{share.quantity.raw}; the column's other rows hold.",
        evidence=evidence,
        expected=wanted,
        reported=share.quantity.raw,
        indicator=label,
        table=view.mark,
        page=evidence[0].page,
        suspects=(
            Suspect(share.quantity.raw, wanted, "bagian dari seluruhnya", evidence[1]),
            Suspect(part.quantity.raw, would_be, "menurut persennya", evidence[0]),
        ),
        cells=frozenset({(view.index, row + 1, col + 1)}),
        weight=58,
    )
