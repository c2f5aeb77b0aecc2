"""The vision of the agency, told in several places: words put in or left out in its middle."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from validate.context import Context
from validate.evidence import cell_to_evidence, phrase_to_evidence
from validate.frame import Draft
from validate.model import Evidence, Suspect
from validate.names import fold
from validate.prose import told

QUOTED = re.compile(r"\bvisi\b[^.“„\"]{0,160}[“„\"](?P<text>[^“„”‟\"]{30,400})[”‟\"]", re.I)
LINE = re.compile(r"^\W*(?:[A-Z0-9]{1,2}[.)]?\s+)?visi\s*:\s*[“„\"]?(?P<text>[^“„”‟\"]{30,400}?)[”‟\".]*$", re.I)
LABEL = re.compile(r"^\W*visi\W*$", re.I)
#: from so many words that are put in on it is another wording, not a slip of one word
INSERTED = 3


@dataclass(frozen=True, slots=True)
class Vision:
    """A statement as printed, its words, and where it stands."""

    text: str
    words: tuple[str, ...]
    evidence: Evidence
    page: int | None


def visions(context: Context) -> list[Vision]:
    """The statements between quotes after the word visi, and those of table rows labelled so."""
    found: list[Vision] = []
    for paragraph in context.report.paragraphs:
        if paragraph.kind in ("furniture", "contents"):
            continue
        line = LINE.match(paragraph.text)
        for match in [line] if line else QUOTED.finditer(paragraph.text):
            text = match["text"].strip()
            evidence = phrase_to_evidence(paragraph, text, "visi")
            found.append(Vision(text, tuple(fold(text).split()), evidence, paragraph.page))
    for view in context.views:
        for row in range(view.table.row_count):
            labels = [col for col in range(view.table.column_count) if LABEL.match(view.text(row, col))]
            if not labels:
                continue
            col = next(
                (one for one in range(labels[-1] + 1, view.table.column_count) if view.text(row, one).strip()), None
            )
            text = view.text(row, col).strip(' :"“”') if col is not None else ""
            if col is not None and len(text) >= 30:
                evidence = cell_to_evidence(view, row, col, "visi", label="")
                found.append(Vision(text, tuple(fold(text).split()), evidence, evidence.page))
    return [vision for vision in found if len(vision.words) >= 6]


def words_put_in(shorter: tuple[str, ...], longer: tuple[str, ...]) -> str:
    """The words that the longer statement has in its middle and the shorter has not, where that is all they differ in;
    '' otherwise."""
    changes = [
        one for one in difflib.SequenceMatcher(None, shorter, longer, autojunk=False).get_opcodes() if one[0] != "equal"
    ]
    if len(changes) != 1 or changes[0][0] != "insert":
        return ""
    _, at, _, start, end = changes[0]
    while end < len(longer) and longer[start] == longer[end]:
        # the same words either way; a phrase ends more often with a name than it begins with one
        start, end, at = start + 1, end + 1, at + 1
    inside = 2 < at < len(shorter) - 2
    return " ".join(longer[start:end]) if inside and end - start >= INSERTED else ""


def visions_differ(context: Context) -> Iterator[Draft]:
    """One draft for each wording of a vision that another place prints with more words in its middle."""
    listed = visions(context)
    seen: set[str] = set()
    for place, left in enumerate(listed):
        for right in listed[place + 1 :]:
            shorter, longer = (left, right) if len(left.words) < len(right.words) else (right, left)
            more = words_put_in(shorter.words, longer.words)
            if not more or more in seen:
                continue
            seen.add(more)
            at = fold(longer.text).find(more)
            phrase = printed_words(longer.text, more) if at >= 0 else more
            yield Draft(
                rule="prose_vs_table",
                kind="vision_differs",
                severity="warning",
                key=("vision", more[:80]),
                message=f"Visi tercetak dengan dua rumusan: “{told(longer.text)}” memuat “{phrase}”, yang tidak ada "
                f"dalam “{told(shorter.text)}”.",
                message_en=f"The vision is printed in two wordings: “{told(longer.text)}” holds “{phrase}”, which "
                f"“{told(shorter.text)}” has not.",
                evidence=(shorter.evidence, longer.evidence),
                expected="",
                reported=phrase,
                page=right.page,
                suspects=(Suspect(longer.text, shorter.text, "menurut tempat lain", longer.evidence),),
                weight=20,
            )


def printed_words(text: str, words: str) -> str:
    """The stretch of the text that folds to the words, as printed."""
    pattern = r"\W+".join(map(re.escape, words.split()))
    match = re.search(pattern, text, re.I)
    return match.group(0) if match else words
