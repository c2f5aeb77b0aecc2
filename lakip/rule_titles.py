"""What the rules tell about themselves, for headings and criteria."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from validate.frame import Card


@cache
def rule_cards() -> dict[str, Card]:
    """The cards of the house's rules by rule name."""
    from validate.rules import ALL_RULES

    return {rule.card.id: rule.card for rule in ALL_RULES}


def rule_to_title(rule: str, lang: str) -> str:
    """The rule's title, or its name where it has no card."""
    card = rule_cards().get(rule)
    if card is None:
        return rule
    return card.title_en if lang == "en" else card.title


def rule_to_reason(rule: str, lang: str) -> str:
    """Why it matters, with the regulation's place; '' where the rule has no card."""
    card = rule_cards().get(rule)
    if card is None:
        return ""
    return card.why_en if lang == "en" else card.why
