"""The document's rating scale: bands that leave gaps or overlap."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from normalize.numbers import read_quantity
from validate.context import Context
from validate.evidence import cell_to_evidence, phrase_to_evidence, place_in_words
from validate.frame import Card, Draft, Rule
from validate.intervals import fraction_to_text
from validate.model import Evidence
from validate.names import fold

CARD = Card(
    id="scale",
    title="Skala penilaian berlubang atau tumpang tindih",
    title_en="A rating scale with gaps or overlaps",
    compares="batas-batas kategori skala penilaian satu dengan yang berikutnya",
    compares_en="the limits of a rating scale's bands with each other",
    why="Nilai yang tidak punya kategori, atau punya dua, tidak dapat dinilai (bandingkan skala Permendagri 54/2010).",
    why_en="A value without a class, or with two, cannot be rated (compare the scale of Permendagri 54/2010).",
    not_judged="skala huruf tanpa angka; kategori yang tidak berurutan dalam satu tabel",
    not_judged_en="grades without numbers; bands that are not in one table or list",
    examples=(("80 - 100; 50 - 79; < 49", "warning: 49-50 dan 79-80 tanpa kategori"),),
)

NUMBER = r"\d{1,3}(?:[.,]\d{1,3})?"
LOW = r"(?P<lowsign>>=|≥|=>|>|lebih dari|di ?atas|minimal)?"
HIGH = r"(?P<highsign><=|≤|=<|<|kurang dari|di ?bawah)?"
RANGE = re.compile(
    rf"{LOW}\s*(?P<low>{NUMBER})\s*%?\s*(?:-|–|—|s\.?/?d\.?|sampai(?:\s+dengan)?|hingga|≤?\s*[xX]\s*|(?=[≤<]))\s*{HIGH}"
    rf"\s*(?P<high>{NUMBER})\s*%?",
    re.I,
)
UPPER = re.compile(rf"(?P<sign><=|≤|=<|<|kurang dari|di ?bawah|sampai dengan)\s*(?P<value>{NUMBER})\s*%?", re.I)
LOWER = re.compile(
    rf"(?P<sign>>=|≥|=>|>|lebih dari|di ?atas|minimal)\s*(?P<value>{NUMBER})\s*%?|(?P<value2>{NUMBER})\s*%?\s*(?:ke "
    r"atas|keatas)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Band:
    """A band of a scale; `low`/`high` None where it is open; `closed` says whether the limit itself belongs to it."""

    low: Fraction | None
    high: Fraction | None
    low_closed: bool
    high_closed: bool
    raw: str
    label: str
    evidence: Evidence

    def holds(self, value: Fraction) -> bool:
        if self.low is not None and (value < self.low or (value == self.low and not self.low_closed)):
            return False
        return self.high is None or value < self.high or (value == self.high and self.high_closed)


def number(text: str) -> Fraction | None:
    quantity = read_quantity(text)
    return Fraction(quantity.value) if quantity else None


def text_to_limits(text: str) -> tuple[Fraction | None, Fraction | None, bool, bool, str] | None:
    """(low, high, low_closed, high_closed, print) of the one band a short text gives."""
    if match := RANGE.search(text):
        low, high = number(match["low"]), number(match["high"])
        if low is None or high is None:
            return None
        if low > high:
            low, high = high, low
        strict_low = (match["lowsign"] or "").casefold() in (">", "lebih dari", "di atas", "diatas")
        strict_high = (match["highsign"] or "").casefold() in ("<", "kurang dari", "di bawah", "dibawah")
        return low, high, not strict_low, not strict_high, match.group(0).strip()
    if match := UPPER.search(text):
        value = number(match["value"])
        if value is None:
            return None
        return None, value, True, match["sign"].casefold() in ("<=", "≤", "=<", "sampai dengan"), match.group(0).strip()
    if match := LOWER.search(text):
        value = number(match["value"] or match["value2"])
        if value is None:
            return None
        sign = (match["sign"] or "≥").casefold()
        return value, None, sign in (">=", "≥", "=>", "minimal"), True, match.group(0).strip()
    return None


LABEL = re.compile(
    # the longer before what it begins with
    r"\b(sangat (?:baik|kurang|tinggi|rendah|memuaskan|berhasil|efektif|efisien)|"
    r"(?:cukup|kurang|tidak) (?:baik|tinggi|rendah|memuaskan|berhasil|efektif|efisien)|baik sekali|kurang sekali|"
    r"baik|cukup|kurang|buruk|tinggi|sedang|rendah|memuaskan|berhasil|gagal|efektif|efisien|AA|BB|CC|A|B|C|D|E)\b"
)


def text_to_label(text: str) -> str:
    bare = re.sub(r"[\d.,%<>≥≤=]+", " ", text)
    found = re.search(LABEL.pattern, bare, re.I) if len(bare) > 3 else LABEL.search(bare)
    return found.group(1).casefold() if found else ""


def table_scales(context: Context) -> Iterator[list[Band]]:
    """Bands of tables that are rating scales: a column of at least three bands beside a column of labels."""
    for view in context.views:
        if view.table.row_count > 14:
            continue
        for col in range(view.table.column_count):
            bands: list[Band] = []
            # a scale may be read without its header told apart
            for row in range(view.table.row_count):
                text = view.text(row, col)
                if not view.own(row, col) or len(text) > 60:
                    continue
                limits = text_to_limits(text)
                if limits is None:
                    continue
                label = next(
                    (
                        found
                        for other in range(view.table.column_count)
                        if other != col and (found := text_to_label(view.text(row, other)))
                    ),
                    "",
                ) or text_to_label(text)
                if label:
                    bands.append(Band(*limits, label, cell_to_evidence(view, row, col, "kategori", label)))
            if len(bands) >= 3 and len({band.label for band in bands}) == len(bands):
                yield bands
                break


def prose_scales(context: Context) -> Iterator[list[Band]]:
    """Bands told in consecutive list items or in one paragraph."""
    run: list[Band] = []
    paragraphs = [
        p for p in sorted(context.report.paragraphs, key=lambda p: p.order) if p.kind not in ("furniture", "contents")
    ]
    for paragraph in paragraphs:
        text = paragraph.text
        found: list[Band] = []
        if len(text) < 120:
            limits, label = text_to_limits(text), text_to_label(text)
            if limits and label and limits[4].count("%") + len(re.findall(r"\d", limits[4])) >= 2:
                printed = re.search(r"[A-Za-z][A-Za-z ]{2,20}\s*\(\s*" + re.escape(limits[4]) + r"\s*\)", text)
                found = [
                    Band(
                        *limits,
                        label,
                        phrase_to_evidence(paragraph, printed.group(0) if printed else limits[4], "kategori"),
                    )
                ]
        else:
            for piece in re.finditer(r"([A-Za-z]+(?: [A-Za-z]+){0,2})\s*\(([^()]{3,40})\)", text):
                limits, label = text_to_limits(piece.group(2)), text_to_label(piece.group(1))
                if limits and label:
                    found.append(
                        Band(
                            *limits[:4],
                            piece.group(0).strip(),
                            label,
                            phrase_to_evidence(paragraph, piece.group(0).strip(), "kategori"),
                        )
                    )
            if len(found) >= 3:
                yield found
            found = []
        if found and not any(band.label == found[0].label for band in run):
            run += found
        else:
            if len(run) >= 3:
                yield run
            run = found
    if len(run) >= 3:
        yield run


def document_scales(context: Context) -> list[list[Band]]:
    cached: list[list[Band]] | None = context.cache.get("scales")
    if cached is None:
        cached = [*table_scales(context), *prose_scales(context)]
        context.cache["scales"] = cached
    return cached


def order_bands(bands: Sequence[Band]) -> list[Band]:
    return sorted(
        bands,
        key=lambda band: (
            band.low if band.low is not None else Fraction(-1),
            band.high if band.high is not None else Fraction(10**9),
        ),
    )


def judge(context: Context) -> Iterator[Draft]:
    """A draft for every border between two bands that leaves values out or gives them twice."""
    for bands in document_scales(context):
        ordered = order_bands(bands)
        if regulation_drafts := list(own_of_regulation(ordered)):
            yield from regulation_drafts
            continue
        for lower, upper in itertools.pairwise(ordered):
            if lower.high is None or upper.low is None:
                continue
            gap = upper.low - lower.high
            if gap > 0 or (gap == 0 and not lower.high_closed and not upper.low_closed):
                # bands of whole numbers printed with decimals to two places leave nothing out
                if 0 < gap <= Fraction(1, 100):
                    continue
                yield border_draft(lower, upper, "gap")
            elif gap < 0 or (gap == 0 and lower.high_closed and upper.low_closed):
                yield border_draft(lower, upper, "overlap")


#: the limits of Permendagri 54/2010, which leave out what lies between two whole numbers
REGULATION = ((51, 65), (66, 75), (76, 90))


def own_of_regulation(ordered: Sequence[Band]) -> Iterator[Draft]:
    """One note where the whole-number limits are the regulation's own: the gap is not this report's."""
    limits = [(band.low, band.high) for band in ordered]
    if not all((Fraction(low), Fraction(high)) in limits for low, high in REGULATION) or len(ordered) > 5:
        return
    if ordered[0].high != 50 or ordered[-1].low != 91:
        return
    table = ordered[0].evidence.table
    yield Draft(
        rule="scale",
        kind="regulation_gaps",
        severity="note",
        key=("regulation", table),
        message="Skala penilaian mengikuti Permendagri 54/2010: nilai pecahan di antara dua kategori (50-51, 65-66, "
        "75-76, 90-91) tidak punya kategori.",
        message_en="The rating scale is that of Permendagri 54/2010: fractions between two classes (50-51, 65-66, "
        "75-76, 90-91) have no class.",
        evidence=tuple(band.evidence for band in ordered),
        reported=" | ".join(band.raw for band in ordered),
        table=table,
        page=ordered[0].evidence.page,
        weight=8,
    )


def border_draft(lower: Band, upper: Band, kind: str) -> Draft:
    assert lower.high is not None
    assert upper.low is not None
    low, high = fraction_to_text(lower.high), fraction_to_text(upper.low)
    where = f"antara {low} dan {high}" if lower.high != upper.low else f"tepat {low}"
    where_en = f"between {low} and {high}" if lower.high != upper.low else f"at exactly {low}"
    what = "tidak punya kategori" if kind == "gap" else "masuk dua kategori"
    what_en = "has no class" if kind == "gap" else "falls into two classes"
    table = lower.evidence.table
    where_table = f" ({place_in_words(table, lower.evidence.page)})" if table else ""
    where_table_en = f" ({place_in_words(table, lower.evidence.page, 'en')})" if table else ""
    return Draft(
        rule="scale",
        kind=kind,
        severity="warning",
        key=(fold(lower.label), fold(upper.label), kind, table),
        message=f"Skala penilaian{where_table}: {lower.label} {lower.raw} dan {upper.label} {upper.raw}; nilai "
        f"{where} {what}.",
        message_en=f"Rating scale{where_table_en}: {lower.label} {lower.raw} and {upper.label} {upper.raw}; a value "
        f"{where_en} {what_en}.",
        evidence=(lower.evidence, upper.evidence),
        reported=f"{lower.raw} | {upper.raw}",
        table=table,
        page=lower.evidence.page,
        weight=30,
        slip=f"scale|{lower.label}|{upper.label}|{low}|{high}|{kind}",
    )


RULE = Rule(CARD, judge)
