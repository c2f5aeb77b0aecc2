"""The registries: what a person may get wrong in editing them."""

from __future__ import annotations

import re
from collections import Counter

import pytest

import corpus
from corpus import load_agencies, load_catalogue, load_regions
from corpus.registry import RegistryError, row_to_indicator, text_to_year

INDICATOR_COLUMNS = (
    "id",
    "name",
    "unit",
    "polarity",
    "aggregation",
    "sector",
    "valid_from",
    "valid_to",
    "aliases",
    "note",
)


def test_public_names() -> None:
    for name in corpus.__all__:
        assert hasattr(corpus, name), name
    with pytest.raises(AttributeError):
        _ = corpus.no_such_name


def test_catalogue_is_large_and_its_ids_are_given_by_hand() -> None:
    catalogue = load_catalogue()
    assert len(catalogue) >= 150
    for entry in catalogue:
        prefix, _, number = entry.id.partition("-")
        assert prefix.isupper(), entry.id
        assert len(number) == 3, entry.id
        assert number.isdigit(), entry.id
        assert entry.unit, entry.id
        assert entry.sector, entry.id


def test_no_name_or_alias_stands_for_two_indicators() -> None:
    owners: dict[str, str] = {}
    for entry in load_catalogue():
        for name in (entry.name, *entry.aliases):
            assert owners.setdefault(name.casefold(), entry.id) == entry.id, name


@pytest.mark.parametrize(
    ("indicator_id", "polarity"),
    [
        ("KES-002", "lower"),  # angka kematian ibu
        ("KES-022", "lower"),  # stunting
        ("MKR-002", "lower"),  # kemiskinan
        ("NKR-012", "lower"),  # pengangguran
        ("BPB-001", "lower"),  # risiko bencana
        ("MKR-005", "lower"),  # gini
        ("PMI-047", "lower"),  # jumlah pengaduan
        ("PMI-032", "higher"),  # penurunan kasus: the larger the fall the better
        ("NKR-007", "higher"),  # penurunan kecelakaan
        ("GOV-003", "higher"),
        ("GOV-052", "higher"),  # the score of the component, not the deviation
        ("MKR-001", "higher"),
    ],
)
def test_polarity(indicator_id: str, polarity: str) -> None:
    entry = load_catalogue().get(indicator_id)
    assert entry is not None
    assert entry.polarity == polarity


def test_a_fall_is_good_and_a_count_of_the_bad_is_bad() -> None:
    bad = ("kematian", "kemiskinan", "pengangguran", "stunting", "kecelakaan", "kriminalitas")
    for entry in load_catalogue():
        words = entry.name.casefold().split()
        if words[0] in {"angka", "jumlah", "prevalensi", "tingkat"} and words[1] in bad and "akta" not in words:
            assert entry.polarity == "lower", entry
        if words[0] == "penurunan" or words[:2] == ["persentase", "penurunan"]:
            assert entry.polarity == "higher", entry


def test_validity_of_the_three_plans() -> None:
    catalogue = load_catalogue()
    early, late = catalogue.get("PMI-003"), catalogue.get("PMI-031")
    assert early is not None
    assert late is not None
    assert early.is_valid_in(2019)
    assert not early.is_valid_in(2020)
    assert late.is_valid_in(2024)
    assert not late.is_valid_in(2025)


def test_thirty_eight_provinces_in_both_code_systems() -> None:
    today = [region for region in load_regions() if region.level == "provinsi" and region.valid_to is None]
    assert len(today) == 38
    assert len({region.kemendagri for region in today}) == 38
    assert len({region.bps for region in today}) == 38
    papua = {region.name: (region.kemendagri, region.bps) for region in today if region.name.startswith("Papua")}
    assert papua == {
        "Papua": ("91", "94"),
        "Papua Barat": ("92", "91"),
        "Papua Selatan": ("93", "95"),
        "Papua Tengah": ("94", "96"),
        "Papua Pegunungan": ("95", "97"),
        "Papua Barat Daya": ("96", "92"),
    }
    before = {region.name for region in load_regions() if region.level == "provinsi" and region.valid_to == 2022}
    assert before == {"Papua", "Papua Barat"}


#: kabupaten and kota of each province of today (Kemendagri code), 416 and 98 in all
REGENCIES = {
    "11": (18, 5), "12": (25, 8), "13": (12, 7), "14": (10, 2), "15": (9, 2), "16": (13, 4), "17": (9, 1), "18": (13, 2),
    "19": (6, 1), "21": (5, 2), "31": (1, 5), "32": (18, 9), "33": (29, 6), "34": (4, 1), "35": (29, 9), "36": (4, 4),
    "51": (8, 1), "52": (8, 2), "53": (21, 1), "61": (12, 2), "62": (13, 1), "63": (11, 2), "64": (7, 3), "65": (4, 1),
    "71": (11, 4), "72": (12, 1), "73": (21, 3), "74": (15, 2), "75": (5, 1), "76": (6, 0), "81": (9, 2), "82": (8, 2),
    "91": (8, 1), "92": (7, 0), "93": (4, 0), "94": (8, 0), "95": (8, 0), "96": (5, 1),
}  # fmt: skip


