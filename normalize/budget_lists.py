"""Budget lines told as lists under a plan's table: "Kegiatan 1. ... 2. ..." and "Anggaran Rp. ... Rp. ...".

A Perjanjian Kinerja closes with its programmes and their money, outside the table. Names and amounts may stand in
one line or
in two lists of equal length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Paragraph, Table
from normalize.column_money import is_money
from normalize.column_texts import body_columns
from normalize.headers import ColumnRole
from normalize.numbers import read_cell

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


def table_to_budget_roles(table: Table, plan: bool) -> list[ColumnRole] | None:
    """Roles of a table without column names that lists programmes and their money; None where it is none.

    One column of rupiah, one of names left of it. Outside a `plan` (a Perjanjian Kinerja) the names must say that they
    are programmes or activities.
    """
    columns = body_columns(table)
    money = [
        col
        for col, texts in enumerate(columns)
        if texts and is_money(texts) and sum(read_cell(text).quantity is not None for text in texts) >= 0.8 * len(texts)
    ]
    if len(money) != 1 or len(columns[money[0]]) < 2:
        return None
    names = [
        col
        for col, texts in enumerate(columns[: money[0]])
        if len(texts) >= 0.7 * len(columns[money[0]])
        and sum(sum(c.isalpha() for c in text) >= 8 for text in texts) >= 0.8 * len(texts)
    ]
    if not names:
        return None
    told = sum(
        re.match(r"\W*(?:\d{1,2}[.)]\s*)?(sub\s*)?(program|kegiatan|belanja)\b", t, re.I) is not None
        for t in columns[names[-1]]
    )
    # amounts that say rupiah, in a plan; elsewhere the names say what they are
    in_rupiah = sum("rp" in text.casefold() for text in columns[money[0]]) >= 0.6 * len(columns[money[0]])
    if told < 0.6 * len(columns[names[-1]]) and not (plan and in_rupiah):
        return None
    return [
        ColumnRole("indicator")
        if col == names[-1]
        else ColumnRole("figure", "pagu", unit="Rp", sure=False)
        if col == money[0]
        else ColumnRole("number" if col < names[-1] else "text")
        for col in range(table.column_count)
    ]
