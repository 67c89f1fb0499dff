"""A folder's files, to its depth: sorted, lazy, without following links to folders."""

import os
from collections.abc import Iterator


def walk(folder: str, skip: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yields the paths of all files below a folder, each folder's entries in the order of their names.

    Hidden entries and links to folders are passed over. Whatever is no folder counts as a file: pipes and
    dangling links too, and a folder that cannot be listed, for reading to refuse them by name.

    Args:
        folder: Where to begin.
        skip: Paths of files and folders to leave out.
    """
    stack = [_entries(folder)]
    while stack:
        for path, is_folder in stack[-1]:
            if path in skip:
                continue
            if is_folder:
                stack.append(_entries(path))
                break
            yield path
        else:
            stack.pop()


def children(folder: str) -> list[tuple[str, bool]]:
    """Lists a folder: (name, whether a true folder), sorted, without hidden entries and links to folders.

    Raises:
        OSError: When the folder cannot be listed.
    """
    with os.scandir(folder) as entries:
        listed = ((entry.name, entry) for entry in entries if not entry.name.startswith("."))
        return sorted((name, _is_folder(entry)) for name, entry in listed if not _is_folder_link(entry))


def _entries(folder: str) -> Iterator[tuple[str, bool]]:
    try:
        names = children(folder)
    except OSError:
        return iter(((folder, False),))
    prefix = folder.rstrip("/") + "/"
    return ((prefix + name, is_folder) for name, is_folder in names)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_folder_link(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:
        return False
