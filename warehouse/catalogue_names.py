"""The printed names of a warehouse that no entry of the catalogue was found for, each with what is known of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Records = list[dict[str, Any]]
Query = Callable[[str], Records]

#: rows that are about an indicator; a group's name may stand there too, which the reader of names tells
_UNMATCHED = """
FROM core_fact f JOIN core_report r ON r.report_id = f.report_id
WHERE f.indicator_id = '' AND f.row_kind = 'indicator' AND f.indicator <> ''
  AND f.measure IN ('target', 'realisasi', 'capaian', 'baseline')
"""

NAMES = f"""
SELECT
  f.indicator AS name, count(*) AS figures, count(DISTINCT f.report_id) AS reports,
  list(DISTINCT coalesce(nullif(r.agency_id, ''), r.agency)) AS agencies,
  list(DISTINCT coalesce(f.year, r.year)) AS years
{_UNMATCHED} GROUP BY f.indicator ORDER BY f.indicator
"""

UNITS = f"""
SELECT f.indicator AS name, f.unit, count(*) AS figures
{_UNMATCHED} AND f.unit <> '' AND f.measure <> 'capaian' GROUP BY f.indicator, f.unit
ORDER BY f.indicator, figures DESC, f.unit
"""

#: the first place of each name in each report, and a few values
PLACES = f"""
SELECT name, report, agency, year, page, line FROM (
  SELECT
    f.indicator AS name, r.name AS report, r.agency, coalesce(f.year, r.year) AS year, f.page, f.line,
    row_number() OVER (PARTITION BY f.indicator, f.report_id ORDER BY f.page, f.line, f.row_no, f.col_no) AS place,
    dense_rank() OVER (PARTITION BY f.indicator ORDER BY r.name, f.report_id) AS report_place
  {_UNMATCHED}
) WHERE place = 1 AND report_place <= 5 ORDER BY name, report, year, page, line
"""

VALUES = f"""
SELECT name, value_text AS value FROM (
  SELECT
    f.indicator AS name, f.value_text, row_number() OVER (PARTITION BY f.indicator ORDER BY min(f.rowid)) AS place
  {_UNMATCHED} AND f.measure <> 'capaian' GROUP BY f.indicator, f.value_text
) WHERE place <= 5 ORDER BY name, place
"""

#: votes of rows that print target, realised value and achievement: does R/T give it, or T/R, or (2T-R)/T?
POLARITIES = """
WITH figures AS (
  SELECT
    report_id, table_id, row_no, indicator, year, period, cumulative,
    CAST(arg_min(value, col_no) FILTER (measure = 'target') AS DOUBLE) AS t,
    CAST(arg_min(value, col_no) FILTER (measure = 'realisasi') AS DOUBLE) AS r,
    CAST(arg_min(value, col_no) FILTER (measure = 'capaian') AS DOUBLE) AS c
  FROM core_fact WHERE indicator_id = '' AND row_kind = 'indicator' AND value IS NOT NULL GROUP BY ALL
)
SELECT
  indicator AS name, count(*) FILTER (higher AND NOT lower) AS higher, count(*) FILTER (lower AND NOT higher) AS lower
FROM (
  SELECT
    indicator, abs(100 * r / t - c) <= 0.5 AS higher,
    abs(100 * t / r - c) <= 0.5 OR abs(100 * (2 * t - r) / t - c) <= 0.5 AS lower
  FROM figures WHERE t > 0 AND r > 0 AND c IS NOT NULL AND t <> r
) GROUP BY indicator ORDER BY indicator
"""

#: votes of rows that print all four quarters and the year: sum, average or last
AGGREGATIONS = """
WITH figures AS (
  SELECT
    report_id, table_id, row_no, indicator, year, measure,
    CAST(arg_min(value, col_no) FILTER (period = 'Q1') AS DOUBLE) AS q1,
    CAST(arg_min(value, col_no) FILTER (period = 'Q2') AS DOUBLE) AS q2,
    CAST(arg_min(value, col_no) FILTER (period = 'Q3') AS DOUBLE) AS q3,
    CAST(arg_min(value, col_no) FILTER (period = 'Q4') AS DOUBLE) AS q4,
    CAST(arg_min(value, col_no) FILTER (period = 'Y') AS DOUBLE) AS y, max(step) AS step
  FROM core_fact
  WHERE indicator_id = '' AND row_kind = 'indicator' AND value IS NOT NULL AND NOT cumulative
    AND measure IN ('target', 'realisasi')
  GROUP BY ALL
)
SELECT
  indicator AS name, count(*) FILTER (abs(q1 + q2 + q3 + q4 - y) <= 2 * step) AS "sum",
  count(*) FILTER (abs((q1 + q2 + q3 + q4) / 4 - y) <= step) AS average, count(*) FILTER (q4 = y) AS last
FROM figures
WHERE q1 IS NOT NULL AND q2 IS NOT NULL AND q3 IS NOT NULL AND q4 IS NOT NULL AND y IS NOT NULL
  AND NOT (q1 = q2 AND q2 = q3 AND q3 = q4)
GROUP BY indicator ORDER BY indicator
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands: its first place in a report. `page` None in a text, `line` None in a PDF."""

    report: str
    agency: str
    year: int | None
    page: int | None
    line: int | None


@dataclass(frozen=True, slots=True)
class UnmatchedName:
    """One printed name without an entry. `units` the commonest first; `agencies` ids, or names as printed.

    `polarity_votes` (higher, lower) and `aggregation_votes` (sum, average, last) count rows whose figures tell.
    """

    name: str
    figures: int
    reports: int
    agencies: frozenset[str]
    years: frozenset[int]
    units: tuple[str, ...]
    places: tuple[Place, ...]
    values: tuple[str, ...]
    polarity_votes: tuple[int, int] = (0, 0)
    aggregation_votes: tuple[int, int, int] = (0, 0, 0)


def unmatched_names(query: Query) -> list[UnmatchedName]:
    """All names without an entry, in the order of the alphabet."""
    units: defaultdict[str, list[str]] = defaultdict(list)
    for row in query(UNITS):
        units[row["name"]].append(row["unit"])
    places: defaultdict[str, list[Place]] = defaultdict(list)
    for row in query(PLACES):
        places[row["name"]].append(Place(row["report"], row["agency"], row["year"], row["page"], row["line"]))
    values: defaultdict[str, list[str]] = defaultdict(list)
    for row in query(VALUES):
        values[row["name"]].append(row["value"])
    polarities = {row["name"]: (row["higher"], row["lower"]) for row in query(POLARITIES)}
    aggregations = {row["name"]: (row["sum"], row["average"], row["last"]) for row in query(AGGREGATIONS)}
    return [
        UnmatchedName(
            name=row["name"],
            figures=row["figures"],
            reports=row["reports"],
            agencies=frozenset(agency for agency in row["agencies"] if agency),
            years=frozenset(year for year in row["years"] if year is not None),
            units=tuple(units[row["name"]]),
            places=tuple(places[row["name"]]),
            values=tuple(values[row["name"]]),
            polarity_votes=polarities.get(row["name"], (0, 0)),
            aggregation_votes=aggregations.get(row["name"], (0, 0, 0)),
        )
        for row in query(NAMES)
    ]
