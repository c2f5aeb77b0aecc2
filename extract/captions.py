"""Captions: "Tabel 3.2 Capaian ...", told from figure captions, lists of tables and mere sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

CaptionKind = Literal["table", "figure"]

#: a title runs over at most so many lines
LONGEST_TITLE = 4
#: longer lines are no caption and no line of a list of tables
LONGEST_LINE = 400
_MARKUP = re.compile(r"\*{1,3}|__|</?(?:b|i|u|p|strong|em|center|span)\b[^<>]*>", re.IGNORECASE)
_ROMAN = r"[IVXLC]{1,6}"
_HEAD = rf"(?:\d{{1,3}}|{_ROMAN}|[A-Z](?=\s?[.\-]\s?\d)|T-[A-Z])"
_NUMBER = rf"{_HEAD}(?:\s?[.,\-]\s?\d{{1,3}}|[.\-][A-Z](?=[\s.:]|$)){{0,4}}[a-z]?"
_START = re.compile(
    rf"^[\s\W]*(?P<word>tabel|table|tbl|gambar|grafik|diagram|bagan|figure|foto|peta)\b\s*[.:]?\s*"
    rf"(?P<number>{_NUMBER}(?![^\W_]))?\s*[.:)\-–—]*\s*(?P<title>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_FIGURE_WORDS = frozenset({"gambar", "grafik", "diagram", "bagan", "figure", "foto", "peta"})
#: a sentence about a table goes on with one of these; a title doesn't
_SENTENCE = re.compile(
    r"^(?:di\s?(?:atas|bawah|samping)|(?:ber|tersebut|ini\b|itu\b|ter(?:lihat|sebut|gambar|saji)|me(?:nun|nya|nje|mper|ng)\w*|da(?:pat|ri)\b|"
    r"adalah|merupakan|bahwa|yang|dan\b|serta|maka|juga|pada\b|untuk|sebagai|menurut))",
    re.IGNORECASE,
)
_MANY_DOTS = re.compile(r"(?:\.\s?){6,}|…{3,}|_{6,}|(?:·\s?){6,}")
_DOTS = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}|(?:·\s?){4,}")
_PAGE_AT_END = re.compile(r"(?<![^\s.…·_])(\d{1,4}|[ivxlc]{1,7})$")
_LEADER = re.compile(r"\.\s?\.|…|___|\s{3}|\t")
#: what a line of a list of tables or contents begins with; others need dots
_ENTRY = re.compile(
    r"\s*(?:(?:tabel|gambar|grafik|bab|lampiran|daftar|kata\s+pengantar|ringkasan|ikhtisar)\b|\d+(?:\.\d+)+\b)",
    re.IGNORECASE,
)
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,}[^\W\d_](?!\S)")


@dataclass(frozen=True, slots=True)
class Caption:
    """`number` as printed with blanks and commas made points ("3.2", "III.4"), None without one; `title` may be ''."""

    kind: CaptionKind
    number: str | None
    title: str


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of a table of contents or list of tables: its text and the page it names ('' if none is printed)."""

    label: str
    page: str


def unspace(text: str) -> str:
    """Letter-spaced words put together: 'T A B E L  3.2' -> 'TABEL 3.2'. Words are told apart by two or more blanks."""
    if not _SPACED.search(text.strip()):
        return text
    return _SPACED.sub(lambda found: found.group(0).replace(" ", ""), text)


def plain(text: str) -> str:
    """Bold and italic marks removed, letter-spaced words put together, blanks folded."""
    return " ".join(unspace(_MARKUP.sub("", text)).split())


def number_to_key(number: str) -> str:
    """'3,2' and '3. 2.' -> '3.2'; 'iii.4' -> 'III.4'."""
    return (
        re.sub(r"[\s]+", "", number).replace(",", ".").strip(".-").upper()
        if number[-1:].isdigit()
        else (re.sub(r"[\s]+", "", number).replace(",", ".").strip(".-"))
    )


