"""What the warehouse knows already: content that need not be read again."""

from pathlib import Path

from load.attached import tables_of
from load.scripts import step
from load.warehouse import open_readonly


def decided_from(path: Path) -> str:
    """What a warehouse's decisions were read from, as `load.decisions.folder.digest` tells it; empty for nothing."""
    connection = open_readonly(path, older=True)
    try:
        if "decided_from" not in tables_of(connection, "warehouse"):
            return ""
        return str(connection.execute("SELECT coalesce(max(digest), '') FROM decided_from").fetchall()[0][0])
    finally:
        connection.close()


def known_content(path: Path, version: str) -> set[bytes]:
    """First 16 bytes of the sha256 of every document that is known, loaded or rejected before.

    Args:
        path: the warehouse; one that does not exist knows nothing.
        version: of the reader of documents; what another version read is not known.

    Raises:
        WarehouseError: `path` exists and is no warehouse.
    """
    if not path.exists():
        return set()
    connection = open_readonly(path)
    try:
        digests = connection.execute(
            f"SELECT unhex(left(sha256, 32)) AS digest FROM ({step('known_content')})",
            {"version": version, "force": False},
        ).pl()
    finally:
        connection.close()
    return set(digests["digest"].to_list())
