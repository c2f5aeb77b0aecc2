"""What a single cell looks like: a figure, an ordinal, a year, a column's name.

Shapes and words only; the worth of a figure is normalize's business. The word list is the field's general
vocabulary (SAKIP forms, regional planning evaluation, staff tables), not that of any one report.
"""

from __future__ import annotations

import re

#: words that column names are made of; compared casefolded
_WORDS = """
    no nomor urut kode rekening mata nama nip nrp uraian rincian keterangan ket catatan penjelasan alasan tindak
    lanjut visi misi tujuan sasaran strategis strategi strategik arah kebijakan program kegiatan sub subkegiatan
    komponen aksi rencana rencan indikator kinerja utama iku ikk iks ikp kunci outcome output input benefit
    impact keluaran masukan hasil manfaat dampak tolok ukur satuan unit target realisasi capaian pencapaian
    tercapai tingkat persentase prosentase persen % rasio indeks tahun thn th tahunan bulan bulanan triwulan tw
    tri wulan semester smt smtr periode kuartal januari februari maret april mei juni juli agustus september
    oktober november nopember desember i ii iii iv v vi vii viii ix x xi xii n pagu anggaran alokasi dana
    keuangan fisik sisa saldo selisih deviasi belanja biaya dipa dpa dppa dpa-skpd pok apbd apbn apbd-p apbdp
    dak rp rupiah juta ribu miliar milyar jumlah total jml rata rata-rata rerata sebelum sesudah setelah murni
    perubahan pergeseran revisi reviu awal akhir kondisi baseline base line dasar lalu ini berjalan renstra
    renja rpjmd rpjmn rkpd rkt pk rka tapkin tapja penetapan perjanjian kriteria kategori kualifikasi predikat
    nilai skor score bobot rentang interval warna status standar nasional provinsi s.d s.d. s/d sd sampai dengan
    per dan atau dari pada di yang terhadap menurut berdasarkan vs formula rumus formulasi perhitungan definisi
    operasional sumber data penanggung jawab penanggungjawab pj pelaksana pengampu opd skpd pd perangkat daerah
    instansi lembaga bidang urusan bagian seksi bidang/bagian kementerian pangkat gol golongan ruang gol/ruang
    jabatan jab eselon es es.ii es.iii es.iv esl struktural fungsional non kepegawaian pegawai pendidikan jenis
    kelamin laki laki-laki perempuan pria wanita lk pr l p k s ns pns cpns pppk p3k ppnpn asn honorer kontrak
    tkk smp sma smu smk slta sltp d1 d2 d3 d4 diii div s1 s2 s3 d.iii s.1 s.2 sarjana magister pasca lokasi
    tempat waktu tanggal tgl hari jadwal peserta narasumber volume vol harga kemajuan perbandingan efisiensi
    efektivitas efektifitas serapan penyerapan daya pertumbuhan kenaikan penurunan naik turun permasalahan
    masalah kendala hambatan solusi upaya faktor pendorong penghambat pendukung analisis evaluasi rekomendasi
    kab kab/kota kabupaten kota kecamatan desa negara wilayah judul isi hal halaman hlm
"""
HEADER_WORDS = frozenset(_WORDS.split())
_NUMBER = r"\d+(?:[.,\s]\d{3})*(?:[.,]\d+)*"
_FIGURE = re.compile(
    rf"^[\s(\[<>≤≥=±~+\-–−*]*(?:rp|idr|usd|us\$|\$)?[.\s]*[(\-–−]*\s*{_NUMBER}[\s)\],.\-–]*(?:%|‰|persen|:|/|x)?(.*)$",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"^(?:[-–—−*.]{1,3}|n/?a|nihil|#\w+[!/?0-9A-Z]*)$", re.IGNORECASE)
