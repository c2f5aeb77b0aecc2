"""Facts and findings as flat records: the one shape that CSV, JSON lines, workbooks and pages are made from."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from warehouse.fields import entity_columns

if TYPE_CHECKING:
    from extract.model import Box
    from normalize.model import Fact, Understanding
    from validate.model import Evidence, Finding, Suspect

Record = dict[str, Any]

#: `lakip facts --format csv`, in this order
FACT_COLUMNS = entity_columns("facts")
#: `lakip audit --format jsonl`, in this order
FINDING_KEYS = entity_columns("finding")


def decimal_to_plain(value: Decimal) -> str:
    """Plain digits with a decimal point, never an exponent: 1E+8 -> 100000000, 98.00 -> 98.00."""
    return format(value, "f")


def box_to_list(box: Box | None) -> list[float] | None:
    """[x0, y0, x1, y1] in PDF points from the top left, rounded to 0.01; None for text."""
    return None if box is None else [round(side, 2) for side in (box.x0, box.y0, box.x1, box.y1)]


def fact_to_record(fact: Fact, doc: str) -> Record:
    """One fact under the names of FACT_COLUMNS; None where unknown."""
    box: list[float] | list[None] = box_to_list(fact.box) or [None] * 4
    return {
        "doc": doc,
        "page": fact.page,
        "table": fact.table,
        "row": fact.row,
        "col": fact.col,
        "group": fact.group,
        "indicator": fact.indicator,
        "indicator_id": fact.indicator_id,
        "match_score": round(fact.match_score, 4),
        "year": fact.year,
        "period": fact.period,
        "measure": fact.measure,
        "basis": fact.basis,
        "value": fact.word if fact.value is None else decimal_to_plain(fact.value),
        "unit": fact.unit,
        "raw": fact.raw,
        "method": fact.method,
        "confidence": round(fact.confidence, 4),
        "x0": box[0],
        "y0": box[1],
        "x1": box[2],
        "y1": box[3],
    }


def understanding_to_records(understanding: Understanding) -> list[Record]:
    """All facts of a report, in the order of the report."""
    return [fact_to_record(fact, understanding.report.name) for fact in understanding.facts]


def evidence_to_record(evidence: Evidence) -> Record:
    return {
        "raw": evidence.raw,
        "role": evidence.role,
        "page": evidence.page,
        "table": evidence.table,
        "row": evidence.row,
        "col": evidence.col,
        "box": box_to_list(evidence.box),
        "line": evidence.line,
        "label": evidence.label,
        "table_index": evidence.table_index,
        "doc": evidence.doc,
    }


def suspect_to_record(suspect: Suspect) -> Record:
    place = evidence_to_record(suspect.evidence) if suspect.evidence else None
    return {"raw": suspect.raw, "would_be": suspect.would_be, "reason": suspect.reason, "place": place}


def finding_to_record(finding: Finding) -> Record:
    """One finding under the names of FINDING_KEYS."""
    record = {key: getattr(finding, key) for key in FINDING_KEYS if key not in ("evidence", "suspects")}
    record["evidence"] = [evidence_to_record(evidence) for evidence in finding.evidence]
    record["suspects"] = [suspect_to_record(suspect) for suspect in finding.suspects]
    return {key: record[key] for key in FINDING_KEYS}


def findings_to_records(findings: Iterable[Finding]) -> list[Record]:
    return [finding_to_record(finding) for finding in findings]
