"""The draft as a workbook: Perjanjian Kinerja, Rencana Aksi and Pagu with live formulas, printable, doubts marked.

Everything that comes out of a report is written as a string or a number, never as a formula; the formulas are ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from math import fsum
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell as cell_name

from warehouse.seed import BudgetLine, Draft, Figure, PlanLine
from warehouse.workbook import SAFE, TEXT_LIMIT, lines_to_height, text_to_lines

Format = Any
Sheet = Any

SEVERITY = {"error": "salah", "warning": "perlu penjelasan"}
PK, ACTION, BUDGET, SOURCES = "Perjanjian Kinerja", "Rencana Aksi", "Pagu", "Sumber"
#: rows above the first line: title, agency, remark, blank, heads
HEAD = 4
FIRST = HEAD + 1
FORMATS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "small": {"italic": True, "font_color": "#555555", "text_wrap": False},
    "head": {
        "bold": True,
        "text_wrap": True,
        "border": 1,
        "align": "center",
        "valign": "vcenter",
        "bg_color": "#D9E2F3",
    },
    "text": {"text_wrap": True, "border": 1, "valign": "top"},
    "number": {"num_format": "#,##0", "border": 1, "valign": "top"},
    "money": {"num_format": "#,##0", "border": 1, "valign": "top"},
    "percent": {"num_format": "0.00", "border": 1, "valign": "top"},
    "input": {"num_format": "#,##0", "border": 1, "valign": "top", "bg_color": "#FFF9D9", "locked": False},
    "error": {"num_format": "#,##0", "border": 1, "valign": "top", "bg_color": "#F8CBAD", "text_wrap": True},
    "warning": {"num_format": "#,##0", "border": 1, "valign": "top", "bg_color": "#FFE699", "text_wrap": True},
}

#: most decimals that a cell shows. "0.##" would show a bare mark after whole numbers in Excel
DECIMALS = 6


def decimal_formats() -> dict[str, dict[str, Any]]:
    """'number.2', 'error.2': the format with so many decimals, for those of whole numbers."""
    return {
        f"{name}.{places}": {**wanted, "num_format": f"#,##0.{'0' * places}"}
        for name, wanted in FORMATS.items()
        if wanted.get("num_format") == "#,##0"
        for places in range(1, DECIMALS + 1)
    }


def decimals_of(value: Decimal | None) -> int:
    """How many decimals a figure needs, at most DECIMALS."""
    exponent = value.normalize().as_tuple().exponent if value else 0
    return min(DECIMALS, max(0, -exponent)) if isinstance(exponent, int) else 0


def with_decimals(name: str, places: int) -> str:
    """The name of the format with so many decimals."""
    return f"{name}.{places}" if places else name


def line_to_decimals(line: PlanLine) -> int:
    """The most decimals among the figures of a line: what is filled in will have as many."""
    figures = [line.baseline, line.last_target, line.renstra, *line.trend, *line.quarters]
    return max(decimals_of(one.value) for one in [*figures, Figure(None, "", None, "")] if one is not None)


def draft_to_book(draft: Draft) -> bytes:
    """The workbook's bytes."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, dict(SAFE))
    book.set_properties({"title": f"Rancangan {draft.year} {draft.agency}"[:250]})
    formats = {name: book.add_format(dict(wanted)) for name, wanted in {**FORMATS, **decimal_formats()}.items()}
    sources: list[tuple[str, str, Figure]] = []
    columns = write_plan(book.add_worksheet(PK), draft, formats, sources)
    write_action(book.add_worksheet(ACTION), draft, formats, columns["proposed"], sources)
    write_budget(book.add_worksheet(BUDGET), draft, formats, sources)
    write_sources(book.add_worksheet(SOURCES), formats, sources)
    book.close()
    return stream.getvalue()


def start_sheet(sheet: Sheet, title: str, draft: Draft, remark: str, formats: Mapping[str, Format]) -> None:
    """Title lines and the page: landscape A4, one page wide, heads repeated, pages numbered."""
    sheet.write_string(0, 0, title, formats["title"])
    sheet.write_string(1, 0, draft.agency[:TEXT_LIMIT])
    sheet.write_string(2, 0, remark, formats["small"])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD)
    sheet.freeze_panes(FIRST, 2)
    sheet.set_footer("&L&A&RHal. &P / &N")
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)


def write_heads(sheet: Sheet, heads: list[tuple[str, float]], formats: Mapping[str, Format]) -> None:
    for column, (text, width) in enumerate(heads):
        sheet.write_string(HEAD, column, text, formats["head"])
        sheet.set_column(column, column, width)
    sheet.set_row(HEAD, 48)


