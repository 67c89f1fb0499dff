"""Whoever reads the batches of a run: a cluster, or processes and a thread of this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from extract.errors import need
from flows.request import Request
from flows.run.batches import StoredBatch
from flows.run.workers import Pool


class Handle(Protocol):
    """A batch under way."""

    def result(self) -> Path:
        """The batch's folder, once it is read."""
        ...


class Readers(Protocol):
    """Whoever reads batches."""

    @property
    def at_once(self) -> int:
        """How many batches they read at the same time; as many and one more are kept under way."""
        ...

    def start(self, batch: StoredBatch) -> Handle:
        """Start reading a stored batch."""
        ...


@contextmanager
def batch_readers(request: Request, *, large: bool = True) -> Iterator[Readers]:
    """A cluster where the run asks for one; else processes, or for a night that is not `large` a thread of this one."""
    if request.settings.on:
        need("cluster", "distributed")
        from flows.remote.cluster import cluster_readers  # noqa: PLC0415 (Dask is an extra)

        with cluster_readers(request) as readers:
            yield readers
        return
    with Pool(request.settings, large=large) as pool:
        yield pool
