"""Sentences that reckon: shares, achievements, budgets, formulas, parts of a whole, changes, averages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from normalize.model import Claim, Fact, Mention, Quantity
from normalize.numbers import find_quantities, read_quantity
from validate.achievement import explain_capaian
from validate.context import Context, Sentence
from validate.evidence import fact_place, fact_to_evidence, phrase_to_evidence, sentence_to_evidence
from validate.frame import Card, Draft, Rule
from validate.intervals import (
    Interval,
    exact_to_fit,
    fraction_to_text,
    point,
    quantity_to_interval,
    quantity_value,
    same_figure,
    step_decimals,
)
from validate.model import Evidence, Severity, Suspect
from validate.names import fold
from validate.prose import (
    claim_slip,
    claim_to_evidence,
    facts_of_claim,
    is_percent,
    mention_to_evidence,
    number_of,
    pair_explains,
    roles_of,
    sentence_quantities,
    told,
)
from validate.typing_slips import SLIP_WORDS, slip_between

CARD = Card(
    id="prose_arithmetic",
    title="Hitungan dalam kalimat tidak benar",
    title_en="Arithmetic in a sentence that does not come out",
    compares="bagian, keseluruhan dan persen; realisasi, target dan capaian; rumus yang ditulis; jumlah bagian; "
    "kenaikan dan penurunan; rata-rata yang dinyatakan",
    compares_en="part, whole and percent; realisation, target and achievement; written formulas; sums of parts; "
    "rises and falls; stated averages",
    why="Analisis dalam laporan harus dapat dihitung ulang (PermenPANRB 53/2014 lampiran III C.3.c).",
    why_en="The analysis must be computable again (PermenPANRB 53/2014 annex III C.3.c).",
    not_judged="kalimat yang salah satu bilangannya tidak disebut; persen yang dijelaskan pasangan angka lain di "
    "paragraf itu",
    not_judged_en="sentences that leave out a number; percents that another pair of the paragraph explains",
    examples=(
        ("15 dari 27 Kabupaten/Kota atau 59,26 %", "error: 55,56 %"),
        ("11 orang (4 PNS, 2 PPNPN, 4 outsourcing)", "error: 10"),
    ),
)


def draft(
    context: Context,
    claim: Claim,
    kind: str,
    mentions: Sequence[Mention],
    message: str,
    message_en: str,
    expected: str,
    reported: str,
    *,
    severity: Severity = "error",
    suspects: tuple[Suspect, ...] = (),
    more: Sequence[Evidence] = (),
    weight: int = 55,
) -> Draft:
    return Draft(
        rule="prose_arithmetic",
        kind=kind,
        severity=severity,
        key=(kind, fold(claim.text)[:70], reported),
        message=message,
        message_en=message_en,
        evidence=(*(mention_to_evidence(context, claim, mention) for mention in mentions), *more),
        expected=expected,
        reported=reported,
        indicator=claim.indicator,
        page=claim.page,
        suspects=suspects,
        weight=weight,
        slip=f"prose|{kind}|{'|'.join(sorted(mention.raw for mention in mentions))}",
    )


def percent_suspects(
    context: Context, claim: Claim, part: Mention, whole: Mention, percent: Mention
) -> tuple[Suspect, ...]:
    p, w, c = number_of(part), number_of(whole), number_of(percent)
    decimals = max(2, step_decimals(percent.quantity))
    found = [
        (percent, fraction_to_text(p / w * 100, decimals)),
        (part, fraction_to_text(c * w / 100, step_decimals(part.quantity))),
    ]
    if c:
        found.append((whole, fraction_to_text(p * 100 / c, step_decimals(whole.quantity))))
    suspects = []
    for mention, value in found:
        slip = slip_between(mention.raw, value)
        suspects.append(
            Suspect(
                mention.raw,
                value,
                SLIP_WORDS[slip][0] if slip else "mengikuti dua angka lainnya",
                mention_to_evidence(context, claim, mention),
            )
        )
    suspects.sort(key=lambda one: one.reason.startswith("mengikuti"))
    return tuple(suspects)


def percent_claim(
    context: Context, claim: Claim, part: Mention, whole: Mention, percent: Mention, kind: str
) -> Draft | None:
    """part / whole x 100 against the percent told."""
    if not whole.quantity.value or is_percent(part.quantity) != is_percent(whole.quantity):
        return None
    exact = number_of(part) / number_of(whole) * 100
    quotient = quantity_to_interval(part.quantity).over(quantity_to_interval(whole.quantity))
    if exact_to_fit(exact, percent.quantity, quotient.times(100) if quotient else None) != "no":
        return None
    if exact_to_fit(100 - exact, percent.quantity) != "no" or pair_explains(
        percent.quantity, sentence_quantities(context, claim)
    ):
        return None
    wanted = fraction_to_text(exact, max(2, step_decimals(percent.quantity)))
    return draft(
        context,
        claim,
        kind,
        (part, whole, percent),
        f"{part.raw} dari {whole.raw} adalah {wanted}%, tertulis {percent.raw}: “{told(claim.text)}”",
        f"{part.raw} of {whole.raw} is {wanted}%, the sentence says {percent.raw}: “{told(claim.text)}”",
        f"{wanted}%",
        percent.raw,
        suspects=percent_suspects(context, claim, part, whole, percent),
    )


def share_draft(context: Context, claim: Claim) -> Draft | None:
    roles = roles_of(claim)
    if not all(role in roles for role in ("part", "whole", "percent")):
        return None
    part, whole = roles["part"], roles["whole"]
    if number_of(part) > number_of(whole):
        # a part above its whole was read wrongly, or is no share
        return None
    return percent_claim(context, claim, part, whole, roles["percent"], "wrong_share")


def achievement_draft(context: Context, claim: Claim) -> Draft | None:
    roles = roles_of(claim)
    if not all(role in roles for role in ("target", "realisasi", "capaian")):
        return None
    target, result, capaian = roles["target"], roles["realisasi"], roles["capaian"]
    inside = claim.text
    if any(mention.raw not in inside for mention in (target, result, capaian)) or is_percent(
        target.quantity
    ) != is_percent(result.quantity):
        return None
    if not target.quantity.value or explain_capaian(target.quantity, result.quantity, capaian.quantity):
        return None
    if pair_explains(capaian.quantity, sentence_quantities(context, claim)):
        return None
    wanted = fraction_to_text(number_of(result) / number_of(target) * 100, max(2, step_decimals(capaian.quantity)))
    found = draft(
        context,
        claim,
        "wrong_achievement",
        (target, result, capaian),
        f"Target {target.raw} dan realisasi {result.raw} memberi capaian {wanted}%, tertulis {capaian.raw}: "
        f"“{told(claim.text)}”",
        f"Target {target.raw} and realisation {result.raw} give {wanted}%, the sentence says {capaian.raw}: "
        f"“{told(claim.text)}”",
        f"{wanted}%",
        capaian.raw,
        suspects=percent_suspects(context, claim, result, target, capaian),
    )
    return replace(found, slip=claim_slip(claim))


def budget_draft(context: Context, claim: Claim) -> Draft | None:
    roles = roles_of(claim)
    if not all(role in roles for role in ("pagu", "realisasi_anggaran", "persen_anggaran")):
        return None
    pagu, spent, percent = roles["pagu"], roles["realisasi_anggaran"], roles["persen_anggaran"]
    found = percent_claim(context, claim, spent, pagu, percent, "wrong_budget_percent")
    return found and replace_rule(found, "budget")


def replace_rule(draft: Draft, rule: str) -> Draft:
    return replace(draft, rule=rule)


TOKEN = re.compile(r"\s*(?:(?P<number>\d[\d.,]*\d|\d)\s*(?P<percent>%)?|(?P<sign>[+\-−–x×X*:/÷()]))")


def text_to_tokens(text: str) -> list[str | Fraction] | None:
    """Numbers and signs of an arithmetic expression; None where anything else stands in it."""
    tokens: list[str | Fraction] = []
    place = 0
    text = text.strip()
    while place < len(text):
        match = TOKEN.match(text, place)
        if not match:
            return None
        if match["number"]:
            quantity = read_quantity(match["number"])
            if quantity is None:
                return None
            tokens.append(quantity_value(quantity) / (100 if match["percent"] else 1))
        else:
            sign = match["sign"]
            tokens.append({"−": "-", "–": "-", "x": "*", "×": "*", "X": "*", ":": "/", "÷": "/"}.get(sign, sign))
        place = match.end()
    return tokens


def tokens_to_value(tokens: Sequence[str | Fraction]) -> Fraction | None:
    """The expression's value by the usual precedence; None where it is none, or divides by zero."""
    place = 0

    def factor() -> Fraction | None:
        nonlocal place
        if place >= len(tokens):
            return None
        token = tokens[place]
        place += 1
        if isinstance(token, Fraction):
            return token
        if token == "-":
            inner = factor()
            return None if inner is None else -inner
        if token == "(":
            inner = total()
            if inner is None or place >= len(tokens) or tokens[place] != ")":
                return None
            place += 1
            return inner
        return None

    def product() -> Fraction | None:
        nonlocal place
        value = factor()
        while value is not None and place < len(tokens) and tokens[place] in ("*", "/"):
            sign = tokens[place]
            place += 1
            other = factor()
            if other is None or (sign == "/" and not other):
                return None
            value = value * other if sign == "*" else value / other
        return value

    def total() -> Fraction | None:
        nonlocal place
        value = product()
        while value is not None and place < len(tokens) and tokens[place] in ("+", "-"):
            sign = tokens[place]
            place += 1
            other = product()
            if other is None:
                return None
            value = value + other if sign == "+" else value - other
        return value

    value = total()
    return value if place == len(tokens) else None


