"""Small reports built by hand for the tests of the rules: tables from rows of text, prose from lines, understood for real."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.model import Cell, Paragraph, ParagraphKind, Report, Table
from normalize.model import Understanding
from normalize.understanding import understand
from validate import Finding, audit


@dataclass(slots=True)
class Sheet:
    """A report in the making; blocks keep their order. A row's cell "<" continues the cell to its left, "^" the one above."""

    year: int = 2024
    name: str = "uji.txt"
    tables: list[Table] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    order: int = 0

    def say(self, text: str, kind: ParagraphKind = "text") -> Sheet:
        self.paragraphs.append(Paragraph(text, self.order, kind, line=self.order + 1))
        self.order += 1
        return self

    def table(self, title: str, rows: Sequence[Sequence[str]], header_rows: int = 1) -> Sheet:
        """`title`: "Tabel 3.1 Capaian ..."; rows of equal length, header rows first."""
        match = re.match(r"Tabel\s+([\dIVX.]+)\s*(.*)$", title)
        number, caption = (match.group(1).rstrip("."), match.group(2)) if match else (None, title)
        self.paragraphs.append(Paragraph(title, self.order, "caption", line=self.order + 1))
        self.order += 1
        self.tables.append(
            Table(
                number=number,
                caption=caption,
                pages=(),
                method="tab",
                row_count=len(rows),
                column_count=len(rows[0]),
                header_rows=header_rows,
                cells=tuple(rows_to_cells(rows, self.order)),
                order=self.order,
                line=self.order + 1,
            )
        )
        self.order += 1
        return self

    def report(self) -> Report:
        return Report(self.name, "ab" * 32, "text", (), tuple(self.paragraphs), tuple(self.tables))

    def understood(self) -> Understanding:
        return understand(self.report())

    def findings(self) -> list[Finding]:
        return audit(self.understood())


def rows_to_cells(rows: Sequence[Sequence[str]], line: int) -> list[Cell]:
    cells = []
    for row, texts in enumerate(rows):
        for col, text in enumerate(texts):
            if text in ("<", "^"):
                continue
            wide, high = 1, 1
            while col + wide < len(texts) and texts[col + wide] == "<":
                wide += 1
            while row + high < len(rows) and rows[row + high][col] == "^":
                high += 1
            cells.append(Cell(row, col, text, high, wide, line=line + row + 1))
    return cells


def cover(sheet: Sheet) -> Sheet:
    """The pages that tell whose report it is, and of which year."""
    sheet.say("LAPORAN KINERJA INSTANSI PEMERINTAH", "heading")
    sheet.say(f"DINAS KELAUTAN KABUPATEN CONTOH TAHUN {sheet.year}", "heading")
    return sheet.say(
        f"Laporan Kinerja Dinas Kelautan Kabupaten Contoh Tahun {sheet.year} disusun sebagai pertanggungjawaban kinerja."
    )


def rules_of(findings: Sequence[Finding], *, loud: bool = True) -> list[str]:
    """The rules that spoke, in order; notes left out where `loud`."""
    return [finding.rule for finding in findings if not loud or finding.severity != "note"]


def told(finding: Finding) -> str:
    """All that a finding shows as printed."""
    return " | ".join([finding.message, *(piece.raw for piece in finding.evidence)])
