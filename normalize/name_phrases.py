"""Phrases of a name in their one form: abbreviations and old names, negations; and the names of regions, taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from corpus.registry import load_abbreviations, load_regions

_WORD = re.compile(r"[^\W_]+")
#: names of regions that are ordinary words too (coal, the south coast, high ground): they need a cue, as one word does
_ORDINARY = frozenset(
    tuple(name.split())
    for name in (
        "batu bara",
        "gunung mas",
        "padang panjang",
        "pesisir barat",
        "pesisir selatan",
        "sungai penuh",
        "tanah datar",
        "tanah laut",
        "tebing tinggi",
    )
)
_CUES = frozenset({"provinsi", "kabupaten", "kota", "di", "se"})


@cache
def abbreviation_table() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Printed words -> compared words, of corpus/abbreviations.csv."""
    return {tuple(printed.split()): tuple(compared.split()) for printed, compared in load_abbreviations()}


@cache
def longest_abbreviation() -> int:
    return max(len(key) for key in abbreviation_table())


@cache
def _first_words() -> frozenset[str]:
    """The words that an abbreviation may begin with: most words begin none."""
    return frozenset(key[0] for key in abbreviation_table())


@cache
def _first_place_words() -> frozenset[str]:
    return frozenset(name[0] for name in place_names())


@cache
def place_names() -> frozenset[tuple[str, ...]]:
    """Names of provinces, regencies and cities as words: they say whose the figure is, not what it is."""
    names: set[tuple[str, ...]] = set()
    for region in load_regions():
        for name in (region.name, *region.aliases):
            names.add(tuple(_WORD.findall(name.casefold())))
    return frozenset(name for name in names if name)


def is_place(text: str) -> bool:
    """Whether a text is the name of a known region and nothing else, with or without what sort it is."""
    words = tuple(_WORD.findall(text.casefold()))
    sort = {"kab", "kabupaten", "kota", "prov", "provinsi", "propinsi"}
    return words in place_names() or (len(words) > 1 and words[0] in sort and words[1:] in place_names())


def replace_phrases(words: Iterable[str]) -> list[str]:
    """Spellings, abbreviations and old names in their one form, longest phrase first.

    Two rounds, as an abbreviation may need a spelling first.
    """
    table, longest = abbreviation_table(), longest_abbreviation()
    current, first = list(words), _first_words()
    for _ in range(2):
        if first.isdisjoint(current):
            break
        out: list[str] = []
        index = 0
        while index < len(current):
            if current[index] not in first:
                out.append(current[index])
                index += 1
                continue
            for count in range(min(longest, len(current) - index), 0, -1):
                compared = table.get(tuple(current[index : index + count]))
                if compared is not None:
                    out.extend(compared)
                    index += count
                    break
            else:
                out.append(current[index])
                index += 1
        if out == current:
            break
        current = out
    return current


def drop_places(words: list[str]) -> list[str]:
    """Without the names of known regions; a name of one word, or of ordinary ones, needs "di" or "kota" before it.

    "Batu", "Metro" and "Batu Bara" are other things where nothing says that a region is meant.
    """
    places = place_names()
    if _first_place_words().isdisjoint(words):
        return words
    out: list[str] = []
    index = 0
    while index < len(words):
        for count in (4, 3, 2, 1):
            if tuple(words[index : index + count]) in places and len(words) > index + count - 1:
                cued = index > 0 and words[index - 1] in _CUES
                if cued or (count > 1 and tuple(words[index : index + count]) not in _ORDINARY):
                    while out and out[-1] in _CUES:
                        out.pop()
                    index += count
                    break
        else:
            out.append(words[index])
            index += 1
    return out


def join_negations(words: list[str]) -> list[str]:
    """ "non prosedural" -> "nonprosedural"."""
    out: list[str] = []
    for word in words:
        if out and out[-1] == "non":
            out[-1] = "non" + word
        else:
            out.append(word)
    return out
