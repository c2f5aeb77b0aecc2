"""The planner's workbook: what is carried over, what is left open, live formulas that add up, doubts marked, no injection."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from extract.errors import InputError
from normalize.model import Fact, Understanding
from tests.conftest import Run, make_fact
from tests.test_panel import error_on, load, report
from warehouse import Warehouse
from warehouse.seed import agency_to_lineage, warehouse_to_draft
from warehouse.seed_book import ACTION, BUDGET, PK, SOURCES, draft_to_book

# openpyxl reads everything but sparklines, and says so
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")

COUNT = {"indicator": "Jumlah lokasi sosialisasi", "indicator_id": "", "unit": "lokasi"}
LEVEL = {"indicator": "=cmd|' /C calc'!A0", "indicator_id": "", "unit": "%"}


def fact(row: int, col: int, measure: Any, value: str, year: int, period: Any = "Y", **about: Any) -> Fact:
    basis = about.pop("basis", "pk" if measure == "target" else "")
    made = make_fact(row, col, measure, value, value, **about)
    return replace(made, year=year, period=period, basis=basis)


@pytest.fixture
def database(tmp_path: Path, understanding: Understanding) -> Path:
    """Two years of a count with uneven quarters and of a percentage, a budget that adds up; last year's result is doubted."""
    doubted = fact(2, 3, "realisasi", "97", 2025, **COUNT)
    facts = [
        fact(2, 2, "target", "100", 2025, **COUNT),
        doubted,
        *(fact(2, 4 + n, "target", value, 2025, f"Q{n + 1}", **COUNT) for n, value in enumerate(("10", "20", "30", "40"))),
        fact(2, 9, "target", "130", 2026, basis="renstra", **COUNT),
        fact(3, 2, "target", "80", 2025, **LEVEL),
        fact(3, 3, "realisasi", "84", 2025, **LEVEL),
        *(fact(3, 4 + n, "target", "80", 2025, f"Q{n + 1}", **LEVEL) for n in range(4)),
        fact(6, 2, "pagu", "700", 2025, indicator="Program A", indicator_id="", unit="Rp", row_kind="program"),
        fact(6, 3, "realisasi_anggaran", "350", 2025, indicator="Program A", indicator_id="", unit="Rp", row_kind="program"),
        fact(7, 2, "pagu", "300", 2025, indicator="Program B", indicator_id="", unit="Rp", row_kind="program"),
        fact(8, 2, "pagu", "1000", 2025, indicator="Jumlah", indicator_id="", unit="Rp", row_kind="total"),
    ]  # fmt: skip
    before = [fact(2, 2, "target", "90", 2024, **COUNT), fact(2, 3, "realisasi", "88", 2024, **COUNT)]
    return load(
        tmp_path,
        (report(understanding, "2024.pdf", 2024, before), []),
        (report(understanding, "2025.pdf", 2025, facts), [error_on(doubted)]),
    )


@pytest.fixture
def book(database: Path) -> Workbook:
    with Warehouse(database) as warehouse:
        return openpyxl.load_workbook(io.BytesIO(draft_to_book(warehouse_to_draft(warehouse, "PMI-32", 2026))))


def heads(book: Workbook, sheet: str) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in book[sheet][5]}


def test_what_last_year_printed_stands_beside_what_is_left_open(book: Workbook) -> None:
    sheet, column = book[PK], heads(book, PK)
    row = {name: sheet.cell(6, place).value for name, place in column.items()}
    assert row["Indikator"] == "Jumlah lokasi sosialisasi"
    assert (row["Baseline (realisasi 2025)"], row["Target 2025"], row["Target Renstra 2026"]) == (97, 100, 130)
    assert (row["Realisasi 2024"], row["Realisasi 2025"], row["Realisasi 2023"]) == (88, 97, None)
    assert row["Usulan target 2026"] is None
    assert str(row["Capaian 2025 (%)"]).startswith("=IF(")


def test_a_doubted_figure_is_marked_with_its_finding(book: Workbook) -> None:
    sheet, column = book[PK], heads(book, PK)
    cell = sheet.cell(6, column["Baseline (realisasi 2025)"])
    assert cell.comment is not None
    assert "pesan" in cell.comment.text
    assert "2025.pdf" in cell.comment.text
    assert cell.fill.fgColor.rgb == "FFF8CBAD"
    assert sheet.cell(7, column["Baseline (realisasi 2025)"]).comment is None


