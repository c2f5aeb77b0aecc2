"""Lists of indicators that should be one: of the agreement and of the measurement, of two tables with one title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from normalize.model import Fact
from validate.context import Context, TableView
from validate.evidence import cell_to_evidence, fact_place, fact_to_evidence, table_to_evidence
from validate.frame import Draft
from validate.names import digits_of, fold, name_to_form
from validate.prose import told
from validate.scopes import table_scopes

#: at least this alike (0..100) an indicator may be meant by the other name: nothing is said to be missing
MAY_BE = 72.0


def unmeasured(context: Context) -> Iterator[Draft]:
    """A draft for an indicator of the year's agreement that no table measures, while those around it are measured."""
    if context.understanding.profile.kind not in ("lakip", "lkj_triwulan", ""):
        return
    scopes = table_scopes(context)
    own = [fact for fact in context.facts if not scopes.get(fact.table_index) and fact.row_kind == "indicator"]
    agreed: dict[str, list[Fact]] = {}
    for fact in own:
        if fact.measure == "target" and fact.basis in ("pk", "pk_revisi") and fact.year == context.year:
            agreed.setdefault(context.names.key(fact), []).append(fact)
    told_of = {
        (context.names.key(fact), fact.indicator_id)
        for fact in context.facts
        if fact.measure in ("realisasi", "capaian") and fact.year in (context.year, None)
    }
    measured, ids = {name for name, _ in told_of}, {one for _, one in told_of if one}
    missing = [name for name in agreed if name not in measured and not {f.indicator_id for f in agreed[name]} & ids]
    if len(agreed) - len(missing) < 3 or len(missing) * 4 > len(agreed):
        return
    others = measured - agreed.keys()
    for name in missing:
        first = agreed[name][0]
        if any(close(name, other) for other in others) or in_prose(context, name):
            continue
        yield Draft(
            rule="cross_table",
            kind="indicator_not_measured",
            severity="warning",
            key=(name, str(context.year), "not measured"),
            message=f"{told(first.indicator)}: diperjanjikan {first.raw} ({fact_place(first)}), tetapi tidak ada tabel "
            f"yang mengukurnya; {len(agreed) - len(missing)} indikator lain dari perjanjian itu diukur.",
            message_en=f"{told(first.indicator)}: agreed on as {first.raw} ({fact_place(first, 'en')}), but no table "
            f"measures it; {len(agreed) - len(missing)} other indicators of the agreement are measured.",
            evidence=tuple(fact_to_evidence(fact, "target perjanjian") for fact in agreed[name][:3]),
            expected="realisasi",
            reported="",
            indicator=first.indicator,
            table=first.table,
            page=first.page,
            weight=46,
        )


def close(left: str, right: str) -> bool:
    return digits_of(left) == digits_of(right) and max(
        fuzz.token_set_ratio(left, right), fuzz.partial_ratio(left, right)
    ) >= MAY_BE  # fmt: skip


def in_prose(context: Context, name: str) -> bool:
    """True where a sentence with a figure names the indicator: it is told of, only not in a table."""
    return any(
        claim.kind in ("achievement", "share", "formula") and name in name_to_form(claim.text)
        for claim in context.claims
    )


SECTION = re.compile(r"^\W*(?:(?:sasaran|tujuan|misi|visi|program|kegiatan|urusan)\b|rata\s*-?\s*rata)", re.I)


@dataclass(frozen=True, slots=True)
class NameList:
    """The indicators a table lists, made even, with the row (0-based) and column of each."""

    view: TableView
    rows: dict[str, tuple[int, int]]


def view_to_list(view: TableView) -> NameList | None:
    """The texts of the one column headed Indikator ..., None without one."""
    columns = [
        col
        for col in range(view.table.column_count)
        if view.headers[col] and re.match(r"^\W*indikator\b", view.headers[col][-1], re.I)
    ]
    if len(columns) != 1:
        return None
    rows: dict[str, tuple[int, int]] = {}
    for row in view.body:
        text = view.text(row, columns[0])
        form = name_to_form(text)
        cell = view.cell(row, columns[0])
        if cell is None or not view.own(row, columns[0]) or len(form.split()) < 2 or row in view.index_row:
            continue
        # a line over several columns, or one that names itself so, heads a section; an average closes it
        if cell.col_span == 1 and not SECTION.match(text) and not view.is_average(row) and not view.is_total(row):
            rows.setdefault(form, (row, columns[0]))
    return NameList(view, rows) if len(rows) >= 3 else None


def same_title(context: Context) -> Iterator[Draft]:
    """A draft for two tables of one title where one lists all indicators of the other, and more."""
    scopes = table_scopes(context)
    lists = [one for view in context.views if not scopes.get(view.index) and (one := view_to_list(view))]
    for place, left in enumerate(lists):
        for right in lists[place + 1 :]:
            if not one_title(left.view.table.caption, right.view.table.caption):
                continue
            more, less = (left, right) if len(left.rows) > len(right.rows) else (right, left)
            lacking = [name for name in more.rows if not any(same_name(name, one) for one in less.rows)]
            extra = [name for name in less.rows if not any(same_name(name, one) for one in more.rows)]
            # a name that the longer list has not may be one of those, worded anew
            if not lacking or extra or len(lacking) * 2 >= len(more.rows):
                continue
            yield lists_draft(more, less, lacking)


def one_title(left: str, right: str) -> bool:
    """True where the captions are one, a closing "Tahun 2020-2024" left out in one of them or alike in both."""
    years = [re.findall(r"\b20\d\d\b", title) for title in (left, right)]
    if all(years) and years[0] != years[1]:
        return False
    bare = [fold(re.sub(r"\W*(?:\btahun\b\W*)?\b20\d\d\b.*$", "", title, flags=re.I)) for title in (left, right)]
    return len(bare[0].split()) >= 4 and fuzz.ratio(*bare) >= 95 and digits_of(bare[0]) == digits_of(bare[1])


def same_name(left: str, right: str) -> bool:
    return digits_of(left) == digits_of(right) and fuzz.ratio(left, right) >= 88


def lists_draft(more: NameList, less: NameList, lacking: Sequence[str]) -> Draft:
    cells = [cell_to_evidence(more.view, *more.rows[name], "indikator", label="") for name in lacking]
    named = "; ".join(f"“{told(cell.raw, 70)}”" for cell in cells[:4])
    return Draft(
        rule="cross_table",
        kind="lists_differ",
        severity="warning",
        key=("lists", more.view.mark, less.view.mark),
        message=f"{more.view.name} dan {less.view.name} berjudul sama, tetapi {more.view.name} memuat "
        f"{len(more.rows)} indikator dan {less.view.name} {len(less.rows)}; tidak tercantum: {named}.",
        message_en=f"{more.view.name} and {less.view.name} have one title, but {more.view.name} lists "
        f"{len(more.rows)} indicators and {less.view.name} {len(less.rows)}; left out: {named}.",
        evidence=(*cells, table_to_evidence(more.view, "daftar"), table_to_evidence(less.view, "daftar")),
        expected=str(len(more.rows)),
        reported=str(len(less.rows)),
        table=less.view.mark,
        page=less.view.table.pages[0] if less.view.table.pages else None,
        weight=44,
    )


def indicator_lists(context: Context) -> Iterator[Draft]:
    yield from unmeasured(context)
    yield from same_title(context)
