"""Seeded errors: `python -m bench.seeded [--pdf N] [--each N] [--shift N] [--misses] [AGENCY ...]`.

Writes clean reports of twenty invented agencies, each in another style, and audits them as text and as PDF: every
finding of severity error or warning is a false alarm. Then puts one error at a time into them and counts, rule by
rule: found (by the rule or a neighbour of the score's families, with the changed print shown), the changed print among
the suspects, and findings elsewhere. `--pdf N` has every Nth error also read from a typeset PDF.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.seeded_agencies import AGENCIES, Agency
from bench.seeded_errors import Seed, paper_to_seeds
from bench.seeded_model import Part, holds
from bench.seeded_pairs import agency_to_pair_findings, parts_to_understanding
from bench.seeded_reports import agency_to_paper
from validate import Finding, audit

#: bench/score.py's: a finding may be filed under a neighbouring rule
FAMILIES: tuple[set[str], ...] = (
    {"capaian", "quarter_sum", "total", "hierarchy", "budget", "average", "prose_arithmetic", "implausible"},
    {"cross_table", "prose_vs_table", "plan_chain", "cascade", "unit", "total", "budget", "capaian", "quarter_sum",
     "cross_report"},
    {"residue", "numbering", "count", "date"},
    {"category", "scale", "direction", "prose_vs_table"},
    {"malformed", "implausible", "unit", "terbilang"},
    {"terbilang", "prose_arithmetic", "prose_vs_table", "direction", "count"},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one seed gave. `elsewhere` are findings that don't show the changed print."""

    seed: Seed
    found: bool
    exact: bool
    suspected: bool
    noted: bool
    elsewhere: tuple[Finding, ...]
    findings: tuple[Finding, ...]


def related(a: str, b: str) -> bool:
    return a == b or any(a in family and b in family for family in FAMILIES)


def fold(text: str) -> str:
    return " ".join(text.casefold().split())


def shows(finding: Finding, marks: Sequence[str]) -> bool:
    """Are all marks printed in the finding's evidence or message?"""
    told = fold(" | ".join([finding.message, *(piece.raw for piece in finding.evidence)]))
    return all(fold(mark) in told for mark in marks)


def suspects(finding: Finding, marks: Sequence[str]) -> bool:
    return any(fold(mark) in fold(one.raw) or fold(one.raw) in fold(mark) for one in finding.suspects for mark in marks
               if one.raw.strip())  # fmt: skip


def parts_to_findings(parts: Sequence[Part], agency: Agency, kind: str, folder: Path) -> list[Finding]:
    """Findings of the parts, notes too, read from a file of the kind "txt" or "pdf"."""
    return audit(parts_to_understanding(list(parts), agency, kind, folder))


def judge(seed: Seed, everything: Sequence[Finding]) -> Outcome:
    findings = [finding for finding in everything if finding.severity != "note"]
    notes = [one for one in everything if one.severity == "note" and shows(one, seed.mark)]
    near = [one for one in findings if any(related(one.rule, rule) for rule in seed.rules) and shows(one, seed.mark)]
    return Outcome(
        seed,
        bool(near),
        any(one.rule == seed.rule for one in near),
        any(suspects(one, seed.mark) for one in near),
        any(related(one.rule, rule) for one in notes for rule in seed.rules),
        tuple(one for one in findings if not shows(one, seed.mark)),
        tuple(findings),
    )


