"""A programme's budget told in prose against the rows under it."""

from __future__ import annotations

from tests.validate_report import Sheet, cover, told
from validate import Finding

HEAD = ["No", "Program", "Kegiatan", "Pagu (Rp)", "Realisasi (Rp)"]
ROWS = [
    ["1", "Program Pengembangan Perikanan Tangkap", "Pembinaan nelayan kecil", "412.365.000", "401.250.500"],
    ["^", "^", "Pengadaan alat tangkap", "1.285.940.000", "1.190.004.250"],
    ["2", "Program Pengembangan Perikanan Budidaya", "Pelatihan pembudidaya", "233.718.000", "220.118.000"],
    ["^", "^", "Penyediaan benih unggul", "761.402.000", "755.000.000"],
    ["3", "Program Peningkatan Daya Saing Hasil Laut", "Pembinaan unit pengolahan", "318.450.000", "300.120.000"],
    ["^", "^", "Promosi hasil laut daerah", "127.635.000", "120.410.000"],
]
SAID = "{} yang terdiri dari {} kegiatan dengan alokasi anggaran sebesar Rp {} dengan realisasi sebesar Rp {}."


def findings(third: tuple[str, str, str]) -> list[Finding]:
    sheet = cover(Sheet())
    for name, said in (
        (ROWS[0][1], ("2", "1.698.305.000", "1.591.254.750")),
        (ROWS[2][1], ("2", "995.120.000", "975.118.000")),
        (ROWS[4][1], third),
    ):
        sheet.say(SAID.format(name, *said))
    return sheet.table("Tabel 3.7 Realisasi Anggaran per Kegiatan Tahun 2024", [HEAD, *ROWS]).findings()


def test_rows_that_make_what_is_told() -> None:
    assert findings(("2", "446.085.000", "420.530.000")) == []


def test_rows_that_do_not() -> None:
    found = findings(("3", "426.085.000", "420.530.000"))
    assert [finding.kind for finding in found] == ["block_budget_differs"]
    assert found[0].severity == "warning"
    assert found[0].expected == "446.085.000"
    assert {"318.450.000", "127.635.000", "3 kegiatan"} <= {piece.raw for piece in found[0].evidence}
    assert "426.085.000" in told(found[0])


def test_an_amount_of_another_size_is_of_something_else() -> None:
    assert findings(("9", "4.260.850.000", "4.205.300.000")) == []
