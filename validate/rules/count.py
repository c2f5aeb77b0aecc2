"""Stated counts against the things counted: list items, breakdowns, totals of a list."""

from __future__ import annotations

from collections.abc import Iterator

from validate.context import Context
from validate.frame import Card, Draft, Rule
from validate.rules.count_enumerated import enumerated
from validate.rules.count_lists import announced_lists
from validate.rules.count_pointed import pointed_counts
from validate.rules.count_staff import breakdowns, unit_lists
from validate.rules.count_stated import stated_counts_differ
from validate.rules.count_tables import announced_tables

CARD = Card(
    id="count",
    title="Jumlah yang disebut tidak sama dengan yang didaftar",
    title_en="A stated count that the list does not give",
    compares="bilangan sebelum “sebagai berikut” dengan banyaknya butir, sebelum tabel kegiatan dengan "
    "banyaknya barisnya; jumlah pegawai dengan rinciannya menurut "
    "jenis kelamin, golongan, pendidikan, unit; nomor urut yang terlewat",
    compares_en="the number before a list with its items, before a table of events with its rows; staff with "
    "breakdowns by sex, grade, education, unit; "
    "skipped row numbers",
    why="Profil dan daftar dalam laporan harus lengkap (PermenPANRB 53/2014 lampiran II).",
    why_en="Profiles and lists must be complete (PermenPANRB 53/2014 annex II).",
    not_judged="daftar contoh (antara lain, diantaranya), daftar bertingkat yang tidak pasti batasnya",
    not_judged_en="lists of examples, nested lists whose end is uncertain",
    examples=(
        ("4 (empat) misi sebagai berikut: 1..9", "warning"),
        ("S2 7, S1 38, D3 5, SMA 1 = 51, padahal ASN 53", "warning"),
    ),
)


def judge(context: Context) -> Iterator[Draft]:
    """Drafts for counts that their lists and breakdowns do not give."""
    yield from announced_lists(context)
    yield from enumerated(context)
    yield from pointed_counts(context)
    yield from announced_tables(context)
    yield from breakdowns(context)
    yield from unit_lists(context)
    yield from stated_counts_differ(context)


RULE = Rule(CARD, judge)
