"""Builders of evidence: from facts, from cells, from phrases of prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.model import Paragraph
from normalize.model import Fact
from validate.context import Sentence, TableView
from validate.model import Evidence

NUMBERED = re.compile(r"[\dIVXivx]+(?:[.,-][\dA-Za-z]+)*")


def place_in_words(table: str, page: int | None, lang: str = "id") -> str:
    """'Tabel 3.2', or 'hlm. 34' for a table without a number, or its caption's first words; English where asked."""
    if NUMBERED.fullmatch(table.strip()):
        return f"{'Tabel' if lang == 'id' else 'table'} {table.strip()}"
    if page is not None:
        return f"{'hlm.' if lang == 'id' else 'p.'} {page}"
    short = table.strip() if len(table) <= 44 else table[:42].rstrip() + "…"
    return f"{'tabel' if lang == 'id' else 'table'} “{short}”"


def fact_place(fact: Fact, lang: str = "id") -> str:
    return place_in_words(fact.table, fact.page, lang)


def facts_place(facts: Sequence[Fact], lang: str = "id", limit: int = 6) -> str:
    """The places of several facts, each once, at most `limit`."""
    places = list(dict.fromkeys(fact_place(fact, lang) for fact in facts))
    more = f" +{len(places) - limit}" if len(places) > limit else ""
    return ", ".join(places[:limit]) + more


def fact_to_evidence(fact: Fact, role: str) -> Evidence:
    return Evidence(
        raw=fact.raw,
        role=role,
        page=fact.page,
        line=fact.line,
        table=fact.table,
        table_index=fact.table_index,
        row=fact.row,
        col=fact.col,
        box=fact.box,
        label=fact.indicator,
    )


def cell_to_evidence(view: TableView, row: int, col: int, role: str, label: str | None = None) -> Evidence:
    """Evidence of the cell at (row, col), 0-based."""
    cell = view.cell(row, col)
    return Evidence(
        raw=cell.text if cell else "",
        role=role,
        page=cell.page if cell else (view.table.pages[0] if view.table.pages else None),
        line=cell.line if cell else view.table.line,
        table=view.mark,
        table_index=view.index,
        row=row + 1,
        col=col + 1,
        box=cell.box if cell else None,
        label=view.labels[row] if label is None else label,
    )


def cut_around(text: str, raw: str, limit: int = 240) -> str:
    """At most `limit` characters of the text around the phrase, whole words, '…' where something is left out."""
    if len(text) <= limit:
        return text
    at = text.find(raw)
    start = text.rfind(" ", 0, max(1, at - 110)) + 1 if at > 110 else 0
    end = start + limit - 10
    if end >= len(text):
        end = len(text)
    elif " " in text[max(at + len(raw), start + 1) : end]:
        end = text.rfind(" ", 0, end)
    return ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")


def phrase_to_evidence(paragraph: Paragraph, raw: str, role: str, sentence: str = "") -> Evidence:
    """Evidence of a phrase in prose; the label holds the sentence around it, cut to 240 characters."""
    around = cut_around(sentence or paragraph.text, raw)
    return Evidence(raw=raw, role=role, page=paragraph.page, line=paragraph.line, box=paragraph.box, label=around)


def sentence_to_evidence(sentence: Sentence, raw: str, role: str) -> Evidence:
    return phrase_to_evidence(sentence.paragraph, raw, role, sentence.text)


def table_to_evidence(view: TableView, role: str) -> Evidence:
    """Evidence of a table as a whole: its printed name."""
    number = f"Tabel {view.table.number}" if view.table.number else ""
    raw = f"{number} {view.table.caption}".strip() or "tabel tanpa judul"
    return Evidence(
        raw=raw,
        role=role,
        page=view.table.pages[0] if view.table.pages else None,
        line=view.table.line,
        table=view.mark,
        table_index=view.index,
    )
