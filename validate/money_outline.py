"""Money told as a list in prose: "A. Belanja Langsung sebesar Rp ..., dengan rincian: 1. ... Rp ... 2. ... Rp ...".

Entries are paragraphs that begin with an ordinal and name one amount; their depth follows from the kinds of their
ordinals, as a reader sees them: a kind that stands open is gone back to, a new one is one step deeper.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.model import Paragraph
from normalize.model import Quantity
from normalize.numbers import read_quantity
from validate.context import Context
from validate.names import name_to_form

ENTRY = re.compile(
    r"^\s*(?P<ordinal>\(?(?:[A-Z]|[IVX]{1,4}|\d{1,2}|[a-z])[.)]|[-•–])\s*(?P<name>[A-Z][^;]{3,300}?)"
    r"(?P<cue>[\s,:=]*\b(?:(?:dengan\s+)?(?:pagu|anggaran|alokasi)(?:\s+\w+)?\s+)?(?:sebesar|sejumlah|senilai)\b[\s:=]*|"
    r"[\s,:=]+)(?P<money>Rp\.?\s*\d{1,3}(?:[.,]\d{3}){2,}(?:[.,]\d\d)?(?!\d))(?P<rest>.*)$",
    re.S,
)
ORDINAL = re.compile(r"^\s*(?P<ordinal>\(?(?:[A-Z]|[IVX]{1,4}|\d{1,2}|[a-z])[.)]|[-•–])\s*[^\W\d_]")
#: the amount is of something else than what is set apart
OTHER_MONEY = re.compile(r"\b(?:realisasi|terealisasi|terserap|penyerapan|sisa|saldo|silpa|target)\b", re.I)
DETAILED = re.compile(r"\b(?:rincian|rician|yaitu|terdiri|meliputi)\b|:\s*$", re.I)
#: paragraphs without an ordinal that are longer than this end the list
LONG = 240
#: entries with more paragraphs than this between them are of two lists
FAR = 40
AMOUNT = re.compile(r"Rp\.?\s*\d{1,3}(?:[.,]\d{3}){2,}", re.I)


@dataclass(frozen=True, slots=True)
class MoneyEntry:
    """One line of a list. `series` counts the lists of the report (entries far from each other are of two), `depth` is
    0 for the outermost, `count` the ordinal's place in its list (0 for dashes). `quantity` is None where the line tells
    no amount; `paragraph` is where the amount is printed.
    """

    series: int
    depth: int
    count: int
    name: str
    form: str
    quantity: Quantity | None
    raw: str
    rest: str
    paragraph: Paragraph


def ordinal_to_kind(text: str) -> tuple[str, int]:
    """('upper.', 2) for "B.": the ordinal's kind with its mark, and which of its list it is; dashes count 0."""
    word = text.strip("(). ")
    mark = "(" * text.startswith("(") + text.rstrip()[-1]
    if text.strip() in ("-", "•", "–"):
        return "dash", 0
    if word.isdigit():
        return f"digit{mark}", int(word)
    if word.islower():
        return f"lower{mark}", ord(word) - ord("a") + 1
    if re.fullmatch(r"[IVX]{2,4}|I|V", word):
        numbers = {"I": 1, "V": 5, "X": 10}
        values = [numbers[letter] for letter in word]
        return f"roman{mark}", sum(
            -value if place + 1 < len(values) and value < values[place + 1] else value
            for place, value in enumerate(values)
        )
    return f"upper{mark}", ord(word) - ord("A") + 1


def money_entries(context: Context) -> list[MoneyEntry]:
    """All entries in reading order. An item of a list without an amount of its own keeps its place in the outline."""
    cached: list[MoneyEntry] | None = context.cache.get("money entries")
    if cached is None:
        cached = list(_entries(context))
        context.cache["money entries"] = cached
    return cached


def _entries(context: Context) -> Iterator[MoneyEntry]:
    listed = [
        paragraph
        for paragraph in sorted(context.report.paragraphs, key=lambda one: one.order)
        if paragraph.kind not in ("furniture", "caption", "contents")
    ]
    open_kinds: list[str] = []
    series, last = 0, 0
    for place, paragraph in enumerate(listed):
        text = paragraph.text
        ordinal = ORDINAL.match(text)
        if ordinal is None:
            if len(text) > LONG or re.match(r"\s*bab\b", text, re.I):
                open_kinds = []
            continue
        kind, count = ordinal_to_kind(ordinal["ordinal"])
        open_kinds = open_kinds[: open_kinds.index(kind)] if kind in open_kinds else open_kinds
        open_kinds = [*open_kinds, kind]
        at = paragraph
        if re.search(r"Rp\.?\s*$", text) and place + 1 < len(listed):
            # the amount stands on the next page
            at = listed[place + 1]
            going_on = itertools.takewhile(lambda one: not ORDINAL.match(one.text), listed[place + 1 : place + 4])
            text = " ".join([text, *(one.text for one in going_on)])
        match = ENTRY.match(text)
        quantity = None
        if match and not OTHER_MONEY.search(match["name"]) and not AMOUNT.search(match["name"]):
            quantity = read_quantity(match["money"])
        if paragraph.order - last > FAR:
            series += 1
        if quantity is not None:
            last = paragraph.order
        name = match["name"].strip(" ,:=") if match and quantity else text[:80]
        yield MoneyEntry(
            series=series,
            depth=len(open_kinds) - 1,
            count=count,
            name=name,
            form=name_to_form(name),
            quantity=quantity,
            raw=match["money"].strip() if match and quantity else "",
            rest=match["rest"] if match and quantity else "",
            paragraph=at,
        )


@dataclass(frozen=True, slots=True)
class MoneyFamily:
    """An entry and all entries one step deeper that follow it."""

    parent: MoneyEntry
    children: tuple[MoneyEntry, ...]


def money_families(entries: list[MoneyEntry]) -> Iterator[MoneyFamily]:
    """Every entry that says it is told in detail, with its complete children: counted 1, 2, 3 ... without a gap, each
    with its amount."""
    for place, parent in enumerate(entries):
        if parent.quantity is None or not DETAILED.search(parent.rest):
            continue
        children: list[MoneyEntry] = []
        for entry in entries[place + 1 :]:
            if entry.depth <= parent.depth:
                break
            if entry.depth == parent.depth + 1:
                children.append(entry)
        counts = [child.count for child in children]
        if (
            len(children) >= 2
            and counts == list(range(1, len(children) + 1))
            and all(child.quantity is not None for child in children)
        ):
            yield MoneyFamily(parent, tuple(children))