def fit_row(sheet: Sheet, row: int, heads: list[tuple[str, float]], texts: Mapping[int, str]) -> None:
    """The row as high as its longest text needs; `texts` by column."""
    sheet.set_row(row, lines_to_height(max(text_to_lines(text, heads[col][1]) for col, text in texts.items())))


def write_text(sheet: Sheet, row: int, column: int, text: str, formats: Mapping[str, Format]) -> None:
    sheet.write_string(row, column, text[:TEXT_LIMIT], formats["text"])


def write_figure(
    sheet: Sheet,
    place: tuple[int, int],
    figure: Figure | None,
    formats: Mapping[str, Format],
    sources: list[tuple[str, str, Figure]],
    usual: str = "number",
) -> None:
    """A printed figure; coloured with the finding in a comment where one is open. An accepted one is told in a comment
    alone."""
    row, column = place
    if figure is None:
        sheet.write_blank(row, column, None, formats[usual])
        return
    style = formats[with_decimals(figure.severity or usual, decimals_of(figure.value))]
    if figure.value is not None:
        sheet.write_number(row, column, float(figure.value), style)
    else:
        sheet.write_string(row, column, figure.text[:TEXT_LIMIT], style if figure.severity else formats["text"])
    if figure.severity:
        comment = f"Temuan terbuka ({SEVERITY[figure.severity]}): {figure.finding}\n{figure.source}"
        sheet.write_comment(row, column, comment[:2000], {"x_scale": 2.5, "y_scale": 1.5})
    elif figure.accepted:
        comment = f"Temuan diterima: {figure.accepted}\n{figure.source}"
        sheet.write_comment(row, column, comment[:2000], {"x_scale": 2.5, "y_scale": 1.5})
    sources.append((sheet.get_name(), cell_name(row, column), figure))


def is_number(figure: Figure | None) -> bool:
    return figure is not None and figure.value is not None


def achievement(line: PlanLine) -> float | None:
    """Last year's achievement in percent, as the formula beside it computes; None without both figures."""
    realised = line.baseline.value if line.baseline else None
    target = line.last_target.value if line.last_target else None
    if realised is None or not target:
        return None
    return float((2 * target - realised if line.polarity == "lower" else realised) / target * 100)


def write_plan(
    sheet: Sheet, draft: Draft, formats: Mapping[str, Format], sources: list[tuple[str, str, Figure]]
) -> dict[str, int]:
    """The sheet Perjanjian Kinerja; gives the columns that the other sheets refer to."""
    base = draft.base_year
    start_sheet(
        sheet,
        f"RANCANGAN PERJANJIAN KINERJA TAHUN {draft.year}",
        draft,
        f"Kolom kuning diisi oleh penyusun. Sel merah dan jingga bertumpu pada angka dengan temuan terbuka (lihat "
        f"catatan sel). Dasar: laporan sampai tahun {base}.",
        formats,
    )
    trend = [(f"Realisasi {year}", 11.0) for year in draft.trend_years]
    heads = [
        ("No.", 5.0), ("Sasaran", 30.0), ("Indikator", 42.0), ("Satuan", 10.0), (f"Baseline (realisasi {base})", 13.0),
        (f"Target {base}", 13.0), (f"Capaian {base} (%)", 11.0), (f"Target Renstra {draft.year}", 13.0),
        (f"Usulan target {draft.year}", 14.0), ("Usulan dibanding baseline (%)", 12.0),
        ("Usulan dikurangi Renstra", 12.0), ("Kecenderungan", 16.0), *trend,
    ]  # fmt: skip
    write_heads(sheet, heads, formats)
    columns = {"baseline": 4, "target": 5, "achievement": 6, "renstra": 7, "proposed": 8, "first_trend": 12}
    for number, line in enumerate(draft.lines):
        row = FIRST + number
        sheet.write_number(row, 0, number + 1, formats["text"])
        write_text(sheet, row, 1, line.sasaran, formats)
        write_text(sheet, row, 2, line.indicator, formats)
        fit_row(sheet, row, heads, {1: line.sasaran, 2: line.indicator, 3: line.unit})
        write_text(sheet, row, 3, line.unit, formats)
        write_figure(sheet, (row, 4), line.baseline, formats, sources)
        write_figure(sheet, (row, 5), line.last_target, formats, sources)
        realised, target, renstra, proposed = (cell_name(row, column) for column in (4, 5, 7, 8))
        formula = f"(2*{target}-{realised})/{target}*100" if line.polarity == "lower" else f"{realised}/{target}*100"
        found = achievement(line)
        sheet.write_formula(
            row, 6, f'=IF(AND(ISNUMBER({realised}),ISNUMBER({target}),{target}<>0),{formula},"")', formats["percent"],
            "" if found is None else found,
        )  # fmt: skip
        write_figure(sheet, (row, 7), line.renstra, formats, sources)
        places = line_to_decimals(line)
        sheet.write_blank(row, 8, None, formats[with_decimals("input", places)])
        sheet.write_formula(
            row, 9, f"=IF(AND(ISNUMBER({proposed}),ISNUMBER({realised}),{realised}<>0),"
            f'({proposed}-{realised})/ABS({realised})*100,"")',
            formats["percent"], "",
        )  # fmt: skip
        sheet.write_formula(
            row,
            10,
            f'=IF(AND(ISNUMBER({proposed}),ISNUMBER({renstra})),{proposed}-{renstra},"")',
            formats[with_decimals("number", places)],
            "",
        )
        sheet.write_blank(row, 11, None, formats["text"])
        for offset, figure in enumerate(line.trend):
            write_figure(sheet, (row, 12 + offset), figure, formats, sources)
        if sum(is_number(figure) for figure in line.trend) >= 2:
            span = f"'{PK}'!{cell_name(row, 12)}:{cell_name(row, 11 + len(line.trend))}"
            sheet.add_sparkline(row, 11, {"range": span, "markers": True, "show_hidden": True})
    return columns


