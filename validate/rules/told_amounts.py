"""Programmes and accounts named in prose with their amount, against the table row of that name and the other list
that tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from normalize.model import Fact, Quantity
from normalize.numbers import read_quantity
from validate.context import Context
from validate.evidence import fact_place, fact_to_evidence, phrase_to_evidence, sentence_to_evidence
from validate.frame import Draft
from validate.model import Evidence, Suspect
from validate.money_outline import MoneyEntry, money_entries, money_families
from validate.names import digits_of, fold, name_to_form
from validate.prose import told
from validate.rules.told_budgets import is_large
from validate.typing_slips import SLIP_WORDS, slip_between

NAMED_MONEY = re.compile(
    r"(?P<name>(?:program|kegiatan|sub\s*kegiatan|belanja|bantuan|alokasi|dana|honor|"
    r"insentif)\b[^.;:]{6,170}?)\s*(?:[:=]|sebesar|sejumlah|dengan\s+(?:pagu|anggaran|"
    r"alokasi)\w*(?:\s+anggaran)?(?:\s+sebesar)?)?\s*"
    r"(?P<money>Rp\.?\s*\d{1,3}(?:[.,]\d{3})+(?:,\d\d|\.00)?)",
    re.I,
)


def told_amounts(context: Context) -> Iterator[Draft]:
    """One line's amount in two lists of the prose with different figures, where the lists agree on most lines."""
    entries = [entry for entry in money_entries(context) if entry.quantity is not None and is_large(entry.quantity)]
    families = {id(family.parent): family.children for family in money_families(money_entries(context))}
    pairs = list(_paired(entries, families))
    pairs += [
        rest
        for left, right in pairs
        if id(left) in families and id(right) in families
        for rest in _left_over(families[id(left)], families[id(right)], pairs)
    ]
    agreed = sum(values_of(left) == values_of(right) for left, right in pairs)
    differing = [(left, right) for left, right in pairs if values_of(left) != values_of(right)]
    if agreed < 3 or len(differing) > agreed:
        return
    for left, right in differing:
        revised = any(REVISED.search(entry.name + entry.rest[:60]) for entry in (left, right))
        slip = slip_between(left.raw, right.raw)
        first = phrase_to_evidence(left.paragraph, left.raw, "anggaran")
        second = phrase_to_evidence(right.paragraph, right.raw, "anggaran di tempat lain")
        yield Draft(
            rule="cross_table",
            kind="told_amounts_differ",
            severity="note" if revised else "warning",
            key=("told amount", left.form[:60]),
            message=f"“{told(left.name)}”: disebut {left.raw} dan {right.raw}"
            f"{f' ({SLIP_WORDS[slip][0]})' if slip else ''}; {agreed} baris lain dari kedua daftar itu sama.",
            message_en=f"“{told(left.name)}”: told as {left.raw} and as {right.raw}"
            f"{f' ({SLIP_WORDS[slip][1]})' if slip else ''}; {agreed} other lines of the two lists agree.",
            evidence=(first, second),
            expected=left.raw,
            reported=right.raw,
            page=right.paragraph.page,
            suspects=(
                Suspect(right.raw, left.raw, "menurut tempat pertama", second),
                Suspect(left.raw, right.raw, "menurut tempat kedua", first),
            ),
            weight=54,
        )


REVISED = re.compile(r"\b(?:perubahan|revisi|refocusing|pergeseran|semula|menjadi|sebelum|setelah|sesudah)\b", re.I)


def values_of(entry: MoneyEntry) -> Decimal:
    assert entry.quantity is not None
    return entry.quantity.value


def alike(left: MoneyEntry, right: MoneyEntry) -> bool:
    return (
        digits_of(left.form) == digits_of(right.form)
        and len(left.form.split()) >= 3
        and fuzz.ratio(left.form, right.form) >= 92
    )


def _paired(
    entries: Sequence[MoneyEntry], families: dict[int, tuple[MoneyEntry, ...]]
) -> Iterator[tuple[MoneyEntry, MoneyEntry]]:
    """Lines of two lists with one name; where a name stands twice in a list, those with the same details."""
    for left in entries:
        for series in {entry.series for entry in entries if entry.series > left.series}:
            others = [entry for entry in entries if entry.series == series and alike(left, entry)]
            twins = [entry for entry in entries if entry.series == left.series and alike(left, entry)]
            if len(others) == 1 and len(twins) == 1:
                yield left, others[0]
                continue
            same = [entry for entry in others if same_details(left, entry, families)]
            back = [entry for entry in twins if same and same_details(entry, same[0], families)]
            if len(same) == 1 and back == [left]:
                yield left, same[0]


