"""Prose -> claims: every figure that a sentence states, with what it is a figure of.

One sentence may carry several claims: a number with its words, an equation, a budget, parts of a whole, a change, an
average, a
share, an achievement; a figure that none of these holds is a claim of kind "figure".
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from extract.model import Paragraph, Report
from normalize.claims_averages import told_to_averages
from normalize.claims_changes import told_to_changes
from normalize.claims_formula import claim_to_interval, formula_to_mentions
from normalize.claims_indicator import clause_to_indicator, sentence_to_indicator
from normalize.claims_known import KnownNames
from normalize.claims_parts import told_to_parts
from normalize.claims_results import told_to_achievements, told_to_budgets
from normalize.claims_shares import told_to_shares
from normalize.claims_told import Draft, Told, paragraph_to_told, text_to_comparisons
from normalize.digits import NumberStyle, texts_to_style
from normalize.model import Claim, Mention, Profile, Quantity
from normalize.sentences import paragraphs_to_headed, text_to_style_mark
from normalize.words import find_word_pairs

__all__ = ["claim_to_interval", "report_to_claims"]


def report_to_claims(report: Report, profile: Profile, names: Iterable[str] = ()) -> tuple[Claim, ...]:
    """All claims of a report's prose in reading order; `indicator_id` is left empty. `year` is the one the sentence
    is about: its own, else the last one named before it in the paragraph, else the document's. `names` are the
    indicators that the tables print: sentences and headings that mean one bear its printed name."""
    style = texts_to_prose_style(paragraph.text for paragraph in report.paragraphs if paragraph.kind != "furniture")
    claims: list[Claim] = []
    known = KnownNames(names)
    headed = list(paragraphs_to_headed(report.paragraphs))
    for place, (paragraph, headings) in enumerate(headed):
        items = _items_below(headed, place) if paragraph.text.rstrip().endswith(":") else []
        claims.extend(_paragraph_to_claims(report, profile, paragraph, items, headings, style, known))
    return tuple(claims)


def _items_below(headed: Sequence[tuple[Paragraph, tuple[str, ...]]], place: int) -> list[Paragraph]:
    """The list items right below a paragraph, as far as they bear marks of one style; [] below another item."""
    items: list[Paragraph] = []
    for paragraph, _ in headed[place + 1 : place + 60]:
        mark = text_to_style_mark(paragraph.text)
        if paragraph.kind != "list_item" or (items and mark != text_to_style_mark(items[0].text)):
            break
        items.append(paragraph)
    return items


_TELLING = re.compile(
    r"(?<![\w.,])(?:rp\.?\s*\d[\d.,]*\d|\d[\d.,]*\d(?=\s*(?:%|persen|orang|jiwa|kasus)\b|\s*%)"
    r"|\d{1,3}(?:[.,]\d{3}){2,})",
    re.I,
)


def texts_to_prose_style(texts: Iterable[str]) -> NumberStyle:
    """The habit of prose: only amounts, percents and counts tell it, for "3.2" may be a table or a section."""
    return texts_to_style(found.group() for text in texts for found in _TELLING.finditer(text))


def _paragraph_to_claims(
    report: Report,
    profile: Profile,
    paragraph: Paragraph,
    items: Sequence[Paragraph],
    headings: tuple[str, ...],
    style: NumberStyle,
    known: KnownNames,
) -> list[Claim]:
    sentences = paragraph_to_told(paragraph.text, style)
    drafts = [*_terbilang(sentences), *_formulas(sentences)]
    if any(told.found for told in sentences):
        listed = [paragraph_to_told(item.text, style) for item in items]
        drafts += _told_to_drafts(sentences, paragraph.text, listed)
    many = [draft.told.start for draft in drafts if draft.kind == "achievement"]
    claims: list[Claim] = []
    for draft in sorted(drafts, key=lambda d: (d.told.start, d.kind, min(d.starts(), default=0))):
        above = (*_named_before(draft, sentences, known), *headings)
        several = draft.kind == "achievement" and many.count(draft.told.start) > 1
        name = _one_of_several(draft, above, known) if several else sentence_to_indicator(draft.told.text, above, known)
        claims.append(_draft_to_claim(draft, report, profile, paragraph, headings, sentences, name))
    return claims


def _told_to_drafts(sentences: Sequence[Told], paragraph: str, items: Sequence[Sequence[Told]]) -> list[Draft]:
    averages = told_to_averages(sentences)
    budgets = told_to_budgets(sentences)
    parts = told_to_parts(sentences, paragraph, items)
    shares = told_to_shares(sentences, paragraph)
    changes = told_to_changes(sentences)
    used: set[int] = set().union(*(draft.starts() for draft in averages)) if averages else set()
    # the percent of a part of something else than a target is no capaian
    used |= {draft.mentions[2].start for draft in shares if draft.mentions[2].role == "percent"}
    # what a change starts from is the result of another year, named or not
    used |= {
        mention.start
        for draft in changes
        for mention in draft.mentions
        if mention.role == "from" and mention.year is None
    }
    drafts = [*averages, *budgets, *parts, *shares, *changes, *told_to_achievements(sentences, used)]
    held: set[int] = set().union(*(draft.starts() for draft in drafts)) if drafts else set()
    for told in sentences:
        for spot, mention in told.found:
            bare = spot.sort == "number" and not spot.noun
            if spot.start not in held and not bare and mention.role != "threshold":
                drafts.append(Draft("figure", told, (mention,)))
    return drafts


def _terbilang(sentences: Sequence[Told]) -> list[Draft]:
    """Figures with their words. Words that make no number, or are misspelt, are kept too: the mention `words` then
    has confidence 0, or
    less than 1."""
    drafts: list[Draft] = []
    for told in sentences:
        for pair in find_word_pairs(told.text):
            figure = Mention("value", pair.figure.raw, pair.figure, start=told.start + pair.start)
            at = told.start + pair.start + told.text[pair.start :].find(pair.printed)
            read = pair.words
            quantity = Quantity(
                value=read.value if read else pair.figure.value,
                step=pair.figure.step,
                raw=pair.printed,
                exact=True,
                confidence=0.0 if read is None else 0.7 if read.slips else 1.0,
            )
            noun = "" if read is None else " ".join(f"{printed}>{meant}" for printed, meant in read.slips)
            words = Mention("words", pair.printed, quantity, noun, at)
            drafts.append(Draft("terbilang", told, (figure, words), text=told.text[pair.start : pair.end]))
    return drafts


def _formulas(sentences: Sequence[Told]) -> list[Draft]:
    return [
        Draft("formula", told, formula_to_mentions(formula, told.text, told.start), formula.expression)
        for told in sentences
        for formula in told.formulas
    ]


def _draft_to_claim(
    draft: Draft,
    report: Report,
    profile: Profile,
    paragraph: Paragraph,
    headings: tuple[str, ...],
    sentences: Sequence[Told],
    indicator: str,
) -> Claim:
    told = draft.told
    key = f"{report.id}|{paragraph.order}|{draft.kind}|{told.start}|{sorted(draft.starts())}"
    return Claim(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        report=report.id,
        kind=draft.kind,
        paragraph=paragraph.order,
        text=draft.text or told.text,
        mentions=draft.mentions,
        page=paragraph.page,
        line=paragraph.line,
        indicator=indicator,
        year=_year_of(draft, sentences, profile),
        period=told.period if told.period != "Y" else profile.period,
        headings=headings,
        start=told.start,
        expression=draft.expression,
        comparisons=text_to_comparisons(told.text),
    )


def _named_before(draft: Draft, sentences: Sequence[Told], known: KnownNames) -> tuple[str, ...]:
    """The indicator that the nearest earlier sentence of the paragraph names, as a heading is read; () without one."""
    before = (told for told in reversed(sentences) if told.number < draft.told.number)
    return next(((name,) for told in before if (name := known.within(told.text))), ())


def _one_of_several(draft: Draft, headings: tuple[str, ...], known: KnownNames) -> str:
    """The indicator of one of several results told in a sentence: by the words before its own first figure."""
    own = [(spot.start, spot.left) for spot, _ in draft.told.found if spot.start in draft.starts()]
    return clause_to_indicator(min(own)[1], headings, known) if own else ""


def _year_of(draft: Draft, sentences: Sequence[Told], profile: Profile) -> int | None:
    own = [m.year for m in draft.mentions if m.year and m.role not in ("from", "whole")]
    if draft.kind == "change" and (started := next((m.year for m in draft.mentions if m.role == "from"), None)):
        # the year beside the step is often the one compared with
        own = [m.year for m in draft.mentions if m.year and m.role == "to"]
        if not own and profile.year is not None and profile.year > started:
            return profile.year
    if own:
        return own[-1]
    years = draft.told.years
    if years:
        return profile.year if profile.year in years else years[-1]
    for told in reversed([t for t in sentences if t.number < draft.told.number]):
        if told.years:
            return profile.year if profile.year in told.years else told.years[-1]
    return profile.year
