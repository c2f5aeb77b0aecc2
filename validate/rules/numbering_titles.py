"""Numbers and titles of tables, figures and chapters, in the lists and on their pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from validate.captions import Caption, Title, bare_title
from validate.context import Context
from validate.evidence import phrase_to_evidence
from validate.frame import Draft
from validate.model import Evidence
from validate.names import fold

CONTINUED = re.compile(r"\blanjutan\b", re.I)


def same_title(left: str, right: str) -> bool:
    a, b = fold(left), fold(right)
    return bool(a and b) and (fuzz.ratio(a, b) >= 88 or fuzz.token_sort_ratio(a, b) >= 90)


def shortened(left: str, right: str) -> bool:
    """True where one title is the other cut short, wrapped with a page number, or with more of its table read into
    it."""
    a, b = sorted((re.sub(r"\d+", " ", fold(left)).split(), re.sub(r"\d+", " ", fold(right)).split()), key=len)
    # a long name that both hold doesn't make them one: every word of the shorter must be in the longer
    return len(a) >= 4 and (b[: len(a)] == a or all(any(fuzz.ratio(word, other) >= 85 for other in b) for word in a))


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
            severity="warning" if all(caption.title for caption in distinct) else "note",
            key=(word, number),
            message=f"Nomor {distinct[0].printed} dipakai {len(distinct)} kali: {told}.",
            message_en=f"The number {distinct[0].printed} is used {len(distinct)} times: "
            f"{told.replace('(tanpa judul)', '(no title)')}.",
            evidence=tuple(caption_evidence(caption, "judul") for caption in distinct),
            reported=distinct[0].printed,
            table=distinct[0].number,
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
                severity="note",
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


#: words of nearly every title: two titles that share only these share nothing
EVERYWHERE = frozenset(
    re.split(
        r"\s+",
        "tabel daftar data jumlah tahun dan pada dari untuk dengan menurut berdasarkan per di ke yang dinas badan "
        "kantor biro kabupaten kota provinsi kecamatan kelurahan republik indonesia",
    )
)


def nothing_shared(left: str, right: str) -> bool:
    """True where the titles have two words of their own or more, five together, and none is like the other's."""
    words = [
        {word for word in fold(title).split() if len(word) > 2 and not word.isdigit() and word not in EVERYWHERE}
        for title in (left, right)
    ]
    enough = min(map(len, words)) >= 2 and sum(map(len, words)) >= 5
    return enough and not any(fuzz.ratio(a, b) >= 75 for a in words[0] for b in words[1])


def told_on_the_page(context: Context, listed: Caption) -> bool:
    """True where the listed title stands somewhere outside the lists: then the page's caption may have been misread."""
    title = fold(listed.title)
    texts = [one.text for one in context.report.paragraphs if one.kind != "contents" and one is not listed.paragraph]
    texts += [one.text for table in context.report.tables for one in table.cells if len(one.text) >= len(title)]
    return any(fuzz.partial_ratio(title, fold(text)) >= 85 for text in texts if len(text) * 10 >= len(title) * 8)


def list_is_sound(captions: Sequence[Caption], body: Sequence[Caption]) -> bool:
    """True where four in five of the listed titles are those of the captions with their numbers: then the list and the
    captions were read well, and belong together."""
    pairs = [
        max(fuzz.token_set_ratio(fold(c.title), fold(listed.title)) for c in same)
        for listed in captions
        if listed.listed
        and listed.title
        and (same := [c for c in body if (c.word, c.number) == (listed.word, listed.number)])
    ]
    return len(pairs) >= 4 and sum(score >= 85 for score in pairs) * 5 >= len(pairs) * 4


def listed_numbers(context: Context, captions: Sequence[Caption]) -> Iterator[Draft]:
    """Captions whose number in the list differs from the one on the page."""
    body = [caption for caption in captions if not caption.listed and caption.title]
    sound = list_is_sound(captions, body)
    for listed in captions:
        if not listed.listed or not listed.title:
            continue
        same_number = [c for c in body if c.word == listed.word and c.number == listed.number]
        if any(fuzz.token_set_ratio(fold(c.title), fold(listed.title)) >= 85 for c in same_number):
            continue
        twins = [
            c for c in body if c.word == listed.word and c.number != listed.number and same_title(c.title, listed.title)
        ]
        # titles that share a long name are alike; the very same one decides
        twins = [c for c in twins if fold(c.title) == fold(listed.title)] or twins
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
                clear = nothing_shared(listed.title, other.title) and sound and not told_on_the_page(context, listed)
                yield Draft(
                    rule="numbering",
                    kind="title_differs",
                    severity="warning" if clear else "note",
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