def test_cells_show_the_decimals_that_the_line_prints(tmp_path: Path, understanding: Understanding) -> None:
    """An optional decimal in the format would show a bare mark after whole numbers in Excel."""
    facts = [
        fact(2, 2, "target", "100", 2025, **COUNT),
        fact(2, 3, "realisasi", "97", 2025, **COUNT),
        replace(fact(3, 2, "target", "82.50", 2025, **LEVEL), unit="%"),
        fact(3, 3, "realisasi", "84", 2025, **LEVEL),
    ]
    database = load(tmp_path, (report(understanding, "2025.pdf", 2025, facts), []))
    with Warehouse(database) as warehouse:
        book = openpyxl.load_workbook(io.BytesIO(draft_to_book(warehouse_to_draft(warehouse, "PMI-32", 2026))))
    column = heads(book, PK)
    shown = [
        [book[PK].cell(row, column[name]).number_format for name in ("Target 2025", "Usulan target 2026")]
        for row in (6, 7)
    ]
    assert shown == [["#,##0", "#,##0"], ["#,##0.0", "#,##0.0"]]
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.number_format.endswith("#")]


def test_rows_are_as_high_as_their_texts(tmp_path: Path, understanding: Understanding) -> None:
    """LibreOffice works out no heights of its own: long names would lie over one another."""
    long = COUNT | {"indicator": "Jumlah " + " ".join(["kelompok nelayan yang dibina"] * 5)}
    facts = [fact(2, 2, "target", "100", 2025, **long), fact(3, 2, "target", "10", 2025, **COUNT)]
    database = load(tmp_path, (report(understanding, "2025.pdf", 2025, facts), []))
    with Warehouse(database) as warehouse:
        book = openpyxl.load_workbook(io.BytesIO(draft_to_book(warehouse_to_draft(warehouse, "PMI-32", 2026))))
    for name in (PK, ACTION):
        heights = [book[name].row_dimensions[row].height for row in (6, 7)]
        assert heights[0] > 2 * heights[1] > 0


def test_no_text_of_a_report_is_a_formula(book: Workbook) -> None:
    ours = re.compile(r"^=(IF|SUM)\(")
    for sheet in book:
        for cells in sheet.iter_rows():
            for cell in cells:
                assert cell.hyperlink is None
                if cell.data_type == "f":
                    assert ours.match(str(cell.value)), (sheet.title, cell.coordinate, cell.value)
    named = book[PK].cell(7, heads(book, PK)["Indikator"])
    assert (named.data_type, named.value) == ("s", LEVEL["indicator"])


def test_the_trend_is_drawn_where_there_is_one(database: Path) -> None:
    with Warehouse(database) as warehouse:
        data = draft_to_book(warehouse_to_draft(warehouse, "PMI-32", 2026))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        plan = archive.read("xl/worksheets/sheet1.xml").decode()
    # two years of the count, one of the percentage
    assert re.findall(r"<xm:sqref>(.*?)</xm:sqref>", plan) == ["L6"]


def test_the_pages_can_be_printed(book: Workbook) -> None:
    for name in (PK, ACTION, BUDGET):
        sheet = book[name]
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$5:$5"
    assert book.sheetnames == [PK, ACTION, BUDGET, SOURCES]


class Sheets:
    """Computes the few functions that the workbook's formulas use: IF, AND, ISNUMBER, ROUND, SUM, COUNT, ABS."""

    def __init__(self, book: Workbook) -> None:
        self.book = book

    def value(self, sheet: str, cell: str) -> Any:
        found = self.book[sheet][cell.replace("$", "")].value
        return self.compute(sheet, found[1:]) if isinstance(found, str) and found.startswith("=") else found

    def span(self, sheet: str, first: str, last: str) -> list[Any]:
        cells = self.book[sheet][f"{first.replace('$', '')}:{last.replace('$', '')}"]
        return [self.value(sheet, cell.coordinate) for row in cells for cell in row]

    def compute(self, sheet: str, formula: str) -> Any:
        parts: list[str] = []
        token = re.compile(
            r"\"[^\"]*\"|(?:'([^']+)'!)?(\$?[A-Z]{1,2}\$?\d+)(?::(\$?[A-Z]{1,2}\$?\d+))?|<>|=|[A-Z]+\(|."
        )
        for hit in token.finditer(formula):
            text = hit.group()
            if hit.group(2):
                where = hit.group(1) or sheet
                call = (
                    f"S({where!r},{hit.group(2)!r},{hit.group(3)!r})"
                    if hit.group(3)
                    else f"V({where!r},{hit.group(2)!r})"
                )
                parts.append(call)
            else:
                parts.append({"<>": "!=", "=": "==", "IF(": "IF_("}.get(text, text))
        # IF is lazy: its branches become functions
        code = re.sub(r"\bAND\(", "ALL(", "".join(parts))
        numbers = (int, float)
        names = {
            "V": self.value, "S": self.span, "ALL": lambda *given: all(given),
            "ISNUMBER": lambda given: isinstance(given, numbers),
            "SUM": lambda given: sum(one for one in given if isinstance(one, numbers)),
            "COUNT": lambda given: sum(isinstance(one, numbers) for one in given),
            "ROUND": lambda given, digits: float(Decimal(str(given)).quantize(Decimal(1).scaleb(-int(digits)), "ROUND_HALF_UP")),
            "ABS": abs, "IF_": lambda test, yes, no: yes if test else no,
        }  # fmt: skip
        try:
            return eval(code, {"__builtins__": {}}, names)
        except TypeError:
            # a branch that Excel would not have computed
            return ""


