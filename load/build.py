"""Everything that happens inside the file being built, before anybody reads it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import duckdb

from load.checks import run_checks
from load.marts import prepare_marts, refresh_marts
from load.metrics import fill_metrics
from load.reuse import update_text_reuse
from load.run import Limits, LoadResult, RunInfo
from load.schema import create_tables, create_views, fill_forms
from load.stage import insert, run_step, stage
from load.warehouse import OFFLINE
from transform.forms import Forms

#: Readable by DuckDB 1.4 on; the format before it loads a quarter slower, the one before 1.2 has no zstd.
STORAGE = "v1.4.0"


def build(path: Path, folders: Sequence[Path], run: RunInfo, forms: Forms, limits: Limits) -> LoadResult:
    """Extend the warehouse at `path`, or make one there, and close it.

    Raises:
        CheckFailed: a check of severity `fail` found rows.
    """
    is_new = not path.exists()
    connection = _open(path, limits)
    try:
        connection.execute("SET enable_progress_bar = false")
        create_tables(connection)
        return _fill(connection, folders, run, forms, is_new)
    finally:
        connection.close()


def _open(path: Path, limits: Limits) -> duckdb.DuckDBPyConnection:
    """Open the file for writing, without a log: after a crash it is thrown away, never recovered."""
    connection = duckdb.connect(
        config={
            **OFFLINE,
            "memory_limit": limits.memory,
            "threads": str(limits.threads),
            "preserve_insertion_order": "false",
            "temp_directory": f"{path}.tmp",
            "checkpoint_threshold": "1TB",
        }
    )
    quoted = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS warehouse (STORAGE_VERSION '{STORAGE}', RECOVERY_MODE no_wal_writes)")
    connection.execute("USE warehouse")
    return connection


def _fill(
    connection: duckdb.DuckDBPyConnection, folders: Sequence[Path], run: RunInfo, forms: Forms, is_new: bool
) -> LoadResult:
    """Stage, insert, settle, check and record."""
    seconds: dict[str, float] = {}
    with _timed(seconds, "stage"):
        chunks = stage(connection, folders)
        new = _number(connection, "FROM incoming") + _number(connection, "FROM incoming_rejected")
        unchanged = _number(connection, "FROM staged_report") + _number(connection, "FROM staged_rejected") - new
    if not new and not is_new:
        return LoadResult(unchanged=unchanged, seconds=seconds)
    with _timed(seconds, "insert"):
        insert(connection, chunks, run.started_at)
    with _timed(seconds, "settle"):
        run_step(connection, "upsert_agencies")
        run_step(connection, "mark_current")
    with _timed(seconds, "texts"):
        fill_forms(connection, forms)
        update_text_reuse(connection, forms)
    with _timed(seconds, "views"):
        fill_metrics(connection)
        prepare_marts(connection)
        create_views(connection)
    with _timed(seconds, "marts"):
        refresh_marts(connection)
    with _timed(seconds, "checks"):
        warnings = run_checks(connection)
    with _timed(seconds, "checkpoint"):
        result = _result(connection, unchanged, warnings, seconds)
        _record(connection, run, result)
        connection.execute("CHECKPOINT")
    return result


def _result(
    connection: duckdb.DuckDBPyConnection, unchanged: int, warnings: dict[str, int], seconds: dict[str, float]
) -> LoadResult:
    """Count what was done."""
    current = "FROM incoming SEMI JOIN (FROM report WHERE is_current) AS now USING (report_id)"
    loaded = _number(connection, current)
    return LoadResult(
        loaded=loaded,
        superseded=_number(connection, "FROM incoming") - loaded,
        unchanged=unchanged,
        rejected=_number(connection, "FROM incoming_rejected"),
        agencies=_number(connection, "FROM (SELECT DISTINCT agency_id FROM incoming)"),
        published=True,
        warnings=warnings,
        seconds=seconds,
    )


def _record(connection: duckdb.DuckDBPyConnection, run: RunInfo, result: LoadResult) -> None:
    """Add the run to `ingest_run`."""
    unchanged = run.unchanged + result.unchanged
    seen = result.loaded + unchanged + result.superseded + result.rejected
    connection.execute(
        "INSERT INTO ingest_run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            run.run_id,
            run.started_at,
            datetime.now(UTC),
            seen,
            result.loaded,
            unchanged,
            result.superseded,
            result.rejected,
            run.parser_version,
        ],
    )


def _number(connection: duckdb.DuckDBPyConnection, source: str) -> int:
    """How many rows a FROM clause has."""
    row = connection.execute(f"SELECT count(*) {source}").fetchone()
    return int(row[0]) if row else 0


@contextmanager
def _timed(seconds: dict[str, float], stage_name: str) -> Iterator[None]:
    """Keep how long a stage took."""
    start = perf_counter()
    yield
    seconds[stage_name] = perf_counter() - start
