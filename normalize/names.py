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
from itertools import pairwise

from rapidfuzz.distance import OSA

from corpus.registry import load_words
from normalize.name_phrases import abbreviation_table, drop_places, join_negations, replace_phrases
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
#: a row's number that lost its point: only before a word that says what is measured
_BARE_ORDINAL = re.compile(
    r"^\s*\d{1,2}\s+(?=(?:jumlah|jml|persentase|prosentase|presentase|%|cakupan|nilai|indeks|angka|tingkat|rasio|rata"
    r"|prevalensi|opini|predikat|proporsi|luas|volume|laju|skor|level)\b)",
    re.I,
)
_BRACKET_UNIT = re.compile(
    r"[(\[{]\s*(?:%|persen|prosen|orang|unit|indeks|nilai|poin|skor|dokumen|kasus|rp\.?|(?:juta )?rupiah|kali|ha|ton|km"
    r"|bulan|tahun)\s*[)\]}]",
    re.I,
)
#: where an office works is a place like a region's name: "di wilayah kerja BPSPL Makassar"
_AREA = re.compile(
    r"(?<=\w)\s+(?:di|pada|dalam)\s+wilayah kerja(?:nya)?\b"
    r"(?:(?!\s+(?:yang|terhadap|per|dengan|dibanding\w*|dan|atau|sesuai)\b)[^()])*",
    re.I,
)
_HYPHEN_PREFIX = re.compile(r"\b(non|re|pra|pre|pasca|anti|multi|sub|semi|inter|antar)-\s?(?=\w)", re.I)
_DENOMINATOR = re.compile(
    r"(?:\bpers?|/)\s*\d[\d.,]*\s*(?:kelahiran hidup|kelahiran|kh|penduduk(?: perempuan)?|jiwa|orang|balita)\b", re.I
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
    text = name if name.isascii() else unicodedata.normalize("NFKC", name)
    text = text.replace("\ufffe", "-").replace("\u00ad", "")
    # each substitution is asked for only where its mark stands: most names have none
    if "~" in text:
        # OCR reads the narrow pair "rj" as a tilde: "kine~a"
        text = re.sub(r"(?<=[a-z])~(?=[a-z])", "rj", text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "-" in text and "\n" in text:
        text = re.sub(r"(?<=[a-z])-\s*\n\s*(?=[a-z])", "", text)
    text = " ".join(text.split())
    text = _ORDINAL.sub("", text)
    if text[:1].isdigit():
        text = _BARE_ORDINAL.sub("", text)
    if any(map(str.isdigit, text)):
        text = _DENOMINATOR.sub(" ", text)
    if "(" in text or "[" in text or "{" in text:
        text = _BRACKET_UNIT.sub(" ", text)
    if "wilayah kerja" in text.casefold():
        text = _AREA.sub(" ", text)
    if "- " in text:
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


#: brackets with nothing but an acronym: "(IPM)", "(i-Bangga)", "(IR/DBD)"
_ACRONYM = re.compile(r"\s*\(\s*(?=[^()]{2,12}\))(?=[^()]*[A-Z][^()]*[A-Z])[A-Za-z]+(?:[-/ ][A-Za-z]+)?\s*\)")


def without_acronyms(name: str) -> str:
    """The name without the acronyms in brackets that stand for the words before them.

    A word that tells things apart ("(KTP)") is kept, as in `without_brackets`.
    """

    def kept(found: re.Match[str]) -> str:
        words = set(_WORD.findall(found.group().casefold()))
        upper = sum(map(str.isupper, found.group()))
        return found.group() if words & (GROUP_WORDS | QUALIFIERS) or upper < 2 else " "

    return name[:1] + _ACRONYM.sub(kept, name[1:])


def text_to_words(text: str) -> list[str]:
    """Casefolded words of a folded name; "100.000" is one word, "%" after a number goes, else it is "persentase"."""
    if not text.islower():
        text = _CAMEL.sub(" ", text)
    figures = any(map(str.isdigit, text))
    if figures:
        text = re.sub(r"(?<=\d)[.,](?=\d)", "", text)
        text = re.sub(r"(?<=\d)\s*%", " ", text)
    text = text.replace("%", " persentase ")
    if "-" in text:
        text = _HYPHEN_PREFIX.sub(r"\1", text)
    if figures:
        text = re.sub(r"(?<=\d)(?=[A-Za-z]{4})", " ", text)
    return _WORD.findall(text.casefold())


class NameReader:
    """Reads names against a vocabulary: words of known names, of the abbreviations, and common ones of the field."""

    def __init__(self, known_names: Iterable[str] = ()) -> None:
        words = set(load_words())
        #: words that stand side by side in known names: they settle what a short slip was meant to be
        self._pairs: set[tuple[str, str]] = set()
        phrases = [text_to_words(fold(name)) for name in known_names]
        for phrase in (*phrases, *map(list, abbreviation_table())):
            words.update(phrase)
            self._pairs.update(pairwise(phrase))
        words.update(word for compared in abbreviation_table().values() for word in compared)
        words |= STOP_WORDS | LIGHT_WORDS | SENTENCE_OPENERS | GROUP_WORDS | QUALIFIERS | set(HEADS) | WEAK_HEADS
        self.vocabulary = frozenset(words)
        self._neighbours: dict[str, list[str]] = {}
        for word in sorted(words):
            if len(word) >= 3 and word.isalpha():
                for key in {word, *deletes(word)}:
                    self._neighbours.setdefault(key, []).append(word)
        self._mended: dict[str, tuple[str, ...]] = {}

    def nearest(self, word: str) -> str | None:
        """The known word one slip away; None where there is none, or several that don't mean the same."""
        found: dict[tuple[str, ...], str] = {}
        for key in {word, *deletes(word)}:
            for known in self._neighbours.get(key, ()):
                # a short word must keep its first letter
                if (
                    len(known) >= 5
                    and (len(word) >= 6 or known[0] == word[0])
                    and OSA.distance(word, known, score_cutoff=1) == 1
                ):
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

    def mend_in_place(self, word: str, before: str, after: str) -> str:
        """An unknown word, taken for the one a slip away that stands beside its neighbour in a known name.

        "imunisasi dsar lengkap" -> "dasar". Words of three letters need both neighbours; itself where nothing or more
        than one word fits.
        """
        if word in self.vocabulary or not word.isalpha() or len(word) < 3:
            return word
        fitting: dict[str, int] = {}
        for key in {word, *deletes(word)}:
            for known in self._neighbours.get(key, ()):
                beside = ((before, known) in self._pairs) + ((known, after) in self._pairs)
                if beside and OSA.distance(word, known, score_cutoff=1) == 1:
                    fitting[known] = beside
        best = max(fitting.values(), default=0)
        chosen = [known for known, beside in fitting.items() if beside == best]
        return chosen[0] if len(chosen) == 1 and (len(word) > 3 or best == 2) else word

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
        for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
            fixed = self.mend(self.mend_in_place(word, before, after))
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
