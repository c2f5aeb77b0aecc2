"""Findings as one HTML file that needs nothing else: no network, no other file; filtered and printed in a browser.

Each finding shows the piece of the page on which its figures stand, with the cells boxed and the suspects marked; of
reports without pages the rows of the table. Both languages are in the file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from extract.model import Box
from lakip import __version__
from lakip.acceptances import record_to_acceptance_line
from lakip.page_pictures import Strip, file_to_strips
from lakip.page_style import SCRIPT, STYLE
from lakip.page_tables import record_to_quotes, record_to_tables
from lakip.page_views import Mark, View, record_to_views
from lakip.role_words import reason_to_words, role_to_words
from lakip.rule_titles import rule_to_reason, rule_to_title
from lakip.show_findings import (
    SEVERITIES,
    SEVERITY_WORDS,
    STANDING_WORDS,
    counts_to_words,
    place_key,
    place_to_words,
    record_to_message,
    record_to_suspects,
    records_to_counts,
    suspect_to_words,
)

if TYPE_CHECKING:
    from lakip.audited import Audited, Reading
    from lakip.records import Record

WORDS = {
    "title": ("Temuan pemeriksaan laporan kinerja", "Findings on performance reports"),
    "preface": (
        "Angka ditampilkan persis seperti tercetak dan tidak diubah. Setiap temuan menyebut yang tercetak dan yang "
        "mengikuti darinya (keyakinan terbatas); penilaian akhir ada pada pereviu.",
        "Figures stand exactly as printed and are never altered. A finding says what is printed and what follows from "
        "it (limited assurance); the judgement is the reviewer's.",
    ),
    "rule": ("Aturan", "Rule"),
    "all": ("semua", "all"),
    "severity": ("Tingkat", "Severity"),
    "state": ("Status", "Status"),
    "doc": ("Dokumen", "Document"),
    "search": ("Cari kata", "Search"),
    "reset": ("Tampilkan semua", "Show all"),
    "printed": ("Tercetak", "Printed"),
    "role": ("Peran", "Role"),
    "place": ("Tempat", "Place"),
    "notes": ("Catatan", "Notes"),
    "reported": ("Tercetak", "Printed"),
    "expected": ("Seharusnya", "Would have to be"),
    "criterion": ("Mengapa penting, dan kunci temuan", "Why it matters, and the finding's key"),
    "accept": ("Baris untuk penerimaan.csv", "Line for penerimaan.csv"),
    "none": ("Tidak ditemukan hal yang tidak cocok.", "Nothing was found that does not add up."),
    "gone": ("Tidak ditemukan lagi sejak pemeriksaan", "No longer found since the run of"),
    "keys": ("Tombol: / cari, j dan k temuan berikut dan sebelumnya", "Keys: / search, j and k next and previous"),
    "head": ("kepala tabel", "table head"),
    "outside": ("di luar tabel", "outside tables"),
    "legend": (
        "Kotak biru: angka yang dibandingkan. Kotak merah: yang diduga keliru (putus-putus: kurang kuat dugaannya); "
        "arahkan penunjuk untuk nilai yang seharusnya.",
        "Blue boxes: the figures compared. Red boxes: suspects (dashed: less likely); point at one for the value it "
        "would have to be.",
    ),
}


def both(indonesian: str, english: str) -> str:
    """Text in both languages, one of them shown."""
    if indonesian == english:
        return escape(indonesian)
    return f'<span lang="id">{escape(indonesian)}</span><span lang="en">{escape(english)}</span>'


def word(name: str) -> str:
    return both(*WORDS[name])


def record_to_states(record: Record) -> list[str]:
    """The states by which a finding can be filtered."""
    acceptance = record["acceptance"]
    standing = "open" if not acceptance else "lapsed" if acceptance["lapsed"] else "accepted"
    return [state for state in (record["run"], standing) if state]


def options_to_html(name: str, options: Sequence[tuple[str, str, str]], lang: str) -> str:
    """A labelled choice of (value, Indonesian, English); the first option, with the empty value, is everything."""
    rows = [("", *WORDS["all"]), *options]
    inner = "".join(
        f'<option value="{escape(value)}" data-id="{escape(one)}" data-en="{escape(other)}">'
        f"{escape(other if lang == 'en' else one)}</option>"
        for value, one, other in rows
    )
    return f'<label>{word(name)}<select name="{name}">{inner}</select></label>'


def audited_to_form(audited: Audited, lang: str) -> str:
    """The choices that there are something to choose by."""
    records = audited.records
    parts = [
        options_to_html(
            "severity", [(one, SEVERITY_WORDS["id"][one], SEVERITY_WORDS["en"][one]) for one in SEVERITIES], lang
        )
    ]
    rules = sorted({record["rule"] for record in records})
    parts.append(
        options_to_html("rule", [(one, rule_to_title(one, "id"), rule_to_title(one, "en")) for one in rules], lang)
    )
    there = {state for record in records for state in record_to_states(record)}
    states = [one for one in ("new", "changed", "unchanged", "open", "accepted", "lapsed") if one in there]
    if len(states) > 1:
        parts.append(
            options_to_html(
                "state", [(one, STANDING_WORDS["id"][one], STANDING_WORDS["en"][one]) for one in states], lang
            )
        )
    docs = list(dict.fromkeys(record["doc"] for record in records))
    if len(docs) > 1:
        parts.append(options_to_html("doc", [(doc, doc, doc) for doc in docs], lang))
    parts.append(f'<label>{word("search")}<input name="search" type="search" aria-keyshortcuts="/"></label>')
    parts.append(f'<button type="reset">{word("reset")}</button>')
    parts.append('<button type="button" id="lang" aria-label="Bahasa / Language">ID / EN</button>')
    return f'<form role="search">{"".join(parts)}<output aria-live="polite">{len(records)}</output></form>'


def mark_to_class(mark: Mark) -> str:
    return "seen" if mark.suspect is None else "suspect" if mark.likeliest else "suspect maybe"


def view_to_svg(view: View, strips: Sequence[Strip]) -> str:
    """A window on a page's strip with the marks drawn over; '' where the page could not be drawn."""
    middle = (view.box.y0 + view.box.y1) / 2
    strip = next((one for one in strips if one.box.y0 - 1 <= middle <= one.box.y1 + 1), None)
    if strip is None:
        return ""
    # the strip ends where the page does
    bottom, right = min(view.box.y1, strip.box.y1), min(view.box.x1, strip.box.x1)
    width, height = max(1.0, right - view.box.x0), max(1.0, bottom - view.box.y0)
    marks = "".join(
        f'<rect class="{mark_to_class(mark)}" x="{mark.box.x0 - 1:.1f}" '
        f'y="{mark.box.y0 - 1:.1f}" width="{mark.box.x1 - mark.box.x0 + 2:.1f}" '
        f'height="{mark.box.y1 - mark.box.y0 + 2:.1f}">'
        f"<title>{escape(mark.raw + (f' → {mark.suspect}' if mark.suspect else ''))}</title></rect>"
        for mark in view.marks
    )
    kind = ' class="head"' if view.header else ""
    label = escape(f"hlm. {view.page}: " + "; ".join(mark.raw for mark in view.marks))
    return (
        f'<svg{kind} role="img" aria-label="{label}" style="max-width:{width * 1.9:.0f}px" '
        f'viewBox="{view.box.x0:.1f} {view.box.y0:.1f} {width:.1f} {height:.1f}">'
        f'<use href="#{strip.key}"/>{marks}</svg>'
    )


