"""Inline markup of text editions (HTML tags, Markdown emphasis, LaTeX formulas) -> plain text."""

from __future__ import annotations

import html
import re

_TAG = re.compile(
    r"</?(?:p|i|b|u|s|ol|ul|li|br|hr|em|sub|sup|div|span|strong|small|font|center|table|tr|td|th|thead|tbody|h[1-6]|a|img)\b[^<>]*>",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(r"</?(?:p|ol|ul|div|br|hr|tr|h[1-6]|table)\b[^<>]*>", re.IGNORECASE)
_LIST_OR_ITEM = re.compile(r"<(/?)(ol|ul|li)\b[^<>]*>", re.IGNORECASE)
_STRONG = re.compile(r"\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])")
_INLINE_MATH = re.compile(r"\$(?!\s)([^$\n]{1,400}?)(?<!\s)\$")
_FRAC = re.compile(r"\\[dt]?frac\s*\{((?:[^{}]|\{[^{}]*\})*)\}\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_COMMAND = re.compile(
    r"\\(?:text|mathrm|textbf|mathbf|textit|operatorname|mbox|left|right|displaystyle|quad|qquad|,|;|!|:)\*?"
)
_SYMBOLS = {
    r"\times": " x ",
    r"\cdot": " x ",
    r"\div": " : ",
    r"\approx": " ≈ ",
    r"\leq": " ≤ ",
    r"\le": " ≤ ",
    r"\geq": " ≥ ",
    r"\ge": " ≥ ",
    r"\sum": "Σ",
    r"\pm": "±",
    r"\rightarrow": " → ",
    r"\%": "%",
    r"\&": "&",
    r"\$": "$",
    r"\_": "_",
    r"\#": "#",
}


def latex_to_text(formula: str) -> str:
    """'\\frac{a}{b} \\times 100\\%' -> '(a) / (b) x 100%'."""
    text = formula
    for _ in range(4):
        replaced = _FRAC.sub(lambda found: f"({found.group(1)}) / ({found.group(2)})", text)
        if replaced == text:
            break
        text = replaced
    for symbol, plain in _SYMBOLS.items():
        text = text.replace(symbol, plain)
    text = _COMMAND.sub(" ", text)
    text = re.sub(r"_\{([^{}]*)\}", r"_\1", text)
    text = re.sub(r"\^\{([^{}]*)\}", r"^\1", text)
    text = re.sub(r"(?<!\\)[{}]", "", text)
    return " ".join(re.sub(r"\\\\", " ", text).split())


def _number_items(text: str) -> str:
    """<ol>/<ul> items that carry no number of their own get '1.' or '-' in front."""
    if "<li" not in text.lower():
        return text
    counters: list[list[object]] = []

    def mark(found: re.Match[str]) -> str:
        closing, tag = found.group(1), found.group(2).lower()
        if tag in ("ol", "ul"):
            if closing:
                if counters:
                    counters.pop()
            else:
                counters.append([tag, 0])
            return " "
        if closing:
            return " "
        if not counters:
            return " - "
        if counters[-1][0] == "ul":
            return " - "
        counters[-1][1] = int(str(counters[-1][1])) + 1
        after = text[found.end() : found.end() + 8].lstrip()
        return " " if re.match(r"\(?(?:\d{1,2}|[a-z])[.)]", after) else f" {counters[-1][1]}. "

    return _LIST_OR_ITEM.sub(mark, text)


def markup_to_text(text: str) -> str:
    """Tags, emphasis marks and formula dollars removed, entities decoded, blanks folded; list items keep a number or
    a dash.

    A lone '*' (footnote mark), '<' (less than) or '$' (money) stays.
    """
    if "<" in text:
        text = _number_items(text)
        text = _BLOCK_TAG.sub(" ", text)
        text = _TAG.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    if "$" in text:
        text = _INLINE_MATH.sub(
            lambda found: (
                latex_to_text(found.group(1)) if re.search(r"[\\=^_{}/x+*]", found.group(1)) else found.group(0)
            ),
            text,
        )
    if "*" in text or "__" in text:
        text = _STRONG.sub("", text)
        text = _EMPHASIS.sub(r"\1", text)
    if "_{" in text:
        text = re.sub(r"(?<=\w)_\{([^{}]{1,16})\}", r"_\1", text)
    if "\\" in text:
        text = re.sub(r"\\([|*_#\-.()\[\]!>+`~$%&])", r"\1", text)
    return " ".join(text.split())
