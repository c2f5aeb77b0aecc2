"""Facts, claims and tables -> findings: what does not add up, with the printed figures it rests on."""

from validate.auditing import audit
from validate.model import RULES, Evidence, Finding, Severity, Suspect

__all__ = ["RULES", "Evidence", "Finding", "Severity", "Suspect", "audit"]
