"""The bundled reports: whole, rebuilt byte by byte, in words of their own, and read as their expected files say."""

from __future__ import annotations

import csv
import fnmatch
import json
import math
import os
import re
import tomllib
from collections import defaultdict
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

import pypdfium2
import pytest
from rapidfuzz import fuzz

from corpus.bundled import BundledReport, bundled_reports
from corpus.edition import body_spans, header_spans, text_to_blocks
from extract import read
from extract.model import Report
from normalize import understand
from normalize.model import Understanding
from validate import Finding, audit
from validate.model import RULES

SHARED = Path(os.environ.get("LAKIP_SHARED", "/work/shared"))
ORIGINALS = {
    "lkj-bp3tki-bandung-2019": "bandung-2019.txt",
    "lkj-bp3mi-jawa-barat-2024": "jabar-2024.txt",
    "renstra-upt-bp2mi-semarang-2020": "semarang-renstra-2020.txt",
}
#: words in a row that would be a copied sentence, where no name or title stands
RUN = 12
REPORTS = bundled_reports()
each_report = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
each_medium = pytest.mark.parametrize("medium", ["text", "pdf"])


def path_of(report: BundledReport, medium: str) -> Path:
    return report.text_path if medium == "text" else report.pdf_path


@lru_cache
def as_read(path: Path) -> Report:
    return read(path)


@lru_cache
def as_understood(path: Path) -> Understanding:
    return understand(as_read(path))


def folded(text: str) -> str:
    """Without italics, blanks folded, lower case."""
    return re.sub(r"\s+", " ", re.sub(r"</?i>", "", text)).strip().casefold()


def occurs(key: str, text: str) -> bool:
    """Does a figure or phrase stand in a folded text, not as part of a longer figure?"""
    key = folded(key)
    left = r"(?<![\d.,])" if key[:1].isdigit() else ""
    right = r"(?![\d]|[.,]\d)" if key[-1:].isdigit() else ""
    return re.search(left + re.escape(key) + right, text) is not None


def expected_facts(report: BundledReport) -> list[dict[str, str]]:
    with report.facts_path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def expected_findings(report: BundledReport) -> list[dict]:
    return [json.loads(line) for line in report.findings_path.read_text(encoding="utf-8").splitlines()]


def words(text: str) -> list[str]:
    return re.findall(r"[\w%/.,-]*\w%?", text.casefold())


# ---- the files


def test_three_reports_of_three_kinds() -> None:
    assert [report.name for report in REPORTS] == list(ORIGINALS)
    assert len({report.title for report in REPORTS}) == 3


@each_report
def test_every_file_is_there(report: BundledReport) -> None:
    for path in (report.text_path, report.pdf_path, report.facts_path, report.findings_path):
        assert path.stat().st_size > 1000, path


def test_the_wheel_carries_them() -> None:
    root = Path(__file__).parents[1]
    if not (root / "pyproject.toml").exists():
        pytest.skip("not in the source tree")
    wheel = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert "corpus" in wheel["wheel"]["packages"]
    assert "exclude" not in wheel["wheel"]
    # hatch leaves out what git ignores
    ignored = (root / ".gitignore").read_text(encoding="utf-8").split()
    for report in REPORTS:
        for path in (report.text_path, report.pdf_path, report.facts_path, report.findings_path):
            assert not any(fnmatch.fnmatch(path.name, pattern) for pattern in ignored), path


@each_report
def test_the_pdf_is_the_text_typeset(report: BundledReport) -> None:
    typeset = pytest.importorskip("corpus.typeset", exc_type=ImportError)
    again = typeset.edition_to_pdf(report.text_path.read_text(encoding="utf-8"), report.title)
    assert again == report.pdf_path.read_bytes(), "rebuild with python -m corpus.typeset"


@each_report
def test_nothing_of_the_text_is_missing_in_the_pdf(report: BundledReport) -> None:
    printed = report.text_path.read_text(encoding="utf-8")
    with pypdfium2.PdfDocument(report.pdf_path) as document:
        pages = "".join(page.get_textpage().get_text_range() for page in document)
    # a word broken over lines carries pdfium's own mark; a formula's markup is set as signs
    on_pages = re.sub(r"[\s\x02\ufffe]+", "", pages)
    for line in printed.splitlines():
        if "$" in line or "Pg_" in line or line.endswith("\tHAL"):
            continue
        for cell in re.sub(r"</?i>", "", line).split("\t"):
            wanted = cell.strip().removeprefix("- ")
            # lines of neighbouring cells and pages may stand between the lines of one text
            assert re.sub(r"\s", "", wanted) in on_pages or all(word in on_pages for word in wanted.split()), cell


