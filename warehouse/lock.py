"""One writer of a warehouse at a time, among processes: the second waits, and says so when it waited too long.

The lock is the system's own (flock): it goes with the process that holds it, however that one ends.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from extract.errors import InputError

#: seconds that a writer waits for another: loading ten thousand reports takes about three minutes
WAIT = 900.0
#: seconds after which the waiting is told
TELL_AFTER = 1.0

Told = Callable[[], None]


def database_to_lock_path(database: Path) -> Path:
    """lakip.duckdb -> .lakip.duckdb.lock beside it; the empty file stays, what counts is who has it locked."""
    return database.with_name(f".{database.name}.lock")


if sys.platform == "win32":

    def try_lock(handle: int) -> bool:
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def try_lock(handle: int) -> bool:
        """Takes the lock if nobody has it."""
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def writing(database: Path, wait: float = WAIT, told: Told | None = None) -> Iterator[None]:
    """Holds the warehouse's lock. `told` is called once where another process has it for more than TELL_AFTER seconds.

    Raises InputError where the folder isn't there or cannot be written, or the lock doesn't come free within `wait`.
    """
    path = database_to_lock_path(database)
    if not path.parent.exists():
        raise InputError(
            f"Folder untuk gudang data {database} tidak ada.", f"The folder of the warehouse {database} does not exist."
        )
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise InputError(
            f"Gudang data {database} tidak dapat ditulis: {error.strerror}.",
            f"The warehouse {database} cannot be written: {error.strerror}.",
        ) from error
    try:
        start = time.monotonic()
        said = False
        while not try_lock(handle):
            waited = time.monotonic() - start
            if waited > wait:
                raise InputError(
                    f"Gudang data {database} sedang ditulis oleh proses lain; coba lagi setelah proses itu selesai.",
                    f"The warehouse {database} is being written by another process; try again when that has finished.",
                )
            if told and not said and waited > TELL_AFTER:
                told()
                said = True
            time.sleep(0.1)
        yield
    finally:
        os.close(handle)
