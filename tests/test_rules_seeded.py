"""What seeded errors showed the rules to miss, or to say for nothing (docs/decisions/seeded-errors.md)."""

from __future__ import annotations

import pytest

from tests.test_rules_prose import only
from tests.validate_report import Sheet, cover, rules_of

HEAD = ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)", "Target Akhir Renstra (2026)", "Capaian terhadap Target Akhir Renstra (%)"]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "rules"), [("109,21", []), ("12.34.5,678", ["malformed"]), ("190,21", ["capaian"])]
)
def test_an_unreadable_figure_may_be_the_one_that_is_told(printed: str, rules: list[str]) -> None:
    sheet = cover(Sheet()).table(
        "Tabel 3.1 Capaian Kinerja Tahun 2024",
        [
            HEAD,
            ["1", "Jumlah sumur bor yang dipelihara", "76 titik", "83 titik", printed, "79 titik", "105,06"],
            ["2", "Jumlah naskah kajian air tanah", "18 naskah", "17 naskah", "94,44", "19 naskah", "89,47"],
        ],
    )
    sheet.say(
        "Realisasi jumlah sumur bor yang dipelihara pada tahun 2024 sebesar 83 titik dari target 76 titik, sehingga "
        "capaiannya 109,21%."
    )
    assert rules_of(sheet.findings())[: len(rules) or None] == rules
    for finding in sheet.findings():
        # where it speaks of the told figure it never holds the other achievement alone against it
        assert finding.rule != "prose_vs_table" or printed in finding.message


def quarters(name: str, first: str, unit: str = "") -> Sheet:
    rows = [
        ["No", "Indikator Kinerja", "Satuan", "TW I", "TW II", "TW III", "TW IV", "Tahun 2024"],
        ["1", name, unit, first, "3", "3", "6", "15"],
        ["2", "Persentase kapal berizin", "%", "45,74", "47,25", "48,76", "50,27", "50,27"],
    ]
    return cover(Sheet()).table("Tabel 3.4 Realisasi Kinerja per Triwulan Tahun 2024", rows)


def test_quarters_of_counted_things_are_exact_without_a_printed_unit() -> None:
    assert rules_of(quarters("Jumlah pelanggaran disiplin", "3").findings()) == []
    finding = only(quarters("Jumlah pelanggaran disiplin", "5").findings(), "quarter_sum")
    assert (finding.expected, finding.reported) == ("17", "15")
    # whole numbers of what is measured were rounded: 4,6 + 2,6 + 2,6 + 5,6 print so
    for name, unit in (("Jumlah produksi garam", ""), ("Jumlah sampah terolah", "ton"), ("Luas mangrove", "ha")):
        assert rules_of(quarters(name, "5", unit).findings()) == []


def agreements(first: str, second: str, unit: str = "Kapal") -> Sheet:
    """The head promises 120; two sub-units take the same indicator."""
    head = ["No", "Indikator Kinerja", "Satuan", "Target"]
    name = "Jumlah kapal yang diperiksa" if unit != "%" else "Persentase kapal yang laik laut"
    sheet = cover(Sheet()).table(
        "Lampiran Perjanjian Kinerja Tahun 2024 Kepala Dinas",
        [head, ["1", name, unit, "120"], ["2", "Jumlah patroli", "Kali", "24"]],
    )
    for unit_name, target in (("Pembinaan Nelayan", first), ("Pengawasan Kapal", second)):
        sheet.table(
            f"Lampiran Perjanjian Kinerja Tahun 2024 Subkoordinator {unit_name}",
            [head, ["1", name, unit, target], ["2", f"Jumlah rapat {unit_name}", "Kali", "4"]],
        )
    return sheet


@pytest.mark.parametrize(
    ("first", "second", "unit", "rules"),
    [
        ("120", "120", "Kapal", []),
        ("80", "40", "Kapal", []),
        ("120", "210", "Kapal", ["cascade"]),
        # of percents a part may be better than the whole
        ("120", "130", "%", []),
    ],
)
def test_one_of_two_sub_units_above_the_head(first: str, second: str, unit: str, rules: list[str]) -> None:
    findings = agreements(first, second, unit).findings()
    assert [rule for rule in rules_of(findings) if rule == "cascade"] == rules
    for finding in findings:
        if finding.rule == "cascade":
            assert [one.raw for one in finding.suspects] == [second]


