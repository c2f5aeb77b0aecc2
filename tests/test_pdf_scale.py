"""Long files and many readings: memory stays flat, and any number of workers gives the same."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest

from corpus.bundled import bundled_reports
from extract.pdf import PAGES_OPEN, read_pdf

#: one worker's memory, in million bytes
WORKER = 400
READ = """
import resource, sys
from pathlib import Path
from extract.pdf import read_pdf
for _ in range(int(sys.argv[2])):
    pages = len(read_pdf(Path(sys.argv[1])).pages)
    now = int(open('/proc/self/statm').read().split()[1]) * resource.getpagesize()
    # not getrusage: it counts what the parent held when it forked
    most = next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM'))
    print(pages, now // 1000, most)
"""


def readings(path: Path, times: int) -> list[tuple[int, float, float]]:
    """(pages, memory after it, highest memory so far), in million bytes, of `times` readings in one process of its own."""
    if not Path("/proc/self/statm").exists():
        pytest.skip("memory is told by /proc")
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path), str(times)], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    return [(int(pages), int(now) / 1000, int(most) * 1.024 / 1000) for pages, now, most in lines]


def repeated(path: Path, pages: int) -> Path:
    """A PDF of so many pages: a bundled report's, again and again."""
    with pypdfium2.PdfDocument(bundled_reports()[2].pdf_path) as source:
        made = pypdfium2.PdfDocument.new()
        while len(made) < pages:
            made.import_pages(source, list(range(min(len(source), pages - len(made)))))
        made.save(path)
        made.close()
    return path


def test_a_thousand_pages_fit_a_worker(tmp_path: Path) -> None:
    few = readings(repeated(tmp_path / "few.pdf", 200), 1)[0]
    many = readings(repeated(tmp_path / "many.pdf", 1000), 1)[0]
    assert (few[0], many[0]) == (200, 1000)
    assert many[2] < WORKER
    # a page leaves its words and cells behind, not what pdfium parsed
    assert (many[2] - few[2]) / 800 < 0.2, (few, many)


def test_ten_readings_take_no_more_than_one() -> None:
    """Measured on the longest development report too (docs/decisions/pages-in-parallel.md); here on a bundled one."""
    taken = readings(bundled_reports()[0].pdf_path, 10)
    assert taken[-1][1] < 1.10 * taken[0][1], taken
    assert taken[-1][2] < 1.10 * taken[0][2], taken


def test_opened_anew_in_the_middle_a_table_goes_on(tmp_path: Path) -> None:
    """The pages around the place where the document is opened anew read as they do elsewhere."""
    long = read_pdf(repeated(tmp_path / "a.pdf", PAGES_OPEN + 60))
    with pypdfium2.PdfDocument(bundled_reports()[2].pdf_path) as source:
        pages = len(source)
    own = read_pdf(bundled_reports()[2].pdf_path)
    texts = [table.texts() for table in own.tables if table.pages]
    for start in range(0, PAGES_OPEN + 60 - pages + 1, pages):
        again = [t.texts() for t in long.tables if t.pages and start < t.pages[0] <= start + pages]
        assert again == texts, start


def test_threads_read_the_same_as_one() -> None:
    paths = [report.pdf_path for report in bundled_reports()] * 2
    with ThreadPoolExecutor(3) as executor:
        reports = list(executor.map(read_pdf, paths))
    assert reports == [read_pdf(path) for path in paths]
