"""What every workbook shares: whatever comes out of a report is written as a string, never as a formula, a number or a
link. A cell that begins with '=' in a report is text here too.
"""

from __future__ import annotations

#: Excel's limit for the text of a cell
TEXT_LIMIT = 32_767
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def value_to_text(value: object) -> str:
    """A cell's text: '' for None, cut to what Excel holds."""
    return "" if value is None else str(value)[:TEXT_LIMIT]


#: points of a line of text, and Excel's tallest row
LINE, TALLEST = 14.5, 409.0


def text_to_lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many characters."""
    return sum(1 + int(len(line) * 1.08 // max(1.0, width)) for line in text.split("\n"))


def lines_to_height(lines: int) -> float:
    """Points that a row needs: not every program works it out by itself."""
    return min(TALLEST, LINE * lines + 2)
