"""What the version of a run says of it, by SQL on its own file and on that of the version before."""

from collections.abc import Sequence

import duckdb

from gongkai.nights.night import Brought, Moved, Night, Refused, Told, Unreported
from gongkai.nights.shown import table_of
from load.attached import attach
from load.errors import WarehouseError, first_line
from load.publishing.layout import Layout
from load.scripts import named
from load.warehouse import SCHEMA_VERSION, reading

#: So many reports are named that moved a figure.
MOST = 6
#: A page is no reason to take more.
_LIMITS = {"memory_limit": "400MB", "threads": "2"}


def headlines() -> list[str]:
    """The figures that are compared from version to version, in order: `data/nights/headlines.csv`."""
    return list(table_of("headlines", "measure"))


def gather(night: Night) -> Told:
    """What the version says that a run made, or where it made none, the one before; an error is told, not raised."""
    at = Layout.of(night.warehouse)
    name = night.version or night.before
    if name is None:
        return Told()
    try:
        with reading(at.version(name), _LIMITS) as connection:
            waiting = dict(connection.execute(f"SELECT reason, documents FROM ({named('status', 'held')})").fetchall())
            if night.version is None:
                return Told(waiting=waiting, unreported=_unreported(connection))
            run = {"run": night.run_id}
            brought = [Brought(*row) for row in connection.execute(named("nights", "documents"), run).fetchall()]
            refused = [Refused(*row) for row in connection.execute(named("nights", "refused"), run).fetchall()]
            not_compared = _attach_before(connection, at, night.before)
            moved = None if not_compared else _moved(connection, whole=night.is_reread)
            return Told(brought, refused, waiting, moved, not_compared, _unreported(connection))
    except (WarehouseError, duckdb.Error, OSError) as error:
        return Told(error=first_line(error))


def _unreported(connection: duckdb.DuckDBPyConnection) -> Unreported | None:
    """Who has no report of the year that is due; None in a version from before the view, or without a run."""
    if not connection.execute("SELECT 1 FROM duckdb_views() WHERE view_name = 'unreported'").fetchall():
        return None
    ((year, *counts),) = connection.execute(named("nights", "due")).fetchall()
    return None if year is None else Unreported(year, *counts)


def _attach_before(connection: duckdb.DuckDBPyConnection, at: Layout, before: str | None) -> str:
    """Attach the version before as `before`; else why it cannot be compared with, as a key of words."""
    if before is None:
        return "first_version"
    path = at.version(before)
    if not path.is_file():
        return "before_gone"
    attach(connection, path, "before", readonly=True)
    ((schema,),) = connection.execute("SELECT schema_version FROM before.main.warehouse_meta").fetchall()
    return "" if schema == SCHEMA_VERSION else "before_older"


def _moved(connection: duckdb.DuckDBPyConnection, *, whole: bool) -> Sequence[Moved]:
    """The headline figures that differ from the version before."""
    asked = {"measures": headlines(), "most": MOST, "whole": whole}
    return [Moved(*row) for row in connection.execute(named("nights", "moved"), asked).fetchall()]
