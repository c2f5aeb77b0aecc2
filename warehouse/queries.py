"""Facts and findings back out of the warehouse, under the names that the commands print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

Records = list[dict[str, Any]]
Query = Callable[[str], Records]

REPORTS = """
SELECT r.*, f.path, f.sha256, f.media,
  coalesce(n.names, 0) AS names, coalesce(n.names_matched, 0) AS names_matched
FROM core_report r
JOIN raw_file f ON f.report_id = r.report_id
LEFT JOIN (
  SELECT
    report_id, count(DISTINCT indicator) AS names,
    count(DISTINCT indicator) FILTER (indicator_id <> '') AS names_matched
  FROM core_fact WHERE row_kind = 'indicator' AND measure IN ('target', 'realisasi', 'capaian', 'baseline')
  GROUP BY report_id
) n ON n.report_id = r.report_id
ORDER BY r.name, r.report_id
"""

FACTS = """
SELECT
  r.name AS doc, f.page, f.table_name AS "table", f.row_no AS "row", f.col_no AS col, f.group_name AS "group",
  f.indicator, f.indicator_id, round(f.match_score, 4) AS match_score, f.year, f.period, f.measure, f.basis,
  f.value_text AS "value", f.unit, f.raw, f.method, round(f.confidence, 4) AS confidence,
  round(f.x0, 2) AS x0, round(f.y0, 2) AS y0, round(f.x1, 2) AS x1, round(f.y1, 2) AS y1
FROM core_fact f JOIN core_report r ON r.report_id = f.report_id
ORDER BY r.name, f.report_id, f.fact_no
"""

FINDINGS = """
SELECT
  f.finding_id AS id, f.rule, f.severity, f.kind, r.name AS doc, f.page, f.table_name AS "table", f.indicator,
  f.message, f.message_en, f.expected, f.reported, f.rank, f.proof, f.report_id, f.finding_no
FROM core_finding f JOIN core_report r ON r.report_id = f.report_id
ORDER BY r.name, f.report_id, f.rank, f.finding_no
"""

PLACE = """
  role, page, table_name AS "table", row_no AS "row", col_no AS col,
  CASE WHEN x0 IS NULL THEN NULL ELSE [round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)] END AS box,
  line, label, doc,
  CASE WHEN coalesce(table_id, '') = '' THEN NULL
    ELSE CAST(regexp_extract(table_id, 't([0-9]+)$', 1) AS BIGINT) END AS table_index
"""

EVIDENCE = f"""
SELECT report_id, finding_no, raw, {PLACE} FROM core_evidence ORDER BY report_id, finding_no, evidence_no
"""

SUSPECTS = f"""
SELECT report_id, finding_no, raw, would_be, reason, place_raw, {PLACE}
FROM core_suspect ORDER BY report_id, finding_no, suspect_no
"""

PLACE_KEYS = ("raw", "role", "page", "table", "row", "col", "box", "line", "label", "table_index", "doc")
HEAD_KEYS = ("id", "rule", "severity", "kind", "doc", "page", "table", "indicator", "message", "message_en")


def finding_rows(query: Query) -> Records:
    """The findings with their evidence and suspects."""
    evidence: defaultdict[tuple[str, int], Records] = defaultdict(list)
    suspects: defaultdict[tuple[str, int], Records] = defaultdict(list)
    for row in query(EVIDENCE):
        evidence[row["report_id"], row["finding_no"]].append({key: row[key] for key in PLACE_KEYS})
    for row in query(SUSPECTS):
        key = (row["report_id"], row["finding_no"])
        place = None if row["role"] is None else {name: row[name] for name in PLACE_KEYS} | {"raw": row["place_raw"]}
        suspects[key].append({"raw": row["raw"], "would_be": row["would_be"], "reason": row["reason"], "place": place})
    found: Records = []
    for row in query(FINDINGS):
        key = (row["report_id"], row["finding_no"])
        record = {name: row[name] for name in HEAD_KEYS}
        record |= {"expected": row["expected"], "reported": row["reported"]}
        record |= {
            "report_id": row["report_id"],
            "evidence": evidence[key],
            "suspects": suspects[key],
            "rank": row["rank"],
            "proof": row["proof"],
        }
        found.append(record)
    return found
