"""Stated counts against the things counted: list items, breakdowns, totals of a list."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from extract.model import Paragraph
from normalize.model import Claim
from normalize.words import read_number_words
from validate.context import Context
from validate.evidence import phrase_to_evidence
from validate.frame import Card, Draft, Rule
from validate.intervals import fraction_to_text
from validate.model import Evidence, Severity, Suspect
from validate.names import fold
from validate.prose import mention_to_evidence, number_of, roles_of, told
from validate.rules.total import ordinal_kind

CARD = Card(
    id="count",
    title="Jumlah yang disebut tidak sama dengan yang didaftar",
    title_en="A stated count that the list does not give",
    compares="bilangan sebelum “sebagai berikut” dengan banyaknya butir; jumlah pegawai dengan rinciannya menurut "
    "jenis kelamin, golongan, pendidikan, unit; nomor urut yang terlewat",
    compares_en="the number before a list with its items; staff with breakdowns by sex, grade, education, unit; "
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

ANNOUNCED = re.compile(
    r"(?<![\d.,/(])(?P<number>\d{1,2})\s*(?:\((?P<words>[a-z ]{3,20})\)\s*)?(?P<noun>[A-Za-z][A-Za-z/ "
    r"]{2,60}?)\b[^.;:]{0,160}?(?:sebagai berikut|yaitu|yakni|adalah|terdiri (?:dari|atas)|meliputi)?\s*:\s*$",
    re.I,
)
EXAMPLES = re.compile(r"\b(?:antara lain|di\s?antaranya|misalnya|seperti|meliputi antara|beberapa)\b", re.I)
#: things that are listed one an item
COUNTED = re.compile(
    r"\b(?:misi|tujuan|sasaran|program|kegiatan|indikator|unsur|aspek|bidang|bagian|sub|strategi|kebijakan|prinsip|"
    r"pilar|tahap\w*|langkah|faktor|isu|hal|komponen|kriteria|prioritas|agenda|butir|poin|jenis|kategori|bentuk|"
    r"tim|seksi|fungsi|tugas|lokasi|kabupaten|kota|kecamatan|desa|unit|urusan|nilai|upaya|kendala|permasalahan|"
    r"rekomendasi|dokumen)\b",
    re.I,
)


def item_kind(paragraph: Paragraph) -> tuple[str, int]:
    """(marker kind, its number) of a list item; ('', 0) where it has no marker."""
    match = re.match(r"^\s*[-•–]?\s*\(?(?P<mark>\d{1,2}|[A-Za-z]|[ivx]{1,5})[.)]\s*", paragraph.text)
    if not match:
        return ("dash", 0) if re.match(r"^\s*[-•–]\s", paragraph.text) else ("", 0)
    mark = match["mark"]
    if mark.isdigit():
        return "digit" + paragraph.text[match.end("mark") : match.end("mark") + 1], int(mark)
    if len(mark) == 1:
        return ("upper" if mark.isupper() else "lower") + paragraph.text[
            match.end("mark") : match.end("mark") + 1
        ], ord(mark.casefold()) - 96
    return ordinal_kind(mark) or "lower", 0


def announced_lists(context: Context) -> Iterator[Draft]:
    """A number before a list, and the list's own last number."""
    paragraphs = [
        p
        for p in sorted(context.report.paragraphs, key=lambda p: p.order)
        if p.kind not in ("furniture", "contents", "caption")
    ]
    for place, paragraph in enumerate(paragraphs):
        if paragraph.kind not in ("text", "list_item", "formula") or not paragraph.text.rstrip().endswith(":"):
            continue
        text = re.split(r"(?<=[a-z)])\.\s+(?=[A-Z])", paragraph.text)[-1]
        match = None
        place_in_text = 0
        # the last number before the list is the one that counts it
        while found := ANNOUNCED.search(text, place_in_text):
            match = found
            place_in_text = found.end("noun")
        if not match or EXAMPLES.search(text) or not COUNTED.search(match["noun"]):
            continue
        if re.search(
            r"\b(?:tahun|misi|sasaran|tujuan|bab|tabel|tahap|ke|nomor|no|pasal|ayat|lampiran|strategi|program|"
            r"kegiatan|angka|huruf)\W*$",
            text[: match.start()],
            re.I,
        ):
            continue
        stated = int(match["number"])
        words = read_number_words(match["words"]) if match["words"] else stated
        if not 2 <= stated <= 40 or words not in (None, stated):
            continue
        items = list_items(paragraphs, place + 1)
        if len(items) < 2 or len(items) == stated:
            continue
        last = item_kind(items[-1])[1]
        if last and last != len(items):
            continue
        head = match.group("number") + (f" ({match['words']})" if match["words"] else "")
        nine = {
            1: "satu",
            2: "dua",
            3: "tiga",
            4: "empat",
            5: "lima",
            6: "enam",
            7: "tujuh",
            8: "delapan",
            9: "sembilan",
            10: "sepuluh",
        }
        other = re.search(rf"\b{nine.get(len(items), '-')}\b", text, re.I)
        evidence: list[Evidence] = [phrase_to_evidence(paragraph, head, "disebut", text)]
        if other:
            evidence.append(phrase_to_evidence(paragraph, other.group(0), "disebut pula", text))
        evidence += [
            phrase_to_evidence(items[0], told(items[0].text, 80), "butir pertama"),
            phrase_to_evidence(items[-1], told(items[-1].text, 80), "butir terakhir"),
        ]
        yield Draft(
            rule="count",
            kind="list_items",
            severity="warning",
            key=("list", fold(text)[-60:]),
            message=f"Disebut {head} {match['noun'].strip()}, didaftar {len(items)}: “{told(text)}”",
            message_en=f"{head} {match['noun'].strip()} are announced, {len(items)} are listed: “{told(text)}”",
            evidence=tuple(evidence),
            expected=str(len(items)),
            reported=head,
            page=paragraph.page,
            suspects=(Suspect(head, str(len(items)), "banyaknya butir", evidence[0]),),
            weight=32,
        )


