"""Pages that are pictures -> tables and lines, through OCR; the same records and the same code as for pages with text.

Each page is drawn, cleaned, set upright and straight, read once, and its rulings are found on the picture
(scan_page); then its
characters and rules go the way of any page (pdf). Finished pages are kept (scan_cache), pages run side by side in
threads
that share one engine: the text is the same for any number of them.
"""

from __future__ import annotations

import ctypes
import hashlib
import logging
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from extract.ocr import engine_version
from extract.progress import Progress, watcher
from extract.scan_cache import cache_root, keep_page, load_page, pages_folder
from extract.scan_figures import figure_columns, repair_table
from extract.scan_image import render_page
from extract.scan_page import ScanPage, image_to_scan_page, mean_confidence, scan_to_content

if TYPE_CHECKING:
    from extract.pdf import PageDraft
    from extract.pdf_cells import PdfTable

#: below this the text of a page is told to be doubtful
DOUBTFUL = 0.80
_pdfium_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class ScanSettings:
    """`dpi` of the picture that is read: 300, or 200 for a third less time and a little less exact names.

    `workers` threads, None for one a core; `cache` the folder of kept pages, None for none.
    """

    dpi: int = 300
    workers: int | None = None
    cache: Path | None = field(default_factory=cache_root)


def usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_scan_pages(
    path: Path,
    page_numbers: Sequence[int],
    settings: ScanSettings | None = None,
    progress: Progress | None = None,
) -> list[ScanPage]:
    """Read the named pages (1-based) of a PDF as pictures, in the order given; pages that can't be drawn are left out.

    Needs the OCR extra. Stopping (KeyboardInterrupt) keeps all pages that are done.
    """
    settings, progress = settings or ScanSettings(), progress or watcher()
    data = Path(path).read_bytes()
    folder = None
    if settings.cache is not None:
        folder = pages_folder(settings.cache, hashlib.sha256(data).hexdigest(), settings.dpi, engine_version())
    found = {number: page for number in page_numbers if (page := load_page(folder, number)) is not None}
    missing = [number for number in dict.fromkeys(page_numbers) if number not in found]
    if progress is not None:
        progress(len(page_numbers) - len(missing), len(page_numbers))
    if missing:
        _read_missing(
            data, missing, settings, folder, found, lambda: progress and progress(len(found), len(page_numbers))
        )
    return [found[number] for number in page_numbers if number in found]


def _read_missing(
    data: bytes, missing: list[int], settings: ScanSettings, folder: Path | None, found: dict[int, ScanPage],
    tell: Callable[[], object],
) -> None:  # fmt: skip
    workers = max(1, min(settings.workers or usable_cores(), len(missing)))
    pool = ThreadPoolExecutor(workers, thread_name_prefix="ocr")
    try:
        waiting: set[Future[ScanPage | None]] = set()
        left = iter(missing)
        while True:
            # no more pages at work than workers: pictures are large
            for number in left:
                waiting.add(pool.submit(_read_one, data, number, settings.dpi))
                if len(waiting) >= workers:
                    break
            if not waiting:
                break
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                page = future.result()
                if page is not None:
                    keep_page(folder, page)
                    found[page.number] = page
                tell()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _read_one(data: bytes, number: int, dpi: int) -> ScanPage | None:
    with _pdfium_lock:
        # opened for each page (a millisecond): pdfium keeps the pictures it decoded until the document is closed
        document: Any = pdfium.FPDF_LoadMemDocument64(data, ctypes.c_size_t(len(data)), None)
        if not document:
            return None
        try:
            image, scale, size = render_page(document, number, dpi)
        except ValueError:
            return None
        finally:
            pdfium.FPDF_CloseDocument(document)
    try:
        return image_to_scan_page(image, scale, size, number)
    except Exception:
        # the engine and OpenCV raise errors of many kinds; one page that they fail on stays a picture that wasn't read
        logging.getLogger("lakip").exception("page %d: OCR failed", number)
        return None


def scan_to_draft(scan: ScanPage) -> PageDraft:
    """A scanned page as the draft that a page with text gives: tables (method "image") and the lines around them."""
    from extract.pdf import content_to_draft

    content, _ = scan_to_content(scan)
    draft = content_to_draft(content)
    if not draft.letters:
        return replace(draft, status="empty", note="")
    words = _sure_words(scan)
    tables = [_as_image(repair_table(table), words) for table in draft.tables]
    sure = mean_confidence(scan.lines)
    note = f"OCR {sure:.2f}" + (", meragukan" if sure < DOUBTFUL else "")
    return replace(draft, tables=tables, note=note)


def drafts_with_scans(
    path: Path, drafts: Sequence[PageDraft], progress: Progress | None = None, settings: ScanSettings | None = None
) -> tuple[list[PageDraft], list[ScanPage]]:
    """The drafts with their pictured pages read, and what was read of those that were taken.

    A page with some text of its own takes the picture's reading where that gives a table, or much more text.
    """
    numbers = [draft.number for draft in drafts if draft.scan]
    out = {draft.number: draft for draft in drafts}
    taken: list[ScanPage] = []
    for scan in read_scan_pages(path, numbers, settings, progress):
        old, new = out[scan.number], scan_to_draft(scan)
        if old.scan == "pictured":
            better = any(figure_columns(table) for table in new.tables)
        else:
            better = old.scan == "layer" or new.letters > 3 * old.letters
        if better and (new.letters or not old.letters):
            out[scan.number] = new
            taken.append(scan)
    return [out[draft.number] for draft in drafts], taken


@dataclass(frozen=True, slots=True)
class _SureWords:
    """Middle of each word and how sure it is: a word with a digit is as sure as its least sure character."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    sure: NDArray[np.float64]


def _sure_words(scan: ScanPage) -> _SureWords:
    xs: list[float] = []
    ys: list[float] = []
    sure: list[float] = []
    for line in scan.lines:
        corners = np.asarray(line.corners)
        start = (corners[0] + corners[3]) / 2
        along = corners[1] - corners[0]
        unit = along / (float(np.hypot(*along)) or 1.0)
        first = 0
        for k in range(1, len(line.chars) + 1):
            if k < len(line.chars) and not line.blank_before[k]:
                continue
            word = line.chars[first:k]
            at = start + unit * (word[0][1] + word[-1][2]) / 2
            confidences = [char[3] for char in word]
            digits = any(char[0].isdigit() for char in word)
            xs.append(float(at[0]))
            ys.append(float(at[1]))
            sure.append(min(confidences) if digits else sum(confidences) / len(confidences))
            first = k
    return _SureWords(np.array(xs), np.array(ys), np.array(sure))


def _as_image(table: PdfTable, words: _SureWords) -> PdfTable:
    cells = []
    for cell in table.cells:
        box = cell.box
        inside = (words.x >= box.x0) & (words.x <= box.x1) & (words.y >= box.y0) & (words.y <= box.y1)
        confidence = float(words.sure[inside].min()) if cell.text and inside.any() else 1.0
        cells.append(replace(cell, confidence=min(round(confidence, 3), cell.confidence)))
    reasons = (
        *table.reasons,
        f"page {table.page}: {'rules' if table.method == 'rules' else table.method} found on the picture",
    )
    return replace(table, cells=tuple(cells), method="image", reasons=reasons)
