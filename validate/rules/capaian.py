"""Capaian against target and realisasi of its own row."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from normalize.model import Fact, Quantity
from validate.achievement import Explanation, explain_by, explain_capaian, formula_values
from validate.context import Context, TableView
from validate.declared import context_to_declared
from validate.evidence import fact_place, fact_to_evidence
from validate.frame import Card, Draft, Rule
from validate.intervals import exact_to_fit, fraction_to_text, quantity_value, step_decimals
from validate.model import Evidence, Suspect
from validate.polarity import fact_to_polarity, leans_low
from validate.rules.capaian_polarity import Row, judge_polarity
from validate.typing_slips import SLIP_WORDS, slip_between

CARD = Card(
    id="capaian",
    title="Capaian tidak sesuai dengan target dan realisasinya",
    title_en="Achievement that its target and realisation do not give",
    compares="capaian tercetak dengan R/T, (2T-R)/T, T/R, batas atas 100-150, dan target akhir Renstra, baris demi "
    "baris; rumus yang dipakai dengan rumus yang dinyatakan laporan dan dengan arah indikatornya",
    compares_en="the printed achievement with R/T, (2T-R)/T, T/R, caps of 100-150 and the Renstra end target, row by "
    "row; the formula used with the one the report declares and with the indicator's polarity",
    why="PermenPANRB 53/2014 lampiran II meminta perbandingan target dan realisasi; capaian yang salah hitung "
    "menyesatkan penilaian (Permendagri 54/2010 untuk rumus).",
    why_en="PermenPANRB 53/2014 annex II asks for target against realisation; a wrong achievement misleads the "
    "rating (Permendagri 54/2010 for the formulas).",
    not_judged="nilai huruf atau predikat, target nol, pembulatan dan pemotongan, rumus yang konsisten dipakai dokumen",
    not_judged_en="grades, zero targets, rounding and truncation, a formula the document uses throughout",
    examples=(
        ("97 | 118,90 | 112,58", "error: 122,58"),
        ("37,25% | 26,38% | 26,38", "error: 70,82 (realisasi disalin)"),
        ("0,58 | 0,60 | 96,67, dinyatakan (2T-R)/T", "warning: 96,55"),
        ("80 | 100 | 80,00 di antara baris R/T", "note: 125,00"),
    ),
)

#: operands of a row are sought to the left of the capaian, this many columns at most
REACH = 12


def row_operands(facts: Sequence[Fact], capaian: Fact, measure: str) -> list[Fact]:
    """Facts of `measure` in the capaian's row that may be its operand, the likeliest first.

    The same year, period and kind first; among them the nearest to the left.
    """
    found = [fact for fact in facts if fact.measure == measure and fact.quantity is not None]

    def order(fact: Fact) -> tuple[int, int, int]:
        same = fact.year == capaian.year and fact.period == capaian.period and fact.cumulative == capaian.cumulative
        left = capaian.col - fact.col
        return (0 if same else 1, 0 if left > 0 else 1, abs(left))

    return sorted((fact for fact in found if abs(capaian.col - fact.col) <= REACH), key=order)


def elsewhere(context: Context, fact: Fact) -> Counter[Fraction]:
    """How often each value is printed for this figure in other cells of the report."""
    key = (context.names.key(fact), fact.year, fact.period, fact.cumulative, fact.measure)
    counts: Counter[Fraction] = Counter()
    for other in context.prints.get(key, ()):
        if other.quantity is not None and (other.table_index, other.row, other.col) != (
            fact.table_index,
            fact.row,
            fact.col,
        ):
            counts[quantity_value(other.quantity)] += 1
    return counts


def implied(role: str, formula: str, target: Fraction, realisasi: Fraction, capaian: Fraction) -> Fraction | None:
    """The value the cell of `role` would have to be under `formula`, the other two being right; None where it has
    none."""
    share = capaian / 100
    if formula == "T/R":
        values = {
            "capaian": target / realisasi * 100 if realisasi else None,
            "realisasi": target / share if share else None,
            "target": share * realisasi,
        }
    elif formula == "(2T-R)/T":
        values = {
            "capaian": (2 * target - realisasi) / target * 100 if target else None,
            "realisasi": target * (2 - share),
            "target": realisasi / (2 - share) if share != 2 else None,
        }
    else:
        values = {
            "capaian": realisasi / target * 100 if target else None,
            "realisasi": share * target,
            "target": realisasi / share if share else None,
        }
    return values[role]


def fitting_formula(context: Context, target: Fact, realisasi: Fact, capaian: Fact) -> str:
    """The formula the row is judged by: that of another print of the same capaian, else the one the report declares for
    the indicator's polarity, else the usual one."""
    assert target.quantity
    assert realisasi.quantity
    values = formula_values(quantity_value(target.quantity), quantity_value(realisasi.quantity))
    others = elsewhere(context, capaian)
    known = fact_to_polarity(capaian)
    lower = known == "lower" or (not known and leans_low(capaian))
    declared = context_to_declared(context).get("lower" if lower else "higher")
    order = sorted(
        values,
        key=lambda one: (declared is None or one[0] != declared.name, (one[0] == "R/T") if lower else one[0] != "R/T"),
    )
    for formula, value in order:
        if capaian.quantity and any(
            exact_to_fit(value, quantity_like(capaian.quantity, printed)) != "no" for printed in others
        ):
            return formula
    return order[0][0]


