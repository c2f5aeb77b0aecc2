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

#: a file with its document's agency, region and time
REPORT_AGENCY = """
SELECT
  d.report_id, r.name AS report, d.document_id, d.role, d.kind AS report_kind, d.year AS report_year,
  d.period AS report_period, d.agency_id, d.agency, d.registered, d.lineage,
  coalesce(nullif(d.lineage, ''), d.document_id) AS panel_unit,
  d.region, d.region_kemendagri, d.region_bps, d.province, d.province_kemendagri, d.province_bps,
  r.year AS own_year
FROM core_document d JOIN core_report r ON r.report_id = d.report_id
"""

#: the figures with the worst open finding that suspects each. Where findings are accepted, another view of this name
#: lies over it for the session (`warehouse.accepted`)
FACT_DOUBT = "SELECT *, '' AS accepted_finding FROM core_fact"

#: findings that somebody answers for; none in the file itself: acceptances are a text file beside it
FINDING_ACCEPTED = """
SELECT '' AS report_id, CAST(0 AS BIGINT) AS finding_no, '' AS accepted_by, '' AS accepted_why, '' AS accepted_until
WHERE false
"""

#: every printed statement of the panel. A cell is panel unit, indicator, year, period, measure and basis. Of
#: names without a catalogue key ('Kota Bandung' in one table after the other) nothing says that two figures are one
#: cell: only where name, group and value are the same. Second editions of a report are left out. What stands for a
#: cell is told by a stated rule, in this order: not suspected by an open error finding; of the latest report; of a
#: yearly report before others; the value that this report prints most often; the surest reading; the first in place
OUT_VINTAGE = """
WITH stated AS NOT MATERIALIZED (
  SELECT
    r.panel_unit, r.lineage, r.agency_id, r.agency, r.registered, r.region, r.region_kemendagri, r.region_bps,
    r.province, r.province_kemendagri, r.province_bps,
    f.indicator_id, coalesce(i.name, f.indicator) AS indicator, f.indicator AS indicator_printed, f.group_name,
    f.row_kind,
    CASE WHEN f.indicator_id <> '' THEN ''
      ELSE lower(f.indicator) || '|' || lower(f.group_name) || '|' || f.row_kind || '|'
        || coalesce(CAST(f.value AS VARCHAR), lower(f.value_text)) END AS name_key,
    coalesce(f.year, CASE WHEN r.own_year IS NULL THEN r.report_year END) AS year,
    f.period, f.cumulative, f.measure, f.basis, f.value, f.value_text, f.unit,
    coalesce(i.unit, '') AS catalogue_unit, f.alternative IS NOT NULL AS ambiguous,
    r.report_year AS as_of, r.report_period, f.doubt, f.doubt_finding, f.accepted_finding, f.raw,
    f.match_score, f.confidence, r.document_id, f.report_id, r.report, r.report_kind, r.report_year,
    f.table_id, f.table_name, f.page, f.line, f.row_no, f.col_no, f.x0, f.y0, f.x1, f.y1, f.fact_id
  FROM fact_doubt f
  JOIN report_agency r ON r.report_id = f.report_id
  LEFT JOIN core_codes__indicator i ON i.indicator_id = f.indicator_id
  WHERE f.row_kind <> 'item' AND r.role <> 'edition'
), counted AS (
  SELECT *,
    count(*) OVER (
      PARTITION BY panel_unit, lineage, indicator_id, name_key, year, period, cumulative, measure, basis, document_id,
        value_text
    ) AS printed,
  FROM stated
), ranked AS (
  SELECT *,
    row_number() OVER (
      cell ORDER BY doubt = 'error', as_of DESC NULLS LAST,
      CASE report_kind WHEN 'lakip' THEN 0 WHEN 'lkj_triwulan' THEN 1 WHEN 'monev' THEN 2 ELSE 3 END,
      report_period DESC, printed DESC, confidence DESC, document_id, page NULLS FIRST, report_id, table_id, row_no,
      col_no, fact_id
    ) = 1 AS resolved,
    count(*) OVER whole AS statement_count,
    min(coalesce(CAST(value AS VARCHAR), value_text)) OVER whole
      <> max(coalesce(CAST(value AS VARCHAR), value_text)) OVER whole AS values_differ
  FROM counted
  WINDOW
    cell AS (PARTITION BY panel_unit, lineage, indicator_id, name_key, year, period, cumulative, measure, basis),
    whole AS (PARTITION BY panel_unit, lineage, indicator_id, name_key, year, period, cumulative, measure, basis)
), successions AS (
  -- the whole series, whatever years are asked for; but only of the few units that more than one agency has been
  SELECT *, min(agency_since) OVER (
    PARTITION BY panel_unit, indicator_id, name_key, period, cumulative, measure, basis
  ) AS unit_since
  FROM (
    SELECT panel_unit, indicator_id, name_key, period, cumulative, measure, basis, agency_id, min(year) AS agency_since
    FROM stated
    WHERE panel_unit IN (SELECT panel_unit FROM report_agency GROUP BY panel_unit HAVING count(DISTINCT agency_id) > 1)
    GROUP BY ALL
  )
)
SELECT
  md5(concat_ws(chr(31), panel_unit, indicator_id, name_key, coalesce(CAST(year AS VARCHAR), ''), period,
    CAST(cumulative AS VARCHAR), measure, basis)) AS cell_id,
  lineage, agency_id, agency, registered, region, region_kemendagri, region_bps, province, province_kemendagri,
  province_bps, indicator_id, indicator, indicator_printed, group_name, row_kind, year, period, cumulative, measure,
  basis, value, value_text, unit,
  CASE
    WHEN doubt = 'error' THEN 'U'
    WHEN regexp_matches(raw, '(?i)estimasi|perkiraan|diperkirakan|proyeksi|sekitar|±') THEN 'E'
    WHEN regexp_matches(raw, '(?i)sementara') THEN 'P'
    WHEN measure IN ('realisasi', 'capaian', 'realisasi_anggaran', 'persen_anggaran', 'sisa_anggaran', 'fisik')
      AND period = 'Y' AND (as_of < year OR (as_of = year AND report_period IN ('Q1', 'Q2', 'Q3', 'S1'))) THEN 'P'
    WHEN ambiguous OR confidence < 0.5 THEN 'V'
    WHEN measure IN ('target', 'realisasi', 'baseline') AND unit <> '' AND catalogue_unit <> ''
      AND (contains(unit, '%') OR lower(unit) IN ('persen', 'persentase'))
        <> (contains(catalogue_unit, '%') OR lower(catalogue_unit) = 'persen') THEN 'D'
    WHEN s.agency_since > s.unit_since AND year = s.agency_since THEN 'B'
    ELSE 'A'
  END AS obs_status,
  as_of, resolved, statement_count, values_differ, doubt, doubt_finding, accepted_finding, raw, match_score,
  confidence, document_id, report_id, report, report_kind, report_year, table_name, page, line, row_no, col_no, x0, y0,
  x1, y1, fact_id
FROM ranked
LEFT JOIN successions s USING (panel_unit, indicator_id, name_key, period, cumulative, measure, basis, agency_id)
"""

