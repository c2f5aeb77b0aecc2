"""The printed name of what a sentence tells: a quoted indicator, a list item, a phrase, or the heading above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.claims_known import KnownNames

NONE_KNOWN = KnownNames()

_QUOTED = re.compile(r"[\"“„‘'](?P<phrase>[^\W\d][^\"“”‟’'„‘]{9,160})[\"”‟’']")
#: "2) Ratio kematian bayi, dengan target 5,8/1000 KH"
_LISTED = re.compile(
    r"^\s*(?:[-•▪]|\(?\w{1,2}[.)])\s*(?P<phrase>[^\W\d][^.;:]{8,140}?)\s*,?\s*"
    r"(?:\b(?:dengan\s+)?(?:target|realisasi|capaian)\b|\b(?:terealisasi|tercapai)\b|\b(?:sebesar|sebanyak"
    r"|sejumlah)\b|[:=])",
    re.I,
)
_NAMED = re.compile(
    r"(?P<phrase>\b(?:jumlah|persentase|prosentase|presentase|nilai|indeks|tingkat|rasio|ratio|angka|cakupan)\s"
    r"[^.;:,\d]{6,140}?)\s*,?\s+(?=(?:pada|di|tahun|sebesar|sebanyak|sejumlah|adalah|yaitu|mencapai|tercapai|berjumlah"
    r"|dengan|telah"
    r"|sudah|menjadi|masih|sampai|(?:yang\s+)?(?:ditargetkan|direncanakan|terealisasi)|tercatat|berada|meningkat|menurun|naik|turun"
    r"|dari\s+target|melebihi|melampaui|tidak|belum|hanya|baru|yang\s+(?:tercantum|tertuang|ditetapkan))\b)",
    re.I,
)
_PHRASE = re.compile(
    r"\b(?:target|realisasi|capaian|indikator(?: kinerja)?(?: utama)?"
    r"|sasaran(?: strategis)?)\s*(?:\(?\bIKU?\s?-?\d{1,2}\)?\s*)?:?\s*"
    r"(?P<phrase>[^\W\d][^.;:]{6,160}?)\s*(?:\(IK[^()]*\)\s*)?"
    r"(?=,|\b(?:pada|di|tahun|s\.?d|sampai|sebesar|sebanyak|sejumlah|adalah|yaitu|mencapai|tercapai|berjumlah|dengan"
    r"|telah|sudah"
    r"|yang\s+(?:tertuang|tercantum|ditetapkan)|dari|\(?IK|menjadi|meningkat|menurun|mengalami)\b|$)",
    re.I,
)
_GENERIC = re.compile(
    r"^(?:(?:sasaran\s+)?(?:strategis\s+)?(?:pertama|kedua|ketiga|keempat|kelima|keenam|ke-\d+)\b"
    r"|kinerja\s+(?:dinas|badan|biro|bp\w+|upt\w*|satuan|organisasi|instansi|perangkat|pemerintah|kantor|balai"
    r"|sekretariat|sasaran|tahun"
    r"|utama|keuangan|kementerian|unit)\b"
    r"|(?:kinerja|ini|tersebut|itu|keuangan|anggaran|fisik|tahun|organisasi|strategis|indikator|target|realisasi"
    r"|capaian|program|kegiatan"
    r"|sasaran|dari|dan|atau|sampai|tidak|belum|sebesar|renstra|rpjmd|jangka|pok|pk)\b"
    r"(?:\s+(?:ini|tersebut|utama|tahun|anggaran|kinerja|yang|di|pada|\d+)\b.*)?$)",
    re.I,
)
_GENERIC_HEADING = re.compile(
    r"^(?:ikhtisar|tantangan|peluang|penentuan|isu|sumber daya|profil|kinerja pelayanan|kondisi|lampiran|arah|strategi"
    r"|kebijakan|rekapitulasi|pengertian|metod|evaluasi|analisis|analisa|informasi|hasil"
    r"|uraian|penjelasan|latar belakang|pendahuluan|penutup|kesimpulan"
    r"|simpulan|permasalahan"
    r"|kendala|hambatan|solusi|upaya|tindak lanjut|saran|rekomendasi|capaian (?:kinerja|indikator)"
    r"|peningkatan capaian|penurunan capaian"
    r"|realisasi (?:anggaran|keuangan|kinerja)|akuntabilitas|pengukuran|perbandingan|ringkasan|kata pengantar"
    r"|sumber da|tugas|fungsi|visi"
    r"|misi|tujuan|sasaran|perencanaan|perjanjian|rencana|sistematika|struktur|dasar hukum|maksud|isu|gambaran|umum"
    r"|definisi|cara|faktor"
    r"|(?:buku\s+)?laporan\b|lk?j?\s?ip\b|lakip\b|lkj\b|lkpj\b|lppd\b|renja\b|renstra\b|pemerintah\s+(?:kabupaten|kota|provinsi)"
    r"|target\b|efisiensi|program|kegiatan|bab|anggaran|kerangka|tabel|jumlah\s*:)",
    re.I,
)
_OPENER = re.compile(
    r"\W*(?:indikator\s+(?:kinerja\s+)?)?(?:jumlah|persentase|prosentase|presentase|indeks|nilai|tingkat|rasio|ratio|angka"
    r"|cakupan|rata-rata|laju|proporsi|opini|predikat|kontribusi|produksi|produktivitas|frekuensi|luas|panjang|volume"
    r"|rasionalisasi|kepuasan|skor|pertumbuhan|penurunan|peningkatan|ter\w+nya|me\w+nya|kunjungan|persen|%)\b",
    re.I,
)
#: words that judge, not name: "kategori Sangat Baik"
_JUDGING = re.compile(r"(?:sangat|cukup|kurang|baik|tinggi|rendah|sedang|buruk|memuaskan|berhasil|tidak|dan|\s)+", re.I)
_LEADING = re.compile(r"^(?:yaitu|yakni|adalah|nya|ini|tersebut)\s+", re.I)
_EMPTY_WORDS = frozenset(
    (
        "target", "realisasi", "capaian", "jumlah", "nilai", "persentase", "prosentase", "angka", "tahun", "kinerja",
        "fisik",
        "anggaran", "rata-rata", "total", "tersebut", "berdasarkan", "yang", "dengan", "indikator", "program",
        "kegiatan",
        "perjanjian", "renstra", "sasaran", "triwulan", "telah", "ditetapkan", "akhir", "besar", "perbandingan",
        "utama", "dan",
        "strategis", "tingkat", "penyerapan", "pencapaian", "untuk", "pada",
    )
)  # fmt: skip
_CLAUSE_STARTS = frozenset(
    {"yang", "berdasarkan", "dengan", "dibagi", "akhir", "untuk", "oleh", "dan", "atau", "dinyatakan", "tepat"}
)
#: plans set targets and are not measured: "Renstra ... menetapkan", "fisik menurut POK"
_PLANS = frozenset(
    {
        "renstra",
        "rpjmd",
        "rpjmn",
        "rkt",
        "rkpd",
        "renja",
        "pok",
        "dpa",
        "dipa",
        "perjanjian",
        "fisik",
        "semula",
        "secara",
    }
)
_DONE_START = re.compile(
    r"(?:tercapai|dicapai|dibanding\w*|terdapat|terdiri|diukur|dilaksanakan|mencapai|mengalami|menunjukkan|semakin|pada)$"
)
_VERB_END = re.compile(
    r"\b(?:menetapkan|memuat|mempunyai|memiliki|mencantumkan|menargetkan|menjadi|adalah|telah|sudah|akan|dapat|ditetapkan"
    r"|ditargetkan|tercantum|tertuang|menunjukkan|mengalami|diban?ding\w*)\s*$|\bmenurut\s+(?:pok|renstra|rkt|pk)\b"
)
_CLAUSE_ENDS = frozenset({"yang", "dan", "di", "dari", "pada", "dengan", "untuk", "tersebut"})


def sentence_to_indicator(sentence: str, headings: Sequence[str], known: KnownNames = NONE_KNOWN) -> str:
    """The best printed name of what a sentence is about; '' without any.

    First a name of the tables that the sentence holds or its phrase comes near; then the innermost heading that is such
    a name, unless the sentence plainly names something else ("persentase <...> sebesar"); then the phrase itself
    ("realisasi <...> tahun 2024"), or the innermost heading that is no mere title of a section ("Evaluasi Kinerja"),
    and the heading where both name the same thing, for it is fuller.
    """
    heading = next((text for text in headings if _may_name(text, bool(known))), "")
    phrase, plainly = _sentence_to_phrase(sentence)
    if known:
        if own := known.within(sentence) or known.like(phrase):
            return own
        above = next((name for text in headings if (name := known.like(text))), "")
        if above and (not plainly or _shared_words(above, phrase) >= 2):
            return above
    if not phrase or (heading and _shared_words(heading, phrase) >= 2):
        return heading
    return phrase


def _may_name(heading: str, known: bool) -> bool:
    """Whether a heading can be an indicator's name; where the tables' names are known, another must begin as one."""
    if _GENERIC_HEADING.match(heading) or len(heading.split()) < 2:
        return False
    return not known or _OPENER.match(heading) is not None


def _sentence_to_phrase(sentence: str) -> tuple[str, bool]:
    """(phrase, whether it is quoted, listed or begins as names of indicators do)."""
    for pattern in (_QUOTED, _LISTED, _NAMED, _PHRASE):
        found = (_LEADING.sub("", m["phrase"].strip(" ,")) for m in pattern.finditer(sentence))
        if phrase := next((words for words in found if _names_something(words)), ""):
            return phrase, pattern is not _PHRASE
    return "", False


#: ", Prosentase kepemilikan armada menjadi badan hukum dengan capaian"
_CLAUSE = re.compile(
    r"^[\s,;()\"“”]*(?:(?:dan|serta|sedangkan|sementara|kemudian|adapun|untuk|pada|indikator(?: kinerja)?|yaitu|hanya"
    r"|target|realisasi|capaian)\s+)*(?P<phrase>[^\W\d][^.;:]{6,200}?)\s*,?\s*\b(?:(?:dengan|yang|dan)\s+)?"
    r"(?:capaian|realisasi(?:nya)?|target(?:nya)?|tercapai|terealisasi|sebesar|sebanyak|mencapai|adalah|berjumlah)\b",
    re.I,
)


def clause_to_indicator(clause: str, headings: Sequence[str], known: KnownNames = NONE_KNOWN) -> str:
    """The indicator that the words before a figure name, where a sentence tells several; else the heading's, or ''."""
    heading = sentence_to_indicator("", headings, known)
    found = _CLAUSE.match(re.sub(r"^.*\byaitu\b(?=\s+[^\W\d_]+\s+[^\W\d_]+)", "", clause))
    if own := known.within(clause):
        return own
    if not found or not _names_something(found["phrase"]):
        return heading
    phrase = found["phrase"].strip(" ,")
    if own := known.like(phrase):
        return own
    return heading if heading and _shared_words(heading, phrase) >= 2 else phrase


def _names_something(phrase: str) -> bool:
    """Whether a phrase has two words of its own and is not the rest of a clause."""
    words = re.findall(r"[^\W\d][\w/-]+", phrase.casefold())
    if not words or words[0] in _CLAUSE_STARTS or words[-1] in _CLAUSE_ENDS or _GENERIC.match(phrase.strip()):
        return False
    if phrase.count("(") != phrase.count(")") or _JUDGING.fullmatch(phrase) or _DONE_START.match(words[0]):
        return False
    if words[0] in _PLANS or _VERB_END.search(phrase.casefold()):
        return False
    return sum(len(word) >= 3 and word not in _EMPTY_WORDS for word in words) >= 2


def _shared_words(a: str, b: str) -> int:
    words = [set(re.findall(r"[^\W\d]{4,}", text.casefold())) for text in (a, b)]
    return len(words[0] & words[1])