def relation_to_suspects(
    context: Context, target: Fact, realisasi: Fact, capaian: Fact, formula: str
) -> tuple[tuple[Suspect, ...], Fact | None]:
    """The cells that may be wrong, with what each would have to be, the likeliest first; and the likeliest where it
    stands out."""
    assert target.quantity
    assert realisasi.quantity
    assert capaian.quantity
    t, r, c = (quantity_value(one.quantity) for one in (target, realisasi, capaian) if one.quantity)
    ranked: list[tuple[tuple[int, int, int], Suspect, Fact]] = []
    for role, fact in (("capaian", capaian), ("realisasi", realisasi), ("target", target)):
        quantity = fact.quantity
        value = implied(role, formula, t, r, c)
        if quantity is None or value is None or value < 0:
            continue
        # a whole count that would have to be broken cannot be the slip
        if role != "capaian" and quantity.step == 1 and quantity.exact and not near_whole(value, c, capaian.quantity):
            continue
        would_be = fraction_to_text(value, max(step_decimals(quantity), 2 if role == "capaian" else 0))
        other = elsewhere(context, fact)
        here = quantity_value(quantity)
        support = sum(
            count
            for printed, count in other.items()
            if printed != here and exact_to_fit(value, quantity_like(quantity, printed)) != "no"
        )
        backing = other[here]
        slip = slip_between(quantity.raw, would_be)
        reason = (
            f"{support} cetakan lain memberi nilai ini"
            if support
            else f"{backing} cetakan lain sama"
            if backing
            else "tidak tercetak di tempat lain"
        )
        if slip:
            reason += f"; {SLIP_WORDS[slip][0]}"
        suspect = Suspect(raw=fact.raw, would_be=would_be, reason=reason, evidence=fact_to_evidence(fact, role))
        ranked.append(((-support, backing, 0 if slip else 1), suspect, fact))
    ranked.sort(key=lambda one: one[0])
    if not ranked:
        return (), None
    alone = len(ranked) == 1 or ranked[0][0] != ranked[1][0]
    return tuple(one[1] for one in ranked), ranked[0][2] if alone else None


def quantity_like(quantity: Quantity, value: Fraction) -> Quantity:
    """`quantity` with another value: to compare a value with another print of the same figure."""
    return replace(quantity, value=Decimal(value.numerator) / Decimal(value.denominator))


def near_whole(value: Fraction, capaian: Fraction, printed: Quantity) -> bool:
    """True where some whole count near `value` gives the printed capaian within its rounding."""
    slack = abs(value) * Fraction(printed.step) / abs(capaian) if capaian else Fraction(0)
    return any(value - slack <= whole <= value + slack for whole in (int(value), int(value) + 1))


def row_to_draft(context: Context, target: Fact, realisasi: Fact, capaian: Fact) -> Draft:
    """The finding for a capaian that no formula explains."""
    assert target.quantity
    assert realisasi.quantity
    assert capaian.quantity
    t, r, c = quantity_value(target.quantity), quantity_value(realisasi.quantity), quantity_value(capaian.quantity)
    decimals = max(2, step_decimals(capaian.quantity))
    formula = fitting_formula(context, target, realisasi, capaian)
    values = dict(formula_values(t, r))
    wanted = fraction_to_text(values[formula], decimals)
    suspects, first = relation_to_suspects(context, target, realisasi, capaian, formula)
    also = "; ".join(
        f"{name} = {fraction_to_text(value, decimals)}" for name, value in values.items() if name != formula
    )
    copied = c == r and realisasi.quantity.step == capaian.quantity.step
    kind = "copied_realisasi" if copied else "wrong_percent"
    message = (
        f"{capaian.indicator}: target {target.raw} dan realisasi {realisasi.raw} memberi capaian {wanted}% ({formula}"
        f"), tercetak {capaian.raw}"
        + (" (sama dengan realisasinya)" if copied else "")
        + f" ({fact_place(capaian)}). Rumus lain pun tidak memberi angka itu: {also}."
    )
    message_en = (
        f"{capaian.indicator}: target {target.raw} and realisation {realisasi.raw} give {wanted}% ({formula}), "
        f"printed {capaian.raw}"
        + (" (the realisation itself)" if copied else "")
        + f" ({fact_place(capaian, 'en')}). Nor do the other formulas: {also}."
    )
    evidence = [
        fact_to_evidence(target, "target"),
        fact_to_evidence(realisasi, "realisasi"),
        fact_to_evidence(capaian, "capaian"),
    ]
    evidence += corroboration(context, capaian)
    name = context.names.key(capaian)
    return Draft(
        rule="capaian",
        kind=kind,
        severity="error",
        key=(name, str(capaian.year), capaian.period, target.basis, capaian.table),
        message=message,
        message_en=message_en,
        evidence=tuple(evidence),
        expected=wanted,
        reported=capaian.raw,
        indicator=capaian.indicator,
        table=capaian.table,
        page=capaian.page,
        suspects=suspects,
        cells=frozenset({(first.table_index, first.row, first.col)}) if first else frozenset(),
        weight=80,
        slip=f"capaian|{name}|{t}|{r}|{c}",
    )


