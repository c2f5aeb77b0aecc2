"""English messages without the Indonesian words that come with the names of tables and measures."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"(“[^”]*”)")
#: outside of what is quoted from the report
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^Tabel (?=[\dIVX]|$)"), "Table "),
    (re.compile(r"(?<=\. )Tabel (?=[\dIVX]|$)"), "Table "),
    (re.compile(r"\b[Tt]abel (?=[\dIVX]|$)"), "table "),
    (re.compile(r"\bhlm\. (?=\d)"), "p. "),
    (re.compile(r"\buraian \(p\. (\d+)\)"), r"the prose on p. \1"),
    (re.compile(r"\buraian\b"), "the prose"),
    (re.compile(r"\bgives realisasi (?=[\dR(-])"), "gives a realisation of "),
    (re.compile(r"\bgives capaian (?=[\dR(-])"), "gives an achievement of "),
    (re.compile(r"\bgives target (?=[\dR(-])"), "gives a target of "),
    (re.compile(r"\bgives pagu (?=[\dR(-])"), "gives an allocation of "),
)


def to_english(message: str) -> str:
    """'Tabel 3.1, column Total: ... as in uraian' -> 'Table 3.1, column Total: ... as in the prose'; quotes stay."""
    pieces = _QUOTED.split(message)
    for place in range(0, len(pieces), 2):
        piece = pieces[place]
        for number, (pattern, english) in enumerate(_WORDS):
            # the first pattern is for the beginning of the whole message
            if number or place == 0:
                piece = pattern.sub(english, piece)
        pieces[place] = piece
    return "".join(pieces)