_YEARS = re.compile(
    r"^\(?\s*(?:tahun\s*|th\.?\s*|ta\.?\s*)?(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)?\d\d)?\s*(?:\(?n?\s*[-+]?\s*\d?\)?|\([a-z][^()\d]{1,30}\))?\s*\)?[*.]?$",
    re.I,
)
_ORDINAL = re.compile(r"^\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[a-zA-Z]|[ivxIVX]{1,5})\s*[.)]{0,2}$")
# 'Jumlah Pagu Anggaran' adds up, 'Jumlah peserta' counts something
_ADDED = r"(?:[ivx\d]+|total|seluruh\w*|keseluruhan|besar|umum|pagu|anggaran|belanja|biaya|dana|program|kegiatan)"
_TOTAL = re.compile(
    rf"^(?:sub\s*-?\s*)?(?:(?:j\s*u\s*m\s*l\s*a\s*h|(?:grand\s+)?total)(?:[\s+&.,/-]+{_ADDED})*"
    r"|(?:rata\s*-?\s*rata|rerata)(?:\s+(?:capaian|kinerja|persentase|realisasi|tingkat|nilai|total|sasaran|indikator))*)"
    r"[\s:.()=%]*$",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"^\s*[<>≤≥=]*\s*\d+(?:[.,]\d+)?\s*%?\s*(?:-|–|s\.?/?d\.?|sampai)\s*[<>≤≥=]*\s*\d+(?:[.,]\d+)?\s*%?\s*\w*$|^\s*[<>≤≥]=?\s*\d"
)
_TOKEN = re.compile(r"[^\W_]+(?:[./\-][^\W_]+)*\.?|%")
#: a line that ends with one of these wants another line
_GOING_ON_WORDS = (
    "dan atau yang di ke dari pada dengan oleh untuk sebagai bagi dalam serta terhadap antara tentang per se sub"
)
_GOING_ON = frozenset(_GOING_ON_WORDS.split())


def squeeze(text: str) -> str:
    """Blanks folded, casefolded: the form in which cell texts are compared."""
    return " ".join(text.split()).casefold()


def is_year(text: str) -> bool:
    """A year or span of years alone: '2019', 'Tahun 2020', '2015-2019', '2018 (n-1)', '2023 (Akhir)'."""
    return bool(_YEARS.match(text.strip()))


def is_ordinal(text: str) -> bool:
    """A row's number: '1', '1.', '(2)', '1.1.2', 'a.', 'IV'."""
    text = text.strip()
    return bool(_ORDINAL.match(text)) and not is_year(text)


def is_total(text: str) -> bool:
    """A total row's name: 'Jumlah', 'TOTAL', 'Rata-rata capaian', 'J u m l a h'."""
    return bool(_TOTAL.match(text.strip()))


def is_placeholder(text: str) -> bool:
    """A mark that stands for a figure: '-', 'n/a', '#DIV/0!', 'nihil'."""
    return bool(_PLACEHOLDER.match(text.strip()))


def is_range(text: str) -> bool:
    """'21 - 30', '< 49', '> 100': may be data (a rating scale) or a column's name (age groups)."""
    return bool(_RANGE.match(text)) and not is_year(text)


def is_figure(text: str) -> bool:
    """A cell that holds one figure ('34.209 orang', 'Rp. 1.000,-', '(12,5)', '9 Kab/ Kota'), or a mark for one ('-').

    Years alone are not figures here: they name columns.
    """
    text = text.strip()
    if not text or len(text) > 120 or is_year(text):
        return False
    if is_placeholder(text):
        return True
    found = _FIGURE.match(text)
    if not found:
        return False
    rest = found.group(1).strip()
    # '2016 terhadap target': a year within a name
    if rest and is_year(text.split()[0]) and rest.split()[0].casefold() in HEADER_WORDS:
        return False
    # what follows a figure is a unit: a few short words, not a sentence
    return len(rest) <= 28 and len(rest.split()) <= 4 and not is_year(text)


def header_share(text: str) -> float:
    """Share (0..1) of a text's words that are column-name words; figures other than years count against it."""
    if len(text) > 400:
        return 0.0
    if is_year(text):
        return 1.0
    tokens = [token.rstrip(".") for token in _TOKEN.findall(text.casefold())]
    if not tokens:
        return 1.0 if text.strip() in ("#", "±") else 0.0
    known = 0
    for token in tokens:
        parts = [part for part in re.split(r"[./\-]", token) if part]
        if token in HEADER_WORDS or (parts and all(part in HEADER_WORDS or is_year(part) for part in parts)):
            known += 1
    return known / len(tokens)


def is_header_text(text: str) -> bool:
    """Does the text read as a column's name? (short, and most of its words are column-name words)"""
    words = text.split()
    return bool(words) and len(words) <= 14 and not is_figure(text) and header_share(text) >= 0.7


def goes_on(text: str) -> bool:
    """Does the text want another line: does it end with a word or mark that nothing ends with?"""
    return bool(text) and (text.split()[-1].casefold() in _GOING_ON or text[-1] in "-,/&(")
