"""A target told in prose against the plan it names: Renstra, RKT, Perjanjian Kinerja, its revision, the POK."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.model import Claim, Fact, Mention
from validate.comparing import facts_to_camps
from validate.context import Context
from validate.evidence import fact_to_evidence, facts_place
from validate.frame import Draft
from validate.intervals import same_figure
from validate.model import Suspect
from validate.names import fold
from validate.prose import (
    mention_to_evidence,
    sentence_quantities,
    told,
)
from validate.rules.told_figures import OTHER_YEARS, counted_otherwise, units_meet
from validate.scopes import table_scopes
from validate.typing_slips import SLIP_WORDS, slip_between

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
    if stated_of_year(claim, mention) and len(facts_to_camps(own)) == 1 and len({f.table_index for f in own}) >= 2:
        # "target tahun 2024 adalah X": no other year, no result is meant
        return replace(chain_draft(context, claim, mention, own, own, ""), rule="prose_vs_table", kind="target_differs")
    if any(
        f.quantity and f.quantity.value == mention.quantity.value
        for f in facts
        if f.measure in ("target", "realisasi") and f.year is not None and abs(f.year - (claim.year or f.year)) <= 1
    ):
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


def stated_of_year(claim: Claim, mention: Mention) -> bool:
    """True where the words themselves say that the figure is the target of the claim's year."""
    said = rf"\btarget\w*\s+(?:kinerja\s+)?(?:(?:pada|di|untuk)\s+)?tahun\s+(?:anggaran\s+)?{claim.year}\s+(?:ini\s+)?"
    said += r"(?:adalah|yaitu|berjumlah|sebanyak|sebesar|sejumlah|ditetapkan\s+sebesar)\s+(?:sebesar\s+|sebanyak\s+)?"
    turned = r"\btarget\s+(?:kinerja\s+)?(?:sebesar\s+|sebanyak\s+)?" + re.escape(mention.raw)
    turned += rf"\s+(?:di|pada|untuk)\s+tahun\s+{claim.year}\b"
    return any(re.search(words, claim.text, re.I) for words in (said + re.escape(mention.raw), turned))


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
