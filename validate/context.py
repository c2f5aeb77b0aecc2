"""What the rules look at: the understanding with its tables laid open, built once for all rules.

Everything here is derived from the `Understanding`; nothing is judged. Rows and columns are 0-based in here and
become 1-based in evidence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from extract.model import Cell, Paragraph, Report, Table
from normalize.column_texts import table_to_paths
from normalize.headers import path_to_role
from normalize.model import Claim, Fact, Quantity, Understanding
from normalize.numbers import NumberStyle, read_cell, texts_to_style
from validate.names import Names, facts_to_names

TOTAL_WORDS = re.compile(
    r"^\W*(?:grand\s*total|sub\s*(?:-\s*)?(?:total|jumlah)|jumlah|total|jml|jlh|j\s?u\s?m\s?l\s?a\s?h)\b"
    r"(?:\W+(?:total|jumlah|belanja|anggaran|pagu|realisasi|pendapatan|pembiayaan|biaya|dana|apbd|apbn|keseluruhan|"
    r"seluruh|"
    r"seluruhnya|semua|program|kegiatan|sub|sasaran|strategis|misi|tujuan|urusan|bidang|provinsi|kabupaten|kota|"
    r"pegawai|asn|"
    r"langsung|tidak|operasi|modal|barang|jasa|umum|akhir|kumulatif|capaian|nilai|skor|rp|dan|per|ke|[ivx]+|[a-z]|\d+|"
    r"jawa|barat|timur|tengah|utara|selatan))*\W*$",
    re.I,
)
AVERAGE_ROW = re.compile(
    r"^\W*(?:(?:nilai|jumlah|total|capaian|persentase|%)\s+)*(?:rata\s*[-–]?\s*rata|rerata)\b"
    r"(?:\W+(?:capaian|kinerja|realisasi|persentase|prosentase|nilai|total|keseluruhan|seluruh|seluruhnya|sasaran|"
    r"strategis|program|kegiatan|tujuan|"
    r"indikator|utama|iku|tahun|anggaran|penyerapan|opd|dinas|misi|ke|dari|per|s\.?d|ss|triwulan|tw|\d+|[ivx]+|%|"
    r"fisik|keuangan|efisiensi|tingkat))*\W*$",
    re.I,
)
REGION_ROW = re.compile(r"^\W*(?:kab|kota|kabupaten)\b", re.I)
ORDINAL = re.compile(r"^\(?(?:\d{1,3}|[ivxlc]{1,6}|[a-z])[.)]?$", re.I)
BLANKS = re.compile(r"\s+")
EMPTY = re.compile(r"^[\s\-–—_.*]*$")


@dataclass(frozen=True, slots=True)
class Number:
    """A numeric cell: its place (0-based), print and reading."""

    table_index: int
    row: int
    col: int
    quantity: Quantity
    cell: Cell


class TableView:
    """A table with its cells read: header texts, labels, numbers."""

    def __init__(self, index: int, table: Table, facts: Mapping[tuple[int, int], Quantity] | None = None) -> None:
        """`facts` holds readings already decided by the understanding, by 0-based place: they are kept."""
        self.index = index
        self.table = table
        self.known = facts or {}
        self.grid = table.grid()
        self.body = range(min(table.header_rows, table.row_count), table.row_count)
        self._numbers: dict[tuple[int, int], Number | None] = {}
        self._kinds: dict[tuple[int, int], str] = {}

    @cached_property
    def name(self) -> str:
        """'Tabel 3.2', or the caption where no number is printed."""
        if self.table.number:
            return f"Tabel {self.table.number}"
        page = f" (hlm. {self.table.pages[0]})" if self.table.pages else ""
        caption = self.table.caption
        return (
            f"Tabel “{caption if len(caption) <= 44 else caption[:42].rstrip() + '…'}”{page}"
            if caption
            else f"Tabel tanpa nomor{page}"
        )

    @cached_property
    def mark(self) -> str:
        """What the contract puts into `table`: the number, or the caption."""
        return self.table.number or self.table.caption

    def text(self, row: int, col: int) -> str:
        cell = self.grid[row][col]
        return cell.text if cell else ""

    def cell(self, row: int, col: int) -> Cell | None:
        return self.grid[row][col]

    def own(self, row: int, col: int) -> bool:
        """True where the cell starts here, False for the repeated part of a merged cell."""
        cell = self.grid[row][col]
        return cell is not None and (cell.row, cell.col) == (row, col)

    def number(self, row: int, col: int) -> Number | None:
        """The number printed at this place; None where none is, or where a merged cell is only continued."""
        place = (row, col)
        if place not in self._numbers:
            cell = self.grid[row][col]
            found: Number | None = None
            kind = "blank"
            if cell is not None and (cell.row, cell.col) == place:
                value = read_cell(cell.text, style=self.styles[col])
                kind = value.kind
                quantity = self.known.get(place) or value.quantity
                if value.kind == "quantity" and quantity is not None:
                    found = Number(self.index, row, col, quantity, cell)
            self._numbers[place] = found
            self._kinds[place] = kind
        return self._numbers[place]

    @cached_property
    def styles(self) -> list[NumberStyle]:
        """For every column its habit of marks, the table's where the column tells nothing."""
        columns = [
            texts_to_style(self.text(row, col) for row in self.body if self.own(row, col))
            for col in range(self.table.column_count)
        ]
        whole = NumberStyle()
        for style in columns:
            whole = whole + style
        return [style if style != NumberStyle() else whole for style in columns]

    def kind(self, row: int, col: int) -> str:
        self.number(row, col)
        return self._kinds[(row, col)]

    def blank(self, row: int, col: int) -> bool:
        return EMPTY.match(self.text(row, col)) is not None

    @cached_property
    def headers(self) -> list[list[str]]:
        """For every column its header texts from top to bottom, merged ones once."""
        columns: list[list[str]] = []
        for col in range(self.table.column_count):
            texts: list[str] = []
            for row in range(min(self.table.header_rows, self.table.row_count)):
                text = self.text(row, col).strip()
                if text and (not texts or texts[-1] != text):
                    texts.append(text)
            columns.append(texts)
        return columns

    def header(self, col: int) -> str:
        return " / ".join(self.headers[col])

    @cached_property
    def labels(self) -> list[str]:
        """For every row its name: the last text before the first number that is no unit, place or office, else the
        longest text."""
        heads = [path_to_role(path) for path in table_to_paths(self.table)]
        named = [role.kind not in ("unit", "code") and not (role.kind == "text" and role.sure) for role in heads]
        names = []
        for row in range(self.table.row_count):
            name, longest = "", ""
            for col in range(self.table.column_count):
                text = self.text(row, col).strip()
                if not text or EMPTY.match(text) or ORDINAL.match(text):
                    continue
                if self.kind(row, col) == "quantity":
                    if name:
                        break
                    continue
                if any(letter.isalpha() for letter in text):
                    if len(text) > len(longest):
                        longest = text
                    if (self.own(row, col) and named[col]) or not name:
                        name = text
            names.append(name or longest)
        return names

    @cached_property
    def first_texts(self) -> list[str]:
        """For every row the first text that is no ordinal and starts in it."""
        found = []
        for row in range(self.table.row_count):
            first = ""
            for col in range(self.table.column_count):
                text = self.text(row, col).strip()
                if text and not EMPTY.match(text) and not ORDINAL.match(text) and self.own(row, col):
                    first = text
                    break
            found.append(first)
        return found

    def is_total(self, row: int) -> bool:
        first = self.first_texts[row]
        if row == self.table.row_count - 1 and re.match(
            r"^\W*(?:provinsi|propinsi|kabupaten/kota|se-?\s?\w+)\b.{0,25}$", first, re.I
        ):
            # the last line of a list of districts is the province's
            above = sum(bool(REGION_ROW.match(self.labels[other])) for other in self.body if other < row)
            return above >= 5 or (len(self.body) >= 15 and bool(re.match(r"^\W*prov|^\W*prop", first, re.I)))
        return bool(TOTAL_WORDS.match(first)) and not self.is_average(row)

    def is_average(self, row: int) -> bool:
        """A row that only says Rata-rata (of the capaian ...), not an indicator whose name begins so."""
        first = re.sub(r"^\W*(?:\d{1,2}|[a-zA-Z])[.)]\s+", "", self.first_texts[row]).casefold()
        return bool(AVERAGE_ROW.match(first))

    @cached_property
    def index_row(self) -> frozenset[int]:
        """Body rows that only number the columns ('1 2 3', '(1) (2)')."""
        rows = set()
        for row in self.body:
            texts = [self.text(row, col).strip() for col in range(self.table.column_count)]
            texts = [text for text in texts if text]
            if len(texts) >= 3 and all(re.fullmatch(r"\(?\d{1,2}\)?(\s*=.*)?", text) for text in texts):
                digits = [int(re.sub(r"\D.*", "", text.strip("("))) for text in texts]
                if digits == list(range(digits[0], digits[0] + len(digits))):
                    rows.add(row)
        return frozenset(rows)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of prose with the headings above it, innermost first."""

    text: str
    paragraph: Paragraph
    headings: tuple[str, ...]
    #: offset in the paragraph's text
    start: int = 0


ABBREVIATIONS = (
    r"(?:No|Nomor|Rp|dr|drs|dra|dll|dst|ir|jl|kab|kec|tgl|th|prov|hal|tab|gbr|st|sp|pp|tw|s|d|a|n|u|b|h|st|se|m|k|w)"
)
SENTENCE_END = re.compile(r"(?<=[a-z0-9%)”\"])[.;!?](?=\s+[\"“(]?[A-Z0-9])")


def paragraph_to_sentences(text: str) -> Iterator[tuple[int, str]]:
    """(offset, sentence) pairs. Marks inside numbers and after common abbreviations end nothing."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        before = re.search(r"(\w+)$", text[: match.start()])
        word = before.group(1) if before else ""
        ordinal = len(word) <= 2 and word.isdigit() and not text[start : match.start() - len(word)].strip()
        if match.group() == "." and (ordinal or re.fullmatch(ABBREVIATIONS, word, re.I)):
            continue
        yield start, text[start : match.end()].strip()
        start = match.end()
        while start < len(text) and text[start].isspace():
            start += 1
    if text[start:].strip():
        yield start, text[start:].strip()


