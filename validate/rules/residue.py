"""What is left of last year's report: years, quarters, periods, regulations, copied rows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from extract.model import Paragraph
from validate.context import Context, Sentence
from validate.evidence import cell_to_evidence, phrase_to_evidence, sentence_to_evidence, table_to_evidence
from validate.frame import Card, Draft, Rule
from validate.model import Evidence, Severity, Suspect
from validate.names import fold

CARD = Card(
    id="residue",
    title="Sisa laporan lain: tahun, triwulan, peraturan, atau baris yang tersalin",
    title_en="Left-overs of another report: years, quarters, regulations, copied rows",
    compares="tahun laporan dengan tahun yang disebut sebagai tahun ini; judul dengan isi tabel; satu peraturan "
    "dengan dua tahun; masa Renstra",
    compares_en="the report's year with years told as this year; captions with what the tables hold; one regulation "
    "dated twice; Renstra periods",
    why="Bahan tahun lalu yang terbawa membuat pernyataan tidak berlaku untuk tahun laporan (PermenPANRB 53/2014 "
    "lampiran II).",
    why_en="Text carried over from last year says nothing about the report's year (PermenPANRB 53/2014 annex II).",
    not_judged="pembandingan dengan tahun lalu, riwayat, judul peraturan, rencana tahun berikutnya",
    not_judged_en="comparisons with other years, history, titles of regulations, plans for the next year",
    examples=(
        ("Bab III – Akuntabilitas Kinerja Tahun 2018 (laporan 2019)", "warning"),
        ("Nomor 53 Tahun 2015 / Nomor 53 Tahun 2014", "warning"),
    ),
)

#: phrases that speak of the report's own year when a year follows
OWN_YEAR = re.compile(
    r"(?P<phrase>(?:penyusunan\s+)?(?:laporan\s+(?:akuntabilitas\s+)?kinerja(?:\s+instansi\s+pemerintah)?|lakip|"
    r"lkj(?:ip)?|lkip|laporan\s+kinerja)\b|"
    r"(?:penetapan|perjanjian|akuntabilitas|rencana|pengukuran|capaian|evaluasi|"
    r"realisasi)\s+kinerja(?:\s+tahunan)?\b|target\s+kinerja\b|indikator\s+kinerja\s+utama\b|"
    r"gambaran\b[^.;]{0,90}?\bkinerja\b)"
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
    r"berikut|bab\s+[ivx]+|gambaran|dasar hukum|maksud|tujuan|diharapkan)\b",
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
    for where, raw, kind, told, text in found:
        if told not in (year - 1, year - 2, year + 1):
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
            if where.kind == "heading" and by_kind[kind][year] < 2:
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


REGULATION = re.compile(
    r"(?P<kind>\bundang\s*-?\s*undang\b|\bUU\b|peraturan\s+pemerintah\b|\bPP\b|peraturan\s+presiden|\bperpres|"
    r"instruksi\s+presiden|\binpres|keputusan\s+presiden|\bkeppres|"
    r"peraturan\s+menteri|\bpermen\s?\w*|keputusan\s+menteri|\bkepmen\w*|peraturan\s+daerah|\bperda|"
    r"peraturan\s+gubernur|\bpergub|peraturan\s+bupati|peraturan\s+wali\s?kota|\bperwali|\bperbup|"
    r"peraturan\s+(?:kepala\s+)?badan|surat\s+edaran)"
    r"(?P<issuer>[^.;:()\d]{0,110}?)\s*(?:nomor|no\.?)\s*:?\s*(?P<number>\d{1,3})\s+tahun\s+(?P<year>(?:19|"
    r"20)\d\d)(?P<title>\s*,?\s*(?:tentang|ttg\.?)\s+[^;()]{0,160})?",
    re.I,
)
SHORT = {
    "uu": "undang undang",
    "pp": "peraturan pemerintah",
    "perpres": "peraturan presiden",
    "inpres": "instruksi presiden",
    "perda": "peraturan daerah",
    "pergub": "peraturan gubernur",
}


def regulations(context: Context) -> Iterator[tuple[tuple[str, str, str], int, str, Sentence, str]]:
    """((kind, issuer, number), year, title, sentence, print) of every regulation cited."""
    for sentence in context.sentences:
        for match in REGULATION.finditer(sentence.text):
            kind = fold(match["kind"])
            kind = SHORT.get(kind, kind)
            issuer = fold(match["issuer"])
            if kind.startswith("permen"):
                issuer, kind = kind.removeprefix("permen") + " " + issuer, "peraturan menteri"
            raw = match.group(0)
            cut = re.search(r"(?:\b(?:PP|UU)\s+)?(?:nomor|no\.?)\s*:?\s*\d{1,3}\s+tahun\s+\d{4}", raw, re.I)
            yield (
                (kind, issuer_key(issuer), match["number"]),
                int(match["year"]),
                fold(match["title"] or "")[:110],
                sentence,
                cut.group(0) if cut else raw,
            )


def issuer_key(issuer: str) -> str:
    """The issuer in one word: the ministry's own name."""
    if re.search(r"\bpan\b|pendayagunaan|panrb|menpan|aparatur", issuer):
        return "panrb"
    if re.search(r"dalam negeri|mendagri", issuer):
        return "dalam negeri"
    if re.search(r"keuangan", issuer):
        return "keuangan"
    words = [
        word
        for word in issuer.split()
        if word not in ("negara", "republik", "indonesia", "ri", "r", "i", "nomor", "menteri", "kepala")
    ]
    return " ".join(words[:2])


