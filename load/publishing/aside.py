"""What other programs do to the published file: noticed, kept aside, reported; never merged, never lost.

A program that opens the file for writing (the DuckDB shell, DBeaver, `duckdb.connect(FILE)`) holds its inode, and may
write into it long after the next publish. So whatever is replaced keeps a name in `.FILE.aside/` for as long as
somebody holds it, and for good where it is no longer what was published. Its log `FILE.wal` goes with it: DuckDB finds
it there under the file's new name, and would refuse to open the next version beside it.
"""

import errno
import fcntl
import logging
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path

from load.publishing import files
from load.publishing.layout import SUFFIX, Layout, wal_of
from load.publishing.versions import is_same

_LOG = logging.getLogger("gongkai")


def is_held(path: Path) -> bool:
    """Whether another program has the file open for writing, as DuckDB does it: with a lock on its inode."""
    try:
        with path.open("rb") as file:
            fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in (errno.EACCES, errno.EAGAIN) and path.exists()
    return False


def what_happened(at: Layout, version: Path | None) -> str:
    """What another program did to the published file; empty where it is untouched and nobody holds it.

    Args:
        at: the warehouse.
        version: the file of the version that was published last.
    """
    return _what_happened(at.file, at.wal, version)


def put_aside(at: Layout, name: str) -> Path | None:
    """Give the published file a second name before it is replaced; None where there is no file.

    Args:
        at: the warehouse.
        name: of the version that was published last.
    """
    if not at.file.exists():
        if at.wal.exists():
            _LOG.warning("%s has lost its file, and is kept in %s", at.wal, at.aside)
        _put_wal_aside(at, None, name)
        return None
    at.aside.mkdir(exist_ok=True)
    kept = next((path for path in kept_aside(at) if path.exists() and path.samefile(at.file)), None)
    if kept is None:
        kept = next(path for path in _of_version(at, name) if not path.exists() and not wal_of(path).exists())
        files.link(at.file, kept)
        files.sync(at.aside)
    _put_wal_aside(at, kept, name)
    return kept


def let_go(at: Layout, kept: Path | None, version: Path | None) -> None:
    """After the replacement: remove the second name of a file that nobody changed or holds, else report it."""
    if kept is None:
        return
    _put_wal_aside(at, kept, _version_of(kept))
    did = _what_happened(kept, wal_of(kept), version)
    if did:
        _LOG.warning(
            "another program %s %s; its file is kept as %s, and what was published stands in its place",
            did,
            at.file,
            kept,
        )
        return
    files.remove(kept)
    if not any(at.aside.iterdir()):
        files.remove(at.aside)


def kept_aside(at: Layout) -> list[Path]:
    """The files that are kept aside, and logs without a file."""
    found = {path.with_name(path.name.removesuffix(".wal")) for path in at.aside.glob("*") if path.is_file()}
    return sorted(found)


def review(at: Layout) -> None:
    """Remove what was kept only because somebody held it, and nobody wrote to; the rest stays until a person looks."""
    for kept in kept_aside(at):
        version = at.version(_version_of(kept))
        if kept.exists() and version.exists() and not _what_happened(kept, wal_of(kept), version):
            files.remove(kept)
    if at.aside.is_dir() and not any(at.aside.iterdir()):
        files.remove(at.aside)


def spared(at: Layout) -> set[str]:
    """Names of the versions that files kept aside are compared with."""
    return {_version_of(kept) for kept in kept_aside(at)}


def _what_happened(file: Path, wal: Path, version: Path | None) -> str:
    if wal.exists():
        return "writes to"
    if version is None or not is_same(file, version):
        return "changed"
    return "holds open, for writing," if is_held(file) else ""


def _put_wal_aside(at: Layout, kept: Path | None, name: str) -> None:
    """Keep a log that stands beside the published file: with the file that its program holds, else with the last."""
    if not at.wal.exists():
        return
    at.aside.mkdir(exist_ok=True)
    held = [path for path in kept_aside(at) if path != kept and is_held(path)]
    owners = chain(held, [kept] if kept else [], _of_version(at, name))
    files.replace(at.wal, wal_of(next(path for path in owners if not wal_of(path).exists())))
    files.sync(at.aside)


def _of_version(at: Layout, name: str) -> Iterator[Path]:
    """Names for what stood in the place of a version."""
    yield at.aside / f"{name}{SUFFIX}"
    yield from (at.aside / f"{name}~{number}{SUFFIX}" for number in count(2))


def _version_of(kept: Path) -> str:
    return kept.name.removesuffix(SUFFIX).split("~")[0]
