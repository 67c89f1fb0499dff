"""A lake's catalog in PostgreSQL: what is published there, in one transaction, for all machines.

Runs build and read a catalog that is a file, as of any lake, since each statement asks it several times. What is
published is handed over to the server as a whole: a catalog is some tables of a few thousand rows. Another machine
takes it from there. So the server holds what every program reads that knows DuckLake, and versions stay files.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from load.attached import quoted, rolled_back
from load.errors import LoadError, WarehouseError, first_line
from load.extensions import load_extension, offline
from load.lake.commit import VERSION
from load.lake.data import is_store
from load.object_store import connect_store
from load.publishing import files

#: Whoever writes holds the advisory lock of this number, until its connection ends.
_LOCK = 0x676F6E67
_WAIT = 0.5
_TABLES = """
SELECT table_name FROM duckdb_tables() WHERE database_name = '{}' AND table_name LIKE 'ducklake_%' ORDER BY table_name
"""

_LAST = f"SELECT value FROM ducklake_metadata WHERE key = '{VERSION}'"


def published_at(server: str) -> str | None:
    """The name of the version that a server holds; None where it holds no lake yet.

    Args:
        server: `postgres:host=... dbname=...`; the password from PGPASSWORD or ~/.pgpass, which libpq reads.

    Raises:
        WarehouseError: it does not answer, refuses, or holds a lake of another program.
    """
    with _connected(server) as connection:
        if not _tables(connection, "there"):
            return None
        found = _asked(connection, _LAST)
    if not found:
        raise WarehouseError(f"{server} belongs to another program; nothing was changed")
    return str(found[0][0])


@contextmanager
def write_lock(server: str, seconds: float) -> Iterator[None]:
    """Be the one that writes to a server's lake until the block ends; a run that dies holds nothing.

    Raises:
        LoadError: another machine writes still after `seconds`.
        WarehouseError: the server does not answer.
    """
    end = time.monotonic() + seconds
    with _connected(server) as connection:
        connection.execute("BEGIN")  # which keeps one connection, whose lock it is
        while not _asked(connection, f"SELECT pg_try_advisory_xact_lock({_LOCK})")[0][0]:
            if time.monotonic() > end:
                raise LoadError(f"a run of another machine is writing to {server}; waited {seconds:g} s")
            time.sleep(_WAIT)
        yield


def hand_over(catalog: Path, server: str, held: str | None) -> None:
    """Make a catalog's file what a server holds, in one transaction.

    The lock of a run goes with its connection: where the server was started anew since then, another machine may have
    published what this catalog does not know of.

    Args:
        catalog: the file.
        server: as `published_at` takes it.
        held: the version that the server must still hold, as `published_at` gave it.

    Raises:
        LoadError: it holds another one.
        WarehouseError: the server does not answer or refuses; it holds what it did.
    """
    with _connected(server) as connection:
        connection.execute(f"ATTACH '{quoted(str(catalog))}' AS here (READ_ONLY)")
        there = _tables(connection, "there")
        if not there:
            _make_empty(connection, server, connection.execute(_data("here")).fetchall()[0][0])
            there = _tables(connection, "there")
        connection.execute("BEGIN")
        connection.execute("CALL postgres_execute('there', 'LOCK TABLE public.ducklake_metadata IN EXCLUSIVE MODE')")
        now = _asked(connection, _LAST)
        if (str(now[0][0]) if now else None) != held:
            raise LoadError(f"another machine published to {server} while this run had lost its connection to it")
        for name in _tables(connection, "here"):
            if name not in there:
                connection.execute(f"CREATE TABLE there.public.{name} AS FROM here.main.{name} LIMIT 0")
            connection.execute(f"CALL postgres_execute('there', 'DELETE FROM public.{name}')")
            connection.execute(f"INSERT INTO there.public.{name} BY NAME FROM here.main.{name}")
        connection.execute("COMMIT")


def fetch(server: str, to: Path) -> None:
    """Make a catalog's file of what a server holds.

    Raises:
        WarehouseError: the server does not answer, or holds no lake.
    """
    files.remove(to)
    with _connected(server) as connection:
        _make_empty(connection, str(to), connection.execute(_data("there", "public")).fetchall()[0][0])
        connection.execute(f"ATTACH '{quoted(str(to))}' AS here")
        connection.execute("BEGIN")
        here = _tables(connection, "here")
        for name in _tables(connection, "there"):
            held = connection.execute(f"FROM there.public.{name}").to_arrow_table()
            connection.register("held", held)
            if name in here:
                connection.execute(f"DELETE FROM here.main.{name}")
                connection.execute(f"INSERT INTO here.main.{name} BY NAME FROM held")
            else:
                connection.execute(f"CREATE TABLE here.main.{name} AS FROM held")
            connection.unregister("held")
        connection.execute("COMMIT; CHECKPOINT here; DETACH here")
    files.sync(to)


@contextmanager
def _connected(server: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A session with the server as `there`; what it complains of is one line without its address's secrets."""
    with duckdb.connect(config=offline()) as connection:
        for extension in ("postgres_scanner", "ducklake"):
            load_extension(connection, extension, "cluster")
        try:
            address = quoted(server.removeprefix("postgres:"))
            connection.execute(f"ATTACH '{address}' AS there (TYPE postgres, ISOLATION_LEVEL 'READ COMMITTED')")
            with rolled_back(connection):
                yield connection
        except duckdb.Error as error:
            said = first_line(error).replace(server.removeprefix("postgres:"), "")
            raise WarehouseError(f"{server}: {said}") from error


def _asked(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[object, ...]]:
    """The rows of a query in PostgreSQL's own words."""
    return connection.execute(f"FROM postgres_query('there', '{quoted(sql)}')").fetchall()


def _tables(connection: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    """The tables of a catalog."""
    return [table for (table,) in connection.execute(_TABLES.format(name)).fetchall()]


def _data(name: str, schema: str = "main") -> str:
    return f"SELECT value FROM {name}.{schema}.ducklake_metadata WHERE key = 'data_path'"


def _make_empty(connection: duckdb.DuckDBPyConnection, catalog: str, data: str) -> None:
    """Let DuckLake make the tables of a catalog."""
    if is_store(data):
        connect_store(connection)
    connection.execute(f"ATTACH 'ducklake:{quoted(catalog)}' AS made (DATA_PATH '{quoted(data)}')")
    connection.execute("DETACH made")
    connection.execute("CALL pg_clear_cache()")
