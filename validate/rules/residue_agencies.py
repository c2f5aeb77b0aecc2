"""Another agency's or another region's name where the report speaks of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from extract.model import Paragraph
from validate.context import Context
from validate.evidence import phrase_to_evidence
from validate.frame import Draft
from validate.model import Suspect
from validate.names import fold
from validate.prose import told
from validate.rules.residue_regions import Place, may_be_meant, name_to_place, text_to_places

#: what begins an institution's name
INSTITUTION = (
    r"(?:Dinas|Badan|Kecamatan|Inspektorat|Sekretariat|Biro|Bagian|Balai|Kantor|Direktorat|RSUD|Rumah\s+Sakit|UPTD?|"
    r"Satuan\s+Polisi|Stasiun|Kelurahan|Distrik|Puskesmas|Komisi\s+Pemilihan|KPU|Bawaslu|BPS|BNN[KP]?|Pengadilan|Kejaksaan|"
    r"Bappe(?:da|litbangda?)|BPBD|BKPSDM|BPKAD|Disdukcapil|Diskominfo|Dishub|Dinkes|Disdik\w*)"
)
LEVEL = r"(?:Provinsi|Propinsi|Kabupaten|Kab\.|Kota)"
#: where a report speaks of itself: its own documents, or the institution as subject of what it is and does
OWN = re.compile(
    rf"(?:(?:Laporan\s+(?:Akuntabilitas\s+)?Kinerja(?:\s+Instansi\s+Pemerintah)?|LAKIP|LKj?IP|LKj|Perjanjian\s+Kinerja|"
    rf"Indikator\s+Kinerja\s+Utama|Rencana\s+Strategis|Renstra|Rencana\s+Kerja|Renja|[Cc]apaian\s+[Kk]inerja|"
    rf"[Kk]inerja|[Vv]isi|[Mm]isi|[Pp]egawai|[Oo]rganisasi)\s+(?:(?:[Pp]ada|[Dd]i)\s+)?|^\W*)"
    rf"(?P<name>{INSTITUTION}\b[^.;:()\n]{{0,90}}?{LEVEL}\s+[A-Z][^.;:()\n,]{{2,60}})"
)
SUBJECT = re.compile(
    r"^\s*(?:berkedudukan|mempunyai|memiliki|merupakan|melaksanakan|dibentuk|menyusun|menyajikan|adalah|memuat|disusun|"
    r"tahun|dapat|selama|menetapkan|menjadi|$|\d)",
    re.I,
)
#: the head of the region, where a rule of his is cited: only his own agencies obey it
RULED = re.compile(
    r"\b(?:Peraturan|Keputusan|Instruksi)\s+(?:(?P<head>Gubernur|Bupati|Wali\s?[Kk]ota)\s+(?:(?:Provinsi|Kabupaten|Kota)\s+)?"
    r"(?P<ruled>[A-Z][A-Za-z'’-]+(?:\s+[A-Z][A-Za-z'’-]+){0,4})|"
    r"Daerah\s+(?P<region>(?:Provinsi|Propinsi|Kabupaten|Kab\.|Kota)\s+[A-Z][A-Za-z'’-]+(?:\s+[A-Z][A-Za-z'’-]+){0,4}))"
    r"[^.;:()\n]{0,12}?\s+(?:Nomor|No\b)",
)
HEADED = {"gubernur": "provinsi", "bupati": "kabupaten"}
#: others may be named: as examples, partners, rivals
OTHERS = re.compile(
    r"\b(?:(?:di)?banding\w*|perbandingan|studi|kaji|kunjungan|berkunjung|kerja\s?sama|bekerja\s?sama|mou|nota\s+kesepahaman|"
    r"peringkat|juara|penghargaan|pemenang|narasumber|replikasi|percontohan|tertinggi|terendah|tetangga|berbatasan|se-\w+|"
    r"antara\s+lain|seluruh|masing-masing|pemekaran|dimekarkan|induk|asal|mutasi|pindah\w*)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A place where the report names an institution or a rule as its own, as printed, and the region in it."""

    paragraph: Paragraph
    printed: str
    region: str
    place: Place
    year: int | None = None


