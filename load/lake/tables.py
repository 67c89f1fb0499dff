"""Tables of a lake, which knows no constraint but NOT NULL: made after the same SQL, and held to it before a publish.

The SQL is run in an empty database, whose catalogue then says what the columns and constraints are.
"""

from functools import cache

import duckdb

from load.errors import CheckFailed
from load.scripts import TABLES, Script, read_scripts

#: Rows of these tables hang on a report, so that only those of the reports that came in can be new.
_OF_REPORT = "report_id"
_COLUMNS = """
SELECT column_name, data_type, is_nullable, column_default FROM duckdb_columns()
WHERE table_name = $table AND database_name = 'memory' ORDER BY column_index
"""
_CONSTRAINTS = """
SELECT table_name, constraint_type, expression, constraint_column_names FROM duckdb_constraints()
WHERE constraint_type IN ('CHECK', 'PRIMARY KEY', 'UNIQUE') ORDER BY ALL
"""


def create_in_lake(script: Script) -> str:
    """The statement that makes a table in a lake: its columns, NOT NULL, and defaults."""
    columns = []
    for name, kind, nullable, default in _model().execute(_COLUMNS, {"table": script.name}).fetchall():
        stays = "" if nullable else " NOT NULL"
        columns.append(f'"{name}" {kind}{stays}' + (f" DEFAULT {default}" if default else ""))
    return f"CREATE TABLE {script.name} ({', '.join(columns)})"


def check_constraints(connection: duckdb.DuckDBPyConnection) -> None:
    """Hold the open lake to the constraints of its tables; of reports' tables, the rows that came in.

    Args:
        connection: the lake, with the temporary table `incoming` of the reports that came in.

    Raises:
        CheckFailed: rows break one.
    """
    for table, kind, expression, columns in _constraints():
        keys = ", ".join(columns)
        new = f"{table} SEMI JOIN temp.main.incoming USING ({_OF_REPORT})" if _hangs_on_report(table) else table
        broken = (
            f"FROM {new} WHERE NOT ({expression}) LIMIT 5"
            if kind == "CHECK"
            else f"SELECT {keys}, count(*) AS rows FROM {table} GROUP BY {keys} HAVING count(*) > 1 LIMIT 5"
        )
        found = connection.execute(broken)
        names = [column[0] for column in found.description or []]
        if rows := [dict(zip(names, row, strict=True)) for row in found.fetchall()]:
            raise CheckFailed(f"constraint of {table}", f"{kind} ({expression or keys}).", rows)


@cache
def _model() -> duckdb.DuckDBPyConnection:
    """An empty database with every table."""
    connection = duckdb.connect()
    for script in read_scripts(*TABLES):
        connection.execute(script.create)
    return connection


@cache
def _constraints() -> list[tuple[str, str, str, list[str]]]:
    return _model().execute(_CONSTRAINTS).fetchall()


@cache
def _hangs_on_report(table: str) -> bool:
    return table != "report_evidence" and any(
        name == _OF_REPORT for name, *_ in _model().execute(_COLUMNS, {"table": table}).fetchall()
    )
