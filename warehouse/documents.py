"""Files -> documents: the files of one report joined, second editions told, agency and region settled.

What each file says of itself stays in core_report; here stands what holds for the whole document. Nothing is guessed
from one file's name alone: chapters are joined only with other chapters of the same folder that contradict neither
agency, year nor kind, and second editions are told by their figures.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from corpus import Agency, Region
from warehouse.sketch import sketches_to_similarity

#: from this share of common figures on, two files of one agency, year and kind are editions of one report
SAME_REPORT = 0.6
_CHAPTER = re.compile(
    r"(?<![a-z])(?:bab|chapter|bagian|lampiran|cover|sampul|kata[ _.-]*pengantar|daftar[ _.-]*isi|ikhtisar|"
    r"ringkasan[ _.-]*eksekutif|penutup|pendahuluan)(?:[ _.-]*(?:[ivx]+|\d+)(?![a-z0-9])|(?![a-z]))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\d{1,2}(?=[ _.-]|$)")


@dataclass(frozen=True, slots=True)
class File:
    """What the warehouse knows of one file: the columns of core_report that joining needs, and its path."""

    report_id: str
    name: str
    path: str
    kind: str
    agency: str
    agency_id: str
    region: str
    year: int | None
    period: str
    media: str
    fact_count: int
    sketch: Sequence[int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file stands: its document, its role there ('whole', 'chapter', 'edition') and why."""

    file: File
    document_id: str
    role: str
    reason: str


def name_to_stem(name: str) -> tuple[str, bool]:
    """What is left of a chapter's file name without its mark, and whether there was one.

    'LKjIP_2023_BAB_II.pdf' -> ('lkjip 2023', True); '03 - Akuntabilitas.pdf' -> ('', True).
    """
    stem = PurePath(name).stem.casefold()
    if _NUMBERED.search(stem):
        return "", True
    hit = _CHAPTER.search(stem)
    if hit is None:
        return stem, False
    # a chapter's title may follow its number: only what stands before the mark is common to all chapters
    return " ".join(re.findall(r"[a-z0-9]+", stem[: hit.start()])), True


def agree(values: Iterable[Any]) -> bool:
    """Do all that say something say the same?"""
    return len({value for value in values if value not in ("", None)}) <= 1


def files_to_chapters(files: Sequence[File]) -> list[list[File]]:
    """Groups of two files and more that are chapters of one report, each in the order of the names."""
    groups: defaultdict[tuple[str, str], list[File]] = defaultdict(list)
    for file in files:
        stem, marked = name_to_stem(file.name)
        if marked:
            groups[str(PurePath(file.path).parent), stem].append(file)
    found = []
    for group in groups.values():
        about = (
            [file.agency_id for file in group],
            [file.year for file in group],
            [file.kind for file in group if file.kind not in ("renstra", "rkt", "pk")],
        )
        if len(group) > 1 and all(agree(values) for values in about):
            found.append(sorted(group, key=lambda file: _natural(file.name)))
    return found


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """'bab 10' after 'bab 9', and Roman numerals by their value."""
    words = re.findall(r"\d+|[a-z]+", name.casefold())
    romans = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
    return tuple((int(word) if word.isdigit() else romans.get(word, 99), word) for word in words)


def settled(group: Sequence[File]) -> File:
    """The first chapter with what the chapters together say of agency, region, year, kind and period."""

    def most(values: Iterable[Any], empty: Any) -> Any:
        told = Counter(value for value in values if value not in ("", None))
        return told.most_common(1)[0][0] if told else empty

    named = next((file for file in group if file.agency_id), next((file for file in group if file.agency), group[0]))
    return replace(
        group[0],
        agency=named.agency,
        agency_id=named.agency_id,
        region=named.region or most((file.region for file in group), ""),
        year=most((file.year for file in group), None),
        kind=most((file.kind for file in group), ""),
        period=most((file.period for file in group), "Y"),
    )


