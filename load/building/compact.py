"""Giving back the blocks that a file no longer needs, before it is published.

DuckDB uses free blocks again, so that nights alone let a file grow little beyond its rows; reading everything again
leaves half of it free, which each later night would copy.
"""

from pathlib import Path

import duckdb

from load.attached import attach
from load.publishing import files

#: Share of free blocks from which a file is written anew; for 500 MB that takes some ten seconds.
FREE_SHARE = 0.4


def compact(connection: duckdb.DuckDBPyConnection, building: Path) -> None:
    """Write the warehouse `building` anew where too much of it is free; it is detached and complete afterwards."""
    total, free = connection.execute(
        "SELECT total_blocks, free_blocks FROM pragma_database_size() WHERE database_name = 'warehouse'"
    ).fetchall()[0]
    if free < total * FREE_SHARE:
        connection.execute("USE memory; DETACH warehouse")
        return
    smaller = building.with_name(f"{building.name}.compact")
    connection.execute("SET preserve_insertion_order = true")
    attach(connection, smaller, "compact")
    connection.execute("COPY FROM DATABASE warehouse TO compact")
    connection.execute("CHECKPOINT compact")
    connection.execute("USE memory; DETACH warehouse; DETACH compact")
    files.replace(smaller, building)
