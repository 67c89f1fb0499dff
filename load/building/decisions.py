"""What people decided, laid over what was read: which report counts, how a cell reads; what became of each decision.

The facts as read are kept beside (`decided_cell`), so that a changed decision changes the warehouse without a document,
and undoing one restores what was read. How documents are read (who, which year, whether it is a report) goes the way of
the manifest instead: `load.hints.hints`.
"""

import duckdb
import polars as pl

from extract.decisions.files import settled
from extract.decisions.shape import DECISION, KINDS, Decisions
from load.building.schema import create_tables
from load.building.steps import run_step
from load.run import RunInfo
from load.scripts import step
from transform.agencies import load_places
from transform.agencies.decided import traits_in_full
from transform.decisions import with_agencies

_GIVEN = [name for name in DECISION if name not in {"line", "state"}]


def give_decisions(connection: duckdb.DuckDBPyConnection, decisions: Decisions | None) -> None:
    """Make the table `given_decision`: what the files say now.

    Of a file that cannot be read, and of a line that is none any more, what the warehouse knows of it stays.

    Args:
        connection: with the table `decision` of what was published last.
        decisions: what the folder holds; None where there is no folder: all stays as it is.
    """
    columns = ", ".join(_GIVEN)
    known = connection.execute(f"SELECT {columns} FROM decision").pl()
    rows = known if decisions is None else _with_kept(decisions, known)
    given, found = with_agencies(settled(rows.with_columns(line=pl.lit(0)).cast({it: DECISION[it] for it in _GIVEN})))
    connection.register("given_rows", given)
    connection.execute(f"CREATE TABLE given_decision AS SELECT {columns}, state AS given FROM given_rows")
    connection.unregister("given_rows")
    traits = traits_in_full(found.traits, load_places())
    for name, frame in (("named_key", found.keys), ("named_agency", found.agencies), ("given_trait", traits)):
        connection.register("given_rows", frame)
        connection.execute(f"CREATE TABLE {name} AS FROM given_rows")
        connection.unregister("given_rows")


def _with_kept(decisions: Decisions, known: pl.DataFrame) -> pl.DataFrame:
    """What the files say, with what is known of the lines that say nothing now."""
    lost = [problem.file for problem in decisions.problems if problem.whole]
    broken = [problem.decision_id for problem in decisions.problems if problem.decision_id]
    stays = pl.col("file").is_in(lost) | pl.col("decision_id").is_in(broken)
    given = decisions.decisions.select(_GIVEN)
    kept = known.filter(stays).join(given, on="decision_id", how="anti", maintain_order="left")
    return pl.concat([given, kept.cast(given.schema)])


def widen_kinds(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `decision` of an earlier gongkai, which knew fewer kinds, one that takes all."""
    told = (
        "SELECT constraint_text FROM duckdb_constraints() WHERE database_name = current_database() "
        "AND table_name = 'decision' AND constraint_type = 'CHECK' AND constraint_column_names = ['kind']"
    )
    if all(kind in text for (text,) in connection.execute(told).fetchall() for kind in KINDS):
        return
    connection.execute("CREATE OR REPLACE TEMP TABLE decision_kept AS FROM decision; DROP TABLE decision")
    create_tables(connection, "facts")
    connection.execute("INSERT INTO decision BY NAME FROM decision_kept; DROP TABLE decision_kept")


def restore_agencies(connection: duckdb.DuckDBPyConnection) -> bool:
    """Make agencies what their names say, where anything about them may change; `upsert_agencies` comes after it.

    Returns:
        Whether it did, so that what is decided of them must be laid over them anew.
    """
    decides = _is_any(connection, "given_trait", "decided_agency")
    changes = decides and _is_any(connection, "incoming", "reread", f"({step('changed_trait')})")
    if changes:
        run_step(connection, "restore_agencies")
        run_step(connection, "lay_traits")
    return changes


def take_decisions(connection: duckdb.DuckDBPyConnection, run: RunInfo, *, restored: bool) -> bool:
    """Keep what the files say, and settle which reports count, how cells read, and what agencies are.

    `mark_current` comes after it.

    Args:
        connection: the version that is built.
        run: what the warehouse keeps of the run.
        restored: as from `restore_agencies`.

    Returns:
        Whether a cell, the standing of a report, or an agency changed.
    """
    run_step(connection, "forget_decisions")
    run_step(connection, "insert_decisions", started_at=run.started_at)
    run_step(connection, "keep_keys")
    run_step(connection, "stand_reports")
    run_step(connection, "find_cells")
    if _is_any(connection, "recelled"):
        run_step(connection, "release_cells")
        run_step(connection, "take_cells")
    if restored:
        run_step(connection, "decide_agencies")
        run_step(connection, "lay_traits")
        now = "SELECT agency_id, column_name, value FROM decided_agency"
        restored = _is_any(connection, f"((FROM trait_before EXCEPT {now}) UNION ALL ({now} EXCEPT FROM trait_before))")
    return restored or _is_any(connection, "recelled", "restood")


def decided_states(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """What became of the decisions: state -> how many; an undo is none by itself."""
    found = connection.execute(
        "SELECT state, count(*) FROM decision WHERE kind <> 'undo' GROUP BY state ORDER BY state"
    )
    return dict(found.fetchall())


def _is_any(connection: duckdb.DuckDBPyConnection, *tables: str) -> bool:
    return any(connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchall() for table in tables)
