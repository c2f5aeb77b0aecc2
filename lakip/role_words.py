"""What a piece of evidence is in the judgement, and why a print is suspected, in the words of both languages.

The rules name roles in Indonesian or by the field's own name (`persen_anggaran`, `Q1`, a mention's `whole`). JSON lines
keep them as they are: they are keys for programs. People get words.
"""

from __future__ import annotations

import re
from functools import cache

#: names of fields, periods and of the roles of numbers in a sentence -> Indonesian
FIELD_WORDS = {
    "baseline": "data awal",
    "realisasi_anggaran": "realisasi anggaran",
    "persen_anggaran": "persen anggaran",
    "sisa_anggaran": "sisa anggaran",
    "fisik": "realisasi fisik",
    "Q1": "triwulan I",
    "Q2": "triwulan II",
    "Q3": "triwulan III",
    "Q4": "triwulan IV",
    "S1": "semester I",
    "S2": "semester II",
    "Y": "setahun",
    "value": "nilai",
    "part": "bagian",
    "whole": "keseluruhan",
    "percent": "persen",
    "remainder": "sisa persen",
    "operand": "angka yang dihitung",
    "result": "hasil",
    "count": "banyaknya",
    "words": "terbilang",
    "from": "dari",
    "to": "menjadi",
    "difference": "perubahan",
}

