"""Header words to roles, from pairs that people of the field can extend (tests/golden/headers.txt)."""

from __future__ import annotations

import pytest

from normalize.headers import path_to_role
from tests.golden_pairs import Pair, golden_pairs


@pytest.mark.parametrize("pair", golden_pairs("headers.txt"), ids=str)
def test_header(pair: Pair) -> None:
    role = path_to_role(tuple(pair.printed.split(" > ")))
    assert (role.measure if role.kind == "figure" else role.kind) == pair.expected[0]