def list_items(paragraphs: Sequence[Paragraph], start: int) -> list[Paragraph]:
    """The items of the list that begins at `start`: of the first marker's kind, counting on by one, other paragraphs
    between them ignored."""
    if start >= len(paragraphs):
        return []
    kind, number = item_kind(paragraphs[start])
    if not kind or number != 1:
        return []
    items = [paragraphs[start]]
    gap = 0
    for paragraph in paragraphs[start + 1 : start + 90]:
        if paragraph.kind == "heading" and not item_kind(paragraph)[0]:
            break
        other, value = item_kind(paragraph)
        if other == kind and value == len(items) + 1:
            items.append(paragraph)
            gap = 0
        else:
            gap += 1
            if gap > 6 or (other == kind and value == 1):
                break
    return items


BREAKDOWN = re.compile(
    r"^\W*(?:[a-z\d][.)]\s*)?(?P<what>.{8,120}?)\s+(?:berdasarkan|menurut)\s+(?P<by>[^.;:]{3,40}?)\s+(?:adalah|yaitu|"
    r"terdiri|meliputi|sebagai|:)",
    re.I,
)


def breakdowns(context: Context) -> Iterator[Draft]:
    """One body of people told by sex, grade, education: the sum that differs from the others and from the stated
    whole."""
    groups: dict[str, list[tuple[Claim, str, Fraction]]] = defaultdict(list)
    for claim in context.claims:
        if claim.kind != "parts" or "whole" in roles_of(claim):
            continue
        match = BREAKDOWN.match(claim.text)
        parts = [m for m in claim.mentions if m.role == "part"]
        if (
            not match
            or len(parts) < 2
            or not all("orang" in f"{m.quantity.unit} {m.noun}".casefold() or not m.noun for m in parts)
        ):
            continue
        groups[fold(match["what"])].append((claim, match["by"], sum((number_of(m) for m in parts), Fraction(0))))
    for group in groups.values():
        if len(group) < 2:
            continue
        sums = Counter(total for _, _, total in group)
        usual, times = sums.most_common(1)[0]
        wholes = [
            (c, m)
            for c in context.claims
            for m in c.mentions
            if m.role in ("whole", "value")
            and number_of(m) == usual
            and "orang" in f"{m.quantity.unit} {m.noun}".casefold()
        ]
        if len(sums) < 2 or (times < 2 and not wholes):
            continue
        for claim, by, total in group:
            if total == usual:
                continue
            parts = [m for m in claim.mentions if m.role == "part"]
            evidence = [mention_to_evidence(context, claim, m) for m in parts]
            evidence += [phrase_of(context, claim, m.raw) for m in parts]
            evidence += [mention_to_evidence(context, c, m, "jumlah") for c, m in wholes[:1]]
            shown = " + ".join(m.raw for m in parts)
            yield Draft(
                rule="count",
                kind="breakdown",
                severity="warning",
                key=("breakdown", fold(by)),
                message=f"Rincian menurut {by}: {shown} = {fraction_to_text(total, 0)}, rincian lain berjumlah "
                f"{fraction_to_text(usual, 0)}.",
                message_en=f"The breakdown by {by}: {shown} = {fraction_to_text(total, 0)}, the others make "
                f"{fraction_to_text(usual, 0)}.",
                evidence=(
                    *tuple(evidence),
                    Evidence(raw=fraction_to_text(usual, 0), role="rincian lain", page=claim.page, line=claim.line),
                ),
                expected=fraction_to_text(usual, 0),
                reported=fraction_to_text(total, 0),
                page=claim.page,
                weight=34,
            )


