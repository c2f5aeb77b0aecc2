"""Rules on sentences: rests, percents that became amounts, counts of things named, words with decimals."""

from __future__ import annotations

import pytest

from tests.test_rules_prose import report
from tests.validate_report import rules_of


def kinds(text: str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.kind) for finding in report(text).findings()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dari total anggaran sebesar Rp 2.450.000.000,- telah digunakan Rp 2.327.500.000,- atau 95 % "
            "sehingga sisa anggaran Rp 132.500.000,-.",
            ("budget", "wrong_remainder"),
        ),
        (
            "Belanja pegawai sebesar Rp609,67 miliar atau 86,48 persen dan belanja modal sebesar Rp92,36 miliar atau "
            "60,49 miliar.",
            ("prose_arithmetic", "percent_as_amount"),
        ),
        (
            "Belanja terbagi dalam empat kelompok, yakni belanja pegawai, belanja barang dan belanja modal.",
            ("count", "enumerated"),
        ),
        (
            "Realisasi pajak sebesar Rp 1.500.000,50 (satu juta lima ratus enam ribu koma lima puluh rupiah).",
            ("terbilang", "words_differ"),
        ),
        (
            "Dana sebesar Rp. 250.500.000,- ( dua ratus lima puluh juta rupiah ) dipakai untuk rehab gedung.",
            ("terbilang", "words_differ"),
        ),
        (
            "PAD ditargetkan Rp 45.000.000.000 dan terealisasi Rp 47.250.000.000 atau 115 persen.",
            ("prose_arithmetic", "wrong_achievement"),
        ),
        (
            "Belanja pegawai dialokasikan Rp3,2 miliar dan terealisasi Rp3,1 miliar (96,88%), belanja barang "
            "dialokasikan Rp1,5 miliar dan terealisasi Rp1,2 miliar (90,00%).",
            ("budget", "wrong_budget_percent"),
        ),
        (
            "Tingkat hunian 64,30%, lebih tinggi dari tahun lalu sebesar 61,85% dan jauh di atas target 65%.",
            ("direction", "comparison"),
        ),
        (
            "Perkara yang masuk ada 420 perkara dan yang putus 399 perkara jadi penyelesaiannya 99%.",
            ("prose_arithmetic", "wrong_share"),
        ),
        (
            "Dinas menetapkan 4 (empat) sasaran pada tahun ini. Enam sasaran tersebut diukur dengan 14 ukuran.",
            ("count", "pointed"),
        ),
        (
            "Capaian sasaran tata kelola sebesar 108,91% didukung dengan penggunaan tenaga sebanyak 9.721 jam dari target "
            "9.402 jam (113,39%).",
            ("prose_arithmetic", "wrong_achievement"),
        ),
        (
            "Nilai layanan tahun 2021 sebesar 61,25, tahun 2022 sebesar 63,40, dan tahun 2023 sebesar 62,12 sehingga terus "
            "mengalami peningkatan.",
            ("direction", "told_series"),
        ),
        (
            "Angka kematian ternak menurun dari 10,8 per 1.000 ekor menjadi 12,3 per 1.000 ekor.",
            ("direction", "change"),
        ),
        (
            "Dibandingkan dengan capaian nasional sebesar 78,2%, capaian kabupaten sebesar 81,6% lebih tinggi 4,3 poin.",
            ("prose_arithmetic", "wrong_gap"),
        ),
        (
            "Dibandingkan dengan rata-rata provinsi sebesar 84,0%, capaian kabupaten sebesar 81,6% sudah lebih tinggi.",
            ("direction", "yardstick"),
        ),
        (
            "Menurut pendidikan, pegawai terdiri atas S2 12 orang, S1 48 orang, dan SMA 21 orang sehingga seluruhnya 83 orang.",
            ("prose_arithmetic", "wrong_sum"),
        ),
        (
            "Dari 8 indikator, 5 indikator melampaui target, 3 indikator sesuai target, dan 1 indikator tidak mencapai target.",
            ("prose_arithmetic", "wrong_sum"),
        ),
        (
            "Rata-rata tiga unsur, yaitu 98,20%, 101,50% dan 95,30%, adalah 99,33%.",
            ("average", "wrong_listed_average"),
        ),
        (
            "Panjang jalan kabupaten 645,20 km, kondisi baik 402,15 km (62,33%), sedang 118,40 km (18,35%) dan rusak "
            "80,25 km (14,24%).",
            ("prose_arithmetic", "wrong_share"),
        ),
        (
            "Sisa perkara 35 perkara ditambah perkara masuk 410 perkara sehingga beban perkara 455 perkara.",
            ("prose_arithmetic", "wrong_addition"),
        ),
        (
            "Anggaran perubahan menjadi Rp 2,4 miliar setelah ditambah Rp 300 juta dari anggaran murni Rp 1,8 miliar.",
            ("prose_arithmetic", "wrong_addition"),
        ),
        (
            "Dari Rp 12,5 miliar pagu, terserap Rp 11,9 miliar atau sebesar 92,5%.",
            ("budget", "wrong_budget_percent"),
        ),
        (
            "Sebanyak 3 (tiga) dari 4 (empat) tujuan tercapai atau 80%.",
            ("prose_arithmetic", "wrong_share"),
        ),
        (
            "Dari 88 indikator sasaran, terdapat 79 indikator yang selaras, atau dengan kata lain tingkat kesesuaian "
            "program sebesar 88,76%.",
            ("prose_arithmetic", "wrong_share"),
        ),
        (
            "Pegawai kantor ada 24 orang, laki-laki sebanyak 15 orang dan perempuan sebanyak 8 orang.",
            ("prose_arithmetic", "wrong_sum"),
        ),
        (
            "Capaian kinerja program 98,50% dengan penyerapan anggaran 92,30% sehingga tingkat efisiensi 7,20%.",
            ("prose_arithmetic", "wrong_efficiency"),
        ),
        (
            "Nilai tiga unit adalah 80, 85 dan 90 sehingga rata-rata 87.",
            ("average", "wrong_listed_average"),
        ),
        (
            "Belanja pegawai Rp 4.500.000.000 terserap Rp 4.275.000.000 atau 98%.",
            ("budget", "wrong_budget_percent"),
        ),
        (
            "Pegawai laki-laki 14 orang, perempuan 9 orang, jumlah 24 orang.",
            ("prose_arithmetic", "wrong_sum"),
        ),
        (
            "Kecamatan Contoh terdiri dari 9 kelurahan/desa (2 kelurahan dan 6 desa).",
            ("prose_arithmetic", "wrong_sum"),
        ),
        (
            "Cakupan imunisasi turun dari tahun 2022 sebesar 86,10% menjadi 88,20% pada tahun 2023.",
            ("direction", "change"),
        ),
        (
            "Jumlah nasabah naik 50 orang atau 15,5% dari 400 orang menjadi 450 orang.",
            ("prose_arithmetic", "wrong_share"),
        ),
        (
            "Pajak hotel ditetapkan sebesar Rp 2.000.000.000 dan diterima sebesar Rp 1.900.000.000 atau 85%.",
            ("prose_arithmetic", "wrong_achievement"),
        ),
        (
            "Dari 40 pasar yang dipantau, 33 pasar mengalami inflasi dan 8 pasar mengalami deflasi.",
            ("prose_arithmetic", "wrong_sum"),
        ),
        (
            "Dari sembilan pasar yang dipantau, empat pasar mengalami deflasi dan empat pasar mengalami inflasi.",
            ("prose_arithmetic", "wrong_sum"),
        ),
        (
            "Dari 14 (empat belas) ukuran, terdapat 10 (sepuluh) ukuran yang mencapai target, sedangkan 3 (tiga) ukuran belum mencapai target.",
            ("prose_arithmetic", "wrong_sum"),
        ),
        (
            "Dari total 45 temuan, 40 temuan telah ditindaklanjuti dan 6 belum ditindaklanjuti.",
            ("prose_arithmetic", "wrong_sum"),
        ),
        (
            "Capaian sebesar 75% dihitung dari realisasi 5 dibagi target 7.",
            ("prose_arithmetic", "wrong_share"),
        ),
    ],
)
def test_a_slip_is_found(text: str, expected: tuple[str, str]) -> None:
    assert kinds(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Dari total anggaran Rp 2.450 juta telah digunakan Rp 2.327,5 juta sehingga sisa anggaran Rp 122,5 juta.",
        "Dari total realisasi Rp1,09 triliun tersebut, meliputi belanja pegawai sebesar Rp609,67 miliar atau 86,48 persen.",
        "Bantuan sebesar Rp 5 juta atau 10 juta diberikan kepada kelompok yang lolos (20%).",
        "Dinas dipimpin tiga kepala bidang, yaitu Bidang Pemuda dan Olahraga, Bidang Wisata, dan Bidang Kebudayaan.",
        "Terdapat 3 seksi, yaitu Seksi Umum dan Keuangan serta Seksi Data.",
        "Dari 5 (lima) indikator kinerja, 3 (tiga) indikator atau 60% berkategori tinggi dan 2 (dua) indikator atau 40% sedang.",
        "Nilai rata-rata 78,40 (tujuh puluh delapan koma empat nol) dan 2,5 (dua koma lima) poin.",
        "Retribusi pasar Rp594.383.400 atau 79,25 persen dari target Rp750 juta, retribusi parkir Rp3 miliar atau "
        "75,19 persen dari target Rp4 miliar, dan retribusi reklame Rp2,02 miliar atau 81,17 persen dari target Rp2,5 miliar.",
        "Daya saing wisata naik 12 peringkat menjadi posisi 32 dari sebelumnya posisi 44.",
        "Kabupaten Utara mencatat 26,55% atau dengan jumlah 900,95 ribu orang. Kabupaten Selatan menyusul dengan 21,51% "
        "atau setara dengan jumlah 207,59 ribu orang.",
        "Yang memilih dari daftar tambahan 1.828 orang, dari daftar khusus 6.924 orang. Pemilih laki-laki 7.298 orang, "
        "perempuan 5.059 orang.",
        "Nilai layanan tahun 2021 sebesar 61,25, tahun 2022 sebesar 63,40, dan tahun 2023 sebesar 65,12, terus meningkat.",
        "Angka kematian ternak menurun dari 12,3 per 1.000 ekor (2022) menjadi 10,8 per 1.000 ekor (2023).",
        "Dibandingkan dengan capaian nasional sebesar 78,2%, capaian kabupaten sebesar 81,6% lebih tinggi 3,4 poin.",
        "Rata-rata tiga unsur, yaitu 98,20%, 101,50% dan 95,30%, adalah 98,33%.",
        "Sisa perkara 35 perkara ditambah perkara masuk 410 perkara sehingga beban perkara 445 perkara.",
        "Anggaran Rp 500 juta ditambah dana alokasi khusus Rp 200 juta untuk pembangunan pasar senilai Rp 650 juta.",
        "Dinas membina 12 desa. Dari jumlah itu, 4 desa belum mandiri. 4 desa tersebut akan didampingi.",
        "Nilai efisiensi = 50% + (74,03 / 20 x 50) = 50% + 185% = 235%.",
        "Dari 88 indikator sasaran terdapat 79 indikator yang tercapai.",
        "Dari 14 kecamatan, 10 kecamatan telah membentuk posko dan 6 kecamatan memiliki bank sampah.",
        "Dari 14 kecamatan, 10 kecamatan telah membentuk posko dan 4 kecamatan belum membentuk posko.",
        "Dari 14 ukuran, 10 ukuran tercapai dan 3 ukuran tidak tercapai. Adapun 1 ukuran belum dapat dihitung.",
        "Dari 20 desa, 12 desa tercapai targetnya, 5 desa melampaui dan 3 desa tidak tercapai.",
        "Dari 9 ukuran, 7 ukuran tercapai, 1 tidak tercapai, dan 1 belum dirilis.",
        "Dari delapan pasar yang dipantau, empat pasar mengalami deflasi dan empat pasar mengalami inflasi.",
        "Capaian kinerja program 98,50% dengan penyerapan anggaran 92,30% sehingga tingkat efisiensi 6,20%.",
        "Nilai tiga unit adalah 80, 85 dan 90 sehingga rata-rata 85.",
        "Belanja pegawai Rp 4.500.000.000 terserap Rp 4.275.000.000 atau 95%.",
        "Pegawai laki-laki 14 orang, perempuan 9 orang, jumlah 23 orang.",
        "Kecamatan Contoh terdiri dari 9 kelurahan/desa (2 kelurahan dan 7 desa).",
        "Jumlah aduan tahun 2022 sebanyak 250 aduan. Jumlah ini naik 25% dibanding tahun 2021 sebanyak 200 aduan.",
        "Cakupan imunisasi turun dari tahun 2022 sebesar 86,10% menjadi 84,20% pada tahun 2023.",
        "Pajak parkir ditetapkan Rp 2.000.000.000, tertagih Rp 1.900.000.000 (95%).",
        "Capaian indikator 118,75% diperoleh dari realisasi 95 dibagi target 80 dikali 100%.",
        "Realisasi retribusi lebih tinggi 5,40% dari target 80% yakni 85,40%.",
        "Pendapatan terealisasi sebesar 3,041 triliun rupiah atau 101,04 persen dari target sebesar 3,010 triliun rupiah.",
    ],
)
def test_sound_sentences(text: str) -> None:
    assert rules_of(report(text).findings()) == []
