"""A new folder of results: whole or not there."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from load.errors import QueryError


@contextmanager
def new_folder(target: Path, marker: str, *, force: bool = False) -> Iterator[Path]:
    """A folder `target.partial` to write into, renamed to `target` when the block ends well, removed when it fails.

    Args:
        target: does not exist, or is an empty folder.
        marker: a file that every such folder holds; with `force` a folder that has it is replaced, no other.
        force: replace what an earlier call made, and what a killed one left.

    Raises:
        QueryError: `target` is something else; nothing was changed.
    """
    target = target.resolve()
    partial = target.with_name(f"{target.name}.partial")
    _check_target(target, marker, force=force)
    if partial.exists():
        if not force:
            raise QueryError(f"{partial} exists: another run is writing, or was killed; --force removes it")
        shutil.rmtree(partial)
    try:
        partial.mkdir(parents=True)
    except OSError as error:
        raise QueryError(f"{partial} cannot be made: {error.strerror}") from error
    try:
        yield partial
        _put_in_place(partial, target)
    except OSError as error:
        raise QueryError(f"{target} cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _check_target(target: Path, marker: str, *, force: bool) -> None:
    """Refuse a target that would lose anything."""
    if not target.exists():
        return
    if not target.is_dir():
        raise QueryError(f"{target} is a file, not a folder")
    if not any(target.iterdir()):
        return
    if not force:
        raise QueryError(f"{target} is not empty: name another folder, or --force to replace an earlier result")
    if not (target / marker).is_file():
        raise QueryError(f"{target} holds no {marker}, so no earlier result: --force does not replace it")


def _put_in_place(partial: Path, target: Path) -> None:
    """Rename; what was there goes only when the new folder is in its place."""
    if not target.exists():
        partial.rename(target)
        return
    before = target.with_name(f"{target.name}.before")
    shutil.rmtree(before, ignore_errors=True)
    target.rename(before)
    partial.rename(target)
    shutil.rmtree(before)
