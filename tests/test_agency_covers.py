"""Whose report: ninety invented covers of all kinds of agencies, from a ministry's directorate to a village office."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.model import Paragraph, Report
from normalize.agency_cover import body_to_rank, join_cover_lines
from normalize.agency_keys import text_to_key
from normalize.profile import report_to_profile

LINES = [
    line
    for line in (Path(__file__).parent / "data" / "covers.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("line", LINES)
def test_cover(line: str) -> None:
    printed, _, truth = line.partition(" => ")
    agency, _, code = truth.partition(" @ ")
    texts = [text for part in printed.split(" || ") for text in part.split(" | ")]
    paragraphs = tuple(Paragraph(text, order, line=order + 1) for order, text in enumerate(texts))
    profile = report_to_profile(Report("x.txt", "ef" * 32, "text", (), paragraphs, ()))
    assert text_to_key(profile.agency) == text_to_key(agency)
    assert code in ("?", profile.region)
    assert profile.agency_id


def test_lines_of_one_name_are_put_together() -> None:
    assert join_cover_lines(["KOMISI PEMILIHAN UMUM", "KABUPATEN BURU", "LAPORAN KINERJA"]) == [
        "KOMISI PEMILIHAN UMUM KABUPATEN BURU",
        "LAPORAN KINERJA",
    ]
    # two letterheads are two things
    assert join_cover_lines(["PEMERINTAH KOTA BIMA", "KABUPATEN BIMA"]) == ["PEMERINTAH KOTA BIMA", "KABUPATEN BIMA"]


def test_a_house_stands_above_its_offices() -> None:
    ranks = [
        body_to_rank(body)
        for body in (
            "Pemerintah",
            "KEMENTERIAN KESEHATAN",
            "Direktorat Jenderal Bina Marga",
            "Kantor Wilayah Maluku",
            "Dinas Sosial",
            "Balai POM",
            "Kelurahan Gedang",
        )
    ]
    assert ranks == sorted(set(ranks))
