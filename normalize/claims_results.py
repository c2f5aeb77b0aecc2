"""Claims about results: budgets and achievements."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.claims_roles import with_role
from normalize.claims_told import Draft, Found, Told, compatible
from normalize.model import Mention

_BUDGET_ROLES = frozenset({"pagu", "realisasi_anggaran", "persen_anggaran", "sisa_anggaran", "fisik"})
_RESULT_ROLES = frozenset({"target", "realisasi", "capaian"})
#: how many sentences back a target or a pagu is still meant
REACH = 3


def told_to_budgets(sentences: Sequence[Told]) -> list[Draft]:
    """One claim for each pagu with what was spent of it. A pagu given a sentence or two earlier is carried once,
    unless the years differ;
    a pagu that a later one in the sentence replaces ("menjadi") has the role `from`."""
    drafts: list[Draft] = []
    carried: tuple[int, Mention] | None = None
    for told in sentences:
        groups: list[list[Mention]] = [[]]
        for spot, mention in told.found:
            role = mention.role
            if role == "percent" and groups[-1] and groups[-1][-1].role in ("sisa_anggaran", "realisasi_anggaran"):
                groups[-1].append(mention)
                continue
            if role == "from" and spot.sort == "money" and groups[-1]:
                groups[-1].append(mention)
                continue
            if role not in _BUDGET_ROLES or (role == "fisik" and spot.sort != "percent"):
                continue
            group = groups[-1]
            held = {m.role for m in group}
            replaces = bool(re.search(r"\b(?:menjadi|revisi|perubahan)\b", spot.left, re.I))
            if role == "pagu" and "pagu" in held:
                if held & {"realisasi_anggaran", "persen_anggaran"} or not replaces:
                    groups.append([mention])
                    continue
                group[:] = [with_role(m, "from") if m.role == "pagu" else m for m in group]
            elif role in held and role != "pagu":
                groups.append([mention])
                continue
            group.append(mention)
        for group in groups:
            roles = {m.role for m in group}
            if not roles & {"pagu", "realisasi_anggaran", "persen_anggaran", "sisa_anggaran"}:
                continue
            if "realisasi_anggaran" in roles and "pagu" not in roles and carried and told.number - carried[0] <= REACH:
                year = next((m.year for m in group if m.year), None)
                if year is None or carried[1].year is None or year == carried[1].year:
                    group.insert(0, carried[1])
                carried = None
            for m in group:
                if m.role == "pagu":
                    # of several pagu in one sentence none can be said to be meant later
                    alone = sum(m.role == "pagu" for other in groups for m in other) == 1
                    carried = (told.number, m) if alone and "realisasi_anggaran" not in roles else None
            drafts.append(Draft("budget", told, tuple(group)))
    return drafts


def told_to_achievements(sentences: Sequence[Told], used: set[int]) -> list[Draft]:
    """One claim for each realisasi with its target and capaian; what the sentence lacks is carried from up to three
    sentences back
    where it is of the same kind and not of another year."""
    drafts: list[Draft] = []
    known: dict[str, tuple[int, Found]] = {}
    whole: set[int] = set()
    for told in sentences:
        groups: list[list[Found]] = [[]]
        for found in told.found:
            role = found[1].role
            if role not in _RESULT_ROLES or found[0].start in used:
                continue
            clash = role != "capaian" and any(
                m.role != "capaian" and not compatible(s, found[0]) for s, m in groups[-1]
            )
            if role == "capaian" and _led_by_another(groups[-1]):
                # "capaian sasaran 108,91% ... realisasi 9.721 OH dari target 9.402 OH (103,39%)"
                groups.append(groups[-1][1:])
                del groups[-2][1:]
            elif role in {m.role for _, m in groups[-1]} or clash or not _same_year(groups[-1], found):
                groups.append([])
            groups[-1].append(found)
        for group in groups:
            if not group:
                continue
            turned = _TURNED.search(told.text) is not None or told.number in whole
            carried = [
                known[role][1] for role in _lacking(group) if not turned and _may_carry(known.get(role), told, group)
            ]
            drafts.append(Draft("achievement", told, tuple(m for _, m in (*carried, *group))))
            for found in group:
                known[found[1].role] = (told.number, found)
            if len(group) > 2:
                # a result that has its own target and achievement is not the next one's in the same sentence
                whole.add(told.number)
    return drafts


#: the sentence turns to another sasaran or indicator: "Pada sasaran strategis kedua (SS2) ..."
_TURNED = re.compile(
    r"^\W*(?:\w+\s+){0,3}?(?:sasaran(?:\s+strategis)?|indikator(?:\s+kinerja)?(?:\s+utama)?|iku)\s+"
    r"(?:pertama|kedua|ketiga|keempat|kelima|keenam|ketujuh|kedelapan|ke-?\s?\d|\d|\(|[„“\"])",
    re.I,
)


def _led_by_another(group: Sequence[Found]) -> bool:
    """Whether a group begins with the achievement of something else; its result and target have one of their own."""
    roles = [m.role for _, m in group]
    return roles[:1] == ["capaian"] and {*roles[1:]} == {"target", "realisasi"} and len(roles) == 3


def _same_year(group: Sequence[Found], found: Found) -> bool:
    years = {m.year for _, m in group if m.year}
    return not years or found[1].year is None or found[1].year in years


def _lacking(group: Sequence[Found]) -> list[str]:
    roles = {m.role for _, m in group}
    if roles == {"target"}:
        return []
    lacking = [role for role in ("target", "realisasi") if role not in roles]
    # of a bare capaian only what stands close by is meant
    return lacking if "realisasi" in roles or "target" in roles else lacking[:1]


def _may_carry(known: tuple[int, Found] | None, told: Told, group: Sequence[Found]) -> bool:
    if known is None or told.number - known[0] > REACH:
        return False
    spot, mention = known[1]
    measured = [s for s, m in group if m.role in ("target", "realisasi")]
    if measured and not compatible(spot, measured[0]):
        return False
    return _same_year(group, (spot, mention))
