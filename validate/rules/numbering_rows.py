"""The rows' own numbers: repeated, wrong, left out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from validate.context import TableView
from validate.evidence import cell_to_evidence
from validate.frame import Draft
from validate.model import Severity
from validate.names import fold


def row_numbers(view: TableView) -> list[tuple[int, int, int]]:
    """(row, col, number) of the rows' ordinals: a column of them, or the ordinals before the names."""
    for col in range(min(2, view.table.column_count)):
        found = []
        for row in view.body:
            if not view.own(row, col) or row in view.index_row:
                continue
            text = view.text(row, col).strip()
            if match := re.fullmatch(r"\(?(\d{1,3})[.)]?", text):
                found.append((row, col, int(match.group(1))))
        if len(found) >= 5 and len(found) * 10 >= len(view.body) * 7:
            return found
    return []


def name_ordinals(view: TableView) -> list[tuple[int, int, int]]:
    """(row, col, number) of ordinals that stand before the names of merged cells or in a column of their own: "4.
    Ketersediaan ..."."""
    for col in range(min(2, view.table.column_count)):
        found = []
        for row in view.body:
            if not view.own(row, col) or row in view.index_row:
                continue
            text = view.text(row, col).strip()
            if match := re.match(r"^(\d{1,2})\s*[.)](?:\s+[A-Za-z]|$)", text):
                found.append((row, col, int(match.group(1))))
            elif text and re.fullmatch(r"\d{1,2}", text):
                found.append((row, col, int(text)))
            elif re.match(r"^[A-Z]\s*[.)]\s|^[IVX]+[.)]?(?:\s|$)", text):
                # other ordinals between: these number parts of something else
                return []
        if len(found) >= 4:
            return found
    return []


def skipped_ordinals(view: TableView) -> Iterator[Draft]:
    """A short run 1, 2, 4, 5 that leaves out one number and goes on to its end."""
    numbers = name_ordinals(view)
    values = [number for _, _, number in numbers]
    if not 4 <= len(values) <= 12 or values[0] != 1:
        return
    steps = [b - a for a, b in itertools.pairwise(values)]
    if sorted(steps) != [1] * (len(steps) - 1) + [2]:
        return
    place = steps.index(2) + 1
    _row, _col, _number = numbers[place]
    draft = row_number_draft(
        view,
        numbers[place - 1],
        numbers[place],
        numbers[place + 1] if place + 1 < len(numbers) else None,
        "row_left_out",
        values[place - 1] + 1,
    )
    yield replace(draft, rule="numbering", kind="ordinal_skipped")


def wrong_row_numbers(view: TableView) -> Iterator[Draft]:
    """Ordinals that break a run that otherwise counts on by one."""
    numbers = row_numbers(view)
    values = [number for _, _, number in numbers]
    if len(values) < 6:
        return
    steps = [b - a for a, b in itertools.pairwise(values)]
    regular = sum(step == 1 for step in steps)
    if regular * 5 < len(steps) * 4 - 5 or values[0] != 1:
        return
    place = 1
    while place < len(values):
        step = values[place] - values[place - 1]
        if step == 1 or values[place] == 1:
            place += 1
            continue
        _row, _col, number = numbers[place]
        after = values[place + 1] if place + 1 < len(values) else None
        if after == values[place - 1] + 2:
            yield row_number_draft(
                view, numbers[place - 1], numbers[place], numbers[place + 1], "wrong_row_number", values[place - 1] + 1
            )
            place += 2
            continue
        if step > 1 and (after is None or after == number + 1) and step <= 3:
            yield row_number_draft(
                view, numbers[place - 1], numbers[place], None, "row_left_out", values[place - 1] + 1
            )
        elif step <= 0 and (after is None or after == number + 1):
            yield row_number_draft(
                view, numbers[place - 1], numbers[place], None, "row_number_repeated", values[place - 1] + 1
            )
        place += 1


def row_number_draft(
    view: TableView,
    before: tuple[int, int, int],
    here: tuple[int, int, int],
    after: tuple[int, int, int] | None,
    kind: str,
    wanted: int,
) -> Draft:
    words = {
        "wrong_row_number": (f"seharusnya {wanted}", f"should be {wanted}"),
        "row_left_out": (
            f"nomor {wanted} dilewati; mungkin ada baris yang hilang",
            f"number {wanted} is skipped; a row may be missing",
        ),
        "row_number_repeated": (f"seharusnya {wanted}", f"should be {wanted}"),
    }[kind]
    around = [before, here, *([after] if after else [])]
    severity: Severity = "warning"
    evidence = []
    for row, col, _ in around:
        evidence.append(cell_to_evidence(view, row, col, "nomor urut"))
        name = next((c for c in range(col + 1, view.table.column_count) if view.text(row, c).strip()), None)
        if name is not None:
            ordinal, text = view.text(row, col).strip(), view.text(row, name).strip()
            evidence.append(cell_to_evidence(view, row, name, "baris", f"{ordinal} {text}"))
    label = view.labels[here[0]]
    return Draft(
        rule="count" if kind == "row_left_out" else "numbering",
        kind=kind,
        severity=severity,
        key=(view.mark, "row", str(wanted), fold(label)),
        message=f"{view.name}, baris {label}: nomor urut {here[2]} sesudah {before[2]}; {words[0]}.",
        message_en=f"{view.name}, row {label}: row number {here[2]} after {before[2]}; {words[1]}.",
        evidence=tuple(evidence),
        expected=str(wanted),
        reported=str(here[2]),
        table=view.mark,
        page=evidence[0].page,
        weight=20,
    )
