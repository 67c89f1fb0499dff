"""Which warehouse, a connection to it, and any of its tables as a frame."""

import os
from collections.abc import Sequence
from pathlib import Path

import duckdb
import polars as pl

from gongkai.queries.view import Filter, columns_of, read_view
from load.errors import WarehouseError
from load.publishing.layout import DEFAULT, SETTING
from load.publishing.publish import named_warehouse
from load.warehouse import attach_readonly

#: The file, or `ducklake:` and a lake's catalog: None is the setting GONGKAI_WAREHOUSE, else `warehouse.duckdb` in the
#: working folder, as for the command.
Warehouse = Path | str | None
#: A report year or several; None is all.
Years = int | Sequence[int] | None


def connect(warehouse: Warehouse = None) -> duckdb.DuckDBPyConnection:
    """A read-only connection to what is published now.

    It may stay open: a nightly run publishes all the same, and the connection goes on seeing what it saw. Connect again
    for the newest. Frames can be queried by their name, temporary tables made, results written with `COPY ... TO`.

    Args:
        warehouse: the file; by default the setting GONGKAI_WAREHOUSE, else `warehouse.duckdb` in the working folder.

    Raises:
        WarehouseError: there is no such file, it holds no report yet, or it is no warehouse of this version; the
            message says what to do.
    """
    path = named_warehouse(warehouse or os.environ.get(SETTING) or DEFAULT)
    if not path.exists():
        raise WarehouseError(
            f"{path.absolute()} does not exist: make it with `gongkai ingest PATH... --warehouse {path}`, "
            f"or name another file as `warehouse`, or in the environment as {SETTING}"
        )
    connection = attach_readonly(path)
    (reports, refused), *_ = connection.execute(
        "SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM rejected_document)"
    ).fetchall()
    if not reports:
        connection.close()
        raise WarehouseError(
            f"{path} holds no report yet, and {refused} refused documents: read some with `gongkai ingest PATH... "
            f"--warehouse {path}`; `gongkai sql 'FROM rejected_document' --warehouse {path}` says why any were refused"
        )
    return connection


def view(name: str, /, year: Years = None, *, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """Any table or view of the warehouse as a frame, as it is published now.

    Args:
        name: of the table or view: docs/data-dictionary.md, or `describe`.
        year: keep these report years.
        warehouse: the file, as in `connect`.
        where: column -> its value, or a list of values; None is NULL. Filters are applied before anything is read.

    Returns:
        Its columns, rows in the order of its grain. NULL is unknown or not printed, never 0; shares are 0 to 1;
        counts and amounts are exact (Decimal): `.cast(pl.Float64)` for a plot.

    Raises:
        WarehouseError: as `connect`; a QueryError where there is no such view or column.
    """
    if year is not None:
        where["report_year"] = year
    with connect(warehouse) as connection:
        return read_view(connection, name, where)


def describe(name: str, *, warehouse: Warehouse = None) -> pl.DataFrame:
    """What the columns of a table or view mean: column, type, meaning.

    Raises:
        WarehouseError: as `connect`; a QueryError where there is no such view.
    """
    with connect(warehouse) as connection:
        return columns_of(connection, name)
