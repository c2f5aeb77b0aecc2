"""Figures told in prose against the same figures in tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from rapidfuzz import fuzz

from normalize.model import Claim, Fact, Mention, Quantity
from normalize.numbers import read_quantity
from validate.comparing import unit_class
from validate.context import Context, Sentence
from validate.evidence import fact_place, fact_to_evidence, facts_place, sentence_to_evidence
from validate.frame import Card, Draft, Rule
from validate.intervals import exact_to_fit, fraction_to_text, quantity_value, same_figure
from validate.model import Evidence, Severity, Suspect
from validate.names import digits_of, fold, name_to_form
from validate.prose import (
    claim_slip,
    claim_to_evidence,
    facts_of_claim,
    is_money,
    is_percent,
    mention_to_evidence,
    number_of,
    paragraphs_by_order,
    roles_of,
    sentence_quantities,
    told,
)
from validate.rules.budget import rows_to_lines
from validate.scopes import table_scopes
from validate.typing_slips import SLIP_WORDS, slip_between

CARD = Card(
    id="prose_vs_table",
    title="Angka dalam uraian berbeda dengan tabel",
    title_en="Figures in prose that differ from the tables",
    compares="target, realisasi dan capaian yang disebut dalam uraian dengan tabel untuk indikator, tahun dan dasar "
    "yang sama; pagu dan realisasi anggaran yang disebut dengan tabel dan uraian lain",
    compares_en="targets, realisations and achievements told in prose with the tables' for the same indicator, year "
    "and basis; budgets with tables and other sentences",
    why="Uraian harus menjelaskan angka yang dilaporkan, bukan angka lain (PermenPANRB 53/2014 lampiran II, evaluasi "
    "dan analisis).",
    why_en="The analysis must speak of the reported figures (PermenPANRB 53/2014 annex II, evaluation and analysis).",
    not_judged="kalimat yang indikatornya tidak pasti, satuan yang berbeda, angka tahun lain, pembulatan",
    not_judged_en="sentences whose indicator is uncertain, other units, other years, rounding",
    examples=(
        ("Realisasi 80,67 (uraian), 80,76 (semua tabel)", "error: dua angka tertukar"),
        ("POK 34.209 (uraian), 19.000 (Tabel POK)", "warning"),
    ),
)

#: words that say which plan a target is from, with the bases that answer to them
BASIS_CUES = (
    (re.compile(r"\bPOK\b|petunjuk operasional kegiatan", re.I), ("pok", "pk_revisi"), "POK"),
    (
        re.compile(
            r"\breviu\b|\brevisi\b|perubahan target|penyesuaian (?:angka |target |anggaran)|perjanjian kinerja "
            r"perubahan",
            re.I,
        ),
        ("pk_revisi", "pok"),
        "revisi",
    ),
    (re.compile(r"\brenstra\b|rencana strategis|\bRPJMD\b", re.I), ("renstra",), "Renstra"),
    (re.compile(r"\bRKT\b|rencana kinerja tahunan", re.I), ("rkt",), "RKT"),
    (re.compile(r"perjanjian kinerja|penetapan kinerja|\bPK\b", re.I), ("pk",), "Perjanjian Kinerja"),
)
CAPTION_WORDS = {
    "renstra": re.compile(r"renstra|rencana strategis", re.I),
    "pok": re.compile(r"\bPOK\b", re.I),
    "rkt": re.compile(r"\bRKT\b|rencana kinerja tahunan", re.I),
}
OTHER_YEARS = re.compile(
    r"\b(?:tahun (?:lalu|sebelumnya|berikutnya|mendatang|depan)|triwulan|semester|bulan|kumulatif)\b", re.I
)


def figure_candidates(facts: Sequence[Fact], measure: str, claim: Claim) -> list[Fact]:
    """Whole-year facts of the measure for the claim's year (and those of the plan's end, for targets)."""
    return [
        fact
        for fact in facts
        if fact.measure == measure
        and fact.quantity is not None
        and fact.period == claim.period
        and (fact.year == claim.year or (measure == "target" and fact.basis == "renstra"))
    ]


def units_meet(mention: Mention, fact: Fact) -> bool:
    """True unless the two are certainly of different units."""
    assert fact.quantity is not None
    left = "%" if is_percent(mention.quantity) else "rp" if is_money(mention.quantity) else ""
    right = unit_class(fact)
    if "%" in (left, right):
        if left == right:
            return True
        # a bare index may carry a percent sign in one place and none in the other
        percent_name = re.match(r"\W*(?:persentase|prosentase|%)", fact.indicator, re.I)
        return (left == "%" and right == "" and (fact.quantity.step < 1 or percent_name is not None)) or (
            right == "%" and left == "" and mention.quantity.step < 1 and not mention.noun
        )
    return left == right or (left == "" and right != "rp")


def counted_otherwise(mention: Mention, fact: Fact) -> bool:
    """True where the mention counts another thing than the indicator does (27 Kab/Kota beside a target in people)."""
    unit, noun = unit_class(fact), fold(mention.noun).split(" ")[0] if mention.noun else ""
    return bool(noun and unit and unit != "%" and noun != unit and noun[:4] != unit[:4])


def told_elsewhere(context: Context, claim: Claim, facts: Sequence[Fact]) -> list[Evidence]:
    """Places near the sentence that tell the tables' figure in prose."""
    values = {fact.quantity.value for fact in facts if fact.quantity}
    found: list[Evidence] = []
    for other in context.claims:
        if other is claim or abs(other.paragraph - claim.paragraph) > 12 or other.text == claim.text:
            continue
        for mention in other.mentions:
            if (
                mention.quantity.value in values
                and mention.quantity.step < 1
                and mention.raw in other.text
                and len(found) < 2
            ):
                found.append(mention_to_evidence(context, other, mention, "di tempat lain"))
    return found


