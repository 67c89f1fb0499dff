"""What is staged into the tables of an open warehouse, in place of what was read of it before."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from load.attached import is_lake
from load.build.checks import Marks
from load.build.stage import place_of, read_files
from load.build.steps import run_step
from load.run import WHOLE_TEXT, RunInfo
from transform.shapes import TABLES

#: Reports whose rows are deleted between two checkpoints: until one, DuckDB remembers each deleted row in memory.
FORGOTTEN_AT_ONCE = 20_000
_FORMS = ("fact_disclosure", "fact_application", "fact_dispute")
_KEYED_BY_AGENCY = frozenset(name for name, shape in TABLES.items() if "agency_id" in shape)
_KEYED = (*_FORMS, "fact_claim", "reported_problem")
_DETAIL = (
    "report_text",
    "report_section",
    "report_sentence",
    "leftover",
    "report_label",
    "report_form",
    "report_grid",
    "report_evidence",
)


def new_rows(connection: duckdb.DuckDBPyConnection) -> Marks:
    """What tells the rows that are about to be inserted from those that stand: table -> condition."""
    tables = ("report", *_KEYED, *_DETAIL)
    if is_lake(connection):  # whose rows are numbered when they are committed
        return dict.fromkeys(tables, "report_id IN (SELECT report_id FROM temp.main.incoming)")
    highest = {table: connection.execute(f"SELECT max(rowid) FROM {table}").fetchall()[0][0] for table in tables}
    return {table: f"rowid > {-1 if row is None else row}" for table, row in highest.items()}


def insert(connection: duckdb.DuckDBPyConnection, chunks: Sequence[Sequence[Path]], run: RunInfo) -> Marks:
    """Insert the incoming documents with everything that hangs on them, in place of what was read of them before.

    Returns:
        What tells the new rows, as `new_rows`.
    """
    _forget_reread(connection)
    marks = new_rows(connection)
    regrouped = bool(connection.execute("SELECT 1 FROM regrouped LIMIT 1").fetchall())
    doubly = bool(
        connection.execute("SELECT 1 FROM read_last SEMI JOIN coming USING (sha256) WHERE times > 1 LIMIT 1").fetchall()
    )
    for number, chunk in enumerate(chunks):
        for name in (*_KEYED, *_DETAIL):
            _insert_table(connection, name, number, chunk, doubly=doubly, regrouped=regrouped)
    _insert_whole_texts(connection, chunks)
    if chunks:
        _insert_reports(connection, [folder for chunk in chunks for folder in chunk], run, marks)
    for table in ("rejected", "held", "manifest"):
        run_step(connection, f"insert_{table}", started_at=run.started_at)
    run_step(connection, "settle_names")
    run_step(connection, "take_roster")
    return marks


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
    parts = (f"SELECT report_id, value IS NOT NULL AS known FROM {table} WHERE {marks[table]}" for table in _FORMS)
    return f"SELECT report_id, count_if(known)::INTEGER AS cells_known FROM ({' UNION ALL '.join(parts)}) GROUP BY ALL"


def _forget_reread(connection: duckdb.DuckDBPyConnection) -> None:
    """Remove what was read before of documents that are read again."""
    run_step(connection, "forget_held")
    run_step(connection, "slice_reread", size=FORGOTTEN_AT_ONCE)
    slices = connection.execute("SELECT coalesce(max(slice) + 1, 0) FROM reread_slice").fetchall()[0][0]
    for number in range(slices):
        for name in (*_KEYED, *_DETAIL):
            connection.execute(
                f"DELETE FROM {name} WHERE report_id IN (SELECT report_id FROM reread_slice WHERE slice = {number})"
            )
        if slices > 1 and not is_lake(connection):
            connection.execute("CHECKPOINT")
    if slices:
        run_step(connection, "forget_reread")


def _insert_table(  # noqa: PLR0913
    connection: duckdb.DuckDBPyConnection,
    name: str,
    number: int,
    chunk: Sequence[Path],
    *,
    doubly: bool,
    regrouped: bool,
) -> None:
    """Insert one table of a chunk; where documents were read by several batches (`doubly`), as the last one did.

    Where people decided that keys are one agency, or one key two (`regrouped`), rows have the key of their report.
    """
    columns = ", ".join(f'"{column}"' for column in TABLES[name].names())
    rows = f"SELECT {columns} FROM {read_files(name, chunk)} AS staged"
    here = f"FROM {{}} AS it {'JOIN batch USING (folder) ' if doubly else ''}WHERE chunk = {number}"
    same = f" AND {place_of(name)} = {{}}.place" if doubly else ""
    place = ", place" if doubly else ""
    report = f"ON report.report_id = staged.report_id{same.format('report')}"
    if regrouped and name in _KEYED_BY_AGENCY:
        connection.execute(
            f"INSERT INTO {name} BY NAME SELECT staged.* EXCLUDE (filename) REPLACE (report.agency_id AS agency_id) "
            f"FROM (SELECT {columns}, filename FROM {read_files(name, chunk)}) AS staged "
            f"JOIN (SELECT report_id, agency_id{place} {here.format('incoming')}) AS report {report}"
        )
    else:
        connection.execute(
            f"INSERT INTO {name} BY NAME {rows} "
            f"SEMI JOIN (SELECT report_id{place} {here.format('incoming')}) AS report {report}"
        )
    if name == "report_evidence":
        connection.execute(
            f"INSERT INTO {name} BY NAME {rows} "
            f"SEMI JOIN (SELECT source_uri{place} {here.format('incoming_held')}) AS held "
            f"ON held.source_uri = staged.source_uri AND staged.report_id IS NULL{same.format('held')}"
        )
    if name == "report_grid":
        connection.execute(
            f"INSERT INTO {name} BY NAME {rows} "
            f"SEMI JOIN (SELECT report_id{place} {here.format('incoming_held')}) AS held "
            f"ON held.report_id = staged.report_id{same.format('held')}"
        )