def regulation_years(context: Context) -> Iterator[Draft]:
    """One regulation cited with two years."""
    cited: dict[tuple[str, str, str], list[tuple[int, str, Sentence, str]]] = defaultdict(list)
    found = list(regulations(context))
    # the title may stand at another citation of the same number and year
    titles = {(key[0], key[2], year): title for key, year, title, _, _ in found if title}
    for key, year, title, sentence, raw in found:
        cited[key].append((year, title or titles.get((key[0], key[2], year), ""), sentence, raw))
    for key, places in cited.items():
        years = Counter(year for year, _, _, _ in places)
        if len(years) < 2:
            continue
        for odd_year in sorted(years):
            odd = [place for place in places if place[0] == odd_year]
            rest = [place for place in places if place[0] != odd_year]
            match = same_regulation(key, odd, rest)
            if (
                match is None
                or years[odd_year] > years[match[0]]
                or (years[odd_year] == years[match[0]] and odd_year < match[0])
            ):
                continue
            place = odd[0]
            yield Draft(
                rule="residue",
                kind="regulation_year",
                severity="warning",
                key=("regulation", *key),
                message=f"Peraturan yang sama tercetak {place[3]} dan {match[3]}.",
                message_en=f"One regulation is printed {place[3]} and {match[3]}.",
                evidence=(
                    *(sentence_to_evidence(one[2], one[3], "peraturan") for one in odd),
                    *(sentence_to_evidence(one[2], one[3], "tempat lain") for one in distinct_prints(rest, match)),
                ),
                expected=match[3],
                reported=place[3],
                page=place[2].paragraph.page,
                suspects=(Suspect(str(odd_year), str(match[0]), f"{years[match[0]]} dari {len(places)} kutipan"),),
                weight=24,
            )
            break


def distinct_prints(
    places: Sequence[tuple[int, str, Sentence, str]], match: tuple[int, str, Sentence, str]
) -> list[tuple[int, str, Sentence, str]]:
    """The match and other citations of its year that are printed otherwise."""
    chosen = [match]
    for place in places:
        if place[0] == match[0] and place[3] not in {one[3] for one in chosen}:
            chosen.append(place)
    return chosen[:4]


def same_regulation_title(left: str, right: str) -> bool:
    """True where the titles agree as far as the shorter goes; a sentence may run on after a title."""
    length = min(len(left), len(right), 70)
    return length >= 15 and fuzz.ratio(left[:length], right[:length]) >= (75 if length >= 40 else 90)


