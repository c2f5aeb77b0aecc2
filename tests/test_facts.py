"""Tables to facts, told as lines: indicator | year period measure basis | value unit."""

from __future__ import annotations

from extract.model import Paragraph, Report, Table
from normalize.facts import TableContext, table_to_facts
from normalize.model import Fact, Profile
from normalize.second_look import columns_of_achievement, whole_year_again
from normalize.understanding import report_to_facts
from tests.tables import grid_to_table


def context(
    kind: str = "lakip", year: int | None = 2024, renstra: tuple[int, int] | None = (2020, 2024), keep: bool = False
) -> TableContext:
    return TableContext("r", Profile(kind, "", "", "", year, "Y", renstra), "", keep)


def line(fact: Fact) -> str:
    value = fact.word if fact.value is None else str(fact.value)
    when = f"{fact.year or ''} {fact.period}{'+' if fact.cumulative else ''} {fact.measure} {fact.basis}".strip()
    return f"{fact.indicator} | {when} | {value} {fact.unit}".strip()


def lines(table: Table, where: TableContext | None = None, below: tuple[Paragraph, ...] = ()) -> list[str]:
    return [line(fact) for fact in table_to_facts(table, 0, where or context(), below)]


def test_measurement_with_units_grades_and_blanks() -> None:
    table = grid_to_table(
        """
        NO | SASARAN | INDIKATOR KINERJA | TARGET | REALISASI | CAPAIAN (%)
        1. | Layanan baik | Orang yang dilayani | 34.209 orang | 17.516 orang | 51,20
        ^ | ^ | Nilai AKIP | A | B | 80
        ^ | ^ | Kasus selesai | - | n/a | #DIV/0!
        2. | Tata kelola | Penurunan kasus | 37,25% | (-)26,38% | 70,82
        """,
        1,
    )
    assert lines(table) == [
        "Orang yang dilayani | 2024 Y target | 34209 orang",
        "Orang yang dilayani | 2024 Y realisasi | 17516 orang",
        "Orang yang dilayani | 2024 Y capaian | 51.20 %",
        "Nilai AKIP | 2024 Y target | A",
        "Nilai AKIP | 2024 Y realisasi | B",
        "Nilai AKIP | 2024 Y capaian | 80 %",
        "Penurunan kasus | 2024 Y target | 37.25 %",
        "Penurunan kasus | 2024 Y realisasi | -26.38 %",
        "Penurunan kasus | 2024 Y capaian | 70.82 %",
    ]


def test_places_are_one_based_and_raw_is_as_printed() -> None:
    table = grid_to_table(
        """
        Indikator | Target | Realisasi
        Kunjungan | 1.000 | 1.250
        """,
        1,
        number="3.1",
        page=7,
    )
    fact = table_to_facts(table, 4, context())[1]
    assert (fact.table_index, fact.table, fact.row, fact.col, fact.page, fact.raw) == (4, "3.1", 2, 3, 7, "1.250")


def test_a_budget_told_once_for_each_sasaran_belongs_to_the_sasaran() -> None:
    table = grid_to_table(
        """
        Sasaran | Indikator | Target | Anggaran | < | <
        ^ | ^ | ^ | Pagu | Realisasi | %
        Satu | A | 10 | Rp. 6.211.744.000,- | Rp. 5.240.000.000,- | 84,36
        ^ | B | 20 | | |
        Dua | C | 30 | | |
        ^ | D | 40 | 8.489.263.000 | 7.956.290.616 | 93,72
        """,
        2,
    )
    assert [text for text in lines(table) if "target" not in text] == [
        "Satu | 2024 Y pagu | 6211744000 Rp",
        "Satu | 2024 Y realisasi_anggaran | 5240000000 Rp",
        "Satu | 2024 Y persen_anggaran | 84.36 %",
        "Dua | 2024 Y pagu | 8489263000 Rp",
        "Dua | 2024 Y realisasi_anggaran | 7956290616 Rp",
        "Dua | 2024 Y persen_anggaran | 93.72 %",
    ]


def test_totals_keep_their_own_name_and_an_indicator_may_begin_with_jumlah() -> None:
    table = grid_to_table(
        """
        No | Indikator | Target | Realisasi
        1 | Jumlah desa | 10 | 9
        2 | Jumlah kader yang dilatih | 20 | 22
        Jumlah | < | 30 | 31
        Rata-rata capaian | < | | 100,5
        """,
        1,
    )
    facts = table_to_facts(table, 0, context())
    assert [(fact.indicator, fact.row_kind) for fact in facts if fact.measure == "realisasi"] == [
        ("Jumlah desa", "indicator"),
        ("Jumlah kader yang dilatih", "indicator"),
        ("Jumlah", "total"),
        ("Rata-rata capaian", "total"),
    ]


