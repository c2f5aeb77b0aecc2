""" "Meningkat dari A pada tahun lalu menjadi B": both ends against the tables' two years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from normalize.model import Claim, Fact
from validate.context import Context
from validate.frame import Draft
from validate.intervals import same_figure
from validate.prose import roles_of
from validate.rules.told_figures import mention_draft


def change_drafts(context: Context, claim: Claim, facts: Sequence[Fact]) -> Iterator[Draft]:
    """A draft for an end that is a keystroke away from the tables' figure of its year, the other end being theirs."""
    roles = roles_of(claim)
    before, after = roles.get("from"), roles.get("to")
    if before is None or after is None or claim.year is None:
        return
    years = {"from": before.year or claim.year - 1, "to": after.year or claim.year}
    if years["from"] >= years["to"]:
        return
    for end, other in (("to", "from"), ("from", "to")):
        anchor, mention = roles[other], roles[end]
        if not any(
            fact.measure == "realisasi" and fact.year == years[other] and fact.quantity is not None
            and same_figure(fact.quantity, anchor.quantity)
            for fact in facts
        ):  # fmt: skip
            continue
        draft = mention_draft(context, replace(claim, year=years[end]), replace(mention, role="realisasi"), facts)
        if draft:
            yield draft
