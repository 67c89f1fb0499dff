"""The warehouse that this process shows; `gongkai dashboard` sets it before the first page."""

from hashlib import sha256
from pathlib import Path

from gongkai.queries.published import Published

_current = Published(Path("warehouse.duckdb"))


def show(path: Path) -> None:
    """Show the warehouse at a path from now on, also where there is none yet."""
    global _current  # noqa: PLW0603 (one process, one warehouse)
    _current.close()
    _current = Published(path)


def current() -> Published:
    """What is shown."""
    return _current


def mark() -> str:
    """What tells one published version from the next, to a page that waits for it; it says nothing of the file."""
    return sha256(repr(_current.version()).encode()).hexdigest()[:16]
