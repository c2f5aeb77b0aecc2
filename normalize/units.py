"""Units as printed -> what sort of unit it is, one spelling for each, and the scale a table declares for its money.

A unit matters twice: whole counts and full rupiah are exact, percents and indices are rounded; and "1.904 orang" is
a thousand people where "1.904" under "Indeks" may be 1.904.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

UnitClass = Literal["percent", "money", "count", "index", "ratio", "measure", ""]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PERCENT_WORDS = frozenset({"%", "persen", "persentase", "prosen", "prosentase", "percent", "pct", "presentase"})
MONEY_WORDS = frozenset({"rp", "rupiah", "idr", "rp.", "usd", "us$", "$", "dolar"})
INDEX_WORDS = _words("""
nilai indeks index skor score angka poin point level tingkat skala rasio ratio predikat opini kategori peringkat
grade bobot koefisien
""")
#: physical measures: continuous, so a printed whole number may be rounded
MEASURE_WORDS = _words("""
ton kg kilogram kuintal kwintal gram mg liter l ml km kilometer m meter cm m2 m3 m² m³ km2 km² ha hektar hektare are
kw kwh mw mwh gwh watt va mva kkal kalori ppm derajat celcius mbps gb tb teu barel mil knot
""")
#: things that are counted one by one
COUNT_WORDS = _words("""
orang org jiwa peserta pegawai personil personel siswa siswi mahasiswa guru dosen murid pelajar tki ctki pmi cpmi
tkw pekerja tenaga karyawan penduduk warga penerima pasien bidan dokter perawat kader anak bayi balita ibu kk kepala
keluarga rumah rt rw rts kpm ruta rutilahu pelaku petani nelayan kelompok lembaga organisasi instansi satker unit
upt uptd opd skpd pd perangkat badan dinas biro bagian bidang seksi kantor kementerian lpk bumdes bumd bumn koperasi
umkm ukm ikm usaha perusahaan p3mi pptkis ppptkis bkk blk sekolah madrasah kampus universitas pt pts ptn paud sd smp
sma smk puskesmas rs rsud posyandu poskesdes klinik apotek desa kelurahan kecamatan kabupaten kota kab kab/kota
provinsi prov propinsi negara daerah wilayah lokasi titik tempat kawasan zona blok gedung bangunan ruang ruas
jembatan simpang terminal pelabuhan bandara dermaga stasiun halte lokus persil dokumen dok laporan lap berkas naskah
buku eksemplar exemplar perda perbup perwal pergub ranperda raperda regulasi peraturan kebijakan rekomendasi
rancangan surat sk ijin izin sertifikat sertipikat akta akte ktp kia piagam penghargaan dokumentasi berita artikel
modul pedoman sop spm peta data database kali x frekuensi kegiatan paket keg sub program subkegiatan acara event
rapat sosialisasi pelatihan angkatan kelas sesi pertemuan kunjungan layanan fasilitasi pengaduan aduan kasus perkara
temuan kejadian insiden kebakaran bencana pelanggaran permohonan permintaan usulan inovasi aplikasi sistem website
situs portal menu fitur jenis macam komponen item aspek unsur indikator iku sasaran tujuan misi output rincian
produk merek komoditas varietas ekor batang pohon bibit benih butir buah bh biji lembar lbr set stel pasang pcs roll
rim dus botol tabung kendaraan mobil motor bus kapal perahu pesawat truk armada mesin alat komputer laptop kamera
unit/buah sambungan sr saluran jaringan sumur embung bendungan rambu lampu pju tiang hidran bulan bln hari jam menit
detik tahun thn minggu triwulan semester tw hok oh ok ob wisatawan wisman wisnus atlet medali cabor juara emas
perkawinan akseptor pus kelahiran kematian sampel responden mitra mou pks kerjasama investor lowongan job pencaker
kursi suara pemilih partai ormas lsm media pos peristiwa proposal judul penelitian kajian studi jurnal hki paten
rekomtek stand kios pasar los tps tpa bank ranting cabang gapoktan poktan kup kub kwt lmdh bpd masjid gereja pura
vihara mushola pesantren santri tokoh relawan anggota aset rekening wp npwpd objek wajib sppt stiker spanduk baliho
leaflet banner stan kuesioner kontrak tender lelang
""")

_KAB_KOTA = re.compile(r"kab(?:upaten)?\.?\s*/?\s*(?:dan\s+)?kota", re.I)
_PER = re.compile(r"^(?:/|per\b)\s*[\d.]+")


def unit_words(unit: str) -> list[str]:
    """The words of a unit, casefolded: "Kab/ Kota" -> ["kab/kota"]; "% TKI" -> ["%", "tki"]."""
    folded = re.sub(r"\s*/\s*", "/", unit.casefold().replace("%", " % "))
    return [word.strip("()[]:;,.*") or word for word in folded.split() if word.strip("()[]:;,.*")]


def unit_to_class(unit: str) -> UnitClass:
    """Which sort of unit this is; '' where it is unknown or there is none.

    A percent sign anywhere decides ("% TKI"), then the first word ("Dokumen Renstra" is a count); "/100.000 KH" and
    "per 1000 KH" are ratios.
    """
    text = unit.strip()
    if not text:
        return ""
    if _PER.match(text.casefold()) or re.match(r"per\s+\S+\s+(?:penduduk|kelahiran|jiwa)", text.casefold()):
        return "ratio"
    words = unit_words(text)
    if not words:
        return ""
    first = words[0]
    if any(word in PERCENT_WORDS for word in words):
        return "percent"
    if first in MONEY_WORDS or first.startswith("rp"):
        return "money"
    if first in INDEX_WORDS:
        return "index"
    if first in MEASURE_WORDS:
        return "measure"
    if first in COUNT_WORDS or _KAB_KOTA.match(text) or any(part in COUNT_WORDS for part in first.split("/")):
        return "count"
    if any(word in COUNT_WORDS for word in words[1:]):
        return "count"
    return ""


def unit_to_canonical(unit: str) -> str:
    """One spelling for units that mean the same: "Persen" -> "%"; "Rp." -> "Rp"; "Kab/ Kota" -> "Kab/Kota"."""
    text = " ".join(unit.split())
    words = unit_words(text)
    if not words:
        return text
    if len(words) == 1 and words[0] in PERCENT_WORDS:
        return "%"
    if len(words) == 1 and (words[0] in MONEY_WORDS or words[0] == "rp"):
        return "Rp" if words[0] in {"rp", "rp.", "rupiah", "idr"} else text
    if _KAB_KOTA.fullmatch(text):
        return "Kab/Kota"
    if words == ["org"]:
        return "orang"
    return re.sub(r"\s*/\s*", "/", text)


def same_unit(a: str, b: str) -> bool:
    """Whether two printed units mean the same; an empty one agrees with any."""
    left, right = unit_to_canonical(a).casefold(), unit_to_canonical(b).casefold()
    return not left or not right or left == right


#: scale words in full and as people abbreviate them
SCALES: dict[str, Decimal] = {
    "ribu": Decimal(10**3),
    "rb": Decimal(10**3),
    "ribuan": Decimal(10**3),
    "juta": Decimal(10**6),
    "jt": Decimal(10**6),
    "jutaan": Decimal(10**6),
    "miliar": Decimal(10**9),
    "milyar": Decimal(10**9),
    "milliar": Decimal(10**9),
    "milyard": Decimal(10**9),
    "miliyar": Decimal(10**9),
    "miliaran": Decimal(10**9),
    "milyaran": Decimal(10**9),
    "mlyr": Decimal(10**9),
    "triliun": Decimal(10**12),
    "trilyun": Decimal(10**12),
    "triliyun": Decimal(10**12),
    "trilliun": Decimal(10**12),
    "triliunan": Decimal(10**12),
}

_DECLARED = re.compile(
    r"(?:dalam|x|@|per|rp\.?|\()\s*(?:rp\.?\s*)?(ribu(?:an)?|juta(?:an)?|mil[iy]ar(?:an)?|tril[iy]un(?:an)?)\b", re.I
)
_DECLARED_ZEROS = re.compile(
    r"x\s*(?:rp\.?\s*)?1[.,]?(000(?:[.,]?000)?)\b|rp\.?\s*[.,]?\s*(000(?:[.,]000)?)\b|\(\s*(000(?:[.,]?000)?)\s*\)",
    re.I,
)


def text_to_declared_scale(text: str) -> Decimal | None:
    """The factor a caption, header or note gives for its money; None where it gives none.

    "(dalam ribuan rupiah)" and "Rp. 000" give 1000, "(Rp. juta)" 10^6.
    """
    if found := _DECLARED.search(text):
        return SCALES[found.group(1).casefold()]
    if zeros := _DECLARED_ZEROS.search(text):
        digits = re.sub(r"\D", "", next(group for group in zeros.groups() if group))
        return Decimal(10 ** len(digits))
    return None
