"""Capaian that a known formula gives, but not the formula that should have been used: the one for the other polarity,
or another than the report itself declares.

A row's capaian follows one of the known formulas, or `capaian` tells it as wrong before it comes here. What is left to
ask: is that formula the one for this indicator (less is better, more is better), and the one the report says it uses?
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from normalize.claims_declared import DeclaredFormula
from normalize.model import Fact
from validate.achievement import Explanation, explain_by, formula_value
from validate.context import Context
from validate.declared import DOWNWARD, context_to_declared
from validate.evidence import fact_place, fact_to_evidence, facts_place, phrase_to_evidence, place_in_words
from validate.frame import Draft
from validate.intervals import fraction_to_text, quantity_value
from validate.model import Evidence, Suspect
from validate.polarity import fact_to_polarity, leans_low

KIND_WORDS = {
    "lower": ("makin rendah makin baik", "less is better"),
    "higher": ("makin tinggi makin baik", "more is better"),
}
#: so many rows that depart, and none that follows, are one habit of the report and told once
HABIT = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A capaian with its operands and the formula that gives it."""

    target: Fact
    realisasi: Fact
    capaian: Fact
    found: Explanation

    @property
    def operands(self) -> tuple[Fraction, Fraction]:
        assert self.target.quantity
        assert self.realisasi.quantity
        return quantity_value(self.target.quantity), quantity_value(self.realisasi.quantity)

    def evidence(self) -> tuple[Evidence, ...]:
        return (
            fact_to_evidence(self.target, "target"),
            fact_to_evidence(self.realisasi, "realisasi"),
            fact_to_evidence(self.capaian, "capaian"),
        )


def row_to_polarity(row: Row) -> str:
    """Of the indicator where it is known, else what the row's own formula takes it for; '' where R/T says nothing."""
    known = fact_to_polarity(row.capaian)
    if known:
        return known
    return "lower" if row.found.formula in DOWNWARD else ""


def judge_polarity(context: Context, rows: Sequence[Row]) -> Iterator[Draft]:
    """Drafts for explained rows whose formula is not the one their polarity, or the report's declaration, asks for."""
    declared = context_to_declared(context)
    upward: list[Row] = []
    reversed_rows: list[Row] = []
    plain = downward = 0
    departing: dict[str, list[Row]] = defaultdict(list)
    following: dict[str, int] = defaultdict(int)
    for row in rows:
        target, realised = row.operands
        if target == realised or row.target.year != row.capaian.year:
            continue  # every formula gives 100; a plan's end target has no declared formula of its own
        polarity, used = row_to_polarity(row), row.found.formula
        if polarity == "lower" and used == "R/T":
            upward.append(row)
            continue
        plain += used == "R/T"
        downward += polarity == "lower"
        if row.found.fit == "loose" or formula_value(used, target, realised) != row.found.value:
            continue  # capped, a fraction, or by another reading of the operands: nothing to hold against a formula
        if polarity not in declared:
            known = fact_to_polarity(row.capaian)
            if used in DOWNWARD and (known == "higher" or (not known and not leans_low(row.capaian))):
                reversed_rows.append(row)
            continue
        wanted = declared[polarity]
        if used == wanted.name or gives(wanted.name, row):
            following[polarity] += 1
        elif formula_value(wanted.name, target, realised) is not None:
            departing[polarity].append(row)
    if plain >= 4 * len(reversed_rows):
        yield from (reversed_draft(context, row) for row in reversed_rows)
    for row in upward:
        yield upward_draft(context, row, declared.get("lower"), mixed=downward > 0)
    for polarity, found in departing.items():
        if len(found) >= HABIT and not following[polarity]:
            yield habit_draft(context, found, declared[polarity], polarity)
        else:
            yield from (declared_draft(context, row, declared[polarity], polarity) for row in found)


