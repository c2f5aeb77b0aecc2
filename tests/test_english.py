"""English messages: no Indonesian word outside of what the report prints."""

from __future__ import annotations

import re

import pytest

from corpus import bundled_reports
from extract import read
from normalize import understand
from validate import audit
from validate.english import to_english


@pytest.mark.parametrize(
    ("message", "english"),
    [
        ("Tabel 3.1, column Total: 7 + 2 = 9, printed 10.", "Table 3.1, column Total: 7 + 2 = 9, printed 10."),
        ("Total: 9. Also: Tabel 3.1, row X: 7.", "Total: 9. Also: table 3.1, row X: 7."),
        ("The average: 104 (Tabel III.1) and 98 (hlm. 12).", "The average: 104 (table III.1) and 98 (p. 12)."),
        ("Its spending is 5, while uraian says 6.", "Its spending is 5, while the prose says 6."),
        (
            "X: the prose gives capaian 99,24 %, the tables print 99,75.",
            "X: the prose gives an achievement of 99,24 %, the tables print 99,75.",
        ),
        (
            "The prose says 7: “Uraian pada Tabel 3.1 hlm. 4 menyebut 7.”",
            "The prose says 7: “Uraian pada Tabel 3.1 hlm. 4 menyebut 7.”",
        ),
        ("Table “Tabel 3.1”: uraian.", "Table “Tabel 3.1”: the prose."),
    ],
)
def test_words_of_places_and_measures(message: str, english: str) -> None:
    assert to_english(message) == english


def test_the_bundled_reports_are_told_in_english() -> None:
    words = re.compile(r"\b(?:[Tt]abel [\dIVX]|hlm\.|uraian|menurut|tercetak|seharusnya|sedangkan|dan realisasi)\b")
    for report in bundled_reports():
        for finding in audit(understand(read(report.text_path))):
            bare = re.sub(r"“[^”]*”", "", finding.message_en)
            assert not words.search(bare.replace(finding.indicator, "")), finding.message_en
