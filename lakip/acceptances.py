"""Acceptances put to the findings of an audit: which hold, which lapsed, which have nothing to hold for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from warehouse.acceptances import Acceptance

if TYPE_CHECKING:
    from lakip.records import Record


def acceptance_to_record(one: Acceptance, lapsed: str) -> Record:
    """`lapsed`: '' where it holds, 'print' where the proof is another one, 'date' where its day has passed."""
    return {"who": one.who, "why": one.why, "until": one.until.isoformat(), "line": one.line, "lapsed": lapsed}


def records_with_acceptances(records: Iterable[Record], acceptances: Iterable[Acceptance], today: date) -> list[Record]:
    """The records, each with `acceptance` (None without one). The strongest line on a finding counts: one that holds,
    then one whose day has passed, then one given on another print."""
    by_id: dict[str, list[Acceptance]] = {}
    for one in acceptances:
        by_id.setdefault(one.id, []).append(one)
    found: list[Record] = []
    for record in records:
        told = []
        for one in by_id.get(record["id"], ()):
            lapsed = "print" if one.proof != record["proof"] else "date" if today > one.until else ""
            told.append((("", "date", "print").index(lapsed), -one.until.toordinal(), one.line, lapsed, one))
        best = min(told, default=None, key=lambda item: item[:3])
        found.append({**record, "acceptance": acceptance_to_record(best[4], best[3]) if best else None})
    return found


def unused_acceptances(records: Iterable[Record], acceptances: Iterable[Acceptance]) -> list[Acceptance]:
    """Those whose finding is not there any more."""
    there = {record["id"] for record in records}
    return [one for one in acceptances if one.id not in there]


def is_accepted(record: Record) -> bool:
    return bool(record.get("acceptance")) and not record["acceptance"]["lapsed"]


def record_to_acceptance_line(record: Record) -> str:
    """A line for the file, who, why and until when left to fill: 'id,proof,,,'."""
    return f"{record['id']},{record['proof']},,,"
