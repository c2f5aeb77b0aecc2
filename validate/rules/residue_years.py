"""Last year told as this year: phrases that name the report's own year, and years compared with themselves."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from extract.model import Paragraph
from validate.context import Context, Sentence
from validate.evidence import phrase_to_evidence, sentence_to_evidence
from validate.frame import Draft
from validate.model import Evidence, Severity, Suspect
from validate.names import fold

#: phrases that speak of the report's own year when a year follows
OWN_YEAR = re.compile(
    r"(?P<phrase>(?:penyusunan\s+)?(?:laporan\s+(?:akuntabilitas\s+)?kinerja(?:\s+instansi\s+pemerintah)?|lakip|"
    r"lkj(?:ip)?|lkip|laporan\s+kinerja)\b|"
    r"(?:penetapan|perjanjian|akuntabilitas|rencana|pengukuran|capaian|evaluasi|"
    r"realisasi)\s+kinerja(?:\s+tahunan)?\b|target\s+kinerja\b|indikator\s+kinerja\s+utama\b|"
    r"gambar(?:an|kan)\b[^.;]{0,90}?\bkinerja\b)"
    r"(?P<between>(?:\s+(?!tahun\b|pada\s+tahun\b)[^\s.;:]+){0,9}?)\s+(?:pada\s+|untuk\s+|"
    r"di\s+)?tahun(?:\s+anggaran)?\s+(?P<year>20\d\d)(?!\s*(?:[-–/]|s\.?\s?d|sampai|dan\s+20|sebagaimana))",
    re.I,
)


COMPARING = re.compile(
    r"\b(?:dibanding\w*|di\s?banding\w*|perbandingan|sebelumnya|tahun lalu|meningkat|menurun|naik|turun|kenaikan|"
    r"penurunan|hingga tahun|sampai dengan tahun|sejak|mulai|"
    r"rekomendasi|evaluasi atas|hasil evaluasi|ditetapkan pada|revisi|tindak lanjut|rkp|telah disusun|pada saat itu|"
    r"lalu|berikutnya|mendatang|yang akan datang|audited)\b",
    re.I,
)


COMPOSES = re.compile(
    r"\b(?:penyusunan|menyusun|disusun|menyajikan|memuat|menjelaskan|menguraikan|didasarkan|berdasarkan pada|sebagai "
    r"berikut|bab\s+[ivx]+|gambar(?:an|kan)|dasar hukum|maksud|tujuan|diharapkan)\b",
    re.I,
)


OWN_DOCUMENT = re.compile(r"laporan|lakip|lkj|lkip", re.I)


def years_in(text: str) -> list[int]:
    return [int(year) for year in re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", text)]


def own_year_phrases(context: Context) -> Iterator[tuple[Sentence | Paragraph, str, str, int, str]]:
    """(where, print, phrase kind, year, whole text) for every phrase that names a year as the report's own, prose
    and captions alike."""
    for sentence in context.sentences:
        for match in OWN_YEAR.finditer(sentence.text):
            yield sentence, match.group(0), phrase_kind(match["phrase"]), int(match["year"]), sentence.text
    for paragraph in context.report.paragraphs:
        if paragraph.kind in ("heading", "caption", "contents"):
            for match in OWN_YEAR.finditer(paragraph.text):
                yield paragraph, match.group(0), phrase_kind(match["phrase"]), int(match["year"]), paragraph.text


def phrase_kind(phrase: str) -> str:
    low = phrase.casefold()
    if OWN_DOCUMENT.search(low):
        return "laporan"
    for word in ("penetapan", "perjanjian"):
        if word in low:
            return "perjanjian"
    for word in (
        "akuntabilitas",
        "rencana",
        "pengukuran",
        "capaian",
        "evaluasi",
        "realisasi",
        "target",
        "indikator",
        "gambaran",
    ):
        if word in low:
            return word
    return low.split()[0]


def wrong_own_years(context: Context) -> Iterator[Draft]:
    """Phrases that give the report's own year as last year, where the report elsewhere says this year."""
    year = context.year
    if year is None or context.understanding.profile.kind in ("renstra",):
        return
    found = list(own_year_phrases(context))
    by_kind: dict[str, Counter[int]] = defaultdict(Counter)
    for _, _, kind, told, _ in found:
        by_kind[kind][told] += 1
    every = Counter(told for _, _, _, told, _ in found)
    for where, raw, kind, told, text in found:
        if told not in (year - 1, year - 2, year + 1):
            continue
        if every[told] > every[year]:
            # most of the report speaks of that year: the year of the report itself is in doubt
            continue
        mentioned = set(years_in(text))
        if year in mentioned and kind != "laporan":
            continue
        if COMPARING.search(text) and not (COMPOSES.search(raw) or re.match(r"\W*bab\s", text, re.I)):
            continue
        if isinstance(where, Sentence):
            # a decision or circular is cited by its own title
            lead = text[: text.find(raw)][-60:]
            cited = re.search(r"tentang[^.;]*$", text[: text.find(raw)], re.I) or re.search(
                r"nomor\b[^.;]{0,40}$", lead, re.I
            )
            cited_here = bool(cited)
            if cited_here and not re.search(r"(?:KEP|PER)[.\s-]*\d", text):
                continue
            if not cited_here and not COMPOSES.search(text) and by_kind[kind][year] < 1:
                continue
            if kind in ("capaian", "realisasi", "evaluasi", "pengukuran", "indikator") and not COMPOSES.search(text):
                continue
            if told == year + 1:
                continue
            paragraph = where.paragraph
            evidence: tuple[Evidence, ...] = (sentence_to_evidence(where, raw, "tahun"),)
        else:
            paragraph = where
            if kind in ("capaian", "realisasi", "evaluasi") and len(mentioned) == 1 and where.kind == "caption":
                continue
            if where.kind == "caption" and not caption_table_says(context, where, year):
                continue
            # a chapter is the report's own, whatever else it holds; a section may compare
            chapter = (re.match(r"\W*bab\b", text, re.I) or text.isupper()) and every[told] * 2 <= every[year]
            if where.kind == "heading" and by_kind[kind][year] < 2 and not chapter:
                continue
            if where.kind == "contents" and not twin_heading(context, where, year, told):
                continue
            evidence = (phrase_to_evidence(where, text.strip()[:140], "judul"), phrase_to_evidence(where, raw, "tahun"))
        certain: Severity = "warning"
        yield Draft(
            rule="residue",
            kind="other_year",
            severity=certain,
            key=("year", kind, fold(text)[:60]),
            message=f"Laporan tahun {year} menyebut “{raw}”; tahun ini {year}.",
            message_en=f"The report on {year} says “{raw}”; this year is {year}.",
            evidence=(
                *evidence,
                phrase_to_evidence(paragraph, str(told), "tahun tercetak"),
                *own_phrases(found, kind, year),
            ),
            expected=str(year),
            reported=str(told),
            page=paragraph.page,
            suspects=(Suspect(str(told), str(year), "tahun laporan"),),
            weight=28,
        )


