"""The folder of one's own catalogue: read for a command, and given what a review decided."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.registry import Catalogue, RegistryError, load_catalogue_of, load_shipped_catalogue
from corpus.user_catalogue import UserCatalogue, load_user_catalogue, merge_catalogues
from extract.errors import InputError, NotFound, Unreadable

if TYPE_CHECKING:
    from lakip.catalogue_apply import Applied


def registry_to_input_error(error: RegistryError) -> InputError:
    """A fault in the user's own catalogue is an input that was bad."""
    return InputError(f"Katalog sendiri tidak dapat dipakai: {error}.", f"Your own catalogue cannot be used: {error}.")


def folder_to_catalogues(folder: Path | None) -> tuple[UserCatalogue, Catalogue]:
    """One's own catalogue, and the shipped one merged with it. Raises InputError where a file in it is broken."""
    shipped = load_shipped_catalogue()
    if folder is None:
        return UserCatalogue(), shipped
    try:
        own = load_user_catalogue(folder)
        return own, merge_catalogues(shipped, own)
    except RegistryError as error:
        raise registry_to_input_error(error) from error


def apply_file(file: Path, folder: Path | None, who: str = "") -> Applied:
    """Takes a review into the folder. Raises InputError where either is bad; nothing is written then."""
    from lakip.catalogue_apply import review_to_applied, text_to_review, write_user_catalogue

    if folder is None:
        raise InputError(
            "Sebutkan folder katalog sendiri: --catalogue DIR atau LAKIP_CATALOGUE.",
            "Name the folder of your own catalogue: --catalogue DIR or LAKIP_CATALOGUE.",
        )
    if not file.exists():
        raise NotFound(f"Berkas {file} tidak ada.", f"There is no file {file}.")
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(
            f"Berkas {file} tidak dapat dibaca; simpan sebagai CSV UTF-8.",
            f"{file} cannot be read; save it as CSV in UTF-8.",
        ) from error
    own, _ = folder_to_catalogues(folder)
    when = datetime.now(UTC).isoformat(timespec="seconds")
    applied = review_to_applied(text_to_review(text), own, load_shipped_catalogue(), who or getpass.getuser(), when)
    try:
        merge_catalogues(load_shipped_catalogue(), applied.own)
    except RegistryError as error:
        raise registry_to_input_error(error) from error
    if applied.fresh:
        write_user_catalogue(applied, folder)
        load_catalogue_of.cache_clear()
    return applied


def applied_to_sentences(applied: Applied, lang: str) -> list[str]:
    """What became of the review: a sentence of counts, and one for each decision that was kept."""
    counts = [sum(one.decision == verdict for one in applied.fresh) for verdict in ("accept", "alias", "reject")]
    words = {
        "accept": ("diterima sebagai", "accepted as"),
        "alias": ("alias dari", "an alias of"),
        "reject": ("ditolak", "rejected"),
    }
    kept = []
    for name, earlier in applied.kept:
        said = " ".join(filter(None, (words[earlier.decision][lang == "en"], earlier.id)))
        if lang == "en":
            kept.append(f"{name}: decided before ({said}, {earlier.who}, {earlier.when}); left as it is.")
        else:
            kept.append(f"{name}: sudah diputuskan ({said}, {earlier.who}, {earlier.when}); tidak diubah.")
    numbers = (*counts, len(kept), applied.left_open)
    if lang == "en":
        total = "{} new entries, {} aliases, {} rejected, {} kept, {} open.".format(*numbers)
    else:
        total = "{} entri baru, {} alias, {} ditolak, {} tetap, {} terbuka.".format(*numbers)
    return [*kept, total]
