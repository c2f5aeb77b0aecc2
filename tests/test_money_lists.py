"""Money told as lists in prose: details that must make their line, one line in two lists, and what is left alone."""

from __future__ import annotations

from tests.validate_report import Sheet, cover, rules_of, told
from validate.context import Context
from validate.money_outline import money_entries, money_families, ordinal_to_kind

FIRST = (
    "A. Belanja Operasi sebesar Rp. 3.700.000.000,-, dengan rincian sebagai berikut :",
    "1. Program Perikanan Tangkap sebesar Rp. 2.500.000.000,- dengan rincian kegiatan :",
    "a. Pembinaan nelayan kecil di wilayah pesisir, sebesar Rp. 1.100.000.000,-",
    "b. Pengadaan sarana penangkapan ikan, sebesar Rp. 1.400.000.000,-",
    "2. Program Perikanan Budidaya sebesar Rp. 1.200.000.000,- dengan rincian kegiatan :",
    "a. Penyediaan benih unggul, sebesar Rp. 700.000.000,-",
    "b. Pelatihan pembudidaya ikan air tawar, sebesar Rp. 500.000.000,-",
    "B. Belanja Modal untuk Pelabuhan Perikanan sebesar Rp. 800.000.000,-",
)


def listed(*lines: str) -> Sheet:
    sheet = cover(Sheet())
    for line in lines:
        sheet.say(line, "list_item")
    return sheet


def changed(old: str, new: str, lines: tuple[str, ...] = FIRST) -> tuple[str, ...]:
    assert any(old in line for line in lines)
    return tuple(line.replace(old, new) for line in lines)


def two_lists(second: tuple[str, ...]) -> Sheet:
    sheet = listed(*FIRST)
    for number in range(45):
        sheet.say(f"Uraian ke-{'x' * (number + 1)} menerangkan pelaksanaan tugas dinas.")
    for line in second:
        sheet.say(line, "list_item")
    return sheet


def test_depths_and_details_of_a_list() -> None:
    entries = money_entries(Context(listed(*FIRST).understood()))
    assert [(entry.depth, entry.count) for entry in entries] == [
        (0, 1), (1, 1), (2, 1), (2, 2), (1, 2), (2, 1), (2, 2), (0, 2),
    ]  # fmt: skip
    assert [len(family.children) for family in money_families(entries)] == [2, 2, 2]
    assert [ordinal_to_kind(text) for text in ("B.", "(c)", "12)", "IV.")] == [
        ("upper.", 2), ("lower()", 3), ("digit)", 12), ("roman.", 4),
    ]  # fmt: skip


def test_a_list_that_adds_up_is_left_alone() -> None:
    assert listed(*FIRST).findings() == []
    assert two_lists(FIRST).findings() == []


def test_a_line_that_its_details_do_not_make() -> None:
    findings = listed(*changed("3.700.000.000", "3.070.000.000")).findings()
    assert rules_of(findings) == ["total"]
    assert findings[0].severity == "error"
    assert findings[0].expected == "3.700.000.000"
    assert {"Rp. 3.070.000.000", "Rp. 2.500.000.000", "Rp. 1.200.000.000"} <= {e.raw for e in findings[0].evidence}


def test_an_amount_on_the_next_page_and_a_line_without_one() -> None:
    broken = (*FIRST[:4], "2. Program Perikanan Budidaya dengan rincian kegiatan :", *FIRST[5:])
    # one of the details tells no amount: nothing is judged
    assert listed(*changed("3.700.000.000", "3.070.000.000", broken)).findings() == []
    sheet = listed(*FIRST[:-1], "B. Belanja Modal untuk Pelabuhan Perikanan sebesar Rp.")
    sheet.say("800.000.000,- (delapan ratus juta rupiah)", "heading")
    last = money_entries(Context(sheet.understood()))[-1]
    assert (last.name, last.raw) == ("Belanja Modal untuk Pelabuhan Perikanan", "Rp. 800.000.000")


def test_one_line_with_two_amounts_in_two_lists() -> None:
    findings = two_lists(
        changed("Pelabuhan Perikanan sebesar Rp. 800", "Pelabuhan Perikanan sebesar Rp. 880")
    ).findings()
    assert rules_of(findings) == ["cross_table"]
    assert findings[0].severity == "warning"
    assert "Rp. 800.000.000" in told(findings[0])
    assert "Rp. 880.000.000" in told(findings[0])


def test_a_declared_revision_is_a_note() -> None:
    second = changed(
        "Modal untuk Pelabuhan Perikanan sebesar Rp. 800.000.000,-",
        "Modal untuk Pelabuhan Perikanan sebesar Rp. 880.000.000,- setelah perubahan anggaran",
    )
    findings = two_lists(second).findings()
    assert rules_of(findings) == []
    assert [finding.kind for finding in findings] == ["told_amounts_differ"]


def test_lists_that_differ_everywhere_are_of_two_things() -> None:
    other = tuple(line.replace("00.000.000", "10.000.000") for line in FIRST)
    assert "cross_table" not in rules_of(two_lists(other).findings())


HEAD = ["No", "Kecamatan", "Jumlah Desa", "Desa Binaan"]


def villages(*rows: list[str]) -> Sheet:
    return cover(Sheet()).table("Tabel 3.4 Desa Binaan Tahun 2024", [HEAD, *rows])


def test_a_lost_row_is_one_slip() -> None:
    names = ["Alun", "Batu", "Cemara", "Danau", "Embun", "Fajar", "Gunung"]
    counts = zip((32, 34, 35, 3, 36, 37, 34), (15, 16, 17, 1, 18, 17, 16), strict=True)
    rows = [[str(n + 1), name, str(a), str(b)] for n, (name, (a, b)) in enumerate(zip(names, counts, strict=True))]
    assert villages(*rows, ["", "Jumlah", "211", "100"]).findings() == []
    findings = villages(*rows[:3], *rows[4:], ["", "Jumlah", "211", "100"]).findings()
    totals = [finding for finding in findings if finding.rule == "total"]
    assert [finding.kind for finding in totals] == ["missing_row"]
    assert {"211", "100"} <= {piece.raw for piece in totals[0].evidence}
    assert "nomor 4 tidak tercetak" in totals[0].message