def test_all_regencies_and_cities_of_today() -> None:
    provinces = {
        region.name: region for region in load_regions() if region.level == "provinsi" and region.valid_to is None
    }
    counted: Counter[tuple[str, str]] = Counter()
    for region in load_regions():
        if region.level != "provinsi" and region.valid_to is None:
            counted[provinces[region.parent].kemendagri, region.level] += 1
    assert {code: (counted[code, "kabupaten"], counted[code, "kota"]) for code in REGENCIES} == REGENCIES
    assert sum(counted.values()) == 514
    assert sum(kota for _, kota in REGENCIES.values()) == 98


def test_codes_of_regencies_are_their_provinces_and_say_their_level() -> None:
    now = [region for region in load_regions() if region.level != "provinsi" and region.valid_to is None]
    codes = {region.name: (region.kemendagri, region.bps) for region in load_regions() if region.level == "provinsi"}
    today = {
        region.name: (region.kemendagri, region.bps)
        for region in load_regions()
        if region.level == "provinsi" and region.valid_to is None
    }
    assert codes.keys() == today.keys()
    for region in now:
        kemendagri, bps = today[region.parent]
        assert re.fullmatch(kemendagri + r"\.\d\d", region.kemendagri), region
        assert re.fullmatch(bps + r"\d\d", region.bps), region
        # both systems number cities from 71; Jakarta's cities too, its one regency is 01
        assert (int(region.kemendagri[3:]) > 70) == (int(region.bps[2:]) > 70) == (region.level == "kota"), region
        assert region.name.casefold().startswith(region.level), region
    assert len({region.kemendagri for region in now}) == len({region.bps for region in now}) == len(now)


@pytest.mark.parametrize(
    ("name", "year", "kemendagri", "bps", "province"),
    [
        ("Kabupaten Merauke", 2021, "91.01", "9401", "Papua"),
        ("Kabupaten Merauke", 2023, "93.01", "9501", "Papua Selatan"),
        ("Kabupaten Nabire", 2023, "94.01", "9604", "Papua Tengah"),
        ("Kabupaten Yahukimo", 2023, "95.03", "9707", "Papua Pegunungan"),
        ("Kota Sorong", 2019, "92.71", "9171", "Papua Barat"),
        ("Kota Sorong", 2024, "96.71", "9271", "Papua Barat Daya"),
        ("Kabupaten Jayapura", 2024, "91.03", "9403", "Papua"),
        ("Kabupaten Toba Samosir", 2019, "12.12", "1206", "Sumatera Utara"),
        ("Kabupaten Toba", 2021, "12.12", "1206", "Sumatera Utara"),
        ("Kabupaten Nunukan", 2016, "65.03", "6504", "Kalimantan Utara"),
        ("Kota Dumai", 2020, "14.72", "1473", "Riau"),
        ("Kota Medan", 2020, "12.71", "1275", "Sumatera Utara"),
        ("Kota Jakarta Selatan", 2020, "31.74", "3171", "DKI Jakarta"),
    ],
)
def test_a_regency_in_a_year(name: str, year: int, kemendagri: str, bps: str, province: str) -> None:
    (found,) = [
        region
        for region in load_regions()
        if region.name == name
        and (region.valid_from or 0) <= year
        # the year of a move belongs to the new name or province
        and (region.valid_to is None or year < region.valid_to)
    ]
    assert (found.kemendagri, found.bps, found.parent) == (kemendagri, bps, province)


def test_one_agency_for_a_panel() -> None:
    agencies = {agency.id: agency for agency in load_agencies()}
    now = agencies["BP3MI-32"]
    assert now.name == "BP3MI Jawa Barat"
    middle = agencies[now.predecessor]
    assert middle.name == "UPT BP2MI Bandung"
    first = agencies[middle.predecessor]
    assert first.name == "BP3TKI Bandung"
    assert now.lineage == middle.lineage == first.lineage
    assert agencies["BP3MI-33"].predecessor == "UPT-BP2MI-SEMARANG"
    assert agencies["KP2MI"].predecessor == "BP2MI"
    assert agencies["BP2MI"].predecessor == "BNP2TKI"


def test_agency_regions_are_known_codes() -> None:
    codes = {region.kemendagri for region in load_regions()}
    for agency in load_agencies():
        assert not agency.region or agency.region in codes, agency
        if agency.predecessor:
            before = next(other for other in load_agencies() if other.id == agency.predecessor)
            assert before.lineage == agency.lineage, agency


@pytest.mark.parametrize(
    "changed",
    [
        {"polarity": "up"},
        {"aggregation": "mean"},
        {"name": ""},
        {"valid_from": "2024", "valid_to": "2020"},
        {"valid_from": "20"},
    ],
)
def test_a_bad_entry_is_told(changed: dict[str, str]) -> None:
    good = dict.fromkeys(INDICATOR_COLUMNS, "") | {"id": "XXX-001", "name": "Jumlah contoh"}
    assert row_to_indicator(good).name == "Jumlah contoh"
    with pytest.raises(RegistryError):
        row_to_indicator(good | changed)


def test_years() -> None:
    assert text_to_year("") is None
    assert text_to_year("2019") == 2019
