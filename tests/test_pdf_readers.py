"""The second opinions: what camelot and pdfplumber make of a bundled report, in this project's records."""

from __future__ import annotations

import pytest

from corpus import bundled_reports
from extract.errors import Unreadable
from extract.pdf_readers import READERS, read_tables_with

SEMARANG = next(report for report in bundled_reports() if "semarang" in report.name)


@pytest.mark.parametrize("reader", sorted(READERS))
@pytest.mark.filterwarnings("ignore")
def test_a_ruled_table_of_the_bundled_plan(reader: str) -> None:
    tables = read_tables_with(SEMARANG.pdf_path, reader)
    plan = next(table for table in tables if any("TAHUN PELAKSANAAN" in text for text in table.texts()[0]))
    row = next(row for row in plan.texts() if "Nilai IKPA" in row)
    assert row[-5:] == ["90", "92", "93", "94", "95"]
    assert plan.header_rows == 2
    cell = next(cell for cell in plan.cells if cell.text == "Nilai IKPA")
    assert cell.box is not None
    assert 0 < cell.box.x0 < cell.box.x1
    assert 0 < cell.box.y0 < cell.box.y1
    assert plan.reasons == (f"read by {reader}",)


@pytest.mark.parametrize("reader", sorted(READERS))
@pytest.mark.filterwarnings("ignore")
def test_a_broken_file_gets_one_sentence(reader: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    broken = tmp_path / "rusak.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing more")
    with pytest.raises(Unreadable, match=reader):
        read_tables_with(broken, reader)
