"""The end of a load into a lake: one transaction, one snapshot that bears the run's name, and a catalog to publish."""

import duckdb


def commit(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Commit what was built, let go of earlier snapshots, and close the catalog.

    An earlier snapshot is of no use inside one catalog: each version has its own. Its files stay: earlier catalogs
    name them (`load.lake.upkeep`).

    Args:
        connection: with the lake as `warehouse`, in its transaction; without it afterwards.
        name: of the version.
    """
    connection.execute("CALL warehouse.set_commit_message('gongkai', $name)", {"name": name})
    connection.execute("COMMIT")
    connection.execute("CALL ducklake_expire_snapshots('warehouse', older_than => now() + INTERVAL 1 DAY)")
    connection.execute("USE memory; DETACH warehouse")
