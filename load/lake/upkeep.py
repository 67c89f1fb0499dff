"""What a lake needs from time to time: few files instead of many small ones, and none that no version names.

A lake grows by a file a table and load. Merging goes by size, so that each row is written anew some few times in all,
however many nights there are. A merged file is a new one: the old ones go when no version that is kept names them, and
a day later, since a reader that opened an earlier version may still be at it.
"""

import logging
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from extract.errors import StoreError, UnusableArgumentsError
from extract.object_store import Objects
from load.attached import data_of, quoted
from load.errors import WarehouseError, first_line
from load.lake.claim import OURS
from load.lake.data import data_at, is_store

_LOG = logging.getLogger("gongkai")
#: Files of a table that are smaller than this many bytes become one when there are so many of them.
_SIZES = (1_000_000, 16_000_000, 256_000_000)
MANY = 12
#: Share of a file's rows that are deleted, from which it is written anew.
_DELETED = 0.5
#: Seconds that a file stays which no version names.
_GRACE = 24 * 3600.0
_SMALL_FILES = """
SELECT table_name FROM (
    SELECT table_id, count(*) AS files FROM __ducklake_metadata_warehouse.ducklake_data_file
    WHERE end_snapshot IS NULL AND file_size_bytes < $bytes GROUP BY table_id
) JOIN __ducklake_metadata_warehouse.ducklake_table USING (table_id)
WHERE end_snapshot IS NULL AND files >= $many ORDER BY table_name
"""
#: Every file that a catalog names, below its folder.
NAMED = """
SELECT s.path || t.path || f.path
FROM (
    SELECT table_id, path, begin_snapshot FROM {0}.ducklake_data_file
    UNION ALL SELECT table_id, path, begin_snapshot FROM {0}.ducklake_delete_file
) AS f
JOIN {0}.ducklake_table AS t USING (table_id)
JOIN {0}.ducklake_schema AS s USING (schema_id)
"""


def merge_small_files(connection: duckdb.DuckDBPyConnection) -> None:
    """Make one file of many small ones, table by table; a table that memory does not do for keeps its files.

    Args:
        connection: with the lake as `warehouse`, outside of a transaction.
    """
    for size in _SIZES:
        for (table,) in connection.execute(_SMALL_FILES, {"bytes": size, "many": MANY}).fetchall():
            try:
                connection.execute(
                    f"CALL ducklake_rewrite_data_files('warehouse', '{table}', delete_threshold => {_DELETED})"
                )
                connection.execute(
                    f"CALL ducklake_merge_adjacent_files('warehouse', '{table}', max_file_size => {size}::UBIGINT)"
                )
            # The load is committed by then, and many files are as true as few.
            except duckdb.OutOfMemoryException as error:
                _LOG.warning("small files of the lake's table %s stay for now: %s", table, first_line(error))


def forget_snapshots(connection: duckdb.DuckDBPyConnection) -> None:
    """Let go of all snapshots but the last one.

    An earlier one is of no use inside one catalog: each version has its own. Its files stay while a catalog names them.

    Args:
        connection: with the lake as `warehouse`, outside of a transaction.
    """
    connection.execute("CALL ducklake_expire_snapshots('warehouse', older_than => now() + INTERVAL 1 DAY)")


def rewrite_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Write every file anew of which rows were deleted or changed, so that none is named which still holds them.

    Args:
        connection: with the lake as `warehouse`, outside of a transaction; without it afterwards.
    """
    connection.execute("CALL ducklake_rewrite_data_files('warehouse', delete_threshold => 0.0)")
    forget_snapshots(connection)
    connection.execute("USE memory; DETACH warehouse")


def sweep(catalogs: Iterable[Path], grace: float = _GRACE) -> int:
    """Remove the files of a lake that none of its catalogs names and that are older than `grace` seconds.

    Args:
        catalogs: all that are kept, the published one among them; the last one says where the files are.
        grace: how long an unnamed file stays.

    Returns:
        How many files were removed. What cannot be looked at is left for the next time, and told in the log.
    """
    try:
        folder, named = _named_by(catalogs)
        if folder is None:
            return 0
        return _sweep_store(folder, named, grace) if is_store(folder) else _sweep(Path(folder), named, grace)
    except (duckdb.Error, OSError, StoreError, UnusableArgumentsError, WarehouseError) as error:
        _LOG.warning("files of the lake that no version names stay for now: %s", first_line(error))
        return 0


def _named_by(catalogs: Iterable[Path]) -> tuple[str | None, set[str]]:
    """Where the files of a lake are, and those that its catalogs name."""
    folder, named = None, set[str]()
    with duckdb.connect() as connection:
        for number, catalog in enumerate(catalogs):
            name = f"catalog_{number}"
            connection.execute(f"ATTACH '{quoted(str(catalog))}' AS {name} (READ_ONLY)")
            recorded = data_of(connection, name)
            folder = data_at(catalog, recorded) if recorded else folder
            named |= {path for (path,) in connection.execute(NAMED.format(name)).fetchall()}
            connection.execute(f"DETACH {name}")
    return folder, named


def _sweep(folder: Path, named: set[str], grace: float) -> int:
    old = [path for path in folder.glob("*/*/ducklake-*.parquet") if time.time() - path.stat().st_mtime >= grace]
    dead = [path for path in old if path.relative_to(folder).as_posix() not in named]
    for path in dead:
        path.unlink(missing_ok=True)
    return len(dead)


def _sweep_store(folder: str, named: set[str], grace: float) -> int:
    objects = Objects(folder)
    now = datetime.now(UTC)
    old = [name for name, at in objects.changes() if OURS.fullmatch(name) and (now - at).total_seconds() >= grace]
    dead = [name for name in old if name not in named]
    objects.remove(dead)
    return len(dead)
