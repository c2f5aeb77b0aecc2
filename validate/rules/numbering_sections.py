"""Sections numbered n.m against the order of chapters and the Sistematika; the contents' pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from extract.model import Paragraph
from validate.captions import NUMBERED, bare_title
from validate.context import Context
from validate.evidence import phrase_to_evidence
from validate.frame import Draft
from validate.names import fold

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