#: Indonesian -> English
ENGLISH = {
    "agar barisnya cocok": "so that its row agrees",
    "anggaran": "budget",
    "angka": "figure",
    "angka dan terbilang": "figure and its words",
    "angka di barisnya": "the figures in its row",
    "angka setahun": "the year's figure",
    "angka tahun laporan": "figure of the report's year",
    "angka tersalin": "copied figure",
    "angka yang dihitung": "operand",
    "bagian": "part",
    "bagian dari seluruhnya": "the share of the whole",
    "bagian yang kosong": "part left empty",
    "banyaknya": "how many",
    "banyaknya baris": "the number of rows",
    "banyaknya butir": "the number of items",
    "baris": "row",
    "baris induk": "parent row",
    "baris pertama": "first row",
    "baris terakhir": "last row",
    "bila hanya ini yang salah": "if only this is wrong",
    "bila hanya sel ini yang salah": "if only this cell is wrong",
    "bila katanya benar": "if the word is right",
    "bila kategorinya benar": "if the category is right",
    "bila setahun adalah triwulan terakhir": "if the year is the last quarter",
    "butir": "item",
    "butir pertama": "first item",
    "butir terakhir": "last item",
    "capaian": "achievement",
    "capaian indikator": "achievement of the indicator",
    "capaian sasaran": "achievement of the objective",
    "capaian satu indikator": "achievement of one indicator",
    "cetakan lain": "printed elsewhere",
    "daerah tercetak": "region printed",
    "daftar": "list of tables",
    "daftar isi": "table of contents",
    "daftar tabel": "list of tables",
    "dalam tabel": "in the table",
    "dalam uraian": "in the text",
    "dari": "from",
    "data awal": "baseline",
    "di tempat lain": "elsewhere",
    "diduga": "suspected",
    "disebut": "stated",
    "disebut pula": "also stated",
    "ditunjuk kembali": "referred to again",
    "dua angka tertukar": "two digits swapped",
    "efisiensi": "efficiency",
    "halaman": "on the page",
    "hasil": "result",
    "hasil hitungannya": "the result of the calculation",
    "hasil tercetak": "printed result",
    "hitungan": "calculation",
    "indikator": "indicator",
    "induk": "parent",
    "judul": "title",
    "jumlah": "sum",
    "jumlah bagiannya": "the sum of the parts",
    "jumlah barisnya": "the sum of the rows",
    "jumlah daftarnya": "the sum of the list",
    "jumlah dari bagiannya": "the sum of its parts",
    "jumlah kabupaten/kota": "sum of the regencies and cities",
    "jumlah triwulan": "the sum of the quarters",
    "jumlah yang disebut": "stated sum",
    "kalimat": "sentence",
    "kata": "word",
    "kata dan pembanding": "word and what it is compared with",
    "kata di tabel lain": "word in another table",
    "kategori": "category",
    "kepala kolom": "column head",
    "keseluruhan": "whole",
    "keterangan": "remark",
    "kolom yang dikutip": "column referred to",
    "kondisi akhir": "final condition",
    "letak koma/titik berbeda": "the decimal mark stands elsewhere",
    "masa": "period",
    "memenuhi penjumlahan": "the sum holds with it",
    "memenuhi semua penjumlahan": "every sum holds with it",
    "mengikuti dua angka lainnya": "follows from the other two figures",
    "mengikuti dua sel lainnya": "follows from the other two cells",
    "mengikuti kedua angka lainnya": "follows from the other two figures",
    "menjadi": "to",
    "menurut angkanya": "by the figure",
    "menurut capaian kedua tahun": "by the achievements of both years",
    "menurut deret angkanya": "by the series of figures",
    "menurut deret tahunan": "by the yearly series",
    "menurut kalender": "by the calendar",
    "menurut kalimat sebelumnya": "by the sentence before",
    "menurut kalimat sesudahnya": "by the sentence after",
    "menurut kalimatnya": "by the sentence",
    "menurut kedua angkanya": "by the two figures",
    "menurut kondisi akhir": "by the final condition",
    "menurut laporan berikutnya": "by the next report",
    "menurut laporan ini": "in this report",
    "menurut pengukuran": "by the measurement",
    "menurut persennya": "by the percent",
    "menurut rumusnya": "by the formula",
    "menurut skala": "by the scale",
    "menurut tabel": "by the table",
    "menurut tabel lain": "by another table",
    "menurut target akhir": "by the end target",
    "menurut tempat kedua": "by the second place",
    "menurut tempat lain": "by another place",
    "menurut tempat pertama": "by the first place",
    "menurut terbilangnya": "by the words",
    "menurut uraian": "by the text",
    "menurut yang dirinci": "by what is listed",
    "mungkin dimaksud": "possibly meant",
    "nama": "name",
    "nama di tabel lain": "name in another table",
    "nama tercetak": "name printed",
    "nilai": "value",
    "nilai disebut": "value stated",
    "nilai ekstrem": "extreme value",
    "nilai kedua": "second value",
    "nilai pertama": "first value",
    "nomor": "number",
    "nomor urut": "row number",
    "operan": "operand",
    "pagu": "allocation",
    "pembanding": "compared with",
    "penyerapan": "absorption",
    "peraturan": "regulation",
    "persen": "percent",
    "persen anggaran": "percent of the budget spent",
    "persentase": "percent",
    "persentase anggaran": "percent of the budget spent",
    "pertambahan": "increase",
    "pertambahan setahun": "the increase over the year",
    "perubahan": "change",
    "rata-rata": "average",
    "rata-rata angka tabel": "the average of the table's figures",
    "rata-rata dari angka yang tercetak": "the average of the printed figures",
    "rata-rata kolom lain": "average of another column",
    "rata-rata nilai yang disebut": "the average of the stated values",
    "rata-rata tabel": "average in the table",
    "rata-rata triwulan": "the average of the quarters",
    "realisasi": "realisation",
    "realisasi anggaran": "spending",
    "realisasi fisik": "physical progress",
    "rincian": "item",
    "rincian lain": "another item",
    "rumus di kepala kolom": "formula in the column head",
    "rumus dinyatakan": "declared formula",
    "rumus untuk makin rendah makin baik": "the formula for lower is better",
    "rumus yang diikuti sel-selnya": "the formula that the cells follow",
    "satu angka berbeda": "one digit differs",
    "satu angka berlebih": "one digit too many",
    "satu angka hilang": "one digit lost",
    "satuan persen tertukar": "percent units swapped",
    "seharusnya": "would have to be",
    "sel kosong": "empty cell",
    "sel lain ikut perlu diperiksa": "other cells need a look as well",
    "selisih": "difference",
    "selisih capaian dan penyerapan": "achievement less absorption",
    "selisih kedua kolom": "the difference of the two columns",
    "semester I": "semester I",
    "semester II": "semester II",
    "semula": "before",
    "setahun": "whole year",
    "sisa": "remainder",
    "sisa anggaran": "remaining budget",
    "sisa persen": "remaining percent",
    "sistematika": "stated outline",
    "tahun": "year",
    "tahun ini": "this year",
    "tahun ke": "year of the plan",
    "tahun laporan": "the report's year",
    "tahun sebelumnya": "the year before",
    "tahun sesudah tahun laporan": "the year after the report's",
    "tahun tercetak": "year printed",
    "tanggal": "date",
    "tanggal penandatanganan": "date of signing",
    "triwulan laporan": "the report's quarter",
    "target": "target",
    "target kepala": "target of the head",
    "target perjanjian": "target of the agreement",
    "target sub-unit": "target of the sub-unit",
    "target tahun": "target of the year",
    "target triwulan": "target of the quarter",
    "target yang diukur": "target as measured",
    "tempat lain": "elsewhere",
    "terbilang": "in words",
    "tidak tercetak di tempat lain": "printed nowhere else",
    "triwulan I": "quarter I",
    "triwulan II": "quarter II",
    "triwulan III": "quarter III",
    "triwulan IV": "quarter IV",
    "triwulan di judul": "quarter in the title",
    "uraian": "the text",
    "urutan dalam daftarnya": "its place in the list",
    "visi": "vision",
    "yang disebut": "as stated",
}

