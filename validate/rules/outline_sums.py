"""Money told as a list in prose: a line with its details, that must make it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from validate.context import Context
from validate.evidence import phrase_to_evidence
from validate.frame import Draft
from validate.intervals import fraction_to_text, quantity_value, step_decimals
from validate.model import Suspect
from validate.money_outline import MoneyEntry, MoneyFamily, money_entries, money_families
from validate.prose import told
from validate.typing_slips import SLIP_WORDS, slip_between


def entry_value(entry: MoneyEntry) -> Fraction:
    assert entry.quantity is not None
    return quantity_value(entry.quantity)


def outline_sums(context: Context) -> Iterator[Draft]:
    """A draft for every line of a list that its complete details do not make, where the report's lists show that
    details make their line: at least as many do as do not."""
    families = list(money_families(money_entries(context)))
    broken = [family for family in families if details_sum(family) != entry_value(family.parent)]
    kept = len(families) - len(broken)
    for family in broken:
        parent, wanted = entry_value(family.parent), details_sum(family)
        text = fraction_to_text(wanted, 0)
        if kept < len(broken) or (kept < 2 and not slip_between(family.parent.raw, text)):
            continue
        if abs(wanted - parent) * 2 > parent:
            # not of one size: what follows is not all of it, or not of it
            continue
        yield family_draft(family, parent, wanted)


def details_sum(family: MoneyFamily) -> Fraction:
    return sum((entry_value(child) for child in family.children), Fraction(0))


def family_draft(family: MoneyFamily, parent: Fraction, wanted: Fraction) -> Draft:
    assert family.parent.quantity is not None
    text = fraction_to_text(wanted, step_decimals(family.parent.quantity))
    shown = " + ".join(child.raw for child in family.children[:12]) + (" + …" if len(family.children) > 12 else "")
    slip = slip_between(family.parent.raw, text)
    whole = phrase_to_evidence(family.parent.paragraph, family.parent.raw, "keseluruhan")
    suspects = [
        Suspect(
            family.parent.raw,
            text,
            "jumlah rinciannya" + (f"; {SLIP_WORDS[slip][0]}" if slip else ""),
            whole,
        )
    ]
    for child in family.children:
        assert child.quantity is not None
        implied = entry_value(child) + parent - wanted
        value = fraction_to_text(implied, step_decimals(child.quantity))
        found = slip_between(child.raw, value)
        if implied > 0:
            suspects.append(
                Suspect(
                    child.raw,
                    value,
                    "bila hanya ini yang salah" + (f"; {SLIP_WORDS[found][0]}" if found else ""),
                    phrase_to_evidence(child.paragraph, child.raw, "rincian"),
                )
            )
    # a keystroke explains better than a whole other amount
    suspects.sort(key=lambda one: ";" not in one.reason)
    return Draft(
        rule="total",
        kind="listed_parts",
        severity="error",
        key=("outline", family.parent.form[:80]),
        message=f"“{told(family.parent.name)}”: rinciannya {shown} = {text}, disebut {family.parent.raw}.",
        message_en=f"“{told(family.parent.name)}”: the details {shown} = {text}, {family.parent.raw} is stated.",
        evidence=(
            whole,
            *(phrase_to_evidence(child.paragraph, child.raw, "rincian") for child in family.children),
        ),
        expected=text,
        reported=family.parent.raw,
        page=family.parent.paragraph.page,
        suspects=tuple(suspects),
        weight=66,
    )
