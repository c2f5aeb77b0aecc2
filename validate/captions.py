"""Numbered captions of tables and figures, the lists that announce them, and chapter and section titles."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from extract.model import Paragraph
from validate.context import Context
from validate.names import fold

NUMBERED = re.compile(
    r"^\W*(?P<word>tabel|table|gambar|grafik|bagan|diagram|peta)\W{0,2}\s*(?P<number>[\dIVX]+(?:[.,-]\d+|"
    r"\.[A-Za-z])*)\s*[.:]?\s*(?P<title>.*)$",
    re.I,
)
LEADERS = re.compile(r"\s*(?:[.…_]{3,}|\s\.\.\.\.)\s*[\divxlc]*\s*$", re.I)
PAGE_AT_END = re.compile(r"[\s.…]+(?P<page>\d{1,3}|[ivxl]{1,5})\s*$")


@dataclass(frozen=True, slots=True)
class Caption:
    """A numbered title. `word` is 'tabel', 'gambar' ...; `number` as printed without a trailing point; `listed` True
    in a list of tables."""

    word: str
    number: str
    title: str
    paragraph: Paragraph
    listed: bool

    @property
    def printed(self) -> str:
        return f"{self.word.capitalize()} {self.number}"


def paragraph_to_caption(paragraph: Paragraph) -> Caption | None:
    text = LEADERS.sub("", paragraph.text.strip())
    match = NUMBERED.match(text)
    if not match:
        return None
    title = match["title"].strip(" .:–-")
    if paragraph.kind == "contents":
        title = PAGE_AT_END.sub("", title).strip(" .")
    return Caption(
        match["word"].casefold(), match["number"].rstrip(".,"), title, paragraph, paragraph.kind == "contents"
    )


def report_to_captions(context: Context) -> list[Caption]:
    """All numbered captions, in reading order: those of the body and those of the lists."""
    cached: list[Caption] | None = context.cache.get("captions")
    if cached is None:
        cached = []
        for paragraph in sorted(context.report.paragraphs, key=lambda one: one.order):
            if paragraph.kind in ("caption", "contents"):
                caption = paragraph_to_caption(paragraph)
                if caption:
                    cached.append(caption)
        crowd = Counter(one.paragraph.page or 0 for one in cached)
        # a page full of captions is a list of tables, all of it
        cached = [
            replace(one, listed=True) if one.paragraph.page and crowd[one.paragraph.page] >= 6 else one
            for one in cached
        ]
        context.cache["captions"] = cached
    return cached


BAB = re.compile(r"^\W*bab\W{0,2}\s*(?P<number>[ivx]+|\d)\b\W*(?P<title>[^,;:]*)", re.I)
SECTION = re.compile(r"^\W*(?P<number>[A-Z])\s*[.)]\s+(?P<title>.+)$")


@dataclass(frozen=True, slots=True)
class Title:
    """A chapter's or section's title: where it stands (contents, heading, prose) and under which chapter."""

    chapter: str
    section: str
    title: str
    paragraph: Paragraph

    @property
    def where(self) -> str:
        return {"contents": "daftar isi", "heading": "judul"}.get(self.paragraph.kind, "sistematika")


def report_to_titles(context: Context) -> list[Title]:
    """Chapter and lettered section titles in reading order; the sections of the Sistematika's prose left out."""
    titles: list[Title] = []
    chapter = {"contents": "", "heading": ""}
    for paragraph in sorted(context.report.paragraphs, key=lambda one: one.order):
        text = LEADERS.sub("", paragraph.text.strip())
        if paragraph.kind == "contents":
            text = PAGE_AT_END.sub("", text)
        if match := BAB.match(text):
            title = match["title"].strip(" –-—.:")
            number = match["number"].casefold()
            if paragraph.kind in chapter:
                chapter[paragraph.kind] = number
            elif not re.match(r"^\W*bab\W{0,2}\s*\S+\s*[–—:-]", text, re.I):
                continue
            if title and len(title) < 80:
                titles.append(Title(number, "", title, paragraph))
        elif paragraph.kind in chapter and (match := SECTION.match(text)) and chapter[paragraph.kind]:
            titles.append(Title(chapter[paragraph.kind], match["number"], match["title"].strip(), paragraph))
    return titles


def bare_title(title: str) -> str:
    """The title folded, brackets and years left out."""
    return re.sub(r"\b(?:19|20)\d\d\b", "", fold(re.sub(r"\([^)]*\)", "", title))).strip()
