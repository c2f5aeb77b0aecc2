"""Budget sentences against tables and other sentences: one pagu with two realisasi, rows that do not make the told
whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from normalize.model import Claim, Fact, Quantity
from validate.context import Context
from validate.evidence import fact_to_evidence, facts_place
from validate.frame import Draft
from validate.intervals import exact_to_fit, fraction_to_text, quantity_value, same_figure
from validate.model import Evidence, Severity, Suspect
from validate.names import fold
from validate.prose import (
    claim_to_evidence,
    mention_to_evidence,
    roles_of,
    told,
)
from validate.rules.budget import rows_to_lines
from validate.typing_slips import SLIP_WORDS, slip_between


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A pagu with its realisasi and percent, as told by a sentence or a table row."""

    pagu: Quantity | None
    spent: Quantity | None
    percent: Quantity | None
    evidence: tuple[Evidence, ...]
    where: str
    physical: Quantity | None = None
    claim: Claim | None = None


def claim_lines(context: Context) -> list[BudgetLine]:
    lines = []
    for claim in context.claims:
        if claim.kind != "budget":
            continue
        roles = roles_of(claim)
        pagu, spent, percent = (roles.get(role) for role in ("pagu", "realisasi_anggaran", "persen_anggaran"))
        if sum(one is not None for one in (pagu, spent, percent)) < 2:
            continue
        evidence = tuple(
            mention_to_evidence(context, claim, m, m.role) for m in (pagu, spent, percent, roles.get("fisik")) if m
        )
        lines.append(
            BudgetLine(
                pagu.quantity if pagu else None,
                spent.quantity if spent else None,
                percent.quantity if percent else None,
                evidence,
                "uraian",
                roles["fisik"].quantity if "fisik" in roles else None,
                claim,
            )
        )
    return lines


def table_lines(context: Context) -> list[BudgetLine]:
    lines = []
    for line in rows_to_lines(context):
        pagu, spent, percent = (line.get(name) for name in ("pagu", "realisasi_anggaran", "persen_anggaran"))
        if pagu is None and spent is None:
            continue
        rest, physical = line.get("sisa_anggaran"), line.get("fisik")
        evidence = tuple(fact_to_evidence(f, f.measure) for f in (pagu, spent, percent, rest, physical) if f)
        where = facts_place([f for f in (pagu, spent) if f], limit=1)
        lines.append(
            BudgetLine(
                pagu.quantity if pagu else None,
                spent.quantity if spent else None,
                percent.quantity if percent else None,
                evidence,
                where,
                physical.quantity if physical else None,
            )
        )
    return lines


def budget_drafts(context: Context) -> Iterator[Draft]:
    """Sentences whose pagu stands elsewhere with another realisasi or percent, or whose realisasi stands with
    another pagu."""
    told_lines = claim_lines(context)
    printed = table_lines(context)
    pool = [*told_lines, *printed]
    seen: set[str] = set()
    for line in told_lines:
        assert line.claim is not None
        if not (line.pagu and is_large(line.pagu)) and not (line.spent and is_large(line.spent)):
            continue
        for other in pool:
            if other is line or (other.claim is not None and other.claim.paragraph == line.claim.paragraph):
                continue
            if other_period(line, other):
                continue
            kind = lines_conflict(line, other)
            if not kind:
                continue
            raws = sorted(e.raw for e in (*line.evidence, *other.evidence))
            mark = f"budget told|{kind}|{'|'.join(raws)}"
            if mark in seen or (kind != "physical" and settled(line, other, kind, pool)):
                continue
            seen.add(mark)
            yield budget_line_draft(context, line, other, kind, mark)
            break


PERIOD_WORDS = re.compile(
    r"\b(?:tri\s?wulan|semester|s\.?\s?d\.?\s+bulan|per\s+\d{1,2}\s+\w+|sampai dengan bulan)\b", re.I
)


def other_period(line: BudgetLine, other: BudgetLine) -> bool:
    """True where one of the two is told of a part of the year, or of another year."""
    for one in (line, other):
        if one.claim is not None and (one.claim.period != "Y" or PERIOD_WORDS.search(one.claim.text)):
            return True
    return line.claim is not None and other.claim is not None and line.claim.year != other.claim.year


def settled(line: BudgetLine, other: BudgetLine, kind: str, pool: Sequence[BudgetLine]) -> bool:
    """True where another table row agrees with the sentence in full: then `other` is another line of the same size."""
    return any(
        one is not line
        and one is not other
        and one.claim is None
        and one.pagu
        and line.pagu
        and one.spent
        and line.spent
        and one.pagu.value == line.pagu.value
        and one.spent.value == line.spent.value
        for one in pool
    )


