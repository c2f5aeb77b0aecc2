"""The numbers in a sentence, with their places; codes, dates' dashes and numbered names are passed over."""

from __future__ import annotations

import re

from normalize.digits import NumberStyle, digits_to_reading
from normalize.model import Quantity
from normalize.quantities import reading_to_quantity, take_scale, tidy_unit
from normalize.units import SCALES, unit_to_class

_IN_PROSE = re.compile(
    rf"""(?<![\w.,])(?:(?P<money>rp|idr|usd|us\$)\s*[.:]?\s*)?
    (?P<sign>\(\s*[-−]\s*\)\s*|[-−](?=\d))?
    (?P<digits>(?:(?<=rp\.\s)|(?<=rp\s)|(?<=rp\.)|(?<=rp))\d{{1,3}}(?:\s?[.]\s?\d{{3}})+(?!\d)(?:,\d\d?(?!\d))?|\d+(?:[.,]\d+)*)
    (?P<suffix>,-+|\.-+|,=|,–)?
    (?P<words>\s*\([^\W\d][^()\d]*\))?
    (?P<tail>\s*(?:\\?%|persen\b|percent\b|(?:{
        "|".join(sorted(SCALES, key=len, reverse=True))
    })\b(?:\s+rupiah\b)?|rupiah\b))?""",
    re.I | re.X,
)
_AFTER = re.compile(r"(?:\s*\([^\W\d][^()\d]*\))?\s*(?P<unit>[^\W\d][\w-]*(?:\s?/\s?[^\W\d]\w*)?)")
_PER = re.compile(r"\s*(?:/|per\s)\s*1[.,]?0[\d.,]*\s*(?:KH|kelahiran(?:\s+hidup)?|penduduk|jiwa|orang)?", re.I)


def find_quantities(sentence: str, *, style: NumberStyle | None = None) -> list[tuple[int, Quantity]]:
    """(offset, quantity) of the numbers in a sentence, in order; `raw` is the number with its "Rp", "%" and scale word.

    The unit is "Rp", "%" or "persen", or the word after the number where it is a known unit. Numbers that belong to
    a word or a code ("P3MI", "S2", "Covid-19", "3/20888/PK.02", "022-7333212") and ranges ("2020-2024") are left out.
    """
    hits: list[tuple[int, Quantity]] = []
    for found in _IN_PROSE.finditer(sentence):
        start, end = found.start(), found.end()
        if _belongs_to_code(sentence, found) or _is_base(sentence, found):
            continue
        money = bool(found["money"])
        tail = (found["tail"] or "").strip().lstrip("\\")
        if not tail and found["words"]:
            end = found.start("words")
        scale, rest = take_scale(tail, money)
        unit = "Rp" if money or rest.casefold() in ("rp", "rupiah") else rest
        if not unit and (per := _PER.match(sentence, end)):
            unit = tidy_unit(per.group().strip())
        elif not unit and (after := _AFTER.match(sentence, end)) and _is_noun(sentence, after):
            unit = re.sub(r"\s*/\s*", "/", after["unit"])
        digits = re.sub(r"\s", "", found["digits"])
        unit_class = unit_to_class(unit)
        # "Rp 4,155 triliun": a scale word leaves the thousands to itself
        reading = digits_to_reading(digits, style, "" if scale != 1 else unit_class)
        if reading is None:
            continue
        negative = bool(found["sign"])
        certainty = 1.0 if digits == found["digits"] else 0.8
        raw = sentence[start:end]
        hits.append(
            (start, reading_to_quantity(reading, raw, unit, unit_class, scale, negative=negative, certainty=certainty))
        )
    return hits


def _is_base(sentence: str, found: re.Match[str]) -> bool:
    """The 1.000 of "10,8 per 1.000 kelahiran hidup"."""
    base = re.fullmatch(r"1[.,]?0[\d.,]*", found["digits"]) is not None
    return base and re.search(r"\d\s*%?\s+per\s+$", sentence[: found.start()], re.I) is not None


def _is_noun(sentence: str, after: re.Match[str]) -> bool:
    if after["unit"].casefold() == "x":
        # "x 100" multiplies
        return not re.match(r"\s*\d", sentence[after.end() :])
    return unit_to_class(after["unit"]) in ("count", "measure")


def _belongs_to_code(sentence: str, found: re.Match[str]) -> bool:
    end = found.end("digits")
    if re.fullmatch(r"(?:19|20)\d\d(?:[.,](?:19|20)\d\d)+", found["digits"]):
        # years in a row without a blank
        return True
    before, after = sentence[: found.start()][-2:], sentence[end : end + 2]
    if re.search(r"[\w)]-$|[\w]–$|\w[/]$|[_#@:]$", before) and not re.search(r"[\d)][/:]$", before):
        return True
    chunk_before = re.search(r"[^\s(=]*$", sentence[: found.start()])
    if chunk_before and re.search(r"[^\W\d][^/]*/|/[^/]*/$", chunk_before.group()) and before.endswith("/"):
        # the year at the end of "3/20888/PK.02/2020"
        return True
    if found["tail"] is None and found["suffix"] is None:
        if re.match(r"[^\W\d]|[-–][\w]", after) and not found["money"]:
            return True
        if re.match(r"/[^\W\d]|/\d", after) and not _PER.match(sentence, end):
            # "17.516/34.209" is a division, "3/20888/PK.02" a document's number
            chunk = re.match(r"[^\s()$=]*", sentence[end:])
            if chunk and (re.search(r"[^\W\d]", chunk.group()) or chunk.group().count("/") > 1):
                return True
    return bool(re.search(r"\d/$", before) and re.match(r"/", after))
