"""Accepted findings in an open warehouse: their doubt is lifted from the figures, and they stay visible.

The file is not changed. Acceptances are a text file that people review (`warehouse.acceptances`); for the session that
reads it views of the same names lie over those of the file. A finding counts as accepted where id and proof are those
of the acceptance and its last day has not passed. A figure that another, open finding suspects as well keeps that
finding's doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from warehouse.acceptances import Acceptance
from warehouse.views import views_of_session

if TYPE_CHECKING:
    import duckdb

#: the acceptances as given; of several lines on one print the one that holds longest
GIVEN = """
CREATE OR REPLACE TEMP TABLE acceptance_given (
  finding_id VARCHAR, proof VARCHAR, accepted_by VARCHAR, accepted_why VARCHAR, accepted_until VARCHAR
)
"""
ACCEPTED = """
CREATE OR REPLACE TEMP TABLE accepted_now AS
SELECT f.report_id, f.finding_no, f.finding_id, f.severity, a.accepted_by, a.accepted_why, a.accepted_until
FROM core_finding f JOIN acceptance_given a ON a.finding_id = f.finding_id AND a.proof = f.proof
"""
#: what `warehouse.doubts` gives when a report is loaded, of the reports with an accepted finding: the cells that each
#: finding suspects, without suspects those that it rests on; then for every figure on a cell of an accepted finding
#: the worst open finding (may be none) and the worst accepted one, the first of equally bad ones
LIFTED = """
CREATE OR REPLACE TEMP TABLE lifted AS
WITH judged AS (
  SELECT f.report_id, f.finding_no, f.finding_id, f.severity,
    CASE f.severity WHEN 'error' THEN 3 WHEN 'warning' THEN 2 ELSE 1 END * 100000 - f.finding_no AS weight,
    a.finding_no IS NOT NULL AS accepted
  FROM core_finding f LEFT JOIN accepted_now a ON a.report_id = f.report_id AND a.finding_no = f.finding_no
  WHERE f.kind <> 'open' AND f.report_id IN (SELECT report_id FROM accepted_now)
), suspected AS (
  SELECT report_id, finding_no, table_id, row_no, col_no FROM core_suspect
  WHERE report_id IN (SELECT report_id FROM accepted_now) AND table_id <> '' AND row_no IS NOT NULL
    AND col_no IS NOT NULL
), cells AS (
  FROM suspected
  UNION
  SELECT report_id, finding_no, table_id, row_no, col_no FROM core_evidence e
  WHERE report_id IN (SELECT report_id FROM accepted_now) AND table_id <> '' AND row_no IS NOT NULL
    AND col_no IS NOT NULL
    AND NOT EXISTS (FROM suspected s WHERE s.report_id = e.report_id AND s.finding_no = e.finding_no)
)
SELECT
  c.report_id, c.table_id, c.row_no, c.col_no,
  coalesce(arg_max(j.severity, weight) FILTER (NOT accepted), '') AS doubt,
  coalesce(arg_max(j.finding_id, weight) FILTER (NOT accepted), '') AS doubt_finding,
  arg_max(j.finding_id, weight) FILTER (accepted) AS accepted_finding
FROM cells c JOIN judged j ON j.report_id = c.report_id AND j.finding_no = c.finding_no
GROUP BY ALL HAVING bool_or(accepted)
"""
#: in the place of the views of these names
REPLACED = {
    "fact_doubt": """
SELECT f.* REPLACE (coalesce(a.doubt, f.doubt) AS doubt, coalesce(a.doubt_finding, f.doubt_finding) AS doubt_finding),
  coalesce(a.accepted_finding, '') AS accepted_finding
FROM core_fact f
LEFT JOIN lifted a ON (a.report_id, a.table_id, a.row_no, a.col_no) = (f.report_id, f.table_id, f.row_no, f.col_no)
""",
    "finding_accepted": "SELECT report_id, finding_no, accepted_by, accepted_why, accepted_until FROM accepted_now",
}


def lay_views(connection: duckdb.DuckDBPyConnection, acceptances: Sequence[Acceptance], day: date) -> int:
    """Makes the session's views, with the acceptances that hold on `day`. Gives the number of accepted findings.

    Without acceptances too: a file that an older version filled is shown as today's registry of fields says.
    """
    count = put_acceptances(connection, acceptances, day)
    for statement in views_of_session(REPLACED if count else {}):
        connection.execute(statement)
    return count


def put_acceptances(connection: duckdb.DuckDBPyConnection, acceptances: Sequence[Acceptance], day: date) -> int:
    """The session's tables of accepted findings and lifted doubts; none of them where no acceptance holds."""
    held = sorted((one for one in acceptances if day <= one.until), key=lambda one: one.until)
    # of several lines on one print the longest
    rows = {(one.id, one.proof): [one.id, one.proof, one.who, one.why, one.until.isoformat()] for one in held}
    if not rows:
        return 0
    connection.execute(GIVEN)
    connection.executemany("INSERT INTO acceptance_given VALUES (?, ?, ?, ?, ?)", list(rows.values()))
    connection.execute(ACCEPTED)
    (count,) = connection.execute("SELECT count(*) FROM accepted_now").fetchall()[0]
    if count:
        connection.execute(LIFTED)
    return int(count)
