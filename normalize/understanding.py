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
from normalize.second_look import facts_to_settled

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
    return Understanding(report, profile, tuple(facts_to_settled(identified, report, profile)), claims)


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
        near = takewhile(lambda other: isinstance(other, Paragraph), reversed(blocks[max(0, place - 3) : place]))
        above = tuple(other.text for other in near if isinstance(other, Paragraph))
        context = TableContext(report.id, profile, heading, report.media == "text", style, above)
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