def same_regulation(
    key: tuple[str, str, str],
    odd: Sequence[tuple[int, str, Sentence, str]],
    rest: Sequence[tuple[int, str, Sentence, str]],
) -> tuple[int, str, Sentence, str] | None:
    """A citation in `rest` that is certainly the regulation of `odd`: the same title, or the same ministry and
    number a few years apart."""
    for one in odd:
        for other in rest:
            if one[1] and other[1] and same_regulation_title(one[1], other[1]):
                return other
    if any(one[1] for one in odd) and any(other[1] for other in rest):
        # both are cited with their titles, and the titles differ: two regulations
        return None
    ministry = key[1] in ("panrb",) or key[0] not in (
        "undang undang",
        "peraturan pemerintah",
        "peraturan menteri",
        "peraturan presiden",
        "peraturan daerah",
    )
    for one in odd:
        for other in rest:
            untitled = not one[1] or not other[1]
            if untitled and abs(one[0] - other[0]) <= 2 and (ministry or int(key[2]) >= 15):
                return other
    return None


PERIOD = re.compile(
    r"(?P<what>renstra|rencana strategis|rpjmd|rpjmn|rencana pembangunan jangka "
    r"menengah)(?P<between>[^.;\d]{0,80}?)(?:tahun\s+)?(?P<start>(?:19|20)\d\d)\s*(?:[-–—]|s\.?\s?/?\s?d\.?|"
    r"sampai(?:\s+dengan)?(?:\s+tahun)?)\s*(?P<end>(?:19|20)\d\d)",
    re.I,
)


def odd_periods(context: Context) -> Iterator[Draft]:
    """A medium-term plan said to run for more or less than its five years, where the report elsewhere gives five."""
    found = [
        (int(match["start"]), int(match["end"]), sentence, match)
        for sentence in context.sentences
        for match in PERIOD.finditer(sentence.text)
    ]
    regular = Counter((start, end) for start, end, _, _ in found if 3 <= end - start <= 6)
    done: set[tuple[int, int]] = set()
    for start, end, sentence, match in found:
        if 3 <= end - start <= 6 or (start, end) in done or re.search(r"panjang|rpjp", match.group(0), re.I):
            continue
        done.add((start, end))
        near = [period for period, _ in regular.most_common() if period[1] == end or period[0] == start]
        if not near and end > start and end - start <= 1:
            continue
        raw = re.search(r"(?:tahun\s+)?(?:19|20)\d\d\s*\S{0,8}\s*(?:tahun\s+)?(?:19|20)\d\d$", match.group(0), re.I)
        printed = raw.group(0) if raw else match.group(0)
        other = next(((m, s) for a, b, s, m in found if near and (a, b) == near[0]), None)
        evidence = [sentence_to_evidence(sentence, printed, "masa")]
        if other:
            text = re.sub(r"\s+", " ", other[0].group(0))
            evidence.append(
                sentence_to_evidence(
                    other[1], re.sub(r".*?((?:19|20)\d\d\s*\S{1,8}\s*(?:19|20)\d\d)$", r"\1", text), "tempat lain"
                )
            )
        wanted = f"{near[0][0]}-{near[0][1]}" if near else "lima tahun"
        yield Draft(
            rule="residue",
            kind="plan_period",
            severity="warning",
            key=("period", str(start), str(end)),
            message=f"{match['what']} disebut berlaku {printed} ({end - start + 1} tahun); di tempat lain {wanted}.",
            message_en=f"{match['what']} is said to run {printed} ({end - start + 1} years); elsewhere {wanted}.",
            evidence=(*evidence, phrase_to_evidence(sentence.paragraph, wanted, "seharusnya")),
            expected=wanted,
            reported=printed,
            page=sentence.paragraph.page,
            weight=24,
        )


