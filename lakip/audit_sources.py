"""What `lakip audit` judges: files read now, or a warehouse with its earlier runs; acceptances put to the findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lakip import __version__
from lakip.audited import Audited, Reading, records_to_audited
from lakip.console import say
from lakip.records import findings_to_records
from lakip.road import file_to_understanding, understanding_to_findings
from lakip.sources import one_source, read_told, tell
from warehouse.acceptances import Acceptance, beside, file_to_acceptances

if TYPE_CHECKING:
    from lakip.records import Record
    from normalize.model import Understanding
    from warehouse.open import Warehouse

#: formats that show the reports themselves
WITH_REPORTS = ("html", "xlsx")
#: agency or lineage, year
Unit = tuple[str, int]


def pair_records(later: Understanding, earlier: Understanding) -> list[Record]:
    """What the later report says of the earlier one's year, as records of the later."""
    from validate import audit_pair

    return [{**one, "report_id": later.report.id} for one in findings_to_records(audit_pair(later, earlier))]


def pairs_of(units: dict[Unit, list[str]]) -> Iterator[tuple[str, str]]:
    """(report of a year, report of the year before) of one agency or lineage."""
    for (unit, year), reports in sorted(units.items()):
        for earlier in units.get((unit, year - 1), ()):
            for later in reports:
                yield later, earlier


def after_the_others(records: Sequence[Record], more: Sequence[Record]) -> list[Record]:
    """`more` put behind the findings of the same report, every record ranked within its report."""
    groups: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        groups[record["report_id"]].append(record)
    for record in more:
        group = groups[record["report_id"]]
        group.append({**record, "rank": max((one["rank"] for one in group), default=-1) + 1})
    return [record for group in groups.values() for record in group]


def files_to_audited(files: Sequence[Path], acceptances: Sequence[Acceptance], lang: str) -> Audited:
    """Reads, understands and judges the files, one after the other. Raises InputError."""
    from corpus import load_agencies

    lineages = {agency.id: agency.lineage for agency in load_agencies()} if len(files) > 1 else {}
    readings: dict[str, Reading] = {}
    records: list[Record] = []
    units: defaultdict[Unit, list[str]] = defaultdict(list)
    for file in files:
        understanding = read_told(file, file_to_understanding)
        tell(understanding.report, lang)
        key, profile = understanding.report.id, understanding.profile
        if key in readings:
            continue
        readings[key] = Reading(understanding, file)
        found = findings_to_records(understanding_to_findings(understanding))
        records += [{**record, "report_id": key} for record in found]
        unit = lineages.get(profile.agency_id) or profile.agency_id or profile.agency.casefold()
        if profile.kind == "lakip" and profile.period == "Y" and profile.year is not None and unit:
            units[unit, profile.year].append(key)
    more = [
        record
        for later, earlier in pairs_of(units)
        for record in pair_records(readings[later].understanding, readings[earlier].understanding)
    ]
    return records_to_audited(after_the_others(records, more), readings.values(), acceptances)


UNITS = """
SELECT report_id, coalesce(nullif(lineage, ''), nullif(agency_id, ''), lower(agency)) AS unit, year
FROM core_document WHERE role <> 'edition' AND kind = 'lakip' AND period = 'Y' AND year IS NOT NULL ORDER BY report_id
"""
FILES = """
SELECT f.report_id, f.path, f.name, f.sha256, f.size, f.media, d.document_id
FROM raw_file f JOIN core_document d ON d.report_id = f.report_id
ORDER BY f.rowid
"""


def files_to_replaced(files: Sequence[dict[str, Any]]) -> set[str]:
    """Reports whose file was replaced: by a later one under the same path, or it is gone and another file of the same
    document is there."""
    last = {row["path"]: row["report_id"] for row in files}
    replaced = {row["report_id"] for row in files if last[row["path"]] != row["report_id"]}
    there = {row["report_id"] for row in files if row["report_id"] not in replaced and Path(row["path"]).exists()}
    documents = {row["document_id"] for row in files if row["report_id"] in there}
    return replaced | {
        row["report_id"] for row in files if row["report_id"] not in there and row["document_id"] in documents
    }


def reread(warehouse: Warehouse, reports: Sequence[str]) -> dict[str, tuple[Understanding, str]]:
    from warehouse.reread import query_to_understandings

    return {one.report.id: (one, path) for one, path in query_to_understandings(warehouse.records, reports)}


