"""One Parquet part a report, written by the worker that read it and put in place by a rename: whole or not there."""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.rows import Row, Rows
from warehouse.schema import part_schema, schema_version

VERSION_KEY = b"lakip"


def installed_version() -> str:
    """lakip's version, '' where it runs without being installed."""
    try:
        return version("lakip")
    except PackageNotFoundError:
        return ""


def part_version() -> str:
    """What a part must have been made with to be taken up: the program's version and the stored columns."""
    return f"{installed_version()}+{schema_version()}"


def database_to_parts_folder(database: Path) -> Path:
    """lakip.duckdb -> lakip.parts beside it."""
    return database.with_name(database.name.removesuffix(".duckdb") + ".parts")


def report_to_part_path(folder: Path, report: str) -> Path:
    return folder / f"{report}.parquet"


def row_to_storable(row: Row) -> Row:
    """The row with lone surrogates (broken fonts give them) as '\\ufffd', which UTF-8 can hold."""

    def storable(value: object) -> object:
        if isinstance(value, str):
            return value.encode("utf-8", "replace").decode("utf-8")
        return [storable(item) for item in value] if isinstance(value, list) else value

    return {key: storable(value) for key, value in row.items()}


def rows_to_part(rows: Rows) -> pa.Table:
    """A table of one row whose columns are the entities' lists of rows."""
    schema = part_schema()
    try:
        columns = [pa.array([rows[name]], type=schema.field(name).type) for name in schema.names]
    except UnicodeEncodeError:
        clean = {name: [row_to_storable(row) for row in rows[name]] for name in schema.names}
        columns = [pa.array([clean[name]], type=schema.field(name).type) for name in schema.names]
    return pa.table(columns, schema=schema.with_metadata({VERSION_KEY: part_version().encode()}))


def write_part(rows: Rows, path: Path) -> None:
    """Writes the part beside its place and renames it there. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        pq.write_table(rows_to_part(rows), unfinished, compression="zstd")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def remove_unfinished(folder: Path) -> None:
    """Removes what killed workers left half-written: files named after a process that is no more."""
    for path in folder.glob(".*.parquet.*"):
        process = path.suffix.removeprefix(".")
        if process.isdigit() and not is_alive(int(process)):
            path.unlink(missing_ok=True)


def is_alive(process: int) -> bool:
    """Is there a process of this number?"""
    if os.name != "posix":
        # os.kill would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def is_part(path: Path) -> bool:
    """Is there a whole part of this very version? A part of another one is made anew."""
    try:
        metadata = pq.read_schema(path).metadata or {}
    except (OSError, pa.ArrowException):
        return False
    return metadata.get(VERSION_KEY) == part_version().encode()
