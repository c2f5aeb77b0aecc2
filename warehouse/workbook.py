"""Findings as a workbook for reviewers (kertas kerja): findings to answer, their evidence, the rules behind them.

Whatever comes out of a report is written as a string, never as a formula, a number or a link: a cell that begins with
'=' in a report is text here too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

Record = Mapping[str, Any]

#: Excel's limit for the text of a cell
TEXT_LIMIT = 32_767
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

HEADS = {
    "id": {
        "findings": (
            ("No.", 6),
            ("Dokumen", 24),
            ("Tingkat", 16),
            ("Aturan", 18),
            ("Tabel", 10),
            ("Hal.", 6),
            ("Indikator", 36),
            ("Kondisi", 60),
            ("Angka tercetak", 20),
            ("Seharusnya", 20),
            ("Bukti tercetak", 40),
            ("Diduga keliru", 30),
            ("Kriteria", 50),
            ("Tanggapan unit kerja", 36),
            ("Status tindak lanjut", 20),
        ),
        "evidence": (
            ("Temuan", 8),
            ("Dokumen", 24),
            ("Tercetak", 24),
            ("Peran", 18),
            ("Tabel", 14),
            ("Hal.", 6),
            ("Baris", 6),
            ("Kolom", 6),
            ("Baris teks", 10),
            ("Keterangan", 60),
        ),
        "rules": (("Aturan", 18), ("Judul", 40), ("Mengapa penting", 90)),
        "summary": (("Dokumen", 40), ("Salah", 12), ("Perlu penjelasan", 18), ("Catatan", 12), ("Jumlah", 12)),
        "sheets": ("Ringkasan", "Temuan", "Bukti", "Aturan"),
        "states": ("Belum ditanggapi", "Diterima, diperbaiki", "Diterima, dijelaskan", "Tidak diterima"),
    },
    "en": {
        "findings": (
            ("No.", 6),
            ("Document", 24),
            ("Severity", 16),
            ("Rule", 18),
            ("Table", 10),
            ("Page", 6),
            ("Indicator", 36),
            ("Condition", 60),
            ("As printed", 20),
            ("Would have to be", 20),
            ("Printed evidence", 40),
            ("Suspects", 30),
            ("Criterion", 50),
            ("The unit's answer", 36),
            ("Follow-up", 20),
        ),
        "evidence": (
            ("Finding", 8),
            ("Document", 24),
            ("Printed", 24),
            ("Role", 18),
            ("Table", 14),
            ("Page", 6),
            ("Row", 6),
            ("Column", 6),
            ("Text line", 10),
            ("Label", 60),
        ),
        "rules": (("Rule", 18), ("Title", 40), ("Why it matters", 90)),
        "summary": (("Document", 40), ("Errors", 12), ("Warnings", 12), ("Notes", 12), ("All", 12)),
        "sheets": ("Summary", "Findings", "Evidence", "Rules"),
        "states": ("Not yet answered", "Accepted, mended", "Accepted, explained", "Not accepted"),
    },
}


def value_to_text(value: object) -> str:
    """A cell's text: '' for None, cut to what Excel holds."""
    return "" if value is None else str(value)[:TEXT_LIMIT]


def write_rows(sheet: Any, heads: Sequence[tuple[str, int]], rows: Sequence[Sequence[object]], formats: Any) -> None:
    """A header row, frozen and filterable, and the rows under it; whole numbers as numbers, all else as strings."""
    head, body = formats
    for col, (name, width) in enumerate(heads):
        sheet.set_column(col, col, width)
        sheet.write_string(0, col, name, head)
    for number, row in enumerate(rows, 1):
        for col, value in enumerate(row):
            if isinstance(value, int) and not isinstance(value, bool):
                sheet.write_number(number, col, value, body)
            else:
                sheet.write_string(number, col, value_to_text(value), body)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(heads) - 1)


def findings_to_workbook(
    records: Sequence[Record],
    lang: str,
    severity_words: Mapping[str, str],
    rule_to_title: Callable[[str, str], str],
    rule_to_reason: Callable[[str, str], str],
) -> bytes:
    """The .xlsx file's bytes.

    `records` are findings under the keys of `lakip audit --format jsonl`; `severity_words` names the severities, the
    worst first.
    """
    heads: dict[str, Any] = HEADS[lang]
    out = BytesIO()
    book = xlsxwriter.Workbook(out, SAFE)
    formats = (
        book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDE6EE", "border": 1}),
        book.add_format({"text_wrap": True, "valign": "top", "border": 1}),
    )
    sheets = [book.add_worksheet(name) for name in heads["sheets"]]
    findings = [
        (
            number,
            record["doc"],
            severity_words[record["severity"]],
            record["rule"],
            record["table"],
            record["page"],
            record["indicator"],
            record["message_en"] if lang == "en" else record["message"],
            record["reported"],
            record["expected"],
            "\n".join(evidence["raw"] for evidence in record["evidence"]),
            "\n".join(f"{suspect['raw']} -> {suspect['would_be']}" for suspect in record["suspects"]),
            rule_to_reason(record["rule"], lang),
            "",
            heads["states"][0],
        )
        for number, record in enumerate(records, 1)
    ]
    evidence_rows = [
        (
            number,
            record["doc"],
            *(evidence[key] for key in ("raw", "role", "table", "page", "row", "col", "line", "label")),
        )
        for number, record in enumerate(records, 1)
        for evidence in record["evidence"]
    ]
    rules = sorted({record["rule"] for record in records})
    rule_rows = [(rule, rule_to_title(rule, lang), rule_to_reason(rule, lang)) for rule in rules]
    documents = dict.fromkeys(record["doc"] for record in records)
    counts = Counter((record["doc"], record["severity"]) for record in records)
    summary = [
        (doc, *(counts[doc, severity] for severity in severity_words), sum(counts[doc, one] for one in severity_words))
        for doc in documents
    ]
    for sheet, name, rows in zip(
        sheets,
        ("summary", "findings", "evidence", "rules"),
        (summary, findings, evidence_rows, rule_rows),
        strict=True,
    ):
        write_rows(sheet, heads[name], rows, formats)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    if findings:
        state = len(heads["findings"]) - 1
        choices = {"validate": "list", "source": list(heads["states"])}
        sheets[1].data_validation(1, state, len(findings), state, choices)
    book.close()
    return out.getvalue()
