"""A folder for one batch on a worker's machine; what dead workers left there goes with the next batch.

A folder's lock is held by the process that uses it and goes with it, however it ends.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

_NAME = "gongkai-batch-"
_LOCK = ".lock"


@contextmanager
def scratch() -> Iterator[Path]:
    """An empty folder among the system's temporary files, until the block ends."""
    here = Path(tempfile.gettempdir())
    _sweep(here)
    folder = here / f"{_NAME}{uuid4().hex}"
    with FileLock(f"{folder}{_LOCK}"):
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            _remove(folder)


def _sweep(here: Path) -> None:
    """Remove the folders that nobody holds any more."""
    for lock in here.glob(f"{_NAME}*{_LOCK}"):
        with suppress(Timeout, OSError), FileLock(lock, blocking=False):
            _remove(Path(str(lock).removesuffix(_LOCK)))


def _remove(folder: Path) -> None:
    """Remove a folder and its lock, which the caller holds."""
    shutil.rmtree(folder, ignore_errors=True)
    Path(f"{folder}{_LOCK}").unlink(missing_ok=True)
