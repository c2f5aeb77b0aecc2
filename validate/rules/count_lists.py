"""A number announced before a list, and the items of the list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.model import Paragraph
from normalize.words import read_number_words
from validate.context import Context
from validate.evidence import phrase_to_evidence
from validate.frame import Draft
from validate.model import Evidence, Suspect
from validate.names import fold
from validate.prose import told
from validate.rules.total import ordinal_kind

ANNOUNCED = re.compile(
    r"(?<![\w.,/(-])(?P<number>\d{1,2})(?=[\s(])\s*(?:\((?P<words>[a-z ]{3,20})\)\s*)?(?P<noun>[A-Za-z][A-Za-z/ "
    r"]{2,60}?)\b[^.;:]{0,160}?(?:sebagai berikut|yaitu|yakni|adalah|terdiri (?:dari|atas)|meliputi)?\s*:\s*$",
    re.I,
)


#: "Misi yang diemban ada 4 (empat), yaitu:"
ANNOUNCED_AFTER = re.compile(
    r"(?P<noun>[A-Za-z][A-Za-z/ ]{2,60}?)\b(?:ada|sebanyak|berjumlah|sejumlah|terdiri (?:dari|atas))\s+"
    r"(?P<number>\d{1,2})\s*(?:\((?P<words>[a-z ]{3,20})\)\s*)?(?:buah|butir|hal|macam|poin)?\s*,?\s*"
    r"(?:sebagai berikut|yaitu|yakni|adalah|meliputi)?\s*:\s*$",
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
        match = match or ANNOUNCED_AFTER.search(text)
        if (
            not match
            or EXAMPLES.search(text)
            or not COUNTED.search(text[match.start("noun") : max(match.end("noun"), match.start("noun") + 60)])
        ):
            continue
        if re.search(
            r"\b(?:tahun|misi|sasaran|tujuan|bab|tabel|tahap|ke|nomor|no|pasal|ayat|lampiran|strategi|program|"
            r"kegiatan|angka|huruf)\W*$",
            text[: match.start("number")],
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
