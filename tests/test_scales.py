"""Money declared in thousands or millions: the value is multiplied, what is printed stays, the fact says by what."""

from __future__ import annotations

from decimal import Decimal

import pytest

from normalize.facts import TableContext, table_to_facts
from normalize.model import Fact, Profile
from normalize.scales import text_to_scale
from tests.tables import grid_to_table

ROWS = """
No | Program | Pagu | Realisasi | Sisa | %
1 | Program Penyelenggaraan Jalan | 412.500 | 402.310 | 10.190 | 97,53
2 | Program Pengelolaan Arsip | 88.000 | 80.150 | 7.850 | 91,08
"""


def read(caption: str = "", above: tuple[str, ...] = (), rows: str = ROWS, notes: tuple[str, ...] = ()) -> list[Fact]:
    profile = Profile("lakip", "", "", "", 2021, "Y", None)
    table = grid_to_table(rows, 1, caption, notes=notes)
    return table_to_facts(table, 0, TableContext("r", profile, "", False, above=above))


@pytest.mark.parametrize(
    ("caption", "above", "notes"),
    [
        ("Realisasi Anggaran Tahun 2021 (dalam ribuan rupiah)", (), ()),
        ("Realisasi Anggaran Tahun 2021", ("Dalam Ribu Rupiah",), ()),
        ("Realisasi Anggaran Tahun 2021", (), ("(Rp. 000)",)),
    ],
)
def test_thousands_said_in_caption_line_or_note(caption: str, above: tuple[str, ...], notes: tuple[str, ...]) -> None:
    facts = {(f.indicator, f.measure): f for f in read(caption, above, notes=notes)}
    spent = facts["Program Pengelolaan Arsip", "realisasi_anggaran"]
    assert spent.value == Decimal(80_150_000)
    assert spent.raw == "80.150"
    assert spent.scale
    assert facts["Program Pengelolaan Arsip", "sisa_anggaran"].value == Decimal(7_850_000)
    # a percentage is no money
    assert facts["Program Pengelolaan Arsip", "persen_anggaran"].value == Decimal("91.08")
    assert facts["Program Pengelolaan Arsip", "persen_anggaran"].scale == ""


def test_millions_said_in_one_header() -> None:
    rows = ROWS.replace("Pagu |", "Pagu (Rp juta) |")
    facts = {(f.indicator, f.measure): f.value for f in read(rows=rows)}
    assert facts["Program Penyelenggaraan Jalan", "pagu"] == Decimal(412_500_000_000)


def test_nothing_said_nothing_multiplied() -> None:
    assert {
        f.scale for f in read("Realisasi Anggaran Tahun 2021", ("Dana yang terserap dijelaskan berikut ini.",))
    } == {""}


def test_a_long_sentence_declares_nothing() -> None:
    story = (
        "Belanja dinas, yang dalam ribuan rupiah dicatat oleh bendahara, diuraikan menurut program pada tabel berikut."
    )
    assert {f.scale for f in read("Realisasi Anggaran", (story,))} == {""}


def test_words_of_the_scale() -> None:
    scale = text_to_scale("Tabel 3.4 Pagu (dalam jutaan rupiah)")
    assert scale is not None
    assert (scale.factor, scale.words) == (Decimal(10**6), "(dalam jutaan rupiah)")
    assert text_to_scale("Tabel 3.4 Pagu Anggaran") is None


def test_difference_beside_budget_and_spending_is_what_is_left() -> None:
    rows = ROWS.replace("Sisa", "Selisih").replace(".150 |", ".150.000 |").replace("402.310", "402.310.000")
    rows = rows.replace("412.500", "412.500.000").replace("88.000", "88.000.000").replace("10.190", "10.190.000")
    rows = rows.replace("7.850", "7.850.000")
    assert {f.raw for f in read(rows=rows) if f.measure == "sisa_anggaran"} == {"10.190.000", "7.850.000"}


def test_difference_of_a_revision_is_no_rest() -> None:
    rows = """
No | Program | Semula | Menjadi | Bertambah/(Berkurang)
1 | Program Penyelenggaraan Jalan | 412.500.000 | 402.300.000 | (10.200.000)
2 | Program Pengelolaan Arsip | 88.000.000 | 90.000.000 | 2.000.000
"""
    assert {f.measure for f in read("Perubahan Anggaran Tahun 2021", rows=rows)} == {"pagu"}