def table(outcomes: Sequence[Outcome]) -> list[str]:
    lines = ["| rule | seeded | found | by that very rule | only as a note | arithmetic | suspected | elsewhere |",
             "|---|---|---|---|---|---|---|---|"]  # fmt: skip
    rules = sorted({one.seed.rule for one in outcomes})
    for rule in [*rules, "all"]:
        group = [one for one in outcomes if rule in ("all", one.seed.rule)]
        sums = [one for one in group if one.seed.arithmetic]
        cells = [len(group), sum(o.found for o in group), sum(o.exact for o in group),
                 sum(o.noted and not o.found for o in group), len(sums),
                 sum(o.suspected for o in sums), sum(len(o.elsewhere) for o in group)]  # fmt: skip
        lines.append(f"| {rule} | " + " | ".join(map(str, cells)) + " |")
    count, sums = len(outcomes), [one for one in outcomes if one.seed.arithmetic]
    lines.append(
        f"\nfound {sum(o.found for o in outcomes) / max(count, 1):.1%} of {count}, changed print among the suspects "
        f"{sum(o.suspected for o in sums) / max(len(sums), 1):.1%} of {len(sums)}, findings elsewhere "
        f"{sum(len(o.elsewhere) for o in outcomes)} in {sum(bool(o.elsewhere) for o in outcomes)} reports"
    )
    return lines


def told(one: Outcome, kind: str, wanted: bool) -> Outcome:
    """The outcome itself; where `wanted`, what was not found, not suspected, or elsewhere is printed."""
    seed = one.seed
    if wanted and not (one.found and (one.suspected or not seed.arithmetic)):
        missed = "MISSED" if not one.found else "NOT SUSPECTED"
        print(f"{missed} {kind} {seed.agency} {seed.rule} ({seed.slip}) {seed.told}")
        for finding in one.findings:
            print(f"      {finding.rule}/{finding.kind}: {finding.message[:200]} {[s.raw for s in finding.suspects]}")
    for finding in one.elsewhere if wanted else ():
        print(f"ELSEWHERE {kind} {seed.agency} {seed.rule} ({seed.slip}) {seed.told}\n"
              f"      {finding.rule}/{finding.kind}: {finding.message[:260]}")  # fmt: skip
    return one


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("agencies", nargs="*")
    parser.add_argument("--pdf", type=int, default=0, metavar="N")
    parser.add_argument("--each", type=int, default=3, help="slips a paper for each kind of relation")
    parser.add_argument("--misses", action="store_true", help="list what was not found, not suspected, or elsewhere")
    parser.add_argument("--shift", type=int, default=0, help="every agency in the layout of one so many places on")
    parser.add_argument("--rule", default="")
    call = parser.parse_args()
    outcomes: dict[str, list[Outcome]] = {"txt": [], "pdf": []}
    alarms: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for agency in AGENCIES:
            if call.agencies and agency.key not in call.agencies:
                continue
            if call.shift:
                # other figures too: they are drawn by the key
                agency = replace(agency, key=f"{agency.key}-{call.shift}", layout=(agency.layout + call.shift) % 20)
            paper = agency_to_paper(agency)
            bad = [one for one in paper.relations if holds(paper, one) is not True]
            if bad:
                sys.exit(f"{agency.key}: the generator's own figures do not agree: {bad[:3]}")
            for kind in ("txt", "pdf"):
                for finding in parts_to_findings(paper.parts, agency, kind, folder):
                    if finding.severity == "note":
                        continue
                    alarms[kind] += 1
                    print(f"FALSE ALARM {agency.key}.{kind} {finding.rule} {finding.message}")
            for kind in ("txt", "pdf") if call.pdf else ("txt",):
                if call.rule and call.rule != "cross_report":
                    continue
                for seed, findings in agency_to_pair_findings(agency, kind, folder, 4 * call.each):
                    if seed is not None:
                        outcomes[kind].append(told(judge(seed, findings), kind, call.misses))
                        continue
                    for finding in findings:
                        alarms[kind] += 1
                        print(f"FALSE ALARM between two years: {agency.key}.{kind} {finding.message}")
            for place, seed in enumerate(paper_to_seeds(paper, call.each)):
                if call.rule and seed.rule != call.rule:
                    continue
                for kind in ("txt", "pdf") if call.pdf and place % call.pdf == 0 else ("txt",):
                    one = judge(seed, parts_to_findings(seed.parts, agency, kind, folder))
                    outcomes[kind].append(told(one, kind, call.misses))
    print(f"clean reports: {alarms['txt']} false alarms as text, {alarms['pdf']} as PDF")
    for kind, group in outcomes.items():
        if group:
            print(f"\n{kind}\n" + "\n".join(table(group)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
