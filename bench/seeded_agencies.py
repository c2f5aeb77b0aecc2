"""Twenty invented agencies from Aceh to Papua Selatan: whose report it is, what they measure, how they write.

The names of places are real, the reports and all figures are not. A measure line is
`name | unit | higher or lower | target | decimals | sum, average, last or cumulative`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator with its target of the report's year, as text with a point for the comma."""

    name: str
    unit: str
    better: Literal["higher", "lower"]
    target: str
    decimals: int
    makes_year: str


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency, its report's year and its writer's habits."""

    key: str
    name: str
    seat: str
    region: str
    year: int
    goals: tuple[tuple[str, tuple[Measure, ...]], ...]
    programmes: tuple[str, ...]
    units: tuple[str, ...]
    #: "id" 1.234,5 or "en" 1,234.5
    marks: str = "id"
    decimals: int = 2
    truncates: bool = False
    #: how the achievement of a lower-is-better measure is computed: "twice" (2T-R)/T, "inverse" T/R
    lower: str = "twice"
    cap: int = 0
    percent: str = "%"
    money: str = "Rp"
    #: which layout of each section, by number
    layout: int = 0
    #: captions: "Tabel 3.1", "Tabel III.1", "Tabel 1" ...
    numbers: str = "chapter"


def measures(text: str) -> tuple[tuple[str, tuple[Measure, ...]], ...]:
    """Goals (lines that begin with `=`) with their measures."""
    goals: list[tuple[str, tuple[Measure, ...]]] = []
    for line in filter(None, (part.strip() for part in text.splitlines())):
        if line.startswith("="):
            goals.append((line[1:].strip(), ()))
            continue
        name, unit, better, target, decimals, year = (part.strip() for part in line.split("|"))
        made = Measure(name, unit, "lower" if better == "lower" else "higher", target, int(decimals), year)
        goals[-1] = (goals[-1][0], (*goals[-1][1], made))
    return tuple(goals)


AGENCIES: tuple[Agency, ...] = (
    Agency(
        "perpustakaan-aceh-tengah",
        "Dinas Perpustakaan dan Kearsipan",
        "Takengon",
        "Kabupaten Aceh Tengah",
        2019,
        measures("""
            = Meningkatnya budaya baca masyarakat
            Jumlah pengunjung perpustakaan | orang | higher | 24500 | 0 | sum
            Persentase koleksi yang terolah | % | higher | 82.50 | 2 | last
            Jumlah perpustakaan gampong yang dibina | unit | higher | 64 | 0 | sum
            = Meningkatnya tertib arsip daerah
            Nilai pengawasan kearsipan | nilai | higher | 71.25 | 2 | last
            Jumlah arsip statis yang diselamatkan | berkas | higher | 1850 | 0 | sum
        """),
        ("Program Pembinaan Perpustakaan", "Program Pengelolaan Arsip", "Program Penunjang Urusan Perkantoran"),
        ("Sekretariat", "Bidang Layanan Perpustakaan", "Bidang Pembinaan", "Bidang Kearsipan"),
        layout=0,
    ),
    Agency(
        "bpbd-nias-selatan",
        "Badan Penanggulangan Bencana Daerah",
        "Teluk Dalam",
        "Kabupaten Nias Selatan",
        2021,
        measures("""
            = Berkurangnya risiko bencana
            Persentase desa rawan bencana yang tangguh | % | higher | 38.00 | 2 | last
            Rata-rata waktu tanggap darurat | menit | lower | 45 | 0 | last
            Jumlah relawan terlatih | orang | higher | 320 | 0 | sum
            = Pulihnya wilayah pascabencana
            Jumlah rumah korban yang diperbaiki | rumah | higher | 148 | 0 | sum
        """),
        (
            "Program Pencegahan dan Kesiapsiagaan",
            "Program Kedaruratan dan Logistik",
            "Program Rehabilitasi",
            "Program Pelayanan Kesekretariatan",
        ),
        ("Sekretariat", "Bidang Pencegahan", "Bidang Kedaruratan", "Bidang Rehabilitasi"),
        lower="inverse",
        percent=" %",
        money="Rp ",
        layout=1,
        numbers="roman",
    ),
    Agency(
        "kecamatan-lubuk-begalung",
        "Kecamatan Lubuk Begalung",
        "Padang",
        "Kota Padang",
        2020,
        measures("""
            = Meningkatnya mutu pelayanan publik kecamatan
            Indeks Kepuasan Masyarakat | indeks | higher | 83.40 | 2 | average
            Persentase permohonan yang selesai tepat waktu | % | higher | 95.00 | 2 | average
            = Meningkatnya peran serta masyarakat
            Jumlah kelompok masyarakat yang aktif | kelompok | higher | 115 | 0 | last
            Persentase usulan musrenbang yang terakomodasi | % | higher | 62.00 | 2 | last
            Jumlah kelurahan tertib administrasi | kelurahan | higher | 15 | 0 | last
        """),
        ("Program Penyelenggaraan Pelayanan Publik", "Program Pemberdayaan Kelurahan", "Program Ketenteraman Umum"),
        ("Sekretariat Kecamatan", "Seksi Pemerintahan", "Seksi Pemberdayaan", "Seksi Ketertiban"),
        decimals=1,
        layout=2,
        money="Rp. ",
    ),
    Agency(
        "inspektorat-dumai",
        "Inspektorat",
        "Dumai",
        "Kota Dumai",
        2018,
        measures("""
            = Terwujudnya pengawasan intern yang efektif
            Persentase temuan yang ditindaklanjuti | % | higher | 85.00 | 2 | last
            Jumlah laporan hasil pengawasan | laporan | higher | 132 | 0 | sum
            Jumlah perangkat daerah yang direviu | PD | higher | 34 | 0 | sum
            = Meningkatnya kapabilitas aparat pengawasan
            Persentase auditor bersertifikat | % | higher | 90.00 | 2 | last
            Jumlah pengaduan yang belum selesai | kasus | lower | 12 | 0 | last
        """),
        ("Program Pengawasan Intern", "Program Peningkatan Profesionalisme Aparat", "Program Administrasi Perkantoran"),
        ("Sekretariat", "Inspektur Pembantu I", "Inspektur Pembantu II", "Inspektur Pembantu III"),
        truncates=True,
        percent="",
        layout=3,
        numbers="plain",
    ),
    Agency(
        "rsud-muara-tembesi",
        "RSUD Muara Tembesi",
        "Muara Bulian",
        "Kabupaten Batang Hari",
        2022,
        measures("""
            = Meningkatnya mutu pelayanan rumah sakit
            Bed Occupancy Rate | % | higher | 68.00 | 2 | average
            Angka kematian bersih | permil | lower | 18.50 | 2 | average
            Jumlah kunjungan rawat jalan | kunjungan | higher | 41200 | 0 | sum
            Waktu tunggu rawat jalan | menit | lower | 50 | 0 | last
            = Meningkatnya kemandirian keuangan rumah sakit
            Persentase kemandirian pembiayaan | % | higher | 74.00 | 2 | last
        """),
        ("Program Upaya Kesehatan Perorangan", "Program Peningkatan Kapasitas Tenaga Kesehatan", "Program BLUD"),
        ("Bagian Tata Usaha", "Bidang Pelayanan Medik", "Bidang Keperawatan", "Bidang Penunjang"),
        cap=120,
        layout=4,
    ),
    Agency(
        "biro-pbj-bengkulu",
        "Biro Pengadaan Barang dan Jasa Sekretariat Daerah",
        "Bengkulu",
        "Provinsi Bengkulu",
        2023,
        measures("""
            = Terlaksananya pengadaan yang cepat dan transparan
            Persentase paket tender yang selesai tepat waktu | % | higher | 92.00 | 2 | average
            Jumlah paket pengadaan yang difasilitasi | paket | higher | 245 | 0 | sum
            Tingkat kematangan UKPBJ | level | higher | 9 | 0 | last
            = Menurunnya sengketa pengadaan
            Jumlah sanggah yang diterima | kasus | lower | 20 | 0 | sum
        """),
        ("Program Kebijakan Pengadaan", "Program Layanan Pengadaan Elektronik", "Program Pembinaan Pengadaan"),
        ("Bagian Pengelolaan Pengadaan", "Bagian Layanan Elektronik", "Bagian Pembinaan"),
        marks="en",
        layout=5,
        numbers="chapter",
    ),
    Agency(
        "balai-budaya-lampung",
        "Balai Pelestarian Kebudayaan Wilayah Lampung",
        "Bandar Lampung",
        "Provinsi Lampung",
        2024,
        measures("""
            = Lestarinya cagar budaya
            Jumlah cagar budaya yang dipelihara | situs | higher | 76 | 0 | last
            Jumlah naskah kajian budaya | naskah | higher | 18 | 0 | sum
            Persentase objek yang terdokumentasi | % | higher | 70.00 | 2 | last
            = Meningkatnya tata kelola balai
            Nilai Kinerja Anggaran | nilai | higher | 91.00 | 2 | last
            Nilai SAKIP | nilai | higher | 78.50 | 2 | last
        """),
        ("Program Pemajuan Kebudayaan", "Program Dukungan Manajemen"),
        ("Subbagian Umum", "Kelompok Pelindungan", "Kelompok Pemanfaatan"),
        layout=6,
        percent=" %",
        money="Rp. ",
    ),
    Agency(
        "ketahanan-pangan-belitung-timur",
        "Dinas Ketahanan Pangan",
        "Manggar",
        "Kabupaten Belitung Timur",
        2017,
        measures("""
            = Meningkatnya ketersediaan pangan
            Skor Pola Pangan Harapan | skor | higher | 84.60 | 2 | last
            Jumlah cadangan pangan pemerintah | ton | higher | 120 | 0 | last
            Jumlah lumbung pangan yang dibina | unit | higher | 28 | 0 | sum
            = Menurunnya kerawanan pangan
            Jumlah desa rawan pangan | desa | lower | 8 | 0 | last
        """),
        ("Program Ketersediaan Pangan", "Program Distribusi Pangan", "Program Penganekaragaman Konsumsi"),
        ("Sekretariat", "Bidang Ketersediaan", "Bidang Distribusi", "Bidang Konsumsi"),
        decimals=2,
        layout=7,
        numbers="plain",
    ),
    Agency(
        "direktorat-irigasi",
        "Direktorat Bina Pengelolaan Irigasi",
        "Jakarta",
        "Kementerian Pekerjaan Umum",
        2025,
        measures("""
            = Meningkatnya kinerja layanan irigasi
            Luas daerah irigasi yang direhabilitasi | hektare | higher | 18450 | 0 | sum
            Indeks kinerja sistem irigasi | indeks | higher | 76.30 | 2 | last
            Jumlah petugas operasi yang dilatih | orang | higher | 1260 | 0 | sum
            = Meningkatnya tata kelola direktorat
            Nilai reformasi birokrasi | nilai | higher | 82.00 | 2 | last
            Persentase rekomendasi yang selesai | % | higher | 88.00 | 2 | last
        """),
        ("Program Ketahanan Sumber Daya Air", "Program Dukungan Manajemen"),
        ("Subdirektorat Perencanaan", "Subdirektorat Wilayah I", "Subdirektorat Wilayah II", "Bagian Tata Usaha"),
        layout=8,
        numbers="chapter",
    ),
    Agency(
        "pariwisata-banyuwangi",
        "Dinas Kebudayaan dan Pariwisata",
        "Banyuwangi",
        "Kabupaten Banyuwangi",
        2022,
        measures("""
            = Meningkatnya kunjungan wisata
            Jumlah kunjungan wisatawan nusantara | orang | higher | 412500 | 0 | sum
            Jumlah kunjungan wisatawan mancanegara | orang | higher | 36400 | 0 | sum
            Rata-rata lama tinggal wisatawan | hari | higher | 2.40 | 2 | average
            = Lestarinya seni budaya daerah
            Jumlah sanggar seni yang dibina | sanggar | higher | 92 | 0 | last
            Persentase festival yang terlaksana | % | higher | 96.00 | 2 | last
        """),
        ("Program Pemasaran Pariwisata", "Program Pengembangan Destinasi", "Program Pelestarian Kesenian"),
        ("Sekretariat", "Bidang Pemasaran", "Bidang Destinasi", "Bidang Kebudayaan"),
        layout=9,
        money="Rp ",
    ),
    Agency(
        "bkpsdm-denpasar",
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        "Denpasar",
        "Kota Denpasar",
        2023,
        measures("""
            = Meningkatnya profesionalitas aparatur
            Indeks Profesionalitas ASN | indeks | higher | 79.20 | 2 | last
            Persentase ASN yang mengikuti pelatihan | % | higher | 54.00 | 2 | cumulative
            Jumlah usulan kenaikan pangkat yang selesai | usulan | higher | 684 | 0 | sum
            = Menurunnya pelanggaran disiplin
            Jumlah pelanggaran disiplin | kasus | lower | 14 | 0 | sum
        """),
        ("Program Kepegawaian Daerah", "Program Pengembangan Sumber Daya Manusia", "Program Penunjang"),
        ("Sekretariat", "Bidang Mutasi", "Bidang Pengembangan", "Bidang Disiplin"),
        cap=150,
        lower="twice",
        layout=10,
        numbers="roman",
    ),
    Agency(
        "peternakan-sumba-timur",
        "Dinas Peternakan dan Kesehatan Hewan",
        "Waingapu",
        "Kabupaten Sumba Timur",
        2018,
        measures("""
            = Meningkatnya populasi ternak
            Populasi sapi potong | ekor | higher | 61800 | 0 | last
            Populasi kuda | ekor | higher | 38900 | 0 | last
            Jumlah kelahiran hasil inseminasi buatan | ekor | higher | 1420 | 0 | sum
            = Menurunnya penyakit hewan
            Jumlah kasus penyakit hewan menular | kasus | lower | 85 | 0 | sum
            Persentase ternak yang divaksinasi | % | higher | 66.00 | 2 | last
        """),
        ("Program Produksi Peternakan", "Program Kesehatan Hewan", "Program Pemasaran Hasil", "Program Perkantoran"),
        ("Sekretariat", "Bidang Produksi", "Bidang Kesehatan Hewan", "UPTD Puskeswan"),
        truncates=True,
        lower="inverse",
        layout=11,
        percent="",
    ),
    Agency(
        "kecamatan-sungai-raya",
        "Kecamatan Sungai Raya",
        "Sungai Raya",
        "Kabupaten Kubu Raya",
        2024,
        measures("""
            = Meningkatnya kualitas pelayanan administrasi
            Nilai Survei Kepuasan Masyarakat | nilai | higher | 86.10 | 2 | average
            Jumlah dokumen kependudukan yang diterbitkan | dokumen | higher | 9840 | 0 | sum
            = Meningkatnya tata kelola pemerintahan desa
            Persentase desa yang menetapkan APBDes tepat waktu | % | higher | 90.00 | 2 | last
            Jumlah desa mandiri | desa | higher | 12 | 0 | last
        """),
        ("Program Penyelenggaraan Pemerintahan", "Program Pembinaan Desa", "Program Koordinasi Ketertiban"),
        ("Sekretariat", "Seksi Pemerintahan", "Seksi Kesejahteraan"),
        layout=12,
        decimals=2,
    ),
    Agency(
        "kehutanan-kalteng",
        "Dinas Kehutanan",
        "Palangka Raya",
        "Provinsi Kalimantan Tengah",
        2021,
        measures("""
            = Menurunnya kerusakan hutan
            Luas kebakaran hutan dan lahan | hektare | lower | 2400 | 0 | sum
            Luas rehabilitasi lahan kritis | hektare | higher | 1650 | 0 | sum
            Jumlah operasi pengamanan hutan | kali | higher | 96 | 0 | sum
            = Meningkatnya perhutanan sosial
            Jumlah kelompok perhutanan sosial | kelompok | higher | 174 | 0 | last
            Persentase kelompok yang berusaha | % | higher | 45.00 | 2 | last
        """),
        ("Program Pengelolaan Hutan", "Program Konservasi Sumber Daya Alam", "Program Penyuluhan Kehutanan"),
        ("Sekretariat", "Bidang Perlindungan Hutan", "Bidang Rehabilitasi", "KPH Kapuas"),
        layout=13,
        marks="id",
        numbers="chapter",
        money="Rp.",
    ),
    Agency(
        "uptd-sampah-balikpapan",
        "UPTD Pengelolaan Sampah",
        "Balikpapan",
        "Kota Balikpapan",
        2020,
        measures("""
            = Meningkatnya penanganan sampah kota
            Persentase sampah yang terangkut | % | higher | 91.00 | 2 | average
            Jumlah sampah yang terolah | ton | higher | 15300 | 0 | sum
            Jumlah bank sampah yang aktif | unit | higher | 108 | 0 | last
            Jumlah titik sampah liar | titik | lower | 25 | 0 | last
        """),
        ("Kegiatan Pengangkutan Sampah", "Kegiatan Pengolahan Sampah", "Kegiatan Pemeliharaan Sarana"),
        ("Subbagian Tata Usaha", "Seksi Pengangkutan", "Seksi Pengolahan"),
        layout=14,
        decimals=2,
        percent="%",
    ),
    Agency(
        "stasiun-gorontalo",
        "Stasiun Meteorologi Djalaluddin",
        "Gorontalo",
        "Provinsi Gorontalo",
        2019,
        measures("""
            = Meningkatnya layanan informasi cuaca
            Persentase akurasi prakiraan cuaca | % | higher | 84.00 | 2 | average
            Jumlah informasi penerbangan yang terbit | dokumen | higher | 5840 | 0 | sum
            Jumlah peringatan dini yang disampaikan | informasi | higher | 236 | 0 | sum
            = Meningkatnya tata kelola stasiun
            Indeks kepuasan pengguna jasa | indeks | higher | 88.50 | 2 | last
        """),
        ("Program Pengembangan Meteorologi", "Program Dukungan Manajemen"),
        ("Kelompok Observasi", "Kelompok Prakiraan", "Subbagian Tata Usaha"),
        layout=15,
        numbers="plain",
        percent=" %",
    ),
    Agency(
        "sosial-mamuju",
        "Dinas Sosial",
        "Mamuju",
        "Kabupaten Mamuju",
        2023,
        measures("""
            = Meningkatnya kesejahteraan sosial
            Jumlah keluarga penerima manfaat yang graduasi | keluarga | higher | 430 | 0 | sum
            Persentase penyandang disabilitas yang terlayani | % | higher | 58.00 | 2 | last
            Jumlah lanjut usia terlantar yang tertangani | orang | higher | 215 | 0 | sum
            = Menurunnya masalah sosial
            Jumlah anak terlantar | orang | lower | 160 | 0 | last
        """),
        ("Program Rehabilitasi Sosial", "Program Perlindungan dan Jaminan Sosial", "Program Pemberdayaan Sosial"),
        ("Sekretariat", "Bidang Rehabilitasi Sosial", "Bidang Jaminan Sosial", "Bidang Pemberdayaan"),
        layout=16,
        cap=120,
        decimals=2,
    ),
    Agency(
        "imigrasi-baubau",
        "Kantor Imigrasi Kelas II Non TPI Baubau",
        "Baubau",
        "Provinsi Sulawesi Tenggara",
        2022,
        measures("""
            = Meningkatnya layanan keimigrasian
            Jumlah paspor yang diterbitkan | buku | higher | 6750 | 0 | sum
            Indeks kepuasan layanan | indeks | higher | 3.40 | 2 | average
            Jumlah izin tinggal yang diproses | dokumen | higher | 412 | 0 | sum
            = Meningkatnya penegakan hukum keimigrasian
            Jumlah operasi pengawasan orang asing | kali | higher | 24 | 0 | sum
            Persentase pengaduan yang diselesaikan | % | higher | 94.00 | 2 | average
        """),
        ("Program Penegakan dan Pelayanan Hukum", "Program Dukungan Manajemen"),
        ("Seksi Lalu Lintas Keimigrasian", "Seksi Intelijen", "Subbagian Tata Usaha"),
        layout=17,
        marks="en",
    ),
    Agency(
        "perikanan-maluku-utara",
        "Dinas Kelautan dan Perikanan",
        "Sofifi",
        "Provinsi Maluku Utara",
        2024,
        measures("""
            = Meningkatnya produksi perikanan
            Jumlah produksi perikanan tangkap | ton | higher | 284600 | 0 | sum
            Jumlah produksi rumput laut | ton | higher | 63250 | 0 | sum
            Nilai Tukar Nelayan | indeks | higher | 104.80 | 2 | average
            = Terjaganya sumber daya laut
            Persentase kapal yang patuh | % | higher | 78.00 | 2 | last
            Jumlah pelanggaran penangkapan ikan | kasus | lower | 32 | 0 | sum
        """),
        ("Program Perikanan Tangkap", "Program Perikanan Budidaya", "Program Pengawasan", "Program Penunjang"),
        ("Sekretariat", "Bidang Tangkap", "Bidang Budidaya", "Bidang Pengawasan", "UPTD Pelabuhan Bacan"),
        layout=18,
        lower="inverse",
        numbers="roman",
    ),
    Agency(
        "pupr-merauke",
        "Dinas Pekerjaan Umum dan Penataan Ruang",
        "Merauke",
        "Kabupaten Merauke",
        2025,
        measures("""
            = Meningkatnya kualitas infrastruktur jalan
            Persentase jalan dalam kondisi mantap | % | higher | 61.00 | 2 | last
            Panjang jalan yang ditingkatkan | km | higher | 86.40 | 2 | sum
            Jumlah jembatan yang dibangun | unit | higher | 24 | 0 | sum
            = Meningkatnya akses air minum dan sanitasi
            Persentase rumah tangga berakses air minum | % | higher | 72.00 | 2 | last
            Jumlah sambungan rumah baru | sambungan | higher | 1380 | 0 | sum
        """),
        ("Program Penyelenggaraan Jalan", "Program Pengelolaan Air Minum", "Program Penataan Ruang"),
        ("Sekretariat", "Bidang Bina Marga", "Bidang Cipta Karya", "Bidang Tata Ruang"),
        layout=19,
        truncates=False,
        percent=" %",
    ),
)
