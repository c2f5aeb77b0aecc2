"""What normalising gives: quantities, facts, prose claims, and the document they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, get_args

from extract.model import Box, Report

Measure = Literal[
    "target",
    "realisasi",
    "capaian",
    "pagu",
    "realisasi_anggaran",
    "persen_anggaran",
    "sisa_anggaran",
    "fisik",
    "baseline",
]
MEASURES: tuple[Measure, ...] = get_args(Measure)
Basis = Literal["", "renstra", "rkt", "pk", "pk_revisi", "pok"]
Period = Literal["Y", "Q1", "Q2", "Q3", "Q4", "S1", "S2"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed number: an interval around `value`.

    `step` is the worth of one unit in the last printed digit, its scale word included ("14,6 miliar": 1E8; "37,25":
    0.01; "1.234": 1). `exact` is True for whole counts (orang, dokumen), whose interval is the value alone. `unit` is
    as printed ("orang", "%", "Rp", "/100.000 KH", ""). `confidence` 0..1 says how sure the reading of dots and commas
    is; `alternative` is the other reading where there is one ("1.904": 1904, alternative 1.904), else None.
    """

    value: Decimal
    step: Decimal
    raw: str
    unit: str = ""
    exact: bool = False
    confidence: float = 1.0
    alternative: Decimal | None = None

    @property
    def low(self) -> Fraction:
        return Fraction(self.value) if self.exact else Fraction(self.value) - Fraction(self.step) / 2

    @property
    def high(self) -> Fraction:
        return Fraction(self.value) if self.exact else Fraction(self.value) + Fraction(self.step) / 2


@dataclass(frozen=True, slots=True)
class Fact:
    """One printed figure (or grade) with what it says and where it stands.

    `table_index` indexes `Report.tables`; `row`/`col` are 1-based places in that table's grid, header rows counted.
    `value`
    is None where a word is printed ("A", "Baik"): then `word` holds it. `cumulative` marks "s.d. Triwulan III".
    `indicator_id` is the catalogue's, '' below the matching threshold.
    """

    id: str
    report: str
    table_index: int
    table: str
    row: int
    col: int
    group: str
    indicator: str
    indicator_id: str
    match_score: float
    year: int | None
    period: Period
    cumulative: bool
    measure: Measure
    basis: Basis
    quantity: Quantity | None
    word: str
    unit: str
    raw: str
    method: str
    confidence: float
    page: int | None = None
    line: int | None = None
    box: Box | None = None
    #: 'indicator', 'sasaran', 'program', 'total', 'item' (a row of a list that is not performance)
    row_kind: str = "indicator"
    #: the printed words by which `quantity` is multiplied ("(dalam ribuan rupiah)"), '' where it is as printed
    scale: str = ""

    @property
    def value(self) -> Decimal | None:
        return self.quantity.value if self.quantity else None


#: figure: one number with a noun ("53 orang"); terbilang: number with its words in brackets; share: "X dari Y ...
#: atau Z%";
#: achievement: realisasi / target / capaian told of an indicator; budget: pagu / realisasi / percent; formula: "a /
#: b x 100 = c";
#: parts: "N ... yang terdiri dari a ... b ..."; change: "naik/turun dari a menjadi b"
ClaimKind = Literal["figure", "terbilang", "share", "achievement", "budget", "formula", "parts", "change", "average"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A number inside a claim.

    `role`: value, target, realisasi, capaian, pagu, realisasi_anggaran, persen_anggaran, sisa_anggaran, fisik, part,
    whole, percent, remainder (percent still missing), operand, result, count (how many values an average is of), words
    (the value the number words give; confidence 0 where they make no number), from, to, difference. `raw` is the number
    with its noun as printed. A mention that starts before the claim's own `start` was carried from an earlier sentence;
    one that starts at -1 stands in an item of the list below the claim's paragraph.
    """

    role: str
    raw: str
    quantity: Quantity
    noun: str = ""
    #: offset of `raw` in the paragraph's text
    start: int = -1
    #: the year the words before the number name, None without one
    year: int | None = None
    #: of a target: the plan it is said to be from
    basis: Basis = ""
    #: of a count of people: the group's key ("status:pns", "kelamin:l", see `normalize.staff_groups`), '' without one
    group: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of prose that carries figures. `paragraph` is the `Paragraph.order` it stands in; `text` the
    sentence as printed.
    """

    id: str
    report: str
    kind: ClaimKind
    paragraph: int
    text: str
    mentions: tuple[Mention, ...]
    page: int | None = None
    line: int | None = None
    indicator: str = ""
    indicator_id: str = ""
    year: int | None = None
    period: Period = "Y"
    #: the heading(s) the sentence stands under, innermost first
    headings: tuple[str, ...] = ()
    #: offset of `text` in the paragraph's text
    start: int = 0
    #: of a formula: its left side with the operands numbered in the order of the mentions: "(a0 - a1) / a2 * a3"
    expression: str = ""
    #: words of comparison in the sentence, as printed ("jauh lebih tinggi", "meningkat setiap tahun")
    comparisons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """What document this is. `kind`: lakip, lkj_triwulan, renstra, rkt, pk, rencana_aksi, monev, ''. `agency` as
    printed.
    """

    kind: str
    agency: str
    agency_id: str
    region: str
    year: int | None
    period: Period = "Y"
    renstra: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """A report with all that was understood of it: the input of the rules and of the warehouse."""

    report: Report
    profile: Profile
    facts: tuple[Fact, ...]
    claims: tuple[Claim, ...]
