"""The road a file walks through the rooms, for the commands and the Python face."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.model import Report
    from normalize.model import Understanding
    from validate.model import Finding


def file_to_report(path: str | PathLike[str]) -> Report:
    """extract alone: what `lakip tables` prints. Raises InputError."""
    from extract import read

    return read(Path(path))


def file_to_understanding(path: str | PathLike[str]) -> Understanding:
    """extract and normalize: what `lakip facts` prints. Raises InputError."""
    report = file_to_report(path)
    from normalize import understand

    return understand(report)


def understanding_to_findings(understanding: Understanding) -> list[Finding]:
    """validate: what `lakip audit` prints, the worst first."""
    from validate import audit

    return sorted(audit(understanding), key=lambda finding: finding.rank)


def file_to_findings(path: str | PathLike[str]) -> list[Finding]:
    """The whole road. Raises InputError."""
    return understanding_to_findings(file_to_understanding(path))


def report_read_with(report: Report, path: Path, reader: str) -> Report:
    """The same report with another reader's tables. Raises Unreadable for anything but a PDF."""
    from dataclasses import replace

    from extract.errors import Unreadable
    from extract.pdf_readers import read_tables_with

    if report.media != "pdf":
        raise Unreadable(f"{path.name}: {reader} hanya membaca PDF.", f"{path.name}: {reader} reads PDFs only.")
    return replace(report, tables=read_tables_with(path, reader))
