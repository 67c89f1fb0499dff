"""Parquet batches into the tables of an open warehouse that nobody else reads yet."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from load.checks import Marks
from load.errors import LoadError
from load.known import KNOWN
from load.run import RunInfo
from load.scripts import read_scripts
from transform.shapes import TABLES

#: Reports whose rows are deleted between two checkpoints: until one, DuckDB remembers each deleted row in memory.
FORGOTTEN_AT_ONCE = 20_000
_REREAD_SLICES = """
CREATE OR REPLACE TEMP TABLE reread_slice AS
SELECT report_id, (row_number() OVER (ORDER BY report.rowid) - 1) // {size} AS slice
FROM report SEMI JOIN reread USING (report_id)
"""
#: Parquet bytes inserted by one statement: about 50,000 reports.
CHUNK_BYTES = 128 * 1024 * 1024
_FORMS = ("fact_disclosure", "fact_application", "fact_dispute")
_KEYED = (*_FORMS, "fact_claim", "reported_problem")
_DETAIL = (
    "report_text",
    "report_section",
    "report_sentence",
    "leftover",
    "report_form",
    "report_grid",
    "report_evidence",
)


def stage(connection: duckdb.DuckDBPyConnection, folders: Sequence[Path], run: RunInfo) -> list[list[Path]]:
    """Read the documents of all batches and find those to load (tables `incoming*`, `reread`, `refused_*`).

    Returns:
        The folders in chunks; `incoming.chunk` counts in them.

    Raises:
        LoadError: a folder is not a whole batch.
    """
    for folder in folders:
        absent = [name for name in TABLES if not (folder / f"{name}.parquet").is_file()]
        if absent:
            raise LoadError(f"{folder} is not a batch: it lacks {', '.join(absent)}")
    chunks = list(_chunks(folders))
    for name in ("report", "agency", "rejected"):
        connection.register("shape", TABLES[name].to_frame())
        connection.execute(f"CREATE TEMP TABLE staged_{name} AS SELECT *, 0 AS chunk FROM shape")
        connection.unregister("shape")
        for number, chunk in enumerate(chunks):
            connection.execute(
                f"INSERT INTO staged_{name} BY NAME SELECT *, {number} AS chunk FROM {_read(name, chunk)}"
            )
    connection.execute(
        f"CREATE TEMP TABLE known_document AS {KNOWN}",
        {"version": run.parser_version, "force": run.force, "unsaid": False},
    )
    run_step(connection, "find_incoming")
    return chunks


def first_new_rows(connection: duckdb.DuckDBPyConnection) -> Marks:
    """Where the rows that are about to be inserted will begin: table -> rowid."""
    tables = ("report", *_KEYED, *_DETAIL)
    highest = {table: connection.execute(f"SELECT max(rowid) FROM {table}").fetchall()[0][0] for table in tables}
    return {table: 0 if row is None else row + 1 for table, row in highest.items()}


def insert(connection: duckdb.DuckDBPyConnection, chunks: Sequence[Sequence[Path]], run: RunInfo) -> Marks:
    """Insert the incoming documents with everything that hangs on them, in place of what was read of them before.

    Returns:
        Where the new rows begin.
    """
    _forget_reread(connection)
    started_at = [run.started_at]
    marks = first_new_rows(connection)
    for number, chunk in enumerate(chunks):
        for name in (*_KEYED, *_DETAIL):
            _insert_table(connection, name, number, chunk)
    connection.execute(
        "INSERT INTO report BY NAME SELECT incoming.* EXCLUDE (chunk, copies, key_copies), "
        "coalesce(reread.ingested_at, $1::TIMESTAMPTZ) AS ingested_at, false AS is_current, counted.cells_known "
        f"FROM incoming LEFT JOIN reread USING (report_id) LEFT JOIN ({_cells_known(marks)}) AS counted "
        "USING (report_id)",
        started_at,
    )
    connection.execute(
        "DELETE FROM rejected_document WHERE EXISTS (SELECT 1 FROM incoming_rejected AS new "
        "WHERE new.source_uri = rejected_document.source_uri "
        "AND new.sha256 IS NOT DISTINCT FROM rejected_document.sha256)"
    )
    connection.execute("DELETE FROM rejected_document WHERE sha256 IN (SELECT sha256 FROM incoming)")
    connection.execute(
        "INSERT INTO rejected_document BY NAME "
        "SELECT * EXCLUDE (chunk), $1::TIMESTAMPTZ AS seen_at FROM incoming_rejected",
        started_at,
    )
    return marks


def _cells_known(marks: Marks) -> str:
    """The query that counts the values of each new report."""
    parts = (
        f"SELECT report_id, value IS NOT NULL AS known FROM {table} WHERE rowid >= {marks[table]}" for table in _FORMS
    )
    return f"SELECT report_id, count_if(known)::INTEGER AS cells_known FROM ({' UNION ALL '.join(parts)}) GROUP BY ALL"


def _forget_reread(connection: duckdb.DuckDBPyConnection) -> None:
    """Remove what was read before of documents that are read again."""
    connection.execute("DELETE FROM rejected_document WHERE sha256 IN (SELECT sha256 FROM refused_before)")
    connection.execute(_REREAD_SLICES.format(size=FORGOTTEN_AT_ONCE))
    slices = connection.execute("SELECT coalesce(max(slice) + 1, 0) FROM reread_slice").fetchall()[0][0]
    for number in range(slices):
        for name in (*_KEYED, *_DETAIL):
            connection.execute(
                f"DELETE FROM {name} WHERE report_id IN (SELECT report_id FROM reread_slice WHERE slice = {number})"
            )
        if slices > 1:
            connection.execute("CHECKPOINT")
    if slices:
        run_step(connection, "forget_reread")


def run_step(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Run one file of `sql/steps`."""
    script = next(script for script in read_scripts("steps") if script.name == name)
    connection.execute(script.sql)


