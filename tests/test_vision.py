"""The vision told in two places."""

from __future__ import annotations

import pytest

from tests.validate_report import Sheet, cover
from validate import Finding

VISION = "Terwujudnya perikanan yang maju dan mandiri guna meningkatkan kesejahteraan nelayan Kabupaten Contoh"
PUT_IN = "Terwujudnya perikanan yang maju dan mandiri melalui pelindungan sumber daya laut guna meningkatkan kesejahteraan nelayan Kabupaten Contoh"


def findings(second: str, label: str = "A\tVISI\t: {}") -> list[Finding]:
    sheet = cover(Sheet()).say(f"Dinas Kelautan mengusung visi: “{VISION}” sampai dengan tahun 2026.")
    return sheet.say(label.format(second)).findings()


@pytest.mark.parametrize(
    "second",
    [
        VISION,
        VISION.upper(),
        # a quote of its beginning, another vision, a word changed
        VISION.split(" guna")[0],
        "Indonesia maju yang berdaulat, mandiri dan berkepribadian berlandaskan gotong royong",
        VISION.replace("mandiri", "tangguh"),
    ],
)
def test_the_same_vision(second: str) -> None:
    assert findings(second) == []


@pytest.mark.parametrize("label", ["A\tVISI\t: {}", "Visi kepala daerah adalah “{}”."])
def test_words_put_in(label: str) -> None:
    found = findings(PUT_IN, label)
    assert [(finding.severity, finding.kind) for finding in found] == [("warning", "vision_differs")]
    assert found[0].reported == "melalui pelindungan sumber daya laut"
