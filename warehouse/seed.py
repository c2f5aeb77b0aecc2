"""Next year's draft out of what is in the warehouse: which indicators, their baseline, targets, quarters, budget.

Nothing is proposed: the target of the new year is left for people. What last year printed stands beside it, with the
finding where a figure is doubted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from extract.errors import InputError
from normalize.agency_keys import text_to_key

if TYPE_CHECKING:
    from warehouse.open import Warehouse

#: years of results shown beside the target to be set
TREND = 5
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
#: of several targets of one year the one that binds
BASES = ("pk_revisi", "pk", "", "pok", "rkt", "renstra")
#: units and names with these are no counts
PERCENTS = ("%", "persen", "prosen", "rasio", "indeks")
#: how quarters make a year: parts that add up, or levels that each stand for themselves
Share = Literal["parts", "levels"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure with its place and, where an open finding suspects it, what that finding says. `accepted` tells
    of a finding on it that somebody answers for: what it says, who and why."""

    value: Decimal | None
    text: str
    year: int | None
    source: str
    severity: str = ""
    finding: str = ""
    accepted: str = ""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """An indicator of the draft. `quarters` are last year's printed quarters in order, None where one is missing."""

    sasaran: str
    indicator: str
    unit: str
    polarity: str
    baseline: Figure | None
    last_target: Figure | None
    renstra: Figure | None
    trend: tuple[Figure | None, ...]
    quarters: tuple[Figure | None, ...]
    share: Share
    whole: bool


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A programme, activity or account with last year's budget and what was spent."""

    kind: str
    item: str
    pagu: Figure | None
    spent: Figure | None


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft of one agency's year. `adds_up`: the budget lines without totals make the printed total."""

    agency: str
    year: int
    base_year: int
    lines: tuple[PlanLine, ...]
    budget: tuple[BudgetLine, ...]
    adds_up: bool
    trend_years: tuple[int, ...] = field(default=())


def agency_to_lineage(documents: Iterable[Mapping[str, Any]], wanted: str) -> tuple[str, str]:
    """(lineage, latest name) of the agency that a key, a lineage or a part of a name means.

    Raises InputError where nothing or more than one fits.
    """
    known: dict[str, str] = {}
    exact: set[str] = set()
    near: set[str] = set()
    for row in sorted(documents, key=lambda row: row["year"] or 0):
        if not row["lineage"]:
            continue
        known[row["lineage"]] = row["agency"]
        if wanted.casefold() in (row["lineage"].casefold(), row["agency_id"].casefold()):
            exact.add(row["lineage"])
        if f" {text_to_key(wanted)} " in f" {text_to_key(row['agency'])} ":
            near.add(row["lineage"])
    found = exact or near
    if len(found) == 1:
        (lineage,) = found
        return lineage, known[lineage]
    names = "; ".join(f"{key} ({name})" for key, name in sorted(known.items()) if not found or key in found)[:600]
    if found:
        raise InputError(
            f"Instansi {wanted!r} tidak tunggal: {names}.", f"Agency {wanted!r} may be any of these: {names}."
        )
    raise InputError(
        f"Tidak ada instansi {wanted!r} dalam gudang data ini; yang ada: {names or 'tidak ada'}.",
        f"There is no agency {wanted!r} in this warehouse; there are: {names or 'none'}.",
    )


CELLS = """
SELECT
  p.indicator_id, p.indicator, p.indicator_printed, p.group_name, p.year, p.period, p.cumulative, p.measure, p.basis,
  p.value, p.value_text, p.unit, p.doubt, p.report, p.page, p.table_name, p.row_no, p.as_of,
  coalesce(i.polarity, '') AS polarity, coalesce(i.aggregation, '') AS aggregation,
  coalesce(f.message, '') AS message, coalesce(f.message_en, '') AS message_en,
  a.message AS accepted_message, a.message_en AS accepted_message_en, a.accepted_by, a.accepted_why, a.accepted_until
FROM out_panel p
LEFT JOIN core_codes__indicator i ON i.indicator_id = p.indicator_id
LEFT JOIN core_finding f ON f.report_id = p.report_id AND f.finding_id = p.doubt_finding
LEFT JOIN out_finding a ON a.report_id = p.report_id AND a.finding_id = p.accepted_finding
WHERE p.lineage = ? AND p.row_kind = 'indicator' AND p.measure IN ('target', 'realisasi') AND p.year IS NOT NULL
ORDER BY p.as_of, p.table_name, p.row_no, p.col_no, p.cell_id
"""

