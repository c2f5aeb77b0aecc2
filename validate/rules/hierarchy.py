"""Accounts, programmes and activities: a parent row is the sum of its children."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from validate.context import Context, Number, TableView
from validate.evidence import cell_to_evidence
from validate.frame import Card, Draft, Rule
from validate.intervals import fraction_to_text, quantity_value, step_decimals
from validate.model import Suspect
from validate.rules.total import added_columns, ordinal_columns, ordinal_kind
from validate.sums import Relation, mending_values
from validate.typing_slips import SLIP_WORDS, slip_between

CARD = Card(
    id="hierarchy",
    title="Induk tidak sama dengan jumlah rinciannya",
    title_en="A parent row that its children do not add up to",
    compares="kode akun 51 dengan 511 + 512 ..., A. dengan 1. + 2. ..., program dengan kegiatannya",
    compares_en="account 51 with 511 + 512 ..., A. with 1. + 2. ..., a programme with its activities",
    why="Rincian belanja harus membentuk jumlahnya (akuntabilitas keuangan, PermenPANRB 53/2014 lampiran III/2-2, "
    "I.6).",
    why_en="Details must make their sums (financial accountability, PermenPANRB 53/2014 annex III/2-2, I.6).",
    not_judged="tabel yang induknya tidak terbukti merupakan penjumlahan rinciannya",
    not_judged_en="tables whose parents are not shown to be sums of their children",
    examples=(("Program 7.157.440.500; kegiatan 869.409.200 + ... = 9.046.730.910", "error"),),
)

#: the order of ordinals from the outermost inwards
LEVELS = {"upper": 1, "roman": 2, "digit": 3, "lower": 4, "dash": 5, "digit2": 4, "digit3": 5, "digit4": 6, "digit5": 7}


def first_text(view: TableView, row: int) -> str:
    for col in range(view.table.column_count):
        text = view.text(row, col).strip()
        if text and view.own(row, col):
            return text
    return ""


def code_levels(view: TableView, rows: list[int]) -> dict[int, int]:
    """Levels by account or programme codes: the longer, the deeper."""
    codes: dict[int, str] = {}
    for row in rows:
        match = re.match(r"^\W*(\d{2,8}|\d{1,2}(?:\.\d{1,4}){1,6})(?:[.\s]|$)", first_text(view, row))
        if match:
            codes[row] = match.group(1).replace(".", "")
    if len(codes) < 3 or len(codes) * 3 < len(rows) * 2:
        return {}
    lengths = sorted({len(code) for code in codes.values()})
    if len(lengths) < 2:
        return {}
    last: dict[int, int] = {}
    deepest = len(lengths)
    for row in rows:
        last[row] = lengths.index(len(codes[row])) if row in codes else deepest
    return last


def ordinal_levels(view: TableView, rows: list[int]) -> dict[int, int]:
    kinds = {row: ordinal_kind(first_text(view, row)) for row in rows}
    present = {kind for kind in kinds.values() if kind}
    if len(present) < 2:
        # rows without any ordinal are the children of those with one
        if len(present) == 1 and 2 <= sum(1 for kind in kinds.values() if kind) < len(rows):
            return {row: 0 if kind else 1 for row, kind in kinds.items()}
        return {}
    order = sorted(present, key=lambda kind: LEVELS.get(kind, 9))
    # the kind that comes first in the table is the outermost
    first = next(kinds[row] for row in rows if kinds[row])
    if order[0] != first:
        order.remove(first)
        order.insert(0, first)
    return {row: order.index(kind) if kind else len(order) for row, kind in kinds.items()}


def word_levels(view: TableView, rows: list[int]) -> dict[int, int]:
    """Rows whose name starts with Program above the others."""
    levels = {}
    for row in rows:
        name = re.sub(r"^\W*(?:[\dIVX]+[.)]|[A-Za-z][.)])?\s*", "", view.labels[row]).casefold()
        levels[row] = 0 if name.startswith("program ") else 1
    return levels if 2 <= sum(level == 0 for level in levels.values()) < len(rows) else {}


def start_levels(view: TableView, rows: list[int]) -> dict[int, int]:
    """Rows whose name starts further left above those whose name starts further right."""
    starts: dict[int, int] = {}
    for row in rows:
        for col in range(view.table.column_count):
            text = view.text(row, col).strip()
            if text and view.own(row, col) and any(letter.isalpha() for letter in text) and not view.number(row, col):
                starts[row] = col
                break
        else:
            return {}
    columns = sorted(set(starts.values()))
    return {row: columns.index(col) for row, col in starts.items()} if 2 <= len(columns) <= 4 else {}


WAYS: tuple[Callable[[TableView, list[int]], dict[int, int]], ...] = (
    code_levels,
    ordinal_levels,
    word_levels,
    start_levels,
)


def level_relations(view: TableView, rows: list[int], levels: dict[int, int], col: int) -> list[Relation]:
    relations = []
    for place, row in enumerate(rows):
        total = view.number(row, col)
        if total is None:
            continue
        parts: list[Number] = []
        blanks = []
        direct: int | None = None
        for child in rows[place + 1 :]:
            if levels[child] <= levels[row]:
                break
            number = view.number(child, col)
            if direct is None:
                direct = levels[child]
            if levels[child] == direct:
                if number is not None:
                    parts.append(number)
                elif view.own(child, col):
                    blanks.append((child, col))
            elif levels[child] < direct:
                # an intermediate level after a deeper one: the shape is not understood
                parts = []
                break
        running = Fraction(0)
        for place_of, part in enumerate(parts):
            running += quantity_value(part.quantity)
            if running == quantity_value(total.quantity):
                # what follows belongs to the next parent, whose own row looks like a child
                parts = parts[: place_of + 1]
                break
        if parts:
            relations.append(Relation(total, tuple(parts), tuple(blanks), "level"))
    return relations


def table_relations(view: TableView) -> list[list[Relation]]:
    """For every added column the relations of the way that most parents keep; nothing where no way is kept."""
    rows = [
        row for row in view.body if row not in view.index_row and not view.is_total(row) and not view.is_average(row)
    ]
    ordinals = ordinal_columns(view)
    columns = [col for col in added_columns(view) if col not in ordinals]
    # a spreadsheet's error stands where a figure would: the row is a part that cannot be read
    rows = [row for row in rows if any(view.number(row, col) or view.text(row, col).startswith("#") for col in columns)]
    if len(rows) < 5 or not columns:
        return []
    best: list[list[Relation]] = []
    best_kept = 0
    for way in WAYS:
        levels = way(view, rows)
        if not levels:
            continue
        found = [level_relations(view, rows, levels, col) for col in columns]
        flat = [relation for relations in found for relation in relations if len(relation.parts) >= 2]
        kept = sum(relation.holds and not relation.trivial for relation in flat)
        judged = sum(not relation.trivial for relation in flat)
        if kept >= 2 and kept * 3 >= judged * 2 and kept > best_kept:
            best, best_kept = found, kept
        elif way is word_levels and not best and judged and all(near_sum(relation) for relation in flat):
            # "PROGRAM ..." over its activities says itself that it is their sum
            best = found
    return best


def near_sum(relation: Relation) -> bool:
    """The parent is of its children's size: meant to be their sum."""
    total = quantity_value(relation.total.quantity)
    return bool(total) and abs(relation.sum - total) * 2 <= total


