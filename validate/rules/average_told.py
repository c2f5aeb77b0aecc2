"""The average of all achievements told in prose against the one average row the report prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from validate.context import Context, Number, TableView
from validate.evidence import cell_to_evidence
from validate.frame import Draft
from validate.intervals import exact_to_fit, quantity_to_interval, quantity_value
from validate.model import Suspect
from validate.names import fold
from validate.prose import is_percent, mention_to_evidence, roles_of, told

#: an average of everything, not of a sasaran, quarter or budget
OVERALL = re.compile(
    r"\b(?:secara\s+(?:keseluruhan|umum)\W+(?:\w+\W+){0,3})?rata\s*-?\s*rata\s+(?:tingkat\s+)?capaian(?:\s+(?:seluruh|semua))?"
    r"(?:\s+(?:indikator|kinerja|utama|sasaran\s+strategis))*(?:\s+(?:pada\s+)?tahun\s+(?P<year>20\d\d))?\s*"
    r"(?:,\s*)?(?:adalah|sebesar|mencapai|yaitu|yakni|tercatat|:)\s*(?:sebesar\s+)?$",
    re.I,
)
PART = re.compile(
    r"triwulan|semester|tahun (?:lalu|sebelumnya)|anggaran|serapan|penyerapan|keuangan|program|bidang|"
    r"sasaran (?:ke|\d|strategis \d)|"
    r"misi|tujuan|fisik",
    re.I,
)


#: averages of other columns, by the words the column's head holds
OF_COLUMN = re.compile(
    r"\brata\s*-?\s*rata\s+(?:tingkat\s+|persentase\s+|capaian\s+)?"
    r"(?P<word>efisiensi|penyerapan\s+anggaran|serapan\s+anggaran|realisasi\s+(?:keuangan|fisik|anggaran))"
    r"(?:\s+(?:anggaran|program|kegiatan|keuangan|seluruh|semua))*(?:\s+(?:pada\s+)?tahun\s+(?P<year>20\d\d))?\s*"
    r"(?:adalah|sebesar|mencapai|yaitu|yakni|:)\s*(?:sebesar\s+)?$",
    re.I,
)


def column_averages(context: Context) -> Iterator[Draft]:
    """ "rata-rata efisiensi sebesar 39,23%" where the one average row under a column of that name prints another
    figure, and its rows give another too."""
    for claim in context.claims:
        result = roles_of(claim).get("result")
        if claim.kind != "average" or result is None or result.raw not in claim.text:
            continue
        match = OF_COLUMN.search(claim.text[: claim.text.find(result.raw)])
        if not match or (match["year"] and int(match["year"]) != context.year) or OTHER.search(claim.text):
            continue
        word = re.sub(r"\s+", " ", match["word"].casefold())
        columns = [
            (view, rows[0], col)
            for view in context.views
            if len(rows := [row for row in view.body if view.is_average(row)]) == 1
            for col in range(view.table.column_count)
            if word in re.sub(r"\s+", " ", view.header(col).casefold()) and view.number(rows[0], col)
        ]
        if len(columns) != 1:
            continue
        view, row, col = columns[0]
        printed = view.number(row, col)
        parts = [number for one in view.body if one < row and (number := view.number(one, col))]
        if printed is None or len(parts) < 2:
            continue
        mean = sum((quantity_value(part.quantity) for part in parts), Fraction(0)) / len(parts)
        if quantity_to_interval(result.quantity).meets(quantity_to_interval(printed.quantity)) or any(
            exact_to_fit(value, result.quantity) != "no" for value in (mean, quantity_value(printed.quantity))
        ):
            continue
        evidence = mention_to_evidence(context, claim, result)
        cell = cell_to_evidence(view, row, col, "rata-rata tabel")
        yield Draft(
            rule="prose_vs_table",
            kind="told_column_average",
            severity="warning",
            key=("told column average", fold(claim.text)[:70]),
            message=f"Rata-rata {word} tertulis {result.raw}, {view.name} mencetak {printed.quantity.raw} pada kolom "
            f"{view.header(col)}: “{told(claim.text)}”",
            message_en=f"The sentence gives an average ({word}) of {result.raw}, {view.name} prints "
            f"{printed.quantity.raw} in column {view.header(col)}: “{told(claim.text)}”",
            evidence=(evidence, cell, *(cell_to_evidence(view, one.row, col, "bagian") for one in parts)),
            expected=printed.quantity.raw,
            reported=result.raw,
            page=claim.page,
            suspects=(
                Suspect(result.raw, printed.quantity.raw, view.name, evidence),
                Suspect(printed.quantity.raw, result.raw, "menurut uraian", cell),
            ),
            weight=48,
        )


OTHER = re.compile(r"triwulan|semester|tahun (?:lalu|sebelumnya)", re.I)


def printed_averages(context: Context) -> list[tuple[TableView, Number]]:
    """The average rows under columns of this year's achievements."""
    found = []
    for view in context.views:
        rows = [row for row in view.body if view.is_average(row)]
        if len(rows) != 1 or not any(view.is_average(row) for row in rows):
            continue
        columns = {
            fact.col - 1
            for fact in context.facts
            if fact.table_index == view.index and fact.measure == "capaian" and fact.period == "Y"
            and fact.year in (None, context.year) and fact.row_kind == "indicator"
        }  # fmt: skip
        found += [(view, number) for col in sorted(columns) if (number := view.number(rows[0], col))]
    return found