def gives(formula: str, row: Row) -> bool:
    """Does `formula`, too, give the printed capaian, if only with operands rounded for print?"""
    assert row.target.quantity
    assert row.realisasi.quantity
    assert row.capaian.quantity
    return explain_by(formula, row.target.quantity, row.realisasi.quantity, row.capaian.quantity) is not None


def formula_to_evidence(context: Context, declared: DeclaredFormula) -> Evidence:
    """The declared formula as it stands in the prose."""
    paragraph = next(one for one in context.report.paragraphs if one.order == declared.paragraph)
    return phrase_to_evidence(paragraph, declared.text, "rumus dinyatakan")


def declared_place(declared: DeclaredFormula, lang: str = "id") -> str:
    """Where the formula is declared: its page, or its line."""
    if declared.page is not None:
        return place_in_words("", declared.page, lang)
    return f"{'baris' if lang == 'id' else 'line'} {declared.line}"


def row_draft(context: Context, row: Row, *, kind: str, key: str, expected: str, reason: str, **rest: Any) -> Draft:
    """What the drafts on one row have in common: its capaian is the print in doubt, `expected` what it would be."""
    capaian = row.capaian
    name = context.names.key(capaian)
    target, realised = row.operands
    return Draft(
        rule="capaian",
        kind=kind,
        key=(name, str(capaian.year), capaian.period, key, capaian.table),
        expected=expected,
        reported=capaian.raw,
        indicator=capaian.indicator,
        table=capaian.table,
        page=capaian.page,
        suspects=(Suspect(capaian.raw, expected, reason, fact_to_evidence(capaian, "capaian")),),
        slip=f"{key}|{name}|{target}|{realised}",
        **rest,
    )


def declared_draft(context: Context, row: Row, declared: DeclaredFormula, polarity: str) -> Draft:
    """One row that another formula gives than the declared one, which the report elsewhere keeps to."""
    target, realised = row.operands
    value = formula_value(declared.name, target, realised)
    assert value is not None
    wanted = fraction_to_text(value, 2)
    capaian = row.capaian
    words, words_en = KIND_WORDS[polarity]
    return row_draft(
        context,
        row,
        kind="not_the_declared_formula",
        key="declared",
        expected=wanted,
        reason=f"rumus dinyatakan: {declared.name}",
        severity="warning",
        message=f"{capaian.indicator}: target {row.target.raw} dan realisasi {row.realisasi.raw} menurut rumus yang "
        f"dinyatakan laporan ini untuk {words}, {declared.name} ({declared_place(declared)}), memberi {wanted}%; "
        f"tercetak {capaian.raw}, hasil {row.found.formula} ({fact_place(capaian)}).",
        message_en=f"{capaian.indicator}: target {row.target.raw} and realisation {row.realisasi.raw} give {wanted}% "
        f"by the formula this report declares where {words_en}, {declared.name} ({declared_place(declared, 'en')}); "
        f"printed {capaian.raw}, which {row.found.formula} gives ({fact_place(capaian, 'en')}).",
        evidence=(*row.evidence(), formula_to_evidence(context, declared)),
        weight=50,
    )


def habit_draft(context: Context, rows: Sequence[Row], declared: DeclaredFormula, polarity: str) -> Draft:
    """No row of this polarity keeps to the declared formula: one finding on the report, with every row."""
    used = sorted({row.found.formula for row in rows})
    words, words_en = KIND_WORDS[polarity]
    told = []
    for row in rows[:4]:
        value = formula_value(declared.name, *row.operands)
        told.append(f"{row.capaian.indicator} {row.capaian.raw} (≠ {fraction_to_text(value, 2) if value else '-'})")
    more = f"; +{len(rows) - 4}" if len(rows) > 4 else ""
    first = rows[0].capaian
    facts = [row.capaian for row in rows]
    return Draft(
        rule="capaian",
        kind="declared_formula_unused",
        severity="warning",
        key=("declared", polarity, declared.name),
        message=f"Laporan menyatakan rumus {declared.name} untuk {words} ({declared_place(declared)}), tetapi "
        f"{len(rows)} capaian yang demikian dihitung dengan {' atau '.join(used)}: {'; '.join(told)}{more} "
        f"({facts_place(facts)}).",
        message_en=f"The report declares {declared.name} where {words_en} ({declared_place(declared, 'en')}), yet all "
        f"{len(rows)} such achievements come from {' or '.join(used)}: {'; '.join(told)}{more} "
        f"({facts_place(facts, 'en')}).",
        evidence=(formula_to_evidence(context, declared), *(piece for row in rows for piece in row.evidence())),
        expected=declared.name,
        reported=", ".join(used),
        indicator=first.indicator,
        table=first.table,
        page=first.page,
        weight=50,
    )


