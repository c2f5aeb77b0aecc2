"""The review checklist in English: the regulation's questions, and the hints that `lakip.checklist` gives."""

from __future__ import annotations

import re

ENGLISH = {
    "Format": "Format",
    "Mekanisme penyusunan": "How it was prepared",
    "Substansi": "Substance",
    "Laporan menampilkan data penting instansi": "The report shows the agency's key data",
    "Laporan menyajikan informasi target kinerja": "The report gives the performance targets",
    "Laporan menyajikan capaian kinerja yang memadai": "The report gives achievements adequately",
    "Lampiran mendukung informasi pada badan laporan": "Annexes support what the report says",
    "Laporan menyajikan upaya perbaikan ke depan": "The report gives measures of improvement",
    "Laporan menyajikan akuntabilitas keuangan": "The report gives financial accountability",
    "Laporan disusun oleh unit kerja yang bertugas untuk itu": "The report was written by the unit whose task it is",
    "Informasi dalam laporan didukung data yang memadai": "What the report says is supported by adequate data",
    "Ada mekanisme penyampaian data dari unit kerja ke unit penyusun": "Data have a way from the units to the authors",
    "Ada penanggung jawab pengumpulan data di setiap unit kerja": "Each unit has somebody responsible for data",
    "Data kinerja yang disampaikan diyakini keandalannya": "The performance data are believed to be reliable",
    "Analisis dalam laporan diketahui unit kerja terkait": "The units concerned know the report's analysis",
    "Laporan merupakan gabungan partisipasi dari unit di bawahnya": "Subordinate units took part in the report",
    "Tujuan/sasaran sesuai dengan Perjanjian Kinerja": "Goals and objectives are those of the agreement (PK)",
    "Tujuan/sasaran selaras dengan Rencana Strategis": "Goals and objectives follow the strategic plan (Renstra)",
    "Bila butir 1 dan 2 tidak, ada penjelasan yang memadai": "Where 1 and 2 are not so, it is explained",
    "Target dalam laporan sesuai dengan Perjanjian Kinerja": "Targets in the report are those of the agreement (PK)",
    "Indikator dalam laporan sesuai dengan IKU yang ditetapkan": "Indicators in the report are the decreed ones (IKU)",
    "Bila butir 4 dan 5 tidak, ada penjelasan yang memadai": "Where 4 and 5 are not so, it is explained",
    "Ada perbandingan dengan tahun lalu, standar, dan sebagainya": "Compared with last year, standards and the like",
    "IKU dan indikator cukup mengukur tujuan/sasaran": "The indicators measure the goals and objectives",
    "Bila butir 8 tidak, ada penjelasan yang memadai": "Where 8 is not so, it is explained",
    "IKU dan indikator memenuhi SMART": "The indicators are SMART",
    "SK tim penyusun; tugas dan fungsi unit penyusun.": "The decree on the authors; the unit's tasks.",
    "Bandingkan contoh angka dengan dokumen sumbernya.": "Compare some figures with their sources.",
    "SOP pengumpulan data kinerja.": "The procedure of collecting performance data.",
    "SK atau penunjukan penanggung jawab data.": "The decree or appointment of those responsible.",
    "Lihat lembar Temuan dan Pemeriksaan: yang tidak cocok mengurangi keandalan.": (
        "See the sheets Findings and Checks: what does not agree lessens reliability."
    ),
    "Notula pembahasan, paraf unit kerja.": "Minutes of discussions, initials of the units.",
    "Laporan kinerja berkala unit di bawahnya.": "Periodic reports of the units below.",
    "Cari penjelasan pada Bab II dan III bila butir 1 atau 2 dijawab tidak.": (
        "Look for an explanation in chapters II and III where item 1 or 2 is answered no."
    ),
    "Cari penjelasan pada Bab II dan III bila butir 4 atau 5 dijawab tidak.": (
        "Look for an explanation in chapters II and III where item 4 or 5 is answered no."
    ),
    "Nilai apakah indikator mengukur hasil, bukan kegiatan.": "Judge whether outcomes are measured, not activities.",
    "Cari penjelasan bila butir 8 dijawab tidak.": "Look for an explanation where item 8 is answered no.",
    "Spesifik, terukur, dapat dicapai, relevan, berbatas waktu.": (
        "Specific, measurable, achievable, relevant, time-bound."
    ),
    "Tidak terbaca; periksa pada laporannya.": "Not read; look into the report.",
    "Dokumen pembandingnya (PK, Renstra, IKU, tahun lalu) tidak terbaca dalam laporan atau gudang data.": (
        "What to compare with (PK, Renstra, IKU, last year) was not read in the report or the warehouse."
    ),
}
#: hints with figures; several may stand in one text
_PATTERNS = (
    (r"(\d+) angka target terbaca\.", r"\1 targets were read."),
    (
        r"(\d+) angka pagu dan (\d+) angka realisasi anggaran terbaca\.",
        r"\1 allocations and \2 figures of spending were read.",
    ),
    (
        r"(\d+) dari (\d+) indikator bertarget mempunyai realisasi atau capaian pada baris yang sama\.",
        r"\1 of \2 indicators with a target have a realisation or an achievement.",
    ),
    (r"(\d+) dari (\d+) sasaran pada tabel pengukuran ada pada (.+?)\.", r"\1 of \2 objectives are in the \3."),
    (
        r"(\d+) dari (\d+) indikator pada tabel pengukuran ada pada tabel IKU\.",
        r"\1 of \2 indicators are in the table of IKU.",
    ),
    (r"(\d+) dari (\d+) indikator pada tabel pengukuran ada pada (.+?)\.", r"\1 of \2 indicators are in the \3."),
    (r"Temuan target berbeda: (\d+)\.", r"Findings of differing targets: \1."),
    (r"Tidak ada target yang ditemukan berbeda\.", "No target was found to differ."),
    (r"(\d+) angka tahun ([\d, ]+)\.", r"\1 figures of \2."),
    (r"Standar nasional disebut\.", "A national standard is named."),
    (r"Perbandingan dengan standar nasional tidak ditemukan\.", "No comparison with a national standard was found."),
)  # fmt: skip
PATTERNS = tuple((re.compile(pattern), english) for pattern, english in _PATTERNS)


def checklist_to_english(text: str) -> str:
    """A question or hint in English; what is quoted from the report stays as printed."""
    if text in ENGLISH:
        return ENGLISH[text]
    for pattern, english in PATTERNS:
        text = pattern.sub(english, text)
    return text
