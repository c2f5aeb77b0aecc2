"""A stated number of events over a table that lists another number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validate.context import Context, TableView
from validate.evidence import cell_to_evidence, phrase_to_evidence
from validate.frame import Draft
from validate.model import Suspect
from validate.names import fold
from validate.prose import told

EVENTS = re.compile(
    r"(?<![\w.,/])(?P<print>(?P<number>\d{1,2})\s*(?:\([a-z ]{3,20}\)\s*)?(?P<noun>kali|kegiatan|sosialisasi|"
    r"pelatihan|rapat|event|"
    r"bimbingan teknis|bimtek|penyuluhan|kunjungan))\b[^.;]*?\btabel\b[^.;]{0,40}[.:]?\s*$",
    re.I,
)
#: what the columns of a list of events are called
EVENT_COLUMN = re.compile(r"\b(?:tanggal|tgl|waktu|hari|tempat|lokasi|pelaksanaan)\b", re.I)


def numbered_rows(view: TableView) -> list[int]:
    """The rows numbered 1, 2, 3 ... in the first column; [] where the numbers don't run."""
    rows = [
        row for row in view.body if re.fullmatch(r"\(?\d{1,3}[.)]?", view.text(row, 0).strip()) and view.own(row, 0)
    ]
    rows = [row for row in rows if row not in view.index_row and not view.is_total(row)]
    numbers = [int(re.sub(r"\D", "", view.text(row, 0))) for row in rows]
    return rows if numbers == list(range(1, len(numbers) + 1)) else []


def announced_tables(context: Context) -> Iterator[Draft]:
    """A draft for every count of events that the table it points to does not list. Only the table that follows at
    once is taken, and only where each row is one event (no cell of the row holds a second count of times)."""
    paragraphs = [p for p in context.report.paragraphs if p.kind not in ("furniture", "contents", "caption")]
    for paragraph in paragraphs:
        match = EVENTS.search(paragraph.text)
        if paragraph.kind not in ("text", "list_item") or not match:
            continue
        following = [view for view in context.views if view.table.order > paragraph.order]
        view = min(following, key=lambda one: one.table.order, default=None)
        if view is None or any(paragraph.order < p.order < view.table.order for p in paragraphs):
            continue
        heads = " ".join(" ".join(texts) for texts in view.headers)
        rows = numbered_rows(view)
        stated = int(match["number"])
        if (
            not EVENT_COLUMN.search(heads)
            or re.search(r"\b(?:frekuensi|volume|kali)\b|jumlah (?:kegiatan|kali)", heads, re.I)
            or len(rows) < 2
            or stated < 2
            or len(rows) == stated
        ):
            continue
        evidence = phrase_to_evidence(paragraph, match["print"], "disebut", paragraph.text)
        yield Draft(
            rule="count",
            kind="announced_table",
            severity="warning",
            key=("table", fold(paragraph.text)[-60:]),
            message=f"Disebut {match['print']}, {view.name} mendaftar {len(rows)}: “{told(paragraph.text)}”",
            message_en=f"{match['print']} are told, {view.name} lists {len(rows)}: “{told(paragraph.text)}”",
            evidence=(
                evidence,
                cell_to_evidence(view, rows[0], 0, "baris pertama"),
                cell_to_evidence(view, rows[-1], 0, "baris terakhir"),
            ),
            expected=str(len(rows)),
            reported=match["print"],
            table=view.mark,
            page=paragraph.page,
            suspects=(Suspect(match["print"], str(len(rows)), "banyaknya baris", evidence),),
            weight=30,
        )
