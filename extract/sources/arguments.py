"""Arguments (files, folders, globs) to the files they mean, lazily and in a fixed order."""

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from extract.object_store import SCHEME
from extract.raw import printable
from extract.sources.globs import expand, fixed_folder, has_magic
from extract.sources.objects import object_addresses
from extract.sources.source import Source, kind_of
from extract.sources.walk import walk


@dataclass(frozen=True, slots=True)
class Found:
    """What the arguments mean.

    Attributes:
        sources: The files, found while they are asked for; iterate once.
        missing: Arguments that do not exist, and globs whose fixed folder does not.
        empty: Globs that match nothing, though the folder exists.
    """

    sources: Iterator[Source]
    missing: list[str]
    empty: list[str]


def find_sources(paths: Sequence[str], skip: Collection[str] = ()) -> Found:
    """Finds the files that the arguments mean.

    A folder is read to its depth, in the order of names; hidden entries are skipped and symlinked folders not
    followed, unless named as an argument. A folder that cannot be listed comes as a document, so that reading
    refuses it. Arguments that overlap give a file twice; its content is then counted as unchanged.

    Args:
        paths: Files, folders, globs (`*`, `?`, `[…]`, `**`), object stores (`s3://bucket/prefix/`). A folder that a
            glob without `**` matches is read like a folder argument; a glob with `**` matches files only.
        skip: Files and folders to leave out, such as the warehouse when it lies inside a folder that is read.

    Raises:
        StoreError: an object store does not answer.
        UnusableArgumentsError: it refuses, or nobody is named who may ask it.

    Returns:
        The sources, lazily, and the arguments that gave none.
    """
    unwanted = frozenset(os.path.abspath(path) for path in skip if path and not path.startswith(SCHEME))  # noqa: PTH100
    found: list[Iterator[str]] = []
    missing: list[str] = []
    empty: list[str] = []
    for argument in paths:
        if argument.startswith(SCHEME):
            objects = object_addresses(argument, [it for it in skip if it.startswith(SCHEME)])
            one = next(objects, None)
            found.append(iter(()) if one is None else chain((one,), objects))
            missing += [argument] if one is None else []
            continue
        path = os.path.abspath(argument)  # noqa: PTH100  (links stay as given)
        if argument and os.path.lexists(path):
            found.append(_files(path, unwanted))
        elif not has_magic(argument) or not os.path.isdir(fixed_folder(path)):  # noqa: PTH112
            missing.append(argument)
        else:
            matches = _glob_files(path, unwanted)
            first = next(matches, None)
            if first is None:
                empty.append(argument)
            else:
                found.append(chain((first,), matches))
    return Found(map(_source, chain.from_iterable(found)), missing, empty)


def _source(path: str) -> Source:
    return Source(path, printable(path), kind_of(path))


def _files(path: str, skip: frozenset[str]) -> Iterator[str]:
    if path in skip:
        return iter(())
    return walk(path, skip) if os.path.isdir(path) else iter((path,))  # noqa: PTH112


def _glob_files(pattern: str, skip: frozenset[str]) -> Iterator[str]:
    return chain.from_iterable(_files(path, skip) for path in expand(pattern, skip))
