"""What document is this? Kind, year, period, plan period and agency, from its cover, its running headers and its
captions.
"""

from __future__ import annotations

import re
from collections import Counter

from extract.model import Paragraph, Report, Table
from normalize.agency import report_to_agency
from normalize.model import Period, Profile
from normalize.periods import find_period

_YEAR = re.compile(
    r"\b(?:tahun|ta\.?|t\.a\.?|tahun\s+anggaran)\s*[:.]?\s*((?:19|20)\d\d)\b(?!\s*[-–—/]\s*(?:19|20)\d\d)"
    r"(?:\s*(?:dan|dengan|&|,)\s*((?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(r"^\W*((?:19|20)\d\d)\W*$")
_RANGE = re.compile(r"((?:19|20)\d\d)\s*(?:[-–—]|s/d|s\.d\.?|sampai(?: dengan)?)\s*((?:19|20)\d\d)", re.IGNORECASE)
_LAW = re.compile(r"peraturan|undang|perpres|permen|perda|pergub|keputusan|instruksi|nomor|no\.", re.IGNORECASE)
_KINDS = (
    ("pk", r"^\W*(reviu\s+|revisi\s+)?(perjanjian|penetapan)\s+kinerja"),
    ("rencana_aksi", r"rencana\s+aksi"),
    ("rkt", r"rencana\s+kinerja\s+tahunan|\brkt\b"),
    ("renstra", r"rencana\s+strategis|\brenstra\b"),
    ("lakip", r"laporan\s+(akuntabilitas\s+)?(kinerja|pertanggung)|\bl(a|j|)kj?ip\b|\blkj\b"),
    ("monev", r"monitoring|evaluasi\s+(renja|rkpd|hasil)|realisasi\s+kinerja\s+pada\s+triwulan"),
)
_COVER_PARAGRAPHS = 25
#: characters of a title at most: prose soon speaks of other periods
_TITLE = 160


def report_to_profile(report: Report) -> Profile:
    """The document's profile; '' or None for what cannot be told."""
    cover = _cover(report)
    furniture = [p.text for p in report.paragraphs if p.kind == "furniture"]
    captions = {_heads(table) for table in report.tables} | {p.text for p in report.paragraphs if p.kind == "caption"}
    kind = _kind(cover, furniture, report)
    renstra = _renstra(report)
    year = _year(report, cover, furniture)
    period: Period = "Y"
    if kind == "lakip":
        # a table about a quarter makes no quarterly report
        title = " ".join(text for text in cover[:8] if text not in captions and len(text) <= _TITLE)
        hit = (
            find_period(title)
            if re.search(r"triwulan|semester", title, re.IGNORECASE)
            and not re.search(r"akuntabilitas|tahunan", title, re.IGNORECASE)
            else None
        )
        if hit is not None and hit.period != "Y":
            kind, period = "lkj_triwulan", hit.period
    if kind == "renstra" and renstra and (year is None or not renstra[0] - 1 <= year <= renstra[1]):
        year = renstra[0]
    agency, agency_id, region = report_to_agency(report, cover, furniture)
    return Profile(kind, agency, agency_id, region, year, period, renstra)


def _cover(report: Report) -> list[str]:
    """The texts of the cover and first pages, furniture left out; a table's caption counts where it comes first."""
    out: list[str] = []
    for block in report.blocks():
        if isinstance(block, Paragraph):
            if block.kind not in ("furniture", "contents"):
                out.append(block.text)
        elif block.caption:
            out.append(_heads(block))
        if len(out) >= _COVER_PARAGRAPHS:
            break
    return out


def _heads(table: Table) -> str:
    return f"{table.caption} {' '.join(table.notes)}"


def _kind(cover: list[str], furniture: list[str], report: Report) -> str:
    common = [text for text, _ in Counter(furniture).most_common(6)]
    scores: Counter[str] = Counter()
    for title_weight, texts in ((4, cover[:3]), (2, cover[3:9]), (4, common), (1, cover[9:])):
        for text in texts:
            # a long paragraph mentions many documents; a title names one
            weight = title_weight if len(text) <= 160 else 1
            for kind, pattern in _KINDS:
                if re.search(pattern, text, re.IGNORECASE):
                    scores[kind] += weight
                    break
    for table in report.tables[:3]:
        head = " ".join(table.texts()[0]) if table.row_count else ""
        if re.search(_KINDS[-1][1], head, re.IGNORECASE):
            scores["monev"] += 2
    return scores.most_common(1)[0][0] if scores else ""


def _names_kind(text: str) -> list[str]:
    """The kinds of document a title names."""
    return [kind for kind, pattern in _KINDS if len(text) <= 300 and re.search(pattern, text, re.IGNORECASE)]


def _renstra(report: Report) -> tuple[int, int] | None:
    """The plan period named most: 'Renstra ... 2013-2018', 'RPJMD 2018-2023' (four to six years long)."""
    counts: Counter[tuple[int, int]] = Counter()
    texts = [p.text for p in report.paragraphs] + [
        f"{t.caption} {' '.join(c.text for c in t.cells if c.row < t.header_rows)}" for t in report.tables
    ]
    for text in texts:
        near = 3 if re.search(r"renstra|rencana strategis|rpjm|jangka menengah", text, re.IGNORECASE) else 1
        for match in _RANGE.finditer(text):
            first, last = int(match.group(1)), int(match.group(2))
            if 3 <= last - first <= 5:
                # plans run four or five years; shorter spans are comparisons
                counts[first, last] += near * (2 if last - first >= 4 else 1)
    return counts.most_common(1)[0][0] if counts else None


def _year(report: Report, cover: list[str], furniture: list[str]) -> int | None:
    """The year the document is about: the cover and the running headers weigh most, regulations do not count."""
    counts: Counter[int] = Counter()

    def add(text: str, weight: int) -> None:
        if _LAW.search(text):
            return
        years = [int(year) for match in _YEAR.finditer(text) for year in (match.group(1), match.group(2)) if year]
        # 'Tahun 2022 dan 2023' compares: it says less of which year is the document's
        for year in years:
            counts[year] += weight if len(set(years)) == 1 else max(weight // 2, 1)

    for text in cover[:6]:
        add(text, 6)
        if bare := _BARE_YEAR.match(text):
            counts[int(bare.group(1))] += 6
    # the title itself above all: in a short document the appendix is soon reached, and may be last year's
    title = next((text for text in cover[:3] if _YEAR.search(text) and _names_kind(text)), "")
    add(title, 8)
    for text in cover[6:]:
        add(text, 2)
    for text, times in Counter(furniture).most_common(4):
        add(text, min(12, 3 * times))
        for word in re.findall(r"\b(20\d\d)\b", text) if not _RANGE.search(text) and not _LAW.search(text) else []:
            counts[int(word)] += min(8, times)
    for paragraph in report.paragraphs:
        if paragraph.kind in ("caption", "heading", "contents"):
            add(paragraph.text, 1)
    for table in report.tables:
        add(table.caption, 2)
        add(" ".join(cell.text for cell in table.cells if cell.row < table.header_rows), 1)
    if not counts:
        for paragraph in report.paragraphs:
            add(paragraph.text, 1)
    return counts.most_common(1)[0][0] if counts else None
