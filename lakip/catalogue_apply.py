"""An edited review -> the catalogue of one's own: checked whole, then written whole; what was decided once stays.

A line's decision is `accept` (a new entry), `alias-of:ID` (its names belong to ID), `reject` (no indicator, or not
wanted) or empty (open: it will be proposed again). A name that was decided on before keeps that decision.
"""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.registry import AGGREGATIONS, POLARITIES, Catalogue, Indicator
from corpus.user_catalogue import (
    ALIAS_COLUMNS,
    ALIASES,
    DECISIONS,
    ENTRIES,
    ENTRY_COLUMNS,
    Decision,
    UserCatalogue,
    decision_to_line,
    id_to_prefix,
    name_key,
    next_id,
    shipped_prefixes,
)
from extract.errors import InputError, Unreadable
from lakip.catalogue_review import DECISION_COLUMNS

ALIAS_OF = "alias-of:"


@dataclass(frozen=True, slots=True)
class Applied:
    """What a review changes. `kept` names the lines whose names were decided on before, with that decision."""

    own: UserCatalogue
    fresh: tuple[Decision, ...]
    kept: tuple[tuple[str, Decision], ...]
    left_open: int


@dataclass(slots=True)
class _Work:
    own: UserCatalogue
    entries: list[Indicator]
    aliases: list[tuple[str, str]]
    fresh: list[Decision] = field(default_factory=list)
    kept: list[tuple[str, Decision]] = field(default_factory=list)
    left_open: int = 0


