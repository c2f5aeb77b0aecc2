"""The descriptor of an export: Data Package v2 with a Table Schema for every table, out of the registry of fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from warehouse.fields import TITLES, Field, entity_fields

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"

#: type of a field in the registry -> type in a Table Schema
TYPES = {
    "text": "string",
    "integer": "integer",
    "decimal": "number",
    "percent": "number",
    "number": "number",
    "boolean": "boolean",
    "list": "array",
    "list_integer": "array",
}

#: what makes a row of an exported table the same row in the next export
KEYS: dict[str, tuple[str, ...]] = {
    "out_panel": ("cell_id",),
    "out_vintage": ("cell_id", "report_id", "fact_id"),
    "out_achievement": ("report_id", "table_name", "row_no", "indicator", "year", "period", "cumulative"),
    "out_budget": ("report_id", "table_name", "row_no", "row_kind", "item", "year", "period", "cumulative"),
    "out_finding": ("report_id", "finding_id"),
    "core_document": ("report_id",),
    "core_codes__indicator": ("indicator_id",),
    "core_entity__agency": ("agency_id",),
    "core_codes__region": ("name", "kemendagri", "bps", "valid_from"),
}
#: those of them that are unique by construction
PRIMARY = frozenset({"out_panel", "core_document", "core_codes__indicator", "core_entity__agency"})


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file of an export: its path within it, size in bytes and sha256 in hex."""

    path: str
    size: int
    sha256: str


def field_to_schema(field: Field) -> dict[str, Any]:
    """A Table Schema field; allowed values become an enum where every one may be told from a missing one."""
    schema: dict[str, Any] = {"name": field.name, "type": TYPES[field.type], "description": field.meaning_en}
    if field.unit:
        schema["unit"] = field.unit
    allowed = [value for value in field.allowed if value]
    if allowed and field.type == "text":
        schema["constraints"] = {"enum": allowed}
    return schema


def entity_to_schema(entity: str) -> dict[str, Any]:
    """The Table Schema of an exported table."""
    schema: dict[str, Any] = {
        "$schema": SCHEMA_PROFILE,
        "fields": [field_to_schema(field) for field in entity_fields(entity)],
        "missingValues": [""],
    }
    if entity in PRIMARY:
        schema["primaryKey"] = list(KEYS[entity])
    return schema


def files_to_descriptor(
    tables: Mapping[str, ExportedFile], columnar: Sequence[ExportedFile], version: str
) -> dict[str, Any]:
    """datapackage.json: `tables` are the CSV files by entity, `columnar` the Parquet files with the same rows."""
    resources = [
        {
            "$schema": RESOURCE_PROFILE,
            "name": entity,
            "type": "table",
            "title": TITLES[entity][1],
            "path": file.path,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": file.size,
            "hash": f"sha256:{file.sha256}",
            "schema": entity_to_schema(entity),
        }
        for entity, file in tables.items()
    ]
    return {
        "$schema": PROFILE,
        "name": "lakip-panel",
        "title": "Performance reports of Indonesian government agencies, as one panel",
        "description": "Figures read from published reports by lakip; README.md says how they may be used, codebook.md "
        "what each column means. Parquet files with the same rows stand beside the CSV files.",
        "version": version,
        "keywords": ["Indonesia", "SAKIP", "LAKIP", "performance", "panel"],
        "resources": resources,
        "parquet": [{"path": file.path, "bytes": file.size, "hash": f"sha256:{file.sha256}"} for file in columnar],
    }
