"""A pagu told in prose that its percent contradicts, while a table prints the pagu that the percent fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalize.model import Fact, Mention
from validate.context import Context
from validate.evidence import fact_to_evidence, facts_place
from validate.frame import Draft
from validate.intervals import exact_to_fit, quantity_value
from validate.model import Suspect
from validate.names import fold
from validate.prose import mention_to_evidence, number_of, roles_of, told
from validate.rules.told_budgets import is_large, percent_slip
from validate.typing_slips import SLIP_WORDS, slip_between


def told_pagu(context: Context) -> Iterator[Draft]:
    """A draft for every such pagu: nearly a table's, of which the told realisasi is the told percent."""
    printed = [
        fact
        for fact in context.facts
        if fact.measure == "pagu" and fact.quantity is not None and is_large(fact.quantity)
    ]
    for claim in context.claims:
        roles = roles_of(claim)
        pagu, spent, percent = (roles.get(role) for role in ("pagu", "realisasi_anggaran", "persen_anggaran"))
        if claim.kind != "budget" or pagu is None or spent is None or percent is None or not is_large(pagu.quantity):
            continue
        value, used = number_of(pagu), number_of(spent)
        slip = percent_slip(claim)
        if not slip or percent.quantity.step >= 1:
            continue
        near = [
            fact
            for fact in printed
            if fact.quantity
            and 0 < abs(quantity_value(fact.quantity) - value) * 20 <= value
            and exact_to_fit(used / quantity_value(fact.quantity) * 100, percent.quantity) in ("rounded", "truncated")
        ]
        if near and len({fact.quantity.value for fact in near if fact.quantity}) == 1:
            yield Draft(
                rule="prose_vs_table",
                kind="pagu_differs",
                severity="warning",
                key=("pagu told", fold(claim.text)[:60]),
                message=f"Uraian menyebut pagu {pagu.raw}, {facts_place(near)} mencetak {near[0].raw}; "
                f"{spent.raw} adalah {percent.raw} dari yang di tabel{slip_words(pagu, near)}: “{told(claim.text)}”",
                message_en=f"The prose tells an allocation of {pagu.raw}, {facts_place(near, 'en')} prints "
                f"{near[0].raw}; {spent.raw} is {percent.raw} of the table's: “{told(claim.text)}”",
                evidence=(
                    *(mention_to_evidence(context, claim, one, one.role) for one in (pagu, spent, percent)),
                    *(fact_to_evidence(fact, "pagu dalam tabel") for fact in near[:3]),
                ),
                expected=near[0].raw,
                reported=pagu.raw,
                indicator=near[0].indicator,
                page=claim.page,
                suspects=(
                    Suspect(pagu.raw, near[0].raw, "menurut tabel", mention_to_evidence(context, claim, pagu, "pagu")),
                ),
                weight=58,
                # the sentence's own percent is wrong for the same reason
                slip=slip,
            )


def slip_words(pagu: Mention, near: Sequence[Fact]) -> str:
    slip = slip_between(pagu.raw, near[0].raw)
    return f" ({SLIP_WORDS[slip][0]})" if slip else ""
