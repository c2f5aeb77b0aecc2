"""Figures that OCR read with letters in them, put right where the place says figure, and only there.

'l00%' is 100 %, '5O,11%' is 50,11 %, '12B' in a column of figures is 128. A letter in a word, a code or a name stays.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.header_words import is_figure, is_placeholder
from extract.pdf_cells import PdfCell, PdfTable

_LOOK_ALIKES = {"0": "OoQD", "1": "lIi|!", "2": "Zz", "5": "Ss", "8": "B"}
_CONFUSED = str.maketrans({letter: digit for digit, letters in _LOOK_ALIKES.items() for letter in letters})
_LIKE_DIGITS = "".join(_LOOK_ALIKES.values())
_DIGIT = rf"[\d{re.escape(_LIKE_DIGITS)}]"
_PART = rf"[\d.,{re.escape(_LIKE_DIGITS)}]"
#: digits and their look-alikes with the marks of a number between them, at least one true digit
_TOKEN = re.compile(rf"(?<![\w.,])(?={_PART}*\d){_DIGIT}{_PART}*(?=\s?%|,-|\s|$|[)/])")
_WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:[.,]\d+)?")
#: '1.234.567.00', '46.985.2': groups have three digits, so the last mark is the other one, whose tail the scan has lost
_COMMA_AS_DOT = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3}){1,5})\.(\d{1,2})(?![\d.,])")
#: a cell whose print was mended is at most so sure: a reader should look at the picture
MENDED_CONFIDENCE = 0.75
_SPECK = re.compile(r"^(\d{1,3})[.,](?=[A-Za-z]{3})")
#: share of a column's cells that must be figures already
FIGURE_COLUMN = 0.5


def repair_token(text: str, *, sure_place: bool) -> str:
    """Look-alikes in one word made digits, if the result is a number as printed.

    `sure_place`: the column holds figures. Elsewhere only what can't be anything else: a percent or a grouped number
    with no more letters than digits.

    >>> [repair_token("l00%", sure_place=False), repair_token("12B", sure_place=False)]
    ['100%', '12B']
    >>> repair_token("12B", sure_place=True), repair_token("477.288.000.00", sure_place=False)
    ('128', '477.288.000,00')
    >>> repair_token("46.985.2", sure_place=True), repair_token("3.2.1", sure_place=True)
    ('46.985,2', '3.2.1')
    """

    def mend(found: re.Match[str]) -> str:
        token = found.group(0)
        letters = sum(c in _LIKE_DIGITS for c in token)
        if not letters:
            return token
        digits = sum(c.isdigit() for c in token)
        mended = token.translate(_CONFUSED)
        core = mended.rstrip(".,")
        if not _WHOLE.fullmatch(core):
            return token
        percent = text[found.end() :].lstrip().startswith("%")
        grouped = bool(re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?|\d+,\d{1,2}", core)) and len(core) >= 4
        if sure_place or ((percent or grouped) and digits >= letters):
            return mended
        return token

    text = _COMMA_AS_DOT.sub(r"\1,\2", _TOKEN.sub(mend, text))
    # a speck after a whole number, where its unit was set close
    return _SPECK.sub(r"\1 ", text) if sure_place else text


#: I, II, III, IV as the quarters' columns are headed, however their strokes were read
_STROKES = re.compile(r"^[1lI|]{1,6}$|^[1lI|][Vv]$")
_QUARTERS = ("I", "II", "III", "IV")


def repair_quarters(table: PdfTable) -> PdfTable:
    """Three or four cells of strokes beside each other that read '1', 'Il', 'III', 'IV' are numbered by their order."""
    cells = list(table.cells)
    for row in range(min(table.row_count, 8)):
        own = [k for k, cell in enumerate(cells) if cell.place.row == row and _STROKES.match(cell.text)]
        own.sort(key=lambda k: cells[k].place.col)
        roman = [re.sub(r"[1l|]", "I", cells[k].text).upper() for k in own]
        right = sum(a == b for a, b in zip(roman, _QUARTERS, strict=False))
        if len(own) not in (3, 4) or 2 * right < len(own) or all(cells[k].text.isdigit() for k in own):
            continue
        for k, text in zip(own, _QUARTERS, strict=False):
            cells[k] = replace(cells[k], text=text)
    return replace(table, cells=tuple(cells))


def repair_table(table: PdfTable) -> PdfTable:
    """Cells with their figures mended; in columns of figures every look-alike, elsewhere the sure ones only."""
    table = repair_quarters(table)
    sure_columns = figure_columns(table)
    cells = []
    for cell in table.cells:
        sure = cell.place.col_span == 1 and cell.place.col in sure_columns
        cells.append(_mended(cell, sure))
    return replace(table, cells=tuple(cells))


#: a blank that was lost before a unit ('2Dokumen'), and one that a speck filled ('dan.prosedur')
_LOST_BLANK = re.compile(r"(?<=\d)(?=[A-Z][a-z]{3,})")
_FILLED_BLANK = re.compile(r"(?<=[A-Za-z]{3})\.(?=[a-z]{3})")
_TOTAL_AND_PARTS = re.compile(r"^((?:SUB\s?)?(?:JUMLAH|TOTAL)|Jumlah|Total)(?=[1IVX]+\b)")
_FIRST_PART = re.compile(r"(?<![\d.,])[1l]\s?\+\s?(?=II\b)")
_ADDRESS = re.compile(r"www|@|http|\.go\.id|\.com", re.IGNORECASE)


def repair_blanks(text: str) -> str:
    """
    >>> repair_blanks("2Dokumen"), repair_blanks("dan.prosedur"), repair_blanks("www.jabarprov.go.id")
    ('2 Dokumen', 'dan prosedur', 'www.jabarprov.go.id')
    >>> repair_blanks("JUMLAH1+II"), repair_blanks("Total belanja")
    ('JUMLAH I + II', 'Total belanja')
    """
    text = _LOST_BLANK.sub(" ", text)
    text = _FIRST_PART.sub("I + ", _TOTAL_AND_PARTS.sub(r"\1 ", text))
    return text if _ADDRESS.search(text) else _FILLED_BLANK.sub(" ", text)


def _mended(cell: PdfCell, sure: bool) -> PdfCell:
    text = repair_token(repair_blanks(cell.text), sure_place=sure and is_nearly_figure(cell.text))
    if text == cell.text:
        return cell
    digits = "".join(char for char in text if char.isdigit() or char == ",")
    same = digits == "".join(char for char in cell.text if char.isdigit() or char == ",")
    return replace(cell, text=text, confidence=cell.confidence if same else min(cell.confidence, MENDED_CONFIDENCE))


def is_nearly_figure(text: str) -> bool:
    """A short text that begins with digits or look-alikes: not a word, not a grade."""
    return (
        bool(re.match(rf"^\s*(?:rp\.?\s*)?[\d{re.escape(_LIKE_DIGITS)}.,]*\d", text, re.IGNORECASE)) and len(text) <= 40
    )


def figure_columns(table: PdfTable) -> set[int]:
    """Columns most of whose filled cells hold figures."""
    out = set()
    for col in range(table.column_count):
        texts = [cell.text for cell in table.cells if cell.place.col == col and cell.place.col_span == 1 and cell.text]
        figures = sum(is_figure(text) and not is_placeholder(text) for text in texts)
        if len(texts) >= 3 and figures >= FIGURE_COLUMN * len(texts):
            out.add(col)
    return out
