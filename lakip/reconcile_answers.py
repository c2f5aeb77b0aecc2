"""The answers of a reconciliation service (W3C community Reconciliation API 0.2), from a catalogue and its matcher.

Plain records in and out; the HTTP around them is lakip/reconcile.py. Scores are chances in percent. Queries, properties
and types that are not understood are no error: OpenRefine asks with whatever stands in a person's table.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from threading import Lock
from typing import Any

from corpus.registry import Catalogue, Indicator
from normalize.match import Matcher

#: how many candidates a query gets, by default and at most
LIMIT, MOST = 5, 50
#: the type of every entry; each sector is a type too
INDICATOR = {"id": "indicator", "name": "Indikator kinerja"}
#: what a query may tell besides the name
QUERY_PROPERTIES = {"unit": "Satuan", "sector": "Bidang", "year": "Tahun"}
#: what can be fetched of an entry
ENTRY_PROPERTIES = {
    "unit": "Satuan",
    "polarity": "Arah yang lebih baik",
    "aggregation": "Cara triwulan menjadi setahun",
    "sector": "Bidang",
    "valid_from": "Berlaku dari",
    "valid_to": "Berlaku sampai",
    "aliases": "Nama lain",
}
IDENTIFIER_SPACE = "urn:lakip:indicator"
SCHEMA_SPACE = "urn:lakip:property"

Record = dict[str, Any]


class Answers:
    """Everything the service can be asked, for one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.matcher = Matcher(catalogue)
        self.entries = {entry.id: entry for entry in catalogue}
        self.sectors = catalogue.sectors()
        # the matcher works in arrays of its own: one question at a time
        self._lock = Lock()

    def manifest(self, root: str) -> Record:
        """What the service is and can; `root` its address without a slash at the end."""
        suggest = {
            kind: {"service_url": root, "service_path": f"/suggest/{kind}"} for kind in ("entity", "property", "type")
        }
        suggest["entity"]["flyout_service_path"] = "/flyout/entity?id=${id}"
        return {
            "versions": ["0.1", "0.2"],
            "name": f"Katalog IKU lakip ({len(self.catalogue)})",
            "identifierSpace": IDENTIFIER_SPACE,
            "schemaSpace": SCHEMA_SPACE,
            "defaultTypes": [INDICATOR],
            "view": {"url": root + "/view?id={{id}}"},
            "preview": {"url": root + "/preview?id={{id}}", "width": 420, "height": 220},
            "suggest": suggest,
            "extend": {
                "propose_properties": {"service_url": root, "service_path": "/properties"},
                "property_settings": [],
            },
        }

    def batch(self, queries: Mapping[str, Any]) -> Record:
        """The answers to a batch, under the keys of its queries."""
        return {key: {"result": self.query(query)} for key, query in queries.items()}

    def query(self, query: Any) -> list[Record]:
        """The candidates of one query, best first: a text, or an object with query, limit, type and properties."""
        if not isinstance(query, Mapping):
            query = {"query": query}
        limit = _to_limit(query.get("limit"))
        told = _to_told(query.get("properties"))
        types = {INDICATOR["id"]} if not query.get("type") else _to_types(query["type"])
        sectors = types & set(self.sectors)
        if INDICATOR["id"] not in types and not sectors:
            return []
        sector = told.get("sector", "") or (next(iter(sectors)) if len(sectors) == 1 else "")
        year = int(told["year"]) if told.get("year", "").isdigit() else None
        name = str(query.get("query") or "")
        if name in self.entries:
            # an id typed or pasted by a person is that entry
            return [self._to_result(self.entries[name], 100.0, True, [])]
        with self._lock:
            match = self.matcher.match(name, told.get("unit", ""), sector, year, shown=max(limit, LIMIT))
        results = [
            self._to_result(
                self.entries[candidate.id],
                round(100 * candidate.score, 1),
                candidate.id == match.id,
                [{"id": key, "value": value} for key, value in candidate.features.items()],
            )
            for candidate in match.candidates
            if not sectors or self.entries[candidate.id].sector in sectors
        ]
        return results[:limit]

    def _to_result(self, entry: Indicator, score: float, match: bool, features: list[Record]) -> Record:
        types = [INDICATOR, *([{"id": entry.sector, "name": entry.sector}] if entry.sector else [])]
        return {
            "id": entry.id,
            "name": entry.name,
            "description": ", ".join(part for part in (entry.unit, entry.sector) if part),
            "type": types,
            "score": score,
            "match": match,
            "features": features,
        }

    def suggest_entities(self, prefix: str, cursor: int = 0) -> Record:
        """Entries whose id, name or alias begins with the text; then those with it inside; else what it matches."""
        text = " ".join(prefix.split()).casefold()
        if not text:
            return {"result": []}
        rated = []
        for place, entry in enumerate(self.catalogue):
            texts = [entry.id.casefold(), entry.name.casefold(), *(alias.casefold() for alias in entry.aliases)]
            if any(one.startswith(text) for one in texts):
                rated.append((0, place, entry))
            elif any(text in one for one in texts):
                rated.append((1, place, entry))
        found = [entry for _, _, entry in sorted(rated, key=lambda one: one[:2])]
        if not found:
            with self._lock:
                found = [self.entries[one.id] for one in self.matcher.match(prefix, shown=LIMIT).candidates]
        shown = found[cursor : cursor + 10]
        return {
            "result": [
                {
                    "id": entry.id,
                    "name": entry.name,
                    "description": ", ".join(part for part in (entry.unit, entry.sector) if part),
                    "notable": [{"id": entry.sector, "name": entry.sector}] if entry.sector else [],
                }
                for entry in shown
            ]
        }

    def suggest_properties(self, prefix: str) -> Record:
        """What a column of the table may be told to be."""
        return {"result": [_named(key, name) for key, name in QUERY_PROPERTIES.items() if _begins(prefix, key, name)]}

    def suggest_types(self, prefix: str) -> Record:
        """The indicator, and every sector."""
        types = [(INDICATOR["id"], INDICATOR["name"]), *((sector, sector) for sector in self.sectors)]
        return {"result": [_named(key, name) for key, name in types if _begins(prefix, key, name)]}

    def properties(self, type_id: str) -> Record:
        """What `extend` can give of the entries of a type."""
        shown = [_named(key, name) for key, name in ENTRY_PROPERTIES.items()]
        return {"type": type_id or INDICATOR["id"], "properties": shown}

    def extend(self, asked: Mapping[str, Any]) -> Record:
        """Values of entries: {"ids": [..], "properties": [{"id": ..}, ..]} -> meta and rows; unknown ids have none."""
        wanted = [one.get("id") for one in asked.get("properties", ()) if isinstance(one, Mapping)]
        known = [key for key in wanted if key in ENTRY_PROPERTIES]
        rows: Record = {}
        for one in asked.get("ids", ()):
            entry = self.entries.get(str(one))
            rows[str(one)] = {key: _to_values(entry, key) for key in known}
        return {"meta": [_named(key, ENTRY_PROPERTIES[key]) for key in known], "rows": rows}

    def entry_to_html(self, indicator_id: str) -> str | None:
        """A page about an entry, for previews; None where there is none."""
        entry = self.entries.get(indicator_id)
        return _to_page(entry) if entry else None

    def flyout(self, indicator_id: str) -> Record | None:
        """The same in the form of a flyout of suggestions."""
        entry = self.entries.get(indicator_id)
        return {"id": entry.id, "html": _to_body(entry)} if entry else None


