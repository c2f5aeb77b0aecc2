"""A Word paragraph -> its text as printed: fields by their cached result, deletions and hidden words left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import nsmap, qn

from extract.docx_styles import is_on

_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_ALTERNATES, _CHOICE, _FALLBACK = f"{{{_MC}}}AlternateContent", f"{{{_MC}}}Choice", f"{{{_MC}}}Fallback"
_RUN, _FIELD = qn("w:r"), qn("w:fldChar")
_BOX = qn("w:txbxContent")
#: nothing below these is printed here
_SKIPPED = frozenset(
    qn(tag)
    for tag in ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:delInstrText", "w:pPr", "w:rPr", "w:sdtPr")
)
_DRAWN = frozenset({qn("w:drawing"), qn("w:pict"), qn("w:object")})
_SIGNS = {
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "",
}
#: what the symbol fonts print at these places; other signs of theirs are left out
_SYMBOLS = {
    "F0B7": "•", "F0A7": "•", "F0D8": "•", "F0FC": "✓", "F0FE": "✓", "F0B3": "≥", "F0A3": "≤", "F0B4": "×", "F0B8": "÷",
    "F0E5": "Σ", "F0B1": "±", "F0AE": "→",
}  # fmt: skip
_M = f"{{{_MATH}}}"
#: a paragraph of this kind holds nothing but a formula
_DISPLAYED = f"{_M}oMathPara"
assert nsmap["w"]


@dataclass(slots=True)
class Printed:
    """A paragraph's text, its line breaks kept; the text boxes anchored in it; the notes it refers to."""

    text: str = ""
    boxes: list[Any] = field(default_factory=list)
    #: ("footnote" or "endnote", id)
    notes: list[tuple[str, str]] = field(default_factory=list)
    formula: bool = False
    bold: bool = False


def paragraph_to_printed(paragraph: Any, bold_style: bool = False) -> Printed:
    """What Word prints of a w:p, without its automatic number."""
    out = Printed()
    pieces: list[str] = []
    letters = [0, 0]
    _walk(paragraph, pieces, out, [], letters, bold_style)
    lines = [" ".join(line.split()) for line in "".join(pieces).split("\n")]
    out.text = "\n".join(line for line in lines if line)
    out.formula = paragraph.find(_DISPLAYED) is not None and not letters[1]
    out.bold = letters[0] > 0.8 * letters[1] > 0
    return out


def _walk(
    element: Any, pieces: list[str], out: Printed, fields: list[bool], letters: list[int], bold: bool, depth: int = 0
) -> None:
    """`fields`: for each open field, is its result reached? `letters`: how many are bold, how many in all."""
    if depth > 200:
        return
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            continue
        shown = all(fields)
        if tag == _RUN:
            properties = child.find(qn("w:rPr"))
            if is_on(properties, "w:vanish"):
                continue
            here = bold
            if properties is not None and properties.find(qn("w:b")) is not None:
                here = is_on(properties, "w:b")
            _walk(child, pieces, out, fields, letters, here, depth + 1)
        elif tag == qn("w:t"):
            if shown and child.text:
                pieces.append(child.text.replace("\n", " "))
                letters[0] += bold * len(child.text)
                letters[1] += len(child.text)
        elif tag == _FIELD:
            kind = child.get(qn("w:fldCharType"))
            if kind == "begin":
                fields.append(False)
            elif kind == "separate" and fields:
                fields[-1] = True
            elif kind == "end" and fields:
                fields.pop()
        elif tag in _SIGNS:
            if shown:
                pieces.append(_SIGNS[tag])
        elif tag == qn("w:sym"):
            if shown:
                pieces.append(_SYMBOLS.get((child.get(qn("w:char")) or "").upper(), ""))
        elif tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
            kind = "footnote" if tag == qn("w:footnoteReference") else "endnote"
            out.notes.append((kind, child.get(qn("w:id")) or ""))
        elif tag == _ALTERNATES:
            # the same thing drawn for new and for old programs: one of them
            chosen = child.find(_CHOICE)
            if chosen is None or not len(chosen):
                chosen = child.find(_FALLBACK)
            if chosen is not None:
                _walk(chosen, pieces, out, fields, letters, bold, depth + 1)
        elif tag in _DRAWN:
            out.boxes += list(_text_boxes(child))
        elif tag.startswith(_M):
            if shown:
                pieces.append(f" {math_to_text(child)} ")
        elif tag != qn("w:p") and tag != qn("w:tbl"):
            _walk(child, pieces, out, fields, letters, bold, depth + 1)


def _text_boxes(drawn: Any) -> Iterator[Any]:
    """The outermost text boxes of a drawing, each once."""
    for child in drawn:
        if child.tag == _BOX:
            yield child
        elif child.tag == _ALTERNATES:
            chosen = child.find(_CHOICE)
            chosen = chosen if chosen is not None and len(chosen) else child.find(_FALLBACK)
            if chosen is not None:
                yield from _text_boxes(chosen)
        elif isinstance(child.tag, str):
            yield from _text_boxes(child)


def math_to_text(element: Any) -> str:
    """A formula in one line: a fraction as '(a) / (b)', the rest as its letters stand."""
    tag = element.tag
    if tag == f"{_M}t":
        return element.text or ""
    if tag == f"{_M}f":
        above, below = element.find(f"{_M}num"), element.find(f"{_M}den")
        parts = [" ".join(math_to_text(part).split()) if part is not None else "" for part in (above, below)]
        # brackets only around what has blanks or signs in it
        shown = [f"({part})" if any(sign in part for sign in " +-−") else part for part in parts]
        return f" {shown[0]} / {shown[1]} "
    if tag == f"{_M}d":
        return f"({''.join(math_to_text(child) for child in element if isinstance(child.tag, str))})"
    return "".join(math_to_text(child) for child in element if isinstance(child.tag, str))
