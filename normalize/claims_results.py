"""Claims about results: budgets, achievements, changes, averages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from normalize.claims_mentions import Spot
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
    for told in sentences:
        groups: list[list[Found]] = [[]]
        for found in told.found:
            role = found[1].role
            if role not in _RESULT_ROLES or found[0].start in used:
                continue
            clash = role != "capaian" and any(
                m.role != "capaian" and not compatible(s, found[0]) for s, m in groups[-1]
            )
            if role in {m.role for _, m in groups[-1]} or clash or not _same_year(groups[-1], found):
                groups.append([])
            groups[-1].append(found)
        for group in groups:
            if not group:
                continue
            carried = [known[role][1] for role in _lacking(group) if _may_carry(known.get(role), told, group)]
            drafts.append(Draft("achievement", told, tuple(m for _, m in (*carried, *group))))
            for found in group:
                known[found[1].role] = (told.number, found)
    return drafts


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


_TO = re.compile(r"\b(?:menjadi|ke|naik menjadi|turun menjadi|hingga)\b", re.I)
_CHANGED = re.compile(
    r"\b(?:meningkat|menurun|naik|turun|kenaikan|penurunan|peningkatan|bertambah|berkurang|tumbuh|pertumbuhan"
    r"|berubah)\b",
    re.I,
)


def told_to_changes(sentences: Sequence[Told]) -> list[Draft]:
    """Changes: "dari A menjadi B", "naik sebesar D", and A and B told by two years in the sentence of D or the next."""
    drafts: list[Draft] = []
    for place, told in enumerate(sentences):
        differences = [(s, m) for s, m in told.found if m.role == "difference"]
        pair = _from_to(told.found)
        if pair is None and differences:
            following = sentences[place + 1].found if place + 1 < len(sentences) else ()
            own = any(m.year and m.role != "difference" for _, m in told.found)
            pair = _by_years(told.found) if own else _by_years(following)
            if pair is not None and not _belongs(differences[0][0], pair, told):
                pair = None
        if pair is None and not differences:
            continue
        if pair is not None and not differences and not _CHANGED.search(told.text):
            continue
        ends = [] if pair is None else [with_role(pair[0][1], "from"), with_role(pair[1][1], "to")]
        if not differences:
            drafts.append(Draft("change", told, tuple(ends)))
            continue
        for _, difference in differences[: 1 if ends else None]:
            drafts.append(Draft("change", told, (*ends, difference)))
    return drafts


def _from_to(found: Sequence[Found]) -> tuple[Found, Found] | None:
    for (first, m), (second, n) in pairwise(found):
        if first.sort != second.sort or (first.head != second.head and first.head and second.head):
            continue
        starts = re.search(r"\bdari\b[^,.;()]{0,60}$", first.left, re.I)
        if (
            starts
            and not re.search(r"terdiri\s+dari", first.left, re.I)
            and _TO.search(second.left)
            and len(second.left) < 110
        ):
            return (first, m), (second, n)
        # "17 standar dari 15 standar di tahun 2015"
        if (
            re.fullmatch(r"\s*dari\s*", second.left, re.I)
            and second.right
            and re.match(r"\s*(?:di|pada)?\s*tahun (?:lalu|sebelumnya|20\d\d)", second.right)
        ):
            return (second, n), (first, m)
    return None


def _belongs(difference: Spot, pair: tuple[Found, Found], told: Told) -> bool:
    """Whether a difference is told of these two values: of their sort or a percent, and not told of another."""
    first, second = sorted((pair[0][0], pair[1][0]), key=lambda spot: spot.start)
    if difference.sort != "percent" and (difference.sort != first.sort or difference.head != first.head):
        return False
    inside = first.start < difference.start < second.start
    return not inside or bool(
        re.search(r"\bdiban?ding", told.text[difference.end - told.start : second.start - told.start], re.I)
    )


def _by_years(found: Sequence[Found]) -> tuple[Found, Found] | None:
    """The two latest years' values among figures of one thing."""
    dated = [
        (s, m) for s, m in found if m.year and m.role not in ("difference", "target", "fisik") and s.sort != "money"
    ]
    for last in sorted(dated, key=lambda item: -(item[1].year or 0)):
        earlier = [item for item in dated if (item[1].year or 0) < (last[1].year or 0) and compatible(item[0], last[0])]
        if earlier:
            return max(earlier, key=lambda item: item[1].year or 0), last
    return None


_AVERAGE = re.compile(r"rata\s*[-–]?\s*rata(?:nya)?(?!\s+(?:lebih|sudah|masih|sama))", re.I)
#: "71,61% yang dihitung dari rata-rata capaian 8 IKU"
_DERIVED = re.compile(
    r"[\s,]*(?:\([^()]*\)[\s,]*)?(?:yang|merupakan|dihitung|diperoleh|hasil|berdasarkan"
    r"|dari hasil)\b[^.;,]{0,60}?\brata",
    re.I,
)
_COUNTED = frozenset(
    {"iku", "indikator", "sasaran", "kegiatan", "program", "ik", "komponen", "unsur", "aspek", "tujuan"}
)


def told_to_averages(sentences: Sequence[Told]) -> list[Draft]:
    """A stated average (`result`) and of how many values it is (`count`)."""
    drafts: list[Draft] = []
    for told in sentences:
        if not _AVERAGE.search(told.text):
            continue
        figures = [
            (s, m) for s, m in told.found if s.sort in ("percent", "number") and m.role not in ("target", "difference")
        ]
        counts = [m for s, m in told.found if s.head in _COUNTED]
        for spot, mention in figures:
            averaged = _AVERAGE.search(spot.left)
            named = (
                averaged
                and len(spot.left) - averaged.end() < 120
                and mention.role != "threshold"
                and not re.search(r"\bdiban?ding\w*\b", spot.left, re.I)
            )
            derived = _DERIVED.match(spot.right)
            if named or derived:
                near = counts[:1]
                drafts.append(
                    Draft("average", told, (with_role(mention, "result"), *(with_role(m, "count") for m in near)))
                )
                break
    return drafts
