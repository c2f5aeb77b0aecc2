"""A run of digits, points and commas -> its value; which mark is the decimal one, and how sure that is.

Indonesian print has "1.234.567,89"; spreadsheets set to English put "6,782,496,000" and "54.90" into the same table.
One mark
with three digits after it ("1.904", "1,904") can be either: the unit decides, then the habit of the column, then
Indonesian use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from normalize.units import UnitClass

_RUN = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)*(?![\w/-]|[.,]\d)")
_PLAIN = re.compile(r"\d+")
_SINGLE = re.compile(r"(\d+)([.,])(\d+)")
_GROUPED = {mark: re.compile(rf"[1-9]\d{{0,2}}(?:\{mark}\d{{3}})+|0+(?:\{mark}000)+") for mark in ".,"}


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How often each mark was certainly used as decimal or thousands mark in a column, table or document."""

    point_decimal: int = 0
    point_thousands: int = 0
    comma_decimal: int = 0
    comma_thousands: int = 0

    def __add__(self, other: NumberStyle) -> NumberStyle:
        return NumberStyle(
            self.point_decimal + other.point_decimal,
            self.point_thousands + other.point_thousands,
            self.comma_decimal + other.comma_decimal,
            self.comma_thousands + other.comma_thousands,
        )

    def thousands(self, mark: str) -> bool | None:
        """Whether this mark stands before thousands: True or False by the majority of certain uses, None
        without evidence.

        A mark without evidence of its own takes the opposite part of the other mark: where "54.90" is printed,
        "1,904" is 1904.
        """
        decimal, grouping = (
            (self.point_decimal, self.point_thousands) if mark == "." else (self.comma_decimal, self.comma_thousands)
        )
        if decimal != grouping:
            return grouping > decimal
        other_decimal, other_grouping = (
            (self.comma_decimal, self.comma_thousands) if mark == "." else (self.point_decimal, self.point_thousands)
        )
        if decimal == 0 and other_decimal != other_grouping:
            return other_decimal > other_grouping
        return None


@dataclass(frozen=True, slots=True)
class Reading:
    """A value with the count of printed decimals, how sure the marks were read (0..1) and the other reading, if any."""

    value: Decimal
    decimals: int
    confidence: float = 1.0
    alternative: Decimal | None = None


def texts_to_style(texts: Iterable[str]) -> NumberStyle:
    """The habit of many cell texts (a column, a table, a document). Only runs of digits that can be read one way
    are counted.

    "34.209 orang" and "19.000" (round thousands) count as thousands; "1.904" alone tells nothing.
    """
    counts = {(mark, part): 0 for mark in ".," for part in ("decimal", "thousands")}
    for text in texts:
        for run in _RUN.finditer(text):
            token = run.group()
            single = _SINGLE.fullmatch(token)
            if single:
                whole, mark, after = single.groups()
                if len(after) != 3 or len(whole) > 3 or whole.startswith("0"):
                    # account numbers and clock times ("1.02", "08.30") are no decimals
                    if not (len(whole) > 1 and whole.startswith("0")):
                        counts[mark, "decimal"] += 1
                elif after == "000" or re.match(r"\s*(?:orang|jiwa)\b", text[run.end() :], re.I):
                    counts[mark, "thousands"] += 1
                continue
            marks = set(re.sub(r"\d", "", token))
            if len(marks) == 1 and _GROUPED[mark := marks.pop()].fullmatch(token):
                counts[mark, "thousands"] += 1
            elif len(marks) == 2 and digits_to_reading(token):
                decimal = max(".,", key=token.rindex)
                counts[decimal, "decimal"] += 1
                counts["," if decimal == "." else ".", "thousands"] += 1
    return NumberStyle(
        counts[".", "decimal"], counts[".", "thousands"], counts[",", "decimal"], counts[",", "thousands"]
    )


def digits_to_reading(token: str, style: NumberStyle | None = None, unit_class: UnitClass = "") -> Reading | None:
    """Reads a run of digits, points and commas that starts and ends with a digit; None where it is no number
    ("12,3456,000").

    `unit_class` is the class of the printed or column unit: people and rupiah come in thousands, percents and
    indices seldom do.
    """
    if _PLAIN.fullmatch(token):
        return Reading(Decimal(token), 0, 0.6 if len(token) > 1 and token.startswith("0") else 1.0)
    if single := _SINGLE.fullmatch(token):
        return _single_mark(single[1], single[2], single[3], style or NumberStyle(), unit_class)
    marks = set(re.sub(r"\d", "", token))
    if len(marks) == 1:
        mark = marks.pop()
        if not _GROUPED[mark].fullmatch(token):
            # a stray nought before an amount of money ("04.597.911.173")
            bare = token.lstrip("0")
            if unit_class == "money" and bare != token and _GROUPED[mark].fullmatch(bare):
                return Reading(Decimal(bare.replace(mark, "")), 0, 0.6)
            return None
        return Reading(Decimal(token.replace(mark, "")), 0)
    decimal = max(".,", key=token.rindex)
    grouping = "," if decimal == "." else "."
    whole, _, after = token.partition(decimal)
    if grouping in after or decimal in after or not _GROUPED[grouping].fullmatch(whole):
        return None
    as_decimal = Decimal(f"{whole.replace(grouping, '')}.{after}")
    if len(after) != 3:
        return Reading(as_decimal, len(after))
    # "1.299,310": marks mixed in one number, or three decimals
    as_thousands = Decimal(re.sub(r"\D", "", token))
    if unit_class in ("count", "money"):
        return Reading(as_thousands, 0, 0.9, as_decimal)
    return Reading(as_decimal, 3, 0.9, as_thousands)


def _single_mark(whole: str, mark: str, after: str, style: NumberStyle, unit_class: UnitClass) -> Reading:
    as_decimal = Decimal(f"{whole}.{after}")
    habit = style.thousands(mark)
    if len(after) != 3 or len(whole) > 3 or whole.startswith("0"):
        return Reading(as_decimal, len(after), 0.9 if habit and mark == "." else 1.0)
    as_thousands = Decimal(whole + after)
    thousands, confidence = _thousands_or_decimal(mark, after, habit, unit_class)
    if thousands:
        return Reading(as_thousands, 0, confidence, as_decimal)
    return Reading(as_decimal, 3, confidence, as_thousands)


def _thousands_or_decimal(mark: str, after: str, habit: bool | None, unit_class: UnitClass) -> tuple[bool, float]:
    """(whether three digits after one mark are thousands, how sure)."""
    if unit_class in ("count", "money"):
        # nobody prints a thousandth of a person, and rupiah have two decimals or none
        return True, 0.98 if habit is not False else 0.9
    if unit_class == "percent" and habit is None:
        return (True, 0.55) if after == "000" and mark == "." else (False, 0.55)
    if habit is not None:
        return habit, 0.85 if unit_class in ("percent", "index", "ratio", "measure") else 0.95
    if mark == ".":
        return (False, 0.55) if unit_class in ("index", "ratio") and after != "000" else (True, 0.8)
    return (True, 0.7) if after == "000" else (False, 0.6)
