"""How a lake is named: `ducklake:FILE`, or `ducklake:postgres:host=... dbname=...`; anything else is a file."""

import os
import re
from hashlib import sha256
from pathlib import Path

from load.errors import WarehouseError

_SCHEME, _POSTGRES = "ducklake:", "postgres:"
#: The setting that names the folder for this machine's copies of servers' catalogs, and what stands beside each.
HOME, _SERVER = "GONGKAI_STATE", ".server"
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
        return _of_server(catalog)
    if not catalog or ":" in catalog.split("/")[0]:
        raise WarehouseError(f"{text} names no catalog: ducklake:FILE, or ducklake:postgres:host=... dbname=...")
    return Lake(catalog)


def named(warehouse: Path) -> str:
    """How a person names a warehouse, which `warehouse_at` takes back."""
    return f"{_SCHEME}{server_of(warehouse) or warehouse}" if isinstance(warehouse, Lake) else str(warehouse)


def title_of(warehouse: Path) -> str:
    """Its file's name; a server's lake, whose file here is a copy that nobody named, as a person names it."""
    return named(warehouse) if server_of(warehouse) else warehouse.name


def server_of(warehouse: Path) -> str | None:
    """The server, `postgres:host=... dbname=...`, whose catalog a file is a copy of; None for any other warehouse."""
    try:
        return Path(f"{warehouse}{_SERVER}").read_text(encoding="utf-8").strip()
    except OSError:
        return None


def _of_server(catalog: str) -> Lake:
    """This machine's copy of a server's catalog, which need not be there yet; beside it stands what it is a copy of."""
    home = Path(os.environ.get(HOME) or Path.home() / ".local" / "state" / "gongkai")
    copy = Lake(home / f"{sha256(catalog.encode()).hexdigest()[:16]}.ducklake")
    try:
        home.mkdir(parents=True, exist_ok=True)
        if server_of(copy) is None:
            Path(f"{copy}{_SERVER}").write_text(f"{catalog}\n", encoding="utf-8")
    except OSError as error:
        raise WarehouseError(f"{home} cannot be written: {error.strerror}; {HOME} names another folder") from error
    return copy
