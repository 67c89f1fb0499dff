"""The columns of a query, with the meanings that the warehouse gives those it takes over."""

import re
from dataclasses import dataclass

import duckdb

from load.building.schema import create_tables, create_views
from load.scripts import TABLES, read_scripts


@dataclass(frozen=True)
class Described:
    """A column: its name, its DuckDB type, and the warehouse's comment; empty where it is the query's own."""

    name: str
    kind: str
    meaning: str


def described(queries: dict[str, str]) -> dict[str, list[Described]]:
    """What each query gives, asked of an empty warehouse.

    Args:
        queries: name -> one SELECT over the published tables and views.

    Returns:
        name -> its columns in order. A column that has the name of one of a table that the query reads has its comment.

    Raises:
        duckdb.Error: a query does not run on a warehouse of this version.
    """
    connection = duckdb.connect()
    try:
        create_tables(connection)
        create_views(connection)
        comments = connection.execute(
            "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE schema_name = 'main'"
        ).fetchall()
        return {name: _columns(connection, sql, comments) for name, sql in queries.items()}
    finally:
        connection.close()


def _columns(connection: duckdb.DuckDBPyConnection, sql: str, comments: list[tuple[str, str, str]]) -> list[Described]:
    read = {script.name for script in read_scripts(*TABLES, "views")} & set(re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", sql))
    meanings = {column: comment or "" for table, column, comment in comments if table in read}
    rows = connection.execute(f"DESCRIBE {sql}").fetchall()
    return [Described(name, kind, meanings.get(name, "")) for name, kind, *_ in rows]