def write_action(
    sheet: Sheet,
    draft: Draft,
    formats: Mapping[str, Format],
    proposed: int,
    sources: list[tuple[str, str, Figure]],
) -> None:
    """The sheet Rencana Aksi: the proposed target over the quarters as last year's plan had it."""
    start_sheet(
        sheet,
        f"RANCANGAN RENCANA AKSI TAHUN {draft.year}",
        draft,
        "Triwulan mengikuti pola tahun lalu dan dihitung dari usulan target; hitungan bulat dibulatkan sehingga "
        "jumlah triwulan tetap sama dengan target setahun.",
        formats,
    )
    heads = [
        ("No.", 5.0), ("Indikator", 42.0), ("Satuan", 10.0), (f"Usulan target {draft.year}", 14.0),
        *((f"TW {one} {draft.base_year}", 10.0) for one in ("I", "II", "III", "IV")),
        ("Cara", 12.0),
        *((f"Target TW {one} {draft.year}", 12.0) for one in ("I", "II", "III", "IV")),
        ("Pemeriksaan", 13.0),
    ]  # fmt: skip
    write_heads(sheet, heads, formats)
    for number, line in enumerate(draft.lines):
        row = FIRST + number
        sheet.write_number(row, 0, number + 1, formats["text"])
        write_text(sheet, row, 1, line.indicator, formats)
        write_text(sheet, row, 2, line.unit, formats)
        fit_row(sheet, row, heads, {1: line.indicator, 2: line.unit})
        there = f"'{PK}'!{cell_name(row, proposed)}"
        # a quarter is rounded to whole things, else to two decimals
        shown = formats["number" if line.whole else with_decimals("number", max(line_to_decimals(line), 2))]
        sheet.write_formula(row, 3, f'=IF(ISNUMBER({there}),{there},"")', shown, "")
        for offset, figure in enumerate(line.quarters):
            write_figure(sheet, (row, 4 + offset), figure, formats, sources)
        write_text(sheet, row, 8, "dijumlahkan" if line.share == "parts" else "tiap triwulan", formats)
        for quarter in range(4):
            sheet.write_formula(row, 9 + quarter, quarter_formula(line, row, quarter), shown, "")
        first, last, target = cell_name(row, 9), cell_name(row, 12), cell_name(row, 3)
        check = f"ROUND(SUM({first}:{last})-{target},6)=0" if line.share == "parts" else f"COUNT({first}:{last})=4"
        sheet.write_formula(row, 13, f'=IF(ISNUMBER({target}),IF({check},"sesuai","periksa"),"")', formats["text"], "")


def quarter_formula(line: PlanLine, row: int, quarter: int) -> str:
    """A quarter's target. Parts: the year's target times the quarter's share of last year, cumulated and rounded, so
    that the four add up; a quarter each where last year printed none. Levels: last year's level in proportion to its
    target.
    """
    target = f"${cell_name(row, 3, col_abs=False)[0]}{row + 1}"
    known = all(is_number(figure) for figure in line.quarters)
    values = [figure.value for figure in line.quarters if figure is not None and figure.value is not None]
    if line.share == "parts":
        first, whole = f"$E{row + 1}", f"SUM($E{row + 1}:$H{row + 1})"

        def upto(count: int) -> str:
            if count == 0:
                return "0"
            if count == 4:
                return target
            share = f"SUM({first}:{cell_name(row, 3 + count)})/{whole}" if known and any(values) else f"{count}/4"
            return f"ROUND({target}*{share},{0 if line.whole else 2})"

        body = f"{upto(quarter + 1)}-{upto(quarter)}" if quarter else upto(1)
    elif known and is_number(line.last_target) and line.last_target is not None and line.last_target.value:
        last = f"'{PK}'!{cell_name(row, 5)}"
        body = f"ROUND({target}*{cell_name(row, 4 + quarter)}/{last},2)"
    else:
        body = target
    return f'=IF(ISNUMBER({target}),{body},"")'


