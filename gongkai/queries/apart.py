"""A process for one query: started, given its request, ended in time, and gone when who asked is."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

_T = TypeVar("_T")
#: Files in the folder of a query: how it ended, and what the process said on stderr.
REPORT, SAID = "report.json", "said.txt"
#: The way of imports is the asking program's, the working folder never.
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.stdin.buffer.readline()); "
    "from gongkai.queries.answering import main; main()"
)
#: Few heaps, none that is reserved ahead, no threads that nobody needs: what is limited is address space.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "2", "ARROW_DEFAULT_MEMORY_POOL": "system", "POLARS_MAX_THREADS": "1"}
_TICK = 0.1


@contextmanager
def answering(asked: Mapping[str, object], folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Start a process that answers on its stdout, and end it with the block.

    A process of its own program, no fork: a fork of one with threads, as DuckDB and polars have them, can hang.

    Args:
        asked: as `gongkai.queries.answering.main` takes it.
        folder: of the query alone; all that it leaves is there.
    """
    with (folder / SAID).open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            env={**os.environ, **_ENVIRONMENT},
            start_new_session=True,  # Ctrl-C is for this process, which ends that one
        )
    try:
        _tell(process, [entry or str(Path.cwd()) for entry in sys.path], {**asked, "folder": str(folder)})
        yield process
    finally:
        process.kill()
        process.communicate()


def _tell(process: "subprocess.Popen[bytes]", *lines: object) -> None:
    """Send lines of JSON; its stdin stays open, so that its end tells the process that nobody waits any more."""
    assert process.stdin
    with suppress(BrokenPipeError):  # it died: its end says why
        process.stdin.write(b"".join(json.dumps(line).encode() + b"\n" for line in lines))
        process.stdin.flush()


class Clock:
    """Kills a process once it was waited for longer than so many seconds in all.

    Attributes:
        is_over: whether it did.
    """

    def __init__(self, process: "subprocess.Popen[bytes]", seconds: float) -> None:
        """Begin to look, once entered."""
        self.is_over, self._left, self._until = False, seconds, float("inf")
        self._process, self._ended = process, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Clock":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def wait_for(self, wait: Callable[[], _T]) -> _T:
        """Wait for the process, while the clock runs."""
        until = self._until = time.monotonic() + self._left
        try:
            return wait()
        finally:
            self._until, self._left = float("inf"), until - time.monotonic()

    def _look(self) -> None:
        while not self._ended.wait(_TICK):
            if time.monotonic() > self._until:
                self.is_over = True
                self._process.kill()
                return
