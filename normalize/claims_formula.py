"""Arithmetic written out in prose: "17.516/34.209 x 100 = 51,20%", "$(812 - 1.103) / (1.103) \\times 100\\% =
(-)26,38\\%$".

A formula is kept as an expression over its operands in order ("(a0 - a1) / a2 * a3"), so that it can be worked out with
the exact
interval of each printed operand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from normalize.digits import NumberStyle
from normalize.model import Claim, Mention, Quantity
from normalize.numbers import find_quantities, read_quantity

Interval = tuple[Fraction, Fraction]

_OPERATORS = {
    "+": "+",
    "-": "-",
    "−": "-",
    "–": "-",
    "x": "*",
    "X": "*",
    "×": "*",
    "*": "*",
    "·": "*",
    "/": "/",
    ":": "/",
    "÷": "/",
}
_UNITS = (
    r"orang|kasus|dokumen|unit|buah|lembaga|kegiatan|lokasi|desa|kk|jiwa|kendaraan|ijin|izin|opd|bulan|persen|ekor"
    r"|ton|ha|km|paket|laporan|peserta"
    r"|rekomendasi|temuan|siswa|kelompok|kali"
)
_NUMBER = rf"(?:rp\.?\s*)?(?:\(\s*[-−–]\s*\)\s*|[-−–](?=\d))?\d+(?:[.,]\d+)*(?:,-)?(?:\s*(?:\\?%|(?:{_UNITS})\b))?"
_SIDE = re.compile(
    # atomic and possessive: a list of long numbers without any '=' would else be tried in every division of its digits
    rf"(?=[\s()\[\]+\-−–]*+(?:rp\.?\s*)?\d)(?P<left>(?:(?>{_NUMBER})|[()\[\]]|[+\-−–×*·/:÷]|(?<![^\W\d_])[xX](?![^\W\d_])|\s)++)=\s*(?P<right>{_NUMBER})",
    re.I,
)
_TOKEN = re.compile(rf"(?P<number>{_NUMBER})|(?P<open>[(\[])|(?P<close>[)\]])|(?P<operator>[+\-−–×*·/:÷xX])|\s+", re.I)


@dataclass(frozen=True, slots=True)
class Formula:
    """An equation as printed: `expression` over a0, a1 ... (the operands in order), the printed result, and the
    place in the text.

    `starts` are the operands' offsets, `result_start` the result's."""

    expression: str
    operands: tuple[Quantity, ...]
    result: Quantity
    start: int
    end: int
    starts: tuple[int, ...]
    result_start: int


def latex_to_plain(text: str) -> str:
    """LaTeX of formulas made plain, every character kept in its place where that is possible: "\\times" -> "x     "."""

    text = re.sub(r"\\d?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", lambda m: _padded(f"({m[1]})/({m[2]})", m.group()), text)
    text = re.sub(r"\\(?:times|cdot)", lambda m: "x".ljust(len(m.group())), text)
    text = re.sub(r"\\(?=%)|\\[,;! ]|\$|\\left|\\right", lambda m: " " * len(m.group()), text)
    return text.replace("{,}", " , ")


def _padded(plain: str, printed: str) -> str:
    return plain.ljust(len(printed)) if len(plain) <= len(printed) else plain


#: "81 dibagi 75 dikali 100%"
_OPERATOR_WORDS = {"dibagi": "/", "dikali": "x", "ditamb": "+", "dikura": "-"}
_WORDED = re.compile(
    r"(?<=[\d)%\w])\s(?P<word>dibagi|dikali(?:kan)?|ditambah(?:kan)?|dikurangi)\b(?:\s+dengan)?(?=\s+[\d(])", re.I
)


def text_to_formulas(text: str, *, style: NumberStyle | None = None) -> list[Formula]:
    """The equations of a text whose left side is arithmetic of numbers and whose right side is one number."""
    if "=" not in text:
        return []
    plain = _WORDED.sub(
        lambda m: _OPERATOR_WORDS[m["word"].casefold()[:6]].center(len(m.group())), latex_to_plain(text)
    )
    formulas: list[Formula] = []
    for found in _SIDE.finditer(plain):
        if re.match(r"\s*[+\-−–×*·/:÷xX]\s*\(?\s*\d", plain[found.end() :]):
            # "... = 50% + 185% = 235%": the right side is itself a sum
            continue
        formula = _to_formula(plain, found, style)
        if formula:
            formulas.append(formula)
    return formulas


def _to_formula(text: str, found: re.Match[str], style: NumberStyle | None) -> Formula | None:
    left, at = found["left"], found.start("left")
    # brackets that the sentence opened before the formula
    while left.count("(") > left.count(")") and left.lstrip().startswith("("):
        cut = left.index("(") + 1
        left, at = left[cut:], at + cut
    operands: list[Quantity] = []
    starts: list[int] = []
    pieces: list[str] = []
    for token in _TOKEN.finditer(left):
        if token["number"]:
            printed = token["number"]
            sign = ""
            if pieces and (pieces[-1] == ")" or pieces[-1].startswith("a")) and printed[0] in "-−–":
                # "812 -1.103" subtracts
                sign, printed = "-", printed[1:]
            if sign:
                pieces.append("-")
            quantity = _read(printed, style)
            if quantity is None:
                return None
            pieces.append(f"a{len(operands)}")
            operands.append(quantity)
            starts.append(at + token.start() + len(sign))
        elif token["open"]:
            pieces.append("(")
        elif token["close"]:
            pieces.append(")")
        elif token["operator"]:
            pieces.append(_OPERATORS[token["operator"]])
    result = _read(found["right"], style)
    expression = " ".join(pieces)
    if result is None or len(operands) < 2 or not re.search(r"[-+*/]", expression) or _parse(expression) is None:
        return None
    return Formula(expression, tuple(operands), result, at, found.end(), tuple(starts), found.start("right"))


def _read(printed: str, style: NumberStyle | None) -> Quantity | None:
    hits = find_quantities(printed, style=style)
    return hits[0][1] if hits else read_quantity(printed, style=style)


Node = tuple[str, "Node", "Node"] | int


def _parse(expression: str) -> Node | None:
    """The tree of an expression over a0, a1 ...; None where it is not in good order."""
    tokens = re.findall(r"a\d+|[-+*/()]", expression)
    tree, at = _sum(tokens, 0)
    return tree if at == len(tokens) else None


def _sum(tokens: Sequence[str], at: int) -> tuple[Node | None, int]:
    tree, at = _product(tokens, at)
    while tree is not None and at < len(tokens) and tokens[at] in "+-":
        right, after = _product(tokens, at + 1)
        if right is None:
            return None, at
        tree, at = (tokens[at], tree, right), after
    return tree, at


def _product(tokens: Sequence[str], at: int) -> tuple[Node | None, int]:
    tree, at = _atom(tokens, at)
    while tree is not None and at < len(tokens) and tokens[at] in "*/":
        right, after = _atom(tokens, at + 1)
        if right is None:
            return None, at
        tree, at = (tokens[at], tree, right), after
    return tree, at


def _atom(tokens: Sequence[str], at: int) -> tuple[Node | None, int]:
    if at < len(tokens) and tokens[at] == "(":
        tree, after = _sum(tokens, at + 1)
        if tree is None or after >= len(tokens) or tokens[after] != ")":
            return None, at
        return tree, after + 1
    if at < len(tokens) and tokens[at].startswith("a"):
        return int(tokens[at][1:]), at + 1
    return None, at


def expression_to_interval(expression: str, operands: Sequence[Interval]) -> Interval | None:
    """Works an expression out with one closed interval an operand; None where it is bad or divides by what may be 0."""
    tree = _parse(expression)
    return None if tree is None else _work_out(tree, operands)


def _work_out(tree: Node, operands: Sequence[Interval]) -> Interval | None:
    if isinstance(tree, int):
        return operands[tree] if tree < len(operands) else None
    operator, left_tree, right_tree = tree
    left, right = _work_out(left_tree, operands), _work_out(right_tree, operands)
    if left is None or right is None:
        return None
    if operator == "+":
        return left[0] + right[0], left[1] + right[1]
    if operator == "-":
        return left[0] - right[1], left[1] - right[0]
    if operator == "/":
        if right[0] <= 0 <= right[1]:
            return None
        right = (1 / right[1], 1 / right[0])
    corners = [a * b for a in left for b in right]
    return min(corners), max(corners)


def operand_to_interval(quantity: Quantity) -> Interval:
    """What a printed operand can be: whole numbers are meant exactly (100, counts), decimals are rounded."""
    if quantity.exact or quantity.step >= 1:
        return Fraction(quantity.value), Fraction(quantity.value)
    return quantity.low, quantity.high


def claim_to_interval(claim: Claim) -> Interval | None:
    """The exact interval of a formula claim's left side; None where it is no formula or cannot be worked out.

    "x 100%" multiplies by 100, so that the result is in percent like the printed one.
    """
    if not claim.expression:
        return None
    operands = [operand_to_interval(mention.quantity) for mention in claim.mentions if mention.role == "operand"]
    return expression_to_interval(claim.expression, operands)


def formula_to_mentions(formula: Formula, text: str, offset: int) -> tuple[Mention, ...]:
    """The operands and the result of a formula as mentions; `offset` is where `text` starts in its paragraph."""
    mentions = [
        Mention("operand", quantity.raw.strip(), quantity, start=offset + start)
        for quantity, start in zip(formula.operands, formula.starts, strict=True)
    ]
    return (
        *mentions,
        Mention("result", formula.result.raw.strip(), formula.result, start=offset + formula.result_start),
    )