def parse_contents_line(text: str) -> ContentsLine | None:
    """'Tabel 1. Jumlah Pegawai .......... 12', 'BAB I PENDAHULUAN    1': dots or a wide gap, then a page number."""
    if len(text) > LONGEST_LINE:
        return None
    folded = text.replace("\xa0", " ").rstrip()
    found = _PAGE_AT_END.search(folded)
    if found:
        label = folded[: found.start()].rstrip(" .…·_\t")
        leader = folded[len(label) : found.start()]
        # a wide gap alone may be a table's row: then the label must look like an entry
        if label and _LEADER.search(leader) and (_DOTS.search(folded) or _ENTRY.match(label)):
            return ContentsLine(plain(_DOTS.sub(" ", label)), found.group(1))
    if (
        _MANY_DOTS.search(folded)
        and len(folded) < 250
        and len(re.sub(r"[\s.…_·]", "", folded)) >= 4
        and not re.search(r"\.{4,}\s*[a-z(]", folded)
    ):
        return ContentsLine(plain(_DOTS.sub(" ", folded)), "")
    return None


def parse_caption(text: str) -> Caption | None:
    """The caption that the text (one line, or a title's lines joined) is, or None.

    Without a number it counts only if it is the word alone, has a colon after it, or (tables) reads as a title
    ('Tabel Ringkasan Capaian').
    """
    if len(text) > 500 or parse_contents_line(text):
        return None
    found = _START.match(plain(text))
    if not found:
        return None
    word, number, title = found.group("word"), found.group("number"), found.group("title").strip()
    if word[0].islower() or (title[:1].islower() and _SENTENCE.match(title)):
        return None
    if number and number.isalpha() and number.upper() != number:
        number, title = None, f"{number} {title}".strip()
    if number is None:
        colon = re.match(rf"^[\s\W]*{word}\s*[:.]", plain(text), re.IGNORECASE)
        if word.casefold() in _FIGURE_WORDS and not colon:
            return None
        words = [part for part in title.split() if part[:1].isalpha() and len(part) > 3]
        titled = sum(part[:1].isupper() for part in words) >= 0.6 * len(words)
        if title and not colon and not (titled and len(title) <= 160 and not title.endswith((".", ";"))):
            return None
    if len(title) > 300 or (title.count(". ") >= 2 and len(title) > 160):
        return None
    kind: CaptionKind = "figure" if word.casefold() in _FIGURE_WORDS else "table"
    return Caption(kind, number_to_key(number) if number else None, title.strip(" :-–—*"))


def looks_like_title(line: str) -> bool:
    """May the line be (a further line of) a title: short, no sentence, no list item, no row of figures."""
    if len(line) > LONGEST_LINE:
        return False
    text = plain(line)
    if not text or len(text) > 130 or text[-1] in ":;" or "\t" in line:
        return False
    if re.match(r"^(?:[-•·▪]\s|\(?\d{1,3}[.)]\s|[a-zA-Z][.)]\s)", text):
        return False
    if text[-1] == "." and len(text.split()) > 12:
        return False
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 3 and (text.isupper() or text[:1].isupper() or text[0] in '(“"[&–-')


def _is_rest(above: str, line: str) -> bool:
    """Is the line the rest of the long title line above: 'tertangani Tahun 2021', '2021-2024', no sentence?"""
    above, text = plain(above), plain(line)
    return (
        len(above) >= 35
        and len(text) <= len(above) + 12
        and above[-1] not in ".:;"
        and re.match(r"[a-z]{2,}\b(?![.)])|(?:19|20)\d\d\b", text) is not None
        and text[-1] not in ".:;,"
        and not re.search(r"\d\s+\d[\d.,]*\s+\d", text)
    )


def lines_to_caption(lines: Sequence[str]) -> tuple[Caption, int] | None:
    """The caption that starts at the first line, and how many lines it takes (number line, then title lines).

    Title lines are taken while they read as a title; the caller passes only lines up to the next blank line or table.
    """
    if not lines:
        return None
    first = parse_caption(lines[0])
    if first is None:
        return None
    parts = [first.title] if first.title else []
    taken = 1
    for line in lines[1 : LONGEST_TITLE + 1]:
        # 'Tabel 3.2' over ': Judul'
        text = line.lstrip().removeprefix(":") if not parts else line
        if not (looks_like_title(text) or _is_rest(lines[taken - 1], text)) or parse_caption(text) is not None:
            break
        parts.append(plain(text))
        taken += 1
    return Caption(first.kind, first.number, " ".join(parts).strip()), taken