EQUATION = re.compile(
    r"(?P<left>[\d(][\d.,%\s()+\-−–x×X*:/÷]*[\d)%])\s*=\s*(?P<right>\(?\s*[-−–]?\s*\)?\s*\d[\d.,]*)\s*(?P<percent>%)?"
)


def formula_drafts(context: Context, claim: Claim) -> Iterator[Draft]:
    for match in EQUATION.finditer(claim.text):
        left = re.sub(r"\s+", " ", match["left"])
        tokens = text_to_tokens(left)
        if tokens is None or sum(isinstance(token, Fraction) for token in tokens) < 2:
            continue
        value = tokens_to_value(tokens)
        raw = match["right"].rstrip(".,")
        printed = read_quantity(re.sub(r"[()\s−–-]", "", raw))
        if value is None or printed is None:
            continue
        # "a / b x 100% = c%" is a percent already; "a / b = c%" is a hundredth of it
        values = [abs(value), abs(value) * 100] if match["percent"] else [abs(value)]
        if any(exact_to_fit(one, printed) != "no" for one in values) or (
            not match["percent"] and exact_to_fit(abs(value) * 100, printed) != "no"
        ):
            continue
        operands = [quantity for text in re.findall(r"\d[\d.,]*\d|\d", left) if (quantity := read_quantity(text))]
        if any(quantity.step < 1 for quantity in operands) and loose_fits(left, values, printed):
            continue
        wanted = fraction_to_text(
            min(values, key=lambda one: abs(one - quantity_value(printed))), max(2, step_decimals(printed))
        )
        whole = match.group(0).strip()
        yield draft(
            context,
            claim,
            "wrong_formula",
            [mention for mention in claim.mentions if mention.role in ("operand", "result")],
            f"{left} = {wanted}, tertulis {raw}{match['percent'] or ''}: “{told(claim.text)}”",
            f"{left} = {wanted}, the report says {raw}{match['percent'] or ''}: “{told(claim.text)}”",
            wanted,
            raw + (match["percent"] or ""),
            more=(claim_to_evidence(context, claim, whole, "hitungan"),),
            suspects=(Suspect(raw, wanted, "hasil hitungannya"),),
        )