def is_large(quantity: Quantity) -> bool:
    return abs(quantity.value) >= 1_000_000


def lines_conflict(line: BudgetLine, other: BudgetLine) -> str:
    """'spent', 'physical', 'percent' or 'pagu': which figure of two lines that are one disagrees; '' where none
    does."""
    if (
        line.pagu
        and other.pagu
        and is_large(line.pagu)
        and line.pagu.value == other.pagu.value
        and round_trip(line.pagu)
    ):
        if line.spent and other.spent and is_large(other.spent) and not same_figure(line.spent, other.spent):
            return "spent"
        if (
            line.spent
            and other.spent
            and line.physical
            and other.physical
            and line.claim is not None
            and other.claim is None
            and not same_figure(line.physical, other.physical)
            and abs(line.physical.value - other.physical.value) > max(line.physical.step, other.physical.step)
        ):
            return "physical"
        if (
            line.percent
            and other.percent
            and other.spent
            and not line.spent
            and not same_figure(line.percent, other.percent)
        ):
            return "percent"
    if (
        line.spent
        and other.spent
        and line.pagu
        and other.pagu
        and line.spent.value == other.spent.value
        and is_large(line.spent)
        and round_trip(line.spent)
    ) and not same_figure(line.pagu, other.pagu):
        return "pagu"
    return ""


def round_trip(quantity: Quantity) -> bool:
    """An amount so particular that two lines with it are one: at least five leading digits that are not noughts."""
    return len(str(abs(int(quantity.value))).rstrip("0")) >= 5


def budget_line_draft(context: Context, line: BudgetLine, other: BudgetLine, kind: str, mark: str) -> Draft:
    assert line.claim is not None
    words = {
        "spent": ("realisasi anggaran", "spending"),
        "pagu": ("pagu", "allocation"),
        "percent": ("persentase anggaran", "budget percent"),
        "physical": ("realisasi fisik", "physical progress"),
    }[kind]
    pick = {
        "spent": (line.spent, other.spent),
        "pagu": (line.pagu, other.pagu),
        "percent": (line.percent, other.percent),
        "physical": (line.physical, other.physical),
    }[kind]
    assert pick[0] is not None
    assert pick[1] is not None
    slip = slip_between(pick[0].raw, pick[1].raw)
    severity: Severity = "error" if slip else "warning"
    extra = f" ({SLIP_WORDS[slip][0]})" if slip else ""
    where = other.where
    return Draft(
        rule="prose_vs_table",
        kind=f"budget_{kind}_differs",
        severity=severity,
        key=("budget", kind, fold(line.claim.text)[:60]),
        message=f"Uraian menyebut {words[0]} {pick[0].raw}, {where} {pick[1].raw}{extra}: “{told(line.claim.text)}”",
        message_en=f"The prose gives the {words[1]} as {pick[0].raw}, {where.replace('Tabel', 'table')} as "
        f"{pick[1].raw}: “{told(line.claim.text)}”",
        evidence=(*line.evidence, *other.evidence, claim_to_evidence(context, line.claim, pick[0].raw, words[0])),
        expected=pick[1].raw,
        reported=pick[0].raw,
        indicator=line.claim.indicator,
        page=line.claim.page,
        suspects=(
            Suspect(pick[0].raw, pick[1].raw, where, line.evidence[0]),
            Suspect(pick[1].raw, pick[0].raw, "uraian", other.evidence[0]),
        ),
        weight=62,
        slip=percent_slip(line.claim) or mark,
    )


def percent_slip(claim: Claim) -> str:
    """The mark that the sentence's own wrong percent has: the same slip, seen from the table. '' where the sentence's
    figures agree with each other."""
    roles = roles_of(claim)
    pagu, spent, percent = (roles.get(role) for role in ("pagu", "realisasi_anggaran", "persen_anggaran"))
    if pagu is None or spent is None or percent is None or not pagu.quantity.value:
        return ""
    share = quantity_value(spent.quantity) / quantity_value(pagu.quantity) * 100
    if exact_to_fit(share, percent.quantity) != "no":
        return ""
    return f"prose|wrong_budget_percent|{'|'.join(sorted(one.raw for one in (spent, pagu, percent)))}"