def other_agencies(context: Context) -> Iterator[Draft]:
    """Drafts for the odd place that names another region's agency, or another head of region's rule, where the report
    otherwise names one region only.

    A region in the own region's line (its province, or a regency of the own province) may be meant, and is passed over.
    """
    found = list(own_places(context))
    own = most_named([one.place for one in found])
    if own is not None:
        yield from _drafts([one for one in found if one.place != own], own, found)
    rules = list(rule_places(context))
    ruling = most_named([one.place for one in rules if own is None or one.place.local == own.local])
    if ruling is None or (own is not None and ruling != own):
        return
    yield from _drafts(
        [
            one
            for one in rules
            if one.place.local == ruling.local
            and one.place != ruling
            # before it was made, the rules were those of the region it came out of
            and not (one.year and ruling.since and one.year <= ruling.since + 3)
        ],
        ruling,
        rules,
    )


def most_named(named: list[Place]) -> Place | None:
    """The place named three times at least, the next twice at most and all others half as often; else None."""
    tally = Counter(named)
    if not tally:
        return None
    (own, often), *rest = tally.most_common(2)
    if often < 3 or any(count > 2 for _, count in rest) or often < 2 * (tally.total() - often):
        return None
    return own


def own_places(context: Context) -> Iterator[Named]:
    """Wherever the report names an institution as itself; a running header once."""
    headers: set[str] = set()
    for paragraph in context.report.paragraphs:
        if paragraph.kind == "contents":
            continue
        if paragraph.kind == "furniture":
            if fold(paragraph.text) in headers:
                continue
            headers.add(fold(paragraph.text))
        for printed in re.split(r"(?<=[a-z\d)])\.\s+|\n", paragraph.text):
            sentence = printed.title() if printed.isupper() else printed
            for match in OWN.finditer(sentence):
                start, end = match.span("name")
                regions = text_to_places(sentence[start:end])
                if not regions or OTHERS.search(sentence):
                    continue
                place, region_start, region_end = regions[0]
                if start <= 3 and not SUBJECT.match(sentence[start + region_end :]):
                    continue
                yield Named(
                    paragraph,
                    printed[start : start + region_end],
                    printed[start + region_start : start + region_end],
                    place,
                )


def rule_places(context: Context) -> Iterator[Named]:
    """Wherever the report cites a rule of a region or its head."""
    for paragraph in context.report.paragraphs:
        if paragraph.kind in ("furniture", "contents"):
            continue
        for match in RULED.finditer(paragraph.text):
            year = re.match(r"[^.;()\n]{0,40}?\bTahun\s+((?:19|20)\d\d)\b", paragraph.text[match.end() :], re.I)
            if match["region"]:
                regions = text_to_places(match["region"])
                place = regions[0][0] if regions else None
                region = match["region"][: regions[0][2]] if regions else ""
            else:
                level = HEADED.get(match["head"].casefold(), "kota")
                words = match["ruled"].split()
                known = ((count, name_to_place(level, " ".join(words[:count]))) for count in range(len(words), 0, -1))
                count, place = next((pair for pair in known if pair[1] is not None), (0, None))
                region = " ".join(words[:count])
            if place is not None and not OTHERS.search(paragraph.text[max(0, match.start() - 120) : match.start()]):
                yield Named(paragraph, match.group().strip(), region, place, int(year[1]) if year else None)


def _drafts(odd: list[Named], own: Place, found: list[Named]) -> Iterator[Draft]:
    often = sum(one.place == own for one in found)
    usual = next(one.region for one in found if one.place == own)
    for one in odd:
        if may_be_meant(own, one.place):
            continue
        yield Draft(
            rule="residue",
            kind="other_agency",
            severity="warning",
            key=("agency", fold(one.printed), fold(one.paragraph.text)[:60]),
            message=f"Laporan {usual} menyebut sebagai miliknya “{one.printed}”: “{told(one.paragraph.text)}”",
            message_en=f"The report of {usual} names as its own “{one.printed}”: “{told(one.paragraph.text)}”",
            evidence=(
                phrase_to_evidence(one.paragraph, one.printed, "nama tercetak"),
                phrase_to_evidence(one.paragraph, one.region, "daerah tercetak"),
            ),
            expected=usual,
            reported=one.printed,
            page=one.paragraph.page,
            suspects=(Suspect(one.printed, usual, f"{often} tempat lain menyebut {usual}"),),
            weight=30,
        )