def phrase_of(context: Context, claim: Claim, raw: str) -> Evidence:
    """The figure with the word it belongs to: "S2 sebanyak 7 orang"."""
    at = claim.text.find(raw)
    before = re.search(r"(?:[\w/]+\s+){0,3}$", claim.text[:at])
    text = (before.group(0) if before else "") + raw
    return Evidence(raw=text.strip(), role="bagian", page=claim.page, line=claim.line, label=told(claim.text))


def unit_lists(context: Context) -> Iterator[Draft]:
    """A list of units each with its head count, against the stated number of all and of each kind of staff."""
    claims = [c for c in context.claims if c.kind in ("parts", "figure")]
    by_paragraph: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_paragraph[claim.paragraph].append(claim)
    paragraphs = [
        p
        for p in sorted(context.report.paragraphs, key=lambda p: p.order)
        if p.kind not in ("furniture", "contents", "caption")
    ]
    runs: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        kind, number = item_kind(paragraph)
        if (
            paragraph.kind == "list_item"
            and kind.startswith("digit")
            and re.search(r"\bsebanyak\s+\d+\s+orang|\b\d+\s+orang\b", paragraph.text)
        ):
            if number == 1 or not runs:
                runs.append([])
            if runs and number == len(runs[-1]) + 1:
                runs[-1].append(paragraph)
    for run in runs:
        if len(run) < 4:
            continue
        yield from unit_list_drafts(context, run, by_paragraph)


def unit_list_drafts(
    context: Context, run: Sequence[Paragraph], by_paragraph: dict[int, list[Claim]]
) -> Iterator[Draft]:
    totals: list[tuple[Paragraph, int, str]] = []
    kinds: dict[str, list[tuple[Paragraph, int, str]]] = defaultdict(list)
    for paragraph in run:
        figures = [
            (int(m.group(1)), m.group(0), fold(m.group(2) or ""))
            for m in re.finditer(r"(\d{1,4})\s+orang(?:\s+([A-Z][\w*-]*))?", paragraph.text)
        ]
        if not figures:
            return
        bracket = paragraph.text.find("(")
        first = figures[0]
        if 0 <= bracket < paragraph.text.find(first[1]):
            # every figure stands in its own brackets: none is the sum of the others
            totals.extend((paragraph, value, raw) for value, raw, _ in figures)
            continue
        totals.append((paragraph, first[0], first[1]))
        inner = figures[1:] if bracket >= 0 and len(figures) > 1 else figures
        for value, raw, kind in inner:
            if kind:
                kinds[kind].append((paragraph, value, raw))
    stated = stated_counts(context, run[0])
    sum_all = sum(value for _, value, _ in totals)
    whole = stated.get("")
    if whole and whole[0] != sum_all and abs(whole[0] - sum_all) * 10 <= whole[0]:
        yield unit_draft("seluruhnya", whole, sum_all, totals)
    for kind, parts in kinds.items():
        said = next((stated[name] for name in stated if name and (name == kind or kind in name.split())), None)
        total = sum(value for _, value, _ in parts)
        if said and said[0] != total and abs(said[0] - total) * 2 <= max(said[0], total):
            yield unit_draft(kind.upper(), said, total, parts)


def stated_counts(context: Context, before: Paragraph) -> dict[str, tuple[int, str, Paragraph]]:
    """Counts told in the twelve paragraphs before the list: '' for the whole, else by kind of staff (abbreviation or
    last word)."""
    found: dict[str, tuple[int, str, Paragraph]] = {}
    paragraphs = [
        p
        for p in sorted(context.report.paragraphs, key=lambda p: p.order)
        if p.kind == "text" and p.order < before.order
    ][-12:]
    for paragraph in reversed(paragraphs):
        text = paragraph.text
        match = re.search(
            r"\bjumlah\s+(?:seluruh\s+)?pegawai\b[^.;]{0,80}?(\d{1,4}\s*(?:\([a-z ]+\))?)\s*orang", text, re.I
        )
        if not match:
            continue
        raw = match.group(1).strip()
        found[""] = (int(re.sub(r"\D.*", "", raw)), raw, paragraph)
        rest = text[match.end() :]
        for part in re.finditer(
            r"(?:\(?([A-Z]{3,8})\)?\s+sebanyak\s+)?(?:sebanyak\s+)?(\d{1,4}\s*(?:\([a-z "
            r"]+\))?)\s*orang(?:\s+([^,;.]{3,80}?)(?=,|;|\.|\bdan\b))?",
            rest,
        ):
            name = part.group(1) or part.group(3) or ""
            if not name:
                lead = rest[: part.start()]
                name = (re.findall(r"[A-Za-z]{3,}", lead) or [""])[-1]
                longer = re.search(r"Perjanjian Kerja\W*$", lead)
                name = "pppk" if longer else name
            raw = part.group(2).strip()
            found.setdefault(fold(name), (int(re.sub(r"\D.*", "", raw)), raw, paragraph))
        break
    return found


