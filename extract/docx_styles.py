"""What a Word document's styles and lists say of a paragraph: its kind, and the number Word prints in front of it.

Automatic numbers are in no paragraph's text: they are counted here as Word counts them (numbering.xml: a list names an
abstract list of up to nine levels, each with a start, a format and a pattern such as "%1.%2.").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_HEADING = re.compile(r"^(?:heading|judul|title|subtitle|subjudul)\b", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:toc|tdi|daftar isi)\s*\d|^(?:table of figures|tabel gambar|daftar gambar)", re.IGNORECASE)
_CAPTION = re.compile(r"^(?:caption|keterangan)", re.IGNORECASE)
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
#: levels a list has at most
LEVELS = 9
#: a style that names itself as its base, or a chain longer than this, is cut
LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. `list_id`, `level`: the list it puts its paragraphs into (None: none said, "0": none)."""

    name: str
    base: str | None
    outline: int | None
    list_id: str | None
    level: int | None
    bold: bool


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `pattern` as in the file ("%1.%2."), `style` the paragraph style tied to it."""

    start: int
    form: str
    pattern: str
    style: str | None
    legal: bool
    #: counted anew after a paragraph of this level or above; None: of any level above it
    restart: int | None


@dataclass(slots=True)
class _AbstractList:
    levels: dict[int, Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


def value(element: Any, path: str) -> str | None:
    """The w:val of the first element at the path ('w:pPr/w:pStyle'), None where there is none."""
    for step in path.split("/"):
        element = element.find(qn(step)) if element is not None else None
    return None if element is None else element.get(qn("w:val"))


def is_on(element: Any, tag: str) -> bool:
    """An on-off property such as w:b: there, and not said to be off."""
    found = element.find(qn(tag)) if element is not None else None
    return found is not None and found.get(qn("w:val")) not in ("0", "false", "off", "none")


def _number(text: str | None, default: int | None = None) -> int | None:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else default


class Styles:
    """All paragraph styles of a document."""

    def __init__(self, part: Any) -> None:
        self.by_id: dict[str, Style] = {}
        self.default: str | None = None
        for style in part.iter(qn("w:style")) if part is not None else ():
            if style.get(qn("w:type")) not in (None, "paragraph"):
                continue
            key = style.get(qn("w:styleId")) or ""
            numbered = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            self.by_id[key] = Style(
                (value(style, "w:name") or key).strip(),
                value(style, "w:basedOn"),
                _number(value(style, "w:pPr/w:outlineLvl")),
                value(numbered, "w:numId") if numbered is not None else None,
                _number(value(numbered, "w:ilvl")) if numbered is not None else None,
                is_on(style.find(qn("w:rPr")), "w:b"),
            )
            if style.get(qn("w:default")) in ("1", "true", "on"):
                self.default = key

    def chain(self, paragraph: Any) -> list[tuple[str, Style]]:
        """The paragraph's style and those it is based on, nearest first."""
        key = value(paragraph, "w:pPr/w:pStyle") or self.default
        out: list[tuple[str, Style]] = []
        while key is not None and key in self.by_id and len(out) < LONGEST_CHAIN:
            out.append((key, self.by_id[key]))
            key = self.by_id[key].base
        return out

    def kind(self, paragraph: Any) -> str:
        """'heading', 'caption', 'contents' where the style says so, else ''."""
        for _, style in self.chain(paragraph):
            if _CONTENTS.match(style.name):
                return "contents"
            if _CAPTION.match(style.name):
                return "caption"
            if _HEADING.match(style.name) or (style.outline is not None and style.outline < LEVELS):
                return "heading"
        outline = _number(value(paragraph, "w:pPr/w:outlineLvl"))
        return "heading" if outline is not None and outline < LEVELS else ""

    def bold(self, paragraph: Any) -> bool:
        return any(style.bold for _, style in self.chain(paragraph))


