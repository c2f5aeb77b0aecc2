"""Candidates from the indicator catalogue for printed names, with scores and reasons."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lakip.records import Record
    from normalize.match import Match


def features_to_record(features: Any) -> dict[str, object]:
    """Why a candidate got its score, by name, numbers rounded to 0.0001."""
    pairs = asdict(features) if is_dataclass(features) and not isinstance(features, type) else features
    named = pairs if isinstance(pairs, Mapping) else dict(pairs)
    return {str(key): round(value, 4) if isinstance(value, float) else value for key, value in named.items()}


def match_to_record(query: str, match: Match) -> Record:
    """The record of the contract. `id` is None, `name` '' and `match` False where nothing reaches the threshold."""
    return {
        "query": query,
        "id": match.id or None,
        "name": match.name if match.id else "",
        "score": round(match.score, 4),
        "match": bool(match.id),
        "candidates": [
            {
                "id": candidate.id,
                "name": candidate.name,
                "score": round(candidate.score, 4),
                "match": candidate.id == match.id,
                "features": features_to_record(candidate.features),
            }
            for candidate in match.candidates
        ],
    }


def names_to_records(names: Sequence[str], unit: str = "", sector: str = "") -> list[Record]:
    """Every name against the bundled catalogue."""
    from corpus import load_catalogue
    from normalize.match import Matcher

    matcher = Matcher(load_catalogue())
    return [match_to_record(name, matcher.match(name, unit=unit, sector=sector)) for name in names]


def records_to_json(records: Sequence[Record]) -> str:
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def records_to_table(records: Sequence[Record], lang: str) -> str:
    """For each name what was chosen, or that nothing was, and the candidates with their reasons."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from lakip.console import grid_to_text

    heads = {"id": ("", "Skor", "Id", "Nama baku", "Alasan"), "en": ("", "Score", "Id", "Name", "Why")}[lang]
    nothing = "no entry of the catalogue fits" if lang == "en" else "tidak ada entri katalog yang cocok"
    parts: list[str] = []
    for record in records:
        chosen = f"{record['id']}  {record['name']}" if record["match"] else nothing
        grid = Table(box=box.SIMPLE_HEAD)
        for head in heads:
            grid.add_column(head, overflow="fold")
        for candidate in record["candidates"]:
            why = ", ".join(f"{key} {value}" for key, value in candidate["features"].items())
            shown = (
                "✓" if candidate["match"] else "",
                f"{candidate['score']:.3f}",
                candidate["id"],
                candidate["name"],
                why,
            )
            grid.add_row(*(Text(text) for text in shown))
        parts.append(f"{record['query']}\n  -> {chosen}\n{grid_to_text(grid) if record['candidates'] else ''}")
    return "\n".join(parts)