def revised(target: str, measured: str = "2.400", others: int = 4) -> Sheet:
    """An agreement, its declared revision, and a measurement against the revision."""
    names = [f"Jumlah {thing} yang dibina" for thing in ("nelayan", "pedagang", "perajin", "pembudidaya", "pengolah")]
    head = ["No", "Indikator Kinerja", "Satuan", "Target"]
    first = [["1", "Luas tambak yang dipulihkan", "hektare", "2.400"]]
    rest = [[str(n + 2), name, "orang", str(100 + n)] for n, name in enumerate(names[:others])]
    sheet = cover(Sheet()).table("Tabel 2.1 Perjanjian Kinerja Tahun 2024", [head, *first, *rest])
    sheet.say("Pada pertengahan tahun Perjanjian Kinerja direvisi.")
    changed = [[*row[:3], str(int(row[3]) - 50)] for row in rest]
    sheet.table("Tabel 2.2 Perubahan Perjanjian Kinerja Tahun 2024", [head, [*first[0][:3], target], *changed])
    rows = [["1", "Luas tambak yang dipulihkan", measured, measured, "100,00"]]
    rows += [[row[0], row[1], row[3], row[3], "100,00"] for row in changed]
    return sheet.table(
        "Tabel 3.1 Capaian Kinerja Tahun 2024",
        [["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"], *rows],
    )


def test_a_target_that_is_not_measured_as_revised_while_the_others_are() -> None:
    assert rules_of(revised("2.400").findings()) == []
    finding = only(revised("24.000").findings(), "plan_chain")
    assert (finding.kind, finding.expected, finding.reported) == ("not_as_revised", "24.000", "2.400")
    assert {one.raw for one in finding.suspects} == {"24.000", "2.400"}
    # too few others to say that the report follows the revision
    assert rules_of(revised("24.000", others=2).findings()) == []


def listed(title: str) -> Sheet:
    """A list of five tables, and the tables; the third is listed as `title`."""
    titles = ["Jumlah Pegawai Menurut Pendidikan", "Sarana dan Prasarana Kantor", "Pelaksanaan Sosialisasi Keselamatan",
              "Rencana Aksi Penanganan Bencana", "Realisasi Belanja Modal"]  # fmt: skip
    sheet = cover(Sheet()).say("DAFTAR TABEL", "heading")
    for number, one in enumerate(titles, 1):
        sheet.say(f"Tabel 3.{number} {title if number == 3 else one} .... {number + 10}", "contents")
    for number, one in enumerate(titles, 1):
        sheet.table(f"Tabel 3.{number} {one}", [["No", "Uraian", "Lokasi"], ["1", f"Uraian {number}", "Aula dinas"]])
    return sheet


@pytest.mark.parametrize(
    ("title", "severity"),
    [
        ("Pelaksanaan Sosialisasi Keselamatan", ""),
        # lists are often shortened, or worded a little otherwise
        ("Sosialisasi Keselamatan", ""),
        ("Kegiatan Sosialisasi", ""),
        ("Rekapitulasi Pengaduan dan Tindak Lanjutnya", "warning"),
    ],
)
def test_another_title_in_the_list_of_tables(title: str, severity: str) -> None:
    found = [one.severity for one in listed(title).findings() if one.kind == "title_differs" and one.severity != "note"]
    assert found == ([severity] if severity else [])


def test_a_listed_title_that_stands_on_the_page_was_misread_as_a_caption() -> None:
    sheet = listed("Rekapitulasi Pengaduan dan Tindak Lanjutnya").say("Rekapitulasi Pengaduan dan Tindak Lanjutnya")
    assert "numbering" not in rules_of(sheet.findings())


def test_long_names_that_two_titles_share_do_not_make_them_one() -> None:
    name = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kota Contoh"
    sheet = cover(Sheet())
    for title in (f"Target Renstra {name} Tahun 2021-2025", f"Perjanjian Kinerja {name} Tahun 2024"):
        sheet.table(f"Tabel II.1 {title}", [["No", "Uraian", "Lokasi"], ["1", title[:14], "Aula dinas"]])
    finding = only(sheet.findings(), "numbering")
    assert (finding.kind, finding.reported) == ("repeated_number", "Tabel II.1")
    # the same title cut short is one table continued
    cut = cover(Sheet())
    for title in (f"Target Renstra {name} Tahun 2021-2025", f"Target Renstra {name}"):
        cut.table(f"Tabel II.1 {title}", [["No", "Uraian", "Lokasi"], ["1", title[-14:], "Aula dinas"]])
    assert rules_of(cut.findings()) == []


