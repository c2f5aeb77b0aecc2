"""Misi, tujuan and sasaran that carry a number of their own: against the ordinal before it, and against the name they
have elsewhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extract.model import Paragraph
from validate.context import Context
from validate.evidence import phrase_to_evidence
from validate.frame import Draft
from validate.model import Suspect
from validate.names import name_to_form
from validate.prose import told

HEAD = re.compile(
    r"^\s*(?:\(?(?P<ordinal>\d{1,2}|[A-Za-z])[.)]+\s*)?(?P<word>misi|tujuan|sasaran)(?:\s+strategis)?\s+"
    r"(?:ke\s*-?\s*)?(?P<number>\d{1,2})\b\s*(?:[:=–-]\s*(?P<name>[^:;]{8,160}))?",
    re.I,
)
OUTER = {"misi": (), "tujuan": ("misi",), "sasaran": ("misi", "tujuan")}


@dataclass(frozen=True, slots=True)
class GoalHead:
    """ "2) Sasaran 3 : Meningkatnya ...": `above` holds the numbers of misi and tujuan it stands under."""

    word: str
    ordinal: str
    number: int
    above: tuple[tuple[str, int], ...]
    name: str
    phrase: str
    paragraph: Paragraph

    @property
    def counted(self) -> int:
        """The ordinal as a number; 0 without one."""
        if self.ordinal.isdigit():
            return int(self.ordinal)
        return ord(self.ordinal.casefold()) - ord("a") + 1 if self.ordinal else 0


def goal_heads(context: Context) -> list[GoalHead]:
    heads: list[GoalHead] = []
    standing: dict[str, int] = {}
    for paragraph in sorted(context.report.paragraphs, key=lambda one: one.order):
        if paragraph.kind not in ("heading", "list_item"):
            continue
        match = HEAD.match(paragraph.text)
        if match is None:
            if re.match(r"^\s*bab\b", paragraph.text, re.I):
                standing = {}
            continue
        word, number = match["word"].casefold(), int(match["number"])
        for inner in ("tujuan", "sasaran") if word == "misi" else ("sasaran",) if word == "tujuan" else ():
            standing.pop(inner, None)
        above = tuple((outer, standing[outer]) for outer in OUTER[word] if outer in standing)
        standing[word] = number
        name = re.split(r",?\s+dengan\b|\btujuan\s+\d", match["name"] or "", flags=re.I)[0].strip(" .,:;")
        phrase = re.sub(r"\s+", " ", paragraph.text[: match.end("number")]).strip()
        heads.append(GoalHead(word, match["ordinal"] or "", number, above, name, phrase, paragraph))
    return heads


def goal_numbers(context: Context) -> Iterator[Draft]:
    """Drafts for numbers that part from their ordinal, and names that part from those of the same number."""
    heads = goal_heads(context)
    yield from parted_numbers(heads)
    printed = {name_to_form(fact.group) for fact in context.facts if fact.group}
    yield from parted_names(heads, printed)


def parted_numbers(heads: Sequence[GoalHead]) -> Iterator[Draft]:
    """ "2) Sasaran 3" in a report whose other numbers are those of their ordinals."""
    for word in OUTER:
        counted = [head for head in heads if head.word == word and head.counted]
        odd = [head for head in counted if head.counted != head.number]
        if len(counted) < 4 or not odd or len(odd) * 6 > len(counted):
            continue
        alike_count = len(counted) - len(odd)
        for head in odd:
            evidence = phrase_to_evidence(head.paragraph, head.phrase, "nomor")
            wanted = f"{word.capitalize()} {head.counted}"
            yield Draft(
                rule="numbering",
                kind="goal_number",
                severity="warning",
                key=("goal number", word, head.phrase, head.name[:40]),
                message=f"“{head.phrase}”: urutannya {head.counted}, nomornya {head.number}; pada {alike_count} {word} "
                "lain keduanya sama.",
                message_en=f"“{head.phrase}”: it is number {head.counted} of its list and called {head.number}; "
                f"for {alike_count} others ({word}) both are the same.",
                evidence=(evidence,),
                expected=wanted,
                reported=head.phrase,
                page=head.paragraph.page,
                suspects=(Suspect(head.phrase, wanted, "urutan dalam daftarnya", evidence),),
                weight=22,
            )


def parted_names(heads: Sequence[GoalHead], printed: Collection[str]) -> Iterator[Draft]:
    """A sasaran of one number under one misi whose name is another than in at least three other places, all alike; two
    are enough where the tables print that name (`printed`, made even) and not the other."""
    groups: dict[tuple[str, int, tuple[tuple[str, int], ...]], list[GoalHead]] = defaultdict(list)
    for head in heads:
        if len(head.name.split()) >= 2:
            above = tuple(one for one in head.above if one[0] == "misi")
            groups[(head.word, head.number, above)].append(head)
    for (word, number, _), group in groups.items():
        forms = {id(head): name_to_form(head.name) for head in group}
        usual = Counter(forms.values()).most_common(1)[0][0]
        same = [head for head in group if alike(forms[id(head)], usual)]
        odd = [head for head in group if not alike(forms[id(head)], usual)]
        if len(same) < 2 or len(odd) != 1:
            continue
        head = odd[0]
        in_tables = any(alike(usual, form) for form in printed)
        if any(alike(forms[id(head)], form) for form in printed) or (len(same) < 3 and not in_tables):
            continue
        evidence = phrase_to_evidence(head.paragraph, head.name, word)
        yield Draft(
            rule="numbering",
            kind="goal_name",
            severity="warning",
            key=("goal name", word, str(number), forms[id(head)][:60]),
            message=f"{word.capitalize()} {number} disebut “{told(head.name, 90)}”, di {len(same)} tempat lain "
            f"“{told(same[0].name, 90)}”.",
            message_en=f"{word.capitalize()} {number} is called “{told(head.name, 90)}”, in {len(same)} other places "
            f"“{told(same[0].name, 90)}”.",
            evidence=(evidence, *(phrase_to_evidence(one.paragraph, one.name, "di tempat lain") for one in same[:3])),
            expected=same[0].name,
            reported=head.name,
            page=head.paragraph.page,
            suspects=(Suspect(head.name, same[0].name, f"{len(same)} tempat lain", evidence),),
            weight=24,
        )


def alike(left: str, right: str) -> bool:
    """One name, perhaps shortened or with a word more."""
    return fuzz.ratio(left, right) >= 85 or fuzz.partial_ratio(left, right) >= 92