def unit_draft(
    kind: str, said: tuple[int, str, Paragraph], total: int, parts: Sequence[tuple[Paragraph, int, str]]
) -> Draft:
    severity: Severity = "warning"
    shown = " + ".join(str(value) for _, value, _ in parts)
    return Draft(
        rule="count",
        kind="list_total",
        severity=severity,
        key=("units", fold(kind)),
        message=f"Pegawai {kind}: daftar unit berjumlah {shown} = {total}, disebut {said[1]}.",
        message_en=f"Staff ({kind}): the list of units makes {shown} = {total}, {said[1]} are stated.",
        evidence=(
            phrase_to_evidence(said[2], said[1], "disebut"),
            *(phrase_to_evidence(p, raw, "bagian") for p, _, raw in parts),
        ),
        expected=str(total),
        reported=said[1],
        page=said[2].page,
        suspects=(Suspect(said[1], str(total), "jumlah daftarnya", phrase_to_evidence(said[2], said[1], "disebut")),),
        weight=33,
    )


STATED = re.compile(
    r"(?P<phrase>(?P<number>\d{1,2})\s*(?:\((?P<words>[a-z ]{3,18})\)\s*)?(?P<noun>sasaran(?:\s+(?:strategis|"
    r"kinerja))?|misi|indikator(?:\s+kinerja(?:\s+utama)?)?|iku))\b",
    re.I,
)
OF_ALL = re.compile(
    r"(?:menetapkan|terdiri|sebanyak|terdapat|jumlah\w*|ada|seluruh|keseluruhan|dari|:|mempunyai|"
    r"memiliki)\W+(?:\w+\W+){0,2}$",
    re.I,
)


def stated_counts_differ(context: Context) -> Iterator[Draft]:
    """ "3 (tiga) sasaran" here and "4 (empat) sasaran" there: a note, for the two may count different things."""
    found: dict[str, dict[int, list[tuple[str, Paragraph, str]]]] = defaultdict(lambda: defaultdict(list))
    for sentence in context.sentences:
        for match in STATED.finditer(sentence.text):
            if not match["words"] and not OF_ALL.search(sentence.text[: match.start()]):
                continue
            noun = fold(match["noun"]).split()[0].replace("iku", "indikator")
            lead = OF_ALL.search(sentence.text[: match.start()])
            phrase = (lead.group(0) if lead else "") + match["phrase"]
            found[noun][int(match["number"])].append((match["phrase"], sentence.paragraph, phrase.strip()))
    for noun, numbers in found.items():
        if len(numbers) < 2:
            continue
        ordered = sorted(numbers.items(), key=lambda one: -len(one[1]))
        # parts of a whole add up to it, and are no contradiction
        top = max(numbers)
        rest = [number for number in numbers if number != top]
        if sum(rest) == top or len(numbers) > 3:
            continue
        told_all = "; ".join(f"{places[0][0]}" for _, places in ordered)
        evidence = [phrase_to_evidence(p, raw, "disebut") for _, places in ordered for raw, p, _ in places[:2]]
        evidence += [phrase_to_evidence(p, longer, "disebut") for _, places in ordered for _, p, longer in places[:2]]
        yield Draft(
            rule="count",
            kind="stated_counts",
            severity="note",
            key=("stated", noun),
            message=f"Banyaknya {noun} disebut berbeda: {told_all}.",
            message_en=f"The number of {noun} is told differently: {told_all}.",
            evidence=tuple(evidence[:20]),
            reported=told_all,
            page=ordered[-1][1][0][1].page,
            weight=10,
        )


def judge(context: Context) -> Iterator[Draft]:
    """Drafts for counts that their lists and breakdowns do not give."""
    yield from announced_lists(context)
    yield from breakdowns(context)
    yield from unit_lists(context)
    yield from stated_counts_differ(context)


RULE = Rule(CARD, judge)
