"""The day a report was signed against the year it reports."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from extract.model import Paragraph
from validate.context import Context
from validate.evidence import phrase_to_evidence
from validate.frame import Draft
from validate.model import Suspect

MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
#: "Jayapura, 27 Januari 2022", "Jayapura, Januari 2022": a place, a comma, a date, and nothing else of weight
SIGNED = re.compile(
    rf"^\W*[A-Z][\w.' ]{{2,40}},\s*(?:\d{{1,2}}\s+)?(?P<month>{'|'.join(MONTHS)}|pebruari|nopember)\s+"
    r"(?P<year>20\d\d)\b",
    re.I,
)
#: a line in capitals of at most this length is a heading, whatever it was read as
SHORT = 60
FOREWORD = re.compile(r"kata\s+pengantar|^\W*pengantar|prakata|sambutan|penutup|kesimpulan|simpulan", re.I)
ENDS = {"Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "S1": 6, "S2": 12, "Y": 12}


def signing_dates(context: Context) -> Iterator[Draft]:
    """A draft where the foreword or the closing chapter of a report is dated before the end of what it reports."""
    profile = context.understanding.profile
    if context.year is None or profile.kind not in ("lakip", "lkj_triwulan") or profile.period not in ENDS:
        return
    end = datetime.date(context.year, ENDS[profile.period], 28)
    for paragraph, raw, month, year in signed_paragraphs(context):
        # a draft of December tells the year's results; an earlier one cannot
        if (year, month) >= (end.year, end.month) or year < context.year - 1:
            continue
        piece = phrase_to_evidence(paragraph, raw, "tanggal penandatanganan")
        wanted = f"{context.year + 1}" if profile.period in ("Y", "Q4", "S2") else f"{context.year}"
        yield Draft(
            rule="date",
            kind="signed_before_end",
            severity="warning",
            key=("signed", raw),
            message=f"Laporan tahun {context.year} ditandatangani “{raw}”, sebelum masa yang dilaporkannya berakhir.",
            message_en=f"A report on {context.year} is signed “{raw}”, before the time it reports was over.",
            evidence=(piece,),
            expected=wanted,
            reported=str(year),
            page=paragraph.page,
            suspects=(Suspect(raw, wanted, "tahun sesudah tahun laporan", piece),),
            weight=36,
        )


def signed_paragraphs(context: Context) -> Iterator[tuple[Paragraph, str, int, int]]:
    """(paragraph, the date as printed, month, year) of the dates under a foreword or a closing chapter."""
    own = False
    for paragraph in sorted(context.report.paragraphs, key=lambda one: one.order):
        if paragraph.kind in ("furniture", "contents"):
            continue
        if paragraph.kind == "heading" or (len(paragraph.text) <= SHORT and paragraph.text.isupper()):
            # an agreement or a decree in the appendix was signed when the year began
            own = bool(FOREWORD.search(paragraph.text))
        match = SIGNED.match(paragraph.text) if own else None
        if match:
            name = match["month"].casefold().replace("pebruari", "februari").replace("nopember", "november")
            yield paragraph, match.group().strip(" ,."), MONTHS.index(name) + 1, int(match["year"])