def mention_draft(context: Context, claim: Claim, mention: Mention, facts: Sequence[Fact]) -> Draft | None:
    """The finding for a realisasi or capaian told otherwise than every table tells it."""
    candidates = [fact for fact in figure_candidates(facts, mention.role, claim) if units_meet(mention, fact)]
    if not candidates or any(fact.quantity and same_figure(fact.quantity, mention.quantity) for fact in candidates):
        return None
    # the sentence may speak of another figure of the indicator: another year, another measure, a rounded one
    for fact in facts:
        if (
            fact.quantity is not None
            and fact.quantity.value == mention.quantity.value
            and (fact.year != claim.year or fact.measure != mention.role)
        ):
            return None
    for fact in candidates:
        assert fact.quantity is not None
        if exact_to_fit(quantity_value(fact.quantity), mention.quantity) != "no":
            return None
    first = candidates[0]
    assert first.quantity is not None
    slip = next((found for fact in candidates if (found := slip_between(mention.raw, fact.raw))), "")
    if counted_otherwise(mention, first) and not slip:
        return None
    sibling = {m.role: m for m in claim.mentions if m is not mention}
    anchored = any(
        other.quantity and sibling.get(role) and same_figure(other.quantity, sibling[role].quantity)
        for role in ("target", "realisasi", "capaian")
        if role != mention.role
        for other in figure_candidates(facts, role, claim)
    )
    near = abs(number_of(mention) - quantity_value(first.quantity)) * 10 <= abs(quantity_value(first.quantity))
    if not slip and not anchored and not near:
        return None
    if OTHER_YEARS.search(claim.text) and not slip and not anchored:
        return None
    severity: Severity = "error" if slip and anchored else "warning"
    values = list(dict.fromkeys(fact.raw for fact in candidates))
    extra = f" ({SLIP_WORDS[slip][0]})" if slip else ""
    extra_en = f" ({SLIP_WORDS[slip][1]})" if slip else ""
    evidence = [mention_to_evidence(context, claim, mention, f"{mention.role} dalam uraian")]
    evidence += [mention_to_evidence(context, claim, other) for other in claim.mentions if other is not mention][:4]
    evidence += told_elsewhere(context, claim, candidates)
    shown: set[tuple[str, str]] = set()
    for fact in candidates:
        if (fact.raw, fact.table) not in shown and len(shown) < 8:
            shown.add((fact.raw, fact.table))
            evidence.append(fact_to_evidence(fact, f"{fact.measure} dalam tabel"))
    return Draft(
        rule="prose_vs_table",
        kind=f"{mention.role}_differs",
        severity=severity,
        key=(context.names.key(first), str(claim.year), mention.role, fold(claim.text)[:50]),
        message=f"{first.indicator}: uraian menyebut {mention.role} {mention.raw}, tabel mencetak "
        f"{' / '.join(values[:3])} ({facts_place(candidates)}){extra}: “{told(claim.text)}”",
        message_en=f"{first.indicator}: the prose gives {mention.role} {mention.raw}, the tables print "
        f"{' / '.join(values[:3])} ({facts_place(candidates, 'en')}){extra_en}: “{told(claim.text)}”",
        evidence=tuple(evidence),
        expected=values[0],
        reported=mention.raw,
        indicator=first.indicator,
        page=claim.page,
        suspects=(
            Suspect(
                mention.raw, values[0], f"{len(candidates)} cetakan tabel", mention_to_evidence(context, claim, mention)
            ),
            Suspect(values[0], mention.raw, "menurut uraian", fact_to_evidence(first, first.measure)),
        ),
        weight=58,
        slip=claim_slip(claim),
    )