def sums_against_claims(context: Context) -> Iterator[Draft]:
    """A table whose pagu add up to the pagu a sentence tells, while its realisasi do not add up to the sentence's."""
    by_table: dict[int, list[dict[str, Fact]]] = {}
    for line in rows_to_lines(context):
        pagu, spent = line.get("pagu"), line.get("realisasi_anggaran")
        if pagu and spent and pagu.row_kind != "total" and not context.views[pagu.table_index].is_total(pagu.row - 1):
            by_table.setdefault(pagu.table_index, []).append(line)
    told_lines = [
        line
        for line in (*claim_lines(context), *table_lines(context))
        if line.pagu and line.spent and is_large(line.pagu)
    ]
    done: set[tuple[int, str]] = set()
    for index, lines in by_table.items():
        unique: dict[tuple[Fraction, Fraction], dict[str, Fact]] = {}
        for line in lines:
            allotted, used = line["pagu"].quantity, line["realisasi_anggaran"].quantity
            assert allotted
            assert used
            unique.setdefault((quantity_value(allotted), quantity_value(used)), line)
        repeated = len(unique) < len(lines)
        if len(unique) < 2:
            continue
        pagu_sum = sum((key[0] for key in unique), Fraction(0))
        spent_sum = sum((key[1] for key in unique), Fraction(0))
        for told_line in told_lines:
            assert told_line.pagu
            assert told_line.spent
            if quantity_value(told_line.pagu) != pagu_sum or any(
                one.table_index == index for one in told_line.evidence
            ):
                continue
            if repeated and told_line.claim and (index, "repeat") not in done:
                done.add((index, "repeat"))
                yield repeated_draft(context, index, lines, told_line, pagu_sum)
            if exact_to_fit(spent_sum, told_line.spent) != "no" or (index, told_line.spent.raw) in done:
                continue
            done.add((index, told_line.spent.raw))
            view = context.views[index]
            facts = [line["realisasi_anggaran"] for line in unique.values()]
            total = fraction_to_text(spent_sum, 0)
            yield Draft(
                rule="budget",
                kind="parts_not_whole",
                severity="error",
                key=("sum", view.mark, told_line.spent.raw),
                message=(
                    f"{view.name}: pagu barisnya berjumlah {told_line.pagu.raw} seperti dalam {told_line.where}, "
                    "tetapi "
                    f"realisasinya berjumlah {total}, sedangkan {told_line.where} menyebut {told_line.spent.raw}."
                ),
                message_en=(
                    f"{view.name}: its allocations add up to {told_line.pagu.raw} as in {told_line.where}, but its "
                    "spending "
                    f"adds up to {total}, while {told_line.where} says {told_line.spent.raw}."
                ),
                evidence=(
                    *(fact_to_evidence(f, "realisasi") for f in facts),
                    *(fact_to_evidence(line["pagu"], "pagu") for line in unique.values()),
                    *told_line.evidence,
                ),
                expected=total,
                reported=told_line.spent.raw,
                table=view.mark,
                page=(told_line.claim and told_line.claim.page) or (view.table.pages[0] if view.table.pages else None),
                suspects=(Suspect(told_line.spent.raw, total, "jumlah barisnya", told_line.evidence[0]),),
                weight=70,
            )


def repeated_draft(
    context: Context, index: int, lines: Sequence[dict[str, Fact]], told_line: BudgetLine, pagu_sum: Fraction
) -> Draft:
    view = context.views[index]
    counted: dict[tuple[str, str], list[dict[str, Fact]]] = {}
    for line in lines:
        counted.setdefault((line["pagu"].raw, line["realisasi_anggaran"].raw), []).append(line)
    twice = [group for group in counted.values() if len(group) > 1]
    facts = [fact for group in twice for line in group for fact in (line["pagu"], line["realisasi_anggaran"])]
    assert told_line.pagu
    assert told_line.claim
    all_sum = fraction_to_text(
        sum((quantity_value(line["pagu"].quantity) for line in lines if line["pagu"].quantity), Fraction(0)), 0
    )
    amounts = " / ".join(dict.fromkeys(fact.raw for fact in facts))
    return Draft(
        rule="total",
        kind="counted_twice",
        severity="warning",
        key=("twice", view.mark, amounts),
        message=f"{view.name}: anggaran {amounts} tercetak pada {len(twice[0])} baris; pagunya berjumlah {all_sum}, "
        f"bukan {told_line.pagu.raw}, kecuali dihitung sekali.",
        message_en=f"{view.name}: the budget {amounts} stands on {len(twice[0])} rows; the allocations add up to "
        f"{all_sum}, not {told_line.pagu.raw}, unless counted once.",
        evidence=(*(fact_to_evidence(f, f.measure) for f in facts), *told_line.evidence),
        expected=told_line.pagu.raw,
        reported=all_sum,
        table=view.mark,
        page=facts[0].page,
        weight=50,
    )
