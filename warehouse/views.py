"""The views for users: the panel, achievement and budget recomputed in exact decimals, the findings.

DuckDB divides decimals as DOUBLE, so a percent is made from whole numbers of 10^-10: shift, divide, round half up.
Nothing printed is altered: the recomputed value stands beside the printed one.
"""

from __future__ import annotations

#: part / whole x 100 with four decimals, exactly; NULL where the whole is 0 or a number is too large to be shifted
MACROS: dict[str, str] = {
    "decimal_units": "(amount) AS CAST(replace(CAST(CAST(amount AS DECIMAL(38,10)) AS VARCHAR), '.', '') AS HUGEINT)",
    "ratio_rounded": (
        "(part, whole) AS sign(part) * sign(whole) "
        "* ((2 * abs(part) * 1000000::HUGEINT + abs(whole)) // (2 * abs(whole)))"
    ),
    "percent_exact": (
        "(part, whole) AS CASE WHEN whole <> 0 "
        "AND abs(part) < 1e20::DECIMAL(38,10) AND abs(whole) < 1e20::DECIMAL(38,10) "
        "THEN CAST(CAST(ratio_rounded(decimal_units(part), decimal_units(whole)) AS DECIMAL(34,0)) "
        "* 0.0001::DECIMAL(5,4) AS DECIMAL(38,4)) END"
    ),
}

#: the agency of a report under its registry name, with the region's codes of the report's year
REPORT_AGENCY = """
SELECT
  r.report_id, r.name AS report, r.kind AS report_kind, r.year AS report_year, r.agency_id,
  coalesce(a.name, r.agency) AS agency, coalesce(a.lineage, '') AS lineage,
  coalesce(g.kemendagri, '') AS region_kemendagri, coalesce(g.bps, '') AS region_bps,
  coalesce(g.name, r.region) AS region
FROM core_report r
LEFT JOIN core_entity__agency a ON a.agency_id = r.agency_id
LEFT JOIN (
  SELECT r2.report_id, arg_max(g2, coalesce(g2.valid_from, 0)) AS g
  FROM core_report r2
  JOIN core_entity__agency a2 ON a2.agency_id = r2.agency_id
  JOIN core_codes__region g2 ON g2.kemendagri = a2.region AND a2.region <> ''
    AND coalesce(r2.year, 9999) BETWEEN coalesce(g2.valid_from, 0) AND coalesce(g2.valid_to, 9999)
  GROUP BY r2.report_id
) picked ON picked.report_id = r.report_id
LEFT JOIN LATERAL (SELECT picked.g.kemendagri AS kemendagri, picked.g.bps AS bps, picked.g.name AS name) g ON true
"""

OUT_PANEL = """
SELECT
  r.lineage, r.agency_id, r.agency, r.region_kemendagri, r.region_bps, r.region,
  f.indicator_id, coalesce(i.name, f.indicator) AS indicator, f.indicator AS indicator_printed,
  f.group_name, f.row_kind,
  f.year, f.period, f.cumulative, f.measure, f.basis, f.value, f.value_text, f.unit, f.raw, f.match_score, f.confidence,
  f.report_id, r.report, r.report_kind, r.report_year, f.table_name, f.page, f.row_no, f.col_no, f.fact_id
FROM core_fact f
JOIN report_agency r ON r.report_id = f.report_id
LEFT JOIN core_codes__indicator i ON i.indicator_id = f.indicator_id
WHERE f.row_kind <> 'item'
"""

