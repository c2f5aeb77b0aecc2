"""What OCR misread in figures: mended where the place says figure, and told to be doubtful."""

from __future__ import annotations

from extract.model import Box
from extract.pdf_cells import PdfCell, PdfTable
from extract.pdf_rules import Place
from extract.scan_figures import MENDED_CONFIDENCE, repair_table


def column(*texts: str) -> PdfTable:
    cells = [
        PdfCell(Place(at, col, 1, 1), text, Box(100.0 * col, 20.0 * at, 100.0 * col + 99, 20.0 * at + 19))
        for at, figure in enumerate(texts)
        for col, text in enumerate((f"Produksi ikan {at}", figure))
    ]
    return PdfTable(1, (0.0, 100.0, 200.0), tuple(20.0 * at for at in range(len(texts) + 1)), tuple(cells), "rules")


def test_a_comma_printed_as_a_dot_is_put_right_and_doubtful() -> None:
    table = repair_table(column("1.204,5", "46.985.2", "39.909,3", "l2,5", "7,25"))
    figures = [cell for cell in table.cells if cell.place.col == 1]
    assert [cell.text for cell in figures] == ["1.204,5", "46.985,2", "39.909,3", "12,5", "7,25"]
    assert [cell.confidence for cell in figures] == [1.0, MENDED_CONFIDENCE, 1.0, MENDED_CONFIDENCE, 1.0]


def test_numbers_of_parts_are_left_alone() -> None:
    assert [cell.text for cell in repair_table(column("3.2.1", "3.2.2", "4.10.2")).cells][1::2] == [
        "3.2.1",
        "3.2.2",
        "4.10.2",
    ]
