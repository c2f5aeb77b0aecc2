"""Printed indicator names -> the tokens they are compared by.

"Prosentase TKI yg ditempat kan (%)" and "Persentase Pekerja Migran Indonesia yang ditempatkan" must come out alike.
Done in this order: blanks, ordinals, marks and units in brackets; broken words put together and slips mended against a
vocabulary; spellings, abbreviations and old names replaced by one form (corpus/abbreviations.csv); stop words dropped.
Kept apart: what turns the meaning round ("non pemerintah", "tidak", "penurunan") and the head that says what is
measured ("Jumlah", "Persentase").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz.distance import OSA

from corpus.registry import load_abbreviations, load_regions, load_words
from normalize.name_repair import close_up_letters, deletes, join_broken, split_glued
from normalize.name_words import (
    DIRECTIONS,
    GROUP_WORDS,
    HEADS,
    INDICATOR_OPENERS,
    LIGHT_WORDS,
    NEGATIONS,
    OWNER_WORDS,
    QUALIFIERS,
    SENTENCE_OPENERS,
    STOP_WORDS,
    WEAK_HEADS,
)

_TAG = re.compile(r"<[^>]{1,20}>")
_ORDINAL = re.compile(
    r"^\s*(?:(?:iku|ik|iks|ikk|ikp|no)\s*[-.]?\s*\d{0,3}(?:\.\d+)*\s*[.:)-]\s*|\(?\d{1,3}(?:\.\d{1,2})*[.)]\s*"
    r"|\(?[a-z][.)]\s+|[-•▪*]\s*)+",
    re.I,
)
_BRACKET_UNIT = re.compile(
    r"[(\[{]\s*(?:%|persen|prosen|orang|unit|indeks|nilai|poin|skor|dokumen|kasus|rp\.?|(?:juta )?rupiah|kali|ha|ton|km"
    r"|bulan|tahun)\s*[)\]}]",
    re.I,
)
_HYPHEN_PREFIX = re.compile(r"\b(non|re|pra|pre|pasca|anti|multi|sub|semi|inter|antar)-\s?(?=\w)", re.I)
_DENOMINATOR = re.compile(
    r"(?:\bper|/)\s*\d[\d.,]*\s*(?:kelahiran hidup|kelahiran|kh|penduduk(?: perempuan)?|jiwa|orang|balita)\b", re.I
)
_CAMEL = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared. `tokens` in printed order, each once, without head and stop words.

    `head` is what is measured ('percent', 'count', 'index', 'grade', 'ratio', 'measure', ''), `opener` True where it
    begins like a sasaran, a programme or an account; `mended` pairs what was printed with what it was taken for.
    """

    printed: str
    tokens: tuple[str, ...]
    head: str
    opener: bool
    negations: frozenset[str]
    directions: frozenset[str]
    mended: tuple[tuple[str, str], ...] = ()
    #: True where it begins as an indicator does: with a head, a weak one ("Angka", "Tingkat") or the like
    headed: bool = False
    #: how many of `tokens` come before an owner's name ("Nilai SAKIP | Dinas Kesehatan"); all of them without one
    own: int = 0

    @property
    def text(self) -> str:
        return " ".join(self.tokens)

    def without_owner(self) -> Name:
        return replace(self, tokens=self.tokens[: self.own], own=0)


def fold(name: str) -> str:
    """One line, plain marks: tags, ordinals, units in brackets and page-break hyphens gone; case kept."""
    text = unicodedata.normalize("NFKC", name).replace("\ufffe", "-").replace("\u00ad", "")
    # OCR reads the narrow pair "rj" as a tilde: "kine~a"
    text = re.sub(r"(?<=[a-z])~(?=[a-z])", "rj", text)
    text = _TAG.sub(" ", text)
    text = re.sub(r"(?<=[a-z])-\s*\n\s*(?=[a-z])", "", text)
    text = " ".join(text.split())
    text = _ORDINAL.sub("", text)
    text = _BRACKET_UNIT.sub(" ", _DENOMINATOR.sub(" ", text))
    # hyphenation that lost its line break ("keter- sediaan"); "re- integrasi" is a prefix and joined below anyway
    text = re.sub(r"(?<=[a-z])- (?=[a-z])", "", text)
    return text.strip(" .,:;-")


def without_brackets(name: str) -> str:
    """The name without what stands in round brackets after the first word, where that restates or explains.

    Kept are brackets with a word that tells things apart ("(mancanegara)", "(swasta)") and figures.
    """

    def kept(found: re.Match[str]) -> str:
        words = set(_WORD.findall(found.group().casefold()))
        return found.group() if words & (GROUP_WORDS | QUALIFIERS) or any(map(str.isdigit, words)) else " "

    return name[:1] + re.sub(r"\([^()]*\)", kept, name[1:])


def text_to_words(text: str) -> list[str]:
    """Casefolded words of a folded name; "100.000" is one word, "%" after a number goes, else it is "persentase"."""
    text = _CAMEL.sub(" ", text)
    text = re.sub(r"(?<=\d)[.,](?=\d)", "", text)
    text = re.sub(r"(?<=\d)\s*%", " ", text)
    text = text.replace("%", " persentase ")
    text = _HYPHEN_PREFIX.sub(r"\1", text)
    text = re.sub(r"(?<=\d)(?=[A-Za-z]{4})", " ", text)
    return _WORD.findall(text.casefold())


