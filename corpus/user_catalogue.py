"""A catalogue of one's own beside the shipped one: a folder with what people decided, merged in at load.

    indicators.csv    entries, the columns of corpus/indicators.csv; ids with a prefix that the shipped one doesn't use
    aliases.csv       indicator_id,alias: further wordings of entries of either catalogue
    decisions.jsonl   the log, a line a decision, only ever appended to: who, when, what, why

`lakip catalogue apply` writes them; a person may correct the two CSV files by hand, but ids stay what they are.
The environment variable LAKIP_CATALOGUE names the folder; a folder that is not there yet is an empty catalogue.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from corpus.registry import Catalogue, Indicator, RegistryError, row_to_indicator

VARIABLE = "LAKIP_CATALOGUE"
ENTRIES = "indicators.csv"
ALIASES = "aliases.csv"
DECISIONS = "decisions.jsonl"
ENTRY_COLUMNS = (
    "id", "name", "unit", "polarity", "aggregation", "sector", "valid_from", "valid_to", "aliases", "note"
)  # fmt: skip
ALIAS_COLUMNS = ("indicator_id", "alias")
#: the range of ids that are given where a person gives none
OWN_PREFIX = "USR"
_ID = re.compile(r"([A-Z][A-Z0-9]{1,7})-(\d{3,5})")

Verdict = Literal["accept", "alias", "reject"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log. `id` is the entry made or given an alias, '' for a rejection; `names` as printed."""

    decision: Verdict
    id: str
    names: tuple[str, ...]
    who: str
    when: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class UserCatalogue:
    """What stands in a folder: own entries, aliases for entries of either catalogue, and the log."""

    indicators: tuple[Indicator, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    decisions: tuple[Decision, ...] = ()

    def given_ids(self) -> frozenset[str]:
        """Every id there is or ever was: none is given again."""
        logged = {decision.id for decision in self.decisions if decision.decision == "accept"}
        return frozenset(logged | {entry.id for entry in self.indicators})

    def decided(self) -> dict[str, Decision]:
        """What was decided on each name, by `name_key`."""
        return {name_key(name): decision for decision in self.decisions for name in decision.names}


def name_key(name: str) -> str:
    """Names that differ in blanks and capitals only are one name."""
    return " ".join(name.split()).casefold()


def id_to_prefix(indicator_id: str) -> str:
    """ "USR" of "USR-0001"; '' where it is no id of that form."""
    found = _ID.fullmatch(indicator_id)
    return found.group(1) if found else ""


def shipped_prefixes(shipped: Catalogue) -> frozenset[str]:
    return frozenset(id_to_prefix(entry.id) for entry in shipped)


def next_id(given: Iterable[str], prefix: str = OWN_PREFIX) -> str:
    """The next free id of a range, one above the highest ever given: gaps are not filled."""
    numbers = [int(found.group(2)) for one in given if (found := _ID.fullmatch(one)) and found.group(1) == prefix]
    return f"{prefix}-{max(numbers, default=0) + 1:04d}"


def _read_rows(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Raises RegistryError where the file lacks a column, has a ragged line or is no UTF-8 text."""
    if not path.exists():
        return []
    try:
        # people edit these files with spreadsheets, which begin them with a byte order mark
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(f"{path}: {error}") from error
    reader = csv.DictReader(text.splitlines())
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise RegistryError(f"{path}: no column {missing[0]!r}")
    rows = []
    for row in reader:
        if None in row or None in row.values():
            raise RegistryError(f"{path}:{reader.line_num}: wrong number of columns")
        rows.append({column: row[column].strip() for column in columns})
    return rows


def line_to_decision(line: str) -> Decision:
    """Raises ValueError for a line that is no decision."""
    record = json.loads(line)
    if record["decision"] not in ("accept", "alias", "reject"):
        raise ValueError(f"unknown decision {record['decision']!r}")
    return Decision(
        decision=record["decision"],
        id=record["id"],
        names=tuple(record["names"]),
        who=record["who"],
        when=record["when"],
        why=record["why"],
    )


def decision_to_line(decision: Decision) -> str:
    """One JSON object; a name's line break becomes a blank, so a decision is always one line."""
    record = {
        "when": decision.when,
        "who": decision.who,
        "decision": decision.decision,
        "id": decision.id,
        "names": [" ".join(name.split()) for name in decision.names],
        "why": decision.why,
    }
    return json.dumps(record, ensure_ascii=False)


def load_user_catalogue(folder: Path) -> UserCatalogue:
    """What stands in the folder; empty where it is not there. Raises RegistryError for a file that can't be read."""
    if folder.exists() and not folder.is_dir():
        raise RegistryError(f"{folder} is not a folder")
    indicators = tuple(row_to_indicator(row) for row in _read_rows(folder / ENTRIES, ENTRY_COLUMNS))
    aliases = tuple((row["indicator_id"], row["alias"]) for row in _read_rows(folder / ALIASES, ALIAS_COLUMNS))
    decisions: list[Decision] = []
    log = folder / DECISIONS
    if log.exists():
        for number, line in enumerate(log.read_text(encoding="utf-8").splitlines(), 1):
            try:
                decisions.append(line_to_decision(line))
            except (ValueError, KeyError, TypeError) as error:
                raise RegistryError(f"{log}:{number}: {error}") from error
    return UserCatalogue(indicators, aliases, tuple(decisions))


def merge_catalogues(shipped: Catalogue, own: UserCatalogue) -> Catalogue:
    """The shipped entries with the further aliases, then one's own.

    Raises RegistryError where an id is not of the form 'ABC-0001', uses a prefix of the shipped catalogue, is given
    twice, or an alias is for an entry that is in neither.
    """
    taken = shipped_prefixes(shipped)
    seen: set[str] = set()
    for entry in own.indicators:
        prefix = id_to_prefix(entry.id)
        if not prefix or prefix in taken:
            raise RegistryError(
                f"{ENTRIES}: {entry.id} is not an id for an entry of one's own (like {OWN_PREFIX}-0001)"
            )
        if entry.id in seen:
            raise RegistryError(f"{ENTRIES}: id {entry.id} is given twice")
        seen.add(entry.id)
    further: dict[str, list[str]] = {}
    for indicator_id, alias in own.aliases:
        further.setdefault(indicator_id, []).append(alias)
    entries = (*shipped.indicators, *own.indicators)
    unknown = sorted(set(further) - {entry.id for entry in entries})
    if unknown:
        raise RegistryError(f"{ALIASES}: there is no entry {unknown[0]}")
    return Catalogue(
        tuple(
            replace(entry, aliases=(*entry.aliases, *further[entry.id])) if entry.id in further else entry
            for entry in entries
        )
    )
