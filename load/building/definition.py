"""What a warehouse is beside its facts: views, comments, the forms and measures as rows; made only where they must be.

Making them takes as long as all else that a small night loads, so a load leaves them where they stand as this gongkai
makes them. One fingerprint tells, of what they are made from and of what stands there: where the SQL, the data or
DuckDB is another, or somebody dropped, changed or added a view, a comment or a row of the forms, the next load makes
all of it anew, and what is kept for views with it.
"""

import hashlib
import re
from collections.abc import Mapping

import duckdb
import polars as pl

from load.building.kept import empty_kept
from load.building.meanings import former_names, shared_meanings
from load.building.metrics import metric_tables
from load.building.schema import create_views, fill_tables, form_tables
from load.scripts import TABLES, read_scripts, step
from transform.forms import Forms

#: Columns that a view leaves out come in any order; blanks, brackets and quotes come and go.
_EXCLUDED, _LOOKS = re.compile(r"EXCLUDE \(([^)]*)\)"), re.compile(r'[\s()"]')


def is_outdated(connection: duckdb.DuckDBPyConnection, forms: Forms) -> bool:
    """Whether the open warehouse must be made anew by `define`; its facts stay."""
    return _made_by(connection) != [(_fingerprint(connection, _reference(forms)),)]


def define(connection: duckdb.DuckDBPyConnection, forms: Forms) -> bool:
    """Make everything beside the facts anew; what is kept for views is empty then, for `refresh_kept` to fill.

    Returns:
        Whether it had been made before.
    """
    before, reference = _made_by(connection), _reference(forms)
    fill_tables(connection, reference)
    empty_kept(connection)
    _define(connection, reference)
    return bool(before)


def define_as_copied(connection: duckdb.DuckDBPyConnection, forms: Forms) -> None:
    """Make the views of a warehouse whose tables, the forms' and kept ones too, are those of one that is current."""
    _define(connection, _reference(forms))


def _define(connection: duckdb.DuckDBPyConnection, reference: Mapping[str, pl.DataFrame]) -> None:
    """Make the views, and remember what they are made from and what stands now."""
    create_views(connection)
    connection.execute("DELETE FROM refreshed_by")
    connection.execute("INSERT INTO refreshed_by VALUES (?)", [_fingerprint(connection, reference)])


def _reference(forms: Forms) -> dict[str, pl.DataFrame]:
    """The rows of each reference table."""
    return {**form_tables(forms), **metric_tables()}


def _made_by(connection: duckdb.DuckDBPyConnection) -> list[tuple[str]]:
    """The fingerprint that was left; none in an empty warehouse, and in one from before there were any."""
    try:
        return connection.execute("SELECT fingerprint FROM refreshed_by").fetchall()
    except duckdb.CatalogException:
        return []


def _same_text(sql: str) -> str:
    """A view's text without what DuckDB writes in another way once the file was closed."""
    in_order = _EXCLUDED.sub(lambda names: " ".join(sorted(names[1].replace('"', "").split(", "))), sql)
    return _LOOKS.sub("", in_order)


def _fingerprint(connection: duckdb.DuckDBPyConnection, reference: Mapping[str, pl.DataFrame]) -> str:
    """What the views and kept tables are made from and depend on beside the facts, and what stands of it."""
    scripts = [*read_scripts(*TABLES, "macros", "views"), *(step for step in read_scripts("steps") if step.refresh)]
    rows = (f"SELECT coalesce(sum(hash(it)), 0)::VARCHAR FROM {name} AS it" for name in reference)
    standing = connection.execute(step("what_stands")).fetchall()
    parts = [
        duckdb.__version__,
        *(script.sql for script in scripts),
        *(f"{column} {meaning}" for column, meaning in shared_meanings().items()),
        *(f"{view}.{former} {column}" for (view, former), column in former_names().items()),
        *(frame.write_csv() for frame in reference.values()),
        *(f"{schema} {name} {column} {_same_text(sql)} {comment}" for schema, name, column, sql, comment in standing),
        str(connection.execute(" UNION ALL ".join(rows)).fetchall()),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
