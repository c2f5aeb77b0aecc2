"""`lakip audit --format xlsx`: the working paper of a review (Kertas Kerja Reviu) as a workbook.

Sheets: cover and scope, findings to answer, every capaian and budget line recomputed by live formulas, what was
checked, the review checklist of PermenPANRB 53/2014 annex III/2-2, and the evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter

from lakip import __version__
from lakip.checklist import PARTS, understanding_to_checklist
from lakip.checklist_english import checklist_to_english
from lakip.paper_figures import budget_to_row, capaian_to_row
from lakip.paper_sheet import Styled, Value, make_formats, print_settings, write_sheet, write_value
from lakip.paper_words import WORDS
from lakip.role_words import role_to_words
from lakip.rule_titles import rule_cards, rule_to_reason, rule_to_title
from lakip.show_findings import (
    SEVERITY_WORDS,
    STANDING_WORDS,
    place_to_words,
    record_to_message,
    record_to_standing,
    records_to_counts,
    table_to_short,
)
from validate.checking import understanding_to_checks
from validate.recomputing import recompute
from warehouse.workbook import SAFE

if TYPE_CHECKING:
    from lakip.audited import Audited, Reading
    from lakip.records import Record
    from normalize.model import Understanding

SHEETS = ("cover", "findings", "capaian", "budget", "checks", "checklist", "evidence")
#: the column with the document's name
DOCUMENT_COLUMNS = {"findings": 1, "capaian": 0, "budget": 0, "checks": 0, "checklist": 0, "evidence": 3}
Rows = list[list[Value]]


def reading_to_scope(reading: Reading, audited: Audited, records: Sequence[Record], words: Any) -> dict[str, str]:
    """What stands on the cover, by its keys in the words."""
    report, profile = reading.understanding.report, reading.understanding.profile
    unread = [page for page in report.pages if page.status in ("image", "unread_table", "given_up")]
    told = "; ".join(words["unread"].format(page=page.number, note=page.note or page.status) for page in unread)
    return {
        "doc": report.name,
        "agency": profile.agency,
        "kind": words["kinds"].get(profile.kind, profile.kind),
        "year": str(profile.year or ""),
        "region": code_to_region(profile.region, profile.year),
        "sha256": report.sha256,
        "day": audited.day.isoformat(),
        "version": __version__,
        "pages": str(len(report.pages) or ""),
        "table_pages": str(sum(page.status == "table" for page in report.pages) or ""),
        "unread": told or words["none"],
        "tables": str(len(report.tables)),
        "facts": str(len(reading.understanding.facts)),
        "claims": str(len(reading.understanding.claims)),
        "earlier": audited.earlier,
        **{name: str(count) for name, count in records_to_counts(records).items()},
    }


def code_to_region(code: str, year: int | None) -> str:
    """'32' -> 'Jawa Barat (32)'; what no register knows as it is."""
    from corpus import load_regions

    named = [one for one in load_regions() if code and one.kemendagri == code]
    fits = [one for one in named if year is None or (one.valid_from or 0) <= year <= (one.valid_to or 9999)]
    region = next(iter(fits or named), None)
    return f"{region.name} ({code})" if region else code


def write_cover(sheet: Any, audited: Audited, words: Any, formats: Any) -> None:
    """Title, what was read of each report, the words of limited assurance, and lines to sign."""
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, words["title"], formats["title"])
    sheet.write_string(1, 0, words["basis"])
    sheet.merge_range(2, 0, 2, 1, "", formats["plain"])
    sheet.write_string(2, 0, words["assurance"], formats["plain"])
    sheet.set_row(2, 48)
    row = 4
    for reading in audited.readings:
        records = [one for one in audited.records if one["report_id"] == reading.understanding.report.id]
        scope = reading_to_scope(reading, audited, records, words)
        for label, key in words["cover"]:
            if scope[key]:
                sheet.write_string(row, 0, label, formats["strong"])
                write_value(sheet, row, 1, scope[key], formats)
                row += 1
        row += 1
    for label, blank in words["sign"]:
        sheet.write_string(row, 0, label, formats["strong"])
        sheet.write_string(row, 1, blank, formats["fill"])
        row += 1
    print_settings(sheet)


#: suspects and places that a cell of the sheet of findings names; all stand in the sheet of evidence
MOST = 5


def suspects_to_text(record: Record, lang: str) -> str:
    """The likeliest first, the others after "atau": only one of them is wrong."""
    word = "or " if lang == "en" else "atau "
    lines = [f"{one['raw']} → {one['would_be'] or '?'}" for one in record["suspects"]]
    told = [line if number == 0 else f"{word}{line}" for number, line in enumerate(dict.fromkeys(lines))]
    return "\n".join(told[:MOST]) + (f"\n+{len(told) - MOST}" if len(told) > MOST else "")


def numbers_to_text(numbers: Iterable[int]) -> str:
    """{2, 3, 4, 7} -> '2-4, 7'."""
    return pages_to_text(sorted(set(numbers)))


def places_to_text(record: Record, lang: str) -> str:
    """Where the evidence stands, a line for each table's page: 'Tabel 11, hlm. 29, baris 2-6 kol. 4'."""
    groups: dict[tuple[Any, ...], list[Record]] = {}
    for one in record["evidence"]:
        groups.setdefault((one["doc"], one["table"], one["page"], None if one["table"] else one["line"]), []).append(
            one
        )
    row_word, col_word = ("row", "col") if lang == "en" else ("baris", "kol.")
    found: list[str] = []
    for (doc, table, page, line), group in groups.items():
        words = place_to_words({"table": table, "page": page, "line": line}, lang)
        cells = [one for one in group if one["row"] and one["col"]]
        if cells:
            rows, cols = numbers_to_text(one["row"] for one in cells), numbers_to_text(one["col"] for one in cells)
            words += f", {row_word} {rows} {col_word} {cols}"
        found.append(" ".join(part for part in (doc, words) if part))
    found = [place for place in dict.fromkeys(found) if place]
    return "\n".join(found[:MOST]) + (f"\n+{len(found) - MOST}" if len(found) > MOST else "")


