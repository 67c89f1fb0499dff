"""Giving back the blocks that a file no longer needs, before it is published.

DuckDB uses free blocks again, so that nights alone let a file grow little beyond its rows; reading everything again
leaves half of it free, which each later night would copy.
"""

from pathlib import Path

import duckdb

from load.publishing import files

#: Readable by DuckDB 1.4 on; the format before it loads a quarter slower, the one before 1.2 has no zstd.
STORAGE = "v1.4.0"
#: DuckDB's own default. A file keeps the size of blocks that it was made with, and has one a table and more.
BLOCK_BYTES = 262_144
#: Share of free blocks from which a file is written anew; for 500 MB that takes some ten seconds.
FREE_SHARE = 0.4


def attach(connection: duckdb.DuckDBPyConnection, path: Path, name: str, *, readonly: bool = False) -> None:
    """Open a file; for writing, without a log: after a crash it is thrown away, never recovered."""
    quoted = str(path).replace("'", "''")
    how = (
        "READ_ONLY"
        if readonly
        else f"STORAGE_VERSION '{STORAGE}', BLOCK_SIZE {BLOCK_BYTES}, RECOVERY_MODE no_wal_writes"
    )
    connection.execute(f"ATTACH '{quoted}' AS {name} ({how})")


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
