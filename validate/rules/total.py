"""Totals of any table: rows called Jumlah, columns called Jumlah or Total."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping

from validate.context import Context, Number, TableView
from validate.evidence import cell_to_evidence
from validate.frame import Card, Draft, Rule
from validate.intervals import fraction_to_text, quantity_value, step_decimals
from validate.model import Evidence, Severity, Suspect
from validate.rules.balances import balances
from validate.rules.budget_runs import budget_runs
from validate.rules.header_formula import header_formulas
from validate.rules.outline_sums import outline_sums
from validate.rules.parts_percent import parts_percent
from validate.rules.share_columns import share_columns
from validate.rules.told_blocks import told_blocks
from validate.rules.told_pagu import told_pagu
from validate.rules.total_rows import one_row_missing
from validate.sums import Place, Relation, likely_parts, mending_values
from validate.typing_slips import SLIP_WORDS, slip_between

CARD = Card(
    id="total",
    title="Jumlah tidak sama dengan penjumlahan bagiannya",
    title_en="A total that its parts do not add up to",
    compares="baris Jumlah dan kolom Jumlah/Total dengan penjumlahan sel-selnya, di tabel apa pun; anggaran yang "
    "dirinci dalam daftar di uraian dengan rinciannya",
    compares_en="rows and columns called total with the sum of their cells, in any table; budgets that prose lists in "
    "detail with their details",
    why="Keandalan dan keakuratan angka adalah pokok reviu APIP (PermenPANRB 53/2014 lampiran III C.3.c).",
    why_en="Reliability and accuracy of figures are what APIP reviews (PermenPANRB 53/2014 annex III C.3.c).",
    not_judged="kolom persen, indeks dan rata-rata; tabel yang jumlahnya tidak terbukti merupakan penjumlahan; sel "
    "yang tidak terbaca",
    not_judged_en="columns of percents, indices and averages; tables whose totals are not shown to be sums; "
    "unreadable cells",
    examples=(("33 | 2 | 3 | 17 | Total 52", "error: 55"), ("7 + 2 + 1 + 1, Jumlah 11", "sesuai")),
)

NOT_ADDED = re.compile(
    r"%|persen|prosen|capaian|rata|indeks|nilai|skor|tahun|rasio|tingkat|bobot|ket\b|no\b|nomor|kode|urut|harga|"
    r"tarif|usia|umur|fisik|ipm|laju",
    re.I,
)
TOTAL_HEADER = re.compile(
    r"^\W*(?:jumlah|jml|total|jlh|sub\s*total|grand\s*total)\b\W*(?:\(?(?:rp|orang|seluruhnya|keseluruhan|"
    r"total)\b[\W\w]*)?$",
    re.I,
)


def added_columns(view: TableView) -> list[int]:
    """Columns whose numbers may be added up: no percents, indices, years or ordinals."""
    columns = []
    for col in range(view.table.column_count):
        numbers = [number for row in view.body if row not in view.index_row and (number := view.number(row, col))]
        if not numbers:
            continue
        if sum("%" in number.quantity.unit for number in numbers) * 2 > len(numbers):
            continue
        leaf = view.headers[col][-1] if view.headers[col] else ""
        if NOT_ADDED.search(leaf) and not TOTAL_HEADER.match(leaf):
            continue
        columns.append(col)
    return columns


def ordinal_columns(view: TableView) -> set[int]:
    """Columns that number the rows."""
    found = set()
    for col in range(min(2, view.table.column_count)):
        values = [
            number.quantity.value
            for row in view.body
            if row not in view.index_row and (number := view.number(row, col))
        ]
        if len(values) >= 3 and sum(b - a == 1 for a, b in itertools.pairwise(values)) * 5 >= 4 * (len(values) - 1):
            found.add(col)
        leaf = view.headers[col][-1] if view.headers[col] else ""
        if re.match(r"^\W*(?:no|nomor|no\.? urut)\b", leaf, re.I):
            found.add(col)
    return found


def cells_of_rows(view: TableView, rows: list[int], col: int) -> tuple[tuple[Number, ...], tuple[Place, ...]]:
    numbers = tuple(number for row in rows if (number := view.number(row, col)))
    blanks = tuple(
        (row, col)
        for row in rows
        if not view.text(row, col).strip() and (view.cell(row, col) is None or view.own(row, col))
    )
    return numbers, blanks


def column_relations(view: TableView, columns: list[int]) -> list[list[list[Relation]]]:
    """For every total row, for every column, its possible relations."""
    totals = [row for row in view.body if view.is_total(row)]
    found: list[list[list[Relation]]] = []
    for place, total_row in enumerate(totals):
        before = totals[:place]
        plain = [
            r
            for r in view.body
            if r < total_row and r not in totals and not view.is_average(r) and r not in view.index_row
        ]
        since = [r for r in plain if not before or r > before[-1]]
        after = [
            r
            for r in view.body
            if r > total_row and r not in totals and not view.is_average(r) and r not in view.index_row
        ]
        per_column: list[list[Relation]] = []
        for col in columns:
            total = view.number(total_row, col)
            if total is None or any(view.kind(r, col) in ("malformed", "error") for r in (*plain, *after)):
                # a part nobody can read: no judgement
                continue
            choices = [
                cells_of_rows(view, since, col),
                cells_of_rows(view, plain, col),
                cells_of_rows(view, before, col),
            ]
            if not plain:
                choices.append(cells_of_rows(view, after, col))
            else:
                # a section's parent rows in a numbered table: the top level alone
                tops = top_rows(view, plain)
                if tops:
                    choices.append(cells_of_rows(view, tops, col))
                    choices.append(cells_of_rows(view, [row for row in plain if row not in tops], col))
            relations = likely_parts(total, choices, "column")
            if relations:
                per_column.append(relations)
        if per_column:
            found.append(per_column)
    return found


def top_rows(view: TableView, rows: list[int]) -> list[int]:
    """Rows whose name starts further left than the others' do, or that carry an ordinal of a higher kind; [] where
    all are of one kind."""
    starts: dict[int, int] = {}
    for row in rows:
        for col in range(view.table.column_count):
            text = view.text(row, col).strip()
            if text and view.own(row, col) and any(letter.isalpha() for letter in text):
                starts[row] = col
                break
    if len(set(starts.values())) > 1:
        left = min(starts.values())
        return [row for row, col in starts.items() if col == left]
    kinds = {
        row: ordinal_kind(
            next(
                (view.text(row, col).strip() for col in range(view.table.column_count) if view.text(row, col).strip()),
                "",
            )
        )
        for row in rows
    }
    known = [kind for kind in kinds.values() if kind]
    if len(set(known)) > 1:
        first = kinds[rows[0]]
        return [row for row in rows if kinds[row] == first] if first else []
    return []


def ordinal_kind(text: str) -> str:
    """'I.' -> 'roman', 'A.' -> 'upper', '1.' -> 'digit', '1.2' -> 'digit2', 'a.' -> 'lower', else ''."""
    head = text.split(" ")[0]
    if re.fullmatch(r"[IVXL]+[.)]?", head):
        return "roman"
    if re.fullmatch(r"[A-Z][.)]", head):
        return "upper"
    if re.fullmatch(r"[a-z][.)]", head):
        return "lower"
    if re.fullmatch(r"\d{1,3}[.)]?", head):
        return "digit"
    if match := re.fullmatch(r"\d+((?:\.\d+)+)\.?", head):
        return f"digit{match.group(1).count('.') + 1}"
    if head in ("-", "•", "–"):
        return "dash"
    return ""


def chosen_column_relations(view: TableView, columns: list[int]) -> list[Relation]:
    """For every total row the relations of the way of adding that most of its columns keep; none where no column
    keeps any."""
    chosen: list[Relation] = []
    for per_column in column_relations(view, columns):
        holding = [
            relation for relations in per_column for relation in relations if relation.holds and not relation.trivial
        ]
        judged = [relations for relations in per_column if any(not relation.trivial for relation in relations)]
        kept = len({relation.total.col for relation in holding})
        shapes: dict[tuple[int, ...], int] = {}
        for relation in holding:
            shape = rows_of(relation)
            shapes[shape] = shapes.get(shape, 0) + 1
        for relations in per_column:
            good = next((relation for relation in relations if relation.holds), None)
            if good:
                chosen.append(good)
                continue
            solid = [relation for relation in relations if not relation.trivial] or relations
            best = max(solid, key=lambda one: likeness(rows_of(one), shapes))
            if (
                (kept * 2 >= len(judged) and kept >= 1)
                or (len(judged) <= 2 and near_miss(best))
                or (kept >= 3 and off_by_few(best))
            ):
                chosen.append(best)
    return chosen


def likeness(shape: tuple[int, ...], shapes: Mapping[tuple[int, ...], int]) -> tuple[int, int]:
    """How many columns add just these rows, and how many nearly these."""
    return shapes.get(shape, 0), sum(count for other, count in shapes.items() if overlap(other, shape))


def rows_of(relation: Relation) -> tuple[int, ...]:
    return tuple(part.row for part in relation.parts)


def overlap(left: tuple[int, ...], right: tuple[int, ...]) -> bool:
    """True where one way of adding is (nearly) the other: noughts and blanks left out."""
    a, b = set(left), set(right)
    return len(a & b) * 2 >= max(len(a), len(b))


def off_by_few(relation: Relation) -> bool:
    """Whole counts that miss their sum by one or two, or an amount that nearly meets it: beside columns that are sums,
    this one was meant to be one."""
    whole = all(number.quantity.step == 1 for number in (relation.total, *relation.parts))
    gap = abs(quantity_value(relation.total.quantity) - relation.sum)
    return whole and gap <= 2 and relation.sum >= 5 if relation.sum < 1000 else near_miss(relation)


def near_miss(relation: Relation) -> bool:
    """A total that misses its sum by little or by one keystroke: it was meant to be that sum."""
    total, wanted = quantity_value(relation.total.quantity), relation.sum
    if len(relation.parts) < 3 or not total or not wanted:
        return False
    if abs(total - wanted) * 20 <= abs(wanted) or slip_between(
        relation.total.quantity.raw, fraction_to_text(wanted, step_decimals(relation.total.quantity))
    ):
        return True
    # or one of few parts is a keystroke away from what the total asks of it
    return len(relation.parts) <= 8 and any(
        slip_between(
            part.quantity.raw,
            fraction_to_text(relation.implied((part.row, part.col)), step_decimals(part.quantity)),
        )
        for part in relation.parts
        if part.quantity.value and relation.implied((part.row, part.col)) > 0
    )


def total_columns(view: TableView) -> list[int]:
    return [
        col for col in range(view.table.column_count) if view.headers[col] and TOTAL_HEADER.match(view.headers[col][-1])
    ]


def row_relations(view: TableView, columns: list[int]) -> list[Relation]:
    """The row sums the table keeps: for every total column the way of adding that most rows keep."""
    chosen: list[Relation] = []
    totals = [col for col in total_columns(view) if col in columns]
    rows = [row for row in view.body if row not in view.index_row and not view.is_average(row)]
    for place, total_col in enumerate(totals):
        before = totals[:place]
        plain = [col for col in columns if col < total_col and col not in totals]
        since = [col for col in plain if not before or col > before[-1]]
        after = [col for col in columns if col > total_col and col not in totals]
        ways = [since, plain, before]
        ways += [since[-size:] for size in range(2, len(since))]
        if not plain:
            ways.append(after)
        best: list[Relation] = []
        best_kept = 0
        for way in ways:
            if len(way) < 2:
                continue
            relations = []
            for row in rows:
                total = view.number(row, total_col)
                parts = tuple(number for col in way if (number := view.number(row, col)))
                if total is None or not parts:
                    continue
                if any(view.kind(row, col) in ("malformed", "error", "range", "text") for col in way):
                    continue
                blanks = tuple((row, col) for col in way if not view.text(row, col).strip())
                relations.append(Relation(total, parts, blanks, "row"))
            kept = sum(relation.holds and not relation.trivial for relation in relations)
            solid = sum(not relation.trivial or not relation.holds for relation in relations)
            if kept >= 2 and kept * 5 >= solid * 3 and kept > best_kept:
                best, best_kept = relations, kept
        chosen.extend(best)
    return chosen


def relation_to_draft(view: TableView, relation: Relation, relations: list[Relation]) -> Draft:
    total = relation.total
    decimals = step_decimals(total.quantity)
    wanted = fraction_to_text(relation.sum, decimals)
    mends = mending_values(relation, relations)
    label = view.labels[total.row]
    column = view.header(total.col)
    where = f"baris {label}" if relation.way == "row" else f"kolom {column}" if column else f"kolom ke-{total.col + 1}"
    where_en = f"row {label}" if relation.way == "row" else f"column {column}" if column else f"column {total.col + 1}"
    shown = " + ".join(part.quantity.raw for part in relation.parts[:14]) + (" + …" if len(relation.parts) > 14 else "")
    evidence: list[Evidence] = [cell_to_evidence(view, part.row, part.col, "bagian") for part in relation.parts]
    evidence.append(cell_to_evidence(view, total.row, total.col, "jumlah"))
    single = [place for place in relation.blanks if blank_explains(view, relation, place)]
    severity: Severity = "error"
    kind = f"{relation.way}_total"
    tail = tail_en = ""
    if single:
        severity, kind = "warning", "blank_part"
        missing = fraction_to_text(quantity_value(total.quantity) - relation.sum, decimals)
        named = ", ".join(f"{view.labels[row]} ({view.header(col)})" for row, col in single[:2])
        tail = f" Sel kosong {named} seharusnya {missing}."
        tail_en = f" The empty cell {named} should be {missing}."
        evidence += [cell_to_evidence(view, row, col, "sel kosong") for row, col in single[:2]]
    suspects = []
    for number, value in mends or [(total, relation.sum)]:
        would_be = fraction_to_text(value, step_decimals(number.quantity))
        slip = slip_between(number.quantity.raw, would_be)
        reason = "memenuhi semua penjumlahan" if mends else "jumlah dari bagiannya; sel lain ikut perlu diperiksa"
        suspects.append(
            Suspect(
                number.quantity.raw,
                would_be,
                reason + (f"; {SLIP_WORDS[slip][0]}" if slip else ""),
                cell_to_evidence(view, number.row, number.col, "diduga"),
            )
        )
    suspects.sort(key=lambda one: "angka" not in one.reason and "letak" not in one.reason)
    if not mends:
        suspects += [
            Suspect(
                part.quantity.raw,
                fraction_to_text(relation.implied((part.row, part.col)), step_decimals(part.quantity)),
                "bila hanya sel ini yang salah",
            )
            for part in relation.parts[:12]
        ]
    return Draft(
        rule="total",
        kind=kind,
        severity=severity,
        key=(view.mark, label, column, relation.way),
        message=f"{view.name}, {where}: {shown} = {wanted}, tercetak {total.quantity.raw}.{tail}",
        message_en=f"{view.name}, {where_en}: {shown} = {wanted}, printed {total.quantity.raw}.{tail_en}",
        evidence=tuple(evidence),
        expected=wanted,
        reported=total.quantity.raw,
        indicator=label,
        table=view.mark,
        page=total.cell.page,
        suspects=tuple(suspects),
        cells=frozenset((number.table_index, number.row + 1, number.col + 1) for number, _ in mends),
        weight=70,
    )


def blank_explains(view: TableView, relation: Relation, place: Place) -> bool:
    """True where the empty cell would hold the missing amount: no negative one, and no crumb beside the other parts."""
    missing = quantity_value(relation.total.quantity) - relation.sum
    smallest = min((value for part in relation.parts if (value := quantity_value(part.quantity)) > 0), default=missing)
    return missing > 0 and missing * 20 >= smallest and not view.text(*place).strip()


def table_to_relations(view: TableView) -> list[Relation]:
    ordinals = ordinal_columns(view)
    columns = [col for col in added_columns(view) if col not in ordinals]
    return chosen_column_relations(view, columns) + row_relations(view, columns)


def judge(context: Context) -> Iterator[Draft]:
    """A draft for every total that its parts do not give, in tables that show that they add."""
    for view in context.views:
        relations = table_to_relations(view)
        broken = [relation for relation in relations if not relation.holds]
        drafts = [relation_to_draft(view, relation, relations) for relation in broken]
        yield from one_row_missing(view, broken, drafts, ordinal_columns(view))
    yield from outline_sums(context)
    yield from budget_runs(context)
    yield from told_blocks(context)
    yield from told_pagu(context)
    yield from header_formulas(context)
    yield from parts_percent(context)
    yield from share_columns(context)
    yield from balances(context)


RULE = Rule(CARD, judge)
