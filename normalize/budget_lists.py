"""Budget lines told as lists under a plan's table: "Kegiatan 1. ... 2. ..." and "Anggaran Rp. ... Rp. ...".

A Perjanjian Kinerja closes with its programmes and their money, outside the table. Names and amounts may stand in
one line or
in two lists of equal length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Paragraph

_NAMES = re.compile(
    r"^\W*(no\.?\s+)?(program|kegiatan)(\s*(/|dan|&)\s*(program|kegiatan|sub\s*kegiatan))?\W*$", re.IGNORECASE
)
_MONEY = re.compile(r"^\W*(jumlah\s+)?(anggaran|pagu|alokasi)(\s+anggaran)?(\s*\(rp\.?\)?)?\W*$", re.IGNORECASE)
_AMOUNT = re.compile(r"^\W*(?:\(?(?:\d{1,2}|[a-z])[.)]\s*)?(rp\.?\s*[\d.,]+(?:\s*,-)?)\W*$", re.IGNORECASE)
_BOTH = re.compile(
    r"^\W*(?:\(?\d{1,2}[.)]\s*|[-•]\s*)?(?P<name>(?:program|kegiatan)\b.{5,200}?)\s*[:=]?\s*(?P<amount>rp\.?\s*\d[\d.,]{5,}(?:\s*,-)?)\s*$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"^\W*\(?(?:\d{1,2}|[a-z])[.)]\s*|^\s*[-–•●▪]\s*")
#: how many paragraphs below a table may belong to it
_REACH = 24


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A programme or activity with its printed amount; `paragraph` holds the amount."""

    name: str
    amount: str
    paragraph: Paragraph


def paragraphs_to_budget_lines(paragraphs: Sequence[Paragraph]) -> list[BudgetLine]:
    """The budget lines among the paragraphs that follow a table; [] where names and amounts cannot be paired one to
    one.
    """
    lines: list[BudgetLine] = []
    names: list[str] = []
    amounts: list[tuple[str, Paragraph]] = []
    collecting = ""
    for paragraph in paragraphs[:_REACH]:
        text = paragraph.text.strip()
        if paragraph.kind == "furniture" or not text:
            continue
        if both := _BOTH.match(text):
            lines.append(BudgetLine(both.group("name").strip(), both.group("amount").strip(), paragraph))
            collecting = ""
        elif _NAMES.match(text):
            collecting = "names"
        elif _MONEY.match(text):
            collecting = "amounts"
        elif amount := _AMOUNT.match(text):
            if collecting == "amounts":
                amounts.append((amount.group(1), paragraph))
        elif collecting == "names" and (paragraph.kind == "list_item" or _ORDINAL.match(text)):
            names.append(_ORDINAL.sub("", text))
        elif (
            (collecting == "amounts" and amounts)
            or paragraph.kind in ("caption", "heading")
            or (collecting == "" and not lines and len(text) > 80)
        ):
            break
    if names and len(names) == len(amounts):
        lines += [BudgetLine(name, amount, at) for name, (amount, at) in zip(names, amounts, strict=True)]
    return lines
