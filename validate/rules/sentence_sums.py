"""Parts told with their whole in a sentence or a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from normalize.model import Claim, Quantity
from normalize.numbers import find_quantities, read_quantity
from validate.context import Context, Sentence
from validate.evidence import phrase_to_evidence, sentence_to_evidence
from validate.frame import Draft
from validate.intervals import (
    fraction_to_text,
    point,
    quantity_to_interval,
    quantity_value,
    step_decimals,
)
from validate.model import Severity, Suspect
from validate.names import fold
from validate.prose import (
    is_percent,
    mention_to_evidence,
    number_of,
    roles_of,
    told,
)
from validate.rules.sentence_draft import draft


def parts_draft(context: Context, claim: Claim) -> Draft | None:
    whole = roles_of(claim).get("whole")
    parts = [mention for mention in claim.mentions if mention.role == "part"]
    if whole is None or len(parts) < 2 or any(is_percent(mention.quantity) for mention in (whole, *parts)):
        return None
    total = sum((number_of(part) for part in parts), Fraction(0))
    spread = point(0)
    for part in parts:
        spread = spread + quantity_to_interval(part.quantity)
    wanted = number_of(whole)
    if total == wanted or (
        any(part.quantity.step < 1 or part.quantity.step > 1 for part in parts)
        and spread.meets(quantity_to_interval(whole.quantity))
    ):
        return None
    # "dari 8 indikator, 5 indikator ..., 3 indikator ... dan 1 indikator ...": all of them bear the whole's noun
    nouns = [mention.noun.casefold().split()[:1] for mention in (whole, *parts)]
    shared_out = bool(nouns[0]) and all(noun == nouns[0] for noun in nouns) and re.match(r"\W*dari\b", claim.text, re.I)
    running = Fraction(0)
    for place, part in enumerate(parts):
        running += number_of(part)
        # the list may go on with things that are no parts, or repeat a part's own parts
        if running == wanted and 1 <= place < len(parts) - 1 and not shared_out:
            return None
    if any(total - number_of(part) == wanted for part in parts) and len(parts) > 2 and not shared_out:
        return None
    if re.search(r"\b(?:antara lain|diantaranya|di antaranya|termasuk|sebagian|seperti)\b", claim.text, re.I):
        return None
    shown = " + ".join(part.raw for part in parts)
    decimals = step_decimals(whole.quantity)
    sum_text = fraction_to_text(total, decimals)
    kinds = {part.noun.casefold().split(" ")[0] for part in parts if part.noun} | {whole.noun.casefold().split(" ")[0]}
    severity: Severity = "error" if len(kinds) <= 1 else "warning"
    suspects = [Suspect(whole.raw, sum_text, "jumlah bagiannya", mention_to_evidence(context, claim, whole))]
    suspects += [
        Suspect(
            part.raw,
            fraction_to_text(number_of(part) + wanted - total, step_decimals(part.quantity)),
            "bila hanya ini yang salah",
            mention_to_evidence(context, claim, part),
        )
        for part in parts
        if number_of(part) + wanted - total >= 0
    ]
    return draft(
        context,
        claim,
        "wrong_sum",
        (whole, *parts),
        f"{shown} = {sum_text}, disebut {whole.raw}: “{told(claim.text)}”",
        f"{shown} = {sum_text}, the whole is told as {whole.raw}: “{told(claim.text)}”",
        sum_text,
        whole.raw,
        severity=severity,
        suspects=tuple(suspects),
    )


def near_sums(context: Context) -> Iterator[Draft]:
    """Two particular figures and a third of the same paragraph that misses their sum by little: parts that do not
    make their whole."""
    explained = {
        raw
        for claim in context.claims
        if claim.kind in ("parts", "change", "formula")
        for mention in claim.mentions
        for raw in (mention.raw, mention.quantity.raw.strip())
    }
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in context.sentences:
        paragraphs.setdefault(sentence.paragraph.order, []).append(sentence)
    orders = sorted(paragraphs)
    for place, order in enumerate(orders):
        window = [(s, q) for s in paragraphs[order] for _, q in find_quantities(s.text)]
        own = len(window)
        if place + 1 < len(orders) and orders[place + 1] - order <= 2:
            window += [(s, q) for s in paragraphs[orders[place + 1]] for _, q in find_quantities(s.text)]
        if not 3 <= len(window) <= 24 or not own:
            continue
        yield from near_sum_of(context, window, own, explained)


#: words that take the figure before apart: "dari jumlah tersebut ...", "... terdiri dari"
TAKES_APART = re.compile(
    r"\bdari\b[^.;]{0,60}\b(?:tersebut|ini|itu)\b|\b(?:terdiri|rinci\w*|meliputi|masing-masing|yaitu|yakni|terbagi)\b",
    re.I,
)


def told_as_parts(figures: Sequence[tuple[Sentence, Quantity]], j: int, k: int) -> bool:
    """Whether two figures stand side by side in one sentence that takes a figure apart; sums over several sentences
    come about by chance."""
    one, two = figures[j][0], figures[k][0]
    return k == j + 1 and one is two and TAKES_APART.search(one.text) is not None


def near_sum_of(
    context: Context, window: Sequence[tuple[Sentence, Quantity]], own: int, explained: set[str]
) -> Iterator[Draft]:
    figures = [(s, q) for s, q in window if particular(q)]
    values = {quantity_value(q) for _, q in figures}
    if len(values) > 6:
        # a long enumeration holds such sums by chance
        return
    for i, (whole_at, whole) in enumerate(figures):
        w = quantity_value(whole)
        if whole.raw in explained or (whole_at, whole) not in window[:own]:
            continue
        for j, (_, a) in enumerate(figures):
            for k, (_, b) in enumerate(figures):
                if (
                    k <= j
                    or i in (j, k)
                    or not {unit_word(whole), unit_word(a), unit_word(b)} <= {unit_word(whole), ""}
                ):
                    continue
                x, y = quantity_value(a), quantity_value(b)
                if (
                    x == y
                    or not told_as_parts(figures, j, k)
                    or x + y == w
                    or min(x, y) * 10 < w
                    or w in (x, y)
                    or whole.step != a.step
                    or a.step != b.step
                ):
                    continue
                gap = abs(x + y - w)
                # the last six digits of an amount agree (500.000 would by chance), or the whole misses by less than a
                # hundredth
                tail = w >= 10**8 and gap % 10**6 == 0 and gap * 2 <= w and len(str(w % 10**6).rstrip("0")) >= 4
                money = unit_word(whole) == "rp"
                if ((money or gap * 100 > w) and not tail) or (x + y) in values:
                    continue
                at = next(s for s, q in figures if q is a)
                bt = next(s for s, q in figures if q is b)
                total = fraction_to_text(x + y, step_decimals(whole))
                yield Draft(
                    rule="prose_arithmetic",
                    kind="near_sum",
                    severity="warning",
                    key=("near sum", whole.raw, a.raw, b.raw),
                    message=f"{a.raw} + {b.raw} = {total}, disebut {whole.raw}: “{told(whole_at.text)}”",
                    message_en=f"{a.raw} + {b.raw} = {total}, {whole.raw} is stated: “{told(whole_at.text)}”",
                    evidence=(
                        sentence_to_evidence(whole_at, whole.raw, "keseluruhan"),
                        sentence_to_evidence(at, a.raw, "bagian"),
                        sentence_to_evidence(bt, b.raw, "bagian"),
                    ),
                    expected=total,
                    reported=whole.raw,
                    page=whole_at.paragraph.page,
                    suspects=(
                        Suspect(
                            whole.raw,
                            total,
                            "jumlah bagiannya",
                            sentence_to_evidence(whole_at, whole.raw, "keseluruhan"),
                        ),
                    ),
                    weight=50,
                    slip=f"near|{'|'.join(sorted((whole.raw, a.raw, b.raw)))}",
                )
                return


def unit_word(quantity: Quantity) -> str:
    return quantity.unit.casefold().split(" ")[0] if quantity.unit else ""


def particular(quantity: Quantity) -> bool:
    """At least four digits that are not closing noughts, and no percent: figures that make a sum by chance are rare."""
    digits = re.sub(r"\D", "", re.sub(r",00$", "", re.sub(r"[^\d.,]", "", quantity.raw))).lstrip("0").rstrip("0")
    return len(digits) >= 4 and not is_percent(quantity) and not (1900 <= quantity.value <= 2100 and quantity.step == 1)


SO_TOTAL = re.compile(
    r"(?P<parts>(?:Rp\.?\s*\d[\d.,]*\d)[^;]*?)\bsehingga\s+(?:jumlah|"
    r"total)\b[^;]{0,160}?(?P<whole>Rp\.?\s*\d[\d.,]*\d)",
    re.I,
)


MONEY = re.compile(r"Rp\.?\s*\d[\d.,]*\d", re.I)


def so_totals(context: Context) -> Iterator[Draft]:
    """ "... anggaran Rp a. ... dengan anggaran Rp b sehingga total anggaran ... Rp c": a + b against c."""
    for paragraph in context.report.paragraphs:
        if paragraph.kind not in ("text", "list_item") or "sehingga" not in paragraph.text:
            continue
        match = SO_TOTAL.search(paragraph.text)
        if not match:
            continue
        raws = [raw.rstrip(".,") for raw in MONEY.findall(match["parts"])]
        parts = [quantity for raw in raws if (quantity := read_quantity(raw))]
        whole = read_quantity(match["whole"].rstrip(".,"))
        if whole is None or not 2 <= len(parts) <= 4 or len(parts) != len(raws):
            continue
        total = sum((quantity_value(part) for part in parts), Fraction(0))
        w = quantity_value(whole)
        if any(
            sum((quantity_value(part) for part in parts[start:]), Fraction(0)) == w for start in range(len(parts))
        ) or any(quantity_value(part) >= w for part in parts):
            continue
        shown = " + ".join(raws)
        wanted = fraction_to_text(total, step_decimals(whole))
        yield Draft(
            rule="prose_arithmetic",
            kind="wrong_sum",
            severity="warning",
            key=("so total", fold(paragraph.text)[:60]),
            message=f"{shown} = {wanted}, disebut {match['whole'].rstrip('.,')}: “{told(paragraph.text)}”",
            message_en=f"{shown} = {wanted}, {match['whole'].rstrip('.,')} is stated: “{told(paragraph.text)}”",
            evidence=(
                *(phrase_to_evidence(paragraph, raw, "bagian") for raw in raws),
                phrase_to_evidence(paragraph, match["whole"].rstrip(".,"), "keseluruhan"),
            ),
            expected=wanted,
            reported=match["whole"].rstrip(".,"),
            page=paragraph.page,
            suspects=(
                Suspect(
                    match["whole"].rstrip(".,"),
                    wanted,
                    "jumlah bagiannya",
                    phrase_to_evidence(paragraph, match["whole"].rstrip(".,"), "keseluruhan"),
                ),
            ),
            weight=53,
            slip=f"prose|so|{match['whole']}",
        )
