"""Numbers of tables, figures, sections and rows."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from extract.model import Paragraph
from validate.captions import NUMBERED, Caption, Title, bare_title, report_to_captions, report_to_titles
from validate.context import Context, TableView
from validate.evidence import cell_to_evidence, phrase_to_evidence
from validate.frame import Card, Draft, Rule
from validate.model import Evidence, Severity
from validate.names import fold

CARD = Card(
    id="numbering",
    title="Penomoran tabel, gambar, bab, atau baris tidak runtut",
    title_en="Numbers of tables, figures, chapters or rows that do not agree",
    compares="nomor tabel dan gambar satu dengan yang lain dan dengan daftarnya; judul bab dan bagian dengan daftar "
    "isi; nomor urut baris",
    compares_en="numbers of tables and figures with each other and with their lists; chapter and section titles with "
    "the contents; row numbers",
    why="Format laporan adalah bagian pertama daftar periksa reviu (PermenPANRB 53/2014 lampiran III/2-2, I).",
    why_en="Format is the first part of the review checklist (PermenPANRB 53/2014 annex III/2-2, I).",
    not_judged="tabel lanjutan dengan judul yang sama, judul yang hanya dipersingkat di daftar",
    not_judged_en="continued tables with the same caption, titles merely shortened in the list",
    examples=(("Tabel 3.16 dipakai dua kali", "warning"), ("Daftar: Tabel 3.17; halaman: Tabel 3.16", "warning")),
)

CONTINUED = re.compile(r"\blanjutan\b", re.I)


def same_title(left: str, right: str) -> bool:
    a, b = fold(left), fold(right)
    return bool(a and b) and (fuzz.ratio(a, b) >= 88 or fuzz.token_sort_ratio(a, b) >= 90)


def shortened(left: str, right: str) -> bool:
    """True where one title is the other cut short, wrapped with a page number, or with more of its table read into
    it."""
    a, b = sorted((re.sub(r"\d+", " ", fold(left)).split(), re.sub(r"\d+", " ", fold(right)).split()), key=len)
    return len(a) >= 4 and (fuzz.token_set_ratio(" ".join(a), " ".join(b)) >= 90 or b[: len(a)] == a)


def caption_evidence(caption: Caption, role: str) -> Evidence:
    return phrase_to_evidence(caption.paragraph, f"{caption.printed} {caption.title}".strip(), role)


def repeated_numbers(captions: Sequence[Caption]) -> Iterator[Draft]:
    groups: dict[tuple[str, str], list[Caption]] = defaultdict(list)
    for caption in captions:
        if not caption.listed and not CONTINUED.search(caption.title):
            groups[(caption.word, caption.number.casefold())].append(caption)
    for (word, number), group in groups.items():
        distinct: list[Caption] = []
        for caption in group:
            if (
                not caption.title
                and distinct
                and abs((caption.paragraph.page or 0) - (distinct[-1].paragraph.page or 0)) <= 1
                and caption.paragraph.page
            ):
                continue
            if not any(
                same_title(caption.title, other.title)
                or caption.title == other.title
                or shortened(caption.title, other.title)
                for other in distinct
            ):
                distinct.append(caption)
        if len(distinct) < 2:
            continue
        told = "; ".join(f"“{caption.title or '(tanpa judul)'}”" for caption in distinct)
        yield Draft(
            rule="numbering",
            kind="repeated_number",
            severity="warning",
            key=(word, number),
            message=f"Nomor {word.capitalize()} {number} dipakai {len(distinct)} kali: {told}.",
            message_en=f"The number {word.capitalize()} {number} is used {len(distinct)} times: {told}.",
            evidence=tuple(caption_evidence(caption, "judul") for caption in distinct),
            reported=f"{word.capitalize()} {number}",
            table=number,
            page=distinct[-1].paragraph.page,
            weight=25,
        )


def untitled(captions: Sequence[Caption]) -> Iterator[Draft]:
    """Captions without a title, or with a broken number ("Grafik 3.")."""
    body = [caption for caption in captions if not caption.listed]
    titled = [caption for caption in body if caption.title]
    for caption in body:
        siblings = [c for c in body if c.word == caption.word and c is not caption]
        broken = (
            siblings
            and "." not in caption.number
            and sum("." in c.number for c in siblings) >= max(2, len(siblings) * 2 // 3)
            and not caption.title
        )
        if (not caption.title and len(titled) * 3 >= len(body) * 2) or broken:
            kind = "broken_number" if broken else "untitled"
            raw = caption.paragraph.text.strip()
            yield Draft(
                rule="numbering",
                kind=kind,
                severity="warning",
                key=(caption.word, caption.number, kind),
                message=f"{raw}: "
                + ("nomornya tidak lengkap." if broken else "tidak berjudul, sedangkan yang lain berjudul."),
                message_en=f"{raw}: "
                + ("its number is incomplete." if broken else "it has no title, the others have."),
                evidence=(phrase_to_evidence(caption.paragraph, raw, "judul"),),
                reported=raw,
                table=caption.number,
                page=caption.paragraph.page,
                weight=20,
            )


def listed_numbers(captions: Sequence[Caption]) -> Iterator[Draft]:
    """Captions whose number in the list differs from the one on the page."""
    body = [caption for caption in captions if not caption.listed and caption.title]
    for listed in captions:
        if not listed.listed or not listed.title:
            continue
        same_number = [c for c in body if c.word == listed.word and c.number == listed.number]
        if any(fuzz.token_set_ratio(fold(c.title), fold(listed.title)) >= 85 for c in same_number):
            continue
        twins = [
            c for c in body if c.word == listed.word and c.number != listed.number and same_title(c.title, listed.title)
        ]
        if len(twins) == 1:
            twin = twins[0]
            yield Draft(
                rule="numbering",
                kind="list_differs",
                severity="warning",
                key=(listed.word, "list", bare_title(listed.title)),
                message=f"Daftar mencantumkan {listed.printed} untuk “{listed.title}”, di halamannya tercetak "
                f"{twin.printed}.",
                message_en=f"The list gives {listed.printed} for “{listed.title}”, the page prints {twin.printed}.",
                evidence=(caption_evidence(listed, "daftar"), caption_evidence(twin, "halaman")),
                expected=listed.printed,
                reported=twin.printed,
                table=twin.number,
                page=twin.paragraph.page,
                weight=22,
            )
        elif same_number and not twins and not any(same_title(c.title, listed.title) for c in body):
            other = same_number[0]
            if fuzz.token_set_ratio(fold(other.title), fold(listed.title)) < 60:
                yield Draft(
                    rule="numbering",
                    kind="title_differs",
                    severity="note",
                    key=(listed.word, "title", listed.number),
                    message=f"{listed.printed}: daftar menyebut “{listed.title}”, halamannya “{other.title}”.",
                    message_en=f"{listed.printed}: the list says “{listed.title}”, the page “{other.title}”.",
                    evidence=(caption_evidence(listed, "daftar"), caption_evidence(other, "halaman")),
                    reported=other.title,
                    table=other.number,
                    page=other.paragraph.page,
                    weight=15,
                )


def differing_titles(titles: Sequence[Title]) -> Iterator[Draft]:
    """Chapters and sections whose title in the contents or the Sistematika is another than at the place itself."""
    groups: dict[tuple[str, str], list[Title]] = defaultdict(list)
    for title in titles:
        groups[(title.chapter, title.section)].append(title)
    for (chapter, section), group in groups.items():
        kinds = {title.paragraph.kind for title in group}
        if "heading" not in kinds or len(kinds) < 2:
            continue
        headings = [title for title in group if title.paragraph.kind == "heading"]
        if section and len({bare_title(title.title) for title in headings}) > 1:
            continue
        others = [title for title in group if title.paragraph.kind != "heading"]
        head = headings[-1]
        odd = [title for title in others if not alike(title.title, head.title)]
        if not odd:
            continue
        name = f"Bab {chapter.upper()}" + (f" bagian {section}" if section else "")
        told = "; ".join(f"{title.where}: “{title.title}”" for title in odd)
        every = [head, *odd, *(title for title in others if title not in odd)]
        prints = dict.fromkeys((title.paragraph, title.title) for title in every)
        yield Draft(
            rule="numbering",
            kind="title_differs",
            severity="warning",
            key=("title", chapter, section),
            message=f"{name} berjudul “{head.title}”, tetapi {told}.",
            message_en=f"{name} is titled “{head.title}”, but {told}.",
            evidence=(
                *(phrase_to_evidence(paragraph, title, "judul") for paragraph, title in prints),
                *(phrase_to_evidence(title.paragraph, title.paragraph.text[:100], "baris") for title in odd),
            ),
            expected=head.title,
            reported=odd[0].title,
            page=head.paragraph.page,
            weight=18,
        )


def alike(left: str, right: str) -> bool:
    a, b = bare_title(left), bare_title(right)
    return not a or not b or fuzz.token_set_ratio(a, b) >= 85 or fuzz.ratio(a, b) >= 80


def row_numbers(view: TableView) -> list[tuple[int, int, int]]:
    """(row, col, number) of the rows' ordinals: a column of them, or the ordinals before the names."""
    for col in range(min(2, view.table.column_count)):
        found = []
        for row in view.body:
            if not view.own(row, col) or row in view.index_row:
                continue
            text = view.text(row, col).strip()
            if match := re.fullmatch(r"\(?(\d{1,3})[.)]?", text):
                found.append((row, col, int(match.group(1))))
        if len(found) >= 5 and len(found) * 10 >= len(view.body) * 7:
            return found
    return []


