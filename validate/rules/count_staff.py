"""People told by unit, sex, grade and education against the stated whole."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from extract.model import Paragraph
from normalize.model import Claim
from validate.context import Context
from validate.evidence import phrase_to_evidence
from validate.frame import Draft
from validate.intervals import fraction_to_text
from validate.model import Evidence, Severity, Suspect
from validate.names import fold
from validate.prose import mention_to_evidence, number_of, roles_of, told
from validate.rules.count_lists import item_kind

BREAKDOWN = re.compile(
    r"^\W*(?:[a-z\d][.)]\s*)?(?P<what>.{8,120}?)\s+(?:berdasarkan|menurut)\s+(?P<by>[^.;:]{3,40}?)\s+(?:adalah|yaitu|"
    r"terdiri|meliputi|sebagai|:)",
    re.I,
)


BREAKDOWN_2 = re.compile(
    r"^\W*(?:[a-z\d][.)]\s*)?(?:berdasarkan|menurut)\s+(?P<by>[^,.;:]{3,40}),\s*(?P<what>[^.;:]{5,90}?)\s+"
    r"(?:adalah|yaitu|terdiri|terbagi|meliputi)",
    re.I,
)


def breakdowns(context: Context) -> Iterator[Draft]:
    """One body of people told by sex, grade, education: the sum that differs from the others and from the stated
    whole."""
    groups: dict[str, list[tuple[Claim, str, Fraction]]] = defaultdict(list)
    for claim in context.claims:
        if claim.kind != "parts" or "whole" in roles_of(claim):
            continue
        match = BREAKDOWN.match(claim.text) or BREAKDOWN_2.match(claim.text)
        parts = [m for m in claim.mentions if m.role == "part"]
        if (
            not match
            or len(parts) < 2
            or not all("orang" in f"{m.quantity.unit} {m.noun}".casefold() or not m.noun for m in parts)
        ):
            continue
        groups[" ".join(fold(match["what"].casefold().replace("rincian", "")).split()[:2])].append(
            (claim, match["by"], sum((number_of(m) for m in parts), Fraction(0)))
        )
    for group in groups.values():
        if len(group) < 2:
            continue
        sums = Counter(total for _, _, total in group)
        usual, times = sums.most_common(1)[0]
        wholes = [
            (c, m)
            for c in context.claims
            for m in c.mentions
            if m.role in ("whole", "value")
            and number_of(m) == usual
            and "orang" in f"{m.quantity.unit} {m.noun}".casefold()
        ]
        if len(sums) < 2 or (times < 2 and not wholes):
            continue
        for claim, by, total in group:
            if total == usual:
                continue
            parts = [m for m in claim.mentions if m.role == "part"]
            evidence = [mention_to_evidence(context, claim, m) for m in parts]
            evidence += [phrase_of(context, claim, m.raw) for m in parts]
            evidence += [mention_to_evidence(context, c, m, "jumlah") for c, m in wholes[:1]]
            shown = " + ".join(m.raw for m in parts)
            yield Draft(
                rule="count",
                kind="breakdown",
                severity="warning",
                key=("breakdown", fold(by)),
                message=f"Rincian menurut {by}: {shown} = {fraction_to_text(total, 0)}, rincian lain berjumlah "
                f"{fraction_to_text(usual, 0)}.",
                message_en=f"The breakdown by {by}: {shown} = {fraction_to_text(total, 0)}, the others make "
                f"{fraction_to_text(usual, 0)}.",
                evidence=(
                    *tuple(evidence),
                    Evidence(raw=fraction_to_text(usual, 0), role="rincian lain", page=claim.page, line=claim.line),
                ),
                expected=fraction_to_text(usual, 0),
                reported=fraction_to_text(total, 0),
                page=claim.page,
                weight=34,
            )


def phrase_of(context: Context, claim: Claim, raw: str) -> Evidence:
    """The figure with the word it belongs to: "S2 sebanyak 7 orang"."""
    at = claim.text.find(raw)
    before = re.search(r"(?:[\w/]+\s+){0,3}$", claim.text[:at])
    text = (before.group(0) if before else "") + raw
    return Evidence(raw=text.strip(), role="bagian", page=claim.page, line=claim.line, label=told(claim.text))


def unit_lists(context: Context) -> Iterator[Draft]:
    """A list of units each with its head count, against the stated number of all and of each kind of staff."""
    claims = [c for c in context.claims if c.kind in ("parts", "figure")]
    by_paragraph: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_paragraph[claim.paragraph].append(claim)
    paragraphs = [
        p
        for p in sorted(context.report.paragraphs, key=lambda p: p.order)
        if p.kind not in ("furniture", "contents", "caption")
    ]
    runs: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        kind, number = item_kind(paragraph)
        if (
            paragraph.kind == "list_item"
            and kind.startswith("digit")
            and re.search(r"\bsebanyak\s+\d+\s+orang|\b\d+\s+orang\b", paragraph.text)
        ):
            if number == 1 or not runs:
                runs.append([])
            if runs and number == len(runs[-1]) + 1:
                runs[-1].append(paragraph)
    for run in runs:
        if len(run) < 4:
            continue
        yield from unit_list_drafts(context, run, by_paragraph)


def unit_list_drafts(
    context: Context, run: Sequence[Paragraph], by_paragraph: dict[int, list[Claim]]
) -> Iterator[Draft]:
    totals: list[tuple[Paragraph, int, str]] = []
    kinds: dict[str, list[tuple[Paragraph, int, str]]] = defaultdict(list)
    for paragraph in run:
        figures = [
            (int(m.group(1)), m.group(0), fold(m.group(2) or ""))
            for m in re.finditer(r"(\d{1,4})\s+orang(?:\s+([A-Z][\w*-]*))?", paragraph.text)
        ]
        if not figures:
            return
        bracket = paragraph.text.find("(")
        first = figures[0]
        if 0 <= bracket < paragraph.text.find(first[1]):
            # every figure stands in its own brackets: none is the sum of the others
            totals.extend((paragraph, value, raw) for value, raw, _ in figures)
            continue
        totals.append((paragraph, first[0], first[1]))
        inner = figures[1:] if bracket >= 0 and len(figures) > 1 else figures
        for value, raw, kind in inner:
            if kind:
                kinds[kind].append((paragraph, value, raw))
    stated = stated_counts(context, run[0])
    sum_all = sum(value for _, value, _ in totals)
    whole = stated.get("")
    if whole and whole[0] != sum_all and abs(whole[0] - sum_all) * 10 <= whole[0]:
        yield unit_draft("seluruhnya", whole, sum_all, totals)
    for kind, parts in kinds.items():
        said = next((stated[name] for name in stated if name and (name == kind or kind in name.split())), None)
        total = sum(value for _, value, _ in parts)
        if said and said[0] != total and abs(said[0] - total) * 2 <= max(said[0], total):
            yield unit_draft(kind.upper(), said, total, parts)


def stated_counts(context: Context, before: Paragraph) -> dict[str, tuple[int, str, Paragraph]]:
    """Counts told in the twelve paragraphs before the list: '' for the whole, else by kind of staff (abbreviation or
    last word)."""
    found: dict[str, tuple[int, str, Paragraph]] = {}
    paragraphs = [
        p
        for p in sorted(context.report.paragraphs, key=lambda p: p.order)
        if p.kind == "text" and p.order < before.order
    ][-12:]
    for paragraph in reversed(paragraphs):
        text = paragraph.text
        match = re.search(
            r"\b(?:jumlah\s+(?:seluruh\s+)?pegawai|pegawai\s+(?:ber)?jumlah|"
            r"seluruh\s+pegawai)\b[^.;]{0,80}?(\d{1,4}\s*(?:\([a-z ]+\))?)\s*orang",
            text,
            re.I,
        )
        if not match:
            continue
        raw = match.group(1).strip()
        found[""] = (int(re.sub(r"\D.*", "", raw)), raw, paragraph)
        rest = text[match.end() :]
        for part in re.finditer(
            r"(?:\(?([A-Z]{3,8})\)?\s+sebanyak\s+)?(?:sebanyak\s+)?(\d{1,4}\s*(?:\([a-z "
            r"]+\))?)\s*orang(?:\s+([^,;.]{3,80}?)(?=,|;|\.|\bdan\b))?",
            rest,
        ):
            name = part.group(1) or part.group(3) or ""
            if not name:
                lead = rest[: part.start()]
                name = (re.findall(r"[A-Za-z]{3,}", lead) or [""])[-1]
                longer = re.search(r"Perjanjian Kerja\W*$", lead)
                name = "pppk" if longer else name
            raw = part.group(2).strip()
            found.setdefault(fold(name), (int(re.sub(r"\D.*", "", raw)), raw, paragraph))
        break
    return found


def unit_draft(
    kind: str, said: tuple[int, str, Paragraph], total: int, parts: Sequence[tuple[Paragraph, int, str]]
) -> Draft:
    severity: Severity = "warning"
    shown = " + ".join(str(value) for _, value, _ in parts)
    return Draft(
        rule="count",
        kind="list_total",
        severity=severity,
        key=("units", fold(kind)),
        message=f"Pegawai {kind}: daftar unit berjumlah {shown} = {total}, disebut {said[1]}.",
        message_en=f"Staff ({kind}): the list of units makes {shown} = {total}, {said[1]} are stated.",
        evidence=(
            phrase_to_evidence(said[2], said[1], "disebut"),
            *(phrase_to_evidence(p, raw, "bagian") for p, _, raw in parts),
        ),
        expected=str(total),
        reported=said[1],
        page=said[2].page,
        suspects=(Suspect(said[1], str(total), "jumlah daftarnya", phrase_to_evidence(said[2], said[1], "disebut")),),
        weight=33,
    )
