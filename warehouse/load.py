"""From parts into DuckDB, in one transaction: all of them, or nothing."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import duckdb
import pyarrow as pa

from corpus import load_agencies, load_catalogue, load_regions
from extract.errors import InputError
from warehouse.documents import File, Gazetteer, files_to_places
from warehouse.fields import entity_columns, layer_entities
from warehouse.lock import Told, writing
from warehouse.registries import registries_to_rows
from warehouse.schema import entity_to_arrow, entity_to_ddl, schema_version
from warehouse.views import views_to_sql

#: seconds to wait for another process that is writing the same file
WAIT = 30.0
SCHEMA_TABLE = "raw_schema"
#: reports inserted at once: enough for long runs of one indicator, few enough to be sorted in memory
CHUNK = 1000
DOCUMENT = "core_document"
#: columns of core_report that joining files into documents needs
FILE_COLUMNS = tuple(field.name for field in fields(File) if field.name not in ("path", "media"))


def connect(database: Path, *, read_only: bool, wait: float = WAIT) -> duckdb.DuckDBPyConnection:
    """Opens the file, waiting for a writer to finish. Raises InputError (no such file, no DuckDB file, locked)."""
    if read_only and not database.exists():
        raise InputError(f"Gudang data {database} tidak ada.", f"There is no warehouse {database}.")
    if not database.parent.exists():
        raise InputError(
            f"Folder untuk gudang data {database} tidak ada.", f"The folder of the warehouse {database} does not exist."
        )
    if database.is_dir() or (database.exists() and database.stat().st_size == 0):
        raise InputError(f"{database} bukan gudang data DuckDB.", f"{database} is not a DuckDB warehouse.")
    until = time.monotonic() + wait
    while True:
        try:
            return duckdb.connect(str(database), read_only=read_only, config={"autoinstall_known_extensions": False})
        except duckdb.IOException as error:
            if "lock" not in str(error).lower():
                raise InputError(
                    f"{database} bukan gudang data DuckDB yang dapat dibuka.",
                    f"{database} is no DuckDB file that can be opened.",
                ) from error
            if time.monotonic() > until:
                raise InputError(
                    f"Gudang data {database} sedang ditulis oleh proses lain; coba lagi setelah proses itu selesai.",
                    f"The warehouse {database} is being written by another process; try again when that has finished.",
                ) from error
            time.sleep(0.2)


def check_schema(connection: duckdb.DuckDBPyConnection, database: Path) -> bool:
    """True for a warehouse of this version, False for an empty file. Raises InputError for anything else."""
    names = {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not names:
        return False
    if SCHEMA_TABLE not in names:
        raise InputError(
            f"{database} adalah berkas DuckDB, tetapi bukan gudang data lakip.",
            f"{database} is a DuckDB file, but no warehouse of lakip's.",
        )
    found = connection.execute(f"SELECT version FROM {SCHEMA_TABLE}").fetchall()
    if found != [(schema_version(),)]:
        raise InputError(
            f"{database} dibuat oleh versi lakip yang lain; muat laporannya ke gudang data baru.",
            f"{database} was made by another version of lakip; load the reports into a new warehouse.",
        )
    return True


def known_reports(database: Path, told: Told | None = None) -> set[str]:
    """The ids of the reports that are already in; empty where there is no file yet. Raises InputError.

    Waits for a process that is writing the file; `told` is called where it has to.
    """
    if not database.exists():
        return set()
    with writing(database, told=told), connect(database, read_only=True) as connection:
        if not check_schema(connection, database):
            return set()
        return {row[0] for row in connection.execute("SELECT report_id FROM core_report").fetchall()}


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(f"CREATE TABLE {SCHEMA_TABLE} (version VARCHAR)")
    connection.execute(f"INSERT INTO {SCHEMA_TABLE} VALUES (?)", [schema_version()])
    for layer in ("part", "registry", "derived"):
        for entity in layer_entities(layer):
            connection.execute(entity_to_ddl(entity))


def load_registries(connection: duckdb.DuckDBPyConnection) -> None:
    """Puts today's catalogue, agencies and regions in the place of the old ones."""
    rows = registries_to_rows(load_catalogue().indicators, load_agencies(), load_regions())
    for entity in layer_entities("registry"):
        arrow = pa.Table.from_pylist(rows[entity], schema=pa.schema(list(entity_to_arrow(entity))))
        connection.register("incoming", arrow)
        connection.execute(f"DELETE FROM {entity}")
        connection.execute(f"INSERT INTO {entity} BY NAME SELECT * FROM incoming")
        connection.unregister("incoming")


