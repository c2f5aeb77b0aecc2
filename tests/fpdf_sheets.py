"""Report pages typeset with fpdf2, line by line: tables ruled in many ways, their cells given as a grid of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fpdf import FPDF

Rules = Literal["ruled", "dotted", "double", "none", "banded", "rows", "header"]
PAD = 2.5


class Sheets:
    """A document being set, from top to bottom; measures are points."""

    def __init__(self, landscape: bool = False, font: str = "Helvetica") -> None:
        self.pdf = FPDF(orientation="landscape" if landscape else "portrait", unit="pt", format="A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.c_margin = 0
        self.font = font
        self.y = 0.0
        self.page()

    def page(self) -> None:
        self.pdf.add_page()
        self.y = 50.0

    def line(
        self, text: str, size: float = 11, bold: bool = False, align: str = "L", gap: float = 4, x: float = 50
    ) -> None:
        """A paragraph over the page's width."""
        self.pdf.set_font(self.font, "B" if bold else "", size)
        self.pdf.set_xy(x, self.y)
        self.pdf.multi_cell(self.pdf.w - 50 - x, size * 1.25, text, align=align)
        self.y = self.pdf.get_y() + gap

    def title(self, *lines: str) -> None:
        for text in lines:
            self.line(text, 12, bold=True, align="C", gap=2)
        self.y += 8

    def save(self, path: Path) -> Path:
        self.pdf.output(str(path))
        return path

    def table(
        self,
        text: str,
        widths: Sequence[float],
        *,
        header: int = 1,
        rules: Rules = "ruled",
        size: float = 8,
        x: float = 50,
        cut: tuple[int, int] | None = None,
        close: bool = True,
        shade: bool = False,
    ) -> float:
        """Set the grid at `x` and the current height; gives its foot.

        `<` and `^` are merged with the cell to the left or above; '/' in a cell breaks the line. `cut` (row, lines): of
        that last row only so many lines are set (the page ends); `close` False leaves out the rule below.
        """
        rows = [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if "|" in line]
        cells = grid_cells(rows)
        edges = [x]
        for width in widths:
            edges.append(edges[-1] + width)
        lines = {
            (r, c): self._lines(cell.words, edges[c + cell.wide] - edges[c] - 2 * PAD, size, r < header)
            for (r, c), cell in cells.items()
        }
        step = size * 1.2
        heights = [step + 2 * PAD] * len(rows)
        for (row, col), cell in cells.items():
            need = len(lines[row, col]) * step + 2 * PAD
            if cut and row == cut[0]:
                need = min(need, cut[1] * step + 2 * PAD)
            lack = need - sum(heights[row : row + cell.high])
            if lack > 0:
                heights[row + cell.high - 1] += lack
        tops = [self.y]
        for high in heights:
            tops.append(tops[-1] + high)
        self._paint(cells, edges, tops, rules, header, close, shade)
        for (row, col), cell in cells.items():
            shown = lines[row, col][: cut[1]] if cut and row == cut[0] else lines[row, col]
            figures = all(len(part) <= 16 and any(c.isdigit() for c in part) for part in shown)
            room = tops[row + cell.high] - tops[row] - 2 * PAD - len(shown) * step
            down = max(room / 2, 0) if row < header else 0
            self.pdf.set_font(self.font, "B" if row < header else "", size)
            for k, part in enumerate(shown):
                left = edges[col] + PAD
                wider = edges[col + cell.wide] - edges[col] - 2 * PAD - self.pdf.get_string_width(part)
                if row < header or (figures and col):
                    left += max(wider / 2, 0)
                self.pdf.text(left, tops[row] + PAD + down + k * step + size * 0.85, part)
        self.y = tops[-1] + 12
        return tops[-1]

    def _lines(self, words: str, room: float, size: float, bold: bool) -> list[str]:
        """Words in lines that fit; a word that is too long is broken as Word breaks it."""
        self.pdf.set_font(self.font, "B" if bold else "", size)
        out: list[str] = []
        for piece in words.split(" / "):
            current = ""
            for word in piece.split():
                trial = f"{current} {word}".strip()
                if self.pdf.get_string_width(trial) <= room:
                    current = trial
                    continue
                if current:
                    out.append(current)
                current = word
                while self.pdf.get_string_width(current) > room and len(current) > 1:
                    fits = [n for n in range(1, len(current)) if self.pdf.get_string_width(current[:n]) <= room]
                    out.append(current[: max(fits, default=1)])
                    current = current[max(fits, default=1) :]
            if current:
                out.append(current)
        return out

    def _paint(
        self,
        cells: dict[tuple[int, int], Cell],
        edges: Sequence[float],
        tops: Sequence[float],
        rules: Rules,
        header: int,
        close: bool,
        shade: bool,
    ) -> None:
        pdf, last = self.pdf, len(tops) - 2
        pdf.set_line_width(0.6)
        if shade or rules == "banded":
            for row in range(last + 1):
                if row < header or (rules == "banded" and (row - header) % 2):
                    pdf.set_fill_color(*((200, 215, 235) if row < header else (238, 238, 238)))
                    pdf.rect(edges[0], tops[row], edges[-1] - edges[0], tops[row + 1] - tops[row], style="F")
        if rules == "dotted":
            pdf.set_dash_pattern(dash=0.8, gap=1.6)
        for (row, col), cell in cells.items():
            x0, x1, y0, y1 = edges[col], edges[col + cell.wide], tops[row], tops[row + cell.high]
            sides = [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]
            if rules in ("none", "banded") or (rules == "header" and row >= header):
                continue
            if rules in ("rows", "header"):
                sides = sides[:2]
            if row + cell.high == last + 1 and not close:
                sides = [side for side in sides if side[1] != y1 or side[1] != side[3]]
            for side in sides:
                pdf.line(*side)
                if rules == "double":
                    level = side[1] == side[3]
                    pdf.line(side[0] + (0 if level else 1.8), side[1] + (1.8 if level else 0),
                             side[2] + (0 if level else 1.8), side[3] + (1.8 if level else 0))  # fmt: skip
        pdf.set_dash_pattern()


@dataclass(frozen=True, slots=True)
class Cell:
    words: str
    high: int
    wide: int


def grid_cells(rows: Sequence[Sequence[str]]) -> dict[tuple[int, int], Cell]:
    """The grid's own cells by row and column; '<' and '^' make them wider and higher."""
    cells = {}
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            if words in ("<", "^"):
                continue
            wide = high = 1
            while c + wide < len(row) and row[c + wide] == "<":
                wide += 1
            while r + high < len(rows) and rows[r + high][c] == "^":
                high += 1
            cells[r, c] = Cell(words, high, wide)
    return cells
