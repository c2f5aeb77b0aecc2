"""Programmes and accounts named in prose with their amount, against the table row or the other sentence of that
name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from normalize.model import Fact, Quantity
from normalize.numbers import read_quantity
from validate.context import Context, Sentence
from validate.evidence import fact_place, fact_to_evidence, sentence_to_evidence
from validate.frame import Draft
from validate.model import Suspect
from validate.names import digits_of, fold, name_to_form
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