@each_report
def test_text_and_pdf_read_the_same(report: BundledReport) -> None:
    """Each cell that the text prints stands in the same place of the same table in the PDF."""
    text, pdf = as_read(report.text_path), as_read(report.pdf_path)
    assert len(text.tables) == len(pdf.tables)
    for of_text, of_pdf in zip(text.tables, pdf.tables, strict=True):
        grid = of_pdf.texts()
        for row, cells in enumerate(of_text.texts()):
            for col, cell in enumerate(cells):
                # a blank is merged with its neighbour in the PDF
                if cell:
                    assert re.sub(r"\s", "", grid[row][col]) == re.sub(r"\s", "", cell), (of_text.caption, row, col)


TABLE = """
Tabel 1
Capaian

SASARAN\tINDIKATOR\tANGGARAN\t\tKINERJA
\t\tPagu\tRealisasi\t
1\t2\t3\t4\t5
Sasaran satu\tIndikator a\t\t\t51,20
\tIndikator b\t1.000\t900\t70

SASARAN\tINDIKATOR\tANGGARAN\t\tKINERJA
\t\tPagu\tRealisasi\t
1\t2\t3\t4\t5
Sasaran dua\tIndikator c\t500\t400\t90
Jumlah pagu 1.500\t\t\t\t
"""


def test_an_edition_s_table_is_put_together_with_its_merged_cells() -> None:
    caption, table = text_to_blocks(TABLE)
    assert (caption.kind, table.kind, table.header_rows, len(table.rows)) == ("caption", "table", 3, 7)
    header = {(span.top, span.left, span.bottom, span.right) for span in header_spans(table.rows[:3])}
    assert header == {(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4)}
    spans, moved = body_spans(table.rows[3:], 3)
    merged = {(span.top, span.left, span.bottom, span.right) for span in spans}
    # the sasaran and the budget that stands once in it, and the line over the whole width
    assert merged == {(3, 0, 4, 0), (3, 2, 4, 2), (3, 3, 4, 3), (6, 0, 6, 4)}
    assert moved == {(3, 2): "1.000", (4, 2): "", (3, 3): "900", (4, 3): ""}


# ---- an edition of our own


@each_report
def test_the_marker_says_what_it_is(report: BundledReport) -> None:
    first = report.text_path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("Edisi proyek lakip")
    assert "sumber:" in first
    assert "seluruh kalimat ditulis baru" in first


@each_report
def test_no_private_contact_is_carried(report: BundledReport) -> None:
    text = report.text_path.read_text(encoding="utf-8")
    assert not re.search(r"\S+@\S+\.\w|\bNIP\b|\bNRP\b|\bTelp|\d{8} ?\d{6}", text)
    assert not re.search(r"\b(Drs?|Dra|S\.H|S\.Sos|S\.Pd|S\.Psi|M\.Si|M\.M|S\.I\.K)\.", text)


@each_report
def test_no_sentence_is_the_original_s(report: BundledReport) -> None:
    original_path = SHARED / "reports" / ORIGINALS[report.name]
    if not original_path.exists():
        pytest.skip("the published reports are not here")
    original = original_path.read_text(encoding="utf-8")
    edition = report.text_path.read_text(encoding="utf-8")
    own_lines = edition.splitlines()
    original_lines = {line.strip() for line in original.splitlines()}
    original_words = words(original)
    runs = {tuple(original_words[i : i + RUN]) for i in range(len(original_words) - RUN + 1)}
    carried = {re.sub(r"</?i>", "", cell) for line in own_lines for cell in line.split("\t")[:3] if "\t" in line}
    # a name printed wrong is a finding's evidence
    carried |= {key for finding in expected_findings(report) for key in finding["keys"]}
    names = sorted((name for name in carried if len(name) > 20), key=len, reverse=True)
    in_caption = False
    for line in own_lines:
        in_caption = bool(line.strip()) and (in_caption or bool(re.match(r"tabel\b|gambar\b", line, re.IGNORECASE)))
        if "\t" in line or in_caption or line.upper() == line:
            continue  # tables, their titles and headings carry over as facts
        sentence = line.strip()
        if len(sentence) > 60 and sentence[-1] in ".:;," and "\\" not in sentence:
            bare = re.sub(r"^- \d+\) |[;.]$", "", sentence)
            assert sentence not in original_lines or any(same_name(bare, name) for name in names), sentence
        # what is left of the sentence without the indicators' names and figures in words
        rest = re.sub(r"\((?:\w+ )+\w+\)", "|", sentence)
        for name in names:
            rest = re.sub(re.escape(name).replace(r"\ ", r"\s*"), " | ", rest, flags=re.IGNORECASE)
        for piece in rest.split("|"):
            said = words(piece)
            for start in range(len(said) - RUN + 1):
                found = tuple(said[start : start + RUN])
                close = any(same_name(piece, name) for name in names)
                assert found not in runs or close, " ".join(found)


