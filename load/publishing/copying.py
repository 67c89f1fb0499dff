"""A warehouse from one place to another, a file or a lake: published there as a run's is, in one step or not at all."""

from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from load.attached import is_lake
from load.building.copied import Watch, check_copy, copy_tables
from load.building.definition import is_outdated
from load.errors import LoadError, WarehouseError
from load.interrupt import interruptible
from load.lake.address import title_of
from load.publishing.file_target import FileTarget
from load.publishing.publish import one_line_errors, target_of
from load.publishing.target import Base
from load.run import Limits
from load.warehouse import attach_published
from transform.forms import Forms

_SOURCE = "source"


@dataclass(frozen=True)
class Copied:
    """What a copy holds.

    Attributes:
        version: its name, which says when it was made.
        tables, rows: how many were copied; None where the file was, as a whole.
    """

    version: str
    tables: int | None = None
    rows: int | None = None


def copy_warehouse(  # noqa: PLR0913, PLR0917
    source: Path, to: Path, forms: Forms, limits: Limits, data: str | None, watch: Watch
) -> Copied:
    """Make a new warehouse that holds all that is published in another one now, which is only read.

    Its history of runs comes along, being rows; its earlier versions do not: the copy begins with one.

    Args:
        source: the other one, of this schema, with the views of this gongkai.
        to: where it goes; nothing is there.
        forms: the statutory forms.
        limits: what may be used.
        data: where the files of a lake go.
        watch: told what begins.

    Raises:
        WarehouseError: `source` cannot be read or `to` cannot be made; nothing was done.
        extract.errors.MissingExtraError, extract.errors.StoreError, extract.errors.UnusableArgumentsError: likewise.
        LoadError: anything else; nothing was published.
    """
    target = target_of(to, data)
    _refuse_existing(target, to)
    with closing(target.connect(limits)) as connection, interruptible(connection):
        opened = attach_published(connection, source, _SOURCE)
        if is_outdated(connection, forms):
            raise WarehouseError(f"the views of {title_of(source)} are those of another gongkai: gongkai upgrade first")
        target.check()
        target.new_lake.check()
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}Z"  # as runs are named; no other machine has a version of it
        whole = opened if not target.at.is_lake and not is_lake(connection) else None
        with one_line_errors(), target.lock(limits.wait):
            base = target.base()
            if base.path:
                raise LoadError(f"{title_of(to)} was made meanwhile; it was not changed")
            tables, rows = _fill(connection, target, whole, forms, watch)
            watch("publish", 99)
            copied = Copied(target.publish(connection, name, base), tables, rows)
        with suppress(OSError):  # published is published
            target.prune(limits.keep)
        return copied


def _refuse_existing(target: FileTarget, to: Path) -> None:
    """A copy is a new warehouse: what is there is never merged with, nor replaced.

    Raises:
        WarehouseError: something is there.
    """
    target.check_folder()
    if target.at.file.exists():
        raise WarehouseError(f"{title_of(to)} is there already: a copy is a new warehouse")
    if target.versions():
        raise WarehouseError(
            f"versions of {title_of(to)} are kept in {target.at.versions}: "
            "bring one back with gongkai rollback, or remove them"
        )


def _fill(
    connection: duckdb.DuckDBPyConnection, target: FileTarget, whole: Path | None, forms: Forms, watch: Watch
) -> tuple[int | None, int | None]:
    """Build what the source holds, of a file from a file as a whole; how many tables and rows."""
    if whole:
        watch("copy", 0)
        target.begin(connection, Base(whole))
        tables = rows = None
    else:
        target.begin(connection, Base())
        tables, rows = copy_tables(connection, _SOURCE, forms, watch)
    check_copy(connection, watch)
    return tables, rows
