"""A grown catalogue brought to reports that are already in: unmatched names are asked again, no file is read again.

What was matched stays; findings stay as they were made. Parts are rewritten first (each whole, by a rename) and loaded
in one transaction, so a stop in between leaves the database as it was and the next run finishes the work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from normalize.match import Matcher
from normalize.match_many import names_to_matches
from warehouse.load import load_parts
from warehouse.open import Warehouse
from warehouse.parts import database_to_parts_folder, is_part, report_to_part_path, write_part

_ABOUT = "row_kind = 'indicator' AND measure IN ('target', 'realisasi', 'capaian', 'baseline') AND indicator <> ''"

#: each report's unmatched names with the unit it prints most for them
UNMATCHED = f"""
SELECT report_id, indicator AS name, coalesce(mode(unit) FILTER (unit <> '' AND measure <> 'capaian'), '') AS unit
FROM core_fact WHERE indicator_id = '' AND {_ABOUT} GROUP BY report_id, indicator ORDER BY report_id, indicator
"""

#: entries that another name of the same table has already
TAKEN = """
SELECT DISTINCT o.report_id, o.indicator AS name, m.indicator_id
FROM core_fact o JOIN core_fact m ON m.table_id = o.table_id AND m.indicator_id <> ''
WHERE o.indicator_id = '' AND o.row_kind = 'indicator' AND m.row_kind = 'indicator'
"""


@dataclass(frozen=True, slots=True)
class Rematched:
    """How many figures of how many names in how many reports have an entry now. `without_part`: reports that have to be
    read again (`ingest --refresh`), as their part is gone or of another version."""

    reports: int
    names: int
    figures: int
    without_part: tuple[str, ...]


def rematch(database: Path, matcher: Matcher, progress: Callable[[int, int], None] | None = None) -> Rematched:
    """Asks the unmatched names again. Raises InputError where the warehouse cannot be used."""
    with Warehouse(database) as warehouse:
        asked = warehouse.records(UNMATCHED)
        taken = {(row["report_id"], row["name"], row["indicator_id"]) for row in warehouse.records(TAKEN)}
    found = names_to_matches(matcher, [(row["name"], row["unit"]) for row in asked])
    of_report: dict[str, dict[str, tuple[str, float]]] = defaultdict(dict)
    for row, match in zip(asked, found, strict=True):
        if match.id and (row["report_id"], row["name"], match.id) not in taken:
            of_report[row["report_id"]][row["name"]] = (match.id, match.score)
    folder = database_to_parts_folder(database)
    parts: list[Path] = []
    figures = 0
    missing: list[str] = []
    for done, (report, entries) in enumerate(of_report.items(), 1):
        path = report_to_part_path(folder, report)
        if is_part(path):
            rows = pq.read_table(path).to_pylist()[0]
            figures += _set_entries(rows, entries)
            write_part(rows, path)
            parts.append(path)
        else:
            missing.append(report)
        if progress:
            progress(done, len(of_report))
    if parts:
        load_parts(database, sorted(parts))
    names = {name for report, entries in of_report.items() if report not in missing for name in entries}
    return Rematched(len(parts), len(names), figures, tuple(missing))


def _set_entries(rows: dict[str, list[dict[str, Any]]], entries: dict[str, tuple[str, float]]) -> int:
    """Sets the entries in a part's rows; the number of figures that were given one."""
    changed = 0
    for fact in rows["core_fact"]:
        about = fact["row_kind"] == "indicator" and fact["measure"] in ("target", "realisasi", "capaian", "baseline")
        if about and not fact["indicator_id"] and fact["indicator"] in entries:
            fact["indicator_id"], fact["match_score"] = entries[fact["indicator"]]
            changed += 1
    for claim in rows["core_claim"]:
        if not claim["indicator_id"] and claim["indicator"] in entries:
            claim["indicator_id"] = entries[claim["indicator"]][0]
    return changed
