"""The benchmark of seeded errors (`python -m bench.seeded`), scaled down: clean reports stay silent, errors are found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bench.seeded import Outcome, judge, parts_to_findings
from bench.seeded_agencies import AGENCIES, Agency
from bench.seeded_errors import paper_to_seeds
from bench.seeded_model import holds
from bench.seeded_pairs import agency_to_pair_findings
from bench.seeded_reports import agency_to_paper

IDS = [agency.key for agency in AGENCIES]
#: every so manieth error is tried here; the whole set takes minutes
STEP = 12


def loud(agency: Agency, kind: str, folder: Path) -> list[str]:
    findings = parts_to_findings(agency_to_paper(agency).parts, agency, kind, folder)
    return [f"{finding.rule}: {finding.message}" for finding in findings if finding.severity != "note"]


@pytest.mark.parametrize("agency", AGENCIES, ids=IDS)
def test_a_clean_report_gives_no_error_and_no_warning(agency: Agency, tmp_path: Path) -> None:
    paper = agency_to_paper(agency)
    assert all(holds(paper, relation) for relation in paper.relations)
    assert loud(agency, "txt", tmp_path) == []
    # the same report in another writer's layout, with the other marks
    other = replace(agency, layout=(agency.layout + 7) % 20, marks="en" if agency.marks == "id" else "id")
    assert loud(other, "txt", tmp_path) == []


@pytest.mark.parametrize("agency", AGENCIES[::4], ids=IDS[::4])
def test_a_clean_report_typeset_as_pdf_gives_none_either(agency: Agency, tmp_path: Path) -> None:
    assert loud(agency, "pdf", tmp_path) == []


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    folder = tmp_path_factory.mktemp("seeded")
    found = []
    for start, agency in enumerate(AGENCIES):
        for seed in paper_to_seeds(agency_to_paper(agency))[start % STEP :: STEP]:
            found.append(judge(seed, parts_to_findings(seed.parts, agency, "txt", folder)))
    return found


def told(outcomes: list[Outcome]) -> str:
    return "\n".join(f"{one.seed.agency} {one.seed.rule} ({one.seed.slip}) {one.seed.told}" for one in outcomes)


def test_the_seeds_cover_the_rules(outcomes: list[Outcome]) -> None:
    assert len(outcomes) >= 100
    every = {seed.rule for agency in AGENCIES[:4] for seed in paper_to_seeds(agency_to_paper(agency))}
    assert len(every) >= 20


def test_nearly_every_error_is_found(outcomes: list[Outcome]) -> None:
    missed = [one for one in outcomes if not one.found]
    assert len(missed) <= 0.05 * len(outcomes), told(missed)


def test_the_changed_print_is_among_the_suspects(outcomes: list[Outcome]) -> None:
    sums = [one for one in outcomes if one.seed.arithmetic]
    unnamed = [one for one in sums if not one.suspected]
    assert len(unnamed) <= 0.05 * len(sums), told(unnamed)


def test_one_error_gives_no_finding_elsewhere(outcomes: list[Outcome]) -> None:
    spread = [one for one in outcomes if one.elsewhere]
    assert len(spread) <= 0.01 * len(outcomes), told(spread)


@pytest.mark.parametrize("agency", AGENCIES[::3], ids=IDS[::3])
def test_last_years_figures_told_otherwise(agency: Agency, tmp_path: Path) -> None:
    """Two years' reports that agree say nothing; one mistyped figure of last year is told, and nothing else is."""
    for seed, findings in agency_to_pair_findings(agency, "txt", tmp_path, 3):
        if seed is None:
            assert findings == []
            continue
        one = judge(seed, findings)
        assert (one.exact, one.suspected, one.elsewhere) == (True, True, ()), seed.told
