"""A report in the making: parts in reading order, the relations its figures stand in, and its text edition.

Nothing here comes from the product: figures are written and read by this module's own few lines, so that the
benchmark does not share a mistake with what it measures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from bench.seeded_agencies import Agency

#: a part's index, row and column of one printed cell
Place = tuple[int, int, int]


@dataclass(slots=True)
class Part:
    """A paragraph (`text`) or a table (`rows`, its header included)."""

    kind: str
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Relation:
    """Cells that must agree: `name` is the rule that judges it, `kind` how (see `holds`); the last place is what the
    others give."""

    name: str
    kind: str
    places: tuple[Place, ...]
    extra: tuple[str, int] = ("", 0)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A printed piece of a paragraph that may be changed: `rule` finds it, `swaps` are what it may wrongly become."""

    part: int
    old: str
    swaps: tuple[str, ...]
    rule: str
    figure: bool = False


@dataclass(slots=True)
class Paper:
    """The report of one agency."""

    agency: Agency
    parts: list[Part] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    #: cells that hold a category label, and the labels of the scale
    labels: list[Place] = field(default_factory=list)
    scale: tuple[str, ...] = ()
    #: cells that print a unit after the figure, with a unit that cannot be it
    units: list[Place] = field(default_factory=list)
    #: cells that print the year before
    last_year: list[Place] = field(default_factory=list)
    captions: list[int] = field(default_factory=list)
    contents: int = -1
    tables: int = 0
    chapter: int = 0

    def say(self, text: str, kind: str = "text") -> int:
        self.parts.append(Part(kind, text))
        return len(self.parts) - 1

    def print(self, place: Place) -> str:
        return self.parts[place[0]].rows[place[1]][place[2]]


# ------------------------------------------------------------------------------------------------ figures


def group(digits: str, mark: str) -> str:
    return re.sub(r"(?<=\d)(?=(?:\d{3})+$)", mark, digits)


def exact_to_decimal(value: Fraction, decimals: int, *, truncates: bool = False) -> Decimal:
    """`value` with so many decimals, rounded half up or cut."""
    scaled = Fraction(value) * 10**decimals
    if truncates:
        whole = scaled.numerator // scaled.denominator
    else:
        whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole).scaleb(-decimals)


def decimal_to_print(value: Decimal, decimals: int, marks: str = "id") -> str:
    text = str(abs(value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)))
    whole, _, rest = text.partition(".")
    thousands, comma = (".", ",") if marks == "id" else (",", ".")
    printed = group(whole, thousands) + (comma + rest if rest else "")
    return ("-" if value < 0 else "") + printed


def print_to_interval(text: str, marks: str) -> tuple[Fraction, Fraction] | None:
    """Half-open interval of a printed figure, None where nothing of that form is printed."""
    found = re.search(r"-?\d[\d.,]*", text)
    if not found or text.strip().startswith("#"):
        return None
    thousands, comma = (".", ",") if marks == "id" else (",", ".")
    bare = found.group(0).rstrip(".,").replace(thousands, "").replace(comma, ".")
    if bare.count(".") > 1:
        return None
    value = Fraction(bare)
    half = Fraction(1, 2 * 10 ** len(bare.partition(".")[2])) if "." in bare else Fraction(0)
    return value - half, value + half


def interval(text: str, marks: str, *, ratio: bool = False) -> tuple[Fraction, Fraction] | None:
    """As print_to_interval; a percent is never exact, and is also taken as cut (one unit up)."""
    found = print_to_interval(text, marks)
    if found is None or not ratio:
        return found
    low, high = found
    unit = high - low or Fraction(1)
    middle = (low + high) / 2
    return middle - unit / 2, middle + unit


def corners(*ranges: tuple[Fraction, Fraction], formula: Callable[..., Fraction]) -> tuple[Fraction, Fraction]:
    """Least and greatest value of a formula that is monotone in every operand."""
    values = [Fraction(0)]
    picks: list[tuple[Fraction, ...]] = [()]
    for one in ranges:
        picks = [(*pick, end) for pick in picks for end in one]
    values = [formula(*pick) for pick in picks]
    return min(values), max(values)


