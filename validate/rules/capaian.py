"""Capaian against target and realisasi of its own row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from normalize.model import Fact, Quantity
from validate.achievement import Explanation, explain_capaian, formula_values
from validate.context import Context
from validate.evidence import fact_to_evidence
from validate.frame import Card, Draft, Rule
from validate.intervals import exact_to_fit, fraction_to_text, quantity_value, step_decimals
from validate.model import Evidence, Severity, Suspect
from validate.typing_slips import SLIP_WORDS, slip_between

CARD = Card(
    id="capaian",
    title="Capaian tidak sesuai dengan target dan realisasinya",
    title_en="Achievement that its target and realisation do not give",
    compares="capaian tercetak dengan R/T, (2T-R)/T, T/R, batas atas 100-150, dan target akhir Renstra, baris demi baris",
    compares_en="the printed achievement with R/T, (2T-R)/T, T/R, caps of 100-150 and the Renstra end target, row by row",
    why="PermenPANRB 53/2014 lampiran II meminta perbandingan target dan realisasi; capaian yang salah hitung menyesatkan penilaian (Permendagri 54/2010 untuk rumus).",
    why_en="PermenPANRB 53/2014 annex II asks for target against realisation; a wrong achievement misleads the rating (Permendagri 54/2010 for the formulas).",
    not_judged="nilai huruf atau predikat, target nol, pembulatan dan pemotongan, rumus yang konsisten dipakai dokumen",
    not_judged_en="grades, zero targets, rounding and truncation, a formula the document uses throughout",
    examples=(("97 | 118,90 | 112,58", "error: 122,58"), ("37,25% | 26,38% | 26,38", "error: 70,82 (realisasi disalin)")),
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
        if other.quantity is not None and (other.table_index, other.row, other.col) != (fact.table_index, fact.row, fact.col):
            counts[quantity_value(other.quantity)] += 1
    return counts


def implied(role: str, target: Fraction, realisasi: Fraction, capaian: Fraction) -> Fraction | None:
    """The value the cell of `role` would have to be, by R/T x 100."""
    if role == "capaian":
        return realisasi / target * 100 if target else None
    if role == "realisasi":
        return capaian * target / 100
    return realisasi / capaian * 100 if capaian else None


def relation_to_suspects(context: Context, target: Fact, realisasi: Fact, capaian: Fact) -> tuple[tuple[Suspect, ...], Fact]:
    """The cells that may be wrong, with what each would have to be, the likeliest first; and the likeliest."""
    assert target.quantity and realisasi.quantity and capaian.quantity
    t, r, c = (quantity_value(one.quantity) for one in (target, realisasi, capaian) if one.quantity)
    ranked: list[tuple[int, int, int, Suspect, Fact]] = []
    for place, (role, fact) in enumerate((("capaian", capaian), ("realisasi", realisasi), ("target", target))):
        quantity = fact.quantity
        assert quantity is not None
        value = implied(role, t, r, c)
        if value is None:
            continue
        decimals = max(step_decimals(quantity), 2 if role == "capaian" else 0)
        would_be = fraction_to_text(value, decimals)
        other = elsewhere(context, fact)
        here = quantity_value(quantity)
        support = sum(n for v, n in other.items() if exact_to_fit(value, quantity_like(quantity, v)) != "no" and v != here)
        backing = other[here]
        # a whole count that would have to be broken cannot be the slip
        if quantity.exact and exact_to_fit(value, quantity) == "no" and not near_whole(value, t if role != "target" else r, c, capaian.quantity):
            continue
        slip = slip_between(quantity.raw, would_be)
        reason = f"{backing} cetakan lain sama" if backing else "tidak tercetak lagi"
        if support:
            reason = f"{support} cetakan lain memberi nilai ini"
        if slip:
            reason += f"; {SLIP_WORDS[slip][0]}"
        suspect = Suspect(raw=fact.raw, would_be=would_be, reason=reason, evidence=fact_to_evidence(fact, role))
        ranked.append((-support, backing, 0 if slip else 1, suspect, fact))
        _ = place
    ranked.sort(key=lambda one: one[:3])
    if not ranked:
        return (), capaian
    return tuple(one[3] for one in ranked), ranked[0][4]


def quantity_like(quantity: Quantity, value: Fraction) -> Quantity:
    """`quantity` with another value: to compare a value with another print of the same figure."""
    from decimal import Decimal

    return Quantity(
        value=Decimal(value.numerator) / Decimal(value.denominator), step=quantity.step, raw=quantity.raw, unit=quantity.unit, exact=quantity.exact
    )


def near_whole(value: Fraction, other: Fraction, capaian: Fraction, printed: Quantity | None) -> bool:
    """True where some whole count near `value` gives the printed capaian within its rounding."""
    if not capaian or printed is None:
        return False
    slack = abs(value) * Fraction(printed.step) / abs(capaian)
    lower = value - slack
    return any(lower <= whole <= value + slack for whole in (int(value), int(value) + 1))


def row_to_draft(context: Context, target: Fact, realisasi: Fact, capaian: Fact) -> Draft:
    """The finding for a capaian that no formula explains."""
    assert target.quantity and realisasi.quantity and capaian.quantity
    t, r, c = quantity_value(target.quantity), quantity_value(realisasi.quantity), quantity_value(capaian.quantity)
    decimals = max(2, step_decimals(capaian.quantity))
    wanted = fraction_to_text(r / t * 100, decimals)
    suspects, first = relation_to_suspects(context, target, realisasi, capaian)
    others = [(formula, fraction_to_text(value, decimals)) for formula, value in formula_values(t, r)[1:]]
    also = "; ".join(f"{formula} = {value}" for formula, value in others)
    copied = c == r and realisasi.quantity.step == capaian.quantity.step
    kind = "copied_realisasi" if copied else "wrong_percent"
    message = (
        f"{capaian.indicator}: target {target.raw} dan realisasi {realisasi.raw} memberi capaian {wanted}%, tercetak {capaian.raw}"
        + (" (sama dengan realisasinya)" if copied else "")
        + f" (Tabel {capaian.table}). Rumus lain pun tidak memberi angka itu: {also}."
    )
    message_en = (
        f"{capaian.indicator}: target {target.raw} and realisation {realisasi.raw} give {wanted}%, printed {capaian.raw}"
        + (" (the realisation itself)" if copied else "")
        + f" (table {capaian.table}). Nor do the other formulas: {also}."
    )
    evidence = [fact_to_evidence(target, "target"), fact_to_evidence(realisasi, "realisasi"), fact_to_evidence(capaian, "capaian")]
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
        cells=frozenset({(first.table_index, first.row, first.col)}),
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
    """Whole-year realisasi of the capaian's indicator in other tables: for tables that print quarters beside a year's capaian."""
    key = (context.names.key(capaian), capaian.year, capaian.period, False, "realisasi")
    return [fact for fact in context.prints.get(key, ()) if fact.quantity is not None and fact.table_index != capaian.table_index]


def explained(context: Context, facts: Sequence[Fact], capaian: Fact) -> tuple[Explanation | None, Fact | None, Fact | None]:
    """(explanation, target, realisasi) of a capaian; the operands are those it should be judged by where nothing explains it."""
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
    first_target = (same_year or [None])[0]
    for target in targets:
        for result in own:
            assert target.quantity and result.quantity
            found = explain_capaian(target.quantity, result.quantity, capaian.quantity)
            if found:
                return found, target, result
    return None, first_target, own[0]


def judge(context: Context) -> Iterator[Draft]:
    """A draft for every capaian that no formula with the row's operands explains."""
    for facts in context.rows.values():
        for capaian in facts:
            if capaian.measure != "capaian" or capaian.quantity is None:
                continue
            found, target, realisasi = explained(context, facts, capaian)
            if found or target is None or realisasi is None or target.quantity is None or realisasi.quantity is None:
                continue
            if not quantity_value(target.quantity) or min(f.confidence for f in (target, realisasi, capaian)) < 0.5:
                continue
            yield row_to_draft(context, target, realisasi, capaian)


RULE = Rule(CARD, judge)
SEVERITIES: tuple[Severity, ...] = ("error",)