def records_to_rows(records: Sequence[Record], words: Any, lang: str) -> Rows:
    """Kondisi, kriteria, what is printed and would have to be, place, severity, and two columns to fill."""
    rows: Rows = []
    for number, record in enumerate(records, 1):
        severity = SEVERITY_WORDS[lang][record["severity"]]
        standing = record_to_standing(record, lang) or STANDING_WORDS[lang].get(record["run"], "")
        criterion = f"{rule_to_title(record['rule'], lang)}. {rule_to_reason(record['rule'], lang)}"
        rows.append(
            [
                number,
                record["doc"],
                severity,
                record["indicator"],
                record_to_message(record, lang),
                criterion,
                record["reported"] or "\n".join(dict.fromkeys(one["raw"] for one in record["evidence"][:4])),
                record["expected"],
                places_to_text(record, lang),
                suspects_to_text(record, lang),
                Styled("", "fill"),
                Styled(words["states"][0], "fill"),
                standing,
                record["id"],
                record["proof"],
            ]
        )
    return rows


def records_to_evidence(records: Sequence[Record], lang: str) -> Rows:
    return [
        [
            number,
            place["raw"],
            role_to_words(place["role"], lang),
            place["doc"] or record["doc"],
            table_to_short(place["table"]) if place["table"] else "",
            *(place[key] for key in ("page", "row", "col", "line", "label")),
        ]
        for number, record in enumerate(records, 1)
        for place in record["evidence"]
    ]


def reading_to_checks(reading: Reading, records: Sequence[Record], words: Any, lang: str) -> Rows:
    english = lang == "en"
    rows: Rows = []
    for check in understanding_to_checks(reading.understanding, [record["rule"] for record in records]):
        card = rule_cards()[check.rule]
        outcome = "found" if check.findings else "nothing" if not check.looked else "silent"
        if outcome == "silent" and check.held == check.looked:
            outcome = "held"
        rows.append(
            [
                reading.doc,
                check.rule,
                check.what[english],
                check.looked,
                check.held,
                check.findings,
                words["check"][outcome],
                card.compares_en if english else card.compares,
                card.not_judged_en if english else card.not_judged,
            ]
        )
    return rows


