"""A table -> facts: every printed figure under a header that says what it measures."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.model import Cell, Paragraph, Table
from normalize.blocks import table_to_blocks
from normalize.budget_lists import paragraphs_to_budget_lines, table_to_budget_roles
from normalize.column_texts import body_columns, header_title, table_to_paths
from normalize.columns import table_to_roles
from normalize.headers import ColumnRole, has, squeeze
from normalize.measure_rows import table_to_measure_rows
from normalize.model import Basis, Fact, Measure, Period, Profile
from normalize.numbers import CellValue, NumberStyle, find_quantities, read_cell, texts_to_style
from normalize.period_rows import table_to_period_rows
from normalize.periods import find_period, find_year_range, find_years
from normalize.plan_years import with_counted_years
from normalize.rows import LabelledRow, table_to_rows
from normalize.scales import DeclaredScale, column_to_scale, scaled, table_to_scale

_MONEY_MEASURES = ("pagu", "realisasi_anggaran", "sisa_anggaran")
_PERCENT_MEASURES = ("capaian", "persen_anggaran", "fisik")
_LAW = re.compile(
    r"\b(nomor|no\.?|peraturan|undang-undang|perpres|permen|pp|uu)\b[^,;]{0,40}?tahun\s+\d{4}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class TableContext:
    """What stands around a table: the report, its profile, the heading above and whether printed ordinals belong to
    names.
    """

    report_id: str
    profile: Profile
    heading: str
    keep_ordinals: bool
    style: NumberStyle | None = None
    #: the lines right above the table
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableSense:
    """What the table as a whole says of its figures."""

    year: int | None
    period: Period
    cumulative: bool
    basis: Basis
    plan: bool


def table_to_sense(table: Table, context: TableContext) -> TableSense:
    """Year, period and basis out of caption, notes and title rows; the heading above and the document's own serve
    where they are silent.
    """
    own = _without_laws(" ".join((table.caption, header_title(table), *table.notes)))
    heading = _without_laws(context.heading)
    year = (
        _single_year(own, context.profile.year) or _single_year(heading, context.profile.year) or context.profile.year
    )
    hit = find_period(own)
    period: Period = hit.period if hit else context.profile.period
    words = squeeze(own)
    basis = _title_basis(words) or (
        _title_basis(squeeze(heading)) if not has(words, "pengukuran", "realisasi", "capaian") else ""
    )
    plan = (context.profile.kind in ("renstra", "rkt", "pk", "rencana_aksi") or bool(basis)) and not has(
        words, "realisasi", "capaian", "pengukuran", "evaluasi"
    )
    return TableSense(year, period, bool(hit and hit.cumulative), basis, plan)


def _without_laws(text: str) -> str:
    return _LAW.sub(" ", text)


def _single_year(text: str, own: int | None) -> int | None:
    """The year a title is about: of several the document's own, a range's ends not counted."""
    span = find_year_range(text)
    years = [year for year in find_years(text) if not span or year not in span]
    if own is not None and (own in years or (years and span and span[0] <= own <= span[1])):
        return own
    return years[-1] if years else None


def _title_basis(words: str) -> Basis:
    revised = has(words, "reviu", "review", "revisi", "perubahan")
    if has(words, "perjanjiankinerja", "penetapankinerja", "tapkin"):
        return "pk_revisi" if revised else "pk"
    if has(words, "rencanakinerjatahunan", "rkt", "rencanakinerja"):
        return "rkt"
    if has(words, "renstra", "rencanastrategis", "rpjmd", "rpjmn"):
        return "renstra"
    return ""


def fact_id(report_id: str, table_key: str, row_key: str, role: str) -> str:
    """16 hex digits over report, table, row and role: stable where only the value changes."""
    return hashlib.sha256("\x1f".join((report_id, table_key, row_key, role)).encode()).hexdigest()[:16]


def table_to_facts(table: Table, index: int, context: TableContext, below: Sequence[Paragraph] = ()) -> list[Fact]:
    """All facts of a table, block by block and row by row, then those of its head and, for a plan, of the budget list
    below it.

    [] where no column holds a measure. `below` are the paragraphs up to the next table.
    """
    sense = table_to_sense(table, context)
    facts = [fact for block in table_to_blocks(table) for fact in _block_facts(block, index, sense, context)]
    facts.sort(key=lambda fact: fact.row)
    facts += _note_facts(table, index, sense, context)
    if sense.plan and any(fact.measure == "target" for fact in facts):
        facts += _list_facts(table, index, sense, context, below)
    return _distinct_ids(facts)


def _block_facts(table: Table, index: int, sense: TableSense, context: TableContext) -> list[Fact]:
    """The facts of a table's rows, of one block where it has several side by side."""
    title = " ".join((table.caption, *table.notes))
    table, undated = with_counted_years(table, title, context.profile.kind, context.profile.renstra)
    whole = table_to_scale(table, context.above)
    roles = [
        ColumnRole("text") if col in undated else role
        for col, role in enumerate(table_to_roles(table, sense.plan, whole.factor if whole else Decimal(1)))
    ]
    facts: list[Fact] = []
    measured = any(role.kind == "figure" and role.measure for role in roles)
    if not measured and not any(role.kind == "figure" for role in roles):
        listed = table_to_budget_roles(table, context.profile.kind == "pk" or sense.basis in ("pk", "pk_revisi"))
        roles, measured = (listed, True) if listed else (roles, False)
    if measured:
        roles = _category_to_achievement(table, roles)
        by_row = table_to_measure_rows(table, roles, (table.caption, context.heading))
        if by_row is not None:
            roles = _with_name_column(roles, by_row.col)
        above = ""
        grid = table.grid() if by_row is not None else []
        periods = None if by_row else table_to_period_rows(table, roles, (table.caption, context.heading))
        if periods is not None:
            roles[periods.col] = ColumnRole("text")
        rows = table_to_rows(table, roles, context.keep_ordinals)
        styles = _column_styles(table, roles, context.style)
        spread = _group_level_columns(rows, roles)
        scales = _column_scales(table, roles, whole)
        for row in rows:
            if row.kind == "section":
                facts += _section_facts(table, index, row, sense, context)
                continue
            if by_row is not None:
                if row.row not in by_row.by_row:
                    continue
                # a blank name is the one above's
                named = by_row.indicator or (row.indicator if _has_name(grid[row.row], roles) else above)
                if not named:
                    continue
                above = named
                row = replace(row, kind="indicator", indicator=named)
            if periods is not None:
                if row.row not in periods.by_row:
                    continue
                row = replace(row, kind="indicator", indicator=periods.names[row.row])
            for col, cell in row.figures:
                role = roles[col] if by_row is None else _measure_of_row(roles[col], by_row.by_row[row.row])
                if periods is not None:
                    year, period = periods.by_row[row.row]
                    role = replace(role, year=year, period=period)
                settings = (styles.get(col), scales.get(col), col in spread)
                fact = _cell_fact(table, index, row, col, cell, role, sense, context, *settings)
                if fact is not None:
                    facts.append(fact)
    return facts


