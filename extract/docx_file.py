"""A .docx file -> the XML of its parts, or one clear sentence why not.

A .docx is a zip of XML parts that name one another through relationships. Only the parts that carry words are opened
(pictures stay packed), parsed by python-docx's parser, which follows no entity and no link.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx.oxml.parser import parse_xml
from lxml import etree

from extract.errors import LakipError, NotFound, TooLarge, Unreadable

#: largest file read, and largest XML part once unpacked, in bytes; a 300-page report's text has about 15 million
MAX_BYTES = 300_000_000
MAX_PART_BYTES = 64_000_000
#: more files within the zip than any report has
MAX_PARTS = 20_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
#: the namespaces of ISO "strict" files, which Word writes on request, and the ones of all others
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
)


@dataclass(frozen=True, slots=True)
class WordFile:
    """The parts of a .docx as XML elements, None where the file has none; headers and footers in the order named."""

    document: Any
    styles: Any
    numbering: Any
    footnotes: Any
    endnotes: Any
    headers: tuple[Any, ...]
    footers: tuple[Any, ...]


def zip_to_kind(path: Path) -> str:
    """'word', 'sheet' or 'other' by what the zip holds; 'broken' where its list of contents can't be read."""
    try:
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return "broken"
    folders = {name.partition("/")[0] for name in names if name.endswith(".xml")}
    return "word" if "word" in folders else "sheet" if "xl" in folders else "other"


def is_encrypted_office(path: Path) -> bool:
    """Is this an OLE container around an office document that a password protects?"""
    with path.open("rb") as file:
        head = file.read(1 << 20)
        file.seek(max(0, path.stat().st_size - (1 << 20)))
        tail = file.read(1 << 20)
    mark = "EncryptedPackage".encode("utf-16-le")
    return head.startswith(_OLE) and (mark in head or mark in tail)


def path_to_parts(path: Path) -> WordFile:
    """Open the file. Raises NotFound, Unreadable (zero bytes, encrypted, truncated, no Word document), TooLarge."""
    name = path.name
    try:
        size = path.stat().st_size
    except OSError:
        raise NotFound(f"{path}: berkas tidak ditemukan.", f"{path}: no such file.") from None
    if size == 0:
        raise Unreadable(f"{name}: berkas kosong.", f"{name}: the file is empty.")
    if size > MAX_BYTES:
        raise TooLarge(
            f"{name}: {size} bita, lebih dari batas {MAX_BYTES}.",
            f"{name}: {size} bytes, more than the limit of {MAX_BYTES}.",
        )
    if is_encrypted_office(path):
        raise encrypted(name)
    try:
        with zipfile.ZipFile(path) as package:
            return _package_to_parts(package, name)
    except LakipError:
        raise
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, KeyError, NotImplementedError, etree.LxmlError) as why:
        raise broken(name) from why
    except RuntimeError as why:
        # zipfile's word for a member with a password
        raise encrypted(name) from why
    except Exception as why:
        # zlib and lzma have errors of their own kinds
        if type(why).__module__ in ("zlib", "lzma", "_lzma", "bz2"):
            raise broken(name) from why
        raise


def encrypted(name: str) -> Unreadable:
    return Unreadable(
        f"{name}: dokumen terkunci dengan kata sandi; buka kuncinya dahulu.",
        f"{name}: the document is encrypted; remove its password first.",
    )


def broken(name: str) -> Unreadable:
    return Unreadable(
        f"{name}: dokumen Word terpotong atau rusak, tidak dapat dibuka.",
        f"{name}: the Word document is truncated or damaged and can't be opened.",
    )


def _package_to_parts(package: zipfile.ZipFile, name: str) -> WordFile:
    if len(package.infolist()) > MAX_PARTS:
        raise TooLarge(
            f"{name}: {len(package.infolist())} bagian di dalam berkas, lebih dari batas {MAX_PARTS}.",
            f"{name}: {len(package.infolist())} parts in the file, more than the limit of {MAX_PARTS}.",
        )
    main = next((target for kind, target in _relations(package, "", name) if kind == "officeDocument"), None)
    if main is None:
        raise broken(name)
    document = _part(package, main, name)
    if not str(document.tag).endswith("}document"):
        raise Unreadable(
            f"{name}: bukan dokumen Word (isinya {etree.QName(document.tag).localname}).",
            f"{name}: not a Word document (it holds a {etree.QName(document.tag).localname}).",
        )
    found: dict[str, list[Any]] = {}
    for kind, target in _relations(package, main, name):
        if (
            kind in ("styles", "numbering", "footnotes", "endnotes", "header", "footer")
            and target in package.NameToInfo
        ):
            found.setdefault(kind, []).append(_part(package, target, name))

    def one(kind: str) -> Any:
        return next(iter(found.get(kind, [])), None)

    return WordFile(
        document,
        one("styles"),
        one("numbering"),
        one("footnotes"),
        one("endnotes"),
        tuple(found.get("header", [])),
        tuple(found.get("footer", [])),
    )


def _relations(package: zipfile.ZipFile, source: str, name: str) -> Iterator[tuple[str, str]]:
    """(kind, part) of everything inside the file that the part `source` ('' the package itself) names."""
    folder, base = posixpath.split(source)
    listed = posixpath.join(folder, "_rels", f"{base}.rels")
    if listed not in package.NameToInfo:
        return
    for relation in _part(package, listed, name).iter(_RELATIONSHIP):
        if relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target") or ""
        inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        yield (relation.get("Type") or "").rsplit("/", 1)[-1], inside


def _part(package: zipfile.ZipFile, part: str, name: str) -> Any:
    """The part's root element. The size that the zip states is never exceeded: zipfile stops reading there."""
    size = package.getinfo(part).file_size
    if size > MAX_PART_BYTES:
        raise TooLarge(
            f"{name}: bagian {part} berukuran {size} bita setelah dibuka, lebih dari batas {MAX_PART_BYTES}.",
            f"{name}: its part {part} has {size} bytes when unpacked, more than the limit of {MAX_PART_BYTES}.",
        )
    data = package.read(part)
    if b"purl.oclc.org/ooxml" in data[:4096]:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return parse_xml(data)
