"""Opening what a path names in a DuckDB connection: a file, or the lake whose catalog it is."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from load.extensions import load_extension, offline
from load.lake.data import data_at, is_store

if TYPE_CHECKING:
    from load.run import Limits


#: Readable by DuckDB 1.4 on; the format before it loads a quarter slower, the one before 1.2 has no zstd.
STORAGE = "v1.4.0"
#: DuckDB's own default. A file keeps the size of blocks that it was made with, and has one a table and more.
BLOCK_BYTES = 262_144
#: Rows kept in the catalog itself, as DuckLake would do it with a few, come back with another last digit (1.5.5).
_INLINED = 0
_DATA = "key = 'data_path' AND scope IS NULL"
#: A group of rows of a lake's files, as it stands in memory while it is written: DuckDB counts 122,880 rows otherwise,
#: which is more than a load may use where the rows are whole texts. It needs rows that need not keep their order.
GROUP_BYTES = "16MB"


def building_connection(limits: "Limits", spill: str) -> duckdb.DuckDBPyConnection:
    """A connection to build a version with, without a file yet.

    Args:
        limits: what the load may use.
        spill: the folder of what does not fit into memory.
    """
    connection = duckdb.connect(
        config={
            **offline(),
            "memory_limit": limits.memory,
            "threads": str(limits.threads),
            "preserve_insertion_order": "false",
            "temp_directory": spill,
            "checkpoint_threshold": "1TB",
        }
    )
    connection.execute("SET enable_progress_bar = false")
    return connection


def attach(
    connection: duckdb.DuckDBPyConnection, path: Path, name: str, *, readonly: bool = False, data: str | None = None
) -> None:
    """Open a file, or the lake that it is the catalog of.

    For writing, a file is opened without a log: after a crash it is thrown away, never recovered.

    Args:
        connection: where to open it.
        path: the file; it is made where it is not there.
        name: what it is called in the connection.
        readonly: it is only read.
        data: where the files of a lake go that is made; what is made is a file where it is None.

    Raises:
        MissingExtraError: it is a lake, and the extra `cluster` is not installed.
        duckdb.Error: it cannot be opened.
    """
    if path.exists():
        connection.execute(f"ATTACH '{quoted(str(path))}' AS {name} (READ_ONLY)")
        found = data_of(connection, name)
        if readonly and found is None:
            return
        connection.execute(f"DETACH {name}")
        if found is not None:
            _attach_known(connection, path, name, found, readonly=readonly)
            return
    elif data is not None:
        _attach_lake(connection, path, name, data, f", DATA_PATH '{quoted(data)}'")
        return
    how = f"STORAGE_VERSION '{STORAGE}', BLOCK_SIZE {BLOCK_BYTES}, RECOVERY_MODE no_wal_writes"
    connection.execute(f"ATTACH '{quoted(str(path))}' AS {name} ({'READ_ONLY' if readonly else how})")


def _attach_known(
    connection: duckdb.DuckDBPyConnection, path: Path, name: str, recorded: str, *, readonly: bool
) -> None:
    """Open a lake whose catalog says where its files are; once they were moved with it, where they are now."""
    data = data_at(path, recorded)
    if data == recorded:
        _attach_lake(connection, path, name, data, readonly=readonly)
    elif readonly:
        moved = f", DATA_PATH '{quoted(data)}', OVERRIDE_DATA_PATH true"
        _attach_lake(connection, path, name, data, moved, readonly=True)
    else:
        connection.execute(f"ATTACH '{quoted(str(path))}' AS {name}")
        connection.execute(f"UPDATE {name}.main.ducklake_metadata SET value = $data WHERE {_DATA}", {"data": data})
        connection.execute(f"DETACH {name}")
        _attach_lake(connection, path, name, data)


def is_lake(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the connection's current database is a lake: no constraints, rowids that do not stay, transactions."""
    found = connection.execute("SELECT type FROM duckdb_databases() WHERE database_name = current_database()")
    return found.fetchall() == [("ducklake",)]


def _attach_lake(  # noqa: PLR0913
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    name: str,
    data: str,
    options: str = "",
    *,
    readonly: bool = False,
) -> None:
    """Open a lake whose files are at `data`, and nowhere else once the connection is closed to the outside."""
    if is_store(data):
        from load.object_store import connect_store  # noqa: PLC0415 (an extra)

        connect_store(connection)
    load_extension(connection, "ducklake", "cluster")
    how = f"DATA_INLINING_ROW_LIMIT {_INLINED}{options}{', READ_ONLY' if readonly else ''}"
    connection.execute(f"ATTACH 'ducklake:{quoted(str(path))}' AS {name} ({how})")
    if readonly:
        connection.execute(f"SET allowed_directories = ['{quoted(data)}']")
    else:
        _bound_groups(connection, name)


def _bound_groups(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Let the files that are written to a lake have groups of rows of `GROUP_BYTES`."""
    connection.execute("SET preserve_insertion_order = false")
    option = "parquet_row_group_size_bytes"
    known = f"FROM __ducklake_metadata_{name}.ducklake_metadata WHERE key = '{option}'"
    if not connection.execute(f"SELECT 1 {known}").fetchall():
        connection.execute(f"CALL {name}.set_option('{option}', '{GROUP_BYTES}')")


def tables_of(connection: duckdb.DuckDBPyConnection, name: str) -> set[str]:
    """The tables of a database that was attached to be read.

    Of a lake as its catalog says: DuckDB would ask it for the statistics of each (0.1 s).
    """
    kind = connection.execute("SELECT type FROM duckdb_databases() WHERE database_name = $name", {"name": name})
    found = (
        f"SELECT table_name FROM __ducklake_metadata_{name}.ducklake_table WHERE end_snapshot IS NULL"
        if kind.fetchall() == [("ducklake",)]
        else f"SELECT table_name FROM duckdb_tables() WHERE database_name = '{quoted(name)}'"
    )
    return {table for (table,) in connection.execute(found).fetchall()}


def data_of(connection: duckdb.DuckDBPyConnection, name: str) -> str | None:
    """Where a catalog says that the files of its lake are; None where an attached file is no catalog."""
    try:  # which takes half the time that it takes to list the tables
        found = connection.execute(f"SELECT value FROM {name}.main.ducklake_metadata WHERE {_DATA}")
    except duckdb.CatalogException:
        return None
    return str(found.fetchall()[0][0])


@contextmanager
def rolled_back(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Roll back what is under way when the block ends.

    To close a connection in a transaction with a server that is gone ends the whole process (postgres_scanner 1.5.5).
    """
    try:
        yield
    finally:
        with suppress(duckdb.Error):  # none is under way, or the server is gone
            connection.execute("ROLLBACK")


def quoted(text: str) -> str:
    """A text as it stands between the quotes of a statement that takes no parameters, such as ATTACH."""
    return text.replace("'", "''")
