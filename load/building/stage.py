"""Parquet batches beside the tables of an open warehouse that nobody else reads yet: what of them is to load."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from load.attached import attach
from load.building.steps import run_step
from load.errors import LoadError
from load.run import RunInfo
from load.scripts import step
from transform.shapes import TABLES

#: Parquet bytes inserted by one statement: about 50,000 reports.
CHUNK_BYTES = 128 * 1024 * 1024
#: Of a report what tells whether it is to load, and as whose; the rest is read when it is inserted.
_TOLD = {"report": ["report_id", "agency_id", "report_year", "agency_name_printed", "source_uri", "part", "sha256"]}
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
        told = _TOLD.get(name, TABLES[name].names())
        connection.register("shape", TABLES[name].to_frame().select(told))
        connection.execute(f"CREATE TEMP TABLE staged_{name} AS SELECT *, 0 AS folder, 0 AS chunk FROM shape")
        connection.unregister("shape")
        for number, chunk in enumerate(chunks):
            connection.execute(
                f"INSERT INTO staged_{name} BY NAME SELECT {', '.join(told)}, folder, {number} AS chunk "
                f"FROM {read_files(name, chunk)} JOIN batch ON place = {place_of(name)}"
            )
    _stage_hints(connection, hints)
    connection.execute(f"CREATE TEMP TABLE regrouping AS {step('regrouping')}")
    run_step(connection, "regroup_staged")
    connection.execute(
        f"CREATE TEMP TABLE settled AS SELECT sha256 FROM ({step('known_content')}) ANTI JOIN asked USING (sha256)",
        {"version": run.parser_version, "force": run.force},
    )
    run_step(connection, "find_incoming")
    connection.execute(f"CREATE TEMP TABLE readable_now AS {step('readable_now')}")
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
    connection.execute("CREATE TEMP VIEW met_name AS SELECT DISTINCT sha256, source_uri, url FROM hints.met")
    connection.execute("CREATE TEMP TABLE met AS SELECT sha256, count(*) AS times FROM hints.met GROUP BY sha256")
    connection.execute("CREATE TEMP VIEW asked AS SELECT DISTINCT sha256 FROM hints.read_now")
    connection.execute("CREATE TEMP TABLE new_manifest_row AS FROM hints.given")
    connection.execute("CREATE TEMP TABLE given_decision AS FROM hints.given_decision")
    for name in (*_STORED, "given_roster", "roster_given"):
        connection.execute(f"CREATE TEMP TABLE {name} AS FROM hints.{name}")


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


def read_files(name: str, folders: Sequence[Path]) -> str:
    """The table function that reads one table of several batches."""
    files = ", ".join("'" + str(folder / f"{name}.parquet").replace("'", "''") + "'" for folder in folders)
    return f"read_parquet([{files}], filename = true)"


def place_of(name: str) -> str:
    """The SQL that says which batch a row of `read_files` is of: its folder."""
    return f"left(filename, -{len(f'/{name}.parquet')})"
