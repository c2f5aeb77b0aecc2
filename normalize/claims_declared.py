"""The formulas of capaian that a report declares in its prose, with the polarity they are declared for.

No regulation on reports gives one formula, so each report declares its own: realisasi / target, (2 x target -
realisasi) / target,
target / realisasi, with or without a cap. Formulas come as one line, as LaTeX, or as a fraction drawn with dashes whose
lines a
reader has put after another ("Realisasi % Capaian = ------ x 100% Rencana").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extract.model import Paragraph, Report
from normalize.claims_formula import latex_to_plain

FormulaName = Literal["R/T", "(2T-R)/T", "T/R", "(T-R)/T"]


@dataclass(frozen=True, slots=True)
class DeclaredFormula:
    """A declared formula. `polarity` is "higher" or "lower" where the words around say for which indicators it is
    meant, '' where
    they don't; `text` the formula as printed; `paragraph` the `Paragraph.order`."""

    name: FormulaName
    polarity: Literal["higher", "lower", ""]
    text: str
    paragraph: int
    page: int | None = None
    line: int | None = None


_LEADS = r"(?:nilai\s+|angka\s+|tingkat\s+|jumlah\s+)?"
_REAL = _LEADS + (
    r"(?:realisasi|capaian|hasil|kinerja nyata|actual|aktual)(?:\s+(?:kinerja|indikator|output|tahun|nyata))*"
)
_TARGET = _LEADS + (r"(?:target|rencana|sasaran)(?:\s+(?:kinerja|indikator|output|tahun|tingkat capaian|capaian))*")
_DASHES = r"(?:[-–—_=]\s?){4,}"
_X100 = r"\s*\)?\s*[x×*]\s*1?00\s*%?"
_PATTERNS: tuple[tuple[FormulaName, re.Pattern[str]], ...] = (
    (
        "(2T-R)/T",
        re.compile(
            rf"\(?\(?\s*2\s*[x×*]?\s*\(?{_TARGET}\)?\s*\)?\s*[-–−]\s*\(?{_REAL}\)?\s*\)?\s*(?:/|:|÷|dibagi)\s*"
            rf"\(?{_TARGET}",
            re.I,
        ),
    ),
    (
        "(2T-R)/T",
        re.compile(
            rf"{_TARGET}\s*[-–−]\s*\(\s*{_REAL}\s*[-–−]\s*{_TARGET}\s*\)\s*\)*\s*(?:/|:|÷|dibagi|{_DASHES})", re.I
        ),
    ),
    ("(T-R)/T", re.compile(rf"\(\s*{_TARGET}\s*[-–−]\s*{_REAL}\s*\)\s*(?:/|:|÷|dibagi)\s*\(?{_TARGET}", re.I)),
    ("R/T", re.compile(rf"(?<![-–−(] ){_REAL}\s*\)?\s*(?:/|÷|:|dibagi(?:\s+dengan)?)\s*\(?\s*{_TARGET}", re.I)),
    ("T/R", re.compile(rf"{_TARGET}\s*\)?\s*(?:/|÷|:|dibagi(?:\s+dengan)?)\s*\(?\s*{_REAL}{_X100}", re.I)),
)  # fmt: skip
#: a drawn fraction read in lines: "Realisasi % Capaian = ----- x 100% Target", or "% Capaian = Realisasi ----- x
#: 100% Target"
_DRAWN = re.compile(
    rf"(?P<above>[^=]{{3,160}}?)(?:=\s*(?P<after>[^=]{{0,120}}?))?\s*{_DASHES}(?P<below>[^.]{{3,160}})", re.I
)
_HIGHER = re.compile(
    r"semakin\s+(?:tinggi|besar|banyak)\s+(?:realisasi|capaian|nilai)?[^.;]{0,80}?(?:semakin\s+(?:baik|tinggi|bagus)"
    r"|tinggi pula)|(?:makna|progres|indikator|polarisasi|polaritas)\s+positif|maximize|higher",
    re.I,
)
_LOWER = re.compile(
    r"semakin\s+(?:rendah|kecil|sedikit)\s+(?:realisasi|capaian|nilai)[^.;]{0,80}?semakin\s+(?:baik|tinggi|bagus)"
    r"|semakin\s+(?:tinggi|besar|banyak)\s+(?:realisasi|capaian|nilai)[^.;]{0,80}?semakin\s+(?:rendah|buruk|jelek"
    r"|kurang|menurun|tidak baik)"
    r"|(?:makna|progres|indikator|polarisasi|polaritas)\s+negatif|minimize|lower is better",
    re.I,
)  # fmt: skip


