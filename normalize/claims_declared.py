"""The formulas of capaian that a report declares in its prose, with the polarity they are declared for.

No regulation on reports gives one formula, so each report declares its own: realisasi / target, (2 x target -
realisasi) / target, target / realisasi, with or without a cap. It is written in one line, in words, as LaTeX or Word's
equation letters, or as a fraction whose bar a reader has lost or kept as dashes ("Realisasi % Capaian = ------ x 100%
Rencana"). A formula is therefore not sought by its spelling: the words are read as terms and signs, the expression is
worked out at sample points, and what it gives says which formula it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from extract.model import Paragraph, Report
from normalize.claims_formula import latex_to_plain

FormulaName = Literal["R/T", "(2T-R)/T", "T/R", "(T-R)/T"]


@dataclass(frozen=True, slots=True)
class DeclaredFormula:
    """A declared formula. `polarity` is "higher" or "lower" where the words around say for which indicators it is
    meant, '' where they don't; `text` the formula as printed; `paragraph` the `Paragraph.order`."""

    name: FormulaName
    polarity: Literal["higher", "lower", ""]
    text: str
    paragraph: int
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """`kind`: R, T, a number, an operator, a bracket, "bar" (a drawn fraction's), "=", "word" or "stop"."""

    kind: str
    start: int
    end: int


