"""Glob patterns to paths: lazy, sorted, no path twice, no loop through links."""

import os
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from extract.sources.walk import children, walk

_MAGIC = re.compile(r"[*?\[]")


def has_magic(text: str) -> bool:
    """Whether a path, or a part of one, is a pattern."""
    return _MAGIC.search(text) is not None


def fixed_folder(pattern: str) -> str:
    """Returns the folder that stands before the first part with a wildcard in an absolute pattern."""
    fixed = []
    for part in pattern.split("/"):
        if has_magic(part):
            break
        fixed.append(part)
    return "/".join(fixed) or "/"


def expand(pattern: str, skip: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yields the paths that an absolute pattern matches, in the order of their names.

    Hidden entries and links to folders match only where the pattern spells them out. A pattern with `**`
    matches files only.

    Args:
        pattern: An absolute path with `*`, `?`, `[…]` or `**`.
        skip: Paths of files and folders that `**` leaves out.
    """
    folder = fixed_folder(pattern)
    parts = pattern[len(folder) :].strip("/").split("/")
    return _expand(folder, parts, skip)


def _expand(folder: str, parts: list[str], skip: frozenset[str]) -> Iterator[str]:
    if not parts:
        yield folder
    elif parts[0] == "**":
        yield from _expand_deep(folder, parts, skip)
    else:
        for path in _matches(folder, parts[0]):
            if len(parts) == 1 or os.path.isdir(path):  # noqa: PTH112  (Path raises where access is denied)
                yield from _expand(path, parts[1:], skip)


def _matches(folder: str, part: str) -> Iterator[str]:
    """Yields what one part of the pattern matches inside a folder."""
    prefix = folder.rstrip("/") + "/"
    if not has_magic(part):
        if os.path.lexists(prefix + part):
            yield prefix + part
        return
    try:
        names = children(folder)
    except OSError:
        return
    yield from (prefix + name for name, _ in names if fnmatchcase(name, part))


def _expand_deep(folder: str, parts: list[str], skip: frozenset[str]) -> Iterator[str]:
    start = len(folder.rstrip("/")) + 1
    return (path for path in walk(folder, skip) if _fits(path[start:].split("/"), parts))


def _fits(names: list[str], parts: list[str]) -> bool:
    """Whether the parts of a pattern, `**` standing for any number of names, cover the names of a path."""
    covered = {0}
    for part in parts:
        if part == "**":
            covered = set(range(min(covered), len(names) + 1))
        else:
            covered = {n + 1 for n in covered if n < len(names) and fnmatchcase(names[n], part)}
        if not covered:
            return False
    return len(names) in covered