def corroboration(context: Context, capaian: Fact) -> list[Evidence]:
    """Other prints of the same capaian with another value, one of each value."""
    key = (context.names.key(capaian), capaian.year, capaian.period, capaian.cumulative, capaian.measure)
    assert capaian.quantity is not None
    seen = {quantity_value(capaian.quantity)}
    found: list[Evidence] = []
    for other in context.prints.get(key, ()):
        if other.quantity is not None and quantity_value(other.quantity) not in seen:
            seen.add(quantity_value(other.quantity))
            found.append(fact_to_evidence(other, "cetakan lain"))
    return found[:4]


def year_realisasi(context: Context, capaian: Fact) -> list[Fact]:
    """Whole-year realisasi of the capaian's indicator in other tables: for tables that print quarters beside a
    year's capaian."""
    key = (context.names.key(capaian), capaian.year, capaian.period, False, "realisasi")
    return [
        fact
        for fact in context.prints.get(key, ())
        if fact.quantity is not None and fact.table_index != capaian.table_index
    ]


def explained(
    context: Context, facts: Sequence[Fact], capaian: Fact
) -> tuple[Explanation | None, Fact | None, Fact | None]:
    """(explanation, target, realisasi) of a capaian; the operands are those it should be judged by where nothing
    explains it."""
    assert capaian.quantity is not None
    targets = row_operands(facts, capaian, "target")
    results = row_operands(facts, capaian, "realisasi")
    own = [fact for fact in results if fact.year == capaian.year and fact.period == capaian.period]
    if not own:
        own = year_realisasi(context, capaian)
        values = {quantity_value(fact.quantity) for fact in own if fact.quantity}
        if len(values) != 1:
            return None, None, None
        own = own[:1]
    same_year = [fact for fact in targets if fact.year == capaian.year and fact.period == capaian.period]
    first_target = same_year[0] if same_year else None
    earlier = [f for f in facts if f.measure == "capaian" and f.year == capaian.year and f.col < capaian.col]
    nearest = [fact for fact in targets if fact.col < capaian.col and (not earlier or fact.col > earlier[-1].col)]
    if (
        first_target is None
        and nearest
        and (says_against(context, capaian) or column_follows(context, capaian, own[0]))
    ):
        # a column of achievements against the plan's end
        first_target = max(nearest, key=lambda fact: fact.col)
    if earlier and nearest:
        # a second achievement of the row is against the target that stands before it (the plan's end)
        first_target = max(nearest, key=lambda fact: fact.col)
    for target in targets:
        for result in own:
            assert target.quantity
            assert result.quantity
            for planned in readings(target.quantity):
                for realised in readings(result.quantity):
                    found = explain_capaian(planned, realised, capaian.quantity, fact_to_polarity(capaian))
                    for declared in () if found else context_to_declared(context).values():
                        found = found or explain_by(declared.name, planned, realised, capaian.quantity)
                    if found:
                        return found, target, result
    if not same_year and not earlier and prints_targets_of(context, capaian):
        return None, None, None  # the year has its column of targets, and this row's cannot be read ("63-64")
    return None, first_target, own[0]


def readings(quantity: Quantity) -> list[Quantity]:
    """The number as read and, where its marks allow another, that one: "1.299,310" may be a count in thousands."""
    if quantity.alternative is None:
        return [quantity]
    return [quantity, replace(quantity, value=quantity.alternative, alternative=None)]


def prints_targets_of(context: Context, capaian: Fact) -> bool:
    """Does the table print targets of the capaian's own year in other rows?"""
    cached: set[tuple[int, int | None, str]] | None = context.cache.get("target years")
    if cached is None:
        cached = {
            (fact.table_index, fact.year, fact.period)
            for facts in context.rows.values()
            for fact in facts
            if fact.measure == "target"
        }
        context.cache["target years"] = cached
    return (capaian.table_index, capaian.year, capaian.period) in cached


