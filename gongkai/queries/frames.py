"""The rows of one read-only query, safe to take from anybody, as frames."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
from polars.exceptions import PolarsError

from gongkai.queries.sealed import check_columns, sealed_query, unique
from load.errors import QueryError, told

#: Rows fetched at a time.
CHUNK_ROWS = 20_000


def run_query(path: Path, sql: str) -> pl.DataFrame:
    """Run one SELECT (or FROM, WITH, VALUES, DESCRIBE, SUMMARIZE, SHOW) on a published warehouse.

    Raises:
        WarehouseError: `path` is no warehouse.
        QueryError: the text is not exactly one such statement, or it fails.
    """
    with query_rows(path, sql) as rows:
        return pl.concat(frames(rows))


@contextmanager
def query_rows(path: Path, sql: str, settings: dict[str, str] | None = None) -> Iterator[pa.RecordBatchReader]:
    """Run one such query and hand its rows over as they come; an error on the way is a QueryError too.

    Args:
        path: the file.
        sql: the query.
        settings: of DuckDB, such as its memory.

    Raises:
        WarehouseError: `path` is no warehouse.
        QueryError: the text is not exactly one query, or it fails.
    """
    with sealed_query(path, sql, settings) as result:
        rows = result.to_arrow_reader(CHUNK_ROWS)
        check_columns([(field.name, str(field.type)) for field in rows.schema])
        try:
            yield rows
        except (PolarsError, pa.ArrowException) as error:
            raise QueryError(told(error)) from error


def frames(rows: pa.RecordBatchReader, limit: int | None = None) -> Iterator[pl.DataFrame]:
    """The rows in frames of at most `CHUNK_ROWS`, the first of them empty; no more than `limit` rows in all."""
    names = unique(rows.schema.names)
    yield _frame(rows.schema.empty_table(), names)
    left = limit
    for batch in rows:
        frame = _frame(pa.Table.from_batches([batch]), names)
        yield frame if left is None else frame.head(left)
        if left is not None:
            left -= frame.height
            if left <= 0:
                return


def frames_of(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[pl.DataFrame]:
    """The rows of one of our own queries, as `frames`."""
    return frames(connection.execute(sql).to_arrow_reader(CHUNK_ROWS))


def _frame(table: pa.Table, names: list[str]) -> pl.DataFrame:
    """Some rows as a frame."""
    return pl.DataFrame(pl.from_arrow(table.rename_columns(names)))


class Cut:
    """Frames up to a number of rows; knows afterwards whether there were more."""

    def __init__(self, frames: Iterable[pl.DataFrame], limit: int | None) -> None:
        self.frames, self.limit, self.is_short = frames, limit, False

    def __iter__(self) -> Iterator[pl.DataFrame]:
        left = self.limit
        for frame in self.frames:
            if left is None:
                yield frame
                continue
            yield frame.head(left)
            self.is_short = self.is_short or frame.height > left
            left = max(left - frame.height, 0)