def report_to_declared_formulas(report: Report) -> tuple[DeclaredFormula, ...]:
    """The formulas of capaian declared in a report's prose, in reading order; the same formula for the same
    polarity once.

    The polarity is looked for in the paragraph itself and in the two before it.
    """
    wanted = [p for p in report.paragraphs if p.kind not in ("furniture", "contents", "caption")]
    declared: dict[tuple[str, str], DeclaredFormula] = {}
    for place, paragraph in enumerate(wanted):
        for name, printed, start in text_to_formula_names(paragraph.text):
            polarity = _polarity(wanted, place, start)
            declared.setdefault(
                (name, polarity),
                DeclaredFormula(name, polarity, printed, paragraph.order, paragraph.page, paragraph.line),
            )
    return tuple(declared.values())


def text_to_formula_names(text: str) -> list[tuple[FormulaName, str, int]]:
    """(formula, as printed, offset) of the declared formulas in a text, each stretch of text once."""
    plain = latex_to_plain(text)
    if not re.search(r"100|rumus|formula|dihitung", plain, re.I):
        return []
    found: list[tuple[FormulaName, str, int]] = []
    taken: list[tuple[int, int]] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            span = match.span()
            if any(a < span[1] and span[0] < b for a, b in taken):
                continue
            taken.append(span)
            found.append((name, " ".join(match.group().split()), span[0]))
    if not found and (drawn := _DRAWN.search(plain)) and (name_of := _drawn_name(drawn)):
        found.append((name_of, " ".join(drawn.group().split())[:200], drawn.start()))
    return sorted(found, key=lambda item: item[2])


def _drawn_name(drawn: re.Match[str]) -> FormulaName | None:
    """The fraction of a drawing: its numerator stands first (or after the "="), its denominator last."""
    after = drawn["after"] or ""
    above = after if re.search(rf"{_REAL}|{_TARGET}", after, re.I) else drawn["above"]
    if re.search(rf"{_TARGET}\s*[-–−]\s*\(\s*{_REAL}", above, re.I) or re.search(
        rf"2\s*[x×*]?\s*{_TARGET}", above, re.I
    ):
        return "(2T-R)/T"
    if re.search(rf"{_TARGET}\s*[-–−]\s*{_REAL}", above, re.I):
        return "(T-R)/T"
    top = re.match(rf"\W*(?:(?P<real>{_REAL})|(?P<target>{_TARGET}))\b", above.strip(), re.I)
    terms = list(re.finditer(rf"\b(?:(?P<real>{_REAL})|(?P<target>{_TARGET}))\b", drawn["below"], re.I))
    if not top or not terms:
        return None
    if top["real"] and terms[-1]["target"]:
        return "R/T"
    return "T/R" if top["target"] and terms[-1]["real"] else None


def _polarity(paragraphs: list[Paragraph], place: int, start: int) -> Literal["higher", "lower", ""]:
    """The last polarity named before the formula, in its own paragraph or the two before; else after it in its own."""
    before = " ".join(p.text for p in paragraphs[max(0, place - 2) : place]) + " " + paragraphs[place].text[:start]
    last_lower = max((m.start() for m in _LOWER.finditer(before)), default=-1)
    last_higher = max((m.start() for m in _HIGHER.finditer(before)), default=-1)
    if last_lower >= 0 or last_higher >= 0:
        return "lower" if last_lower >= last_higher else "higher"
    after = paragraphs[place].text[start:]
    return "lower" if _LOWER.search(after) else "higher" if _HIGHER.search(after) else ""
