"""Opening a published warehouse, and telling it from any other file."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import duckdb

from load.attached import attach
from load.errors import WarehouseError, first_line
from load.extensions import offline, only_signed
from load.interrupt import interruptible
from load.publishing.layout import wal_of

#: Layout of the tables; a file of another number is refused.
SCHEMA_VERSION = 7
#: Layouts that can be brought forward: `load.building.upgrade`.
OLDER_VERSIONS = frozenset({2, 3, 4, 5, 6})


def is_warehouse(path: Path) -> bool:
    """Whether `path` is a file that this version of gongkai can read and extend."""
    try:
        open_readonly(path).close()
    except WarehouseError:
        return False
    return True


def open_readonly(
    path: Path, settings: dict[str, str] | None = None, *, older: bool = False
) -> duckdb.DuckDBPyConnection:
    """Open what is published now for reading; it may stay open, and no publish is ever blocked by it.

    Where another program holds the file for writing, or its log stands beside it, that is the kept version.

    A session of its own with the file attached as `warehouse`: DuckDB caches a file that is opened directly, so that a
    process that still holds the version of yesterday would be given it again, and one that opens a file while it closes
    it can hang (1.5.5). Temporary tables, frames and `COPY` work; the warehouse itself cannot be written.

    Args:
        path: the file.
        settings: of DuckDB.
        older: also one of an older schema, that can be brought forward.

    Raises:
        WarehouseError: `path` is no warehouse of this version, or another program writes to it.
    """
    connection = duckdb.connect(config={**offline(), **(settings or {})})
    try:
        attach_published(connection, path, "warehouse", older=older)
    except WarehouseError:
        connection.close()
        raise
    only_signed(connection)
    return connection


def attach_published(connection: duckdb.DuckDBPyConnection, path: Path, name: str, *, older: bool = False) -> Path:
    """Open what is published now for reading, in a connection, as the database `name`, which is its current one then.

    Returns:
        The file that was opened.

    Raises:
        WarehouseError: as `open_readonly`.
    """
    check_file(path)
    try:
        opened = _attach(connection, path, name)
        _check_meta(path, connection, older=older)
    except duckdb.Error as error:
        raise WarehouseError(f"{path} cannot be opened: {first_line(error)}") from error
    return opened


def _attach(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> Path:
    """Attach what is published; the file that was taken."""
    sources = [path]
    if wal_of(path).exists():
        sources = [*_kept(path), path]
    try:
        return _attach_file(connection, sources[0], name)
    except duckdb.IOException:
        others = [kept for kept in _kept(path) if kept != sources[0]]
        if not others:
            raise
        return _attach_file(connection, others[0], name)


def _attach_file(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> Path:
    attach(connection, path, name, readonly=True)
    connection.execute(f"USE {name}")
    return path


def _kept(path: Path) -> list[Path]:
    """The version that was published last, where it is kept."""
    from load.publishing.versions import last_published, versions  # noqa: PLC0415 (seldom, and it imports polars)

    last = last_published(versions(path))
    return [last.path] if last else []


def attach_readonly(path: Path) -> duckdb.DuckDBPyConnection:
    """Open what is published now for a long session, which spills to a folder of its own.

    Raises:
        WarehouseError: as `open_readonly`.
    """
    # The folder is made when first needed and removed by DuckDB.
    return open_readonly(path, {"temp_directory": str(Path(tempfile.gettempdir()) / f"gongkai-{uuid4().hex}")})


@contextmanager
def reading(path: Path, settings: dict[str, str] | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A published warehouse, open for reading until the block ends.

    What does not fit into memory goes to a folder of its own among the system's temporary files: nothing is written
    beside the warehouse, and nothing stays.

    Args:
        path: the file.
        settings: of DuckDB.

    Raises:
        WarehouseError: as `open_readonly`.
    """
    with tempfile.TemporaryDirectory(prefix="gongkai-") as spill:
        connection = open_readonly(path, {"temp_directory": spill, **(settings or {})})
        try:
            with interruptible(connection):
                yield connection
        finally:
            connection.close()


def schema_version(path: Path) -> int:
    """The layout of a warehouse's tables, of this version or an older one.

    Raises:
        WarehouseError: `path` is no warehouse, or one that cannot be brought forward.
    """
    connection = open_readonly(path, older=True)
    try:
        return int(connection.execute("SELECT schema_version FROM main.warehouse_meta").fetchall()[0][0])
    finally:
        connection.close()


def last_run(path: Path) -> str:
    """The run that made a warehouse, of this version or an older one.

    Raises:
        WarehouseError: `path` is no warehouse, or one that cannot be brought forward.
    """
    connection = open_readonly(path, older=True)
    try:
        rows = connection.execute("SELECT run_id FROM ingest_run ORDER BY started_at DESC, finished_at DESC LIMIT 1")
        found = rows.fetchall()
    finally:
        connection.close()
    return str(found[0][0]) if found else "unknown"


def check_file(path: Path) -> None:
    """Refuse what is no DuckDB file, before DuckDB guesses at other formats.

    Raises:
        WarehouseError: see the message.
    """
    if path.is_dir():
        raise WarehouseError(f"{path} is a folder, not a warehouse file")
    if path.exists() and not path.is_file():  # opening a pipe would wait for ever
        raise WarehouseError(f"{path} is no regular file; nothing was changed")
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except FileNotFoundError as error:
        raise WarehouseError(f"{path} does not exist") from error
    except OSError as error:
        raise WarehouseError(f"{path} cannot be read: {error.strerror}") from error
    if head[8:] != b"DUCK":
        raise WarehouseError(f"{path} is not a DuckDB file; nothing was changed")


def _check_meta(path: Path, connection: duckdb.DuckDBPyConnection, *, older: bool) -> None:
    """Refuse a DuckDB file that is not ours, or not of our version."""
    try:
        rows = connection.execute("SELECT application, schema_version FROM main.warehouse_meta").fetchall()
    except duckdb.Error as error:
        raise WarehouseError(f"{path} belongs to another program; nothing was changed") from error
    if len(rows) != 1 or rows[0][0] != "gongkai" or not isinstance(rows[0][1], int):
        raise WarehouseError(f"{path} belongs to another program; nothing was changed")
    version = rows[0][1]
    if version != SCHEMA_VERSION and not (older and version in OLDER_VERSIONS):
        raise WarehouseError(f"{path} {_other_version(version)}; nothing was changed")


def _other_version(version: int) -> str:
    """What a warehouse of another layout is, and what to do: it is never half-read, and never rewritten in place."""
    this = f"this gongkai reads and writes version {SCHEMA_VERSION}"
    if version in OLDER_VERSIONS:
        return (
            f"is a warehouse of schema version {version} from an older gongkai, {this}: "
            "bring it forward with `gongkai upgrade`, or by the next ingest"
        )
    if version < SCHEMA_VERSION:
        return (
            f"is a warehouse of schema version {version} from an older gongkai, {this}: "
            "ingest the documents again into a new file, or read it with the gongkai that made it"
        )
    return f"is a warehouse of schema version {version} from a newer gongkai, {this}: update gongkai"
