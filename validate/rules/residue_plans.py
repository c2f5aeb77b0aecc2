"""Medium-term plans said to run for other years than they do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from validate.context import Context
from validate.evidence import phrase_to_evidence, sentence_to_evidence
from validate.frame import Draft
from validate.rules.residue_years import years_in

PERIOD = re.compile(
    r"(?P<what>renstra|rencana strategis|rpjmd|rpjmn|rencana pembangunan jangka "
    r"menengah)(?P<between>(?:[^.;\d]|(?<=[A-Za-z])\d){0,80}?)(?:tahun\s+)?(?P<start>(?:19|20)\d\d)\s*(?:[-–—]|"
    r"s\.?\s?/?\s?d\.?|"
    r"sampai(?:\s+dengan)?(?:\s+tahun)?)\s*(?P<end>(?:19|20)\d\d)",
    re.I,
)


def odd_periods(context: Context) -> Iterator[Draft]:
    """A medium-term plan said to run for more or less than its five years, where the report elsewhere gives five."""
    found = [
        (int(match["start"]), int(match["end"]), sentence, match)
        for sentence in context.sentences
        for match in PERIOD.finditer(sentence.text)
    ]
    regular = Counter((start, end) for start, end, _, _ in found if 3 <= end - start <= 6)
    done: set[tuple[int, int]] = set()
    for start, end, sentence, match in found:
        if 3 <= end - start <= 6 or (start, end) in done or re.search(r"panjang|rpjp", match.group(0), re.I):
            continue
        done.add((start, end))
        near = [period for period, _ in regular.most_common() if period[1] == end or period[0] == start]
        if not near and end > start and end - start <= 1:
            continue
        raw = re.search(r"(?:tahun\s+)?(?:19|20)\d\d\s*\S{0,8}\s*(?:tahun\s+)?(?:19|20)\d\d$", match.group(0), re.I)
        printed = raw.group(0) if raw else match.group(0)
        other = next(((m, s) for a, b, s, m in found if near and (a, b) == near[0]), None)
        evidence = [sentence_to_evidence(sentence, printed, "masa")]
        if other:
            text = re.sub(r"\s+", " ", other[0].group(0))
            evidence.append(
                sentence_to_evidence(
                    other[1], re.sub(r".*?((?:19|20)\d\d\s*\S{1,8}\s*(?:19|20)\d\d)$", r"\1", text), "tempat lain"
                )
            )
        wanted = f"{near[0][0]}-{near[0][1]}" if near else "lima tahun"
        yield Draft(
            rule="residue",
            kind="plan_period",
            severity="warning",
            key=("period", str(start), str(end)),
            message=f"{match['what']} disebut berlaku {printed} ({end - start + 1} tahun); di tempat lain {wanted}.",
            message_en=f"{match['what']} is said to run {printed} ({end - start + 1} years); elsewhere {wanted}.",
            evidence=(*evidence, phrase_to_evidence(sentence.paragraph, wanted, "seharusnya")),
            expected=wanted,
            reported=printed,
            page=sentence.paragraph.page,
            weight=24,
        )


NUMBER_WORDS = {"pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5, "kesatu": 1}


YEAR_OF_PLAN = re.compile(
    r"tahun\s+(?:yang\s+)?(?:ke\s*-?\s*(?P<digit>[1-5])|(?P<word>pertama|kesatu|kedua|ketiga|keempat|"
    r"kelima))\b(?P<between>[^.;]{0,80}?)(?P<start>20\d\d)\s*[-–]\s*(?P<end>20\d\d)",
    re.I,
)


def plan_years(context: Context) -> Iterator[Draft]:
    """ "tahun ke 4 Renstra 2020-2024" in a report on another year of the plan."""
    if context.year is None:
        return
    for sentence in context.sentences:
        for match in YEAR_OF_PLAN.finditer(sentence.text):
            told = int(match["digit"]) if match["digit"] else NUMBER_WORDS[match["word"].casefold()]
            start, end = int(match["start"]), int(match["end"])
            real = context.year - start + 1
            named = [y for y in years_in(sentence.text) if start <= y <= end and y not in (start, end)]
            if told == real or not start <= context.year <= end or named or end - start != 4:
                continue
            head = re.match(r"tahun\s+(?:yang\s+)?(?:ke\s*-?\s*\d|\w+)", match.group(0), re.I)
            raw = head.group(0) if head else match.group(0)
            yield Draft(
                rule="residue",
                kind="year_of_plan",
                severity="warning",
                key=("year of plan", f"{start}-{end}", str(told)),
                message=f"“{raw}” dari {start}-{end}: tahun {context.year} adalah tahun ke-{real}.",
                message_en=f"“{raw}” of {start}-{end}: {context.year} is year {real}.",
                evidence=(
                    sentence_to_evidence(sentence, raw, "tahun ke"),
                    sentence_to_evidence(sentence, f"{match['start']}-{match['end']}", "masa"),
                ),
                expected=str(real),
                reported=str(told),
                page=sentence.paragraph.page,
                weight=20,
            )
