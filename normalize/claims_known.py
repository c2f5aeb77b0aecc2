"""The indicators that a report's tables name, found again in its sentences and headings."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

#: a phrase or heading this like a name (of 100) is the name
_ALIKE = 87
_ENOUGH_WORDS = 3


def text_to_form(text: str) -> str:
    """Casefolded words and figures with single blanks, brackets and their words left out."""
    return " ".join(re.findall(r"\w+", re.sub(r"\([^()]*\)", " ", text).casefold()))


class KnownNames:
    """Names of indicators as the tables print them."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._forms: dict[str, str] = {}
        for name in names:
            form = text_to_form(name)
            if len(form) >= 8:
                self._forms.setdefault(form, " ".join(name.split()))
        self._found: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self._forms)

    def like(self, phrase: str) -> str:
        """The name that a phrase or heading is, as the tables print it; '' without one, or where two are as near."""
        if phrase not in self._found:
            self._found[phrase] = self._like(text_to_form(phrase))
        return self._found[phrase]

    def _like(self, form: str) -> str:
        if not form:
            return ""
        if form in self._forms:
            return self._forms[form]
        figures = re.findall(r"\d+", form)
        scored = sorted(
            (
                (max(fuzz.ratio(form, other), fuzz.token_sort_ratio(form, other)), other)
                for other in self._forms
                if re.findall(r"\d+", other) == figures
            ),
            reverse=True,
        )
        if not scored or scored[0][0] < _ALIKE:
            return ""
        if len(scored) > 1 and scored[1][0] > scored[0][0] - 2 and fuzz.ratio(scored[0][1], scored[1][1]) < _ALIKE:
            return ""
        return self._forms[scored[0][1]]

    def within(self, sentence: str) -> str:
        """The one name that stands word for word in a sentence; '' without one or with several that hold none of each
        other."""
        key = f"in {sentence}"
        if key not in self._found:
            form = f" {text_to_form(sentence)} "
            hits = [other for other in self._forms if len(other.split()) >= _ENOUGH_WORDS and f" {other} " in form]
            longest = max(hits, key=len, default="")
            self._found[key] = self._forms[longest] if longest and all(hit in longest for hit in hits) else ""
        return self._found[key]
