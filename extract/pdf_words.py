"""Characters -> words -> lines -> text.

A word ends at a printed blank, a wide gap, a jump back or a change of baseline. Lines are words on one baseline.
Text that
a narrow cell broke (numbers, single long words) is put together again in `lines_to_text`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.pdf_page import PageContent

#: shares of a character's full height
GAP_BETWEEN_WORDS = 0.22
JUMP_BACK = 0.55
SAME_BASELINE = 0.30
GLUE = 0.08


@dataclass(frozen=True, slots=True)
class Words:
    """One list entry a word, in the order of the file: its box, its baseline `base`, the height of its letters'
    boxes `size`,
    its first character and the one after its last. Plain lists: words are picked one by one."""

    x0: list[float]
    y0: list[float]
    x1: list[float]
    y1: list[float]
    base: list[float]
    size: list[float]
    text: list[str]
    first: list[int]
    last: list[int]
    bold: list[bool]
    mark: list[int]
    #: no blank stands before it in the file
    glued: list[bool]
    #: not set sideways
    upright: list[bool]

    def __len__(self) -> int:
        return len(self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline, left to right."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    bold: bool
    words: tuple[int, ...]


_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\xa0": " "}


def clean_text(text: str) -> str:
    """Ligatures opened, symbol-font bullets told as a bullet, accents composed."""
    if text.isascii():
        return text
    out = "".join(_LIGATURES.get(c, "•" if "\ue000" <= c <= "\uf8ff" else c) for c in text)
    return unicodedata.normalize("NFC", out)


def content_to_words(content: PageContent, cuts: NDArray[np.bool_] | None = None) -> Words:
    """The words of a page, in the order of the file. `cuts` (n characters) forces a word to begin."""
    chars = content.chars
    n = len(chars.code)
    if not n:
        return Words([], [], [], [], [], [], [], [], [], [], [], [], [])
    box, base = chars.box, chars.base
    height = box[:, 3] - box[:, 1]
    step = np.zeros((n, 2))
    step[1:] = np.diff(base, axis=0)
    size = np.maximum(height, 1.0)
    gap = np.zeros(n)
    gap[1:] = box[1:, 0] - box[:-1, 2]
    pair = size.copy()
    pair[1:] = np.minimum(size[1:], size[:-1])
    level = np.abs(step[:, 1]) <= SAME_BASELINE * pair
    along = (gap <= GAP_BETWEEN_WORDS * pair) & (gap >= -JUMP_BACK * pair) & (step[:, 0] > 0)
    # letters stacked on a sideways baseline: a narrow header cell's turned text
    wide = box[:, 2] - box[:, 0]
    sideways = (
        (np.abs(step[:, 0]) < 0.12 * wide) & (np.abs(step[:, 1]) > 0.15 * wide) & (np.abs(step[:, 1]) < 1.2 * wide)
    )
    joined = ~chars.blank_before & ((level & along) | sideways)
    if cuts is not None:
        joined &= ~cuts
    joined[0] = False
    first = np.flatnonzero(~joined)
    last = np.append(first[1:], n)
    whole = "".join(map(chr, chars.code.tolist()))
    text = [clean_text(whole[a:b]) for a, b in zip(first.tolist(), last.tolist(), strict=True)]
    low = np.minimum.reduceat(box[:, :2], first, axis=0)
    high = np.maximum.reduceat(box[:, 2:], first, axis=0)
    turned = np.logical_or.reduceat(sideways & joined, first)
    return Words(
        low[:, 0].tolist(), low[:, 1].tolist(), high[:, 0].tolist(), high[:, 1].tolist(), base[first, 1].tolist(),
        np.where(turned, wide[first], size[first]).tolist(), text, first.tolist(), last.tolist(),
        content.bold[first].tolist(), content.marks[first].tolist(), (~chars.blank_before[first]).tolist(),
        (~turned).tolist(),
    )  # fmt: skip


def words_to_lines(words: Words, chosen: Sequence[int]) -> list[Line]:
    """The chosen words as lines, top to bottom, left to right."""
    if not chosen:
        return []
    base, size, x0 = words.base, words.size, words.x0
    turned = [i for i in chosen if not words.upright[i]]
    upright = sorted((i for i in chosen if words.upright[i]), key=base.__getitem__)
    groups: list[list[int]] = []
    last_base = -1e9
    for i in upright:
        # superscripts and mixed fonts stay within a third of the letters' height
        if groups and base[i] - last_base <= 0.36 * min(size[i], size[groups[-1][0]]):
            groups[-1].append(i)
        else:
            groups.append([i])
            last_base = base[i]
    lines = [_group_to_line(words, sorted(group, key=x0.__getitem__)) for group in groups]
    if turned:
        lines.append(_group_to_line(words, turned))
        lines.sort(key=lambda line: line.y0)
    return lines


def _group_to_line(words: Words, group: list[int]) -> Line:
    parts: list[str] = []
    gaps: list[float] = []
    end = -1e9
    for i in group:
        gap = words.x0[i] - end
        if parts and words.glued[i] and gap < GLUE * words.size[i]:
            parts[-1] += words.text[i]
        else:
            parts.append(words.text[i])
            gaps.append(gap)
        end = max(end, words.x1[i])
    y0, y1 = min(words.y0[i] for i in group), max(words.y1[i] for i in group)
    bold = 2 * sum(words.bold[i] for i in group) > len(group)
    size = sorted(words.size[i] for i in group)[len(group) // 2]
    text = close_letter_spacing(parts, gaps) if len(parts) > 3 else " ".join(parts)
    return Line(text, words.x0[group[0]], y0, end, y1, words.base[group[0]], size, bold, tuple(group))


def close_letter_spacing(parts: Sequence[str], gaps: Sequence[float]) -> str:
    """'J U M L A H' -> 'JUMLAH': four single letters at least; a gap much wider than the others parts two words.

    >>> close_letter_spacing(["J", "U", "M", "L", "A", "H", "1", "2"], [0, 4, 4, 4, 4, 4, 9, 4])
    'JUMLAH 1 2'
    """
    out: list[str] = []
    place = 0
    while place < len(parts):
        after = place
        while (
            after < len(parts)
            and len(parts[after]) == 1
            and (parts[after].isalpha() or (after > place and parts[after] in "&/.:"))
        ):
            after += 1
        if after - place < 4:
            out.append(parts[place])
            place += 1
            continue
        usual = min(gaps[place + 1 : after])
        word = parts[place]
        for k in range(place + 1, after):
            if gaps[k] > 1.7 * max(usual, 0.5):
                out.append(word)
                word = parts[k]
            else:
                word += parts[k]
        out.append(word)
        place = after
    return " ".join(out)


_OPEN_NUMBER = re.compile(r"(?:^|[\s(/:])(?:Rp\.?\s?)?(-?\d{1,3}(?:[.,]\d{3})*[.,]\d{0,2}|-?\d{1,3}(?:[.,]\d{3})+)$")
_REST = re.compile(r"^([.,]?\d[\d.,]*)(\s?%|,-|\)|\s|$)")
_WHOLE = re.compile(r"^-?\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?,?$|^-?\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?$")
_PREFIXES = frozenset(
    [
        "non",
        "pra",
        "pasca",
        "anti",
        "antar",
        "inter",
        "multi",
        "sub",
        "semi",
        "pro",
        "kontra",
        "e",
        "ber",
        "di",
        "ke",
        "se",
        "ter",
        "per",
        "lain",
        "masing",
    ]
)


_YEAR = re.compile(r"(?:19|20)\d\d")


def number_goes_on(line: str, following: str, full: bool) -> bool:
    """Is a number broken between these two lines of one cell? `full`: the first line leaves no room for a digit.

    >>> number_goes_on("13.000.0", "00", False), number_goes_on("5,8", "1000", False), number_goes_on("201", "6", True)
    (True, False, True)
    """
    rest = _REST.match(following)
    # 'Tahun 2' over '2015': a year is whole
    if not rest or (_YEAR.fullmatch(following.strip()) and re.search(r"(?<![\d.,])\d{1,2}$", line)):
        return False
    digits = rest.group(1)
    found = _OPEN_NUMBER.search(line)
    if found:
        left = found.group(1)
        if left.endswith((".", ",")) and not digits.startswith((".", ",")):
            return bool(_WHOLE.match(left + digits)) or (full and len(line) > 2)
        if _WHOLE.match(left) and not digits.startswith((".", ",")):
            return full and bool(_WHOLE.match(left + digits))
        # a number with a single mark may be a decimal: then the line must be full, or only the rest have a unit
        alone = line.strip() == left and re.match(r"\d{1,2}\s+[A-Za-z]", following) is not None
        if _WHOLE.match(left + digits) and (full or alone or not re.fullmatch(r"\d{1,3}[.,]\d{1,2}", left)):
            return True
    if re.search(r"\d[.,]\d", line) and re.search(r"\d[.,]\d", following):
        return False
    return (
        full
        and bool(re.search(r"(?:^|\s)[\d.,]*\d$", line))
        and bool(re.fullmatch(r"[\d.,]*\d[\d.,]*\s?%?", following))
    )


def digit_width(line: Line) -> float:
    """How much room a digit more would take: in the usual fonts digits are equally wide, marks half as wide."""
    digits = sum(c.isdigit() for c in line.text)
    if not digits or any(c.isalpha() or c.isspace() for c in line.text.strip()):
        return 0.42 * line.size
    return max(0.42 * line.size, 0.95 * (line.x1 - line.x0) / (digits + 0.5 * (len(line.text.strip()) - digits)))


def lines_to_text(lines: Sequence[Line], room: float | None = None, known: Mapping[str, int] | None = None) -> str:
    """The lines of a cell or paragraph as one text. `room` is the width that the text may fill, None for prose;
    `known` counts the words of the document (small letters), by which a cut word is told from two words."""
    out = ""
    for place, line in enumerate(lines):
        if not out:
            out = line.text
            continue
        before = lines[place - 1]
        full = room is not None and before.x1 - before.x0 + digit_width(before) > room
        # what is set apart isn't the rest of a word
        near = line.base - before.base < 1.45 * max(line.size, before.size)
        loose = line.base - before.base < 2.2 * max(line.size, before.size)
        if room is not None and loose and is_word_end(before, line, room):
            out += line.text
            continue
        out = join_texts(out, before.text, line.text, full and near, known if room is not None and near else None)
    return re.sub(r"\s+", " ", out).strip()


#: how words end and none begins: 'Perusah' / 'aan', 'Kunjunga' / 'n', 'Kelom' / 'pok'
_WORD_END = re.compile(
    r"(?:[a-z]|a?an|[bcfghjklmnprstwy]an|ng|ang|ung|ing|[bcdfgjklmnprst][aiou]?[kmnrst]|pok|[aiu]?si|nya|[ai]?tas|kat)"
    r"[.)]?"
)
_LIKE_ENDS = "di ke dan per dari kan pun lah man pas nol ban dok gas kas tas bis les ras ton jan jam jun jul nip"
_WORDS_LIKE_ENDS = frozenset(_LIKE_ENDS.split())
#: the share of a cell that its texts may fill, where it is padded most
LEAST_ROOM = 0.7


def is_word_end(before: Line, line: Line, room: float) -> bool:
    """Is the line the end of a word that alone fills the line before, and that the cell is too narrow for?"""
    if " " in before.text.strip() or not before.text.isalpha() or len(before.text) < 4:
        return False
    end = line.text.casefold() if before.text.isupper() and line.text.isupper() else line.text
    wide = before.x1 - before.x0 + line.x1 - line.x0
    return _WORD_END.fullmatch(end) is not None and end not in _WORDS_LIKE_ENDS and wide > LEAST_ROOM * room


def join_texts(text: str, line: str, following: str, full: bool, known: Mapping[str, int] | None = None) -> str:
    """`text`, which ends with `line`, with the line that follows. `full`: the line leaves no room for a letter."""
    if re.search(r"\w-$", line) and following[:1].isalnum():
        left = re.findall(r"\w+", line)[-1].casefold()
        right = (re.findall(r"\w+", following) or [""])[0].casefold()
        # 'masing-' / 'masing' and '2013-' / '2018' keep their mark, a word that is cut doesn't
        if left == right or left[-4:] == right[:4] or left in _PREFIXES or not left.isalpha() or not right.isalpha():
            return text + following
        if following[0].isupper() and not line.isupper():
            return text + following
        return text[:-1] + following
    if line.endswith("/") and following[:1].isalnum() and not line.endswith(" /"):
        return text + following
    if number_goes_on(line, following, full):
        return text + following
    if word_goes_on(line, following, full, known):
        return text + following
    return f"{text} {following}"


def word_goes_on(line: str, following: str, full: bool, known: Mapping[str, int] | None) -> bool:
    """Is a word broken between these two lines? By the words of the document, where they tell; else by the room left.

    >>> word_goes_on("PENILAIA", "N", False, {"penilaian": 3})
    True
    >>> word_goes_on("tenaga", "kerja", True, {"tenaga": 9, "kerja": 9})
    False
    """
    left_match, right_match = re.search(r"([^\W\d_]+)$", line), re.match(r"([^\W\d_]+)", following)
    if not left_match or not right_match:
        return False
    left, right = left_match.group(1), right_match.group(1)
    if right[0].isupper() and not (left.isupper() and right.isupper()):
        return False
    alone = " " not in line.strip()
    if known:
        whole = known.get((left + right).casefold(), 0)
        apart = min(known.get(left.casefold(), 0), known.get(right.casefold(), 0))
        if whole > apart and len(left) + len(right) > 4:
            return True
        if apart or whole:
            return False
        if known.get(left.casefold(), 0) or (known.get(right.casefold(), 0) and len(right) > 3):
            return False
    return full and alone and len(left) > 3
