"""Which reader reads a file: by its first bytes, then by its ending. Finding reports in folders."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extract.errors import InputError, NotFound, Unreadable
from extract.lists_of_tables import with_listed_titles
from extract.model import Report

#: endings that `find_reports` picks up in a folder
REPORT_ENDINGS = (".pdf", ".docx", ".txt", ".md", ".tsv")
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
    (b"RIFF", "WEBP"),
)
_WORD_ZIPS = (".docx", ".docm", ".dotx")
_WORD = (".doc", ".odt", ".rtf")
_SHEET = (".xlsx", ".xls", ".xlsm", ".ods")


def read(path: str | Path) -> Report:
    """Read a report: a PDF, a Word document (.docx) or a text file.

    The kind is told by the file's first bytes, then by its ending: a PDF named .txt is read as the PDF it is.
    Raises NotFound, Unreadable, NoText, TooLarge (all InputError), each with one sentence in Indonesian and English.
    """
    return with_listed_titles(_read(Path(path)))


def _read(path: Path) -> Report:
    head = _head(path)
    if b"%PDF-" in head:
        # pypdfium2 and the rest load only when a PDF is read
        from extract.pdf import read_pdf

        return read_pdf(path)
    name, ending = path.name, path.suffix.lower()
    if head.startswith((_ZIP, _OLE)):
        return _read_office(path, head)
    for magic, kind in _IMAGES:
        if head.startswith(magic) and (len(magic) > 2 or b"\x00" in head):
            raise Unreadable(
                f"{name}: gambar {kind}; gabungkan dulu menjadi PDF agar dapat dibaca sebagai pindaian.",
                f"{name}: a {kind} image; put it into a PDF first so that it can be read as a scan.",
            )
    if ending == ".pdf" and head:
        raise Unreadable(
            f"{name}: bukan PDF yang utuh (tanda %PDF tidak ada di awal berkas).",
            f"{name}: not a whole PDF (the mark %PDF is missing at its start).",
        )
    if head.startswith(b"{\\rtf"):
        raise _office(name, ".rtf")
    # each reader loads when it is needed: starting up is a third of the time of a short PDF
    from extract.text import read_text

    return read_text(path)


def _read_office(path: Path, head: bytes) -> Report:
    """A zip or an OLE container: a Word document is read, everything else is told in a sentence."""
    # python-docx and lxml load only when such a file is met
    from extract.docx_file import broken, encrypted, is_encrypted_office, zip_to_kind

    name, ending = path.name, path.suffix.lower()
    if head.startswith(_OLE):
        if is_encrypted_office(path):
            raise encrypted(name)
        raise _office(name, ".doc" if ending in _WORD_ZIPS else ending)
    kind = zip_to_kind(path)
    if kind == "word":
        from extract.docx import read_docx

        return read_docx(path)
    if kind == "broken" and ending in _WORD_ZIPS:
        raise broken(name)
    raise _office(name, ".xlsx" if kind == "sheet" else ending)


def _head(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Unreadable(
                f"{path}: ini folder, bukan berkas; pakai `lakip ingest` untuk membaca isi folder.",
                f"{path}: this is a folder, not a file; use `lakip ingest` to read what is in it.",
            )
        with path.open("rb") as file:
            return file.read(1024)
    except FileNotFoundError:
        raise NotFound(f"{path}: berkas tidak ditemukan.", f"{path}: no such file.") from None
    except (OSError, ValueError) as problem:
        reason = problem.__class__.__name__
        raise Unreadable(
            f"{path.name}: berkas tidak dapat dibuka ({reason}).", f"{path.name}: the file cannot be opened ({reason})."
        ) from None


def _office(name: str, ending: str) -> Unreadable:
    if ending in _WORD_ZIPS:
        return Unreadable(
            f"{name}: bukan dokumen Word, walaupun namanya berakhir {ending}.",
            f"{name}: not a Word document, though its name ends in {ending}.",
        )
    if ending in _WORD:
        return Unreadable(
            f"{name}: dokumen Word berformat lama; simpan sebagai .docx atau PDF lalu baca berkas itu.",
            f"{name}: a Word document of an older kind; save it as .docx or PDF and read that.",
        )
    if ending in _SHEET:
        return Unreadable(
            f"{name}: lembar kerja (spreadsheet); simpan sebagai PDF atau teks bertab lalu baca berkas itu.",
            f"{name}: a spreadsheet; save it as PDF or tab-separated text and read that.",
        )
    return Unreadable(
        f"{name}: arsip atau dokumen kantor yang tidak dapat dibaca; simpan sebagai PDF atau teks.",
        f"{name}: an archive or office document that cannot be read; save it as PDF or text.",
    )


def find_reports(paths: Iterable[str | Path]) -> tuple[list[Path], list[InputError]]:
    """The report files under files and folders, each once, sorted within a folder; and what was wrong with the paths.

    A named file is taken whatever its ending; in a folder (walked to the bottom) those with an ending in
    REPORT_ENDINGS, hidden ones and Word's lock files left out. A missing path or a folder without reports gives a
    NotFound among the problems.
    """
    files: list[Path] = []
    problems: list[InputError] = []
    seen: set[Path] = set()
    for given in paths:
        path = Path(given)
        try:
            if path.is_dir():
                inside = [
                    file
                    for file in sorted(path.rglob("*"))
                    if file.suffix.lower() in REPORT_ENDINGS
                    and not any(part.startswith((".", "~$")) for part in file.relative_to(path).parts)
                    and file.is_file()
                ]
                if not inside:
                    problems.append(
                        NotFound(
                            f"{path}: folder ini tidak berisi laporan (PDF, Word atau teks).",
                            f"{path}: this folder holds no reports (PDF, Word or text).",
                        )
                    )
            elif path.exists():
                inside = [path]
            else:
                inside = []
                problems.append(NotFound(f"{path}: berkas tidak ditemukan.", f"{path}: no such file."))
        except (OSError, ValueError) as problem:
            inside = []
            reason = problem.__class__.__name__
            problems.append(
                Unreadable(f"{path}: tidak dapat dibuka ({reason}).", f"{path}: cannot be opened ({reason}).")
            )
        for file in inside:
            key = file.resolve()
            if key not in seen:
                seen.add(key)
                files.append(file)
    return files, problems
