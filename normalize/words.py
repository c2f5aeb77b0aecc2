"""Indonesian number words -> their value as written; and figures that carry their words in brackets: "53 (lima puluh
tiga)".

The reader is strict about order and tolerant about spelling by one closed rule: a word one slip (a letter added, lost,
changed, or
two swapped) away from exactly one number word is read as that word, and the slip is told. A missing "ribu" is not put
back:
the value is what the words say, for that is what a finding rests on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from normalize.model import Quantity
from normalize.prose_numbers import find_quantities
from normalize.units import unit_to_class

_DIGITS = {
    "nol": 0, "kosong": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9,
}  # fmt: skip
_TEENS = {"sepuluh": 10, "sebelas": 11}
_SCALES = {
    "ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12, "trilyun": 10**12,
    "triliyun": 10**12, "kuadriliun": 10**15,
}  # fmt: skip
_ONE_SCALES = {"seribu": 10**3, "sejuta": 10**6, "semiliar": 10**9, "semilyar": 10**9, "setriliun": 10**12}
_PARTS = ("belas", "puluh", "ratus", "seratus")
_MARKS = ("koma", "titik", "minus", "negatif")
_VOCABULARY = (*_DIGITS, *_TEENS, *_SCALES, *_ONE_SCALES, *_PARTS, *_MARKS)
_EXACT = frozenset(_VOCABULARY)
#: real words one letter away from a number word
_NO_SLIPS = frozenset(
    (
        "lama", "suatu", "satuan", "rabu", "ribut", "duta", "jutaan", "ribuan", "kelas", "jelas", "beras", "balas",
        "belah", "bela",
        "puluhan", "belasan", "ratusan", "ratu", "enak", "tega", "kopma", "roma", "coma", "batu", "situ", "sate",
        "tuna", "mana",
        "lina", "liga", "tika", "milik", "empati", "minum", "milimeter",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Number words as read. `decimals` counts the words' own decimals ("koma enam nol": 2); `slips` are the
    misspelt words as
    (printed, meant); `unit` the word after them ("persen", "rupiah", "orang"), '' without one."""

    value: Decimal
    decimals: int = 0
    slips: tuple[tuple[str, str], ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class WordPair:
    """A figure and its words in a text. `figure` is the printed number, `printed` the words as printed, `words`
    None where they are
    number words that make no number ("dua tiga"). `start`, `end` span both."""

    start: int
    end: int
    figure: Quantity
    printed: str
    words: NumberWords | None


def read_number_words(text: str) -> int | None:
    """The whole number that the words give, None where they give none or one with decimals. See `words_to_number`."""
    number = words_to_number(text)
    return int(number.value) if number and number.decimals == 0 else None


def words_to_number(text: str) -> NumberWords | None:
    """Reads number words, nothing else but one unit word at the end; None where they are not a number in good order."""
    tokens = re.findall(r"[^\W\d_]+", text.casefold())
    if not tokens:
        return None
    words: list[str] = []
    slips: list[tuple[str, str]] = []
    unit = ""
    for place, token in enumerate(tokens):
        meant = _token_to_words(token)
        if meant is None:
            rest = tokens[place:]
            if place == 0 or len(rest) > 2 or not _may_be_unit(rest[0]):
                return None
            unit = " ".join(rest)
            break
        if "".join(meant) != token:
            slips.append((token, " ".join(meant)))
        words.extend(meant)
    if len(slips) * 2 > len(words) + 1 or (len(words) == 1 and slips and len(slips[0][0]) < 5):
        return None
    negative = words[0] in ("minus", "negatif")
    if negative:
        words = words[1:]
    whole, decimals = words, None
    for mark in ("koma", "titik"):
        if mark in words:
            cut = words.index(mark)
            whole, decimals = words[:cut], words[cut + 1 :]
            break
    value = _words_to_int(whole)
    if value is None:
        return None
    number = Decimal(value)
    places = 0
    if decimals is not None:
        digits = _words_to_decimals(decimals)
        if digits is None:
            return None
        number, places = Decimal(f"{value}.{digits}"), len(digits)
    return NumberWords(-number if negative else number, places, tuple(slips), unit)


def _may_be_unit(word: str) -> bool:
    return word in ("rupiah", "persen", "prosen") or unit_to_class(word) in ("count", "measure", "percent")


def _words_to_int(words: list[str]) -> int | None:
    """The value of exact number words without "koma"; None where the order is no number's."""
    if not words:
        return None
    if words in (["nol"], ["kosong"]):
        return 0
    total = group = 0
    place = 1000  # what the next word of the group must stay below
    last_scale = 10**18
    digit: int | None = None  # a digit that still may be multiplied by belas, puluh, ratus
    for word in words:
        if _DIGITS.get(word):
            if digit is not None or place <= 1:
                return None
            digit = _DIGITS[word]
        elif word in _TEENS:
            if digit is not None or place <= 10:
                return None
            group, place = group + _TEENS[word], 1
        elif word == "belas":
            if digit is None or place <= 10:
                return None
            group, place, digit = group + 10 + digit, 1, None
        elif word == "puluh":
            if digit is None or place <= 10:
                return None
            group, place, digit = group + 10 * digit, 10, None
        elif word in ("ratus", "seratus"):
            if (digit is None) == (word == "ratus") or place <= 100:
                return None
            group, place, digit = group + 100 * (digit or 1), 100, None
        else:
            one = word in _ONE_SCALES
            scale = _ONE_SCALES.get(word) or _SCALES.get(word)
            if scale is None or scale == last_scale or (one and (digit is not None or group)):
                return None
            group, digit = (1 if one else group + (digit or 0)), None
            if scale > last_scale:
                # "dua ribu lima ratus juta": all that was said is counted in millions
                if total >= scale:
                    return None
                total, group = (total + group) * scale, 0
            else:
                if group == 0:
                    return None
                total, group = total + group * scale, 0
            last_scale, place = scale, 1000
    return total + group + (digit or 0)


def _words_to_decimals(words: list[str]) -> str | None:
    """The digits after "koma": "enam nol" -> "60", "dua puluh lima" -> "25"."""
    if not words:
        return None
    if all(word in _DIGITS for word in words):
        return "".join(str(_DIGITS[word]) for word in words)
    zeros = 0
    while words[zeros] in ("nol", "kosong"):
        zeros += 1
    value = _words_to_int(words[zeros:])
    return None if value is None else "0" * zeros + str(value)


@lru_cache(maxsize=4096)
def _token_to_words(token: str) -> tuple[str, ...] | None:
    """Number words that a printed word stands for: itself, several run together ("limapuluh"), one a slip away."""
    if token in _EXACT:
        return (token,)
    if parts := _run_together(token):
        return parts
    if len(token) < 4 or token in _NO_SLIPS:
        return None
    near = {word for word in _VOCABULARY if len(word) >= 4 and _one_slip(token, word)}
    return (near.pop(),) if len(near) == 1 else None


def _run_together(token: str) -> tuple[str, ...] | None:
    for word in sorted(_EXACT, key=len, reverse=True):
        if token.startswith(word):
            rest = token[len(word) :]
            if not rest:
                return (word,)
            if tail := _run_together(rest):
                return (word, *tail)
    return None


def _one_slip(a: str, b: str) -> bool:
    """Whether one letter added, lost or changed, or two neighbours swapped, makes `a` into `b`."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    x, y = a[start:], b[start:]
    if len(x) == len(y):
        return x[1:] == y[1:] or (len(x) > 1 and x[0] == y[1] and x[1] == y[0] and x[2:] == y[2:])
    return x[1:] == y if len(x) > len(y) else x == y[1:]


_BRACKET = re.compile(r"\s*(?:,-+|,=)?\s*[\[(]\s*(?:terbilang\s*:?\s*)?(?P<words>[^()\[\]\d]{2,300}?)\s*[\])]", re.I)
_SPOKEN = re.compile(r"[\s,.;:–-]*(?:\(\s*)?terbilang\s*:?\s*[#\"“]?(?P<words>[^()\d#\"”.;]{4,300})", re.I)
_FIGURE_LAST = re.compile(r"\(\s*(?P<figure>(?:rp\.?\s*)?\d[\d.,]*\d|\d)\s*(?:%\s*)?\)", re.I)
#: how far before "(53)" its words may begin
_LONGEST_WORDS = 250


def find_word_pairs(text: str) -> list[WordPair]:
    """The figures of a text that carry their words: "53 (lima puluh tiga) orang", "Rp. 5.000.000,- (lima juta rupiah)",
    "Terbilang: ...", "lima (5) hari". In order of place."""
    pairs: list[WordPair] = []
    for start, figure in find_quantities(text):
        printed_end = start + len(figure.raw)
        bare = re.match(r"[^()]*", figure.raw)
        if bare and "(" in figure.raw[1:] and not figure.raw.startswith("("):
            # "5 (lima) persen": the words stand inside the printed quantity
            printed_end = start + bare.end()
        found = _BRACKET.match(text, printed_end) or _SPOKEN.match(text, printed_end)
        if found and (pair := _to_pair(start, found.end(), figure, found["words"])):
            pairs.append(pair)
    taken = [(pair.start, pair.end) for pair in pairs]
    for found in _FIGURE_LAST.finditer(text):
        figure_start = found.start("figure")
        if any(start <= figure_start < end for start, end in taken):
            continue
        before = text[max(0, found.start() - _LONGEST_WORDS) : found.start()]
        words = _trailing_number_words(before)
        figures = find_quantities(found["figure"])
        if words and figures and (number := words_to_number(words)):
            start = found.start() - len(before) + before.rindex(words)
            pairs.append(WordPair(start, found.end(), figures[0][1], words, number))
    return sorted(pairs, key=lambda pair: pair.start)


def _to_pair(start: int, end: int, figure: Quantity, printed: str) -> WordPair | None:
    tokens = re.findall(r"[^\W\d_]+", printed.casefold())
    numbers = sum(_token_to_words(token) is not None for token in tokens)
    number = words_to_number(printed)
    if number is None:
        # brackets that are mostly number words but no number: told; others are an aside ("(sakit)", "(satu
        # tahun penuh)")
        whole = numbers == len(tokens) or (numbers >= 3 and numbers * 4 >= len(tokens) * 3)
        return WordPair(start, end, figure, printed.strip(), None) if whole else None
    if number.unit in ("tahun", "bulan", "hari", "minggu", "jam") and number.unit != figure.unit.casefold():
        # "12 (satu tahun)"
        return None
    return WordPair(start, end, figure, printed.strip(), number)


def _trailing_number_words(text: str) -> str:
    """The run of number words at the end of a text, as printed; '' without one."""
    start = len(text)
    for found in reversed(list(re.finditer(r"[^\W\d_]+", text))):
        word = found.group().casefold()
        if text[found.end() : start].strip() or _token_to_words(word) != (word,):
            break
        start = found.start()
    return text[start:].strip()
