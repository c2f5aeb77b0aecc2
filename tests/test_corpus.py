"""The registries: what a person may get wrong in editing them."""

from __future__ import annotations

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


def test_regencies_stand_under_their_province() -> None:
    provinces = {region.name: region for region in load_regions() if region.level == "provinsi"}
    below = [region for region in load_regions() if region.level != "provinsi"]
    assert sum(region.parent == "Jawa Barat" for region in below) == 27
    assert sum(region.parent == "Banten" for region in below) == 8
    assert sum(region.parent == "Jawa Tengah" for region in below) == 35
    for region in below:
        parent = provinces[region.parent]
        if region.kemendagri:
            assert region.kemendagri.startswith(parent.kemendagri + "."), region
        if region.bps:
            assert region.bps.startswith(parent.bps), region
    codes = [region.kemendagri for region in below if region.kemendagri]
    assert len(codes) == len(set(codes))


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
