"""HTML in text files -> lines of text: each table row a line with tabs between its cells.

Machine-made editions write tables as `<table>` markup amid plain text or Markdown, and whole web pages are saved as
text. A cell that spans rows or columns leaves the other places blank, as in any text table. No element needs to be
closed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.text_decode import Line

#: spans wider or deeper than this are slips of whoever wrote the markup
MOST_SPAN = 200
#: cells of one table, blanks counted; what lies over it is dropped with its row
MOST_CELLS = 400_000
_BLOCKS = "p|div|h[1-6]|li|ul|ol|hr|br|section|article|blockquote|header|footer|main|body|html|center|dl|dt|dd|pre"
_TOKEN = re.compile(
    rf"<(?P<close>/?)(?P<tag>table|thead|tbody|tfoot|tr|td|th|caption|colgroup|col|style|script|head|{_BLOCKS})"
    r"\b(?P<rest>[^<>]*)>|<!--|<!doctype[^<>]*>",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\b(row|col)span\s*=\s*[\"']?\s*(\d{1,4})", re.IGNORECASE)
_TABLE = re.compile(r"<t(?:able|r|d|h)\b[^<>]*>", re.IGNORECASE)
_WEB_PAGE = re.compile(r"<(?:html|body|!doctype\s+html)\b", re.IGNORECASE)
_UNSEEN = frozenset({"style", "script", "head"})
_PARTS = frozenset({"thead", "tbody", "tfoot", "colgroup", "col"})
_NAMED = re.compile(r"\s*(?:tabel|gambar|grafik|diagram)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Cell:
    rows: int
    cols: int
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())


@dataclass(slots=True)
class _Open:
    """A table being read: its rows so far, each with the line it begins on; the open row and cell; nested tables."""

    rows: list[tuple[Line, list[_Cell]]] = field(default_factory=list)
    row: list[_Cell] | None = None
    cell: _Cell | None = None
    depth: int = 1


def has_html(lines: Sequence[Line]) -> bool:
    """Is there a table's markup in the lines, or is the file a web page?"""
    return any(
        "<" in line.text and (_TABLE.search(line.text) or _WEB_PAGE.search(line.text)) is not None for line in lines
    )


def html_to_lines(lines: Sequence[Line]) -> list[Line]:
    """Tables as tab lines with a blank line before and after. In a web page block elements end lines, style sheets
    and scripts are left out; other markup stays for `markup_to_text`."""
    reader = _Reader(any(_WEB_PAGE.search(line.text) for line in lines[:200] if "<" in line.text))
    for line in lines:
        reader.line(line)
    return reader.finish()


