"""How far apart two prints are in keystrokes: what a tired typist does.

Used only to rank suspects and to strengthen a doubt, never to make one.
"""

from __future__ import annotations

import re


def print_to_digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def slip_between(printed: str, wanted: str) -> str:
    """The one slip that turns `wanted` into `printed`, '' where there is none.

    One of: 'swapped' (two neighbouring digits), 'digit' (one digit typed wrong), 'lost' (one digit left out),
    'added' (one too many), 'mark' (same
    digits, the comma elsewhere). Both arguments are prints; all but digits is ignored except for 'mark'.
    """
    left, right = print_to_digits(printed), print_to_digits(wanted)
    if not left or not right:
        return ""
    if left == right:
        return "mark" if printed.strip() != wanted.strip() else ""
    if left.rstrip("0") == right.rstrip("0"):
        return "mark"
    if len(left) == len(right):
        differing = [index for index, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
        if len(differing) == 1:
            return "digit"
        if len(differing) == 2 and differing[1] == differing[0] + 1:
            first, second = differing
            if left[first] == right[second] and left[second] == right[first]:
                return "swapped"
    elif len(left) + 1 == len(right) and any(left == right[:i] + right[i + 1 :] for i in range(len(right))):
        return "lost"
    elif len(left) == len(right) + 1 and any(right == left[:i] + left[i + 1 :] for i in range(len(left))):
        return "added"
    return ""


#: the worth of a slip when suspects are ranked: the likelier, the smaller
SLIP_WORDS = {
    "swapped": ("dua angka tertukar", "two digits swapped"),
    "digit": ("satu angka berbeda", "one digit differs"),
    "lost": ("satu angka hilang", "one digit lost"),
    "added": ("satu angka berlebih", "one digit too many"),
    "mark": ("letak koma/titik berbeda", "the mark stands elsewhere"),
}
