"""Prose -> sentences with their places, and which short paragraphs are headings.

A full stop ends a sentence unless it stands in an abbreviation ("Rp.", "No.", "Drs.", "Kab."), a number ("34.209"), an
initial
("H. Ahmad") or a list mark ("1."). Semicolons do not end one: parts of a sum are written between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.model import Paragraph

_ABBREVIATIONS = frozenset(
    (
        "rp", "no", "nmr", "nr", "dr", "drs", "dra", "ir", "h", "hj", "prof", "kab", "prov", "kec", "kel", "jl",
        "jln", "gg", "dll",
        "dsb", "dst", "dkk", "s", "sd", "s.d", "a.n", "an", "u.p", "up", "tgl", "hal", "hlm", "tbk", "pt", "cv",
        "ud", "bpk", "sdr",
        "th", "thn", "ta", "t.a", "telp", "tlp", "fax", "sh", "mm", "msi", "m.si", "s.sos", "se", "st", "mt", "m.m",
        "s.h", "s.e",
        "s.t", "m.t", "s.pd", "m.pd", "s.ip", "m.kes", "jo", "ps", "lih", "gbr", "vs", "ket", "dgn", "yg", "utk",
        "yth", "ttd", "nip",
        "nrp", "kep", "per", "permen", "ayat", "psl", "bab", "tab", "lamp", "cq", "c.q", "r.i", "ri", "kol",
        "letkol", "akbp", "tw",
        "trw", "tabel", "gambar", "grafik", "maks", "min", "jend", "sek", "ka", "eks", "atau", "cet", "vol", "ed",
        "ha", "km", "kg",
    )
)  # fmt: skip
_END = re.compile(r"(?P<mark>[.!?]+[\"”’')\]*]*|:\s*\*+)\s+(?=[\"“‘(*\[]*[A-Z0-9])")
_LIST_MARK = re.compile(r"^[\s*•▪–-]*\(?(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})\s?[.)]\s+")


#: characters before a full stop that are looked at
_TAIL = 80


def text_to_sentences(text: str) -> list[tuple[int, str]]:
    """(offset, sentence) in order; offsets count in the text as given."""
    sentences: list[tuple[int, str]] = []
    start = 0
    for found in _END.finditer(text):
        if _ends_sentence(text[start : found.start()], found["mark"], text[found.end() : found.end() + _TAIL]):
            sentences.append((start, text[start : found.end("mark")]))
            start = found.end()
    if text[start:].strip():
        sentences.append((start, text[start:]))
    return [(at + len(piece) - len(piece.lstrip()), piece.strip()) for at, piece in sentences if piece.strip()]


_NUMBERED = re.compile(
    r"\b(?:gol(?:ongan)?|eselon|triwulan|tw|semester|tahap|kelas|tipe|kategori|wilayah|periode|bab)\.?\s+(?:[IVX]+|[A-D])$",
    re.I,
)


def _ends_sentence(before: str, mark: str, after: str) -> bool:
    if mark[0] in "!?":
        return True
    # the last words decide: a sentence of a million dots is no reason to look through all of it for each
    tail = before[-_TAIL:]
    if not tail or tail[-1].isspace():
        return False
    last = tail.split()[-1].lstrip('("“*[').casefold()
    if len(before) < _TAIL and (
        _LIST_MARK.fullmatch(before + ". ") or re.fullmatch(r"\(?(?:\d{1,2}|[a-z])", before.strip().casefold())
    ):
        return False
    if _NUMBERED.search(tail) and re.match(r"[\"“(]?[A-Z][a-z]{2,}", after):
        # "... Golongan I. Dilihat dari ..."
        return True
    if last in _ABBREVIATIONS or re.fullmatch(r"[a-z]", last) or re.fullmatch(r"(?:[a-z]{1,3}\.)+[a-z]{1,4}", last):
        # a unit may end a sentence ("20 km. Dengan ..."), an abbreviation before a figure may not
        return last in ("ha", "km", "kg", "dll", "dsb", "dst", "dkk") and after[:1].isalpha()
    if re.fullmatch(r"[\d.,]*\d", last) and after[:1].isdigit():
        # "1. 234" broken, or "No. 5"
        return len(last) > 3 and not re.match(r"\d{3}(?!\d)", after)
    return True


_STYLES = (
    ("bab", re.compile(r"BAB\s+[IVX\d]+\b", re.I)),
    ("1.1", re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+\S")),
    ("I.", re.compile(r"[IVX]{1,5}\.\s+\S")),
    ("A.", re.compile(r"[A-Z]\.?\s?\d?[.)]\s+\S")),
    ("1.", re.compile(r"\d{1,2}\.\s+\S")),
    ("1)", re.compile(r"\(?\d{1,2}\)\.?\s+\S")),
    ("a.", re.compile(r"[a-z]\.\s+\S")),
    ("a)", re.compile(r"\(?[a-z]\)\s+\S")),
    ("1 ", re.compile(r"\d{1,2}\s+[A-Z]")),
    ("-", re.compile(r"[-•▪*–]\s+\S")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its numbering `style` ("1.", "a)", "bab", "" for none) and its text without the mark."""

    style: str
    text: str


