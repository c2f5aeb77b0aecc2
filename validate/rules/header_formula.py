"""A column whose head prints a formula that its own cells do not follow, while they follow another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from validate.context import Context, TableView
from validate.evidence import cell_to_evidence
from validate.frame import Draft
from validate.header_formulas import HeaderFormula, node_to_interval, view_to_formulas
from validate.intervals import exact_to_fit, fraction_to_text, quantity_value, step_decimals
from validate.model import Suspect
from validate.prose import told

#: the ways a column of two others is filled, tried where the head's own does not hold: words, English words, reckoning
WAYS: tuple[tuple[str, str, Callable[[Fraction, Fraction], Fraction | None]], ...] = (
    ("{a} - {b}", "{a} - {b}", lambda a, b: a - b),
    ("{a} / {b} x 100", "{a} / {b} x 100", lambda a, b: a / b * 100 if b else None),
    ("100 - {a}", "100 - {a}", lambda a, b: 100 - a),
)


def header_formulas(context: Context) -> Iterator[Draft]:
    """One draft for a column whose rows nearly all give another formula than the head's, and none gives that alone."""
    for view in context.views:
        rows = [
            row
            for row in view.body
            if row not in view.index_row and not view.is_average(row) and not view.is_total(row)
        ]
        for formula in view_to_formulas(view):
            judged = [
                row
                for row in rows
                if view.number(row, formula.col) and node_to_interval(view, formula.node, row, exact=True) is not None
            ]
            used = other_way(view, formula, judged) if len(judged) >= 3 else None
            if used is None:
                continue
            others = {row for row, _ in used[3]}
            held = {row for row in judged if follows(view, formula, row)}
            # a row where both ways give the same tells nothing
            if held <= others and len(others - held) >= 2:
                words, words_en, columns, found = used
                found = [one for one in found if one[0] not in held]
                yield formula_draft(view, formula, judged, words, words_en, columns, found)


def follows(view: TableView, formula: HeaderFormula, row: int) -> bool:
    """True where the row's figure is what the head's formula gives, rounded or cut off, as a share or a percent."""
    printed = view.number(row, formula.col)
    exact = node_to_interval(view, formula.node, row, exact=True)
    loose = node_to_interval(view, formula.node, row, exact=False)
    if printed is None or exact is None:
        return False
    factors = (1, 100) if formula.bare_ratio else (1,)
    return any(
        exact_to_fit(exact.low * factor, printed.quantity, loose.times(factor) if loose else None) != "no"
        for factor in factors
    )


def other_way(
    view: TableView, formula: HeaderFormula, rows: list[int]
) -> tuple[str, str, tuple[int, ...], list[tuple[int, Fraction]]] | None:
    """(words, English words, columns, (row, value) of the rows) of the way that all rows but one in five follow; None
    without one."""
    columns = [
        col
        for col in range(view.table.column_count)
        if col != formula.col and sum(1 for row in rows if view.number(row, col)) == len(rows)
    ]
    for words, words_en, reckon in WAYS:
        for a in columns:
            for b in columns if "{b}" in words else [a]:
                if a == b and "{b}" in words:
                    continue
                found = []
                for row in rows:
                    left, right, printed = view.number(row, a), view.number(row, b), view.number(row, formula.col)
                    assert left
                    assert right
                    assert printed
                    value = reckon(quantity_value(left.quantity), quantity_value(right.quantity))
                    if value is not None and exact_to_fit(value, printed.quantity) != "no":
                        found.append((row, value))
                if len(found) >= 3 and len(found) * 5 >= len(rows) * 4:
                    names = {"a": f"kolom {a + 1}", "b": f"kolom {b + 1}"}
                    names_en = {"a": f"column {a + 1}", "b": f"column {b + 1}"}
                    return words.format(**names), words_en.format(**names_en), (a, b), found
    return None


def formula_draft(
    view: TableView,
    formula: HeaderFormula,
    rows: list[int],
    words: str,
    words_en: str,
    columns: tuple[int, ...],
    found: list[tuple[int, Fraction]],
) -> Draft:
    row = found[0][0]
    printed = view.number(row, formula.col)
    exact = node_to_interval(view, formula.node, row, exact=True)
    assert printed
    assert exact
    wanted = fraction_to_text(exact.low, max(2, step_decimals(printed.quantity)))
    name = max((view.text(row, col).strip() for col in range(view.table.column_count)), key=len)
    head_row = next(
        (one for one in range(view.table.row_count) if formula.text in view.text(one, formula.col)),
        0,
    )
    head = cell_to_evidence(view, head_row, formula.col, "rumus di kepala kolom", label="")
    head = replace(head, raw=formula.text)
    evidence = [head]
    for one, _ in found[:4]:
        evidence += [cell_to_evidence(view, one, col, "operan") for col in dict.fromkeys((*columns, *formula.columns))]
        evidence.append(cell_to_evidence(view, one, formula.col, "hasil tercetak"))
    return Draft(
        rule="prose_arithmetic",
        kind="head_formula",
        severity="warning",
        key=(view.mark, view.header(formula.col), "formula"),
        message=f"{view.name}: kepala kolom menyatakan rumus {formula.text}, tetapi isinya {words} di {len(found)} "
        f"dari {len(rows)} baris; menurut rumus itu baris “{told(name)}” {wanted}, tercetak {printed.quantity.raw}.",
        message_en=f"{view.name}: the column's head states {formula.text}, but its cells are {words_en} in "
        f"{len(found)} of {len(rows)} rows; by that formula “{told(name)}” would be {wanted}, printed "
        f"{printed.quantity.raw}.",
        evidence=tuple(evidence),
        expected=wanted,
        reported=printed.quantity.raw,
        table=view.mark,
        page=head.page,
        suspects=(Suspect(formula.text, words, "rumus yang diikuti sel-selnya", head),),
        weight=45,
    )
