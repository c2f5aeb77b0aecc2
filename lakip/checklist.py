"""The review checklist of PermenPANRB 53/2014, annex III/2-2: its questions, and what a machine can say to each.

An answer is a hint with the pages it rests on, never the reviewer's own: 'ya' where it was found, 'sebagian' where part
of it was, 'tidak ditemukan' where nothing was (which may be the reading's fault), '' where only people can know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lakip.records import Record
    from normalize.model import Fact, Understanding

YES, PARTLY, NOT_FOUND, PEOPLE = "ya", "sebagian", "tidak ditemukan", ""


@dataclass(frozen=True, slots=True)
class Answer:
    """`pages` are 1-based, () for text files; `hint` says what was found, or where people should look."""

    number: str
    question: str
    answer: str
    hint: str
    pages: tuple[int, ...] = ()


PARTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "I",
        "Format",
        (
            "Laporan menampilkan data penting instansi",
            "Laporan menyajikan informasi target kinerja",
            "Laporan menyajikan capaian kinerja yang memadai",
            "Lampiran mendukung informasi pada badan laporan",
            "Laporan menyajikan upaya perbaikan ke depan",
            "Laporan menyajikan akuntabilitas keuangan",
        ),
    ),
    (
        "II",
        "Mekanisme penyusunan",
        (
            "Laporan disusun oleh unit kerja yang bertugas untuk itu",
            "Informasi dalam laporan didukung data yang memadai",
            "Ada mekanisme penyampaian data dari unit kerja ke unit penyusun",
            "Ada penanggung jawab pengumpulan data di setiap unit kerja",
            "Data kinerja yang disampaikan diyakini keandalannya",
            "Analisis dalam laporan diketahui unit kerja terkait",
            "Laporan merupakan gabungan partisipasi dari unit di bawahnya",
        ),
    ),
    (
        "III",
        "Substansi",
        (
            "Tujuan/sasaran sesuai dengan Perjanjian Kinerja",
            "Tujuan/sasaran selaras dengan Rencana Strategis",
            "Bila butir 1 dan 2 tidak, ada penjelasan yang memadai",
            "Target dalam laporan sesuai dengan Perjanjian Kinerja",
            "Indikator dalam laporan sesuai dengan IKU yang ditetapkan",
            "Bila butir 4 dan 5 tidak, ada penjelasan yang memadai",
            "Ada perbandingan dengan tahun lalu, standar, dan sebagainya",
            "IKU dan indikator cukup mengukur tujuan/sasaran",
            "Bila butir 8 tidak, ada penjelasan yang memadai",
            "IKU dan indikator memenuhi SMART",
        ),
    ),
)
#: where only people can know: what to look at
HINTS: dict[str, str] = {
    "II.1": "SK tim penyusun; tugas dan fungsi unit penyusun.",
    "II.2": "Bandingkan contoh angka dengan dokumen sumbernya.",
    "II.3": "SOP pengumpulan data kinerja.",
    "II.4": "SK atau penunjukan penanggung jawab data.",
    "II.5": "Lihat lembar Temuan dan Pemeriksaan: yang tidak cocok mengurangi keandalan.",
    "II.6": "Notula pembahasan, paraf unit kerja.",
    "II.7": "Laporan kinerja berkala unit di bawahnya.",
    "III.3": "Cari penjelasan pada Bab II dan III bila butir 1 atau 2 dijawab tidak.",
    "III.6": "Cari penjelasan pada Bab II dan III bila butir 4 atau 5 dijawab tidak.",
    "III.8": "Nilai apakah indikator mengukur hasil, bukan kegiatan.",
    "III.9": "Cari penjelasan bila butir 8 dijawab tidak.",
    "III.10": "Spesifik, terukur, dapat dicapai, relevan, berbatas waktu.",
}
_PROFILE = re.compile(
    r"gambaran umum|tugas (?:pokok )?dan fungsi|struktur organisasi|susunan organisasi|profil|sumber daya (?:manusia|"
    r"aparatur)|kedudukan|isu strategis",
    re.I,
)
_ANNEX = re.compile(r"^\s*(?:daftar\s+)?lampiran\b", re.I)
_MEND = re.compile(
    r"\b(?:upaya|langkah)(?:[- ]langkah)? (?:perbaikan|ke depan|peningkatan kinerja|mengatasi|antisipasi)|"
    r"perbaikan (?:kinerja )?ke depan|rencana (?:tindak lanjut|perbaikan)|strategi (?:ke depan|pemecahan)|"
    r"(?:di|pada) (?:tahun|masa) (?:mendatang|yang akan datang|berikutnya)|\brekomendasi (?:perbaikan|untuk|ke depan|"
    r"tindak lanjut)|^\W*(?:\w[.)]\s*)?(?:saran|rekomendasi)\b|\bsaran (?:perbaikan|dan|untuk)",
    re.I,
)
_IKU = re.compile(r"indikator kinerja utama|\biku\b", re.I)
_STANDARD = re.compile(r"standar nasional|rata-rata nasional|tingkat nasional|standar pelayanan minimal", re.I)


def pages_of(found: Iterable[object]) -> tuple[int, ...]:
    """The pages of facts or paragraphs, each once, in order."""
    return tuple(sorted({page for one in found if (page := getattr(one, "page", None)) is not None}))


def fold(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.casefold()))


def alike(name: str, others: Iterable[str]) -> bool:
    """Is the name among the others, small differences of print apart?"""
    from rapidfuzz import fuzz

    return any(fuzz.ratio(name, other) >= 88 for other in others)


def share_to_answer(part: int, whole: int) -> str:
    return NOT_FOUND if not part else YES if part == whole else PARTLY


def text_around(text: str, pattern: re.Pattern[str]) -> str:
    """“… rencana tindak lanjut tahun depan …”: some words around what was found."""
    found = pattern.search(text)
    assert found is not None
    start = max(0, found.start() - 15)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = max(found.end(), start + 60)
    end = (
        len(text)
        if end >= len(text)
        else text.rfind(" ", found.end() - 1, end)
        if " " in text[found.end() : end]
        else end
    )
    return f"“{'… ' if start else ''}{text[start:end].strip()}{' …' if end < len(text) else ''}”"


def wording(understanding: Understanding, pattern: re.Pattern[str], kinds: tuple[str, ...]) -> Answer | None:
    hits = [one for one in understanding.report.paragraphs if one.kind in kinds and pattern.search(one.text)]
    if not hits:
        return None
    shown = "; ".join(dict.fromkeys(text_around(one.text, pattern) for one in hits[:3]))
    return Answer("", "", YES, shown, pages_of(hits))


def performance(understanding: Understanding, measure: str) -> list[Fact]:
    year = understanding.profile.year
    return [
        fact
        for fact in understanding.facts
        if fact.measure == measure and fact.row_kind != "item" and (year is None or fact.year in (year, None))
    ]


def format_answers(understanding: Understanding) -> dict[str, Answer]:
    """I.1 to I.6."""
    found: dict[str, Answer] = {}
    heads = ("heading", "contents", "caption")
    about = wording(understanding, _PROFILE, heads)
    profile = understanding.profile
    if about is not None:
        found["I.1"] = Answer("", "", YES, f"{profile.agency or 'instansi'}: {about.hint}", about.pages)
    targets, results = performance(understanding, "target"), performance(understanding, "realisasi")
    scores = performance(understanding, "capaian")
    if targets:
        found["I.2"] = Answer("", "", YES, f"{len(targets)} angka target terbaca.", pages_of(targets))
    aimed = {fold(fact.indicator) for fact in targets}
    reached = {fold(fact.indicator) for fact in (*results, *scores)}
    if reached:
        told = len(aimed & reached) if aimed else len(reached)
        hint = f"{told} dari {len(aimed)} indikator bertarget mempunyai realisasi atau capaian pada baris yang sama."
        found["I.3"] = Answer("", "", share_to_answer(told or 1, len(aimed) or 1), hint, pages_of([*results, *scores]))
    annex = wording(understanding, _ANNEX, ("heading", "contents", "caption", "text"))
    mend = wording(understanding, _MEND, ("heading", "text", "list_item"))
    money = [fact for fact in understanding.facts if fact.measure in ("pagu", "realisasi_anggaran")]
    spent = [fact for fact in money if fact.measure == "realisasi_anggaran"]
    if annex:
        found["I.4"] = annex
    if mend:
        found["I.5"] = mend
    if money:
        hint = f"{len(money) - len(spent)} angka pagu dan {len(spent)} angka realisasi anggaran terbaca."
        found["I.6"] = Answer("", "", YES if spent else PARTLY, hint, pages_of(money))
    return found


def measured(understanding: Understanding) -> list[Fact]:
    """Facts of the tables in which the report measures itself."""
    tables = {fact.table_index for fact in understanding.facts if fact.measure in ("realisasi", "capaian")}
    return [
        fact
        for fact in understanding.facts
        if fact.table_index in tables and fact.row_kind == "indicator" and fact.basis not in ("renstra", "rkt")
    ]


def plan_facts(understanding: Understanding, others: Sequence[Understanding], bases: Sequence[str]) -> list[Fact]:
    """Targets of a plan: in the report's own plan tables, and in plans of the same agency that are at hand too."""
    tables = {fact.table_index for fact in understanding.facts if fact.measure in ("realisasi", "capaian")}
    own = [
        fact
        for fact in understanding.facts
        if fact.measure == "target" and fact.basis in bases and fact.table_index not in tables
    ]
    kinds = {"pk_revisi": "pk"}
    more = [
        fact
        for other in others
        if other.profile.kind in {kinds.get(basis, basis) for basis in bases}
        for fact in other.facts
        if fact.measure == "target"
    ]
    return own + more


