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
SELECT table_name, list((column_name, data_type, is_nullable, column_default) ORDER BY column_index)
FROM duckdb_columns()
WHERE database_name = 'memory' GROUP BY table_name
"""
_CONSTRAINTS = """
SELECT table_name, constraint_type, expression, constraint_column_names FROM duckdb_constraints()
WHERE constraint_type IN ('CHECK', 'PRIMARY KEY', 'UNIQUE') ORDER BY ALL
"""


def create_in_lake(script: Script) -> str:
    """The statement that makes a table in a lake: its columns, NOT NULL, and defaults."""
    columns = []
    for name, kind, nullable, default in _columns()[script.name]:
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
    for table, conditions in _conditions().items():
        any_broken = " OR ".join(f"NOT ({condition})" for condition in conditions)
        if not _found(connection, f"FROM {_new(table)} WHERE {any_broken} LIMIT 1"):
            continue
        for condition in conditions:
            rows = _found(connection, f"FROM {_new(table)} WHERE NOT ({condition}) LIMIT 5")
            _refuse(table, f"CHECK ({condition})", rows)
    for table, kind, columns in _keys():
        keys = ", ".join(columns)
        twice = f"SELECT {keys}, count(*) AS rows FROM {table} GROUP BY {keys} HAVING count(*) > 1 LIMIT 5"
        _refuse(table, f"{kind} ({keys})", _found(connection, twice))


def _new(table: str) -> str:
    """The rows of a table that can be new, as a FROM clause."""
    hangs_on_report = table != "report_evidence" and any(name == _OF_REPORT for name, *_ in _columns()[table])
    return f"{table} SEMI JOIN temp.main.incoming USING ({_OF_REPORT})" if hangs_on_report else table


def _found(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, object]]:
    """The rows of a query."""
    found = connection.execute(query)
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _refuse(table: str, constraint: str, rows: list[dict[str, object]]) -> None:
    """Refuse rows that break a constraint."""
    if rows:
        raise CheckFailed(f"constraint of {table}", f"{constraint}.", rows)


@cache
def _model() -> duckdb.DuckDBPyConnection:
    """An empty database with every table."""
    connection = duckdb.connect()
    for script in read_scripts(*TABLES):
        connection.execute(script.definition)
    return connection


@cache
def _columns() -> dict[str, list[tuple[str, str, bool, str | None]]]:
    """Table -> its columns: name, type, whether it may be null, default."""
    return dict(_model().execute(_COLUMNS).fetchall())


@cache
def _constraints() -> list[tuple[str, str, str, list[str]]]:
    return _model().execute(_CONSTRAINTS).fetchall()


@cache
def _conditions() -> dict[str, list[str]]:
    """Table -> the conditions that each of its rows keeps; each table is asked once."""
    found: dict[str, list[str]] = {}
    for table, kind, expression, _ in _constraints():
        if kind == "CHECK":
            found.setdefault(table, []).append(expression)
    return found


@cache
def _keys() -> list[tuple[str, str, list[str]]]:
    """Table, kind and columns of what is there once."""
    return [(table, kind, columns) for table, kind, _, columns in _constraints() if kind != "CHECK"]
