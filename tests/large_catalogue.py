"""A made catalogue of thousands of entries and printed names of it: the real one's names with words exchanged.

Seeded, so that every run measures the same. `python -m tests.large_catalogue` prints the times.
"""

from __future__ import annotations

import random
import time

from corpus import load_catalogue, load_words
from corpus.registry import Catalogue, Indicator
from normalize.name_words import LIGHT_WORDS, STOP_WORDS

OWNERS = ("", "", "", " Kabupaten Merauke", " Dinas Kesehatan", " Provinsi Papua Barat", " (kumulatif)", " tahun 2021")


def exchanged(name: str, chance: random.Random, words: list[str], count: int) -> str:
    """The name with `count` of its telling words replaced by others of the field."""
    parts = name.split()
    places = [
        place
        for place, word in enumerate(parts)
        if place and len(word) > 4 and word.casefold() not in STOP_WORDS | LIGHT_WORDS
    ]
    for place in chance.sample(places, min(count, len(places))):
        parts[place] = chance.choice(words)
    return " ".join(parts)


def slipped(name: str, chance: random.Random) -> str:
    """The name with one letter lost, doubled or split off."""
    at = chance.randrange(1, len(name))
    return chance.choice([name[:at] + name[at + 1 :], name[:at] + " " + name[at:], name[:at] + name[at] + name[at:]])


def large_catalogue(size: int = 5000, seed: int = 20261120) -> Catalogue:
    """The real entries, and made ones with ids TST-0001.. up to `size` entries, each with up to two aliases."""
    chance = random.Random(seed)
    words = sorted(word for word in load_words() if len(word) > 4)
    real = list(load_catalogue())
    made: list[Indicator] = []
    taken: set[str] = {entry.name for entry in real}
    while len(real) + len(made) < size:
        model = chance.choice(real)
        name = exchanged(model.name, chance, words, 3)
        if name in taken or len(name) < 20:
            continue
        taken.add(name)
        aliases = tuple(exchanged(name, chance, words, 1) for _ in range(chance.randrange(3)))
        made.append(
            Indicator(
                f"TST-{len(made) + 1:04d}",
                name,
                model.unit,
                model.polarity,
                model.aggregation,
                model.sector,
                aliases=aliases,
            )
        )
    return Catalogue((*real, *made))


def printed_names(catalogue: Catalogue, count: int, seed: int = 1) -> list[tuple[str, str, str]]:
    """Distinct (name, unit, id of the entry it was made from or ''): six in ten are an entry's, as printed or with a
    slip and an owner; the others have two words exchanged and are nothing's."""
    chance = random.Random(seed)
    words = sorted(word for word in load_words() if len(word) > 4)
    entries = list(catalogue)
    out: dict[str, tuple[str, str, str]] = {}
    while len(out) < count:
        entry = chance.choice(entries)
        name = chance.choice((entry.name, *entry.aliases))
        if chance.random() < 0.6:
            printed = name + chance.choice(OWNERS)
            if chance.random() < 0.4 and len(name) >= 20:
                printed = slipped(printed, chance)
            out.setdefault(printed, (printed, entry.unit, entry.id))
        else:
            printed = exchanged(name, chance, words, 2)
            out.setdefault(printed, (printed, entry.unit, ""))
    return list(out.values())


def measure(count: int = 100_000, size: int = 5000) -> None:
    """Prints seconds and how many were right."""
    from normalize.match import Matcher
    from normalize.match_many import names_to_matches

    catalogue = large_catalogue(size)
    began = time.perf_counter()
    matcher = Matcher(catalogue)
    print(f"{len(catalogue)} entries read in {time.perf_counter() - began:.1f} s")
    rows = printed_names(catalogue, count)
    for workers in (1, 2):
        began, cpu = time.perf_counter(), time.process_time()
        found = names_to_matches(matcher, [(name, unit) for name, unit, _ in rows], workers=workers)
        print(
            f"{workers} workers: {count} names in {time.perf_counter() - began:.1f} s"
            f" (this process {time.process_time() - cpu:.1f} s of a core)"
        )
    own = [(match.id, expected) for match, (_, _, expected) in zip(found, rows, strict=True) if expected]
    print(f"right {sum(a == b for a, b in own)} of {len(own)}, wrong {sum(a not in (None, b) for a, b in own)}")


if __name__ == "__main__":
    measure()
