"""Unmatched names -> proposed entries: names that mean the same brought together over agencies and years.

The commonest wording leads a proposal, others join the leader whose wording they match as surely as a printed name
matches an entry; a unit of another sort keeps two apart. Nothing is decided here: every proposal goes to a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpus.registry import Catalogue, Indicator
from corpus.user_catalogue import name_key
from normalize.match import Matcher
from normalize.match_costs import unit_to_head
from normalize.match_many import names_to_matches
from normalize.match_model import Candidate
from normalize.name_phrases import is_place, replace_phrases
from normalize.name_words import LIGHT_WORDS
from normalize.names import fold, text_to_words
from normalize.units import unit_to_canonical
from warehouse.catalogue_names import Place, UnmatchedName

#: how strong two wordings must match to be one proposal: a little more than a name and an entry
ALIKE = 0.85
#: candidates of a leader that are looked at
NEAR = 6
#: how sure the nearest entry must be to be named, and to lend its sector
NAMED = 0.10
#: names longer than this are sentences
LONGEST = 300
PLACES = 5
VALUES = 6


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed entry. `names` as printed, the commonest first, which without its number is `name`; `nearest` is the
    catalogue's best candidate for it, None where none is near. `polarity` and `aggregation` are '' where the figures
    tell neither.
    """

    name: str
    names: tuple[str, ...]
    unit: str
    polarity: str
    aggregation: str
    sector: str
    figures: int
    reports: int
    agencies: tuple[str, ...]
    years: tuple[int, ...]
    places: tuple[Place, ...]
    values: tuple[str, ...]
    nearest: Candidate | None = None


def names_to_proposals(
    names: Sequence[UnmatchedName], matcher: Matcher, decided: Collection[str] = ()
) -> list[Proposal]:
    """The proposals, those of most reports first, and of those the ones that begin as indicators do.

    Left out are names that `matcher` finds an entry for by now, names decided on (`decided`, by `name_key`), and what
    cannot be an indicator: a goal, a programme, an account, a sentence, a name without words.
    """
    asked = [name for name in names if name_key(name.name) not in decided and _may_be_indicator(name, matcher)]
    found = names_to_matches(matcher, [(name.name, name.units[0] if name.units else "") for name in asked])
    open_names = [(name, match) for name, match in zip(asked, found, strict=True) if match.id is None]
    nearest = {name.name: match.candidates[0] for name, match in open_names if match.candidates}
    groups = _grouped([name for name, _ in open_names], matcher)
    proposals = [_group_to_proposal(group, nearest, matcher.catalogue) for group in groups]
    headed = {one.name: matcher.reader.read(one.name).headed for one in proposals}
    return sorted(proposals, key=lambda one: (-one.reports, not headed[one.name], -one.figures, one.name))


def _may_be_indicator(name: UnmatchedName, matcher: Matcher) -> bool:
    read = matcher.reader.read(name.name)
    if read.opener or len(name.name) > LONGEST or is_place(name.name):
        return False
    return any(token.isalpha() and len(token) > 2 and token not in LIGHT_WORDS for token in read.tokens)


def _grouped(names: Sequence[UnmatchedName], matcher: Matcher) -> list[list[UnmatchedName]]:
    """Names that mean the same, each group's leader first."""
    order = sorted(
        names,
        key=lambda name: (-name.reports, -name.figures, _roughness(name.name, matcher), len(name.name), name.name),
    )
    made = Catalogue(
        tuple(
            Indicator(f"{place:07d}", name.name, name.units[0] if name.units else "", "", "", "")
            for place, name in enumerate(order)
        )
    )
    # read by the real catalogue's vocabulary: a misprint among the names must not pass for a word
    among = Matcher(made, reader=matcher.reader)
    # a name matches itself best, so what is asked for is what else is near
    found = among.match_all(
        [name.name for name in order], [name.units[0] if name.units else "" for name in order], shown=NEAR
    )
    leader = list(range(len(order)))
    for place, match in enumerate(found):
        near = [(-candidate.features["strength"], int(candidate.id)) for candidate in match.candidates]
        for minus, other in sorted(near):
            if (
                other < place
                and leader[other] == other
                and -minus >= ALIKE
                and _units_agree(order[place], order[other])
            ):
                leader[place] = other
                break
    groups: dict[int, list[UnmatchedName]] = {}
    for place, name in enumerate(order):
        groups.setdefault(leader[place], []).append(name)
    return list(groups.values())


def _roughness(name: str, matcher: Matcher) -> int:
    """How many words of a name are old spellings, abbreviations or slips: a proposal is led by a clean wording."""
    words = text_to_words(fold(name))
    return len(set(words) - set(replace_phrases(words))) + len(matcher.reader.read(name).mended)


def _units_agree(one: UnmatchedName, other: UnmatchedName) -> bool:
    heads = [{unit_to_head(unit) for unit in name.units[:1]} - {""} for name in (one, other)]
    return not heads[0] or not heads[1] or heads[0] == heads[1]


def _group_to_proposal(group: Sequence[UnmatchedName], nearest: dict[str, Candidate], catalogue: Catalogue) -> Proposal:
    units = Counter(unit_to_canonical(unit) for name in group for unit in name.units[:1] for _ in range(name.reports))
    votes = [sum(column) for column in zip(*(name.polarity_votes for name in group), strict=True)]
    quarters = [sum(column) for column in zip(*(name.aggregation_votes for name in group), strict=True)]
    near = nearest.get(group[0].name)
    near = near if near is not None and near.score >= NAMED else None
    entry = catalogue.get(near.id) if near else None
    places = sorted(
        {place for name in group for place in name.places},
        key=lambda place: (place.agency, place.year or 0, place.report, place.page or 0, place.line or 0),
    )
    return Proposal(
        name=fold(group[0].name),
        names=tuple(name.name for name in group),
        unit=units.most_common(1)[0][0] if units else "",
        polarity=_most(votes, ("higher", "lower")),
        aggregation=_most(quarters, ("sum", "average", "last")),
        sector=entry.sector if entry else "",
        figures=sum(name.figures for name in group),
        reports=max(len({place.report for place in places}), max(name.reports for name in group)),
        agencies=tuple(sorted({agency for name in group for agency in name.agencies})),
        years=tuple(sorted({year for name in group for year in name.years})),
        places=tuple(_spread(places)),
        values=tuple(dict.fromkeys(value for name in group for value in name.values))[:VALUES],
        nearest=near,
    )


def _most(votes: Sequence[int], words: Sequence[str]) -> str:
    """The word with most votes; '' without any or on a draw."""
    best = max(votes, default=0)
    return words[votes.index(best)] if best and list(votes).count(best) == 1 else ""


def _spread(places: Sequence[Place]) -> list[Place]:
    """A few places, of different agencies and years first."""
    first: dict[tuple[str, int | None], Place] = {}
    for place in places:
        first.setdefault((place.agency, place.year), place)
    chosen = [*first.values(), *(place for place in places if place not in first.values())]
    return chosen[:PLACES]