NUMBER_WORDS = {"pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5, "kesatu": 1}
YEAR_OF_PLAN = re.compile(
    r"tahun\s+(?:yang\s+)?(?:ke\s*-?\s*(?P<digit>[1-5])|(?P<word>pertama|kesatu|kedua|ketiga|keempat|"
    r"kelima))\b(?P<between>[^.;]{0,80}?)(?P<start>20\d\d)\s*[-–]\s*(?P<end>20\d\d)",
    re.I,
)


def plan_years(context: Context) -> Iterator[Draft]:
    """ "tahun ke 4 Renstra 2020-2024" in a report on another year of the plan."""
    if context.year is None:
        return
    for sentence in context.sentences:
        for match in YEAR_OF_PLAN.finditer(sentence.text):
            told = int(match["digit"]) if match["digit"] else NUMBER_WORDS[match["word"].casefold()]
            start, end = int(match["start"]), int(match["end"])
            real = context.year - start + 1
            named = [y for y in years_in(sentence.text) if start <= y <= end and y not in (start, end)]
            if told == real or not start <= context.year <= end or named or end - start != 4:
                continue
            head = re.match(r"tahun\s+(?:yang\s+)?(?:ke\s*-?\s*\d|\w+)", match.group(0), re.I)
            raw = head.group(0) if head else match.group(0)
            yield Draft(
                rule="residue",
                kind="year_of_plan",
                severity="warning",
                key=("year of plan", f"{start}-{end}", str(told)),
                message=f"“{raw}” dari {start}-{end}: tahun {context.year} adalah tahun ke-{real}.",
                message_en=f"“{raw}” of {start}-{end}: {context.year} is year {real}.",
                evidence=(
                    sentence_to_evidence(sentence, raw, "tahun ke"),
                    sentence_to_evidence(sentence, f"{match['start']}-{match['end']}", "masa"),
                ),
                expected=str(real),
                reported=str(told),
                page=sentence.paragraph.page,
                weight=20,
            )


QUARTER = re.compile(r"\btri\s?wulan\s+(?P<number>IV|I{1,3}|[1-4])\b", re.I)
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


def quarter_captions(context: Context) -> Iterator[Draft]:
    """A caption or header that names one quarter over a table of whole-year figures."""
    for view in context.views:
        title = QUARTER.search(view.table.caption)
        heads = {
            match.group(0).casefold(): (row, col, match)
            for row in range(min(view.table.header_rows, view.table.row_count))
            for col in range(view.table.column_count)
            if view.own(row, col) and (match := QUARTER.search(view.text(row, col)))
        }
        quarters = {to_quarter(match["number"]) for _, _, match in heads.values()}
        if len(quarters) > 1 or (not title and not quarters):
            continue
        facts = [
            f
            for f in context.facts
            if f.table_index == view.index and f.measure in ("realisasi", "capaian") and f.quantity is not None
        ]
        twins = same_figures_elsewhere(context, view.index)
        yearly = len(facts) >= 4 and twins * 10 >= len(facts) * 6
        named = to_quarter(title["number"]) if title else None
        evidence = [table_to_evidence(view, "judul")]
        if title:
            evidence.append(
                Evidence(
                    raw=title.group(0),
                    role="triwulan di judul",
                    page=evidence[0].page,
                    line=evidence[0].line,
                    table=view.mark,
                    table_index=view.index,
                )
            )
        for row, col, match in heads.values():
            evidence.append(cell_to_evidence(view, row, col, "kepala kolom", match.group(0)))
        told = title.group(0) if title else next(iter(heads.values()))[2].group(0)
        figures = [cell_to_evidence(view, f.row - 1, f.col - 1, f.measure) for f in facts[:4]]
        if yearly and not re.search(r"\bs\.?\s?d\b|sampai", view.table.caption, re.I):
            yield Draft(
                rule="residue",
                kind="quarter_caption",
                severity="warning",
                key=("quarter", view.mark),
                message=f"{view.name} menyebut {told}, tetapi isinya angka setahun (sama dengan tabel tahunan).",
                message_en=f"{view.name} says {told}, but its figures are the whole year's (as in the yearly tables).",
                evidence=(*evidence, *figures),
                reported=told,
                table=view.mark,
                page=evidence[0].page,
                weight=24,
            )
        elif named and quarters and named not in quarters:
            yield quarter_differs(view.name, view.mark, evidence, told, next(iter(heads.values()))[2].group(0))
        if yearly and named and quarters and named not in quarters:
            yield quarter_differs(view.name, view.mark, evidence, told, next(iter(heads.values()))[2].group(0))


def quarter_differs(name: str, mark: str, evidence: list[Evidence], told: str, other: str) -> Draft:
    return Draft(
        rule="residue",
        kind="quarter_differs",
        severity="warning",
        key=("quarter header", mark),
        message=f"{name}: judulnya menyebut {told}, kepala kolomnya {other}.",
        message_en=f"{name}: the caption says {told}, the column header {other}.",
        evidence=tuple(evidence),
        expected=told,
        reported=other,
        table=mark,
        page=evidence[0].page,
        weight=22,
    )


def to_quarter(text: str) -> int:
    return ROMAN.get(text.upper(), int(text) if text.isdigit() else 0)


def same_figures_elsewhere(context: Context, index: int) -> int:
    """How many of a table's realised figures stand as whole-year figures in other tables."""
    others = {
        (context.names.key(f), f.measure, f.quantity.value)
        for f in context.facts
        if f.table_index != index and f.period == "Y" and f.quantity is not None
    }
    return sum(
        (context.names.key(f), f.measure, f.quantity.value) in others
        for f in context.facts
        if f.table_index == index and f.measure in ("realisasi", "capaian") and f.quantity is not None
    )


ORDINAL_SASARAN = re.compile(r"\bsasaran(?:\s+strategis)?\s+ke\s*-?\s*(\d{1,2})\b", re.I)


def other_sasaran(context: Context) -> Iterator[Draft]:
    """A table row that names another sasaran than the heading it stands under ("SASARAN KE-3" under "Sasaran ke-4")."""
    above: tuple[str, int, Paragraph] | None = None
    headings = [p for p in sorted(context.report.paragraphs, key=lambda p: p.order) if p.kind in ("heading", "caption")]
    for view in context.views:
        above = None
        for paragraph in headings:
            if paragraph.order > view.table.order:
                break
            if match := ORDINAL_SASARAN.search(paragraph.text):
                above = (match.group(0), int(match.group(1)), paragraph)
        if above is None:
            continue
        named = {int(m.group(1)) for cell in view.table.cells if (m := ORDINAL_SASARAN.search(cell.text))}
        if len(named) != 1 or above[1] in named:
            continue
        for cell in view.table.cells:
            match = ORDINAL_SASARAN.search(cell.text)
            if match:
                yield Draft(
                    rule="residue",
                    kind="other_sasaran",
                    severity="warning",
                    key=("sasaran", view.mark, match.group(0)),
                    message=f"Tabel di bawah “{above[2].text[:80]}” menyebut “{cell.text}”.",
                    message_en=f"The table under “{above[2].text[:80]}” says “{cell.text}”.",
                    evidence=(
                        cell_to_evidence(view, cell.row, cell.col, "baris"),
                        cell_to_evidence(view, cell.row, cell.col, match.group(0)),
                        phrase_to_evidence(above[2], above[0], "judul"),
                    ),
                    expected=above[0],
                    reported=match.group(0),
                    table=view.mark,
                    page=cell.page,
                    weight=20,
                )
                break


def copied_rows(context: Context) -> Iterator[Draft]:
    """Different activities that print the same amounts: copied down."""
    for view in context.views:
        pairs: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for row in view.body:
            if view.is_total(row) or view.is_average(row):
                continue
            amounts = [
                view.text(row, col).strip()
                for col in range(view.table.column_count)
                if (number := view.number(row, col))
                and len(re.sub(r"\D", "", number.quantity.raw)) >= 6
                and number.quantity.value
            ]
            if len(amounts) >= 2 and len(set(amounts)) == len(amounts):
                pairs[tuple(amounts)].append(row)
        for printed, rows in pairs.items():
            labels = {fold(view.first_texts[row]) + fold(view.labels[row]) for row in rows}
            if len(rows) < 3 or len(labels) < 3:
                continue
            yield Draft(
                rule="residue",
                kind="copied_rows",
                severity="warning",
                key=("copied", view.mark, *printed),
                message=f"{view.name}: {len(rows)} baris berbeda memuat angka yang sama {' / '.join(printed)}.",
                message_en=f"{view.name}: {len(rows)} different rows print the same figures {' / '.join(printed)}.",
                evidence=tuple(
                    cell_to_evidence(view, row, col, "angka tersalin")
                    for row in rows
                    for col in range(view.table.column_count)
                    if view.number(row, col) and view.own(row, col)
                ),
                reported=" / ".join(printed),
                table=view.mark,
                page=view.table.pages[0] if view.table.pages else None,
                weight=30,
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


RULE = Rule(CARD, judge)
