"""Everything that happens inside the file being built, before anybody reads it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import duckdb

from load import files
from load.checks import Marks, checks_digest, run_checks
from load.compact import attach, compact
from load.marts import is_outdated, prepare_marts, refresh_marts
from load.metrics import fill_metrics
from load.reuse import update_text_reuse
from load.run import Limits, LoadResult, RunInfo
from load.schema import create_tables, create_views, fill_forms
from load.stage import insert, run_step, stage
from load.warehouse import OFFLINE
from transform.forms import Forms

#: Content that was known before, loaded or refused, and is read again.
_KNOWN = "(SELECT sha256 FROM reread UNION ALL SELECT sha256 FROM refused_before) AS known USING (sha256)"


def build(  # noqa: PLR0913, PLR0917
    target: Path, building: Path, folders: Sequence[Path], run: RunInfo, forms: Forms, limits: Limits
) -> LoadResult:
    """Make `building`, the warehouse as it will be, and close it; nothing is made when nothing is new.

    New is a document, and also SQL or data of gongkai that the published file was not made with.

    Args:
        target: the published file, which is only read; none yet on the first run.
        building: where to make the next one.
        folders: the batches.
        run: what the warehouse keeps of the run.
        forms: the statutory forms.
        limits: what may be used.

    Raises:
        CheckFailed: a check of severity `fail` found rows.
    """
    seconds: dict[str, float] = {}
    is_new = not target.exists()
    connection = _connect(building, limits)
    try:
        if is_new:
            attach(connection, building, "warehouse")
            connection.execute("USE warehouse")
            create_tables(connection)
        else:
            attach(connection, target, "warehouse", readonly=True)
            connection.execute("USE warehouse")
        with _timed(seconds, "stage"):
            chunks = stage(connection, folders, run)
            result = _count_staged(connection, seconds)
        if not is_new:
            if not _is_any(connection, "incoming", "incoming_rejected") and not is_outdated(connection, forms):
                return result
            connection.execute("USE memory; DETACH warehouse")
            with _timed(seconds, "copy"):
                files.copy(target, building)
            attach(connection, building, "warehouse")
            connection.execute("USE warehouse")
            create_tables(connection)
        result = _fill(connection, chunks, run, forms, result)
        with _timed(seconds, "compact"):
            compact(connection, building)
        return result
    finally:
        connection.close()


def _connect(building: Path, limits: Limits) -> duckdb.DuckDBPyConnection:
    """A connection without a file yet; what does not fit into memory goes beside the file that is built."""
    connection = duckdb.connect(
        config={
            **OFFLINE,
            "memory_limit": limits.memory,
            "threads": str(limits.threads),
            "preserve_insertion_order": "false",
            "temp_directory": f"{building}.tmp",
            "checkpoint_threshold": "1TB",
        }
    )
    connection.execute("SET enable_progress_bar = false")
    return connection


def _fill(
    connection: duckdb.DuckDBPyConnection,
    chunks: Sequence[Sequence[Path]],
    run: RunInfo,
    forms: Forms,
    result: LoadResult,
) -> LoadResult:
    """Insert, settle, check and record what is staged."""
    seconds = result.seconds
    with _timed(seconds, "views"):
        fill_forms(connection, forms)
        fill_metrics(connection)
        redefined = prepare_marts(connection)
        create_views(connection)
    with _timed(seconds, "insert"):
        marks = insert(connection, chunks, run)
    with _timed(seconds, "settle"):
        run_step(connection, "upsert_agencies")
        run_step(connection, "mark_current")
    with _timed(seconds, "texts"):
        update_text_reuse(connection, forms)
    with _timed(seconds, "marts"):
        refresh_marts(connection)
    with _timed(seconds, "checks"):
        warnings = _check(connection, marks)
    with _timed(seconds, "checkpoint"):
        current = "(SELECT report_id FROM report WHERE is_current) AS now USING (report_id)"
        loaded = _number(connection, f"FROM incoming ANTI JOIN {_KNOWN} SEMI JOIN {current}")
        result = replace(
            result,
            loaded=loaded,
            superseded=result.superseded - loaded,
            published=True,
            redefined=redefined,
            warnings=warnings,
        )
        _record(connection, run, result)
        connection.execute("CHECKPOINT")
    return result


def _count_staged(connection: duckdb.DuckDBPyConnection, seconds: dict[str, float]) -> LoadResult:
    """Count what came in; every new report as superseded, until it is known which are current."""
    coming = "(SELECT sha256 FROM incoming UNION ALL SELECT sha256 FROM incoming_rejected) AS coming"
    staged = _number(connection, "FROM staged_report") + _number(connection, "FROM staged_rejected")
    new = _number(connection, f"FROM incoming ANTI JOIN {_KNOWN}")
    refused = _number(connection, f"FROM incoming_rejected ANTI JOIN {_KNOWN}")
    refused += _number(connection, "FROM (SELECT DISTINCT source_uri FROM refused_again WHERE sha256 IS NULL)")
    return LoadResult(
        superseded=new,
        unchanged=staged - new - refused,
        reread=_number(connection, f"FROM {coming} SEMI JOIN {_KNOWN}"),
        rejected=refused,
        agencies=_number(connection, "FROM (SELECT DISTINCT agency_id FROM incoming)"),
        seconds=seconds,
    )


def _check(connection: duckdb.DuckDBPyConnection, marks: Marks) -> dict[str, int]:
    """Run the checks, on new reports only where these same checks have passed everything else."""
    digest = checks_digest(connection)
    known = connection.execute("SELECT checked_by FROM warehouse_meta").fetchall()[0][0] == digest
    replaced = _is_any(connection, "reread")
    warnings = run_checks(connection, marks if known and not replaced else None)
    connection.execute("UPDATE warehouse_meta SET checked_by = ?", [digest])
    return warnings


def _is_any(connection: duckdb.DuckDBPyConnection, *tables: str) -> bool:
    """Whether any of the tables has a row."""
    return any(connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchall() for table in tables)


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