class _Reader:
    """Walks over the lines once; what is open lasts over line ends."""

    def __init__(self, page: bool) -> None:
        self.out: list[Line] = []
        self.page = page
        self.table: _Open | None = None
        self.unseen = ""
        self.caption = False
        self.text: list[str] = []
        self.heading = False
        self.last: Line | None = None

    def line(self, line: Line) -> None:
        self.last = line
        at = 0
        text = line.text
        if "<" in text or self.unseen:
            for found in _TOKEN.finditer(text):
                self._text(text[at : found.start()])
                at = found.end()
                self._token(found, line)
        self._text(text[at:])
        if self.table is None:
            self._flush(line, blank=not text.strip())
        elif self.table.cell is not None:
            self.table.cell.parts.append(" ")

    def finish(self) -> list[Line]:
        if self.last is not None:
            self._end_table(self.last)
            self._flush(self.last)
        return self.out

    def _text(self, text: str) -> None:
        if not text:
            return
        if self.unseen == "!--":
            _, mark, text = text.partition("-->")
            if not mark:
                return
            self.unseen = ""
        if self.unseen:
            return
        if self.table is None or self.caption:
            self.text.append(text)
        elif self.table.cell is not None:
            self.table.cell.parts.append(text)

    def _token(self, found: re.Match[str], line: Line) -> None:
        tag = (found["tag"] or "").lower()
        closing = bool(found["close"])
        if self.unseen and (tag != self.unseen or not closing):
            return
        if not tag:
            self.unseen = "!--" if found[0].startswith("<!--") else self.unseen
            return
        if tag in _UNSEEN:
            self.unseen = "" if closing else tag
        elif tag == "table":
            self._table_tag(closing, line)
        elif self.table is None and tag in ("tr", "td", "th") and not closing:
            # rows whose table mark was lost
            self._flush(line)
            self.table = _Open()
            self._part_tag(tag, closing, found["rest"], line)
        elif self.table is not None and tag not in _PARTS:
            self._part_tag(tag, closing, found["rest"], line)
        elif self.table is None and (self.page or tag in ("br", "p", "div") or tag[0] == "h"):
            self._flush(line)
            self.heading = not closing and len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()
            if self.page and tag not in ("br", "html", "body") and self.out and not self.out[-1].blank:
                self.out.append(Line(line.number, "", line.page))

    def _table_tag(self, closing: bool, line: Line) -> None:
        if closing and self.table is not None:
            self.table.depth -= 1
            if self.table.depth <= 0:
                self._end_table(line)
        elif not closing and self.table is not None:
            # a table within a cell: its texts are the cell's
            self.table.depth += 1
        elif not closing:
            self._flush(line)
            self.table = _Open()

    def _part_tag(self, tag: str, closing: bool, rest: str, line: Line) -> None:
        table = self.table
        assert table is not None
        if tag == "caption":
            self.caption = not closing
            if closing:
                self._flush(line)
            return
        if tag not in ("tr", "td", "th") or table.depth > 1:
            if table.cell is not None:
                table.cell.parts.append(" ")
            return
        table.cell = None
        if tag == "tr" or table.row is None:
            table.row = None
            if not (tag == "tr" and closing):
                table.row = []
                table.rows.append((line, table.row))
        if tag != "tr" and not closing and table.row is not None:
            spans = {kind.lower(): min(max(int(count), 1), MOST_SPAN) for kind, count in _SPAN.findall(rest)}
            table.cell = _Cell(spans.get("row", 1), spans.get("col", 1))
            table.row.append(table.cell)

    def _end_table(self, line: Line) -> None:
        table, self.table = self.table, None
        self.caption = False
        if table is None:
            return
        self._flush(line)
        rows = cells_to_rows([cells for _, cells in table.rows])
        width = max((len(row) for row in rows), default=0)
        self.out.append(Line(line.number, "", line.page))
        for (start, _), row in zip(table.rows, rows, strict=False):
            if any(row):
                # a tab behind the last cell keeps a lone text a row of its table
                cells = row + [""] * (width - len(row))
                self.out.append(Line(start.number, "\t".join(cells) if width > 1 else cells[0], start.page))
                if width == 1:
                    self.out.append(Line(start.number, "", start.page))
        self.out.append(Line(line.number, "", line.page))

    def _flush(self, line: Line, blank: bool = False) -> None:
        text = "".join(self.text)
        self.text.clear()
        if text.strip():
            if self.heading and not _NAMED.match(text):
                text = f"# {text.strip()}"
            self.out.append(Line(line.number, text.rstrip(), line.page))
        elif blank:
            self.out.append(Line(line.number, "", line.page))


def cells_to_rows(rows: Sequence[Sequence[_Cell]]) -> list[list[str]]:
    """Cell texts row by row, blank where a cell above or to the left reaches; ragged at the right."""
    out: list[list[str]] = []
    #: column -> rows that a cell from above still covers
    covered: dict[int, int] = {}
    cells = 0
    for row in rows:
        texts: list[str] = []
        new: dict[int, int] = {}
        for cell in row:
            while covered.get(len(texts), 0) > 0:
                texts.append("")
            for place in range(len(texts), len(texts) + cell.cols):
                if cell.rows > 1:
                    new[place] = cell.rows - 1
            texts += [html.unescape(cell.text).replace("\t", " "), *[""] * (cell.cols - 1)]
        cells += len(texts)
        if cells > MOST_CELLS:
            break
        covered = {place: left - 1 for place, left in covered.items() if left > 1} | new
        out.append(texts)
    return out
