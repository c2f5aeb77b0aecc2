"""Prose to claims: sentences, roles, kinds, formulas, declared formulas, indicator names. All sentences are made for the tests."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import Paragraph, ParagraphKind, Report
from normalize.claims import claim_to_interval, report_to_claims
from normalize.claims_declared import report_to_declared_formulas, text_to_formula_names
from normalize.claims_formula import expression_to_interval, text_to_formulas
from normalize.model import Claim, Profile
from normalize.sentences import paragraphs_to_headed, text_to_sentences
from tests.strategies import prose

PROFILE = Profile("lakip", "Dinas Contoh", "", "", 2024)


def made_report(*texts: str | tuple[ParagraphKind, str]) -> Report:
    paragraphs = [
        Paragraph(
            text if isinstance(text, str) else text[1], order, "text" if isinstance(text, str) else text[0], page=1
        )
        for order, text in enumerate(texts)
    ]
    return Report("contoh.txt", "ab" * 32, "text", (), tuple(paragraphs), ())


def claims_of(*texts: str | tuple[ParagraphKind, str], kind: str = "") -> list[Claim]:
    return [claim for claim in report_to_claims(made_report(*texts), PROFILE) if not kind or claim.kind == kind]


def told(claim: Claim) -> list[tuple[str, str]]:
    return [(mention.role, mention.raw) for mention in claim.mentions]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Pagu Rp. 5.000.000,- terserap. Sisanya kembali.", ["Pagu Rp. 5.000.000,- terserap.", "Sisanya kembali."]),
        (
            "Kepala Dinas, Drs. H. Budi, M.Si. hadir. Acara selesai.",
            ["Kepala Dinas, Drs. H. Budi, M.Si. hadir.", "Acara selesai."],
        ),
        (
            "Sesuai Permen No. 53 Tahun 2014. Target 34.209 orang.",
            ["Sesuai Permen No. 53 Tahun 2014.", "Target 34.209 orang."],
        ),
        ("1. Jumlah pelatihan naik. 2024 lebih baik.", ["1. Jumlah pelatihan naik.", "2024 lebih baik."]),
        ("Dilaksanakan di Kab. Maju dan Kec. Makmur.", ["Dilaksanakan di Kab. Maju dan Kec. Makmur."]),
        ("Terserap 98,60%. Naik dari tahun lalu!", ["Terserap 98,60%.", "Naik dari tahun lalu!"]),
        ("Ada 12 orang; 7 pria; 5 wanita.", ["Ada 12 orang; 7 pria; 5 wanita."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    found = text_to_sentences(text)
    assert [sentence for _, sentence in found] == sentences
    assert all(text[start:].startswith(sentence) for start, sentence in found)


def test_achievement_with_target_realisasi_and_capaian() -> None:
    (claim,) = claims_of(
        "Realisasi tahun 2024 sebanyak 1.751 orang atau mencapai 51,20% dari target yang ditetapkan sebanyak 3.420 orang."
    )
    assert claim.kind == "achievement"
    assert told(claim) == [("realisasi", "1.751 orang"), ("capaian", "51,20%"), ("target", "3.420 orang")]
    assert claim.year == 2024


def test_percent_of_a_target_in_percent_is_the_realisation() -> None:
    (claim,) = claims_of("Realisasi indikator ini sebesar 78,80 % dari target 79,00 % atau tercapai 99,75 %.")
    assert told(claim) == [("realisasi", "78,80 %"), ("target", "79,00 %"), ("capaian", "99,75 %")]


def test_target_is_carried_from_the_sentence_before() -> None:
    claims = claims_of(
        "Target pengaduan tahun 2024 sebesar 400 kasus. Realisasinya 695 kasus atau sebesar 173,75%.",
        kind="achievement",
    )
    assert told(claims[-1]) == [("target", "400 kasus"), ("realisasi", "695 kasus"), ("capaian", "173,75%")]
    assert claims[-1].mentions[0].start < claims[-1].start


def test_plan_named_with_a_target() -> None:
    first, second = claims_of(
        "Target dalam Perjanjian Kinerja adalah 450 orang. Target berdasarkan POK menjadi 340 orang.",
        kind="achievement",
    )
    assert [first.mentions[0].basis, second.mentions[0].basis] == ["pk", "pok"]


def test_budget_over_two_sentences() -> None:
    claims = claims_of(
        "Kegiatan didukung alokasi anggaran sebesar Rp. 4.701.007.000,-. Sampai akhir tahun realisasi anggaran sebesar Rp. 4.198.639.694,- (89,31%).",
        kind="budget",
    )
    assert told(claims[-1]) == [
        ("pagu", "Rp. 4.701.007.000,-"),
        ("realisasi_anggaran", "Rp. 4.198.639.694,-"),
        ("persen_anggaran", "89,31%"),
    ]


def test_replaced_pagu_and_another_year() -> None:
    claims = claims_of(
        "Anggaran dari DIPA tahun 2024 sebesar Rp. 900.000.000,-, namun terdapat revisi menjadi Rp. 950.000.000,-. Adapun realisasi tahun 2024 "
        "sebesar Rp. 931.000.000,- atau 98,00%. Tahun 2023 realisasi anggaran sebesar Rp. 870.000.000,- (92,00%).",
        kind="budget",
    )
    assert told(claims[0])[:2] == [("from", "Rp. 900.000.000,-"), ("pagu", "Rp. 950.000.000,-")]
    assert ("pagu", "Rp. 950.000.000,-") in told(claims[1])
    assert "pagu" not in dict(told(claims[2]))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Dinas memiliki 53 orang ASN yang terdiri dari 38 orang PNS dan 15 orang PPPK.",
            [("whole", "53 orang ASN"), ("part", "38 orang PNS"), ("part", "15 orang PPPK")],
        ),
        (
            "Sekretariat sebanyak 27 orang (10 orang PNS, 5 orang PPPK, dan 12 orang honorer);",
            [("whole", "27 orang"), ("part", "10 orang PNS"), ("part", "5 orang PPPK"), ("part", "12 orang honorer")],
        ),
        (
            "Bidang sebanyak 90 orang terdiri atas : Seksi A (11 orang), Seksi B (28 orang), Seksi C (51 orang).",
            [("whole", "90 orang"), ("part", "11 orang"), ("part", "28 orang"), ("part", "51 orang")],
        ),
        (
            "Rincian pegawai berdasarkan pendidikan adalah S2 sebanyak 7 orang, S1 sebanyak 38 orang, dan D3 sebanyak 5 orang.",
            [("part", "7 orang"), ("part", "38 orang"), ("part", "5 orang")],
        ),
    ],
)
def test_parts(sentence: str, expected: list[tuple[str, str]]) -> None:
    (claim,) = claims_of(sentence, kind="parts")
    assert told(claim) == expected


def test_some_of_a_whole_are_not_its_parts() -> None:
    assert claims_of("Terdapat 53 orang pegawai, di antaranya 3 orang bidan dan 4 orang perawat.", kind="parts") == []


def test_a_part_list_cut_off_is_no_sum() -> None:
    assert (
        claims_of(
            "Pegawai pada seluruh unit sebanyak 233 orang, dengan rincian : Balai A 39 orang, Balai B 60 orang, Balai",
            kind="parts",
        )
        == []
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peserta sebanyak 15 dari 27 Kabupaten/Kota atau 59,26 %.", ("15", "27 Kabupaten/Kota", "59,26 %")),
        (
            "Dari 17 puskesmas di wilayah ini, 7 puskesmas atau sekitar 24% rusak.",
            ("7 puskesmas", "17 puskesmas", "24%"),
        ),
        (
            "Pengaduan langsung sebesar 37 kasus atau 5,32% dari total pengaduan sebesar 695 kasus.",
            ("37 kasus", "695 kasus", "5,32%"),
        ),
        ("Penilaian terhadap 17 dinas, 7 dinas atau sekitar 24% kurang.", ("7 dinas", "17 dinas", "24%")),
        ("Capaian 91,8 % (469 desa dari 511 desa).", ("469 desa", "511 desa", "91,8 %")),
        (
            "Terdapat 113 perusahaan. Yang patuh sebanyak 101 perusahaan atau sebesar 90,18%.",
            ("101 perusahaan", "113 perusahaan", "90,18%"),
        ),
    ],
)
def test_shares(text: str, expected: tuple[str, str, str]) -> None:
    (claim,) = claims_of(text, kind="share")
    assert told(claim) == list(zip(("part", "whole", "percent"), expected, strict=True))


def test_a_comparison_is_no_share() -> None:
    assert (
        claims_of("Realisasi sebesar 80,67 atau mencapai 94,91% masih lebih rendah dari target 85.", kind="share") == []
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Jumlah peserta meningkat dari 5.943 orang menjadi 6.151 orang.",
            [("from", "5.943 orang"), ("to", "6.151 orang")],
        ),
        ("Dari tahun lalu terjadi peningkatan penempatan sebesar 3.437 orang.", [("difference", "3.437 orang")]),
        (
            "Inovasi sesuai kriteria nasional mengalami penurunan capaian sebesar 20% dengan realisasi dari 5 OPD menjadi 1 OPD.",
            [("from", "5 OPD"), ("to", "1 OPD"), ("difference", "20%")],
        ),
        (
            "Realisasi sebanyak 17 standar dari 15 standar di tahun 2023 atau peningkatan sebesar 13,33%.",
            [("from", "15 standar"), ("to", "17 standar"), ("difference", "13,33%")],
        ),
    ],
)
def test_changes(text: str, expected: list[tuple[str, str]]) -> None:
    (claim,) = claims_of(text, kind="change")
    assert told(claim) == expected


def test_a_name_with_peningkatan_is_no_change() -> None:
    assert claims_of("1) Peningkatan Pelayanan Kesehatan Rujukan, sebesar Rp. 843.831.000,-", kind="change") == []


def test_average_with_its_count() -> None:
    (claim,) = claims_of(
        "Capaian kinerja sebesar 71,61% yang dihitung dari rata-rata capaian 8 (delapan) IKU.", kind="average"
    )
    assert told(claim) == [("result", "71,61%"), ("count", "8 (delapan) IKU")]


def test_number_words_with_their_value() -> None:
    claim = claims_of("Terdapat 25 (dua puluh tiga) orang.", kind="terbilang")[0]
    assert [(m.role, m.quantity.value) for m in claim.mentions] == [("value", 25), ("words", 23)]
    assert claim.text == "25 (dua puluh tiga)"


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("(175/350 x 100 = 51,20%)", "a0 / a1 * a2", Fraction(50)),
        (
            "Penurunan = $(812 - 1.103) / (1.103) \\times 100\\% = (-)26,38\\%$",
            "( a0 - a1 ) / ( a2 ) * a3",
            Fraction(-29100, 1103),
        ),
        ("$\\frac{45}{50} \\times 100\\% = 90\\%$", "( a0 ) / ( a1 ) * a2", Fraction(90)),
        ("45 orang / 50 orang x 100% = 90%", "a0 / a1 * a2", Fraction(90)),
        ("(2 x 20 - 15) / 20 x 100% = 125 %", "( a0 * a1 - a2 ) / a3 * a4", Fraction(125)),
    ],
)
def test_formulas_are_worked_out(text: str, expression: str, value: Fraction) -> None:
    (claim,) = claims_of(f"Hasil hitung {text}.", kind="formula")
    assert claim.expression == expression
    assert claim_to_interval(claim) == (value, value)
    assert claim.mentions[-1].role == "result"


def test_rounded_operands_give_an_interval() -> None:
    (claim,) = claims_of("Capaian 78,8 / 79,0 x 100 = 99,75%.", kind="formula")
    interval = claim_to_interval(claim)
    assert interval is not None
    low, high = interval
    assert low < Fraction(788, 790) * 100 < high
    assert low == Fraction(7875, 7905) * 100


@pytest.mark.parametrize("text", ["a = 5", "Tahun 2024 = baik", "(3 + ) = 4", "5 = 5"])
def test_no_formula(text: str) -> None:
    assert text_to_formulas(text) == []


def test_division_by_nought_gives_nothing() -> None:
    nought, one = (Fraction(0), Fraction(0)), (Fraction(1), Fraction(1))
    assert expression_to_interval("a0 / a1", [one, nought]) is None
    assert expression_to_interval("a0 +", [one]) is None


@pytest.mark.parametrize(
    "text",
    [
        "Berdasarkan Peraturan Menteri Nomor 53 Tahun 2014 pasal 3 ayat (2).",
        "Bandung, 15 Januari 2025, Telp. 022-7333212.",
        "NIP. 19671209 198602 1 001",
        "Lihat Tabel 3.2 dan Gambar 4 pada Lampiran 2 halaman 17.",
        "Rencana Strategis Tahun 2020-2024 selama 5 (lima) tahun.",
        "Keputusan Nomor 620/Kep.1532-Admrek/2011 tanggal 14 Nopember 2011.",
        "Rapat dimulai pukul 09.00 WIB pada triwulan 3.",
    ],
)
def test_names_and_dates_are_no_claims(text: str) -> None:
    assert [claim for claim in claims_of(text) if claim.kind != "terbilang"] == []


def test_heading_above_names_the_indicator() -> None:
    claims = claims_of(
        ("heading", "BAB III AKUNTABILITAS KINERJA"),
        ("heading", "8. Nilai Zona Integritas"),
        ("heading", "b. Evaluasi Kinerja"),
        "Realisasi tahun 2024 sebesar 80,67 atau mencapai 94,91% dari target 85.",
    )
    assert claims[0].indicator == "Nilai Zona Integritas"
    assert claims[0].headings == ("Evaluasi Kinerja", "Nilai Zona Integritas", "AKUNTABILITAS KINERJA")


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("Target jumlah pasien rawat jalan pada tahun 2024 sebesar 900 orang.", "jumlah pasien rawat jalan"),
        ("2) Rasio kematian bayi, dengan target 5,8/1000 KH", "Rasio kematian bayi"),
        (
            "Indikator kinerja “persentase jalan mantap provinsi” tercapai sebesar 98%.",
            "persentase jalan mantap provinsi",
        ),
        ("Realisasi tahun 2024 sebesar 70 orang.", ""),
    ],
)
def test_the_sentence_names_the_indicator(sentence: str, indicator: str) -> None:
    assert claims_of(sentence)[0].indicator == indicator


def test_a_list_is_no_stack_of_headings() -> None:
    report = made_report(
        ("heading", "A. Tugas"),
        ("list_item", "1. Menyusun rencana"),
        ("list_item", "2. Melaksanakan pelayanan"),
        "Selain itu ada 5 orang tenaga.",
    )
    assert list(paragraphs_to_headed(report.paragraphs))[-1][1] == ("Tugas",)


def test_a_paragraph_cut_by_the_page_is_read_whole() -> None:
    first = Paragraph(
        "Jumlah pegawai di seluruh unit kerja sampai dengan bulan Desember sebanyak 12 orang, terdiri dari 7 orang pria",
        0,
        page=1,
    )
    rest = Paragraph("dan 5 orang wanita.", 2, page=2)
    furniture = Paragraph("Laporan Kinerja 2024", 1, "furniture", page=2)
    report = Report("contoh.pdf", "ab" * 32, "pdf", (), (first, furniture, rest), ())
    parts = [claim for claim in report_to_claims(report, PROFILE) if claim.kind == "parts"]
    assert [told(claim) for claim in parts] == [
        [("whole", "12 orang"), ("part", "7 orang pria"), ("part", "5 orang wanita")]
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Capaian = Realisasi / Target x 100%", "R/T"),
        ("rumus: ((2 x Target) - Realisasi) / Target x 100%", "(2T-R)/T"),
        ("$\\frac{Realisasi}{Target} \\times 100\\%$", "R/T"),
        ("formula Target/Realisasi x 100%", "T/R"),
        ("Realisasi % Capaian Indikator = ------------------ X 100 % Rencana", "R/T"),
        ("Rencana - (Realisasi - Rencana) Persentase = ----------------- x 100% Rencana", "(2T-R)/T"),
        ("capaian dihitung dari realisasi dibagi target dikali 100", "R/T"),
        ("Capaian = {(2 x Rencana) – Realisasi} / Rencana x 100%", "(2T-R)/T"),
        ("Nilai = [Target – (Realisasi – Target)] / Target x 100 %", "(2T-R)/T"),
        ("Capaian = {1 + (1 - Realisasi/Target)} x 100%", "(2T-R)/T"),
        ("Capaian = (2 - Realisasi/Target) x 100%", "(2T-R)/T"),
        ("Capaian = 100% + ((Target - Realisasi)/Target x 100%)", "(2T-R)/T"),
        ("Realisasi Nilai Kinerja = x 100% Target", "R/T"),
        ("% Nilai Rencana-(Realisasi-Rencana) = x 100% kinerja Rencana", "(2T-R)/T"),
        ("𝐶𝑎𝑝𝑎𝑖𝑎𝑛 = 𝑅𝑒𝑎𝑙𝑖𝑠𝑎𝑠𝑖 / 𝑇𝑎𝑟𝑔𝑒𝑡 × 100%", "R/T"),
        ("Tingkat capaian = Realisasi Target × 100%", "R/T"),
        ("Hasilnya Target dibagi Realisasi dikali 100%", "T/R"),
        ("perbandingan antara realisasi dengan target dikali seratus", "R/T"),
    ],
)
def test_declared_formulas(text: str, name: str) -> None:
    assert [found for found, _, _ in text_to_formula_names(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Realisasi anggaran / pagu anggaran x 100%",
        "Realisasi pendapatan / target pendapatan x 100%",
        "Rumus: Jumlah realisasi / Target akhir Renstra x 100%",
        "Jumlah capaian IKU / jumlah target IKU x 100%",
        "efisiensi = capaian kinerja / penyerapan anggaran x 100%",
        "rumus: realisasi tahun ini - realisasi tahun lalu",
    ],
)
def test_other_formulas_declare_no_capaian(text: str) -> None:
    assert text_to_formula_names(text) == []


@given(
    st.text(alphabet="RT12()+-x/= %.", max_size=30).map(lambda t: t.replace("R", "realisasi ").replace("T", "target "))
)
def test_any_scrambled_formula_is_read_or_passed_over(text: str) -> None:
    for name, printed, start in text_to_formula_names("rumus " + text):
        assert name in ("R/T", "(2T-R)/T", "T/R", "(T-R)/T")
        assert printed
        assert start >= 0


def test_words_of_both_directions_in_one_sentence_are_more_is_better() -> None:
    declared = report_to_declared_formulas(
        made_report(
            "Makin tinggi realisasi berarti makin tingginya kinerja, dan makin rendah realisasi makin rendahnya kinerja:",
            ("formula", "Capaian = Realisasi / Target x 100%"),
        )
    )
    assert [(formula.name, formula.polarity) for formula in declared] == [("R/T", "higher")]


def test_polarity_of_declared_formulas() -> None:
    declared = report_to_declared_formulas(
        made_report(
            "a. Semakin tinggi realisasi menunjukkan pencapaian kinerja yang semakin baik, maka digunakan rumus :",
            ("formula", "Capaian = Realisasi / Target x 100%"),
            "b. Semakin tinggi realisasi menunjukkan pencapaian kinerja yang semakin rendah, maka digunakan rumus :",
            ("formula", "Capaian = ((2 x Target) - Realisasi) / Target x 100%"),
        )
    )
    assert [(formula.name, formula.polarity) for formula in declared] == [("R/T", "higher"), ("(2T-R)/T", "lower")]


def test_comparing_words_are_kept() -> None:
    (claim,) = claims_of(
        "Realisasi tahun 2024 sebesar 89,62 masih jauh lebih tinggi dari target 90.", kind="achievement"
    )
    assert claim.comparisons == ("masih jauh lebih tinggi",)


@settings(max_examples=150, deadline=None)
@given(prose)
def test_any_prose_gives_claims_that_point_into_it(text: str) -> None:
    claims = claims_of(text)
    for claim in claims:
        for mention in claim.mentions:
            assert mention.raw.strip() in text
    assert len({(claim.id, claim.kind, tuple(told(claim))) for claim in claims}) == len(claims)
