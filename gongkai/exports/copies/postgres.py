"""A warehouse as the schema `gongkai` of a PostgreSQL database, streamed by DuckDB's own extension.

One transaction writes `gongkai_next` and swaps it in, so that readers see the old copy or the new one, and a copy that
fails leaves nothing. Types stay what they are; structs become JSON (jsonb), and NULL stays NULL.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from gongkai.exports.copies.copied import Copied, is_nested, tables_of_copy
from gongkai.exports.export import MEMORY
from load.attached import quoted, rolled_back
from load.building.meanings import meaning_of
from load.errors import QueryError
from load.extensions import load_extension
from load.scripts import named
from load.warehouse import reading

#: What the schema's comment says, by which an earlier copy of ours is known.
OURS = "a copy made by gongkai export"
#: Two copies at once wait for each other by this number.
_LOCK = 0x676F6E67


def export_postgres(warehouse: Path, to: str, tables: Sequence[str] = (), *, force: bool = False) -> list[Copied]:
    """Copy a warehouse's tables into the schema `gongkai` of a PostgreSQL database.

    Args:
        warehouse: the file to read.
        to: `postgresql://USER@HOST:PORT/DATABASE`; the password rather in PGPASSWORD or ~/.pgpass, which libpq reads.
        tables: names of tables and views; where none is given those of `tables_of_copy`.
        force: replace an earlier copy, whose readers keep their rights; no other schema is ever replaced.

    Returns:
        What was copied.

    Raises:
        WarehouseError: `warehouse` is no warehouse.
        QueryError: the database does not answer or refuses, the schema is somebody else's, views of others stand on it,
            or a table does not exist. The message never has the password.
        MissingExtraError: the extra `postgres` is not installed.
    """
    with reading(warehouse) as source:
        load_extension(source, "postgres_scanner", "postgres")
        source.execute(f"SET memory_limit = '{MEMORY}'; SET enable_progress_bar = false")
        chosen = tables_of_copy(source, tables)
        with _told(to), rolled_back(source):
            # READ COMMITTED, so that a copy which waited for another sees what that one has made.
            attach = f"ATTACH '{quoted(to)}' AS copy (TYPE postgres, ISOLATION_LEVEL 'READ COMMITTED')"
            source.execute(f"SET pg_null_byte_replacement = ''; {attach}")
            source.execute("BEGIN")
            _run(source, f"SELECT pg_advisory_xact_lock({_LOCK})")
            _check_standing(source, to, force=force)
            _run(source, "CREATE SCHEMA gongkai_next")
            _run(source, f"COMMENT ON SCHEMA gongkai_next IS '{OURS}'")
            copied = [_copy(source, name) for name in chosen]
            _run(source, named("copy", "copy_grants"))
            _run(source, named("copy", "copy_swap"))
            source.execute("COMMIT")
            _run(source, named("copy", "copy_sweep"))
    return copied


@contextmanager
def _told(to: str) -> Iterator[None]:
    """What PostgreSQL says is wrong, in one line, with the address but without the password."""
    try:
        yield
    except duckdb.InterruptException:
        raise
    except duckdb.Error as error:
        said = str(error).split("CONTEXT:", maxsplit=1)[0].replace(to, "").split('": ', 1)[-1]
        secret = urlsplit(to).password
        line = " ".join(said.replace(secret, "***").split() if secret else said.split())
        raise QueryError(f"{without_password(to)} cannot be written: {line}") from None


def without_password(to: str) -> str:
    """An address as it may be told."""
    parts = urlsplit(to)
    host = parts.netloc.rpartition("@")
    user = host[0].partition(":")[0]
    return parts._replace(netloc=f"{user}@{host[2]}" if user else host[2], query="").geturl()


def _check_standing(source: duckdb.DuckDBPyConnection, to: str, *, force: bool) -> None:
    """Refuse where a copy would lose anything."""
    standing = quoted(named("copy", "copy_standing"))
    ((comment, is_there, built_on_it),) = source.execute(f"FROM postgres_query('copy', '{standing}')").fetchall()
    place = f"{without_password(to)}: the schema gongkai"
    if not is_there:
        return
    if comment != OURS:
        raise QueryError(f"{place} is no earlier copy of gongkai's: it is never replaced; name another database")
    if not force:
        raise QueryError(f"{place} exists: name another database, or --force to replace an earlier copy")
    if built_on_it:
        raise QueryError(f"{place} has {built_on_it} built on it, which would be lost: drop it first")


def _copy(source: duckdb.DuckDBPyConnection, name: str) -> Copied:
    """One table with the meanings of its columns; how many rows."""
    columns = source.execute(f"DESCRIBE warehouse.{name}").fetchall()
    chosen = ", ".join(_selected(column, kind) for column, kind, *_ in columns)
    made = source.execute(f"CREATE TABLE copy.gongkai_next.{name} AS SELECT {chosen} FROM warehouse.{name}").fetchall()
    for column, kind, *_ in columns:
        if is_nested(kind):
            _run(source, f'ALTER TABLE gongkai_next.{name} ALTER "{column}" TYPE jsonb USING "{column}"::jsonb')
    meanings = source.execute(
        "SELECT column_name, comment FROM duckdb_columns() WHERE database_name = 'warehouse' AND table_name = ?", [name]
    ).fetchall()
    told = [
        f"COMMENT ON COLUMN gongkai_next.{name}.\"{column}\" IS '{quoted(meaning)}'"
        for column, said in meanings
        if (meaning := said or meaning_of(name, column))
    ]
    if told:
        _run(source, "; ".join(told))
    return Copied(name, made[0][0])


def _selected(column: str, kind: str) -> str:
    """A column as PostgreSQL can keep it; sums, which DuckDB widens, would become floating point."""
    if kind in {"HUGEINT", "UHUGEINT"}:
        return f'"{column}"::BIGINT AS "{column}"'
    if is_nested(kind):
        return f'to_json("{column}")::VARCHAR AS "{column}"'
    if kind == "VARCHAR":  # which cannot hold NUL there
        return f'replace("{column}", chr(0), \'\') AS "{column}"'
    return f'"{column}"'


def _run(source: duckdb.DuckDBPyConnection, sql: str) -> None:
    """A statement in PostgreSQL's own words, in the transaction under way."""
    source.execute(f"CALL postgres_execute('copy', '{quoted(sql)}')")
