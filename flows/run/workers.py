"""Readers of this machine: processes of one thread each, which use every core where threads would wait for each other.

A night of one batch starts none and reads on a thread, unless a run died over a batch before. A worker that is killed
(out of memory) costs its batch a second reading; one that does not come back in time is killed, and its batch is read
again alone, then in halves: `flows.run.isolation`.
"""

import faulthandler
import sys
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from flows.run.batches import StoredBatch, read_stored_batch, scans_in
from flows.run.isolation import KILLED, Patience, StuckError, kill, processes, read_isolated, reader_environment, within
from flows.settings import Settings

#: A document by itself may take this share of a batch's time.
LEAST = 1 / 5
#: A thread that lets no other run (a search that Python cannot leave) ends the run after so many times its time.
_DEAF = 2


class Pool:
    """Processes that are started anew when one of them is killed."""

    def __init__(self, settings: Settings, *, large: bool) -> None:
        self.at_once = settings.workers
        self.patience = Patience(settings.batch_seconds, settings.batch_seconds * LEAST)
        self.scan_seconds = settings.scan_seconds
        self.executor = processes(self.at_once) if large else None

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes once they are through with what they read."""
        if self.executor:
            self.executor.shutdown(cancel_futures=True)
        else:
            faulthandler.cancel_dump_traceback_later()

    def start(self, batch: StoredBatch) -> "_Started":
        """Start reading a batch."""
        patience = self.patience.with_scans(scans_in(batch), self.scan_seconds)
        if self.executor is None:
            _watch(patience)  # before the thread is there: from then on it may let this one do nothing any more
            return _OnThread(_in_thread(batch), batch, patience)
        with reader_environment():
            try:
                future = self.executor.submit(read_stored_batch, batch)
            except BrokenProcessPool:
                self.executor.shutdown()
                self.executor = processes(self.at_once)
                future = self.executor.submit(read_stored_batch, batch)
        return _Started(future, batch, patience, self.executor)


@dataclass(frozen=True)
class _Started:
    """A batch that is read again alone when its worker, or one beside it, is killed or does not come back."""

    future: "Future[Path]"
    batch: StoredBatch
    patience: Patience
    executor: ProcessPoolExecutor | None = None

    def result(self) -> Path:
        """The batch's folder, once it is read."""
        try:
            return self._answer()
        except KILLED:
            return read_isolated(self.batch, self.patience)
        except StuckError:
            if self.executor:
                kill(self.executor)
            return read_isolated(self.batch, self.patience.halved())

    def _answer(self) -> Path:
        """The reader's answer, in time."""
        return within(self.future, self.patience.now)


class _OnThread(_Started):
    """The same on a thread, which cannot be killed: it is left behind, or where it lets no other run, the run ends."""

    def _answer(self) -> Path:
        """The thread's answer, in time."""
        _watch(self.patience)
        try:
            return super()._answer()
        finally:
            faulthandler.cancel_dump_traceback_later()


def _watch(patience: Patience) -> None:
    """End the run if no other thread is let do anything for too long, counted from now."""
    if sys.__stderr__:
        faulthandler.dump_traceback_later(_DEAF * patience.now, exit=True, file=sys.__stderr__)


def _in_thread(batch: StoredBatch) -> "Future[Path]":
    """Start reading on a thread that nothing waits for when the run ends."""
    future: Future[Path] = Future()

    def read() -> None:
        try:
            future.set_result(read_stored_batch(batch))
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=read, daemon=True).start()
    return future
