"""One load: batches into a copy of the published file, checks, and one atomic replacement.

Readers hold the old file or open the new one, never anything between; after any error the old one stands.
"""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import duckdb

from load.build import build
from load.errors import LoadError, WarehouseError, first_line
from load.lock import write_lock
from load.run import Limits, LoadResult, RunInfo
from load.warehouse import check_target
from transform.forms import Forms


def load_batches(
    warehouse: Path, batch_folders: Sequence[Path], run: RunInfo, forms: Forms, limits: Limits | None = None
) -> LoadResult:
    """Load batches into `warehouse` and publish it, or leave it exactly as it was.

    An existing file is not touched when the batches hold nothing new.

    Raises:
        CheckFailed: the result would break a check of severity `fail`.
        LoadError: anything else; the message is one line.
    """
    limits = limits or Limits()
    target = warehouse.resolve()
    try:
        check_target(target)
        with write_lock(target, limits.wait):
            check_target(target)
            return _load(target, batch_folders, run, forms, limits)
    except LoadError:
        raise
    except (WarehouseError, OSError, duckdb.Error) as error:
        raise LoadError(first_line(error)) from error


def _load(target: Path, folders: Sequence[Path], run: RunInfo, forms: Forms, limits: Limits) -> LoadResult:
    """Build beside the target, under the lock, and publish what is new."""
    _sweep(target)
    building = target.with_name(f"{_building_prefix(target)}{os.getpid()}")
    try:
        start = perf_counter()
        if target.exists():
            shutil.copy(target, building)
        copied = perf_counter() - start
        result = build(building, folders, run, forms, limits)
        result.seconds["copy"] = copied
        if result.published:
            start = perf_counter()
            _replace(building, target)
            result.seconds["publish"] = perf_counter() - start
        return result
    finally:
        _sweep(target)


def _replace(building: Path, target: Path) -> None:
    """Put the finished file in the target's place, for readers and after a power cut alike."""
    if Path(f"{building}.wal").exists():
        raise LoadError(f"{building} was not closed cleanly; nothing was published")
    _sync(building)
    os.replace(building, target)  # noqa: PTH105 (tests stand in for a crash here)
    _sync(target.parent)


def _sync(path: Path) -> None:
    """Bring a file or a folder's entries to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(target: Path) -> None:
    """Remove unfinished files of this run and of dead ones; the lock says that no other run is alive."""
    for path in target.parent.iterdir():
        if not path.name.startswith(_building_prefix(target)):
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _building_prefix(target: Path) -> str:
    """How the names of unfinished files begin."""
    return f".{target.name}.building-"
