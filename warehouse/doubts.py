"""Which printed figures a finding suspects: the link from a finding to the facts that stand on its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from validate.model import Evidence, Finding

#: a cell: table's place in the report, row and column from 1
Place = tuple[int, int, int]
_WEIGHT = {"error": 3, "warning": 2, "note": 1}


def finding_to_places(finding: Finding) -> Iterator[Place]:
    """The cells that the finding suspects; where it names no suspect, every cell that it rests on."""
    suspected = [place for suspect in finding.suspects if (place := evidence_to_place(suspect.evidence))]
    if suspected:
        yield from suspected
    else:
        yield from (place for evidence in finding.evidence if (place := evidence_to_place(evidence)))


def evidence_to_place(evidence: Evidence | None) -> Place | None:
    """None for a phrase in prose, or a table without row and column."""
    if evidence is None or evidence.table_index is None or evidence.row is None or evidence.col is None:
        return None
    return evidence.table_index, evidence.row, evidence.col


def findings_to_doubts(findings: Iterable[Finding]) -> dict[Place, tuple[str, str]]:
    """Severity and id of the worst finding that suspects each cell; the first of equally bad ones."""
    doubts: dict[Place, tuple[str, str]] = {}
    for finding in findings:
        if finding.kind == "open":
            # a missing operand gives no judgement
            continue
        for place in finding_to_places(finding):
            if place not in doubts or _WEIGHT[finding.severity] > _WEIGHT[doubts[place][0]]:
                doubts[place] = (finding.severity, finding.id)
    return doubts