def write_budget(
    sheet: Sheet, draft: Draft, formats: Mapping[str, Format], sources: list[tuple[str, str, Figure]]
) -> None:
    """The sheet Pagu: last year's lines, the proposed budget left open."""
    start_sheet(
        sheet,
        f"RANCANGAN PAGU TAHUN {draft.year}",
        draft,
        "Jumlah hanya dihitung bila baris-baris tahun lalu memang menghasilkan jumlah yang tercetak."
        if draft.adds_up
        else "Baris-baris ini bertingkat atau tidak lengkap: tidak dijumlahkan.",
        formats,
    )
    heads = [
        ("No.", 5.0), ("Program / kegiatan / akun", 60.0), ("Pagu terakhir (Rp)", 20.0),
        ("Realisasi terakhir (Rp)", 20.0),
        ("Penyerapan (%)", 12.0), (f"Usulan pagu {draft.year} (Rp)", 20.0), ("Perubahan (%)", 12.0),
    ]  # fmt: skip
    write_heads(sheet, heads, formats)
    parts = [line for line in draft.budget if line.kind != "total"]
    for number, line in enumerate(parts):
        write_budget_line(sheet, FIRST + number, number + 1, line, formats, sources)
        fit_row(sheet, FIRST + number, heads, {1: line.item})
    if draft.adds_up and parts:
        row, end = FIRST + len(parts), FIRST + len(parts) - 1
        write_text(sheet, row, 0, "", formats)
        write_text(sheet, row, 1, "Jumlah", formats)
        for column, role in ((2, "pagu"), (3, "spent"), (5, "")):
            span = f"{cell_name(FIRST, column)}:{cell_name(end, column)}"
            figures = [getattr(line, role) for line in parts] if role else []
            values = [figure.value for figure in figures if figure is not None and figure.value is not None]
            total = fsum(values)
            sheet.write_formula(row, column, f"=SUM({span})", formats["money"], total)
        write_ratio(sheet, row, formats)


def write_budget_line(
    sheet: Sheet,
    row: int,
    number: int,
    line: BudgetLine,
    formats: Mapping[str, Format],
    sources: list[tuple[str, str, Figure]],
) -> None:
    sheet.write_number(row, 0, number, formats["text"])
    write_text(sheet, row, 1, line.item, formats)
    write_figure(sheet, (row, 2), line.pagu, formats, sources, "money")
    write_figure(sheet, (row, 3), line.spent, formats, sources, "money")
    sheet.write_blank(row, 5, None, formats["input"])
    write_ratio(sheet, row, formats, line)


def write_ratio(sheet: Sheet, row: int, formats: Mapping[str, Format], line: BudgetLine | None = None) -> None:
    pagu, spent, proposed = (cell_name(row, column) for column in (2, 3, 5))
    found: float | str = ""
    if line and line.pagu and line.spent and line.pagu.value and line.spent.value is not None:
        found = float(line.spent.value / line.pagu.value * 100)
    sheet.write_formula(
        row,
        4,
        f'=IF(AND(ISNUMBER({pagu}),ISNUMBER({spent}),{pagu}<>0),{spent}/{pagu}*100,"")',
        formats["percent"],
        found,
    )
    sheet.write_formula(
        row, 6, f'=IF(AND(ISNUMBER({proposed}),ISNUMBER({pagu}),{pagu}<>0),({proposed}-{pagu})/{pagu}*100,"")',
        formats["percent"], "",
    )  # fmt: skip


def write_sources(sheet: Sheet, formats: Mapping[str, Format], sources: list[tuple[str, str, Figure]]) -> None:
    """Where each figure of the other sheets is printed."""
    heads = [
        ("Lembar", 20.0),
        ("Sel", 8.0),
        ("Tahun", 8.0),
        ("Tercetak", 18.0),
        ("Tempat", 70.0),
        ("Temuan terbuka", 70.0),
        ("Temuan diterima", 70.0),
    ]
    for column, (text, width) in enumerate(heads):
        sheet.write_string(0, column, text, formats["head"])
        sheet.set_column(column, column, width)
    for row, (name, cell, figure) in enumerate(sources, 1):
        texts = (name, cell, str(figure.year or ""), figure.text, figure.source, figure.finding, figure.accepted)
        for column, text in enumerate(texts):
            write_text(sheet, row, column, text, formats)
        fit_row(sheet, row, heads, dict(enumerate(texts)))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