def _with_name_column(roles: list[ColumnRole], measures: int) -> list[ColumnRole]:
    """The column of measures as text; of the columns left of it the last that may hold names names the rows."""
    out = list(roles)
    out[measures] = ColumnRole("text")
    left = [col for col in range(measures) if out[col].kind in ("group", "indicator", "text")]
    if left and not any(role.kind == "indicator" for role in out[:measures]):
        out[left[-1]] = ColumnRole("indicator")
    return out


def _has_name(cells: Sequence[Cell | None], roles: list[ColumnRole]) -> bool:
    """Does the row, given as its cells, have a name of its own or a merged one?"""
    return any(
        role.kind == "indicator" and (cell := cells[col]) is not None and bool(cell.text.strip())
        for col, role in enumerate(roles)
    )


def _measure_of_row(column: ColumnRole, row: ColumnRole) -> ColumnRole:
    """The column's year and period with the measure that the row's label tells."""
    return replace(column, measure=row.measure, unit=row.unit, basis=row.basis or column.basis, sure=row.sure)


def _category_to_achievement(table: Table, roles: list[ColumnRole]) -> list[ColumnRole]:
    """A grade column whose cells carry percentages ("63,36 % (Sedang)") is the achievement."""
    out = list(roles)
    if any(role.measure == "capaian" for role in roles):
        return out
    for col, role in enumerate(roles):
        if role.kind != "category":
            continue
        texts = [
            cell.text for cell in table.cells if cell.col == col and cell.row >= table.header_rows and cell.text.strip()
        ]
        read = [value for text in texts if (value := read_cell(text)).kind == "quantity"]
        if texts and len(read) >= 0.6 * len(texts):
            out[col] = ColumnRole("figure", "capaian", year=role.year, period=role.period, unit="%", sure=False)
    return out


