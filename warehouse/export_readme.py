"""The README of an export: what it is, how it was made, and how it must not be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.datapackage import KEYS
from warehouse.fields import TITLES

if TYPE_CHECKING:
    from warehouse.open import Warehouse

TEXT = """# Performance reports of Indonesian government agencies, as one panel

Version {version}. {reports} files, {documents} documents, {agencies} agencies, years {first} to {last}.

## What is here

{tables}

Every table stands here twice with the same rows, as CSV (UTF-8, a header line, lists as JSON) and as Parquet
(`data/*.parquet`, exact decimals). `datapackage.json` describes the CSV files (Data Package v2), `codebook.md` says
what each column means, `CHANGELOG.md` what changed since the last export.

## Before you use it

1. **Nothing here is corrected.** A value is what a report prints. Where a report contradicts itself, the
   finding stands in `out_finding`, and the cell carries `doubt` and `doubt_finding`. Of the {cells} cells of
   the panel {unreliable} are suspected by an open error finding (`obs_status` U): leave them out or look at the
   page. A finding that somebody answers for raises no doubt; who and why stand in `out_finding` (`accepted_by`),
   the cells carry its key in `accepted_finding`. There are {accepted} such cells.
2. **One cell, one value, by a rule.** `out_panel` holds for each cell the statement of the latest report that
   no error finding contradicts; `as_of` is that report's year. All statements, the older ones too, stand in
   `out_vintage`. In {differing} cells the reports do not give one value (`values_differ`).
3. **Figures were read by a program.** `confidence` says how sure the reading is, `match_score` the chance that
   the name's catalogue key is right. {unmatched} of the panel's cells about indicators have no catalogue entry
   (`indicator_id` empty): their names are as printed, and one indicator may stand there under several names.
4. **A missing row is not a zero.** It says that no loaded report states the figure in a table that could be
   read.
5. **Targets have a basis.** The Renstra's, the annual plan's and the agreement's target of one year are
   different rows. Years are never added from quarters here; how quarters make a year differs by indicator
   (`aggregation`).
6. **Agencies change.** `lineage` joins bodies that follow one another; `obs_status` B marks the first year of a
   successor. Agencies that no registry lists have keys that begin with `x-`, made of the printed name.
7. **Two code systems.** `region_kemendagri` and `region_bps` are text and differ; both systems reuse each
   other's numbers in Papua. Never join one to the other.
8. **Text cells may begin with "="** or another sign that spreadsheets take for a formula: import as text.

Each row leads back to its print: `report`, `page`, `table_name`, `row_no`, `col_no` and the box `x0`, `y0`, `x1`, `y1`
(PDF points from the top left of the page), with the printed text in `raw`.

`obs_status` uses SDMX's CL_OBS_STATUS: {statuses}.
"""

STATUS_WORDS = {
    "A": "A normal",
    "B": "B break (another agency of the lineage begins)",
    "D": "D definition differs (unit is not the catalogue's)",
    "E": "E estimated",
    "P": "P provisional (stated before the year ended)",
    "U": "U low reliability (an open error finding suspects it)",
    "V": "V unvalidated (the reading is unsure)",
}


def panel_to_readme(warehouse: Warehouse, rows: dict[str, int], version: str) -> str:
    """The README with the export's own counts."""
    (panel,) = warehouse.records(
        "SELECT count(*) AS cells, count(*) FILTER (obs_status = 'U') AS unreliable, "
        "count(*) FILTER (values_differ) AS differing, count(*) FILTER (accepted_finding <> '') AS accepted, "
        "count(*) FILTER (indicator_id = '' AND row_kind = 'indicator') AS unmatched, "
        "min(year) AS first, max(year) AS last, count(DISTINCT nullif(lineage, '')) AS agencies FROM out_panel"
    )
    (files,) = warehouse.records("SELECT count(*) AS n, count(DISTINCT document_id) AS d FROM core_document")
    counted = {
        row["obs_status"]: row["n"]
        for row in warehouse.records("SELECT obs_status, count(*) AS n FROM out_panel GROUP BY ALL")
    }
    tables = "\n".join(f"- `data/{entity}.csv`: {rows[entity]} rows. {TITLES[entity][1]}." for entity in KEYS)
    statuses = "; ".join(f"{words}: {counted.get(code, 0)}" for code, words in STATUS_WORDS.items())
    return TEXT.format(
        version=version, reports=files["n"], documents=files["d"], tables=tables, statuses=statuses, **panel
    )