def name_ordinals(view: TableView) -> list[tuple[int, int, int]]:
    """(row, col, number) of ordinals that stand before the names of merged cells or in a column of their own: "4.
    Ketersediaan ..."."""
    for col in range(min(2, view.table.column_count)):
        found = []
        for row in view.body:
            if not view.own(row, col) or row in view.index_row:
                continue
            text = view.text(row, col).strip()
            if match := re.match(r"^(\d{1,2})\s*[.)](?:\s+[A-Za-z]|$)", text):
                found.append((row, col, int(match.group(1))))
            elif text and re.fullmatch(r"\d{1,2}", text):
                found.append((row, col, int(text)))
            elif re.match(r"^[A-Z]\s*[.)]\s|^[IVX]+[.)]?(?:\s|$)", text):
                # other ordinals between: these number parts of something else
                return []
        if len(found) >= 4:
            return found
    return []


def skipped_ordinals(view: TableView) -> Iterator[Draft]:
    """A short run 1, 2, 4, 5 that leaves out one number and goes on to its end."""
    numbers = name_ordinals(view)
    values = [number for _, _, number in numbers]
    if not 4 <= len(values) <= 12 or values[0] != 1:
        return
    steps = [b - a for a, b in itertools.pairwise(values)]
    if sorted(steps) != [1] * (len(steps) - 1) + [2]:
        return
    place = steps.index(2) + 1
    _row, _col, _number = numbers[place]
    draft = row_number_draft(
        view,
        numbers[place - 1],
        numbers[place],
        numbers[place + 1] if place + 1 < len(numbers) else None,
        "row_left_out",
        values[place - 1] + 1,
    )
    yield replace(draft, rule="numbering", kind="ordinal_skipped")


