"""From the registry of fields: the DDL of DuckDB and the Parquet schema of a part."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

import pyarrow as pa

from warehouse.fields import Field, entity_fields, layer_entities

SQL_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "decimal": "DECIMAL(38,10)",
    "percent": "DECIMAL(38,4)",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "list": "VARCHAR[]",
    "list_integer": "BIGINT[]",
}
ARROW_TYPES = {
    "text": pa.string(),
    "integer": pa.int64(),
    "decimal": pa.decimal128(38, 10),
    "percent": pa.decimal128(38, 4),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "list": pa.list_(pa.string()),
    "list_integer": pa.list_(pa.int64()),
}


def field_to_column(field: Field) -> str:
    """'"value" DECIMAL(38,10)'."""
    return f'"{field.name}" {SQL_TYPES[field.type]}'


def entity_to_ddl(entity: str) -> str:
    """CREATE TABLE for an entity of the layers 'part', 'registry' and 'derived'."""
    columns = ",\n  ".join(field_to_column(field) for field in entity_fields(entity))
    return f"CREATE TABLE {entity} (\n  {columns}\n)"


def entity_to_arrow(entity: str) -> pa.StructType:
    """The Arrow struct of one row of an entity."""
    return pa.struct([pa.field(field.name, ARROW_TYPES[field.type]) for field in entity_fields(entity)])


@cache
def part_schema() -> pa.Schema:
    """One part is one Parquet file with one row: for every entity of the layer 'part' the list of its rows."""
    return pa.schema([pa.field(entity, pa.list_(entity_to_arrow(entity))) for entity in layer_entities("part")])


@cache
def schema_version() -> str:
    """12 hex digits that change when a stored column does: parts and databases of another version are not mixed."""
    stored = [
        f"{field.entity}.{field.name}:{field.type}"
        for layer in ("part", "registry", "derived")
        for entity in layer_entities(layer)
        for field in entity_fields(entity)
    ]
    return sha256("\n".join(stored).encode()).hexdigest()[:12]
