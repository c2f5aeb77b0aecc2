"""Numbers and names of misi and sasaran in the headings of a report."""

from __future__ import annotations

from collections.abc import Sequence

from tests.validate_report import Sheet, cover, told
from validate import Finding

OUTLINE = (
    "1. Misi 1 : Membangun nelayan yang mandiri",
    "1) Sasaran 1 : Meningkatnya kemandirian nelayan, dengan indikator :",
    "2) Sasaran 2 : Meningkatnya kualitas pelabuhan",
    "2. Misi 2 : Menjamin mutu hasil laut",
    "1) Sasaran 1 : Terjaganya mutu ikan",
    "2) Sasaran 2 : Terbinanya unit pengolahan ikan",
)


def findings(*parts: Sequence[str]) -> list[Finding]:
    sheet = cover(Sheet())
    for place, part in enumerate(parts):
        sheet.say(f"Bagian ke-{'x' * (place + 1)} menerangkan pelaksanaan misi dinas sepanjang tahun.")
        for line in part:
            sheet.say(line, "list_item")
    return [finding for finding in sheet.findings() if finding.rule == "numbering"]


def changed(old: str, new: str) -> list[str]:
    assert any(old in line for line in OUTLINE)
    return [line.replace(old, new) for line in OUTLINE]


def test_numbers_that_are_their_ordinals() -> None:
    assert findings(OUTLINE, OUTLINE) == []


def test_a_number_that_parts_from_its_ordinal() -> None:
    found = findings(OUTLINE, changed("2) Sasaran 2 : Terbinanya", "2) Sasaran 3 : Terbinanya"))
    assert [finding.kind for finding in found] == ["goal_number"]
    assert found[0].expected == "Sasaran 2"
    assert "2) Sasaran 3" in told(found[0])


def test_sasaran_counted_through_all_misi_have_other_ordinals() -> None:
    through = changed("1) Sasaran 1 : Terjaganya", "1) Sasaran 3 : Terjaganya")
    through = [line.replace("2) Sasaran 2 : Terbinanya", "2) Sasaran 4 : Terbinanya") for line in through]
    assert findings(through, through) == []


def test_another_name_in_one_place() -> None:
    other = changed("Meningkatnya kemandirian nelayan", "Bertambahnya peran serta masyarakat pesisir")
    assert findings(OUTLINE, other) == []
    found = findings(OUTLINE, OUTLINE, OUTLINE, other)
    assert [finding.kind for finding in found] == ["goal_name"]
    assert found[0].expected == "Meningkatnya kemandirian nelayan"
    shortened = changed("Meningkatnya kemandirian nelayan", "Meningkatnya kemandirian para nelayan")
    assert findings(OUTLINE, OUTLINE, OUTLINE, shortened) == []
