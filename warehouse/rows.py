"""Reports, facts, claims and findings as rows of the warehouse, one dict a row under the registry's names."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

from extract.model import Box, Paragraph, Report, Table
from normalize.model import Claim, Fact, Understanding
from validate.model import Evidence, Finding
from warehouse.doubts import findings_to_doubts
from warehouse.sketch import facts_to_sketch

Row = dict[str, Any]
Rows = dict[str, list[Row]]

#: DECIMAL(38,10): ten decimals, and what is left for the digits before the point
DECIMAL_STEP = Decimal(1).scaleb(-10)
DECIMAL_LIMIT = Decimal(1).scaleb(28)
#: wide enough that quantizing any value below the limit loses nothing before the tenth decimal
DECIMAL_CONTEXT = Context(prec=60, rounding=ROUND_HALF_EVEN)


def decimal_to_column(value: Decimal | None) -> Decimal | None:
    """The value with ten decimals; None where it does not fit DECIMAL(38,10) (`value_text` keeps every digit)."""
    # copy_abs, for abs() would round to the ambient context's 28 digits
    if value is None or not value.is_finite() or value.copy_abs() >= DECIMAL_LIMIT:
        return None
    rounded = value.quantize(DECIMAL_STEP, context=DECIMAL_CONTEXT)
    return rounded if rounded.copy_abs() < DECIMAL_LIMIT else None


def box_to_columns(box: Box | None) -> Row:
    if box is None:
        return {"x0": None, "y0": None, "x1": None, "y1": None}
    return {"x0": box.x0, "y0": box.y0, "x1": box.x1, "y1": box.y1}


def table_key(report: str, table_index: int | None) -> str:
    """The text key of a table, '' outside tables."""
    return "" if table_index is None else f"{report}t{table_index}"


def report_to_page_rows(report: Report) -> list[Row]:
    return [
        {
            "report_id": report.id,
            "page": page.number,
            "width": page.width,
            "height": page.height,
            "status": page.status,
            "note": page.note,
        }
        for page in report.pages
    ]


def paragraph_to_row(paragraph: Paragraph, report: str) -> Row:
    return {
        "report_id": report,
        "order_no": paragraph.order,
        "kind": paragraph.kind,
        "text": paragraph.text,
        "page": paragraph.page,
        "line": paragraph.line,
        **box_to_columns(paragraph.box),
    }


def table_to_row(table: Table, report: str, index: int) -> Row:
    return {
        "table_id": table_key(report, index),
        "report_id": report,
        "table_index": index,
        "number": table.number,
        "caption": table.caption,
        "pages": list(table.pages),
        "line": table.line,
        "method": table.method,
        "row_count": table.row_count,
        "column_count": table.column_count,
        "header_rows": table.header_rows,
        "order_no": table.order,
        "confidence": table.confidence,
        "notes": list(table.notes),
        "reasons": list(table.reasons),
    }


def table_to_cell_rows(table: Table, report: str, index: int) -> list[Row]:
    key = table_key(report, index)
    return [
        {
            "table_id": key,
            "report_id": report,
            "row_no": cell.row + 1,
            "col_no": cell.col + 1,
            "row_span": cell.row_span,
            "col_span": cell.col_span,
            "text": cell.text,
            "page": cell.page,
            "line": cell.line,
            **box_to_columns(cell.box),
            "bold": cell.bold,
            "confidence": cell.confidence,
        }
        for cell in table.cells
    ]


def fact_to_row(fact: Fact, report: str, number: int, doubt: tuple[str, str]) -> Row:
    """`number` is the fact's place in the report; `doubt` severity and id of the worst finding that suspects it."""
    quantity = fact.quantity
    return {
        "fact_id": fact.id,
        "report_id": report,
        "table_id": table_key(report, fact.table_index),
        "table_name": fact.table,
        "row_no": fact.row,
        "col_no": fact.col,
        "row_kind": fact.row_kind,
        "group_name": fact.group,
        "indicator": fact.indicator,
        "indicator_id": fact.indicator_id,
        "match_score": fact.match_score,
        "year": fact.year,
        "period": fact.period,
        "cumulative": fact.cumulative,
        "measure": fact.measure,
        "basis": fact.basis,
        "value": decimal_to_column(quantity.value) if quantity else None,
        "value_text": format(quantity.value, "f") if quantity else fact.word,
        "step": decimal_to_column(quantity.step) if quantity else None,
        "exact": quantity.exact if quantity else None,
        "alternative": decimal_to_column(quantity.alternative) if quantity else None,
        "unit": fact.unit,
        "raw": fact.raw,
        "method": fact.method,
        "confidence": fact.confidence,
        "page": fact.page,
        "line": fact.line,
        **box_to_columns(fact.box),
        "doubt": doubt[0],
        "doubt_finding": doubt[1],
        "fact_no": number,
    }


def claim_to_row(claim: Claim, report: str) -> Row:
    return {
        "claim_id": claim.id,
        "report_id": report,
        "kind": claim.kind,
        "paragraph": claim.paragraph,
        "text": claim.text,
        "page": claim.page,
        "line": claim.line,
        "indicator": claim.indicator,
        "indicator_id": claim.indicator_id,
        "year": claim.year,
        "period": claim.period,
        "headings": list(claim.headings),
    }


