"""What changed between two exports: rows added, changed and removed by their stable keys, told as a changelog."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

#: rows that the changelog names of each sort and table; it counts all
NAMED = 40

Row = Mapping[str, str]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes of one table. `changed` gives for each key the columns that differ with old and new value."""

    table: str
    added: tuple[Key, ...]
    removed: tuple[Key, ...]
    changed: tuple[tuple[Key, tuple[tuple[str, str, str], ...]], ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def read_table(path: Path) -> Iterator[Row]:
    """The rows of an exported CSV file."""
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def rows_to_keyed(rows: Iterator[Row], key: Sequence[str]) -> dict[Key, Row]:
    """Rows by key; a key's second row gets '#2' and so on, in the order of the file."""
    seen: Counter[Key] = Counter()
    keyed: dict[Key, Row] = {}
    for row in rows:
        found = tuple(row.get(name, "") for name in key)
        seen[found] += 1
        keyed[found if seen[found] == 1 else (*found, f"#{seen[found]}")] = row
    return keyed


def tables_to_changes(table: str, old: Iterator[Row], new: Iterator[Row], key: Sequence[str]) -> Changes:
    """Old and new rows of one table compared; a column that only one side has counts as empty on the other."""
    before, after = rows_to_keyed(old, key), rows_to_keyed(new, key)
    changed = []
    for one in sorted(before.keys() & after.keys()):
        if before[one] != after[one]:
            names = dict.fromkeys([*after[one], *before[one]])
            differing = tuple(
                (name, before[one].get(name, ""), after[one].get(name, ""))
                for name in names
                if before[one].get(name, "") != after[one].get(name, "")
            )
            if differing:
                changed.append((one, differing))
    return Changes(
        table,
        tuple(sorted(after.keys() - before.keys())),
        tuple(sorted(before.keys() - after.keys())),
        tuple(changed),
    )


def changes_to_section(changes: Sequence[Changes], version: str, before: str) -> str:
    """One section of CHANGELOG.md."""
    lines = [f"## {version}", "", f"Since {before}:" if before else "The first export.", ""]
    for one in changes:
        if not one:
            continue
        lines.append(f"### {one.table}: {len(one.added)} added, {len(one.changed)} changed, {len(one.removed)} removed")
        lines.append("")
        lines += [f"- changed `{_told(key)}`: {_differences(columns)}" for key, columns in one.changed[:NAMED]]
        lines += [f"- added `{_told(key)}`" for key in one.added[:NAMED]]
        lines += [f"- removed `{_told(key)}`" for key in one.removed[:NAMED]]
        hidden = sum(max(0, len(keys) - NAMED) for keys in (one.changed, one.added, one.removed))
        lines += [f"- and {hidden} more", ""] if hidden else [""]
    return "\n".join(lines)


def _told(key: Key) -> str:
    return " / ".join(part.replace("`", "'").replace("\n", " ") for part in key)


def _differences(columns: Sequence[tuple[str, str, str]]) -> str:
    return "; ".join(f"{name} {_short(old)} -> {_short(new)}" for name, old, new in columns)


def _short(text: str) -> str:
    plain = " ".join(text.split()).replace("`", "'") or "(empty)"
    return plain if len(plain) <= 60 else f"{plain[:57]}..."
