"""The state at a plan's end against the end target a report measures itself by."""

from __future__ import annotations

import pytest

from tests.validate_report import Sheet, cover
from validate import Finding

PLAN = ["No", "Indikator Kinerja", "Satuan", "2020", "2021", "2022", "2023", "2024", "Kondisi Akhir"]
ROWS = [
    ["1", "Jumlah inovasi pelayanan pelabuhan", "inovasi", "2", "4", "4", "4", "4"],
    ["2", "Persentase kapal yang berizin", "persen", "70", "75", "80", "85", "90"],
]


def findings(state: str, target: str) -> list[Finding]:
    sheet = cover(Sheet(year=2023)).table(
        "Tabel 2.1 Target Renstra Dinas Kelautan Tahun 2020-2024",
        [PLAN, [*ROWS[0], state], [*ROWS[1], "90"]],
    )
    sheet.table(
        "Tabel 3.4 Realisasi Tahun 2023 terhadap Target Akhir Renstra Tahun 2024",
        [
            ["No", "Indikator Kinerja", "Satuan", "Realisasi 2023", "Target Akhir Renstra"],
            ["1", "Jumlah inovasi pelayanan pelabuhan", "inovasi", "3", target],
            ["2", "Persentase kapal yang berizin", "persen", "84", "90"],
        ],
    )
    return [finding for finding in sheet.findings() if finding.kind == "plan_end"]


@pytest.mark.parametrize(
    ("state", "target", "severities"),
    [("4", "4", []), ("18", "4", ["note"]), ("6", "4", ["warning"]), ("-", "4", []), ("18", "18", [])],
)
def test_states_and_targets(state: str, target: str, severities: list[str]) -> None:
    found = findings(state, target)
    assert [finding.severity for finding in found] == severities
    for finding in found:
        assert finding.rule == "plan_chain"
        assert {state, target, "Kondisi Akhir"} <= {piece.raw for piece in finding.evidence}
