"""Lines of prose -> paragraphs.

Wrapped lines joined, hyphens at line ends undone, headings, list items and contents lines told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.captions import lines_to_caption, looks_like_title, parse_contents_line, plain
from extract.model import ParagraphKind
from extract.text_decode import Line
from extract.text_markup import latex_to_text, markup_to_text

_MARKER = re.compile(
    r"^\s*(?:[-–•·▪➢✓]\s+)?(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]\)?|\d{1,2}(?:\.\d{1,2})+\.?)\s+(?=\S)"
)
_BULLET = re.compile(r"^\s*[-–—•·▪➢✓*o]\s+(?=\S)")
_PAGE_NUMBER = re.compile(
    r"^[\s|\-–—~]*(?:(?:halaman|hal|page)\.?\s*:?\s*)?(?:\d{1,4}|[ivxl]{1,6}|[ivx]{1,5}\s?[.\-–]\s?\d{1,3})(?:\s*(?:dari|of|/)\s*\d{1,4})?[\s|\-–—~]*$",
    re.I,
)
_STRUCTURE = re.compile(
    r"^(?:BAB\s+[IVX\d]+\b|LAMPIRAN\b|DAFTAR\s+\w+|KATA\s+PENGANTAR|RINGKASAN\s+EKSEKUTIF|IKHTISAR\s+EKSEKUTIF|PENUTUP\b)",
    re.I,
)
_NUMBERED = re.compile(
    r"^(?:[A-Z]|[IVX]{1,5}|\d{1,2}|[a-z])[.)]?\s+\S|^(?:\d{1,2}|[IVX]{1,5})(?:\.(?:\d{1,2}|[A-Za-z]))+\.?\s+\S"
)
_NUMBERED_THING = re.compile(r"^\s*(?:tabel|gambar|grafik|bab|pasal|lampiran)\b", re.IGNORECASE)
_KEEP_HYPHEN = frozenset({"non", "pra", "pasca", "anti", "re", "sub", "semi", "multi", "pro", "eks"})


@dataclass(slots=True)
class Draft:
    """A paragraph before it has its place in the reading order."""

    text: str
    kind: ParagraphKind
    line: int
    page: int | None = None


def is_page_number(text: str) -> bool:
    """A line that is only a page's number: '12', '- 12 -', 'Halaman 12 dari 90', 'iv'."""
    return len(text) <= 40 and bool(_PAGE_NUMBER.match(text))


def is_structure(text: str) -> bool:
    """A heading of the document's frame ('BAB III ...', 'LAMPIRAN', 'DAFTAR ISI', 'A. Capaian', '3.1 ...').

    No table's title.
    """
    text = plain(text)
    return bool(_STRUCTURE.match(text) or _NUMBERED.match(text))


def join_lines(texts: Sequence[str]) -> str:
    """Wrapped lines as one text.

    A word divided at a line's end is put together ('pelaksa-' + 'naan'), reduplication keeps its hyphen.
    """
    out = ""
    for text in texts:
        text = text.strip()
        if not out:
            out = text
        elif out.endswith("-") and out[-2:-1].isalpha() and text[:1].islower():
            stem = re.split(r"[\s(]", out[:-1])[-1].casefold()
            follows = re.match(r"\w+", text)
            again = bool(follows) and follows.group(0).casefold().startswith(stem[:4]) if follows else False
            out = out + text if again or stem in _KEEP_HYPHEN else out[:-1] + text
        else:
            out = f"{out} {text}"
    return out


