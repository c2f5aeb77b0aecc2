"""Pagu, realisasi, percent and remainder of one budget line."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from normalize.model import Fact
from validate.context import Context
from validate.evidence import fact_place, fact_to_evidence
from validate.frame import Card, Draft, Rule
from validate.intervals import (
    Interval,
    exact_to_fit,
    fraction_to_text,
    point,
    quantity_to_interval,
    quantity_value,
    step_decimals,
)
from validate.model import Suspect
from validate.typing_slips import SLIP_WORDS, slip_between

CARD = Card(
    id="budget",
    title="Persentase atau sisa anggaran tidak sesuai dengan pagu dan realisasi",
    title_en="Budget percent or remainder that allocation and spending do not give",
    compares="persen = realisasi / pagu, sisa = pagu - realisasi, baris demi baris; baris-baris yang pagunya tepat "
    "membentuk pagu di tempat lain: realisasinya juga",
    compares_en="percent = spending / allocation, remainder = allocation - spending, row by row; rows whose "
    "allocations make another place's to the rupiah: their spending too",
    why="Akuntabilitas keuangan adalah butir daftar periksa reviu (PermenPANRB 53/2014 lampiran III/2-2, I.6).",
    why_en="Financial accountability is an item of the review checklist (PermenPANRB 53/2014 annex III/2-2, I.6).",
    not_judged="baris tanpa pagu atau realisasi; pembulatan dan pemotongan",
    not_judged_en="rows without allocation or spending; rounding and truncation",
    examples=(
        ("12.797.147.084 | 10.188.536.406 | 82,30", "error: 79,62"),
        ("4.506.895.000 | 4.493.177.820 | 99,70", "sesuai"),
    ),
)


def rows_to_lines(context: Context) -> Iterator[dict[str, Fact]]:
    """One dict of measure -> fact for every budget line: the facts of a row with the same year and period."""
    for facts in context.rows.values():
        lines: dict[tuple[int | None, str, bool, str], list[dict[str, Fact]]] = defaultdict(list)
        for fact in facts:
            if fact.quantity is None or fact.measure not in (
                "pagu",
                "realisasi_anggaran",
                "persen_anggaran",
                "sisa_anggaran",
                "fisik",
            ):
                continue
            groups = lines[(fact.year, fact.period, fact.cumulative, "")]
            # a second pagu starts nothing new: before and after a revision share one realisasi, the later counts
            if not groups or (fact.measure in groups[-1] and fact.measure != "pagu"):
                groups.append({})
            groups[-1][fact.measure] = fact
        for groups in lines.values():
            yield from groups


def percent_interval(pagu: Fact, realisasi: Fact) -> Interval | None:
    assert pagu.quantity
    assert realisasi.quantity
    quotient = quantity_to_interval(realisasi.quantity).over(quantity_to_interval(pagu.quantity))
    return quotient.times(100) if quotient else None


def percent_draft(context: Context, line: dict[str, Fact]) -> Draft | None:
    pagu, realisasi, percent = (line.get(name) for name in ("pagu", "realisasi_anggaran", "persen_anggaran"))
    if (
        not (pagu and realisasi and percent and pagu.quantity and realisasi.quantity and percent.quantity)
        or not pagu.quantity.value
    ):
        return None
    p, r, c = (quantity_value(one.quantity) for one in (pagu, realisasi, percent) if one.quantity)
    exact = r / p * 100
    if exact_to_fit(exact, percent.quantity, percent_interval(pagu, realisasi)) != "no":
        return None
    if percent.quantity.unit != "%" and c <= 1 and exact_to_fit(exact / 100, percent.quantity) != "no":
        return None
    # the column may hold the remainder in percent
    header = context.views[percent.table_index].header(percent.col - 1)
    if re.search(r"sisa|efisien|tidak\s+ter", header, re.I) and exact_to_fit(100 - exact, percent.quantity) != "no":
        return None
    wanted = fraction_to_text(exact, max(2, step_decimals(percent.quantity)))
    suspects = []
    for role, fact, value in (
        ("persen", percent, exact),
        ("realisasi", realisasi, c * p / 100),
        ("pagu", pagu, r * 100 / c if c else Fraction(0)),
    ):
        would_be = fraction_to_text(value, 2 if role == "persen" else 0)
        slip = slip_between(fact.raw, would_be) if role == "persen" else ""
        reason = SLIP_WORDS[slip][0] if slip else "mengikuti dua sel lainnya"
        suspects.append(Suspect(fact.raw, would_be, reason, fact_to_evidence(fact, role)))
    evidence = [
        fact_to_evidence(pagu, "pagu"),
        fact_to_evidence(realisasi, "realisasi"),
        fact_to_evidence(percent, "persen"),
    ]
    name = context.names.key(percent)
    return Draft(
        rule="budget",
        kind="wrong_percent",
        severity="error",
        key=(name, str(percent.year), percent.period, percent.table),
        message=f"{percent.indicator}: realisasi {realisasi.raw} dari pagu {pagu.raw} adalah {wanted}%, tercetak "
        f"{percent.raw} ({fact_place(percent)}).",
        message_en=f"{percent.indicator}: {realisasi.raw} spent of {pagu.raw} is {wanted}%, printed {percent.raw} "
        f"({fact_place(percent, 'en')}).",
        evidence=tuple(evidence),
        expected=wanted,
        reported=percent.raw,
        indicator=percent.indicator,
        table=percent.table,
        page=percent.page,
        suspects=tuple(suspects),
        weight=72,
        slip=f"budget|{p}|{r}|{c}",
    )


def remainder_draft(context: Context, line: dict[str, Fact]) -> Draft | None:
    pagu, realisasi, rest = (line.get(name) for name in ("pagu", "realisasi_anggaran", "sisa_anggaran"))
    if not (pagu and realisasi and rest and pagu.quantity and realisasi.quantity and rest.quantity):
        return None
    if "%" in rest.quantity.unit or "%" in rest.unit:
        return None
    p, r, s = (quantity_value(one.quantity) for one in (pagu, realisasi, rest) if one.quantity)
    slack = quantity_to_interval(pagu.quantity) - quantity_to_interval(realisasi.quantity)
    if (
        slack.meets(quantity_to_interval(rest.quantity))
        or point(p - r).meets(quantity_to_interval(rest.quantity))
        or s == r - p
    ):
        return None
    if s <= 100 and p > 100_000:
        return None
    wanted = fraction_to_text(p - r, step_decimals(rest.quantity))
    suspects = tuple(
        Suspect(
            fact.raw,
            fraction_to_text(value, step_decimals(rest.quantity)),
            SLIP_WORDS.get(slip_between(fact.raw, fraction_to_text(value, 0)), ("mengikuti dua sel lainnya", ""))[0],
            fact_to_evidence(fact, role),
        )
        for role, fact, value in (("sisa", rest, p - r), ("realisasi", realisasi, p - s), ("pagu", pagu, r + s))
    )
    return Draft(
        rule="budget",
        kind="wrong_remainder",
        severity="error",
        key=(context.names.key(rest), str(rest.year), "sisa", rest.table),
        message=f"{rest.indicator}: pagu {pagu.raw} dikurangi realisasi {realisasi.raw} adalah {wanted}, sisa "
        f"tercetak {rest.raw} ({fact_place(rest)}).",
        message_en=f"{rest.indicator}: {pagu.raw} less {realisasi.raw} is {wanted}, the remainder is printed "
        f"{rest.raw} ({fact_place(rest, 'en')}).",
        evidence=(
            fact_to_evidence(pagu, "pagu"),
            fact_to_evidence(realisasi, "realisasi"),
            fact_to_evidence(rest, "sisa"),
        ),
        expected=wanted,
        reported=rest.raw,
        indicator=rest.indicator,
        table=rest.table,
        page=rest.page,
        suspects=suspects,
        weight=72,
        slip=f"sisa|{p}|{r}|{s}",
    )


def judge(context: Context) -> Iterator[Draft]:
    """Drafts for percents and remainders that the line's own pagu and realisasi do not give."""
    wrong: dict[tuple[int, int], list[Draft]] = defaultdict(list)
    judged: Counter[tuple[int, int]] = Counter()
    for line in rows_to_lines(context):
        percent = line.get("persen_anggaran")
        if percent is not None and {"pagu", "realisasi_anggaran"} <= line.keys():
            column = (percent.table_index, percent.col)
            judged[column] += 1
            draft = percent_draft(context, line)
            if draft:
                wrong[column].append(draft)
        rest = remainder_draft(context, line)
        if rest:
            yield rest
    for column, drafts in wrong.items():
        if len(drafts) >= 4 and len(drafts) * 2 > judged[column]:
            # most of the column is no percent of spending: a share of the whole, or read from another column
            drafts = [replace(one, severity="note", kind="other_percent") for one in drafts]
        yield from drafts


RULE = Rule(CARD, judge)
