"""Bytes of a text file -> its characters and lines, or one clear sentence why not."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from extract.errors import NotFound, TooLarge, Unreadable

#: largest text file read, in bytes; the longest real text edition seen has 0.2 MB
MOST_BYTES = 32 * 1024 * 1024
#: most lines read; the longest real text edition seen has 1,400
MOST_LINES = 400_000
_CHUNK = 1 << 20
_BLANK = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_NOTHING = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")
#: signs drawn in a row, longer than any line of dots
_DRAWN = re.compile(r"([^\w\s])\1{299,}")
_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Line:
    """A physical line: its 1-based number in the file, its text without line end.

    Its page (None in a file without form feeds).
    """

    number: int
    text: str
    page: int | None = None

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def path_to_bytes(path: Path) -> bytes:
    """The file's bytes. Raises NotFound, TooLarge, Unreadable (nothing in it; not to be opened)."""
    name = path.name
    try:
        size = path.stat().st_size
        if size == 0:
            raise Unreadable(f"{name}: berkas kosong (0 bita).", f"{name}: the file is empty (0 bytes).")
        if size > MOST_BYTES:
            _refuse_large(path, size)
        return path.read_bytes()
    except FileNotFoundError:
        raise NotFound(f"{path}: berkas tidak ditemukan.", f"{path}: no such file.") from None
    except (OSError, ValueError) as problem:
        raise Unreadable(
            f"{name}: berkas tidak dapat dibuka ({problem.__class__.__name__}).",
            f"{name}: the file cannot be opened ({problem.__class__.__name__}).",
        ) from None


def _refuse_large(path: Path, size: int) -> None:
    """Always raises; a large file of nothing but blanks is told apart from a large text.

    One chunk in memory at a time.
    """
    name, megabytes = path.name, size // (1024 * 1024)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if chunk.strip(b" \t\r\n\f\v\x00"):
                raise TooLarge(
                    f"{name}: berkas teks {megabytes} MB, melebihi batas {MOST_BYTES // (1024 * 1024)} MB.",
                    f"{name}: a text file of {megabytes} MB, over the limit of {MOST_BYTES // (1024 * 1024)} MB.",
                )
    raise Unreadable(
        f"{name}: {megabytes} MB spasi dan baris kosong, tidak ada yang dapat dibaca.",
        f"{name}: {megabytes} MB of blanks, there is nothing in it to read.",
    )


def bytes_to_text(data: bytes, name: str) -> tuple[str, str]:
    """Characters and the encoding they were in: utf-8 (with or without BOM), utf-16, utf-32, else cp1252/latin-1.

    Raises Unreadable if the bytes are no text or hold nothing but blanks, TooLarge over MOST_LINES lines.
    """
    text, encoding = _decode(data)
    if text is not None:
        sample = text[:200_000]
        odd = sum(1 for char in sample if (char < " " and char not in "\t\n\r\f\v\x1a\x1b") or char == "\ufffd")
        if odd > 4 and odd > 0.01 * len(sample):
            text = None
    if text is None:
        raise Unreadable(
            f"{name}: isinya bukan teks (berkas biner dengan akhiran teks).",
            f"{name}: its content is not text (a binary file with a text ending).",
        )
    if not text.strip("\ufeff\x00 \t\r\n\f\v\xa0"):
        raise Unreadable(
            f"{name}: hanya berisi spasi, tidak ada yang dapat dibaca.", f"{name}: only blanks, nothing in it to read."
        )
    count = max(text.count("\n"), text.count("\r")) + text.count("\f")
    if count > MOST_LINES:
        raise TooLarge(
            f"{name}: {count} baris, melebihi batas {MOST_LINES} baris.",
            f"{name}: {count} lines, over the limit of {MOST_LINES}.",
        )
    return text, encoding


def _decode(data: bytes) -> tuple[str | None, str]:
    for bom, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(bom):
            return data.decode(encoding, errors="replace"), encoding
    head = data[:4096]
    if b"\x00" in head:
        # UTF-16 without a mark: every second byte of Latin text is zero
        even, odd = head[0::2].count(0), head[1::2].count(0)
        half = max(len(head) // 2, 1)
        if odd > 0.4 * half and even < 0.05 * half:
            return data.decode("utf-16-le", errors="replace"), "utf-16"
        if even > 0.4 * half and odd < 0.05 * half:
            return data.decode("utf-16-be", errors="replace"), "utf-16"
        return None, ""
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    loose = data.decode("utf-8", errors="replace")
    lost = loose.count("\ufffd")
    foreign = sum(1 for char in loose[:200_000] if char > "\x7f" and char != "\ufffd")
    # a few broken bytes in a file otherwise in UTF-8 (cut in the middle of a letter)
    if foreign and (lost <= 2 or lost < 0.02 * foreign):
        return loose, "utf-8"
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1"


def text_to_lines(text: str) -> list[Line]:
    """Physical lines with their numbers; form feeds begin pages (a single one at the very end does not).

    Blanks of all widths become plain blanks (tabs stay), zero-width and control characters are dropped.
    """
    text = _BLANK.sub(" ", text.removeprefix("\ufeff"))
    if "\v" in text:
        # Word's line break: within a cell it is a blank
        text = "\n".join(part.replace("\v", " " if "\t" in part else "\n") for part in text.split("\n"))
    paged = "\f" in text.rstrip("\f\r\n\t ")
    lines: list[Line] = []
    page = 1
    for number, raw in enumerate(_BREAK.split(text), 1):
        parts = raw.split("\f")
        for index, part in enumerate(parts):
            if index:
                page += 1
            if index == 0 or part.strip():
                lines.append(Line(number, _DRAWN.sub(_shortened, _NOTHING.sub("", part)), page if paged else None))
    return lines


def _shortened(found: re.Match[str]) -> str:
    return found.group(1) * 100
