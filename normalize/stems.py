"""Roots of Indonesian words, roughly: enough that "penempatan" and "ditempatkan" meet."""

from __future__ import annotations

import re
from functools import cache

from normalize.name_words import DIRECTIONS, GROUP_WORDS, LIGHT_WORDS


@cache
def stem(word: str) -> str:
    """The root of an Indonesian word, roughly: "penempatan" and "ditempatkan" meet; at least four letters stay."""
    if word in DIRECTIONS or word in LIGHT_WORDS or word in GROUP_WORDS or len(word) < 6 or not word.isalpha():
        return word
    root = re.sub(r"(?:nya|lah)$", "", word) if len(word) > 7 else word
    for prefix, restore in _PREFIXES:
        if root.startswith(prefix) and len(root) - len(prefix) >= 4:
            rest = root[len(prefix) :]
            if prefix in {"me", "pe"} and rest[0] not in "lrwy":
                continue
            if restore is None:
                root = rest
                break
            if rest[0] in "aiueo":
                root = restore + rest if not (restore == "k" and rest[0] in "aiu") else rest
                break
            if len(prefix) > 2:
                root = rest
                break
    for suffix in ("kan", "an", "i"):
        if root.endswith(suffix) and len(root) - len(suffix) >= 4:
            return root[: -len(suffix)]
    return root


#: prefix, and the letter it swallowed before a vowel (None: it swallows none)
_PREFIXES: tuple[tuple[str, str | None], ...] = (
    ("memper", None),
    ("diper", None),
    ("keber", None),
    ("keter", None),
    ("meng", "k"),
    ("peng", "k"),
    ("meny", "s"),
    ("peny", "s"),
    ("mem", "p"),
    ("pem", "p"),
    ("men", "t"),
    ("pen", "t"),
    ("ber", None),
    ("ter", None),
    ("per", None),
    ("di", None),
    ("ke", None),
    ("me", None),
    ("pe", None),
)