@pytest.mark.parametrize("target", [1, 7, 13, 99, 101, 130, 1234567])
def test_quarters_of_a_count_are_whole_and_add_up_to_the_year(book: Workbook, target: int) -> None:
    book[PK]["I6"] = target
    sheets = Sheets(book)
    quarters = [sheets.value(ACTION, f"{column}6") for column in "JKLM"]
    assert sum(quarters) == target
    assert all(quarter == int(quarter) >= 0 for quarter in quarters)
    assert abs(quarters[3] - target * 0.4) <= 1
    assert sheets.value(ACTION, "N6") == "sesuai"


def test_quarters_of_a_level_follow_last_years_level(book: Workbook) -> None:
    book[PK]["I7"] = 90
    sheets = Sheets(book)
    assert [sheets.value(ACTION, f"{column}7") for column in "JKLM"] == [90, 90, 90, 90]
    assert sheets.value(PK, "G7") == 105
    assert round(sheets.value(PK, "J7"), 4) == round((90 - 84) / 84 * 100, 4)


def test_an_open_target_gives_open_quarters(book: Workbook) -> None:
    sheets = Sheets(book)
    assert [sheets.value(ACTION, f"{column}6") for column in "DJKLMN"] == [""] * 6


def test_the_budget_is_added_only_where_it_added_up(book: Workbook) -> None:
    sheets = Sheets(book)
    sheet = book[BUDGET]
    assert [sheet.cell(row, 2).value for row in (6, 7, 8)] == ["Program A", "Program B", "Jumlah"]
    assert sheets.value(BUDGET, "C8") == 1000
    assert sheets.value(BUDGET, "E6") == 50


def test_agencies_by_key_lineage_and_name() -> None:
    rows = [
        {"lineage": "PMI-32", "agency_id": "BP3TKI-BANDUNG", "agency": "BP3TKI Bandung", "year": 2019},
        {"lineage": "PMI-32", "agency_id": "BP3MI-32", "agency": "BP3MI Jawa Barat", "year": 2024},
        {"lineage": "x-dinas-a", "agency_id": "x-dinas-a", "agency": "Dinas A Jawa Barat", "year": 2024},
    ]
    for wanted in ("PMI-32", "bp3mi-32", "BP3TKI Bandung"):
        assert agency_to_lineage(rows, wanted) == ("PMI-32", "BP3MI Jawa Barat")
    with pytest.raises(InputError, match="tidak tunggal"):
        agency_to_lineage(rows, "Jawa Barat")
    with pytest.raises(InputError, match="BP3MI Jawa Barat"):
        agency_to_lineage(rows, "Dinas Z")


def test_the_command(lakip: Run, database: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    done = lakip("seed", "--db", database, "--agency", "BP3TKI Bandung", "--year", 2026, out)
    assert done.returncode == 0, done.stderr
    assert openpyxl.load_workbook(out).sheetnames[0] == PK
    unknown = lakip("seed", "--db", database, "--agency", "Dinas Z", "--year", 2026, out)
    assert (unknown.returncode, unknown.stdout) == (2, "")
    early = lakip("seed", "--db", database, "--agency", "PMI-32", "--year", 2010, out)
    assert early.returncode == 2


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_recalculates_it(book: Workbook, tmp_path: Path) -> None:
    book[PK]["I6"] = 101
    book.save(tmp_path / "filled.xlsx")
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "lo", "filled.xlsx"],
        cwd=tmp_path, check=True, timeout=180, capture_output=True,
    )  # fmt: skip
    values = openpyxl.load_workbook(tmp_path / "lo" / "filled.xlsx", data_only=True)
    assert sum(values[ACTION][f"{column}6"].value for column in "JKLM") == 101
    assert values[ACTION]["N6"].value == "sesuai"
