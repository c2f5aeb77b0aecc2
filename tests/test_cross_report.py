"""What a report says of last year against last year's own report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lakip.road import file_to_understanding
from tests.conftest import Run
from validate import audit_pair
from validate.model import Finding

COVER = "LAPORAN KINERJA\nDINAS PERIKANAN KABUPATEN ASMAT\nTAHUN {year}\n\n"
TABLE = "Tabel 3.1 Perbandingan Realisasi Kinerja Tahun {before} dan Tahun {year}\n"
HEAD = "No\tIndikator Kinerja\tTarget {year}\tRealisasi {before}\tRealisasi {year}\n"
OWN = "Tabel 3.1 Pengukuran Capaian Kinerja Tahun {year}\nNo\tIndikator Kinerja\tTarget\tRealisasi\tCapaian (%)\n"


def write(folder: Path, year: int, text: str) -> Path:
    path = folder / f"lkj-{year}.txt"
    path.write_text((COVER + text).format(year=year, before=year - 1), encoding="utf-8")
    return path


def earlier(folder: Path) -> Path:
    return write(
        folder, 2022,
        OWN + "1\tJumlah produksi perikanan tangkap\t1.200 ton\t1.140 ton\t95,00\n"
        "2\tPersentase nelayan yang dibina\t80%\t72,48%\t90,60\n"
        "3\tNilai tukar nelayan\t104\t105,2\t101,15\n",
    )  # fmt: skip


def later(folder: Path, catch: str = "1.140 ton", share: str = "72,48%") -> Path:
    return write(
        folder, 2023,
        TABLE + HEAD + f"1\tJumlah produksi perikanan tangkap\t1.300 ton\t{catch}\t1.250 ton\n"
        f"2\tPersentase nelayan yang dibina\t85%\t{share}\t80%\n3\tNilai tukar nelayan\t105\t105,2\t106\n",
    )  # fmt: skip


def pair(new: Path, old: Path) -> list[Finding]:
    return audit_pair(file_to_understanding(new), file_to_understanding(old))


@pytest.mark.parametrize("share", ["72,48%", "72,5%", "72%", "72,480%"])
def test_the_same_figure_rounded_otherwise_is_no_finding(tmp_path: Path, share: str) -> None:
    assert pair(later(tmp_path, share=share), earlier(tmp_path)) == []


def test_another_figure_is_a_warning_with_both_places(tmp_path: Path) -> None:
    (found,) = pair(later(tmp_path, catch="1.410 ton"), earlier(tmp_path))
    assert (found.rule, found.severity, found.doc) == ("cross_report", "warning", "lkj-2023.txt")
    assert [(one.raw, one.doc) for one in found.evidence] == [("1.410 ton", ""), ("1.140 ton", "lkj-2022.txt")]
    assert {(one.raw, one.would_be) for one in found.suspects} == {("1.410 ton", "1.140"), ("1.140 ton", "1.410")}
    for part in ("1.410 ton", "1.140 ton", "2022", "lkj-2022.txt"):
        assert part in found.message
        assert part in found.message_en


def test_the_command_finds_it_in_files_and_in_the_warehouse(lakip: Run, tmp_path: Path) -> None:
    old, new = earlier(tmp_path), later(tmp_path, catch="1.410 ton")
    direct = lakip("audit", old, new, "--format", "jsonl").stdout.splitlines()
    assert lakip("ingest", old, new, "--jobs", "1").returncode == 0
    stored = lakip("audit", "--db", "lakip.duckdb", "--format", "jsonl").stdout.splitlines()
    assert sorted(direct) == sorted(stored)
    found = [one for one in map(json.loads, stored) if one["rule"] == "cross_report"]
    assert [(one["doc"], one["reported"], one["expected"]) for one in found] == [
        ("lkj-2023.txt", "1.410 ton", "1.140 ton")
    ]
    ranks = [one["rank"] for one in map(json.loads, stored) if one["doc"] == "lkj-2023.txt"]
    assert ranks == list(range(len(ranks)))
    for form in ("html", "xlsx", "table", "sarif"):
        done = lakip("audit", "--db", "lakip.duckdb", "--format", form, "-o", tmp_path / f"out.{form}")
        assert done.returncode in (0, 1), done.stderr
    assert "lkj-2022.txt" in (tmp_path / "out.html").read_text(encoding="utf-8")


def test_other_agencies_and_years_are_not_compared(lakip: Run, tmp_path: Path) -> None:
    old = earlier(tmp_path)
    other = tmp_path / "lain.txt"
    text = later(tmp_path, catch="1.410 ton").read_text(encoding="utf-8").replace("ASMAT", "MAPPI")
    other.write_text(text, encoding="utf-8")
    lines = lakip("audit", old, other, "--format", "jsonl").stdout.splitlines()
    assert [one for one in map(json.loads, lines) if one["rule"] == "cross_report"] == []
