"""A catalogue that grows: proposals out of a warehouse, a person's decisions, and nothing decided is lost or asked again."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpus import load_catalogue
from corpus.registry import RegistryError, load_shipped_catalogue
from corpus.user_catalogue import load_user_catalogue, merge_catalogues, next_id
from extract.errors import InputError
from lakip.catalogue_commands import catalogue
from lakip.catalogue_review import REVIEW_COLUMNS
from normalize.match import Matcher
from normalize.model import Fact, Understanding
from tests.conftest import make_fact
from warehouse import Warehouse
from warehouse.load import load_parts
from warehouse.parts import write_part
from warehouse.rows import understanding_to_rows

#: (agency, year, [(printed name, unit, target, realised, achievement)])
REPORTS = (
    ("Dinas Kehutanan Provinsi Papua", 2021, [
        ("Persentase kampung adat yang dipetakan wilayahnya", "%", "40", "30", "75"),
        ("Jumlah sengketa ulayat", "kasus", "50", "40", "125"),
        ("Jumlah penduduk miskin", "orang", "90", "80", "88.89"),
        ("Kabupaten Merauke", "%", "40", "30", "75"),
        ("Program Pengelolaan Hutan", "%", "40", "30", "75"),
    ]),
    ("Dinas Kehutanan Provinsi Papua Barat", 2022, [
        ("Prosentase kampung adat yg dipetakan wilayahnya", "persen", "60", "45", "75"),
        ("Jumlah sengketa ulayat", "kasus", "40", "32", "125"),
    ]),
    ("Dinas Kehutanan Provinsi Papua", 2022, [
        ("1. Persentase kampung adat yang dipetakan wilayahnya", "%", "50", "40", "80"),
        ("Jumlah kampung adat yang dipetakan wilayahnya", "kampung", "12", "9", "75"),
    ]),
)  # fmt: skip


def rows_to_facts(
    rows: list[tuple[str, str, str, str, str]], year: int, report: str, matcher: Matcher
) -> tuple[Fact, ...]:
    facts: list[Fact] = []
    for number, (name, unit, *values) in enumerate(rows, 2):
        for col, (measure, value) in enumerate(zip(("target", "realisasi", "capaian"), values, strict=True), 2):
            made = make_fact(
                number, col, measure, value, value, indicator=name, unit="%" if measure == "capaian" else unit, report=report,
                indicator_id=matcher.match(name, unit).id or "", step="0.01" if measure == "capaian" else "1",
            )  # fmt: skip
            facts.append(replace(made, year=year, id=f"{report}{made.id}"))
    return tuple(facts)


@pytest.fixture
def database(tmp_path: Path, understanding: Understanding) -> Path:
    """Three reports of two agencies and two years."""
    matcher = Matcher(load_shipped_catalogue())
    parts = []
    for number, (agency, year, rows) in enumerate(REPORTS):
        sha = f"{number}a" * 32
        report = replace(understanding.report, sha256=sha, name=f"lkjip-{number}.pdf")
        profile = replace(understanding.profile, agency=agency, year=year)
        understood = Understanding(report, profile, rows_to_facts(rows, year, report.id, matcher), ())
        parts.append(tmp_path / "w.parts" / f"{report.id}.parquet")
        write_part(understanding_to_rows(understood, [], report.name, 1, "0"), parts[-1])
    load_parts(tmp_path / "w.duckdb", parts)
    return tmp_path / "w.duckdb"


@pytest.fixture
def call(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """`lakip catalogue ...` on that warehouse and on the catalogue in tmp_path/own."""
    monkeypatch.setenv("LAKIP_CATALOGUE", str(tmp_path / "own"))

    def run(command: str, *arguments: str) -> Result:
        where = [] if command == "apply" else ["--db", str(database)]
        return CliRunner().invoke(catalogue, [command, *where, *arguments])

    return run


def proposals(call: Callable[..., Result]) -> dict[str, dict]:
    done = call("propose", "--format", "jsonl")
    assert done.exit_code == 0, done.output
    return {record["name"]: record for record in map(json.loads, done.stdout.splitlines())}


def review(call: Callable[..., Result], path: Path) -> list[dict[str, str]]:
    assert call("review", str(path), "--force").exit_code == 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def decide(path: Path, rows: list[dict[str, str]], delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, REVIEW_COLUMNS, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


MAPPED, COUNTED, DISPUTES = (
    "Persentase kampung adat yang dipetakan wilayahnya",
    "Jumlah kampung adat yang dipetakan wilayahnya",
    "Jumlah sengketa ulayat",
)


def test_names_are_brought_together_over_agencies_and_years(call: Callable[..., Result]) -> None:
    found = proposals(call)
    # a matched name, a region and a programme are no proposals; share and number stay two
    assert set(found) == {MAPPED, COUNTED, DISPUTES}
    mapped = found[MAPPED]
    assert len(mapped["names"]) == 3
    assert mapped["reports"] == 3
    assert mapped["unit"] == "%"
    assert mapped["years"] == [2021, 2022]
    assert len(mapped["agencies"]) == 2
    assert {place["page"] for place in mapped["places"]} == {2}
    assert {"40", "30"} <= set(mapped["values"])
    assert mapped["polarity"] == "higher"
    assert found[DISPUTES]["polarity"] == "lower"
    assert found[DISPUTES]["unit"] == "kasus"


def test_quarters_suggest_how_a_year_is_made(
    tmp_path: Path, understanding: Understanding, call: Callable[..., Result]
) -> None:
    name = "Jumlah kampung adat yang didampingi"
    figures = (("Q1", "2"), ("Q2", "3"), ("Q3", "4"), ("Q4", "1"), ("Y", "10"))
    facts = tuple(
        replace(
            make_fact(9, col, "realisasi", value, value, indicator=name, indicator_id="", unit="kampung"), period=period
        )
        for col, (period, value) in enumerate(figures)
    )
    part = tmp_path / "w.parts" / f"{understanding.report.id}.parquet"
    understood = Understanding(understanding.report, understanding.profile, facts, ())
    write_part(understanding_to_rows(understood, [], "q.pdf", 1, "0"), part)
    load_parts(tmp_path / "w.duckdb", [part])
    assert proposals(call)[name]["aggregation"] == "sum"


def test_decisions_are_taken_in_and_not_asked_again(call: Callable[..., Result], tmp_path: Path) -> None:
    rows = review(call, tmp_path / "r.csv")
    by_unit = {row["unit"]: row for row in rows}
    by_unit["%"] |= {"decision": "accept", "name": MAPPED, "sector": "kehutanan"}
    by_unit["kasus"] |= {"decision": "reject", "note": "hanya di satu dinas"}
    # saved by a spreadsheet of Indonesian settings
    done = call("apply", str(decide(tmp_path / "r.csv", rows, ";")), "--who", "Sari")
    assert done.exit_code == 0, done.output
    assert "USR-0001" in done.stdout
    assert "1 entri baru, 0 alias, 1 ditolak, 0 tetap, 1 terbuka" in done.stderr
    entry = load_catalogue().get("USR-0001")
    assert entry is not None
    assert (entry.name, entry.unit, entry.polarity, entry.sector) == (MAPPED, "%", "higher", "kehutanan")
    assert Matcher(load_catalogue()).match("Prosentase kampung adat yg dipetakan wilayahnya", "%").id == "USR-0001"
    log = [json.loads(line) for line in (tmp_path / "own" / "decisions.jsonl").read_text("utf-8").splitlines()]
    assert [(one["decision"], one["id"], one["who"]) for one in log] == [
        ("accept", "USR-0001", "Sari"),
        ("reject", "", "Sari"),
    ]
    assert log[1]["why"] == "hanya di satu dinas"
    assert len(log[0]["names"]) == 3
    assert set(proposals(call)) == {COUNTED}


def test_an_alias_goes_to_its_entry(call: Callable[..., Result], tmp_path: Path) -> None:
    rows = review(call, tmp_path / "r.csv")
    for row in rows:
        if row["unit"] == "kasus":
            row["decision"] = "alias-of:TRB-004"
    assert call("apply", str(decide(tmp_path / "r.csv", rows))).exit_code == 0
    entry = load_catalogue().get("TRB-004")
    assert entry is not None
    assert DISPUTES in entry.aliases
    assert DISPUTES not in proposals(call)
    assert load_shipped_catalogue().get("TRB-004") != entry


def test_a_decision_is_never_overwritten(call: Callable[..., Result], tmp_path: Path) -> None:
    rows = review(call, tmp_path / "r.csv")
    for row in rows:
        row["decision"] = "accept"
    assert call("apply", str(decide(tmp_path / "r.csv", rows))).exit_code == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "own").iterdir()}
    assert set(before) == {"indicators.csv", "aliases.csv", "decisions.jsonl"}
    for row in rows:
        row |= {"decision": "reject", "name": "lain"}
    again = call("apply", str(decide(tmp_path / "r.csv", rows)), "--lang", "en")
    assert again.exit_code == 0
    assert "3 kept" in again.stderr
    assert "accepted as USR-0001" in again.stderr
    assert {path.name: path.read_bytes() for path in (tmp_path / "own").iterdir()} == before


def test_ids_are_never_given_again(call: Callable[..., Result], tmp_path: Path) -> None:
    rows = review(call, tmp_path / "r.csv")
    rows[0]["decision"] = "accept"
    assert call("apply", str(decide(tmp_path / "r.csv", rows))).exit_code == 0
    # the entry is taken out by hand: its id stays given
    (tmp_path / "own" / "indicators.csv").write_text(
        (tmp_path / "own" / "indicators.csv").read_text("utf-8").splitlines()[0] + "\n", "utf-8"
    )
    rows[1] |= {"decision": "accept", "id": "USR-0001"}
    refused = call("apply", str(decide(tmp_path / "r.csv", rows)))
    assert isinstance(refused.exception, InputError)
    rows[1]["id"] = ""
    assert call("apply", str(decide(tmp_path / "r.csv", rows))).exit_code == 0
    assert [entry.id for entry in load_user_catalogue(tmp_path / "own").indicators] == ["USR-0002"]
    assert next_id(["USR-0002", "PAP-0007", "USR-0009"]) == "USR-0010"


@pytest.mark.parametrize(
    "change",
    [
        {"decision": "perhaps"},
        {"decision": "alias-of:XYZ-999"},
        {"decision": "accept", "polarity": "up"},
        {"decision": "accept", "id": "PMI-901"},
        {"decision": "accept", "id": "usr 1"},
        {"decision": "accept", "name": ""},
        {"decision": "accept", "name": "Jumlah penduduk miskin"},
    ],
)
def test_one_unclear_line_and_nothing_is_saved(
    change: dict[str, str], call: Callable[..., Result], tmp_path: Path
) -> None:
    rows = review(call, tmp_path / "r.csv")
    rows[0]["decision"] = "accept"
    rows[2] |= change
    done = call("apply", str(decide(tmp_path / "r.csv", rows)))
    assert isinstance(done.exception, InputError)
    assert "4" in done.exception.told("id"), "the line is named"
    assert not (tmp_path / "own").exists()


def test_a_stopped_apply_is_finished_by_the_next(call: Callable[..., Result], tmp_path: Path) -> None:
    rows = review(call, tmp_path / "r.csv")
    rows[0]["decision"] = "accept"
    path = decide(tmp_path / "r.csv", rows)
    assert call("apply", str(path)).exit_code == 0
    entries = (tmp_path / "own" / "indicators.csv").read_bytes()
    # killed after the entries, before the log
    (tmp_path / "own" / "decisions.jsonl").unlink()
    assert call("apply", str(path)).exit_code == 0
    assert (tmp_path / "own" / "indicators.csv").read_bytes() == entries
    assert [one.id for one in load_user_catalogue(tmp_path / "own").decisions] == ["USR-0001"]


def test_a_review_is_not_overwritten_by_a_slip(call: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    review(call, path)
    assert isinstance(call("review", str(path)).exception, InputError)
    assert path.read_bytes().startswith("\ufeff".encode())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("indicators.csv", "id,name\nUSR-0001,Nama\n"),
        (
            "indicators.csv",
            "id,name,unit,polarity,aggregation,sector,valid_from,valid_to,aliases,note\nPMI-001,N,,,,,,,,\n",
        ),
        ("aliases.csv", "indicator_id,alias\nNIX-001,Nama\n"),
        ("decisions.jsonl", "{}\n"),
    ],
)
def test_a_broken_catalogue_is_told(name: str, text: str, tmp_path: Path, call: Callable[..., Result]) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / name).write_text(text, "utf-8")
    with pytest.raises(RegistryError):
        merge_catalogues(load_shipped_catalogue(), load_user_catalogue(tmp_path / "own"))
    done = call("propose")
    assert isinstance(done.exception, InputError)
    assert name in done.exception.told("en")


def test_apply_needs_a_folder_and_a_review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LAKIP_CATALOGUE", raising=False)
    (tmp_path / "r.csv").write_text("a,b\n1,2\n", "utf-8")
    for arguments in (["r.csv"], ["r.csv", "--catalogue", str(tmp_path / "own")], ["nix.csv", "--catalogue", "own"]):
        done = CliRunner().invoke(catalogue, ["apply", str(tmp_path / arguments[0]), *arguments[1:]])
        assert isinstance(done.exception, InputError), arguments
    assert not (tmp_path / "own").exists()


def test_reports_that_are_in_are_matched_again(call: Callable[..., Result], database: Path, tmp_path: Path) -> None:
    def entries() -> dict[str, str]:
        with Warehouse(database) as warehouse:
            rows = warehouse.records("SELECT DISTINCT indicator, indicator_id FROM core_fact")
        return {row["indicator"]: row["indicator_id"] for row in rows}

    before = entries()
    rows = review(call, tmp_path / "r.csv")
    for row in rows:
        row["decision"] = "accept" if row["unit"] == "%" else ""
    assert call("apply", str(decide(tmp_path / "r.csv", rows))).exit_code == 0
    done = call("rematch")
    assert done.exit_code == 0, done.output
    assert "9 angka dari 3 nama dalam 3 laporan" in done.stderr
    after = entries()
    assert {name for name in after if after[name] != before[name]} == {
        name for name in after if "dipetakan" in name
    } - {COUNTED}
    assert set(after.values()) == {"", "MKR-003", "USR-0001"}
    with Warehouse(database) as warehouse:
        panel = warehouse.panel(indicator="USR-0001", measure="realisasi")
        known = warehouse.records("SELECT name FROM core_codes__indicator WHERE indicator_id = 'USR-0001'")
    assert sorted(panel["year"]) == [2021, 2022, 2022]
    assert set(panel["indicator"]) == {MAPPED}
    assert known == [{"name": MAPPED}]
    # once more changes nothing
    assert "0 angka" in call("rematch").stderr
    assert entries() == after
