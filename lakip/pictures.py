"""`lakip tables FILE --picture DIR`: what was read, drawn over the pages, one PNG a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import InputError

if TYPE_CHECKING:
    from extract.model import Report


def write_pictures(file: Path, report: Report, folder: Path, lang: str) -> list[Path]:
    """Write NAME-hal-007.png for each page of `file` with tables; gives the paths.

    Raises InputError for a file without pages (text, Word), and where the folder can't be written.
    """
    if report.media != "pdf":
        raise InputError(
            f"{report.name}: --picture hanya untuk PDF; berkas ini tidak mempunyai halaman yang dapat digambar.",
            f"{report.name}: --picture is for PDFs only; this file has no pages to draw.",
        )
    from extract.picture import report_to_pictures

    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for picture in report_to_pictures(file, report, lang):
            path = folder / f"{file.stem}-hal-{picture.number:03d}.png"
            picture.image.save(path)
            written.append(path)
    except OSError as error:
        raise InputError(
            f"{folder}: gambar tidak dapat ditulis ({error.strerror or error}).",
            f"{folder}: the pictures cannot be written ({error.strerror or error}).",
        ) from error
    return written
