"""Regions as prose names them: which region a name with its level means, and which two may be meant for one another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus import load_regions
from validate.names import fold

#: a region with its level; its words are capitalised
REGION = re.compile(
    r"\b(?P<level>Provinsi|Propinsi|Kabupaten|Kab\.|Kota)\s+"
    r"(?P<name>[A-Z][A-Za-z'’-]+(?:\s+(?:dan\s+)?[A-Z][A-Za-z'’-]+){0,4})"
)
LEVELS = {"propinsi": "provinsi", "kab.": "kabupaten"}


@dataclass(frozen=True, slots=True)
class Place:
    """A registered region: its level and folded name of today (one for all its spellings), and the folded names of the
    provinces it lay in; `since` is the year it was made, None for before the registry counts.
    """

    level: str
    name: str
    provinces: frozenset[str]
    since: int | None

    @property
    def local(self) -> bool:
        return self.level != "provinsi"


@cache
def places() -> dict[tuple[str, str], Place]:
    """(level, folded name without it) -> the place, under every name that the registry knows."""
    spellings: dict[tuple[str, str], str] = {}
    provinces: dict[tuple[str, str], set[str]] = {}
    since: dict[tuple[str, str], int | None] = {}
    # today's name comes last and gives the others its own
    by_code: dict[str, str] = {}
    records = sorted(load_regions(), key=lambda one: one.valid_to is None)
    for one in records:
        by_code[one.kemendagri or one.name] = _bare(one.name)
    for one in records:
        today = by_code[one.kemendagri or one.name]
        key = (one.level, today)
        provinces.setdefault(key, set()).add(fold(one.parent or one.name))
        since[key] = min((year for year in (since.get(key), one.valid_from) if year), default=None)
        for name in (one.name, *one.aliases):
            spellings.setdefault((one.level, _bare(name)), today)
    return {
        (level, name): Place(level, today, frozenset(provinces[level, today]), since[level, today])
        for (level, name), today in spellings.items()
    }


def _bare(name: str) -> str:
    return re.sub(r"^(?:kabupaten|kota|provinsi)\s+", "", fold(name))


def name_to_place(level: str, name: str) -> Place | None:
    """('Wali Kota' is no level; 'kota', 'Tangsel') -> the place; None for a name that the registry doesn't know."""
    folded = level.casefold()
    return places().get((LEVELS.get(folded, folded), fold(name)))


def text_to_places(text: str) -> list[tuple[Place, int, int]]:
    """(place, start, end) of the registered regions that the text names with their level, at their full length.

    A line in capitals is read like one set as names are ("KABUPATEN BURU"). What only looks like a region ("Kota Layak
    Anak", a misprint) is none.
    """
    found: list[tuple[Place, int, int]] = []
    for match in REGION.finditer(text.title() if text.isupper() else text):
        words = list(re.finditer(r"\S+", match["name"]))
        for count in range(len(words), 0, -1):
            end = match.start("name") + words[count - 1].end()
            place = name_to_place(match["level"], text[match.start("name") : end])
            if place is not None:
                found.append((place, match.start(), end))
                break
    return found


def may_be_meant(one: Place, other: Place) -> bool:
    """May a report of the one name the other's agency as its own: its province's, or one of what lies in it? Or are
    the two names one, cut short ("Bandung" of "Bandung Barat")?
    """
    if one.local != other.local:
        lower, upper = (one, other) if one.local else (other, one)
        return upper.name in lower.provinces
    ours, theirs = one.name.split(), other.name.split()
    short = min(len(ours), len(theirs))
    return one != other and one.level == other.level and ours[:short] == theirs[:short]
