"""The end of a load into a lake: one transaction, one snapshot that bears the run's name, and a catalog to publish."""

from pathlib import Path

import duckdb

from extract.object_store import SCHEME
from load.attached import data_of
from load.lake.upkeep import NAMED, forget_snapshots, merge_small_files
from load.publishing import files

#: Under this key a catalog says which version it is.
VERSION = "gongkai_version"
_CATALOG = "__ducklake_metadata_warehouse"


def commit(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Commit what was built, let go of earlier snapshots, and close the catalog; its new files are on the disk by then.

    Args:
        connection: with the lake as `warehouse`, in its transaction; without it afterwards.
        name: of the version.
    """
    before = connection.execute(f"SELECT max(snapshot_id) FROM {_CATALOG}.ducklake_snapshot").fetchall()[0][0]
    connection.execute("CALL warehouse.set_commit_message('gongkai', $name)", {"name": name})
    connection.execute("COMMIT")
    merge_small_files(connection)
    forget_snapshots(connection)
    connection.execute(f"DELETE FROM {_CATALOG}.ducklake_metadata WHERE key = $key", {"key": VERSION})
    connection.execute(
        f"INSERT INTO {_CATALOG}.ducklake_metadata (key, value) VALUES ($key, $name)", {"key": VERSION, "name": name}
    )
    _sync_files_since(connection, before)
    connection.execute("USE memory; DETACH warehouse")


def _sync_files_since(connection: duckdb.DuckDBPyConnection, snapshot: int) -> None:
    """Put the files that came after a snapshot on the disk, and their names; an object store has done that itself."""
    folder = data_of(connection, _CATALOG)
    if folder is None or folder.startswith(SCHEME):
        return
    found = connection.execute(f"{NAMED.format(_CATALOG)} WHERE f.begin_snapshot > $since", {"since": snapshot})
    paths = [Path(folder, path) for (path,) in found.fetchall()]
    for path in paths:
        files.sync(path)
    for parent in {parent for path in paths for parent in (path.parent, path.parent.parent, path.parent.parent.parent)}:
        files.sync(parent)
