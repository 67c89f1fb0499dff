"""Everything that happens inside the file being built, before anybody reads it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from load.attached import attach, is_lake
from load.building.checks import Marks, checks_digest, run_checks
from load.building.decisions import decided_states, restore_agencies, take_decisions, widen_kinds
from load.building.definition import define, is_outdated
from load.building.insert import insert
from load.building.kept import refresh_kept
from load.building.reuse import update_text_reuse
from load.building.schema import create_macros, create_tables
from load.building.stage import stage
from load.building.stages import Stages
from load.building.steps import run_step
from load.building.workers import Workers
from load.lake.tables import check_constraints
from load.publishing.target import Base, Target
from load.run import LoadResult, RunInfo, unused
from load.scripts import step
from transform.forms import Forms

#: Of the batches (a thousand reports have 1.3 MB), and of what they are loaded into.
_FEW_BYTES, _SMALL_BYTES = 2 * 1024 * 1024, 64 * 1024 * 1024


@dataclass(frozen=True)
class Start:
    """What a load starts from.

    Attributes:
        base: what was published last, as `load.publishing.target.Target.base` or `load.building.upgrade.base_of` gives
            it.
        hints: what `load.hints.hints.Hints` noted of the run.
        watch: called with each stage that begins, and with how much of the load is done by then, of 100.
        workers: who else does pieces of the load.
    """

    base: Base
    hints: Path | None = None
    watch: Callable[[str, int], None] | None = None
    workers: Workers | None = None


def build(  # noqa: PLR0913, PLR0917
    start: Start,
    target: Target,
    connection: duckdb.DuckDBPyConnection,
    folders: Sequence[Path],
    run: RunInfo,
    forms: Forms,
) -> LoadResult:
    """Make the next version in the connection's database `warehouse`; nothing is made when nothing is new.

    New is a document, a name of one, that one can be read which could not be, a manifest row, a decision, a roster, and
    SQL or data of gongkai that the base was not made with.

    Args:
        start: what to start from.
        target: where it is published; it opens the next version.
        connection: the target's, as `Target.connect` gives it.
        folders: the batches.
        run: what the warehouse keeps of the run.
        forms: the statutory forms.

    Raises:
        CheckFailed: a check of severity `fail` found rows.
    """
    stages = Stages(start.watch)
    if start.base.path:
        attach(connection, start.base.path, "warehouse", readonly=True)
        connection.execute("USE warehouse")
    if _is_small(connection, start.base, folders):
        connection.execute("SET threads = 1")
    if not start.base.path:
        _begin(target, connection, start.base)
    with stages.stage("stage"):
        run = _after_earlier_runs(connection, run)
        chunks = stage(connection, folders, run, start.hints)
        result = _count_staged(connection, stages)
    outdated = not start.base.path or is_outdated(connection, forms)
    if start.base.path:
        if not _brings_anything(connection) and not outdated:
            return result
        connection.execute("USE memory; DETACH warehouse")
        with stages.stage("copy"):
            _begin(target, connection, start.base)
    with stages.stage("views"):
        redefined = outdated and define(connection, forms)
        if not outdated:
            create_macros(connection)
    return _fill(connection, chunks, run, forms, replace(result, redefined=redefined), stages, start.workers)


def _is_small(connection: duckdb.DuckDBPyConnection, base: Base, folders: Sequence[Path]) -> bool:
    """Whether batches and base are so small that a second thread costs more than it does."""
    if base.path and is_lake(connection):  # whose file says nothing of what it holds
        return False
    brought = sum(file.stat().st_size for folder in folders for file in folder.glob("*.parquet"))
    return brought < _FEW_BYTES and (not base.path or base.path.stat().st_size < _SMALL_BYTES)


def _begin(target: Target, connection: duckdb.DuckDBPyConnection, base: Base) -> None:
    """Open the next version, with every table that this gongkai has."""
    target.begin(connection, base)
    create_tables(connection)
    widen_kinds(connection)


def _fill(  # noqa: PLR0913, PLR0917
    connection: duckdb.DuckDBPyConnection,
    chunks: Sequence[Sequence[Path]],
    run: RunInfo,
    forms: Forms,
    result: LoadResult,
    stages: Stages,
    workers: Workers | None,
) -> LoadResult:
    """Insert, settle, check and record what is staged."""
    with stages.stage("insert"):
        marks = insert(connection, chunks, run, workers)
    with stages.stage("settle"):
        restored = restore_agencies(connection)
        run_step(connection, "upsert_agencies")
        changed = take_decisions(connection, run, restored=restored)
        run_step(connection, "mark_current")
        run_step(connection, "judge_decisions")
        if _is_any(connection, "(SELECT 1 FROM decision WHERE kind = 'erase')"):
            run_step(connection, "judge_erasures")
    with stages.stage("texts"):
        update_text_reuse(connection, forms)
    with stages.stage("kept"):
        refresh_kept(connection, workers)
        run_step(connection, "judge_exceptions")
    with stages.stage("checks"):
        warnings = _check(connection, None if changed else marks)
        if is_lake(connection):
            check_constraints(connection)
    with stages.stage("checkpoint"):
        loaded = _number(connection, "FROM fresh SEMI JOIN (FROM report WHERE is_current) AS now USING (report_id)")
        result = replace(
            result,
            loaded=loaded,
            superseded=result.superseded - loaded,
            published=True,
            run_id=run.run_id,
            forms=_forms_lacking(connection),
            decisions=decided_states(connection),
            warnings=warnings,
        )
        _record(connection, run, result)
        if not is_lake(connection):
            connection.execute("CHECKPOINT")
    return result


def _count_staged(connection: duckdb.DuckDBPyConnection, stages: Stages) -> LoadResult:
    """Count what came in; every new report as superseded, until it is known which are current."""
    seen, fresh, rejected, reread = connection.execute("SELECT seen, fresh, rejected, reread FROM counted").fetchall()[
        0
    ]
    return LoadResult(
        seen=seen,
        superseded=fresh,
        unchanged=seen - fresh - rejected,
        reread=reread,
        rejected=rejected,
        reasons=_reasons(connection),
        agencies=_number(connection, "FROM (SELECT DISTINCT agency_id FROM incoming)"),
        seconds=stages.seconds,
    )


def _after_earlier_runs(connection: duckdb.DuckDBPyConnection, run: RunInfo) -> RunInfo:
    """The run, started after every earlier one and with a name of its own, whatever the clock shows.

    So `started_at`, and `ingested_at` with it, is the runs' sequence.
    """
    last, names = connection.execute("SELECT max(started_at), list(run_id) FROM ingest_run").fetchall()[0]
    if last is None:
        return run
    started_at = run.started_at if run.started_at > last else last + timedelta(microseconds=1)
    return replace(run, run_id=unused(run.run_id, names), started_at=started_at)


def _brings_anything(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether there is a document to load or to read again, a name, a manifest row, a decision, a roster."""
    return _is_any(
        connection,
        "incoming",
        "incoming_rejected",
        "readable_now",
        "new_manifest_row",
        f"({step('new_names')})",
        f"({step('changed_decision')})",
        f"({step('changed_roster')})",
    )


def _reasons(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Why documents are refused that were not refused so before: reason -> how many."""
    return dict(connection.execute(step("new_refusals")).fetchall())


def _forms_lacking(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many of the incoming reports lack a form: the form and what it is instead of printed -> reports."""
    return dict(connection.execute(step("lacking_forms")).fetchall())


def _check(connection: duckdb.DuckDBPyConnection, marks: Marks | None) -> dict[str, int]:
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
    connection.execute(
        "INSERT INTO ingest_run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            run.run_id,
            run.started_at,
            max(datetime.now(UTC), run.started_at),
            *result.counts.values(),
            run.parser_version,
        ],
    )


def _number(connection: duckdb.DuckDBPyConnection, source: str) -> int:
    """How many rows a FROM clause has."""
    row = connection.execute(f"SELECT count(*) {source}").fetchone()
    return int(row[0]) if row else 0
