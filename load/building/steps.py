"""The files of `sql/steps`, run."""

import duckdb

from load.scripts import step


def run_step(connection: duckdb.DuckDBPyConnection, name: str, **values: object) -> None:
    """Run one file of `sql/steps`; one that has `$parameters` is a single statement."""
    connection.execute(step(name), values or None)
