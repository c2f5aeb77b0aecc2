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


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: what is measured, by the first word of a name
HEADS: dict[str, str] = {
    "persentase": "percent",
    "proporsi": "percent",
    "cakupan": "percent",
    "jumlah": "count",
    "nilai": "index",
    "indeks": "index",
    "level": "index",
    "predikat": "grade",
    "kategori": "grade",
    "kualifikasi": "grade",
    "opini": "grade",
    "rasio": "ratio",
    "volume": "measure",
    "luas": "measure",
    "panjang": "measure",
}
#: heads that go with any kind of figure
WEAK_HEADS = frozenset({"angka", "tingkat", "besaran", "besarnya", "rata"})
STOP_WORDS = _words("""
yang dan atau di ke dari pada oleh dengan untuk dalam terhadap atas secara sebagai serta para bagi telah sudah dapat
tersebut melalui sebesar adalah antara akan ini itu agar nya the of and in to dst dll tahun ri republik rangka guna
setiap hal lain lainnya suatu bahwa karena
""")
#: words that tell little: owners of the figure and verbs that stand for one another
LIGHT_WORDS = _words("""
provinsi kabupaten kota daerah pemerintah opd dinas badan biro kantor instansi satker satuan kerja unit upt uptd balai
kementerian lembaga sekretariat lingkungan lingkup wilayah indonesia nasional memiliki mendapat mendapatkan memperoleh
melaksanakan dilaksanakan melakukan dilakukan pelaksanaan terlaksananya menjadi mencapai capaian realisasi hasil
berhasil tersedia penyelenggaraan terselenggaranya seluruh ditetapkan selesai terkait kegiatan menggunakan adanya
besaran besarnya angka tingkat data rata kelurahan kecamatan distrik
""")
#: words that begin the name of who a figure belongs to, or who judged it
OWNER_WORDS = _words("""
dinas badan biro bagian bidang kantor inspektorat satker pemerintah opd kecamatan kelurahan kementerian lembaga
balai upt uptd direktorat deputi sekretariat setda dprd rsud puskesmas pengadilan kejaksaan polda polres
universitas politeknik dinkes disdik dishub bappeda bapenda bpkad bkd bkpsdm bpbd dlh dpmptsp disdukcapil
diskominfo dinsos disnaker satpol djpb kppn dja kemenpan kemenpanrb panrb bpkp oleh kanwil wilayah stasiun loka
""")
NEGATIONS = frozenset({"tidak", "belum", "bukan", "tanpa"})
DIRECTIONS = frozenset({"peningkatan", "penurunan"})
#: how a sasaran (not an indicator) begins; programmes and accounts too
SENTENCE_OPENERS = _words("""
meningkatnya menurunnya terwujudnya terciptanya tercapainya terpenuhinya terkendalinya berkurangnya berkembangnya
terjaganya terbangunnya terbinanya terjaminnya optimalnya menguatnya membaiknya mewujudkan menciptakan meningkatkan
program kegiatan subkegiatan belanja sasaran tujuan misi visi pelaksana penguatan
""")
#: words of one group exclude each other: a name with one is not a name with another
GROUPS: tuple[frozenset[str], ...] = tuple(
    frozenset(line.split())
    for line in """formal informal
paud sd smp sma smk slb pt
apm apk aps
aki akb akaba akn
ibu bayi balita neonatal lansia remaja
laki perempuan
tangkap budidaya olahan garam
perkotaan perdesaan
eksternal internal
nelayan petani pembudidaya
padi jagung kedelai cabai bawang kopi kakao
nila mas lele patin gurame
sapi kambing ayam
daging telur susu
kelahiran kematian perkawinan perceraian
ktp kia kk akta
lhkpn lhkasn
asn p3k honorer
air udara lahan
konstan berlaku
primer dasar menengah tinggi lanjutan
dasar penunjang
pra purna
baik mantap rusak
aa a bb b cc c d
wtp wdp
nusantara mancanegara
pma pmdn
pajak retribusi
hipertensi diabetes tb dbd hiv malaria kusta
stunting wasting
bpk apip
puskesmas rs
kompetensi pelatihan
darat laut udara
jalan jembatan irigasi""".splitlines()
)
#: words that name a part of a population or a sort of a thing: with or without them is not the same figure
QUALIFIERS = _words("""
swasta negeri asing disabilitas perkotaan perdesaan miskin rentan terlantar berat ringan khusus baru ekstrem mandiri
inklusi kritis rawan perempuan pria asli tradisional modern aktif ilegal informal nonformal kelas unggulan potensial
terampil produktif organik lestari digital daring gratis darurat dini menular bermasalah terkendala purna calon
""")
GROUP_WORDS = frozenset().union(*GROUPS)

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
    text = _BRACKET_UNIT.sub(" ", text)
    # hyphenation that lost its line break ("keter- sediaan"); "re- integrasi" is a prefix and joined below anyway
    text = re.sub(r"(?<=[a-z])- (?=[a-z])", "", text)
    return text.strip(" .,:;-")


