"""Accounts of cases, stock or money: what was left, what came, what went, what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from validate.context import Context, TableView
from validate.evidence import cell_to_evidence
from validate.frame import Draft
from validate.intervals import fraction_to_text, quantity_value, step_decimals
from validate.model import Suspect

REST = re.compile(r"\b(?:sisa|saldo|stok|persediaan|tunggakan)\b", re.I)
BEFORE = re.compile(r"\b(?:lalu|awal|sebelum(?:nya)?)\b", re.I)
#: rows that have to come out before another is doubted
BELIEVED = 2
ROLES = ("sisa awal", "masuk", "keluar", "sisa akhir")


def balances(context: Context) -> Iterator[Draft]:
    """Drafts for rows whose rest is not what was left and came less what went, in tables where the others are."""
    for view in context.views:
        columns = account_columns(view)
        if columns is None:
            continue
        rows = [row for row in view.body if row not in view.index_row and all(view.number(row, col) for col in columns)]
        wrong = [row for row in rows if missing(view, row, columns)]
        if len(rows) - len(wrong) >= BELIEVED and len(wrong) * 3 <= len(rows):
            yield from (balance_draft(view, row, columns) for row in wrong)


def account_columns(view: TableView) -> tuple[int, int, int, int] | None:
    """The columns of an account (left before, came, went, left), side by side; None where there is none."""
    heads = [view.header(col) for col in range(view.table.column_count)]
    for start in range(len(heads) - 3):
        before, end = heads[start], heads[start + 3]
        if REST.search(before) and BEFORE.search(before) and REST.search(end) and not BEFORE.search(end):
            return start, start + 1, start + 2, start + 3
    return None


def missing(view: TableView, row: int, columns: Sequence[int]) -> Fraction:
    """What was left and came less what went and is left: 0 where the account comes out."""
    left, came, went, rest = (number_at(view, row, col) for col in columns)
    return left + came - went - rest


def number_at(view: TableView, row: int, col: int) -> Fraction:
    number = view.number(row, col)
    assert number
    return quantity_value(number.quantity)


def balance_draft(view: TableView, row: int, columns: tuple[int, int, int, int]) -> Draft:
    gap = missing(view, row, columns)
    numbers = [view.number(row, col) for col in columns]
    raws = [number.quantity.raw if number else "" for number in numbers]
    last = numbers[3]
    assert last
    decimals = step_decimals(last.quantity)
    wanted = fraction_to_text(quantity_value(last.quantity) + gap, decimals)
    evidence = tuple(cell_to_evidence(view, row, col, role) for col, role in zip(columns, ROLES, strict=True))
    label = view.labels[row]
    return Draft(
        rule="total",
        kind="balance",
        severity="error",
        key=(view.mark, label, "balance"),
        message=f"{view.name}, {label}: {raws[0]} + {raws[1]} - {raws[2]} = {wanted}, tercetak {raws[3]}; baris lain "
        "cocok.",
        message_en=f"{view.name}, {label}: {raws[0]} + {raws[1]} - {raws[2]} = {wanted}, printed {raws[3]}; the other "
        "rows hold.",
        evidence=evidence,
        expected=wanted,
        reported=raws[3],
        indicator=label,
        table=view.mark,
        page=evidence[0].page,
        suspects=tuple(
            Suspect(
                raw, fraction_to_text(number_at(view, row, col) + sign * gap, decimals), "agar barisnya cocok", piece
            )
            for raw, col, sign, piece in zip(
                reversed(raws), reversed(columns), (1, 1, -1, -1), reversed(evidence), strict=True
            )
        ),
        cells=frozenset(),
        weight=56,
    )
