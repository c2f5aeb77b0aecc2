"""Judging: facts, claims and tables of an understood report in, findings with their evidence out.

`audit` runs every rule; `ALL_RULES` are the rules with their cards. Nothing here reads a file.
"""

from validate.auditing import audit
from validate.frame import Card, Rule
from validate.model import RULES, Evidence, Finding, Severity, Suspect
from validate.rules import ALL_RULES

__all__ = ["ALL_RULES", "RULES", "Card", "Evidence", "Finding", "Rule", "Severity", "Suspect", "audit"]
