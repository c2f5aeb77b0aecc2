"""Findings as SARIF 2.1.0, for viewers that know it from program analysis."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from lakip import __version__
from lakip.role_words import role_to_words
from lakip.rule_titles import rule_cards, rule_to_reason, rule_to_title
from lakip.show_findings import place_to_words, record_to_message, record_to_printed

if TYPE_CHECKING:
    from lakip.audited import Audited
    from lakip.records import Record

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


#: the state against the last run in SARIF's words
BASELINE = {"new": "new", "changed": "updated", "unchanged": "unchanged"}


#: file kinds -> media type
MIME_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text": "text/plain",
}
#: a file's name, and its place and record among the run's artifacts
Artifacts = dict[str, tuple[int, "Record"]]


def file_to_artifact(file: Record) -> Record:
    """The file that was judged: by its hash one can say later that it was this very one."""
    artifact: Record = {
        "location": {"uri": quote(file["name"])},
        "mimeType": MIME_TYPES[file["media"]],
        "hashes": {"sha-256": file["sha256"]},
        "roles": ["analysisTarget"],
    }
    if file["size"]:
        artifact["length"] = file["size"]
    return artifact


def place_to_location(doc: str, place: Record, lang: str, artifacts: Artifacts) -> Record:
    """A file, the line where there is one, and the table's cell as a logical location.

    A PDF has no lines: its region is the whole file, page and box stand among the properties.
    """
    name = place.get("doc") or doc
    physical: Record = {"artifactLocation": {"uri": quote(name)}}
    if name in artifacts:
        index, artifact = artifacts[name]
        physical["artifactLocation"]["index"] = index
        if artifact.get("length"):
            physical["region"] = {"byteOffset": 0, "byteLength": artifact["length"]}
    if place.get("line"):
        physical["region"] = {"startLine": place["line"]}
    location: Record = {"physicalLocation": physical}
    words = place_to_words(place, lang)
    if words:
        location["logicalLocations"] = [{"fullyQualifiedName": words, "kind": "element"}]
    if place.get("raw"):
        role = role_to_words(place["role"], lang)
        location["message"] = {"text": f"{place['raw']} ({role})" if role else place["raw"]}
    properties = {key: place[key] for key in ("page", "box") if place.get(key)}
    if properties:
        location["properties"] = properties
    return location


def record_to_result(record: Record, lang: str, artifacts: Artifacts) -> Record:
    """One finding; its id is the fingerprint by which a viewer knows it again."""
    places = record["evidence"]
    first = places[0] if places else {"page": record["page"], "table": record["table"]}
    return {
        "ruleId": record["rule"],
        "level": record["severity"],
        "message": {"text": record_to_message(record, lang)},
        "locations": [place_to_location(record["doc"], first, lang, artifacts)],
        "relatedLocations": [
            {"id": number, **place_to_location(record["doc"], place, lang, artifacts)}
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


def gone_to_result(record: Record, lang: str, artifacts: Artifacts) -> Record:
    """A finding of the last run that is no longer there."""
    place = {"page": record["page"], "table": record["table_name"]}
    return {
        "ruleId": record["rule"],
        "level": record["severity"],
        "message": {"text": record_to_message(record, lang)},
        "locations": [place_to_location(record["doc"], place, lang, artifacts)],
        "partialFingerprints": {"lakipFinding/v1": record["finding_id"], "lakipProof/v1": record["proof"]},
        "baselineState": "absent",
    }


def rule_to_descriptor(rule: str, lang: str) -> Record:
    """What the rule is called, why it matters, and in its help what it compares and does not judge."""
    # a name that differs from the id, as viewers ask for
    name = "".join(word.capitalize() for word in rule.split("_")) + "Check"
    found: Record = {"id": rule, "name": name, "shortDescription": {"text": rule_to_title(rule, lang)}}
    if reason := rule_to_reason(rule, lang):
        found["fullDescription"] = {"text": reason}
    if card := rule_cards().get(rule):
        told = (
            f"Compares: {card.compares_en}. Not judged: {card.not_judged_en}."
            if lang == "en"
            else f"Membandingkan: {card.compares}. Tidak dinilai: {card.not_judged}."
        )
        found["help"] = {"text": told}
    return found


def audited_to_sarif(audited: Audited, lang: str) -> str:
    """A log of one run; its rules are those that found something, its artifacts the files that were judged now."""
    rules = sorted({record["rule"] for record in (*audited.records, *audited.gone)})
    listed = [file_to_artifact(file) for file in audited.files]
    names = [file["name"] for file in audited.files]
    # of two files with one name a place cannot say which
    artifacts: Artifacts = {
        name: (index, one)
        for index, (name, one) in enumerate(zip(names, listed, strict=True))
        if names.count(name) == 1
    }
    driver: Record = {
        "name": "lakip",
        "version": __version__,
        "language": lang,
        "rules": [rule_to_descriptor(rule, lang) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        **({"artifacts": listed} if listed else {}),
        "results": [
            *(record_to_result(record, lang, artifacts) for record in audited.records),
            *(gone_to_result(record, lang, artifacts) for record in audited.gone),
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"