def says_against(context: Context, capaian: Fact) -> bool:
    """Does the column's head say that it holds the realisation against the target that the row prints?"""
    head = context.views[capaian.table_index].header(capaian.col - 1)
    return bool(re.search(r"kemajuan|(?:terhadap|thd\.?|thdp|dibanding\w*)\W+target", head, re.I))


def column_follows(context: Context, capaian: Fact, realisasi: Fact) -> bool:
    """True where two other rows of the table print, in the same columns, achievements that their targets of another
    year give."""
    shape = (capaian.col, realisasi.col)
    count = 0
    for (index, row), facts in context.rows.items():
        if index != capaian.table_index or row == capaian.row:
            continue
        own = {fact.col: fact for fact in facts}
        result, other = own.get(shape[1]), own.get(shape[0])
        if not (result and other and result.quantity and other.quantity and other.measure == "capaian"):
            continue
        targets = [fact for fact in facts if fact.measure == "target" and fact.quantity and fact.col < other.col]
        if not targets or targets[-1].quantity is None:
            continue
        count += explain_capaian(targets[-1].quantity, result.quantity, other.quantity) is not None
    return count >= 2


def unreadable(view: TableView, row: int) -> bool:
    """Does the row print a figure nobody can read? It may be the operand: then there is no judgement."""
    return any(view.own(row, col) and view.kind(row, col) in ("malformed", "error") for col in range(len(view.headers)))


def judge(context: Context) -> Iterator[Draft]:
    """A draft for every capaian that no formula with the row's operands explains, or that another formula explains
    than the indicator's polarity and the report's own declaration ask for."""
    rows: list[Row] = []
    wrong: dict[tuple[int, int], list[Draft]] = defaultdict(list)
    right: Counter[tuple[int, int]] = Counter()
    for facts in context.rows.values():
        for capaian in facts:
            if capaian.measure != "capaian" or capaian.quantity is None or capaian.row_kind in ("sasaran", "total"):
                continue  # a sasaran's achievement is an average, judged as one
            found, target, realisasi = explained(context, facts, capaian)
            if target is None or realisasi is None or target.quantity is None or realisasi.quantity is None:
                continue
            column = (capaian.table_index, capaian.col)
            if found:
                right[column] += 1
                if found.fit == "loose" and found.formula in ("R/T", "(2T-R)/T", "T/R"):
                    yield rounded_draft(context, target, realisasi, capaian, found)
                rows.append(Row(target, realisasi, capaian, found))
                continue
            if unreadable(context.views[capaian.table_index], capaian.row - 1):
                continue
            if not quantity_value(target.quantity) or min(f.confidence for f in (target, realisasi, capaian)) < 0.5:
                continue
            wrong[column].append(row_to_draft(context, target, realisasi, capaian))
    for column, drafts in wrong.items():
        if len(drafts) >= 4 and len(drafts) > right[column]:
            # most of the column follows no known formula: it is reckoned otherwise, or is no such column
            drafts = [replace(one, severity="note", kind="unknown_formula", cells=frozenset()) for one in drafts]
        yield from drafts
    yield from judge_polarity(context, rows)


def rounded_draft(context: Context, target: Fact, realisasi: Fact, capaian: Fact, found: Explanation) -> Draft:
    """A capaian that follows only if its operands were rounded before they were printed: a note."""
    wanted = fraction_to_text(found.value, 2)
    name = context.names.key(capaian)
    return Draft(
        rule="capaian",
        kind="rounded_operands",
        severity="note",
        key=(name, str(capaian.year), capaian.period, "rounded", capaian.table),
        message=(
            f"{capaian.indicator}: target {target.raw} dan realisasi {realisasi.raw} memberi {wanted}% "
            f"({found.formula}), tercetak "
            f"{capaian.raw}; cocok hanya bila angka asalnya tidak dibulatkan ({fact_place(capaian)})."
        ),
        message_en=(
            f"{capaian.indicator}: target {target.raw} and realisation {realisasi.raw} give {wanted}% "
            f"({found.formula}), printed "
            f"{capaian.raw}; right only if the operands were rounded for print ({fact_place(capaian, 'en')})."
        ),
        evidence=(
            fact_to_evidence(target, "target"),
            fact_to_evidence(realisasi, "realisasi"),
            fact_to_evidence(capaian, "capaian"),
        ),
        expected=wanted,
        reported=capaian.raw,
        indicator=capaian.indicator,
        table=capaian.table,
        page=capaian.page,
        weight=15,
        slip=f"rounded|{name}|{target.raw}|{realisasi.raw}|{capaian.raw}",
    )


RULE = Rule(CARD, judge)
