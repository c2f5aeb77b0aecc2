"""The words that decide how a name is compared: heads, stop words, owners, opposites, qualifiers.

General vocabulary of Indonesian performance reports; a word is added here when it acts alike in every agency's reports.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: what is measured, by the first word of a name
HEADS: dict[str, str] = {
    "persentase": "percent",
    "proporsi": "percent",
    "cakupan": "percent",
    "jumlah": "count",
    "nilai": "index",
    "indeks": "index",
    "level": "index",
    "predikat": "grade",
    "kategori": "grade",
    "kualifikasi": "grade",
    "opini": "grade",
    "rasio": "ratio",
    "volume": "measure",
    "luas": "measure",
    "panjang": "measure",
}
#: heads that go with any kind of figure
WEAK_HEADS = frozenset({"angka", "tingkat", "besaran", "besarnya", "rata"})
#: other words that indicators begin with, and activities don't
INDICATOR_OPENERS = _words("""
prevalensi laju umur usia harapan rerata kontribusi produksi produktivitas populasi indek pdrb inflasi pertumbuhan
subindeks dimensi insidensi insiden emisi backlog konsumsi pengeluaran
""")
STOP_WORDS = _words("""
yang dan atau di ke dari pada oleh dengan untuk dalam terhadap atas secara sebagai serta para bagi telah sudah dapat
tersebut melalui sebesar adalah antara akan ini itu agar nya the of and in to dst dll tahun ri republik rangka guna
setiap hal lain lainnya suatu bahwa karena
""")
#: words that tell little: owners of the figure and verbs that stand for one another
LIGHT_WORDS = _words("""
provinsi kabupaten kota daerah pemerintah opd dinas badan biro kantor instansi satker satuan kerja unit upt uptd balai
kementerian lembaga sekretariat lingkungan lingkup wilayah indonesia nasional memiliki mendapat mendapatkan memperoleh
melaksanakan dilaksanakan melakukan dilakukan pelaksanaan terlaksananya menjadi mencapai capaian realisasi hasil
berhasil tersedia penyelenggaraan terselenggaranya seluruh ditetapkan selesai terkait kegiatan menggunakan adanya
besaran besarnya angka tingkat data rata kelurahan kecamatan distrik
""")
#: words that begin the name of who a figure belongs to, or who judged it
OWNER_WORDS = _words("""
dinas badan biro bagian bidang kantor inspektorat satker pemerintah opd kecamatan kelurahan kementerian lembaga
balai upt uptd direktorat deputi sekretariat setda dprd rsud puskesmas pengadilan kejaksaan polda polres
universitas politeknik bps bkn dinkes disdik dishub bappeda bapenda bpkad bkd bkpsdm bpbd dlh dpmptsp disdukcapil
diskominfo dinsos disnaker satpol djpb kppn dja kemenpan kemenpanrb panrb bpkp oleh kanwil wilayah stasiun loka lingkup
""")
NEGATIONS = frozenset({"tidak", "belum", "bukan", "tanpa"})
DIRECTIONS = frozenset({"peningkatan", "penurunan"})
#: how a sasaran (not an indicator) begins; programmes and accounts too
SENTENCE_OPENERS = _words("""
meningkatnya menurunnya terwujudnya terciptanya tercapainya terpenuhinya terkendalinya berkurangnya berkembangnya
terjaganya terbangunnya terbinanya terjaminnya optimalnya menguatnya membaiknya mewujudkan menciptakan meningkatkan
program kegiatan subkegiatan belanja sasaran tujuan misi visi pelaksana penguatan realisasi pagu anggaran sisa
""")
#: words of one group exclude each other: a name with one is not a name with another
GROUPS: tuple[frozenset[str], ...] = tuple(
    frozenset(line.split())
    for line in """formal informal
paud sd smp sma smk slb pt
apm apk aps
aki akb akaba akn
ibu bayi balita neonatal lansia remaja
laki perempuan
tangkap budidaya olahan garam
perkotaan perdesaan
eksternal internal
nelayan petani pembudidaya
padi jagung kedelai cabai bawang kopi kakao
nila mas lele patin gurame
sapi kambing ayam
daging telur susu
kelahiran kematian perkawinan perceraian
ktp kia kk akta
lhkpn lhkasn
asn p3k honorer
air udara lahan
konstan berlaku
primer dasar menengah tinggi lanjutan
dasar penunjang
pra purna
baik mantap rusak
aa a bb b cc c d
wtp wdp
nusantara mancanegara
pma pmdn
pajak retribusi
hipertensi diabetes tb dbd hiv malaria kusta
stunting wasting
bpk apip
puskesmas rs
kompetensi pelatihan
perdata pidana jinayat
banding kasasi peninjauan
darat laut udara
jalan jembatan irigasi""".splitlines()
)
#: words that name a part of a population or a sort of a thing: with or without them is not the same figure
QUALIFIERS = _words("""
swasta negeri asing disabilitas perkotaan perdesaan miskin rentan terlantar berat ringan khusus baru ekstrem mandiri
inklusi kritis rawan perempuan pria asli tradisional modern aktif ilegal informal nonformal kelas unggulan potensial
terampil produktif median organik lestari digital daring gratis darurat dini menular bermasalah terkendala purna calon
""")
GROUP_WORDS = frozenset().union(*GROUPS)
