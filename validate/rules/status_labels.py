"""Words like Tercapai or Tidak tercapai beside a target and its realisasi, against those figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from normalize.model import Fact
from validate.context import Context, TableView
from validate.evidence import cell_to_evidence, fact_to_evidence
from validate.frame import Draft
from validate.intervals import quantity_value
from validate.model import Suspect
from validate.polarity import fact_to_polarity

REACHED = re.compile(
    r"^\W*(?:sudah\s+|telah\s+)?(?:tercapai|terlampaui|melampaui|melebihi|memenuhi|sesuai)(?:\s+target)?\W*$", re.I
)
MISSED = re.compile(
    r"^\W*(?:tidak|belum|kurang)\s+(?:tercapai|mencapai|memenuhi|melampaui)(?:\s+target)?\W*$|^\W*di\s*bawah\s+target\W*$",
    re.I,
)
#: rows whose word is right before another row's is doubted
BELIEVED = 2


@dataclass(frozen=True, slots=True)
class Status:
    """A row's word: whether it says reached, whether the figures say so (None where they cannot), and those figures."""

    row: int
    col: int
    said: bool
    true: bool | None
    facts: tuple[Fact, ...]


def status_labels(context: Context) -> Iterator[Draft]:
    """Drafts for rows whose word the figures contradict, in columns where the other rows' words are right."""
    for view in context.views:
        for col in range(view.table.column_count):
            told = list(column_statuses(context, view, col))
            wrong = [one for one in told if one.true is not None and one.true != one.said]
            right = [one for one in told if one.true is not None and one.true == one.said]
            if len(right) >= BELIEVED and len(wrong) * 3 <= len(right):
                yield from (status_draft(view, one) for one in wrong)


def column_statuses(context: Context, view: TableView, col: int) -> Iterator[Status]:
    """The words of a column, where most of its cells are such words."""
    filled = [row for row in view.body if view.own(row, col) and view.text(row, col).strip()]
    words = [row for row in filled if REACHED.match(view.text(row, col)) or MISSED.match(view.text(row, col))]
    if not words or len(words) * 10 < len(filled) * 7:
        return
    for row in words:
        facts = tuple(
            fact
            for fact in context.rows.get((view.index, row + 1), [])
            if fact.measure in ("target", "realisasi", "capaian") and fact.quantity is not None
        )
        yield Status(row, col, bool(REACHED.match(view.text(row, col))), reached(facts), facts)


def reached(facts: tuple[Fact, ...]) -> bool | None:
    """Did the row reach its target? None where it prints not one of each, or nobody knows which way is better."""
    by_measure = {name: [one for one in facts if one.measure == name] for name in ("target", "realisasi", "capaian")}
    achieved = by_measure["capaian"]
    if len(achieved) == 1 and achieved[0].quantity:
        return quantity_value(achieved[0].quantity) >= 100
    targets, results = by_measure["target"], by_measure["realisasi"]
    if achieved or len(targets) != 1 or len(results) != 1 or not fact_to_polarity(targets[0]):
        return None
    assert targets[0].quantity
    assert results[0].quantity
    target, result = quantity_value(targets[0].quantity), quantity_value(results[0].quantity)
    return result <= target if fact_to_polarity(targets[0]) == "lower" else result >= target


def status_draft(view: TableView, one: Status) -> Draft:
    word = view.text(one.row, one.col).strip()
    label = view.labels[one.row]
    figures = "; ".join(f"{fact.measure} {fact.raw}" for fact in one.facts)
    wanted, wanted_en = ("tercapai", "reached") if one.true else ("tidak tercapai", "not reached")
    mark = cell_to_evidence(view, one.row, one.col, "keterangan")
    return Draft(
        rule="category",
        kind="status",
        severity="warning",
        key=(view.mark, label, "status"),
        message=f"{view.name}, {label}: {figures} berarti {wanted}, tertulis “{word}”.",
        message_en=f"{view.name}, {label}: {figures} means {wanted_en}, printed “{word}”.",
        evidence=(*(fact_to_evidence(fact, fact.measure) for fact in one.facts), mark),
        expected=wanted,
        reported=word,
        indicator=label,
        table=view.mark,
        page=mark.page,
        suspects=(Suspect(word, wanted, "angka di barisnya", mark),),
        weight=44,
    )
