"""What judging gives: findings, each with the printed evidence it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extract.model import Box

Severity = Literal["error", "warning", "note"]

#: the rule names of the contract
RULES: tuple[str, ...] = (
    "capaian",
    "quarter_sum",
    "total",
    "hierarchy",
    "budget",
    "average",
    "cross_table",
    "prose_vs_table",
    "prose_arithmetic",
    "terbilang",
    "direction",
    "category",
    "scale",
    "unit",
    "residue",
    "numbering",
    "count",
    "date",
    "malformed",
    "implausible",
    "plan_chain",
    "cascade",
    "cross_report",
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure or phrase as printed. `row`, `col` 1-based in the table's grid; `role` says what it is in the
    judgement.
    """

    raw: str
    role: str
    page: int | None = None
    line: int | None = None
    table: str = ""
    table_index: int | None = None
    row: int | None = None
    col: int | None = None
    box: Box | None = None
    #: the row's own name (indicator, unit, account) or the sentence around, for people
    label: str = ""
    #: the file it stands in, '' for the finding's own (only `cross_report` looks into a second one)
    doc: str = ""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cell that may be the wrong one, with the value it would have to be (an interval as text where not one
    value).
    """

    raw: str
    would_be: str
    reason: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person can fix.

    `kind` says what sort of a fault within the rule ("wrong_percent", "copied_realisasi", "open" ...). `expected`
    and `reported` are as
    told to people. `id` is stable over runs (rule, agency, year, logical cell key); `proof` changes when the print
    does.
    """

    id: str
    proof: str
    rule: str
    severity: Severity
    kind: str
    doc: str
    page: int | None
    table: str
    indicator: str
    message: str
    message_en: str
    expected: str
    reported: str
    evidence: tuple[Evidence, ...]
    suspects: tuple[Suspect, ...] = field(default=())
    #: 0 is the worst; the order in which a reader should see them
    rank: int = 0
