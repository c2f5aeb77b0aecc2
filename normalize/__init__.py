"""A report as read -> facts and claims: what each printed figure says, nothing of whether it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.model import Claim, Fact, Mention, Profile, Quantity, Understanding

if TYPE_CHECKING:
    from extract.model import Report
    from normalize.match import Matcher

__all__ = ["Claim", "Fact", "Mention", "Profile", "Quantity", "Understanding", "understand"]


def understand(report: Report, matcher: Matcher | None = None) -> Understanding:
    """Facts of every table, claims of the prose and the document's profile; the catalogue is loaded at the first
    call.
    """
    from normalize.understanding import understand as understand_report

    return understand_report(report, matcher)
