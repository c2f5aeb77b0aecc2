"""Where a command takes its facts and findings from: files read now, or a warehouse."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import InputError
from lakip.records import findings_to_records, understanding_to_records

if TYPE_CHECKING:
    from lakip.records import Record


def one_source(files: Sequence[Path], db: Path | None) -> None:
    """Raises InputError unless exactly one of files and --db was given."""
    if bool(files) == (db is not None):
        raise InputError(
            "Sebutkan satu FILE atau lebih, atau --db GUDANG, dan bukan keduanya.",
            "Name one FILE or more, or --db WAREHOUSE, and not both.",
        )


def sources_to_facts(files: Sequence[Path], db: Path | None) -> list[Record]:
    """The fact records of the files, one after the other, or of the whole warehouse. Raises InputError."""
    one_source(files, db)
    if db is not None:
        from warehouse.open import Warehouse

        with Warehouse(db) as warehouse:
            return warehouse.fact_records()
    from lakip.road import file_to_understanding

    return [record for file in files for record in understanding_to_records(file_to_understanding(file))]


def sources_to_findings(files: Sequence[Path], db: Path | None) -> list[Record]:
    """The finding records of the files, or of the whole warehouse, each document's worst first. Raises InputError."""
    one_source(files, db)
    if db is not None:
        from warehouse.open import Warehouse

        with Warehouse(db) as warehouse:
            return warehouse.finding_records()
    from lakip.road import file_to_findings

    return [record for file in files for record in findings_to_records(file_to_findings(file))]
