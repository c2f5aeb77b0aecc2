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
from validate.typing_slips import slip_between


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
        prints = [f for f in facts if f.measure == "realisasi" and f.period == "Y" and f.quantity is not None]
        told = [f.quantity for f in prints if f.year == years[other] and f.quantity]
        if told and not any(same_figure(one, anchor.quantity) for one in told):
            continue
        here = [f for f in prints if f.year == years[end]]
        # without the other year in any table only a plain swap of digits is sure
        if not told and not any(slip_between(mention.raw, f.raw) == "swapped" for f in here):
            continue
        draft = mention_draft(context, replace(claim, year=years[end]), replace(mention, role="realisasi"), facts)
        if draft:
            yield draft
