"""Cover pages: lines that are one name put together, and who stands above whom.

A cover prints a name over several lines ("KOMISI PEMILIHAN UMUM" / "KABUPATEN FLORES TIMUR") and the houses that the
agency belongs to above it ("MAHKAMAH AGUNG", "DIREKTORAT JENDERAL ..."): the lowest of them reports.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_REGION_LINE = re.compile(r"^\W*(?:provinsi|propinsi|prov\.?|kabupaten|kab\.?|kota|daerah\s+istimewa)\b", re.IGNORECASE)
_PART_OF_SECRETARIAT = re.compile(r"^\W*bagian\b", re.IGNORECASE)
_SECRETARIAT = re.compile(r"^\W*(?:sekretariat\s+(?:daerah|dprd)|setda)\b", re.IGNORECASE)
_PART_OF_MINISTRY = re.compile(
    r"^\W*(?:sekretariat\s+(?:jenderal|utama|kementerian)|inspektorat\s+(?:jenderal|utama)|biro|pusat)\b", re.IGNORECASE
)
_MINISTRY = re.compile(r"^\W*(?:kementeri?an|badan|lembaga|mahkamah|kejaksaan\s+agung)\b", re.IGNORECASE)
_OPEN_END = re.compile(r"(?:,|\bdan|\bserta|&)\s*$", re.IGNORECASE)
_GOES_ON = re.compile(r"^\s*(?:dan|serta|&)\s+\w", re.IGNORECASE)
#: what a body may begin with, from the top of the state down; the first that fits counts
_RANKS = tuple(
    (rank, re.compile(rf"^(?:{kinds})\b", re.IGNORECASE))
    for rank, kinds in (
        (0, r"pemerintah"),
        (2, r"sekretariat\s+(?:jenderal|utama)|direktorat\s+jenderal|inspektorat\s+(?:jenderal|utama)"),
        (2, r"badan\s+peradilan"),
        (5, r"lembaga\s+(?:pemasyarakatan|pembinaan|layanan|penjaminan|penyiaran)|rumah\s+tahanan"),
        (1, r"kementeri?an|mahkamah\s+agung|lembaga|kejaksaan\s+agung|kepolisian\s+negara"),
        (1, r"(?:komisi|badan)\s+(?:nasional|pusat|pengawas|pemeriksa|pemberantasan|yudisial)"),
        (3, r"kantor\s+wilayah|kanwil|direktorat"),
        (5, r"kecamatan|distrik|bagian|suku\s+dinas|sudin|balai|loka|stasiun|kantor|perwakilan|uptd?|unit\s+pelaksana"),
        (5, r"rumah\s+sakit|rsud|rsup|puskesmas|pengadilan\s+(?!tinggi)|kejaksaan\s+negeri|polres|kepolisian\s+resor"),
        (6, r"kelurahan"),
    )
)
#: a body of none of these kinds: dinas, badan of a region, inspectorate, university
_USUAL_RANK = 4


def body_to_rank(body: str) -> int:
    """How far down in the state a body of this kind stands: a ministry 1, a dinas 4, a balai or kecamatan 5."""
    return next((rank for rank, kinds in _RANKS if kinds.match(body)), _USUAL_RANK)


def join_cover_lines(lines: Sequence[str]) -> list[str]:
    """The lines, those put together that are one name; a line taken into the one above it is no line of its own."""
    out: list[str] = []
    for line in lines:
        if out and _belongs(out[-1], line):
            out[-1] = f"{out[-1].strip()} {line.strip()}"
        else:
            out.append(line)
    return out


def _belongs(above: str, line: str) -> bool:
    # prose and rows of tables are no lines of a cover
    if len(above) > 160 or len(line) > 90:
        return False
    if _REGION_LINE.match(line):
        # a region of its own in the line above: "PEMERINTAH KOTA A" / "KABUPATEN B" are two things
        return not re.search(r"\b(?:provinsi|propinsi|kabupaten|kota)\b|\d", above, re.IGNORECASE) and bool(
            re.match(r"^\W*[A-Za-z]+\s+\w", above)
        )
    return bool(
        (_PART_OF_SECRETARIAT.match(above) and _SECRETARIAT.match(line))
        or (_PART_OF_MINISTRY.match(above) and _MINISTRY.match(line))
        or ((_OPEN_END.search(above) or _GOES_ON.match(line)) and above.isupper() == line.isupper())
    )
