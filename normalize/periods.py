"""Years, quarters, semesters and months out of captions, headers and sentences; "s.d. Triwulan III" is cumulative.

Forms met: "Tahun 2024", "T.A. 2016", "2020-2024", "2015 s.d. 2019"; "Triwulan I", "TW.3", "Trw II", "Triwulan Keempat",
"Triwulan ke-2", "Q3", "TRIWULAN I - IV"; "Semester 1"; "Januari s.d. September"; "per 30 Juni 2023"; a bare "III" below
a
header that says Triwulan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalize.model import Period
from normalize.units import unit_to_class


@dataclass(frozen=True, slots=True)
class PeriodHit:
    """A period of the year as printed. `cumulative` is True for "s.d. Triwulan III": from January to the end of
    `period`.

    `start` and `end` are offsets in the text."""

    period: Period
    cumulative: bool
    start: int
    end: int


# words glued by a lost blank ("Tahun 2016Terhadap", "TAHUN2016") still name a year
_YEAR = re.compile(
    r"(?:(?<![\w.,/-])|(?<=[Tt]ahun)|(?<=TAHUN))(?P<year>(?:19|20)\d\d)(?![\da-z_]|[A-Z](?![a-z])|[.,]\d)"
)
_AFTER_DASH = re.compile(r"(?<=[-–—/])(?P<year>(?:19|20)\d\d)(?![\w]|[.,]\d)")
_UNTIL = r"(?:s\.?\s?/?\s?d\.?|sampai(?:\s+dengan)?|hingga|[-–—~])"
_RANGE = re.compile(
    rf"(?<![\w.,/])(?P<first>(?:19|20)\d\d)\s*{_UNTIL}\s*(?:akhir\s+)?(?:tahun\s+)?"
    r"(?P<last>(?:19|20)\d\d)(?![\w]|[.,]\d)",
    re.I,
)
_TIME_UNITS = frozenset(
    {"tahun", "bulan", "triwulan", "semester", "tw", "hari", "minggu", "jam", "data", "bidang", "perubahan"}
)
_LAW = re.compile(
    r"(?:nomor|no\.?|undang[- ]undang|uu|pp|perpres|perda|permen\w*|inpres|kep(?:utusan|mendagri|men)?)\b"
    r"[^;()]{0,60}?\d[\w./-]*\s*(?:tahun|th\.?|/)\s*$",
    re.I,
)
EARLIEST_YEAR, LATEST_YEAR = 1945, 2099


def find_years(text: str, *, laws: bool = False) -> list[int]:
    """The years named in a text, in order, both ends of a range, repeats kept.

    Years of regulations ("Nomor 53 Tahun 2014") are left out unless `laws`; so are counts ("2016 orang").
    """
    years: list[tuple[int, int]] = []
    for found in (*_YEAR.finditer(text), *_AFTER_DASH.finditer(text)):
        year, start = int(found["year"]), found.start("year")
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            continue
        if found.re is _AFTER_DASH and not re.search(
            r"(?:(?:19|20)\d\d|\b\d{1,2}[-/]\d{1,2}|[^\W\d]{3,})\s*[-–—/]$", text[:start]
        ):
            continue
        noun = re.match(r"\s+([^\W\d][\w/]*)", text[found.end() :])
        named = re.search(r"\b(?:tahun|thn|ta)\.?\s*$", text[:start], re.I)
        counted = noun and unit_to_class(noun[1]) == "count" and noun[1].casefold() not in _TIME_UNITS
        if noun and counted and not named and noun[1].islower():
            continue
        if re.search(r"(?:rp\.?|sebanyak|sejumlah)\s*$", text[:start], re.I):
            continue
        if not laws and _LAW.search(text[max(0, start - 90) : start]):
            continue
        years.append((start, year))
    return [year for _, year in sorted(dict.fromkeys(years))]


def find_year_range(text: str) -> tuple[int, int] | None:
    """The first range of years ("2020-2024", "2015 s.d. 2019"), None without one; at most 25 years long."""
    for found in _RANGE.finditer(text):
        first, last = int(found["first"]), int(found["last"])
        if first < last <= first + 25:
            return first, last
    return None


_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.I)


def roman_to_int(text: str) -> int | None:
    """The value of a Roman number in good order ("IV" 4), None for anything else."""
    folded = text.strip().casefold()
    if not folded or not _ROMAN.fullmatch(folded):
        return None
    values = [_ROMANS[letter] for letter in folded]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


_ORDINALS = {
    "pertama": 1, "kesatu": 1, "satu": 1, "kedua": 2, "dua": 2, "ketiga": 3, "tiga": 3, "keempat": 4, "ke empat": 4,
    "empat": 4,
    "ke satu": 1, "ke dua": 2, "ke tiga": 3,
}  # fmt: skip
#: "l" and "1" stand for I in scans ("lll", "1V")
_NUMBER = (
    rf"(?:(?:{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})\b|[1-4](?![\w]|[.,]\d)"
    r"|[Il1]{0,3}[Vv]?[Il1]{0,3}(?<=[IVvl1])(?![\w]))"
)
_CUMULATIVE = r"(?:s\.?\s?/?\s?d\.?|sampai(?:\s+dengan)?|hingga|kumulatif|akumulasi|per\s+akhir)"
_QUARTER = re.compile(
    rf"""(?P<until>\b{_CUMULATIVE}\s+(?:dengan\s+)?(?:akhir\s+)?)?(?<![^\W\d_])
    (?P<kind>tri\s?wulan|triwul|tribulan|t\s?\.?\s?w\.?|trw\.?|twl\.?|kuartal|kwartal|quarter|q|semester|smt\.?|sem\.?)
    \s*[.:,-]?\s*(?:ke\s*[-.]?\s*)?(?P<number>{_NUMBER})
    (?:\s*(?P<to>{_UNTIL}|dan|,|&)\s*(?:triwulan|tw\.?|semester)?\s*(?P<last>{_NUMBER}))?""",
    re.I | re.X,
)
_MONTHS = {
    "januari": 1, "jan": 1, "februari": 2, "pebruari": 2, "feb": 2, "peb": 2, "maret": 3, "mar": 3, "april": 4,
    "apr": 4,
    "mei": 5, "juni": 6, "jun": 6, "juli": 7, "jul": 7, "agustus": 8, "agt": 8, "ags": 8, "agu": 8, "september": 9,
    "sept": 9, "sep": 9, "oktober": 10, "okt": 10, "november": 11, "nopember": 11, "nov": 11, "nop": 11, "desember": 12,
    "des": 12,
}  # fmt: skip
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_MONTH_RANGE = re.compile(
    rf"\b(?P<first>{_MONTH})\b\.?\s*(?:(?:19|20)\d\d\s*)?{_UNTIL}\s*"
    rf"(?:(?:akhir|bulan|dengan)\s+)*(?:\d{{1,2}}\s+)?(?P<last>{_MONTH})\b",
    re.I,
)
_MONTH_UNTIL = re.compile(
    rf"\b(?:{_CUMULATIVE}|per|posisi|keadaan)\s+"
    rf"(?:(?:akhir|bulan|tanggal|dengan)\s+)*(?:\d{{1,2}}\s+)?(?P<last>{_MONTH})\b",
    re.I,
)
_YEARLY = re.compile(
    r"\b(?:setahun|satu tahun|tahunan|"
    r"(?:s\.?\s?/?\s?d\.?|sampai(?: dengan)?|hingga)\s+(?:dengan\s+)?akhir\s+tahun|akhir\s+tahun)\b",
    re.I,
)
_BARE = re.compile(
    r"\(?\s*(?:ke\s*-?\s*)?(?P<number>i|ii|iii|iv|[1-4]|l{1,3}|lv|b\s?(?:0?3|0?6|0?9|12))\s*\)?\.?", re.I
)


def month_to_quarter(month: str) -> int | None:
    """The quarter (1..4) a month's name lies in, None for no month."""
    number = _MONTHS.get(month.strip(" .").casefold())
    return None if number is None else (number + 2) // 3


