"""The checks of `sql/checks` on a warehouse that is about to be published."""

import duckdb

from load.errors import CheckFailed
from load.scripts import Script, read_scripts

SHOWN_ROWS = 5


def run_checks(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Run every check; the ones of severity `fail` first.

    Returns:
        Offending rows of each `warn` check that found any.

    Raises:
        CheckFailed: a `fail` check found rows.
    """
    scripts = read_scripts("checks")
    for script in scripts:
        if script.severity == "fail":
            rows = offending_rows(connection, script)
            if rows:
                raise CheckFailed(script.name, script.meaning, rows)
    counts = {script.name: _count(connection, script) for script in scripts if script.severity == "warn"}
    return {name: count for name, count in counts.items() if count}


def offending_rows(connection: duckdb.DuckDBPyConnection, script: Script) -> list[dict[str, object]]:
    """The first rows that a check finds."""
    found = connection.execute(f"SELECT * FROM ({script.sql}) LIMIT {SHOWN_ROWS}")
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _count(connection: duckdb.DuckDBPyConnection, script: Script) -> int:
    """How many rows a check finds."""
    row = connection.execute(f"SELECT count(*) FROM ({script.sql})").fetchone()
    return int(row[0]) if row else 0
