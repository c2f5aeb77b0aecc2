"""Reads the golden files: `printed => expected | ...` lines, comments, and [directives]."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


@dataclass(frozen=True)
class Pair:
    """One golden line: what is printed, the expected fields, and the directives above it ({"unit": "orang"})."""

    printed: str
    expected: tuple[str, ...]
    directives: dict[str, str]
    line: int

    def __str__(self) -> str:
        return f"{self.line}: {self.printed}"


def golden_pairs(name: str) -> list[Pair]:
    """The pairs of tests/golden/NAME; a directive holds until the next directive or the next blank line's comment."""
    return list(_pairs((FOLDER / name).read_text(encoding="utf-8").splitlines()))


def _pairs(lines: list[str]) -> Iterator[Pair]:
    directives: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text.startswith("#"):
            directives = {}
        elif text.startswith("[") and text.endswith("]"):
            name, _, value = text[1:-1].partition(":")
            directives = {name.strip(): value.strip()}
        elif " =>" in text or text.startswith('"" =>'):
            printed, _, expected = text.partition("=>")
            printed = printed.strip().removeprefix("\\")  # "\\#REF!" is no comment
            fields = tuple(field.strip() for field in expected.split("|"))
            yield Pair("" if printed == '""' else printed, fields, directives, number)