OUT_PANEL = "SELECT * EXCLUDE (resolved) FROM out_vintage WHERE resolved"

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
WHERE r.role <> 'edition'
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
WHERE r.role <> 'edition'
"""

OUT_FINDING = """
SELECT
  f.report_id, r.report, r.agency, r.report_year, f.rank, f.severity, f.rule, f.kind, f.table_name, f.page, f.indicator,
  f.message, f.message_en, f.reported, f.expected,
  coalesce(e.evidence, []) AS evidence, coalesce(s.suspects, []) AS suspects,
  coalesce(a.accepted_by, '') AS accepted_by, coalesce(a.accepted_why, '') AS accepted_why,
  coalesce(a.accepted_until, '') AS accepted_until, f.finding_id
FROM core_finding f
LEFT JOIN finding_accepted a ON a.report_id = f.report_id AND a.finding_no = f.finding_no
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
    "fact_doubt": FACT_DOUBT,
    "finding_accepted": FINDING_ACCEPTED,
    "report_agency": REPORT_AGENCY,
    "out_vintage": OUT_VINTAGE,
    "out_panel": OUT_PANEL,
    "out_achievement": OUT_ACHIEVEMENT,
    "out_budget": OUT_BUDGET,
    "out_finding": OUT_FINDING,
}


def views_to_sql() -> list[str]:
    """The statements that make macros and views; made anew at every load, so that an older file gets today's views."""
    macros = [f"CREATE OR REPLACE MACRO {name}{body}" for name, body in MACROS.items()]
    return macros + [f"CREATE OR REPLACE VIEW {name} AS {body}" for name, body in VIEWS.items()]


def views_of_session(replaced: dict[str, str]) -> list[str]:
    """The statements that lay views of this session over those of the file, some of them with another body."""
    macros = [f"CREATE OR REPLACE TEMP MACRO {name}{body}" for name, body in MACROS.items()]
    return macros + [f"CREATE OR REPLACE TEMP VIEW {name} AS {body}" for name, body in (VIEWS | replaced).items()]
