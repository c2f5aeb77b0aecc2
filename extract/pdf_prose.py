"""Lines outside tables -> running headers and footers, captions, headings, paragraphs."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extract.captions import Caption, lines_to_caption, looks_like_title, parse_caption, parse_contents_line
from extract.model import Box, ParagraphKind
from extract.pdf_words import Line, lines_to_text

#: a running header or footer stands in this share of the page at its top or bottom
MARGIN_SHARE = 0.12
WIDE_MARGIN_SHARE = 0.19
_PAGE_NUMBER = re.compile(
    r"^[\W_]*(?:hal(?:aman|\.)?|page)?[\W_]*(?:[IVX]{1,5}\s?[-.–]\s?)?(?:\d{1,3}|[ivxlc]{1,6})(?:\s?(?:\||dari|of|/)\s?\d{1,3})?[\W_]*(?:page|p\s?a\s?g\s?e|hal(?:aman)?)?[\W_]*$",
    re.IGNORECASE,
)
_LIST_ITEM = re.compile(r"^(?:[-–•·▪●○■❖➢✓*]\s*\S|\(?\d{1,2}[.)]\)?\s*\D|\(?[a-z][.)]\s|\([a-z0-9]{1,2}\)\s|[A-Z]\.\s)")
_NOTE = re.compile(
    r"^(?:sumber|ket(?:erangan)?|catatan|note|source)\b\s*[:.]|^\*+\)?\s*\S|^\(?dalam\s+(?:ribu|juta|rupiah|milia?r)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^(?:BAB\s+[IVX]+\b|[IVX]+\.\s|[A-Z]\.\s|\d{1,2}(?:\.\d{1,2}){1,4}\.?\s|[A-Z]\.\d)")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of one page."""

    text: str
    kind: ParagraphKind
    page: int
    box: Box


def lines_to_furniture(pages: Sequence[tuple[float, Sequence[Line]]]) -> list[set[int]]:
    """For each page (its height, its lines): which lines are running headers, footers or page numbers.

    Lines near the top or bottom that come again on other pages at the same height, digits aside, and lone page numbers.
    """
    places: dict[tuple[str, bool], dict[int, float]] = defaultdict(dict)
    candidates: list[list[tuple[int, tuple[str, bool], float]]] = []
    for number, (height, lines) in enumerate(pages):
        own = []
        for i, line in enumerate(lines):
            top = line.base < height / 2
            distance = line.y1 if top else height - line.y0
            if distance < WIDE_MARGIN_SHARE * height:
                key = (re.sub(r"[\d\W_]+|\b[ivxlc]+\b", "", line.text.casefold())[:60], top)
                own.append((i, key, distance))
                places[key].setdefault(number, distance)
        candidates.append(own)
    least = 2 if len(pages) <= 6 else 3
    heights = [height for height, _ in pages]
    usual: dict[tuple[tuple[str, bool], int], float] = {}
    for key, found_on in places.items():
        if len(found_on) >= least:
            # landscape pages have margins of their own
            for bucket in {round(heights[number] / 40) for number in found_on}:
                usual[key, bucket] = median(
                    d for number, d in found_on.items() if round(heights[number] / 40) == bucket
                )
    out: list[set[int]] = []
    for number, (height, lines) in enumerate(pages):
        found = set()
        for i, key, distance in candidates[number]:
            line = lines[i]
            alone = key[0] == "" or _PAGE_NUMBER.match(line.text)
            # a page's outermost line may stand further in
            outermost = i in (0, len(lines) - 1)
            if alone and distance < (0.15 if outermost else 0.12) * height and len(line.text) <= 24:
                found.add(i)
            elif key[0] and (key, round(height / 40)) in usual and not parse_caption(line.text):
                # further in, only what stands at the same height on every page
                limit = 0.03 * height if distance > MARGIN_SHARE * height else 0.1 * height
                if abs(distance - usual[key, round(height / 40)]) < limit:
                    found.add(i)
        out.append(found)
    return out


#: "Unit Kerja : Dinas Kesehatan": a name and its value, in the head of a form
_PROPERTY = re.compile(r"^(?!tabel\b)[^\d:]{3,45}\s*:\s*\S", re.IGNORECASE)


def find_caption(lines: Sequence[Line], table_top: float) -> tuple[Caption | None, int, list[str]]:
    """The caption among the lines above a table: the caption, the first line that belongs to it (len(lines): none),
    notes.

    A line "Tabel ..." with its title lines wins; else title-like lines (bold or in capitals) right above the table.
    """
    for start in range(len(lines) - 1, max(len(lines) - 14, -1), -1):
        texts = [line.text for line in lines[start:]]
        form = next((place for place, text in enumerate(texts) if _PROPERTY.match(text)), len(texts))
        found = lines_to_caption(texts[:form]) if form else None
        if found is None or found[0].kind != "table":
            continue
        caption, taken = found
        rest = [line.text for line in lines[start + taken :]]
        if len(rest) <= 2 or (all(len(text) < 60 for text in rest) and len(rest) <= 3):
            return caption, start, rest
        if properties := lines_to_properties(rest):
            return caption, start, properties
        break
    start = len(lines)
    below = table_top
    while start and len(lines) - start < 5:
        line = lines[start - 1]
        near = below - line.y1 < (2.6 if start == len(lines) else 1.4) * line.size
        titled = looks_like_title(line.text) and (line.bold or line.text.isupper())
        if not near or not titled:
            break
        below = line.y0
        start -= 1
    if start == len(lines):
        return None, start, []
    title = " ".join(line.text for line in lines[start:])
    return Caption("table", None, title.strip()), start, []


