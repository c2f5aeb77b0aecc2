"""A number before things that the same sentence names: "empat bidang, yaitu bidang A, bidang B dan bidang C"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.words import read_number_words
from validate.context import Context, Sentence
from validate.evidence import sentence_to_evidence
from validate.frame import Draft
from validate.model import Suspect
from validate.names import fold
from validate.prose import told
from validate.rules.count_lists import EXAMPLES

_NUMBER = r"dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|dua belas"
_NAMED = re.compile(
    rf"(?<![\w.,/(-])(?P<number>\d{{1,2}}|{_NUMBER})\s+(?:\((?P<words>[a-z ]{{3,20}})\)\s*)?"
    r"(?P<noun>[A-Za-z][A-Za-z/ ]{2,50}?)\s*,?\s*(?:yaitu|yakni|adalah|ialah|meliputi|terdiri\s+(?:dari|atas))\s*:?\s*"
    r"(?P<items>[A-Za-z][^.;:\d]{8,400})(?=[.;]|$)",
    re.I,
)
#: heads that begin anything
_NO_HEAD = frozenset({"yang", "dengan", "untuk", "pada", "dalam", "para", "antara", "tidak", "belum", "kepada", "oleh"})


def enumerated(context: Context) -> Iterator[Draft]:
    """A draft where every thing named begins with one word, and they are more or fewer than the number says."""
    for sentence in context.sentences:
        for match in _NAMED.finditer(sentence.text):
            if not EXAMPLES.search(match.group(0)):
                yield from match_to_drafts(sentence, match)


def items_of(text: str) -> list[str]:
    """The things named, each beginning with the first one's first word; [] where it cannot be told where they end."""
    head = text.split()[0].casefold()
    if len(head) < 4 or head in _NO_HEAD:
        return []
    between = rf"(?:\s*,\s*(?:dan|serta|maupun)?\s*|\s+(?:dan|serta|maupun)\s+)(?={re.escape(head)}\b)"
    items = re.split(between, re.sub(r"\([^()]*\)", " ", text), flags=re.I)
    last = items[-1].strip()
    # what follows the last thing is no part of its name
    items[-1] = re.split(r",|\s(?:yang|dengan|untuk|sehingga|dimana|sebagaimana|dalam|pada)\s", last)[0]
    told_on = re.search(r",\s*(?:dan|serta)?\s*[A-Za-z]", last)
    if any("," in item for item in items[:-1]) or (told_on and not re.search(r",\s*(?:yang|dimana|sehingga)\b", last)):
        return []
    return items if len(items) >= 2 and all(len(item.split()) > 1 for item in items) else []


def match_to_drafts(sentence: Sentence, match: re.Match[str]) -> Iterator[Draft]:
    printed = match["number"]
    number = int(printed) if printed.isdigit() else read_number_words(printed)
    items = items_of(match["items"])
    if not items or number is None or not 2 <= number <= 20:
        return
    # "Seksi A dan B" may be one thing or two
    double = sum(len(re.findall(r"\s(?:dan|serta)\s", item)) for item in items)
    if len(items) <= number <= len(items) + double:
        return
    phrase = sentence.text[match.start() : match.end("noun")].strip()
    names = "; ".join(item.strip() for item in items)
    evidence = sentence_to_evidence(sentence, phrase, "jumlah yang disebut")
    yield Draft(
        rule="count",
        kind="enumerated",
        severity="warning",
        key=("enumerated", fold(sentence.text)[:70]),
        message=f"Disebut {phrase}, yang dirinci {len(items)} ({names}): “{told(sentence.text)}”",
        message_en=f"{phrase} are announced, {len(items)} are named ({names}): “{told(sentence.text)}”",
        evidence=(evidence, *(sentence_to_evidence(sentence, item.strip(), "butir") for item in items)),
        expected=str(len(items)),
        reported=printed,
        page=sentence.paragraph.page,
        suspects=(Suspect(phrase, str(len(items)), "menurut yang dirinci", evidence),),
        weight=35,
    )
