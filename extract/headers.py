"""Which leading rows of a grid are its header, and what stands around them.

All functions take plain strings: `rows` is a list of equally long lists of cell texts; `copies`, where given, has the
same shape and says of each place whether it is a merged copy (covered by a cell that starts further left or above)
rather than a cell's own corner. Text tables have no copies: there a merged cell's other places are simply blank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from extract.header_words import (
    header_share,
    is_figure,
    is_header_text,
    is_ordinal,
    is_placeholder,
    is_range,
    is_year,
    squeeze,
)

Rows = Sequence[Sequence[str]]
Copies = Sequence[Sequence[bool]]

#: header rows are at most this deep; beyond it a reading is wrong
DEEPEST = 4
#: title rows ('PENGUKURAN KINERJA', 'Unit Kerja : ...') that may stand above the header inside the grid
MOST_LEAD = 8
_COUNTS = re.compile(r"\bke\s*[-–.:]*$", re.IGNORECASE)
_NUMBERING = re.compile(r"^\(?\s*(\d{1,2}|[a-zA-Z])\s*\)?\.?\s*(?:(?:[=:]|\().*)?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands: `lead` title rows (not header), `depth` header rows, then a numbering row or none."""

    lead: int
    depth: int
    numbering: bool

    @property
    def body_start(self) -> int:
        return self.lead + self.depth + int(self.numbering)


def own_texts(row: Sequence[str], copies: Sequence[bool] | None = None) -> list[str]:
    """The row's texts with merged copies blanked."""
    return ["" if copies and col < len(copies) and copies[col] else text.strip() for col, text in enumerate(row)]


def is_numbering_row(row: Sequence[str], copies: Sequence[bool] | None = None) -> bool:
    """'1 2 3', '(1) (2) (3)', 'a b c', '(1) (2) (3) (4)=(3)/(2)': the columns' numbers under a header.

    Counts up from 1 (or a), at most one column left out between neighbours, over at least two cells.
    """
    texts = [text for text in own_texts(row, copies) if text]
    if len(texts) < 2 or len(texts) < (len(row) + 1) // 2 - 1:
        return False
    numbers: list[int] = []
    for text in texts:
        found = _NUMBERING.match(text)
        if not found or len(text) > 40:
            return False
        mark = found.group(1)
        numbers.append(int(mark) if mark.isdigit() else ord(mark.lower()) - ord("a") + 1)
    marks = [text.strip("(). ")[:1].isalpha() for text in texts]
    if any(marks) and not all(marks):
        return False
    # letters must say a b c in full: 'A', 'B' alone are grades
    if texts[0].strip("(). ").isalpha() and (len(texts) < 3 or numbers != list(range(1, len(numbers) + 1))):
        return False
    if numbers[0] not in (1, 2) or (len(texts) == 2 and numbers != [1, 2]):
        return False
    return all(0 <= after - before <= 2 for before, after in pairwise(numbers)) and (
        numbers[-1] - numbers[0] >= len(numbers) // 2
    )


def is_section_row(row: Sequence[str], copies: Sequence[bool] | None = None) -> bool:
    """A full-width row: one text at the left, nothing beside it ('SASARAN STRATEGIS : ...', 'JUMLAH PAGU ...')."""
    texts = own_texts(row, copies)
    return len(texts) > 1 and bool(texts[0]) and not any(texts[1:]) and not is_ordinal(texts[0])


def is_property_row(row: Sequence[str]) -> bool:
    """'Unit Kerja | : Dinas Kesehatan', 'TAHUN ANGGARAN | : | 2019', 'Program : ...': a name and its value."""
    texts = [text.strip() for text in row if text.strip()]
    if len(texts) > 2 and is_ordinal(texts[0]):
        texts = texts[1:]
    if not texts or len(texts) > 3 or len(texts[0]) > 60:
        return False
    if len(texts) == 1:
        return bool(re.match(r"^[^\d:]{3,45}\s*:\s*\S", texts[0]))
    return texts[1].startswith(":") or (texts[0].endswith(":") and len(texts) == 2)