def loose_fits(left: str, values: Sequence[Fraction], printed: Quantity) -> bool:
    """True where the rounding of the operands (one unit in their last place together) explains the result."""
    slack = sum(
        (
            Fraction(q.step) / abs(quantity_value(q)) / 2
            for text in re.findall(r"\d[\d.,]*\d|\d", left)
            if (q := read_quantity(text)) and q.value and q.step < 1
        ),
        Fraction(0),
    )
    return any(
        Interval(one - abs(one) * slack, one + abs(one) * slack).meets(quantity_to_interval(printed)) for one in values
    )


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
    running = Fraction(0)
    for place, part in enumerate(parts):
        running += number_of(part)
        # the list may go on with things that are no parts, or repeat a part's own parts
        if running == wanted and 1 <= place < len(parts) - 1:
            return None
    if any(total - number_of(part) == wanted for part in parts) and len(parts) > 2:
        return None
    if re.search(r"\b(?:antara lain|diantaranya|di antaranya|termasuk|sebagian|seperti)\b", claim.text, re.I):
        return None
    shown = " + ".join(part.raw for part in parts)
    decimals = step_decimals(whole.quantity)
    sum_text = fraction_to_text(total, decimals)
    nouns = {part.noun.casefold().split(" ")[0] for part in parts if part.noun} | {whole.noun.casefold().split(" ")[0]}
    severity: Severity = "error" if len(nouns) <= 1 else "warning"
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


