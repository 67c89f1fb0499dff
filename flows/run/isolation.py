"""Reading again what a reader died of or did not come back from: in a process of its own, then half by half.

A document that kills a process which reads nothing else is refused (`reader_killed`), one whose reading does not end
too (`reader_timed_out`); both are tried again the next night, since the machine may have been at fault.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import polars as pl

from flows.run.batches import (
    StoredBatch,
    joined,
    read_stored_batch,
    read_tables,
    refused,
    store_documents,
    write_tables,
)

#: One thread a process, and memory kept for the next batch instead of returned and asked for again: the allocator's own
#: thread, which returns it, would be woken for nothing.
_ENVIRONMENT = {
    "POLARS_MAX_THREADS": "1",
    "_RJEM_MALLOC_CONF": "dirty_decay_ms:-1,muzzy_decay_ms:-1,background_thread:false",
}
#: A process that has not started by then is the machine's fault.
START_SECONDS = 300.0
#: How many scans are waited for; a batch has room for as many, beside pictures in documents of text.
MOST_SCANS = 10
KILLED = (BrokenProcessPool, MemoryError)
_DETAIL = {
    "reader_killed": "the process that read it, and nothing else, was killed: out of memory?",
    "reader_timed_out": "reading it by itself did not end in time (GONGKAI_BATCH_SECONDS)",
}


class WorkersDieError(Exception):
    """No worker process stays alive on this machine."""


class StuckError(Exception):
    """A reader did not come back in time."""


@dataclass(frozen=True)
class Patience:
    """How long a reader may take, in seconds: `now` for what it reads, and never less than `least`."""

    now: float
    least: float

    def with_scans(self, count: int, seconds: float) -> "Patience":
        """For a batch with so many documents that may be scans, each of which may take so much longer.

        Most of them are not; a batch of more scans than count here is read again in halves.
        """
        more = min(count, MOST_SCANS) * seconds
        return Patience(self.now + more, max(self.least, seconds)) if count else self

    def halved(self) -> "Patience":
        """For half of it."""
        return replace(self, now=max(self.now / 2, self.least))


def read_isolated(batch: StoredBatch, patience: Patience) -> Path:
    """Read a stored batch in a process of its own; where that fails too, half by half, down to the document.

    Args:
        batch: as `flows.run.batches.store_documents` writes it.
        patience: for the whole batch.

    Returns:
        The batch's folder.

    Raises:
        WorkersDieError: no process stays alive.
    """
    alone = partial(read_isolated, patience=patience.halved())
    try:
        return _in_process(batch, patience)
    except KILLED:
        return read_halves(batch, "reader_killed", alone)
    except StuckError:
        return read_halves(batch, "reader_timed_out", alone)


def read_halves(batch: StoredBatch, reason: str, read: Callable[[StoredBatch], Path]) -> Path:
    """Read the halves of a batch that cannot be read whole; a single document is refused.

    Args:
        batch: the batch, with its documents.
        reason: why it cannot be read, for the document that is refused: `reader_killed` or `reader_timed_out`.
        read: reads a half into its folder; what it raises ends the reading.

    Returns:
        The batch's folder.
    """
    documents = pl.read_parquet(batch.documents)
    if documents.height == 1:
        refused(documents, reason, _DETAIL[reason]).write_parquet(batch.documents)
        return read_stored_batch(batch)
    half = documents.height // 2
    halves = [store_documents(part, batch.folder.parent) for part in (documents[:half], documents[half:])]
    folders = [read(part) for part in halves]
    write_tables(joined([read_tables(folder) for folder in folders]), batch.folder)
    batch.documents.unlink(missing_ok=True)
    return batch.folder


def within(future: "Future[Path]", seconds: float) -> Path:
    """What a reader found.

    Raises:
        StuckError: it has not come back within the seconds.
        BrokenProcessPool: it was killed.
    """
    if not wait([future], seconds).done:
        raise StuckError(f"no answer within {seconds} s")
    return future.result()


def processes(workers: int) -> ProcessPoolExecutor:
    """Reader processes; spawned, never forked: a fork of a process with threads, as polars has them, hangs."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_die_with_parent)


def kill(executor: ProcessPoolExecutor) -> None:
    """End all processes of a pool at once; whoever waits for one of them gets a BrokenProcessPool."""
    for process in list((executor._processes or {}).values()):
        process.kill()


@contextmanager
def reader_environment() -> Iterator[None]:
    """The readers' environment, which a process takes over from the one that starts it."""
    before = {name: os.environ.get(name) for name in _ENVIRONMENT}
    os.environ.update({name: value for name, value in _ENVIRONMENT.items() if before[name] is None})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)


def _in_process(batch: StoredBatch, patience: Patience) -> Path:
    """Read a stored batch in a process of its own, whose time begins once it has started.

    Raises:
        BrokenProcessPool: it was killed.
        StuckError: it took too long, and was ended.
        WorkersDieError: it did not even start, which is the machine's fault, not a document's.
    """
    with reader_environment(), processes(1) as process:
        try:
            try:
                within(process.submit(Path.cwd), START_SECONDS)
            except (*KILLED, StuckError) as error:
                raise WorkersDieError("worker processes die whatever they read; nothing was published") from error
            return within(process.submit(read_stored_batch, batch), patience.now)
        except (StuckError, WorkersDieError):
            kill(process)
            raise


def _die_with_parent() -> None:
    """A worker whose run was killed ends with it, instead of reading on beside the next run."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
