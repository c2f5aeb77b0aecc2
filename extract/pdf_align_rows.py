"""Rows of a table without rules, line by line, and lines of words that only are lined up."""

from __future__ import annotations

from collections.abc import Sequence

from extract.captions import parse_caption, parse_contents_line
from extract.headers import is_numbering_row
from extract.model import Box
from extract.pdf_cells import PdfCell, PdfTable
from extract.pdf_pieces import Piece
from extract.pdf_rules import Place
from extract.pdf_words import Line, Words, lines_to_text, words_to_lines


def is_figure_row(line: Line, pieces: Sequence[Piece]) -> bool:
    return (
        len(pieces) >= 2
        and any(piece.is_figure for piece in pieces[1:])
        and not (len(pieces) >= 3 and is_numbering_row([piece.text for piece in pieces]))
        and not (parse_contents_line(line.text) or parse_caption(line.text))
    )


def is_lined_up(table: PdfTable) -> bool:
    """A column of marks only (':', '(', bullets): words lined up by tabs, no table."""
    for col in range(table.column_count):
        texts = [cell.text for cell in table.cells if cell.place.col == col and cell.text]
        marks = sum(not any(c.isalnum() or c in "-%‰" for c in text) for text in texts)
        if len(texts) >= 2 and marks > 0.6 * len(texts):
            return True
    return False


def rows_by_lines(
    lines: Sequence[Line], pieces: Sequence[Sequence[Piece]], xs: Sequence[float], words: Words, page: int
) -> PdfTable:
    """Every line with figures is a row; label lines without go to the row above if they go on in small letters,
    else below."""
    groups: list[list[int]] = []
    waiting: list[int] = []
    for line, row in zip(lines, pieces, strict=True):
        if is_figure_row(line, row):
            groups.append([*waiting, *line.words])
            waiting = []
        elif groups and line.text[:1].islower():
            groups[-1].extend(line.words)
        else:
            waiting.extend(line.words)
    if waiting and groups:
        groups[-1].extend(waiting)
    tops = [min(words.y0[i] for i in group) - 0.5 for group in groups]
    ys = [*tops, max(line.y1 for line in lines) + 1.0]
    cells: list[PdfCell] = []
    for place, group in enumerate(groups):
        for col in range(len(xs) - 1):
            held = [i for i in group if xs[col] <= (words.x0[i] + words.x1[i]) / 2 < xs[col + 1]]
            own = words_to_lines(words, held)
            box = Box(xs[col], ys[place], xs[col + 1], ys[place + 1])
            cells.append(PdfCell(Place(place, col), lines_to_text(own), box, tuple(own), page))
    return PdfTable(page, tuple(xs), tuple(ys), tuple(cells), "alignment")