DECIMAL = re.compile(r"^\W*(\d{1,2})\.(\d{1,2})\.?(?!\d|\.\d)\s*(.*)$")


def decimal_sections(context: Context) -> Iterator[Draft]:
    """Sections numbered n.m: out of the order of their chapter, or announced in the Sistematika and not there."""
    paragraphs = [
        p for p in sorted(context.report.paragraphs, key=lambda p: p.order) if p.kind not in ("furniture", "contents")
    ]
    headings: list[tuple[int, int, str, Paragraph]] = []
    announced: list[tuple[int, int, str, Paragraph]] = []
    outline = False
    for paragraph in paragraphs:
        match = DECIMAL.match(paragraph.text)
        if paragraph.kind in ("heading", "caption"):
            if re.search(r"sistematika", paragraph.text, re.I):
                outline = True
            elif (
                outline
                and match
                and announced
                and (int(match[1]), int(match[2])) not in {(a, b) for a, b, _, _ in announced}
            ) or (
                outline
                and (len(announced) > 2)
                and match
                and (int(match[1]) == announced[-1][0] - 1 or int(match[1]) <= 2)
                and int(match[2]) == 1
            ):
                outline = False
        if not match:
            continue
        entry = (int(match[1]), int(match[2]), match[3].strip(" .:"), paragraph)
        if not entry[2] or len(entry[2]) > 120:
            continue
        if outline and not (paragraph.kind == "heading" and re.search(r"sistematika", paragraph.text, re.I)):
            announced.append(entry)
        elif paragraph.kind in ("heading", "caption"):
            headings.append(entry)
    for before, here, after in zip(headings, headings[1:], headings[2:], strict=False):
        # an earlier chapter's number between two later ones
        if here[0] < before[0] <= after[0] and any(
            (h[0], h[1]) == (here[0], here[1]) and h is not here for h in headings
        ):
            wanted = f"{after[0]}.{max(1, after[1] - 1)}"
            raw = f"{here[0]}.{here[1]}."
            yield Draft(
                rule="numbering",
                kind="section_out_of_order",
                severity="warning",
                key=("section", f"{here[0]}.{here[1]}", fold(here[2])[:40]),
                message=f"Bagian “{here[2]}” bernomor {here[0]}.{here[1]}, padahal berada di antara {before[0]}"
                f".{before[1]} dan {after[0]}.{after[1]}.",
                message_en=f"Section “{here[2]}” is numbered {here[0]}.{here[1]} though it stands between {before[0]}"
                f".{before[1]} and {after[0]}.{after[1]}.",
                evidence=(
                    phrase_to_evidence(here[3], raw if raw in here[3].text else f"{here[0]}.{here[1]}", "nomor"),
                    phrase_to_evidence(here[3], here[2], "judul"),
                ),
                expected=wanted,
                reported=f"{here[0]}.{here[1]}",
                page=here[3].page,
                weight=16,
            )
    there: dict[tuple[int, int], str] = {}
    for a, b, title, _ in headings:
        there.setdefault((a, b), title)
    for chapter in sorted({a for a, _, _, _ in announced}):
        own = [(b, title, p) for a, b, title, p in announced if a == chapter]
        if sum(1 for a, _ in there if a == chapter) < 2 or len(own) < 2:
            continue
        odd = [
            (b, title, p)
            for b, title, p in own
            if (chapter, b) not in there
            or fuzz.token_set_ratio(bare_title(there[(chapter, b)]), bare_title(title)) < 55
        ]
        if odd:
            real = "; ".join(f"{chapter}.{b} {title}" for (a, b), title in sorted(there.items()) if a == chapter)
            told = "; ".join(f"{chapter}.{b} {title[:60]}" for b, title, _ in odd)
            yield Draft(
                rule="numbering",
                kind="outline_differs",
                severity="warning",
                key=("outline", str(chapter)),
                message=f"Sistematika menjanjikan {told}; laporan memuat {real}.",
                message_en=f"The outline announces {told}; the report has {real}.",
                evidence=(
                    *(phrase_to_evidence(p, p.text[:160], "sistematika") for _, _, p in odd),
                    *(phrase_to_evidence(p, p.text[:160], "judul") for a, _, _, p in headings if a == chapter),
                ),
                expected=real,
                reported=told,
                page=odd[0][2].page,
                weight=14,
            )


