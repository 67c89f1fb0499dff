"""The DuckDB file of a run's hints, beside the warehouse that the run starts from."""

from pathlib import Path

import duckdb

from load.attached import attach, tables_of
from load.extensions import offline
from load.scripts import read_scripts

#: DuckDB's share beside the readers; what needs more goes to the run's folder.
_MEMORY = "256MB"


def opened(path: Path, base: Path | None) -> duckdb.DuckDBPyConnection:
    """A connection to a new file as `hints`, where a bare name is one of its tables, else one of `warehouse`.

    Args:
        path: of the new file.
        base: the warehouse that the run starts from; where there is none yet, empty tables stand for it.
    """
    spill = str(path.with_suffix(".tmp"))
    connection = duckdb.connect(config={**offline(), "memory_limit": _MEMORY, "threads": "1", "temp_directory": spill})
    connection.execute("SET enable_progress_bar = false")
    attach(connection, path, "hints")
    connection.execute("USE hints")
    if base and base.exists():
        attach(connection, base, "warehouse", readonly=True)
        _stand_in(connection)
    else:
        connection.execute("ATTACH ':memory:' AS warehouse; USE warehouse")
        for script in read_scripts("facts"):
            connection.execute(script.definition)
        connection.execute("USE hints")
    connection.execute("SET search_path = 'hints.main,warehouse.main'")
    return connection


def _stand_in(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of facts that the warehouse of an earlier gongkai does not have, empty, among the hints."""
    found = tables_of(connection, "warehouse")
    for script in read_scripts("facts"):
        if script.name not in found:
            connection.execute(script.definition)
