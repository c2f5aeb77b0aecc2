"""The warehouse as files for researchers: CSV and Parquet, descriptor, codebook, usage warnings, changelog.

The same reports give the same bytes, in whatever order they were loaded: rows are sorted by key and then by every
column, the writers have fixed settings and one thread, and nothing carries a time.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from extract.errors import InputError
from warehouse.changes import Changes, changes_to_section, read_table, tables_to_changes
from warehouse.codebook import entity_to_section
from warehouse.datapackage import KEYS, ExportedFile, files_to_descriptor
from warehouse.export_readme import panel_to_readme
from warehouse.fields import entity_fields

if TYPE_CHECKING:
    import duckdb

    from warehouse.open import Warehouse

#: text file in which two exports' differences are told
CHANGELOG = "CHANGELOG.md"
DESCRIPTOR = "datapackage.json"
CHANGELOG_HEAD = "# Changelog of this data\n\nRows are told apart by their stable keys. Newest first.\n\n"
#: rows of a row group in the Parquet files
ROW_GROUP = 122_880


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: the version of its data, rows by table, and the changes since the one before."""

    folder: Path
    version: str
    rows: dict[str, int]
    changes: tuple[Changes, ...]


def entity_to_csv_query(entity: str) -> str:
    """SELECT with plain decimals and lists as JSON, sorted by key and then by everything."""
    columns = []
    for field in entity_fields(entity):
        name = f'"{field.name}"'
        if field.type in ("decimal", "percent"):
            text = f"CAST({name} AS VARCHAR)"
            columns.append(f"rtrim(rtrim({text}, '0'), '.') AS {name}")
        elif field.type in ("list", "list_integer"):
            columns.append(f"CAST(to_json({name}) AS VARCHAR) AS {name}")
        else:
            columns.append(name)
    return f"SELECT {', '.join(columns)} FROM exported"


def export_table(connection: duckdb.DuckDBPyConnection, entity: str, folder: Path) -> int:
    """Writes data/ENTITY.csv and data/ENTITY.parquet and gives the number of rows."""
    order = dict.fromkeys([*KEYS[entity], *(field.name for field in entity_fields(entity))])
    keys = ", ".join(f'"{name}"' for name in order)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE exported AS SELECT * FROM {entity} ORDER BY {keys}")
    csv_path, parquet_path = folder / "data" / f"{entity}.csv", folder / "data" / f"{entity}.parquet"
    connection.execute(
        f"COPY ({entity_to_csv_query(entity)}) TO '{_quoted(csv_path)}' (FORMAT csv, HEADER true, DELIMITER ',')"
    )
    connection.execute(
        f"COPY exported TO '{_quoted(parquet_path)}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
    )
    (count,) = connection.execute("SELECT count(*) FROM exported").fetchall()[0]
    connection.execute("DROP TABLE exported")
    return int(count)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def path_to_file(path: Path, folder: Path) -> ExportedFile:
    with path.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    return ExportedFile(path.relative_to(folder).as_posix(), path.stat().st_size, digest)


def export(warehouse: Warehouse, folder: Path, *, since: Path | None = None) -> Exported:
    """Writes the export into `folder`, made where it isn't there; what an older export left there is replaced.

    The changelog tells what changed since the export in `since`, or since the one that `folder` held. Everything is
    written beside and put in place at the end. Raises InputError where the folder cannot be written, holds something
    else, or `since` is no export.
    """
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / DESCRIPTOR).exists())):
        raise InputError(
            f"{folder} sudah ada dan bukan hasil ekspor lakip; sebutkan folder lain.",
            f"{folder} exists and is no export of lakip's; name another folder.",
        )
    if since is not None and not (since / DESCRIPTOR).exists():
        raise InputError(f"{since} bukan hasil ekspor lakip.", f"{since} is no export of lakip's.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise InputError(
            f"Folder {folder} tidak dapat ditulis: {error.strerror}.", f"{folder} cannot be written: {error.strerror}."
        ) from error
    try:
        before = since or (folder if (folder / DESCRIPTOR).exists() else None)
        exported = write_export(warehouse, draft, before)
        folder.mkdir(exist_ok=True)
        (folder / "data").mkdir(exist_ok=True)
        for path in sorted(draft.rglob("*")):
            if path.is_file():
                path.replace(folder / path.relative_to(draft))
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Exported(folder, exported.version, exported.rows, exported.changes)


def write_export(warehouse: Warehouse, folder: Path, before: Path | None) -> Exported:
    """All files of an export into an empty folder."""
    (folder / "data").mkdir()
    connection = warehouse.connection
    (threads,) = connection.execute("SELECT current_setting('threads')").fetchall()[0]
    # one writer: the order of row groups and of equal rows must not depend on the machine
    connection.execute("SET threads = 1")
    try:
        rows = {entity: export_table(connection, entity, folder) for entity in KEYS}
    finally:
        connection.execute(f"SET threads = {threads}")
    tables = {entity: path_to_file(folder / "data" / f"{entity}.csv", folder) for entity in KEYS}
    columnar = [path_to_file(folder / "data" / f"{entity}.parquet", folder) for entity in KEYS]
    version = "0.0.0+" + sha256("".join(file.sha256 for file in tables.values()).encode()).hexdigest()[:12]
    descriptor = files_to_descriptor(tables, columnar, version)
    write_text(folder / DESCRIPTOR, json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n")
    write_text(folder / "codebook.md", entities_to_codebook())
    write_text(folder / "README.md", panel_to_readme(warehouse, rows, version))
    changes = tuple(compare(before, folder)) if before else ()
    write_text(folder / CHANGELOG, changelog_text(before, version, changes))
    return Exported(folder, version, rows, changes)


def write_text(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


def entities_to_codebook() -> str:
    """The codebook of the exported tables alone."""
    return "# Codebook / Buku kode\n\n" + "\n".join(entity_to_section(entity, entity_fields(entity)) for entity in KEYS)


def compare(before: Path, after: Path) -> Iterator[Changes]:
    """The changes of every table between two exports, tables without any left out."""
    for entity, key in KEYS.items():
        old, new = before / "data" / f"{entity}.csv", after / "data" / f"{entity}.csv"
        if old.exists() and old.read_bytes() == new.read_bytes():
            continue
        changes = tables_to_changes(entity, read_table(old) if old.exists() else iter(()), read_table(new), key)
        if changes:
            yield changes


def changelog_text(before: Path | None, version: str, changes: tuple[Changes, ...]) -> str:
    """The old changelog with a section for these changes on top; as it was where nothing changed."""
    old_path = before / CHANGELOG if before else None
    old = old_path.read_text(encoding="utf-8") if old_path and old_path.exists() else ""
    sections = old.removeprefix(CHANGELOG_HEAD)
    if not before:
        return CHANGELOG_HEAD + changes_to_section((), version, "")
    if not changes:
        return old or CHANGELOG_HEAD + changes_to_section((), version, "")
    previous = json.loads((before / DESCRIPTOR).read_text(encoding="utf-8")).get("version", "")
    return CHANGELOG_HEAD + changes_to_section(changes, version, previous) + "\n" + sections
