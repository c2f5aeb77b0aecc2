"""The tasks of an ingest on a Dask cluster: the same work through the same interface, `concurrent.futures.Executor`.

The workers must see the files and the folder of the warehouse under the same paths, and have lakip installed.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from extract.errors import InputError

#: seconds to wait for the scheduler
TIMEOUT = 15


@contextmanager
def dask_executor(address: str) -> Iterator[Executor]:
    """An executor on the cluster whose scheduler has this address ('tcp://host:8786').

    Raises InputError where `distributed` isn't installed or nobody answers.
    """
    try:
        import distributed
    except ImportError as missing:
        raise InputError(
            "Untuk --dask perlu tambahan dask: pip install 'lakip[dask]'.",
            "--dask takes the extra dask: pip install 'lakip[dask]'.",
        ) from missing
    try:
        # its classes come without types
        cluster: Any = distributed
        client = cluster.Client(address, timeout=TIMEOUT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as silent:
        raise InputError(
            f"Tidak ada penjadwal Dask yang menjawab di {address}.", f"No Dask scheduler answers at {address}."
        ) from silent
    try:
        # a task that kills its worker would kill the next one too
        with client.get_executor(retries=0, pure=False) as executor:
            yield executor
    finally:
        client.close()