def text_to_review(text: str) -> list[dict[str, str]]:
    """The lines of a review, whatever a spreadsheet made of its separators. Raises InputError without its columns."""
    text = text.removeprefix("\ufeff")
    head = text.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    # cells may hold line breaks: the whole text is read, not its lines
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    missing = [column for column in DECISION_COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise Unreadable(
            f"Berkas ini bukan hasil `lakip catalogue review`: kolom {missing[0]} tidak ada.",
            f"This is no file of `lakip catalogue review`: it has no column {missing[0]}.",
        )
    wanted = (*DECISION_COLUMNS, "printed")
    return [{column: (row.get(column) or "").strip() for column in wanted} for row in reader]


def _names(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("|") if part.strip()]


def _fault(line: int, indonesian: str, english: str) -> InputError:
    return InputError(
        f"Baris {line}: {indonesian} Tidak ada yang disimpan.", f"Line {line}: {english} Nothing was saved."
    )


def review_to_applied(
    rows: Sequence[dict[str, str]], own: UserCatalogue, shipped: Catalogue, who: str, when: str
) -> Applied:
    """What the review makes of one's own catalogue. Raises InputError, naming the line, where a decision is unclear."""
    decided = own.decided()
    work = _Work(own, list(own.indicators), list(own.aliases))
    given = set(own.given_ids())
    for line, row in enumerate(rows, 2):
        printed = list(dict.fromkeys([*_names(row["printed"]), *_names(row["name"]), *_names(row["aliases"])]))
        verdict = row["decision"].casefold()
        if not verdict:
            work.left_open += 1
            continue
        earlier = next((decided[name_key(name)] for name in printed if name_key(name) in decided), None)
        if earlier is not None:
            work.kept.append((row["name"], earlier))
            continue
        made = next((entry for entry in own.indicators if name_key(entry.name) == name_key(row["name"])), None)
        if verdict == "accept" and made is not None:
            # a run that was stopped before the log, or an entry written by hand: the decision is noted, nothing more
            decision = Decision("accept", made.id, tuple(printed), who, when, row["note"])
        elif verdict == "accept":
            entry = _row_to_entry(row, line, shipped, work, given)
            work.entries.append(entry)
            given.add(entry.id)
            decision = Decision("accept", entry.id, tuple(printed), who, when, row["note"])
        elif verdict.startswith(ALIAS_OF):
            owner = _known_id(row["decision"][len(ALIAS_OF) :].strip(), line, shipped, work)
            known = {name_key(name) for name in (owner.name, *owner.aliases)} | {
                name_key(alias) for indicator, alias in work.aliases if indicator == owner.id
            }
            work.aliases += [(owner.id, name) for name in printed if name_key(name) not in known]
            decision = Decision("alias", owner.id, tuple(printed), who, when, row["note"])
        elif verdict == "reject":
            decision = Decision("reject", "", tuple(printed), who, when, row["note"])
        else:
            raise _fault(
                line,
                f"keputusan {row['decision']!r} tidak dikenal; yang dikenal: accept, alias-of:ID, reject atau kosong.",
                f"unknown decision {row['decision']!r}; known are accept, alias-of:ID, reject or nothing.",
            )
        work.fresh.append(decision)
        decided |= {name_key(name): decision for name in printed}
    return Applied(
        UserCatalogue(tuple(work.entries), tuple(work.aliases), (*own.decisions, *work.fresh)),
        tuple(work.fresh),
        tuple(work.kept),
        work.left_open,
    )


def _row_to_entry(row: dict[str, str], line: int, shipped: Catalogue, work: _Work, given: Iterable[str]) -> Indicator:
    polarity = next((known for known in POLARITIES if known == row["polarity"]), None)
    aggregation = next((known for known in AGGREGATIONS if known == row["aggregation"]), None)
    if polarity is None or aggregation is None:
        raise _fault(
            line,
            f"polarity harus salah satu dari {', '.join(filter(None, POLARITIES))}, aggregation dari "
            f"{', '.join(filter(None, AGGREGATIONS))}, atau kosong.",
            f"polarity is one of {', '.join(filter(None, POLARITIES))}, aggregation of "
            f"{', '.join(filter(None, AGGREGATIONS))}, or nothing.",
        )
    name = " ".join(row["name"].split())
    if not name:
        raise _fault(line, "nama entri baru kosong.", "the new entry has no name.")
    same = next(
        (entry for entry in (*shipped.indicators, *work.entries) if name_key(entry.name) == name_key(name)), None
    )
    if same is not None:
        raise _fault(
            line,
            f"nama ini sudah menjadi nama {same.id}; tulis alias-of:{same.id}.",
            f"{same.id} already has this name; write alias-of:{same.id}.",
        )
    wished = row["id"]
    if wished in given:
        raise _fault(line, f"id {wished} sudah pernah dipakai.", f"the id {wished} was given before.")
    if wished and (not id_to_prefix(wished) or id_to_prefix(wished) in shipped_prefixes(shipped)):
        raise _fault(
            line,
            f"id {wished} harus berbentuk ABC-0001 dengan awalan yang tidak dipakai katalog bawaan.",
            f"the id {wished} has to look like ABC-0001, with a prefix that the shipped catalogue doesn't use.",
        )
    others = dict.fromkeys(
        alias for alias in (*_names(row["printed"]), *_names(row["aliases"])) if name_key(alias) != name_key(name)
    )
    return Indicator(
        id=wished or next_id(given),
        name=name,
        unit=row["unit"],
        polarity=polarity,
        aggregation=aggregation,
        sector=row["sector"],
        aliases=tuple(others),
        note=row["note"],
    )


def _known_id(wished: str, line: int, shipped: Catalogue, work: _Work) -> Indicator:
    for entry in (*shipped.indicators, *work.entries):
        if entry.id.casefold() == wished.casefold():
            return entry
    raise _fault(line, f"entri {wished!r} tidak ada dalam katalog.", f"there is no entry {wished!r} in the catalogue.")


def write_user_catalogue(applied: Applied, folder: Path) -> None:
    """Writes the two CSV files, each whole or not at all, then appends to the log.

    Where it is stopped before the log, the entries stand and the same review says so the next time; nothing is lost.
    Raises InputError where the folder cannot be written.
    """
    entries = [
        {
            "id": entry.id,
            "name": entry.name,
            "unit": entry.unit,
            "polarity": entry.polarity,
            "aggregation": entry.aggregation,
            "sector": entry.sector,
            "valid_from": str(entry.valid_from or ""),
            "valid_to": str(entry.valid_to or ""),
            "aliases": "|".join(entry.aliases),
            "note": entry.note,
        }
        for entry in applied.own.indicators
    ]
    aliases = [{"indicator_id": owner, "alias": alias} for owner, alias in applied.own.aliases]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_whole(folder / ENTRIES, ENTRY_COLUMNS, entries)
        _write_whole(folder / ALIASES, ALIAS_COLUMNS, aliases)
        with (folder / DECISIONS).open("a", encoding="utf-8") as log:
            log.writelines(decision_to_line(decision) + "\n" for decision in applied.fresh)
            log.flush()
            os.fsync(log.fileno())
    except OSError as error:
        raise InputError(
            f"Katalog {folder} tidak dapat ditulis: {error.strerror}.",
            f"The catalogue {folder} cannot be written: {error.strerror}.",
        ) from error


def _write_whole(path: Path, columns: Sequence[str], rows: Sequence[dict[str, str]]) -> None:
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="", dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as draft:
        writer = csv.DictWriter(draft, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).chmod(0o644)
    Path(draft.name).replace(path)
