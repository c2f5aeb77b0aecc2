"""Facts for people (table) and programs (CSV, JSON lines)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lakip.records import FACT_COLUMNS

if TYPE_CHECKING:
    from lakip.records import Record

#: the fields of a fact that a person reads; its place comes after them
SHOWN = ("indicator", "year", "period", "measure", "basis", "value", "unit", "raw")


def records_to_csv(records: Sequence[Record]) -> str:
    """RFC 4180 with the header line of the contract; empty where unknown; lines end in \\n."""
    out = io.StringIO()
    writer = csv.DictWriter(out, FACT_COLUMNS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue()


def records_to_jsonl(records: Sequence[Record]) -> str:
    """One fact a line; null where unknown; `value` a string, so that no digit is lost on the way."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def records_to_table(records: Sequence[Record], lang: str) -> str:
    """The columns a person reads, grouped by document and table."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from lakip.console import grid_to_text

    if not records:
        return "No fact was found.\n" if lang == "en" else "Tidak ada angka kinerja yang ditemukan.\n"
    heads = {
        "id": ("Indikator", "Tahun", "Periode", "Ukuran", "Dasar", "Nilai", "Satuan", "Tercetak", "Tempat"),
        "en": ("Indicator", "Year", "Period", "Measure", "Basis", "Value", "Unit", "Printed", "Place"),
    }[lang]
    parts: list[str] = []
    start = 0
    while start < len(records):
        key = (records[start]["doc"], records[start]["table"])
        end = start
        grid = Table(box=box.SIMPLE_HEAD)
        for head in heads:
            grid.add_column(head, overflow="fold", justify="right" if head in (heads[5], heads[7]) else "left")
        while end < len(records) and (records[end]["doc"], records[end]["table"]) == key:
            record = records[end]
            place = f"{'p.' if lang == 'en' else 'hlm.'} {record['page']}, " if record["page"] else ""
            place += f"{'row' if lang == 'en' else 'baris'} {record['row']}"
            shown = (record[name] for name in SHOWN)
            grid.add_row(*(Text("" if value is None else str(value)) for value in shown), Text(place))
            end += 1
        parts.append(f"{key[0]}  {key[1]}\n{grid_to_text(grid)}")
        start = end
    return "\n".join(parts)