def pages_out_of_order(context: Context) -> Iterator[Draft]:
    """Lines of a table of contents whose page comes before the line above."""
    before: tuple[int, Paragraph] | None = None
    listing = False
    for paragraph in sorted(context.report.paragraphs, key=lambda p: p.order):
        if paragraph.kind == "furniture":
            continue
        if paragraph.kind == "heading":
            listing = bool(re.search(r"daftar\s+isi", paragraph.text, re.I))
        if paragraph.kind != "contents" and not (
            listing and paragraph.kind in ("text", "list_item") and len(paragraph.text) < 120
        ):
            before = None
            continue
        text = (
            re.sub(r"\s*BAB\b.*$", "", paragraph.text.strip())
            if not paragraph.text.strip().startswith("BAB")
            else paragraph.text.strip()
        )
        match = re.search(r"(?<=[^\d\s])\s*[.…\s]\s*(\d{1,3})\s*$", text)
        if not match or NUMBERED.match(text):
            if NUMBERED.match(text):
                before = None
            continue
        page = int(match[1])
        if before and page < before[0] and before[0] - page <= 20:
            yield Draft(
                rule="numbering",
                kind="contents_order",
                severity="warning",
                key=("contents", fold(text)[:40]),
                message=f"Daftar isi: “{before[1].text.strip()}” di halaman {before[0]}, lalu “{text}” di halaman "
                f"{page}.",
                message_en=f"Contents: “{before[1].text.strip()}” on page {before[0]}, then “{text}” on page {page}.",
                evidence=(
                    phrase_to_evidence(before[1], before[1].text.strip(), "daftar isi"),
                    phrase_to_evidence(paragraph, text, "daftar isi"),
                    phrase_to_evidence(before[1], str(before[0]), "halaman"),
                    phrase_to_evidence(paragraph, match[1], "halaman"),
                ),
                reported=match[1],
                page=paragraph.page,
                weight=12,
            )
        before = (page, paragraph)


