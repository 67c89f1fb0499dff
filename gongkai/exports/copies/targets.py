"""Where copies can go, told by an address; each kind has a module of its own."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from extract.errors import UnusableArgumentsError
from gongkai.exports.copies.copied import Copied
from gongkai.exports.copies.postgres import export_postgres
from gongkai.exports.copies.sqlite import export_sqlite

#: What `--to` begins with for a copy in SQLite, and in PostgreSQL (as libpq has it).
SQLITE = "sqlite:"
POSTGRES = ("postgresql://", "postgres://")


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
    if to.startswith(SQLITE):
        return export_sqlite(warehouse, Path(to.removeprefix(SQLITE)), tables, force=force)
    return export_postgres(warehouse, to, tables, force=force)