def is_heading(lines: Sequence[str]) -> bool:
    """One to three short lines standing alone.

    All capitals, all bold, a Markdown heading, or numbered and not a sentence.
    """
    if not 1 <= len(lines) <= 4:
        return False
    raw = "\n".join(lines).strip()
    text = plain(raw)
    if not text or len(text) > 260 or text[-1] in ";,":
        return False
    if raw.startswith("#"):
        return True
    if _STRUCTURE.match(text) and len(text) <= 120 and text[-1] != "." and ("," not in text or text.isupper()):
        return True
    if len(lines) > 1 and (any(_MARKER.match(line) for line in lines[1:]) or re.search(r"\b(?:NIP|NRP)\b", text)):
        return False
    bold = re.match(r"^\s*(?:[-–]\s+)?\*\*.*\*\*\s*$", raw, re.DOTALL) and raw.count("**") == 2
    if bold and text[-1] not in ".":
        return True
    letters = [char for char in text if char.isalpha()]
    if len(letters) >= 3 and sum(char.isupper() for char in letters) >= 0.8 * len(letters) and len(text) <= 200:
        return not re.match(r"^(?:NIP|NRP)\b", text)
    numbered = bool(_NUMBERED.match(text)) and text[-1] not in ".:;" and len(lines) <= 2 and len(plain(lines[0])) <= 160
    return numbered and len(text.split()) <= 30 and bool(re.search(r"[A-Z]", text.split(None, 1)[-1][:1]))


def is_title_line(text: str) -> bool:
    """A heading whatever stands around it: 'BAB II RENCANA', 'A. CAPAIAN KINERJA', '## Judul', capitals all through."""
    raw = text.strip()
    words = [word for word in re.findall(r"[^\W\d_]+", plain(raw)) if len(word) > 1]
    capitals = len(words) >= 2 and all(word.isupper() for word in words) and raw[-1:] not in ".,;:"
    return len(raw) <= 120 and (capitals or raw.startswith("#")) and is_heading([text])


def wrap_width(lines: Sequence[Line]) -> int:
    """The width to which the file's prose is wrapped, in characters; 0 if each paragraph is one long line."""
    lengths = sorted(len(line.text.rstrip()) for line in lines if len(line.text) > 30 and "\t" not in line.text)
    if len(lengths) < 5:
        return 0
    wide = lengths[int(len(lengths) * 0.95)]
    return wide if wide <= 160 else 0


def block_to_drafts(lines: Sequence[Line], wrap: int) -> list[Draft]:
    """The paragraphs of a block of lines without blank lines in it."""
    if not lines:
        return []
    texts = [line.text for line in lines]
    first = lines[0]
    if texts[0].lstrip().startswith("$$"):
        formula = latex_to_text(" ".join(texts).replace("$$", " ")[:4000])
        return [Draft(formula, "formula", first.number, first.page)] if formula else []
    drafts: list[Draft] = []
    index = 0
    while index < len(lines):
        contents = parse_contents_line(texts[index])
        if contents:
            label = (
                f"{contents.label} .... {contents.page}".rstrip(" .")
                if not contents.page
                else f"{contents.label} .... {contents.page}"
            )
            drafts.append(Draft(label, "contents", lines[index].number, lines[index].page))
            index += 1
            continue
        caption = lines_to_caption(texts[index : index + 8])
        if caption:
            text = join_lines([plain(part) for part in texts[index : index + caption[1]]])
            drafts.append(Draft(text, "caption", lines[index].number, lines[index].page))
            index += caption[1]
            continue
        end = index + 1
        while end < len(lines) and not parse_contents_line(texts[end]) and not lines_to_caption(texts[end : end + 8]):
            end += 1
        drafts += _prose_to_drafts(lines[index:end], wrap)
        index = end
    return drafts


def _prose_to_drafts(lines: Sequence[Line], wrap: int) -> list[Draft]:
    texts = [line.text for line in lines]
    if is_heading(texts):
        text = markup_to_text(join_lines([re.sub(r"^\s*#+\s*", "", part) for part in texts]))
        text = " ".join(_BULLET.sub("", plain(text)).split())
        return [Draft(text, "heading", lines[0].number, lines[0].page)] if text else []
    drafts: list[Draft] = []
    group: list[Line] = []
    kind: ParagraphKind = "text"

    def close() -> None:
        if group:
            text = markup_to_text(join_lines([line.text for line in group]))
            text = _BULLET.sub("", text) if kind == "list_item" else text
            if text:
                drafts.append(Draft(text, kind, group[0].number, group[0].page))
        group.clear()

    for line in lines:
        if is_title_line(line.text) and not (group and _goes_on(group[-1].text, line.text, wrap)):
            # a heading with no blank line around it
            close()
            drafts.append(Draft(markup_to_text(plain(line.text).lstrip("# ")), "heading", line.number, line.page))
            continue
        marked = bool(_MARKER.match(line.text) or _BULLET.match(line.text))
        if marked or not group or not _goes_on(group[-1].text, line.text, wrap):
            close()
            kind = "list_item" if marked else "text"
        group.append(line)
    close()
    return drafts


