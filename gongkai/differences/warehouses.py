"""What changed between two warehouses, by key; set-based, both files read-only.

The parts are temporary tables of a third, empty database:

- `reports`: by `report_id` (a document's content): report_id, change (`added`, `removed`, `now_current`,
  `no_longer_current`, `changed`), agency_id, report_year, source_uri, field, old, new; a row a changed field.
- `facts`: by report and cell, of report versions that both have: change (`added`, `removed`, `state`, `value`, `unit`,
  `evidence`: print, line or reason), then each old and new.
- `identities`: by agency, year, identity and scope: old_status, new_status.
- `metrics`: of every view whose grain begins with agency and year: metric, change, agency_id, report_year, key, field,
  old, new; a row a changed column.
- `summary`: part, change, item, old, new, rows.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from gongkai.differences.changes import changes_of
from gongkai.queries.frames import frames_of
from load.attached import attach
from load.errors import QueryError, WarehouseError, first_line
from load.extensions import offline
from load.interrupt import interruptible
from load.scripts import read_scripts
from load.warehouse import open_readonly

PARTS = ("summary", "reports", "facts", "identities", "metrics")
#: Views of agency and year that have a part of their own.
_OWN_PART = frozenset({"cell", "identity_check"})
_KEY = ("agency_id", "report_year")


#: The facts in the width of a terminal.
_FACTS_IN_SHORT = """
SELECT agency_id, report_year, concat_ws('.', form, row_code, column_code) AS cell, change,
    old_state, old_value, new_state, new_value, coalesce(new_reason, old_reason) AS reason,
    coalesce(new_raw_text, old_raw_text) AS printed, coalesce(new_line_no, old_line_no) AS line
FROM facts
"""


@dataclass(frozen=True)
class Comparison:
    """Two warehouses compared; usable while `compared` is open.

    Attributes:
        parsers: versions of the parser that read the old and the new reports.
    """

    connection: duckdb.DuckDBPyConnection
    parsers: tuple[str, str]

    def count(self, part: str) -> int:
        """How many rows a part has."""
        return int(self.connection.execute(f"SELECT count(*) FROM {part}").fetchall()[0][0])

    def rows(self, part: str) -> Iterator[pl.DataFrame]:
        """All rows of a part, in order, in frames; the first is empty."""
        return frames_of(self.connection, f"FROM {part} ORDER BY ALL")

    def shown(self, part: str, limit: int) -> pl.DataFrame:
        """The first rows of a part as a person reads them."""
        source = f"({_FACTS_IN_SHORT})" if part == "facts" else part
        return pl.concat(frames_of(self.connection, f"FROM {source} ORDER BY ALL LIMIT {limit}"))


@contextmanager
def compared(old: Path, new: Path) -> Iterator[Comparison]:
    """Compare two warehouses; the `PARTS` are there until the block ends.

    Raises:
        WarehouseError: either file is no warehouse.
        QueryError: they are the same file, or one lacks what this gongkai compares.
    """
    for path in (old, new):
        open_readonly(path).close()
    if old.samefile(new):
        raise QueryError(f"{old} and {new} are the same file")
    with tempfile.TemporaryDirectory(prefix="gongkai-") as spill:
        connection = duckdb.connect(config={**offline(), "temp_directory": spill, "preserve_insertion_order": "false"})
        try:
            with interruptible(connection):
                _attach(connection, old, "old")
                _attach(connection, new, "new")
                _compare(connection)
                yield Comparison(connection, _parser_versions(connection))
        except duckdb.InterruptException:
            raise
        except duckdb.Error as error:
            raise QueryError(f"{old} and {new} cannot be compared: {first_line(error)}") from error
        finally:
            connection.close()


def _parser_versions(connection: duckdb.DuckDBPyConnection) -> tuple[str, str]:
    """The versions of the parser that read the old and the new warehouse's reports."""
    versions = "SELECT string_agg(DISTINCT parser_version, ', ' ORDER BY parser_version) FROM {}.report"
    old, new = (connection.execute(versions.format(side)).fetchall()[0][0] for side in ("old", "new"))
    return old or "none", new or "none"


def metric_views(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Views (or tables made from them) of agency and year that both warehouses have, each with its key columns."""
    both = connection.execute(
        "SELECT table_name FROM duckdb_columns() WHERE database_name IN ('old', 'new') "
        "GROUP BY table_name HAVING count(DISTINCT database_name) = 2"
    ).fetchall()
    grains = {script.name: script.grain.split(", ") for script in read_scripts("views")}
    return {
        name: grain
        for name, grain in sorted(grains.items())
        if set(_KEY) <= set(grain) and name not in _OWN_PART and (name,) in both
    }


def _attach(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    try:
        attach(connection, path, name, readonly=True)
    except duckdb.Error as error:
        raise WarehouseError(f"{path} cannot be opened: {first_line(error)}") from error


def _compare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the parts."""
    changes = changes_of(connection, "report", ["report_id"], carried=("agency_id", "report_year", "source_uri"))
    current = (
        "CASE WHEN field <> 'is_current' OR field IS NULL THEN change "
        "WHEN new = 'true' THEN 'now_current' ELSE 'no_longer_current' END AS change"
    )
    connection.execute(f"CREATE TEMP TABLE reports AS SELECT * REPLACE ({current}) FROM ({changes})")
    connection.execute(
        "CREATE TEMP TABLE metrics (metric VARCHAR, change VARCHAR, agency_id VARCHAR, report_year SMALLINT, "
        "key VARCHAR, field VARCHAR, old VARCHAR, new VARCHAR)"
    )
    for view, keys in metric_views(connection).items():
        rest = ", ".join(f"'{key}=' || {key}" for key in keys if key not in _KEY)
        key = f"concat_ws(', ', {rest})" if rest else "NULL"
        connection.execute(
            f"INSERT INTO metrics BY NAME SELECT '{view}' AS metric, change, agency_id, report_year, {key} AS key, "
            f"field, old, new FROM ({changes_of(connection, view, keys)})"
        )
    for script in read_scripts("diff"):
        connection.execute(script.sql)
