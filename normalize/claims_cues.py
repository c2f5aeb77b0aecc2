"""The words that tell what a figure is: families of wording for target, realisasi, capaian, budget."""

from __future__ import annotations

import re

from normalize.model import Basis

BASES: tuple[tuple[Basis, re.Pattern[str]], ...] = (
    (
        "pk_revisi",
        re.compile(r"(?:(?:perjanjian|penetapan) kinerja|\bPK) (?:perub|rev)|revi(?:u|si) (?:perj|penet)", re.I),
    ),
    ("pok", re.compile(r"\bPOK\b|petunjuk operasional", re.I)),
    ("pk", re.compile(r"perjanjian kinerja|penetapan kinerja|\bPK\b|\btap(?:ja|kin)\b", re.I)),
    ("rkt", re.compile(r"\bRKT\b|rencana kinerja tahunan|\bRKPD\b|\bRenja\b", re.I)),
    ("renstra", re.compile(r"renstra|rencana strate\w+|rpjmd|rpjmn", re.I)),
)  # fmt: skip
LINK = re.compile(
    r"[\s,]*(?:yang\s+(?:dianggarkan|ditetapkan|tersedia|dialokasikan|direncanakan|disediakan|ada)\s*,?\s*)?"
    r"(?:\(|atau|dan|dengan|setara|yaitu|yakni|=)?\s*(?:atau|dengan)?\s*(?:capaian(?: kinerja)?|persentase"
    r"|prosentase|realisasi|hanya|sekitar|kurang lebih"
    r"|lebih kurang|sebesar|senilai|mencapai|tercapai|setara(?: dengan)?|sehingga"
    r"|persentasenya|sebanyak|sejumlah|baru|adalah|dengan|nya|[\s,(])*",
    re.I,
)
VERB_TARGET = re.compile(
    r"\b(?:mencapai|memenuhi|melebihi|melampaui|sesuai|dari)\s+target\b(?!\s*(?:sebesar|sejumlah|sebanyak|\d"
    r"|yaitu\s*$|yang|renstra|$))",
    re.I,
)
COMPOUND = re.compile(
    r"\b(target)\s+(?:capaian|realisasi)\b|\b(realisasi|capaian|pencapaian|persentase)\s+(?:atas\s+|dari\s+"
    r"|terhadap\s+|dengan\s+)?(?:target|realisasi)\b",
    re.I,
)
TARGET = re.compile(
    r"\btarget(?:nya)?\b|\bditarget(?:kan|i)\b|\b(?:harus|akan|ingin|hendak) dicapai\b|\bdirencanakan\b"
    r"|\bketetapan(?=\s*(?:sebesar|pokok|pajak|pbb)?\s*$)|\b(?:di|ter)patok\b|\bdiperjanjikan\b|\bdijanjikan\b|\bdiproyeksikan\b"
    r"|\brencana(?:nya)?(?=\s+(?:sebesar|sebanyak|sejumlah|adalah|yaitu)|\s*$)",
    re.I,
)
REALISED = re.compile(
    r"\brealisasi(?:nya)?\b|\bterealisasi\w*|\bter?realisir\b|\bmencapai\b(?!\s+target)|\btercapai(?:nya)?\b"
    r"|\b(?:telah|berhasil|dapat|sudah|yang) dicapai\b|\bdirealisasi(?:kan)?\b|\bdiraih\b|\bmeraih\b"
    r"|\bhasil(?:nya)?(?=\s+(?:sebesar|adalah|yaitu))",
    re.I,
)
ACHIEVED = re.compile(
    r"\bcapaian(?:nya)?\b|\bpencapaian(?:nya)?\b|\btercapai\b|\bcapaian kinerja\b|\bkinerjanya\b|\bketercapaian\w*"
    r"|\btingkat kemajuan(?:nya)?\b",
    re.I,
)
SPENT = re.compile(
    r"realisasi|terealisasi|terserap|penyerapan|serapan|diserap|digunakan|dibelanjakan|pencairan|pengeluaran"
    r"|dikeluarkan|terpakai|dipakai|(?:ter|di)cairkan|tercairkan|dimanfaatkan|dihabiskan|(?:ter|di)bayar\w*"
    r"|pemakaian|penggunaan",
    re.I,
)
LEFT_OVER = re.compile(
    r"\bsisa|saldo|tidak (?:dapat )?(?:ter)?serap|(?:tidak|belum) ter\w+|tidak digunakan|silpa|efisiensi|penghematan"
    r"|tidak terealisasi|selisih|\btersisa|sisanya|dikembalikan|kembali ke kas",
    re.I,
)
BUDGET = re.compile(
    r"anggaran|alokasi|dialokasikan|pagu|\bdipa\b|\bdpa\b|\bdppa\b|\bdana\b|pendanaan|\bbiaya\b|(?:mem|di)biayai"
    r"|belanja|didukung|dianggarkan|apb[dn]|\brka\b",
    re.I,
)
INCOME = re.compile(
    r"pendapatan|penerimaan|retribusi|pajak|\bpad\b|investasi|omzet|omset|ekspor|pdrb|upah|gaji|harga", re.I
)
_VERBS = (
    r"meningkat|menurun|naik|turun|kenaikan|penurunan|peningkatan|bertambah|berkurang|selisih|pertambahan|penambahan"
    r"|pengurangan|tumbuh|pertumbuhan|menyusut|penyusutan|merosot|melonjak|lonjakan|anjlok"
)
RISE = re.compile(
    rf"(?P<word>\b(?:{_VERBS}))\b(?:(?:(?!\bmenjadi\b)[^.;]){{0,60}}?\b(?:sebesar|sebanyak|sejumlah|seluas|sepanjang"
    r"|senilai|mencapai|yaitu|yakni|hingga)"
    r"|(?:\s+(?:sekitar|hampir|hanya|cukup|kurang\s+lebih|lebih\s+kurang|lagi|sedikit|drastis"
    r"|tajam|signifikan|rata-rata|kira-kira|tipis|jauh|pesat|agak|sangat|secara|paling|kembali|terus|pula|juga))*"
    r"\s*[:(]?)\s*$"
    r"|\b(?P<more>lebih\s+(?:tinggi|rendah|besar|kecil|banyak|sedikit|baik))"
    r"(?:\s+(?:sebesar|sebanyak|sejumlah|sekitar))?\s*$",
    re.I,
)  # fmt: skip
OTHER_THAN_CHANGE = re.compile(
    r"\b(?:[Dd]iban?ding\w*|ketimbang|daripada|Jumlah|[Tt]arget|ditargetkan|terealisasi|realisasi\w*|tercapai)\b|^\s+(?:kelas|pangkat|haji|jabatan|status|golongan|tangan)\b"
)
#: "naik dari periode yang sama sebanyak 303 orang" tells the level before; "naik dari tahun lalu sebesar 5%" may not
FROM_PERIOD = re.compile(
    r"\bdari\s+(?:\w+\s+){0,3}?(?:periode|tahun|triwulan|semester|bulan|kondisi|posisi|kuartal|semula|sebelumnya)\b",
    re.I,
)
HAPPENS = re.compile(
    r"\b(?:mengalami|terjadi\w*|terdapat|adanya|menunjuk\w*|merupakan|berarti|diperoleh"
    r"|atau)\b(?:\s+[^\W\d]+){0,2}\s*$",
    re.I,
)
REACHED_TARGET = re.compile(
    r"\b(?P<verb>mencapai|melebihi|melampaui)\s+target(?:\s+kinerja)?(?:nya)?\s+(?:sebesar|yaitu|hingga)\s*$", re.I
)
MISSING = re.compile(
    r"\b(?:sisanya|sisa|kekurangan(?:nya)?|masih (?:perlu|kurang|terdapat|ada|tersisa|belum)|belum (?:ter|me))\b", re.I
)
ABSORBED = re.compile(
    r"daya serap|serapan|penyerapan|terserap|(?:penggunaan|realisasi|capaian) (?:\w+ )?(?:anggaran|keuangan)"
    r"|anggaran\s+(?:\w+\s+){0,3}(?:terealisasi|tercapai|mencapai)"
    r"|(?:secara|sisi|segi|aspek|progres|kinerja) keuangan|(?:realisasi|capaian)nya secara keuangan",
    re.I,
)
TO_NEXT = re.compile(r"\s*(?:sampai(?:\s+dengan)?|s\.?\s?/?\s?d\.?|hingga|-|–)\s*", re.I)
#: "90 dokumen yang ditargetkan", "64 desa yang menjadi target"
#: "... dan sesudah penyesuaian anggaran menjadi 96 unit": a target again, after a target
REVISED = re.compile(
    r"\b(?:(?:di)?revisi|(?:di|ter)sesuaikan|penyesuaian|perubahan|(?:di|ber)ubah|dikurangi|diturunkan|dinaikkan"
    r"|ditambah|refocusing|refokusing|rasionalisasi|pergeseran|pencermatan)\b[^.;]{0,60}?\b(?:menjadi|ke)\s*"
    r"(?:sebesar|sebanyak|sejumlah|hanya|\s)*$",
    re.I,
)
AS_TARGET = re.compile(
    r"\s*(?:yang\s+)?(?:(?:telah|sudah)\s+)?(?:ditargetkan|(?:menjadi|merupakan|sebagai)\s+target"
    r"|direncanakan|diperjanjikan)\b",
    re.I,
)
#: what a report counts of itself, not what it achieves
OWN_COUNTS = frozenset({"indikator", "iku", "ik", "sasaran", "tujuan", "misi", "program"})
#: words that hand the figure to what was named before
SAYS = re.compile(
    r"(?:\b(?:sebesar|sebanyak|sejumlah|seluas|sepanjang|seberat|senilai|adalah|ialah|yaitu|yakni|mencapai|tercapai"
    r"|menjadi|target(?:nya)?|nilai|realisasi(?:nya)?|capaian(?:nya)?|hanya|skor|angka|atau|tercatat|masih|sekitar"
    r"|kira-kira|kurang lebih|lebih kurang|ditargetkan|terealisasi|direalisasikan|ke|setara|yang dipatok"
    r"|indeks|poin|baru|berjumlah|ada)|[:=(])\s*$",
    re.I,
)
