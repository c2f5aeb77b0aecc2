"""Which printed words are a result by themselves: letters and grades, opinions, categories, yes and no."""

from __future__ import annotations

import re

_LETTER = re.compile(
    r"(?:(?:predikat|nilai|grade|kategori|kelas|akreditasi|tipe|opini|peringkat)\s*:?\s*)?[\"“”']?(?:A{1,3}|B{1,3}|C{1,3}|D|E)\s?[+-]{0,2}[\"“”']?"
)
_OPINIONS = frozenset(
    (
        "wtp", "wdp", "tmp", "tw", "opini wtp", "opini wdp", "wtp dpp", "wajar tanpa pengecualian",
        "wajar dengan pengecualian",
        "tidak memberikan pendapat", "tidak wajar", "disclaimer", "wbk", "wbbm", "wbk/wbbm", "hijau", "kuning",
        "merah", "biru",
        "emas", "hitam", "unggul", "paripurna", "utama", "madya", "nindya", "pratama", "mandiri", "dasar",
    )
)  # fmt: skip
_CATEGORIES = frozenset(
    (
        "baik", "sangat baik", "amat baik", "baik sekali", "cukup", "cukup baik", "kurang", "kurang baik",
        "sangat kurang", "buruk",
        "sangat buruk", "sedang", "tinggi", "sangat tinggi", "rendah", "sangat rendah", "memuaskan", "sangat memuaskan",
        "istimewa", "berhasil", "sangat berhasil", "cukup berhasil", "kurang berhasil", "tidak berhasil", "gagal",
        "tercapai",
        "tidak tercapai", "belum tercapai", "melampaui", "melampaui target", "sesuai target", "tercapai 100%", "ada",
        "tidak ada",
        "belum ada", "ya", "tidak", "belum", "sudah", "terlaksana", "tidak terlaksana", "belum terlaksana",
        "selesai", "tepat waktu",
        "tidak tepat waktu", "nihil", "lengkap", "tidak lengkap", "sesuai", "tidak sesuai", "meningkat", "menurun",
        "tetap", "naik",
        "turun", "efisien", "tidak efisien", "efektif", "cukup efektif", "kurang efektif", "tidak efektif",
        "sangat efektif",
        "kompeten", "aman", "kondusif", "terkendali", "layak", "informatif", "cukup informatif", "kurang informatif",
        "menuju informatif", "tidak informatif", "berkembang", "maju", "swasembada", "on track", "off track",
        "lulus", "puas",
        "sangat puas", "prima", "sangat prima", "patuh", "zona hijau", "zona kuning", "zona merah", "kepatuhan tinggi",
    )
)  # fmt: skip


def is_grade(text: str) -> bool:
    """Whether the text is nothing but a grade, an opinion, a category or a yes or no."""
    folded = " ".join(text.split()).strip(" .;:\"“”'()")
    if not folded:
        return False
    if _LETTER.fullmatch(folded):
        return True
    plain = re.sub(r"^(?:predikat|kategori|kriteria|opini|nilai)\s*:?\s*", "", folded.casefold())
    return plain in _OPINIONS or plain in _CATEGORIES
