"""Reports as the warehouse holds them, back as Understandings: to compare reports, and to show what was read.

Claims (sentences) come back without their mentions: what they were judged by is in the findings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from extract.model import Box, Cell, Page, Paragraph, Report, Table
from normalize.model import Claim, Fact, Profile, Quantity, Understanding

Records = list[dict[str, Any]]
Query = Callable[[str, list[Any]], Records]


def row_to_box(row: dict[str, Any]) -> Box | None:
    return None if row["x0"] is None else Box(row["x0"], row["y0"], row["x1"], row["y1"])


def row_to_cell(row: dict[str, Any]) -> Cell:
    return Cell(
        row=row["row_no"] - 1,
        col=row["col_no"] - 1,
        text=row["text"],
        row_span=row["row_span"],
        col_span=row["col_span"],
        page=row["page"],
        line=row["line"],
        box=row_to_box(row),
        bold=row["bold"],
        confidence=row["confidence"],
    )


def row_to_table(row: dict[str, Any], cells: list[Cell]) -> Table:
    return Table(
        number=row["number"],
        caption=row["caption"],
        pages=tuple(row["pages"]),
        method=row["method"],
        row_count=row["row_count"],
        column_count=row["column_count"],
        header_rows=row["header_rows"],
        cells=tuple(cells),
        order=row["order_no"],
        line=row["line"],
        confidence=row["confidence"],
        notes=tuple(row["notes"]),
        reasons=tuple(row["reasons"]),
    )


def row_to_fact(row: dict[str, Any]) -> Fact:
    quantity = None
    if row["step"] is not None:
        # value_text keeps every digit; a step out of DECIMAL's range is not there, and such a figure judges nothing
        quantity = Quantity(
            Decimal(row["value_text"]),
            row["step"].normalize(),
            row["raw"],
            row["unit"],
            bool(row["exact"]),
            row["confidence"],
            row["alternative"],
        )
    return Fact(
        id=row["fact_id"],
        report=row["report_id"],
        table_index=int(row["table_id"].rpartition("t")[2]),
        table=row["table_name"],
        row=row["row_no"],
        col=row["col_no"],
        group=row["group_name"],
        indicator=row["indicator"],
        indicator_id=row["indicator_id"],
        match_score=row["match_score"],
        year=row["year"],
        period=row["period"],
        cumulative=row["cumulative"],
        measure=row["measure"],
        basis=row["basis"],
        quantity=quantity,
        word="" if quantity else row["value_text"],
        unit=row["unit"],
        raw=row["raw"],
        method=row["method"],
        confidence=row["confidence"],
        page=row["page"],
        line=row["line"],
        box=row_to_box(row),
        row_kind=row["row_kind"],
    )


def row_to_claim(row: dict[str, Any]) -> Claim:
    return Claim(
        id=row["claim_id"],
        report=row["report_id"],
        kind=row["kind"],
        paragraph=row["paragraph"],
        text=row["text"],
        mentions=(),
        page=row["page"],
        line=row["line"],
        indicator=row["indicator"],
        indicator_id=row["indicator_id"],
        year=row["year"],
        period=row["period"],
        headings=tuple(row["headings"]),
    )


def row_to_paragraph(row: dict[str, Any]) -> Paragraph:
    return Paragraph(row["text"], row["order_no"], row["kind"], row["page"], row["line"], row_to_box(row))


def query_to_understandings(query: Query, reports: Sequence[str]) -> list[tuple[Understanding, str]]:
    """(understanding, path of its file when it was loaded) of these reports, in the order of loading."""

    def rows(entity: str) -> Records:
        return query(f"SELECT * FROM {entity} WHERE report_id IN (SELECT unnest(?)) ORDER BY rowid", [list(reports)])

    def grouped(entity: str, key: str = "report_id") -> dict[str, Records]:
        groups: defaultdict[str, Records] = defaultdict(list)
        for row in rows(entity):
            groups[row[key]].append(row)
        return groups

    pages, paragraphs, tables = grouped("raw_page"), grouped("raw_paragraph"), grouped("core_table")
    cells, facts = grouped("core_cell", "table_id"), grouped("core_fact")
    claims = grouped("core_claim")
    files = {row["report_id"]: row for row in rows("raw_file")}
    about = {row["report_id"]: row for row in rows("core_report")}
    found: list[tuple[Understanding, str]] = []
    for key, file in files.items():
        row = about[key]
        report = Report(
            name=file["name"],
            sha256=file["sha256"],
            media=file["media"],
            pages=tuple(
                Page(one["page"], one["width"], one["height"], one["status"], one["note"]) for one in pages.get(key, ())
            ),
            paragraphs=tuple(row_to_paragraph(one) for one in paragraphs.get(key, ())),
            tables=tuple(
                row_to_table(one, [row_to_cell(cell) for cell in cells.get(one["table_id"], ())])
                for one in sorted(tables.get(key, ()), key=lambda one: one["table_index"])
            ),
            warnings=tuple(row["warnings"]),
        )
        renstra = (row["renstra_from"], row["renstra_to"]) if row["renstra_from"] is not None else None
        profile = Profile(
            row["kind"], row["agency"], row["agency_id"], row["region"], row["year"], row["period"], renstra
        )
        understood = Understanding(
            report,
            profile,
            tuple(row_to_fact(one) for one in facts.get(key, ())),
            tuple(row_to_claim(one) for one in claims.get(key, ())),
        )
        found.append((understood, file["path"]))
    return found
