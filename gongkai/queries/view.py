"""One view of the warehouse as a frame, filtered before it is read."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import duckdb
import polars as pl

from load.building.meanings import meaning_of
from load.errors import QueryError, first_line
from load.scripts import TABLES, read_scripts

Plain = str | int | float | Decimal | date | None
Filter = Plain | Sequence[Plain]


def columns_of(connection: duckdb.DuckDBPyConnection, name: str) -> pl.DataFrame:
    """What a table or view holds, in its own words.

    Returns:
        column, type (DuckDB's), meaning.

    Raises:
        QueryError: there is no such table or view.
    """
    found = connection.execute(
        "SELECT column_name AS column, data_type AS type, comment AS meaning FROM duckdb_columns() "
        "WHERE table_name = $1 AND database_name = current_database() ORDER BY column_index",
        [name],
    ).pl()
    if found.is_empty():
        there = ", ".join(sorted(script.name for script in read_scripts(*TABLES, "views")))
        raise QueryError(f"no table or view {name}; there are {there}")
    return with_meanings(found, name)


def with_meanings(columns: pl.DataFrame, name: str) -> pl.DataFrame:
    """The columns of a table or view, each with what it means, also where its comment is lacking, as in a lake.

    Args:
        columns: column, meaning, and whatever else.
        name: of the table or view.
    """
    said = columns.select("column", "meaning").iter_rows()
    meanings = [meaning or meaning_of(name, column) for column, meaning in said]
    return columns.with_columns(pl.Series("meaning", meanings, pl.String))


def read_view(connection: duckdb.DuckDBPyConnection, name: str, where: Mapping[str, Filter]) -> pl.DataFrame:
    """The rows of a table or view, in the order of its grain.

    Args:
        connection: an open warehouse.
        name: of the table or view.
        where: column -> the value that it has, or a list of values that it may have; None is NULL.

    Raises:
        QueryError: there is no such table, view or column, or a value does not fit its column.
    """
    columns = columns_of(connection, name)["column"].to_list()
    unknown = [column for column in where if column not in columns]
    if unknown:
        raise QueryError(f"{name} has no column {', '.join(unknown)}; it has {', '.join(columns)}")
    tests = [_test(column, value) for column, value in where.items()]
    condition = " AND ".join(f"({sql})" for sql, _ in tests) or "true"
    order = ", ".join(column for column in _grain(name) if column in columns) or "ALL"
    try:
        return connection.execute(
            f"SELECT * FROM {name} WHERE {condition} ORDER BY {order}", [it for _, values in tests for it in values]
        ).pl()
    except duckdb.Error as error:
        raise QueryError(f"{name} cannot be read: {first_line(error)}") from error


def _test(column: str, value: Filter) -> tuple[str, list[Plain]]:
    """One column's condition, and the values of its marks."""
    values = list(value) if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    known: list[Plain] = [it for it in values if it is not None]
    listed = f"{column} IN ({', '.join('?' * len(known))})" if known else "false"
    return (listed if len(known) == len(values) else f"{listed} OR {column} IS NULL"), known


def _grain(name: str) -> list[str]:
    """The columns that its rows differ in."""
    grains = {script.name: script.grain for script in read_scripts(*TABLES, "views")}
    return grains.get(name, "").split(", ")