#: plan documents -> English
PLANS = {
    "laporan": "the report",
    "Renstra": "the Renstra",
    "RKT": "the RKT",
    "POK": "the POK",
    "Perjanjian Kinerja": "the Perjanjian Kinerja",
    "reviu Perjanjian Kinerja": "the revised Perjanjian Kinerja",
}
_ENDINGS = (" dalam tabel", " dalam uraian", " di tempat lain")
#: Indonesian with what stands in it -> English; the more special ones first
_PATTERNS = (
    (re.compile(r"(\d+) dari (\d+) tabel"), r"\1 of \2 tables"),
    (re.compile(r"(\d+) dari (\d+) kutipan"), r"\1 of \2 citations"),
    (re.compile(r"1 cetakan lain memberi nilai ini"), r"one other print gives this value"),
    (re.compile(r"(\d+) cetakan lain memberi nilai ini"), r"\1 other prints give this value"),
    (re.compile(r"1 cetakan lain sama"), r"one other print is the same"),
    (re.compile(r"(\d+) cetakan lain sama"), r"\1 other prints are the same"),
    (re.compile(r"1 cetakan lain"), r"one other print"),
    (re.compile(r"(\d+) cetakan lain"), r"\1 other prints"),
    (re.compile(r"1 cetakan tabel"), r"one print in a table"),
    (re.compile(r"1 tabel lain"), r"one other table"),
    (re.compile(r"(\d+) cetakan tabel"), r"\1 prints in tables"),
    (re.compile(r"(\d+) tabel lain"), r"\1 other tables"),
    (re.compile(r"(\d+) tempat lain menyebut (.+)"), r"\1 other places name \2"),
    (re.compile(r"menurut laporan (\d{4}.*)"), r"by the report of \1"),
    (re.compile(r"rumus dinyatakan: (.+)"), r"the declared formula: \1"),
    (re.compile(r"[Tt]abel (.+)"), r"table \1"),
    (re.compile(r"hlm\. (.+)"), r"p. \1"),
)
_ONLY = re.compile(r"bila hanya (\S+) yang salah")
_BY_PLAN = re.compile(r"menurut (.+)")
_TARGET = re.compile(r"target (.+)")


def piece_to_english(piece: str) -> str:
    """One Indonesian phrase in English; a word that nobody translates (a printed one, a year) as it is."""
    if piece in ENGLISH:
        return ENGLISH[piece]
    for ending in _ENDINGS:
        if piece.endswith(ending):
            return f"{piece_to_english(piece.removesuffix(ending))} {ENGLISH[ending.strip()]}"
    for pattern, english in _PATTERNS:
        if pattern.fullmatch(piece):
            return pattern.sub(english, piece)
    if " / " in piece:
        return " / ".join(piece_to_english(part) for part in piece.split(" / "))
    if match := _ONLY.fullmatch(piece):
        return f"if only {field_to_words(match[1], 'en')} is wrong"
    if match := _TARGET.fullmatch(piece):
        return f"target in {PLANS[match[1]]}" if match[1] in PLANS else f"target of {ENGLISH.get(match[1], match[1])}"
    if (match := _BY_PLAN.fullmatch(piece)) and match[1] in PLANS:
        return f"by {PLANS[match[1]]}"
    return piece


def field_to_words(name: str, lang: str) -> str:
    """A name of the contract (`persen_anggaran`, `Q1`) in words; anything else as it is."""
    words = FIELD_WORDS.get(name, name)
    return ENGLISH.get(words, words) if lang == "en" else words


@cache
def role_to_words(role: str, lang: str) -> str:
    """'persen_anggaran dalam tabel' -> 'persen anggaran dalam tabel', in English 'percent of the budget spent in the
    table'."""
    if role in FIELD_WORDS:
        return field_to_words(role, lang)
    # a field's name with what follows it, or after "target"
    head, _, last = role.rpartition(" ")
    first, _, rest = role.partition(" ")
    if role not in ENGLISH and head and last in FIELD_WORDS:
        role = f"{head} {FIELD_WORDS[last]}"
    elif role not in ENGLISH and rest and first in FIELD_WORDS:
        role = f"{FIELD_WORDS[first]} {rest}"
    return piece_to_english(role) if lang == "en" else role


@cache
def reason_to_words(reason: str, lang: str) -> str:
    """'1 dari 2 tabel; satu angka berbeda' as it is, or in English; a period's key in words."""
    if lang == "en":
        return "; ".join(piece_to_english(piece) for piece in reason.split("; "))
    return _ONLY.sub(lambda match: f"bila hanya {field_to_words(match[1], 'id')} yang salah", reason)
