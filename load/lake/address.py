"""How a lake is named: `ducklake:FILE`, or `ducklake:postgres:host=... dbname=...`; anything else is a file."""

import re
from pathlib import Path

from load.errors import WarehouseError

_SCHEME, _POSTGRES = "ducklake:", "postgres:"
_PASSWORD = re.compile(r"\bpassword\s*=|//[^/@\s]*:[^/@\s]*@", re.IGNORECASE)


class Lake(type(Path())):  # type: ignore[misc]  # whatever a path is on this system
    """The path of a lake's catalog, which is a small file; what it makes a lake is told apart from by nothing else.

    A path like any other: where a catalog stands already, it is known by what is in it.
    """


def warehouse_at(named: str | Path) -> Path:
    """What a person named as a warehouse: a file's path, or a lake's.

    Raises:
        WarehouseError: it is neither; a password in it is refused, since whoever lists processes reads it.
    """
    text = str(named)
    if not text.startswith(_SCHEME):
        return Path(named)
    catalog = text.removeprefix(_SCHEME)
    if _PASSWORD.search(catalog):
        raise WarehouseError(
            "a password in the name of a warehouse is read by whoever lists processes: "
            "put it into PGPASSWORD or ~/.pgpass"
        )
    if catalog.startswith(_POSTGRES):
        raise WarehouseError("a catalog in PostgreSQL is not supported yet: name a file, as ducklake:FILE")
    if not catalog or ":" in catalog.split("/")[0]:
        raise WarehouseError(f"{text} names no catalog: ducklake:FILE, or ducklake:postgres:host=... dbname=...")
    return Lake(catalog)


def named(warehouse: Path) -> str:
    """How a person names a warehouse, which `warehouse_at` takes back."""
    return f"{_SCHEME}{warehouse}" if isinstance(warehouse, Lake) else str(warehouse)
