"""Weekdays that the date was not, and days that no month has."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from validate.context import Context
from validate.evidence import cell_to_evidence, sentence_to_evidence
from validate.frame import Card, Draft, Rule
from validate.model import Evidence, Suspect
from validate.rules.date_signed import signing_dates

CARD = Card(
    id="date",
    title="Hari dan tanggal tidak cocok",
    title_en="A weekday that the date was not",
    compares="nama hari dengan tanggalnya; tanggal dengan kalender; tanggal kata pengantar dan penutup dengan masa "
    "yang dilaporkan",
    compares_en="the weekday's name with its date; dates with the calendar; the day a foreword or closing was signed "
    "with the time reported",
    why="Tanggal dan hari yang salah menunjukkan bahan yang disalin dari tahun lain.",
    why_en="A wrong weekday shows text carried over from another year.",
    not_judged="tanggal tanpa tahun",
    not_judged_en="dates without a year",
    examples=(("Senin, 17 Agustus 2021", "error: Selasa"),),
)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan"),
            ("februari", "pebruari", "feb"),
            ("maret", "mar"),
            ("april", "apr"),
            ("mei",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("agustus", "agt", "agu"),
            ("september", "sept", "sep"),
            ("oktober", "okt"),
            ("november", "nopember", "nov", "nop"),
            ("desember", "des"),
        ),
        start=1,
    )
    for name in names
}
DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
DAY = {**{name: index for index, name in enumerate(DAYS)}, "jum'at": 4, "jum’at": 4, "ahad": 6}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
PATTERN = re.compile(
    rf"(?:\b(?P<day>{'|'.join(DAY)})\s*(?:,|tanggal|/|\s)\s*(?:tanggal\s*)?)?"
    rf"(?<!\d)(?P<date>\d{{1,2}})\s+(?P<month>{MONTH})\s+(?P<year>(?:19|20)\d\d)\b",
    re.I,
)


def text_to_faults(text: str) -> Iterator[tuple[str, str, str, str]]:
    """(print, kind, what it should be, part) for every date of the text that cannot be."""
    for match in PATTERN.finditer(text):
        try:
            date = datetime.date(int(match["year"]), MONTHS[match["month"].casefold()], int(match["date"]))
        except ValueError:
            yield match.group(0).strip(), "no_such_day", "", match["date"]
            continue
        if match["day"] and DAY[match["day"].casefold()] != date.weekday():
            yield match.group(0).strip(), "weekday", DAYS[date.weekday()].capitalize(), match["day"]


def judge(context: Context) -> Iterator[Draft]:
    """A draft for every date with a wrong weekday or an impossible day, and for a report signed before its time."""
    yield from signing_dates(context)
    for sentence in context.sentences:
        for raw, kind, wanted, part in text_to_faults(sentence.text):
            yield date_draft(sentence_to_evidence(sentence, raw, "tanggal"), raw, kind, wanted, part)
    for view in context.views:
        for row in view.body:
            for col in range(view.table.column_count):
                if view.own(row, col):
                    for raw, kind, wanted, part in text_to_faults(view.text(row, col)):
                        yield date_draft(cell_to_evidence(view, row, col, "tanggal"), raw, kind, wanted, part)


def date_draft(evidence: Evidence, raw: str, kind: str, wanted: str, part: str) -> Draft:
    told = f"hari itu {wanted}" if kind == "weekday" else "tanggal itu tidak ada"
    told_en = f"that day was a {wanted}" if kind == "weekday" else "there is no such day"
    return Draft(
        rule="date",
        kind=kind,
        severity="error",
        key=(raw,),
        message=f"Tercetak {raw}: {told}.",
        message_en=f"Printed {raw}: {told_en}.",
        evidence=(evidence, Evidence(raw=raw, role="tanggal", page=evidence.page, line=evidence.line)),
        expected=wanted,
        reported=raw,
        page=evidence.page,
        table=evidence.table,
        suspects=(Suspect(part, wanted or "?", "menurut kalender", evidence),),
        weight=40,
        slip=f"date|{raw}",
    )


RULE = Rule(CARD, judge)
