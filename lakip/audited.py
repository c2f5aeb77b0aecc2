"""What an audit holds in hand: the findings as records, and for pictures and working papers the reports themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lakip.acceptances import is_accepted, records_with_acceptances, unused_acceptances
from warehouse.acceptances import Acceptance

if TYPE_CHECKING:
    from lakip.records import Record
    from normalize.model import Understanding


@dataclass(frozen=True, slots=True)
class Reading:
    """A report that was judged. `path` is None where its file is no longer there: then no page can be drawn."""

    understanding: Understanding
    path: Path | None

    @property
    def doc(self) -> str:
        return self.understanding.report.name


@dataclass(frozen=True, slots=True)
class Audited:
    """Findings, the reports they are of, and how they compare with the last run.

    Each record has besides the contract's keys: `report_id`; `run` ('new', 'unchanged', 'changed', '' where there was
    no earlier run); `acceptance` (None, or who, why, until, lapsed). `earlier` says when the run was that is compared
    with ('' without one), `gone` holds what it found and this one does not. `readings` is empty where no format needed
    them; `files` are the files that were judged (name, sha256, media, size in bytes or None) all the same.
    """

    records: tuple[Record, ...]
    readings: tuple[Reading, ...] = ()
    earlier: str = ""
    gone: tuple[Record, ...] = ()
    unused: tuple[Acceptance, ...] = field(default=())
    day: date = field(default_factory=date.today)
    files: tuple[Record, ...] = ()

    def reading(self, report_id: str) -> Reading | None:
        return next((one for one in self.readings if one.understanding.report.id == report_id), None)


def reading_to_file(reading: Reading) -> Record:
    report, path = reading.understanding.report, reading.path
    size = path.stat().st_size if path is not None and path.is_file() else None
    return {"name": report.name, "sha256": report.sha256, "media": report.media, "size": size}


def records_to_audited(
    records: Iterable[Record],
    readings: Iterable[Reading] = (),
    acceptances: Iterable[Acceptance] = (),
    *,
    earlier: str = "",
    gone: Iterable[Record] = (),
    day: date | None = None,
    files: Iterable[Record] | None = None,
) -> Audited:
    """Records with what is missing of the extra keys, acceptances put to them; `files` default to the readings'."""
    listed, read = list(acceptances), tuple(readings)
    today = day or date.today()
    full = [{"run": "", "report_id": "", **record} for record in records]
    judged = records_with_acceptances(full, listed, today)
    unused = tuple(unused_acceptances(judged, listed))
    judged_files = [reading_to_file(one) for one in read] if files is None else files
    return Audited(tuple(judged), read, earlier, tuple(gone), unused, today, tuple(judged_files))


def records_to_status(records: Iterable[Record]) -> int:
    """1 where at least one finding that nobody accepts is an error, else 0."""
    return int(any(record["severity"] == "error" and not is_accepted(record) for record in records))
