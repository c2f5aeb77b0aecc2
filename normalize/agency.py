"""Whose report is this? The agencies that its cover, running headers, prose and tables name, weighed.

A registered agency is known by its name or an alias. Any other gets a key made of its printed name and region
('x-dinas-pendidikan-kota-palembang'): the same in every report that prints the same name, whatever its case,
abbreviations and order of file. Such keys begin with 'x-', which no key of the registry does.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from corpus import load_agencies, load_words
from extract.model import Report
from normalize.agency_cover import body_to_rank, join_cover_lines
from normalize.agency_keys import agency_to_unregistered_id, region_to_code, region_to_record, text_to_key
from normalize.agency_names import AgencyName, text_to_agency_names, text_to_regions

#: bodies of a regional government: without a printed region they are of the region that the report names
_REGIONAL = re.compile(
    r"^(?:dinas|badan\s+(?!nasional|pusat|pemeriksa|pengawas|narkotika)|biro|bagian|inspektorat(?!\s+jenderal)|"
    r"sekretariat\s+d|suku\s+dinas|kecamatan|uptd|distrik|kelurahan|puskesmas|rsud|rumah\s+sakit\s+umum\s+daerah|satuan\s+polisi|satpol|bappe|bapenda|bk|bp[bk])",
    re.IGNORECASE,
)
Scores = defaultdict[str, float]
_GOVERNMENTS = frozenset({"pemerintah", "pemerintah daerah"})
#: bodies of which there is one in the country
_NATIONAL = re.compile(
    r"^(?:kementeri?an|mahkamah|komisi\s+(?!pemilihan)|lembaga|badan\s+(?:nasional|pusat|pemeriksa|pengawas)|"
    r"direktorat|inspektorat\s+jenderal|universitas|institut|politeknik|sekretariat\s+(?:jenderal|negara|kabinet)|"
    r".*\bkementerian\b)",
    re.IGNORECASE,
)
#: paragraphs of prose that are looked at after the cover, and what all of them may weigh together
_PROSE = 250
_PROSE_WEIGHT = 6.0
#: lines of the cover that are looked at as such, and what a ministry counts above an office of its own there
_COVER = 8
_HOUSE = 0.35
#: offices of the state all over the country, each with a proper name or its seat ("Pengadilan Negeri Watampone")
_SEATED = re.compile(
    r"^(?:pengadilan|kejaksaan|balai|loka|stasiun|kantor|perwakilan|kepolisian|polres|polda|polresta|lembaga\s+(?:pemasy|pemb|lay)|"
    r"lapas|rutan|rumah\s+tahanan|rumah\s+sakit|rsud|rsup|taman|museum|kppn|kpp|uptd?|puskesmas)",
    re.IGNORECASE,
)
_CLASS = re.compile(r"\b(?:kelas|tipe)\s+\w+(?:\s+(?:non\s+)?tpi)?\b|\b(?:khusus|pratama|madya|utama)\b", re.IGNORECASE)


def report_to_agency(report: Report, cover: Sequence[str], furniture: Iterable[str]) -> tuple[str, str, str]:
    """Printed name, key and region of the report's agency; '' for what cannot be told.

    The region is a Kemendagri code where one is known, else the printed name ('Kabupaten Yalimo').
    """
    common = [text for text, _ in Counter(furniture).most_common(6)]
    lines = join_cover_lines(cover)
    prose = [p.text for p in report.paragraphs if p.kind not in ("furniture", "contents")][len(cover) : _PROSE]
    shown = [*((text, 5.0) for text in lines[:_COVER]), *((text, 4.0) for text in common)]
    named = [(text, 1.5) for text in lines[_COVER:]]
    named += [(" ".join((table.caption, *table.notes)), 1.0) for table in report.tables]
    scores: defaultdict[str, float] = defaultdict(float)
    seen: dict[str, Counter[AgencyName]] = {}
    _weigh(shown, scores, seen, cover=True)
    _weigh(named, scores, seen)
    told: defaultdict[str, float] = defaultdict(float)
    _weigh([(text, 1.0) for text in prose], told, seen)
    _add(scores, told, _PROSE_WEIGHT)
    _lower_houses(scores, lines[:_COVER])
    registered = _registered_scores([*shown, *named, *((text, 0.02) for text in prose)])
    if not scores and not registered:
        # tables without prose: the agency stands in a row of its own
        _weigh([(cell.text, 1.0) for table in report.tables for cell in table.cells], scores, seen)
    home = _home_region([*lines, *common], [*prose])
    return _choose(scores, seen, registered, home)


def _weigh(
    texts: Iterable[tuple[str, float]], scores: Scores, seen: dict[str, Counter[AgencyName]], *, cover: bool = False
) -> None:
    """Adds the texts' agencies to the scores under the key of their body; the more of a text the name is, the
    more it counts.
    """
    for text, weight in texts:
        for name in text_to_agency_names(text[:2000], cover=cover):
            key = text_to_key(name.body)
            share = (name.end - name.start) / max(len(text.strip()), 1)
            # a letterhead ('PEMERINTAH KOTA ...') names the agency only where nothing under it does
            scores[key] += weight * _emphasis(share) * (0.3 if key in _GOVERNMENTS else 1.5 if name.region else 1.0)
            seen.setdefault(key, Counter())[name] += 1


def _lower_houses(scores: Scores, lines: Iterable[str]) -> None:
    """Lowers the bodies above the one furthest down that stands alone on a line of the cover: they are its house."""
    alone = {
        text_to_key(name.body): body_to_rank(name.body)
        for line in lines
        for name in text_to_agency_names(line, cover=True)
        if name.end - name.start >= 0.6 * len(line.strip())
    }
    lowest = max(alone.values(), default=0)
    for body, rank in alone.items():
        if rank < lowest:
            scores[body] *= _HOUSE


def _emphasis(share: float) -> float:
    """What a name counts that takes this share of its text: a cover's line is the name, a sentence names in passing."""
    return 0.25 + 1.75 * min(share, 1.0)


