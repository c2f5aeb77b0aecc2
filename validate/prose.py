"""Claims of prose beside the facts of tables: which indicator a sentence speaks of, which figures stand around it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from rapidfuzz import fuzz

from extract.model import Paragraph
from normalize.model import Claim, Fact, Mention, Quantity
from normalize.numbers import find_quantities
from validate.context import Context
from validate.evidence import cut_around
from validate.intervals import exact_to_fit, quantity_value
from validate.model import Evidence
from validate.names import digits_of, name_to_form


def paragraphs_by_order(context: Context) -> dict[int, Paragraph]:
    cached: dict[int, Paragraph] | None = context.cache.get("paragraphs")
    if cached is None:
        cached = {paragraph.order: paragraph for paragraph in context.report.paragraphs}
        context.cache["paragraphs"] = cached
    return cached


def claim_to_evidence(context: Context, claim: Claim, raw: str, role: str) -> Evidence:
    """Evidence of a phrase of the claim's sentence; the sentence, cut to 240 characters around it, is the label."""
    paragraph = paragraphs_by_order(context).get(claim.paragraph)
    text = cut_around(claim.text, raw)
    return Evidence(
        raw=raw, role=role, page=claim.page, line=claim.line, box=paragraph.box if paragraph else None, label=text
    )


def mention_to_evidence(context: Context, claim: Claim, mention: Mention, role: str = "") -> Evidence:
    return claim_to_evidence(context, claim, mention.raw, role or mention.role)


def claim_slip(claim: Claim) -> str:
    """Drafts on one sentence's achievement are one slip: its figures contradict each other and the tables at once."""
    return f"claim|{claim.indicator_id or claim.indicator}|{re.sub(r'[^a-z0-9%]+', ' ', claim.text.casefold())[:90]}"


def roles_of(claim: Claim) -> dict[str, Mention]:
    """The first mention of each role."""
    found: dict[str, Mention] = {}
    for mention in claim.mentions:
        found.setdefault(mention.role, mention)
    return found


def sentence_quantities(context: Context, claim: Claim) -> list[Quantity]:
    """All quantities of the claim's own paragraph."""
    paragraph = paragraphs_by_order(context).get(claim.paragraph)
    text = paragraph.text if paragraph else claim.text
    memory: dict[str, list[Quantity]] = context.cache.setdefault("paragraph quantities", {})
    if text not in memory:
        memory[text] = [quantity for _, quantity in find_quantities(text)]
    return memory[text]


def pair_explains(percent: Quantity, quantities: Sequence[Quantity]) -> bool:
    """True where two of the quantities, of one unit class, make the percent. The percent told again explains nothing
    (94% of 100% is 94%)."""
    plain = [quantity for quantity in quantities if quantity.value and quantity.value != percent.value]
    for part in plain:
        for whole in plain:
            if part is whole or ("%" in part.unit) != ("%" in whole.unit):
                continue
            if exact_to_fit(quantity_value(part) / quantity_value(whole) * 100, percent) in ("rounded", "truncated"):
                return True
    return False


def facts_of_claim(context: Context, claim: Claim) -> list[Fact]:
    """Facts of the indicator the claim speaks of; [] where that is not certain."""
    memory: dict[tuple[str, str], list[Fact]] = context.cache.setdefault("claim facts", {})
    mark = (claim.indicator, claim.indicator_id)
    if mark not in memory:
        memory[mark] = _facts_of_name(context, claim.indicator, claim.indicator_id)
    if memory[mark] or claim.kind != "achievement":
        return memory[mark]
    quoted = quoted_names(claim.text) if not claim.indicator else []
    for name in quoted:
        # the one name between quotes that is an indicator's
        under = (name, "")
        if under not in memory:
            memory[under] = _facts_of_name(context, name, "")
    found = [memory[(name, "")] for name in quoted if memory[(name, "")]]
    if len(found) == 1:
        return found[0]
    # the sentence's own name is none: it speaks of the indicator it stands under
    for heading in claim.headings[:2]:
        under = (heading, "")
        if under not in memory:
            memory[under] = _facts_of_name(context, heading, "")
        if memory[under]:
            return memory[under]
    return []


QUOTED = re.compile(r"[„“\"‘«](?P<name>[^„“”‟\"’»]{12,200})[”‟\"’»]")


def quoted_names(text: str) -> list[str]:
    return list(dict.fromkeys(match["name"].strip() for match in QUOTED.finditer(text)))


def _facts_of_name(context: Context, indicator: str, indicator_id: str) -> list[Fact]:
    if not indicator:
        return []
    quoted = re.search(r"[„“\"‘«](?P<name>[^„“”‟\"’»]{12,})[”‟\"’»]", indicator + "”")
    form = name_to_form(quoted["name"] if quoted else indicator)
    groups: dict[str, list[Fact]] = context.cache.get("facts by name") or {}
    if not groups:
        by_name: dict[str, list[Fact]] = defaultdict(list)
        for fact in context.facts:
            if fact.row_kind == "indicator":
                by_name[context.names.key(fact)].append(fact)
        groups = dict(by_name)
        context.cache["facts by name"] = groups
    scored: list[tuple[float, str]] = []
    for name, facts in groups.items():
        if digits_of(name) != digits_of(form):
            continue
        score = max(fuzz.ratio(form, name), fuzz.token_sort_ratio(form, name))
        if indicator_id and any(fact.indicator_id == indicator_id for fact in facts):
            score = max(score, 90.0 if fuzz.token_set_ratio(form, name) >= 60 else score)
        if score >= 88:
            scored.append((score, name))
    if not scored:
        return []
    scored.sort(reverse=True)
    best = [name for score, name in scored if score >= scored[0][0] - 1]
    # two rows of one table match as well as each other: the sentence may mean either
    tables: dict[int, set[str]] = defaultdict(set)
    for name in best:
        for fact in groups[name]:
            tables[fact.table_index].add(name)
    if any(len(names) > 1 for names in tables.values()):
        best = best[:1] if scored[0][0] >= 97 else []
    return [fact for name in best for fact in groups[name]]


def number_of(mention: Mention) -> Fraction:
    return quantity_value(mention.quantity)


def is_percent(quantity: Quantity) -> bool:
    return "%" in quantity.unit or "persen" in quantity.unit.casefold()


def is_money(quantity: Quantity) -> bool:
    return quantity.unit.casefold().startswith("rp")


def told(sentence: str, limit: int = 150) -> str:
    text = re.sub(r"\s+", " ", sentence)
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
