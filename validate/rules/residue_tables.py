"""Tables under another quarter's or sasaran's words, and rows copied down."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from extract.model import Paragraph
from validate.context import Context
from validate.evidence import cell_to_evidence, phrase_to_evidence, table_to_evidence
from validate.frame import Draft
from validate.model import Evidence
from validate.names import fold

QUARTER = re.compile(r"\btri\s?wulan\s+(?P<number>IV|I{1,3}|[1-4])\b", re.I)


ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


def quarter_captions(context: Context) -> Iterator[Draft]:
    """A caption or header that names one quarter over a table of whole-year figures."""
    for view in context.views:
        title = QUARTER.search(view.table.caption)
        heads = {
            match.group(0).casefold(): (row, col, match)
            for row in range(min(view.table.header_rows, view.table.row_count))
            for col in range(view.table.column_count)
            if view.own(row, col) and (match := QUARTER.search(view.text(row, col)))
        }
        quarters = {to_quarter(match["number"]) for _, _, match in heads.values()}
        if len(quarters) > 1 or (not title and not quarters):
            continue
        facts = [
            f
            for f in context.facts
            if f.table_index == view.index and f.measure in ("realisasi", "capaian") and f.quantity is not None
        ]
        twins = same_figures_elsewhere(context, view.index)
        yearly = len(facts) >= 4 and twins * 10 >= len(facts) * 6
        named = to_quarter(title["number"]) if title else None
        evidence = [table_to_evidence(view, "judul")]
        if title:
            evidence.append(
                Evidence(
                    raw=title.group(0),
                    role="triwulan di judul",
                    page=evidence[0].page,
                    line=evidence[0].line,
                    table=view.mark,
                    table_index=view.index,
                )
            )
        for row, col, match in heads.values():
            evidence.append(cell_to_evidence(view, row, col, "kepala kolom", match.group(0)))
        told = title.group(0) if title else next(iter(heads.values()))[2].group(0)
        figures = [cell_to_evidence(view, f.row - 1, f.col - 1, f.measure) for f in facts[:4]]
        if yearly and not re.search(r"\bs\.?\s?d\b|sampai", view.table.caption, re.I):
            yield Draft(
                rule="residue",
                kind="quarter_caption",
                severity="warning",
                key=("quarter", view.mark),
                message=f"{view.name} menyebut {told}, tetapi isinya angka setahun (sama dengan tabel tahunan).",
                message_en=f"{view.name} says {told}, but its figures are the whole year's (as in the yearly tables).",
                evidence=(*evidence, *figures),
                reported=told,
                table=view.mark,
                page=evidence[0].page,
                weight=24,
            )
        elif named and quarters and named not in quarters:
            yield quarter_differs(view.name, view.mark, evidence, told, next(iter(heads.values()))[2].group(0))
        if yearly and named and quarters and named not in quarters:
            yield quarter_differs(view.name, view.mark, evidence, told, next(iter(heads.values()))[2].group(0))


def quarter_differs(name: str, mark: str, evidence: list[Evidence], told: str, other: str) -> Draft:
    return Draft(
        rule="residue",
        kind="quarter_differs",
        severity="warning",
        key=("quarter header", mark),
        message=f"{name}: judulnya menyebut {told}, kepala kolomnya {other}.",
        message_en=f"{name}: the caption says {told}, the column header {other}.",
        evidence=tuple(evidence),
        expected=told,
        reported=other,
        table=mark,
        page=evidence[0].page,
        weight=22,
    )


def to_quarter(text: str) -> int:
    return ROMAN.get(text.upper(), int(text) if text.isdigit() else 0)


def same_figures_elsewhere(context: Context, index: int) -> int:
    """How many of a table's realised figures stand as whole-year figures in other tables."""
    others = {
        (context.names.key(f), f.measure, f.quantity.value)
        for f in context.facts
        if f.table_index != index and f.period == "Y" and f.quantity is not None
    }
    return sum(
        (context.names.key(f), f.measure, f.quantity.value) in others
        for f in context.facts
        if f.table_index == index and f.measure in ("realisasi", "capaian") and f.quantity is not None
    )


ORDINAL_SASARAN = re.compile(r"\bsasaran(?:\s+strategis)?\s+ke\s*-?\s*(\d{1,2})\b", re.I)


def other_sasaran(context: Context) -> Iterator[Draft]:
    """A table row that names another sasaran than the heading it stands under ("SASARAN KE-3" under "Sasaran ke-4")."""
    above: tuple[str, int, Paragraph] | None = None
    headings = [p for p in sorted(context.report.paragraphs, key=lambda p: p.order) if p.kind in ("heading", "caption")]
    for view in context.views:
        above = None
        for paragraph in headings:
            if paragraph.order > view.table.order:
                break
            if match := ORDINAL_SASARAN.search(paragraph.text):
                above = (match.group(0), int(match.group(1)), paragraph)
        if above is None:
            continue
        named = {int(m.group(1)) for cell in view.table.cells if (m := ORDINAL_SASARAN.search(cell.text))}
        if len(named) != 1 or above[1] in named:
            continue
        for cell in view.table.cells:
            match = ORDINAL_SASARAN.search(cell.text)
            if match:
                yield Draft(
                    rule="residue",
                    kind="other_sasaran",
                    severity="warning",
                    key=("sasaran", view.mark, match.group(0)),
                    message=f"Tabel di bawah “{above[2].text[:80]}” menyebut “{cell.text}”.",
                    message_en=f"The table under “{above[2].text[:80]}” says “{cell.text}”.",
                    evidence=(
                        cell_to_evidence(view, cell.row, cell.col, "baris"),
                        cell_to_evidence(view, cell.row, cell.col, match.group(0)),
                        phrase_to_evidence(above[2], above[0], "judul"),
                    ),
                    expected=above[0],
                    reported=match.group(0),
                    table=view.mark,
                    page=cell.page,
                    weight=20,
                )
                break


def copied_rows(context: Context) -> Iterator[Draft]:
    """Different activities that print the same amounts: copied down."""
    for view in context.views:
        pairs: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for row in view.body:
            if view.is_total(row) or view.is_average(row):
                continue
            amounts = [
                view.text(row, col).strip()
                for col in range(view.table.column_count)
                if (number := view.number(row, col))
                and len(re.sub(r"\D", "", number.quantity.raw)) >= 6
                and number.quantity.value
            ]
            if len(amounts) >= 2 and len(set(amounts)) == len(amounts):
                pairs[tuple(amounts)].append(row)
        for printed, rows in pairs.items():
            labels = {fold(view.first_texts[row]) + fold(view.labels[row]) for row in rows}
            if len(rows) < 3 or len(labels) < 3:
                continue
            yield Draft(
                rule="residue",
                kind="copied_rows",
                severity="warning",
                key=("copied", view.mark, *printed),
                message=f"{view.name}: {len(rows)} baris berbeda memuat angka yang sama {' / '.join(printed)}.",
                message_en=f"{view.name}: {len(rows)} different rows print the same figures {' / '.join(printed)}.",
                evidence=tuple(
                    cell_to_evidence(view, row, col, "angka tersalin")
                    for row in rows
                    for col in range(view.table.column_count)
                    if view.number(row, col) and view.own(row, col)
                ),
                reported=" / ".join(printed),
                table=view.mark,
                page=view.table.pages[0] if view.table.pages else None,
                weight=30,
            )
