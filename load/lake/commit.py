"""The end of a load into a lake: one transaction, one snapshot that bears the run's name, and a catalog to publish."""

from pathlib import Path

import duckdb

from load.attached import data_of
from load.lake.data import is_store
from load.lake.upkeep import NAMED, forget_snapshots, merge_small_files
from load.publishing import files

#: Under this key a catalog says which version it is.
VERSION = "gongkai_version"
#: A lake's catalog beside it, where the lake is attached as `warehouse`.
CATALOG = "__ducklake_metadata_warehouse"


def commit(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """Commit what was built, let go of earlier snapshots, and close the catalog; its new files are on the disk by then.

    Args:
        connection: with the lake as `warehouse`, in its transaction; without it afterwards.
        name: of the version.

    Returns:
        Where the lake's files are.
    """
    before = connection.execute(f"SELECT max(snapshot_id) FROM {CATALOG}.ducklake_snapshot").fetchall()[0][0]
    connection.execute("CALL warehouse.set_commit_message('gongkai', $name)", {"name": name})
    connection.execute("COMMIT")
    merge_small_files(connection)
    forget_snapshots(connection)
    connection.execute(f"DELETE FROM {CATALOG}.ducklake_metadata WHERE key = $key", {"key": VERSION})
    connection.execute(
        f"INSERT INTO {CATALOG}.ducklake_metadata (key, value) VALUES ($key, $name)", {"key": VERSION, "name": name}
    )
    folder = str(data_of(connection, CATALOG))
    if not is_store(folder):  # which has done that itself
        _sync_files_since(connection, before, folder)
    connection.execute("USE memory; DETACH warehouse")
    return folder


def _sync_files_since(connection: duckdb.DuckDBPyConnection, snapshot: int, folder: str) -> None:
    """Put the files that came after a snapshot on the disk, and their names."""
    found = connection.execute(f"{NAMED.format(CATALOG)} WHERE f.begin_snapshot > $since", {"since": snapshot})
    paths = [Path(folder, path) for (path,) in found.fetchall()]
    for path in paths:
        files.sync(path)
    for parent in {parent for path in paths for parent in (path.parent, path.parent.parent, path.parent.parent.parent)}:
        files.sync(parent)
