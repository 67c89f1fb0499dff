"""A warehouse as one SQLite file, for what speaks only that: streamed, and replaced whole or not at all.

SQLite has no decimals, dates, lists or structs: decimals become floating point (as text they would not compare as
numbers), dates and instants text (ISO 8601, UTC), lists and structs JSON. NULL stays NULL.
"""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import duckdb

from gongkai.exports.copies.copied import Copied, is_nested, tables_of_copy
from gongkai.exports.export import MEMORY
from load.errors import QueryError, first_line
from load.warehouse import reading

#: In the file's head, by which an earlier copy of ours is known: `PRAGMA application_id`.
APPLICATION_ID = 0x676F6E67
CHUNK_ROWS = 5_000


def export_sqlite(warehouse: Path, target: Path, tables: Sequence[str] = (), *, force: bool = False) -> list[Copied]:
    """Copy a warehouse's tables into a new SQLite file; who reads an earlier copy goes on reading that.

    Args:
        warehouse: the file to read.
        target: the file to make, by a rename of `<target>.partial`.
        tables: names of tables and views; where none is given those of `tables_of_copy`.
        force: replace an earlier copy; no other file is ever replaced.

    Returns:
        What was copied.

    Raises:
        WarehouseError: `warehouse` is no warehouse.
        QueryError: `target` is something else or cannot be written, or a table does not exist.
    """
    _check_target(target, force=force)
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        with reading(warehouse) as source:
            source.execute(f"SET memory_limit = '{MEMORY}'; SET TimeZone = 'UTC'; SET enable_progress_bar = false")
            names = tables_of_copy(source, tables)
            with closing(sqlite3.connect(partial, isolation_level=None)) as copy:
                copy.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                copied = [Copied(name, _copy(source, copy, name)) for name in names]
        with partial.open("rb") as written:
            os.fsync(written.fileno())
        partial.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise QueryError(f"{target} cannot be written: {error}") from error
    except duckdb.InterruptException:
        raise
    except duckdb.Error as error:
        raise QueryError(f"{warehouse} cannot be copied: {first_line(error)}") from error
    finally:
        partial.unlink(missing_ok=True)
    return copied


def _check_target(target: Path, *, force: bool) -> None:
    """Refuse a target that would lose anything."""
    if not target.exists():
        return
    if not target.is_file():
        raise QueryError(f"{target} is no file")
    if not force:
        raise QueryError(f"{target} exists: name another file, or --force to replace an earlier copy")
    with target.open("rb") as file:
        head = file.read(72)
    if not head.startswith(b"SQLite format 3\0") or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise QueryError(f"{target} is no earlier copy of gongkai's: --force does not replace it")


def _copy(source: duckdb.DuckDBPyConnection, copy: sqlite3.Connection, name: str) -> int:
    """One table; how many rows."""
    columns = source.execute(f"DESCRIBE {name}").fetchall()
    chosen = ", ".join(_selected(column, kind) for column, kind, *_ in columns)
    typed = ", ".join(f'"{column}" {_affinity(kind)}' for column, kind, *_ in columns)
    copy.execute("BEGIN")
    copy.execute(f'CREATE TABLE "{name}" ({typed})')
    rows = source.execute(f"SELECT {chosen} FROM {name}")
    count = 0
    while chunk := rows.fetchmany(CHUNK_ROWS):
        copy.executemany(
            f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(columns))})',
            [tuple(_plain(value) for value in row) for row in chunk],
        )
        count += len(chunk)
    copy.execute("COMMIT")
    return count


def _selected(column: str, kind: str) -> str:
    if kind.startswith("DECIMAL"):
        return f'"{column}"::DOUBLE'
    if kind in {"HUGEINT", "UHUGEINT", "UBIGINT"}:
        return f'"{column}"::BIGINT'
    return f'to_json("{column}")::VARCHAR' if kind.endswith("]") or is_nested(kind) else f'"{column}"'


def _affinity(kind: str) -> str:
    if kind.endswith("]") or is_nested(kind):
        return "TEXT"
    if "INT" in kind or kind == "BOOLEAN":
        return "INTEGER"
    return "REAL" if kind.startswith(("DECIMAL", "DOUBLE", "FLOAT")) else "TEXT"


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value