@cache
def abbreviation_table() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Printed words -> compared words, of corpus/abbreviations.csv."""
    return {tuple(printed.split()): tuple(compared.split()) for printed, compared in load_abbreviations()}


@cache
def longest_abbreviation() -> int:
    return max(len(key) for key in abbreviation_table())


@cache
def place_names() -> frozenset[tuple[str, ...]]:
    """Names of provinces, regencies and cities as words: they say whose the figure is, not what it is."""
    names: set[tuple[str, ...]] = set()
    for region in load_regions():
        for name in (region.name, *region.aliases):
            names.add(tuple(_WORD.findall(name.casefold())))
    return frozenset(name for name in names if name)


def replace_phrases(words: Iterable[str]) -> list[str]:
    """Spellings, abbreviations and old names in their one form, longest phrase first.

    Two rounds, as an abbreviation may need a spelling first.
    """
    table, longest = abbreviation_table(), longest_abbreviation()
    current = list(words)
    for _ in range(2):
        out: list[str] = []
        index = 0
        while index < len(current):
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
    """Without the names of known regions; a name of one word needs "di" or "kota" before it ("batu", "metro")."""
    places = place_names()
    out: list[str] = []
    index = 0
    while index < len(words):
        for count in (4, 3, 2, 1):
            if tuple(words[index : index + count]) in places and len(words) > index + count - 1:
                named = count > 1 or (index > 0 and words[index - 1] in {"provinsi", "kabupaten", "kota", "di", "se"})
                if named:
                    while out and out[-1] in {"provinsi", "kabupaten", "kota", "di", "se"}:
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


class NameReader:
    """Reads names against a vocabulary (the catalogue's words and the common words of the field)."""

    def __init__(self, known_words: Iterable[str] = ()) -> None:
        words = set(known_words) | set(load_words())
        for printed, compared in abbreviation_table().items():
            words.update(printed)
            words.update(compared)
        words |= STOP_WORDS | LIGHT_WORDS | SENTENCE_OPENERS | GROUP_WORDS | QUALIFIERS | set(HEADS) | WEAK_HEADS
        self.vocabulary = frozenset(words)
        self._neighbours: dict[str, list[str]] = {}
        for word in sorted(words):
            if len(word) >= 5 and word.isalpha():
                for key in {word, *deletes(word)}:
                    self._neighbours.setdefault(key, []).append(word)
        self._mended: dict[str, tuple[str, ...]] = {}

    def nearest(self, word: str) -> str | None:
        """The known word one slip away; None where there is none, or several that don't mean the same."""
        found: dict[tuple[str, ...], str] = {}
        for key in {word, *deletes(word)}:
            for known in self._neighbours.get(key, ()):
                # a short word must keep its first letter; "nonformal" and "informal" are no slips of "formal"
                if (len(word) >= 6 or known[0] == word[0]) and OSA.distance(word, known, score_cutoff=1) == 1:
                    found[abbreviation_table().get((known,), (known,))] = known
        return next(iter(found.values())) if len(found) == 1 else None

    def mend(self, word: str) -> tuple[str, ...]:
        """The word itself where it is known, else the word(s) it was meant to be where that is clear, else itself."""
        if word in self.vocabulary or not word.isalpha() or len(word) < 5:
            return (word,)
        if word not in self._mended:
            near = self.nearest(word)
            glued = split_glued(word, self.vocabulary) if near is None and len(word) >= 8 else None
            self._mended[word] = (near,) if near else tuple(glued) if glued else (word,)
        return self._mended[word]

    def mend_head(self, word: str) -> str:
        """The first word of a name, taken for the head it is a slip of: "ersentase", "jumlh"."""
        if word in self.vocabulary or len(word) < 4:
            return word
        near = [head for head in (*HEADS, *WEAK_HEADS) if OSA.distance(word, head) <= (2 if len(head) >= 10 else 1)]
        return near[0] if len(near) == 1 else word

    def read(self, printed: str) -> Name:
        """The name in comparable form; a name of only stop words has no tokens."""
        words = join_negations(text_to_words(fold(printed)))
        opener = bool(words) and words[0] in SENTENCE_OPENERS
        words = join_broken(close_up_letters(words, self.vocabulary), self.vocabulary)
        mended: list[tuple[str, str]] = []
        whole: list[str] = []
        if words:
            words = [self.mend_head(words[0]), *words[1:]]
        for word in words:
            fixed = self.mend(word)
            if fixed != (word,):
                mended.append((word, " ".join(fixed)))
            whole.extend(fixed)
        opener = opener or (bool(whole) and whole[0] in SENTENCE_OPENERS)
        words = drop_places(join_negations(whole))
        begun = replace_phrases(words[:1])
        headed = bool(begun) and (begun[0] in HEADS or begun[0] in WEAK_HEADS or begun[0] in INDICATOR_OPENERS)
        words = [word for word in replace_phrases(words) if not _YEAR.fullmatch(word)]
        owner = next((index for index, word in enumerate(words) if index and word in OWNER_WORDS), len(words))
        own_words = len([word for word in words[:owner] if word not in STOP_WORDS])
        words = [word for word in words if word not in STOP_WORDS]
        head, printed_words = "", len(words)
        while words and (words[0] in HEADS or words[0] in WEAK_HEADS):
            head = head or HEADS.get(words[0], "")
            words = words[1:]
        own = max(0, own_words - (printed_words - len(words)))
        return Name(
            printed=printed,
            tokens=tuple(dict.fromkeys(words)),
            own=len(dict.fromkeys(words[:own])),
            head=head,
            headed=headed,
            opener=opener,
            negations=frozenset(
                word for word in words if word in NEGATIONS or (word.startswith("non") and len(word) > 5)
            ),
            directions=frozenset(words) & DIRECTIONS,
            mended=tuple(mended),
        )
