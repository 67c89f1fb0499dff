"""The rows that hang on the reports of a chunk of batches: inserted here, or made ready elsewhere as files."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import duckdb

from load.attached import building_connection
from load.building.stage import place_of, read_files
from load.building.workers import read_parquet, write_rows
from load.lake.tables import create_in_lake
from load.run import Limits
from load.scripts import read_scripts
from transform.shapes import TABLES

FORMS = ("fact_disclosure", "fact_application", "fact_dispute")
_KEYED_BY_AGENCY = frozenset(name for name, shape in TABLES.items() if "agency_id" in shape)
_KEYED = (*FORMS, "fact_claim", "reported_problem")
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
#: The tables whose rows hang on reports.
HANGING = (*_KEYED, *_DETAIL)
#: What tells which rows of a chunk come in.
_COMING = ("incoming", "incoming_held")


@dataclass(frozen=True)
class How:
    """How the rows of a chunk are found.

    Attributes:
        doubly: some documents were read by several batches, and count as the last one did.
        regrouped: people decided that keys are one agency, or one key two, and rows have the key of their report.
    """

    doubly: bool
    regrouped: bool


def how_to(connection: duckdb.DuckDBPyConnection) -> How:
    """How the rows of what is staged are found."""
    doubly = "SELECT 1 FROM read_last SEMI JOIN coming USING (sha256) WHERE times > 1 LIMIT 1"
    regrouped = "SELECT 1 FROM regrouped LIMIT 1"
    return How(*(bool(connection.execute(query).fetchall()) for query in (doubly, regrouped)))


def insert_chunk(connection: duckdb.DuckDBPyConnection, number: int, chunk: Sequence[Path], how: How) -> None:
    """Insert the rows of a chunk.

    Args:
        connection: the warehouse, with what is staged.
        number: of the chunk.
        chunk: its batches.
        how: as `how_to` says.
    """
    for name in HANGING:
        _insert_table(connection, name, number, chunk, how)


def bring(connection: duckdb.DuckDBPyConnection, number: int, chunk: Sequence[Path], to: Path) -> Path:
    """Write what tells which rows of a chunk come in.

    Returns:
        The folder of it, below `to`.
    """
    folder = to / f"chunk-{number}"
    folder.mkdir()
    for name in _COMING:
        write_rows(
            connection, f"SELECT * REPLACE (0 AS chunk) FROM {name} WHERE chunk = {number}", folder / f"{name}.parquet"
        )
    doubly, regrouped = astuple(how_to(connection))
    numbers = dict(connection.execute("SELECT place, folder FROM batch").fetchall())
    listed = ", ".join(f"({at}, {numbers[str(one)]}, {doubly}, {regrouped})" for at, one in enumerate(chunk))
    rows = f"FROM (VALUES {listed}) AS it (ordinal, folder, doubly, regrouped)"
    write_rows(connection, rows, folder / "batch.parquet")
    return folder


def prepare(folder: Path, chunk: Sequence[Path], to: Path, limits: Limits) -> None:
    """Make the rows of a chunk ready, as the load itself would insert them.

    Args:
        folder: as `bring` makes it.
        chunk: the batches, in the order in which `bring` was given them.
        to: an empty folder, for a Parquet file for each table.
        limits: what may be used.
    """
    scripts = {script.name: script for script in read_scripts("facts")}
    with building_connection(limits, f"{to}.spill") as connection:
        for name in _COMING:
            connection.execute(f"CREATE TABLE {name} AS FROM {read_parquet([folder / f'{name}.parquet'])}")
        found = connection.execute(f"FROM {read_parquet([folder / 'batch.parquet'])} ORDER BY ordinal").fetchall()
        connection.execute("CREATE TABLE batch (place VARCHAR, folder INTEGER)")
        places = [[str(path), number] for path, (_, number, *_how) in zip(chunk, found, strict=True)]
        connection.executemany("INSERT INTO batch VALUES (?, ?)", places)
        for name in HANGING:
            connection.execute(create_in_lake(scripts[name]))
            table = connection.table(name)
            typed = ", ".join(
                f'"{one}"::{kind} AS "{one}"' for one, kind in zip(table.columns, table.types, strict=True)
            )
            rows = " UNION ALL BY NAME ".join(f"({one})" for one in _rows_of(name, 0, chunk, How(*found[0][2:])))
            write_rows(connection, f"SELECT {typed} FROM ({rows})", to / f"{name}.parquet")


def _insert_table(
    connection: duckdb.DuckDBPyConnection, name: str, number: int, chunk: Sequence[Path], how: How
) -> None:
    """Insert one table of a chunk."""
    for rows in _rows_of(name, number, chunk, how):
        connection.execute(f"INSERT INTO {name} BY NAME {rows}")


def _rows_of(name: str, number: int, chunk: Sequence[Path], how: How) -> Iterator[str]:
    """The queries for one table's rows of a chunk: those of reports, then those of held documents."""
    columns = ", ".join(f'"{column}"' for column in TABLES[name].names())
    here = f"FROM {{}} AS it {'JOIN batch USING (folder) ' if how.doubly else ''}WHERE chunk = {number}"
    same = f" AND {place_of(name)} = {{}}.place" if how.doubly else ""
    place = ", place" if how.doubly else ""
    report = f"ON report.report_id = staged.report_id{same.format('report')}"
    rows = f"SELECT {columns} FROM {read_files(name, chunk)} AS staged"
    if how.regrouped and name in _KEYED_BY_AGENCY:
        yield (
            "SELECT staged.* EXCLUDE (filename) REPLACE (report.agency_id AS agency_id) "
            f"FROM (SELECT {columns}, filename FROM {read_files(name, chunk)}) AS staged "
            f"JOIN (SELECT report_id, agency_id{place} {here.format('incoming')}) AS report {report}"
        )
    else:
        yield f"{rows} SEMI JOIN (SELECT report_id{place} {here.format('incoming')}) AS report {report}"
    if name == "report_evidence":
        yield (
            f"{rows} SEMI JOIN (SELECT source_uri{place} {here.format('incoming_held')}) AS held "
            f"ON held.source_uri = staged.source_uri AND staged.report_id IS NULL{same.format('held')}"
        )
    if name == "report_grid":
        yield (
            f"{rows} SEMI JOIN (SELECT report_id{place} {here.format('incoming_held')}) AS held "
            f"ON held.report_id = staged.report_id{same.format('held')}"
        )
