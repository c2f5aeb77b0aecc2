"""A programme's or sasaran's budget told in prose against the rows that a table prints under it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rapidfuzz import fuzz

from normalize.model import Claim, Fact, Mention
from validate.context import Context
from validate.evidence import fact_place, fact_to_evidence
from validate.frame import Draft
from validate.intervals import fraction_to_text, quantity_value
from validate.model import Evidence, Suspect
from validate.names import digits_of, fold, name_to_form
from validate.prose import claim_to_evidence, mention_to_evidence, roles_of, told
from validate.rules.told_budgets import PERIOD_WORDS, is_large

#: how many words a name must have to be found in a sentence
WORDS = 3
COUNTED = re.compile(r"\b(?P<count>\d{1,3})\s*(?:\([a-z ]+\)\s*)?(?:sub\s*)?kegiatan\b", re.I)


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one table under one programme or sasaran."""

    name: str
    form: str
    table_index: int
    pagu: tuple[Fact, ...]
    spent: tuple[Fact, ...]

    def sum_of(self, facts: Sequence[Fact]) -> Fraction:
        return sum((quantity_value(fact.quantity) for fact in facts if fact.quantity), Fraction(0))


def context_blocks(context: Context) -> list[Block]:
    """Every group of budget rows; a group that prints its own amount beside its name is none (that one is compared)."""
    rows: dict[tuple[int, str], dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in context.facts:
        if fact.measure not in ("pagu", "realisasi_anggaran") or fact.quantity is None or not fact.group:
            continue
        if fact.row_kind == "total" or context.views[fact.table_index].is_total(fact.row - 1) or fact.period != "Y":
            continue
        rows[(fact.table_index, fact.group)][fact.measure].append(fact)
    blocks = []
    for (index, group), facts in rows.items():
        form = name_to_form(group)
        own = any(fuzz.ratio(name_to_form(fact.indicator), form) >= 90 for fact in facts["pagu"])
        places = [fact.row for fact in facts["pagu"]]
        if own or len(form.split()) < WORDS or len(set(places)) != len(places):
            continue
        blocks.append(Block(group, form, index, tuple(facts["pagu"]), tuple(facts["realisasi_anggaran"])))
    return blocks


def told_blocks(context: Context) -> Iterator[Draft]:
    """A draft for every budget told of a programme or sasaran that its rows do not make, in reports where at least two
    others are made by the rows of that table."""
    blocks = [block for block in context_blocks(context) if block.pagu]
    if not blocks:
        return
    fitting: dict[int, int] = defaultdict(int)
    apart: list[tuple[Claim, Mention, list[Block]]] = []
    for claim in context.claims:
        pagu = roles_of(claim).get("pagu")
        if claim.kind != "budget" or pagu is None or not is_large(pagu.quantity) or pagu.raw not in claim.text:
            continue
        if PERIOD_WORDS.search(claim.text) or claim.year not in (None, context.year):
            continue
        named = named_blocks(claim, pagu, blocks)
        value = quantity_value(pagu.quantity)
        fits = [block for block in named if block.sum_of(block.pagu) == value]
        for block in fits:
            fitting[block.table_index] += 1
        if named and not fits and not any(run_makes(context, block.table_index, value) for block in named):
            apart.append((claim, pagu, named))
    for claim, pagu, named in apart:
        value = quantity_value(pagu.quantity)
        sure = [
            block
            for block in named
            if fitting[block.table_index] >= 2 and abs(block.sum_of(block.pagu) - value) * 3 <= value
        ]
        if sure and len(apart) <= max(fitting.values(), default=0):
            # another table that gives the same sum bears it out
            sums = {block.sum_of(block.pagu) for block in sure}
            sure += [block for block in named if block not in sure and block.sum_of(block.pagu) in sums]
            yield block_draft(context, claim, pagu, sure)


def run_makes(context: Context, table_index: int, value: Fraction) -> bool:
    """True where neighbouring rows of the table make the amount: the block was cut at another place."""
    rows: dict[int, Fraction] = {}
    for fact in context.facts:
        if fact.table_index == table_index and fact.measure == "pagu" and fact.quantity and fact.row_kind != "total":
            rows.setdefault(fact.row, quantity_value(fact.quantity))
    amounts = [amount for _, amount in sorted(rows.items())]
    for start in range(len(amounts)):
        running = Fraction(0)
        for amount in amounts[start:]:
            running += amount
            if running >= value:
                break
        if running == value:
            return True
    return False


def named_blocks(claim: Claim, pagu: Mention, blocks: Sequence[Block]) -> list[Block]:
    """The blocks whose names stand in the words that lead to the amount, the longest name of each table."""
    before = claim.text[: claim.text.find(pagu.raw)]
    clause = name_to_form(re.split(r"Rp\.?\s*\d[\d.,]+", before)[-1])
    found: dict[int, Block] = {}
    for block in blocks:
        alike = fuzz.partial_ratio(block.form, clause) >= 92 and len(clause) >= len(block.form)
        if not alike or not set(digits_of(block.form)) <= set(digits_of(clause)):
            continue
        best = found.get(block.table_index)
        if best is None or len(block.form) > len(best.form):
            found[block.table_index] = block
    return list(found.values())


def block_draft(context: Context, claim: Claim, pagu: Mention, blocks: Sequence[Block]) -> Draft:
    spent, percent = (roles_of(claim).get(role) for role in ("realisasi_anggaran", "persen_anggaran"))
    first = blocks[0]
    wanted = fraction_to_text(first.sum_of(first.pagu), 0)
    parts = [f"{len(block.pagu)} baris {fact_place(block.pagu[0])} berjumlah "
             f"{fraction_to_text(block.sum_of(block.pagu), 0)}" for block in blocks]  # fmt: skip
    parts_en = [f"the {len(block.pagu)} rows of {fact_place(block.pagu[0], 'en')} add up to "
                f"{fraction_to_text(block.sum_of(block.pagu), 0)}" for block in blocks]  # fmt: skip
    tail = tail_en = ""
    evidence: list[Evidence] = [
        mention_to_evidence(context, claim, one, one.role) for one in (pagu, spent, percent) if one is not None
    ]
    used = first.sum_of(first.spent)
    if spent is not None and len(first.spent) == len(first.pagu) and used != quantity_value(spent.quantity):
        text = fraction_to_text(used, 0)
        tail += f" Realisasinya {spent.raw}, menurut tabel {text}."
        tail_en += f" The spending told is {spent.raw}, by the table {text}."
    count = COUNTED.search(claim.text[: claim.text.find(pagu.raw)])
    # rows of activities, not of indicators
    activities = max(len(block.pagu) for block in blocks)
    if count and int(count["count"]) != activities and abs(int(count["count"]) - activities) <= 3:
        tail += f" Disebut {count.group(0)}, tabel memuat {activities} baris."
        tail_en += f" {count.group(0)} are told of, the table holds {activities} rows."
        evidence.append(claim_to_evidence(context, claim, count.group(0), "banyaknya"))
    for block in blocks:
        if len(block.pagu) <= 8:
            evidence += [fact_to_evidence(fact, fact.measure) for fact in (*block.pagu, *block.spent)]
        else:
            evidence += [fact_to_evidence(fact, fact.measure) for fact in (*block.pagu[:3], *block.spent[:3])]
    return Draft(
        rule="prose_vs_table",
        kind="block_budget_differs",
        severity="warning",
        key=("block", first.form[:80], fold(claim.text)[:50]),
        message=f"“{told(first.name, 90)}”: uraian menyebut anggaran {pagu.raw}, {'; '.join(parts)}.{tail}",
        message_en=f"“{told(first.name, 90)}”: the prose tells a budget of {pagu.raw}, {'; '.join(parts_en)}.{tail_en}",
        evidence=tuple(evidence),
        expected=wanted,
        reported=pagu.raw,
        indicator=first.name,
        page=claim.page,
        suspects=(Suspect(pagu.raw, wanted, f"jumlah {len(first.pagu)} baris", evidence[0]),),
        weight=60,
    )
