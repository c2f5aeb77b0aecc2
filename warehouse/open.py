"""A warehouse opened for reading: the Python face of the DuckDB file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from extract.errors import InputError
from warehouse.acceptances import Acceptance
from warehouse.accepted import lay_views
from warehouse.fields import entity_fields
from warehouse.load import check_schema, connect
from warehouse.queries import FACTS, REPORTS, finding_rows

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

PANEL_ORDER = (
    "lineage, agency, indicator_id, indicator, year, period, measure, basis, report, page, row_no, col_no, fact_id"
)

#: type of a field in the registry -> dtype of the panel's column
PANDAS_TYPES = {
    "text": "object",
    "integer": "Int64",
    "decimal": "object",
    "percent": "object",
    "number": "float64",
    "boolean": "boolean",
    "list": "object",
    "list_integer": "object",
}

Values = str | int | Iterable[str] | Iterable[int] | None


def values_to_list(values: Values) -> list[Any] | None:
    """One value or several as a list; None for no wish."""
    if values is None:
        return None
    return [values] if isinstance(values, str | int) else list(values)


class Warehouse:
    """A DuckDB file made by `lakip ingest`, read-only. Use it in `with`, or call `close`.

    `acceptances` that hold on `day` lift the doubt of their findings from the figures of this session's views;
    `accepted` counts those findings. Raises InputError where the file is missing, locked, or no warehouse of this
    version.
    """

    def __init__(
        self, path: str | PathLike[str], acceptances: Sequence[Acceptance] = (), day: date | None = None
    ) -> None:
        self.path = Path(path)
        self.connection: duckdb.DuckDBPyConnection = connect(self.path, read_only=True)
        try:
            if not check_schema(self.connection, self.path):
                raise InputError(f"Gudang data {path} masih kosong.", f"The warehouse {path} is empty.")
            self.accepted = lay_views(self.connection, acceptances, day or date.today())
        except InputError:
            self.connection.close()
            raise

    def __enter__(self) -> Warehouse:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.connection.close()

    def sql(self, query: str, parameters: list[Any] | None = None) -> pd.DataFrame:
        """The answer to a query as a DataFrame; DECIMAL columns come as objects holding `decimal.Decimal`."""
        import pandas

        answer = self.connection.execute(query, parameters or [])
        names = [column[0] for column in answer.description or []]
        return pandas.DataFrame.from_records(answer.fetchall(), columns=names)

    def panel(
        self,
        *,
        agency: Values = None,
        indicator: Values = None,
        years: Values = None,
        measure: Values = None,
        period: Values = None,
        vintages: bool = False,
    ) -> pd.DataFrame:
        """Rows of `out_panel`, one resolved value a cell, in the order of lineage, indicator, year, period, measure.

        `agency` takes keys or lineages, `indicator` catalogue keys; each argument one value or several, None for all.
        With `vintages` every printed statement (`out_vintage`), restated and contradicted ones too. The columns are
        those of the codebook, typed by PANDAS_TYPES: whole numbers Int64 and flags boolean (both may be missing),
        boxes and scores float64, text as `str` objects, values as objects holding `decimal.Decimal` or None.
        """
        conditions: list[str] = []
        parameters: list[Any] = []
        # literal lists, not subqueries: only these are pushed below the panel's windows
        wishes: tuple[tuple[tuple[str, ...], Values], ...] = (
            (("agency_id", "lineage"), agency),
            (("indicator_id",), indicator),
            (("year",), years),
            (("measure",), measure),
            (("period",), period),
        )
        for columns, values in wishes:
            wished = values_to_list(values)
            if wished is not None:
                marks = ", ".join("?" * len(wished)) or "NULL"
                conditions.append("(" + " OR ".join(f"{column} IN ({marks})" for column in columns) + ")")
                parameters.extend(wished * len(columns))
        if agency is not None:
            # a lineage is a cell's own, an agency isn't: only the lineage can be asked for below the windows
            asked = parameters[: 2 * len(values_to_list(agency) or [])]
            query = f"SELECT DISTINCT lineage FROM report_agency WHERE {conditions[0]}"
            lineages = [row[0] for row in self.connection.execute(query, asked).fetchall()]
            conditions.append(f"lineage IN ({', '.join('?' * len(lineages)) or 'NULL'})")
            parameters.extend(lineages)
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        view = "out_vintage" if vintages else "out_panel"
        frame = self.sql(f"SELECT * FROM {view}{where} ORDER BY {PANEL_ORDER}", parameters)
        return frame.astype({field.name: PANDAS_TYPES[field.type] for field in entity_fields(view)})

    def reports(self) -> list[dict[str, Any]]:
        """What is in: one record a report, with its counts, in the order of the names."""
        return self.records(REPORTS)

    def records(self, query: str, parameters: list[Any] | None = None) -> list[dict[str, Any]]:
        """The answer to a query as dicts."""
        answer = self.connection.execute(query, parameters or [])
        names = [column[0] for column in answer.description or []]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def fact_records(self) -> list[dict[str, Any]]:
        """Every fact under the names of `lakip facts --format csv`."""
        return self.records(FACTS)

    def finding_records(self) -> list[dict[str, Any]]:
        """Every finding under the keys of `lakip audit --format jsonl`, each report's worst first."""
        return finding_rows(self.records)