def pages_to_text(pages: Sequence[int]) -> str:
    """'3, 5-7': runs joined."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def reading_to_checklist(reading: Reading, audited: Audited, records: Sequence[Record], words: Any) -> Rows:
    mine = reading.understanding
    others = [one.understanding for one in audited.readings if of_one_agency(one.understanding, mine)]
    rows: Rows = []
    say = checklist_to_english if words["lang"] == "en" else str
    parts = {part: say(title) for part, title, _ in PARTS}
    for answer in understanding_to_checklist(mine, others, records):
        part, _, place = answer.number.partition(".")
        if place == "1":
            rows.append([Styled(text, "part") for text in (reading.doc, part, parts[part], "", "", "", "", "")])
        rows.append(
            [
                reading.doc,
                answer.number,
                say(answer.question),
                words["machine"][answer.answer],
                say(answer.hint),
                pages_to_text(answer.pages),
                Styled("", "fill"),
                Styled("", "fill"),
            ]
        )
    return rows


def of_one_agency(other: Understanding, mine: Understanding) -> bool:
    """Another document (a plan) of the same agency."""
    if other is mine:
        return False
    if other.profile.agency_id or mine.profile.agency_id:
        return other.profile.agency_id == mine.profile.agency_id
    return bool(mine.profile.agency) and other.profile.agency.casefold() == mine.profile.agency.casefold()


def audited_to_paper(audited: Audited, lang: str) -> bytes:
    """The workbook's bytes."""
    words = WORDS[lang]
    out = BytesIO()
    book = xlsxwriter.Workbook(out, dict(SAFE))
    book.set_properties({"title": words["title"], "comments": words["basis"]})
    book.set_calc_mode("auto")
    formats = make_formats(book)
    sheets = {name: book.add_worksheet(words["sheets"][name]) for name in SHEETS}
    rows: dict[str, Rows] = {name: [] for name in SHEETS}
    for reading in audited.readings:
        records = [one for one in audited.records if one["report_id"] == reading.understanding.report.id]
        capaian, budget = recompute(reading.understanding)
        for one in capaian:
            rows["capaian"].append(capaian_to_row(reading.doc, one, len(rows["capaian"]) + 2, words))
        for line in budget:
            rows["budget"].append(budget_to_row(reading.doc, line, len(rows["budget"]) + 2, words))
        rows["checks"] += reading_to_checks(reading, records, words, lang)
        if reading.understanding.profile.kind not in ("pk", "renstra", "rkt"):
            rows["checklist"] += reading_to_checklist(reading, audited, records, words)
    rows["findings"] = records_to_rows(audited.records, words, lang)
    rows["evidence"] = records_to_evidence(audited.records, lang)
    write_cover(sheets["cover"], audited, words, formats)
    for name in SHEETS[1:]:
        write_sheet(sheets[name], words[name], rows[name], formats)
        if len(audited.readings) == 1:
            # one report alone: its name stands on the cover
            column = DOCUMENT_COLUMNS[name]
            sheets[name].set_column(column, column, words[name][column][1], None, {"hidden": True})
    mark_findings(sheets["findings"], len(rows["findings"]), words, lang, formats)
    mark_figures(sheets["capaian"], len(rows["capaian"]), "L", "M", words["verdicts"]["no"], 13, formats)
    mark_figures(sheets["budget"], len(rows["budget"]), "K", "", words["holds"][False], 14, formats)
    last = len(rows["checklist"])
    if last:
        sheets["checklist"].data_validation(1, 6, last, 6, {"validate": "list", "source": list(words["answers"])})
    book.close()
    return out.getvalue()


def mark_findings(sheet: Any, last: int, words: Any, lang: str, formats: Any) -> None:
    """Severities coloured, the follow-up a choice; the keys of the findings stay off the printed page."""
    if not last:
        return
    for severity in ("error", "warning"):
        rule = {"type": "cell", "criteria": "==", "value": f'"{SEVERITY_WORDS[lang][severity]}"'}
        sheet.conditional_format(1, 2, last, 2, rule | {"format": formats[severity]})
    sheet.data_validation(1, 11, last, 11, {"validate": "list", "source": list(words["states"])})
    sheet.print_area(0, 0, last, 11)


def mark_figures(sheet: Any, last: int, gap: str, step: str, wrong: str, verdict: int, formats: Any) -> None:
    """Rows whose verdict is against them, and differences of a last digit or more, coloured."""
    if not last:
        return
    rule = {"type": "cell", "criteria": "==", "value": f'"{wrong}"', "format": formats["error"]}
    sheet.conditional_format(1, verdict, last, verdict, rule)
    worth = f"${step}2" if step else "0.01"
    criteria = f"=AND(ISNUMBER(${gap}2),ABS(${gap}2)>={worth})"
    sheet.conditional_format(
        f"{gap}2:{gap}{last + 1}", {"type": "formula", "criteria": criteria, "format": formats["warning"]}
    )
