"""The acceptances of a reviewed file: findings that somebody answers for, until a day, as long as the print stays.

A CSV file (comma or semicolon) with these columns, in any order, under Indonesian or English names:
`temuan` (id of the finding), `bukti` (its proof), `oleh` (who accepts it), `alasan` (why), `sampai` (the last day on
which it holds: 2027-12-31 or 31/12/2027). Lines that begin with # are remarks.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from extract.errors import InputError

#: looked for beside the warehouse where --accept names none
FILE_NAME = "penerimaan.csv"
#: column -> the names it may have
COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("temuan", "id", "finding"),
    "proof": ("bukti", "proof"),
    "who": ("oleh", "who"),
    "why": ("alasan", "why"),
    "until": ("sampai", "until"),
}
HEAD = ",".join(names[0] for names in COLUMNS.values())
_HASH = re.compile(r"[0-9a-f]{16}")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One line of the file. It holds on the day `until` and before."""

    id: str
    proof: str
    who: str
    why: str
    until: date
    line: int


def text_to_day(text: str) -> date | None:
    """2027-12-31, 31/12/2027, 31-12-2027 or 31.12.2027; None for anything else."""
    try:
        match = _DAY_FIRST.fullmatch(text)
        return date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(text)
    except ValueError:
        return None


def bad_line(name: str, line: int, said: str, said_en: str) -> InputError:
    return InputError(f"{name}, baris {line}: {said}.", f"{name}, line {line}: {said_en}.")


def text_to_acceptances(text: str, name: str) -> list[Acceptance]:
    """The lines of the file called `name`. Raises InputError, naming the line, for a file that is not as it must be."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip(" \t,;")]
    lines = [(number, line) for number, line in lines if not line.lstrip('" ').startswith("#")]
    if not lines:
        return []
    delimiter = max(",;\t", key=lines[0][1].count)
    # one record a line: a line break inside quotes would make every number after it a lie
    rows: list[tuple[int, list[str]]] = []
    for number, line in lines:
        if line.count('"') % 2:
            raise bad_line(name, number, "tanda kutip tidak ditutup pada baris itu", "a quote is not closed on it")
        rows.append((number, [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter))]))
    head_line, head = rows[0]
    heads = [cell.casefold() for cell in head]
    places: dict[str, int] = {}
    for column, names in COLUMNS.items():
        found = [place for place, cell in enumerate(heads) if cell in names]
        if len(found) != 1:
            raise bad_line(
                name,
                head_line,
                f"kolom {names[0]} harus ada satu kali; judul kolomnya: {HEAD}",
                f"the column {names[-1]} must stand once; the head is: {','.join(one[-1] for one in COLUMNS.values())}",
            )
        places[column] = found[0]
    return [row_to_acceptance(row, places, name, number) for number, row in rows[1:]]


def row_to_acceptance(row: Sequence[str], places: dict[str, int], name: str, line: int) -> Acceptance:
    """One line. Raises InputError where something is missing or is not what its column holds."""
    values = {column: row[place] if place < len(row) else "" for column, place in places.items()}
    for column, value in values.items():
        if not value:
            raise bad_line(
                name, line, f"kolom {COLUMNS[column][0]} kosong", f"the column {COLUMNS[column][-1]} is empty"
            )
    for column in ("id", "proof"):
        if not _HASH.fullmatch(values[column].casefold()):
            raise bad_line(
                name,
                line,
                f"kolom {COLUMNS[column][0]} harus 16 digit heksadesimal seperti pada temuan, bukan {values[column]!r}",
                f"{COLUMNS[column][-1]} must be the 16 hex digits shown with the finding, not {values[column]!r}",
            )
    until = text_to_day(values["until"])
    if until is None:
        raise bad_line(
            name,
            line,
            f"kolom sampai harus tanggal seperti 2027-12-31, bukan {values['until']!r}",
            f"until must be a date such as 2027-12-31, not {values['until']!r}",
        )
    return Acceptance(values["id"].casefold(), values["proof"].casefold(), values["who"], values["why"], until, line)


def file_to_acceptances(path: Path) -> list[Acceptance]:
    """Raises InputError where the file cannot be read or is malformed."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(
            f"Berkas penerimaan {path} tidak dapat dibaca: {error.strerror}.",
            f"The acceptances {path} cannot be read: {error.strerror}.",
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"Berkas penerimaan {path} bukan teks UTF-8; simpan sebagai CSV UTF-8.",
            f"The acceptances {path} are not UTF-8 text; save as CSV UTF-8.",
        ) from error
    return text_to_acceptances(text, path.name)


def beside(database: Path) -> Path | None:
    """The file beside the warehouse, None where there is none."""
    path = database.with_name(FILE_NAME)
    return path if path.is_file() else None


def acceptances_beside(database: Path) -> list[Acceptance]:
    """Those of the file beside the warehouse; [] where there is none. Raises InputError for a malformed one."""
    path = beside(database)
    return file_to_acceptances(path) if path else []