def _add(scores: Scores, told: Scores, most: float) -> None:
    """Adds scores that weigh `most` at most, the strongest, in proportion."""
    strongest = max(told.values(), default=0.0)
    for key, weight in told.items():
        scores[key] += min(weight, most * weight / strongest)


@lru_cache(maxsize=1)
def _registered_names() -> tuple[tuple[str, str, str], ...]:
    """(key of a name, agency id, region) of every registered name and alias, longest first."""
    names = [
        (text_to_key(name), agency.id, agency.region)
        for agency in load_agencies()
        for name in (agency.name, *agency.aliases)
    ]
    return tuple(sorted(names, key=lambda item: -len(item[0])))


def _registered_scores(texts: Iterable[tuple[str, float]]) -> dict[tuple[str, str, str], float]:
    """(agency id, region, key of the longest name found) of the registered agencies that the texts name."""
    scores: defaultdict[tuple[str, str], float] = defaultdict(float)
    longest: dict[tuple[str, str], str] = {}
    for text, weight in texts:
        plain = f" {text_to_key(text)} "
        for name, agency_id, region in _registered_names():
            if name and f" {name} " in plain:
                scores[agency_id, region] += (
                    weight * _emphasis(len(name) / len(plain)) * (1.0 + 0.02 * len(name.split()))
                )
                longest.setdefault((agency_id, region), name)
                break
    return {(*key, longest[key]): score for key, score in scores.items()}


