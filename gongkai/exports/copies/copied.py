"""What a copy in another database is made of: which columns go over as what, and where copies can go."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from extract.errors import UnusableArgumentsError
from gongkai.exports.export import chosen_scripts

#: What `--to` begins with for a copy in SQLite, and in PostgreSQL (as libpq has it).
SQLITE = "sqlite:"
POSTGRES = ("postgresql://", "postgres://")

#: What no export has unless it is named, and a query of `dashboards/queries` counts.
DASHBOARDS_ASK = ("rejected_document",)


@dataclass(frozen=True)
class Copied:
    """One table of a copy."""

    name: str
    rows: int


def is_copy(to: str) -> bool:
    """Whether a target is a database, not a folder."""
    return to.startswith((SQLITE, *POSTGRES))


def check_copies(targets: Sequence[str]) -> list[str]:
    """Targets as a schedule may keep them: files by absolute paths, addresses without a password.

    Raises:
        UnusableArgumentsError: one is no database, or has a password, which the schedule would keep and show.
    """
    for to in targets:
        if not is_copy(to):
            raise UnusableArgumentsError(f"{to} is no place for a copy: sqlite:FILE or postgresql://...")
        if urlsplit(to).password:
            raise UnusableArgumentsError(
                "the address of a copy has a password, which the schedule would keep and show: "
                "leave it to PGPASSWORD or ~/.pgpass"
            )
    files = {to: Path(to.removeprefix(SQLITE)).absolute() for to in targets if to.startswith(SQLITE)}
    return [f"{SQLITE}{files[to]}" if to in files else to for to in targets]


def make_copy(warehouse: Path, to: str, tables: Sequence[str] = (), *, force: bool = False) -> list[Copied]:
    """Copy a warehouse's tables to where an address says.

    Args:
        warehouse: the file to read.
        to: `sqlite:FILE` or `postgresql://...`.
        tables: names of tables and views; where none is given those of `gongkai export` and `rejected_document`.
        force: replace an earlier copy.

    Returns:
        What was copied.

    Raises:
        load.errors.WarehouseError: `warehouse` is no warehouse.
        load.errors.QueryError: see the two kinds of copy.
        extract.errors.MissingExtraError: PostgreSQL without the extra `postgres`.
    """
    from gongkai.exports.copies.postgres import export_postgres  # noqa: PLC0415 (each imports this)
    from gongkai.exports.copies.sqlite import export_sqlite  # noqa: PLC0415

    if to.startswith(SQLITE):
        return export_sqlite(warehouse, Path(to.removeprefix(SQLITE)), tables, force=force)
    return export_postgres(warehouse, to, tables, force=force)


def tables_of_copy(source: duckdb.DuckDBPyConnection, names: Sequence[str]) -> list[str]:
    """Names of what is copied: those asked for, else what an export has and what dashboards ask for beside it.

    Args:
        source: to the warehouse.
        names: of tables and views.

    Raises:
        load.errors.QueryError: there is none of a name.
    """
    chosen = [script.name for script in chosen_scripts(source, names)]
    return chosen if names else [*chosen, *DASHBOARDS_ASK]


def is_nested(kind: str) -> bool:
    """Whether a DuckDB type has fields, or lists of them, for which others have JSON."""
    return "STRUCT(" in kind or kind.startswith("MAP(")
