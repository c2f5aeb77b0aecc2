"""Groups of people that staff tables and staff prose count, under one key each: PNS = Pegawai Negeri Sipil, pria = L.

A key is "axis:group". The groups of one axis make a whole ("status:pns" + "status:pppk"), those of two axes do not.
"""

from __future__ import annotations

import re

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11}
_BLANK = r"[\s.-]*"
#: (key, wording); of wordings that start at one place the longer counts
_GROUPS: tuple[tuple[str, str], ...] = (
    ("status:cpns", r"c(?:alon)?\s?p(?:egawai\s+)?n(?:egeri\s+)?s(?:ipil)?|cpnsd?"),
    ("status:non-asn", r"pppnpn|ppnpn|ppnpns|pegawai\s+pemerintah\s+non[\s-]*pegawai\s+negeri(?:\s+sipil)?"
     r"|non[\s-]*(?:asn|pns)|(?:tenaga|pegawai)\s+(?:kontrak|honor(?:er)?|harian(?:\s+lepas)?|tidak\s+tetap|sukarela|outsourcing"
     r"|alih\s+daya|upah)"
     r"|honorer|outsourcing|thl|tkk|tks|ptt|gtt|phl|pjlp|tkd|tenaga\s+pendukung"),
    ("status:pppk", r"pegawai\s+pemerintah\s+dengan\s+perjanjian\s+kerja|pppk|p3k"),
    ("status:pns", r"pegawai\s+negeri(?:\s+sipil)?(?:\s+daerah)?|pnsd?"),
    ("status:asn", r"aparatur\s+sipil\s+negara|asn"),
    ("kelamin:l", r"laki[\s-]*laki|pria|lelaki|cowok"),
    ("kelamin:p", r"perempuan|wanita"),
    ("golongan:", rf"gol(?:ongan)?(?:{_BLANK}ruang)?{_BLANK}"
     rf"(?P<gol>x?i?v?i{{1,3}}|iv|v|ix|x|xi|1?\d)(?:{_BLANK}/?{_BLANK}[a-e]\b)?"),
    ("eselon:", r"es(?:elon|l)?\.?\s*(?P<esl>iv|i{1,3}|v|[1-5])(?:\s*[./]?\s*[ab]\b)?"),
    ("pendidikan:s3", rf"s{_BLANK}3|doktor(?:al)?|strata\s*(?:3|iii)"),
    ("pendidikan:s2", rf"s{_BLANK}2|magister|pasca\s?sarjana|strata\s*(?:2|ii)"),
    ("pendidikan:s1", rf"s{_BLANK}1(?:\s*/\s*d\s?-?(?:4|iv))?|sarjana|strata\s*(?:1|i)"),
    ("pendidikan:d4", rf"d{_BLANK}(?:4|iv)|diploma\s*(?:4|iv)"),
    ("pendidikan:d3", rf"d{_BLANK}(?:3|iii)|diploma\s*(?:3|iii)|sarjana\s+muda|akademi"),
    ("pendidikan:d2", rf"d{_BLANK}(?:2|ii)|diploma\s*(?:2|ii)"),
    ("pendidikan:d1", rf"d{_BLANK}(?:1|i)|diploma\s*(?:1|i)"),
    ("pendidikan:diploma", r"diploma"),
    ("pendidikan:sma", r"(?:sma|slta|smu|smk|stm|sekolah\s+(?:lanjutan\s+tingkat|menengah)\s+atas)"
     r"(?:\s*/\s*(?:sma|slta|smu|smk|sederajat))*(?:\s+sederajat)?"),
    ("pendidikan:smp", r"(?:smp|sltp|sekolah\s+(?:lanjutan\s+tingkat|menengah)\s+pertama)"
     r"(?:\s*/\s*(?:smp|sltp|sederajat))*"),
    ("pendidikan:sd", r"sekolah\s+dasar|sd(?=\s|$|[,;:)/])"),
)  # fmt: skip
_FINDERS = tuple((key, re.compile(rf"(?<![\w/])(?:{wording})(?![\w])", re.I)) for key, wording in _GROUPS)
#: what a narrow column says ("L", "P") where the header above it names the axis
_LETTERS = {"l": "kelamin:l", "lk": "kelamin:l", "p": "kelamin:p", "pr": "kelamin:p"}


def find_groups(text: str) -> list[tuple[int, int, str]]:
    """(start, end, key) of the groups a text names, in order, the longest wording at each place; "S1" no year's or
    table's number."""
    hits: list[tuple[int, int, str]] = []
    for key, finder in _FINDERS:
        for found in finder.finditer(text):
            level = found.groupdict().get("gol") or found.groupdict().get("esl")
            name = f"{key}{_ROMAN.get(level.casefold(), level)}" if level else key
            hits.append((found.start(), found.end(), name))
    hits.sort(key=lambda hit: (hit[0], -hit[1]))
    kept: list[tuple[int, int, str]] = []
    for hit in hits:
        if not kept or hit[0] >= kept[-1][1]:
            kept.append(hit)
    return kept


def text_to_group(text: str, *, letters: bool = False) -> str:
    """The key of the group that a noun or a header names; '' without one, or with several that are not one thing
    ("Pegawai Negeri Sipil (PNS)" is one). `letters`: a bare "L" or "P" counts too."""
    bare = text.strip(" .:()").casefold()
    if letters and bare in _LETTERS:
        return _LETTERS[bare]
    keys = list(dict.fromkeys(key for _, _, key in find_groups(text)))
    if len(keys) == 1:
        return keys[0]
    # "PNS Golongan III": the finer axis; "ASN (PNS dan PPPK)": none
    axes = {key.partition(":")[0] for key in keys}
    finer = [key for key in keys if not key.startswith("status:")]
    return finer[0] if len(axes) == 2 and len(finer) == 1 and "status" in axes else ""


#: what may stand between a group and its figure: "PNS sebanyak 38", "Golongan III : 12", "SMA (22"
_GIVEN = re.compile(
    r"[\s)\]]*(?:(?:sebanyak|sejumlah|berjumlah|sebesar|ada|adalah|ialah|yaitu|terdapat|mencapai|hanya|baru|dengan|jumlah(?:nya)?"
    r"|tercatat|/\s*sederajat|sederajat|dan\s+setara|ke\s+(?:atas|bawah))\s*|[:=(–-]\s*)*",
    re.I,
)


def figure_to_group(noun: str, before: str) -> str:
    """The group a figure counts: by the noun after it ("38 orang PNS"), else by the words right before it ("SMA
    sebanyak 12"); '' without one."""
    if noun and (own := text_to_group(noun)):
        return own
    hits = find_groups(before)
    if not hits or not _GIVEN.fullmatch(before[hits[-1][1] :]):
        return ""
    start, _, key = hits[-1]
    # "Pegawai Negeri Sipil (PNS)" twice named; "ASN (PNS dan PPPK)" is no single group
    if len(hits) > 1 and hits[-2][2] != key and re.search(r"\bdan\b|/", before[hits[-2][1] : start]):
        return ""
    return key


def group_to_axis(group: str) -> str:
    """ "status", "kelamin", "golongan", "eselon", "pendidikan", or ''."""
    return group.partition(":")[0]