def _choose(
    scores: Scores,
    seen: dict[str, Counter[AgencyName]],
    registered: dict[tuple[str, str, str], float],
    home: str,
) -> tuple[str, str, str]:
    body, name = _strongest(scores, seen)
    if registered:
        # a registered body named in passing (BPK, the ministry) is not the agency where another name is stronger
        full = f"{body} {text_to_key(_region_of(body, seen, home))}".strip()
        for (agency_id, code, known), weight in sorted(registered.items(), key=lambda item: -item[1]):
            # a national body is itself, not its office in a region nor a part of it
            same = known in full or full in known if code else known == full
            if not body or same or (weight >= 1.5 * scores[body] and (code or not _is_part_of(full, known))):
                return _printed(name, agency_id), agency_id, code
    if name is None:
        return "", "", region_to_code(home) if home else ""
    region = _region_of(body, seen, home)
    printed = name.printed if name.region else f"{name.body} {region}".strip()
    exact = _exact(text_to_key(f"{name.body} {region}"))
    if exact:
        return printed, *exact
    if not region and not _NATIONAL.match(name.body):
        # 'Dinas Kesehatan' of nowhere is every Dinas Kesehatan: no key
        proper, seat = _body_to_seat(name.body)
        return printed, agency_to_unregistered_id(name.body, "") if proper else "", seat
    province = next((one.province for one in seen[body] if one.province), "")
    return printed, agency_to_unregistered_id(name.body, region), region_to_code(region, province)


def _is_part_of(full: str, known: str) -> bool:
    """Is the longer name that of a part, or of a regional office, of the registered body?"""
    return full != known and f" {known} " in f" {full} "


def _body_to_seat(body: str) -> tuple[bool, str]:
    """Whether an office of the state has a proper name, and the code of the city or regency that its name ends with.

    ('PENGADILAN NEGERI MATARAM' -> True, '52.71'; 'PENGADILAN NEGERI' -> False, '').
    """
    if not _SEATED.match(body):
        return False, ""
    words = text_to_key(_CLASS.sub(" ", body)).split()
    for count in (3, 2, 1):
        found = region_to_record(" ".join(words[-count:])) if len(words) > count else None
        if found is not None:
            return True, found.kemendagri
    return len(words) > 2 and words[-1] not in load_words() and not words[-1].isdigit(), ""


def _strongest(scores: Scores, seen: dict[str, Counter[AgencyName]]) -> tuple[str, AgencyName | None]:
    if not scores:
        return "", None
    # at equal weight the longer name says more
    body = max(scores, key=lambda key: (round(scores[key], 6), len(key), key))
    names = seen[body]
    return body, max(names, key=lambda name: (bool(name.region), " " in name.body, names[name], -name.start, name.body))


def _printed(name: AgencyName | None, agency_id: str) -> str:
    registered = next((agency for agency in load_agencies() if agency.id == agency_id), None)
    if name is not None and registered is not None:
        keys = {text_to_key(one) for one in (registered.name, *registered.aliases)}
        if any(f" {key} " in f" {text_to_key(name.printed)} " for key in keys):
            return name.printed
    return registered.name if registered else ""


def _exact(full: str) -> tuple[str, str] | None:
    return next(((agency_id, code) for name, agency_id, code in _registered_names() if name == full), None)


def _region_of(body: str, seen: dict[str, Counter[AgencyName]], home: str) -> str:
    """The region printed with the body most often; for a body of a regional government without one the report's."""
    counts: Counter[str] = Counter()
    for name, times in seen.get(body, Counter()).items():
        if name.region:
            counts[name.region] += times
    if counts:
        return counts.most_common(1)[0][0]
    return home if _REGIONAL.match(body) else ""


def _home_region(cover: Sequence[str], prose: Sequence[str]) -> str:
    """The region that the cover and running headers name most, else the prose, registered ones first; '' for none."""
    for texts in (cover, prose):
        counts: Counter[str] = Counter()
        printed: dict[str, str] = {}
        for text in texts:
            for region in text_to_regions(text):
                key = text_to_key(region)
                counts[key] += 1
                printed.setdefault(key, region)
        if counts:
            # "Kota Selatan" is a district's name before it is a city nobody knows
            return printed[max(counts, key=lambda key: (region_to_record(key) is not None, counts[key]))]
    return ""
