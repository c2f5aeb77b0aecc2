"""Where a command takes its facts from: files read now, or a warehouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from extract.errors import InputError
from lakip.console import say
from lakip.records import understanding_to_records
from lakip.road import file_to_understanding
from lakip.scan_bar import scan_bar
from lakip.show_tables import report_to_warnings

if TYPE_CHECKING:
    from extract.model import Report
    from lakip.records import Record

Read = TypeVar("Read")


def one_source(files: Sequence[Path], db: Path | None) -> None:
    """Raises InputError unless exactly one of files and --db was given."""
    if bool(files) == (db is not None):
        raise InputError(
            "Sebutkan satu FILE atau lebih, atau --db GUDANG, dan bukan keduanya.",
            "Name one FILE or more, or --db WAREHOUSE, and not both.",
        )


def sources_to_facts(files: Sequence[Path], db: Path | None, lang: str) -> list[Record]:
    """The fact records of the files, one after the other, or of the whole warehouse. Raises InputError.

    What a file's reading could not give is told on stderr.
    """
    one_source(files, db)
    if db is not None:
        from warehouse.open import Warehouse

        with Warehouse(db) as warehouse:
            return warehouse.fact_records()
    records: list[Record] = []
    for file in files:
        understanding = read_told(file, file_to_understanding)
        tell(understanding.report, lang)
        records += understanding_to_records(understanding)
    return records


def read_told(file: Path, read: Callable[[Path], Read]) -> Read:
    """`read(file)` with a bar on stderr while a scan's pages are read. Raises InputError."""
    with scan_bar():
        return read(file)


def tell(report: Report, lang: str) -> None:
    """The reading's warnings to stderr."""
    for warning in report_to_warnings(report, lang):
        say(warning)
