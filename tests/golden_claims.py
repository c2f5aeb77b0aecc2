"""tests/golden/claims.txt: sentences with the claims they make, and how many of them are read.

A sentence is read rightly where each expected claim is there, whole and with these roles, and no other claim of weight
is (plain figures, values and wholes weigh nothing: no rule judges by them alone).
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from extract.model import Paragraph, ParagraphKind, Report
from normalize.claims import report_to_claims
from normalize.claims_told import text_to_comparisons
from normalize.model import Claim, Profile

GOLDEN = Path(__file__).parent / "golden" / "claims.txt"
PROFILE = Profile("lakip", "Dinas Contoh", "", "", 2023)
Roles = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, the section it stands in ("parts", "held") and what it should give."""

    topic: str
    part: str
    text: str
    claims: tuple[tuple[str, Roles], ...] = ()
    compares: str = ""
    indicator: str | None = None


def golden_claims() -> list[Example]:
    examples: list[Example] = []
    topic = part = ""
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if section := re.fullmatch(r"\[(\w+) (open|held|late)\]", line):
            topic, part = section.groups()
        elif line.startswith("  > "):
            examples[-1] = _with_line(examples[-1], line[4:])
        else:
            examples.append(Example(topic, part, line))
    return examples


def _with_line(example: Example, line: str) -> Example:
    kind, _, rest = line.partition(": ")
    claims, compares, indicator = example.claims, example.compares, example.indicator
    if kind == "compares":
        compares = rest
    elif kind == "in":
        indicator = "" if rest == "-" else rest
    else:
        roles = tuple((role, number) for role, number in (one.rsplit(" ", 1) for one in rest.split("; ")))
        claims = (*claims, (kind, roles))
    return Example(example.topic, example.part, example.text, claims, compares, indicator)


_MARK = re.compile(r"(?:-|\w{1,2}\.)\s")


def example_to_report(text: str) -> Report:
    """Paragraphs at "¶"; list items by their mark; a mark that starts the first paragraph before a text is a heading's."""
    pieces = [piece.strip() for piece in text.split("¶")]
    paragraphs: list[Paragraph] = []
    for order, piece in enumerate(pieces):
        kind: ParagraphKind = "text"
        if len(pieces) > 1 and _MARK.match(piece):
            kind = "list_item" if order else "heading"
        paragraphs.append(Paragraph(piece, order, kind, page=1))
    return Report("contoh.txt", "ab" * 32, "text", (), tuple(paragraphs), ())


def claim_to_roles(claim: Claim) -> Roles:
    """(role, number as printed) of each mention; of words the value they give, "?" where they give none."""
    roles = []
    for mention in claim.mentions:
        if mention.role == "words":
            number = str(mention.quantity.value) if mention.quantity.confidence else "?"
        else:
            found = re.search(r"\d(?:[\d.,]*\d)?", mention.raw)
            number = found.group() if found else mention.raw
        roles.append((mention.role, number))
    return tuple(roles)


#: mentions that no rule judges by alone
_LIGHT = frozenset({"value", "whole", "threshold", "percent", "part"})
_LIGHT_CLAIMS = (("achievement", {"realisasi"}), ("budget", {"pagu"}), ("terbilang", {"value", "words"}))
#: a share of a target tells what an achievement tells
_ALIKE = {"part": "realisasi", "whole": "target", "percent": "capaian"}


def weighs(claim: Claim) -> bool:
    """Whether a rule may judge by the claim: not a plain figure, not a realisasi that stands alone."""
    roles = {mention.role for mention in claim.mentions}
    if claim.kind == "figure":
        return bool(roles - _LIGHT)
    return (claim.kind, roles) not in _LIGHT_CLAIMS


def is_expected(claim: Claim, example: Example) -> bool:
    """Whether the claim says a part of what one expected claim says."""
    roles = claim_to_roles(claim)
    alike = {(_ALIKE.get(role, role), number) for role, number in roles}
    return any(set(roles) <= set(wanted) or alike <= set(wanted) for _, wanted in example.claims)


def example_to_faults(example: Example) -> list[str]:
    """What is missing or too much, in words; [] where the sentence is read rightly."""
    claims = report_to_claims(example_to_report(example.text), PROFILE)
    got: dict[str, list[Roles]] = defaultdict(list)
    for claim in claims:
        got[claim.kind].append(claim_to_roles(claim))
    faults: list[str] = []
    for kind, roles in example.claims:
        if not any(set(roles) == set(one) for one in got[kind]):
            near = [one for one in got[kind] if set(one) & set(roles)]
            faults.append(f"missing {kind} {roles} (read: {near or dict(got)})")
    if example.topic not in ("direction", "indicator", "terbilang", "figure"):
        faults += [
            f"too much: {claim.kind} {claim_to_roles(claim)}"
            for claim in claims
            if weighs(claim) and not is_expected(claim, example)
        ]
    told = [words for claim in claims for words in claim.comparisons] or list(text_to_comparisons(example.text))
    if example.compares and not any(example.compares in words for words in told):
        faults.append(f"compares {told}")
    if example.indicator is not None:
        names = {claim.indicator for claim in claims if claim.kind == "achievement"}
        right = (
            all(example.indicator.casefold() in name.casefold() for name in names)
            if example.indicator
            else names == {""}
        )
        if not names or not right:
            faults.append(f"indicator {names}")
    return faults


def main() -> None:
    """Counts by topic and part; the faults of the open sentences (of the held ones too with --held)."""
    rows: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for example in golden_claims():
        faults = example_to_faults(example)
        rows[example.topic, example.part].append(not faults)
        if faults and (example.part == "open" or f"--{example.part}" in sys.argv):
            print(f"{example.topic:12} {example.text}", *faults, sep="\n      ")
    for (topic, part), right in rows.items():
        print(f"{topic:12} {part:5} {sum(right):3} of {len(right)}")
    for part in ("open", "held", "late"):
        right = [one for (_, of), ones in rows.items() if of == part for one in ones]
        print(f"all {part} {sum(right)} of {len(right)}")


if __name__ == "__main__":
    main()