def text_to_words(text: str) -> list[str]:
    """Casefolded words of a folded name; "100.000" is one word, "%" after a number goes, else it is "persentase"."""
    text = _CAMEL.sub(" ", text)
    text = re.sub(r"(?<=\d)[.,](?=\d)", "", text)
    text = re.sub(r"(?<=\d)\s*%", " ", text)
    text = text.replace("%", " persentase ")
    text = _HYPHEN_PREFIX.sub(r"\1", text)
    text = re.sub(r"(?<=\d)(?=[A-Za-z]{4})", " ", text)
    return _WORD.findall(text.casefold())


def close_up_letters(words: list[str], vocabulary: frozenset[str]) -> list[str]:
    """Letter-spaced words put together: "j u m l a h" -> "jumlah"; runs of fewer than four letters stay."""
    out: list[str] = []
    run: list[str] = []
    for word in [*words, ""]:
        if len(word) == 1 and word.isalpha():
            run.append(word)
            continue
        if len(run) >= 4:
            joined = "".join(run)
            out.extend(split_glued(joined, vocabulary) or [joined])
        else:
            out.extend(run)
        run = []
        if word:
            out.append(word)
    return out


def split_glued(word: str, vocabulary: frozenset[str]) -> list[str] | None:
    """A word that is two or three known words run together, of three letters at least; None where it isn't."""
    for cut in range(len(word) - 3, 2, -1):
        left, right = word[:cut], word[cut:]
        if left not in vocabulary:
            continue
        if right in vocabulary:
            return [left, right]
        rest = split_glued(right, vocabulary) if len(right) >= 8 else None
        if rest:
            return [left, *rest]
    return None


def join_broken(words: list[str], vocabulary: frozenset[str]) -> list[str]:
    """Pieces that make a known word and aren't all words themselves: "ditindaklanju ti", "p engelolaan"."""
    out: list[str] = []
    index = 0
    while index < len(words):
        taken = 1
        for count in (3, 2):
            pieces = words[index : index + count]
            joined = "".join(pieces)
            known = sum(piece in vocabulary and len(piece) > 1 for piece in pieces)
            whole = len(joined) > 4 or (known == 0 and len(joined) >= 3)
            if len(pieces) == count and joined in vocabulary and whole and known < count:
                out.append(joined)
                taken = count
                break
        else:
            out.append(words[index])
        index += taken
    return out


def deletes(word: str) -> set[str]:
    """The word with one letter left out, each way: two words one slip apart meet in these."""
    return {word[:index] + word[index + 1 :] for index in range(len(word))}


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
            opener=opener,
            negations=frozenset(
                word for word in words if word in NEGATIONS or (word.startswith("non") and len(word) > 5)
            ),
            directions=frozenset(words) & DIRECTIONS,
            mended=tuple(mended),
        )


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
