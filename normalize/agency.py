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

from corpus import Region, load_agencies, load_regions
from extract.model import Report
from normalize.agency_names import AgencyName, text_to_agency_names, text_to_regions

#: keys of agencies that are not in the registry begin so
UNREGISTERED = "x-"
#: abbreviations of bodies and levels, written out in keys
_ABBREVIATIONS = {
    "bappeda": "badan perencanaan pembangunan daerah",
    "bapenda": "badan pendapatan daerah",
    "bpbd": "badan penanggulangan bencana daerah",
    "bpkad": "badan pengelolaan keuangan dan aset daerah",
    "bkd": "badan kepegawaian daerah",
    "bkpsdm": "badan kepegawaian dan pengembangan sumber daya manusia",
    "rsud": "rumah sakit umum daerah",
    "satpol pp": "satuan polisi pamong praja",
    "disdik": "dinas pendidikan",
    "dinkes": "dinas kesehatan",
    "dishub": "dinas perhubungan",
    "dinsos": "dinas sosial",
    "diskominfo": "dinas komunikasi dan informatika",
    "disnaker": "dinas tenaga kerja",
    "disdukcapil": "dinas kependudukan dan pencatatan sipil",
    "dlh": "dinas lingkungan hidup",
    "kab": "kabupaten",
    "prov": "provinsi",
    "propinsi": "provinsi",
    "kementrian": "kementerian",
    "kotamadya": "kota",
    "setda": "sekretariat daerah",
    "perlindungan": "pelindungan",
}
#: bodies of a regional government: without a printed region they are of the region that the report names
_REGIONAL = re.compile(
    r"^(?:dinas|badan\s+(?!nasional|pusat|pemeriksa|pengawas)|biro|inspektorat(?!\s+jenderal)|sekretariat\s+d|kecamatan|"
    r"distrik|kelurahan|puskesmas|rsud|rumah\s+sakit\s+umum\s+daerah|satuan\s+polisi|satpol|bappe|bapenda|bk|bp[bk])",
    re.IGNORECASE,
)
Scores = defaultdict[str, float]
_GOVERNMENTS = frozenset({"pemerintah", "pemerintah daerah"})
#: bodies of which there is one in the country
_NATIONAL = re.compile(
    r"^(?:kementeri?an|mahkamah|komisi\s+(?!pemilihan)|lembaga|badan\s+(?:nasional|pusat|pemeriksa|pengawas)|"
    r"direktorat\s+jenderal|inspektorat\s+jenderal|universitas|institut|politeknik|sekretariat\s+(?:jenderal|negara|kabinet))",
    re.IGNORECASE,
)
#: paragraphs of prose that are looked at after the cover, and what all of them may weigh together
_PROSE = 250
_PROSE_WEIGHT = 6.0


def text_to_key(text: str) -> str:
    """Lower case, abbreviations written out, no marks, no 'dan': what two printings of one name have in common."""
    plain = " ".join(re.findall(r"[a-z0-9]+", text.casefold()))
    for short, long in _ABBREVIATIONS.items():
        plain = re.sub(rf"\b{short}\b", long, plain)
    plain = re.sub(r"^inspektorat daerah\b", "inspektorat", plain)
    return " ".join(word for word in plain.split() if word not in ("dan", "serta"))


def agency_to_unregistered_id(body: str, region: str) -> str:
    """('BADAN ... DAERAH', 'Kab. Merauke') -> 'x-badan-...-daerah-kabupaten-merauke'."""
    return UNREGISTERED + "-".join(f"{text_to_key(body)} {text_to_key(region)}".split())


