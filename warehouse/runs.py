"""Runs of the audit over a warehouse, kept: what is new, unchanged, changed or gone since the last other result.

A run is kept only where its result (ids and proofs) differs from the last one kept: asking again, in another format,
compares with the same earlier run and tells the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from extract.errors import InputError
from warehouse.fields import entity_columns, entity_fields, layer_entities
from warehouse.load import connect
from warehouse.schema import entity_to_ddl, field_to_column

Record = Mapping[str, Any]
RUN, RUN_FINDING = "core_run", "core_run_finding"
#: seconds to wait for another writer before the run is compared only, and not kept
PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """`states` are one a record, in order: 'new', 'changed', 'unchanged', '' without an earlier run. `earlier` is when
    that run was (UTC, '2026-11-20 18:30'), '' without one. `gone` are its findings that are no longer there, under the
    columns of core_run_finding.
    """

    states: tuple[str, ...]
    earlier: str
    gone: tuple[dict[str, Any], ...]
    #: False where the warehouse could not be written to: this run is then not remembered
    kept: bool = True


def make_run_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Step 1: the tables of the layer 'kept', where a warehouse does not have them yet."""
    for entity in layer_entities("kept"):
        connection.execute(entity_to_ddl(entity).replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", 1))


def add_missing_columns(connection: duckdb.DuckDBPyConnection) -> None:
    """Step 2: columns that the registry names and an older table lacks; the runs kept so far have NULL there."""
    for entity in layer_entities("kept"):
        there = {row[0] for row in connection.execute(f"DESCRIBE {entity}").fetchall()}
        for field in entity_fields(entity):
            if field.name not in there:
                connection.execute(f"ALTER TABLE {entity} ADD COLUMN {field_to_column(field)}")


#: in this order, each harmless where it was done before
MIGRATIONS: tuple[Callable[[duckdb.DuckDBPyConnection], None], ...] = (make_run_tables, add_missing_columns)


def record_to_row(record: Record, run_no: int) -> dict[str, Any]:
    row = {name: record.get(name) for name in entity_columns(RUN_FINDING)}
    return row | {"run_no": run_no, "finding_id": record["id"], "table_name": record["table"]}


def records_to_states(records: Sequence[Record], before: Sequence[Record]) -> tuple[str, ...]:
    """How each finding stands to those of the run before, by id and proof."""
    proofs: defaultdict[str, set[str]] = defaultdict(set)
    for row in before:
        proofs[row["finding_id"]].add(row["proof"])
    return tuple(
        "new" if record["id"] not in proofs else "unchanged" if record["proof"] in proofs[record["id"]] else "changed"
        for record in records
    )


def rows_gone(records: Sequence[Record], before: Sequence[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Findings of the run before whose id is not there any more, each once."""
    there = {record["id"] for record in records}
    return tuple({row["finding_id"]: row for row in before if row["finding_id"] not in there}.values())


def read_rows(connection: duckdb.DuckDBPyConnection, run_no: int) -> list[dict[str, Any]]:
    names = entity_columns(RUN_FINDING)
    columns = ", ".join(f'"{name}"' for name in names)
    query = f"SELECT {columns} FROM {RUN_FINDING} WHERE run_no = ? ORDER BY rowid"
    return [dict(zip(names, row, strict=True)) for row in connection.execute(query, [run_no]).fetchall()]


def keep_run(connection: duckdb.DuckDBPyConnection, records: Sequence[Record], run_no: int, version: str) -> None:
    at = datetime.now(UTC).strftime("%Y-%m-%d %H:%M")
    connection.execute(
        f"INSERT INTO {RUN} BY NAME SELECT ? AS run_no, ? AS run_at, ? AS lakip_version, ? AS finding_count",
        [run_no, at, version, len(records)],
    )
    names = entity_columns(RUN_FINDING)
    rows = [[record_to_row(record, run_no)[name] for name in names] for record in records]
    if rows:
        columns = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" for _ in names)
        connection.executemany(f"INSERT INTO {RUN_FINDING} ({columns}) VALUES ({marks})", rows)


def result(rows: Sequence[Record], key: str) -> list[tuple[str, str]]:
    return sorted((row[key], row["proof"]) for row in rows)


def open_for_runs(database: Path) -> tuple[duckdb.DuckDBPyConnection, bool]:
    """(connection in a transaction with the tables made, True); read-only and False where it cannot be written to.
    Raises InputError."""
    try:
        connection = connect(database, read_only=False, wait=PATIENCE)
    except InputError:
        return connect(database, read_only=True), False
    try:
        connection.execute("BEGIN")
        for step in MIGRATIONS:
            step(connection)
    except duckdb.Error:
        connection.close()
        return connect(database, read_only=True), False
    return connection, True


def kept_runs(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, str]]:
    """(number, when) of the runs kept so far, the oldest first."""
    there = {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if RUN not in there:
        return []
    return connection.execute(f"SELECT run_no, run_at FROM {RUN} ORDER BY run_no").fetchall()


def compare_run(database: Path, records: Sequence[Record], version: str) -> Comparison:
    """Compares `records` (findings under the keys of `finding`, with `report_id`) with the last run of another result,
    and keeps this one. Raises InputError where the warehouse cannot be opened.
    """
    connection, kept = open_for_runs(database)
    try:
        runs = kept_runs(connection)
        before: list[dict[str, Any]] = read_rows(connection, runs[-1][0]) if runs else []
        if runs and result(before, "finding_id") == result(records, "id"):
            runs = runs[:-1]
            before = read_rows(connection, runs[-1][0]) if runs else []
        elif kept:
            keep_run(connection, records, runs[-1][0] + 1 if runs else 1, version)
        if kept:
            connection.execute("COMMIT")
    finally:
        connection.close()
    if not runs:
        return Comparison(("",) * len(records), "", (), kept)
    return Comparison(records_to_states(records, before), runs[-1][1], rows_gone(records, before), kept)