def _may_be_header(texts: Sequence[str]) -> bool:
    """No figure anywhere (years and ranges may name columns), no row number in front, no sentence-long cell."""
    filled = [text for text in texts if text]
    if not filled or any(is_placeholder(text) for text in filled):
        return False
    figures = [text for text in filled if is_figure(text) and not is_range(text)]
    if figures or (is_ordinal(texts[0]) and header_share(texts[0]) < 1):
        return False
    if any(len(text) > 140 for text in filled):
        return False
    # ranges alone are a rating scale's body
    return not all(is_range(text) or is_ordinal(text) for text in filled) or all(
        header_share(text) == 1 for text in filled
    )


def _known(texts: Sequence[str]) -> float:
    filled = [text for text in texts if text]
    return sum(is_header_text(text) for text in filled) / len(filled) if filled else 0.0


def _has_figures(row: Sequence[str]) -> bool:
    return any(is_figure(text) for text in row[1:]) or (bool(row) and is_ordinal(row[0]))


def _is_title_row(texts: Sequence[str]) -> bool:
    filled = [index for index, text in enumerate(texts) if text]
    return len(texts) > 1 and len(filled) == 1 and not is_figure(texts[filled[0]]) and not is_ordinal(texts[filled[0]])


def _continues_header(
    above: Sequence[str], texts: Sequence[str], row_copies: Sequence[bool] | None, known: bool
) -> bool:
    """Is the row under a header row another header row? `above` is that row with copies blanked.

    `known` says that the header so far is made of column-name words: then sub-columns may have unknown names.
    """
    if not _may_be_header(texts):
        return False
    filled = [index for index, text in enumerate(texts) if text]
    share = _known(texts)
    if row_copies and row_copies[0] and len(filled) < len(texts):
        # a header cell reaching down into this row ('NO' over two rows) makes the row header
        return share > 0 or known
    if texts[0] == "":
        under_span = all(not above[col] or (col + 1 < len(above) and not above[col + 1]) for col in filled)
        if under_span and (
            share >= 0.5 or (known and len(filled) >= 2 and all(len(texts[col]) <= 40 for col in filled))
        ):
            return True
        return share >= 0.8 and len(filled) >= 2
    return share == 1 and len(filled) >= 3 and not is_ordinal(texts[0])


def _is_loose_numbering(texts: Sequence[str]) -> bool:
    """Column numbers of a larger form of which columns were left out: "2 3 7 8 9 10 14"."""
    filled = [text for text in texts if text]
    if len(filled) < 4 or not all(re.fullmatch(r"\(?\d{1,2}\)?", text) for text in filled):
        return False
    numbers = [int(text.strip("()")) for text in filled]
    return all(a < b for a, b in pairwise(numbers))


def find_header(rows: Rows, copies: Copies | None = None) -> Header:
    """How many leading rows are titles, header and numbering row. depth 0: the grid has no header (a continuation).

    By words first; where the words are unknown, by shape: no figures in the row, and a body under it that has figures,
    row numbers or longer texts.
    """
    if not rows:
        return Header(0, 0, False)
    own = [
        own_texts(row, copies[index] if copies else None) for index, row in enumerate(rows[: MOST_LEAD + DEEPEST + 3])
    ]
    for index in range(1, min(len(own), DEEPEST + MOST_LEAD)):
        if is_numbering_row(own[index]):
            lead = _count_lead(own, index)
            if index - lead <= DEEPEST and all(_may_be_header(own[row]) for row in range(lead, index)):
                return Header(lead, index - lead, True)
            break
    if is_numbering_row(own[0]) and len([text for text in own[0] if text]) >= 3 and len(own) > 1:
        return Header(0, 0, True)
    lead = _count_lead(own, len(own) - 1)
    first = own[lead]
    if not _is_first_header(first, own[lead + 1 :]):
        return Header(0, 0, False)
    depth, known = 1, _known(first) >= 0.5
    while lead + depth < len(own) and depth < DEEPEST:
        index = lead + depth
        # a table's last row is a header only where a header cell reaches down into it (the page ends under the header)
        if index + 1 == len(rows) and not (copies and copies[index][0]):
            break
        if _is_loose_numbering(own[index]) and index + 1 < len(own) and depth + 2 <= DEEPEST:
            # a row of column numbers in the middle: the units of the columns ("K", "Rp") stand below it
            if _known(own[index + 1]) >= 0.5 and _may_be_header(own[index + 1]):
                depth += 2
            break
        if not _continues_header(own[index - 1], own[index], copies[index] if copies else None, known):
            break
        depth += 1
    return Header(lead, depth, False)