def find_period(text: str, *, quarter_header: bool = False) -> PeriodHit | None:
    """The first period of the year named in a text, None without one.

    `quarter_header` says that a header above reads Triwulan: then "I", "2", "(III)" or "B06" alone is a quarter.
    "Triwulan I - IV"
    and "Januari - Desember" are the whole year; a single month without "s.d." or "per" is no period.
    """
    hits = [hit for hit in (_quarter_hit(text), _month_hit(text)) if hit]
    if hits:
        return min(hits, key=lambda hit: hit.start)
    if quarter_header and (bare := _BARE.fullmatch(text.strip())):
        number = bare["number"].casefold().replace(" ", "")
        quarter = int(number[1:]) // 3 if number.startswith("b") else _number_to_int(number)
        if quarter:
            return PeriodHit(_quarter(quarter), False, 0, len(text))
    if yearly := _YEARLY.search(text):
        return PeriodHit("Y", False, yearly.start(), yearly.end())
    return None


def _quarter(number: int) -> Period:
    periods: tuple[Period, ...] = ("Q1", "Q2", "Q3", "Q4")
    return periods[number - 1]


def _number_to_int(text: str) -> int | None:
    folded = " ".join(text.casefold().split())
    if folded in _ORDINALS:
        return _ORDINALS[folded]
    if folded.isdigit() and len(folded) == 1:
        return int(folded)
    value = roman_to_int(folded.replace("l", "i").replace("1", "i"))
    return value if value and value <= 4 else None