_OF_YEAR = r"(?:\s+(?:pada\s+)?tahun(?:\s+(?:ini|berjalan|n|\d{4}))?)?"
_LEADS = r"(?:(?:nilai|angka|tingkat|jumlah|besaran)\s+)?"
_TERMS = (
    (
        "R",
        rf"{_LEADS}(?:realisasi|capaian|hasil|kinerja\s+nyata|actual|aktual)(?:\s+(?:kinerja|indikator|output|nyata))*"
        rf"(?:\s+yang\s+(?:telah\s+)?(?:dicapai|diperoleh|terealisasi))?{_OF_YEAR}",
    ),
    (
        "T",
        rf"{_LEADS}(?:target|rencana)(?:\s+(?:kinerja|indikator|output|capaian|tingkat\s+capaian))*"
        rf"(?:\s+yang\s+(?:telah\s+)?(?:ditetapkan|direncanakan|diperjanjikan))?{_OF_YEAR}",
    ),
)
_SIGNS = (
    ("bar", r"(?:[-–—_─━]\s?){4,}|[─━—]{2,}"),
    ("number", r"(?<![\d.,])(?:1|2|100|dua|satu|seratus)(?![\d.,]*\d)\b"),
    ("/", r"/|÷|:|∕|\bdibagi(?:\s+dengan)?\b|\bper\b(?=\s+target)"),
    ("*", r"[×*·∙]|(?<![^\W\d_])x(?![^\W\d_])|\bdikali(?:kan)?(?:\s+dengan)?\b|\bkali\b"),
    ("-", r"[-–−]|\bdikurangi?(?:\s+dengan)?\b"),
    ("+", r"\+|\bditambah(?:\s+dengan)?\b"),
    ("(", r"[(\[{]"),
    (")", r"[)\]}]"),
    ("=", r"="),
    ("blank", r"%|\bpersen\b|\s+"),
    ("stop", r"[.;,?!]"),
    ("word", r"[^\W\d_]+|\d[\d.,]*|."),
)
_TOKEN = re.compile("|".join(f"({pattern})" for _, pattern in (*_TERMS, *_SIGNS)), re.I | re.S)
_KINDS = tuple(kind for kind, _ in (*_TERMS, *_SIGNS))
_VALUES = {"1": 1, "satu": 1, "2": 2, "dua": 2, "100": 100, "seratus": 100}
#: words that may follow a formula's last term without narrowing what it means
_AFTER = {
    "dan",
    "atau",
    "maka",
    "dengan",
    "sehingga",
    "dimana",
    "di",
    "kemudian",
    "lalu",
    "hasil",
    "keterangan",
    "contoh",
}
#: (target, realisasi) at which expressions are compared
_POINTS = ((Fraction(7), Fraction(5)), (Fraction(11), Fraction(29)))
_KNOWN: tuple[tuple[FormulaName, tuple[Fraction, ...]], ...] = (
    ("R/T", tuple(r / t for t, r in _POINTS)),
    ("(2T-R)/T", tuple(2 - r / t for t, r in _POINTS)),
    ("T/R", tuple(t / r for t, r in _POINTS)),
    ("(T-R)/T", tuple(1 - r / t for t, r in _POINTS)),
)
#: a comparison in words: "perbandingan antara realisasi dengan target dikali 100"
_IN_WORDS = re.compile(
    rf"(?:membandingkan|perbandingan|dibandingkan|dihitung\s+dari|rasio|persentase)\s+(?:antara\s+)?(?:{_TERMS[0][1]})\s+"
    rf"(?:dengan|terhadap|dan|atas|dibandingkan(?:\s+dengan)?)\s+(?:{_TERMS[1][1]})[^.;]{{0,12}}?"
    r"(?:x|×|dikali(?:kan)?)\s*(?:dengan\s+)?(?:100|seratus)",
    re.I,
)
_MORE, _LESS = r"(?:tinggi|besar|banyak)", r"(?:rendah|kecil|sedikit|menurun)"
_THEN = r"(?:(?!makin)[^.;]){0,80}makin\s+"
_ASKED = r"(?:realisasi|capaian|pencapaian|nilai|angka|hasil)"
_HIGHER = re.compile(
    rf"makin\s+{_MORE}\s+{_ASKED}?{_THEN}(?:baik|tinggi|bagus|meningkat)|{_MORE}\s+pula|tinggi\s+pula"
    r"|(?:makna|progres|indikator|polarisasi|polaritas|kinerja)\s+(?:bersifat\s+)?positif|maximi[sz]e|higher\s+(?:is\s+)?better",
    re.I,
)
_LOWER = re.compile(
    rf"makin\s+{_LESS}\s+{_ASKED}{_THEN}(?:baik|tinggi|bagus|meningkat)"
    rf"|makin\s+{_MORE}\s+{_ASKED}{_THEN}(?:rendah|buruk|jelek|kurang|menurun|tidak\s+baik)"
    r"|(?:makna|progres|indikator|polarisasi|polaritas|kinerja)\s+(?:bersifat\s+)?negatif|berbanding\s+terbalik|minimi[sz]e"
    r"|lower\s+(?:is\s+)?better",
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
    if not re.search(r"100|seratus|rumus|formula|dihitung|formulasi", text, re.I):
        return []
    plain = "".join(unicodedata.normalize("NFKC", char)[:1] or " " for char in latex_to_plain(text))
    tokens = list(_tokens(plain))
    spans = [*_drawn_spans(tokens), *_line_spans(tokens)]
    spans += [("R/T", match.start(), match.end()) for match in _IN_WORDS.finditer(plain)]
    found: list[tuple[FormulaName, str, int]] = []
    taken: list[tuple[int, int]] = []
    for name, start, end in spans:
        if not any(a < end and start < b for a, b in taken):
            taken.append((start, end))
            found.append((name, " ".join(text[start:end].split())[:200], start))
    return sorted(found, key=lambda item: item[2])


def _tokens(plain: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(plain):
        kind = _KINDS[(match.lastindex or 1) - 1]
        if kind == "number":
            kind = str(_VALUES[match.group().casefold()])
        elif kind == "word" and match.group().casefold() in _AFTER:
            kind = "stop"
        if kind != "blank":
            yield Token(kind, match.start(), match.end())


def _line_spans(tokens: Sequence[Token]) -> Iterator[tuple[FormulaName, int, int]]:
    """Formulas written in one line: runs of terms and signs that are an expression of both terms."""
    place = 0
    while place < len(tokens):
        if tokens[place].kind in ("R", "T", "1", "2", "100", "("):
            end = next(
                (at for at in range(place, len(tokens)) if tokens[at].kind in ("=", "bar", "word", "stop")), len(tokens)
            )
            for stop in range(end, place + 2, -1):
                run = tokens[place:stop]
                # "realisasi / target akhir": the word narrows the term, and it is another formula
                narrowed = stop < len(tokens) and tokens[stop].kind == "word" and run[-1].kind in ("R", "T")
                name = None if narrowed else _expression_name(run)
                if name and not (stop < len(tokens) and tokens[stop].kind in ("R", "T", "(")):
                    yield name, run[0].start, run[-1].end
                    place = stop - 1
                    break
        place += 1


def _drawn_spans(tokens: Sequence[Token]) -> Iterator[tuple[FormulaName, int, int]]:
    """Fractions drawn over lines: the numerator stands above the name of what is computed, or after its "="; the
    denominator last, behind "x 100"."""
    for equals in (at for at, token in enumerate(tokens) if token.kind == "="):
        after = equals + 1
        bar = after < len(tokens) and tokens[after].kind == "bar"
        above = _numerator_above(tokens, equals)
        first = above[0] if above else None
        top: Sequence[Token] = above
        if not bar and after < len(tokens) and tokens[after].kind != "*":  # the numerator stands behind the "="
            stop = _term_end(tokens, after)
            if stop == after:
                continue
            top, first, after = tokens[after:stop], tokens[equals], stop
            bar = after < len(tokens) and tokens[after].kind == "bar"
            if not bar and not (after < len(tokens) and tokens[after].kind in ("*", "R", "T")):
                continue
        after += bar
        rest = after
        while rest < len(tokens) and tokens[rest].kind in ("*", "100", ")"):
            rest += 1
        timed = rest > after
        # the name of what is computed may go on in the denominator's line: its last term is the denominator
        ends = [at for at in range(rest, min(rest + 5, len(tokens))) if tokens[at].kind in ("R", "T")]
        if "stop" in (token.kind for token in tokens[rest : ends[-1] if ends else rest]) or not ends:
            continue
        last = ends[-1]
        if not timed:  # "= Realisasi Target x 100%": a fraction whose bar is lost, at once followed by its factor
            last = ends[0]
            if last != rest or not (last + 1 < len(tokens) and tokens[last + 1].kind == "*"):
                continue
        beyond = last + 1
        if (beyond < len(tokens) and tokens[beyond].kind in ("word", "/", "-", "+", "(")) or not top or first is None:
            continue
        if name := _fraction_name(top, [tokens[last]]):
            yield name, first.start, tokens[last].end


def _numerator_above(tokens: Sequence[Token], equals: int) -> Sequence[Token]:
    """The expression that stands before the name of what is computed, in the same sentence."""
    start = max((at + 1 for at in range(equals) if tokens[at].kind in ("stop", "=")), default=0)
    start = max(start, equals - 16)
    for begin in range(start, equals):
        if tokens[begin].kind in ("R", "T", "1", "2", "("):
            for stop in range(equals - 1, begin, -1):
                run = tokens[begin:stop]
                if run[-1].kind in ("R", "T", ")") and _value(run, 0) is not None:
                    return run
            return ()
    return ()


def _term_end(tokens: Sequence[Token], start: int) -> int:
    """Where the longest expression that begins at `start` ends; `start` itself where none does."""
    end = start
    for stop in range(start + 1, min(start + 16, len(tokens)) + 1):
        if tokens[stop - 1].kind in ("bar", "word", "stop", "="):
            break
        if tokens[stop - 1].kind in ("R", "T", ")") and _value(tokens[start:stop], 0) is not None:
            end = stop
    return end


def _expression_name(run: Sequence[Token]) -> FormulaName | None:
    if {"R", "T"} <= {token.kind for token in run}:
        return _values_name([_value(run, point) for point in range(len(_POINTS))])
    return None


def _fraction_name(top: Sequence[Token], bottom: Sequence[Token]) -> FormulaName | None:
    values: list[Fraction | None] = []
    for point in range(len(_POINTS)):
        above, below = _value(top, point), _value(bottom, point)
        values.append(above / below if above is not None and below else None)
    return _values_name(values)


def _values_name(values: Sequence[Fraction | None]) -> FormulaName | None:
    for name, known in _KNOWN:
        for factor in (1, 100):
            if all(value == one * factor for value, one in zip(values, known, strict=True)):
                return name
    return None


def _value(run: Sequence[Token], point: int) -> Fraction | None:
    """What the expression gives at a sample point; None where it is none. A bracket left open or closed too often, as
    typed formulas have them, is passed over."""
    target, realised = _POINTS[point]
    terms = {"R": realised, "T": target, "1": Fraction(1), "2": Fraction(2), "100": Fraction(100)}
    kinds = [token.kind for token in run]
    if kinds.count("(") > kinds.count(")"):
        kinds += [")"] * (kinds.count("(") - kinds.count(")"))
    at = 0

    def peek() -> str:
        return kinds[at] if at < len(kinds) else ""

    def factor() -> Fraction | None:
        nonlocal at
        kind = peek()
        at += 1
        if kind == "(":
            value = total()
            if peek() != ")":
                return None
            at += 1
            return value
        return terms.get(kind)

    def product() -> Fraction | None:
        nonlocal at
        value = factor()
        if value == 2 and peek() in ("T", "("):  # "2 Target": the sign between is not printed
            other = factor()
            value = None if other is None else 2 * other
        while value is not None and peek() in ("*", "/"):
            sign = peek()
            at += 1
            other = factor()
            if other is None or (sign == "/" and not other):
                return None
            value = value * other if sign == "*" else value / other
        return value

    def total() -> Fraction | None:
        nonlocal at
        value = product()
        while value is not None and peek() in ("+", "-"):
            sign = peek()
            at += 1
            other = product()
            if other is None:
                return None
            value = value + other if sign == "+" else value - other
        return value

    result = total()
    while peek() == ")":
        at += 1
        if result is not None and peek() in ("*", "/"):
            sign = peek()
            at += 1
            other = factor()
            if other is None or not other:
                return None
            result = result * other if sign == "*" else result / other
    return result if at >= len(kinds) else None


def _polarity(paragraphs: list[Paragraph], place: int, start: int) -> Literal["higher", "lower", ""]:
    """The last polarity named before the formula, in its own paragraph or the two before; else after it in its own."""
    before = " ".join(p.text for p in paragraphs[max(0, place - 2) : place]) + " " + paragraphs[place].text[:start]
    last_lower = max((m.start() for m in _LOWER.finditer(before)), default=-1)
    last_higher = max((m.start() for m in _HIGHER.finditer(before)), default=-1)
    if last_lower >= 0 or last_higher >= 0:
        return "lower" if last_lower >= last_higher else "higher"
    after = paragraphs[place].text[start:]
    return "lower" if _LOWER.search(after) else "higher" if _HIGHER.search(after) else ""
