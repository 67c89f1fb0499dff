"""The checks of `sql/checks` on a published warehouse, read-only."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from load.errors import first_line
from load.scripts import Script, read_scripts
from load.warehouse import reading


@dataclass(frozen=True)
class CheckResult:
    """What one check found.

    Attributes:
        check: its name, which is its file's under `sql/checks`.
        severity: `fail` or `warn`.
        meaning: the first line of its file.
        rows: how many rows offend; None where the check could not be run.
        sample: the first of them, with the check's own columns.
        error: why it could not be run.
    """

    check: str
    severity: str
    meaning: str
    rows: int | None
    sample: pl.DataFrame
    error: str | None = None

    @property
    def passed(self) -> bool:
        """Whether it ran and nothing offends: a check that could not run has not passed."""
        return self.rows == 0


def check_warehouse(path: Path, limit: int) -> list[CheckResult]:
    """Run every check on a published warehouse; those of severity `fail` first.

    Args:
        path: the warehouse.
        limit: how many offending rows of each check to keep.

    Raises:
        WarehouseError: `path` is no warehouse.
    """
    scripts = sorted(read_scripts("checks"), key=lambda script: (script.severity, script.name))
    with reading(path) as connection:
        return [_run(connection, script, limit) for script in scripts]


def _run(connection: duckdb.DuckDBPyConnection, script: Script, limit: int) -> CheckResult:
    """Run one check once: its rows go to a temporary table, to be counted and shown."""
    about = (script.name, script.severity, script.meaning)
    try:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE offending AS {script.sql}")
        count = connection.execute("SELECT count(*) FROM offending").fetchall()[0][0]
        return CheckResult(*about, count, connection.execute("FROM offending ORDER BY ALL LIMIT $1", [limit]).pl())
    except duckdb.InterruptException:
        raise
    except duckdb.Error as error:
        return CheckResult(*about, None, pl.DataFrame(), first_line(error))
