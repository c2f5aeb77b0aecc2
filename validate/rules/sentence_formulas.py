"""Formulas written out in a sentence: "1.140 / 1.200 x 100% = 95%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from normalize.model import Claim, Quantity
from normalize.numbers import read_quantity
from validate.context import Context
from validate.frame import Draft
from validate.intervals import (
    Interval,
    exact_to_fit,
    fraction_to_text,
    quantity_to_interval,
    quantity_value,
    step_decimals,
)
from validate.model import Suspect
from validate.prose import (
    claim_to_evidence,
    mention_to_evidence,
    told,
)
from validate.rules.sentence_draft import draft
from validate.typing_slips import SLIP_WORDS, print_to_digits, slip_between

TOKEN = re.compile(r"\s*(?:(?P<number>\d[\d.,]*\d|\d)\s*(?P<percent>%)?|(?P<sign>[+\-−–x×X*:/÷()]))")


def text_to_tokens(text: str) -> list[str | Fraction] | None:
    """Numbers and signs of an arithmetic expression; None where anything else stands in it."""
    tokens: list[str | Fraction] = []
    place = 0
    text = text.strip()
    while place < len(text):
        match = TOKEN.match(text, place)
        if not match:
            return None
        if match["number"]:
            quantity = read_quantity(match["number"])
            if quantity is None:
                return None
            tokens.append(quantity_value(quantity) / (100 if match["percent"] else 1))
        else:
            sign = match["sign"]
            tokens.append({"−": "-", "–": "-", "x": "*", "×": "*", "X": "*", ":": "/", "÷": "/"}.get(sign, sign))
        place = match.end()
    return tokens


def tokens_to_value(tokens: Sequence[str | Fraction]) -> Fraction | None:
    """The expression's value by the usual precedence; None where it is none, or divides by zero."""
    place = 0

    def factor() -> Fraction | None:
        nonlocal place
        if place >= len(tokens):
            return None
        token = tokens[place]
        place += 1
        if isinstance(token, Fraction):
            return token
        if token == "-":
            inner = factor()
            return None if inner is None else -inner
        if token == "(":
            inner = total()
            if inner is None or place >= len(tokens) or tokens[place] != ")":
                return None
            place += 1
            return inner
        return None

    def product() -> Fraction | None:
        nonlocal place
        value = factor()
        while value is not None and place < len(tokens) and tokens[place] in ("*", "/"):
            sign = tokens[place]
            place += 1
            other = factor()
            if other is None or (sign == "/" and not other):
                return None
            value = value * other if sign == "*" else value / other
        return value

    def total() -> Fraction | None:
        nonlocal place
        value = product()
        while value is not None and place < len(tokens) and tokens[place] in ("+", "-"):
            sign = tokens[place]
            place += 1
            other = product()
            if other is None:
                return None
            value = value + other if sign == "+" else value - other
        return value

    value = total()
    return value if place == len(tokens) else None


EQUATION = re.compile(
    r"(?P<left>[\d(][\d.,%\s()+\-−–x×X*:/÷]*[\d)%])\s*=\s*(?P<right>\(?\s*[-−–]?\s*\)?\s*\d[\d.,]*)\s*(?P<percent>%)?"
)


def formula_drafts(context: Context, claim: Claim) -> Iterator[Draft]:
    for match in EQUATION.finditer(claim.text):
        left = re.sub(r"\s+", " ", match["left"])
        tokens = text_to_tokens(left)
        if tokens is None or sum(isinstance(token, Fraction) for token in tokens) < 2:
            continue
        value = tokens_to_value(tokens)
        raw = match["right"].rstrip(".,")
        printed = read_quantity(re.sub(r"[()\s−–-]", "", raw))
        if value is None or printed is None:
            continue
        # "a / b x 100% = c%" is a percent already; "a / b = c%" is a hundredth of it
        values = [abs(value), abs(value) * 100] if match["percent"] else [abs(value)]
        if any(exact_to_fit(one, printed) != "no" for one in values) or (
            not match["percent"] and exact_to_fit(abs(value) * 100, printed) != "no"
        ):
            continue
        operands = [quantity for text in re.findall(r"\d[\d.,]*\d|\d", left) if (quantity := read_quantity(text))]
        if any(quantity.step < 1 for quantity in operands) and loose_fits(left, values, printed):
            continue
        wanted = fraction_to_text(
            min(values, key=lambda one: abs(one - quantity_value(printed))), max(2, step_decimals(printed))
        )
        whole = match.group(0).strip()
        yield draft(
            context,
            claim,
            "wrong_formula",
            [mention for mention in claim.mentions if mention.role in ("operand", "result")],
            f"{left} = {wanted}, tertulis {raw}{match['percent'] or ''}: “{told(claim.text)}”",
            f"{left} = {wanted}, the report says {raw}{match['percent'] or ''}: “{told(claim.text)}”",
            wanted,
            raw + (match["percent"] or ""),
            more=(claim_to_evidence(context, claim, whole, "hitungan"),),
            suspects=(Suspect(raw, wanted, "hasil hitungannya"),),
        )


def loose_fits(left: str, values: Sequence[Fraction], printed: Quantity) -> bool:
    """True where the rounding of the operands (one unit in their last place together) explains the result."""
    slack = sum(
        (
            Fraction(q.step) / abs(quantity_value(q)) / 2
            for text in re.findall(r"\d[\d.,]*\d|\d", left)
            if (q := read_quantity(text)) and q.value and q.step < 1
        ),
        Fraction(0),
    )
    return any(
        Interval(one - abs(one) * slack, one + abs(one) * slack).meets(quantity_to_interval(printed)) for one in values
    )


def operand_drafts(context: Context, claim: Claim) -> Iterator[Draft]:
    """A figure of the sentence that its own formula writes with one digit changed: "target 34.249 ... (17.516/34.209
    ...)"."""
    operands = [
        mention for mention in claim.mentions if mention.role == "operand" and len(print_to_digits(mention.raw)) >= 4
    ]
    told_figures = [
        mention
        for other in context.claims
        if other.paragraph == claim.paragraph and other.text == claim.text and other.kind != "formula"
        for mention in other.mentions
        if mention.raw in claim.text
    ]
    for operand in operands:
        if any(mention.quantity.value == operand.quantity.value for mention in told_figures):
            continue
        for mention in told_figures:
            slip = slip_between(mention.raw, operand.raw)
            if slip not in ("digit", "swapped"):
                continue
            yield draft(
                context,
                claim,
                "operand_differs",
                (mention, operand),
                f"Kalimat menyebut {mention.raw}, rumusnya {operand.raw} ({SLIP_WORDS[slip][0]}): “{told(claim.text)}”",
                f"The sentence says {mention.raw}, its formula {operand.raw} ({SLIP_WORDS[slip][1]}): "
                f"“{told(claim.text)}”",
                operand.raw,
                mention.raw,
                suspects=(
                    Suspect(mention.raw, operand.raw, "menurut rumusnya", mention_to_evidence(context, claim, mention)),
                    Suspect(
                        operand.raw, mention.raw, "menurut kalimatnya", mention_to_evidence(context, claim, operand)
                    ),
                ),
            )
            return
