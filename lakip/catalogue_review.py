"""Proposals as JSON lines, as a table for a terminal, and as the CSV that a person edits and `apply` takes back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from warehouse.catalogue_names import Place
    from warehouse.catalogue_propose import Proposal

#: what a person decides and may correct
DECISION_COLUMNS = ("decision", "id", "name", "unit", "polarity", "aggregation", "sector", "aliases", "note")
#: what the decision rests on; apply reads `printed` only
EVIDENCE_COLUMNS = (
    "printed", "nearest_id", "nearest_name", "nearest_score", "reports", "agencies", "years", "where", "values"
)  # fmt: skip
REVIEW_COLUMNS = (*DECISION_COLUMNS, *EVIDENCE_COLUMNS)
#: between several names or places in one cell
BAR = " | "


def cell_text(text: str) -> str:
    """A name as it can stand among others in one cell: the bar that parts them becomes a stroke."""
    return " ".join(text.replace("|", "/").split())


def place_to_text(place: Place) -> str:
    """ "lkjip-2019.pdf hlm. 35 (Dinas Kesehatan, 2019)"."""
    at = f" hlm. {place.page}" if place.page is not None else f" baris {place.line}" if place.line is not None else ""
    about = ", ".join(part for part in (place.agency, str(place.year or "")) if part)
    return f"{place.report}{at}" + (f" ({about})" if about else "")


def proposal_to_record(proposal: Proposal) -> dict[str, Any]:
    """One proposal as JSON."""
    nearest = proposal.nearest
    return {
        "name": proposal.name,
        "names": list(proposal.names),
        "unit": proposal.unit,
        "polarity": proposal.polarity,
        "aggregation": proposal.aggregation,
        "sector": proposal.sector,
        "figures": proposal.figures,
        "reports": proposal.reports,
        "agencies": list(proposal.agencies),
        "years": list(proposal.years),
        "places": [
            {"report": p.report, "agency": p.agency, "year": p.year, "page": p.page, "line": p.line}
            for p in proposal.places
        ],
        "values": list(proposal.values),
        "nearest": {"id": nearest.id, "name": nearest.name, "score": nearest.score} if nearest else None,
    }


def proposals_to_jsonl(proposals: Sequence[Proposal]) -> str:
    return "".join(json.dumps(proposal_to_record(one), ensure_ascii=False) + "\n" for one in proposals)


def proposal_to_row(proposal: Proposal) -> dict[str, str]:
    """One line of the review: the decision empty, the rest suggested."""
    nearest = proposal.nearest
    return {
        "decision": "",
        "id": "",
        "name": cell_text(proposal.name),
        "unit": proposal.unit,
        "polarity": proposal.polarity,
        "aggregation": proposal.aggregation,
        "sector": proposal.sector,
        "aliases": BAR.join(cell_text(name) for name in proposal.names[1:]),
        "note": "",
        "printed": BAR.join(cell_text(name) for name in proposal.names),
        "nearest_id": nearest.id if nearest else "",
        "nearest_name": nearest.name if nearest else "",
        "nearest_score": f"{nearest.score:.2f}" if nearest else "",
        "reports": str(proposal.reports),
        "agencies": BAR.join(cell_text(agency) for agency in proposal.agencies),
        "years": BAR.join(map(str, proposal.years)),
        "where": BAR.join(cell_text(place_to_text(place)) for place in proposal.places),
        "values": BAR.join(cell_text(value) for value in proposal.values),
    }


def proposals_to_csv(proposals: Sequence[Proposal]) -> str:
    """The review. It begins with a byte order mark, so that spreadsheets read it as UTF-8."""
    out = io.StringIO()
    writer = csv.DictWriter(out, REVIEW_COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for proposal in proposals:
        writer.writerow(proposal_to_row(proposal))
    return "\ufeff" + out.getvalue()


def proposals_to_table(proposals: Sequence[Proposal], lang: str) -> str:
    """For a terminal, the most widespread first."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from lakip.console import grid_to_text

    heads = {
        "id": ("Lap.", "Nama usulan", "Satuan", "Ejaan", "Nilai contoh", "Di mana", "Terdekat"),
        "en": ("Rep.", "Proposed name", "Unit", "Forms", "Values", "Where", "Nearest"),
    }[lang]
    grid = Table(box=box.SIMPLE_HEAD)
    for head in heads:
        grid.add_column(head, overflow="fold")
    for one in proposals:
        near = f"{one.nearest.id} {one.nearest.score:.2f}" if one.nearest else ""
        where = place_to_text(one.places[0]) if one.places else ""
        cells = (str(one.reports), one.name, one.unit, str(len(one.names)), " ".join(one.values[:3]), where, near)
        grid.add_row(*(Text(cell) for cell in cells))
    return grid_to_text(grid)