def load_documents(connection: duckdb.DuckDBPyConnection) -> None:
    """Joins the files into documents anew: a new file may be a chapter or an edition of what is in."""
    columns = ", ".join(f"r.{name}" for name in FILE_COLUMNS)
    rows = connection.execute(
        f"SELECT {columns}, f.path, f.media FROM core_report r JOIN raw_file f ON f.report_id = r.report_id "
        "ORDER BY r.report_id"
    ).fetchall()
    names = (*FILE_COLUMNS, "path", "media")
    files = [File(**(dict(zip(names, row, strict=True)))) for row in rows]
    gazetteer = Gazetteer(load_agencies(), load_regions())
    documents = [gazetteer.place_to_row(place) for place in files_to_places(files)]
    connection.register("incoming", pa.Table.from_pylist(documents, schema=pa.schema(list(entity_to_arrow(DOCUMENT)))))
    connection.execute(f"DELETE FROM {DOCUMENT}")
    connection.execute(f"INSERT INTO {DOCUMENT} BY NAME SELECT * FROM incoming")
    connection.unregister("incoming")


def insert_parts(connection: duckdb.DuckDBPyConnection, parts: Sequence[Path]) -> None:
    """The rows of these parts into every table, those of the same reports replaced."""
    paths = [str(part) for part in parts]
    reports = [part.stem for part in parts]
    for entity in layer_entities("part"):
        columns = ", ".join(f'"{name}"' for name in entity_columns(entity))
        # rows of one indicator lie together: the panel asks for one indicator over all reports
        order = " ORDER BY indicator_id, report_id, fact_no" if entity == "core_fact" else ""
        connection.execute(f"DELETE FROM {entity} WHERE report_id IN (SELECT unnest(?))", [reports])
        connection.execute(
            f"INSERT INTO {entity} BY NAME SELECT {columns} FROM "
            f"(SELECT unnest({entity}, max_depth := 2) FROM read_parquet(?)){order}",
            [paths],
        )


def load_parts(database: Path, parts: Sequence[Path], told: Told | None = None) -> None:
    """Loads the parts into the file, made where it isn't there, in one transaction. A report already in is replaced.

    Waits for another process that loads; `told` is called where it has to. A new file is made beside its place and
    renamed when whole: a killed run leaves none. Raises InputError where the file is no warehouse or stays locked.
    """
    with writing(database, told=told):
        if database.exists():
            fill(database, parts)
            return
        draft = database.with_name(f".{database.name}.draft")
        remove(draft)
        try:
            fill(draft, parts)
            draft.replace(database)
        finally:
            remove(draft)


def remove(database: Path) -> None:
    """Removes a file of ours with its log, where there is one."""
    database.unlink(missing_ok=True)
    database.with_name(database.name + ".wal").unlink(missing_ok=True)


def fill(database: Path, parts: Sequence[Path]) -> None:
    """`load_parts` into this very file."""
    connection = connect(database, read_only=False)
    try:
        # each part is opened once for every entity; its footer is read once (1,000 reports: 18 s become 9)
        connection.execute("SET parquet_metadata_cache = true")
        connection.execute("BEGIN")
        if not check_schema(connection, database):
            create_tables(connection)
        load_registries(connection)
        for first in range(0, len(parts), CHUNK):
            insert_parts(connection, parts[first : first + CHUNK])
        load_documents(connection)
        for statement in views_to_sql():
            connection.execute(statement)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