def _column_styles(table: Table, roles: list[ColumnRole], habit: NumberStyle | None) -> dict[int, NumberStyle]:
    """For each figure column its way of writing numbers, learnt from its own cells first."""
    styles: dict[int, NumberStyle] = {}
    for col, role in enumerate(roles):
        if role.kind != "figure":
            continue
        texts = [cell.text for cell in table.cells if cell.col == col and cell.row >= table.header_rows]
        own = texts_to_style(texts)
        styles[col] = own if own != NumberStyle() else habit or own
    return styles


def _column_scales(
    table: Table, roles: list[ColumnRole], whole: DeclaredScale | None
) -> dict[int, DeclaredScale | None]:
    """For each column of money what its figures are to be multiplied by."""
    paths, columns = table_to_paths(table), body_columns(table)
    return {
        col: column_to_scale(paths[col], whole, columns[col])
        for col, role in enumerate(roles)
        if role.measure in _MONEY_MEASURES
    }


def _group_level_columns(rows: list[LabelledRow], roles: list[ColumnRole]) -> set[int]:
    """Columns told once for each sasaran and not for each indicator (a budget merged over its rows, an average)."""
    out: set[int] = set()
    members: dict[int, list[LabelledRow]] = {}
    for row in rows:
        if row.kind == "indicator" and row.group and row.figures:
            members.setdefault(row.group_id, []).append(row)
    several = [group for group in members.values() if len(group) > 1]
    for col, role in enumerate(roles):
        if role.kind != "figure" or role.measure not in (*_MONEY_MEASURES, "persen_anggaran", "capaian", "fisik"):
            continue
        counts = [sum(any(c == col for c, _ in row.figures) for row in group) for group in several]
        told = sum(any(c == col for row in group for c, _ in row.figures) for group in members.values())
        # two groups among forty say nothing: there the figure stands for its own row
        enough = sum(count == 1 for count in counts) >= max(1, 0.3 * told)
        if counts and all(count <= 1 for count in counts) and enough:
            out.add(col)
        # a cell that spans several rows of one group
        for group in several:
            for row in group:
                for c, cell in row.figures:
                    if c == col and cell.row_span >= len(group):
                        out.add(col)
    return out


