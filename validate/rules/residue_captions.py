"""Captions that carry last year over this year's figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from extract.model import Paragraph
from normalize.model import Fact
from normalize.numbers import find_quantities
from validate.context import Context, TableView
from validate.evidence import fact_to_evidence, phrase_to_evidence, table_to_evidence
from validate.frame import Draft
from validate.model import Evidence, Suspect
from validate.names import fold
from validate.rules.residue_years import years_in

MEASURES = frozenset(("target", "realisasi", "capaian", "pagu", "realisasi_anggaran"))


def caption_years(context: Context) -> Iterator[Draft]:
    """A draft for every caption whose one year is the last, over figures that the report prints as this year's, or
    that the list of tables gives this year."""
    year = context.year
    if year is None or context.understanding.profile.kind in ("renstra",):
        return
    for index, told in suspicious_tables(context).items():
        view = context.views[index]
        twins, listed = twin_facts(context, view), listed_twin(context, view, told)
        evidence: list[Evidence] = [table_to_evidence(view, "judul")]
        evidence += [fact_to_evidence(one, "angka tahun laporan") for pair in twins[:3] for one in pair]
        if listed:
            evidence.append(phrase_to_evidence(listed, listed.text.strip()[:140], "daftar tabel"))
        if twins or listed or not appended(context, view):
            proof, proof_en = "angkanya angka", "its figures are those of"
        else:
            proof, proof_en = "dokumen ini perjanjian kinerja", "this document is the agreement of"
        yield Draft(
            rule="residue",
            kind="caption_year",
            severity="warning",
            key=("caption year", view.mark),
            message=f"Judul {view.name} menyebut tahun {told}, padahal {proof} tahun {year}.",
            message_en=f"The caption of {view.name} says {told}, but {proof_en} {year}.",
            evidence=tuple(evidence),
            expected=str(year),
            reported=str(told),
            table=view.mark,
            page=view.table.pages[0] if view.table.pages else None,
            suspects=(Suspect(str(told), str(year), "tahun laporan"),),
            weight=40,
            slip=f"caption year|{fold(view.table.caption)}",
        )


def suspicious_tables(context: Context) -> dict[int, int]:
    """table_index -> the year its caption wrongly tells."""
    cached: dict[int, int] | None = context.cache.get("caption years")
    if cached is None:
        cached = {}
        for view in context.views:
            told = caption_year(context, view)
            if told is not None and (
                headed(context, view)
                or twin_facts(context, view)
                or money_told(context, view)
                or listed_twin(context, view, told)
                or appended(context, view)
            ):
                cached[view.index] = told
        context.cache["caption years"] = cached
    return cached


def appended(context: Context, view: TableView) -> bool:
    """Is the document an agreement, and this the only table of agreed targets, headed with another year's agreement?"""
    agreed = re.compile(r"(?:perjanjian|penetapan)\s+kinerja", re.I)
    return (
        context.understanding.profile.kind == "pk"
        and bool(agreed.search(view.table.caption))
        and not any(
            agreed.search(other.table.caption) and context.year in years_in(other.table.caption)
            for other in context.views
        )
    )


def caption_year(context: Context, view: TableView) -> int | None:
    """The year before the report's, where it is the only one that caption and header name."""
    assert context.year is not None
    years = set(years_in(view.table.caption))
    heads = set(years_in(" ".join(" ".join(texts) for texts in view.headers)))
    return (
        context.year - 1
        if years == {context.year - 1} and {year for year in heads if year <= context.year} <= {context.year}
        else None
    )


def headed(context: Context, view: TableView) -> bool:
    """Does a column of results name the report's own year?"""
    return any(
        context.year in years_in(" ".join(view.headers[fact.col - 1]))
        for fact in context.facts
        if fact.table_index == view.index and fact.measure in ("realisasi", "capaian")
    )


def twin_facts(context: Context, view: TableView) -> list[tuple[Fact, Fact]]:
    """(figure here, the same figure told of the report's year elsewhere); [] unless nearly all figures have one and
    last year's own prints don't agree with the caption."""
    others: dict[tuple[str, str], dict[int | None, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in context.facts:
        if fact.table_index != view.index and fact.period == "Y" and fact.quantity is not None:
            others[(context.names.key(fact), fact.measure)][fact.year].append(fact)
    twins: list[tuple[Fact, Fact]] = []
    compared = 0
    for fact in context.facts:
        if (
            fact.table_index != view.index
            or fact.period != "Y"
            or fact.quantity is None
            or fact.measure not in MEASURES
        ):
            continue
        years = others.get((context.names.key(fact), fact.measure), {})
        this, last = years.get(context.year, []), years.get(fact.year, [])
        if not this:
            continue
        compared += 1
        same = [one for one in this if one.quantity and one.quantity.value == fact.quantity.value]
        if same and not any(one.quantity and one.quantity.value == fact.quantity.value for one in last):
            twins.append((fact, same[0]))
    return twins if len(twins) >= 3 and len(twins) * 5 >= compared * 4 else []


def money_told(context: Context, view: TableView) -> bool:
    """Does a sentence give two of the table's amounts to the report's year, and none gives them to another?"""
    amounts = {
        number.quantity.value
        for row in view.body
        for col in range(view.table.column_count)
        if (number := view.number(row, col)) and number.quantity.value >= 1_000_000
    }
    years: set[int] = set()
    for sentence in context.sentences:
        told = {quantity.value for _, quantity in find_quantities(sentence.text) if quantity.value in amounts}
        if len(told) >= 2:
            years.update(years_in(sentence.text))
    return years == {context.year}


def listed_twin(context: Context, view: TableView, told: int) -> Paragraph | None:
    """The line of the list of tables with the same number and title but for the year, which is the report's."""
    bare = fold(re.sub(r"\d{4}", "", view.table.caption))
    for paragraph in context.report.paragraphs:
        if paragraph.kind != "contents" or set(years_in(paragraph.text)) != {context.year}:
            continue
        text = fold(re.sub(r"(?<!\d)20\d\d(?!\d)", "", paragraph.text))
        text = re.sub(r"^tabel [\divx ]+", "", re.sub(r"\s\d{1,3}$", "", text)).strip()
        if bare and len(bare) > 20 and text == bare:
            return paragraph
    return None