def judge(context: Context) -> Iterator[Draft]:
    """A draft for every parent that its children do not make, in tables that show that parents are sums."""
    for view in context.views:
        for relations in table_relations(view):
            for relation in relations:
                if not relation.holds and len(relation.parts) >= 2 and not unreadable_parts(view, relation):
                    yield relation_draft(view, relation, relations)


def unreadable_parts(view: TableView, relation: Relation) -> bool:
    """True where a child prints something that is no number ("#REF!", "12.34.5,678"): the sum is open."""
    return any(re.search(r"[#\d]", view.text(row, col)) for row, col in relation.blanks)


def relation_draft(view: TableView, relation: Relation, relations: list[Relation]) -> Draft:
    total = relation.total
    decimals = step_decimals(total.quantity)
    wanted = fraction_to_text(relation.sum, decimals)
    label = view.labels[total.row]
    column = view.header(total.col) or f"kolom ke-{total.col + 1}"
    shown = " + ".join(part.quantity.raw for part in relation.parts[:10]) + (" + …" if len(relation.parts) > 10 else "")
    mends = mending_values(relation, relations) or [(total, relation.sum)]
    suspects = []
    for number, value in mends:
        would_be = fraction_to_text(value, step_decimals(number.quantity))
        slip = slip_between(number.quantity.raw, would_be)
        suspects.append(
            Suspect(
                number.quantity.raw,
                would_be,
                SLIP_WORDS[slip][0] if slip else "memenuhi penjumlahan",
                cell_to_evidence(view, number.row, number.col, "diduga"),
            )
        )
    others = [col for col in range(view.table.column_count) if col != total.col and view.number(total.row, col)]
    return Draft(
        rule="hierarchy",
        kind="parent_sum",
        severity="error",
        key=(view.mark, label, column),
        message=f"{view.name}, {label}, kolom {column}: rinciannya {shown} = {wanted}, induknya tercetak "
        f"{total.quantity.raw}.",
        message_en=f"{view.name}, {label}, column {column}: the details {shown} = {wanted}, the parent is printed "
        f"{total.quantity.raw}.",
        evidence=(
            cell_to_evidence(view, total.row, total.col, "induk"),
            *(cell_to_evidence(view, part.row, part.col, "rincian") for part in relation.parts),
            *(cell_to_evidence(view, total.row, col, "baris induk") for col in others[:6]),
        ),
        expected=wanted,
        reported=total.quantity.raw,
        indicator=label,
        table=view.mark,
        page=total.cell.page,
        suspects=tuple(suspects),
        cells=frozenset({(view.index, total.row + 1, total.col + 1)}),
        weight=68,
    )


RULE = Rule(CARD, judge)