def numbering_within(rows: Rows, copies: Copies | None, header: Header) -> set[int]:
    """Rows inside the header that only number its columns ('2', '3', '7', '8' above 'K', 'Rp'); places in `rows`.

    Numbers under 'Tahun ke-' or 'Kriteria ke-' are the columns' names.
    """
    found = set()
    for row in range(header.lead + 1, header.lead + header.depth):
        texts = own_texts(rows[row], copies[row] if copies else None)
        counted = any(text and _COUNTS.search(rows[row - 1][col].strip()) for col, text in enumerate(texts))
        if _is_loose_numbering([text for text in texts if text]) and not counted:
            found.add(row)
    return found


def _count_lead(own: Sequence[Sequence[str]], limit: int) -> int:
    """Leading title and property rows, if a real header row stands under them; else 0."""
    lead = 0
    while lead < min(limit, MOST_LEAD) and (
        _is_title_row(own[lead]) or is_property_row(own[lead]) or not any(own[lead])
    ):
        lead += 1
    if lead == 0 or lead >= len(own):
        return 0
    under = own[lead]
    real = _may_be_header(under) and sum(bool(text) for text in under) >= 2 and _known(under) >= 0.5
    return lead if real else 0


def _is_first_header(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    filled = [text for text in first if text]
    if not filled or not _may_be_header(first):
        return False
    if _known(first) >= 0.6:
        return True
    if len(filled) < max(2, (len(first) + 1) // 2) or not (first[0] or first[-1]):
        return False
    if max(len(text) for text in filled) > 70 or not below:
        return False
    # unknown words: the body must look unlike this row
    letters = "".join(filled)
    if letters.isupper() or any(_has_figures(row) for row in below):
        return True
    longest = max((len(text) for row in below for text in row), default=0)
    return longest >= 3 * max(len(text) for text in filled)


def same_text(one: str, other: str) -> bool:
    """The same cell text, blanks, case and a typing slip aside."""
    a, b = squeeze(one), squeeze(other)
    if a == b:
        return True
    if max(len(a), len(b)) > 300:
        return False
    if min(len(a), len(b)) < 6:
        return a.replace(" ", "").strip(".") == b.replace(" ", "").strip(".")
    return SequenceMatcher(None, a, b).ratio() >= 0.88


def repeats_header(row: Sequence[str], header: Rows) -> bool:
    """Does the row repeat one of the header's rows (as at the top of a continuation page)?"""
    texts = [text for text in row if text.strip()]
    for names in header:
        wanted = [text for text in names if text.strip()]
        if wanted and len(wanted) == len(texts) and all(same_text(a, b) for a, b in zip(texts, wanted, strict=True)):
            return True
    return False


def same_header(one: Rows, other: Rows) -> bool:
    """Do two headers name the same columns? Compared as bags of names: one sliding between header rows does no harm."""
    a = [squeeze(text) for row in one for text in row if text.strip()]
    b = [squeeze(text) for row in other for text in row if text.strip()]
    if not a or not b:
        return False
    left = list(b)
    common = 0
    for name in a:
        twin = next((index for index, text in enumerate(left) if same_text(name, text)), None)
        if twin is not None:
            common += 1
            del left[twin]
    return common / max(len(a), len(b)) >= 0.85


#: kinds of columns, from a header's name or from the cells under it
_GROUP = frozenset({"sasaran", "tujuan", "misi", "program", "urusan", "bidang"})
_FIGURE_WORDS = """
    target realisasi capaian pencapaian % persentase prosentase pagu anggaran alokasi sisa saldo jumlah total
    jml rp fisik nilai l p k triwulan tw semester tahun i ii iii iv bobot skor
"""
_FIGURE_NAMES = frozenset(_FIGURE_WORDS.split())
_TEXT_WORDS = "sasaran indikator uraian program kegiatan nama tujuan strategi kebijakan unit lokasi keterangan jabatan"
_TEXT_NAMES = frozenset(_TEXT_WORDS.split())


def name_kind(name: str) -> str:
    """'ordinal', 'text', 'figure' or '' (unknown) for a column's name."""
    words = re.findall(r"[^\W_]+|%", name.casefold())
    if not words:
        return ""
    if words[0] in ("no", "nomor", "kode", "#"):
        return "ordinal"
    if is_year(name) or words[0] in _FIGURE_NAMES:
        return "figure"
    return "text" if any(word in _TEXT_NAMES for word in words) else ""


def column_kind(cells: Sequence[str], position: int = 0) -> str:
    """'ordinal', 'figure', 'text' or '' (blank) for the cells of the column at `position` (0 is the first).

    Small counts look like row numbers: a column of row numbers counts up.
    """
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return ""
    if sum(is_ordinal(cell) for cell in filled) / len(filled) >= 0.7 and _counts_up(filled, position):
        return "ordinal"
    figures = sum(is_figure(cell) or is_year(cell) for cell in filled)
    return "figure" if figures / len(filled) >= 0.5 else "text"


def _counts_up(cells: Sequence[str], position: int) -> bool:
    marked = sum(cell.strip()[-1] in ".)" or not cell.strip()[0].isdigit() for cell in cells)
    if marked >= 0.6 * len(cells):
        return True
    numbers = [int(found.group()) for cell in cells if (found := re.search(r"\d+", cell))]
    if len(numbers) < 2:
        return position == 0
    if any("." in cell.strip().rstrip(".") for cell in cells) and max(numbers) > 20:
        return False
    steps = sum(after - before in (0, 1) or after == 1 for before, after in pairwise(numbers))
    return steps >= 0.6 * (len(numbers) - 1) and (position == 0 or len(set(numbers)) > 1)


def align_header(header: Rows, body: Rows) -> list[list[str]]:
    """Shift a text table's header whose names are fewer than the body's columns so that names stand over their columns.

    The figure columns at the right fix the place; the missing names are left blank among the label columns, before the
    name of the finest label ('NO | INDIKATOR | TARGET' over 'no | sasaran | indikator | figure' becomes
    'NO | | INDIKATOR | TARGET').
    Comes out as wide as the body; unchanged where the header fits.
    """
    width = max((len(row) for row in body), default=0)
    columns = [column_kind([row[col] if col < len(row) else "" for row in body], col) for col in range(width)]
    used = max((col + 1 for row in header for col, text in enumerate(row) if text.strip()), default=0)
    padded = [list(row[: max(width, used)]) + [""] * (max(width, used) - len(row)) for row in header]
    # a last name over a blank span has nothing under it: only a row that names the lowest level tells the true width
    lowest = max((col + 1 for col, text in enumerate(header[-1]) if text.strip()), default=0) if header else 0
    missing = width - max(lowest, used)
    if not header or missing <= 0 or used == 0:
        return padded
    # the lowest name says what stands in the column ('PK' over 'TARGET')
    names = [next((row[col] for row in reversed(padded) if row[col].strip()), "") for col in range(width)]

    def agreement(shifted: Sequence[str]) -> float:
        score = 0.0
        for name, column in zip(shifted, columns, strict=True):
            kind = name_kind(name)
            if kind and column:
                same = kind == column or {kind, column} == {"ordinal", "figure"}
                score += 1 if same else -1
        return score

    best, best_score = padded, agreement(names)
    for cut in range(used + 1):
        shifted = names[:cut] + [""] * missing + names[cut : width - missing]
        score = agreement(shifted)
        before = names[cut - 1] if cut else ""
        # among equals: a group's name ('SASARAN') stays left of the gap, a finer one goes to its right
        if cut and _GROUP & set(squeeze(before).split()) and "indikator" not in squeeze(before):
            score += 0.25
        if score > best_score + 0.1:
            best_score = score
            best = [row[:cut] + [""] * missing + row[cut : width - missing] for row in padded]
    return best
