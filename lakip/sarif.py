"""Findings as SARIF 2.1.0, for viewers that know it from program analysis."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from lakip import __version__
from lakip.rule_titles import rule_to_reason, rule_to_title
from lakip.show_findings import place_to_words, record_to_message, record_to_printed

if TYPE_CHECKING:
    from lakip.audited import Audited
    from lakip.records import Record

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


#: the state against the last run in SARIF's words
BASELINE = {"new": "new", "changed": "updated", "unchanged": "unchanged"}


def place_to_location(doc: str, place: Record, lang: str) -> Record:
    """A file, the line where there is one, and the table's cell as a logical location."""
    physical: Record = {"artifactLocation": {"uri": quote(place.get("doc") or doc)}}
    if place.get("line"):
        physical["region"] = {"startLine": place["line"]}
    location: Record = {"physicalLocation": physical}
    words = place_to_words(place, lang)
    if words:
        location["logicalLocations"] = [{"fullyQualifiedName": words, "kind": "element"}]
    if place.get("raw"):
        location["message"] = {"text": f"{place['raw']} ({place['role']})" if place["role"] else place["raw"]}
    properties = {key: place[key] for key in ("page", "box") if place.get(key)}
    if properties:
        location["properties"] = properties
    return location


def record_to_result(record: Record, lang: str) -> Record:
    """One finding; its id is the fingerprint by which a viewer knows it again."""
    places = record["evidence"]
    first = places[0] if places else {"page": record["page"], "table": record["table"]}
    return {
        "ruleId": record["rule"],
        "level": record["severity"],
        "message": {"text": record_to_message(record, lang)},
        "locations": [place_to_location(record["doc"], first, lang)],
        "relatedLocations": [
            {"id": number, **place_to_location(record["doc"], place, lang)}
            for number, place in enumerate(places[1:], 1)
        ],
        "partialFingerprints": {"lakipFinding/v1": record["id"], "lakipProof/v1": record["proof"]},
        "rank": max(0.0, 100.0 - record["rank"]),
        "properties": {
            **{key: record[key] for key in ("kind", "indicator", "expected", "reported")},
            "suspects": record_to_printed(record)["suspects"],
        },
        **record_to_history(record),
    }


def record_to_history(record: Record) -> Record:
    """How the finding stands to the last run, and its acceptance as a suppression (one that lapsed is rejected)."""
    found: Record = {}
    if record.get("run"):
        found["baselineState"] = BASELINE[record["run"]]
    acceptance = record.get("acceptance")
    if acceptance:
        found["suppressions"] = [
            {
                "kind": "external",
                "status": "rejected" if acceptance["lapsed"] else "accepted",
                "justification": f"{acceptance['who']}: {acceptance['why']} ({acceptance['until']})",
            }
        ]
    return found


def gone_to_result(record: Record, lang: str) -> Record:
    """A finding of the last run that is no longer there."""
    return {
        "ruleId": record["rule"],
        "level": record["severity"],
        "message": {"text": record_to_message(record, lang)},
        "locations": [place_to_location(record["doc"], {"page": record["page"], "table": record["table_name"]}, lang)],
        "partialFingerprints": {"lakipFinding/v1": record["finding_id"], "lakipProof/v1": record["proof"]},
        "baselineState": "absent",
    }


def audited_to_sarif(audited: Audited, lang: str) -> str:
    """A log of one run; its rules are those that found something."""
    rules = sorted({record["rule"] for record in (*audited.records, *audited.gone)})
    driver: Record = {
        "name": "lakip",
        "version": __version__,
        "language": lang,
        "rules": [
            {
                "id": rule,
                "shortDescription": {"text": rule_to_title(rule, lang)},
                **({"fullDescription": {"text": reason}} if (reason := rule_to_reason(rule, lang)) else {}),
            }
            for rule in rules
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            *(record_to_result(record, lang) for record in audited.records),
            *(gone_to_result(record, lang) for record in audited.gone),
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"
