"""The registries of corpus as rows of the warehouse."""

from __future__ import annotations

from collections.abc import Iterable

from corpus import Agency, Indicator, Region
from warehouse.rows import Row, Rows


def indicator_to_row(indicator: Indicator) -> Row:
    return {
        "indicator_id": indicator.id,
        "name": indicator.name,
        "unit": indicator.unit,
        "polarity": indicator.polarity,
        "aggregation": indicator.aggregation,
        "sector": indicator.sector,
        "valid_from": indicator.valid_from,
        "valid_to": indicator.valid_to,
        "aliases": list(indicator.aliases),
        "note": indicator.note,
    }


def agency_to_row(agency: Agency) -> Row:
    return {
        "agency_id": agency.id,
        "name": agency.name,
        "kind": agency.kind,
        "region": agency.region,
        "valid_from": agency.valid_from,
        "valid_to": agency.valid_to,
        "lineage": agency.lineage,
        "predecessor": agency.predecessor,
        "aliases": list(agency.aliases),
    }


def region_to_row(region: Region) -> Row:
    return {
        "name": region.name,
        "level": region.level,
        "kemendagri": region.kemendagri,
        "bps": region.bps,
        "parent": region.parent,
        "valid_from": region.valid_from,
        "valid_to": region.valid_to,
        "aliases": list(region.aliases),
    }


def registries_to_rows(indicators: Iterable[Indicator], agencies: Iterable[Agency], regions: Iterable[Region]) -> Rows:
    """Every row of the layer 'registry', by entity."""
    return {
        "core_codes__indicator": [indicator_to_row(indicator) for indicator in indicators],
        "core_entity__agency": [agency_to_row(agency) for agency in agencies],
        "core_codes__region": [region_to_row(region) for region in regions],
    }
