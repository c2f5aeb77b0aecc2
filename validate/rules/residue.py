"""What is left of last year's report: years, quarters, periods, regulations, copied rows."""

from __future__ import annotations

from collections.abc import Iterator

from validate.context import Context
from validate.frame import Card, Draft, Rule
from validate.rules.residue_agencies import other_agencies
from validate.rules.residue_captions import caption_years
from validate.rules.residue_cover import cover_years
from validate.rules.residue_plans import odd_periods, plan_years
from validate.rules.residue_quarters import earlier_quarters
from validate.rules.residue_regulations import regulation_years
from validate.rules.residue_tables import copied_rows, other_sasaran, quarter_captions
from validate.rules.residue_years import compared_with_itself, wrong_own_years

CARD = Card(
    id="residue",
    title="Sisa laporan lain: instansi, tahun, triwulan, peraturan, atau baris yang tersalin",
    title_en="Left-overs of another report: agencies, years, quarters, regulations, copied rows",
    compares="tahun laporan dengan tahun yang disebut sebagai tahun ini; daerah laporan dengan daerah instansi yang "
    "disebut sebagai diri sendiri; judul dengan isi tabel; satu peraturan dengan dua tahun; masa Renstra",
    compares_en="the report's year with years told as this year; the report's region with that of agencies it calls "
    "itself; captions with what the tables hold; one regulation dated twice; Renstra periods",
    why="Bahan tahun lalu yang terbawa membuat pernyataan tidak berlaku untuk tahun laporan (PermenPANRB 53/2014 "
    "lampiran II).",
    why_en="Text carried over from last year says nothing about the report's year (PermenPANRB 53/2014 annex II).",
    not_judged="instansi lain yang disebut sebagai mitra, pembandingan dengan tahun lalu, riwayat, judul peraturan, "
    "rencana tahun berikutnya",
    not_judged_en="other agencies named as partners, comparisons with other years, history, titles of regulations, "
    "plans for the next year",
    examples=(
        ("Bab III – Akuntabilitas Kinerja Tahun 2018 (laporan 2019)", "warning"),
        ("Nomor 53 Tahun 2015 / Nomor 53 Tahun 2014", "warning"),
    ),
)


def judge(context: Context) -> Iterator[Draft]:
    """Drafts for all that speaks of another report."""
    yield from wrong_own_years(context)
    yield from compared_with_itself(context)
    yield from regulation_years(context)
    yield from odd_periods(context)
    yield from plan_years(context)
    yield from quarter_captions(context)
    yield from other_sasaran(context)
    yield from copied_rows(context)
    yield from other_agencies(context)
    yield from caption_years(context)
    yield from earlier_quarters(context)
    yield from cover_years(context)


RULE = Rule(CARD, judge)
