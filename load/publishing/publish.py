"""One load: batches into a copy of the published file, checks, and one atomic replacement; and the way back.

Readers hold the old file or open the new one, never anything between; after any error the old one stands.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import duckdb

from load.build.version import Start, build
from load.errors import LoadError, WarehouseError, first_line
from load.publishing import files, versions
from load.publishing.lock import write_lock
from load.publishing.versions import Version
from load.run import Limits, LoadResult, RunInfo
from load.warehouse import check_target, open_readonly
from transform.forms import Forms


def load_batches(  # noqa: PLR0913, PLR0917
    warehouse: Path,
    batch_folders: Sequence[Path],
    run: RunInfo,
    forms: Forms,
    limits: Limits | None = None,
    start: Start | None = None,
) -> LoadResult:
    """Load batches into `warehouse` and publish it, or leave it exactly as it was.

    An existing file is not touched when the batches hold nothing new and it was made with the SQL and data of this
    gongkai.

    Args:
        warehouse: the DuckDB file to create or replace.
        batch_folders: the batches, in the order in which they were read.
        run: what the warehouse keeps of the run.
        forms: the statutory forms.
        limits: what may be used.
        start: what to start from; the file itself, without hints, where it is not given.

    Raises:
        CheckFailed: the result would break a check of severity `fail`.
        LoadError: anything else; the message is one line.
    """
    limits = limits or Limits()
    target = warehouse.resolve()
    with _writing(target, limits.wait):
        start = start or Start(target)
        check_target(target, older=start.base != target)
        before = versions.adopt(target)
        building = target.with_name(f"{_building_prefix(target)}{os.getpid()}")
        result = build(start, building, batch_folders, run, forms, limits)
        if result.published:
            begun = perf_counter()
            if Path(f"{building}.wal").exists():
                raise LoadError(f"{building} was not closed cleanly; nothing was published")
            versions.publish(building, target, run.run_id, before)
            with suppress(OSError):  # published is published; the next run tries again
                versions.prune(target, limits.keep)
            result = replace(result, seconds={**result.seconds, "publish": perf_counter() - begun})
        return result


def rollback(warehouse: Path, to: str | None = None, wait: float = 10.0) -> Version:
    """Bring back a published version, in one step; the one that it replaces is kept, so that it can come back too.

    The next run reads the documents again that the version does not have.

    Args:
        warehouse: the DuckDB file; it may be damaged or gone.
        to: name of the version; by default the one that was current before.
        wait: seconds to wait for another run to finish.

    Returns:
        The version that is current now.

    Raises:
        LoadError: there is no such version, or it cannot be published; the message is one line.
    """
    target = warehouse.resolve()
    with _writing(target, wait):
        before = versions.adopt(target)
        chosen = versions.choose(target, to)
        open_readonly(chosen.path, older=True).close()
        building = target.with_name(f"{_building_prefix(target)}{os.getpid()}")
        files.link(chosen.path, building)
        versions.publish(building, target, chosen.name, before, "rollback")
        return replace(chosen, is_current=True)


@contextmanager
def _writing(target: Path, wait: float) -> Iterator[None]:
    """Under the lock, with the unfinished files of dead runs removed before and this run's afterwards.

    Raises:
        LoadError: whatever goes wrong inside, in one line.
    """
    try:
        check_folder(target)
        with write_lock(target, wait):
            _sweep(target)
            try:
                yield
            finally:
                _sweep(target)
    except LoadError:
        raise
    except (WarehouseError, OSError, duckdb.Error) as error:
        raise LoadError(first_line(error)) from error


def check_folder(target: Path) -> None:
    """Refuse a folder that is not there, before a lock is made in it.

    Raises:
        WarehouseError: see the message.
    """
    if not target.parent.is_dir():
        raise WarehouseError(f"the folder {target.parent} does not exist")


def _sweep(target: Path) -> None:
    """Remove unfinished files of this run and of dead ones; the lock says that no other run is alive."""
    for path in target.parent.iterdir():
        if path.name.startswith(_building_prefix(target)):
            files.remove(path)


def _building_prefix(target: Path) -> str:
    """How the names of unfinished files begin."""
    return f".{target.name}.building-"
