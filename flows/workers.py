"""Who reads batches: processes of one thread each, which use every core where threads would wait for each other.

A night of one batch starts none. A worker that is killed (out of memory) costs its batch a second reading in a process
of its own; a document that kills that one too is refused (`reader_killed`), and tried again the next night.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import polars as pl

from flows.batches import joined, read_stored_batch, read_tables, refused, store_documents, write_tables

#: One thread a process, and memory kept for the next batch instead of returned and asked for again.
_ENVIRONMENT = {"POLARS_MAX_THREADS": "1", "_RJEM_MALLOC_CONF": "dirty_decay_ms:-1,muzzy_decay_ms:-1"}
_KILLED = (BrokenProcessPool, MemoryError)


class WorkersDieError(Exception):
    """No worker process stays alive on this machine."""


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
    pool = _Pool(workers)
    try:
        yield pool.start
    finally:
        pool.executor.shutdown(cancel_futures=True)


class _Pool:
    """Processes that are started anew when one of them is killed."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.executor: Executor = _executor(workers)

    def start(self, documents: Path, folder: Path) -> Handle:
        """Start reading a batch."""
        with _environment():
            try:
                future = self.executor.submit(read_stored_batch, documents, folder)
            except BrokenProcessPool:
                self.executor.shutdown()
                self.executor = _executor(self.workers)
                future = self.executor.submit(read_stored_batch, documents, folder)
        return _Started(future, documents, folder)


@dataclass(frozen=True)
class _Started:
    """A batch that is read again alone when its worker, or one beside it, is killed."""

    future: "Future[Path]"
    documents: Path
    folder: Path

    def result(self) -> Path:
        """The batch's folder, once it is read."""
        try:
            return self.future.result()
        except _KILLED:
            return read_alone(self.documents, self.folder)


def read_alone(documents: Path, folder: Path) -> Path:
    """Read a stored batch in a process of its own; where that is killed too, half by half, down to the document.

    Raises:
        WorkersDieError: no process stays alive.
    """
    try:
        return _in_process(read_stored_batch, documents, folder)
    except _KILLED:
        _check_alive()
    found = pl.read_parquet(documents)
    if found.height == 1:
        detail = "the process that read it was killed, alone with it: out of memory?"
        refused(found, "reader_killed", detail).write_parquet(documents)
        return read_stored_batch(documents, folder)
    half = found.height // 2
    parts = [read_alone(*store_documents(part, folder.parent)) for part in (found[:half], found[half:])]
    write_tables(joined([read_tables(part) for part in parts]), folder)
    documents.unlink(missing_ok=True)
    return folder


def _in_process(do: Callable[..., Path], *arguments: Path) -> Path:
    """Do something in a process of its own.

    Raises:
        BrokenProcessPool: it was killed.
    """
    with _environment(), _executor(1) as alone:
        return alone.submit(do, *arguments).result()


def _check_alive() -> None:
    """Tell a document that kills its reader from a machine on which no reader lives: there nothing is refused.

    Raises:
        WorkersDieError: a process that reads nothing is killed too.
    """
    try:
        _in_process(Path.cwd)
    except _KILLED as error:
        raise WorkersDieError("worker processes are killed whatever they read; nothing was published") from error


def _executor(workers: int) -> Executor:
    """Processes, or with 0 one thread."""
    if not workers:
        return ThreadPoolExecutor(1)
    # Spawned, never forked: a fork of a process with threads, as polars has them, hangs.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_die_with_parent)


def _die_with_parent() -> None:
    """A worker whose run was killed ends with it, instead of reading on beside the next run."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


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
