"""The page of findings in a real browser: its pictures, its filters, its keys, its languages; and its size."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from corpus import bundled_reports
from lakip.audited import Audited, Reading, records_to_audited
from lakip.forms import FINDING_FORMATS
from lakip.page_pictures import file_to_strips
from lakip.records import findings_to_records
from lakip.road import file_to_understanding, understanding_to_findings
from tests.browser import MISSING, Browser, browser
from tests.conftest import Run

REPORT = next(report for report in bundled_reports() if "jawa-barat" in report.name)
needs_browser = pytest.mark.skipif(bool(MISSING), reason=MISSING)
SHOWN = "return [...document.querySelectorAll('article')].filter(one => one.checkVisibility()).map(one => ({...one.dataset}))"


def audited(path: Path) -> Audited:
    understanding = file_to_understanding(path)
    records = findings_to_records(understanding_to_findings(understanding))
    return records_to_audited(
        [{**record, "report_id": understanding.report.id} for record in records], [Reading(understanding, path)]
    )


@pytest.fixture(scope="module")
def pdf() -> Audited:
    return audited(REPORT.pdf_path)


@pytest.fixture(scope="module")
def page(pdf: Audited, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "temuan.html"
    text = FINDING_FORMATS["html"](pdf, "id")
    assert isinstance(text, str)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def chromium(page: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        opened.open(page)
        yield opened


def test_the_page_is_small(pdf: Audited, page: Path) -> None:
    """150 findings must fit in 8 MB."""
    assert page.stat().st_size < 8_000_000 * max(len(pdf.records), 20) / 150


def test_the_same_audit_gives_the_same_page(pdf: Audited) -> None:
    assert FINDING_FORMATS["html"](pdf, "id") == FINDING_FORMATS["html"](pdf, "id")


@needs_browser
def test_every_figure_on_a_page_is_boxed_in_a_picture(chromium: Browser, pdf: Audited) -> None:
    chromium.run("document.querySelector('form').reset()")
    assert len(chromium.run(SHOWN)) == len(pdf.records)
    seen = chromium.run(
        "return [...document.querySelectorAll('article')].map(one => ({rank: Number(one.id.split('-').pop()), "
        "marks: [...one.querySelectorAll('rect')].length, suspects: one.querySelectorAll('rect.suspect').length, "
        "inside: [...one.querySelectorAll('svg:not(.head)')].every(svg => { const view = svg.viewBox.baseVal;"
        " return [...svg.querySelectorAll('rect')].every(mark => { const box = mark.getBBox();"
        " return box.x >= view.x - 2 && box.x + box.width <= view.x + view.width + 2"
        " && box.y >= view.y - 2 && box.y + box.height <= view.y + view.height + 2; }); })}))"
    )
    by_rank = {one["rank"]: one for one in seen}
    for record in pdf.records:
        shown = by_rank[record["rank"]]
        boxes = [one for one in record["evidence"] if one["box"]]
        if boxes:
            assert shown["marks"], record["message"]
        if any(one["place"] and one["place"]["box"] for one in record["suspects"]):
            assert shown["suspects"], record["message"]
        assert shown["inside"], record["message"]


@needs_browser
def test_the_pictures_are_drawn_and_nothing_is_fetched(chromium: Browser) -> None:
    loaded = chromium.run(
        "const all = [...document.querySelectorAll('image')];"
        "return [all.length, all.every(one => one.getAttribute('href').startsWith('data:image/'))]"
    )
    assert loaded[0] > 0
    assert loaded[1]
    assert (
        chromium.run(
            "return performance.getEntriesByType('resource').filter(one => !one.name.startsWith('data:')).length"
        )
        == 0
    )
    assert [line for line in chromium.messages() if "Refused" in line or "Error" in line] == []


@needs_browser
def test_filters_by_severity_rule_and_words(chromium: Browser, pdf: Audited) -> None:
    chromium.click("button[type=reset]")
    chromium.type("select[name=severity]", "salah")
    shown = chromium.run(SHOWN)
    errors = [record for record in pdf.records if record["severity"] == "error"]
    assert [one["severity"] for one in shown] == ["error"] * len(errors)
    assert chromium.run("return document.querySelector('output').textContent") == f"{len(errors)} / {len(pdf.records)}"
    chromium.click("button[type=reset]")
    rule = errors[0]["rule"]
    chromium.run(
        "const box = document.querySelector('select[name=rule]'); box.value = arguments[0];"
        "box.dispatchEvent(new Event('input', {bubbles: true}))",
        rule,
    )
    assert {one["rule"] for one in chromium.run(SHOWN)} == {rule}
    chromium.click("button[type=reset]")
    chromium.type("input[name=search]", "zzz tidak ada")
    assert chromium.run(SHOWN) == []
    chromium.click("button[type=reset]")
    chromium.type("input[name=search]", errors[0]["evidence"][0]["raw"])
    assert 0 < len(chromium.run(SHOWN)) < len(pdf.records)
    chromium.click("button[type=reset]")
    assert len(chromium.run(SHOWN)) == len(pdf.records)


@needs_browser
def test_the_keyboard_goes_through_the_findings(chromium: Browser) -> None:
    chromium.click("button[type=reset]")
    chromium.run("document.activeElement.blur()")
    chromium.press("/")
    assert chromium.run("return document.activeElement.name") == "search"
    chromium.press("\ue00c")
    chromium.press("j")
    first = chromium.run("return document.activeElement.id")
    chromium.press("j")
    assert chromium.run("return document.activeElement.id") not in ("", first)
    chromium.press("k")
    assert chromium.run("return document.activeElement.id") == first


@needs_browser
def test_the_language_is_switched(chromium: Browser, pdf: Audited) -> None:
    first = pdf.records[0]
    # the name stands above the message, and is not said again in it
    told, told_en = (first[key].split(": ", 1)[1][1:] for key in ("message", "message_en"))
    shown = chromium.run("return document.querySelector('article').innerText")
    assert told in shown
    assert shown.count(f"{first['indicator']}: ") == 0
    chromium.click("#lang")
    assert told_en in chromium.run("return document.querySelector('article').innerText")
    assert chromium.run("return document.documentElement.lang") == "en"
    chromium.click("#lang")
    assert told in chromium.run("return document.querySelector('article').innerText")


@needs_browser
def test_the_page_prints(chromium: Browser) -> None:
    printed = chromium.call("POST", "/print", {"page": {"width": 21.0, "height": 29.7}})
    assert len(printed) > 10_000


@needs_browser
def test_a_text_report_shows_its_table_with_the_cells_marked(tmp_path: Path) -> None:
    text = audited(REPORT.text_path)
    path = tmp_path / "teks.html"
    path.write_text(str(FINDING_FORMATS["html"](text, "id")), encoding="utf-8")
    with browser(tmp_path / "profile") as opened:
        opened.open(path)
        marked = opened.run(
            "return [...document.querySelectorAll('article')].map(one => [Number(one.id.split('-').pop()), "
            "[...one.querySelectorAll('td.seen, td.suspect')].map(cell => cell.textContent)])"
        )
    by_rank = dict(marked)
    for record in text.records:
        cells = by_rank[record["rank"]]
        if record["rule"] == "capaian":
            assert {record["evidence"][0]["raw"], record["reported"]} <= set(cells)


def test_a_report_whose_file_is_gone_shows_its_tables(pdf: Audited) -> None:
    (reading,) = pdf.readings
    gone = records_to_audited(pdf.records, [Reading(reading.understanding, None)])
    text = FINDING_FORMATS["html"](gone, "id")
    assert isinstance(text, str)
    assert "<image" not in text
    assert 'td class="suspect"' in text


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_crops_of_turned_pages_hold_the_same_words(tmp_path: Path, pdf: Audited, turn: int) -> None:
    """Text that stands sideways is read on the page turned upright: the pictures are turned alike."""
    upright = strips_of(pdf.readings[0])
    path = tmp_path / "miring.pdf"
    document = pypdfium2.PdfDocument(REPORT.pdf_path)
    for page in document:
        page.set_rotation(turn)
    document.save(path)
    document.close()
    turned = strips_of(Reading(file_to_understanding(path), path))
    assert turned.size == upright.size
    difference = ImageChops.difference(turned.convert("L"), upright.convert("L"))
    assert ImageStat.Stat(difference).mean[0] < 12


def strips_of(reading: Reading) -> Image.Image:
    """The first table of the report, cut out of its page."""
    table = next(one for one in reading.understanding.report.tables if one.pages)
    cells = [cell.box for cell in table.cells if cell.page == table.pages[0] and cell.box]
    box = cells[0]
    for other in cells[1:]:
        box = box.union(other)
    assert reading.path is not None
    ((strip,),) = file_to_strips(reading.path, {table.pages[0]: [box]}, "x").values()
    image = Image.open(io.BytesIO(base64.b64decode(strip.uri.partition(",")[2])))
    return image.convert("RGB").resize((400, 200))


def test_jsonl_holds_nothing_of_ours(lakip: Run, pdf: Audited) -> None:
    lines: list[dict[str, Any]] = [json.loads(line) for line in str(FINDING_FORMATS["jsonl"](pdf, "id")).splitlines()]
    keys = {"id", "rule", "severity", "kind", "doc", "page", "table", "indicator", "message", "message_en", "expected",
            "reported", "evidence", "suspects", "rank", "proof"}  # fmt: skip
    assert {frozenset(line) for line in lines} == {frozenset(keys)}
    places = {frozenset(place) for line in lines for place in line["evidence"]}
    assert places == {frozenset(("raw", "role", "page", "table", "row", "col", "box", "line", "label"))}
