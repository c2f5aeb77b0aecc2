"""Staff told by sex, grade, status or education against the staff table beside the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from normalize.model import Claim, Mention
from normalize.periods import find_years
from normalize.staff_groups import group_to_axis, text_to_group
from validate.context import Context, Number, TableView
from validate.evidence import cell_to_evidence
from validate.frame import Draft
from validate.intervals import quantity_value
from validate.model import Suspect
from validate.names import fold
from validate.prose import mention_to_evidence, number_of, told

#: how many paragraphs and tables may stand between a sentence and its table
NEAR = 8
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
GRADES = re.compile(r"gol|pangkat", re.I)


def header_to_group(headers: list[str]) -> str:
    """The group a column counts: by its lowest header, "III" below a header that names grades; '' without one."""
    if not headers:
        return ""
    last = headers[-1].strip()
    if last.upper() in ROMAN:
        return f"golongan:{ROMAN[last.upper()]}" if any(GRADES.search(text) for text in headers[:-1]) else ""
    return text_to_group(last, letters=True)


def view_to_groups(view: TableView) -> dict[str, Number]:
    """What a staff table gives for each group: in its total row by columns, or in one row a group; a group that stands
    in several places is left out."""
    found: dict[str, list[Number]] = {}
    totals = [row for row in view.body if view.is_total(row)]
    if len(totals) == 1:
        for col in range(view.table.column_count):
            group = header_to_group(view.headers[col])
            number = view.number(totals[0], col)
            if group and number:
                found.setdefault(group, []).append(number)
    if not found:
        for row in view.body:
            group = text_to_group(view.labels[row])
            numbers = [number for col in range(view.table.column_count) if (number := view.number(row, col))]
            counts = [number for number in numbers if view.table.column_count - number.col <= 2 or len(numbers) <= 2]
            if group and counts:
                found.setdefault(group, []).append(counts[-1])
    return {group: numbers[0] for group, numbers in found.items() if len(numbers) == 1}


def staff_parts(claim: Claim) -> dict[str, Mention]:
    """The parts of a claim by group, where all of them are groups of one axis; {} otherwise."""
    parts = [mention for mention in claim.mentions if mention.role == "part"]
    groups = {mention.group: mention for mention in parts}
    one_axis = len({group_to_axis(group) for group in groups}) == 1
    return groups if len(parts) >= 2 and len(groups) == len(parts) and one_axis and "" not in groups else {}


def staff_told(context: Context) -> Iterator[Draft]:
    """A breakdown in prose whose nearest table prints the same groups otherwise, with the same sum or a group alike."""
    tables = [(view, groups) for view in context.views if len(groups := view_to_groups(view)) >= 2]
    for claim in context.claims:
        parts = staff_parts(claim) if claim.kind == "parts" else {}
        if not parts:
            continue
        near = [
            (abs(view.table.order - claim.paragraph), view, groups)
            for view, groups in tables
            if abs(view.table.order - claim.paragraph) <= NEAR and set(parts) <= set(groups)
        ]
        if not near:
            continue
        _, view, groups = min(near, key=lambda one: one[0])
        years = find_years(view.table.caption)
        if years and claim.year is not None and claim.year not in years:
            continue
        values = {group: quantity_value(groups[group].quantity) for group in parts}
        unlike = [group for group, mention in parts.items() if number_of(mention) != values[group]]
        told_sum = sum((number_of(mention) for mention in parts.values()), Fraction(0))
        printed_sum = sum(values.values(), Fraction(0))
        # a part of the staff (its heads, one unit's) may share a group's number by chance
        alike = told_sum == printed_sum or (
            len(unlike) < len(parts) and abs(told_sum - printed_sum) * 10 <= printed_sum
        )
        if unlike and alike:
            yield staff_draft(context, claim, view, parts, groups, unlike)


def staff_draft(
    context: Context,
    claim: Claim,
    view: TableView,
    parts: dict[str, Mention],
    groups: dict[str, Number],
    unlike: list[str],
) -> Draft:
    shown = ", ".join(parts[group].raw for group in unlike)
    printed = ", ".join(groups[group].quantity.raw for group in unlike)
    return Draft(
        rule="prose_vs_table",
        kind="staff_differs",
        severity="warning",
        key=("staff", view.mark, fold(claim.text)[:50]),
        message=f"Uraian menyebut {shown}, {view.name} mencetak {printed}: “{told(claim.text)}”",
        message_en=f"The prose gives {shown}, {view.name} prints {printed}: “{told(claim.text)}”",
        evidence=(
            *(mention_to_evidence(context, claim, parts[group], "dalam uraian") for group in parts),
            *(cell_to_evidence(view, groups[group].row, groups[group].col, "dalam tabel") for group in parts),
        ),
        expected=printed,
        reported=shown,
        table=view.mark,
        page=claim.page,
        suspects=tuple(
            Suspect(
                parts[group].raw,
                groups[group].quantity.raw,
                "menurut tabel",
                mention_to_evidence(context, claim, parts[group]),
            )
            for group in unlike
        ),
        weight=40,
    )