#: a row's target, realised value and achievement of one year and period side by side. Of several targets (PK, its
#: revision) the one that gives the printed achievement is shown, else the first in rank; of several achievements (of
#: the year, against the end target) the first in place
OUT_ACHIEVEMENT = """
WITH figures AS (
  SELECT *, row(report_id, table_id, row_no, indicator, year, period, cumulative) AS place
  FROM core_fact WHERE value IS NOT NULL AND row_kind <> 'item' AND measure IN ('target', 'realisasi', 'capaian')
), targets AS (
  SELECT place, value AS target, basis AS target_basis, unit, col_no + 10000 * CASE basis
      WHEN 'pk_revisi' THEN 0 WHEN 'pk' THEN 1 WHEN 'pok' THEN 2 WHEN '' THEN 3 WHEN 'rkt' THEN 4 ELSE 5 END AS rank
  FROM figures WHERE measure = 'target'
), results AS (
  SELECT
    place, any_value(report_id) AS report_id, any_value(table_name) AS table_name, any_value(row_no) AS row_no,
    any_value(indicator) AS indicator, any_value(year) AS year, any_value(period) AS period,
    any_value(cumulative) AS cumulative, min(page) AS page, any_value(group_name) AS group_name,
    any_value(indicator_id) AS indicator_id, max(unit) FILTER (measure = 'realisasi') AS unit,
    arg_min(value, col_no) FILTER (measure = 'realisasi') AS realisasi,
    arg_min(value, col_no) FILTER (measure = 'capaian') AS capaian_printed,
    arg_min(step, col_no) FILTER (measure = 'capaian') AS capaian_step
  FROM figures GROUP BY place
  HAVING count(*) FILTER (measure <> 'target') > 0
), formulas AS (
  SELECT
    s.* EXCLUDE (unit), t.* EXCLUDE (place, unit), coalesce(nullif(t.unit, ''), s.unit, '') AS unit,
    coalesce(i.polarity, '') AS polarity,
    percent_exact(realisasi, target) AS higher,
    percent_exact(2 * target - realisasi, target) AS lower_difference,
    percent_exact(target, realisasi) AS lower_ratio
  FROM results s
  JOIN targets t ON t.place = s.place
  LEFT JOIN core_codes__indicator i ON i.indicator_id = s.indicator_id
), chosen AS (
  SELECT *,
    CASE formula WHEN 'R/T' THEN higher WHEN '(2T-R)/T' THEN lower_difference ELSE lower_ratio END
      AS capaian_recomputed,
    abs(capaian_printed - capaian_recomputed) < capaian_step AS agrees
  FROM (
    SELECT *, CASE
      WHEN polarity <> 'lower' AND abs(capaian_printed - higher) < capaian_step THEN 'R/T'
      WHEN polarity <> 'higher' AND abs(capaian_printed - lower_difference) < capaian_step THEN '(2T-R)/T'
      WHEN polarity <> 'higher' AND abs(capaian_printed - lower_ratio) < capaian_step THEN 'T/R'
      WHEN polarity = 'lower' THEN '(2T-R)/T'
      ELSE 'R/T' END AS formula
    FROM formulas
  )
  QUALIFY row_number() OVER (PARTITION BY place ORDER BY coalesce(agrees, false) DESC, rank) = 1
)
SELECT
  c.report_id, r.report, r.agency, r.lineage, c.table_name, c.page, c.row_no, c.group_name, c.indicator_id, c.indicator,
  c.polarity, c.unit, c.year, c.period, c.cumulative, c.target, c.target_basis, c.realisasi, c.capaian_printed,
  c.capaian_recomputed, c.formula, c.agrees
FROM chosen c JOIN report_agency r ON r.report_id = c.report_id
"""

OUT_BUDGET = """
WITH wide AS (
  SELECT
    report_id, table_id, table_name, row_no, row_kind, indicator AS item, year, period, cumulative,
    min(page) AS page, any_value(group_name) AS group_name,
    arg_max(value, col_no) FILTER (measure = 'pagu') AS pagu,
    arg_max(value, col_no) FILTER (measure = 'realisasi_anggaran') AS realisasi_anggaran,
    arg_max(value, col_no) FILTER (measure = 'persen_anggaran') AS persen_printed,
    arg_max(step, col_no) FILTER (measure = 'persen_anggaran') AS persen_step,
    arg_max(value, col_no) FILTER (measure = 'sisa_anggaran') AS sisa_printed
  FROM core_fact
  WHERE value IS NOT NULL AND measure IN ('pagu', 'realisasi_anggaran', 'persen_anggaran', 'sisa_anggaran')
  GROUP BY report_id, table_id, table_name, row_no, row_kind, indicator, year, period, cumulative
), computed AS (
  SELECT *, percent_exact(realisasi_anggaran, pagu) AS persen_recomputed FROM wide
)
SELECT
  c.report_id, r.report, r.agency, r.lineage, c.table_name, c.page, c.row_no, c.row_kind, c.group_name, c.item, c.year,
  c.period, c.cumulative, c.pagu, c.realisasi_anggaran, c.persen_printed, c.persen_recomputed,
  abs(c.persen_printed - c.persen_recomputed) < c.persen_step AS persen_agrees,
  c.sisa_printed, c.pagu - c.realisasi_anggaran AS sisa_recomputed
FROM computed c JOIN report_agency r ON r.report_id = c.report_id
"""

OUT_FINDING = """
SELECT
  f.report_id, r.report, r.agency, r.report_year, f.rank, f.severity, f.rule, f.kind, f.table_name, f.page, f.indicator,
  f.message, f.message_en, f.reported, f.expected,
  coalesce(e.evidence, []) AS evidence, coalesce(s.suspects, []) AS suspects, f.finding_id
FROM core_finding f
JOIN report_agency r ON r.report_id = f.report_id
LEFT JOIN (
  SELECT report_id, finding_no, list(raw ORDER BY evidence_no) AS evidence FROM core_evidence GROUP BY ALL
) e ON e.report_id = f.report_id AND e.finding_no = f.finding_no
LEFT JOIN (
  SELECT report_id, finding_no, list(raw || ' -> ' || would_be ORDER BY suspect_no) AS suspects
  FROM core_suspect GROUP BY ALL
) s ON s.report_id = f.report_id AND s.finding_no = f.finding_no
"""

#: in the order in which they can be made
VIEWS: dict[str, str] = {
    "report_agency": REPORT_AGENCY,
    "out_panel": OUT_PANEL,
    "out_achievement": OUT_ACHIEVEMENT,
    "out_budget": OUT_BUDGET,
    "out_finding": OUT_FINDING,
}


def views_to_sql() -> list[str]:
    """The statements that make macros and views; made anew at every load, so that an older file gets today's views."""
    macros = [f"CREATE OR REPLACE MACRO {name}{body}" for name, body in MACROS.items()]
    return macros + [f"CREATE OR REPLACE VIEW {name} AS {body}" for name, body in VIEWS.items()]
