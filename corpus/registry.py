"""The registries as records: indicators (IKU catalogue), agencies with their lineage, regions in both code systems.

The CSV files beside this module are the source; a person may edit them. Loaders check what they read and raise
`RegistryError` with file, line and reason: a fault in a registry is ours, never the report's.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

Polarity = Literal["higher", "lower", ""]
Aggregation = Literal["sum", "average", "last", "cumulative", ""]
POLARITIES: tuple[Polarity, ...] = ("higher", "lower", "")
AGGREGATIONS: tuple[Aggregation, ...] = ("sum", "average", "last", "cumulative", "")


class RegistryError(ValueError):
    """A line of a registry file that breaks the file's own rules."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One entry of the IKU catalogue.

    `id` is given by hand and never reused; `polarity` says which way is better; `aggregation` how four quarters make a
    year; both are '' where the field has no single answer. `valid_from`/`valid_to` are years, None for open.
    """

    id: str
    name: str
    unit: str
    polarity: Polarity
    aggregation: Aggregation
    sector: str
    valid_from: int | None = None
    valid_to: int | None = None
    aliases: tuple[str, ...] = ()
    note: str = ""

    def is_valid_in(self, year: int) -> bool:
        return (self.valid_from is None or self.valid_from <= year) and (self.valid_to is None or year <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All indicators, in the order of the file."""

    indicators: tuple[Indicator, ...]

    def __len__(self) -> int:
        return len(self.indicators)

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.indicators)

    def get(self, indicator_id: str) -> Indicator | None:
        """The entry with this id, None where there is none."""
        return next((entry for entry in self.indicators if entry.id == indicator_id), None)

    def sectors(self) -> tuple[str, ...]:
        return tuple(sorted({entry.sector for entry in self.indicators}))


@dataclass(frozen=True, slots=True)
class Agency:
    """A reporting body under one of its names. Bodies that follow one another share `lineage`, one unit for a panel.

    `region` is a Kemendagri code ('32', '36.74'), '' for a national body; `predecessor` an agency id or ''.
    """

    id: str
    name: str
    kind: str
    region: str
    valid_from: int | None
    valid_to: int | None
    lineage: str
    predecessor: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """A province, regency or city under both code systems (text: they have leading zeros and dots).

    `kemendagri` or `bps` is '' where it isn't surely known. `level` is 'provinsi', 'kabupaten' or 'kota'; `parent` the
    province's name. A code may have another owner in other years: look at `valid_from`/`valid_to`.
    """

    name: str
    level: str
    kemendagri: str
    bps: str
    parent: str
    valid_from: int | None
    valid_to: int | None
    aliases: tuple[str, ...] = ()


def read_rows(file_name: str) -> list[dict[str, str]]:
    """The lines of a CSV file of this package as dicts, blanks trimmed. Raises RegistryError on a ragged line."""
    text = files("corpus").joinpath(file_name).read_text(encoding="utf-8")
    rows: list[dict[str, str]] = []
    reader = csv.DictReader(text.splitlines(), strict=True)
    for row in reader:
        if None in row or None in row.values():
            raise RegistryError(f"{file_name}:{reader.line_num}: wrong number of columns")
        rows.append({key: value.strip() for key, value in row.items()})
    return rows


def text_to_year(text: str) -> int | None:
    """A year of four digits, None for ''. Raises RegistryError for anything else."""
    if not text:
        return None
    if len(text) != 4 or not text.isdigit():
        raise RegistryError(f"not a year: {text!r}")
    return int(text)


