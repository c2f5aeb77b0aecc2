"""PDF files -> `Report`: opening, closing, and what can be wrong with a file.

A page is read once into arrays (pdf_page); its rules make grids (pdf_rules), words fill their cells (pdf_words,
pdf_cells,
pdf_draft), grids of following pages are joined and what is left is prose (pdf_join, pdf_prose, pdf_report).
"""

from __future__ import annotations

import ctypes
import hashlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

from extract.errors import NotFound, TooLarge, Unreadable
from extract.model import Report
from extract.ocr import no_ocr, nothing_read, ocr_available
from extract.pdf_draft import PageDraft, content_to_draft, page_to_draft
from extract.pdf_forms import draws_too_much, unpacks_too_much
from extract.pdf_report import drafts_to_report
from extract.scan_page import ScanPage
from extract.scan_placing import place_on_pages

#: a file with more is refused
MAX_PAGES = 20_000
MAX_BYTES = 1_000_000_000
#: pdfium keeps what it parsed until the document is closed: it is opened anew after so many pages (1,000 pages then
#: take 170 MB instead of 300)
PAGES_OPEN = 100
#: pdfium's own state is shared by all threads of a process
_ONE_AT_A_TIME = threading.Lock()

__all__ = ["MAX_BYTES", "MAX_PAGES", "PageDraft", "content_to_draft", "drafts_to_report", "page_to_draft", "read_pdf"]


def read_pdf(path: Path, progress: Callable[[int, int], None] | None = None) -> Report:
    """Read a PDF: its text layer, and through OCR, where that extra is installed, the pages that are pictures.

    `progress` is called with (pages done, pages to do) while pictures are read. Raises NotFound, Unreadable (zero
    bytes, no
    PDF, truncated, encrypted), TooLarge, NoText (a scan, and the extra is missing; or nothing to read).
    """
    with _ONE_AT_A_TIME:
        return _read_pdf(Path(path), progress)


def _read_pdf(path: Path, progress: Callable[[int, int], None] | None) -> Report:
    data = _read_bytes(path)
    if draws_too_much(data):
        raise TooLarge(
            f"{path.name}: gambar di dalam gambar berlipat ganda melebihi batas; berkas ini tidak dibaca.",
            f"{path.name}: drawings within drawings multiply beyond the limit; the file isn't read.",
        )
    if unpacks_too_much(data):
        raise TooLarge(
            f"{path.name}: isi halaman yang dimampatkan melebihi batas; berkas ini tidak dibaca.",
            f"{path.name}: a page's packed content is beyond the limit; the file isn't read.",
        )
    drafts: list[PageDraft] = []
    document = _open(data, path.name)
    try:
        count = int(pdfium.FPDF_GetPageCount(document))
        if count < 1:
            raise _broken(path.name)
        if count > MAX_PAGES:
            raise TooLarge(
                f"{path.name}: {count} halaman, lebih dari batas {MAX_PAGES}.",
                f"{path.name}: {count} pages, more than the limit of {MAX_PAGES}.",
            )
        for number in range(1, count + 1):
            if number % PAGES_OPEN == 0:
                pdfium.FPDF_CloseDocument(document)
                document = None
                document = _open(data, path.name)
            drafts.append(page_to_draft(document, number))
    finally:
        if document is not None:
            pdfium.FPDF_CloseDocument(document)
    sha256 = hashlib.sha256(data).hexdigest()
    scans: list[ScanPage] = []
    if any(draft.scan for draft in drafts) and ocr_available():
        from extract.scan import drafts_with_scans

        drafts, scans = drafts_with_scans(path, drafts, progress)
    if not any(draft.letters or draft.status == "given_up" for draft in drafts):
        unread = any(draft.scan for draft in drafts) and not ocr_available()
        raise no_ocr(path.name) if unread else nothing_read(path.name)
    return place_on_pages(drafts_to_report(drafts, path.name, sha256), scans)


def _read_bytes(path: Path) -> bytes:
    if not path.is_file():
        raise NotFound(f"{path}: berkas tidak ditemukan.", f"{path}: no such file.")
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise TooLarge(
            f"{path.name}: {size} byte, lebih dari batas {MAX_BYTES}.",
            f"{path.name}: {size} bytes, more than the limit of {MAX_BYTES}.",
        )
    data = path.read_bytes()
    if not data.strip(b"\0 \r\n\t"):
        raise Unreadable(f"{path.name}: berkas kosong.", f"{path.name}: the file is empty.")
    if b"%PDF-" not in data[:4096]:
        raise Unreadable(f"{path.name}: bukan berkas PDF.", f"{path.name}: not a PDF file.")
    tail = data[-8192:].rstrip(b"\0 \r\n\t")
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise _broken(path.name)
    return data


def _broken(name: str) -> Unreadable:
    return Unreadable(
        f"{name}: PDF terpotong atau rusak, tidak dapat dibuka.",
        f"{name}: the PDF is truncated or damaged and can't be opened.",
    )


def _open(data: bytes, name: str) -> Any:
    """A raw document handle. `data` must stay alive as long as it is used."""
    document = pdfium.FPDF_LoadMemDocument64(data, ctypes.c_size_t(len(data)), None)
    if document:
        return document
    error = int(pdfium.FPDF_GetLastError())
    if error in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        raise Unreadable(
            f"{name}: PDF terkunci dengan kata sandi; buka kuncinya dahulu.",
            f"{name}: the PDF is encrypted; remove its password first.",
        )
    raise _broken(name)
