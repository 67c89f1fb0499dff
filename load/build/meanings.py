"""What the columns mean, as comments in the warehouse.

A table's or view's own COMMENT stands first. Without one, a kept table's column is that of the view it is kept for, and
any column is what `sql/columns.csv` says of its name. A column that a view has under its former name too says so.
"""

from functools import cache

import duckdb

from load.scripts import SQL_FOLDER, read_scripts
from transform.lexicon import csv_rows

#: How the comment of a column begins that has another name now.
DEPRECATED = "Deprecated:"


def describe(connection: duckdb.DuckDBPyConnection) -> None:
    """Comment every column of the open warehouse, which has its tables and views, that has no comment of its own."""
    found = connection.execute(
        "SELECT table_name, column_name, comment FROM duckdb_columns() "
        "WHERE NOT internal AND database_name = current_database() AND schema_name = 'main'"
    ).fetchall()
    own = {(table, column): comment for table, column, comment in found if comment is not None}
    views = {script.name: script.view for script in read_scripts("kept")}
    for table, column, comment in found:
        meaning = own.get((views.get(table, ""), column)) or _deprecated(table, column) or shared_meanings().get(column)
        if comment is None and meaning:
            words = meaning.replace("'", "''")
            connection.execute(f"COMMENT ON COLUMN {table}.{column} IS '{words}'")


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
