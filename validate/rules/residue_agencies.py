"""Another agency's or another region's name where the report speaks of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from corpus import load_regions
from extract.model import Paragraph
from validate.context import Context
from validate.evidence import phrase_to_evidence
from validate.frame import Draft
from validate.model import Suspect
from validate.names import fold
from validate.prose import told

#: what begins an institution's name
INSTITUTION = (
    r"(?:Dinas|Badan|Kecamatan|Inspektorat|Sekretariat|Biro|Balai|Kantor|Direktorat|RSUD|Rumah\s+Sakit|UPTD?|Satuan\s+Polisi|"
    r"Stasiun|Kelurahan|Distrik)"
)
#: a region's full name; its words are capitalised
REGION = re.compile(
    r"\b(?P<level>Provinsi|Propinsi|Kabupaten|Kab\.|Kota)\s+"
    r"(?P<name>(?:[A-Z][A-Za-z'’-]+)(?:\s+[A-Z][A-Za-z'’-]+){0,3})"
)
#: where a report speaks of itself: its own documents, or the institution as subject of what it is and does
OWN = re.compile(
    rf"(?:(?:Laporan\s+(?:Akuntabilitas\s+)?Kinerja(?:\s+Instansi\s+Pemerintah)?|LAKIP|LKj?IP|LKj|Perjanjian\s+Kinerja|"
    rf"Indikator\s+Kinerja\s+Utama|Rencana\s+Strategis|Renstra|Rencana\s+Kerja|Renja|capaian\s+kinerja|kinerja|"
    rf"[Vv]isi|[Mm]isi|[Pp]egawai|[Oo]rganisasi)\s+(?:pada\s+)?|^\W*)"
    rf"(?P<name>{INSTITUTION}\b[^.;:()\n]{{0,90}}?(?:Provinsi|Propinsi|Kabupaten|Kab\.|Kota)\s+[A-Z][^.;:()\n,]{{2,40}})"
)
SUBJECT = re.compile(
    r"^\s*(?:berkedudukan|mempunyai|memiliki|merupakan|melaksanakan|dibentuk|menyusun|menyajikan|adalah|memuat|disusun|"
    r"tahun|dapat|selama|menetapkan|menjadi|$|\d)",
    re.I,
)
#: capitalised words that end a region's name
NO_PLACE = frozenset(
    re.findall(
        r"\w+",
        "Tahun Dalam Periode Bulan Triwulan Semester Nomor Indonesia Republik Dan Yang Untuk Pada Tentang Dengan",
    )
)
LEVELS = {"propinsi": "provinsi", "kab.": "kabupaten"}


@cache
def known_regions() -> dict[tuple[str, str], str]:
    """(level, folded name) -> the folded name of the province it lies in."""
    found: dict[tuple[str, str], str] = {}
    for region in load_regions():
        for name in (region.name, *region.aliases):
            bare = re.sub(r"^(?:kabupaten|kota|provinsi)\s+", "", fold(name))
            found[(region.level, bare)] = fold(region.parent or region.name)
    return found


def text_to_regions(text: str) -> list[tuple[str, str, str]]:
    """(level, folded name, print) of the regions that the text names with their level."""
    found = []
    for match in REGION.finditer(text):
        level = LEVELS.get(match["level"].casefold(), match["level"].casefold())
        words = match["name"].split()
        stop = next((i for i, word in enumerate(words) if word in NO_PLACE), len(words))
        # the registry doesn't hold every regency: the longest known name, else all that is capitalised
        known = (n for n in range(stop, 0, -1) if (level, fold(" ".join(words[:n]))) in known_regions())
        if count := next(known, stop):
            found.append((level, fold(" ".join(words[:count])), f"{match['level']} {' '.join(words[:count])}"))
    return found


def own_places(context: Context) -> Iterator[tuple[Paragraph, str, tuple[str, str, str]]]:
    """(paragraph, institution as printed, region) wherever the report names an institution as itself."""
    for paragraph in context.report.paragraphs:
        if paragraph.kind in ("furniture", "contents"):
            continue
        for sentence in re.split(r"(?<=[a-z\d)])\.\s+|\n", paragraph.text):
            for match in OWN.finditer(sentence):
                regions = text_to_regions(match["name"])
                if not regions:
                    continue
                region = regions[0]
                end = match["name"].find(region[2]) + len(region[2])
                after = sentence[match.start("name") + end :]
                if match.start("name") <= 3 and not SUBJECT.match(after):
                    continue
                yield paragraph, match["name"][:end], region


def other_agencies(context: Context) -> Iterator[Draft]:
    """Drafts for the odd place that names another region's agency, where the report otherwise names one region only.

    A region in the own region's line (its province, or a regency of the own province) may be meant, and is passed over.
    """
    found = list(own_places(context))
    tally = Counter(region[:2] for _, _, region in found)
    if len(tally) < 2:
        return
    (own, often), (_, next_often) = tally.most_common(2)
    if often < 3 or next_often > 2 or often < 2 * (sum(tally.values()) - often):
        return
    parents = known_regions()
    for paragraph, name, region in found:
        key = region[:2]
        if key == own:
            continue
        # another level: only where the registry knows that neither lies in the other
        lower, upper = (key, own) if own[0] == "provinsi" else (own, key)
        if (own[0] == "provinsi") != (key[0] == "provinsi") and parents.get(lower, upper[1]) == upper[1]:
            continue
        usual = next(printed for _, printed, other in found if other[:2] == own)
        yield Draft(
            rule="residue",
            kind="other_agency",
            severity="warning",
            key=("agency", fold(name), fold(paragraph.text)[:60]),
            message=f"Laporan {usual} menyebut dirinya “{name}”: “{told(paragraph.text)}”",
            message_en=f"The report of {usual} calls itself “{name}”: “{told(paragraph.text)}”",
            evidence=(
                phrase_to_evidence(paragraph, name, "nama tercetak"),
                phrase_to_evidence(paragraph, region[2], "daerah tercetak"),
            ),
            expected=usual,
            reported=name,
            page=paragraph.page,
            suspects=(Suspect(name, usual, f"{often} tempat lain menyebut {usual}"),),
            weight=30,
        )