def test_unit_column_years_and_plan_basis() -> None:
    table = grid_to_table(
        """
        No | Indikator | Satuan | Tahun Pelaksanaan | <
        ^ | ^ | ^ | 2020 | 2021
        1 | Pelatihan | Orang | 22.000 | 27.250
        2 | Penurunan | % | 6,30 | 6,25
        """,
        2,
        caption="Rencana Kinerja Tahunan",
    )
    assert lines(table, context("renstra", 2020)) == [
        "Pelatihan | 2020 Y target rkt | 22000 Orang",
        "Pelatihan | 2021 Y target rkt | 27250 Orang",
        "Penurunan | 2020 Y target rkt | 6.30 %",
        "Penurunan | 2021 Y target rkt | 6.25 %",
    ]


def test_against_the_end_target() -> None:
    table = grid_to_table(
        """
        Indikator | Realisasi Tahun 2022 | Target Akhir Renstra | Capaian terhadap Target Akhir Renstra 2024 (%)
        Angka harapan hidup | 73,2 | 74 | 98,92
        """,
        1,
    )
    assert lines(table, context(year=2022)) == [
        "Angka harapan hidup | 2022 Y realisasi | 73.2",
        "Angka harapan hidup | 2024 Y target renstra | 74",
        "Angka harapan hidup | 2022 Y capaian | 98.92 %",
    ]


def test_section_with_money_is_a_budget_line_and_section_text_groups() -> None:
    table = grid_to_table(
        """
        Sasaran | Indikator | Target
        Satu | A | 27 Kab/kota
        JUMLAH PAGU ANGGARAN KANTOR Rp. 1.782.633.000,- | < | <
        Program Peningkatan Fasilitas | < | <
        """,
        1,
        caption="Perjanjian Kinerja Tahun 2019",
    )
    assert lines(table) == [
        "A | 2019 Y target pk | 27 Kab/kota",
        "JUMLAH PAGU ANGGARAN KANTOR | 2019 Y pagu | 1782633000 Rp",
    ]


def test_head_notes_carry_the_budget() -> None:
    table = grid_to_table(
        """
        Sasaran | Indikator | Target
        Satu | A | 10
        """,
        1,
        notes=(
            "Pagu Anggaran : Rp. 14.646.963.000,-, Realisasi Anggaran Tahun 2019 : Rp. 14.441.786.163,- atau 98,60%",
        ),
    )
    assert lines(table, context(year=2019))[1:] == [
        "Pagu Anggaran | 2019 Y pagu | 14646963000 Rp",
        "Realisasi Anggaran Tahun 2019 | 2019 Y realisasi_anggaran | 14441786163 Rp",
        "Realisasi Anggaran Tahun 2019 | 2019 Y persen_anggaran | 98.60 %",
    ]


def test_programmes_listed_under_a_plan_with_their_money() -> None:
    table = grid_to_table(
        """
        Sasaran | Indikator | Target
        Satu | A | 10
        """,
        1,
        caption="Perjanjian Kinerja Tahun 2024",
    )
    texts = [
        "Kegiatan",
        "1. Pelayanan Penempatan",
        "2. Dukungan Manajemen",
        "Anggaran",
        "Rp. 7.784.036.000,-",
        "Rp. 10.725.995.000,-",
    ]
    below = tuple(Paragraph(text, order) for order, text in enumerate(texts, 1))
    assert lines(table, below=below)[1:] == [
        "Pelayanan Penempatan | 2024 Y pagu | 7784036000 Rp",
        "Dukungan Manajemen | 2024 Y pagu | 10725995000 Rp",
    ]
    assert lines(table, below=below[:-1])[1:] == [], "names and amounts that cannot be paired give nothing"


def test_printed_ordinals_are_part_of_the_name_only_where_kept() -> None:
    table = grid_to_table(
        """
        KEGIATAN | PAGU | REALISASI | %
        1. Sosialisasi | 1.143.264.000 | 1.141.873.469 | 99,88
        """,
        1,
    )
    assert lines(table)[0].startswith("Sosialisasi |")
    assert lines(table, context(keep=True))[0].startswith("1. Sosialisasi |")


def test_a_row_without_indicator_is_its_programmes_own() -> None:
    table = grid_to_table(
        """
        Urusan/Program/Kegiatan | Indikator | Realisasi Triwulan | < | < | <
        ^ | ^ | I | < | II | <
        ^ | ^ | K | Rp | K | Rp
        DINAS SATU | | | 4.371.719.536 | | 7.534.831.424
        PROGRAM A | Nilai B | 2 | 12.910.000 | 0 | -
        """,
        3,
        caption="Evaluasi Renja Tahun 2023",
    )
    assert lines(table, context("monev", 2023)) == [
        "DINAS SATU | 2023 Q1 realisasi_anggaran | 4371719536 Rp",
        "DINAS SATU | 2023 Q2 realisasi_anggaran | 7534831424 Rp",
        "Nilai B | 2023 Q1 realisasi | 2",
        "Nilai B | 2023 Q1 realisasi_anggaran | 12910000 Rp",
        "Nilai B | 2023 Q2 realisasi | 0",
    ]