def same_details(left: MoneyEntry, right: MoneyEntry, families: dict[int, tuple[MoneyEntry, ...]]) -> bool:
    mine, others = families.get(id(left), ()), families.get(id(right), ())
    return len(mine) == len(others) > 0 and any(alike(one, other) for one in mine for other in others)


def _left_over(
    mine: Sequence[MoneyEntry], others: Sequence[MoneyEntry], pairs: Sequence[tuple[MoneyEntry, MoneyEntry]]
) -> Iterator[tuple[MoneyEntry, MoneyEntry]]:
    """The one detail on each side that found no other, told with nearly the same amount: only its name was changed."""
    if len(mine) != len(others):
        return
    left = [entry for entry in mine if not any(entry is one for one, _ in pairs)]
    right = [entry for entry in others if not any(entry is one for _, one in pairs)]
    if len(left) == len(right) == 1 and left[0].count == right[0].count:
        a, b = values_of(left[0]), values_of(right[0])
        if abs(a - b) * 20 <= max(a, b):
            yield left[0], right[0]


@dataclass(frozen=True, slots=True)
class NamedAmount:
    """An amount in prose with the name (made even) it is told of, and the text around it."""

    form: str
    quantity: Quantity
    raw: str
    told: str
    evidence: Evidence


def named_amounts(context: Context) -> Iterator[NamedAmount]:
    """Amounts of sentences that name a programme, an activity or an account, and of the lines of lists."""
    seen: set[tuple[int, str]] = set()
    for entry in money_entries(context):
        if entry.quantity is not None and is_large(entry.quantity):
            seen.add((entry.paragraph.order, entry.raw))
            evidence = phrase_to_evidence(entry.paragraph, entry.raw, "anggaran dalam uraian")
            yield NamedAmount(entry.form, entry.quantity, entry.raw, entry.paragraph.text, evidence)
    for sentence in context.sentences:
        for match in NAMED_MONEY.finditer(sentence.text):
            if re.search(r"realisasi|terealisasi|terserap|penyerapan|sisa", match["name"][-60:], re.I):
                continue
            quantity, raw = read_quantity(match["money"]), match["money"].strip()
            if quantity is None or not is_large(quantity) or (sentence.paragraph.order, raw) in seen:
                continue
            evidence = sentence_to_evidence(sentence, raw, "anggaran dalam uraian")
            yield NamedAmount(name_to_form(match["name"]), quantity, raw, sentence.text, evidence)


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
    matched: list[tuple[NamedAmount, list[Fact]]] = []
    agreed = 0
    for amount in named_amounts(context):
        best = max(rows, key=lambda name: fuzz.ratio(amount.form, name))
        if fuzz.ratio(amount.form, best) < 93 or len(best) < 15 or digits_of(amount.form) != digits_of(best):
            continue
        facts = rows[best]
        values = {f.quantity.value for f in facts if f.quantity}
        if amount.quantity.value in values:
            agreed += 1
        elif len(values) == 1:
            matched.append((amount, facts))
    # names that lead to the right amounts elsewhere in the report can be trusted here
    if agreed < 3 or len(matched) > agreed:
        return
    for amount, facts in matched:
        first, raw = facts[0], amount.raw
        slip = slip_between(raw, first.raw)
        yield Draft(
            rule="cross_table",
            kind="named_amount_differs",
            severity="warning",
            key=("amount", context.names.key(first), fold(amount.told)[:40]),
            message=f"{first.indicator}: uraian mencantumkan {raw}, tabel {first.raw} ({fact_place(first)}"
            f"){f' ({SLIP_WORDS[slip][0]})' if slip else ''}.",
            message_en=f"{first.indicator}: the prose gives {raw}, the table {first.raw} ({fact_place(first, 'en')}).",
            evidence=(
                amount.evidence,
                *(fact_to_evidence(f, "pagu dalam tabel") for f in facts[:3]),
            ),
            expected=first.raw,
            reported=raw,
            indicator=first.indicator,
            page=amount.evidence.page,
            suspects=(
                Suspect(raw, first.raw, "menurut tabel", amount.evidence),
                Suspect(first.raw, raw, "menurut uraian", fact_to_evidence(first, "pagu")),
            ),
            weight=59,
        )