def claim_to_mention_rows(claim: Claim, report: str) -> list[Row]:
    return [
        {
            "claim_id": claim.id,
            "report_id": report,
            "mention_no": number,
            "role": mention.role,
            "raw": mention.raw,
            "value": decimal_to_column(mention.quantity.value),
            "value_text": format(mention.quantity.value, "f"),
            "step": decimal_to_column(mention.quantity.step),
            "exact": mention.quantity.exact,
            "unit": mention.quantity.unit,
            "noun": mention.noun,
            "start": mention.start,
        }
        for number, mention in enumerate(claim.mentions, 1)
    ]


def finding_to_row(finding: Finding, report: str, number: int) -> Row:
    return {
        "finding_id": finding.id,
        "report_id": report,
        "finding_no": number,
        "proof": finding.proof,
        "rule": finding.rule,
        "severity": finding.severity,
        "kind": finding.kind,
        "page": finding.page,
        "table_name": finding.table,
        "indicator": finding.indicator,
        "message": finding.message,
        "message_en": finding.message_en,
        "expected": finding.expected,
        "reported": finding.reported,
        "rank": finding.rank,
    }


def evidence_to_columns(evidence: Evidence | None, report: str) -> Row:
    """The columns that say where a figure or phrase stands and what it is; every one None for no place."""
    if evidence is None:
        return dict.fromkeys(
            (
                "role",
                "label",
                "doc",
                "page",
                "line",
                "table_name",
                "table_id",
                "row_no",
                "col_no",
                "x0",
                "y0",
                "x1",
                "y1",
            )
        )
    return {
        "role": evidence.role,
        "label": evidence.label,
        "doc": evidence.doc,
        "page": evidence.page,
        "line": evidence.line,
        "table_name": evidence.table,
        "table_id": table_key(report, evidence.table_index),
        "row_no": evidence.row,
        "col_no": evidence.col,
        **box_to_columns(evidence.box),
    }


def evidence_to_row(evidence: Evidence, finding: Finding, report: str, finding_no: int, number: int) -> Row:
    return {
        "finding_id": finding.id,
        "report_id": report,
        "finding_no": finding_no,
        "evidence_no": number,
        "raw": evidence.raw,
        **evidence_to_columns(evidence, report),
    }


def finding_to_suspect_rows(finding: Finding, report: str, finding_no: int) -> list[Row]:
    return [
        {
            "finding_id": finding.id,
            "report_id": report,
            "finding_no": finding_no,
            "suspect_no": number,
            "raw": suspect.raw,
            "would_be": suspect.would_be,
            "reason": suspect.reason,
            "place_raw": suspect.evidence.raw if suspect.evidence else None,
            **evidence_to_columns(suspect.evidence, report),
        }
        for number, suspect in enumerate(finding.suspects, 1)
    ]


def understanding_to_report_row(understanding: Understanding, finding_count: int) -> Row:
    report, profile = understanding.report, understanding.profile
    return {
        "report_id": report.id,
        "name": report.name,
        "kind": profile.kind,
        "agency": profile.agency,
        "agency_id": profile.agency_id,
        "region": profile.region,
        "year": profile.year,
        "period": profile.period,
        "renstra_from": profile.renstra[0] if profile.renstra else None,
        "renstra_to": profile.renstra[1] if profile.renstra else None,
        "page_count": len(report.pages),
        "table_count": len(report.tables),
        "fact_count": len(understanding.facts),
        "claim_count": len(understanding.claims),
        "finding_count": finding_count,
        "warnings": list(report.warnings),
        "sketch": facts_to_sketch(understanding.facts),
    }


def understanding_to_rows(
    understanding: Understanding, findings: Sequence[Finding], path: str, size: int, version: str
) -> Rows:
    """Every row of a report, by entity. `path` and `size` (bytes) are the file's, `version` is lakip's."""
    report = understanding.report
    key = report.id
    numbered = list(enumerate(findings, 1))
    doubts = findings_to_doubts(findings)
    return {
        "raw_file": [
            {
                "report_id": key,
                "name": report.name,
                "path": path,
                "sha256": report.sha256,
                "size": size,
                "media": report.media,
                "lakip_version": version,
            }
        ],
        "raw_page": report_to_page_rows(report),
        "raw_paragraph": [paragraph_to_row(paragraph, key) for paragraph in report.paragraphs],
        "core_report": [understanding_to_report_row(understanding, len(findings))],
        "core_table": [table_to_row(table, key, index) for index, table in enumerate(report.tables)],
        "core_cell": [
            row for index, table in enumerate(report.tables) for row in table_to_cell_rows(table, key, index)
        ],
        "core_fact": [
            fact_to_row(fact, key, place, doubts.get((fact.table_index, fact.row, fact.col), ("", "")))
            for place, fact in enumerate(understanding.facts, 1)
        ],
        "core_claim": [claim_to_row(claim, key) for claim in understanding.claims],
        "core_mention": [row for claim in understanding.claims for row in claim_to_mention_rows(claim, key)],
        "core_finding": [finding_to_row(finding, key, number) for number, finding in numbered],
        "core_evidence": [
            evidence_to_row(evidence, finding, key, number, place)
            for number, finding in numbered
            for place, evidence in enumerate(finding.evidence, 1)
        ],
        "core_suspect": [row for number, finding in numbered for row in finding_to_suspect_rows(finding, key, number)],
    }