def test_nested_items_under_a_parent_that_ends_in_a_colon() -> None:
    table = grid_to_table(
        """
        No | Indikator | Target
        1 | Jumlah laporan keuangan daerah : |
        ^ | - DAU | 2 Dokumen
        ^ | - Belanja pegawai | 3 Dokumen
        """,
        1,
    )
    assert lines(table) == [
        "Jumlah laporan keuangan daerah : DAU | 2024 Y target | 2 Dokumen",
        "Jumlah laporan keuangan daerah : Belanja pegawai | 2024 Y target | 3 Dokumen",
    ]


def test_a_yearly_table_under_a_quarters_title_is_about_the_year() -> None:
    year = grid_to_table(
        "Indikator | Target | Realisasi\nA | 8.000 | 6.151\nB | 30% | 10%",
        1,
        caption="Pengukuran Kinerja Tahun 2019",
        order=1,
    )
    copied = grid_to_table(
        "Indikator | Target | Realisasi\nA | 8.000 | 6.151\nB | 30% | 10%",
        1,
        caption="Ringkasan Triwulan III Tahun 2019",
        order=2,
    )
    quarter = grid_to_table(
        "Indikator | Target | Realisasi\nA | 2.000 | 383\nB | 7,5% | 5%",
        1,
        caption="Ringkasan Triwulan III Tahun 2019",
        order=3,
    )
    report = Report("x.txt", "0" * 64, "text", (), (), (year, copied, quarter))
    profile = Profile("lakip", "", "", "", 2019)
    facts = whole_year_again(report_to_facts(report, profile), profile)
    assert [(fact.table_index, fact.period) for fact in facts] == [(0, "Y")] * 4 + [(1, "Y")] * 4 + [(2, "Q3")] * 4


def test_ids_are_stable_and_distinct() -> None:
    table = grid_to_table("Indikator | Target | Realisasi\nA | 1 | 2\nA | 1 | 2", 1)
    first = [fact.id for fact in table_to_facts(table, 0, context())]
    again = [fact.id for fact in table_to_facts(table, 0, context())]
    assert first == again
    assert len(set(first)) == 4


def test_a_second_indicator_without_money_in_one_programme_of_many_changes_nothing() -> None:
    table = grid_to_table(
        """
        Program | Indikator | Realisasi | Realisasi Anggaran
        P1 | A | 1 | 1.000.000
        ^ | A2 | 2 |
        P2 | B | 1 | 2.000.000
        P3 | C | 1 | 3.000.000
        P4 | D | 1 | 4.000.000
        """,
        1,
    )
    assert [text.split(" |")[0] for text in lines(table) if "realisasi_anggaran" in text] == ["A", "B", "C", "D"]


def test_one_header_over_sasaran_and_indikator() -> None:
    table = grid_to_table(
        """
        NO | INDIKATOR KINERJA | < | TARGET | CAPAIAN | %
        1. | Meningkatnya layanan | Orang dilayani | 40 orang | 28 orang | 70
        ^ | ^ | Kasus selesai | 10 | 9 | 90
        """,
        1,
    )
    facts = table_to_facts(table, 0, context())
    assert {(fact.group, fact.indicator) for fact in facts} == {
        ("Meningkatnya layanan", "Orang dilayani"),
        ("Meningkatnya layanan", "Kasus selesai"),
    }
    assert [fact.measure for fact in facts[:3]] == ["target", "realisasi", "capaian"]


def test_capaian_of_two_years_is_a_percentage_where_other_tables_print_it_as_one() -> None:
    measured = grid_to_table(
        "Indikator | Target | Realisasi | Capaian (%)\nA | 55% | 56,03% | 101,87\nB | 59% | 64,42% | 109,19", 1, order=1
    )
    compared = grid_to_table(
        "Indikator | Capaian Kinerja | <\n^ | 2015 | 2016\nA | 139 | 101,87\nB | 105,9 | 109,19", 2, order=2
    )
    values = grid_to_table("Indikator | Capaian | <\n^ | 2015 | 2016\nA | 54% | 56,03%\nB | 58% | 64,42%", 2, order=3)
    report = Report("x.txt", "0" * 64, "text", (), (), (measured, compared, values))
    facts = columns_of_achievement(report_to_facts(report, Profile("lakip", "", "", "", 2016)), report)
    assert {f.measure for f in facts if f.table_index == 1} == {"capaian"}
    assert {f.measure for f in facts if f.table_index == 2} == {"realisasi"}


def test_names_counted_without_a_mark_lose_their_count() -> None:
    counted = """
        Sasaran | Indikator Kinerja | Target
        1 Turunnya kematian | 1 Rasio kematian ibu | 89
        ^ | 2 Rasio kematian bayi | 5,8
        2 Naiknya layanan | 1 Jumlah puskesmas terakreditasi | 64
        """
    names = [one.split(" | ")[0] for one in lines(grid_to_table(counted, 1))]
    assert names == ["Rasio kematian ibu", "Rasio kematian bayi", "Jumlah puskesmas terakreditasi"]
    names_only = """
        Indikator Kinerja | Target
        2 juta lapangan kerja | 1
        1 desa 1 produk | 5
        3 pasar yang dibangun | 3
        """
    assert lines(grid_to_table(names_only, 1))[0].startswith("2 juta lapangan kerja")
