"""Opening what a path names in a DuckDB connection: a file, or the lake whose catalog it is."""

from pathlib import Path

import duckdb

from extract.object_store import SCHEME
from load.extensions import load_extension
from load.object_store import connect_store

#: Readable by DuckDB 1.4 on; the format before it loads a quarter slower, the one before 1.2 has no zstd.
STORAGE = "v1.4.0"
#: DuckDB's own default. A file keeps the size of blocks that it was made with, and has one a table and more.
BLOCK_BYTES = 262_144
#: Rows kept in the catalog itself, as DuckLake would do it with a few, come back with another last digit (1.5.5).
_INLINED = 0


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
        connection.execute(f"ATTACH '{_quoted(str(path))}' AS {name} (READ_ONLY)")
        found = data_of(connection, name)
        if readonly and found is None:
            return
        connection.execute(f"DETACH {name}")
        if found is not None:
            _attach_lake(connection, path, name, found, readonly=readonly)
            return
    elif data is not None:
        _attach_lake(connection, path, name, data, f", DATA_PATH '{_quoted(data)}'")
        return
    how = f"STORAGE_VERSION '{STORAGE}', BLOCK_SIZE {BLOCK_BYTES}, RECOVERY_MODE no_wal_writes"
    connection.execute(f"ATTACH '{_quoted(str(path))}' AS {name} ({'READ_ONLY' if readonly else how})")


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
    if data.startswith(SCHEME):
        connect_store(connection)
    load_extension(connection, "ducklake", "cluster")
    how = f"DATA_INLINING_ROW_LIMIT {_INLINED}{options}{', READ_ONLY' if readonly else ''}"
    connection.execute(f"ATTACH 'ducklake:{_quoted(str(path))}' AS {name} ({how})")
    if readonly:
        connection.execute(f"SET allowed_directories = ['{_quoted(data)}']")


def data_of(connection: duckdb.DuckDBPyConnection, name: str) -> str | None:
    """Where the files are of the lake that an attached file is the catalog of; None where it is no catalog."""
    is_catalog = connection.execute(
        "SELECT 1 FROM duckdb_tables() WHERE database_name = $name AND table_name = 'ducklake_metadata'", {"name": name}
    ).fetchall()
    if not is_catalog:
        return None
    found = connection.execute(f"SELECT value FROM {name}.ducklake_metadata WHERE key = 'data_path'").fetchall()
    return str(found[0][0])


def _quoted(text: str) -> str:
    return text.replace("'", "''")
