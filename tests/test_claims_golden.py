"""The golden sentences: every topic is read as far as its floor says, and what is no claim gives none."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from tests.golden_claims import Example, example_to_faults, golden_claims

EXAMPLES = golden_claims()
TOPICS = tuple(dict.fromkeys(example.topic for example in EXAMPLES))


def of_topic(topic: str) -> list[Example]:
    return [example for example in EXAMPLES if example.topic == topic]


def test_there_are_enough_of_each_kind() -> None:
    counts = Counter(example.topic for example in EXAMPLES)
    assert len(EXAMPLES) == len({example.text for example in EXAMPLES})
    assert all(number >= 24 for topic, number in counts.items() if topic != "indicator"), counts
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    for example in EXAMPLES:
        parts[example.topic][example.part] += 1
    assert all(held["held"] >= 8 for held in parts.values())


@pytest.mark.parametrize("topic", TOPICS)
def test_sentences_are_read_rightly(topic: str) -> None:
    examples = of_topic(topic)
    faults = {example.text: found for example in examples if (found := example_to_faults(example))}
    # one sentence in twelve may be lost to a change that wins more elsewhere; what is no claim may never become one
    allowed = 0 if topic == "none" else len(examples) // 12
    assert len(faults) <= allowed, faults