def views_to_html(views: Sequence[View], strips: dict[int, list[Strip]]) -> str:
    parts: list[str] = []
    for view in views:
        svg = view_to_svg(view, strips.get(view.page, ()))
        if svg:
            head = f" · {word('head')}" if view.header else ""
            caption = "" if view.header else f"<figcaption>{both('hlm.', 'p.')} {view.page}{head}</figcaption>"
            parts.append(svg + caption)
    return f"<figure>{''.join(parts)}</figure>" if parts else ""


def evidence_to_html(record: Record) -> str:
    """The printed evidence in a table, the suspects with what they would have to be."""
    suspects = record_to_suspects(record)
    rows: list[str] = []
    for evidence in record["evidence"]:
        found = suspects.get((evidence["raw"], place_key(evidence))) or suspects.get((evidence["raw"], None))
        role = both(*(role_to_words(evidence["role"], lang) for lang in ("id", "en")))
        if found:
            suspect, likeliest = found
            told = both(*(suspect_to_words(suspect["would_be"], likeliest, lang) for lang in ("id", "en")))
            reason = both(*(reason_to_words(suspect["reason"], lang) for lang in ("id", "en")))
            role += f" · <strong>{told}</strong>" if likeliest else f" · {told}"
            role += f" ({reason})" if reason else ""
        where = both(place_to_words(evidence, "id"), place_to_words(evidence, "en"))
        about = " · ".join(escape(part) for part in (evidence["doc"], evidence["label"]) if part)
        place = " · ".join(part for part in (where, about) if part)
        mark = ' class="suspect"' if found and found[1] else ""
        rows.append(f"<tr{mark}><td>{escape(evidence['raw'])}</td><td>{role}</td><td>{place}</td></tr>")
    rows = list(dict.fromkeys(rows))
    heads = "".join(f"<th>{word(name)}</th>" for name in ("printed", "role", "place"))
    return f'<table class="evidence"><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def record_to_chips(record: Record) -> str:
    """New, changed; accepted by whom, or why the acceptance lapsed."""
    parts: list[str] = []
    if record["run"] in ("new", "changed"):
        words = [STANDING_WORDS[lang][record["run"]] for lang in ("id", "en")]
        parts.append(f'<span class="chip {record["run"]}">{both(*words)}</span>')
    acceptance = record["acceptance"]
    if acceptance:
        kind = "lapsed" if acceptance["lapsed"] else "accepted"
        told = []
        for lang in ("id", "en"):
            words_of = STANDING_WORDS[lang]
            why = f" ({words_of[acceptance['lapsed']]})" if acceptance["lapsed"] else ""
            told.append(
                f"{words_of[kind]}{why}: {acceptance['who']}, “{acceptance['why']}”, {words_of['until']} "
                f"{acceptance['until']}"
            )
        parts.append(f'<span class="chip {kind}">{both(*told)}</span>')
    return " ".join(parts)