def path_of(report_id: str, path: str) -> Path | None:
    """The file, where it is there and still the same."""
    from warehouse.intake import file_to_report_id

    found = Path(path)
    return found if found.is_file() and file_to_report_id(found) == report_id else None


def warehouse_to_audited(database: Path, acceptances: Sequence[Acceptance], form: str, lang: str) -> Audited:
    """The findings of the warehouse's reports and between them, compared with the last run. Raises InputError."""
    from warehouse.open import Warehouse
    from warehouse.runs import compare_run

    with Warehouse(database) as warehouse:
        files = warehouse.records(FILES)
        replaced = files_to_replaced(files)
        records = [record for record in warehouse.finding_records() if record["report_id"] not in replaced]
        units: defaultdict[Unit, list[str]] = defaultdict(list)
        for row in warehouse.records(UNITS):
            if row["unit"] and row["report_id"] not in replaced:
                units[row["unit"], row["year"]].append(row["report_id"])
        more: list[Record] = []
        for later, earlier in pairs_of(units):
            pair = reread(warehouse, [later, earlier])
            more += pair_records(pair[later][0], pair[earlier][0])
        records = sorted(after_the_others(records, more), key=lambda one: (one["doc"], one["report_id"], one["rank"]))
        readings: list[Reading] = []
        if form in WITH_REPORTS:
            kept = [row["report_id"] for row in files if row["report_id"] not in replaced]
            found = reread(warehouse, kept)
            readings = [Reading(found[key][0], path_of(key, found[key][1])) for key in kept]
    if replaced:
        names = ", ".join(sorted({row["name"] for row in files if row["report_id"] in replaced}))
        say(
            f"Left out, for a newer file stands in its place: {names}."
            if lang == "en"
            else f"Tidak ikut diperiksa karena sudah digantikan berkas yang lebih baru: {names}."
        )
    comparison = compare_run(database, records, __version__)
    if not comparison.kept:
        say(
            f"{database} cannot be written to: this run is not remembered."
            if lang == "en"
            else f"{database} tidak dapat ditulisi: hasil pemeriksaan ini tidak disimpan."
        )
    records = [{**record, "run": state} for record, state in zip(records, comparison.states, strict=True)]
    judged = {row["report_id"]: row for row in files if row["report_id"] not in replaced}
    return records_to_audited(
        records, readings, acceptances, earlier=comparison.earlier, gone=comparison.gone, files=judged.values()
    )


def sources_to_audited(files: Sequence[Path], db: Path | None, accept: Path | None, form: str, lang: str) -> Audited:
    """The audit of the files, or of the whole warehouse. Raises InputError.

    What a file's reading could not give is told on stderr: what was not read was not checked. So is what became of
    the findings since the last run, and of the acceptances.
    """
    one_source(files, db)
    if accept is None and db is not None:
        accept = beside(db)
    acceptances = file_to_acceptances(accept) if accept else []
    audited = warehouse_to_audited(db, acceptances, form, lang) if db else files_to_audited(files, acceptances, lang)
    for sentence in audited_to_sentences(audited, accept, lang):
        say(sentence)
    return audited


def audited_to_sentences(audited: Audited, accept: Path | None, lang: str) -> list[str]:
    """What changed since the last run, and what the acceptances did; nothing where there is neither."""
    english = lang == "en"
    told: list[str] = []
    if audited.earlier:
        counts = [sum(one["run"] == state for one in audited.records) for state in ("new", "unchanged", "changed")]
        counts.append(len(audited.gone))
        words = ("new", "unchanged", "changed", "gone") if english else ("baru", "tetap", "berubah", "hilang")
        shown = ", ".join(f"{count} {word}" for count, word in zip(counts, words, strict=True))
        told.append(
            f"Since the run of {audited.earlier} UTC: {shown}."
            if english
            else f"Dibandingkan pemeriksaan {audited.earlier} UTC: {shown}."
        )
    if accept is not None:
        given = [one["acceptance"] for one in audited.records if one["acceptance"]]
        held = sum(not one["lapsed"] for one in given)
        sentence = (
            f"{accept}: {held} findings accepted, {len(given) - held} acceptances lapsed"
            if english
            else f"{accept}: {held} temuan diterima, {len(given) - held} penerimaan gugur"
        )
        if audited.unused:
            lines = ", ".join(str(one.line) for one in audited.unused)
            sentence += (
                f"; the findings of line {lines} are not there any more"
                if english
                else f"; temuan pada baris {lines} sudah tidak ada"
            )
        told.append(f"{sentence}.")
    return told
