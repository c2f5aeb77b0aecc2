"""Formulas that a table's head prints for a column in the numbers of its columns: "(7) = (6)/(5) x 100", "(100-6)".

The columns are numbered by the row of numbers under the head, where there is one, and otherwise from the left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from validate.context import TableView
from validate.intervals import Interval, point, quantity_to_interval, quantity_value

PHRASE = re.compile(r"(?P<open>[(=]\s*)?\(*\d{1,3}\)*%?(?:\s*[-–+/:*x×X=]\s*\(*\s*\d{1,3}\)*%?)+\)?")
TOKEN = re.compile(r"\d+|[-+*/()]")


@dataclass(frozen=True, slots=True)
class Node:
    """A number (column, 0-based, or the constant 100) or an operation on two nodes."""

    operator: str
    left: Node | None = None
    right: Node | None = None
    column: int = -1


@dataclass(frozen=True, slots=True)
class HeaderFormula:
    """`col` (0-based) holds what `node` gives; `text` as printed."""

    col: int
    text: str
    node: Node
    columns: tuple[int, ...]

    @property
    def bare_ratio(self) -> bool:
        """A quotient without x 100: printed as a share or as a percent."""
        return self.node.operator == "/" and all(one.operator != "100" for one in walk(self.node))


def walk(node: Node) -> Iterator[Node]:
    yield node
    for child in (node.left, node.right):
        if child is not None:
            yield from walk(child)


def view_to_formulas(view: TableView) -> Iterator[HeaderFormula]:
    """The formulas of the table's head, one a column at most."""
    numbers = column_numbers(view)
    places = [*range(min(view.table.header_rows, view.table.row_count)), *sorted(view.index_row)]
    for col in range(view.table.column_count):
        for row in reversed(places):
            if not view.own(row, col) or view.cell(row, col) is None:
                continue
            cell = view.cell(row, col)
            if cell is not None and cell.col_span > 1:
                continue
            found = text_to_node(view.text(row, col), numbers, col)
            if found is None:
                continue
            text, node = found
            columns = tuple(dict.fromkeys(one.column for one in walk(node) if one.column >= 0))
            if columns and col not in columns:
                yield HeaderFormula(col, text, node, columns)
                break


def column_numbers(view: TableView) -> dict[int, int]:
    """Printed number -> column: of the row of numbers, or counted from the left."""
    rows = [*sorted(view.index_row), *range(min(view.table.header_rows, view.table.row_count))]
    for row in rows:
        found: dict[int, int] = {}
        for col in range(view.table.column_count):
            match = re.match(r"\s*\(?(\d{1,2})\)?\s*(?:=|$)", view.text(row, col))
            if match and view.own(row, col):
                found[int(match.group(1))] = col
        if len(found) * 3 >= view.table.column_count * 2 and sorted(found) == list(range(min(found), max(found) + 1)):
            return found
    return {col + 1: col for col in range(view.table.column_count)}


def text_to_node(text: str, numbers: dict[int, int], own: int) -> tuple[str, Node] | None:
    """(phrase, formula) of a head's text, None where it prints none that can be read."""
    for match in PHRASE.finditer(text):
        phrase = match.group(0).strip()
        body = re.sub(r"[:]", "/", re.sub(r"[x×X]", "*", phrase.replace("–", "-"))).replace("%", "").replace(" ", "")
        sides = body.strip("=").split("=")
        if len(sides) == 2:
            label = sides[0].strip("()")
            if not label.isdigit() or numbers.get(int(label)) != own:
                continue
        elif len(sides) != 1 or not (match["open"] or re.search(r"[/*]", body)):
            # "Triwulan 1 - 4" is no formula
            continue
        if re.search(r"\(\d{1,2}\)", text[: match.start()] + text[match.end() :]):
            # a fraction drawn over two lines: what was read is half of it
            continue
        node = tokens_to_node(TOKEN.findall(balanced(sides[-1])), numbers)
        if node is not None and node.operator in "+-*/" and not scaled_only(node):
            return phrase, node
    return None


def scaled_only(node: Node) -> bool:
    """True for one column times 100: no formula, or what is left of one."""
    return all(one.operator in ("#", "100", "*", "/") for one in walk(node)) and (
        len({one.column for one in walk(node) if one.column >= 0}) < 2
    )


def balanced(text: str) -> str:
    """The text without brackets that have no partner at its ends."""
    while text.count("(") > text.count(")") and text.startswith("("):
        text = text[1:]
    while text.count(")") > text.count("(") and text.endswith(")"):
        text = text[:-1]
    return text


def tokens_to_node(tokens: list[str], numbers: dict[int, int]) -> Node | None:
    """Sums of products, brackets first; None where a number is no column or a bracket stays open."""
    rest = list(tokens)

    def factor() -> Node | None:
        if not rest:
            return None
        token = rest.pop(0)
        if token == "(":
            inner = total()
            return inner if rest and rest.pop(0) == ")" else None
        if token == "100":
            return Node("100")
        return Node("#", column=numbers[int(token)]) if token.isdigit() and int(token) in numbers else None

    def chain(inner: str, part: object) -> Node | None:
        left = factor() if part is None else chain("*/", None)
        while left is not None and rest and rest[0] in inner:
            operator = rest.pop(0)
            right = factor() if part is None else chain("*/", None)
            left = Node(operator, left, right) if right is not None else None
        return left

    def total() -> Node | None:
        return chain("+-", total)

    node = total()
    return node if not rest else None


def node_to_interval(view: TableView, node: Node, row: int, *, exact: bool) -> Interval | None:
    """What the formula gives in this row: from the figures as printed (`exact`) or from all they may stand for. None
    where a figure is missing or a divisor is nought."""
    if node.operator == "100":
        return point(100)
    if node.operator == "#":
        number = view.number(row, node.column)
        if number is None:
            return None
        return point(quantity_value(number.quantity)) if exact else quantity_to_interval(number.quantity)
    assert node.left is not None
    assert node.right is not None
    left = node_to_interval(view, node.left, row, exact=exact)
    right = node_to_interval(view, node.right, row, exact=exact)
    if left is None or right is None:
        return None
    if node.operator == "/":
        return left.over(right)
    return left + right if node.operator == "+" else left - right if node.operator == "-" else left * right
