"""Findings as one HTML file that needs nothing else: no network, no other file; filtered and printed in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from lakip.rule_titles import rule_to_reason, rule_to_title
from lakip.show_findings import (
    SEVERITIES,
    SEVERITY_WORDS,
    counts_to_words,
    place_key,
    place_to_words,
    record_to_message,
    records_to_counts,
)

if TYPE_CHECKING:
    from lakip.records import Record

WORDS = {
    "id": {
        "title": "Temuan pemeriksaan laporan kinerja",
        "preface": "Angka ditampilkan persis seperti tercetak dan tidak diubah. Setiap temuan menyebut yang tercetak "
        "dan yang mengikuti darinya; penilaian akhir ada pada pemeriksa.",
        "rule": "Aturan",
        "all": "semua",
        "severity": "Tingkat",
        "search": "Cari",
        "printed": "Tercetak",
        "role": "Peran",
        "place": "Tempat",
        "suspect": "diduga keliru, seharusnya",
        "reported": "Dilaporkan",
        "expected": "Seharusnya",
        "criterion": "Mengapa penting",
        "none": "Tidak ditemukan hal yang tidak cocok.",
    },
    "en": {
        "title": "Findings on performance reports",
        "preface": "Figures stand exactly as printed and are never altered. A finding says what is printed and what "
        "follows from it; the judgement is the reviewer's.",
        "rule": "Rule",
        "all": "all",
        "severity": "Severity",
        "search": "Search",
        "printed": "Printed",
        "role": "Role",
        "place": "Place",
        "suspect": "suspect, would have to be",
        "reported": "Reported",
        "expected": "Expected",
        "criterion": "Why it matters",
        "none": "Nothing was found that does not add up.",
    },
}

STYLE = """
:root { color-scheme: light dark; --line: #8886; --soft: #8881; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; } h3 { font-size: 1rem; margin: 0; }
form { position: sticky; top: 0; background: Canvas; padding: .5rem 0; border-bottom: 1px solid var(--line);
  display: flex; flex-wrap: wrap; gap: 1rem; }
article { border: 1px solid var(--line); border-left-width: 6px; border-radius: 4px; margin: .75rem 0;
  padding: .75rem 1rem; break-inside: avoid; }
article.error { border-left-color: #c62828; } article.warning { border-left-color: #b8860b; }
article.note { border-left-color: #607d8b; }
.badge { font-weight: 700; text-transform: uppercase; font-size: .8rem; } .about { opacity: .75; font-size: .9rem; }
table { border-collapse: collapse; margin: .5rem 0; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .2rem .5rem; text-align: left; vertical-align: top; }
td:first-child { font-variant-numeric: tabular-nums; white-space: pre-wrap; }
tr.suspect td { background: #c6282822; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0 1rem; margin: .5rem 0; }
dd { margin: 0; } [hidden] { display: none; }
@media print { form { display: none; } body { max-width: none; } }
"""

SCRIPT = """
const form = document.querySelector('form');
function filter() {
  const wish = new FormData(form), words = wish.get('search').toLowerCase();
  for (const item of document.querySelectorAll('article')) {
    item.hidden = (wish.get('rule') && item.dataset.rule !== wish.get('rule'))
      || (wish.get('severity') && item.dataset.severity !== wish.get('severity'))
      || (words && !item.textContent.toLowerCase().includes(words));
  }
  for (const part of document.querySelectorAll('section')) part.hidden = !part.querySelector('article:not([hidden])');
}
form.addEventListener('input', filter);
form.addEventListener('submit', event => event.preventDefault());
"""


def options_to_html(name: str, label: str, options: Sequence[tuple[str, str]], every: str) -> str:
    """A labelled choice; its first option, with the empty value, is everything."""
    inner = "".join(f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in options)
    first = f'<option value="">{escape(every)}</option>'
    return f'<label>{escape(label)} <select name="{name}">{first}{inner}</select></label>'


def record_to_html(record: Record, lang: str) -> str:
    """One finding as an article: what does not add up, and the printed evidence in a table, the suspects marked."""
    words = WORDS[lang]
    suspects = {(suspect["raw"], place_key(suspect["place"])): suspect for suspect in record["suspects"]}
    rows: list[str] = []
    for evidence in record["evidence"]:
        suspect = suspects.get((evidence["raw"], place_key(evidence)))
        role = escape(evidence["role"])
        if suspect:
            role += f" <strong>{words['suspect']} {escape(suspect['would_be'])}</strong>"
        mark = ' class="suspect"' if suspect else ""
        place = " · ".join(part for part in (place_to_words(evidence, lang), evidence["label"]) if part)
        rows.append(f"<tr{mark}><td>{escape(evidence['raw'])}</td><td>{role}</td><td>{escape(place)}</td></tr>")
    pairs = [(words["reported"], record["reported"]), (words["expected"], record["expected"])]
    pairs.append((words["criterion"], rule_to_reason(record["rule"], lang)))
    told = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in pairs if text)
    severity = record["severity"]
    where = place_to_words({"table": record["table"], "page": record["page"]}, lang)
    about = " · ".join(part for part in (rule_to_title(record["rule"], lang), where, record["id"]) if part)
    heads = "".join(f"<th>{words[name]}</th>" for name in ("printed", "role", "place"))
    return (
        f'<article class="{severity}" data-rule="{escape(record["rule"])}" data-severity="{severity}" '
        f'id="f-{escape(record["id"])}-{record["rank"]}">'
        f'<span class="badge">{escape(SEVERITY_WORDS[lang][severity])}</span> '
        f'<span class="about">{escape(about)}</span>'
        f"<h3>{escape(record['indicator'])}</h3><p>{escape(record_to_message(record, lang))}</p><dl>{told}</dl>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></article>"
    )


def records_to_html(records: Sequence[Record], lang: str) -> str:
    """The whole page: a section a document, the worst findings first."""
    words = WORDS[lang]
    docs = list(dict.fromkeys(record["doc"] for record in records))
    rules = sorted({record["rule"] for record in records})
    choices = options_to_html(
        "severity", words["severity"], [(name, SEVERITY_WORDS[lang][name]) for name in SEVERITIES], words["all"]
    )
    choices += options_to_html(
        "rule", words["rule"], [(rule, rule_to_title(rule, lang)) for rule in rules], words["all"]
    )
    choices += f'<label>{words["search"]} <input name="search" type="search"></label>'
    sections = "".join(
        f"<section><h2>{escape(doc)}</h2>"
        + "".join(record_to_html(record, lang) for record in records if record["doc"] == doc)
        + "</section>"
        for doc in docs
    )
    summary = counts_to_words(records_to_counts(records), lang) if records else words["none"]
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(words['title'])}</title><style>{STYLE}</style></head><body>"
        f"<h1>{escape(words['title'])}</h1><p>{escape(words['preface'])}</p><p>{escape(summary)}</p>"
        f"<form>{choices}</form>{sections}<script>{SCRIPT}</script></body></html>\n"
    )
