"""The rates on the development reports: what careful readers found is shown, and little else is printed.

Skipped where the reports are not at hand (LAKIP_SHARED, /work/shared).
"""

from __future__ import annotations

import importlib.util
import json
import os
from functools import lru_cache
from pathlib import Path
from types import ModuleType

import pytest

from extract import read
from lakip.records import finding_to_record
from normalize.understanding import understand
from validate import audit

SHARED = Path(os.environ.get("LAKIP_SHARED", "/work/shared"))


@lru_cache(maxsize=1)
def scorer() -> ModuleType:
    path = SHARED / "bench" / "score.py"
    if not path.exists():
        pytest.skip("the development reports are not here")
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("name", "recall"),
    [
        ("jabar-2024.txt", 0.85),
        ("bandung-2019.txt", 0.75),
        ("semarang-renstra-2020.txt", 0.45),
        ("dishub-2016.pdf", 0.60),
        ("biroorg-2016.pdf", 0.38),
        ("dinkes-2016.pdf", 0.65),
    ],
)
def test_what_readers_found_is_shown_and_little_else(name: str, recall: float) -> None:
    score = scorer()
    doc = Path(name).stem
    lines = (SHARED / "bench" / "gold" / f"{doc}.findings.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines if line.strip()]
    printed = [finding_to_record(finding) for finding in audit(understand(read(SHARED / "reports" / name)))]
    sure = [one for one in gold if one.get("sure", True)]
    shown = [one for one in sure if any(score.shown(one, record) for record in printed)]
    loud = [record for record in printed if record["severity"] != "note"]
    extra = [record for record in loud if not any(score.shown(one, record) for one in gold)]
    assert len(shown) >= recall * len(sure), f"{len(shown)} of {len(sure)}"
    assert len(extra) * 10 <= len(loud), [record["message"] for record in extra]


@pytest.mark.parametrize(
    "name",
    ["tangsel-bapenda-2023.pdf", "tangsel-bpbd-2023.pdf", "tangsel-damkar-2023.pdf", "tangsel-inspektorat-2023.pdf"],
)
def test_reports_without_known_faults_stay_quiet(name: str) -> None:
    path = SHARED / "reports" / name
    if not path.exists():
        pytest.skip("the development reports are not here")
    loud = [finding for finding in audit(understand(read(path))) if finding.severity != "note"]
    assert loud == [], [finding.message for finding in loud]
