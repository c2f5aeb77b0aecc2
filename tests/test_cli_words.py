"""What the commands tell people: pages that gave nothing, places, shares, sentences for bad calls."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.model import Page, Report
from lakip.audited import records_to_audited
from lakip.cli import main
from lakip.console import argv_to_lang, grid_to_text
from lakip.show_findings import audited_to_table, place_to_words, record_to_evidence_lines, table_to_short
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
    assert shown.startswith("Tabel 3.1  Capaian  [hlm. 2; rules; 3 x 4]\n")
    assert "8.000" in shown
    assert "Sumber: seksi" in shown


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"table": "3.2", "page": 35, "row": 4, "col": 6}, "Tabel 3.2, hlm. 35, baris 4 kol. 6"),
        ({"table": "3.2", "page": None, "row": 4, "col": 6, "line": 9}, "Tabel 3.2, baris 4 kol. 6, baris teks 9"),
        ({"table": "", "page": 3, "row": None, "col": None}, "hlm. 3"),
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


def finding(
    *raws: str, suspects: Sequence[tuple[str, str]] = (), severity: str = "error", table: str = "3.1"
) -> dict[str, object]:
    """A record with figures in one column, some of them suspected."""
    places = [
        {
            "raw": raw,
            "role": "nilai",
            "page": 5,
            "table": table,
            "row": n,
            "col": 2,
            "line": None,
            "doc": "",
            "label": "",
            "box": None,
        }
        for n, raw in enumerate(raws, 2)
    ]
    return {
        "doc": "x.pdf", "rule": "average", "severity": severity, "table": table, "page": 5, "indicator": "Rata-rata",
        "message": f"pesan {severity}", "message_en": f"message {severity}", "id": "ab" * 8, "proof": "cd" * 8,
        "evidence": places, "rank": 0, "run": "", "acceptance": None,
        "suspects": [
            {"raw": raw, "would_be": other, "reason": "", "place": next(one for one in places if one["raw"] == raw)}
            for raw, other in suspects
        ],
    }  # fmt: skip


def test_only_the_likeliest_suspect_is_called_one() -> None:
    record = finding("87,5", "76,1", "75,0", suspects=[("87,5", "86,6"), ("76,1", "84,5"), ("75,0", "")])
    assert record_to_evidence_lines(record, "id") == [
        "87,5  (nilai; Tabel 3.1, hlm. 5, baris 2 kol. 2)  <- diduga keliru, seharusnya 86,6",
        "76,1  (nilai; Tabel 3.1, hlm. 5, baris 3 kol. 2)  <- atau 84,5, bila ini yang keliru",
        "75,0  (nilai; Tabel 3.1, hlm. 5, baris 4 kol. 2)  <- atau ini yang keliru",
    ]
    assert record_to_evidence_lines(record, "en")[1].endswith("<- or 84,5, if this is the wrong one")


def test_one_line_is_never_printed_twice() -> None:
    record = finding("87,5", "76,1")
    evidence = record["evidence"]
    assert isinstance(evidence, list)
    record["evidence"] = [*evidence, evidence[0]]
    assert len(record_to_evidence_lines(record, "id")) == 2


def test_long_lists_of_figures_keep_the_suspect() -> None:
    raws = [str(100 + n) for n in range(30)]
    record = finding(*raws, suspects=[("129", "130")])
    shown = audited_to_table(records_to_audited([record]), "id")
    assert "129  (nilai" in shown
    assert "... dan 16 lagi" in shown
    assert shown.count("(nilai;") == 14


def test_notes_stand_after_errors_and_warnings() -> None:
    records = [
        finding("1", table="3.1"),
        finding("2", table="3.1", severity="note"),
        finding("3", table="3.2", severity="warning"),
    ]
    shown = audited_to_table(records_to_audited(records), "id")
    places = [shown.index(words) for words in ("Tabel 3.1", "Tabel 3.2", "x.pdf · Catatan", "pesan note")]
    assert places == sorted(places)
    assert "x.pdf · Notes" in audited_to_table(records_to_audited(records), "en")