class Numbering:
    """The lists of a document and where each of them stands. Ask for paragraphs in reading order."""

    def __init__(self, part: Any, styles: Styles) -> None:
        self.styles = styles
        self.abstract: dict[str, _AbstractList] = {}
        #: list -> its abstract list, the levels it overrides, the levels it starts anew
        self.lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._begun: set[tuple[str, int]] = set()
        linked: dict[str, str] = {}
        for abstract in part.iter(qn("w:abstractNum")) if part is not None else ():
            key = abstract.get(qn("w:abstractNumId")) or ""
            self.abstract[key] = _AbstractList(_levels(abstract))
            if link := value(abstract, "w:numStyleLink"):
                linked[key] = link
            if own := value(abstract, "w:styleLink"):
                linked[f"style {own}"] = key
        for key, link in list(linked.items()):
            # a list that says only "as that style": the style's own abstract list
            if key in self.abstract and not self.abstract[key].levels and f"style {link}" in linked:
                self.abstract[key] = self.abstract[linked[f"style {link}"]]
        for one in part.iter(qn("w:num")) if part is not None else ():
            overridden: dict[int, Level] = {}
            starts: dict[int, int] = {}
            for change in one.iter(qn("w:lvlOverride")):
                level = _number(change.get(qn("w:ilvl")), 0) or 0
                overridden.update(_levels(change))
                start = _number(value(change, "w:startOverride"))
                if start is not None:
                    starts[level] = start
            self.lists[one.get(qn("w:numId")) or ""] = (value(one, "w:abstractNumId") or "", overridden, starts)

    def place(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and the level that the paragraph belongs to, None for none."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        list_id = value(own, "w:numId") if own is not None else None
        level = _number(value(own, "w:ilvl")) if own is not None else None
        if list_id is None:
            for key, style in self.styles.chain(paragraph):
                if style.list_id is None:
                    continue
                list_id = style.list_id
                if level is None:
                    tied = [at for at, one in self._all_levels(list_id).items() if one.style == key]
                    level = tied[0] if tied else style.level
                break
        if list_id is None or list_id not in self.lists:
            return None
        return list_id, min(max(level or 0, 0), LEVELS - 1)

    def _all_levels(self, list_id: str) -> dict[int, Level]:
        if list_id not in self.lists:
            return {}
        abstract, overridden, _ = self.lists[list_id]
        whole = self.abstract.get(abstract)
        return {**(whole.levels if whole else {}), **overridden}

    def next(self, paragraph: Any) -> str | None:
        """Count the paragraph and give what Word prints before it: '1.', 'b)', '-' for any bullet; None: no list."""
        place = self.place(paragraph)
        if place is None:
            return None
        list_id, at = place
        abstract, _, starts = self.lists[list_id]
        levels = self._all_levels(list_id)
        if at not in levels or abstract not in self.abstract:
            return None
        counts = self.abstract[abstract].counts
        if at in starts and (list_id, at) not in self._begun:
            counts[at] = None
        self._begun.add((list_id, at))
        for above in range(at):
            if counts[above] is None:
                counts[above] = levels[above].start if above in levels else 1
        start = starts.get(at, levels[at].start)
        before = counts[at]
        counts[at] = start if before is None else before + 1
        for below in range(at + 1, LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or (restart != 0 and at < restart):
                counts[below] = None
        level = levels[at]
        if level.form == "bullet":
            return "-"
        if level.form == "none":
            return ""

        def shown(found: re.Match[str]) -> str:
            which = int(found.group(1)) - 1
            count = counts[which]
            form = levels[which].form if which in levels and not (level.legal and which != at) else "decimal"
            return number_to_text(count if count is not None else 1, form)

        return re.sub(r"%([1-9])", shown, level.pattern).strip()


def _levels(parent: Any) -> dict[int, Level]:
    found = {}
    for level in parent.findall(qn("w:lvl")):
        at = _number(level.get(qn("w:ilvl")), 0) or 0
        if 0 <= at < LEVELS:
            found[at] = Level(
                _number(value(level, "w:start"), 1) or 0,
                value(level, "w:numFmt") or "decimal",
                value(level, "w:lvlText") or "",
                value(level, "w:pStyle"),
                is_on(level, "w:isLgl"),
                _number(value(level, "w:lvlRestart")),
            )
    return found


def number_to_text(number: int, form: str) -> str:
    """A list's number in one of Word's formats: 4 -> '4', 'd', 'D', 'iv', 'IV', '04'; unknown formats as decimal."""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * (1 + min((number - 1) // 26, 20))
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        text, rest = "", number
        for worth, sign in _ROMAN:
            text += sign * (rest // worth)
            rest %= worth
        return text.upper() if form == "upperRoman" else text
    if form == "decimalZero":
        return f"{number:02d}"
    return "" if form in ("none", "bullet") else str(number)