def _cell_fact(
    table: Table,
    index: int,
    row: LabelledRow,
    col: int,
    cell: Cell,
    role: ColumnRole,
    sense: TableSense,
    context: TableContext,
    style: NumberStyle | None,
    scale: DeclaredScale | None,
    group_level: bool,
) -> Fact | None:
    measure = role.measure
    if measure is None or role.kind != "figure":
        return None
    hint = row.unit or role.unit
    if measure in _MONEY_MEASURES:
        hint = "Rp"
    elif measure in _PERCENT_MEASURES:
        hint = "%"
    value = read_cell(cell.text, style=style, unit_hint=hint)
    scale = scale if measure in _MONEY_MEASURES else None
    value = scaled(value, scale)
    if value.kind in ("blank", "error") or (value.kind == "text" and measure != "target"):
        return None
    if value.kind == "text" and len(cell.text) > 40:
        return None
    if value.kind in ("word", "text") and measure in (*_MONEY_MEASURES, *_PERCENT_MEASURES):
        return None
    year = role.year if role.year is not None else (sense.year + role.relative_year if sense.year else None)
    if role.comparison:
        year = sense.year
    if role.end_target and role.year is None:
        year = context.profile.renstra[1] if context.profile.renstra else None
    period = role.period or sense.period
    basis: Basis = role.basis if measure == "target" else ""
    if measure == "target" and not basis:
        basis = _future_basis(sense, year, context)
    indicator = row.group if group_level and row.group and row.kind == "indicator" else row.indicator
    if not indicator:
        return None
    unit = _unit(value, measure, row, role)
    fact = _fact(
        table,
        index,
        row.row,
        col,
        cell,
        row.group,
        indicator,
        year,
        period,
        role.cumulative or (role.period is None and sense.cumulative),
        measure,
        basis,
        value,
        unit,
        "sasaran" if indicator == row.group and group_level else row.kind,
        context,
        1.0 if role.sure else 0.9,
    )
    return replace(fact, scale=scale.words) if scale is not None and value.quantity is not None else fact


def _future_basis(sense: TableSense, year: int | None, context: TableContext) -> Basis:
    if sense.basis:
        return sense.basis
    if context.profile.kind in ("renstra", "rkt", "pk"):
        kind: Basis = context.profile.kind  # type: ignore[assignment]
        return kind
    if year is not None and context.profile.year is not None and year > context.profile.year:
        return "renstra"
    return ""


def _unit(value: CellValue, measure: Measure, row: LabelledRow, role: ColumnRole) -> str:
    printed = value.quantity.unit if value.quantity else ""
    if printed:
        return printed
    if measure in _MONEY_MEASURES:
        return "Rp"
    if measure in _PERCENT_MEASURES:
        return "%"
    return row.unit or role.unit


def _fact(
    table: Table,
    index: int,
    row: int,
    col: int,
    cell: Cell,
    group: str,
    indicator: str,
    year: int | None,
    period: Period,
    cumulative: bool,
    measure: Measure,
    basis: Basis,
    value: CellValue,
    unit: str,
    row_kind: str,
    context: TableContext,
    sure: float,
) -> Fact:
    table_name = table.number or table.caption
    confidence = round(
        cell.confidence * table.confidence * sure * (value.quantity.confidence if value.quantity else 1.0), 3
    )
    key = f"{index}/{table_name}"
    return Fact(
        id=fact_id(
            context.report_id, key, f"{group}|{indicator}", f"{year}|{period}|{cumulative}|{measure}|{basis}|{col}"
        ),
        report=context.report_id,
        table_index=index,
        table=table_name,
        row=row + 1,
        col=col + 1,
        group=group,
        indicator=indicator,
        indicator_id="",
        match_score=0.0,
        year=year,
        period=period,
        cumulative=cumulative,
        measure=measure,
        basis=basis,
        quantity=value.quantity,
        word="" if value.quantity and not value.word else (value.word or cell.text.strip()),
        unit=unit,
        raw=cell.text.strip(),
        method=table.method,
        confidence=confidence,
        page=cell.page,
        line=cell.line,
        box=cell.box,
        row_kind=row_kind,
    )


_AMOUNT = re.compile(
    r"(?P<name>.*?)[\s:=]*(?:sebesar\s+)?(?P<amount>\(?Rp\.?\s*[\d.,]+(?:,-|,–)?)", re.IGNORECASE | re.DOTALL
)