#: the doubt of the budget's figures: of several in one row that of the largest, which out_budget shows
BUDGET_DOUBTS = """
SELECT
  d.report_id, d.table_name, d.row_no, d.indicator, d.measure, d.doubt,
  coalesce(f.message, '') AS message, coalesce(f.message_en, '') AS message_en,
  a.message AS accepted_message, a.message_en AS accepted_message_en, a.accepted_by, a.accepted_why, a.accepted_until
FROM (
  SELECT report_id, table_name, row_no, indicator, measure, max_by(doubt, value) AS doubt,
    max_by(doubt_finding, value) AS finding, max_by(accepted_finding, value) AS accepted
  FROM fact_doubt WHERE measure IN ('pagu', 'realisasi_anggaran') AND report_id IN (
    SELECT report_id FROM out_budget WHERE lineage = ?
  ) GROUP BY ALL
) d
LEFT JOIN core_finding f ON f.report_id = d.report_id AND f.finding_id = d.finding
LEFT JOIN out_finding a ON a.report_id = d.report_id AND a.finding_id = d.accepted
WHERE d.doubt <> '' OR d.accepted <> ''
"""

BUDGETS = """
SELECT * FROM out_budget
WHERE lineage = ? AND period = 'Y' AND year < ? AND pagu IS NOT NULL
ORDER BY year, report_id, table_name, row_no, item
"""
#: no doubt, no acceptance
CLEAR = {"doubt": "", "message": "", "message_en": "", "accepted_message": None}
Doubts = Mapping[tuple[Any, ...], Mapping[str, Any]]


def accepted_to_text(row: Mapping[str, Any], lang: str) -> str:
    """What the accepted finding says, and who answers for it until when; '' without one."""
    if not row["accepted_message"]:
        return ""
    message = row["accepted_message_en" if lang == "en" else "accepted_message"] or row["accepted_message"]
    words = ("accepted by", "until") if lang == "en" else ("diterima oleh", "sampai")
    return f"{message} ({words[0]} {row['accepted_by']}: {row['accepted_why']}; {words[1]} {row['accepted_until']})"


def row_to_figure(row: Mapping[str, Any], lang: str) -> Figure:
    page = f", hlm. {row['page']}" if row["page"] is not None else ""
    doubted = row["doubt"] in ("error", "warning")
    message = row["message_en" if lang == "en" else "message"] if doubted else ""
    return Figure(
        row["value"],
        row["value_text"],
        row["year"],
        f"{row['report']}{page}, tabel {row['table_name'] or '-'}, baris {row['row_no']}",
        row["doubt"] if doubted else "",
        message or (row["doubt"] if doubted else ""),
        accepted_to_text(row, lang),
    )


def best_target(rows: Sequence[Mapping[str, Any]], bases: Sequence[str] = BASES) -> Mapping[str, Any] | None:
    """The target whose basis comes first; of equal ones the latest stated."""
    ranked = [row for row in rows if row["basis"] in bases]
    return min(ranked, key=lambda row: (bases.index(row["basis"]), -(row["as_of"] or 0)), default=None)


def quarters_to_share(
    quarters: Sequence[Figure | None], year_value: Decimal | None, aggregation: str, unit: str
) -> Share:
    """Do quarters add up to the year? The catalogue says; without it last year's figures do, then the unit."""
    if aggregation:
        return "parts" if aggregation == "sum" else "levels"
    values = [figure.value for figure in quarters if figure is not None and figure.value is not None]
    if len(values) == 4 and year_value is not None:
        if sum(values) == year_value:
            return "parts"
        if values[3] == year_value:
            return "levels"
    words = unit.casefold()
    return (
        "levels" if not words or any(word in words for word in ("%", "persen", "nilai", "indeks", "skor")) else "parts"
    )


def cells_to_lines(
    rows: Sequence[Mapping[str, Any]], year: int, lang: str = "id"
) -> tuple[int, tuple[PlanLine, ...], tuple[int, ...]]:
    """Base year, the draft's lines in the order in which the base year's report prints them, and the trend's years.

    The base year is the last one before `year` with results (else with targets). Its indicators are taken, and no older
    ones: an indicator that was dropped does not come back.
    """
    past = [row for row in rows if row["year"] < year]
    with_results = [row["year"] for row in past if row["measure"] == "realisasi"]
    years = with_results or [row["year"] for row in past]
    if not years:
        return year - 1, (), ()
    base = max(years)
    trend_years = tuple(range(base - TREND + 1, base + 1))
    by_key: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_key.setdefault(row["indicator_id"] or text_to_key(row["indicator_printed"]), []).append(row)
    lines: list[tuple[tuple[Any, ...], PlanLine]] = []
    for cells in by_key.values():
        now = [row for row in cells if row["year"] == base]
        if now:
            lines.append((_place(now), _line(cells, now, base, year, trend_years, lang)))
    # rows without a target (causes, components of an index) explain results, nobody agrees on them
    agreed = [item for item in lines if item[1].last_target is not None] or lines
    return base, tuple(line for _, line in sorted(agreed, key=lambda item: item[0])), trend_years