RISE = re.compile(r"\b(?:meningkat|peningkatan|naik|kenaikan|bertambah|penambahan)\b", re.I)
FALL = re.compile(r"\b(?:menurun|penurunan|turun|berkurang|pengurangan)\b", re.I)


def change_draft(context: Context, claim: Claim) -> Draft | None:
    roles = roles_of(claim)
    if not all(role in roles for role in ("from", "to", "difference")):
        return None
    start, end, change = roles["from"], roles["to"], roles["difference"]
    a, b, _d = number_of(start), number_of(end), abs(number_of(change))
    if len({start.raw, end.raw, change.raw}) < 3 or is_percent(start.quantity) != is_percent(end.quantity):
        return None
    slack = quantity_to_interval(end.quantity) - quantity_to_interval(start.quantity)
    points = abs(b - a)
    spread = Interval(-slack.high, -slack.low) if b < a else slack
    fits = exact_to_fit(points, change.quantity, spread) != "no"
    relative = points / abs(a) * 100 if a else None
    if is_percent(change.quantity) and relative is not None and not fits:
        quotient = spread.over(quantity_to_interval(start.quantity))
        fits = exact_to_fit(relative, change.quantity, quotient.times(100) if quotient else None) != "no"
        if not fits and b:
            fits = exact_to_fit(points / abs(b) * 100, change.quantity) != "no"
    if fits:
        return None
    ratio = b / a * 100 if a else None
    as_ratio = is_percent(change.quantity) and ratio is not None and exact_to_fit(ratio, change.quantity) != "no"
    around = sentence_quantities(context, claim)
    if not as_ratio and is_percent(change.quantity) and pair_change_explains(change.quantity, around):
        return None
    if is_percent(change.quantity) and not is_percent(start.quantity) and relative is None:
        return None
    decimals = max(2, step_decimals(change.quantity)) if is_percent(change.quantity) else step_decimals(end.quantity)
    wanted = fraction_to_text(
        relative if is_percent(change.quantity) and not is_percent(start.quantity) and relative is not None else points,
        decimals,
    )
    if as_ratio and relative is not None:
        wanted = fraction_to_text(relative, decimals)
    unit = "%" if is_percent(change.quantity) else ""
    note = f" ({change.raw} adalah perbandingannya, bukan perubahannya)" if as_ratio else ""
    note_en = f" ({change.raw} is the ratio, not the change)" if as_ratio else ""
    return draft(
        context,
        claim,
        "ratio_as_change" if as_ratio else "wrong_change",
        (start, end, change),
        f"Dari {start.raw} menjadi {end.raw} adalah perubahan {wanted}{unit}, tertulis {change.raw}{note}: "
        f"“{told(claim.text)}”",
        f"From {start.raw} to {end.raw} is a change of {wanted}{unit}, the sentence says {change.raw}{note_en}: "
        f"“{told(claim.text)}”",
        wanted + unit,
        change.raw,
        suspects=(
            Suspect(
                change.raw, wanted + unit, "mengikuti kedua angka lainnya", mention_to_evidence(context, claim, change)
            ),
        ),
    )