def clause_of(claim: Claim, mention: Mention) -> str:
    """The part of the sentence that leads to the mention, back to the last figure or comma."""
    at = claim.text.find(mention.raw)
    before = claim.text[:at] if at >= 0 else claim.text
    return re.split(r"[;]|,\s(?=(?:namun|sedangkan|dan|adapun)\b)", before)[-1]


def target_draft(context: Context, claim: Claim, mention: Mention, facts: Sequence[Fact]) -> Draft | None:
    """The finding for a target told otherwise than the plan it names, or than every table."""
    scopes = table_scopes(context)
    targets = [
        f
        for f in facts
        if f.measure == "target"
        and f.quantity is not None
        and f.period == "Y"
        and not scopes.get(f.table_index)
        and units_meet(mention, f)
    ]
    own = [f for f in targets if f.year == claim.year]
    if not own:
        return None
    first = own[0]
    clause = clause_of(claim, mention)
    basis = next(((bases, word) for pattern, bases, word in BASIS_CUES if pattern.search(clause)), None)
    slip = next(
        (
            found
            for f in own
            if not (f.quantity and same_figure(f.quantity, mention.quantity))
            and (found := slip_between(mention.raw, f.raw))
        ),
        "",
    )
    if (
        counted_otherwise(mention, first)
        and not (basis and basis[1] in ("POK", "revisi"))
        and slip not in ("swapped", "digit")
    ):
        return None
    if basis is not None:
        named = named_targets(context, own if basis[1] != "Renstra" else targets, basis[0])
        if basis[1] == "Renstra":
            named = [f for f in named if f.year == claim.year] or named
        if named and not any(f.quantity and same_figure(f.quantity, mention.quantity) for f in named):
            return chain_draft(context, claim, mention, named, own, basis[1])
        if named:
            return None
    if any(f.quantity and same_figure(f.quantity, mention.quantity) for f in targets):
        return None
    if any(f.quantity and f.quantity.value == mention.quantity.value for f in facts):
        return None
    others = [q for q in sentence_quantities(context, claim) if q.raw != mention.raw]
    told_right = any(f.quantity and same_figure(f.quantity, q) for f in own for q in others)
    if OTHER_YEARS.search(claim.text) and slip not in ("swapped", "digit"):
        return None
    if told_right and slip not in ("swapped", "digit"):
        return None
    if not slip and not anchored_by_others(claim, mention, facts):
        return None
    return replace(chain_draft(context, claim, mention, own, own, ""), rule="prose_vs_table", kind="target_differs")


