"""The bundled reports: editions of our own of three published reports' figures, as text and PDF, with what to find.

Indicator names, table layout and figures are those of the published reports, slips included; every sentence is new.
Beside each stand the expected facts (the columns of `lakip facts`, `pdf_page` the page in the PDF edition) and the
expected findings (one JSON object a line: rule, where, what, keys, severity, sure).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

#: name of the files, running title
REPORTS: tuple[tuple[str, str], ...] = (
    ("lkj-bp3tki-bandung-2019", "LAKIP BP3TKI Bandung Tahun 2019"),
    ("lkj-bp3mi-jawa-barat-2024", "Laporan Kinerja BP3MI Jawa Barat Tahun 2024"),
    ("renstra-upt-bp2mi-semarang-2020", "Reviu Renstra 2020-2024 UPT BP2MI Semarang"),
)


@dataclass(frozen=True, slots=True)
class BundledReport:
    """One bundled report and the files that belong to it."""

    name: str
    title: str
    text_path: Path
    pdf_path: Path
    facts_path: Path
    findings_path: Path


def bundled_reports() -> tuple[BundledReport, ...]:
    """The bundled reports in the order of their years.

    The paths are those of the installed package; the package is installed unpacked, never as a zip.
    """
    folder = Path(str(resources.files("corpus"))) / "reports"
    return tuple(
        BundledReport(
            name=name,
            title=title,
            text_path=folder / f"{name}.txt",
            pdf_path=folder / f"{name}.pdf",
            facts_path=folder / f"{name}.facts.csv",
            findings_path=folder / f"{name}.findings.jsonl",
        )
        for name, title in REPORTS
    )
