"""Sound sentences beside a sound table: whatever the wording, no rule may raise its voice."""

from __future__ import annotations

import pytest

from tests.test_rules_prose import report
from tests.validate_report import rules_of

SOUND = """
Kabupaten ini terdiri dari 14 kecamatan, yang terdiri dari 201 desa dan 10 kelurahan.
Dinas membina 25 kelompok, yaitu 14 kelompok nelayan dan 9 kelompok pembudidaya yang aktif serta lainnya belum aktif.
Target 1.200 ton dicapai pada bulan November, sedangkan 40 ton diekspor.
Pada triwulan I terealisasi 300 ton, triwulan II 280 ton, triwulan III 260 ton dan triwulan IV 300 ton.
Dari 40 nelayan yang dilatih, 25 orang berasal dari Kecamatan Utara dan 10 orang dari Kecamatan Selatan.
Anggaran Rp 500.000.000 digunakan untuk 20 unit kapal senilai Rp 25.000.000 per unit.
Kenaikan sebesar 5% terjadi pada triwulan II, sementara triwulan III turun 3%.
Realisasi 95% tersebut lebih tinggi dari rata-rata provinsi sebesar 90%.
Sebanyak 12 orang pegawai mengikuti diklat, terdiri dari 3 orang di Bandung dan 5 orang di Jakarta, antara lain bidang perikanan.
Capaian 95,00% termasuk kategori sangat tinggi (di atas 90%).
Target tahun 2025 ditetapkan sebesar 1.300 ton atau naik 100 ton.
Kapal patroli 4 unit (2 unit rusak ringan).
Penduduk miskin 11,2% turun dari 12,1% pada tahun 2022 dan 11,8% pada tahun 2023.
Pembagian 250 paket alat tangkap, masing-masing 10 paket untuk setiap kelompok dan 5 paket cadangan.
Rata-rata produksi per kapal 12 ton dari 95 kapal yang beroperasi.
Rapat dihadiri 30 orang (15 orang dari dinas, 10 orang dari kecamatan dan sisanya masyarakat).
Kontribusi sektor perikanan 15% dari PDRB atau senilai Rp 2,1 triliun.
Anggaran semula Rp 900.000.000 berkurang Rp 100.000.000 menjadi Rp 800.000.000.
Nilai 80,76 belum mencapai target 85, tetapi naik 2,10 poin dari tahun sebelumnya.
Jumlah benih yang ditebar 1.000.000 ekor atau 100% dari target 1.000.000 ekor pada 5 lokasi.
Sebanyak 45% responden menyatakan puas, 30% cukup puas, dan 25% kurang puas.
Dalam 5 tahun terakhir terjadi 120 kecelakaan laut dengan 14 korban jiwa.
Pegawai laki-laki lebih banyak 12 orang daripada pegawai perempuan.
Produksi mencapai 1.140 ton, terdiri dari tuna 500 ton, cakalang 340 ton, dan ikan lainnya 300 ton.
Target 85 dan realisasi 80,76 berarti masih kurang 4,24.
Usulan sebanyak 60 proposal, disetujui 45 proposal dan ditolak 10 proposal, sisanya dalam proses.
Dari pagu Rp 1.000.000.000, untuk Bidang A Rp 400.000.000 dan Bidang B Rp 350.000.000.
Semula 20 orang, kemudian mundur 3 orang dan bertambah 5 orang sehingga menjadi 22 orang.
Dana sebesar Rp 75.000.000 (75% dari kebutuhan) telah dicairkan dari Rp 100.000.000 yang diusulkan.
Pegawai berjumlah 53 orang, terdiri dari 38 orang PNS dan 15 orang PPPK, dengan 4 orang pensiun tahun depan.
Realisasi produksi perikanan tangkap tahun 2023 sebesar 1.050 ton, sedangkan tahun 2024 sebesar 1.140 ton dari target 1.200 ton.
Jumlah produksi perikanan tangkap pada Renstra ditargetkan 1.500 ton pada akhir periode 2026.
Nilai Zona Integritas 80,76 diperoleh dari komponen pengungkit 48,20 dan komponen hasil 32,56.
Target Nilai Zona Integritas naik dari 80 pada tahun 2023 menjadi 85 pada tahun 2024.
Dari target 1.200 ton, kekurangan 60 ton akan dikejar pada tahun 2025.
Produksi 1.140 ton tersebut setara dengan 95% target, terdiri dari tuna dan cakalang.
Capaian 95,00% dan 95,01% menghasilkan rata-rata 95,01%.
Rata-rata capaian 2 indikator adalah 95,01%.
Pagu sebesar Rp 400.000.000 terserap Rp 380.000.000 (95%), sisanya Rp 20.000.000 dikembalikan ke kas daerah.
Pagu semula Rp 500.000.000 dikurangi menjadi Rp 400.000.000, dengan realisasi Rp 380.000.000 atau 95% dari pagu perubahan.
Realisasi belanja pegawai Rp 90.000.000 (90%) dan belanja modal Rp 190.000.000 (95%).
Sebanyak 24 kapal atau 60% dari 40 kapal telah berizin, meningkat dibanding tahun 2023 sebanyak 18 kapal.
Jumlah nelayan 500 orang, meningkat 25% dari 400 orang pada tahun 2023.
Jumlah izin turun 20 izin atau 10%, dari 200 izin menjadi 180 izin.
Produksi perikanan tangkap pada triwulan III mencapai 860 ton atau 71,67% dari target 1.200 ton.
Produksi budidaya 300 ton dan produksi tangkap 1.140 ton sehingga total produksi 1.440 ton.
Capaian sasaran pertama 95,00%, sasaran kedua 95,01%.
Target 1.200 ton terdiri dari 700 ton di wilayah utara dan 500 ton di wilayah selatan.
Kegiatan diikuti 60 peserta, yaitu 35 laki-laki dan 25 perempuan, dari 3 kecamatan.
Penurunan hasil tangkapan sebesar 60 ton dari target disebabkan cuaca.
Pegawai berjumlah 72 orang, terdiri dari 48 orang PNS (31 laki-laki dan 17 perempuan) serta 24 orang honorer.
Sebanyak 120 posyandu tersebar di 5 kecamatan dan 20 desa pesisir.
Terdapat 215 desa yang tersebar di Kecamatan Muara (74 desa), Tanjung (109 desa) dan Teluk (32 desa).
Pagu Rp. 18.750.000.000,- terdiri dari belanja tidak langsung Rp. 6.250.000.000,- dan langsung Rp. 12.500.000.000,-. Realisasi tidak langsung Rp. 6.062.500.000,- dan langsung Rp. 11.375.000.000,- sehingga total Rp. 17.437.500.000,-.
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "Pegawai berjumlah 73 orang, terdiri dari 48 orang PNS (31 laki-laki dan 17 perempuan) serta 24 orang honorer.",
        "Terdapat 225 desa yang tersebar di Kecamatan Muara (74 desa), Tanjung (109 desa) dan Teluk (32 desa).",
    ],
)
def test_wholes_that_their_parts_do_not_make(sentence: str) -> None:
    assert rules_of(report(sentence).findings()) == ["prose_arithmetic"]


@pytest.mark.parametrize("sentence", SOUND.strip().splitlines())
def test_a_sound_sentence_raises_nothing(sentence: str) -> None:
    assert rules_of(report(sentence).findings()) == []
