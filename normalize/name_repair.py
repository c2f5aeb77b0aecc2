"""Words broken, run together or letter-spaced by a printer or a reader, put right against a vocabulary."""

from __future__ import annotations


def close_up_letters(words: list[str], vocabulary: frozenset[str]) -> list[str]:
    """Letter-spaced words put together: "j u m l a h" -> "jumlah"; runs of fewer than four letters stay."""
    out: list[str] = []
    run: list[str] = []
    for word in [*words, ""]:
        if len(word) == 1 and word.isalpha():
            run.append(word)
            continue
        if len(run) >= 4:
            joined = "".join(run)
            out.extend(split_glued(joined, vocabulary) or [joined])
        else:
            out.extend(run)
        run = []
        if word:
            out.append(word)
    return out


def split_glued(word: str, vocabulary: frozenset[str]) -> list[str] | None:
    """A word that is two or three known words run together, of three letters at least; None where it isn't."""
    for cut in range(len(word) - 3, 2, -1):
        left, right = word[:cut], word[cut:]
        if left not in vocabulary:
            continue
        if right in vocabulary:
            return [left, right]
        rest = split_glued(right, vocabulary) if len(right) >= 8 else None
        if rest:
            return [left, *rest]
    return None


def join_broken(words: list[str], vocabulary: frozenset[str]) -> list[str]:
    """Pieces that make a known word and aren't all words themselves: "ditindaklanju ti", "p engelolaan"."""
    if all(len(word) > 1 and word in vocabulary for word in words):
        return words
    out: list[str] = []
    index = 0
    while index < len(words):
        taken = 1
        for count in (3, 2):
            pieces = words[index : index + count]
            joined = "".join(pieces)
            known = sum(piece in vocabulary and len(piece) > 1 for piece in pieces)
            whole = len(joined) > 4 or (known == 0 and len(joined) >= 3)
            if len(pieces) == count and joined in vocabulary and whole and known < count:
                out.append(joined)
                taken = count
                break
        else:
            out.append(words[index])
        index += taken
    return out


def deletes(word: str) -> set[str]:
    """The word with one letter left out, each way: two words one slip apart meet in these."""
    return {word[:index] + word[index + 1 :] for index in range(len(word))}