def level_draft(context: Context, claim: Claim) -> Draft | None:
    """A change that is the level itself: "penurunan sebesar 86,97" where 86,97 is what was reached."""
    roles = roles_of(claim)
    change = roles.get("difference")
    if change is None or "from" in roles or "to" in roles:
        return None
    facts = [
        f
        for f in facts_of_claim(context, claim)
        if f.measure == "realisasi" and f.quantity is not None and f.period == "Y" and f.year is not None
    ]
    own = [f for f in facts if f.year == claim.year]
    before = [f for f in facts if claim.year is not None and f.year == claim.year - 1]
    if not own or not before or is_percent(change.quantity) != is_percent_fact(own[0]):
        return None
    told_value = number_of(change)
    if not any(f.quantity and same_figure(f.quantity, change.quantity) for f in own):
        return None
    steps = {
        abs(quantity_value(a.quantity) - quantity_value(b.quantity))
        for a in own
        for b in before
        if a.quantity and b.quantity
    }
    if told_value in steps or not told_value or re.search(r"menjadi|hingga|mencapai", claim.text, re.I):
        return None
    wanted = fraction_to_text(min(steps), step_decimals(change.quantity))
    at = claim.text.find(change.raw)
    lead = re.search(r"(?:[^\s]+\s+){0,9}$", claim.text[:at])
    return draft(
        context,
        claim,
        "level_as_change",
        (change,),
        f"{change.raw} adalah nilai yang dicapai, bukan perubahannya ({wanted}): “{told(claim.text)}”",
        f"{change.raw} is the level reached, not the change ({wanted}): “{told(claim.text)}”",
        wanted,
        change.raw,
        severity="warning",
        more=(
            claim_to_evidence(context, claim, ((lead.group(0) if lead else "") + change.raw).strip(), "perubahan"),
            fact_to_evidence(own[0], "tahun ini"),
            fact_to_evidence(before[0], "tahun sebelumnya"),
        ),
    )


def is_percent_fact(fact: Fact) -> bool:
    return fact.quantity is not None and (is_percent(fact.quantity) or "%" in fact.unit)


def pair_change_explains(change: Quantity, quantities: Sequence[Quantity]) -> bool:
    """True where some other pair of the paragraph makes the change in percent or points."""
    values = [quantity_value(quantity) for quantity in quantities if quantity.raw != change.raw and quantity.value]
    return any(
        a != b
        and (
            exact_to_fit(abs(b - a) / abs(a) * 100, change) in ("rounded", "truncated")
            or exact_to_fit(abs(b - a), change) == "rounded"
        )
        for a in values
        for b in values
    )


