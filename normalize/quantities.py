"""The steps that cells and prose share: blanks folded, scale words taken off, a reading made into a `Quantity`."""

from __future__ import annotations

import re
from decimal import Decimal

from normalize.digits import Reading
from normalize.model import Quantity
from normalize.units import SCALES, UnitClass

_SCALE = re.compile(rf"(?:{'|'.join(sorted(SCALES, key=len, reverse=True))})\b\.?", re.I)
_SHORT_SCALE = {"m": Decimal(10**9), "t": Decimal(10**12)}
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0xFEFF, 0x00AD), None)


def fold(text: str) -> str:
    """Blanks of all kinds folded to one, invisible characters dropped, the minus signs of typographers made plain."""
    return " ".join(text.translate(_INVISIBLE).replace("−", "-").replace("﹣", "-").replace("％", "%").split())


def reading_to_quantity(
    reading: Reading,
    raw: str,
    unit: str,
    unit_class: UnitClass,
    scale: Decimal,
    *,
    negative: bool = False,
    certainty: float = 1.0,
) -> Quantity:
    factor = -scale if negative else scale
    exact = scale == 1 and (
        (unit_class == "money")
        or (unit_class == "count" and reading.decimals == 0)
        or (unit_class == "" and reading.decimals == 0 and reading.value >= 1000)
    )
    return Quantity(
        value=_scaled(reading.value, factor),
        step=Decimal(1).scaleb(-reading.decimals) * scale,
        raw=raw,
        unit=unit,
        exact=exact,
        confidence=round(reading.confidence * certainty, 3),
        alternative=None if reading.alternative is None else reading.alternative * factor,
    )


def _scaled(value: Decimal, factor: Decimal) -> Decimal:
    if factor == 1:
        return value
    product = value * factor
    # 14,6 miliar is 14600000000, not 14600000000.0
    return product.quantize(Decimal(1)) if abs(factor) > 1 and product == product.to_integral_value() else product


def take_scale(tail: str, money: bool) -> tuple[Decimal, str]:
    if found := _SCALE.match(tail):
        return SCALES[found.group().rstrip(".").casefold()], re.sub(
            r"^rupiah\b", "Rp", tail[found.end() :].strip(), flags=re.I
        )
    if money and (short := _SHORT_SCALE.get(tail.rstrip(".").casefold())):
        return short, ""
    return Decimal(1), tail


def tidy_unit(tail: str) -> str:
    return re.sub(r"\s*/\s*", "/", tail).rstrip(" .,;:")


_OCR_TOKEN = re.compile(r"(?<![^\W_])[\dlIOoSB|.,]*[\d.,][\dlIOoSB|.,]*(?![^\W_])|(?<![^\W_])[lI|1][Oo0]{2}(?=\s*%)")
_OCR_DIGITS = str.maketrans("lI|OoSB", "1110058")


def letters_to_digits(text: str) -> str:
    """Letters that OCR puts for digits, in tokens that hold a digit or a mark and would otherwise be no word."""

    def repair(token: re.Match[str]) -> str:
        piece = token.group()
        core = piece.strip(".,")
        return piece.translate(_OCR_DIGITS) if re.search(r"[lIOoSB|]", core) and len(core) > 1 else piece

    return _OCR_TOKEN.sub(repair, text)
