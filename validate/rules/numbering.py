"""Numbers of tables, figures, sections and rows."""

from __future__ import annotations

from collections.abc import Iterator

from validate.captions import report_to_captions, report_to_titles
from validate.context import Context
from validate.frame import Card, Draft, Rule
from validate.rules.numbering_goals import goal_numbers
from validate.rules.numbering_rows import skipped_ordinals, wrong_row_numbers
from validate.rules.numbering_sections import decimal_sections, pages_out_of_order
from validate.rules.numbering_titles import differing_titles, listed_numbers, repeated_numbers, untitled

CARD = Card(
    id="numbering",
    title="Penomoran tabel, gambar, bab, atau baris tidak runtut",
    title_en="Numbers of tables, figures, chapters or rows that do not agree",
    compares="nomor tabel dan gambar satu dengan yang lain dan dengan daftarnya; judul bab dan bagian dengan daftar "
    "isi; nomor urut baris; nomor dan nama misi, tujuan dan sasaran",
    compares_en="numbers of tables and figures with each other and with their lists; chapter and section titles with "
    "the contents; row numbers; numbers and names of misi, tujuan and sasaran",
    why="Format laporan adalah bagian pertama daftar periksa reviu (PermenPANRB 53/2014 lampiran III/2-2, I).",
    why_en="Format is the first part of the review checklist (PermenPANRB 53/2014 annex III/2-2, I).",
    not_judged="tabel lanjutan dengan judul yang sama, judul yang hanya dipersingkat di daftar",
    not_judged_en="continued tables with the same caption, titles merely shortened in the list",
    examples=(("Tabel 3.16 dipakai dua kali", "warning"), ("Daftar: Tabel 3.17; halaman: Tabel 3.16", "warning")),
)


def judge(context: Context) -> Iterator[Draft]:
    """Drafts for repeated, missing and disagreeing numbers and titles."""
    captions = report_to_captions(context)
    yield from repeated_numbers(captions)
    yield from untitled(captions)
    yield from listed_numbers(context, captions)
    yield from differing_titles(report_to_titles(context))
    yield from decimal_sections(context)
    yield from pages_out_of_order(context)
    yield from goal_numbers(context)
    for view in context.views:
        found = list(wrong_row_numbers(view))
        yield from found or skipped_ordinals(view)


RULE = Rule(CARD, judge)
