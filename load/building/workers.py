"""Work of a load that is done elsewhere: what goes out as Parquet files comes back as such.

Into a lake these files go as they are, since they are what a lake is made of; into a file their rows are inserted.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol
from uuid import uuid4

import duckdb

from extract.object_store import Objects
from load.attached import GROUP_BYTES, data_of, is_lake, quoted
from load.lake.commit import CATALOG
from load.lake.data import is_store


class Workers(Protocol):
    """Whoever does such work. What nobody could do is not in what comes back, and is left to the load."""

    def work_out(self, shared: Path, slices: Sequence[Path]) -> Mapping[Path, Path]:
        """Let slices of the kept tables be worked out, as `load.building.slices.work_out` does it.

        Args:
            shared: the folder of the tables that each slice needs whole.
            slices: the folder of each slice.

        Returns:
            Slice -> the folder of its rows.
        """
        ...

    def prepare(self, chunks: Mapping[Path, Sequence[Path]]) -> Mapping[Path, Path]:
        """Let the rows of chunks of batches be made ready, as `load.building.chunks.prepare` does it.

        Args:
            chunks: folder of what a chunk brings -> its batches.

        Returns:
            Chunk -> the folder of its rows.
        """
        ...


@contextmanager
def spill_folder(connection: duckdb.DuckDBPyConnection) -> Iterator[Path]:
    """A folder until the block ends, beside what of a connection does not fit into memory."""
    spill = Path(connection.execute("SELECT current_setting('temp_directory')").fetchall()[0][0])
    spill.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=spill) as folder:
        yield Path(folder)


def write_rows(connection: duckdb.DuckDBPyConnection, rows: str, to: Path) -> None:
    """Write what a query finds as a Parquet file that a lake can take."""
    how = f"FORMAT parquet, ROW_GROUP_SIZE_BYTES '{GROUP_BYTES}'"
    connection.execute(f"COPY ({rows}) TO '{quoted(str(to))}' ({how})")


def read_parquet(files: Sequence[Path]) -> str:
    """The table function that reads some files."""
    listed = ", ".join(f"'{quoted(str(file))}'" for file in files)
    return f"read_parquet([{listed}], hive_partitioning = false)"


def take(connection: duckdb.DuckDBPyConnection, tables: Sequence[str], folders: Sequence[Path]) -> None:
    """Take the rows that came back.

    Args:
        connection: the warehouse.
        tables: the tables that they are of.
        folders: what came back, a file for each table that has rows there, which is gone afterwards where it is a lake.
    """
    data = data_of(connection, CATALOG) if is_lake(connection) else None
    for table in tables:
        files = [path for folder in folders if (path := folder / f"{table}.parquet").is_file()]
        if data is not None:
            for file in files:
                _add(connection, table, file, data)
        elif files:
            connection.execute(f"INSERT INTO {table} BY NAME FROM {read_parquet(files)}")


def _add(connection: duckdb.DuckDBPyConnection, table: str, file: Path, data: str) -> None:
    """Make a file one of a lake's table, unless it has no rows."""
    rows = connection.execute("SELECT num_rows FROM parquet_file_metadata($file)", {"file": str(file)}).fetchall()
    if rows == [(0,)]:
        return
    name = f"main/{table}/ducklake-{uuid4()}.parquet"
    if is_store(data):
        Objects(data).put(name, file.read_bytes())
    else:
        Path(data, name).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(file, Path(data, name))
    connection.execute(f"CALL ducklake_add_data_files('warehouse', '{table}', '{quoted(f'{data}{name}')}')")
