"""What is staged into the tables of an open warehouse, in place of what was read of it before."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from load.attached import is_lake
from load.building.checks import Marks
from load.building.chunks import FORMS, HANGING, bring, how_to, insert_chunk
from load.building.stage import place_of, read_files
from load.building.steps import run_step
from load.building.workers import Workers, spill_folder, take
from load.run import WHOLE_TEXT, RunInfo

#: Reports whose rows are deleted between two checkpoints: until one, DuckDB remembers each deleted row in memory.
FORGOTTEN_AT_ONCE = 20_000


def new_rows(connection: duckdb.DuckDBPyConnection) -> Marks:
    """What tells the rows that are about to be inserted from those that stand: table -> condition."""
    tables = ("report", *HANGING)
    if is_lake(connection):  # whose rows are numbered when they are committed
        return dict.fromkeys(tables, "report_id IN (SELECT report_id FROM temp.main.incoming)")
    highest = {table: connection.execute(f"SELECT max(rowid) FROM {table}").fetchall()[0][0] for table in tables}
    return {table: f"rowid > {-1 if row is None else row}" for table, row in highest.items()}


def insert(
    connection: duckdb.DuckDBPyConnection,
    chunks: Sequence[Sequence[Path]],
    run: RunInfo,
    workers: Workers | None = None,
) -> Marks:
    """Insert the incoming documents with everything that hangs on them, in place of what was read of them before.

    Args:
        connection: the warehouse.
        chunks: the batches, as `load.building.stage.stage` gives them.
        run: what the warehouse keeps of the run.
        workers: who makes the rows of chunks ready, where there are several and it is a lake.

    Returns:
        What tells the new rows, as `new_rows`.
    """
    _forget_reread(connection)
    marks = new_rows(connection)
    for number in _left(connection, chunks, workers):
        insert_chunk(connection, number, chunks[number], how_to(connection))
    _insert_whole_texts(connection, chunks)
    if chunks:
        _insert_reports(connection, [folder for chunk in chunks for folder in chunk], run, marks)
    for table in ("rejected", "held", "manifest"):
        run_step(connection, f"insert_{table}", started_at=run.started_at)
    run_step(connection, "settle_names")
    run_step(connection, "take_roster")
    return marks


def _left(
    connection: duckdb.DuckDBPyConnection, chunks: Sequence[Sequence[Path]], workers: Workers | None
) -> list[int]:
    """Let workers make the rows of chunks ready, and take them; the chunks that are left to be inserted here."""
    if not (workers and len(chunks) > 1 and is_lake(connection)):
        return list(range(len(chunks)))
    with spill_folder(connection) as folder:
        brought = [bring(connection, number, chunk, folder) for number, chunk in enumerate(chunks)]
        done = workers.prepare(dict(zip(brought, chunks, strict=True)))
        take(connection, HANGING, list(done.values()))
    return [number for number, one in enumerate(brought) if one not in done]


def _insert_reports(connection: duckdb.DuckDBPyConnection, folders: Sequence[Path], run: RunInfo, marks: Marks) -> None:
    """The reports themselves, under the agencies of `incoming`, once their values are there to be counted."""
    connection.execute(
        "INSERT INTO report BY NAME SELECT staged.* EXCLUDE (filename) REPLACE (incoming.agency_id AS agency_id), "
        "coalesce(reread.ingested_at, $1::TIMESTAMPTZ) AS ingested_at, false AS is_current, counted.cells_known "
        f"FROM {read_files('report', folders)} AS staged JOIN batch ON place = {place_of('report')} "
        "JOIN incoming ON incoming.report_id = staged.report_id AND incoming.folder = batch.folder "
        "LEFT JOIN reread ON reread.report_id = staged.report_id "
        f"LEFT JOIN ({_cells_known(marks)}) AS counted ON counted.report_id = staged.report_id",
        [run.started_at],
    )


def _insert_whole_texts(connection: duckdb.DuckDBPyConnection, chunks: Sequence[Sequence[Path]]) -> None:
    """The whole texts of documents of several reports."""
    for chunk in chunks:
        folders = [folder for folder in chunk if (folder / f"{WHOLE_TEXT}.parquet").is_file()]
        if folders:
            connection.execute(
                f"INSERT INTO {WHOLE_TEXT} BY NAME SELECT * EXCLUDE (filename, place, folder) "
                f"FROM {read_files(WHOLE_TEXT, folders)} "
                f"JOIN batch ON place = {place_of(WHOLE_TEXT)} "
                "SEMI JOIN read_last USING (sha256, folder) SEMI JOIN coming USING (sha256)"
            )


def _cells_known(marks: Marks) -> str:
    """The query that counts the values of each new report."""
    parts = (f"SELECT report_id, value IS NOT NULL AS known FROM {table} WHERE {marks[table]}" for table in FORMS)
    return f"SELECT report_id, count_if(known)::INTEGER AS cells_known FROM ({' UNION ALL '.join(parts)}) GROUP BY ALL"


def _forget_reread(connection: duckdb.DuckDBPyConnection) -> None:
    """Remove what was read before of documents that are read again."""
    run_step(connection, "forget_held")
    run_step(connection, "slice_reread", size=FORGOTTEN_AT_ONCE)
    slices = connection.execute("SELECT coalesce(max(slice) + 1, 0) FROM reread_slice").fetchall()[0][0]
    for number in range(slices):
        for name in HANGING:
            connection.execute(
                f"DELETE FROM {name} WHERE report_id IN (SELECT report_id FROM reread_slice WHERE slice = {number})"
            )
        if slices > 1 and not is_lake(connection):
            connection.execute("CHECKPOINT")
    if slices:
        run_step(connection, "forget_reread")