def _named(key: str, name: str) -> Record:
    return {"id": key, "name": name}


def _begins(prefix: str, key: str, name: str) -> bool:
    return prefix.casefold() in key.casefold() or prefix.casefold() in name.casefold()


def _to_limit(value: Any) -> int:
    try:
        return max(1, min(MOST, int(value)))
    except (TypeError, ValueError, OverflowError):
        return LIMIT


def _to_types(value: Any) -> set[str]:
    """Type ids of a string, an object or a list of them."""
    many = value if isinstance(value, list) else [value]
    return {str(one.get("id", "")) if isinstance(one, Mapping) else str(one) for one in many}


def _to_told(properties: Any) -> dict[str, str]:
    """unit, sector and year of a query; `v` may be a text, a number, an object with a name, or a list of those."""
    told: dict[str, str] = {}
    for one in properties if isinstance(properties, list) else ():
        if not isinstance(one, Mapping) or one.get("pid") not in QUERY_PROPERTIES:
            continue
        value = one.get("v")
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, Mapping):
            value = value.get("name") or value.get("id")
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        told[one["pid"]] = "" if value is None or isinstance(value, list) else str(value).strip()
    return told


def _to_values(entry: Indicator | None, key: str) -> list[Record]:
    if entry is None:
        return []
    value = getattr(entry, key)
    if isinstance(value, tuple):
        return [{"str": one} for one in value]
    if isinstance(value, int):
        return [{"int": value}]
    return [{"str": value}] if value else []


def _to_body(entry: Indicator) -> str:
    rows = [
        (ENTRY_PROPERTIES[key], "; ".join(str(next(iter(value.values()))) for value in _to_values(entry, key)))
        for key in ENTRY_PROPERTIES
    ]
    lines = "".join(f"<dt>{html.escape(name)}</dt><dd>{html.escape(text)}</dd>" for name, text in rows if text)
    note = f"<p>{html.escape(entry.note)}</p>" if entry.note else ""
    return f"<h1>{html.escape(entry.id)} {html.escape(entry.name)}</h1><dl>{lines}</dl>{note}"


def _to_page(entry: Indicator) -> str:
    style = (
        "body{font:13px/1.4 sans-serif;margin:8px}h1{font-size:15px;margin:0 0 6px}dl{margin:0}"
        "dt{float:left;clear:left;width:11em;color:#555}dd{margin:0 0 2px 11.5em}"
    )
    return (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{html.escape(entry.id)}</title>'
        f"<style>{style}</style></head><body>{_to_body(entry)}</body></html>"
    )