def _goes_on(before: str, text: str, wrap: int) -> bool:
    """Is the line the wrapped continuation of the line before?"""
    before, text = before.rstrip(), text.strip()
    if text[:1].islower() or (before.endswith("-") and before[-2:-1].isalpha()):
        return not re.match(r"^\w{1,12}\s*:", text)
    if wrap and len(before) >= 0.72 * wrap:
        return True
    return len(before) > 160 and before[-1:] not in ".:;"


def running_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Numbers of the lines that are page furniture.

    Page numbers alone, and short lone lines repeated with another number each time.
    """
    furniture: set[int] = set()
    seen: dict[str, list[Line]] = {}
    page_edges = _page_edges(lines)
    for index, line in enumerate(lines):
        text = line.text.strip()
        if not text or len(text) > 120 or "\t" in line.text.strip():
            continue
        alone = (index == 0 or lines[index - 1].blank) and (index + 1 == len(lines) or lines[index + 1].blank)
        if is_page_number(text) and (alone or line.number in page_edges):
            furniture.add(line.number)
        elif alone or line.number in page_edges:
            seen.setdefault(re.sub(r"\d+|\b[ivxl]+\b|\s+", _furniture_key, text.casefold()), []).append(line)
    pages = len({line.page for line in lines})
    for key, twins in seen.items():
        edged = [line for line in twins if line.number in page_edges]
        if pages > 2 and len({line.page for line in edged}) >= max(3, 0.2 * pages):
            furniture.update(line.number for line in edged)
        elif "#" in key and len(twins) >= 4 and len({line.text for line in twins}) >= 0.7 * len(twins):
            numbers = [int(found) for line in twins if (found := _edge_number(line.text)) is not None]
            rising = len(numbers) >= 0.7 * len(twins) and all(a < b for a, b in pairwise(numbers))
            if rising and not any(_NUMBERED_THING.match(line.text) for line in twins):
                furniture.update(line.number for line in twins)
    return frozenset(furniture)


def _furniture_key(found: re.Match[str]) -> str:
    """Numbers are all alike, blanks do not count."""
    return "" if found.group().isspace() else "#"


def _edge_number(text: str) -> str | None:
    found = re.search(r"(\d{1,4})\s*$", text) or re.match(r"\s*(\d{1,4})\b(?![.)])", text)
    return found.group(1) if found else None


def _page_edges(lines: Sequence[Line]) -> frozenset[int]:
    """Numbers of the first two and last two lines with text of every page (none in a file without pages)."""
    by_page: dict[int, list[int]] = {}
    for line in lines:
        if line.page is not None and not line.blank:
            by_page.setdefault(line.page, []).append(line.number)
    edges: set[int] = set()
    for numbers in by_page.values():
        # a page of few lines has less of an edge
        deep = 2 if len(numbers) >= 8 else 1
        edges.update(numbers[:deep])
        edges.update(numbers[-deep:])
    return frozenset(edges)


def titles_only(lines: Sequence[str]) -> bool:
    """Do all lines read as a title, in capitals or bold: the heading of an unnumbered table."""
    texts = [plain(line) for line in lines]
    if not texts or len(texts) > 5 or not all(looks_like_title(line) for line in lines) or sum(map(len, texts)) > 300:
        return False
    joined = " ".join(texts)
    raw = "\n".join(lines).strip()
    bold = raw.startswith("**") and raw.endswith("**") and raw.count("**") == 2
    letters = [char for char in joined if char.isalpha()]
    capitals = sum(char.isupper() for char in letters) >= 0.75 * len(letters)
    return bold or capitals
