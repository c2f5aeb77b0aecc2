"""The achievement of a sasaran told in prose against the tables: the figure printed for it, or the mean of its
indicators."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rapidfuzz import fuzz

from normalize.model import Claim, Fact, Mention
from validate.context import Context
from validate.evidence import fact_place, fact_to_evidence
from validate.frame import Draft
from validate.intervals import Interval, exact_to_fit, fraction_to_text, quantity_value, same_figure
from validate.model import Suspect
from validate.names import fold, name_to_form
from validate.prose import claim_to_evidence, is_percent, mention_to_evidence, told
from validate.rules.told_figures import OTHER_YEARS

LEAD = re.compile(r"^(?:sasaran|tujuan)(?: strategis)?(?: (?:ke )?\d{1,2})? ?")


@dataclass(frozen=True, slots=True)
class Goal:
    """A sasaran with what the tables give for it: figures printed for itself, and its indicators' by table and
    column."""

    name: str
    form: str
    printed: tuple[Fact, ...]
    columns: tuple[tuple[Fact, ...], ...]

    def means(self) -> list[tuple[Fraction, tuple[Fact, ...]]]:
        return [
            (sum((quantity_value(f.quantity) for f in column if f.quantity), Fraction(0)) / len(column), column)
            for column in self.columns
        ]


def goal_form(name: str) -> str:
    return LEAD.sub("", name_to_form(name)).strip()


def context_goals(context: Context) -> list[Goal]:
    """The sasaran of the tables of this year's achievements."""
    names: dict[str, str] = {}
    printed: dict[str, list[Fact]] = defaultdict(list)
    columns: dict[str, dict[tuple[int, int], list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in context.facts:
        if fact.measure != "capaian" or fact.quantity is None or fact.period != "Y" or fact.cumulative:
            continue
        form = goal_form(fact.group)
        if fact.year != context.year or len(form.split()) < 2 or fact.row_kind in ("total", "average"):
            continue
        names.setdefault(form, fact.group)
        if fuzz.ratio(goal_form(fact.indicator), form) >= 95:
            printed[form].append(fact)
        else:
            columns[form][(fact.table_index, fact.col)].append(fact)
    return [
        Goal(name, form, tuple(printed[form]), tuple(tuple(column) for column in columns[form].values()))
        for form, name in names.items()
    ]


def fits(goal: Goal, mention: Mention) -> bool:
    """True where the tables' figure for the sasaran, or a mean of its indicators, is the one told."""
    if any(fact.quantity and same_figure(fact.quantity, mention.quantity) for fact in goal.printed):
        return True
    hundredth = Fraction(1, 100)
    return any(
        exact_to_fit(mean, mention.quantity, Interval(mean - hundredth, mean + hundredth)) != "no"
        for mean, _ in goal.means()
    )


def told_goals(context: Context) -> Iterator[Draft]:
    """A draft for every achievement of a sasaran told otherwise, in reports that tell at least one as the mean of its
    indicators, or print it in a table."""
    goals = context_goals(context)
    if not goals:
        return
    matched: list[tuple[Claim, Mention, list[Goal]]] = []
    for claim in context.claims:
        mention = goal_mention(claim)
        if mention is None:
            continue
        form = goal_form(claim.indicator)
        own = [goal for goal in goals if fuzz.ratio(form, goal.form) >= 88]
        if own:
            matched.append((claim, mention, own))
    sound = [one for one in matched if any(fits(goal, one[1]) for goal in one[2])]
    for claim, mention, own in matched:
        if any(fits(goal, mention) for goal in own):
            continue
        if not sound and not any(goal.printed for goal in own):
            continue
        yield goal_draft(context, claim, mention, own)


def goal_mention(claim: Claim) -> Mention | None:
    """The one percent a sentence tells as the achievement of a sasaran; None where it tells more, or of another
    year."""
    if claim.kind != "achievement" or claim.period != "Y" or not re.search(r"\bsasaran\b", claim.text, re.I):
        return None
    if OTHER_YEARS.search(claim.text) or re.search(r"\b(?:indikator|anggaran|keuangan|program)\b", claim.text, re.I):
        return None
    told_here = [m for m in claim.mentions if m.role in ("capaian", "realisasi") and is_percent(m.quantity)]
    if len(told_here) != 1 or len(claim.mentions) != 1 or told_here[0].raw not in claim.text:
        return None
    return told_here[0]


def goal_draft(context: Context, claim: Claim, mention: Mention, own: Sequence[Goal]) -> Draft:
    printed = [fact for goal in own for fact in goal.printed]
    means = [mean for goal in own for mean in goal.means()]
    columns = [column for _, column in means]
    at = claim.text.find(mention.raw)
    lead = re.search(r"(?:\S+\s+){0,3}$", claim.text[:at])
    phrase = ((lead.group(0) if lead else "") + mention.raw).strip()
    evidence = [mention_to_evidence(context, claim, mention, "capaian sasaran dalam uraian")]
    evidence.append(claim_to_evidence(context, claim, phrase, "capaian sasaran dalam uraian"))
    evidence += [fact_to_evidence(fact, "capaian sasaran") for fact in printed[:4]]
    evidence += [fact_to_evidence(fact, "capaian indikator") for fact in (columns[0] if columns else ())]
    if printed:
        wanted, where, where_en = printed[0].raw, fact_place(printed[0]), fact_place(printed[0], "en")
        words, words_en = f"{where} mencetak {wanted}", f"{where_en} prints {wanted}"
    else:
        wanted = fraction_to_text(means[0][0])
        shown = "; ".join(fact.raw for fact in columns[0])
        where, where_en = fact_place(columns[0][0]), fact_place(columns[0][0], "en")
        words = f"rata-rata indikatornya ({where}: {shown}) adalah {wanted}"
        words_en = f"the mean of its indicators ({where_en}: {shown}) is {wanted}"
    single = next(
        (f for column in columns for f in column if f.quantity and f.quantity.value == mention.quantity.value), None
    )
    if single is not None:
        words += f"; {mention.raw} adalah capaian indikator “{told(single.indicator, 60)}” saja"
        words_en += f"; {mention.raw} is the achievement of the indicator “{told(single.indicator, 60)}” alone"
        evidence.append(fact_to_evidence(single, "capaian satu indikator"))
    name = own[0].name
    return Draft(
        rule="prose_vs_table",
        kind="sasaran_differs",
        severity="error" if printed else "warning",
        key=("sasaran", own[0].form[:80], fold(claim.text)[:50]),
        message=f"Sasaran “{told(name, 80)}”: uraian menyebut capaian {mention.raw}, {words}: “{told(claim.text)}”",
        message_en=f"Sasaran “{told(name, 80)}”: the prose gives an achievement of {mention.raw}, {words_en}: "
        f"“{told(claim.text)}”",
        evidence=tuple(evidence),
        expected=wanted,
        reported=mention.raw,
        indicator=name,
        page=claim.page,
        suspects=(Suspect(mention.raw, wanted, where, evidence[0]),),
        weight=58,
    )
