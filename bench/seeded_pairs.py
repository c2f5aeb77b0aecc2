"""Two years of one agency: the later report prints last year's figure otherwise than last year's own report."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from bench.seeded_agencies import Agency
from bench.seeded_errors import Seed, changed, slip_figure
from bench.seeded_model import Paper, Part, holds, parts_to_edition, print_to_interval
from bench.seeded_reports import agency_to_pair
from corpus.typeset import edition_to_pdf
from extract import read
from normalize.model import Understanding
from normalize.understanding import understand
from validate import Finding, audit_pair


def parts_to_understanding(
    parts: tuple[Part, ...] | list[Part], agency: Agency, kind: str, folder: Path
) -> Understanding:
    """The parts read from a file of the kind "txt" or "pdf"."""
    path = folder / f"{agency.key}.{kind}"
    text = parts_to_edition(parts)
    if kind == "pdf":
        path.write_bytes(edition_to_pdf(text, f"Laporan Kinerja {agency.name} Tahun {agency.year}"))
    else:
        path.write_text(text, encoding="utf-8")
    return understand(read(path))


def paper_to_pair_seeds(paper: Paper, each: int) -> Iterator[Seed]:
    """`each` figures of the year before, mistyped."""
    chance = random.Random(f"pairs {paper.agency.key}")
    marks = paper.agency.marks
    for place in chance.sample(paper.last_year, min(each, len(paper.last_year))):
        old = paper.print(place)
        for slip in chance.sample(["digit", "swap", "ten", "lost", "mark"], 5):
            new = slip_figure(old, slip, marks, chance)
            if new and print_to_interval(new, marks) != print_to_interval(old, marks):
                parts = changed(paper, place, new)
                yield Seed(
                    paper.agency.key, "cross_report", ("cross_report",), slip, f"{old} -> {new}", parts, (new,), True
                )
                break


def agency_to_pair_findings(
    agency: Agency, kind: str, folder: Path, each: int
) -> Iterator[tuple[Seed | None, list[Finding]]]:
    """(None, findings between the clean reports), then a pair for every seed; nothing for an agency whose report says
    nothing of the year before."""
    later, earlier = agency_to_pair(agency)
    if not later.last_year:
        return
    bad = [one for paper in (later, earlier) for one in paper.relations if holds(paper, one) is not True]
    assert not bad, f"{agency.key}: the generator's own figures do not agree: {bad[:3]}"
    before = parts_to_understanding(earlier.parts, earlier.agency, kind, folder)
    yield None, audit_pair(parts_to_understanding(later.parts, agency, kind, folder), before)
    for seed in paper_to_pair_seeds(later, each):
        yield seed, audit_pair(parts_to_understanding(seed.parts, agency, kind, folder), before)
