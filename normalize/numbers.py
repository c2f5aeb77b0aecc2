"""A printed cell or a piece of prose -> quantities: value, worth of the last digit, unit, and how sure the reading is.

The forms are those of Indonesian reports: "1.234.567,89", "Rp. 14.646.963.000,-", "(-)26,38%", "86,97/100.000 KH",
"14,6 miliar", "63,36 % (Sedang)", and English marks among them. What cannot be a number stays text or is called
malformed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from normalize.digits import NumberStyle, Reading, digits_to_reading, texts_to_style
from normalize.grades import is_grade
from normalize.model import Quantity
from normalize.prose_numbers import find_quantities
from normalize.quantities import fold, letters_to_digits, reading_to_quantity, take_scale, tidy_unit
from normalize.units import SCALES, UnitClass, unit_to_class

__all__ = ["CellKind", "CellValue", "NumberStyle", "find_quantities", "read_cell", "read_quantity", "texts_to_style"]

CellKind = Literal["quantity", "word", "blank", "error", "range", "malformed", "text"]


@dataclass(frozen=True, slots=True)
class CellValue:
    """What a cell says. `kind`:

    quantity   a number (`quantity`), perhaps with a grade beside it (`word`: "Sedang") or a bound sign
    (`comparator`: "≥", "<")
    word       a grade, a yes or no, a ratio "1 : 200" (`word`)
    blank      nothing, "-", "n/a", "*"
    error      a spreadsheet's error ("#REF!")
    range      "11.2-11.7%" (`bounds`, low and high)
    malformed  digits and marks that are no number ("12,3456,000")
    text       anything else
    """

    kind: CellKind
    raw: str
    quantity: Quantity | None = None
    word: str = ""
    comparator: str = ""
    bounds: tuple[Quantity, Quantity] | None = None


_BLANK = re.compile(r"(?:rp\.?\s*)?(?:[-–—−_.*…~]+|n\.?\s*/?\s*a\.?|\(\s*-?\s*\))?\s*(?:,-|%)?", re.I)
_ERROR = re.compile(r"#(?:REF!?|DIV/0!?|VALUE!?|N/?A!?|NAME\?*|NUM!?|NULL!?|SPILL!?|#*)|Err:\d+", re.I)
_RATIO = re.compile(r"\d[\d.,]*\s*:\s*\d[\d.,]*(?:\s+\D.*)?")
_DASH = r"(?:-|–|—|−|s\.?\s?/?\s?d\.?|sampai(?:\s+dengan)?|hingga|~)"
_RANGE = re.compile(
    rf"(?P<a>(?:rp\.?\s*)?\d[\d.,]*)\s*(?P<pa>%)?\s*{_DASH}\s*(?P<b>(?:rp\.?\s*)?\d[\d.,]*)\s*(?P<tail>%?[^\d]*)", re.I
)
_COMPARATORS = {
    "<": "<", ">": ">", "≤": "≤", "≥": "≥", "<=": "≤", ">=": "≥", "=<": "≤", "=>": "≥", "min": "≥", "min.": "≥",
    "minimal": "≥",
    "minimum": "≥", "maks": "≤", "maks.": "≤", "max": "≤", "maksimal": "≤", "maksimum": "≤", "lebih dari": ">",
    "kurang dari": "<",
    "di atas": ">", "diatas": ">", "di bawah": "<", "dibawah": "<", "paling sedikit": "≥", "paling banyak": "≤",
}  # fmt: skip
_MONEY = r"rp|idr|usd|us\$|\$"
_CELL = re.compile(
    rf"""(?:(?P<comparator>{"|".join(re.escape(word) for word in sorted(_COMPARATORS, key=len, reverse=True))})\s*)?
    (?:(?P<money>{_MONEY})\s*[.:]?\s*)?
    (?P<sign>\(\s*-\s*\)|\(\s*-|\(|[-+]\s*)?\s*
    (?:(?P<money2>{_MONEY})\s*[.:]?\s*)?
    (?P<digits>\d[\d.,\s]*)(?P<tail>.*)""",
    re.I | re.X | re.S,
)
_LABEL = re.compile(
    r"(?P<label>level|nilai|indeks|skor|angka|peringkat|rasio|poin)\s*[:=]?\s*(?P<rest>\(?-?\d.*)", re.I
)
_GRADE_FIRST = re.compile(r"(?P<grade>[^\d()/]{1,40}?)\s*(?:\((?P<inside>\d[^()]*)\)|/\s*(?P<after>\d.*))")
_MONTHS = "januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember"
_MONTH = re.compile(rf"(?:{_MONTHS}|jan|feb|mar|apr|jun|jul|agt|agu|ags|sep|sept|okt|nov|nop|des)\b", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")


def read_quantity(
    text: str, *, style: NumberStyle | None = None, unit_hint: str = "", ocr: bool = False
) -> Quantity | None:
    """The number of a cell, None where the cell is no single number. See `read_cell`."""
    return read_cell(text, style=style, unit_hint=unit_hint, ocr=ocr).quantity


def read_cell(text: str, *, style: NumberStyle | None = None, unit_hint: str = "", ocr: bool = False) -> CellValue:
    """Reads one cell. `style` is the habit of its column or document (`texts_to_style`), `unit_hint` the unit its
    row, column or
    header gives; `ocr` repairs letters read for digits ("l00%", "O,56"). The quantity's own unit is only what the
    cell prints.
    """
    folded = fold(text)
    if ocr and (repaired := letters_to_digits(folded)) != folded:
        cell = read_cell(repaired, style=style, unit_hint=unit_hint)
        if cell.quantity:
            quantity = replace(cell.quantity, raw=text, confidence=round(cell.quantity.confidence * 0.7, 3))
            return replace(cell, raw=text, quantity=quantity)
    if _BLANK.fullmatch(folded):
        return CellValue("blank", text)
    if _ERROR.fullmatch(folded):
        return CellValue("error", text, word=folded)
    if is_grade(folded) or _RATIO.fullmatch(folded):
        return CellValue("word", text, word=folded)
    if found := _RANGE.fullmatch(folded):
        return _range(found, text, style, unit_hint)
    if found := _CELL.fullmatch(folded):
        return _number(found, text, style, unit_hint)
    if found := _LABEL.fullmatch(folded):
        cell = read_cell(found["rest"], style=style, unit_hint=unit_hint or found["label"])
        if cell.quantity:
            unit = cell.quantity.unit or found["label"]
            return replace(cell, raw=text, quantity=replace(cell.quantity, raw=text, unit=unit))
    if (found := _GRADE_FIRST.fullmatch(folded)) and is_grade(found["grade"]):
        cell = read_cell(found["inside"] or found["after"], style=style, unit_hint=unit_hint)
        if cell.quantity:
            return replace(cell, raw=text, word=found["grade"], quantity=replace(cell.quantity, raw=text))
    return CellValue("text", text)


def _range(found: re.Match[str], raw: str, style: NumberStyle | None, unit_hint: str) -> CellValue:
    first, second = found["a"].strip(" .,"), found["b"].strip(" .,")
    # years, clock times, telephone numbers
    if (_YEAR.fullmatch(first) and _YEAR.fullmatch(second)) or re.match(r"0\d", first):
        return CellValue("text", raw)
    tail = found["tail"].strip()
    unit = tail or found["pa"] or ""
    if _MONTH.match(tail) or len(tail.split()) > 4:
        return CellValue("text", raw)
    low = read_quantity(first, style=style, unit_hint=unit or unit_hint)
    high = read_quantity(second, style=style, unit_hint=unit or unit_hint)
    if low is None or high is None or low.value > high.value:
        # "24-12-2019", "022-7333212" and their like
        return CellValue("text", raw)
    unit = unit or high.unit
    return CellValue("range", raw, bounds=(replace(low, unit=unit), replace(high, unit=unit)))


def _number(found: re.Match[str], raw: str, style: NumberStyle | None, unit_hint: str) -> CellValue:
    text = CellValue("text", raw)
    money = bool(found["money"] or found["money2"])
    digits, tail = found["digits"], found["tail"]
    sign = (found["sign"] or "").replace(" ", "")
    listed = re.search(r"[.,]\s+$", digits) if tail[:1].isalpha() else None
    glued = digits[-1:].isdigit() and tail[:1].isalpha()
    digits, tail = digits.rstrip(" .,"), tail.strip()
    amount = found["digits"].rstrip()[-1:] in (",", ".") and tail[:1] in ("-", "=")
    tail = re.sub(r"^(?:[-=–—]+|,-)(?=\s|$|/|\))\.?\s*", "", tail)
    if sign in ("(", "(-"):
        closed = re.fullmatch(r"(?P<before>\s*%?)\s*\)\s*(?P<after>.*)", tail)
        if not closed:
            return text
        tail = (closed["before"] + closed["after"]).strip()
    if listed and not money:
        return text
    tail, word = _split_word(tail)
    if not _tail_may_be_unit(tail, glued and not money):
        return text
    scale, tail = take_scale(tail, money)
    unit = "Rp" if money and not tail.startswith("%") else tidy_unit(tail)
    if money and tail and not tail.startswith("%"):
        unit = f"Rp {tidy_unit(tail)}" if tail.startswith(("/", "per")) else "Rp"
    if scale == 1 and is_grade(unit) and unit.upper() == unit and not word:
        word, unit = unit, ""
    # ",-" closes an amount of money also where "Rp" stands in the header
    unit_class = unit_to_class(unit) or ("money" if money or amount else unit_to_class(unit_hint))
    # a scale word leaves the thousands to itself: "Rp 4,155 triliun"
    joined = _join_digits(digits, style, unit_class if scale == 1 else "", percent=unit_class == "percent")
    if joined is None:
        return CellValue("malformed", raw) if _looks_mistyped(digits, money) else text
    reading, certainty = joined
    if _is_date_like(digits, tail):
        return text
    negative = sign in ("(-)", "(-", "(", "-")
    quantity = reading_to_quantity(reading, raw, unit, unit_class, scale, negative=negative, certainty=certainty)
    if sign == "(" and reading.decimals == 0 and reading.value < 100 and not money:
        # "(3)" numbers a column more often than it is minus three
        quantity = replace(quantity, confidence=0.4, alternative=reading.value)
    comparator = _COMPARATORS.get((found["comparator"] or "").casefold(), "")
    return CellValue("quantity", raw, quantity=quantity, word=word, comparator=comparator)


def _split_word(tail: str) -> tuple[str, str]:
    """'% (Sedang)' -> ('%', 'Sedang'); '(lima) orang' -> ('orang', 'lima'); footnote stars dropped."""
    tail = re.sub(r"\s*\*+\)?\s*$", "", tail)
    # a second figure may stand in brackets: "Rp. 1.234.567,- (98,5%)"
    if found := re.fullmatch(r"(?P<before>[^()]*)\((?P<word>[^()]*[^\W_][^()]*)\)\.?(?P<after>[^()]*)", tail):
        before, after = found["before"].strip(), found["after"].strip()
        if not (before and after):
            return before or after, found["word"].strip()
    if (found := re.fullmatch(r"(?P<before>%?)\s*[/,]\s*(?P<grade>\D+)", tail)) and is_grade(found["grade"]):
        return found["before"], found["grade"].strip()
    return tail, ""


def _tail_may_be_unit(tail: str, glued: bool) -> bool:
    if not tail:
        return True
    if glued:
        first = re.match(r"[^\W\d]+[23²³]?", tail)
        word = first.group().casefold() if first else ""
        if word not in SCALES and not (unit_to_class(word) in ("count", "measure", "percent") and len(word) > 1):
            return False
    if _MONTH.match(tail) or tail[0] in ",;:.)]}-–&+=?!\"'" or len(tail.split()) > (10 if tail[0] == "%" else 8):
        return False
    if tail.startswith("/"):
        return bool(re.match(r"/\s*(?:1[.,]?0[\d.,]*\b|\d[\d.,]*\s+[^\W\d]|[^\W\d])", tail))
    # digits may stand inside a word (P3MI, m2) or in "per 1.000"; else a second figure makes it text
    return not re.search(r"(?<![^\W\d_])\d", re.sub(r"(?:/|\bper)\s*1[\d.,]*", "", tail)) and ";" not in tail


def _join_digits(
    digits: str, style: NumberStyle | None, unit_class: UnitClass, *, percent: bool
) -> tuple[Reading, float] | None:
    """Reads digits that may be broken by blanks: (reading, factor on its confidence); None where they are no number."""
    if " " not in digits:
        reading = digits_to_reading(digits, style, unit_class)
        return (reading, 1.0) if reading else None
    joined = digits.replace(" ", "")
    if re.fullmatch(r"[1-9]\d{0,2}(?: \d{3}){2,}(?:,\d+)?", digits):
        # blanks as thousands marks
        reading = digits_to_reading(joined, style, unit_class)
        return (reading, 0.7) if reading else None
    reading = digits_to_reading(joined, style, unit_class)
    if reading is None or joined.isdigit():
        return None
    pieces = digits.split(" ")
    at_mark = all(a[-1] in ".," or b[0] in ".," for a, b in pairwise(pieces))
    if at_mark and (
        reading.decimals == 0 or percent or (reading.decimals == 2 and len(pieces) == 2 and len(joined) > 3)
    ):
        return reading, 0.7
    # "13.000.0 00": a piece that is no number by itself, and one that is when put together
    if (
        not at_mark
        and re.search(r"[.,]\d{3}", joined)
        and not all(digits_to_reading(piece.strip(".,")) for piece in pieces)
    ):
        return reading, 0.8
    if not at_mark and re.search(r"[.,]\d{1,2} \d{1,2}$", digits) and reading.decimals == 0:
        return reading, 0.8
    return None


def _looks_mistyped(digits: str, money: bool) -> bool:
    """Whether digits that are no number were meant as one: money or thousands, not an account or section code."""
    groups = re.split(r"[.,]", digits.replace(" ", ""))
    if " " in digits and not money:
        return False
    if "," in digits and "." in digits:
        return len(groups) > 2 and any(len(group) >= 3 for group in groups[1:])
    if any(not group for group in groups):
        return money or any(len(group) == 3 for group in groups)
    three = sum(len(group) == 3 for group in groups[1:])
    coded = any(len(group) in (1, 2) and group.startswith("0") for group in groups[:-1])
    return not coded and len(groups) > 2 and (money or ("," in digits and three > 0) or three * 2 >= len(groups) - 1)


def _is_date_like(digits: str, tail: str) -> bool:
    return bool(re.match(r"/\d{1,2}/\d{2,4}", tail)) or bool(re.fullmatch(r"\d{1,2}[.]\d{1,2}[.](?:19|20)\d\d", digits))
