"""What the commands tell people: pages that gave nothing, places, shares, sentences for bad calls."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.model import Page, Report
from lakip.cli import main
from lakip.console import argv_to_lang, grid_to_text
from lakip.show_findings import place_to_words, table_to_short
from lakip.show_tables import numbers_to_ranges, report_to_json, report_to_text, report_to_warnings
from lakip.summary import outcomes_to_status, share_to_words
from normalize.model import Understanding
from warehouse import Outcome


@pytest.mark.parametrize(
    ("numbers", "words"), [([], ""), ([4], "4"), ([3, 4, 5, 9], "3-5, 9"), ([1, 3, 5, 6], "1, 3, 5-6")]
)
def test_pages_are_told_in_few_words(numbers: Sequence[int], words: str) -> None:
    assert numbers_to_ranges(numbers) == words


def test_pages_that_gave_nothing_are_told_by_kind() -> None:
    pages = [Page(number, 1, 1, status) for number, status in enumerate(("text", "image", "image", "unread_table"), 1)]
    pages += [Page(7, 1, 1, "unread_table", "Tabel 3.1"), Page(9, 1, 1, "given_up")]
    report = Report("a.pdf", "00" * 32, "pdf", tuple(pages), (), (), ("halaman 4: unread_table",))
    assert report_to_warnings(report, "en") == [
        "a.pdf: page 4, 7 (Tabel 3.1) looks like a table, and none could be read.",
        "a.pdf: page 2-3 is a picture (a scan) and was not read; it takes the OCR extra (lakip[ocr]).",
        "a.pdf: page 9 is over the limits and was passed over.",
    ]
    text = Report("a.txt", "00" * 32, "text", (), (), (), ("dibaca sebagai cp1252 / read as cp1252",))
    assert report_to_warnings(text, "id") == ["a.txt: dibaca sebagai cp1252 / read as cp1252"]
    assert "halaman 2-3 adalah gambar" in report_to_warnings(report, "id")[1]
    assert report_to_json(report) == "[]\n"
    assert report_to_text(report, "id") == "Tidak ada tabel yang terbaca.\n"


def test_a_table_is_shown_with_notes_and_place(understanding: Understanding) -> None:
    shown = report_to_text(understanding.report, "id")
    assert shown.startswith("Tabel 3.1  Capaian  [hal. 2; rules; 3 x 4]\n")
    assert "8.000" in shown
    assert "Sumber: seksi" in shown


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"table": "3.2", "page": 35, "row": 4, "col": 6}, "Tabel 3.2, hal. 35, baris 4 kol. 6"),
        ({"table": "3.2", "page": None, "row": 4, "col": 6, "line": 9}, "Tabel 3.2, baris 4 kol. 6, baris teks 9"),
        ({"table": "", "page": 3, "row": None, "col": None}, "hal. 3"),
        ({}, ""),
    ],
)
def test_places_are_told(place: dict[str, object], words: str) -> None:
    assert place_to_words(place, "id") == words


def test_captions_in_the_place_of_numbers_are_cut() -> None:
    assert table_to_short("III.4") == "III.4"
    assert table_to_short("Rencana Aksi") == "“Rencana Aksi”"
    assert table_to_short("x" * 80) == f"“{'x' * 40}…”"


@pytest.mark.parametrize(
    ("part", "whole", "lang", "words"),
    [
        (38, 41, "id", "38 / 41 (92,7 %)"),
        (1, 3, "en", "1 / 3 (33.3 %)"),
        (2, 2, "id", "2 / 2 (100,0 %)"),
        (0, 0, "id", "0 / 0"),
    ],
)
def test_shares_are_told_in_tenths(part: int, whole: int, lang: str, words: str) -> None:
    assert share_to_words(part, whole, lang) == words


@pytest.mark.parametrize(
    ("arguments", "lang"),
    [
        (["--lang", "en"], "en"),
        (["facts", "--lang=en"], "en"),
        (["--lang"], "id"),
        (["--lang", "fr"], "id"),
        ([], "id"),
    ],
)
def test_the_language_of_a_bad_call(arguments: list[str], lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LAKIP_LANG", raising=False)
    assert argv_to_lang(arguments) == lang
    monkeypatch.setenv("LAKIP_LANG", "en")
    assert argv_to_lang(["--lang", "id"]) == "id"
    assert argv_to_lang([]) == "en"


def test_texts_in_square_brackets_are_printed_as_they_are() -> None:
    """They are no markup: reports print them."""
    from rich.table import Table
    from rich.text import Text

    grid = Table()
    grid.add_column("a")
    grid.add_row(Text("[red]12[/red]"))
    assert "[red]12[/red]" in grid_to_text(grid)


def test_the_status_of_an_ingest() -> None:
    good, bad = Outcome(None, "loaded"), Outcome(None, "bad")
    assert outcomes_to_status([good], strict=True) == 0
    assert outcomes_to_status([good, bad], strict=False) == 0
    assert outcomes_to_status([good, bad], strict=True) == 2
    assert outcomes_to_status([bad, bad], strict=False) == 2


@pytest.mark.parametrize(("debug", "traceback"), [("", False), ("1", True)])
def test_a_fault_of_the_program_is_owned_in_a_sentence(
    debug: str, traceback: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero\nsecond line")

    monkeypatch.setattr("lakip.road.file_to_report", broken)
    monkeypatch.setattr("sys.argv", ["lakip", "tables", "x.pdf", "--lang", "en"])
    monkeypatch.setenv("LAKIP_DEBUG", debug)
    with pytest.raises(ZeroDivisionError if traceback else SystemExit) as stopped:
        main()
    if not traceback:
        assert stopped.value.code == 2  # type: ignore[attr-defined]
        sentence = capsys.readouterr().err.strip()
        assert sentence.startswith("A fault in lakip (ZeroDivisionError: division by zero);")
        assert len(sentence.splitlines()) == 1
