"""Names of agencies in running text: 'DINAS PENDIDIKAN KOTA PALEMBANG TAHUN 2023' -> body and region.

A name begins with a word that names a kind of agency and runs as long as its words are set the same way (all capitals,
or capitalised) and none of them ends a name. The region follows it ('Kota Palembang', 'Provinsi Papua Pegunungan').
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus import load_regions

#: kinds of agency, the longer before the shorter where one begins like another
_KINDS = (
    r"(?:suku\s+)?dinas|badan|biro|balai(?:\s+besar)?|loka|inspektorat|sekretariat|kecamatan|distrik|kelurahan|puskesmas|"
    r"rumah\s+sakit|rsud|rsup|kantor|direktorat|kementerian|kementrian|satuan\s+polisi|satpol|satuan\s+kerja|"
    r"rumah\s+tahanan(?:\s+negara)?|uptd?|unit\s+pelaksana\s+teknis|lembaga|komisi|pengadilan|kejaksaan|mahkamah|"
    r"polres(?:ta(?:bes)?)?|polda|"
    r"kepolisian|universitas|politeknik|institut|sekolah\s+tinggi|perpustakaan|stasiun|perwakilan|bagian|"
    r"pemerintah(?:\s+daerah)?(?=\s+(?:provinsi|propinsi|kabupaten|kab\.?|kota|daerah\s+istimewa|aceh)\b)|"
    r"bappe(?:da|litbangda?)|bapenda|bkpsdm|bkd|bpkad|bpbd|disdikbud|disdik|dinkes|dishub|dinsos|diskominfo|"
    r"disnakertrans|disnaker|dispora|disdukcapil|dpmptsp|dlh|bp3tki|bp2mi|bp3mi"
)
#: what names an agency on its cover, but in prose something else or another one ("data BPS", "Pemerintah Pusat")
_COVER_KINDS = (
    r"kpu|bawaslu|bps|bnn[pk]?|kppn|kpp|lldikti|iain|uin|stain|lapas|rutan|bapas|kanim|kanwil|kejari|kejati|"
    r"pusat(?!\s+pemerintah)|museum|taman\s+(?:nasional|budaya)"
)
_KIND = re.compile(rf"(?<![\w/-])(?:{_KINDS})(?![\w-])", re.IGNORECASE)
_COVER_KIND = re.compile(rf"(?<![\w/-])(?:{_KINDS}|{_COVER_KINDS})(?![\w-])", re.IGNORECASE)
_LEVEL = re.compile(
    r"^(?:provinsi|propinsi|prov|kabupaten|kab|kotamadya|kota)$",
    re.IGNORECASE,
)
#: words that no agency's or region's name goes on after
_STOP_WORDS = (
    "review reviu revisi tahun ta merupakan adalah ialah sebagai dalam untuk yang ini itu mengacu telah akan dengan "
    "pada di ke dari oleh mempunyai memiliki berdasarkan sesuai jl jln jalan telp telepon fax faks website email "
    "laporan lakip lkjip lkip lkj lapkin rencana renstra renja rkt rpjmd rkpd perjanjian penetapan pengukuran bab kata "
    "daftar nomor no selama bulan triwulan semester periode kepala sekretaris kami dapat menyusun melaksanakan "
    "melakukan wajib bertanggung maka sehingga secara antara merencanakan tersebut lainnya terkait masing-masing "
    "tentang atas bagi guna agar jabatan nama nip selaku halaman hal indikator kinerja capaian target realisasi "
    "sasaran program kegiatan adapun bahwa sudah belum juga lain visi misi tugas fungsi struktur evaluasi monitoring "
    "dokumen hasil mengucapkan terus selalu harus lembar gubernur bupati walikota wali peraturan keputusan pihak "
    "pertama kedua pendahuluan gambaran i ii iii iv v penghargaan disusun dibentuk perubahan tabel grafik gambar "
)
_STOPS = frozenset(_STOP_WORDS.split())
_CONNECTORS = frozenset({"dan", "serta", "&", "bin"})
#: stop words that are part of a name before these: "Balai Pelaksanaan Jalan Nasional", "Kementerian Dalam Negeri"
_UNLESS = {"jalan": frozenset({"nasional", "dan", "tol"}), "dalam": frozenset({"negeri"})}
#: what comes between kind and region and is no subject of its own
_EMPTY = frozenset({"daerah", "rsud", "teknis", "pelaksana", "unit", "umum"})
#: bodies named after their seat
_SEATED = re.compile(r"^(?:balai|loka|stasiun|kantor|perwakilan|unit|uptd?)", re.IGNORECASE)
#: kinds named after a village or quarter, whose name may have "Kota" in it ("Kecamatan Kota Selatan")
_LOCAL = re.compile(r"^(?:kecamatan|kelurahan|distrik|puskesmas|uptd?)", re.IGNORECASE)
#: kinds named after a person ("RSUD dr. R. Soetrasno")
_HONOURING = re.compile(r"^(?:rumah\s+sakit|rsud|rsup|universitas|politeknik|institut|puskesmas)", re.IGNORECASE)
_TITLE = re.compile(r"^(?:dr|drg|drs|prof|h|hj|ir|kh|tgk|[a-z])\.$|^[a-z]\.[a-z]\.$", re.IGNORECASE)
#: numbers of classes and regions: "KELAS III", "TIPE A1", "WILAYAH XIV"
_CLASSED = frozenset({"kelas", "tipe", "wilayah", "regional", "region"})
_CLASS = re.compile(r"^(?:[IVX]{1,5}[A-C]?|[A-D]\d?|\d{1,2})$")
_WORD = re.compile(r"[^\s]+")
_MOST_WORDS = 16


@dataclass(frozen=True, slots=True)
class AgencyName:
    """An agency as named in a text. `body` without region ('DINAS PENDIDIKAN'), `region` as printed with its level
    ('KOTA PALEMBANG') or ''; `province` where one is named after a regency; `start` and `end` are offsets in the text.
    """

    body: str
    region: str
    province: str
    start: int
    end: int
    #: "di" where the region is the seat that the name ends with ('Balai POM di Sofifi')
    link: str = ""

    @property
    def printed(self) -> str:
        return " ".join(part for part in (self.body, self.link, self.region) if part)


def text_to_agency_names(text: str, *, cover: bool = False) -> Iterator[AgencyName]:
    """Every agency that the text names, from left to right, none within another; `cover` for a line of a cover or
    running header, where more words name one.
    """
    place = 0
    while hit := (_COVER_KIND if cover else _KIND).search(text, place):
        name = _name_at(text, hit.start(), hit.end())
        if name is None:
            place = hit.end()
            continue
        yield name
        place = max(name.end, hit.end())


def text_to_regions(text: str) -> Iterator[str]:
    """Every region that the text names with its level: 'Kabupaten Merauke'."""
    for hit in re.finditer(r"(?<![\w/-])(?:provinsi|propinsi|kabupaten|kota)(?![\w/-])", text, re.IGNORECASE):
        words = list(_WORD.finditer(text, hit.start()))
        region, _ = _region_at(words, 0, _case(hit.group()))
        if region:
            yield region


def _case(word: str) -> str:
    """'upper', 'title' or 'lower': how a name that begins with this word is set."""
    if word.isupper():
        return "upper"
    return "title" if word[:1].isupper() else "lower"


def _fits(word: str, case: str) -> bool:
    """May this word go on a name that is set this way?"""
    bare = word.strip("()[],.;:/-–|\"'")
    if not bare or bare.casefold() in _STOPS or bare.startswith("/"):
        return False
    if any(sign.isdigit() for sign in bare):
        # an acronym like BP3MI, and no number
        return re.fullmatch(r"[A-Z]{2,}\d[A-Z]+", bare) is not None
    if bare.casefold() in _CONNECTORS or bare == "&":
        return True
    return bare.isupper() if case == "upper" else bare[0].isupper()


def _name_at(text: str, start: int, end: int) -> AgencyName | None:
    case = _case(text[start:end].split()[0])
    if case == "lower":
        return None
    words = list(_WORD.finditer(text, end))
    if text[start:end].isalpha() and end - start <= 8 and words and words[0].group()[:1].isupper():
        # an acronym is upper in any setting: "RSUD Prof. Dr. Aloei Saboe"
        case = _case(words[0].group().strip(".,"))
    body: list[str] = []
    kind, before, last = text[start:end], "", end
    region = province = link = ""
    index = 0
    while index < min(len(words), _MOST_WORDS):
        word = words[index].group()
        bare = word.strip("().,;:")
        if (before in _CLASSED and _CLASS.match(bare)) or (body and _SEATED.match(kind) and re.match(r"[IVX]+$", bare)):
            body.append(bare)
            last, before = words[index].end(), ""
            index += 1
            continue
        before = bare.casefold()
        if _HONOURING.match(kind) and _TITLE.match(word):
            body.append(word)
            last = words[index].end()
            index += 1
            continue
        local = _LOCAL.match(kind) and not _known_region_at(words, index)
        if _LEVEL.match(bare) and (_case(bare) == case or case == "title") and not local:
            region, used = _region_at(words, index, case)
            if not region:
                return None
            index += used
            last = words[index - 1].end()
            if index < len(words) and re.match(r"(?:provinsi|propinsi)\b", words[index].group(), re.IGNORECASE):
                province, used = _region_at(words, index, case)
                if province:
                    last = words[index + used - 1].end()
            break
        if "/" in bare and _LEVEL.match(bare.split("/")[0]):
            # 'Dinas Kesehatan Kabupaten/Kota' is any of them
            return None
        if word.startswith("(") and word.rstrip(".,;:").endswith(")"):
            # an acronym in brackets is not part of the name
            index += 1
            continue
        if word in ("di", "DI") and _SEATED.match(kind) and index + 1 < len(words):
            # 'Balai Besar POM di Jayapura': its seat is its region
            if _LEVEL.match(words[index + 1].group()):
                region, used = _region_at(words, index + 1, case)
                last, link = words[index + used].end(), word
                break
            used = _known_region_at(words, index) or 1
            if _fits(words[index + 1].group(), case):
                region = " ".join(seat.group().strip(".,;:()") for seat in words[index + 1 : index + 1 + used])
                last, link = words[index + used].end(), word
            break
        following = words[index + 1].group().strip(".,;:()").casefold() if index + 1 < len(words) else ""
        goes_on = following in _UNLESS.get(bare.casefold(), ()) and _case(bare) == case
        if word.startswith(("(", "|", "–", "-", "“", '"')) or not (goes_on or _fits(word, case)):
            break
        body.append(word)
        last = words[index].end()
        index += 1
        if word.endswith((".", ";", ":", ")", "|", "”", '"')):
            break
        if word.endswith(",") and not _goes_on(words, index):
            break
    while body and body[-1].strip(",").casefold() in _CONNECTORS:
        body.pop()
    name = re.sub(r"\s+", " ", " ".join([text[start:end], *body])).strip(" ,.;:-–|)")
    if not region:
        region = _region_in_tail(name)
        name = name[: len(name) - len(region)].strip() if region and len(region) < len(name) else name
    subject = [word for word in body if word.casefold() not in _EMPTY]
    if not subject and not region and not re.fullmatch(r"[A-Z0-9]{4,}", name):
        return None
    return AgencyName(name, region, province, start, last, link)


def _goes_on(words: list[re.Match[str]], index: int) -> bool:
    """After a comma: does the enumeration of a name go on ('Pekerjaan Umum, Perumahan dan Permukiman')?"""
    following = [word.group().strip(",").casefold() for word in words[index : index + 6]]
    return any(word in ("dan", "serta", "&") for word in following)


def _region_at(words: list[re.Match[str]], index: int, case: str) -> tuple[str, int]:
    """The region whose level word stands at `index`, and how many words it takes; ('', 0) for no name.

    A registered name is taken at its full length, another as long as its words are set like a name's (three at most).
    """
    level = words[index].group().strip("().,;:")
    if count := _known_region_at(words, index):
        names = [word.group().strip("().,;:|\"'”") for word in words[index + 1 : index + 1 + count]]
        if _fits(names[0], case):
            return " ".join([level, *names]), count + 1
    names = []
    for word in words[index + 1 : index + 6]:
        bare = word.group().strip("().,;:|\"'”")
        if not _fits(bare, case) or bare.casefold() in _CONNECTORS or _LEVEL.match(bare) or _KIND.fullmatch(bare):
            break
        names.append(bare)
        if word.group()[-1] in ".,;:)|":
            break
    taken = names[:3]
    return (" ".join([level, *taken]), len(taken) + 1) if taken else ("", 0)


def _known_region_at(words: list[re.Match[str]], index: int) -> int:
    """How many words after the one at `index` are the name of a registered region, at its full length; 0 for none."""
    names = []
    for word in words[index + 1 : index + 6]:
        names.append(word.group().strip("().,;:|\"'”").casefold())
        if word.group()[-1] in ".,;:)|":
            break
    known = _region_names()
    return next((count for count in range(len(names), 0, -1) if " ".join(names[:count]) in known), 0)


def _region_in_tail(name: str) -> str:
    """The province whose name ends this one without its level: 'BP3MI Jawa Barat'; '' for none."""
    words = name.split()
    provinces = _province_names()
    for count in range(min(4, len(words) - 1), 0, -1):
        if " ".join(words[-count:]).casefold() in provinces:
            return " ".join(words[-count:])
    return ""


@lru_cache(maxsize=1)
def _region_names() -> frozenset[str]:
    """Names of all registered regions without their level, in lower case."""
    names = [name for region in load_regions() for name in (region.name, *region.aliases)]
    return frozenset(re.sub(r"^(?:kabupaten|kota|provinsi)\s+", "", name.casefold()) for name in names)


@lru_cache(maxsize=1)
def _province_names() -> frozenset[str]:
    return frozenset(region.name.casefold() for region in load_regions() if region.level == "provinsi")
