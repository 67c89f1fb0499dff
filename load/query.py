"""One read-only query, safe to take from anybody."""

from pathlib import Path

import duckdb
import polars as pl
from polars.exceptions import PolarsError

from load.errors import QueryError, first_line
from load.warehouse import open_readonly

#: Nothing outside the warehouse can be read or written, and no query can change that.
SEALED = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "lock_configuration": "true",
}


def run_query(path: Path, sql: str) -> pl.DataFrame:
    """Run one SELECT (or FROM, WITH, VALUES, DESCRIBE, SUMMARIZE, SHOW) on a published warehouse.

    Raises:
        WarehouseError: `path` is no warehouse.
        QueryError: the text is not exactly one such statement, or it fails.
    """
    connection = open_readonly(path, SEALED)
    try:
        return connection.execute(_single_select(connection, sql)).pl()
    except (duckdb.Error, PolarsError) as error:
        raise QueryError(first_line(error)) from error
    finally:
        connection.close()


def _single_select(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    """The only statement of a text."""
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise QueryError(f"one statement at a time, please: this text has {len(statements)}")
    if statements[0].type != duckdb.StatementType.SELECT:
        raise QueryError(f"only queries are allowed, not {statements[0].type.name}")
    return statements[0]