class Context:
    """All that the rules may ask, of one understanding."""

    def __init__(self, understanding: Understanding) -> None:
        self.understanding = understanding
        #: what one rule worked out and another may use, by name
        self.cache: dict[str, Any] = {}
        known: dict[int, dict[tuple[int, int], Quantity]] = defaultdict(dict)
        for fact in understanding.facts:
            if fact.quantity is not None:
                known[fact.table_index][(fact.row - 1, fact.col - 1)] = fact.quantity
        self.views = tuple(
            TableView(index, table, known.get(index)) for index, table in enumerate(understanding.report.tables)
        )

    @property
    def report(self) -> Report:
        return self.understanding.report

    @property
    def facts(self) -> tuple[Fact, ...]:
        return self.understanding.facts

    @property
    def claims(self) -> tuple[Claim, ...]:
        return self.understanding.claims

    @property
    def year(self) -> int | None:
        return self.understanding.profile.year

    @cached_property
    def rows(self) -> dict[tuple[int, int], list[Fact]]:
        """Facts by (table_index, row), in the order of their columns."""
        rows: dict[tuple[int, int], list[Fact]] = defaultdict(list)
        for fact in self.facts:
            rows[(fact.table_index, fact.row)].append(fact)
        for facts in rows.values():
            facts.sort(key=lambda fact: fact.col)
        return dict(rows)

    @cached_property
    def names(self) -> Names:
        """Which printed indicator names are one indicator."""
        return facts_to_names(self.facts)

    @cached_property
    def prints(self) -> dict[tuple[str, int | None, str, bool, str], list[Fact]]:
        """Facts by (name key, year, period, cumulative, measure): all prints of one figure."""
        groups: dict[tuple[str, int | None, str, bool, str], list[Fact]] = defaultdict(list)
        for fact in self.facts:
            groups[(self.names.key(fact), fact.year, fact.period, fact.cumulative, fact.measure)].append(fact)
        return dict(groups)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(report_to_sentences(self.report))


HEADING_LEVEL = (
    (1, re.compile(r"^\s*bab\s+[ivx\d]+\b", re.I)),
    (2, re.compile(r"^\s*[A-Z][.)]\s")),
    (3, re.compile(r"^\s*\d+(?:\.\d+)+")),
    (4, re.compile(r"^\s*\d+[.)]?\s")),
    (5, re.compile(r"^\s*[a-z][.)]\s")),
)


def heading_to_level(text: str) -> int:
    for level, pattern in HEADING_LEVEL:
        if pattern.match(text):
            return level
    return 3


def report_to_sentences(report: Report) -> Iterator[Sentence]:
    """The prose's sentences in reading order; furniture, contents and captions left out, headings carried along."""
    above: list[tuple[int, str]] = []
    for paragraph in sorted(report.paragraphs, key=lambda one: one.order):
        if paragraph.kind in ("furniture", "contents", "caption"):
            continue
        if paragraph.kind == "heading":
            level = heading_to_level(paragraph.text)
            above = [(depth, text) for depth, text in above if depth < level]
            above.append((level, paragraph.text))
            continue
        headings = tuple(text for _, text in reversed(above))
        for start, text in paragraph_to_sentences(paragraph.text):
            yield Sentence(text, paragraph, headings, start)
