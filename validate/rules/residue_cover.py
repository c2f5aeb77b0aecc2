"""A cover that still carries last year over this year's results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from validate.context import Context
from validate.evidence import fact_to_evidence, phrase_to_evidence
from validate.frame import Draft
from validate.model import Suspect
from validate.rules.residue_years import years_in

#: results of the next year, at least, before the cover is doubted
RESULTS = 3


def cover_years(context: Context) -> Iterator[Draft]:
    """A draft where most results of a report are those of the year after its title's: nobody can report what is not
    over."""
    profile, year = context.understanding.profile, context.year
    if year is None or profile.kind not in ("lakip", "lkj_triwulan"):
        return
    results = [fact for fact in context.facts if fact.measure in ("realisasi", "capaian", "realisasi_anggaran")]
    counts = Counter(fact.year for fact in results)
    if counts[year + 1] < RESULTS or counts[year + 1] <= counts[year]:
        return
    title = next(
        (one for one in sorted(context.report.paragraphs, key=lambda one: one.order)[:6] if year in years_in(one.text)),
        None,
    )
    if title is None:
        return
    piece = phrase_to_evidence(title, str(year), "tahun tercetak")
    later = [fact for fact in results if fact.year == year + 1]
    yield Draft(
        rule="residue",
        kind="cover_year",
        severity="warning",
        key=("cover year", str(year)),
        message=f"Judul laporan menyebut tahun {year}, padahal sebagian besar realisasinya tahun {year + 1} "
        f"({len(later)} angka).",
        message_en=f"The report's title says {year}, but most of its results are of {year + 1} ({len(later)} figures).",
        evidence=(piece, *(fact_to_evidence(fact, fact.measure) for fact in later[:3])),
        expected=str(year + 1),
        reported=str(year),
        page=title.page,
        suspects=(Suspect(str(year), str(year + 1), "tahun laporan", piece),),
        weight=42,
    )