def average_draft(context: Context, claim: Claim) -> Draft | None:
    """A stated average of N achievements against the capaian columns that hold N values."""
    roles = roles_of(claim)
    result, count = roles.get("result"), roles.get("count")
    if result is None or count is None or not is_percent(result.quantity):
        return None
    wanted = int(number_of(count))
    at = claim.text.find(result.raw)
    around = claim.text[max(0, at - 90) : at + len(result.raw) + 70]
    if (
        wanted < 3
        or not re.search(r"rata\s*-?\s*rata", around, re.I)
        or not re.search(r"capaian|kinerja", around, re.I)
    ):
        return None
    if re.search(r"penyerapan|serapan|anggaran|efisiensi", around, re.I):
        return None
    columns: dict[tuple[int, int], list[tuple[Fraction, Quantity, object]]] = {}
    for fact in context.facts:
        if (
            fact.measure == "capaian"
            and fact.quantity is not None
            and fact.row_kind == "indicator"
            and (fact.year is None or fact.year == context.year)
        ):
            columns.setdefault((fact.table_index, fact.col), []).append(
                (quantity_value(fact.quantity), fact.quantity, fact)
            )
    matching = {key: values for key, values in columns.items() if len(values) == wanted}
    if not matching:
        return None
    value = number_of(result)
    means = []
    for values in columns.values():
        mean = sum((one[0] for one in values), Fraction(0)) / len(values)
        means.append(mean)
        if (
            len(values) == wanted
            and exact_to_fit(mean, result.quantity, Interval(mean - Fraction(1, 100), mean + Fraction(1, 100))) != "no"
        ):
            # the mean of a column that holds a wrong figure is still the mean it prints
            others = {fraction_to_text(sum((o[0] for o in v), Fraction(0)) / len(v)) for v in matching.values()}
            if len(others) == 1:
                return None
    tally: dict[str, int] = {}
    for values in matching.values():
        mean_text = fraction_to_text(sum((one[0] for one in values), Fraction(0)) / len(values))
        tally[mean_text] = tally.get(mean_text, 0) + 1
    usual = max(tally, key=lambda text: tally[text])
    key = next(
        k
        for k, values in matching.items()
        if fraction_to_text(sum((o[0] for o in values), Fraction(0)) / len(values)) == usual
    )
    quantity = read_quantity(usual)
    if quantity is not None and quantity_value(quantity) == value:
        return None
    facts = [one[2] for one in matching[key]]
    used = [fact for fact in facts if isinstance(fact, Fact)]
    if printed_average(context, result.quantity):
        # the table itself prints this average: the table's row is judged, the prose only repeats it
        severity: Severity = "warning"
    else:
        severity = "error"
    found = draft(
        context,
        claim,
        "wrong_average",
        (result, count),
        f"Rata-rata {wanted} capaian ({fact_place(used[0])}) adalah {usual}%, tertulis {result.raw}: "
        f"“{told(claim.text)}”",
        f"The average of {wanted} achievements ({fact_place(used[0], 'en')}) is {usual}%, the sentence says "
        f"{result.raw}: “{told(claim.text)}”",
        f"{usual}%",
        result.raw,
        severity=severity,
        more=[fact_to_evidence(fact, "capaian") for fact in used],
        suspects=(
            Suspect(result.raw, f"{usual}%", "rata-rata angka tabel", mention_to_evidence(context, claim, result)),
        ),
    )
    return replace_rule(found, "average")


def printed_average(context: Context, quantity: Quantity) -> bool:
    for view in context.views:
        for row in view.body:
            if view.is_average(row):
                for col in range(view.table.column_count):
                    number = view.number(row, col)
                    if number and number.quantity.value == quantity.value:
                        return True
    return False


REST = re.compile(r"\b(?:sisa(?:nya)?|kekurangan(?:nya)?|selisih(?:nya)?)\b", re.I)


PERCENT = r"(?P<percent>\d[\d.,]*)\s*%"
AMOUNT = r"(?:Rp\.?\s*)?\d[\d.,]*\d(?:,-)?"
SHARE_OF = re.compile(
    rf"(?P<part>{AMOUNT})(?:,-|,00)?\s*(?P<noun>[A-Za-z][\w/ ]{{0,28}}?)?\s*(?:atau|\()\s*(?:sebesar\s+|sekitar\s+|"
    rf"sebanyak\s+)?{PERCENT}\)?[^.;%]{{0,40}}?\bdari\b[^.;%\d]{{0,50}}?(?P<whole>{AMOUNT})",
    re.I,
)
SAME_NOUN = re.compile(
    rf"(?<![\d.,/])(?P<whole>\d{{1,3}}(?:\.\d{{3}})*)\s+(?P<noun>[A-Z][A-Za-z/]+(?:\s+[A-Za-z/]+)?)[^.;%\d]{{0,80}}?(?<![\d.,/])(?P<part>\d{{1,3}}(?:\.\d{{3}})*)\s+(?P=noun)\s+atau\s+(?:sebesar\s+|sekitar\s+)?{PERCENT}"
)


