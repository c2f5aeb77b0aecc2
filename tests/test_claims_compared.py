"""Changes told by comparing with an earlier time, and the words that contradict them."""

from __future__ import annotations

import pytest

from normalize.claims import report_to_claims
from tests.golden_claims import PROFILE, example_to_report
from tests.test_rules_prose import report
from tests.validate_report import rules_of


def levels(text: str) -> list[tuple[str, ...]]:
    claims = report_to_claims(example_to_report(text), PROFILE)
    return [
        tuple(f"{m.role} {m.raw}" for m in sorted(claim.mentions, key=lambda m: m.role))
        for claim in claims
        if claim.kind == "change"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kunjungan tercatat 120 orang, naik 20% dibandingkan periode yang sama tahun lalu yang berjumlah 100 orang.",
            ("difference 20%", "from 100 orang", "to 120 orang"),
        ),
        (
            "Jumlah izin pada 2022 ada 340 izin. Jumlah itu turun tipis 1,45 persen dibanding tahun 2021 sebanyak 345 izin.",
            ("difference 1,45 persen", "from 345 izin", "to 340 izin"),
        ),
        (
            "Belanja modal mencapai Rp 374,4 miliar atau naik Rp 24,6 miliar dibandingkan triwulan II sebesar Rp 349,8 miliar.",
            ("difference Rp 24,6 miliar", "from Rp 349,8 miliar", "to Rp 374,4 miliar"),
        ),
        (
            "Stok benih naik 400 kg menjadi 2.700 kg dari sebelumnya 2.300 kg.",
            ("difference 400 kg", "from 2.300 kg", "to 2.700 kg"),
        ),
        (
            "Perkara tahun 2020 sebanyak 84 perkara, sedangkan tahun 2021 sebanyak 63 perkara, artinya turun 21 perkara.",
            ("difference 21 perkara", "from 84 perkara", "to 63 perkara"),
        ),
        (
            "Tahun 2021 ada 2.096 aduan dan dapat ditekan pada tahun 2022 sebanyak 1.745. Artinya turun 351 aduan.",
            ("difference 351 aduan", "from 2.096 aduan", "to 1.745"),
        ),
        (
            "Angka kecelakaan turun dari 850 di tahun 2021 menjadi 816 kejadian di tahun 2022.",
            ("from 850", "to 816 kejadian"),
        ),
    ],
)
def test_levels_before_and_now(text: str, expected: tuple[str, ...]) -> None:
    assert expected in levels(text)


@pytest.mark.parametrize(
    "text",
    [
        # the figures that a comparison could mean are several, or of other things
        "Pegawai 120 orang, terdiri dari 70 pria dan 50 wanita, bertambah dibanding tahun lalu sebanyak 110 orang.",
        "Produksi padi tahun 2022 sebesar 100 ton, tahun 2023 sebesar 120 ton. Produksi jagung naik 5%.",
        "Capaian 51,1 persen, secara nominal lebih tinggi Rp3,1 miliar dibandingkan tahun lalu yang mencapai 49,0 persen.",
    ],
)
def test_no_level_is_guessed(text: str) -> None:
    assert not any(len(one) == 3 for one in levels(text))


@pytest.mark.parametrize(
    "text",
    [
        "Jumlah kunjungan tercatat 48.210 orang, menurun dibandingkan tahun 2022 yang tercatat 42.853 orang.",
        "Kasus gizi buruk tahun 2022 sebanyak 84 kasus sedangkan tahun 2023 sebanyak 112 kasus, artinya terjadi penurunan.",
        "Anggaran semula sejumlah Rp 7.783.838.000,- kemudian turun menjadi sebesar Rp 7.793.838.000,-.",
        "Jumlah itu menambah rumah tidak layak huni dari 1.040 unit pada 2022 menjadi 1.013 unit pada 2023.",
    ],
)
def test_words_against_the_levels(text: str) -> None:
    assert "direction" in rules_of(report(text).findings())


@pytest.mark.parametrize(
    "text",
    [
        "Jumlah kunjungan tercatat 48.210 orang, meningkat dibandingkan tahun 2022 yang tercatat 42.853 orang.",
        "Realisasi sebesar 84,12%, menurun dibanding tahun lalu sebesar 2,5%.",
        "Jumlah kasus 48 kasus, tidak menurun dibandingkan tahun 2022 yang tercatat 42 kasus.",
        "Sebanyak 24 kapal atau 60% dari 40 kapal telah berizin, meningkat dibanding tahun 2023 sebanyak 18 kapal.",
        "Target penurunan kasus naik dari 10 kasus menjadi 12 kasus.",
    ],
)
def test_words_with_the_levels(text: str) -> None:
    assert rules_of(report(text).findings()) == []
