"""Hostile PDFs: each is read in a process of its own with a bound on memory and time, and says what it left out."""

from __future__ import annotations

import importlib
import json
import random
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from corpus.bundled import bundled_reports
from extract import read
from extract.pdf_page import MAX_CHARS, MAX_OBJECTS
from lakip.show_tables import report_to_warnings
from tests.hostile import HOSTILE, PROSE, a_count_that_lies, forms_in_forms, million_strokes, one_page

#: what a reading may take: address space in bytes (libraries map far more than they use), memory, seconds
SPACE = 4_000_000_000
MEMORY_MB = 700
SECONDS = 120
READ = """
import json, sys
from collections import Counter
from pathlib import Path
from extract import InputError, read
try:
    report = read(Path(sys.argv[1]))
    told = {
        "status": Counter(page.status for page in report.pages), "notes": sorted({page.note for page in report.pages}),
        "rows": [table.row_count for table in report.tables], "warnings": len(report.warnings),
        "text": " ".join(paragraph.text for paragraph in report.paragraphs)[:10000],
    }
except InputError as error:
    told = {"error": str(error)}
# not getrusage: it counts what the parent held when it forked
told["mb"] = int(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))) // 1000
print(json.dumps(told))
"""


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))


def read_apart(path: Path) -> dict[str, Any]:
    """What reading the file said, in a process that may take no more than the bounds."""
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, timeout=SECONDS, preexec_fn=bounded
    )
    assert done.returncode == 0, (done.returncode, done.stderr[-2000:])
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_bounded_and_told(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    told = read_apart(make(tmp_path / "a.pdf"))
    assert told["mb"] < MEMORY_MB
    expected = EXPECTED[make.__name__]
    assert {key: told.get(key) for key in expected} == expected
    if "given_up" in told.get("status", {}):
        assert told["warnings"] >= 1


READ_WHOLE = {"status": {"text": 1}, "text": "Laporan kinerja tahunan"}
EXPECTED: dict[str, dict[str, Any]] = {
    "million_strokes": {"status": {"given_up": 1}, "notes": [f"1000001 objects on the page, more than {MAX_OBJECTS}"]},
    "million_segments": READ_WHOLE,
    "forms_in_forms": {"status": {"given_up": 1}},
    "page_of_fifty_inches": READ_WHOLE,
    # a string within a PDF ends at 32,767 bytes for pdfium
    "line_of_ten_megabytes": {"status": {"text": 1}},
    "huge_string": READ_WHOLE,
    "ten_thousand_empty_pages": {"status": {"text": 1, "empty": 9999}, "text": "Laporan kinerja tahunan"},
    "deep_page_tree": {"status": {"given_up": 1}},
    "circular_page_tree": {"status": {"text": 1, "given_up": 4}, "text": "Laporan kinerja tahunan"},
    "a_count_that_lies": {"status": {"text": 1, "given_up": 18999}, "text": "Laporan kinerja tahunan"},
    "deep_structure_tree": {"rows": [9]},
    "circular_structure_tree": {"rows": [9]},
    "script_and_attachment": READ_WHOLE,
    "font_without_unicode": {"status": {"text": 1}},
    "invisible_words": {"status": {"text": 1}},
    "twenty_thousand_rows": {"status": {"table": 400}, "rows": [20_000]},
    "rows_without_end_on_one_page": {"status": {"given_up": 1}},
    "packed_a_thousand_times": READ_WHOLE,
}


def test_every_hostile_file_has_its_expectation() -> None:
    assert set(EXPECTED) == {make.__name__ for make in HOSTILE}
    assert MAX_CHARS < 8000 * 20  # the endless rows are over it


@pytest.mark.parametrize("entry", [b"/Rotate 45", b"/Rotate (abc)", b"/Rotate 450", b"/Rotate -90", b"/Rotate 1e9"])
def test_wrong_rotations(tmp_path: Path, entry: bytes) -> None:
    assert read_apart(one_page(tmp_path / "a.pdf", PROSE, entry))["text"] == "Laporan kinerja tahunan"


def test_a_reference_table_that_points_nowhere(tmp_path: Path) -> None:
    """pdfium finds the objects by itself; where it can't, one sentence."""
    data = one_page(tmp_path / "a.pdf", PROSE).read_bytes()
    start = data.rindex(b"startxref")
    for k, changed in enumerate(
        (data[:start] + b"startxref\n99999999\n%%EOF\n", data.replace(b" 00000 n", b" 99999 f"))
    ):
        path = tmp_path / f"{k}.pdf"
        path.write_bytes(changed)
        told = read_apart(path)
        assert "Laporan kinerja tahunan" in told.get("text", "") or "terpotong atau rusak" in told.get("error", ""), (
            told
        )


def test_given_up_pages_are_told_by_the_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lakip", "tables", str(million_strokes(tmp_path / "a.pdf")), "--format", "json"],
        capture_output=True, text=True, timeout=SECONDS, preexec_fn=bounded,
    )  # fmt: skip
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert f"halaman 1 (1000001 objects on the page, more than {MAX_OBJECTS})" in done.stderr
    assert "melampaui batas" in done.stderr
    assert "Traceback" not in done.stderr


