"""Lists of tables and figures that print no page numbers: their lines are contents, not titles of tables.

A line of contents is told by its dots and its page (`captions.parse_contents_line`); where a converter or a writer left
both out, only the heading above and the run of titles without a table between them say what it is.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.model import Paragraph, Report

_HEADING = re.compile(
    r"^\W*daftar\s+(?:tabel|gambar|grafik|lampiran|bagan|diagram)(?:\s+(?:dan|&)\s+\w+)?\W*$", re.IGNORECASE
)
_ENTRY = re.compile(r"^\W*(?:tabel|tabl?e|gambar|grafik|lampiran|bagan|diagram)\b\W*[\dIVXA-Z]", re.IGNORECASE)
#: longer than this is no title
_LONGEST = 300


def with_listed_titles(report: Report) -> Report:
    """The report with the lines under "Daftar Tabel" and its like as contents, up to a table or another text."""
    tables = sorted(table.order for table in report.tables)
    listed: set[int] = set()
    inside = False
    last = -1
    seen: set[str] = set()
    for paragraph in sorted(report.paragraphs, key=lambda one: one.order):
        if paragraph.kind == "furniture":
            continue
        if _HEADING.match(paragraph.text):
            inside, last = True, paragraph.order
            continue
        if not inside:
            continue
        between = any(last < order < paragraph.order for order in tables)
        mark = " ".join(paragraph.text.casefold().split()[:2]).rstrip(".:")
        # a number that comes again is the title in the body
        if between or not _is_entry(paragraph) or mark in seen:
            inside = False
            continue
        seen.add(mark)
        last = paragraph.order
        listed.add(paragraph.order)
    if not listed:
        return report
    told = tuple(
        replace(one, kind="contents") if one.order in listed and one.kind != "contents" else one
        for one in report.paragraphs
    )
    return replace(report, paragraphs=told)


def _is_entry(paragraph: Paragraph) -> bool:
    return paragraph.kind == "contents" or (
        len(paragraph.text) <= _LONGEST and paragraph.kind != "heading" and bool(_ENTRY.match(paragraph.text))
    )
