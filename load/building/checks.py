"""The checks of `sql/checks` on a warehouse that is about to be published.

A check of one report's rows alone (`-- scope: new reports`) looks at the new reports only: the others have passed it,
in the version that brought them. So its cost grows with what is new. Where the checks, views or forms themselves have
changed since (`warehouse_meta.checked_by`), every report is looked at again.
"""

import hashlib
from collections.abc import Mapping

import duckdb

from load.errors import CheckFailed
from load.scripts import Script, read_scripts

SHOWN_ROWS = 5
#: What tells the rows of each table that this load added: table -> condition.
Marks = Mapping[str, str]


def run_checks(connection: duckdb.DuckDBPyConnection, marks: Marks | None = None) -> dict[str, int]:
    """Run every check; the ones of severity `fail` first.

    Args:
        connection: the warehouse, with everything in it that is to be published.
        marks: what tells the new rows, for the checks of new reports; None looks at every report.

    Returns:
        Offending rows of each `warn` check that found any; of a check of new reports, the rows of these.

    Raises:
        CheckFailed: a `fail` check found rows.
    """
    scripts = sorted(read_scripts("checks"), key=lambda script: (script.of_new, script.severity))
    counts: dict[str, int] = {}
    shadowed = False
    for script in scripts:
        if script.of_new and marks is not None and not shadowed:
            _show_only_new(connection, marks)
            shadowed = True
        if script.severity == "warn":
            counts[script.name] = _count(connection, script)
        elif rows := offending_rows(connection, script):
            raise CheckFailed(script.name, script.meaning, rows)
    if shadowed and marks is not None:
        for table in marks:
            connection.execute(f"DROP VIEW temp.main.{table}")
    return {name: count for name, count in counts.items() if count}


def checks_digest(connection: duckdb.DuckDBPyConnection) -> str:
    """What the checks are and depend on, as one digest: their texts, and what the views and forms were made from."""
    made_by = connection.execute("SELECT fingerprint FROM refreshed_by").fetchall()
    texts = (f"{script.name}\n{script.sql}" for script in read_scripts("checks"))
    return hashlib.sha256("\n".join([str(made_by), *texts]).encode()).hexdigest()


def offending_rows(connection: duckdb.DuckDBPyConnection, script: Script) -> list[dict[str, object]]:
    """The first rows that a check finds."""
    found = connection.execute(f"SELECT * FROM ({script.sql}) LIMIT {SHOWN_ROWS}")
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _show_only_new(connection: duckdb.DuckDBPyConnection, marks: Marks) -> None:
    """Let each table show its new rows only, also to the views: a temporary view stands before the table."""
    for table, mark in marks.items():
        connection.execute(f"CREATE TEMP VIEW {table} AS FROM warehouse.main.{table} WHERE {mark}")


def _count(connection: duckdb.DuckDBPyConnection, script: Script) -> int:
    """How many rows a check finds."""
    row = connection.execute(f"SELECT count(*) FROM ({script.sql})").fetchone()
    return int(row[0]) if row else 0