def test_thousands_of_pages_that_are_none_are_told_in_a_line(tmp_path: Path) -> None:
    report = read(a_count_that_lies(tmp_path / "a.pdf"))
    assert len(report.warnings) == 1
    assert len(report.warnings[0]) < 500
    assert report_to_warnings(report, "id") == [
        "a.pdf: halaman 2-19000 (the page can't be loaded) melampaui batas dan dilewati."
    ]


# ---- mutations

MUTATIONS = 300
MUTATE = """
import random, sys
from pathlib import Path
from extract import InputError, read
from extract.model import Report
from tests.test_hostile import mutated
small, folder, first, last = Path(sys.argv[1]).read_bytes(), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
outcomes = {"report": 0, "error": 0}
for seed in range(first, last):
    path = folder / "mutated.pdf"
    path.write_bytes(mutated(small, seed))
    print(seed, file=sys.stderr, flush=True)
    try:
        report = read(path)
    except InputError as error:
        assert str(error) and error.english
        outcomes["error"] += 1
    else:
        assert isinstance(report, Report)
        outcomes["report"] += 1
print(outcomes["report"], outcomes["error"])
"""


def mutated(data: bytes, seed: int) -> bytes:
    """The file with something wrong in it: bytes changed, cut out, doubled, numbers made large, words swapped."""
    chance = random.Random(seed)
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 10, 50))):
        at, long = chance.randrange(len(out)), chance.choice((1, 4, 30, 400))
        kind = chance.randrange(6)
        if kind == 0:
            out[at] = chance.randrange(256)
        elif kind == 1:
            del out[at : at + long]
        elif kind == 2:
            out[at:at] = out[at : at + long]
        elif kind == 3:
            out[at:at] = chance.choice(
                (b"-1", b"99999999999", b"0", b"1e38", b"null", b"<<", b">>", b"[", b"(", b" R ")
            )
        elif kind == 4:
            other = chance.randrange(len(out))
            out[at : at + long] = out[other : other + long]
        else:
            digits = [k for k in range(at, min(at + 200, len(out))) if 48 <= out[k] <= 57]
            if digits:
                out[chance.choice(digits)] = chance.choice(b"0123456789")
        if len(out) < 100:
            break
    return bytes(out)


def small_pdf(path: Path) -> Path:
    """Two pages of a bundled report: prose, a caption and a table."""
    with pypdfium2.PdfDocument(bundled_reports()[1].pdf_path) as source:
        made = pypdfium2.PdfDocument.new()
        made.import_pages(source, [5, 6])
        made.save(path)
        made.close()
    return path


def test_mutated_files_give_a_report_or_a_sentence(tmp_path: Path) -> None:
    small = small_pdf(tmp_path / "small.pdf")
    done = subprocess.run(
        [sys.executable, "-c", MUTATE, str(small), str(tmp_path), "0", str(MUTATIONS)],
        capture_output=True, text=True, timeout=2 * SECONDS, preexec_fn=bounded, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert done.returncode == 0, f"seed {done.stderr.split()[-1:]}: {done.stderr[-1500:]}"
    reports, errors = map(int, done.stdout.split())
    assert reports + errors == MUTATIONS
    assert reports > 20
    assert errors > 20


def test_mutations_differ() -> None:
    data = bytes(range(256)) * 20
    assert len({mutated(data, seed) for seed in range(100)} - {data}) > 90
    assert mutated(data, 7) == mutated(data, 7)


def test_the_stated_limits_are_the_real_ones() -> None:
    """docs/decisions/hostile-files.md states every limit in one place."""
    page = (Path(__file__).parents[1] / "docs" / "decisions" / "hostile-files.md").read_text(encoding="utf-8")
    stated = re.findall(r"\| ([\d,]+) \| `([\w.]+)\.([A-Z_]+)` \|", page)
    assert len(stated) == 12
    for number, module, name in stated:
        assert getattr(importlib.import_module(module), name) == int(number.replace(",", "")), name


def test_a_file_that_ends_its_worker_does_not_stop_the_others(tmp_path: Path) -> None:
    """A form bomb beyond what pdfium can hold in the space there is: told at the end, the other file loaded."""
    folder = tmp_path / "in"
    folder.mkdir()
    small_pdf(folder / "baik.pdf")
    forms_in_forms(folder / "bom.pdf", times=40)
    done = subprocess.run(
        [sys.executable, "-m", "lakip", "ingest", str(folder), "--jobs", "2", "--db", str(tmp_path / "w.duckdb")],
        capture_output=True, text=True, timeout=SECONDS, preexec_fn=bounded,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert "bom.pdf" in done.stderr
    assert "baik.pdf" in done.stdout