def _insert_table(connection: duckdb.DuckDBPyConnection, name: str, number: int, chunk: Sequence[Path]) -> None:
    """Insert one table of a chunk; of documents staged several times, one copy of each row."""
    columns = ", ".join(f'"{column}"' for column in TABLES[name].names())
    keys, copies = ("report_id", "copies")
    if name in _KEYED:
        keys, copies = ("report_id, agency_id, report_year", "key_copies")
    source = _read(name, chunk)
    connection.execute(
        f"INSERT INTO {name} BY NAME SELECT {columns} FROM {source} "
        f"SEMI JOIN (SELECT report_id FROM incoming WHERE chunk = {number} AND copies = 1) USING (report_id)"
    )
    again = connection.execute(f"SELECT 1 FROM incoming WHERE chunk = {number} AND copies > 1 LIMIT 1")
    if again.fetchall():
        connection.execute(
            f"INSERT INTO {name} BY NAME SELECT {columns} FROM {source} "
            f"JOIN (SELECT {keys}, {copies} AS copies FROM incoming WHERE chunk = {number} AND copies > 1) "
            f"USING ({keys}) "
            f"QUALIFY (row_number() OVER (PARTITION BY {columns}) - 1) % copies = 0"
        )


def _chunks(folders: Sequence[Path]) -> Iterator[list[Path]]:
    """The folders in groups of about `CHUNK_BYTES`."""
    chunk: list[Path] = []
    size = 0
    for folder in folders:
        bytes_here = sum(path.stat().st_size for path in folder.glob("*.parquet"))
        if chunk and size + bytes_here > CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
        chunk.append(folder)
        size += bytes_here
    if chunk:
        yield chunk


def _read(name: str, folders: Sequence[Path]) -> str:
    """The table function that reads one table of several batches."""
    files = ", ".join("'" + str(folder / f"{name}.parquet").replace("'", "''") + "'" for folder in folders)
    return f"read_parquet([{files}])"