def same_name(piece: str, name: str) -> bool:
    """Is this an indicator's or sasaran's name, perhaps spelt or numbered another way?"""
    bare = re.sub(r"^[-\d.) ]*(Capaian Kinerja Sasaran Program/Kegiatan K\w+ )?", "", piece).strip(" ;.|")
    return fuzz.ratio(folded(bare), folded(name)) >= 85


# ---- expected facts and findings rest on what is printed


@each_report
def test_expected_facts_are_printed(report: BundledReport) -> None:
    text = folded(report.text_path.read_text(encoding="utf-8"))
    with pypdfium2.PdfDocument(report.pdf_path) as document:
        pages = [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]
    for fact in expected_facts(report):
        assert occurs(fact["raw"], text), fact
        assert folded(fact["indicator"]) in text, fact
        assert re.sub(r"\s", "", fact["raw"]) in pages[int(fact["pdf_page"]) - 1], fact


@each_report
def test_expected_findings_are_printed(report: BundledReport) -> None:
    text = folded(report.text_path.read_text(encoding="utf-8"))
    for finding in expected_findings(report):
        assert finding["rule"] in RULES
        assert finding["severity"] in ("error", "warning", "note")
        assert finding["keys"]
        for key in finding["keys"]:
            assert occurs(key, text), (finding["where"], key)


# ---- what the product finds in them

#: just under what was measured: facts 1.000 and 0.995, sure findings 0.83 and 0.79; to be raised, never lowered
FACTS_FLOOR = {"text": 0.99, "pdf": 0.96}
FINDINGS_FLOOR = {"text": 0.82, "pdf": 0.78}


def name_key(text: str) -> str:
    return re.sub(r"[^a-z0-9%]+", " ", text.casefold()).strip()


def value_key(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        return name_key(text)


def matched(report: BundledReport, medium: str) -> tuple[int, int, int]:
    """How many facts are expected, found (indicator, year, period, measure, value and page agree) and printed."""
    expected = expected_facts(report)
    places: dict[tuple[str, str, str], list[tuple[str, Decimal | str, int | None]]] = defaultdict(list)
    understood = as_understood(path_of(report, medium))
    for fact in understood.facts:
        value = fact.value if fact.quantity else name_key(fact.word)
        if value is not None:
            key = (str(fact.year or ""), fact.period, fact.measure)
            places[key].append((name_key(fact.indicator), value, fact.page))
    found = 0
    for want in expected:
        candidates = places[want["year"], want["period"], want["measure"]]
        best, score = None, 92.0
        for candidate in candidates:
            near = candidate[2] is None or abs(candidate[2] - int(want["pdf_page"])) <= 1
            if candidate[1] == value_key(want["value"]) and near:
                likeness = fuzz.ratio(name_key(want["indicator"]), candidate[0])
                if likeness >= score:
                    best, score = candidate, likeness
        if best:
            candidates.remove(best)
            found += 1
    return len(expected), found, len(understood.facts)


@each_medium
def test_facts_found(medium: str) -> None:
    counts = [matched(report, medium) for report in REPORTS]
    expected, found, printed = (sum(column) for column in zip(*counts, strict=True))
    assert found / expected >= FACTS_FLOOR[medium], counts
    assert found / printed >= FACTS_FLOOR[medium], counts


#: rules that may tell one slip under either name
FAMILIES = (
    {"capaian", "quarter_sum", "total", "hierarchy", "budget", "average", "prose_arithmetic", "implausible"},
    {"cross_table", "prose_vs_table", "plan_chain", "cascade", "unit", "total", "budget", "capaian", "quarter_sum"},
    {"residue", "numbering", "count", "date"},
    {"category", "scale", "direction", "prose_vs_table"},
    {"malformed", "implausible", "unit", "terbilang"},
    {"terbilang", "prose_arithmetic", "prose_vs_table", "direction", "count"},
)


def shows(finding: Finding, expected: dict) -> bool:
    """Is this finding the expected one: a related rule, and most of the keys in its words and evidence?"""
    rules = {finding.rule, expected["rule"]}
    if len(rules) > 1 and not any(rules <= family for family in FAMILIES):
        return False
    told = [finding.message, finding.message_en, finding.expected, finding.reported, finding.indicator, finding.table]
    told += [f"{evidence.raw} | {evidence.label}" for evidence in finding.evidence]
    text = folded(" | ".join(told))
    keys = list(dict.fromkeys(expected["keys"]))
    need = len(keys) if len(keys) <= 2 else math.ceil(0.6 * len(keys))
    return sum(occurs(key, text) for key in keys) >= need


@each_medium
def test_findings_found(medium: str) -> None:
    sure = seen = 0
    for report in REPORTS:
        findings = audit(as_understood(path_of(report, medium)))
        for expected in expected_findings(report):
            if expected["sure"]:
                sure += 1
                seen += any(shows(finding, expected) for finding in findings)
    assert seen / sure >= FINDINGS_FLOOR[medium], f"{seen} of {sure}"