def _place(rows: Sequence[Mapping[str, Any]]) -> tuple[Any, ...]:
    return min((-(row["as_of"] or 0), row["table_name"] or "", row["row_no"] or 0, row["indicator"]) for row in rows)


def _line(
    cells: Sequence[Mapping[str, Any]],
    now: Sequence[Mapping[str, Any]],
    base: int,
    year: int,
    trend_years: Sequence[int],
    lang: str,
) -> PlanLine:
    def pick(measure: str, about: int, period: str) -> list[Mapping[str, Any]]:
        return [
            row
            for row in cells
            if (row["measure"], row["year"], row["period"]) == (measure, about, period)
            and not (row["cumulative"] and period != "Y")
        ]

    def figure(row: Mapping[str, Any] | None) -> Figure | None:
        return row_to_figure(row, lang) if row is not None else None

    def latest_result(about: int, period: str) -> Mapping[str, Any] | None:
        stated = pick("realisasi", about, period)
        return max(stated, key=lambda row: (row["doubt"] != "error", row["as_of"] or 0), default=None)

    results = {about: latest_result(about, "Y") for about in trend_years}
    last_target = figure(best_target(pick("target", base, "Y")))
    quarter_rows: list[Mapping[str, Any] | None] = [best_target(pick("target", base, one)) for one in QUARTERS]
    if any(row is None for row in quarter_rows):
        quarter_rows = [latest_result(base, one) for one in QUARTERS]
    quarters = tuple(figure(row) for row in quarter_rows)
    latest = max(now, key=lambda row: (row["measure"] == "target", row["as_of"] or 0))
    unit = next((row["unit"] for row in (latest, *now) if row["unit"]), "")
    baseline = figure(results[base])
    values = [one.value for one in (baseline, last_target, *quarters) if one is not None and one.value is not None]
    share = quarters_to_share(quarters, last_target.value if last_target else None, latest["aggregation"], unit)
    return PlanLine(
        latest["group_name"] or "",
        latest["indicator_printed"],
        unit,
        latest["polarity"],
        baseline,
        last_target,
        figure(best_target(pick("target", year, "Y"), ("renstra",))),
        tuple(figure(results[about]) for about in trend_years),
        quarters,
        share,
        bool(values)
        and share == "parts"
        and not any(word in f"{unit} {latest['indicator_printed']}".casefold() for word in PERCENTS)
        and all(value == value.to_integral_value() for value in values),
    )


def budgets_to_lines(
    rows: Sequence[Mapping[str, Any]], doubts: Doubts, lang: str = "id"
) -> tuple[tuple[BudgetLine, ...], bool]:
    """The lines of the latest year's fullest budget table, and whether those without totals make its printed total.
    `doubts` are by report, table, row, name and measure."""
    if not rows:
        return (), False
    last = max(row["year"] for row in rows)
    tables: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        if row["year"] == last:
            tables.setdefault((row["report_id"], row["table_name"]), []).append(row)

    def adds_up(table: Sequence[Mapping[str, Any]]) -> bool:
        totals = {row["pagu"] for row in table if row["row_kind"] == "total"}
        return sum(row["pagu"] for row in table if row["row_kind"] != "total") in totals

    chosen = max(tables.items(), key=lambda item: (adds_up(item[1]), len(item[1]), item[0]))[1]

    def figure(row: Mapping[str, Any], measure: str) -> Figure | None:
        if row[measure] is None:
            return None
        doubt = doubts.get((row["report_id"], row["table_name"], row["row_no"], row["item"], measure), CLEAR)
        return row_to_figure({**row, **doubt, "value": row[measure], "value_text": str(row[measure])}, lang)

    lines = tuple(
        BudgetLine(row["row_kind"], row["item"], figure(row, "pagu"), figure(row, "realisasi_anggaran"))
        for row in chosen
    )
    return lines, adds_up(chosen)


def warehouse_to_draft(warehouse: Warehouse, agency: str, year: int, lang: str = "id") -> Draft:
    """The draft of `year` for an agency. Raises InputError for an unknown agency or one without figures before it."""
    documents = warehouse.records("SELECT DISTINCT lineage, agency_id, agency, year FROM core_document")
    lineage, name = agency_to_lineage(documents, agency)
    records: Callable[..., list[dict[str, Any]]] = warehouse.records
    base, lines, trend_years = cells_to_lines(records(CELLS, [lineage]), year, lang)
    if not lines:
        raise InputError(
            f"Tidak ada angka kinerja {name} sebelum {year} dalam gudang data ini.",
            f"There are no performance figures of {name} before {year} in this warehouse.",
        )
    place = ("report_id", "table_name", "row_no", "indicator", "measure")
    doubts = {tuple(row[name] for name in place): row for row in records(BUDGET_DOUBTS, [lineage])}
    budget, adds_up = budgets_to_lines(records(BUDGETS, [lineage, year]), doubts, lang)
    return Draft(name, year, base, lines, budget, adds_up, trend_years)