def own_phrases(
    found: Sequence[tuple[Sentence | Paragraph, str, str, int, str]], kind: str, year: int
) -> list[Evidence]:
    """One place where the same phrase carries the report's year."""
    for where, raw, other, told, _ in found:
        if other == kind and told == year:
            paragraph = where.paragraph if isinstance(where, Sentence) else where
            return [phrase_to_evidence(paragraph, raw, "tempat lain")]
    return []


def caption_table_says(context: Context, paragraph: Paragraph, year: int) -> bool:
    """True where the table under the caption holds whole-year figures of `year` and no later ones."""
    view = next(
        (v for v in context.views if v.table.order > paragraph.order and v.table.order - paragraph.order <= 3), None
    )
    if view is None:
        return False
    headers = " ".join(" ".join(texts) for texts in view.headers)
    return year in years_in(headers) or any(
        f.table_index == view.index and f.year == year and f.measure == "realisasi" for f in context.facts
    )


def twin_heading(context: Context, paragraph: Paragraph, year: int, told: int) -> bool:
    """True where the contents line has a heading that is the same but for the year."""
    bare = fold(re.sub(r"\d{4}", "", re.sub(r"[.…\s]*\d{1,3}\s*$", "", paragraph.text)))
    for other in context.report.paragraphs:
        own = other.kind == "heading" and year in years_in(other.text) and told not in years_in(other.text)
        if own and fuzz.ratio(fold(re.sub(r"\d{4}", "", other.text)), bare) >= 88:
            return True
    return False


SAME_YEAR = re.compile(
    r"(?:di\s?banding\w*|bila dibandingkan|terhadap|dari)\s+(?:dengan\s+)?(?:pada\s+)?(?:capaian\s+|"
    r"realisasi\s+)?(?:pada\s+)?tahun\s+(?P<year>20\d\d)",
    re.I,
)


def compared_with_itself(context: Context) -> Iterator[Draft]:
    """A year compared with the same year: "tahun 2016 ... dibanding tahun 2016"."""
    for sentence in context.sentences:
        for match in SAME_YEAR.finditer(sentence.text):
            if not re.match(r"di\s?banding|bila", match.group(0), re.I):
                continue
            year = int(match["year"])
            before = years_in(sentence.text[: match.start()])
            others = set(years_in(sentence.text)) - {year}
            if year not in before or before[-1] != year or others:
                continue
            yield Draft(
                rule="residue",
                kind="year_with_itself",
                severity="error",
                key=("same year", fold(sentence.text)[:60]),
                message=f"Tahun {year} dibandingkan dengan tahun yang sama: “{match.group(0)}”.",
                message_en=f"The year {year} is compared with itself: “{match.group(0)}”.",
                evidence=(
                    sentence_to_evidence(sentence, match.group(0), "pembanding"),
                    sentence_to_evidence(sentence, sentence.text[:200], "kalimat"),
                ),
                expected=str(year - 1),
                reported=str(year),
                page=sentence.paragraph.page,
                suspects=(Suspect(str(year), str(year - 1), "tahun sebelumnya"),),
                weight=26,
            )