@pytest.mark.parametrize(
    ("printed", "rules"), [("300.000", []), ("#DIV/0!", ["malformed"]), ("200.000", ["hierarchy"])]
)
def test_a_parent_with_an_unreadable_child_is_not_judged(printed: str, rules: list[str]) -> None:
    rows = [
        ["Kode", "Uraian", "Pagu (Rp)"],
        ["51", "Belanja Pegawai", "900.000"],
        ["5111", "Gaji", "500.000"],
        ["5112", "Tunjangan", "400.000"],
        ["52", "Belanja Barang", "800.000"],
        ["5211", "Belanja ATK", "500.000"],
        ["5212", "Belanja Cetak", printed],
        ["53", "Belanja Modal", "700.000"],
        ["5311", "Belanja Mesin", "450.000"],
        ["5312", "Belanja Gedung", "250.000"],
    ]
    if printed == "#DIV/0!":
        # two readable children, so that there is a sum to be wrong about
        rows.insert(7, ["5213", "Belanja Jasa", "100.000"])
        rows[4][2] = "900.000"
    sheet = cover(Sheet()).table("Tabel 3.4 Anggaran Tahun 2024", rows)
    assert rules_of(sheet.findings()) == rules


def test_of_two_achievements_the_one_that_its_row_gives_is_suspected_last() -> None:
    """One print each: nothing but their own rows tells which is wrong."""
    head = ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]
    one = ["1", "Persentase puskesmas yang melayani kesehatan jiwa", "81,48%", "92,59%", "113,64"]
    sheet = cover(Sheet()).table("Tabel 3.1 Capaian Kinerja Tahun 2024", [head, one])
    sheet.table("Tabel 3.2 Pengukuran Kinerja Tahun 2024", [head, [*one[:4], "112,97"]])
    findings = [finding for finding in sheet.findings() if finding.severity != "note"]
    assert findings
    assert {finding.suspects[0].raw for finding in findings} == {"112,97"}
    from validate.context import Context
    from validate.rules.cross_table import group_drafts

    (draft,) = group_drafts(Context(sheet.understood()))
    assert [suspect.raw for suspect in draft.suspects] == ["112,97", "113,64"]


def test_periods_are_told_in_words() -> None:
    head = ["No", "Indikator Kinerja", "TW I", "TW II", "TW III", "TW IV"]
    one = ["1", "Jumlah kapal yang diperiksa", "21 kapal", "35 kapal", "40 kapal", "52 kapal"]
    sheet = cover(Sheet()).table("Tabel 3.1 Realisasi Kinerja per Triwulan Tahun 2024", [head, one])
    sheet.table("Tabel 3.2 Realisasi Triwulan Tahun 2024", [head, [*one[:3], "53 kapal", *one[4:]]])
    sheet.table("Tabel 3.3 Realisasi Triwulanan Tahun 2024", [head, one])
    finding = only(sheet.findings(), "cross_table")
    assert "realisasi 2024 triwulan II: 35 kapal" in finding.message
    assert "realisation 2024 quarter II: 35 kapal" in finding.message_en


@pytest.mark.parametrize(("told", "rules"), [("7 lokasi", []), ("7 titik", ["prose_vs_table"]), ("27 titik", [])])
def test_a_short_figure_of_other_things_is_a_keystroke_away_by_chance(told: str, rules: list[str]) -> None:
    head = ["No", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"]
    sheet = cover(Sheet()).table(
        "Tabel 3.1 Capaian Kinerja Tahun 2024",
        [head, ["1", "Jumlah titik sampah liar", "titik", "25", "27", "92,00"], ["2", "Jumlah bank sampah", "unit", "108", "98", "90,74"]],
    )  # fmt: skip
    sheet.say(f"Realisasi jumlah titik sampah liar pada tahun 2024 sebesar {told}.")
    assert [rule for rule in rules_of(sheet.findings()) if rule == "prose_vs_table"] == rules


def test_what_is_shown_around_a_phrase_is_whole_words() -> None:
    from validate.evidence import cut_around

    text = " ".join(f"kata{n}" for n in range(80))
    for raw in ("kata0", "kata40", "kata79"):
        shown = cut_around(text, raw)
        assert raw in shown.split()
        assert len(shown) <= 244
        assert set(shown.replace("…", "").split()) <= set(text.split())
    assert cut_around("pendek saja", "saja") == "pendek saja"
    assert cut_around("x" * 500, "x").startswith("x")
