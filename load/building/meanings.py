"""What the columns mean, as comments in the warehouse.

A table's or view's own COMMENT stands first. Without one, a kept table's column is that of the view it is kept for, and
any column is what `sql/columns.csv` says of its name. A column that a view has under its former name too says so.
"""

import re
from functools import cache

import duckdb

from load.attached import is_lake
from load.scripts import SQL_FOLDER, read_scripts
from transform.lexicon import csv_rows

#: How the comment of a column begins that has another name now.
DEPRECATED = "Deprecated:"
_COMMENT = re.compile(r"COMMENT ON COLUMN (\w+)\.(\w+) IS '((?:[^']|'')*)'")


def describe(connection: duckdb.DuckDBPyConnection) -> None:
    """Comment every column of the open warehouse, which has its tables and views, that has no comment of its own.

    In a lake columns of views have none: `meaning_of` says what they mean.
    """
    found = connection.execute(
        "SELECT table_name, column_name, comment FROM duckdb_columns() "
        "WHERE NOT internal AND database_name = current_database() AND schema_name = 'main'"
    ).fetchall()
    own = views_meanings() | {(table, column): comment for table, column, comment in found if comment is not None}
    views = {script.name: script.view for script in read_scripts("kept")}
    commented = _tables(connection) if is_lake(connection) else {table for table, *_ in found}
    for table, column, comment in found:
        meaning = own.get((views.get(table, ""), column)) or _deprecated(table, column) or shared_meanings().get(column)
        if comment is None and meaning and table in commented:
            words = meaning.replace("'", "''")
            connection.execute(f"COMMENT ON COLUMN {table}.{column} IS '{words}'")


def meaning_of(view: str, column: str) -> str | None:
    """What a column of a view means; in a lake it has no comment that would say so."""
    return views_meanings().get((view, column)) or _deprecated(view, column) or shared_meanings().get(column)


def _tables(connection: duckdb.DuckDBPyConnection) -> set[str]:
    found = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()")
    return {table for (table,) in found.fetchall()}


@cache
def views_meanings() -> dict[tuple[str, str], str]:
    """View and column -> what is said of it beside the view, which a lake has no place for."""
    said = (match for script in read_scripts("views") for match in _COMMENT.finditer(script.comments))
    return {(view, column): comment.replace("''", "'") for view, column, comment in map(re.Match.groups, said)}


@cache
def shared_meanings() -> dict[str, str]:
    """Column -> what it means wherever nothing else is said: `sql/columns.csv`."""
    return {row["column"]: row["meaning"] for row in csv_rows(SQL_FOLDER / "columns.csv")}


@cache
def former_names() -> dict[tuple[str, str], str]:
    """(view, former name of a column) -> the name that the same quantity has everywhere: `sql/columns.csv`."""
    rows = csv_rows(SQL_FOLDER / "columns.csv")
    found = ((row["column"], *former.split(".")) for row in rows for former in row["formerly"].split())
    return {(view, former): column for column, view, former in found}


def _deprecated(view: str, column: str) -> str | None:
    """What a column says that stands there for queries of before."""
    name = former_names().get((view, column))
    return None if name is None else f"{DEPRECATED} use `{name}`; goes in the next version."
