"""A report as read -> a report as understood: profile, facts and prose claims."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from corpus import load_catalogue
from extract.model import Paragraph, Report, Table
from normalize.claims import report_to_claims
from normalize.facts import TableContext, table_to_facts
from normalize.identify import claims_to_identified, facts_to_identified
from normalize.match import Matcher
from normalize.model import Fact, Profile, Understanding
from normalize.numbers import NumberStyle, texts_to_style
from normalize.profile import report_to_profile

_BUDGET_PROPERTY = re.compile(r"^\W*(jumlah\s+|total\s+)?(pagu|realisasi|anggaran)\b[^:.]{0,60}:\s*rp\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def default_matcher() -> Matcher:
    return Matcher(load_catalogue())


def understand(report: Report, matcher: Matcher | None = None) -> Understanding:
    """Facts of every table, claims of the prose and the document's profile. Deterministic; reads no file
    but the catalogue.
    """
    matcher = matcher or default_matcher()
    profile = report_to_profile(report)
    identified = facts_to_identified(report_to_facts(report, profile), matcher, profile.year)
    names = dict.fromkeys(fact.indicator for fact in identified if fact.row_kind == "indicator")
    claims = claims_to_identified(report_to_claims(report, profile, names), matcher, profile.year, identified)
    return Understanding(report, profile, tuple(_whole_year_again(identified, profile)), claims)


def report_to_style(report: Report) -> NumberStyle:
    """The document's habit of writing numbers, out of all its cells."""
    return texts_to_style(
        [cell.text for table in report.tables for cell in table.cells if cell.row >= table.header_rows]
    )


def report_to_facts(report: Report, profile: Profile) -> list[Fact]:
    """All tables' facts, in reading order."""
    style = report_to_style(report)
    order = {id(table): index for index, table in enumerate(report.tables)}
    blocks = list(report.blocks())
    heading = ""
    facts: list[Fact] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            if block.kind in ("heading", "caption"):
                heading = block.text
            continue
        context = TableContext(report.id, profile, heading, report.media == "text", style)
        index = order[id(block)]
        head = _property_lines(blocks[max(0, place - 8) : place])
        if head:
            block = replace(block, notes=(*block.notes, *(line for line in head if line not in block.notes)))
        below = takewhile(lambda other: isinstance(other, Paragraph), blocks[place + 1 : place + 40])
        facts += table_to_facts(block, index, context, [b for b in below if isinstance(b, Paragraph)])
    return facts


def _property_lines(above: list[Paragraph | Table]) -> list[str]:
    """The "Pagu Anggaran : Rp. ..." lines that stand between the last table and this one, its caption among them."""
    lines: list[str] = []
    for block in reversed(above):
        if not isinstance(block, Paragraph):
            break
        if _BUDGET_PROPERTY.match(block.text) and len(block.text) < 250:
            lines.append(block.text)
        elif block.kind in ("text", "formula") and len(block.text) > 120:
            break
    return lines[::-1]


def _whole_year_again(facts: list[Fact], profile: Profile) -> list[Fact]:
    """A table of a yearly report whose title names one quarter but which prints the year's own figures is about the
    year.

    Titles are copied from the quarterly report; the figures say. Told by the share of its figures that other tables
    print
    for the whole year (most must agree).
    """
    if profile.period != "Y":
        return facts
    yearly = {
        (f.indicator_id or f.indicator.casefold(), f.year, f.measure, f.value)
        for f in facts
        if f.period == "Y" and f.value is not None
    }
    by_table: dict[int, list[Fact]] = {}
    for fact in facts:
        by_table.setdefault(fact.table_index, []).append(fact)
    whole: set[int] = set()
    for index, own in by_table.items():
        periods = {fact.period for fact in own}
        if len(periods) != 1 or periods == {"Y"}:
            continue
        told = [f for f in own if f.value is not None]
        same = sum((f.indicator_id or f.indicator.casefold(), f.year, f.measure, f.value) in yearly for f in told)
        if told and same > len(told) / 2:
            whole.add(index)
    return [replace(fact, period="Y", cumulative=False) if fact.table_index in whole else fact for fact in facts]
