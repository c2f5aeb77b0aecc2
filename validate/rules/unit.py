"""Units that differ where one figure is measured by the other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz import fuzz

from normalize.model import Fact
from validate.context import Context
from validate.evidence import fact_place, fact_to_evidence
from validate.frame import Card, Draft, Rule
from validate.model import Suspect
from validate.names import fold

CARD = Card(
    id="unit",
    title="Satuan yang berbeda dalam satu ukuran",
    title_en="Units that differ within one measurement",
    compares="satuan tercetak pada target dan realisasi sebaris; penyebut rasio (per 1.000, per 100.000) pada "
    "indikator yang sama",
    compares_en="the units printed with target and realisation of a row; the denominators of a rate for one indicator",
    why="Angka dengan satuan berbeda tidak dapat dibandingkan (PermenPANRB 53/2014 lampiran II).",
    why_en="Figures of different units cannot be compared (PermenPANRB 53/2014 annex II).",
    not_judged="satuan yang tidak tercetak, padanan kata (orang/jiwa, dokumen/laporan)",
    not_judged_en="units that are not printed, synonyms (orang/jiwa, dokumen/laporan)",
    examples=(("38 Kab/Kota | 40 lokasi", "warning"), ("5,8/100 KH | 5,8/1000 KH", "warning")),
)

SYNONYMS = (
    {
        "orang",
        "jiwa",
        "peserta",
        "pegawai",
        "siswa",
        "pmi",
        "tki",
        "pekerja",
        "penduduk",
        "org",
        "kk",
        "warga",
        "peserta didik",
        "pasien",
    },
    {"dokumen", "dok", "laporan", "naskah", "buku", "berkas", "rekomendasi", "surat", "lap", "data"},
    {"kab kota", "kabupaten kota", "kab", "kota", "kabupaten", "daerah"},
    {"kegiatan", "keg", "kali", "event", "even", "paket", "giat"},
    {"unit", "buah", "bh", "set", "item"},
    {"nilai", "poin", "skor", "angka", "indeks", "level", "point"},
    {"kasus", "pengaduan", "perkara", "laporan", "aduan"},
    {"bulan", "bln", "12 bulan"},
    {"rp", "rupiah", "juta", "miliar", "milyar", "juta rupiah"},
    {"opd", "skpd", "perangkat daerah", "instansi", "pd", "satker", "unit kerja", "lembaga"},
)


def printed_unit(fact: Fact) -> str:
    """The unit that the cell itself prints, folded; '' where it prints none."""
    return fold(fact.quantity.unit) if fact.quantity else ""


def same_unit(left: str, right: str) -> bool:
    if left == right or fuzz.ratio(left, right) >= 70 or left in right or right in left:
        return True
    a, b = left.split(" ")[0], right.split(" ")[0]
    return (
        any((left in group or a in group) and (right in group or b in group) for group in SYNONYMS)
        or fuzz.ratio(a, b) >= 75
    )


def denominator(raw: str) -> str:
    match = re.search(r"(?:/|per\s)\s*(1[.,]?0[\d.,]*)", raw, re.I)
    return re.sub(r"\D", "", match.group(1)) if match else ""


def judge(context: Context) -> Iterator[Draft]:
    """Drafts for rows whose target and realisasi print different units, and for rates with another denominator."""
    for facts in context.rows.values():
        targets = [f for f in facts if f.measure == "target" and f.quantity is not None]
        results = [f for f in facts if f.measure == "realisasi" and f.quantity is not None]
        for target in targets:
            for result in results:
                if (target.year, target.period) != (result.year, result.period):
                    continue
                a, b = printed_unit(target), printed_unit(result)
                if not a or not b or "%" in (a, b) or same_unit(a, b) or re.search(r"\d", a + b):
                    continue
                others = [
                    f for f in facts if f.measure == "capaian" and f.year == target.year and f.period == target.period
                ]
                yield unit_draft(context, target, result, others)
    rates: dict[str, list[Fact]] = defaultdict(list)
    for fact in context.facts:
        if denominator(fact.raw):
            rates[context.names.key(fact)].append(fact)
    for name, group in rates.items():
        counts: dict[str, list[Fact]] = defaultdict(list)
        for fact in group:
            counts[denominator(fact.raw)].append(fact)
        ordered = sorted(counts.values(), key=len, reverse=True)
        for odd in ordered[1:]:
            if len(odd) * 2 < len(ordered[0]):
                yield rate_draft(name, ordered[0], odd)


def unit_draft(context: Context, target: Fact, result: Fact, others: list[Fact]) -> Draft:
    told = f" dan tetap dihitung capaian {others[0].raw}" if others else ""
    told_en = f", yet an achievement {others[0].raw} is computed" if others else ""
    return Draft(
        rule="unit",
        kind="units_differ",
        severity="warning",
        key=(context.names.key(target), str(target.year), target.period),
        message=f"{target.indicator}: target {target.raw} dan realisasi {result.raw} berbeda satuan{told} "
        f"({fact_place(target)}).",
        message_en=f"{target.indicator}: target {target.raw} and realisation {result.raw} have different "
        f"units{told_en} ({fact_place(target, 'en')}).",
        evidence=(
            fact_to_evidence(target, "target"),
            fact_to_evidence(result, "realisasi"),
            *(fact_to_evidence(f, "capaian") for f in others[:2]),
        ),
        reported=f"{target.raw} | {result.raw}",
        indicator=target.indicator,
        table=target.table,
        page=target.page,
        weight=30,
        slip=f"unit|{context.names.key(target)}|{target.year}|{target.raw}|{result.raw}",
    )


def rate_draft(name: str, usual: list[Fact], odd: list[Fact]) -> Draft:
    first, other = odd[0], usual[0]
    return Draft(
        rule="unit",
        kind="denominator_differs",
        severity="warning",
        key=(name, "per", denominator(first.raw)),
        message=f"{first.indicator}: tercetak {first.raw}, di tempat lain per {denominator(other.raw)} ({other.raw}).",
        message_en=f"{first.indicator}: printed {first.raw}, elsewhere per {denominator(other.raw)} ({other.raw}).",
        evidence=(
            *(fact_to_evidence(f, f.measure) for f in odd[:6]),
            *(fact_to_evidence(f, "tempat lain") for f in usual[:2]),
        ),
        expected=other.raw,
        reported=first.raw,
        indicator=first.indicator,
        table=first.table,
        page=first.page,
        suspects=(Suspect(first.raw, other.raw, f"{len(usual)} cetakan lain", fact_to_evidence(first, "diduga")),),
        weight=30,
    )


RULE = Rule(CARD, judge)