def anchored_by_others(claim: Claim, mention: Mention, facts: Sequence[Fact]) -> bool:
    """True where the sentence's realisasi or capaian is the tables': so it speaks of this indicator and year."""
    return any(
        m.role == f.measure
        and m is not mention
        and f.quantity
        and f.year == claim.year
        and same_figure(f.quantity, m.quantity)
        for m in claim.mentions
        for f in facts
        if f.measure in ("realisasi", "capaian")
    )


def named_targets(context: Context, targets: Sequence[Fact], bases: Sequence[str]) -> list[Fact]:
    """Targets of the named plan: by basis, or by the caption of their table."""
    found = [f for f in targets if f.basis in bases]
    for base in bases:
        pattern = CAPTION_WORDS.get(base)
        if pattern:
            found += [
                f
                for f in targets
                if f not in found
                and pattern.search(context.views[f.table_index].table.caption)
                and not (base == "renstra" and f.basis in ("pok", "pk_revisi"))
            ]
    return found


def chain_draft(
    context: Context, claim: Claim, mention: Mention, named: Sequence[Fact], own: Sequence[Fact], word: str
) -> Draft:
    first = named[0]
    values = list(dict.fromkeys(f.raw for f in named))
    slip = next((s for f in named if (s := slip_between(mention.raw, f.raw))), "")
    extra = f" ({SLIP_WORDS[slip][0]})" if slip else ""
    plan = f" {word}" if word else ""
    evidence = [mention_to_evidence(context, claim, mention, f"target{plan} dalam uraian")]
    evidence += [mention_to_evidence(context, claim, m) for m in claim.mentions if m is not mention][:3]
    shown: set[str] = set()
    for fact in [*named, *own]:
        if f"{fact.raw}{fact.table}" not in shown and len(shown) < 8:
            shown.add(f"{fact.raw}{fact.table}")
            evidence.append(fact_to_evidence(fact, "target dalam tabel"))
    return Draft(
        rule="plan_chain",
        kind="told_target_differs",
        severity="warning",
        key=(context.names.key(first), str(claim.year), "target", word, fold(claim.text)[:50]),
        message=f"{first.indicator}: uraian menyebut target{plan} {mention.raw}, tabel mencetak "
        f"{' / '.join(values[:3])} ({facts_place(named)}){extra}: “{told(claim.text)}”",
        message_en=f"{first.indicator}: the prose gives the target{plan} as {mention.raw}, the tables print "
        f"{' / '.join(values[:3])} ({facts_place(named, 'en')}): “{told(claim.text)}”",
        evidence=tuple(evidence),
        expected=values[0],
        reported=mention.raw,
        indicator=first.indicator,
        page=claim.page,
        suspects=(
            Suspect(
                mention.raw, values[0], f"{len(named)} cetakan tabel", mention_to_evidence(context, claim, mention)
            ),
        ),
        weight=56,
        slip=f"told target|{context.names.key(first)}|{mention.raw}|{word}",
    )


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A pagu with its realisasi and percent, as told by a sentence or a table row."""

    pagu: Quantity | None
    spent: Quantity | None
    percent: Quantity | None
    evidence: tuple[Evidence, ...]
    where: str
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
        evidence = tuple(mention_to_evidence(context, claim, m, m.role) for m in (pagu, spent, percent) if m)
        lines.append(
            BudgetLine(
                pagu.quantity if pagu else None,
                spent.quantity if spent else None,
                percent.quantity if percent else None,
                evidence,
                "uraian",
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
        evidence = tuple(fact_to_evidence(f, f.measure) for f in (pagu, spent, percent) if f)
        where = facts_place([f for f in (pagu, spent) if f], limit=1)
        lines.append(
            BudgetLine(
                pagu.quantity if pagu else None,
                spent.quantity if spent else None,
                percent.quantity if percent else None,
                evidence,
                where,
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
            kind = lines_conflict(line, other)
            if not kind:
                continue
            raws = sorted(e.raw for e in (*line.evidence, *other.evidence))
            mark = f"budget told|{kind}|{'|'.join(raws)}"
            if mark in seen or settled(line, other, kind, pool):
                continue
            seen.add(mark)
            yield budget_line_draft(context, line, other, kind, mark)
            break


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
    """'spent', 'pagu' or 'percent': which figure of two lines that are one disagrees; '' where none does."""
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
    }[kind]
    pick = {
        "spent": (line.spent, other.spent),
        "pagu": (line.pagu, other.pagu),
        "percent": (line.percent, other.percent),
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
        slip=mark,
    )


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
            if quantity_value(told_line.spent) == spent_sum or (index, told_line.spent.raw) in done:
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


def crowded(context: Context, claim: Claim) -> bool:
    """True where the sentence tells achievements of several indicators."""
    if claim.kind != "achievement":
        return False
    same = [
        m
        for c in context.claims
        if c.paragraph == claim.paragraph and c.text == claim.text and c.kind == "achievement"
        for m in c.mentions
        if m.role in ("capaian", "realisasi")
    ]
    return len({m.raw for m in same}) >= 4


TOLD_ACHIEVEMENT = re.compile(
    r"(?:capaian|tercapai|mencapai|sebesar)\s+(?:kinerja\s+)?(?:sebesar\s+)?(?P<figure>\d[\d.,]*\d|"
    r"\d)\s*(?P<percent>%?)",
    re.I,
)


def listed_achievements(context: Context) -> Iterator[Draft]:
    """ "A dengan capaian x %, B dengan capaian y %": each figure against the capaian of the indicator named before
    it."""
    groups: dict[str, list[Fact]] = {}
    for fact in context.facts:
        if (
            fact.measure == "capaian"
            and fact.quantity is not None
            and fact.year == context.year
            and fact.row_kind == "indicator"
            and fact.period == "Y"
        ):
            groups.setdefault(context.names.key(fact), []).append(fact)
    if not groups:
        return
    for sentence in context.sentences:
        figures = list(TOLD_ACHIEVEMENT.finditer(sentence.text))
        if len(figures) < 3:
            continue
        start = 0
        for figure in figures:
            segment = name_to_form(re.sub(r"^.*\b(?:yaitu|adalah|:)\s", "", sentence.text[start : figure.start()]))
            start = figure.end()
            segment = re.sub(r"\b(?:dengan|dan|serta|yang)\s*$", "", segment).strip()
            scored = sorted(
                (
                    (fuzz.ratio(segment, name), fuzz.partial_ratio(segment, name), name)
                    for name in groups
                    if digits_of(name) == digits_of(segment) or not digits_of(segment)
                ),
                reverse=True,
            )
            if not scored or len(segment) < 12:
                continue
            whole, part, name = scored[0]
            second = scored[1][1] if len(scored) > 1 else 0
            if whole < 85 and not (part >= 92 and len(segment) >= 20 and second < 85):
                continue
            quantity = read_quantity(figure["figure"].rstrip(".,"))
            facts = groups[name]
            if quantity is None or any(f.quantity and same_figure(f.quantity, quantity) for f in facts):
                continue
            first = facts[0]
            raw = figure["figure"].rstrip(".,") + (figure["percent"] or "")
            values = list(dict.fromkeys(f.raw for f in facts))
            phrase = figure.group(0).strip().rstrip(".,")
            yield Draft(
                rule="prose_vs_table",
                kind="capaian_differs",
                severity="warning",
                key=(name, str(first.year), "capaian", fold(sentence.text)[:50], raw),
                message=f"{first.indicator}: uraian menyebut capaian {raw}, tabel mencetak {' / '.join(values[:3])} "
                f"({facts_place(facts)}).",
                message_en=f"{first.indicator}: the prose gives the achievement {raw}, the tables print "
                f"{' / '.join(values[:3])} ({facts_place(facts, 'en')}).",
                evidence=(
                    sentence_to_evidence(sentence, phrase, "capaian dalam uraian"),
                    sentence_to_evidence(sentence, figure["figure"].rstrip(".,"), "capaian dalam uraian"),
                    *(fact_to_evidence(f, "capaian dalam tabel") for f in facts[:6]),
                ),
                expected=values[0],
                reported=raw,
                indicator=first.indicator,
                page=sentence.paragraph.page,
                suspects=(
                    Suspect(
                        raw, values[0], f"{len(facts)} cetakan tabel", sentence_to_evidence(sentence, raw, "capaian")
                    ),
                ),
                weight=57,
            )


NAMED_MONEY = re.compile(
    r"(?P<name>(?:program|kegiatan|sub\s*kegiatan|belanja|bantuan|alokasi|dana|honor|"
    r"insentif)\b[^.;:]{6,170}?)\s*(?:[:=]|sebesar|sejumlah|dengan\s+(?:pagu|anggaran|"
    r"alokasi)\w*(?:\s+anggaran)?(?:\s+sebesar)?)?\s*"
    r"(?P<money>Rp\.?\s*\d{1,3}(?:[.,]\d{3})+(?:,\d\d|\.00)?)",
    re.I,
)


def told_amounts(context: Context) -> Iterator[Draft]:
    """One programme's or account's amount told in two places of the prose with different figures."""
    places: list[tuple[str, Quantity, str, Sentence]] = []
    for sentence in context.sentences:
        for match in NAMED_MONEY.finditer(sentence.text):
            if re.search(r"realisasi|terealisasi|terserap|penyerapan|sisa|total|jumlah", match["name"], re.I):
                continue
            quantity = read_quantity(match["money"])
            form = name_to_form(match["name"])
            if quantity is not None and is_large(quantity) and 3 <= len(form.split()) <= 22:
                places.append((form, quantity, match["money"].strip(), sentence))
    agreed: list[tuple[int, int]] = []
    differing: list[tuple[int, int]] = []
    for i, (form, quantity, _, sentence) in enumerate(places):
        for j in range(i + 1, len(places)):
            other_form, other, _, other_sentence = places[j]
            if abs(len(form) - len(other_form)) > 12 or other_sentence.paragraph is sentence.paragraph:
                continue
            if digits_of(form) != digits_of(other_form) or fuzz.ratio(form, other_form) < 92:
                continue
            (agreed if quantity.value == other.value else differing).append((i, j))
    if len(agreed) < 3 or len(differing) > len(agreed):
        return
    for i, j in differing:
        form, _, raw, sentence = places[i]
        _, _, other_raw, other_sentence = places[j]
        if any({i, j} & {a, b} for a, b in agreed):
            # one of them agrees with a third place: the name is not of one thing
            continue
        slip = slip_between(raw, other_raw)
        yield Draft(
            rule="cross_table",
            kind="told_amounts_differ",
            severity="warning",
            key=("told amount", form[:60]),
            message=f"“{form}”: disebut {raw} dan {other_raw}{f' ({SLIP_WORDS[slip][0]})' if slip else ''}.",
            message_en=f"“{form}”: told as {raw} and as {other_raw}{f' ({SLIP_WORDS[slip][1]})' if slip else ''}.",
            evidence=(
                sentence_to_evidence(sentence, raw, "anggaran"),
                sentence_to_evidence(other_sentence, other_raw, "anggaran di tempat lain"),
            ),
            expected=raw,
            reported=other_raw,
            page=other_sentence.paragraph.page,
            suspects=(
                Suspect(
                    other_raw,
                    raw,
                    "menurut tempat pertama",
                    sentence_to_evidence(other_sentence, other_raw, "anggaran"),
                ),
                Suspect(raw, other_raw, "menurut tempat kedua", sentence_to_evidence(sentence, raw, "anggaran")),
            ),
            weight=54,
        )


def money_by_name(context: Context) -> Iterator[Draft]:
    """Programmes and accounts with their amount in prose lists, against the pagu of the table row of the same name."""
    rows: dict[str, list[Fact]] = {}
    for fact in context.facts:
        if (
            fact.measure == "pagu"
            and fact.quantity is not None
            and is_large(fact.quantity)
            and fact.row_kind != "total"
        ):
            rows.setdefault(name_to_form(fact.indicator), []).append(fact)
    if len(rows) < 3:
        return
    matched: list[tuple[Sentence, str, Quantity, list[Fact]]] = []
    agreed = 0
    for sentence in context.sentences:
        for match in NAMED_MONEY.finditer(sentence.text):
            if re.search(r"realisasi|terealisasi|terserap|penyerapan|sisa", match["name"][-60:], re.I):
                continue
            form = name_to_form(match["name"])
            quantity = read_quantity(match["money"])
            if quantity is None or not is_large(quantity):
                continue
            best = max(rows, key=lambda name: fuzz.ratio(form, name))
            if fuzz.ratio(form, best) < 93 or len(best) < 15:
                continue
            facts = rows[best]
            values = {f.quantity.value for f in facts if f.quantity}
            if quantity.value in values:
                agreed += 1
            elif len(values) == 1:
                matched.append((sentence, match["money"].strip(), quantity, facts))
    # names that lead to the right amounts elsewhere in the report can be trusted here
    if agreed < 3 or len(matched) > agreed:
        return
    for sentence, raw, _, facts in matched:
        first = facts[0]
        slip = slip_between(raw, first.raw)
        yield Draft(
            rule="cross_table",
            kind="named_amount_differs",
            severity="warning",
            key=("amount", context.names.key(first), fold(sentence.text)[:40]),
            message=f"{first.indicator}: uraian mencantumkan {raw}, tabel {first.raw} ({fact_place(first)}"
            f"){f' ({SLIP_WORDS[slip][0]})' if slip else ''}.",
            message_en=f"{first.indicator}: the prose gives {raw}, the table {first.raw} ({fact_place(first, 'en')}).",
            evidence=(
                sentence_to_evidence(sentence, raw, "anggaran dalam uraian"),
                *(fact_to_evidence(f, "pagu dalam tabel") for f in facts[:3]),
            ),
            expected=first.raw,
            reported=raw,
            indicator=first.indicator,
            page=sentence.paragraph.page,
            suspects=(
                Suspect(raw, first.raw, "menurut tabel", sentence_to_evidence(sentence, raw, "anggaran")),
                Suspect(first.raw, raw, "menurut uraian", fact_to_evidence(first, "pagu")),
            ),
            weight=59,
        )


def judge(context: Context) -> Iterator[Draft]:
    """Drafts for figures that prose and tables tell differently."""
    for claim in context.claims:
        if claim.kind not in ("achievement", "share", "figure"):
            continue
        facts = facts_of_claim(context, claim)
        if not facts:
            continue
        if crowded(context, claim):
            # several indicators in one sentence: each figure is sought its own name
            continue
        for mention in claim.mentions:
            if mention.raw not in claim.text and claim.paragraph in paragraphs_by_order(context):
                # carried over from the sentence before: judged there
                continue
            found: Draft | None = None
            if mention.role in ("realisasi", "capaian") and claim.kind == "achievement":
                found = mention_draft(context, claim, mention, facts)
            elif mention.role == "target":
                found = target_draft(context, claim, mention, facts)
            if found:
                yield found
    yield from listed_achievements(context)
    yield from money_by_name(context)
    yield from budget_drafts(context)
    yield from sums_against_claims(context)


RULE = Rule(CARD, judge)