def told_shares(context: Context) -> Iterator[Draft]:
    """ "Rp a atau p% dari Rp b", "b Perangkat Daerah ..., a Perangkat Daerah atau p%"."""
    claimed = {
        (mention.raw, claim.paragraph)
        for claim in context.claims
        if claim.kind in ("share",)
        for mention in claim.mentions
        if mention.role == "percent"
    }
    for sentence in context.sentences:
        for match in (*SHARE_OF.finditer(sentence.text), *SAME_NOUN.finditer(sentence.text)):
            part, whole, percent = (read_quantity(match[name].rstrip(".,-")) for name in ("part", "whole", "percent"))
            if part is None or whole is None or percent is None or not whole.value or part.value > whole.value:
                continue
            if any(raw.startswith(match["percent"]) and order == sentence.paragraph.order for raw, order in claimed):
                continue
            exact = quantity_value(part) / quantity_value(whole) * 100
            quotient = quantity_to_interval(part).over(quantity_to_interval(whole))
            if (
                exact_to_fit(exact, percent, quotient.times(100) if quotient else None) != "no"
                or exact_to_fit(100 - exact, percent) != "no"
            ):
                continue
            # other figures of the sentence may explain the percent
            others = [quantity for _, quantity in find_quantities(sentence.text)]
            if pair_explains(percent, others):
                continue
            wanted = fraction_to_text(exact, max(2, step_decimals(percent)))
            raw = match["percent"].rstrip(".,") + "%"
            phrases = [match[name].strip() for name in ("part", "whole")]
            noun = match.groupdict().get("noun") or ""
            evidence = [
                sentence_to_evidence(sentence, phrase, role)
                for phrase, role in zip(phrases, ("bagian", "keseluruhan"), strict=True)
            ]
            if noun:
                evidence += [
                    sentence_to_evidence(sentence, f"{phrase} {noun}", "bagian")
                    for phrase in phrases
                    if f"{phrase} {noun}" in sentence.text
                ]
            evidence.append(
                sentence_to_evidence(sentence, raw if raw in sentence.text else match["percent"].rstrip(".,"), "persen")
            )
            yield Draft(
                rule="prose_arithmetic",
                kind="wrong_share",
                severity="error",
                key=("share", fold(sentence.text)[:70], raw),
                message=f"{phrases[0]} dari {phrases[1]} adalah {wanted}%, tertulis {raw}: “{told(sentence.text)}”",
                message_en=f"{phrases[0]} of {phrases[1]} is {wanted}%, the sentence says {raw}: "
                f"“{told(sentence.text)}”",
                evidence=tuple(evidence),
                expected=f"{wanted}%",
                reported=raw,
                page=sentence.paragraph.page,
                suspects=(Suspect(raw, f"{wanted}%", "mengikuti dua angka lainnya", evidence[-1]),),
                weight=55,
                slip=f"prose|wrong_share|{'|'.join(sorted((*phrases, raw)))}",
            )


CHANGE_BY = re.compile(
    rf"(?P<word>meningkat|peningkatan|naik|kenaikan|menurun|penurunan|turun)\b[^.;%\d]{{0,60}}?(?:sebesar|yaitu|"
    rf"mencapai)\s+{PERCENT}",
    re.I,
)
FROM_A_TO_B = re.compile(
    r"dari\b[^.;%]{0,60}?(?P<a>\d[\d.,]*)\s*(?P<noun>[A-Za-z]+)[^.;%]{0,60}?\b(?:menjadi|ke|dari "
    r"target)\b[^.;%\d]{0,30}?(?P<b>\d[\d.,]*)\s*(?P<noun2>[A-Za-z]+)",
    re.I,
)
ONE_OF = re.compile(
    r"(?P<b>\d[\d.,]*)\s*(?P<noun>[A-Z][A-Za-z]+)[^.;%]{0,60}?\bdari\s+(?:target\s+)?(?P<a>\d[\d.,]*)\s*(?P<noun2>[A-Za-z]+)"
)


