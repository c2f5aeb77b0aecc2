"""The audit: every rule over one understanding, deterministic, the worst first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from normalize.model import Understanding
from validate.context import Context
from validate.frame import Draft, Rule
from validate.merging import drafts_to_findings, merge_drafts
from validate.model import Finding
from validate.rules import ALL_RULES
from validate.rules.cross_report import judge_pair
from validate.rules.residue_captions import suspicious_tables


def audit(understanding: Understanding, rules: Iterable[Rule] | None = None) -> list[Finding]:
    """Findings of all `rules` (all of the house without it), ordered by rank.

    A rule that lacks an operand says nothing. The same understanding gives the same findings in the same order.
    """
    context = Context(understanding)
    drafts: list[Draft] = []
    for rule in ALL_RULES if rules is None else rules:
        drafts.extend(rule.judge(context))
    drafts = without_consequences(drafts, suspicious_tables(context) if context.year is not None else {})
    profile = understanding.profile
    agency = profile.agency_id or profile.agency
    return drafts_to_findings(merge_drafts(drafts), understanding.report.name, agency, profile.year)


def without_consequences(drafts: Iterable[Draft], tables: Mapping[int, int]) -> list[Draft]:
    """Drafts without those that only follow from a caption's wrong year: its figures held against another year's."""
    across = ("quarter_sum", "plan_chain", "cross_table", "prose_vs_table")

    def follows(draft: Draft) -> bool:
        places = {piece.table_index for piece in draft.evidence}
        if places.isdisjoint(tables):
            return False
        # an achievement within its own row stands whatever the year; one against another table's target doesn't
        formula = {piece.table_index for piece in draft.evidence if piece.role in ("target", "realisasi", "capaian")}
        return draft.rule in across or (draft.rule == "capaian" and len(formula) > 1)

    return [draft for draft in drafts if not follows(draft)]


def audit_pair(understanding: Understanding, earlier: Understanding) -> list[Finding]:
    """What `understanding` says of the year before against that year's own report (rule cross_report), the worst
    first. The caller sees to it that both are of one agency (or lineage), and `earlier` of the year before.
    """
    drafts = list(judge_pair(Context(understanding), Context(earlier)))
    profile = understanding.profile
    agency = profile.agency_id or profile.agency
    return drafts_to_findings(merge_drafts(drafts), understanding.report.name, agency, profile.year)
