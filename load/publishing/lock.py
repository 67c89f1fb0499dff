"""One writer at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from load.errors import LoadError
from load.publishing.layout import Layout


@contextmanager
def write_lock(warehouse: Path, seconds: float) -> Iterator[None]:
    """Hold `FILE.lock`, which names the process that holds it; the file stays, only its lock is released.

    The lock is the operating system's, so that a process that dies, however it dies, holds it no longer.

    A run holds it from its first batch on; the load inside takes it again, which one thread may.

    Raises:
        LoadError: another run still holds it after `seconds`, or the folder cannot be written.
    """
    path = Layout.of(warehouse).lock
    lock = FileLock(path, is_singleton=True)
    try:
        lock.acquire(timeout=seconds)
    except Timeout as error:
        holder = path.read_text(encoding="ascii", errors="replace").strip() or "process unknown"
        raise LoadError(
            f"another run ({holder}) is writing to {warehouse}; waited {seconds:g} s, try again later"
        ) from error
    except OSError as error:
        raise LoadError(f"{path} cannot be written: {error.strerror}") from error
    try:
        since = datetime.now().astimezone().isoformat(" ", "seconds")
        path.write_text(f"process {os.getpid()}, since {since}\n", encoding="ascii")
        yield
    finally:
        lock.release()


def lock_holder(warehouse: Path) -> str | None:
    """What the lock's holder wrote into it (its process id); None where nobody holds it.

    Raises:
        OSError: the lock cannot be looked at.
    """
    path = Layout.of(warehouse).lock
    if not path.exists():
        return None
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return path.read_text(encoding="ascii", errors="replace").strip() or "unknown"
    lock.release()
    return None