def text_to_aliases(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def row_to_indicator(row: dict[str, str]) -> Indicator:
    """Raises RegistryError for an unknown polarity or aggregation, no name, or an end before the beginning."""
    polarity = next((known for known in POLARITIES if known == row["polarity"]), None)
    aggregation = next((known for known in AGGREGATIONS if known == row["aggregation"]), None)
    if polarity is None or aggregation is None or not row["id"] or not row["name"]:
        raise RegistryError(f"indicators.csv: bad entry {row['id']!r}")
    valid_from, valid_to = text_to_year(row["valid_from"]), text_to_year(row["valid_to"])
    if valid_from is not None and valid_to is not None and valid_from > valid_to:
        raise RegistryError(f"indicators.csv: {row['id']} ends before it begins")
    return Indicator(
        id=row["id"],
        name=row["name"],
        unit=row["unit"],
        polarity=polarity,
        aggregation=aggregation,
        sector=row["sector"],
        valid_from=valid_from,
        valid_to=valid_to,
        aliases=text_to_aliases(row["aliases"]),
        note=row["note"],
    )


def row_to_agency(row: dict[str, str]) -> Agency:
    return Agency(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        region=row["region"],
        valid_from=text_to_year(row["valid_from"]),
        valid_to=text_to_year(row["valid_to"]),
        lineage=row["lineage"],
        predecessor=row["predecessor"],
        aliases=text_to_aliases(row["aliases"]),
    )


def row_to_region(row: dict[str, str]) -> Region:
    return Region(
        name=row["name"],
        level=row["level"],
        kemendagri=row["kemendagri"],
        bps=row["bps"],
        parent=row["parent"],
        valid_from=text_to_year(row["valid_from"]),
        valid_to=text_to_year(row["valid_to"]),
        aliases=text_to_aliases(row["aliases"]),
    )


def check_ids(ids: list[str], file_name: str) -> None:
    """Raises RegistryError for an id given twice."""
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise RegistryError(f"{file_name}: id {one} is given twice")
        seen.add(one)


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The IKU catalogue: the shipped one, with the one of one's own in `folder` or else where LAKIP_CATALOGUE says.

    Raises RegistryError where a file of either breaks its rules. Read once a folder: `load_catalogue_of.cache_clear`
    after writing to it.
    """
    return load_catalogue_of(str(folder) if folder is not None else os.environ.get("LAKIP_CATALOGUE", ""))


@cache
def load_catalogue_of(folder: str) -> Catalogue:
    """The shipped catalogue merged with the folder's; '' for the shipped one alone."""
    if not folder:
        return load_shipped_catalogue()
    from corpus.user_catalogue import load_user_catalogue, merge_catalogues

    return merge_catalogues(load_shipped_catalogue(), load_user_catalogue(Path(folder)))


@cache
def load_shipped_catalogue() -> Catalogue:
    """The IKU catalogue of corpus/indicators.csv."""
    indicators = tuple(row_to_indicator(row) for row in read_rows("indicators.csv"))
    check_ids([entry.id for entry in indicators], "indicators.csv")
    return Catalogue(indicators)


@cache
def load_agencies() -> tuple[Agency, ...]:
    """The agencies of corpus/agencies.csv. Raises RegistryError where a predecessor is not an agency of the file."""
    agencies = tuple(row_to_agency(row) for row in read_rows("agencies.csv"))
    ids = [agency.id for agency in agencies]
    check_ids(ids, "agencies.csv")
    for agency in agencies:
        if agency.predecessor and agency.predecessor not in ids:
            raise RegistryError(f"agencies.csv: {agency.id} follows an unknown {agency.predecessor}")
    return agencies


@cache
def load_regions() -> tuple[Region, ...]:
    """The provinces (all 38, and those of before 2022) and the regencies and cities of corpus/regions.csv."""
    return tuple(row_to_region(row) for row in read_rows("regions.csv"))


@cache
def load_abbreviations() -> tuple[tuple[str, str], ...]:
    """Printed form and the form it is compared as, in the order in which they are applied."""
    return tuple((row["printed"], row["compared_as"]) for row in read_rows("abbreviations.csv"))


@cache
def load_words() -> frozenset[str]:
    """Common words of the field, one a line in corpus/words.txt: a known word is not taken for a slip of another."""
    return frozenset(files("corpus").joinpath("words.txt").read_text(encoding="utf-8").split())