def wrong_row_numbers(view: TableView) -> Iterator[Draft]:
    """Ordinals that break a run that otherwise counts on by one."""
    numbers = row_numbers(view)
    values = [number for _, _, number in numbers]
    if len(values) < 6:
        return
    steps = [b - a for a, b in itertools.pairwise(values)]
    regular = sum(step == 1 for step in steps)
    if regular * 5 < len(steps) * 4 - 5 or values[0] != 1:
        return
    place = 1
    while place < len(values):
        step = values[place] - values[place - 1]
        if step == 1 or values[place] == 1:
            place += 1
            continue
        _row, _col, number = numbers[place]
        after = values[place + 1] if place + 1 < len(values) else None
        if after == values[place - 1] + 2:
            yield row_number_draft(
                view, numbers[place - 1], numbers[place], numbers[place + 1], "wrong_row_number", values[place - 1] + 1
            )
            place += 2
            continue
        if step > 1 and (after is None or after == number + 1) and step <= 3:
            yield row_number_draft(
                view, numbers[place - 1], numbers[place], None, "row_left_out", values[place - 1] + 1
            )
        elif step <= 0 and (after is None or after == number + 1):
            yield row_number_draft(
                view, numbers[place - 1], numbers[place], None, "row_number_repeated", values[place - 1] + 1
            )
        place += 1


def row_number_draft(
    view: TableView,
    before: tuple[int, int, int],
    here: tuple[int, int, int],
    after: tuple[int, int, int] | None,
    kind: str,
    wanted: int,
) -> Draft:
    words = {
        "wrong_row_number": (f"seharusnya {wanted}", f"should be {wanted}"),
        "row_left_out": (
            f"nomor {wanted} dilewati; mungkin ada baris yang hilang",
            f"number {wanted} is skipped; a row may be missing",
        ),
        "row_number_repeated": (f"seharusnya {wanted}", f"should be {wanted}"),
    }[kind]
    around = [before, here, *([after] if after else [])]
    severity: Severity = "warning"
    evidence = []
    for row, col, _ in around:
        evidence.append(cell_to_evidence(view, row, col, "nomor urut"))
        name = next((c for c in range(col + 1, view.table.column_count) if view.text(row, c).strip()), None)
        if name is not None:
            ordinal, text = view.text(row, col).strip(), view.text(row, name).strip()
            evidence.append(cell_to_evidence(view, row, name, "baris", f"{ordinal} {text}"))
    label = view.labels[here[0]]
    return Draft(
        rule="count" if kind == "row_left_out" else "numbering",
        kind=kind,
        severity=severity,
        key=(view.mark, "row", str(wanted), fold(label)),
        message=f"{view.name}, baris {label}: nomor urut {here[2]} sesudah {before[2]}; {words[0]}.",
        message_en=f"{view.name}, row {label}: row number {here[2]} after {before[2]}; {words[1]}.",
        evidence=tuple(evidence),
        expected=str(wanted),
        reported=str(here[2]),
        table=view.mark,
        page=evidence[0].page,
        weight=20,
    )


def judge(context: Context) -> Iterator[Draft]:
    """Drafts for repeated, missing and disagreeing numbers and titles."""
    captions = report_to_captions(context)
    yield from repeated_numbers(captions)
    yield from untitled(captions)
    yield from listed_numbers(captions)
    yield from differing_titles(report_to_titles(context))
    yield from decimal_sections(context)
    yield from pages_out_of_order(context)
    for view in context.views:
        found = list(wrong_row_numbers(view))
        yield from found or skipped_ordinals(view)


RULE = Rule(CARD, judge)
