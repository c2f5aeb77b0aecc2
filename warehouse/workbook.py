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
