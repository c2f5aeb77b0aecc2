"""Judging: facts, claims and tables of an understood report in, findings with their evidence out.

`audit` runs every rule over one report, `audit_pair` compares a report with that of the year before; `ALL_RULES` are
the rules with their cards. Nothing here reads a file.
"""

from validate.auditing import audit, audit_pair
from validate.frame import Card, Rule
from validate.model import RULES, Evidence, Finding, Severity, Suspect
from validate.rules import ALL_RULES

__all__ = ["ALL_RULES", "RULES", "Card", "Evidence", "Finding", "Rule", "Severity", "Suspect", "audit", "audit_pair"]