def reversed_draft(context: Context, row: Row) -> Draft:
    """A formula for less-is-better on a row of a report that divides realisasi by target nearly everywhere: a warning
    where more is known to be better, a note where nothing is known of the indicator."""
    target, realised = row.operands
    value = formula_value("R/T", target, realised)
    assert value is not None
    wanted = fraction_to_text(value, 2)
    capaian = row.capaian
    known = fact_to_polarity(capaian) == "higher"
    words = "makin tinggi makin baik, tetapi " if known else ""
    words_en = "more is better, yet " if known else ""
    return row_draft(
        context,
        row,
        kind="formula_turned_round",
        key="reversed",
        expected=wanted,
        reason="realisasi / target",
        severity="warning" if known else "note",
        message=f"{capaian.indicator}: {words}capaian {capaian.raw} dihitung {row.found.formula} dari target "
        f"{row.target.raw} dan realisasi {row.realisasi.raw}; realisasi / target, seperti baris lain laporan ini, "
        f"memberi {wanted}% ({fact_place(capaian)}).",
        message_en=f"{capaian.indicator}: {words_en}the achievement {capaian.raw} is {row.found.formula} of target "
        f"{row.target.raw} and realisation {row.realisasi.raw}; realisation / target, as in this report's other rows, "
        f"gives {wanted}% ({fact_place(capaian, 'en')}).",
        evidence=row.evidence(),
        weight=46 if known else 20,
    )


def upward_draft(context: Context, row: Row, declared: DeclaredFormula | None, *, mixed: bool) -> Draft:
    """R/T on an indicator where less is better: a warning where the report declares, or elsewhere uses, a formula that
    turns it round."""
    target, realised = row.operands
    capaian = row.capaian
    names = (declared.name,) if declared else ("(2T-R)/T", "T/R")
    values = {name: formula_value(name, target, realised) for name in names}
    told = " atau ".join(
        f"{fraction_to_text(value, 2)}% ({name})" for name, value in values.items() if value is not None
    )
    said = said_en = ""
    if declared:
        said = f" yang dinyatakan laporan ini ({declared_place(declared)})"
        said_en = f" this report declares ({declared_place(declared, 'en')})"
    return row_draft(
        context,
        row,
        kind="formula_of_other_polarity",
        key="polarity",
        expected=told,
        reason="rumus untuk makin rendah makin baik",
        severity="warning" if mixed or declared else "note",
        message=f"{capaian.indicator}: makin rendah makin baik, tetapi capaian {capaian.raw} dihitung realisasi "
        f"{row.realisasi.raw} / target {row.target.raw}; rumus sebaliknya{said} memberi {told} "
        f"({fact_place(capaian)}).",
        message_en=f"{capaian.indicator}: less is better, yet the achievement {capaian.raw} is {row.realisasi.raw} / "
        f"{row.target.raw}; the formula for less-is-better{said_en} gives {told.replace('atau', 'or')} "
        f"({fact_place(capaian, 'en')}).",
        evidence=(*row.evidence(), *((formula_to_evidence(context, declared),) if declared else ())),
        weight=48,
    )
