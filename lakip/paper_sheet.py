"""A sheet of the working paper: a head, rows under it, print settings; text out of a report is never a formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from warehouse.workbook import lines_to_height, text_to_lines, value_to_text

if TYPE_CHECKING:
    from normalize.model import Fact

STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 15},
    "strong": {"bold": True, "valign": "top"},
    "plain": {"text_wrap": True, "valign": "top"},
    "head": {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#D9E2F3", "border": 1},
    "body": {"text_wrap": True, "valign": "top", "border": 1},
    "fill": {"text_wrap": True, "valign": "top", "border": 1, "bg_color": "#FFF9D9"},
    # "0.##" would show a bare mark after whole numbers in Excel: as many decimals as are printed (see `decimal_styles`)
    "number": {"num_format": "#,##0", "valign": "top", "border": 1},
    "money": {"num_format": "#,##0", "valign": "top", "border": 1},
    "percent": {"num_format": "#,##0.00##", "valign": "top", "border": 1},
    "part": {"bold": True, "bg_color": "#EEF2F7", "border": 1},
    "error": {"bg_color": "#F8CBAD"},
    "warning": {"bg_color": "#FFE699"},
}

#: most decimals that a cell shows
DECIMALS = 10


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of ours (never of a report) with its value as we computed it, shown until it is recalculated."""

    text: str
    value: Fraction | None
    style: str = "percent"

    @property
    def whole(self) -> bool:
        return self.value is None or self.value.denominator == 1


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the style it is shown in; `decimals` as many as are printed."""

    value: float
    style: str = "number"
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Styled:
    """A text in another style than the sheet's."""

    text: str
    style: str


Value = str | int | None | Formula | Number | Styled


def decimals_of(value: Decimal) -> int:
    """How many decimals are printed, at most DECIMALS."""
    exponent = value.as_tuple().exponent
    return min(DECIMALS, max(0, -exponent)) if isinstance(exponent, int) else 0


def fact_to_number(fact: Fact | None, style: str = "number") -> Number | None:
    if fact is None or fact.value is None:
        return None
    return Number(float(fact.value), style, decimals_of(fact.value))


def decimal_styles() -> dict[str, dict[str, Any]]:
    """'number.2', 'money.2': the style with so many decimals."""
    return {
        f"{name}.{places}": STYLES[name] | {"num_format": f"#,##0.{'0' * places}"}
        for name in ("number", "money")
        for places in range(1, DECIMALS + 1)
    }


def make_formats(book: Any) -> dict[str, Any]:
    return {name: book.add_format(dict(wanted)) for name, wanted in (STYLES | decimal_styles()).items()}


def style_of(value: Formula | Number) -> str:
    """The style's name with the decimals that are to be shown."""
    places = value.decimals if isinstance(value, Number) else 0 if value.whole else 2
    return f"{value.style}.{places}" if places and value.style in ("number", "money") else value.style


def write_value(sheet: Any, row: int, col: int, value: Value, formats: dict[str, Any]) -> None:
    """Formulas only where they are ours; whatever else is a number or a string."""
    if isinstance(value, Formula):
        shown = "" if value.value is None else float(value.value)
        sheet.write_formula(row, col, value.text, formats[style_of(value)], shown)
    elif isinstance(value, Number):
        sheet.write_number(row, col, value.value, formats[style_of(value)])
    elif isinstance(value, Styled):
        sheet.write_string(row, col, value_to_text(value.text), formats[value.style])
    elif isinstance(value, int):
        sheet.write_number(row, col, value, formats["body"])
    else:
        sheet.write_string(row, col, value_to_text(value), formats["body"])


def row_to_height(row: Sequence[Value], heads: Sequence[tuple[str, int]]) -> float:
    """Points that the row's tallest cell needs: not every program works it out by itself."""
    lines = 1
    for value, (_, width) in zip(row, heads, strict=True):
        text = value.text if isinstance(value, Styled) else value
        if isinstance(text, str):
            lines = max(lines, text_to_lines(text, width))
    return lines_to_height(lines)


def write_sheet(
    sheet: Any, heads: Sequence[tuple[str, int]], rows: Sequence[Sequence[Value]], formats: dict[str, Any]
) -> None:
    """A head frozen, filterable and repeated on every printed page, the rows under it; landscape A4, one page wide."""
    for col, (name, width) in enumerate(heads):
        sheet.set_column(col, col, width)
        sheet.write_string(0, col, name, formats["head"])
    sheet.set_row(0, max(row_to_height([name for name, _ in heads], [(name, width - 2) for name, width in heads]), 30))
    for number, row in enumerate(rows, 1):
        sheet.set_row(number, row_to_height(row, heads))
        for col, value in enumerate(row):
            write_value(sheet, number, col, value, formats)
    sheet.freeze_panes(1, 0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    print_settings(sheet)
    sheet.repeat_rows(0)


def print_settings(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&L&A&R&P / &N")