def lines_to_properties(texts: Sequence[str]) -> list[str]:
    """'Unit Kerja : ...', 'Pagu Anggaran : Rp ...' between a caption and its table, wrapped lines joined; a form's
    title may stand among them. [] where other prose does.
    """
    told: list[str] = []
    properties = 0
    for text in texts:
        if _PROPERTY.match(text):
            properties += 1
            told.append(text)
        elif told and _PROPERTY.match(told[-1]) and len(text) < 120 and not text.endswith("."):
            told[-1] = f"{told[-1]} {text}"
        elif looks_like_title(text) and text.isupper():
            told.append(text)
        else:
            return []
    return told if properties >= 2 else []


def count_property_lines(lines: Sequence[Line], properties: Sequence[str]) -> int:
    """How many of the last lines the properties were made of."""
    joined = " ".join(properties)
    count = 0
    while count < len(lines) and " ".join(line.text for line in lines[-count - 1 :]) in joined:
        count += 1
    return count


def count_notes(lines: Sequence[Line], table_bottom: float) -> int:
    """How many lines right below a table are its notes ('Sumber: ...', 'Ket: ...', '*) angka sementara')."""
    count = 0
    bottom = table_bottom
    while count < min(len(lines), 3):
        line = lines[count]
        if line.y0 - bottom > 2.2 * line.size or not _NOTE.match(line.text) or len(line.text) > 200:
            break
        bottom = line.y1
        count += 1
    return count


def lines_to_blocks(lines: Sequence[Line], page: int, width: float) -> list[Block]:
    """Consecutive lines of one page (no table between them) as paragraphs."""
    if not lines:
        return []
    right = _right_margin(lines)
    steps = [
        after.base - before.base
        for before, after in itertools.pairwise(lines)
        if 0 < after.base - before.base < 4 * after.size
    ]
    usual = median(steps) if steps else 0.0
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _begins(groups[-1], line, right, usual):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_group_to_block(group, page, width) for group in groups]


def _right_margin(lines: Sequence[Line]) -> float:
    ends = sorted(line.x1 for line in lines)
    return ends[int(0.85 * (len(ends) - 1))]


def _begins(group: list[Line], line: Line, right: float, usual: float) -> bool:
    """Does the line begin a new paragraph after the group?"""
    last = group[-1]
    step = line.base - last.base
    if step > max(1.35 * usual, 1.1 * line.size) and step > 1.9 * line.size:
        return True
    if step > 1.6 * max(usual, 0.9 * line.size) or step < 0:
        return True
    if parse_contents_line(last.text) or parse_contents_line(line.text) or parse_caption(line.text):
        return True
    if _LIST_ITEM.match(line.text) or _HEADING.match(line.text):
        return True
    if (
        line.bold != last.bold
        and (last.x1 < right - 30 or not re.match(r"[a-z(]", line.text))
        and group[0].bold == last.bold
    ):
        return True
    ended = bool(re.search(r"[.:;!?]\W?$", last.text))
    short = last.x1 < right - 3.0 * last.size
    capital = bool(re.match(r"[A-Z“\"(]", line.text))
    if ended and short and capital:
        return True
    indented = line.x0 > last.x0 + 1.2 * line.size
    return bool(capital and ended and indented and len(group) > 1)


def _group_to_block(group: list[Line], page: int, width: float) -> Block:
    text = lines_to_text(group)
    box = Box(min(line.x0 for line in group), group[0].y0, max(line.x1 for line in group), group[-1].y1)
    bold = all(line.bold for line in group)
    kind: ParagraphKind = "text"
    if parse_contents_line(group[0].text):
        kind = "contents"
    elif (
        (caption := parse_caption(text)) is not None and (caption.number or not text.endswith(".")) and len(text) < 250
    ):
        kind = "caption"
    elif (
        len(text) < 160
        and not re.search(r"[.:;,]$", text)
        and (bold or text.isupper())
        and any(c.isalpha() for c in text)
    ) or (_HEADING.match(text) and bold and len(text) < 200):
        kind = "heading"
    elif _LIST_ITEM.match(text):
        kind = "list_item"
    elif _is_formula(text):
        kind = "formula"
    return Block(text, kind, page, box)


def _is_formula(text: str) -> bool:
    return "=" in text and bool(re.search(r"[x×X*]\s?100\s?%?", text)) and len(text) < 250
