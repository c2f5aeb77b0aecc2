"""Keys of agencies and regions: what two printings of one name have in common, whatever case and abbreviations."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus import Region, load_regions

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
    "rsup": "rumah sakit umum pusat",
    "satpol pp": "satuan polisi pamong praja",
    "disdik": "dinas pendidikan",
    "dinkes": "dinas kesehatan",
    "dishub": "dinas perhubungan",
    "dinsos": "dinas sosial",
    "diskominfo": "dinas komunikasi dan informatika",
    "disnaker": "dinas tenaga kerja",
    "disdukcapil": "dinas kependudukan dan pencatatan sipil",
    "dlh": "dinas lingkungan hidup",
    "sudin": "suku dinas",
    "kpu": "komisi pemilihan umum",
    "bawaslu": "badan pengawas pemilihan umum",
    "bps": "badan pusat statistik",
    "bnnp": "badan narkotika nasional provinsi",
    "bnnk": "badan narkotika nasional kabupaten",
    "bnn": "badan narkotika nasional",
    "kppn": "kantor pelayanan perbendaharaan negara",
    "kpp": "kantor pelayanan pajak",
    "kanwil": "kantor wilayah",
    "kanim": "kantor imigrasi",
    "kemenag": "kementerian agama",
    "kejari": "kejaksaan negeri",
    "kejati": "kejaksaan tinggi",
    "polres": "kepolisian resor",
    "polresta": "kepolisian resor kota",
    "polda": "kepolisian daerah",
    "lapas": "lembaga pemasyarakatan",
    "rutan": "rumah tahanan negara",
    "bapas": "balai pemasyarakatan",
    "lldikti": "lembaga layanan pendidikan tinggi",
    "iain": "institut agama islam negeri",
    "uin": "universitas islam negeri",
    "pom": "pengawas obat makanan",
    "kab": "kabupaten",
    "prov": "provinsi",
    "propinsi": "provinsi",
    "kementrian": "kementerian",
    "kotamadya": "kota",
    "setda": "sekretariat daerah",
    "perlindungan": "pelindungan",
}
_ABBREVIATED = re.compile(rf"\b(?:{'|'.join(sorted(_ABBREVIATIONS, key=len, reverse=True))})\b")


def text_to_key(text: str) -> str:
    """Lower case, abbreviations written out, no marks, no 'dan': what two printings of one name have in common."""
    plain = " ".join(re.findall(r"[a-z0-9]+", text.casefold()))
    plain = _ABBREVIATED.sub(lambda found: _ABBREVIATIONS[found.group()], plain)
    plain = re.sub(r"^inspektorat daerah\b", "inspektorat", plain)
    return " ".join(word for word in plain.split() if word not in ("dan", "serta"))


def agency_to_unregistered_id(body: str, region: str) -> str:
    """('BADAN ... DAERAH', 'Kab. Merauke') -> 'x-badan-...-daerah-kabupaten-merauke'."""
    return UNREGISTERED + "-".join(f"{text_to_key(body)} {text_to_key(region)}".split())


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
    """The registered region of this name, today's where there are several; without level a province, then a city.

    None for an unknown one.
    """
    return _regions_by_key().get(re.sub(r"^provinsi ", "", text_to_key(region)))


@lru_cache(maxsize=1)
def _regions_by_key() -> dict[str, Region]:
    """Keys of names -> regions: provinces bare, regencies and cities with their level, and bare for a seat."""
    found: dict[str, Region] = {}
    # what stands today before what stood once, provinces before what lies in them, cities before regencies
    levels = ("provinsi", "kota", "kabupaten")
    bare: dict[str, Region] = {}
    for one in sorted(load_regions(), key=lambda one: (one.valid_to is not None, levels.index(one.level))):
        for name in (text_to_key(name) for name in (one.name, *one.aliases)):
            plain = re.sub(r"^(?:kabupaten|kota) ", "", name)
            found.setdefault(name if one.level == "provinsi" else f"{one.level} {plain}", one)
            bare.setdefault(plain, one)
    return {**bare, **found}
