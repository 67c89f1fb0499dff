"""One load: batches into the next version, checks, and one atomic publish; and the way back."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import duckdb

from load.building.stages import Stages
from load.building.version import Start, build
from load.errors import LoadError, WarehouseError, first_line
from load.lake.address import server_of, warehouse_at
from load.publishing.file_target import FileTarget
from load.publishing.server_target import ServerTarget
from load.publishing.target import Target, Version
from load.run import Limits, LoadResult, RunInfo
from transform.forms import Forms


def target_of(warehouse: Path, data: str | None = None) -> FileTarget:
    """Where a warehouse is published, from how it is named; a lake that is to be made keeps its files at `data`."""
    server = server_of(warehouse)
    return ServerTarget(warehouse, server, data) if server else FileTarget(warehouse, data)


def named_warehouse(name: str | Path) -> Path:
    """What a person named as a warehouse; of a server's lake what the server holds now.

    Raises:
        WarehouseError: it is none, or the server does not answer; the message is one line.
    """
    warehouse = warehouse_at(name)
    target = target_of(warehouse)
    if isinstance(target, ServerTarget):
        target.refresh()
    return warehouse


def load_batches(  # noqa: PLR0913, PLR0917
    warehouse: Path,
    batch_folders: Sequence[Path],
    run: RunInfo,
    forms: Forms,
    limits: Limits | None = None,
    start: Start | None = None,
    data: str | None = None,
) -> LoadResult:
    """Load batches into `warehouse` and publish it, or leave it exactly as it was.

    What is published is not touched when the batches hold nothing new and it was made with the SQL and data of this
    gongkai.

    Args:
        warehouse: the DuckDB file to create or replace.
        batch_folders: the batches, in the order in which they were read.
        run: what the warehouse keeps of the run.
        forms: the statutory forms.
        limits: what may be used.
        start: what to start from; what was published last, without hints, where it is not given.
        data: where the files of a lake go, if it is to be made.

    Raises:
        CheckFailed: the result would break a check of severity `fail`.
        LoadError: anything else; the message is one line.
    """
    limits = limits or Limits()
    target: Target = target_of(warehouse, data)
    with one_line_errors(), target.lock(limits.wait):
        start = start or Start(target.base())
        with closing(target.connect(limits)) as connection:
            result = build(start, target, connection, batch_folders, run, forms)
            if not result.published:
                return result
            publishing = Stages(start.watch)
            with publishing.stage("publish"):
                version = target.publish(connection, run.run_id, start.base)
        with suppress(OSError, LoadError):  # published is published; the next run tries again
            target.prune(limits.keep)
        return replace(result, version=version, seconds=result.seconds | publishing.seconds)


def rollback(warehouse: Path, to: str | None = None, wait: float = 10.0, *, hold: bool = False) -> Version:
    """Bring back a published version, in one step; the one that it replaces is kept, so that it can come back too.

    The next run reads the documents again that the version does not have, and publishes them unless it is held.

    Args:
        warehouse: the DuckDB file; it may be damaged or gone.
        to: name of the version; by default the one that was current before.
        wait: seconds to wait for another run to finish.
        hold: it stays published until `release`.

    Returns:
        The version that is current now.

    Raises:
        LoadError: there is no such version, or it cannot be published; the message is one line.
    """
    target: Target = target_of(warehouse)
    with one_line_errors(), target.lock(wait):
        return target.rollback(to, hold=hold)


def hold(warehouse: Path, wait: float = 10.0) -> str:
    """Keep the version that is current published, whatever nights bring; its name.

    Raises:
        LoadError: one is held already, or nothing is published; the message is one line.
    """
    target: Target = target_of(warehouse)
    with one_line_errors(), target.lock(wait):
        return target.hold()


def release(warehouse: Path, wait: float = 10.0) -> str:
    """Publish the newest version that nights kept beside the held one, and let them publish again; its name.

    Raises:
        LoadError: no version is held; the message is one line.
    """
    target: Target = target_of(warehouse)
    with one_line_errors(), target.lock(wait):
        return target.release()


@contextmanager
def one_line_errors() -> Iterator[None]:
    """Whatever goes wrong inside is a LoadError of one line."""
    try:
        yield
    except LoadError:
        raise
    except (WarehouseError, OSError, duckdb.Error) as error:
        raise LoadError(first_line(error)) from error