def files_to_places(files: Sequence[File]) -> list[Place]:
    """Every file's place, in the order of the report ids."""
    places: dict[str, Place] = {}
    wholes: list[File] = []
    for group in files_to_chapters(files):
        about = settled(group)
        reason = f"{len(group)} files of one folder, chapters by their names"
        for file in group:
            said = replace(
                file,
                agency=about.agency,
                agency_id=about.agency_id,
                region=about.region,
                year=about.year,
                kind=about.kind,
                period=about.period,
            )
            places[file.report_id] = Place(said, about.report_id, "chapter", reason)
    wholes = [file for file in files if file.report_id not in places]
    for main, others in files_to_editions(wholes):
        places[main.report_id] = Place(main, main.report_id, "whole", "")
        for file, share in others:
            reason = f"{share:.0%} of its figures are those of {main.name}"
            places[file.report_id] = Place(file, main.report_id, "edition", reason)
    return [places[key] for key in sorted(places)]


def files_to_editions(files: Iterable[File]) -> list[tuple[File, list[tuple[File, float]]]]:
    """Each report's best file with its other editions and how alike they are.

    Only files of one agency (by key, else by printed name), year, period and kind are compared. Best is the one with
    pages (PDF before Word before text), then with more facts: its figures can be shown where they stand.
    """
    blocks: defaultdict[tuple[Any, ...], list[File]] = defaultdict(list)
    for file in files:
        blocks[file.agency_id or file.agency.casefold(), file.year, file.period, file.kind].append(file)
    media = {"pdf": 0, "docx": 1, "text": 2}
    found: list[tuple[File, list[tuple[File, float]]]] = []
    for block in blocks.values():
        mains: list[tuple[File, list[tuple[File, float]]]] = []
        ranked = sorted(block, key=lambda one: (media.get(one.media, 3), -one.fact_count, one.name, one.report_id))
        for file in ranked:
            for main, others in mains:
                share = sketches_to_similarity(main.sketch, file.sketch)
                if share >= SAME_REPORT:
                    others.append((file, share))
                    break
            else:
                mains.append((file, []))
        found += mains
    return found


class Gazetteer:
    """Agencies and regions by key, name and year."""

    def __init__(self, agencies: Iterable[Agency], regions: Iterable[Region]) -> None:
        self.agencies = {agency.id: agency for agency in agencies}
        self.by_code: defaultdict[str, list[Region]] = defaultdict(list)
        self.by_name: defaultdict[str, list[Region]] = defaultdict(list)
        for region in regions:
            if region.kemendagri:
                self.by_code[region.kemendagri].append(region)
            self.by_name[region.name.casefold()].append(region)

    def region(self, said: str, year: int | None) -> Region | None:
        """A region by code or name as it was in that year (today's without one); None for an unknown one."""
        known = self.by_code.get(said) or self.by_name.get(said.casefold()) or []
        # a regency's code of today leads to what it was in that year through its name
        named = [other for one in known for other in self.by_name[one.name.casefold()]]
        valid = [
            one
            for group in (known, named)
            for one in group
            if year is None or ((one.valid_from or 0) <= year and (one.valid_to is None or year <= one.valid_to))
        ]
        return max(valid or known, key=lambda one: one.valid_from or 0, default=None)

    def place_to_row(self, place: Place) -> dict[str, Any]:
        """The row of core_document."""
        file = place.file
        agency = self.agencies.get(file.agency_id)
        said = (agency.region if agency else "") or file.region
        name, _, above = said.partition(", ")
        region = self.region(name, file.year)
        province = region
        if region is None or region.level != "provinsi":
            code = region.kemendagri.partition(".")[0] if region else ""
            # a regency's code begins with its province's of today
            province = self.region(code or (region.parent if region else above), file.year)
        return {
            "report_id": file.report_id,
            "document_id": place.document_id,
            "role": place.role,
            "reason": place.reason,
            "agency_id": file.agency_id,
            "agency": agency.name if agency else file.agency,
            "registered": agency is not None,
            "lineage": agency.lineage if agency else file.agency_id,
            "region": region.name if region else name,
            "region_kemendagri": region.kemendagri if region else "",
            "region_bps": region.bps if region else "",
            "province": province.name if province else "",
            "province_kemendagri": province.kemendagri if province else "",
            "province_bps": province.bps if province else "",
            "kind": file.kind,
            "year": file.year,
            "period": file.period,
        }
