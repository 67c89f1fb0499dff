"""gongkai's guarded readers for one thread of a Dask worker, behind a process of their own.

A worker's process is a daemon of Dask's nanny, and a daemon may have no children of `multiprocessing`, as the readers
are. So the worker starts this module as a plain program, and hands it a batch a line. It ends with the worker: its
input does.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from flows.run.batches import StoredBatch
from flows.run.workers import Pool
from flows.settings import Settings

_idle: list["Reader"] = []


class ReaderGoneError(Exception):
    """The program that guards a worker's reader was killed."""


class Reader:
    """The program, from a worker's side."""

    def __init__(self) -> None:
        """Start it."""
        command = [sys.executable, "-m", __name__]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")

    def read(self, batch: StoredBatch, seconds: tuple[float, float]) -> None:
        """Read a stored batch into its folder.

        Args:
            batch: the batch.
            seconds: `Settings.batch_seconds` and `Settings.scan_seconds`.

        Raises:
            ReaderGoneError: it was killed.
            RuntimeError: it failed; in its words.
        """
        assert self.process.stdin
        assert self.process.stdout
        order = {"documents": str(batch.documents), "folder": str(batch.folder), "size": batch.size, "seconds": seconds}
        try:
            self.process.stdin.write(f"{json.dumps(order)}\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except OSError:
            answer = ""
        if not answer:
            raise ReaderGoneError("the process that guards the readers was killed: out of memory?")
        if failed := json.loads(answer):
            raise RuntimeError(failed)

    def is_alive(self) -> bool:
        """Whether it can be given another batch."""
        return self.process.poll() is None


@contextmanager
def guarded_reader() -> Iterator[Reader]:
    """A reader that nobody else has until the block ends; it stays for the next batch."""
    try:
        reader = _idle.pop()
    except IndexError:
        reader = Reader()
    try:
        yield reader
    finally:
        if reader.is_alive():
            _idle.append(reader)


def main() -> None:
    """Read the batches of the input, a line each, and answer each with what went wrong, or null."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints is no answer
    orders: SimpleQueue[dict[str, Any]] = SimpleQueue()
    threading.Thread(target=_listen, args=(orders,), daemon=True).start()
    while True:
        order = orders.get()
        answers.write(f"{json.dumps(_read(order))}\n")
        answers.flush()


def _listen(orders: "SimpleQueue[dict[str, Any]]") -> None:
    """Take orders; end at once, and the readers likewise, when the worker is gone."""
    for line in sys.stdin:
        orders.put(json.loads(line))
    os._exit(0)


_pools: dict[tuple[float, float], Pool] = {}


def _read(order: dict[str, Any]) -> str | None:
    """Read a batch; what went wrong."""
    batch_seconds, scan_seconds = order["seconds"]
    pool = _pools.get((batch_seconds, scan_seconds))
    if pool is None:
        pool = Pool(Settings(workers=1, batch_seconds=batch_seconds, scan_seconds=scan_seconds), large=True)
        _pools[batch_seconds, scan_seconds] = pool
    try:
        pool.start(StoredBatch(Path(order["documents"]), Path(order["folder"]), order["size"])).result()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


if __name__ == "__main__":
    main()
