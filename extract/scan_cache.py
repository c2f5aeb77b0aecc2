"""Finished pages of scans are kept, so that a stopped reading goes on where it was.

One JSON file a page under XDG_CACHE_HOME/lakip/scans/<file's sha256 and settings>/. A file that can't be read is as
good as none.
LAKIP_CACHE names another folder; LAKIP_CACHE=off keeps nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from extract.ocr import OcrLine
from extract.scan_image import Placing
from extract.scan_page import ScanPage

#: raised whenever what is kept, or how a page is read, changes
FORMAT = 6


def cache_root() -> Path | None:
    """The folder of all kept pages, None where nothing shall be kept."""
    named = os.environ.get("LAKIP_CACHE", "")
    if named.casefold() in ("off", "0", "no"):
        return None
    if named:
        return Path(named) / "scans"
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base else Path.home() / ".cache") / "lakip" / "scans"


def pages_folder(root: Path, sha256: str, *settings: object) -> Path:
    """The folder of one file read with these settings."""
    told = json.dumps([FORMAT, *map(str, settings)])
    return root / f"{sha256[:32]}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def load_page(folder: Path | None, number: int) -> ScanPage | None:
    if folder is None:
        return None
    try:
        return _from_plain(json.loads((folder / f"{number:05}.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def keep_page(folder: Path | None, page: ScanPage) -> None:
    """Write whole or not at all; a full disk or a folder without the right to write costs only the keeping."""
    if folder is None:
        return
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(_to_plain(page), file, ensure_ascii=False, separators=(",", ":"))
            os.replace(temporary, folder / f"{page.number:05}.json")
        except OSError:
            Path(temporary).unlink(missing_ok=True)


def _to_plain(page: ScanPage) -> dict[str, Any]:
    return {
        "number": page.number,
        "placing": asdict(page.placing),
        "lines": [[line.corners, line.chars, line.blank_before, line.confidence] for line in page.lines],
        "horizontal": np.round(page.horizontal, 2).tolist(),
        "vertical": np.round(page.vertical, 2).tolist(),
    }


def _from_plain(plain: dict[str, Any]) -> ScanPage:
    placing = plain["placing"]
    width, height = placing["size"]
    across, down = placing["image"]
    lines = tuple(
        OcrLine(
            tuple((float(x), float(y)) for x, y in corners),
            tuple((str(char), float(a), float(b), float(sure)) for char, a, b, sure in chars),
            tuple(map(bool, blank)),
            float(confidence),
        )
        for corners, chars, blank, confidence in plain["lines"]
    )
    return ScanPage(
        int(plain["number"]),
        Placing(
            float(placing["scale"]), int(placing["turn"]), float(placing["skew"]),
            (float(width), float(height)), (int(across), int(down)),
        ),
        lines,
        np.array(plain["horizontal"], np.float64).reshape(-1, 3),
        np.array(plain["vertical"], np.float64).reshape(-1, 3),
    )  # fmt: skip
