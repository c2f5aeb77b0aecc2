"""A share told in the sentence after its parts."""

from __future__ import annotations

import pytest

from tests.validate_report import Sheet, cover

PARTS = (
    "Kapal yang diperiksa sebanyak 702.963 unit, dengan rincian kapal yang melanggar sebanyak 148.851 unit dan yang "
    "tidak melanggar sebanyak 554.112 unit."
)


def kinds(after: str) -> list[str]:
    return [finding.kind for finding in cover(Sheet()).say(f"{PARTS} {after}").findings()]


@pytest.mark.parametrize(
    "after",
    [
        "Sehingga realisasi indikator ini sebesar 78,83 %.",
        "Sehingga realisasi indikator ini sebesar 78,82 %.",
        "Sehingga persentase pelanggaran sebesar 21,17 %.",
        "Sehingga realisasi indikator ini sebesar 79 %.",
        "Sehingga realisasi indikator ini sebesar 64,10 % dari rencana.",
        "Tahun sebelumnya realisasi indikator ini sebesar 78,50 %.",
    ],
)
def test_sound_shares_and_other_figures(after: str) -> None:
    assert "share_of_parts" not in kinds(after)


def test_a_share_that_misses_its_parts() -> None:
    assert kinds("Sehingga realisasi indikator ini sebesar 78,38 %.") == ["share_of_parts"]