def meet(left: tuple[Fraction, Fraction], right: tuple[Fraction, Fraction]) -> bool:
    return left[0] <= right[1] and right[0] <= left[1]


def holds(paper: Paper, relation: Relation) -> bool | None:
    """Do the printed figures agree under any reading of rounding, cutting and formula? None: a figure is missing."""
    marks = paper.agency.marks
    prints = [paper.print(place) for place in relation.places]
    ratio_kinds = {"capaian", "percent", "mean"}
    ranges = [interval(text, marks) for text in prints[:-1]]
    last = interval(prints[-1], marks, ratio=relation.kind in ratio_kinds)
    if last is None or any(one is None for one in ranges):
        return None
    known = [one for one in ranges if one is not None]
    if relation.kind == "capaian":
        target, result = known
        if target[0] <= 0 or result[0] <= 0:
            return None
        ways = [
            corners(target, result, formula=lambda t, r: r / t * 100),
            corners(target, result, formula=lambda t, r: (2 * t - r) / t * 100),
            corners(target, result, formula=lambda t, r: t / r * 100),
        ]
        if relation.extra[0] == "higher":
            ways = ways[:1]
        caps = [Fraction(cap) for cap in (100, 110, 120, 150)]
        return any(meet(way, last) for way in ways) or any(
            last[0] <= cap <= last[1] and any(way[1] >= cap for way in ways) for cap in caps
        )
    if relation.kind == "percent":
        if known[0][0] <= 0:
            return None
        return meet(corners(*known, formula=lambda p, r: r / p * 100), last)
    if relation.kind == "sum":
        return meet((sum((k[0] for k in known), Fraction(0)), sum((k[1] for k in known), Fraction(0))), last)
    if relation.kind == "mean":
        count = len(known)
        return meet(
            (sum((k[0] for k in known), Fraction(0)) / count, sum((k[1] for k in known), Fraction(0)) / count), last
        )
    if relation.kind == "rest":
        return meet(corners(*known, formula=lambda p, r: p - r), last)
    if relation.kind == "year":
        # sum, average or last of the quarters
        low, high = sum((k[0] for k in known), Fraction(0)), sum((k[1] for k in known), Fraction(0))
        ways = {"sum": (low, high), "average": (low / 4, high / 4), "last": known[-1], "cumulative": known[-1]}
        # an index or percent that lies among its quarters may be weighted
        inside = min(k[0] for k in known) <= last[0] <= max(k[1] for k in known)
        if relation.extra[0] in ("last", "cumulative") and inside:
            # and a stock may have been counted after the quarter's end
            return True
        fractional = any("," in text or ("." in text and marks == "en") for text in prints) and not all(
            one[0] == one[1] for one in known
        )
        if fractional and min(k[0] for k in known) <= last[1] and last[0] <= max(k[1] for k in known):
            return True
        wide = (last[0] - (last[1] - last[0]) / 2, last[1] + (last[1] - last[0]) / 2)
        return any(meet(way, wide) for way in ways.values())
    if relation.kind == "at most":
        return last[0] <= known[0][1]
    assert relation.kind == "same"
    return meet(known[0], last)


# ------------------------------------------------------------------------------------------------ text edition


def parts_to_edition(parts: Sequence[Part]) -> str:
    """The text edition: a blank line between parts, tables tab-separated."""
    pieces: list[str] = []
    for part in parts:
        if part.kind == "table":
            pieces.append("\n".join("\t".join(row) for row in part.rows))
        elif part.kind == "contents":
            pieces.append("\n".join("\t".join(row) for row in [["", "HAL"], *part.rows]))
        else:
            pieces.append(part.text)
    return "\n\n".join(pieces) + "\n"


ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")


def number_to_words(value: int) -> str:
    """Indonesian number words below a thousand."""
    if value < 12:
        return ONES[value]
    if value < 20:
        return f"{ONES[value - 10]} belas"
    if value < 100:
        rest = f" {ONES[value % 10]}" if value % 10 else ""
        return f"{ONES[value // 10]} puluh{rest}"
    head = "seratus" if value < 200 else f"{ONES[value // 100]} ratus"
    return head + (f" {number_to_words(value % 100)}" if value % 100 else "")