def _quarter_hit(text: str) -> PeriodHit | None:
    for found in _QUARTER.finditer(text):
        kind = found["kind"].casefold()
        number = _number_to_int(found["number"])
        last = _number_to_int(found["last"]) if found["last"] else None
        if number is None:
            continue
        cumulative = bool(found["until"])
        end = found.end("last") if last else found.end("number")
        joined = last is not None and found["to"] not in ("dan", ",", "&")
        if kind.startswith(("sem", "smt")):
            if number > 2:
                continue
            if joined and (number, last) == (1, 2):
                return PeriodHit("Y", False, found.start(), end)
            return PeriodHit("S1" if number == 1 else "S2", cumulative, found.start(), found.end("number"))
        if joined and last is not None and last > number:
            if number == 1:
                whole = last == 4 and not cumulative
                return PeriodHit("Y" if whole else _quarter(last), not whole, found.start(), end)
            if (number, last) == (3, 4):
                return PeriodHit("S2", False, found.start(), end)
        return PeriodHit(_quarter(number), cumulative, found.start(), found.end("number"))
    return None


def _month_hit(text: str) -> PeriodHit | None:
    if found := _MONTH_RANGE.search(text):
        first, last = _MONTHS[found["first"].casefold()], _MONTHS[found["last"].casefold()]
        if last % 3 == 0 and first < last:
            if (first, last) == (1, 12):
                return PeriodHit("Y", False, found.start(), found.end())
            if first == last - 2:
                return PeriodHit(_quarter(last // 3), False, found.start(), found.end())
            if first == 1:
                return PeriodHit(_quarter(last // 3), True, found.start(), found.end())
            if (first, last) == (7, 12):
                return PeriodHit("S2", False, found.start(), found.end())
        return None
    if found := _MONTH_UNTIL.search(text):
        last = _MONTHS[found["last"].casefold()]
        if last == 12:
            return PeriodHit("Y", False, found.start(), found.end())
        if last % 3 == 0:
            return PeriodHit(_quarter(last // 3), True, found.start(), found.end())
    return None
