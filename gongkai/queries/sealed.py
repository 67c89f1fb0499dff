"""One read-only query, safe to take from anybody.

Its rows come as Python's values here, since to import polars and Arrow takes longer than most queries;
`gongkai.queries.frames` gives frames.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import duckdb

from gongkai.queries.allowed import single_select
from gongkai.queries.limited import Rows
from load.errors import QueryError, told
from load.warehouse import reading

#: Nothing outside the warehouse can be read or written, and no query can change that; the lock comes last.
SEALED = "SET enable_external_access = false; SET python_enable_replacements = false; SET lock_configuration = true"
_NUMBER = re.compile(r"U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\)")


@contextmanager
def sealed_query(path: Path, sql: str, settings: dict[str, str] | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Run one SELECT (or FROM, WITH, VALUES, DESCRIBE, SUMMARIZE, SHOW) on a published warehouse; its result.

    An error on the way, while rows are fetched, is a QueryError too.

    Args:
        path: the file.
        sql: the query.
        settings: of DuckDB, such as its memory.

    Raises:
        WarehouseError: `path` is no warehouse.
        QueryError: the text is not exactly one such statement, or it fails.
    """
    with reading(path, settings) as connection:
        try:
            connection.execute(SEALED)
            yield connection.execute(single_select(connection, sql))
        except duckdb.InterruptException as error:
            raise KeyboardInterrupt from error
        except duckdb.Error as error:
            raise QueryError(told(error)) from error


def first_rows(path: Path, sql: str, limit: int, settings: dict[str, str] | None = None) -> Rows:
    """The first rows of such a query.

    Raises:
        WarehouseError, QueryError: as `sealed_query`.
    """
    with sealed_query(path, sql, settings) as result:
        columns = [(str(name), str(kind)) for name, kind, *_ in result.description or []]
        check_columns(columns)
        numeric = [bool(_NUMBER.fullmatch(kind)) for _, kind in columns]
        return Rows(unique([name for name, _ in columns]), numeric, result.fetchmany(limit))


def unique(names: list[str]) -> list[str]:
    """Column names, each one once: `a`, `a_1`."""
    found: list[str] = []
    for name in names:
        same = (f"{name}_{number}" for number in count(1))
        found.append(name if name not in found else next(it for it in same if it not in {*found, *names}))
    return found


def check_columns(columns: list[tuple[str, str]]) -> None:
    """Refuse columns, as name and type, that no output format can hold.

    Raises:
        QueryError: one is an INTERVAL.
    """
    for name, kind in columns:
        if "interval" in kind.lower():
            raise QueryError(f"column {name} is an INTERVAL, which no output format has: cast it to VARCHAR")
