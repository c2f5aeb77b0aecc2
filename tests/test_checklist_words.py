"""The review checklist in both languages, and what its hints quote."""

from __future__ import annotations

import re

from corpus import bundled_reports
from lakip.checklist import HINTS, PARTS, text_around, understanding_to_checklist
from lakip.checklist_english import ENGLISH, checklist_to_english
from lakip.road import file_to_understanding

INDONESIAN = re.compile(r"\b(?:yang|dan|dari|tidak|pada|angka|terbaca|ada|dengan)\b")


def test_every_question_and_hint_for_people_has_english_words() -> None:
    texts = [text for _, title, questions in PARTS for text in (title, *questions)] + list(HINTS.values())
    assert [text for text in texts if text not in ENGLISH] == []


def test_hints_with_figures_are_told_in_english() -> None:
    for report in bundled_reports():
        for answer in understanding_to_checklist(file_to_understanding(report.text_path), [], []):
            bare = re.sub(r"“[^”]*”", "", checklist_to_english(answer.hint))
            assert not INDONESIAN.search(bare), bare


def test_what_was_found_stands_in_the_quote() -> None:
    text = "Berdasarkan hasil tersebut, langkah yang akan diambil adalah rencana tindak lanjut bersama kabupaten dan kota lain."
    shown = text_around(text, re.compile("rencana tindak lanjut"))
    assert "rencana tindak lanjut" in shown
    assert (shown[:3], shown[-3:], len(shown) < 90) == ("“… ", " …”", True)
    assert text_around("Rencana tindak lanjut", re.compile("tindak")) == "“Rencana tindak lanjut”"
