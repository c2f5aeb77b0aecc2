"""Labels like Sangat Baik or Cukup against the document's own scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalize.model import Fact
from validate.context import Context
from validate.evidence import cell_to_evidence, fact_place, fact_to_evidence
from validate.frame import Card, Draft, Rule
from validate.intervals import quantity_value
from validate.model import Suspect
from validate.names import fold
from validate.rules.scale import Band, document_scales
from validate.rules.status_labels import status_labels

CARD = Card(
    id="category",
    title="Kategori tidak sesuai dengan skala dokumen",
    title_en="A label that the document's own scale contradicts",
    compares="kategori di baris capaian dengan skala penilaian yang dicantumkan laporan sendiri; tercapai atau tidak "
    "tercapai dengan angkanya",
    compares_en="the label in an achievement's row with the report's own rating scale; reached or not reached with its "
    "figures",
    why="Predikat dipakai menyimpulkan keberhasilan; ia harus mengikuti skala yang dinyatakan.",
    why_en="Labels are used to conclude success; they must follow the declared scale.",
    not_judged="laporan tanpa skala, nilai di celah skala, label yang tidak ada di skala",
    not_judged_en="reports without a scale, values in the scale's gaps, labels the scale does not have",
    examples=(("96,67% | Sangat baik (skala: > 80 - < 100 Baik)", "warning: Baik"),),
)


def whole_scales(context: Context) -> list[dict[str, Band]]:
    """Scales of at least three labelled bands, label -> band."""
    scales = []
    for bands in document_scales(context):
        labels = {band.label: band for band in bands}
        if len(labels) >= 3:
            scales.append(labels)
    return scales


def bands_of(scales: Sequence[dict[str, Band]], fact: Fact) -> set[str]:
    """Labels that any scale gives to the value; a value above the top of a scale takes its top label."""
    assert fact.quantity is not None
    value = quantity_value(fact.quantity)
    found: set[str] = set()
    for scale in scales:
        held = {label for label, band in scale.items() if band.holds(value)}
        if not held:
            top = max(scale.values(), key=lambda band: band.low if band.low is not None else -1)
            if top.high is not None and value > top.high:
                held = {top.label}
        if not held:
            # between two bands: no judgement by this scale
            return set()
        found |= held
    return found


def judge(context: Context) -> Iterator[Draft]:
    """A draft for every labelled achievement whose label no scale of the report gives it, or that its figures
    contradict."""
    yield from status_labels(context)
    scales = whole_scales(context)
    if not scales:
        return
    known = {label for scale in scales for label in scale}
    drafts: list[Draft] = []
    judged = 0
    for (index, row), facts in context.rows.items():
        view = context.views[index]
        achievements = [f for f in facts if f.measure == "capaian" and f.quantity is not None]
        labels = [
            (col, fold(view.text(row - 1, col)))
            for col in range(view.table.column_count)
            if view.own(row - 1, col) and fold(view.text(row - 1, col)) in known
        ]
        for col, label in labels:
            before = [f for f in achievements if f.col <= col + 1]
            if not before or sum(1 for other, _ in labels if before[-1].col <= other + 1 <= col + 1) != 1:
                continue
            fact = before[-1]
            right = bands_of(scales, fact)
            if not right:
                continue
            judged += 1
            if label in right:
                continue
            drafts.append(label_draft(context, fact, row - 1, col, label, right, scales))
    # a scale that most labels do not follow is not the scale they were given by
    if judged and len(drafts) * 3 <= judged:
        yield from drafts


def label_draft(
    context: Context, fact: Fact, row: int, col: int, label: str, right: set[str], scales: Sequence[dict[str, Band]]
) -> Draft:
    view = context.views[fact.table_index]
    wanted = " / ".join(sorted(right))
    used = [scale[name] for scale in scales for name in (label, *sorted(right)) if name in scale]
    cell = cell_to_evidence(view, row, col, "kategori")
    return Draft(
        rule="category",
        kind="label_differs",
        severity="warning",
        key=(context.names.key(fact), str(fact.year), view.mark),
        message=f"{fact.indicator}: capaian {fact.raw} diberi kategori {cell.raw}, menurut skala laporan {wanted} "
        f"({fact_place(fact)}).",
        message_en=f"{fact.indicator}: {fact.raw} is labelled {cell.raw}, the report's scale gives {wanted} "
        f"({fact_place(fact, 'en')}).",
        evidence=(fact_to_evidence(fact, "capaian"), cell, *(band.evidence for band in used[:4])),
        expected=wanted,
        reported=cell.raw,
        indicator=fact.indicator,
        table=view.mark,
        page=fact.page,
        suspects=(
            Suspect(cell.raw, wanted, "menurut skala", cell),
            Suspect(fact.raw, "", "bila kategorinya benar", fact_to_evidence(fact, "capaian")),
        ),
        weight=36,
    )


RULE = Rule(CARD, judge)