def message_under(record: Record, lang: str) -> str:
    """The message, without the name that stands above it as a heading."""
    message = record_to_message(record, lang)
    rest = message.removeprefix(f"{record['indicator']}: ") if record["indicator"] else message
    return rest[:1].upper() + rest[1:] if rest != message else message


def record_to_html(record: Record, picture: str) -> str:
    """One finding: what does not add up, where it stands on the page, the printed evidence, and why it matters."""
    severity, rule = record["severity"], record["rule"]
    states = record_to_states(record)
    badge = both(SEVERITY_WORDS["id"][severity], SEVERITY_WORDS["en"][severity])
    title = both(rule_to_title(rule, "id"), rule_to_title(rule, "en"))
    page = {"page": record["page"]}
    where = both(place_to_words(page, "id"), place_to_words(page, "en"))
    pairs = [(word("reported"), record["reported"]), (word("expected"), record["expected"])]
    told = " · ".join(f"{name}: <strong>{escape(value)}</strong>" for name, value in pairs if value)
    reason = both(rule_to_reason(rule, "id"), rule_to_reason(rule, "en"))
    accepted = " accepted" if "accepted" in states else ""
    return (
        f'<article class="{severity}{accepted}" tabindex="0" data-rule="{escape(rule)}" data-severity="{severity}" '
        f'data-state="{" ".join(states)}" data-doc="{escape(record["doc"])}" id="f-{escape(record["id"])}-'
        f'{escape(record["report_id"])}-{record["rank"]}">'
        f'<span class="badge">{badge}</span> <span class="dim">{title}{" · " if where else ""}{where}</span> '
        f"{record_to_chips(record)}<h4>{escape(record['indicator'])}</h4>"
        f"<p>{both(*(message_under(record, lang) for lang in ('id', 'en')))}</p>"
        + (f'<p class="dim">{told}</p>' if told else "")
        + picture
        + evidence_to_html(record)
        + f"<details><summary>{word('criterion')}</summary><p>{reason}</p>"
        f"<p>{word('accept')}: <code>{escape(record_to_acceptance_line(record))}</code></p></details></article>"
    )


def reading_to_strips(reading: Reading, views: Sequence[View], prefix: str) -> dict[int, list[Strip]]:
    """The pictures that the views look at; none where the file is gone or cannot be drawn."""
    if reading.path is None or not views:
        return {}
    wanted: defaultdict[int, list[Box]] = defaultdict(list)
    for view in views:
        wanted[view.page].append(view.box)
    tables = reading.understanding.report.tables
    scanned = {page for table in tables if table.method == "image" for page in table.pages}
    return file_to_strips(reading.path, wanted, prefix, scanned)


