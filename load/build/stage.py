"""Parquet batches into the tables of an open warehouse that nobody else reads yet."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from load.attached import attach, is_lake
from load.build.checks import Marks
from load.errors import LoadError
from load.run import WHOLE_TEXT, RunInfo
from load.scripts import step
from transform.shapes import TABLES

#: Reports whose rows are deleted between two checkpoints: until one, DuckDB remembers each deleted row in memory.
FORGOTTEN_AT_ONCE = 20_000
#: Parquet bytes inserted by one statement: about 50,000 reports.
CHUNK_BYTES = 128 * 1024 * 1024
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

#: What decisions on agencies come to, where a run brings none: as it was.
_STORED = {
    "named_key": "FROM decided_key",
    "named_agency": "SELECT * EXCLUDE (name, name_year) FROM dim_agency",
    "given_from": "SELECT '' AS digest",
    "given_trait": "SELECT agency_id, column_name, value, decision_id FROM decided_agency",
}


def stage(
    connection: duckdb.DuckDBPyConnection, folders: Sequence[Path], run: RunInfo, hints: Path | None = None
) -> list[list[Path]]:
    """Read the documents of all batches and find those to load (tables `incoming*`, `coming`, `reread`, `fresh`).

    Args:
        connection: the warehouse.
        folders: the batches; of a document in several of them the last one counts.
        run: what the warehouse keeps of the run.
        hints: what `load.hints.hints.Hints` noted of it; without, a document has the one name that it was read under.

    Returns:
        The folders in chunks; `chunk` counts in them.

    Raises:
        LoadError: a folder is not a whole batch.
    """
    for folder in folders:
        absent = [name for name in TABLES if not (folder / f"{name}.parquet").is_file()]
        if absent:
            raise LoadError(f"{folder} is not a batch: it lacks {', '.join(absent)}")
    chunks = list(_chunks(folders))
    connection.execute("CREATE TEMP TABLE batch (place VARCHAR, folder INTEGER)")
    if folders:
        connection.executemany("INSERT INTO batch VALUES (?, ?)", [[str(it), at] for at, it in enumerate(folders)])
    for name in ("report", "agency", "held", "rejected"):
        connection.register("shape", TABLES[name].to_frame())
        connection.execute(f"CREATE TEMP TABLE staged_{name} AS SELECT *, 0 AS folder, 0 AS chunk FROM shape")
        connection.unregister("shape")
        for number, chunk in enumerate(chunks):
            connection.execute(
                f"INSERT INTO staged_{name} BY NAME SELECT * EXCLUDE (filename, place), {number} AS chunk "
                f"FROM {_read(name, chunk)} JOIN batch ON place = left(filename, -{len(name) + 9})"
            )
    _stage_hints(connection, hints)
    connection.execute(f"CREATE TEMP TABLE regrouping AS {step('regrouping')}")
    run_step(connection, "regroup_staged")
    connection.execute(
        f"CREATE TEMP TABLE settled AS SELECT sha256 FROM ({step('known_content')}) ANTI JOIN asked USING (sha256)",
        {"version": run.parser_version, "force": run.force},
    )
    run_step(connection, "find_incoming")
    if hints is None:
        connection.execute("CREATE TEMP TABLE met AS SELECT sha256, times FROM read_last")
    run_step(connection, "count_documents")
    return chunks


def _stage_hints(connection: duckdb.DuckDBPyConnection, hints: Path | None) -> None:
    """Tables of the names that documents were met by and how often, of new manifest rows, and of what was asked for."""
    if hints is None:
        connection.execute(
            "CREATE TEMP TABLE met_name AS "
            "SELECT sha256, regexp_replace(source_uri, '#part=\\d+$', '') AS source_uri, NULL::VARCHAR AS url "
            "FROM (SELECT sha256, source_uri FROM staged_report UNION SELECT sha256, source_uri FROM staged_rejected) "
            "WHERE sha256 IS NOT NULL"
        )
        connection.execute("CREATE TEMP TABLE asked (sha256 VARCHAR)")
        connection.execute("CREATE TEMP TABLE new_manifest_row AS SELECT * EXCLUDE (told_at) FROM manifest_row LIMIT 0")
        connection.execute(
            "CREATE TEMP TABLE given_decision AS SELECT * EXCLUDE (report_id, state, remark, told_at) FROM decision"
        )
        for name, stored in _STORED.items():
            connection.execute(f"CREATE TEMP TABLE {name} AS {stored}")
        connection.execute("CREATE TEMP TABLE given_roster AS FROM roster_agency LIMIT 0")
        connection.execute("CREATE TEMP TABLE roster_given (it INTEGER)")
        return
    attach(connection, hints, "hints", readonly=True)
    connection.execute("CREATE TEMP TABLE met_name AS SELECT DISTINCT sha256, source_uri, url FROM hints.met")
    connection.execute("CREATE TEMP TABLE met AS SELECT sha256, count(*) AS times FROM hints.met GROUP BY sha256")
    connection.execute("CREATE TEMP TABLE asked AS SELECT DISTINCT sha256 FROM hints.read_now")
    connection.execute("CREATE TEMP TABLE new_manifest_row AS FROM hints.given")
    connection.execute("CREATE TEMP TABLE given_decision AS FROM hints.given_decision")
    for name in (*_STORED, "given_roster", "roster_given"):
        connection.execute(f"CREATE TEMP TABLE {name} AS FROM hints.{name}")


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
    connection.execute(
        "INSERT INTO report BY NAME SELECT incoming.* EXCLUDE (chunk, folder), "
        "coalesce(reread.ingested_at, $1::TIMESTAMPTZ) AS ingested_at, false AS is_current, counted.cells_known "
        f"FROM incoming LEFT JOIN reread USING (report_id) LEFT JOIN ({_cells_known(marks)}) AS counted "
        "USING (report_id)",
        [run.started_at],
    )
    for table in ("rejected", "held", "manifest"):
        run_step(connection, f"insert_{table}", started_at=run.started_at)
    run_step(connection, "settle_names")
    run_step(connection, "take_roster")
    return marks


def _insert_whole_texts(connection: duckdb.DuckDBPyConnection, chunks: Sequence[Sequence[Path]]) -> None:
    """The whole texts of documents of several reports."""
    for chunk in chunks:
        folders = [folder for folder in chunk if (folder / f"{WHOLE_TEXT}.parquet").is_file()]
        if folders:
            connection.execute(
                f"INSERT INTO {WHOLE_TEXT} BY NAME SELECT * EXCLUDE (filename, place, folder) "
                f"FROM {_read(WHOLE_TEXT, folders)} "
                f"JOIN batch ON place = left(filename, -{len(WHOLE_TEXT) + 9}) "
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


def run_step(connection: duckdb.DuckDBPyConnection, name: str, **values: object) -> None:
    """Run one file of `sql/steps`; one that has `$parameters` is a single statement."""
    connection.execute(step(name), values or None)


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
    rows = f"SELECT {columns} FROM {_read(name, chunk)} AS staged"
    here = f"FROM {{}} AS it {'JOIN batch USING (folder) ' if doubly else ''}WHERE chunk = {number}"
    same = f" AND left(staged.filename, -{len(name) + 9}) = {{}}.place" if doubly else ""
    place = ", place" if doubly else ""
    report = f"ON report.report_id = staged.report_id{same.format('report')}"
    if regrouped and name in _KEYED_BY_AGENCY:
        connection.execute(
            f"INSERT INTO {name} BY NAME SELECT staged.* EXCLUDE (filename) REPLACE (report.agency_id AS agency_id) "
            f"FROM (SELECT {columns}, filename FROM {_read(name, chunk)}) AS staged "
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
    return f"read_parquet([{files}], filename = true)"
