"""Candidates from the indicator catalogue for printed names, with scores and reasons."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lakip.records import Record
    from normalize.match import Match

#: why nothing was chosen
VERDICTS = {
    "id": {
        "below_threshold": "tidak ada entri katalog yang cukup mirip",
        "too_close": "dua entri katalog sama-sama cocok; tidak ditebak",
        "nothing_to_compare": "tidak ada kata yang dapat dibandingkan",
    },
    "en": {
        "below_threshold": "no entry of the catalogue is alike enough",
        "too_close": "two entries of the catalogue fit alike; no guess is made",
        "nothing_to_compare": "no word that could be compared",
    },
}


def match_to_record(query: str, match: Match) -> Record:
    """The record of the contract, `match` meant as in the Reconciliation API: is this the entry?

    `id` is None, `name` '' and `match` False where nothing fits; `verdict` says why; `alias` is the wording of an
    entry that fits best.
    """
    return {
        "query": query,
        "id": match.id or None,
        "name": match.name if match.id else "",
        "score": round(match.score, 4),
        "match": match.id is not None,
        "verdict": match.verdict,
        "candidates": [
            {
                "id": candidate.id,
                "name": candidate.name,
                "score": round(candidate.score, 4),
                "match": candidate.id == match.id,
                "alias": candidate.match,
                "features": {name: round(value, 4) for name, value in candidate.features.items()},
            }
            for candidate in match.candidates
        ],
    }


def names_to_matches(names: Sequence[str], unit: str = "", sector: str = "") -> list[Match]:
    """Every name against the catalogue: the bundled one, with one's own where LAKIP_CATALOGUE names it."""
    from corpus import RegistryError, load_catalogue
    from lakip.catalogue_folder import registry_to_input_error
    from normalize.match import Matcher

    try:
        matcher = Matcher(load_catalogue())
    except RegistryError as error:
        raise registry_to_input_error(error) from error
    return [matcher.match(name, unit=unit, sector=sector) for name in names]


def names_to_reasons(names: Sequence[str], unit: str, sector: str, lang: str) -> str:
    """For each name the decision and what spoke for and against it, in words."""
    from normalize.match import explain

    return "\n".join(f"{match.query}\n{explain(match, lang)}\n" for match in names_to_matches(names, unit, sector))


def names_to_records(names: Sequence[str], unit: str = "", sector: str = "") -> list[Record]:
    """Every name against the catalogue, as records of the contract."""
    return [match_to_record(match.query, match) for match in names_to_matches(names, unit, sector)]


def records_to_json(records: Sequence[Record]) -> str:
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def records_to_table(records: Sequence[Record], lang: str) -> str:
    """For each name what was chosen, or that nothing was, and the candidates with their reasons."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from lakip.console import grid_to_text

    heads = {"id": ("", "Skor", "Id", "Nama baku", "Alasan"), "en": ("", "Score", "Id", "Name", "Why")}[lang]
    parts: list[str] = []
    for record in records:
        chosen = f"{record['id']}  {record['name']}" if record["match"] else VERDICTS[lang][record["verdict"]]
        grid = Table(box=box.SIMPLE_HEAD)
        for head in heads:
            grid.add_column(head, overflow="fold")
        for candidate in record["candidates"]:
            why = ", ".join(f"{key} {value:g}" for key, value in candidate["features"].items() if value)
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