def told_changes(context: Context) -> Iterator[Draft]:
    """ "penurunan sebesar 20% ... dari 5 OPD menjadi 1 OPD": the percent is the ratio, not the change."""
    claimed = {
        (mention.raw.rstrip("% "), claim.paragraph)
        for claim in context.claims
        if claim.kind == "change"
        for mention in claim.mentions
        if mention.role == "difference" and {"from", "to"} <= {m.role for m in claim.mentions}
    }
    for sentence in context.sentences:
        change = CHANGE_BY.search(sentence.text)
        if change and (change["percent"].rstrip(".,"), sentence.paragraph.order) in claimed:
            continue
        if not change or sentence.text.count("%") > 2:
            continue
        pair = FROM_A_TO_B.search(sentence.text) or (
            ONE_OF.search(sentence.text) if change["word"].casefold() in ("menurun", "penurunan", "turun") else None
        )
        percent = read_quantity(change["percent"].rstrip(".,"))
        if not pair or percent is None or pair["noun"].casefold() != pair["noun2"].casefold():
            continue
        a, b = read_quantity(pair["a"].rstrip(".,")), read_quantity(pair["b"].rstrip(".,"))
        if a is None or b is None or not a.value or a.value == b.value:
            continue
        x, y = quantity_value(a), quantity_value(b)
        relative, ratio = abs(y - x) / x * 100, y / x * 100
        if exact_to_fit(relative, percent) != "no" or exact_to_fit(ratio, percent) == "no":
            continue
        wanted = fraction_to_text(relative, 2)
        raw = change["percent"].rstrip(".,") + "%"
        phrase = re.sub(r"\s+", " ", change.group(0))
        first, second = f"{pair['a']} {pair['noun']}", f"{pair['b']} {pair['noun2']}"
        yield Draft(
            rule="prose_arithmetic",
            kind="ratio_as_change",
            severity="error",
            key=("change", fold(sentence.text)[:70], raw),
            message=f"Dari {first} menjadi {second} adalah perubahan {wanted}%, tertulis {raw} (perbandingannya, "
            f"bukan perubahannya): “{told(sentence.text)}”",
            message_en=f"From {first} to {second} is a change of {wanted}%, the sentence says {raw} (the ratio, not "
            f"the change): “{told(sentence.text)}”",
            evidence=(
                sentence_to_evidence(sentence, phrase, "perubahan"),
                sentence_to_evidence(sentence, first, "dari"),
                sentence_to_evidence(sentence, second, "menjadi"),
            ),
            expected=f"{wanted}%",
            reported=raw,
            page=sentence.paragraph.page,
            suspects=(
                Suspect(
                    raw, f"{wanted}%", "mengikuti kedua angka lainnya", sentence_to_evidence(sentence, raw, "persen")
                ),
            ),
            weight=54,
            slip=f"told change|{first}|{second}|{raw}",
        )


def near_sums(context: Context) -> Iterator[Draft]:
    """Two particular figures and a third of the same paragraph that misses their sum by little: parts that do not
    make their whole."""
    explained = {
        mention.raw
        for claim in context.claims
        if claim.kind in ("parts", "change", "formula")
        for mention in claim.mentions
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
                    or x + y == w
                    or min(x, y) * 10 < w
                    or w in (x, y)
                    or whole.step != a.step
                    or a.step != b.step
                ):
                    continue
                gap = abs(x + y - w)
                # the last six digits of an amount agree, or the whole misses by less than a hundredth
                tail = w >= 10**8 and gap % 10**6 == 0 and w % 10**6
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
    r"total)\b[^.;\d]{0,160}?(?P<whole>Rp\.?\s*\d[\d.,]*\d)",
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


def judge(context: Context) -> Iterator[Draft]:
    """A draft for every sentence whose own figures contradict each other."""
    seen: set[str] = set()
    for claim in context.claims:
        found: list[Draft | None] = []
        if claim.kind == "share":
            found.append(share_draft(context, claim))
        elif claim.kind == "achievement":
            found.append(achievement_draft(context, claim))
        elif claim.kind == "budget":
            found.append(budget_draft(context, claim))
        elif claim.kind == "formula":
            found.extend(formula_drafts(context, claim))
        elif claim.kind == "parts":
            found.append(parts_draft(context, claim))
        elif claim.kind == "change":
            found.append(change_draft(context, claim))
            found.append(level_draft(context, claim))
        elif claim.kind == "average":
            found.append(average_draft(context, claim))
        for one in found:
            if one is not None and one.slip not in seen:
                seen.add(one.slip)
                yield one
    for more in (told_shares, told_changes, so_totals, near_sums):
        for one in more(context):
            if one.slip not in seen:
                seen.add(one.slip)
                yield one


RULE = Rule(CARD, judge)
