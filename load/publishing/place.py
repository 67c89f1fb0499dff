"""The published place: what is put there, in one step, and what is taken from there as it stands."""

from pathlib import Path

from load.errors import WarehouseError
from load.publishing import aside, files
from load.publishing.layout import Layout
from load.publishing.target import Version
from load.publishing.versions import keep, name_of
from load.warehouse import last_run

#: So often a file that nobody keeps a version of is copied, where another program writes to it meanwhile.
_ATTEMPTS = 5


def put_in_place(at: Layout, before: str | None) -> None:
    """Rename the finished file over the published one; what others did to that one is kept.

    Args:
        at: the warehouse.
        before: name of the version that was published last.
    """
    files.take_rights(at.file, at.building)
    kept = aside.put_aside(at, before or "unknown")
    files.replace(at.building, at.file)
    files.sync(at.file.parent)
    aside.let_go(at, kept, at.version(before) if before else None)


def bring(at: Layout, version: Path, before: str | None) -> None:
    """Put a copy of a version in the published place."""
    files.copy(version, at.building)
    files.sync(at.building)
    put_in_place(at, before)


def adopt(at: Layout) -> Version:
    """Keep a file that no version is known of as one, under its last run's name.

    Raises:
        WarehouseError: it is no warehouse that can be extended.
    """
    name = name_of(last_run(_copy_still(at)))
    keep(at, at.building, name)
    files.remove(at.building)
    return Version(name, at.version(name), None, is_current=True)


def keep_still(at: Layout, name: str) -> None:
    """Keep a version in a file of its own, which was a second name of the published one."""
    keep(at, _copy_still(at), name)
    files.remove(at.building)


def _copy_still(at: Layout) -> Path:
    """A copy of the published file, of a moment in which nobody wrote into it; a log beside it is not in it.

    Raises:
        WarehouseError: another program writes to it all the time.
    """
    for _ in range(_ATTEMPTS):
        before = at.file.stat()
        files.copy(at.file, at.building)
        after = at.file.stat()
        if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size):
            return at.building
    raise WarehouseError(f"another program keeps writing to {at.file}; nothing was changed")
