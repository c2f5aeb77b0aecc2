"""Shared by the tests: a small understood report made by hand, and the command run as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from extract.model import Box, Cell, Page, Paragraph, Report, Table
from normalize.model import Claim, Fact, Measure, Mention, Profile, Quantity, Understanding
from validate.model import Evidence, Finding, Suspect

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def lakip(tmp_path: Path) -> Run:
    """`lakip("tables", path)` runs the command in an empty folder and gives its exit status, stdout and stderr."""

    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "lakip", *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={**{key: value for key, value in os.environ.items() if key != "LAKIP_LANG"}, **environment},
            timeout=300,
        )

    return run


@pytest.fixture(scope="session")
def shared_reports() -> Path:
    """The folder of the real development reports; tests that want it are skipped where it is absent."""
    folder = Path(os.environ.get("LAKIP_SHARED", "/work/shared")) / "reports"
    if not folder.is_dir():
        pytest.skip("the development reports are not here")
    return folder


def make_fact(
    row: int,
    col: int,
    measure: Measure,
    raw: str,
    value: str | None,
    *,
    step: str = "1",
    indicator: str = "Jumlah potensi calon pekerja migran Indonesia",
    indicator_id: str = "PMI-001",
    report: str = "ab" * 8,
    unit: str = "orang",
    row_kind: str = "indicator",
) -> Fact:
    """A fact of the hand-made report; `value` None makes `raw` a printed word."""
    quantity = None if value is None else Quantity(Decimal(value), Decimal(step), raw, unit)
    return Fact(
        id=f"f{row}.{col}",
        report=report,
        table_index=0,
        table="3.1",
        row=row,
        col=col,
        group="Meningkatnya penempatan",
        indicator=indicator,
        indicator_id=indicator_id,
        match_score=0.97,
        year=2019,
        period="Y",
        cumulative=False,
        measure=measure,
        basis="pk" if measure == "target" else "",
        quantity=quantity,
        word="" if quantity else raw,
        unit=unit,
        raw=raw,
        method="rules",
        confidence=0.98,
        page=2,
        box=Box(10.0, 20.0, 30.5, 40.0),
        row_kind=row_kind,
    )


@pytest.fixture
def understanding() -> Understanding:
    """One table with one indicator (8.000 / 6.151 / 76,89), one budget row and one sentence."""
    cells = (
        Cell(0, 0, "Indikator", page=2, box=Box(1, 1, 2, 2)),
        Cell(1, 0, "Jumlah potensi calon pekerja migran Indonesia", page=2),
        Cell(1, 1, "8.000", page=2, box=Box(10.0, 20.0, 30.5, 40.0)),
    )
    table = Table(
        "3.1", "Capaian", (2,), "rules", 3, 4, 1, cells, order=1, notes=("Sumber: seksi",), reasons=("ruled",)
    )
    report = Report(
        name="contoh.pdf",
        sha256="ab" * 32,
        media="pdf",
        pages=(Page(1, 595.0, 842.0, "empty"), Page(2, 595.0, 842.0, "table")),
        paragraphs=(Paragraph("Realisasi 6.151 orang.", 2, page=2),),
        tables=(table,),
        warnings=("satu peringatan",),
    )
    budget = {"indicator": "Program Penempatan", "indicator_id": "", "unit": "Rp", "row_kind": "program"}
    facts = (
        make_fact(2, 2, "target", "8.000", "8000"),
        make_fact(2, 3, "realisasi", "6.151", "6151"),
        make_fact(2, 4, "capaian", "76,89", "76.89", step="0.01", unit="%"),
        make_fact(3, 2, "pagu", "14.646.963.000", "14646963000", **budget),  # type: ignore[arg-type]
        make_fact(3, 3, "realisasi_anggaran", "14.453.919.643", "14453919643", **budget),  # type: ignore[arg-type]
        make_fact(3, 4, "persen_anggaran", "98,60", "98.60", step="0.01", **budget),  # type: ignore[arg-type]
    )
    mention = Mention(
        "realisasi", "6.151", Quantity(Decimal(6151), Decimal(1), "6.151", "orang", exact=True), "orang", 10
    )
    claim = Claim("c1", report.id, "achievement", 2, "Realisasi 6.151 orang.", (mention,), page=2, year=2019)
    profile = Profile("lakip", "BP3TKI Bandung", "", "Jawa Barat", 2019, renstra=(2015, 2019))
    return Understanding(report, profile, facts, (claim,))


@pytest.fixture
def findings() -> list[Finding]:
    """One error with two pieces of evidence, the second of them the suspect; its texts try to be a formula and markup."""
    target = Evidence("8.000", "target", page=2, table="3.1", table_index=0, row=2, col=2)
    percent = Evidence("76,98", "capaian", page=2, table="3.1", table_index=0, row=2, col=4, box=Box(1, 2, 3, 4))
    return [
        Finding(
            id="f-1",
            proof="p-1",
            rule="capaian",
            severity="error",
            kind="wrong_percent",
            doc="contoh.pdf",
            page=2,
            table="3.1",
            indicator='=HYPERLINK("http://x","<b>Jumlah</b>")',
            message="6.151 / 8.000 adalah 76,89 %, tercetak 76,98.",
            message_en="6,151 / 8,000 is 76.89 %, printed 76.98.",
            expected="76,89",
            reported="76,98",
            evidence=(target, percent),
            suspects=(Suspect("76,98", "76,89", "two digits swapped", percent),),
        )
    ]
