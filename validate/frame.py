"""The frame the rules hang in: a card that says what a rule does, and the draft of a finding it hands in.

A rule is data: its `Card` and a function `judge(context)` that yields `Draft`s. Rules never see files, ids or ranks;
`audit`
turns drafts into findings (identity, proof, merging, order).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from validate.model import Evidence, Severity, Suspect

if TYPE_CHECKING:
    from validate.context import Context


@dataclass(frozen=True, slots=True)
class Card:
    """What a rule tells about itself; `docs/rules.md` is made of these.

    `why` says in Indonesian why a reviewer should care, with the regulation's place; `why_en` in English. `examples`
    are pairs (print, verdict).
    """

    id: str
    title: str
    title_en: str
    compares: str
    compares_en: str
    why: str
    why_en: str
    not_judged: str
    not_judged_en: str
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding before it has identity and rank.

    `key` names the logical cell (indicator, measure, year ...): no page, no value. `cells` are the (table_index,
    row, col) of the
    cells in doubt, used to see that two drafts speak of one slip. `weight` orders findings of one severity: larger
    is worse.
    """

    rule: str
    kind: str
    severity: Severity
    key: tuple[str, ...]
    message: str
    message_en: str
    evidence: tuple[Evidence, ...]
    expected: str = ""
    reported: str = ""
    indicator: str = ""
    table: str = ""
    page: int | None = None
    suspects: tuple[Suspect, ...] = ()
    cells: frozenset[tuple[int, int, int]] = field(default_factory=frozenset)
    weight: int = 50
    #: drafts with one `slip` are one slip repeated; '' never merges
    slip: str = ""


Judge = Callable[["Context"], Iterable[Draft]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A card with its judge."""

    card: Card
    judge: Judge

    @property
    def id(self) -> str:
        return self.card.id


def rules_by_id(rules: Iterable[Rule]) -> dict[str, Rule]:
    """Rules by their id. Raises ValueError where an id stands twice."""
    found: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in found:
            raise ValueError(f"rule {rule.id} stands twice")
        found[rule.id] = rule
    return found


def unique(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Drafts without exact repetitions of rule, kind and key."""
    seen: set[tuple[str, str, tuple[str, ...]]] = set()
    for draft in drafts:
        mark = (draft.rule, draft.kind, draft.key)
        if mark not in seen:
            seen.add(mark)
            yield draft
