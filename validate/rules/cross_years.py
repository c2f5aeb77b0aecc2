"""Tables whose figures are, row after row, another year's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from validate.context import Context
from validate.evidence import table_to_evidence
from validate.frame import Draft
from validate.intervals import same_figure
from validate.model import Suspect


def tables_of_other_year(context: Context, drafts: Sequence[Draft]) -> dict[int, tuple[int, int, list[Draft]]]:
    """table_index -> (year its figures are of, year it says, drafts): tables whose figures for one year are, row
    after row, another year's."""
    hits: dict[tuple[int, int, int], list[Draft]] = defaultdict(list)
    for draft in drafts:
        for piece in draft.evidence:
            fact = next(
                (f for f in context.rows.get((piece.table_index or 0, piece.row or 0), ()) if f.col == piece.col), None
            )
            if (
                fact is None
                or fact.quantity is None
                or fact.year is None
                or fact.measure not in ("target", "realisasi", "capaian")
            ):
                continue
            for year in (fact.year - 1, fact.year + 1):
                key = (context.names.key(fact), year, fact.period, fact.cumulative, fact.measure)
                others = [
                    f
                    for f in context.prints.get(key, ())
                    if f.table_index != fact.table_index and f.quantity is not None
                ]
                if any(f.quantity and same_figure(f.quantity, fact.quantity) for f in others):
                    hits[(fact.table_index, year, fact.year)].append(draft)
                    break
    found: dict[int, tuple[int, int, list[Draft]]] = {}
    for (index, year, said), members in sorted(hits.items(), key=lambda one: -len(one[1])):
        if (
            len(members) >= 4
            and index not in found
            and own_year_agreement(context, index, said, year) * 3 < len(members)
        ):
            found[index] = (year, said, members)
    return found


def own_year_agreement(context: Context, index: int, year: int, other: int) -> int:
    """How many of the table's figures for `year` other tables print for that year too, and not for `other`."""
    count = 0
    for fact in context.facts:
        if (
            fact.table_index != index
            or fact.year != year
            or fact.quantity is None
            or fact.measure not in ("target", "realisasi", "capaian")
        ):
            continue
        told = {
            one
            for one in (year, other)
            for f in context.prints.get((context.names.key(fact), one, fact.period, fact.cumulative, fact.measure), ())
            if f.table_index != index and f.quantity and same_figure(f.quantity, fact.quantity)
        }
        count += told == {year}
    return count


def other_year_draft(context: Context, index: int, year: int, said: int, members: Sequence[Draft]) -> Draft:
    view = context.views[index]
    pieces = [piece for draft in members for piece in draft.evidence if piece.table_index == index]
    return Draft(
        rule="residue",
        kind="table_of_other_year",
        severity="warning",
        key=("table year", view.mark, str(said)),
        message=f"{view.name} menyebut tahun {said}, tetapi {len(members)} angkanya adalah angka tahun {year} di "
        "tabel lain.",
        message_en=f"{view.name} says {said}, but {len(members)} of its figures are those of {year} in other tables.",
        evidence=(table_to_evidence(view, "judul"), *pieces[:14]),
        expected=str(year),
        reported=str(said),
        table=view.mark,
        page=view.table.pages[0] if view.table.pages else None,
        suspects=(Suspect(str(said), str(year), "menurut tabel lain", table_to_evidence(view, "judul")),),
        weight=40,
    )