def all_means(context: Context) -> list[Fraction]:
    """The mean of every column of achievements: the sentence may speak of another table."""
    columns: dict[tuple[int, int], list[Fraction]] = {}
    for fact in context.facts:
        if fact.measure == "capaian" and fact.quantity is not None and fact.row_kind == "indicator":
            columns.setdefault((fact.table_index, fact.col), []).append(quantity_value(fact.quantity))
    return [sum(values, Fraction(0)) / len(values) for values in columns.values() if len(values) > 1]


def told_averages(context: Context) -> Iterator[Draft]:
    """Drafts for overall averages in prose where all printed averages agree on another figure."""
    printed = printed_averages(context)
    if not printed or len({number.quantity.value for _, number in printed}) != 1:
        return
    view, number = printed[0]
    for claim in context.claims:
        result = roles_of(claim).get("result")
        if claim.kind != "average" or result is None or not is_percent(result.quantity):
            continue
        match = OVERALL.search(claim.text[: max(0, claim.text.find(result.raw))])
        if not match or PART.search(claim.text) or (match["year"] and int(match["year"]) != context.year):
            continue
        value = quantity_to_interval(result.quantity)
        if (
            value.meets(quantity_to_interval(number.quantity))
            or exact_to_fit(quantity_value(number.quantity), result.quantity) != "no"
        ):
            continue
        if any(exact_to_fit(mean, result.quantity) != "no" for mean in all_means(context)):
            continue
        evidence = mention_to_evidence(context, claim, result)
        cell = cell_to_evidence(view, number.row, number.col, "rata-rata tabel")
        yield Draft(
            rule="average",
            kind="told_average",
            severity="error",
            key=("told average", fold(claim.text)[:70]),
            message=f"Rata-rata capaian tertulis {result.raw}, {view.name} mencetak {number.quantity.raw}: "
            f"“{told(claim.text)}”",
            message_en=f"The sentence gives an average of {result.raw}, {view.name} prints {number.quantity.raw}: "
            f"“{told(claim.text)}”",
            evidence=(evidence, cell),
            expected=number.quantity.raw,
            reported=result.raw,
            page=claim.page,
            suspects=(
                Suspect(result.raw, number.quantity.raw, view.name, evidence),
                Suspect(number.quantity.raw, result.raw, "menurut uraian", cell),
            ),
            weight=52,
        )