def report_to_agency(report: Report, cover: Sequence[str], furniture: Iterable[str]) -> tuple[str, str, str]:
    """Printed name, key and region of the report's agency; '' for what cannot be told.

    The region is a Kemendagri code where one is known, else the printed name ('Kabupaten Yalimo').
    """
    common = [text for text, _ in Counter(furniture).most_common(6)]
    prose = [p.text for p in report.paragraphs if p.kind not in ("furniture", "contents")][len(cover) : _PROSE]
    named = [*((text, 5.0) for text in cover[:8]), *((text, 4.0) for text in common)]
    named += [(text, 1.5) for text in cover[8:]]
    named += [(" ".join((table.caption, *table.notes)), 1.0) for table in report.tables]
    scores: defaultdict[str, float] = defaultdict(float)
    seen: dict[str, Counter[AgencyName]] = {}
    _weigh(named, scores, seen)
    told: defaultdict[str, float] = defaultdict(float)
    _weigh([(text, 1.0) for text in prose], told, seen)
    _add(scores, told, _PROSE_WEIGHT)
    registered = _registered_scores([*named, *((text, 0.02) for text in prose)])
    if not scores and not registered:
        # tables without prose: the agency stands in a row of its own
        _weigh([(cell.text, 1.0) for table in report.tables for cell in table.cells], scores, seen)
    home = _home_region([*cover, *common], [*prose])
    return _choose(scores, seen, registered, home)


def _weigh(texts: Iterable[tuple[str, float]], scores: Scores, seen: dict[str, Counter[AgencyName]]) -> None:
    """Adds the texts' agencies to the scores under the key of their body; the more of a text the name is, the
    more it counts.
    """
    for text, weight in texts:
        for name in text_to_agency_names(text[:2000]):
            key = text_to_key(name.body)
            share = (name.end - name.start) / max(len(text.strip()), 1)
            # a letterhead ('PEMERINTAH KOTA ...') names the agency only where nothing under it does
            scores[key] += weight * _emphasis(share) * (0.3 if key in _GOVERNMENTS else 1.5 if name.region else 1.0)
            seen.setdefault(key, Counter())[name] += 1


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
            if not body or weight >= 1.5 * scores[body] or known in full or full in known:
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
        return printed, "", ""
    province = next((one.province for one in seen[body] if one.province), "")
    return printed, agency_to_unregistered_id(name.body, region), region_to_code(region, province)


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
    """The region that the cover and running headers name most, else the prose; '' for none."""
    for texts in (cover, prose):
        counts: Counter[str] = Counter()
        printed: dict[str, str] = {}
        for text in texts:
            for region in text_to_regions(text):
                key = text_to_key(region)
                counts[key] += 1
                printed.setdefault(key, region)
        if counts:
            return printed[counts.most_common(1)[0][0]]
    return ""


def region_to_code(region: str, province: str = "") -> str:
    """'KOTA PALEMBANG' -> its Kemendagri code where the registry has one, else its name, capitalised, with the
    province's where printed.
    """
    found = region_to_record(region)
    if found is not None:
        return found.kemendagri or found.name
    name = " ".join(word.capitalize() for word in text_to_key(region).split())
    above = region_to_record(province) if province else None
    return f"{name}, {above.name}" if above else name


def region_to_record(region: str) -> Region | None:
    """The registered region of this name, today's where there are several; a name without level is a province first.

    None for an unknown one.
    """
    key = text_to_key(region)
    if not key:
        return None
    return _regions_by_key().get(re.sub(r"^provinsi ", "", key))


@lru_cache(maxsize=1)
def _regions_by_key() -> dict[str, Region]:
    """Keys of names -> regions: provinces bare, regencies and cities with their level, under every alias."""
    found: dict[str, Region] = {}
    # what stands today before what stood once, provinces before what lies in them
    for one in sorted(load_regions(), key=lambda one: (one.valid_to is not None, one.level != "provinsi")):
        names = {text_to_key(name) for name in (one.name, *one.aliases)}
        if one.level != "provinsi":
            names = {name if re.match(r"(?:kabupaten|kota) ", name) else f"{one.level} {name}" for name in names}
        for name in names:
            found.setdefault(name, one)
    return found
