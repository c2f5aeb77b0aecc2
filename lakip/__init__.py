"""The front door: the command line (`lakip.cli`) and the Python face.

    import lakip

    report = lakip.read("lkjip.pdf")            # pages, paragraphs, tables of cells
    understood = lakip.understand("lkjip.pdf")  # + facts and claims
    findings = lakip.audit("lkjip.pdf")         # what does not add up, the worst first
    candidates = lakip.match("Prosentase TKI yg ditempatkan")
    db = lakip.open("lakip.duckdb")             # db.panel(years=range(2016, 2020)) is a pandas DataFrame

Nothing heavy is imported until it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.errors import InputError, LakipError

if TYPE_CHECKING:
    from os import PathLike

    from extract.model import Report
    from normalize.model import Understanding
    from validate.model import Finding
    from warehouse.open import Warehouse

__version__ = "0.1.0"

__all__ = ["InputError", "LakipError", "audit", "match", "open", "read", "understand"]


def read(path: str | PathLike[str]) -> Report:
    """The file as read: pages, paragraphs, tables of cells with page and box. Raises InputError."""
    from lakip.road import file_to_report

    return file_to_report(path)


def understand(path: str | PathLike[str]) -> Understanding:
    """The file with its facts, prose claims and profile. Raises InputError."""
    from lakip.road import file_to_understanding

    return file_to_understanding(path)


def audit(path: str | PathLike[str]) -> list[Finding]:
    """What the file says that does not add up, the worst first; [] where nothing was found. Raises InputError."""
    from lakip.road import file_to_findings

    return file_to_findings(path)


def match(name: str, unit: str = "", sector: str = "") -> dict[str, object]:
    """The catalogue's candidates for a printed indicator name: the record that `lakip match --format json` prints."""
    from lakip.show_matches import names_to_records

    return names_to_records([name], unit=unit, sector=sector)[0]


def open(path: str | PathLike[str]) -> Warehouse:
    """A warehouse made by `lakip ingest` or `lakip demo`, opened for reading. Findings accepted in the `penerimaan.csv`
    beside it raise no doubt about figures. Raises InputError where there is no warehouse, or that file is malformed.
    """
    from pathlib import Path

    from warehouse.acceptances import acceptances_beside
    from warehouse.open import Warehouse

    return Warehouse(path, acceptances_beside(Path(path)))