def _section_facts(table: Table, index: int, row: LabelledRow, sense: TableSense, context: TableContext) -> list[Fact]:
    """'JUMLAH PAGU ANGGARAN ... Rp. 1.782.633.000,-' across the table is a budget line of its own."""
    found = _AMOUNT.match(row.section)
    if not found or len(found.group("name").strip()) < 4:
        return []
    value = read_cell(found.group("amount"), unit_hint="Rp")
    if value.quantity is None:
        return []
    cell = next(cell for cell in table.cells if cell.row == row.row and cell.text == row.section)
    name = found.group("name").strip(" :-–=")
    name = re.sub(r"\s+(sebesar|senilai|adalah)$", "", name, flags=re.IGNORECASE)
    fact = _fact(
        table,
        index,
        row.row,
        cell.col,
        replace(cell, text=found.group("amount")),
        row.group,
        name,
        sense.year,
        sense.period,
        False,
        "realisasi_anggaran" if re.search("realisasi", name, re.IGNORECASE) else "pagu",
        "",
        value,
        "Rp",
        "program",
        context,
        1.0,
    )
    return [fact]


def _note_facts(table: Table, index: int, sense: TableSense, context: TableContext) -> list[Fact]:
    """Budget lines in a table's head: 'Pagu Anggaran : Rp. ..., Realisasi Anggaran Tahun 2019 : Rp. ... atau
    98,60%'.
    """
    facts: list[Fact] = []
    for note in table.notes:
        if not re.search(r"\b(pagu|anggaran|realisasi)\b", note, re.IGNORECASE) or not re.search(
            r"\brp\b", note, re.IGNORECASE
        ):
            continue
        position, name = 0, ""
        for start, quantity in find_quantities(note):
            before = note[position:start]
            words = re.findall(r"[A-Za-z][A-Za-z .]*(?:\d{4})?", before)
            label = max((word.strip() for word in words), key=len, default="")
            is_percent = quantity.unit == "%"
            if not is_percent and not re.match(r"\(?\s*rp", quantity.raw.strip(), re.IGNORECASE):
                continue  # a year inside the label
            position = start + len(quantity.raw)
            if label and not is_percent:
                name = re.sub(r"\s+Rp\.?$", "", label).strip(" .:")
            if not name:
                continue
            realised = bool(re.search("realisasi", name, re.IGNORECASE))
            measure: Measure = "persen_anggaran" if is_percent else ("realisasi_anggaran" if realised else "pagu")
            cell = Cell(0, 0, quantity.raw, page=table.pages[0] if table.pages else None, line=table.line)
            value = read_cell(quantity.raw, unit_hint="%" if is_percent else "Rp")
            if value.quantity is None:
                continue
            unit = "%" if is_percent else "Rp"
            facts.append(
                _fact(
                    table,
                    index,
                    -1,
                    -1,
                    cell,
                    "",
                    name,
                    sense.year,
                    sense.period,
                    False,
                    measure,
                    "",
                    value,
                    unit,
                    "total",
                    context,
                    1.0,
                )
            )
    return facts


def _list_facts(
    table: Table, index: int, sense: TableSense, context: TableContext, below: Sequence[Paragraph]
) -> list[Fact]:
    """The programmes and their money listed under a plan's table; row and col are 0, the place is the paragraph's."""
    facts: list[Fact] = []
    for line in paragraphs_to_budget_lines(below):
        value = read_cell(line.amount, unit_hint="Rp")
        if value.quantity is None:
            continue
        at = line.paragraph
        cell = Cell(-1, -1, line.amount, page=at.page, line=at.line, box=at.box)
        facts.append(
            _fact(
                table,
                index,
                -1,
                -1,
                cell,
                "",
                line.name,
                sense.year,
                sense.period,
                False,
                "pagu",
                "",
                value,
                "Rp",
                "program",
                context,
                0.9,
            )
        )
    return facts


def _distinct_ids(facts: Sequence[Fact]) -> list[Fact]:
    """Two equal keys in one table (a row printed twice) get the second one's occurrence into the id."""
    seen: Counter[str] = Counter()
    out: list[Fact] = []
    for fact in facts:
        seen[fact.id] += 1
        out.append(
            fact if seen[fact.id] == 1 else replace(fact, id=fact_id(fact.report, fact.id, str(seen[fact.id]), "again"))
        )
    return out
