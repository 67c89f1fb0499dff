"""Who reads batches: processes of one thread each, which use every core where threads would wait for each other.

A night of one batch starts none.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from flows.batches import read_stored_batch

#: One thread a process, and memory kept for the next batch instead of returned and asked for again.
_ENVIRONMENT = {"POLARS_MAX_THREADS": "1", "_RJEM_MALLOC_CONF": "dirty_decay_ms:-1,muzzy_decay_ms:-1"}


class Handle(Protocol):
    """A batch under way."""

    def result(self) -> Path:
        """The batch's folder, once it is read."""
        ...


#: Starts reading a stored batch: documents file and settled folder in, handle out.
Submit = Callable[[Path, Path], Handle]


@contextmanager
def batch_workers(submit: Submit | None, workers: int) -> Iterator[Submit]:
    """The given way to start a batch; else `workers` processes, or with 0 a thread of this one."""
    if submit is not None:
        yield submit
        return
    # Spawned, never forked: a fork of a process with threads, as polars has them, hangs.
    context = multiprocessing.get_context("spawn")
    pool: Executor = ProcessPoolExecutor(workers, mp_context=context) if workers else ThreadPoolExecutor(1)

    def start(documents: Path, folder: Path) -> "Future[Path]":
        with _environment():
            return pool.submit(read_stored_batch, documents, folder)

    with pool:
        yield start


@contextmanager
def _environment() -> Iterator[None]:
    """The workers' environment, which a process takes over from the one that starts it."""
    before = {name: os.environ.get(name) for name in _ENVIRONMENT}
    os.environ.update({name: value for name, value in _ENVIRONMENT.items() if before[name] is None})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