def report_to_sections(records: Sequence[Record], reading: Reading | None, prefix: str) -> tuple[str, str]:
    """(the findings of one report, a section a table and the notes last; the pictures they look at)."""
    views = {
        place: record_to_views(record, reading.understanding.report)
        for place, record in enumerate(records)
        if reading is not None and reading.path is not None
    }
    flat = [view for group in views.values() for view in group]
    strips = reading_to_strips(reading, flat, prefix) if reading is not None else {}
    groups: dict[str, list[str]] = {}
    notes: list[str] = []
    for place, record in enumerate(records):
        picture = views_to_html(views.get(place, ()), strips)
        if not picture and reading is not None:
            tables = record_to_tables(record, reading.understanding.report)
            picture = "".join(f'<p class="dim">{both(*names)}</p>{html}' for names, html in tables)
            picture += "".join(record_to_quotes(record))
        group = notes if record["severity"] == "note" else groups.setdefault(record["table"], [])
        group.append(record_to_html(record, picture))
    parts: list[str] = []
    for table, articles in groups.items():
        where = {"table": table}
        name = both(place_to_words(where, "id"), place_to_words(where, "en")) if table else word("outside")
        parts.append(f"<section><h3>{name}</h3>{''.join(articles)}</section>")
    if notes:
        parts.append(f"<section><h3>{word('notes')}</h3>{''.join(notes)}</section>")
    defs = "".join(
        f'<image id="{strip.key}" x="{strip.box.x0:.2f}" y="{strip.box.y0:.2f}" '
        f'width="{strip.box.x1 - strip.box.x0:.2f}" height="{strip.box.y1 - strip.box.y0:.2f}" '
        f'preserveAspectRatio="none" href="{strip.uri}"/>'
        for group in strips.values()
        for strip in group
    )
    return "".join(parts), defs


def gone_to_html(audited: Audited) -> str:
    if not audited.gone:
        return ""
    items = "".join(
        f"<li>{escape(one['doc'])} · {both(rule_to_title(one['rule'], 'id'), rule_to_title(one['rule'], 'en'))}: "
        f"{both(record_to_message(one, 'id'), record_to_message(one, 'en'))}</li>"
        for one in audited.gone
    )
    return f'<h2 id="gone">{word("gone")} {escape(audited.earlier)} UTC</h2><ul>{items}</ul>'


def audited_to_html(audited: Audited, lang: str) -> str:
    """The whole page: a part a document, a section a table, the worst findings first."""
    groups: dict[tuple[str, str], list[Record]] = {}
    for record in audited.records:
        groups.setdefault((record["doc"], record["report_id"]), []).append(record)
    parts: list[str] = []
    pictures: list[str] = []
    for place, ((doc, report), records) in enumerate(groups.items()):
        reading = audited.reading(report)
        sections, defs = report_to_sections(records, reading, f"d{place}")
        profile = reading.understanding.profile if reading else None
        about = " · ".join(str(one) for one in (profile.agency, profile.year) if one) if profile else ""
        counts = records_to_counts(records)
        head = both(counts_to_words(counts, "id"), counts_to_words(counts, "en"))
        parts.append(
            f'<section class="report"><h2>{escape(doc)}</h2>'
            f'<p class="dim">{escape(about)}{" · " if about else ""}{head}</p>{sections}</section>'
        )
        pictures.append(defs)
    counts = records_to_counts(audited.records)
    summary = both(counts_to_words(counts, "id"), counts_to_words(counts, "en")) if audited.records else word("none")
    title = WORDS["title"][lang == "en"]
    return (
        f'<!doctype html>\n<html lang="{lang}" data-lang="{lang}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        f'<h1>{word("title")}</h1><p class="preface">{word("preface")}</p><p>{summary}</p>'
        f'<p class="dim">{audited.day.isoformat()} · lakip {__version__} · {word("legend")} '
        f'<span class="noprint">{word("keys")}.</span></p>'
        f"{audited_to_form(audited, lang)}{''.join(parts)}{gone_to_html(audited)}"
        f'<svg class="pictures" aria-hidden="true"><defs>{"".join(pictures)}</defs></svg>'
        f"<script>{SCRIPT}</script></body></html>\n"
    )
