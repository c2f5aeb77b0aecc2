"""Which wordings of the catalogue are worth weighing against a name: the blocking, by shared roots.

Every root points to the forms that have it, so a name meets the few forms that share a telling word with it and no
others. A word that the catalogue doesn't know is led to known words that begin or end like it and are spelled alike:
a misprint must not hide its entry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from normalize.match_wording import Wording

Forms = NDArray[np.int32]
Weights = NDArray[np.float32]

#: a name meets a form that has at least this share of both wordings, and at most so many forms
LEAST_AGREEMENT = 0.2
MOST_FORMS = 20
#: unknown words: letters compared at either end, likeness (of 100), and what a root met so is worth
END = 4
ALIKE = 75
ALIKE_WORTH = 0.9
#: how much of a form another entry's form must have for the rest to be critical
SIBLING = 0.6


class FormIndex:
    """The forms of a catalogue by their roots. Answers are the same for the same wording; it keeps no state but
    caches.
    """

    def __init__(self, wordings: Sequence[Wording]) -> None:
        lists: dict[str, dict[int, float]] = defaultdict(dict)
        for form, wording in enumerate(wordings):
            for _, root, weight in wording.parts:
                lists[root][form] = max(weight, lists[root].get(form, 0.0))
        self.postings: dict[str, tuple[Forms, Weights]] = {
            root: (np.fromiter(found, dtype=np.int32), np.fromiter(found.values(), dtype=np.float32))
            for root, found in lists.items()
        }
        self.totals: Weights = np.array([wording.total for wording in wordings], dtype=np.float32)
        self._sums: Weights = np.zeros(len(wordings), dtype=np.float32)
        self._ends: dict[str, list[str]] = defaultdict(list)
        for root in sorted(self.postings):
            if len(root) > END and root.isalpha():
                self._ends["<" + root[:END]].append(root)
                self._ends[">" + root[-END:]].append(root)
        self._alike: dict[str, tuple[str, ...]] = {}

    def nearest(self, wording: Wording) -> tuple[list[int], list[float]]:
        """The forms that agree best with a wording, best first, and their agreement 0..1 (shared weight, both ways)."""
        touched: list[Forms] = []
        for _, root, _ in wording.parts:
            found = self.postings.get(root)
            if found is not None:
                self._sums[found[0]] += found[1]
                touched.append(found[0])
            else:
                for other in self._roots_alike(root):
                    forms, weights = self.postings[other]
                    self._sums[forms] += ALIKE_WORTH * weights
                    touched.append(forms)
        if not touched:
            return [], []
        met = np.concatenate(touched)
        agreement = 2 * self._sums[met] / (wording.total + self.totals[met])
        self._sums[met] = 0
        # what agrees half as much as the best stays below any threshold, whatever its letters
        near = agreement >= max(LEAST_AGREEMENT, 0.5 * min(1.0, float(agreement.max())))
        # few are left: plain Python is quicker than arrays; ties in the order of the catalogue
        rated = sorted(set(zip((-agreement[near]).tolist(), met[near].tolist(), strict=True)))[:MOST_FORMS]
        return [form for _, form in rated], [min(-minus, 1.0) for minus, _ in rated]

    def holding(self, wording: Wording, share: float = SIBLING) -> Forms:
        """The forms that have at least `share` of a wording, by its own weights."""
        touched: list[Forms] = []
        for root, weight in {root: weight for _, root, weight in wording.parts}.items():
            forms = self.postings[root][0]
            self._sums[forms] += weight
            touched.append(forms)
        if not touched:
            return np.empty(0, dtype=np.int32)
        met = np.unique(np.concatenate(touched))
        held = met[self._sums[met] >= share * wording.total]
        self._sums[met] = 0
        return held

    def _roots_alike(self, word: str) -> tuple[str, ...]:
        if len(word) <= END or not word.isalpha():
            return ()
        if word not in self._alike:
            near = {*self._ends.get("<" + word[:END], ()), *self._ends.get(">" + word[-END:], ())}
            rated = sorted((-fuzz.ratio(word, root), root) for root in near)
            self._alike[word] = tuple(root for minus, root in rated[:2] if -minus >= ALIKE)
        return self._alike[word]