def text_to_style_mark(text: str) -> str:
    """The numbering style a paragraph starts with, '' without one."""
    bare = text.strip().lstrip("*_ ")
    return next((name for name, pattern in _STYLES if pattern.match(bare)), "")


_TITLE_MARK = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})+\.?\s|BAB\s+[IVX\d]+\b|\(?(?:\d{1,2}|[IVX]{1,5}|[A-Za-z])\s?[.)]+|\d{1,2}(?=\s+[A-Z])"
    r"|[-•▪–]|\s)\s*"
)


def text_to_heading(text: str) -> Heading | None:
    """The heading a short paragraph may be, None for a sentence, a caption or a figure."""
    bare = " ".join(text.replace("*", "").split()).strip(" _")
    style = text_to_style_mark(bare)
    title = bare
    while (mark := _TITLE_MARK.match(title)) and mark.end():
        title = title[mark.end() :]
    title = title.strip(" :-–")
    words = title.split()
    if not words or len(words) > 24 or len(title) < 4 or title[-1] in ".;,":
        return None
    if re.match(r"(?:(?:tabel|gambar|grafik|diagram|bagan|nip)\b|(?:sumber|keterangan|catatan)\s*:)", title, re.I):
        return None
    if not style and not title[0].isupper():
        return None
    if re.search(
        r"\d{1,3}(?:[.,]\d+)+|%|\b(?:adalah|sebesar|sebanyak|dapat dilihat|sebagai berikut|dengan ini)\b", title, re.I
    ):
        return None
    return Heading(style, title)


def paragraphs_to_headed(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, tuple[str, ...]]]:
    """Each paragraph of prose with the headings above it, innermost first.

    Headings, captions, page furniture and contents are not yielded themselves. An item alone of its kind before prose
    ("1) Jumlah ..." and then a paragraph) is a heading, one among its like an item of a list.
    """
    wanted = _join_cut([p for p in paragraphs if p.kind not in ("furniture", "contents", "caption")])
    stack: list[Heading] = []
    for place, paragraph in enumerate(wanted):
        heading = text_to_heading(paragraph.text) if _may_be_heading(wanted, place) else None
        if heading is not None and paragraph.kind == "list_item" and not heading.style:
            heading = replace(heading, style="-")
        if heading is None:
            yield paragraph, tuple(above.text for above in reversed(stack))
            continue
        for depth, above in enumerate(stack):
            if above.style == heading.style or heading.style == "bab":
                del stack[depth:]
                break
        stack.append(heading)
        del stack[:-5]


def _join_cut(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs that a page break cut in a sentence put together; the joined one keeps the first one's place."""
    joined: list[Paragraph] = []
    for paragraph in paragraphs:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.kind in ("text", "list_item")
            and paragraph.kind == "text"
            and last.page is not None
            and paragraph.page == last.page + 1
            and len(last.text) > 60
            and not re.search(r"[.;:!?]\W*$", last.text)
        ):
            joined[-1] = replace(last, text=f"{last.text} {paragraph.text}")
        else:
            joined.append(paragraph)
    return joined


def _may_be_heading(paragraphs: Sequence[Paragraph], place: int) -> bool:
    paragraph = paragraphs[place]
    if paragraph.kind == "heading":
        return True
    # readers take the dash of a list item away
    marked = paragraph.kind == "list_item" or text_to_style_mark(paragraph.text)
    if paragraph.kind == "formula" or not marked or place + 1 >= len(paragraphs):
        return False
    around = [paragraphs[at] for at in (place - 1, place + 1) if at >= 0]
    return paragraphs[place + 1].kind == "text" and all(p.kind != "list_item" for p in around)
