"""From drafts to findings: one slip is one finding; identity, proof, order.

Two drafts are one slip when a rule gave them the same `slip` mark (the same figures printed in several tables), or
when one cell
alone is in doubt in both. The stronger keeps its rule; the other's reasons and evidence are added to it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from validate.english import to_english
from validate.evidence import place_in_words
from validate.frame import Draft
from validate.model import RULES, Evidence, Finding, Suspect

SEVERITY_ORDER = {"error": 0, "warning": 1, "note": 2}
#: rules that explain a slip best come first when one slip is seen by several
EXPLAINS = {
    rule: place
    for place, rule in enumerate(
        (
            "malformed",
            "capaian",
            "quarter_sum",
            "budget",
            "total",
            "hierarchy",
            "average",
            "cross_table",
            "plan_chain",
            "prose_vs_table",
            "prose_arithmetic",
            "terbilang",
            "cascade",
        )
    )
}


def text_to_hash(*parts: str) -> str:
    """16 hex digits of the parts' sha256, the parts kept apart."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _strength(draft: Draft) -> tuple[int, int, int]:
    return (SEVERITY_ORDER[draft.severity], EXPLAINS.get(draft.rule, 99), -draft.weight)


def places_in_words(drafts: Sequence[Draft], lang: str) -> str:
    """Where the other prints of one slip stand, each place once, at most five."""
    known = [draft for draft in drafts if draft.table or draft.page is not None]
    places = list(dict.fromkeys(place_in_words(draft.table, draft.page, lang) for draft in known))
    return ", ".join(places[:5]) + (f" +{len(places) - 5}" if len(places) > 5 else "")


def _joined(drafts: Sequence[Draft]) -> Draft:
    """The strongest draft with the others' evidence, suspects and reasons."""
    ordered = sorted(drafts, key=_strength)
    first = ordered[0]
    if len(ordered) == 1:
        return first
    evidence: list[Evidence] = list(first.evidence)
    suspects: list[Suspect] = list(first.suspects)
    seen = {(one.table_index, one.row, one.col, one.page, one.line, one.raw) for one in evidence}
    named = {(one.raw, one.would_be) for one in suspects}
    reasons: list[str] = []
    reasons_en: list[str] = []
    places: list[Draft] = []
    for other in ordered[1:]:
        for piece in other.evidence:
            mark = (piece.table_index, piece.row, piece.col, piece.page, piece.line, piece.raw)
            if mark not in seen:
                seen.add(mark)
                evidence.append(piece)
        for suspect in other.suspects:
            if (suspect.raw, suspect.would_be) not in named:
                named.add((suspect.raw, suspect.would_be))
                suspects.append(suspect)
        if other.slip and other.slip == first.slip and other.rule == first.rule:
            places.append(other)
        elif other.message not in (first.message, *reasons):
            reasons.append(other.message)
            reasons_en.append(other.message_en)
    message, message_en = first.message, first.message_en
    if places_in_words(places, "id"):
        message += f" Sama di {places_in_words(places, 'id')}."
        message_en += f" The same in {places_in_words(places, 'en')}."
    if reasons:
        more = len(reasons) - 3
        message = " Juga: ".join([message, *reasons[:3]]) + (f" (dan {more} lagi)" if more > 0 else "")
        message_en = " Also: ".join([message_en, *reasons_en[:3]]) + (f" (and {more} more)" if more > 0 else "")
    return Draft(
        rule=first.rule,
        kind=first.kind,
        severity=first.severity,
        key=first.key,
        message=message,
        message_en=message_en,
        evidence=tuple(evidence),
        expected=first.expected,
        reported=first.reported,
        indicator=first.indicator,
        table=first.table,
        page=first.page,
        suspects=tuple(suspects),
        cells=first.cells,
        weight=first.weight + 2 * (len(ordered) - 1),
        slip=first.slip,
    )


#: rules that hold a figure against those it is reckoned from
RECKONED = frozenset(("capaian", "quarter_sum", "total", "hierarchy", "budget", "average"))


def mends(draft: Draft) -> list[tuple[str, int, int, int, str]]:
    """The cells that one new value would mend, with that value and the sort of proof: two drafts with one such cell,
    value and sort are one slip. What is reckoned wrong and what is printed otherwise elsewhere stay two findings.
    """
    if draft.severity == "note":
        return []
    sort = "reckoned" if draft.rule in RECKONED else draft.rule
    return [
        (sort, piece.table_index, piece.row, piece.col, digits(suspect.would_be))
        for suspect in draft.suspects
        if (piece := suspect.evidence)
        and piece.table_index is not None
        and piece.row is not None
        and piece.col is not None
        and any(char.isdigit() for char in suspect.would_be)
    ]


def merge_drafts(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts of one slip joined, in the order of their first appearance."""
    listed = list(drafts)
    leader = list(range(len(listed)))

    def root(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    by_slip: dict[str, int] = {}
    by_cell: dict[tuple[int, int, int], int] = {}
    by_mend: dict[tuple[str, int, int, int, str], int] = {}
    for index, draft in enumerate(listed):
        if draft.slip:
            other = by_slip.setdefault(draft.slip, index)
            leader[root(index)] = root(other)
        if len(draft.cells) == 1:
            cell = next(iter(draft.cells))
            other = by_cell.setdefault(cell, index)
            leader[root(index)] = root(other)
        for mark in mends(draft):
            other = by_mend.setdefault(mark, index)
            leader[root(index)] = root(other)
    groups: dict[int, list[Draft]] = {}
    for index, draft in enumerate(listed):
        groups.setdefault(root(index), []).append(draft)
    return [_joined(group) for group in groups.values()]


def digits(text: str) -> str:
    """The figures and marks of a print: a suspect that would have to be what it is is none."""
    return re.sub(r"[^\d,.]", "", text).strip(".,") or text


def drafts_to_findings(drafts: Sequence[Draft], doc: str, agency: str, year: int | None) -> list[Finding]:
    """Findings with id and proof, the worst first; the order is the same for the same input."""
    rule_place = {rule: place for place, rule in enumerate(RULES)}

    def order(item: tuple[int, Draft]) -> tuple[int, int, int, int]:
        index, draft = item
        return (SEVERITY_ORDER[draft.severity], -draft.weight, rule_place[draft.rule], index)

    findings: list[Finding] = []
    used: dict[str, int] = {}
    for rank, (_, draft) in enumerate(sorted(enumerate(drafts), key=order)):
        identity = text_to_hash(draft.rule, agency, str(year or ""), draft.kind, *draft.key)
        repeat = used.get(identity, 0)
        used[identity] = repeat + 1
        if repeat:
            identity = text_to_hash(identity, str(repeat))
        findings.append(
            Finding(
                id=identity,
                proof=text_to_hash(*sorted({piece.raw for piece in draft.evidence})),
                rule=draft.rule,
                severity=draft.severity,
                kind=draft.kind,
                doc=doc,
                page=draft.page
                if draft.page is not None
                else next((one.page for one in draft.evidence if one.page), None),
                table=draft.table or next((one.table for one in draft.evidence if one.table), ""),
                indicator=draft.indicator,
                message=draft.message,
                message_en=to_english(draft.message_en),
                expected=draft.expected,
                reported=draft.reported,
                evidence=draft.evidence,
                suspects=tuple(one for one in draft.suspects if digits(one.raw) != digits(one.would_be)),
                rank=rank,
            )
        )
    return findings
