"""One name printed with a changed word: notes of the rule cross_table.

A single other word in an otherwise equal name, against at least two tables that agree, is a slip of the pen or another
indicator under the same figures ("kepulauan" for "kepulangan", "BB" for "CC").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from validate.context import Context
from validate.evidence import cell_to_evidence
from validate.frame import Draft
from validate.model import Evidence, Suspect
from validate.names import fold, name_to_form

#: two spellings of one word, both in use
SPELLINGS = {
    frozenset(pair)
    for pair in (
        ("sistem", "system"), ("publik", "public"), ("prosedural", "procedural"), ("nonprosedural", "nonprocedural"),
        ("persentase", "presentase"), ("standar", "standard"), ("profesional", "professional"), (
            "esensial", "essensial"),
        ("info", "infos"), ("job", "jobs"), ("perilaku", "prilaku"), ("meningkatnya", "meningkatkan"),
    )
}  # fmt: skip


def printed_word(text: str, word: str) -> str:
    """The folded word as the text prints it."""
    return next((piece for piece in re.findall(r"[\w%]+", text) if piece.casefold() == word), word)


def word_lists(context: Context) -> dict[tuple[str, ...], list[tuple[int, int, int, str]]]:
    """Folded words of every long text cell -> where it stands (table, row, col, print)."""
    found: dict[tuple[str, ...], list[tuple[int, int, int, str]]] = defaultdict(list)
    for view in context.views:
        for cell in view.table.cells:
            if cell.row < view.table.header_rows:
                continue
            text = re.sub(r"^\s*\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s*", "", cell.text, flags=re.I)
            words = tuple(fold(text).split())
            if 5 <= len(words) <= 30 and not re.search(r"\d{3}", text):
                found[words].append((view.index, cell.row, cell.col, cell.text))
    return found


def one_word_apart(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, str] | None:
    """The two words that differ where all others are equal."""
    if len(left) != len(right):
        return None
    differing = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    return differing[0] if len(differing) == 1 else None


def name_variants(context: Context) -> Iterator[Draft]:
    """A note for every name that one table prints with another word than two or more tables do."""
    names = word_lists(context)
    buckets: dict[tuple[int, str], list[tuple[str, ...]]] = defaultdict(list)
    for words in names:
        for half in (words[: len(words) // 2], words[(len(words) + 1) // 2 :]):
            buckets[(len(words), " ".join(half))].append(words)
    seen: set[frozenset[str]] = set()
    pairs: set[frozenset[tuple[str, ...]]] = set()
    for group in buckets.values():
        for i, left in enumerate(group):
            for right in group[i + 1 :]:
                apart = one_word_apart(left, right)
                if apart is None or frozenset((left, right)) in pairs:
                    continue
                pairs.add(frozenset((left, right)))
                tables = [{place[0] for place in names[words]} for words in (left, right)]
                # rows of one table that differ in a word are two rows
                if tables[0] & tables[1] or frozenset(apart) in seen or any(word.isdigit() for word in apart):
                    continue
                if name_to_form(" ".join(left)) == name_to_form(" ".join(right)) or frozenset(apart) in SPELLINGS:
                    continue
                usual, odd = (left, right) if len(tables[0]) >= len(tables[1]) else (right, left)
                if max(len(t) for t in tables) < 2:
                    continue
                seen.add(frozenset(apart))
                yield variant_draft(context, names[usual], names[odd], apart if usual is left else (apart[1], apart[0]))


def variant_draft(
    context: Context,
    usual: list[tuple[int, int, int, str]],
    odd: list[tuple[int, int, int, str]],
    words: tuple[str, str],
) -> Draft:
    first, other = odd[0], usual[0]
    view, home = context.views[first[0]], context.views[other[0]]
    return Draft(
        rule="cross_table",
        kind="name_differs",
        severity="note",
        key=("name", *words),
        message=f"{view.name} mencetak “{first[3]}”, {home.name} “{other[3]}”: kata {words[1]} / {words[0]}.",
        message_en=f"{view.name} prints “{first[3]}”, {home.name} “{other[3]}”: the word {words[1]} / {words[0]}.",
        evidence=(
            *(cell_to_evidence(context.views[t], r, c, "nama") for t, r, c, _ in odd[:3]),
            *(cell_to_evidence(context.views[t], r, c, "nama di tabel lain") for t, r, c, _ in usual[:3]),
            Evidence(
                raw=printed_word(first[3], words[1]),
                role="kata",
                table=view.mark,
                table_index=view.index,
                row=first[1] + 1,
                col=first[2] + 1,
            ),
            Evidence(
                raw=printed_word(other[3], words[0]),
                role="kata di tabel lain",
                table=home.mark,
                table_index=home.index,
                row=other[1] + 1,
                col=other[2] + 1,
            ),
        ),
        expected=words[0],
        reported=words[1],
        table=view.mark,
        page=view.table.pages[0] if view.table.pages else None,
        suspects=(
            Suspect(
                words[1],
                words[0],
                f"{len({p[0] for p in usual})} tabel lain",
                cell_to_evidence(view, first[1], first[2], "nama"),
            ),
        ),
        weight=8,
    )