def matched(names: Iterable[str], plan: Iterable[str], what: str, where: str) -> tuple[str, str] | None:
    """(answer, hint): how many of the report's names the plan has; None where either is missing."""
    mine, theirs = {fold(name) for name in names if name}, {fold(name) for name in plan if name}
    if not mine or not theirs:
        return None
    same = sum(alike(name, theirs) for name in mine)
    return share_to_answer(same, len(mine)), f"{same} dari {len(mine)} {what} pada tabel pengukuran ada pada {where}."


def substance_answers(
    understanding: Understanding, others: Sequence[Understanding], records: Sequence[Record]
) -> dict[str, Answer]:
    """III.1, 2, 4, 5 and 7, where the plans are in the report or at hand."""
    found: dict[str, Answer] = {}
    facts = measured(understanding)
    agreement = plan_facts(understanding, others, ("pk", "pk_revisi"))
    strategy = plan_facts(understanding, others, ("renstra",))
    for number, plan, where in (("III.1", agreement, "Perjanjian Kinerja"), ("III.2", strategy, "Renstra")):
        told = matched((fact.group for fact in facts), (fact.group for fact in plan), "sasaran", where)
        told = told or matched(
            (fact.indicator for fact in facts), (fact.indicator for fact in plan), "indikator", where
        )
        if told:
            found[number] = Answer("", "", *told, pages_of([*plan, *facts]))
    year = understanding.profile.year
    targets = [fact for fact in facts if fact.measure == "target" and fact.period == "Y"]
    same_year = [fact for fact in agreement if year is None or fact.year in (year, None)]
    told = matched((fact.indicator for fact in targets), (fact.indicator for fact in same_year), "indikator", "PK")
    if told:
        differ = [one for one in records if one["rule"] == "plan_chain" and one["severity"] != "note"]
        places = f" Temuan target berbeda: {len(differ)}." if differ else " Tidak ada target yang ditemukan berbeda."
        answer = PARTLY if differ else told[0]
        found["III.4"] = Answer("", "", answer, told[1] + places, pages_of([*same_year, *targets]))
    named = {
        index
        for index, table in enumerate(understanding.report.tables)
        if _IKU.search(table.caption) and not any(fact.table_index == index for fact in facts)
    }
    decreed = [fact for fact in understanding.facts if fact.table_index in named]
    told = matched((fact.indicator for fact in facts), (fact.indicator for fact in decreed), "indikator", "tabel IKU")
    if told:
        found["III.5"] = Answer("", "", *told, pages_of(decreed))
    before = [
        fact
        for fact in understanding.facts
        if year is not None
        and fact.year is not None
        and fact.year < year
        and fact.measure in ("realisasi", "capaian")
        and fact.row_kind == "indicator"
    ]
    standard = wording(understanding, _STANDARD, ("heading", "caption", "text"))
    if before:
        years = ", ".join(str(one) for one in sorted({fact.year for fact in before if fact.year}))
        more = " Standar nasional disebut." if standard else " Perbandingan dengan standar nasional tidak ditemukan."
        pages = tuple(sorted({*pages_of(before), *(standard.pages if standard else ())}))
        found["III.7"] = Answer("", "", YES if standard else PARTLY, f"{len(before)} angka tahun {years}.{more}", pages)
    return found


def understanding_to_checklist(
    understanding: Understanding, others: Sequence[Understanding], records: Sequence[Record]
) -> list[Answer]:
    """All 23 items in order. `others` are plans of the same agency, `records` the report's findings."""
    found = format_answers(understanding) | substance_answers(understanding, others, records)
    answers: list[Answer] = []
    for part, _, questions in PARTS:
        for place, question in enumerate(questions, 1):
            number = f"{part}.{place}"
            known = found.get(number)
            if known is not None:
                answers.append(Answer(number, question, known.answer, known.hint, known.pages))
            elif number in HINTS:
                answers.append(Answer(number, question, PEOPLE, HINTS[number]))
            elif part == "I":
                answers.append(Answer(number, question, NOT_FOUND, "Tidak terbaca; periksa pada laporannya."))
            else:
                hint = (
                    "Dokumen pembandingnya (PK, Renstra, IKU, tahun lalu) tidak terbaca dalam laporan atau gudang data."
                )
                answers.append(Answer(number, question, PEOPLE, hint))
    return answers
